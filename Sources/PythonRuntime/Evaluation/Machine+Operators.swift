import PythonBytecode

/// Operators, comparisons and subscripts, in their general form.
extension EvaluationMachine {
    @inline(__always)
    mutating func unaryPositive() throws(Raised) {
        replaceTop(with: try interpreter.positive(peek(1)))
    }

    @inline(__always)
    mutating func unaryNegative() throws(Raised) {
        replaceTop(with: try interpreter.negative(peek(1)))
    }

    @inline(__always)
    mutating func unaryInvert() throws(Raised) {
        replaceTop(with: try interpreter.invert(peek(1)))
    }

    @inline(__always)
    mutating func unaryNot() throws(Raised) {
        let isTrue = try interpreter.isTrue(peek(1))
        replaceTop(with: interpreter.bool(!isTrue))
    }

    /// Releases the operand and puts the result in its place.
    @inline(__always)
    mutating func replaceTop(with result: consuming Owned) {
        let operand = peek(1)
        setTop(result.take())
        operand.decref()
    }

    /// Releases two operands, the left one first as CPython does, and puts the result in their place.
    @inline(__always)
    mutating func replaceTwo(with result: RawObject) {
        let right = peek(1)
        let left = peek(2)
        drop(1)
        setTop(result)
        left.decref()
        right.decref()
    }

    @inline(__always)
    mutating func binaryOperation() throws(Raised) {
        replaceTwo(with: try interpreter.binaryOperationSlowly(argument, peek(2), peek(1)))
        skipCaches(1)
    }

    @inline(__always)
    mutating func compareOperation() throws(Raised) {
        replaceTwo(with: try interpreter.compareOperation(argument, peek(2), peek(1)))
        skipCaches(2)
    }

    @inline(__always)
    mutating func isOperation() {
        let isResult = (peek(2) == peek(1)) != (argument != 0)
        replaceTwo(with: interpreter.bool(isResult).take())
    }

    @inline(__always)
    mutating func containsOperation() throws(Raised) {
        let contains = try interpreter.contains(peek(1), peek(2))
        replaceTwo(with: interpreter.bool(contains != (argument != 0)).take())
    }

    // MARK: Subscripts

    @inline(__always)
    mutating func binarySubscript() throws(Raised) {
        replaceTwo(with: try interpreter.getItem(peek(2), peek(1)).take())
        skipCaches(4)
    }

    /// `container[key] = value`: the stack holds value, container, key.
    @inline(__always)
    mutating func storeSubscript() throws(Raised) {
        try interpreter.setItem(peek(2), peek(1), peek(3))
        releaseStoreSubscriptOperands()
        skipCaches(1)
    }

    @inline(__always)
    mutating func releaseStoreSubscriptOperands() {
        let key = peek(1)
        let container = peek(2)
        let value = peek(3)
        drop(3)
        value.decref()
        container.decref()
        key.decref()
    }

    @inline(__always)
    mutating func deleteSubscript() throws(Raised) {
        try interpreter.setItem(peek(2), peek(1), nil)
        let key = peek(1)
        let container = peek(2)
        drop(2)
        container.decref()
        key.decref()
    }

    /// `start:stop` or, with 3 as the argument, `start:stop:step`.
    @inline(__always)
    mutating func buildSlice() throws(Raised) {
        if argument == 3 {
            let slice = try interpreter.makeSlice(peek(3), peek(2), peek(1)).take()
            popAndRelease()
            replaceTwoInOrder(with: slice)
        } else {
            let slice = try interpreter.makeSlice(peek(2), peek(1), interpreter.none).take()
            replaceTwoInOrder(with: slice)
        }
    }

    /// Releases the right operand first.
    @inline(__always)
    private mutating func replaceTwoInOrder(with result: RawObject) {
        let right = peek(1)
        let left = peek(2)
        drop(1)
        setTop(result)
        right.decref()
        left.decref()
    }
}

extension Interpreter {
    @inline(never)
    func binaryOperationSlowly(
        _ operation: Int, _ left: Ref, _ right: Ref
    ) throws(Raised) -> RawObject {
        guard let operation = BinaryOperation(rawValue: UInt8(truncatingIfNeeded: operation)) else {
            throw raise(.systemError, "unknown binary operator")
        }
        if left.type == right.type {
            if left.type == type(.int) {
                if let result = try intOperation(operation, left, right) { return result }
            } else if left.type == type(.float),
                let result = try floatOperation(operation, left, right)
            {
                return result
            }
        }
        return try binaryOperation(operation, left, right).take()
    }

    /// The commonest operations on two ints, without a way through the slots; nil for the others.
    @inline(__always)
    private func intOperation(
        _ operation: BinaryOperation, _ left: Ref, _ right: Ref
    ) throws(Raised) -> RawObject? {
        switch operation {
        case .add, .inplaceAdd: return try intAdd(left, right).take()
        case .subtract, .inplaceSubtract: return try intSubtract(left, right).take()
        case .multiply, .inplaceMultiply: return try intMultiply(left, right).take()
        default:
            if let result = try smallIntOperation(operation, left, right) { return result }
            return try wideIntOperation(operation, left, right)
        }
    }

    /// The same operations on ints of several digits, and shifts; nil for the others, which may give a
    /// float.
    @inline(__always)
    private func wideIntOperation(
        _ operation: BinaryOperation, _ left: Ref, _ right: Ref
    ) throws(Raised) -> RawObject? {
        switch operation {
        case .and, .inplaceAnd: try intAnd(left, right).take()
        case .or, .inplaceOr: try intOr(left, right).take()
        case .xor, .inplaceXor: try intXor(left, right).take()
        case .lshift, .inplaceLshift: try intShiftLeft(left, right).take()
        case .rshift, .inplaceRshift: try intShiftRight(left, right).take()
        case .remainder, .inplaceRemainder: try intRemainder(left, right).take()
        case .floorDivide, .inplaceFloorDivide: try intFloorDivide(left, right).take()
        default: nil
        }
    }

    /// Division and bits of two ints of one digit, which no specialised instruction does; nil for others.
    @inline(__always)
    private func smallIntOperation(
        _ operation: BinaryOperation, _ left: Ref, _ right: Ref
    ) throws(Raised) -> RawObject? {
        guard UInt(bitPattern: left.intSize &+ 1) <= 2, UInt(bitPattern: right.intSize &+ 1) <= 2
        else { return nil }
        let a = left.singleDigitValue
        let b = right.singleDigitValue
        switch operation {
        case .remainder, .inplaceRemainder:
            guard b > 0 else { return nil }
            let rest = a % b
            return try makeTwoDigitInt(rest < 0 ? rest &+ b : rest)
        case .floorDivide, .inplaceFloorDivide:
            guard b > 0 else { return nil }
            let quotient = a / b
            return try makeTwoDigitInt(a % b < 0 ? quotient &- 1 : quotient)
        case .and, .inplaceAnd: return try makeTwoDigitInt(a & b)
        case .or, .inplaceOr: return try makeTwoDigitInt(a | b)
        case .xor, .inplaceXor: return try makeTwoDigitInt(a ^ b)
        default: return nil
        }
    }

    @inline(__always)
    private func floatOperation(
        _ operation: BinaryOperation, _ left: Ref, _ right: Ref
    ) throws(Raised) -> RawObject? {
        switch operation {
        case .add, .inplaceAdd: return try makeFloat(left.floatValue + right.floatValue).take()
        case .subtract, .inplaceSubtract:
            return try makeFloat(left.floatValue - right.floatValue).take()
        case .multiply, .inplaceMultiply:
            return try makeFloat(left.floatValue * right.floatValue).take()
        default: return nil
        }
    }

    @inline(never)
    func compareOperation(_ operation: Int, _ left: Ref, _ right: Ref) throws(Raised) -> RawObject {
        guard let operation = Comparison(rawValue: Int32(truncatingIfNeeded: operation)) else {
            throw raise(.systemError, "unknown comparison")
        }
        if let result = compareSmallInts(operation, left, right) { return result }
        return try compare(left, right, operation).take()
    }

    /// The comparison of two ints of one digit; nil for others.
    @inline(__always)
    private func compareSmallInts(_ operation: Comparison, _ left: Ref, _ right: Ref) -> RawObject?
    {
        let int = type(.int)
        guard left.type == int, right.type == int,
            UInt(bitPattern: left.intSize &+ 1) <= 2, UInt(bitPattern: right.intSize &+ 1) <= 2
        else { return nil }
        let a = left.singleDigitValue
        let b = right.singleDigitValue
        let result =
            switch operation {
            case .less: a < b
            case .lessOrEqual: a <= b
            case .equal: a == b
            case .notEqual: a != b
            case .greater: a > b
            case .greaterOrEqual: a >= b
            }
        return bool(result).take()
    }
}
