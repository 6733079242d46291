import PythonBytecode
import PythonSyntax

/// Operators on two integers: in machine words while those suffice.
enum IntegerMath {
    private static let maximumBits = 128

    static func binary(
        _ left: IntegerConstant, _ op: BinaryOperator, _ right: IntegerConstant
    ) -> Constant? {
        switch op {
        case .add: return .integer(add(left, right))
        case .subtract: return .integer(subtract(left, right))
        case .multiply: return multiply(left, right).map { .integer($0) }
        case .divide: return trueDivision(left, right).map { .float($0) }
        case .floorDivide: return division(left, right).map { .integer($0.quotient) }
        case .modulo: return division(left, right).map { .integer($0.remainder) }
        case .power: return power(left, right)
        case .leftShift: return shiftLeft(left, right).map { .integer($0) }
        case .rightShift: return shiftRight(left, right).map { .integer($0) }
        case .bitOr: return .integer(bitwise(left, right) { $0 | $1 })
        case .bitXor: return .integer(bitwise(left, right) { $0 ^ $1 })
        case .bitAnd: return .integer(bitwise(left, right) { $0 & $1 })
        case .matrixMultiply: return nil
        }
    }

    static func negated(_ value: IntegerConstant) -> IntegerConstant {
        if case .small(let number) = value, number != .min { return .small(-number) }
        return BigInteger(value).negated.constant
    }

    static func add(_ left: IntegerConstant, _ right: IntegerConstant) -> IntegerConstant {
        if case .small(let first) = left, case .small(let second) = right {
            let (sum, overflow) = first.addingReportingOverflow(second)
            if !overflow { return .small(sum) }
        }
        return (BigInteger(left) + BigInteger(right)).constant
    }

    static func subtract(_ left: IntegerConstant, _ right: IntegerConstant) -> IntegerConstant {
        if case .small(let first) = left, case .small(let second) = right {
            let (difference, overflow) = first.subtractingReportingOverflow(second)
            if !overflow { return .small(difference) }
        }
        return (BigInteger(left) - BigInteger(right)).constant
    }

    private static func multiply(
        _ left: IntegerConstant, _ right: IntegerConstant
    ) -> IntegerConstant? {
        if case .small(let first) = left, case .small(let second) = right {
            let (product, overflow) = first.multipliedReportingOverflow(by: second)
            if !overflow { return .small(product) }
        }
        let first = BigInteger(left)
        let second = BigInteger(right)
        guard first.isZero || second.isZero || first.bitCount + second.bitCount <= maximumBits
        else { return nil }
        return (first * second).constant
    }

    private static func division(
        _ left: IntegerConstant, _ right: IntegerConstant
    ) -> (quotient: IntegerConstant, remainder: IntegerConstant)? {
        if case .small(let first) = left, case .small(let second) = right, second != 0,
            !(first == .min && second == -1)
        {
            var (quotient, remainder) = first.quotientAndRemainder(dividingBy: second)
            if remainder != 0, (remainder < 0) != (second < 0) {
                quotient -= 1
                remainder += second
            }
            return (.small(quotient), .small(remainder))
        }
        return BigInteger(left).flooredDivision(by: BigInteger(right)).map {
            ($0.quotient.constant, $0.remainder.constant)
        }
    }

    /// The double nearest to the exact quotient.
    private static func trueDivision(
        _ left: IntegerConstant, _ right: IntegerConstant
    ) -> Double? {
        let exact = 1 << 53
        if case .small(let first) = left, case .small(let second) = right, second != 0,
            first.magnitude <= exact, second.magnitude <= exact
        {
            // A zero has no sign here, whatever the divisor's.
            return first == 0 ? (second < 0 ? -0.0 : 0.0) : Double(first) / Double(second)
        }
        let dividend = BigInteger(left)
        let divisor = BigInteger(right)
        guard !divisor.isZero else { return nil }
        let isNegative = dividend.isNegative != divisor.isNegative
        if dividend.isZero { return isNegative ? -0.0 : 0.0 }
        // Scaled so that the quotient has more bits than a double keeps.
        let shift = max(0, 66 - (dividend.bitCount - divisor.bitCount))
        let (quotient, remainder) = BigInteger.divideMagnitudes(
            dividend.shiftedLeft(shift).words, divisor.words)
        return BigInteger(isNegative: isNegative, words: quotient).scaledDouble(
            exponent: -shift, hasRemainder: !remainder.isEmpty)
    }

    private static func power(_ left: IntegerConstant, _ right: IntegerConstant) -> Constant? {
        let base = BigInteger(left)
        if BigInteger(right).isNegative {
            guard let first = base.doubleValue, let second = BigInteger(right).doubleValue else {
                return nil
            }
            return FloatMath.power(first, second)
        }
        if base.isZero, right != .small(0) { return .integer(.small(0)) }
        guard case .small(var exponent) = right else { return nil }
        if exponent > 0, base.bitCount > maximumBits / exponent { return nil }
        var result = BigInteger(1)
        var square = base
        while exponent > 0 {
            if exponent & 1 != 0 { result = result * square }
            exponent >>= 1
            if exponent > 0 { square = square * square }
        }
        return .integer(result.constant)
    }

    private static func shiftLeft(
        _ left: IntegerConstant, _ right: IntegerConstant
    ) -> IntegerConstant? {
        let value = BigInteger(left)
        guard case .small(let count) = right else {
            return value.isZero && !BigInteger(right).isNegative ? .small(0) : nil
        }
        guard count >= 0 else { return nil }
        if value.isZero { return .small(0) }
        guard count == 0 || (count <= maximumBits && value.bitCount <= maximumBits - count) else {
            return nil
        }
        return value.shiftedLeft(count).constant
    }

    private static func shiftRight(
        _ left: IntegerConstant, _ right: IntegerConstant
    ) -> IntegerConstant? {
        let value = BigInteger(left)
        guard case .small(let count) = right else {
            if BigInteger(right).isNegative { return nil }
            return .small(value.isNegative ? -1 : 0)
        }
        guard count >= 0 else { return nil }
        return value.shiftedRight(count).constant
    }

    private static func bitwise(
        _ left: IntegerConstant, _ right: IntegerConstant, _ operation: (UInt32, UInt32) -> UInt32
    ) -> IntegerConstant {
        BigInteger(left).combined(with: BigInteger(right), operation).constant
    }
}
