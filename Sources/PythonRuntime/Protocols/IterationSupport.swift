/// What the built-in containers and functions need to take items from any iterable.
extension Interpreter {
    /// The special method of an object, bound, which the caller owns; nil when there is none
    /// (`_PyObject_LookupSpecial`).
    public func specialMethod(_ object: Ref, _ name: Ref) throws(Raised) -> RawObject? {
        guard let found = lookup(object.type, name) else { return nil }
        guard let get = found.type.pointee.tp_descr_get else { return found.owned().take() }
        return try checked(get(found.raw, object.raw, RawObject(object.type))).take()
    }

    /// How many items an iterable says it has, or `fallback` (`PyObject_LengthHint`).
    public func lengthHint(_ object: Ref, fallback: Int) throws(Raised) -> Int {
        let type = object.type
        if let slot = type.pointee.tp_as_sequence?.pointee.sq_length
            ?? type.pointee.tp_as_mapping?.pointee.mp_length
        {
            let count = slot(object.raw)
            if count >= 0 { return count }
            guard currentExceptionIs(.typeError) else { throw Raised() }
            clearException()
        }
        guard let raw = try specialMethod(object, name(.__length_hint__)) else { return fallback }
        let method = Owned(stealing: raw)
        let result: Owned
        do throws(Raised) {
            result = try call(method.ref)
        } catch {
            guard currentExceptionIs(.typeError) else { throw error }
            clearException()
            return fallback
        }
        if result.ref == notImplemented { return fallback }
        guard result.ref.isInt else {
            throw raise(
                .typeError,
                "__length_hint__ must be an integer, not \(typeName(result.ref.type))")
        }
        let hint = try indexValue(result.ref, overflow: .overflowError)
        if hint < 0 { throw raise(.valueError, "__length_hint__() should return >= 0") }
        return hint
    }

    /// The next item by a slot already looked up, which the caller owns; nil at the end.
    @inline(__always)
    public func nextItem(_ iterator: Ref, _ slot: UnarySlot) throws(Raised) -> RawObject? {
        if let item = slot(iterator.raw) { return item }
        if state.pointee.errors.current == nil { return nil }
        try endOfIteration()
        return nil
    }

    /// Drops a `StopIteration`; any other exception goes on.
    @inline(never)
    public func endOfIteration() throws(Raised) {
        guard currentExceptionIs(.stopIteration) else { throw Raised() }
        clearException()
    }

    /// After `tp_iternext` gave nil: at the end, with or without a `StopIteration`, goes on; throws what
    /// else was raised.
    @inline(__always)
    public func iterationEnded() throws(Raised) {
        if state.pointee.errors.current == nil { return }
        try endOfIteration()
    }

    /// `tp_iternext` of an iterator, which `iterator(over:)` has checked.
    @inline(__always)
    public func nextSlot(_ iterator: Ref) throws(Raised) -> UnarySlot {
        guard let slot = iterator.type.pointee.tp_iternext else {
            throw raise(.typeError, "'\(typeName(iterator.type))' object is not an iterator")
        }
        return slot
    }

    /// A position argument of `index`, counted from the end when negative, 0 at least.
    public func positionArgument(_ value: Ref, length: Int) throws(Raised) -> Int {
        guard value.isInt || value.type.pointee.tp_as_number?.pointee.nb_index != nil else {
            throw raise(
                .typeError, "slice indices must be integers or have an __index__ method")
        }
        let position = try indexValue(value, overflow: nil)
        return position < 0 ? max(position &+ length, 0) : position
    }

    /// A comparison of lengths or identities as an object.
    @inline(__always)
    public func compareInts(_ left: Int, _ right: Int, _ op: Comparison) -> Owned {
        switch op {
        case .less: bool(left < right)
        case .lessOrEqual: bool(left <= right)
        case .equal: bool(left == right)
        case .notEqual: bool(left != right)
        case .greater: bool(left > right)
        case .greaterOrEqual: bool(left >= right)
        }
    }
}
