/// Arithmetic on any objects (`Objects/abstract.c`).
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
        return result
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
