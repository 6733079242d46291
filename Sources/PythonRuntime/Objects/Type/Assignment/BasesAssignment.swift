/// `cls.__bases__ = bases` (`type_set_bases` in `Objects/typeobject.c`): the orders of the class and of
/// all below it are made anew, and then their slots.
extension Interpreter {
    func setBases(of cls: TypePointer, _ value: Ref?) throws(Raised) {
        let name = typeName(cls)
        guard let value else {
            throw raise(
                .typeError, "cannot delete '__bases__' attribute of immutable type '\(name)'")
        }
        try checkBases(value, of: cls, name)
        let base = try bestBase(value)
        if let old = cls.pointee.tp_base { try checkLayouts(old: old, new: base, "__bases__") }
        let oldBases = cls.pointee.tp_bases
        let oldBase = cls.pointee.tp_base
        cls.pointee.tp_bases = value.owned().take()
        cls.pointee.tp_base = base
        base.object.incref()
        var changed: [(type: TypePointer, order: RawObject?)] = []
        do throws(Raised) {
            try renewOrder(cls, &changed)
        } catch {
            for entry in changed.reversed() { restoreOrder(entry.type, entry.order) }
            cls.pointee.tp_bases = oldBases
            cls.pointee.tp_base = oldBase
            value.decref()
            base.object.decref()
            throw error
        }
        for entry in changed { if let order = entry.order { Ref(order).decref() } }
        try moveSubclass(cls, from: oldBases, to: value)
        oldBase?.object.decref()
        if let oldBases { Ref(oldBases).decref() }
        updateSlotsBelow(cls)
    }

    private func checkBases(
        _ bases: Ref, of cls: TypePointer, _ name: String
    ) throws(Raised) {
        guard bases.isTuple else {
            throw raise(
                .typeError,
                "can only assign tuple to \(name).__bases__, not \(typeName(bases.type))")
        }
        guard bases.itemCount > 0 else {
            throw raise(
                .typeError, "can only assign non-empty tuple to \(name).__bases__, not ()")
        }
        for index in 0..<bases.itemCount {
            let item = bases.tupleItem(index)
            guard item.isType else {
                throw raise(
                    .typeError,
                    "\(name).__bases__ must be tuple of classes, not '\(typeName(item.type))'")
            }
            if isSubtype(item.fields(PyTypeObject.self), cls) {
                throw raise(.typeError, "a __bases__ item causes an inheritance cycle")
            }
        }
    }

    /// Makes the order of a class anew, then of those that derive from it; keeps the old ones.
    private func renewOrder(
        _ cls: TypePointer, _ changed: inout [(type: TypePointer, order: RawObject?)]
    ) throws(Raised) {
        guard let bases = cls.pointee.tp_bases else { return }
        let order = try classOrder(cls, Ref(bases))
        changed.append((cls, cls.pointee.tp_mro))
        cls.pointee.tp_mro = order.take()
        typeModified(cls)
        var below: [TypePointer] = []
        forEachSubclass(of: cls) { below.append($0) }
        for subclass in below { try renewOrder(subclass, &changed) }
    }

    private func restoreOrder(_ cls: TypePointer, _ order: RawObject?) {
        let failed = cls.pointee.tp_mro
        cls.pointee.tp_mro = order
        typeModified(cls)
        if let failed { Ref(failed).decref() }
    }

    private func moveSubclass(
        _ cls: TypePointer, from old: RawObject?, to new: Ref
    ) throws(Raised) {
        if let old {
            for index in 0..<Ref(old).itemCount {
                try removeSubclass(cls, from: Ref(old).tupleItem(index).fields(PyTypeObject.self))
            }
        }
        for index in 0..<new.itemCount {
            try addSubclass(cls, to: new.tupleItem(index).fields(PyTypeObject.self))
        }
    }

    private func updateSlotsBelow(_ cls: TypePointer) {
        updateAllSlots(cls)
        forEachSubclass(of: cls) { updateSlotsBelow($0) }
    }
}
