/// Sequences, mappings and iteration (`Objects/abstract.c`).
extension Interpreter {
    /// `len(object)`.
    public func length(_ object: Ref) throws(Raised) -> Int {
        let type = object.type
        guard
            let slot = type.pointee.tp_as_sequence?.pointee.sq_length
                ?? type.pointee.tp_as_mapping?.pointee.mp_length
        else { throw raise(.typeError, "object of type '\(typeName(type))' has no len()") }
        let result = slot(object.raw)
        if result < 0 { throw Raised() }
        return result
    }

    /// `object[key]`.
    public func getItem(_ object: Ref, _ key: Ref) throws(Raised) -> Owned {
        let type = object.type
        if let slot = type.pointee.tp_as_mapping?.pointee.mp_subscript {
            return try checked(slot(object.raw, key.raw))
        }
        if let slot = type.pointee.tp_as_sequence?.pointee.sq_item {
            guard key.type.pointee.tp_as_number?.pointee.nb_index != nil else {
                throw raise(
                    .typeError, "sequence index must be integer, not '\(typeName(key.type))'")
            }
            let index = try sequenceIndex(object, key)
            return try checked(slot(object.raw, index))
        }
        if object.isType { return try classGetItem(object, key) }
        throw raise(.typeError, "'\(typeName(type))' object is not subscriptable")
    }

    /// `object[key] = value`, or `del object[key]` when the value is nil.
    public func setItem(_ object: Ref, _ key: Ref, _ value: Ref?) throws(Raised) {
        let type = object.type
        if let slot = type.pointee.tp_as_mapping?.pointee.mp_ass_subscript {
            if slot(object.raw, key.raw, value?.raw) < 0 { throw Raised() }
            return
        }
        if let slot = type.pointee.tp_as_sequence?.pointee.sq_ass_item {
            guard key.type.pointee.tp_as_number?.pointee.nb_index != nil else {
                throw raise(
                    .typeError, "sequence index must be integer, not '\(typeName(key.type))'")
            }
            let index = try sequenceIndex(object, key)
            if slot(object.raw, index, value?.raw) < 0 { throw Raised() }
            return
        }
        throw try noItems(object, key, isDeletion: value == nil)
    }

    /// That an object has no items to change. Where it could be a sequence and the key is an index, CPython asks it as
    /// a sequence first (`PySequence_DelItem`), which says it in other words.
    @inline(never)
    private func noItems(_ object: Ref, _ key: Ref, isDeletion: Bool) throws(Raised) -> Raised {
        let asked = object.type.pointee.tp_as_sequence != nil && isIndex(key)
        if asked { _ = try indexValue(key, overflow: .indexError) }
        let complaint =
            isDeletion
            ? "\(asked ? "doesn't" : "does not") support item deletion"
            : "does not support item assignment"
        return raise(.typeError, "'\(typeName(object.type))' object \(complaint)")
    }

    /// An index as an Int, counted from the end when negative.
    private func sequenceIndex(_ object: Ref, _ key: Ref) throws(Raised) -> Int {
        let index = try indexValue(key, overflow: .indexError)
        if index < 0, let length = object.type.pointee.tp_as_sequence?.pointee.sq_length {
            let count = length(object.raw)
            if count < 0 { throw Raised() }
            return index + count
        }
        return index
    }

    /// `cls[key]` through `__class_getitem__`; `type` itself takes anything.
    private func classGetItem(_ cls: Ref, _ key: Ref) throws(Raised) -> Owned {
        if cls.raw == RawObject(type(.type)) { return try makeGenericAlias(cls, key) }
        if let found = try lookupAttribute(cls, name(.__class_getitem__)) {
            let method = Owned(stealing: found)
            if !method.ref.isNone { return try call(method.ref, key) }
        }
        throw raise(
            .typeError, "type '\(typeName(cls.fields(PyTypeObject.self)))' is not subscriptable")
    }

    /// `item in object`.
    public func contains(_ object: Ref, _ item: Ref) throws(Raised) -> Bool {
        if let slot = object.type.pointee.tp_as_sequence?.pointee.sq_contains {
            let result = slot(object.raw, item.raw)
            if result < 0 { throw Raised() }
            return result != 0
        }
        return try iterableContains(object, item)
    }

    /// `item in object` by going through it.
    func iterableContains(_ object: Ref, _ item: Ref) throws(Raised) -> Bool {
        guard object.type.pointee.tp_iter != nil || isSequence(object) else {
            throw raise(
                .typeError, "argument of type '\(typeName(object.type))' is not iterable")
        }
        let iterator = try self.iterator(over: object)
        while let raw = try next(iterator.ref) {
            let element = Owned(stealing: raw)
            if try compareBool(element.ref, item, .equal) { return true }
        }
        return false
    }

    /// `iter(object)`.
    public func iterator(over object: Ref) throws(Raised) -> Owned {
        guard let slot = object.type.pointee.tp_iter else {
            if isSequence(object) { return try makeSequenceIterator(object) }
            throw raise(.typeError, "'\(typeName(object.type))' object is not iterable")
        }
        let result = try checked(slot(object.raw))
        guard result.ref.type.pointee.tp_iternext != nil else {
            throw raise(
                .typeError, "iter() returned non-iterator of type '\(typeName(result.ref.type))'")
        }
        return result
    }

    /// The next item of an iterator, which the caller owns; nil at the end.
    @inline(__always)
    public func next(_ iterator: Ref) throws(Raised) -> RawObject? {
        guard let slot = iterator.type.pointee.tp_iternext else {
            throw raise(.typeError, "'\(typeName(iterator.type))' object is not an iterator")
        }
        if let item = slot(iterator.raw) { return item }
        try endIteration()
        return nil
    }

    /// Tells the end of an iteration, with or without `StopIteration`, from other exceptions.
    @inline(__always)
    public func endIteration() throws(Raised) {
        if state.pointee.errors.current == nil { return }
        guard currentExceptionIs(.stopIteration) else { throw Raised() }
        clearException()
    }

    /// Whether the object can be indexed by position (`PySequence_Check`).
    public func isSequence(_ object: Ref) -> Bool {
        !object.isDict && object.type.pointee.tp_as_sequence?.pointee.sq_item != nil
    }
}
