/// Arithmetic on any objects (`Objects/abstract.c`): which type's slot is asked, in which order.
///
/// An operator is named by where its slot lies in `PyNumberMethods`, so that dispatch is a load and
/// not a table. The eval loop enters through `binaryOperation`; its fast paths for ints, floats and
/// strs are in `Objects/Int` and its neighbours.

/// A binary operator, as the number of its slot in `PyNumberMethods`.
enum NumberSlot: Int, CaseIterable, Sendable {
    case add = 0
    case subtract = 1
    case multiply = 2
    case remainder = 3
    case divmod = 4
    case leftShift = 11
    case rightShift = 12
    case and = 13
    case xor = 14
    case or = 15
    case inplaceAdd = 19
    case inplaceSubtract = 20
    case inplaceMultiply = 21
    case inplaceRemainder = 22
    case inplaceLeftShift = 24
    case inplaceRightShift = 25
    case inplaceAnd = 26
    case inplaceXor = 27
    case inplaceOr = 28
    case floorDivide = 29
    case trueDivide = 30
    case inplaceFloorDivide = 31
    case inplaceTrueDivide = 32
    case matrixMultiply = 34
    case inplaceMatrixMultiply = 35

    // SAFETY: the suite consists of pointer-sized fields and this one holds a BinarySlot.
    @inline(__always)
    func address(in type: TypePointer) -> UnsafeRawPointer? {
        guard let suite = type.pointee.tp_as_number else { return nil }
        return UnsafeRawPointer(suite).load(
            fromByteOffset: rawValue &* 8, as: UnsafeRawPointer?.self)
    }
}

extension Interpreter {
    /// A binary operation, given the slots of both types (the right one's only when the types differ):
    /// the right operand's first when its type is a subclass. Gives `NotImplemented` when neither knows how.
    func binarySlots(
        _ left: Ref, _ right: Ref, _ leftSlot: BinarySlot?, _ rightSlot: BinarySlot?
    ) throws(Raised) -> Owned {
        var pending = rightSlot
        if let leftSlot {
            if let slot = rightSlot, isSubtype(right.type, left.type) {
                let result = try checked(slot(left.raw, right.raw))
                if result.ref != notImplemented { return result }
                pending = nil
            }
            let result = try checked(leftSlot(left.raw, right.raw))
            if result.ref != notImplemented { return result }
        }
        if let slot = pending {
            let result = try checked(slot(left.raw, right.raw))
            if result.ref != notImplemented { return result }
        }
        return notImplemented.owned()
    }

    /// The result of an operator's slots, or `NotImplemented` (`binary_op1`).
    @inline(__always)
    func binaryOrNotImplemented(
        _ slot: NumberSlot, _ left: Ref, _ right: Ref
    ) throws(Raised) -> Owned {
        let leftType = left.type
        let rightType = right.type
        let leftSlot = slot.address(in: leftType)
        if leftType == rightType {
            guard let leftSlot else { return notImplemented.owned() }
            return try checked(unsafeBitCast(leftSlot, to: BinarySlot.self)(left.raw, right.raw))
        }
        var rightSlot = slot.address(in: rightType)
        if rightSlot == leftSlot { rightSlot = nil }
        return try binarySlots(
            left, right, unsafeBitCast(leftSlot, to: BinarySlot?.self),
            unsafeBitCast(rightSlot, to: BinarySlot?.self))
    }

    /// The result of an operator's slots, or `TypeError` (`binary_op`).
    func binary(
        _ slot: NumberSlot, _ left: Ref, _ right: Ref, _ symbol: StaticString
    ) throws(Raised) -> Owned {
        let result = try binaryOrNotImplemented(slot, left, right)
        if result.ref != notImplemented { return result }
        throw unsupportedOperands(left, right, symbol)
    }

    /// The in-place slot's result, or else the operator's, or `NotImplemented` (`binary_iop1`).
    func inplaceOrNotImplemented(
        _ inplaceSlot: NumberSlot, _ slot: NumberSlot, _ left: Ref, _ right: Ref
    ) throws(Raised) -> Owned {
        if let address = inplaceSlot.address(in: left.type) {
            let function = unsafeBitCast(address, to: BinarySlot.self)
            let result = try checked(function(left.raw, right.raw))
            if result.ref != notImplemented { return result }
        }
        return try binaryOrNotImplemented(slot, left, right)
    }

    func inplace(
        _ inplaceSlot: NumberSlot, _ slot: NumberSlot, _ left: Ref, _ right: Ref,
        _ symbol: StaticString
    ) throws(Raised) -> Owned {
        let result = try inplaceOrNotImplemented(inplaceSlot, slot, left, right)
        if result.ref != notImplemented { return result }
        throw unsupportedOperands(left, right, symbol)
    }

    /// The `TypeError` of an operator that neither operand knows.
    @inline(never)
    func unsupportedOperands(_ left: Ref, _ right: Ref, _ symbol: StaticString) -> Raised {
        raise(
            .typeError,
            "unsupported operand type(s) for \(symbol): \(operandNames(left, right))")
    }

    /// `'int' and 'str'`.
    func operandNames(_ left: Ref, _ right: Ref) -> String {
        "'\(typeName(left.type, limit: 100))' and '\(typeName(right.type, limit: 100))'"
    }

    /// An int from an object with `__index__`: a new reference to an int.
    public func index(_ object: Ref) throws(Raised) -> Owned {
        if object.isInt { return object.owned() }
        guard let slot = object.type.pointee.tp_as_number?.pointee.nb_index else {
            throw raise(
                .typeError,
                "'\(typeName(object.type))' object cannot be interpreted as an integer")
        }
        let result = try checked(slot(object.raw))
        guard result.ref.isInt else {
            throw raise(
                .typeError, "__index__ returned non-int (type \(typeName(result.ref.type)))")
        }
        if !result.ref.isExactly(.int) {
            try warnOfSubclass("__index__ returned non-int", result.ref, "int")
        }
        return result
    }

    /// The same, as an exact int (`PyNumber_Index`).
    public func exactIndex(_ object: Ref) throws(Raised) -> Owned {
        let result = try index(object)
        return try exactInt(result.ref)
    }

    /// Warns of a conversion method that gives an instance of a subclass.
    @inline(never)
    func warnOfSubclass(
        _ complaint: String, _ result: Ref, _ type: String
    ) throws(Raised) {
        try warn(
            .deprecationWarning,
            "\(complaint) (type \(typeName(result.type))).  The ability to return an instance of a strict subclass of \(type) is deprecated, and may be removed in a future version of Python."
        )
    }

    /// Whether an object has `__index__` (`PyIndex_Check`).
    public func isIndex(_ object: Ref) -> Bool {
        object.isInt || object.type.pointee.tp_as_number?.pointee.nb_index != nil
    }

    /// An argument of C's type `Py_ssize_t`, as native methods take counts and widths.
    public func sizeValue(_ object: Ref) throws(Raised) -> Int {
        let integer = try index(object)
        if let value = integer.ref.intValue { return value }
        throw raise(.overflowError, "Python int too large to convert to C ssize_t")
    }

    /// An argument of C's type `int`.
    public func intArgument(_ object: Ref) throws(Raised) -> Int {
        let integer = try index(object)
        if let value = integer.ref.intValue, Int32(exactly: value) != nil { return value }
        throw raise(.overflowError, "Python int too large to convert to C int")
    }

    /// `PyNumber_AsSsize_t`: an index as an Int; when it doesn't fit, raises `overflow`, or clamps if nil.
    public func indexValue(_ object: Ref, overflow: BuiltinType?) throws(Raised) -> Int {
        let integer = try index(object)
        if let value = integer.ref.intValue { return value }
        guard let overflow else {
            return integer.ref.fields(PyLongObject.self).pointee.ob_size < 0 ? .min : .max
        }
        throw raise(
            overflow, "cannot fit '\(typeName(object.type))' into an index-sized integer")
    }
}
