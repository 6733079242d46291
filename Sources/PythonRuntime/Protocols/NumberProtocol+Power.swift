/// Powers, which take three operands, and the unary operators.
extension Interpreter {
    /// `left ** right`, or `pow(left, right, modulus)`.
    public func power(
        _ left: Ref, _ right: Ref, modulus: Ref? = nil
    ) throws(Raised) -> Owned {
        try ternaryPower(left, right, modulus ?? none, "** or pow()")
    }

    public func inplacePower(
        _ left: Ref, _ right: Ref, modulus: Ref? = nil
    ) throws(Raised) -> Owned {
        let modulus = modulus ?? none
        if let slot = left.type.pointee.tp_as_number?.pointee.nb_inplace_power {
            let result = try checked(slot(left.raw, right.raw, modulus.raw))
            if result.ref != notImplemented { return result }
        }
        return try ternaryPower(left, right, modulus, "**=")
    }

    /// Asks the left, the right (first when a subclass) and the third operand's slot, each function once.
    private func ternaryPower(
        _ left: Ref, _ right: Ref, _ modulus: Ref, _ symbol: StaticString
    ) throws(Raised) -> Owned {
        let leftSlot = powerSlot(left.type)
        var rightSlot = left.type == right.type ? nil : powerSlot(right.type)
        if rightSlot == leftSlot { rightSlot = nil }
        var modulusSlot = powerSlot(modulus.type)
        if modulusSlot == leftSlot || modulusSlot == rightSlot { modulusSlot = nil }
        if leftSlot != nil, rightSlot != nil, isSubtype(right.type, left.type) {
            if let found = try callPower(rightSlot, left, right, modulus) {
                return Owned(stealing: found)
            }
            rightSlot = nil
        }
        if let found = try callPower(leftSlot, left, right, modulus) {
            return Owned(stealing: found)
        }
        if let found = try callPower(rightSlot, left, right, modulus) {
            return Owned(stealing: found)
        }
        if let found = try callPower(modulusSlot, left, right, modulus) {
            return Owned(stealing: found)
        }
        if modulus == none { throw unsupportedOperands(left, right, symbol) }
        let names =
            "\(symbol): '\(typeName(left.type, limit: 100))', '\(typeName(right.type, limit: 100))', "
            + "'\(typeName(modulus.type, limit: 100))'"
        throw raise(.typeError, "unsupported operand type(s) for \(names)")
    }

    private func powerSlot(_ type: TypePointer) -> UnsafeRawPointer? {
        unsafeBitCast(type.pointee.tp_as_number?.pointee.nb_power, to: UnsafeRawPointer?.self)
    }

    /// The result of one slot, which the caller owns; nil for no slot or `NotImplemented`.
    private func callPower(
        _ slot: UnsafeRawPointer?, _ left: Ref, _ right: Ref, _ modulus: Ref
    ) throws(Raised) -> RawObject? {
        guard let slot else { return nil }
        let function = unsafeBitCast(slot, to: TernarySlot.self)
        let result = try checked(function(left.raw, right.raw, modulus.raw))
        return result.ref == notImplemented ? nil : result.take()
    }

    public func negative(_ operand: Ref) throws(Raised) -> Owned {
        guard let slot = operand.type.pointee.tp_as_number?.pointee.nb_negative else {
            throw badOperand(operand, "unary -")
        }
        return try checked(slot(operand.raw))
    }

    public func positive(_ operand: Ref) throws(Raised) -> Owned {
        guard let slot = operand.type.pointee.tp_as_number?.pointee.nb_positive else {
            throw badOperand(operand, "unary +")
        }
        return try checked(slot(operand.raw))
    }

    public func invert(_ operand: Ref) throws(Raised) -> Owned {
        guard let slot = operand.type.pointee.tp_as_number?.pointee.nb_invert else {
            throw badOperand(operand, "unary ~")
        }
        return try checked(slot(operand.raw))
    }

    /// `abs(operand)`.
    public func absolute(_ operand: Ref) throws(Raised) -> Owned {
        guard let slot = operand.type.pointee.tp_as_number?.pointee.nb_absolute else {
            throw badOperand(operand, "abs()")
        }
        return try checked(slot(operand.raw))
    }

    private func badOperand(_ operand: Ref, _ what: StaticString) -> Raised {
        raise(.typeError, "bad operand type for \(what): '\(typeName(operand.type))'")
    }
}
