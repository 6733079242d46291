/// `cls.__bases__ = bases` (`type_set_bases` in `Objects/typeobject.c`): the orders of the class and of
/// all below it are made anew, and then their slots.
extension Interpreter {
    func setBases(of cls: TypePointer, _ value: Ref?) throws(Raised) {
        let name = typeName(cls, limit: nil)
        try checkSetting("__bases__", of: cls, value)
        guard let value else { return }
        try checkBases(value, of: cls, name)
        let base = try bestBase(value)
        if let old = cls.pointee.tp_base { try checkLayouts(old: old, new: base, "__bases__") }
        let oldBases = cls.pointee.tp_bases
        let oldBase = cls.pointee.tp_base
        cls.pointee.tp_bases = value.owned().take()
        cls.pointee.tp_base = base
        base.object.incref()
        var changed: [OrderChange] = []
        defer { for entry in changed { entry.release() } }
        do throws(Raised) {
            try renewOrder(cls, &changed)
        } catch {
            for entry in changed.reversed() { restoreOrder(entry) }
            // An `mro` method may have set other bases meanwhile, which then stay.
            if cls.pointee.tp_bases == value.raw {
                cls.pointee.tp_bases = oldBases
                cls.pointee.tp_base = oldBase
                value.decref()
                base.object.decref()
            } else {
                oldBase?.object.decref()
                if let oldBases { Ref(oldBases).decref() }
            }
            throw error
        }
        defer {
            oldBase?.object.decref()
            if let oldBases { Ref(oldBases).decref() }
        }
        guard cls.pointee.tp_bases == value.raw else { return }
        try moveSubclass(cls, from: oldBases, to: value)
        // The new bases couldn't tell of changes that were made before they knew of the class.
        typeModified(cls)
        updateSlotsBelow(cls)
    }

    private func checkBases(
        _ bases: Ref, of cls: TypePointer, _ name: String
    ) throws(Raised) {
        guard bases.isTuple else {
            throw raise(
                .typeError,
                "can only assign tuple to \(name).__bases__, not \(typeName(bases.type, limit: nil))"
            )
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
            let base = item.fields(PyTypeObject.self)
            // Along the bases too, since the order may not be what it will be.
            if isSubtype(base, cls) || base.pointee.tp_mro != nil && descends(base, from: cls) {
                throw raise(.typeError, "a __bases__ item causes an inheritance cycle")
            }
        }
    }

    private func descends(_ type: TypePointer, from ancestor: TypePointer) -> Bool {
        var current: TypePointer? = type
        while let type = current {
            if type == ancestor { return true }
            current = type.pointee.tp_base
        }
        return false
    }

    /// Makes the order of a class anew, then of those that derive from it; keeps the old ones.
    private func renewOrder(
        _ cls: TypePointer, _ changed: inout [OrderChange]
    ) throws(Raised) {
        guard try setOrder(cls, &changed) else { return }
        var below: [TypePointer] = []
        forEachSubclass(of: cls) {
            $0.object.incref()
            below.append($0)
        }
        defer { for subclass in below { subclass.object.decref() } }
        for subclass in below { try renewOrder(subclass, &changed) }
    }

    /// Makes and sets the order of a class, unless its `mro` method has set another while it ran; then
    /// false (`mro_internal`).
    private func setOrder(
        _ cls: TypePointer, _ changed: inout [OrderChange]
    ) throws(Raised) -> Bool {
        guard let bases = cls.pointee.tp_bases else { return false }
        let change = OrderChange(type: cls, old: cls.pointee.tp_mro)
        do throws(Raised) {
            let order = try classOrder(cls, Ref(bases))
            guard cls.pointee.tp_mro == change.old else {
                change.release()
                return false
            }
            order.ref.incref()
            changed.append(change.to(order.raw))
            cls.pointee.tp_mro = order.take()
        } catch {
            change.release()
            throw error
        }
        if let old = change.old { Ref(old).decref() }
        typeModified(cls)
        return true
    }

    /// The order of a class that is being made.
    func setFirstOrder(of cls: TypePointer) throws(Raised) {
        var changed: [OrderChange] = []
        defer { for entry in changed { entry.release() } }
        _ = try setOrder(cls, &changed)
    }

    /// Puts an order back, unless the class has got yet another one.
    private func restoreOrder(_ change: OrderChange) {
        let cls = change.type
        guard let new = change.new, cls.pointee.tp_mro == new else { return }
        if let old = change.old { Ref(old).incref() }
        cls.pointee.tp_mro = change.old
        typeModified(cls)
        Ref(new).decref()
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

/// A class whose order was made anew; holds references to both orders.
private struct OrderChange {
    let type: TypePointer
    let old: RawObject?
    private(set) var new: RawObject?

    /// Takes a reference to the old order.
    init(type: TypePointer, old: RawObject?) {
        self.type = type
        self.old = old
        if let old { Ref(old).incref() }
    }

    /// Steals the new order.
    func to(_ order: RawObject) -> OrderChange {
        var change = self
        change.new = order
        return change
    }

    func release() {
        if let new { Ref(new).decref() }
        if let old { Ref(old).decref() }
    }
}
