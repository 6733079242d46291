/// `object.__class__ = cls` (`object_set_class` in `Objects/typeobject.c`): an object changes its class
/// where the memory of both is laid out alike.
extension Interpreter {
    func setClass(of object: Ref, _ value: Ref?) throws(Raised) {
        guard let value else { throw raise(.typeError, "can't delete __class__ attribute") }
        guard value.isType else {
            throw raise(
                .typeError,
                "__class__ must be set to a class, not '\(typeName(value.type, limit: nil))' object"
            )
        }
        let new = value.fields(PyTypeObject.self)
        let old = object.type
        let areModules = isSubtype(new, type(.module)) && isSubtype(old, type(.module))
        let flags = new.pointee.tp_flags | old.pointee.tp_flags
        let areClasses = new.isHeapType && old.isHeapType
        guard areModules || areClasses && flags & TypeFlags.immutableType == 0 else {
            throw raise(
                .typeError,
                "__class__ assignment only supported for mutable types or ModuleType subclasses")
        }
        try auditSetting("__class__", of: object, value)
        try checkLayouts(old: old, new: new, "__class__")
        // The names of the attributes are in a table of the class, which is about to change.
        if old.hasManagedDict { _ = try materializeDict(object) }
        if new.isHeapType { value.incref() }
        object.header.pointee.ob_type = new
        if old.isHeapType { old.object.decref() }
    }

    /// Refuses to let one type stand for another whose instances are laid out differently
    /// (`compatible_for_assignment`).
    func checkLayouts(
        old: TypePointer, new: TypePointer, _ attribute: String
    ) throws(Raised) {
        guard (old.pointee.tp_flags ^ new.pointee.tp_flags) & TypeFlags.haveGC == 0 else {
            throw raise(
                .typeError,
                "\(attribute) assignment: '\(typeName(new))' deallocator differs from "
                    + "'\(typeName(old))'")
        }
        let newRoot = layoutRoot(new)
        let oldRoot = layoutRoot(old)
        let isAlike =
            newRoot == oldRoot
            || newRoot.pointee.tp_base == oldRoot.pointee.tp_base
                && addsSameSlots(newRoot, oldRoot)
        guard isAlike, old.hasManagedDict == new.hasManagedDict else {
            throw raise(
                .typeError,
                "\(attribute) assignment: '\(typeName(new))' object layout differs from "
                    + "'\(typeName(old))'")
        }
    }

    /// The highest base with the layout of a type.
    private func layoutRoot(_ type: TypePointer) -> TypePointer {
        var root = type
        while let base = root.pointee.tp_base, hasSameLayout(root, base) { root = base }
        return root
    }

    private func hasSameLayout(_ left: TypePointer, _ right: TypePointer) -> Bool {
        let a = left.pointee
        let b = right.pointee
        return a.tp_basicsize == b.tp_basicsize && a.tp_itemsize == b.tp_itemsize
            && a.tp_dictoffset == b.tp_dictoffset && a.tp_weaklistoffset == b.tp_weaklistoffset
            && (a.tp_flags ^ b.tp_flags) & TypeFlags.haveGC == 0
    }

    /// Whether two types add the same fields to one base.
    private func addsSameSlots(_ left: TypePointer, _ right: TypePointer) -> Bool {
        guard let base = left.pointee.tp_base, base == right.pointee.tp_base else { return false }
        if hasSameLayout(left, base), hasSameLayout(right, base) { return true }
        var size = base.pointee.tp_basicsize
        if left.pointee.tp_dictoffset == size, right.pointee.tp_dictoffset == size { size += 8 }
        if left.pointee.tp_weaklistoffset == size, right.pointee.tp_weaklistoffset == size {
            size += 8
        }
        guard left.isHeapType, right.isHeapType else { return false }
        if let a = left.heap.pointee.ht_slots, let b = right.heap.pointee.ht_slots {
            guard Ref(a).itemCount == Ref(b).itemCount,
                (0..<Ref(a).itemCount).allSatisfy({
                    Ref(a).tupleItem($0).strEquals(Ref(b).tupleItem($0))
                })
            else { return false }
            size += 8 * Ref(a).itemCount
        }
        return size == left.pointee.tp_basicsize && size == right.pointee.tp_basicsize
    }
}
