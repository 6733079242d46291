/// Filling the slots of a class from its special methods, when it is made and whenever one of them
/// is set (`update_one_slot` in `Objects/typeobject.c`).
extension Interpreter {
    /// All slots of a new class (`fixup_slot_dispatchers`).
    func updateAllSlots(_ type: TypePointer) {
        for (number, row) in SlotTable.rows.enumerated() where isFirstRow(number, row) {
            updateSlot(type, row)
        }
        updateNew(type)
    }

    /// The slots that a name decides about, of a class and of all derived from it.
    func updateSlots(_ type: TypePointer, named name: Ref) {
        let isNew = name == self.name(.__new__)
        let isGetAttribute = name == self.name(.__getattr__)
        for row in SlotTable.rows
        where self.name(row.name) == name || isGetAttribute && row.name == .__getattribute__ {
            updateSlot(type, row)
        }
        if isNew { updateNew(type) }
        forEachSubclass(of: type) { updateSlots($0, named: name) }
    }

    /// Whether no row before has the same slot.
    private func isFirstRow(_ number: Int, _ row: SlotRow) -> Bool {
        guard number > 0 else { return true }
        let before = SlotTable.rows[number - 1]
        return before.suite != row.suite || before.offset != row.offset
    }

    /// Decides what one slot holds: the function of a base when its wrapper is what every name finds,
    /// else the function that calls the Python methods, else nothing.
    private func updateSlot(_ type: TypePointer, _ wanted: SlotRow) {
        guard let place = place(of: wanted, in: type) else { return }
        var generic: UInt = 0
        var specific: UInt = 0
        var usesGeneric = false
        for row in SlotTable.rows where row.suite == wanted.suite && row.offset == wanted.offset {
            guard let found = lookup(type, row.name) else { continue }
            if found.isExactly(.wrapperDescriptor),
                Ref(found.fields(PyDescrObject.self).pointee.d_name) == name(row.name)
            {
                let fields = found.fields(PyWrapperDescrObject.self).pointee
                let unique = uniquePlace(type, row.name)
                if unique == nil || unique == place { generic = ClassSlots.generic(row) }
                let wrapped = UInt(bitPattern: fields.d_wrapped)
                let owner = fields.common.d_type.assumingMemoryBound(to: PyTypeObject.self)
                if specific == 0 || specific == wrapped,
                    SlotTable.rows[fields.d_base].shape == row.shape, isSubtype(type, owner)
                {
                    specific = wrapped
                } else {
                    usesGeneric = true
                }
            } else if found.isNone, row.name == .__hash__ {
                specific = ClassSlots.address(Interpreter.refuseToHash)
            } else {
                usesGeneric = true
                generic = ClassSlots.generic(row)
            }
        }
        if wanted.name == .__getattribute__, lookup(type, .__getattr__) != nil {
            usesGeneric = true
            generic = ClassSlots.generic(wanted)
        }
        place.pointee = specific != 0 && !usesGeneric ? specific : generic
    }

    /// The only slot in use of a name that has several; nil when there is none or more than one.
    private func uniquePlace(
        _ type: TypePointer, _ name: WellKnownName
    ) -> UnsafeMutablePointer<UInt>? {
        var found: UnsafeMutablePointer<UInt>?
        for row in SlotTable.rows where row.name == name {
            guard let place = place(of: row, in: type), place.pointee != 0 else { continue }
            if found != nil { return nil }
            found = place
        }
        return found
    }

    private func place(of row: SlotRow, in type: TypePointer) -> UnsafeMutablePointer<UInt>? {
        let start: UnsafeMutableRawPointer? =
            switch row.suite {
            case .type: UnsafeMutableRawPointer(type)
            case .number: type.pointee.tp_as_number.map { UnsafeMutableRawPointer($0) }
            case .sequence: type.pointee.tp_as_sequence.map { UnsafeMutableRawPointer($0) }
            case .mapping: type.pointee.tp_as_mapping.map { UnsafeMutableRawPointer($0) }
            case .async: type.pointee.tp_as_async.map { UnsafeMutableRawPointer($0) }
            }
        return start.map { ($0 + row.offset).assumingMemoryBound(to: UInt.self) }
    }

    /// `tp_new` stays the base's while `__new__` is a built-in type's.
    private func updateNew(_ type: TypePointer) {
        guard let found = lookup(type, .__new__) else { return }
        if found.isExactly(.builtinFunction) { return }
        type.pointee.tp_new = ClassSlots.new
    }
}

extension Ref {
    /// Whether a str begins and ends with two underscores, as the names of special methods do.
    var isASCIISpecial: Bool {
        let text = self.text.utf8
        return text.count > 4 && text.starts(with: "__".utf8)
            && text.suffix(2).elementsEqual("__".utf8)
    }
}
