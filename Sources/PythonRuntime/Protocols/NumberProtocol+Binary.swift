import PythonBytecode

/// The binary operators and their in-place forms (`PyNumber_Add` and its neighbours).
extension Interpreter {
    /// What `BINARY_OP` does when no fast path applies.
    public func binaryOperation(
        _ operation: BinaryOperation, _ left: Ref, _ right: Ref
    ) throws(Raised) -> Owned {
        switch operation {
        case .add: try add(left, right)
        case .and: try bitAnd(left, right)
        case .floorDivide: try floorDivide(left, right)
        case .lshift: try leftShift(left, right)
        case .matrixMultiply: try matrixMultiply(left, right)
        case .multiply: try multiply(left, right)
        case .remainder: try remainder(left, right)
        case .or: try bitOr(left, right)
        case .power: try power(left, right)
        case .rshift: try rightShift(left, right)
        case .subtract: try subtract(left, right)
        case .trueDivide: try trueDivide(left, right)
        case .xor: try bitXor(left, right)
        case .inplaceAdd: try inplaceAdd(left, right)
        case .inplaceAnd: try inplaceBitAnd(left, right)
        case .inplaceFloorDivide: try inplaceFloorDivide(left, right)
        case .inplaceLshift: try inplaceLeftShift(left, right)
        case .inplaceMatrixMultiply: try inplaceMatrixMultiply(left, right)
        case .inplaceMultiply: try inplaceMultiply(left, right)
        case .inplaceRemainder: try inplaceRemainder(left, right)
        case .inplaceOr: try inplaceBitOr(left, right)
        case .inplacePower: try inplacePower(left, right)
        case .inplaceRshift: try inplaceRightShift(left, right)
        case .inplaceSubtract: try inplaceSubtract(left, right)
        case .inplaceTrueDivide: try inplaceTrueDivide(left, right)
        case .inplaceXor: try inplaceBitXor(left, right)
        }
    }

    /// `left + right`: the number slots, then the left operand's concatenation.
    public func add(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let result = try binaryOrNotImplemented(.add, left, right)
        if result.ref != notImplemented { return result }
        if let slot = left.type.pointee.tp_as_sequence?.pointee.sq_concat {
            return try checked(slot(left.raw, right.raw))
        }
        throw unsupportedOperands(left, right, "+")
    }

    public func subtract(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.subtract, left, right, "-")
    }

    /// `left * right`: the number slots, then the repetition of whichever is a sequence.
    public func multiply(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let result = try binaryOrNotImplemented(.multiply, left, right)
        if result.ref != notImplemented { return result }
        if let slot = left.type.pointee.tp_as_sequence?.pointee.sq_repeat {
            return try repeatSequence(slot, left, right)
        }
        if let slot = right.type.pointee.tp_as_sequence?.pointee.sq_repeat {
            return try repeatSequence(slot, right, left)
        }
        throw unsupportedOperands(left, right, "*")
    }

    private func repeatSequence(
        _ slot: IndexedGetSlot, _ sequence: Ref, _ count: Ref
    ) throws(Raised) -> Owned {
        guard isIndex(count) else {
            throw raise(
                .typeError, "can't multiply sequence by non-int of type '\(typeName(count.type))'")
        }
        let times = try indexValue(count, overflow: .overflowError)
        return try checked(slot(sequence.raw, times))
    }

    public func floorDivide(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.floorDivide, left, right, "//")
    }

    public func trueDivide(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.trueDivide, left, right, "/")
    }

    public func remainder(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.remainder, left, right, "%")
    }

    public func divmod(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.divmod, left, right, "divmod()")
    }

    public func leftShift(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.leftShift, left, right, "<<")
    }

    /// `left >> right`, with a word for those who print as in Python 2.
    public func rightShift(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let result = try binaryOrNotImplemented(.rightShift, left, right)
        if result.ref != notImplemented { return result }
        if left.isExactly(.builtinFunction), isNamedPrint(left) {
            throw raise(
                .typeError,
                "unsupported operand type(s) for >>: \(operandNames(left, right)). Did you mean \"print(<message>, file=<output_stream>)\"?"
            )
        }
        throw unsupportedOperands(left, right, ">>")
    }

    private func isNamedPrint(_ function: Ref) -> Bool {
        do {
            let name = try getAttribute(function, name(.__name__))
            return name.ref.isStr && name.ref.text == "print"
        } catch {
            clearException()
            return false
        }
    }

    public func bitAnd(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.and, left, right, "&")
    }

    public func bitOr(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.or, left, right, "|")
    }

    public func bitXor(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.xor, left, right, "^")
    }

    public func matrixMultiply(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try binary(.matrixMultiply, left, right, "@")
    }
}

/// The in-place forms: the in-place slot of the left operand, then the ordinary operator.
extension Interpreter {
    public func inplaceAdd(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let result = try inplaceOrNotImplemented(.inplaceAdd, .add, left, right)
        if result.ref != notImplemented { return result }
        if let suite = left.type.pointee.tp_as_sequence,
            let slot = suite.pointee.sq_inplace_concat ?? suite.pointee.sq_concat
        {
            return try checked(slot(left.raw, right.raw))
        }
        throw unsupportedOperands(left, right, "+=")
    }

    public func inplaceSubtract(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceSubtract, .subtract, left, right, "-=")
    }

    public func inplaceMultiply(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let result = try inplaceOrNotImplemented(.inplaceMultiply, .multiply, left, right)
        if result.ref != notImplemented { return result }
        if let suite = left.type.pointee.tp_as_sequence {
            if let slot = suite.pointee.sq_inplace_repeat ?? suite.pointee.sq_repeat {
                return try repeatSequence(slot, left, right)
            }
        } else if let slot = right.type.pointee.tp_as_sequence?.pointee.sq_repeat {
            return try repeatSequence(slot, right, left)
        }
        throw unsupportedOperands(left, right, "*=")
    }

    public func inplaceFloorDivide(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceFloorDivide, .floorDivide, left, right, "//=")
    }

    public func inplaceTrueDivide(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceTrueDivide, .trueDivide, left, right, "/=")
    }

    public func inplaceRemainder(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceRemainder, .remainder, left, right, "%=")
    }

    public func inplaceLeftShift(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceLeftShift, .leftShift, left, right, "<<=")
    }

    public func inplaceRightShift(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceRightShift, .rightShift, left, right, ">>=")
    }

    public func inplaceBitAnd(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceAnd, .and, left, right, "&=")
    }

    public func inplaceBitOr(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceOr, .or, left, right, "|=")
    }

    public func inplaceBitXor(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceXor, .xor, left, right, "^=")
    }

    public func inplaceMatrixMultiply(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        try inplace(.inplaceMatrixMultiply, .matrixMultiply, left, right, "@=")
    }
}
