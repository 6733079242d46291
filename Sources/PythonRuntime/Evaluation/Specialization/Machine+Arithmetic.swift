import PythonBytecode

/// Specialised arithmetic: both operands have exactly the type seen before.
///
/// The operands are released as CPython's specialised forms do, the right one first; so the addresses
/// of later objects agree too.
extension EvaluationMachine {
    /// Replaces two ints of one digit by one, which most ints are.
    @inline(__always)
    private mutating func replaceInts(with result: RawObject) {
        let right = peek(1)
        let left = peek(2)
        drop(1)
        setTop(result)
        interpreter.releaseInt(right)
        interpreter.releaseInt(left)
        skipCaches(1)
    }

    @inline(__always)
    private func areSmallInts(_ left: Ref, _ right: Ref) -> Bool {
        UInt(bitPattern: left.intSize &+ 1) <= 2 && UInt(bitPattern: right.intSize &+ 1) <= 2
    }

    @inline(__always)
    private func areInts(_ left: Ref, _ right: Ref) -> Bool {
        let int = interpreter.type(.int)
        return left.type == int && right.type == int
    }

    @inline(__always)
    mutating func addInts() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        guard areInts(left, right) else { return false }
        if areSmallInts(left, right) {
            replaceInts(
                with: try interpreter.makeTwoDigitInt(
                    left.singleDigitValue &+ right.singleDigitValue))
        } else {
            replaceInts(with: try interpreter.addLongInts(left, right))
        }
        return true
    }

    @inline(__always)
    mutating func subtractInts() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        guard areInts(left, right) else { return false }
        if areSmallInts(left, right) {
            replaceInts(
                with: try interpreter.makeTwoDigitInt(
                    left.singleDigitValue &- right.singleDigitValue))
        } else {
            replaceInts(with: try interpreter.subtractSlowly(left, right))
        }
        return true
    }

    @inline(__always)
    mutating func multiplyInts() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        guard areInts(left, right) else { return false }
        if areSmallInts(left, right) {
            // Two numbers of 30 bits have a product of 60.
            replaceInts(
                with: try interpreter.makeTwoDigitInt(
                    left.singleDigitValue &* right.singleDigitValue))
        } else {
            replaceInts(with: try interpreter.multiplySlowly(left, right))
        }
        return true
    }

    // MARK: Floats

    @inline(__always)
    private func areFloats(_ left: Ref, _ right: Ref) -> Bool {
        let float = interpreter.type(.float)
        return left.type == float && right.type == float
    }

    @inline(__always)
    private mutating func replaceFloats(with value: Double) throws(Raised) {
        let result = try interpreter.newFloat(value)
        let right = peek(1)
        let left = peek(2)
        drop(1)
        setTop(result)
        interpreter.releaseFloat(right)
        interpreter.releaseFloat(left)
        skipCaches(1)
    }

    @inline(__always)
    mutating func addFloats() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        guard areFloats(left, right) else { return false }
        try replaceFloats(with: left.floatValue + right.floatValue)
        return true
    }

    @inline(__always)
    mutating func subtractFloats() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        guard areFloats(left, right) else { return false }
        try replaceFloats(with: left.floatValue - right.floatValue)
        return true
    }

    @inline(__always)
    mutating func multiplyFloats() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        guard areFloats(left, right) else { return false }
        try replaceFloats(with: left.floatValue * right.floatValue)
        return true
    }

    // MARK: Strings

    @inline(__always)
    mutating func addStrings() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        let str = interpreter.type(.str)
        guard left.type == str, right.type == str else { return false }
        let result = try interpreter.addSlowly(left, right)
        drop(1)
        setTop(result)
        right.decref()
        left.decref()
        skipCaches(1)
        return true
    }

    /// `name = name + text` for a local variable: the string may grow in place, since the variable's
    /// reference is given up first. The `STORE_FAST` after it is done too.
    @inline(__always)
    mutating func addStringsInPlace() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        let str = interpreter.type(.str)
        let target = locals + Int((caches + 1).pointee >> 8)
        guard left.type == str, right.type == str, target.pointee == left.raw else {
            return false
        }
        left.header.pointee.ob_refcnt &-= 1
        drop(2)
        target.pointee = nil
        target.pointee = try interpreter.appendToString(left, right)
        skipCaches(2)
        return true
    }
}

extension Interpreter {
    /// An int whose value fits two digits; small values are the cached ints.
    @inline(__always)
    func makeTwoDigitInt(_ value: Int) throws(Raised) -> RawObject {
        if UInt(bitPattern: value &+ 5) < 262 {
            let cached = smallInt(value)
            cached.incref()
            return cached.raw
        }
        return try makeIntObject(value)
    }

    @inline(never)
    private func makeIntObject(_ value: Int) throws(Raised) -> RawObject {
        if UInt(bitPattern: value &+ Int(IntDigit.mask)) <= 2 &* UInt(IntDigit.mask) {
            return try makeSingleDigitInt(value).take()
        }
        return try makeInt(value).take()
    }

    /// Releases an exact int without going through its type.
    @inline(__always)
    func releaseInt(_ int: Ref) {
        let count = int.header.pointee.ob_refcnt &- 1
        int.header.pointee.ob_refcnt = count
        if count == 0 { freeInt(int.raw) }
    }

    @inline(never)
    private func freeInt(_ raw: RawObject) { freeObject(raw) }

    /// Releases an exact float without going through its type.
    @inline(__always)
    func releaseFloat(_ float: Ref) {
        let count = float.header.pointee.ob_refcnt &- 1
        float.header.pointee.ob_refcnt = count
        if count == 0 { deallocateFloat(float.raw) }
    }

    /// A float from the free list in few instructions, else by the long way.
    @inline(__always)
    func newFloat(_ value: Double) throws(Raised) -> RawObject {
        if let reused = reuseFloat(value) { return reused }
        return try makeFloatObject(value)
    }

    @inline(never)
    private func makeFloatObject(_ value: Double) throws(Raised) -> RawObject {
        try makeFloat(value).take()
    }

    /// Adds ints of which one has several digits. Those of two digits and the same sign, as in long
    /// sums, get the room of three, as `x_add` asks for.
    @inline(never)
    func addLongInts(_ left: Ref, _ right: Ref) throws(Raised) -> RawObject {
        let size = left.intSize
        let other = right.intSize
        guard (size ^ other) >= 0, UInt(bitPattern: size &+ 2) <= 4,
            UInt(bitPattern: other &+ 2) <= 4, size != 0, other != 0
        else { return try intAdd(left, right).take() }
        let sum = twoDigitMagnitude(left, size) &+ twoDigitMagnitude(right, other)
        let raw = try newObject(type(.int), size: IntDigit.offset &+ 12)
        let digits = Ref(raw).intDigits
        digits[0] = UInt32(truncatingIfNeeded: sum) & IntDigit.mask
        digits[1] = UInt32(truncatingIfNeeded: sum &>> 30) & IntDigit.mask
        digits[2] = UInt32(truncatingIfNeeded: sum &>> 60)
        let count = digits[2] != 0 ? 3 : 2
        Ref(raw).fields(PyLongObject.self).pointee.ob_size = size < 0 ? 0 &- count : count
        return raw
    }

    @inline(__always)
    private func twoDigitMagnitude(_ int: Ref, _ size: Int) -> UInt {
        let low = UInt(int.intDigits[0])
        return size == 1 || size == -1 ? low : low | UInt(int.intDigits[1]) &<< 30
    }

    @inline(never)
    func addSlowly(_ left: Ref, _ right: Ref) throws(Raised) -> RawObject {
        try add(left, right).take()
    }

    @inline(never)
    func subtractSlowly(_ left: Ref, _ right: Ref) throws(Raised) -> RawObject {
        try intSubtract(left, right).take()
    }

    @inline(never)
    func multiplySlowly(_ left: Ref, _ right: Ref) throws(Raised) -> RawObject {
        try intMultiply(left, right).take()
    }

    /// Takes over the last reference to `left`, perhaps, and one to `right`.
    @inline(never)
    func appendToString(_ left: Ref, _ right: Ref) throws(Raised) -> RawObject {
        let text = Owned(stealing: right.raw)
        return try strAppendInPlace(Owned(stealing: left.raw), text.ref).take()
    }

    /// `_Py_Specialize_BinaryOp`.
    @inline(never)
    func specializeBinaryOperation(
        _ caches: UnsafeMutablePointer<UInt16>, _ operation: Int, _ left: Ref, _ right: Ref,
        _ locals: UnsafeMutablePointer<RawObject?>
    ) {
        guard let operation = BinaryOperation(rawValue: UInt8(truncatingIfNeeded: operation)),
            left.type == right.type
        else { return backOff(caches) }
        let isInt = left.isExactly(.int)
        let isFloat = left.isExactly(.float)
        switch operation {
        case .add, .inplaceAdd:
            if left.isExactly(.str) {
                let next = (caches + 1).pointee
                let isStored =
                    Opcode(byte: UInt8(truncatingIfNeeded: next)).generic == .STORE_FAST
                    && locals[Int(next >> 8)] == left.raw
                specialize(
                    caches, as: isStored ? .BINARY_OP_INPLACE_ADD_UNICODE : .BINARY_OP_ADD_UNICODE)
            } else if isInt {
                specialize(caches, as: .BINARY_OP_ADD_INT)
            } else if isFloat {
                specialize(caches, as: .BINARY_OP_ADD_FLOAT)
            } else {
                backOff(caches)
            }
        case .subtract, .inplaceSubtract:
            if isInt {
                specialize(caches, as: .BINARY_OP_SUBTRACT_INT)
            } else if isFloat {
                specialize(caches, as: .BINARY_OP_SUBTRACT_FLOAT)
            } else {
                backOff(caches)
            }
        case .multiply, .inplaceMultiply:
            if isInt {
                specialize(caches, as: .BINARY_OP_MULTIPLY_INT)
            } else if isFloat {
                specialize(caches, as: .BINARY_OP_MULTIPLY_FLOAT)
            } else {
                backOff(caches)
            }
        default: backOff(caches)
        }
    }
}
