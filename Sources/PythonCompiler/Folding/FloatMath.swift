import Glibc
import PythonBytecode
import PythonSyntax

/// Operators on floats and complex numbers, mixed with integers (`Objects/floatobject.c`,
/// `Objects/complexobject.c`).
enum FloatMath {
    struct Complex {
        var real: Double
        var imaginary: Double
    }

    static func binary(_ left: Constant, _ op: BinaryOperator, _ right: Constant) -> Constant? {
        if let first = doubleValue(left), let second = doubleValue(right) {
            return binary(first, op, second)
        }
        if let first = complexValue(left), let second = complexValue(right) {
            return binary(first, op, second).map {
                .complex(real: $0.real, imaginary: $0.imaginary)
            }
        }
        return nil
    }

    private static func doubleValue(_ constant: Constant) -> Double? {
        if case .float(let value) = constant { return value }
        guard let integer = constant.integer else { return nil }
        if case .small(let value) = integer, value.magnitude <= 1 << 53 { return Double(value) }
        return BigInteger(integer).doubleValue
    }

    static func complexValue(_ constant: Constant) -> Complex? {
        if case .complex(let real, let imaginary) = constant {
            return Complex(real: real, imaginary: imaginary)
        }
        return doubleValue(constant).map { Complex(real: $0, imaginary: 0) }
    }

    // MARK: Floats

    private static func binary(
        _ left: Double, _ op: BinaryOperator, _ right: Double
    ) -> Constant? {
        switch op {
        case .add: return .float(left + right)
        case .subtract: return .float(left - right)
        case .multiply: return .float(left * right)
        case .divide: return right == 0 ? nil : .float(left / right)
        case .floorDivide: return division(left, right).map { .float($0.quotient) }
        case .modulo: return division(left, right).map { .float($0.remainder) }
        case .power: return power(left, right)
        default: return nil
        }
    }

    /// Python's `divmod` of floats: the remainder has the divisor's sign.
    private static func division(
        _ left: Double, _ right: Double
    ) -> (quotient: Double, remainder: Double)? {
        guard right != 0 else { return nil }
        var remainder = fmod(left, right)
        var quotient = (left - remainder) / right
        if remainder != 0 {
            if (right < 0) != (remainder < 0) {
                remainder += right
                quotient -= 1
            }
        } else {
            remainder = copysign(0, right)
        }
        guard quotient != 0 else { return (copysign(0, left / right), remainder) }
        var floored = quotient.rounded(.down)
        if quotient - floored > 0.5 { floored += 1 }
        return (floored, remainder)
    }

    static func power(_ base: Double, _ exponent: Double) -> Constant? {
        if exponent == 0 { return .float(1) }
        if base.isNaN { return .float(base) }
        if exponent.isNaN { return .float(base == 1 ? 1 : exponent) }
        if base == 1 { return .float(1) }
        if base.isInfinite || exponent.isInfinite { return .float(pow(base, exponent)) }
        if base == 0 { return exponent < 0 ? nil : .float(pow(base, exponent)) }
        if base < 0, exponent != exponent.rounded(.down) {
            // A negative base with a fractional exponent gives a complex number.
            return power(
                Complex(real: base, imaginary: 0), Complex(real: exponent, imaginary: 0)
            ).map { .complex(real: $0.real, imaginary: $0.imaginary) }
        }
        let result = pow(base, exponent)
        return result.isInfinite ? nil : .float(result)
    }

    // MARK: Complex numbers

    private static func binary(
        _ left: Complex, _ op: BinaryOperator, _ right: Complex
    ) -> Complex? {
        switch op {
        case .add:
            return Complex(
                real: left.real + right.real, imaginary: left.imaginary + right.imaginary)
        case .subtract:
            return Complex(
                real: left.real - right.real, imaginary: left.imaginary - right.imaginary)
        case .multiply: return product(left, right)
        case .divide: return quotient(left, right)
        case .power: return complexPower(left, right)
        default: return nil
        }
    }

    private static func product(_ left: Complex, _ right: Complex) -> Complex {
        Complex(
            real: left.real * right.real - left.imaginary * right.imaginary,
            imaginary: left.real * right.imaginary + left.imaginary * right.real)
    }

    /// Divides by the larger part of the divisor first, so that nothing overflows on the way.
    private static func quotient(_ left: Complex, _ right: Complex) -> Complex? {
        let realSize = abs(right.real)
        let imaginarySize = abs(right.imaginary)
        if realSize >= imaginarySize {
            guard realSize != 0 else { return nil }
            let ratio = right.imaginary / right.real
            let denominator = right.real + right.imaginary * ratio
            return Complex(
                real: (left.real + left.imaginary * ratio) / denominator,
                imaginary: (left.imaginary - left.real * ratio) / denominator)
        }
        guard imaginarySize >= realSize else { return Complex(real: .nan, imaginary: .nan) }
        let ratio = right.real / right.imaginary
        let denominator = right.real * ratio + right.imaginary
        return Complex(
            real: (left.real * ratio + left.imaginary) / denominator,
            imaginary: (left.imaginary * ratio - left.real) / denominator)
    }

    /// Small whole exponents are repeated products.
    private static func complexPower(_ base: Complex, _ exponent: Complex) -> Complex? {
        guard exponent.imaginary == 0, exponent.real == exponent.real.rounded(.down),
            abs(exponent.real) <= 100
        else { return power(base, exponent) }
        var count = Int(exponent.real.magnitude)
        var result = Complex(real: 1, imaginary: 0)
        var square = base
        while count > 0 {
            if count & 1 != 0 { result = product(result, square) }
            count >>= 1
            if count > 0 { square = product(square, square) }
        }
        if exponent.real < 0 {
            guard let inverse = quotient(Complex(real: 1, imaginary: 0), result) else {
                return nil
            }
            result = inverse
        }
        return result.real.isInfinite || result.imaginary.isInfinite ? nil : result
    }

    private static func power(_ base: Complex, _ exponent: Complex) -> Complex? {
        if exponent.real == 0, exponent.imaginary == 0 { return Complex(real: 1, imaginary: 0) }
        if base.real == 0, base.imaginary == 0 {
            if exponent.imaginary != 0 || exponent.real < 0 { return nil }
            return Complex(real: 0, imaginary: 0)
        }
        let size = hypot(base.real, base.imaginary)
        var length = pow(size, exponent.real)
        let angle = atan2(base.imaginary, base.real)
        var phase = angle * exponent.real
        if exponent.imaginary != 0 {
            length /= exp(angle * exponent.imaginary)
            phase += exponent.imaginary * log(size)
        }
        let result = Complex(real: length * cos(phase), imaginary: length * sin(phase))
        return result.real.isInfinite || result.imaginary.isInfinite ? nil : result
    }
}
