import PythonBytecode

/// Specialised comparisons, joined with the conditional jump that follows: no bool is made.
///
/// The second cache has a bit for each outcome that jumps: 1 less, 2 equal, 4 greater; for strings
/// bit 0 unequal, bit 1 equal.
extension EvaluationMachine {
    /// Goes past the jump, or takes it when the outcome's bit is set.
    @inline(__always)
    private mutating func jump(onOutcome outcome: Int) throws(Raised) {
        let mask = Int((caches + 1).pointee)
        let unit = (caches + 2).pointee
        instructionPointer += 3
        guard outcome & mask != 0 else { return }
        let distance = Int(unit >> 8)
        let opcode = UInt8(truncatingIfNeeded: unit)
        // Forward jumps have the lower numbers.
        if opcode < Opcode.POP_JUMP_BACKWARD_IF_FALSE.rawValue {
            instructionPointer += distance
        } else {
            instructionPointer -= distance
            try spend(distance)
        }
    }

    @inline(__always)
    mutating func compareIntsAndJump() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        let int = interpreter.type(.int)
        guard left.type == int, right.type == int,
            UInt(bitPattern: left.intSize &+ 1) <= 2, UInt(bitPattern: right.intSize &+ 1) <= 2
        else { return false }
        let a = left.singleDigitValue
        let b = right.singleDigitValue
        drop(2)
        interpreter.releaseInt(left)
        interpreter.releaseInt(right)
        try jump(onOutcome: a < b ? 1 : a == b ? 2 : 4)
        return true
    }

    @inline(__always)
    mutating func compareFloatsAndJump() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        let float = interpreter.type(.float)
        guard left.type == float, right.type == float else { return false }
        let a = left.floatValue
        let b = right.floatValue
        guard a == a, b == b else { return false }
        drop(2)
        interpreter.releaseFloat(left)
        interpreter.releaseFloat(right)
        try jump(onOutcome: a < b ? 1 : a == b ? 2 : 4)
        return true
    }

    @inline(__always)
    mutating func compareStringsAndJump() throws(Raised) -> Bool {
        let right = peek(1)
        let left = peek(2)
        let str = interpreter.type(.str)
        guard left.type == str, right.type == str else { return false }
        let isEqual = left == right ? true : interpreter.areEqualStrings(left, right)
        drop(2)
        left.decref()
        right.decref()
        try jump(onOutcome: isEqual ? 2 : 1)
        return true
    }
}

extension Interpreter {
    @inline(never)
    func areEqualStrings(_ left: Ref, _ right: Ref) -> Bool { left.strEquals(right) }

    /// `_Py_Specialize_CompareOp`.
    @inline(never)
    func specializeComparison(
        _ caches: UnsafeMutablePointer<UInt16>, _ operation: Int, _ left: Ref, _ right: Ref
    ) {
        let next = Opcode(byte: UInt8(truncatingIfNeeded: (caches + 2).pointee))
        let jumpsIfTrue: Bool
        switch next {
        case .POP_JUMP_FORWARD_IF_FALSE, .POP_JUMP_BACKWARD_IF_FALSE: jumpsIfTrue = false
        case .POP_JUMP_FORWARD_IF_TRUE, .POP_JUMP_BACKWARD_IF_TRUE: jumpsIfTrue = true
        default: return backOff(caches)
        }
        guard let operation = Comparison(rawValue: Int32(truncatingIfNeeded: operation)),
            left.type == right.type
        else { return backOff(caches) }
        let isTrueFor: UInt16 =
            switch operation {
            case .less: 1
            case .lessOrEqual: 1 | 2
            case .equal: 2
            case .notEqual: 1 | 4
            case .greater: 4
            case .greaterOrEqual: 4 | 2
            }
        let mask = jumpsIfTrue ? isTrueFor : 7 & ~isTrueFor
        if left.isExactly(.int) {
            guard UInt(bitPattern: left.intSize &+ 1) <= 2,
                UInt(bitPattern: right.intSize &+ 1) <= 2
            else { return backOff(caches) }
            specialize(caches, as: .COMPARE_OP_INT_JUMP)
        } else if left.isExactly(.float) {
            specialize(caches, as: .COMPARE_OP_FLOAT_JUMP)
        } else if left.isExactly(.str), operation == .equal || operation == .notEqual {
            specialize(caches, as: .COMPARE_OP_STR_JUMP)
        } else {
            return backOff(caches)
        }
        (caches + 1).pointee = mask
    }
}
