/// Filling the slots of a class from its special methods, when it is made and whenever one of them
/// is set (`update_one_slot` in `Objects/typeobject.c`).
extension Interpreter {
    /// All slots of a new class (`fixup_slot_dispatchers`). What its own methods don't decide about is as in
    /// its base, when that is a class too and the only one.
    func updateAllSlots(_ type: TypePointer) {
        let base = plainBase(of: type)
        let own = base == nil ? nil : ownSpecialRows(type)
        for group in SlotTable.groups {
            let first = SlotTable.rows[group.lowerBound]
            if let base, let own, !own.contains(group) {
                if let place = place(of: first, in: type) {
                    place.pointee = self.place(of: first, in: base)?.pointee ?? 0
                }
            } else {
                updateSlot(type, group)
            }
        }
        updateNew(type)
    }

    /// The base of a class that inherits from no other, in the ordinary order, if it is a class as well.
    private func plainBase(of type: TypePointer) -> TypePointer? {
        guard let base = type.pointee.tp_base, base.isHeapType, let order = type.pointee.tp_mro,
            let below = base.pointee.tp_mro,
            Ref(order).itemCount == Ref(below).itemCount &+ 1
        else { return nil }
        for index in 0..<Ref(below).itemCount
        where Ref(order).tupleItem(index &+ 1) != Ref(below).tupleItem(index) { return nil }
        return base
    }

    /// The rows whose names are in a class's own dict; nil when that can't be told by identity.
    private func ownSpecialRows(_ type: TypePointer) -> RowSet? {
        guard let dict = type.pointee.tp_dict else { return nil }
        var rows = RowSet()
        var position = 0
        while let (key, _, _) = dictNext(Ref(dict), &position) {
            guard key.isStr, key.strIsInterned else { return nil }
            guard key.beginsAsSpecial else { continue }
            for (number, row) in SlotTable.rows.enumerated()
            where name(row.name) == key
                || row.name == .__getattribute__ && key == name(.__getattr__)
            { rows.insert(number) }
        }
        return rows
    }

    /// The slots that a name decides about, of a class and of all derived from it.
    func updateSlots(_ type: TypePointer, named name: Ref) {
        let isNew = name == self.name(.__new__)
        let isGetAttribute = name == self.name(.__getattr__)
        for group in SlotTable.groups {
            let isMeant = SlotTable.rows[group].contains { row in
                self.name(row.name) == name || isGetAttribute && row.name == .__getattribute__
            }
            if isMeant { updateSlot(type, group) }
        }
        if isNew { updateNew(type) }
        forEachSubclass(of: type) { updateSlots($0, named: name) }
    }

    /// Decides what one slot holds: the function of a base when its wrapper is what every name finds,
    /// else the function that calls the Python methods, else nothing.
    private func updateSlot(_ type: TypePointer, _ group: Range<Int>) {
        let wanted = SlotTable.rows[group.lowerBound]
        guard let place = place(of: wanted, in: type) else { return }
        var generic: UInt = 0
        var specific: UInt = 0
        var usesGeneric = false
        for number in group {
            let row = SlotTable.rows[number]
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

extension SlotTable {
    /// The rows of each slot, which stand side by side.
    static let groups: [Range<Int>] = {
        var groups: [Range<Int>] = []
        for (number, row) in rows.enumerated() {
            if let last = groups.last, rows[last.lowerBound].suite == row.suite,
                rows[last.lowerBound].offset == row.offset
            {
                groups[groups.count - 1] = last.lowerBound..<(number + 1)
            } else {
                groups.append(number..<(number + 1))
            }
        }
        return groups
    }()
}

/// Some of the table's rows, of which there are at most 128.
private struct RowSet {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    mutating func insert(_ number: Int) {
        if number < 64 { low |= 1 << UInt64(number) } else { high |= 1 << UInt64(number - 64) }
    }

    /// Whether any of a range is among them.
    func contains(_ range: Range<Int>) -> Bool {
        for number in range {
            let bit =
                number < 64 ? low >> UInt64(number) & 1 : high >> UInt64(number - 64) & 1
            if bit != 0 { return true }
        }
        return false
    }
}

extension Ref {
    /// Whether a str's first two characters are underscores.
    fileprivate var beginsAsSpecial: Bool {
        let characters = characters
        return characters.count > 4 && characters[0] == 95 && characters[1] == 95
    }

    /// Whether a str begins and ends with two underscores, as the names of special methods do.
    var isASCIISpecial: Bool {
        let text = self.text.utf8
        return text.count > 4 && text.starts(with: "__".utf8)
            && text.suffix(2).elementsEqual("__".utf8)
    }
}
