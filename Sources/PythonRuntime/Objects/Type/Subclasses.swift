/// The direct subclasses of a type: `tp_subclasses`, a dict from a class's address to a weak reference to
/// it (`add_subclass` in `Objects/typeobject.c`). It is there while there are any.
///
/// The list may be behind what `__bases__` says while an `mro` method sets other bases, and stay so.
/// Since the references are weak, a class that died is passed over all the same.
extension Interpreter {
    func addSubclass(_ subclass: TypePointer, to type: TypePointer) throws(Raised) {
        let key = try subclassKey(subclass)
        let reference = try newWeakReference(
            self.type(.weakReference), subclass.object, nil)
        if type.pointee.tp_subclasses == nil { type.pointee.tp_subclasses = try makeDict().take() }
        guard let dict = type.pointee.tp_subclasses else { return }
        try dictSet(Ref(dict), key.ref, reference.ref)
    }

    /// Takes a class from the list of what was its base; it need not be there.
    func removeSubclass(_ subclass: TypePointer, from type: TypePointer) throws(Raised) {
        guard let dict = type.pointee.tp_subclasses else { return }
        let key = try subclassKey(subclass)
        _ = try dictRemove(Ref(dict), key.ref)
        guard Ref(dict).dictCount == 0, type.pointee.tp_subclasses == dict else { return }
        type.pointee.tp_subclasses = nil
        Ref(dict).decref()
    }

    /// Calls with each direct subclass that lives, in the order they were made. The body adds and
    /// removes none.
    public func forEachSubclass(of type: TypePointer, _ body: (TypePointer) -> Void) {
        guard let dict = type.pointee.tp_subclasses else { return }
        var position = 0
        while let entry = dictNext(Ref(dict), &position) {
            guard let subclass = referent(of: entry.value) else { continue }
            body(subclass.fields(PyTypeObject.self))
        }
    }

    private func subclassKey(_ subclass: TypePointer) throws(Raised) -> Owned {
        try makeInt(Int(AddressSpace.simulatedAddress(of: UnsafeRawPointer(subclass))))
    }
}
