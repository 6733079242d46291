/// Finding, adding and removing keys in a set's table.
extension Interpreter {
    /// How a look at one slot ended.
    private enum Probe {
        case unused, equal, other, removed, changed
    }

    /// Looks whether a slot holds an equal key. Adding needs no more than to know of an equal key; others
    /// use its slot, so what the comparison changed counts first.
    @inline(__always)
    private func probe(
        _ set: Ref, _ table: UnsafeMutablePointer<SetEntry>, _ slot: Int, _ key: Ref, _ hash: Int,
        isAdding: Bool
    ) throws(Raised) -> Probe {
        let entry = table[slot]
        if entry.hash == 0, entry.key == nil { return .unused }
        guard entry.hash == hash, let stored = entry.key else {
            return entry.hash == -1 ? .removed : .other
        }
        if stored == key.raw { return .equal }
        if Ref(stored).isExactly(.str), key.isExactly(.str) {
            if Ref(stored).strEquals(key) { return .equal }
            return .other
        }
        let held = Ref(stored).owned()
        let isEqual = try compareBool(held.ref, key, .equal)
        if isEqual, isAdding { return .equal }
        // The comparison may have run code that changed the set.
        let fields = set.setFields
        if fields.pointee.table != table || table[slot].key != stored { return .changed }
        return isEqual ? .equal : .other
    }

    /// The slot of a key, or the one to put it into: that of the last mark on its path, if there
    /// is one, else the first unused one.
    @inline(__always)
    private func findSlot(
        _ set: Ref, _ key: Ref, _ hash: Int, isAdding: Bool = false
    ) throws(Raised) -> (slot: Int, isFound: Bool, isMark: Bool) {
        restart: while true {
            let fields = set.setFields
            let table = fields.pointee.table
            let mask = fields.pointee.mask
            var perturb = UInt(bitPattern: hash)
            var slot = hash & mask
            var mark: Int?
            while true {
                let last =
                    slot &+ SetLayout.linearProbes <= mask
                    ? slot &+ SetLayout.linearProbes : slot
                for near in slot...last {
                    switch try probe(set, table, near, key, hash, isAdding: isAdding) {
                    case .unused:
                        guard let mark else { return (near, false, false) }
                        // A comparison after the mark was seen may have used it.
                        if table[mark].key != removedSetKey { continue restart }
                        return (mark, false, true)
                    case .equal: return (near, true, false)
                    case .removed: mark = near
                    case .changed: continue restart
                    case .other: break
                    }
                }
                perturb >>= UInt(SetLayout.perturbShift)
                slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
            }
        }
    }

    /// Adds a key unless an equal one is there.
    public func setAdd(_ set: Ref, _ key: Ref) throws(Raised) {
        try setAdd(set, key, hash: dictHash(key))
    }

    func setAdd(_ set: Ref, _ key: Ref, hash: Int) throws(Raised) {
        // A comparison may drop the caller's reference.
        let held = key.owned()
        let (slot, isFound, isMark) = try findSlot(set, held.ref, hash, isAdding: true)
        if isFound { return }
        let fields = set.setFields
        fields.pointee.used &+= 1
        fields.pointee.table[slot] = SetEntry(key: held.take(), hash: hash)
        if isMark { return }
        fields.pointee.fill &+= 1
        if fields.pointee.fill &* 5 >= fields.pointee.mask &* 3 {
            try setResize(set, minimum: setGrowth(fields.pointee.used))
        }
    }

    /// The slots to ask for when a table is too full: four times the keys, twice for large sets.
    @inline(__always)
    private func setGrowth(_ used: Int) -> Int { used > 50_000 ? used &* 2 : used &* 4 }

    /// Whether a key is there.
    func setHas(_ set: Ref, _ key: Ref, hash: Int) throws(Raised) -> Bool {
        try findSlot(set, key, hash).isFound
    }

    /// Removes a key; false when it is missing.
    func setDiscard(_ set: Ref, _ key: Ref, hash: Int) throws(Raised) -> Bool {
        let (slot, isFound, _) = try findSlot(set, key, hash)
        guard isFound else { return false }
        let fields = set.setFields
        let old = fields.pointee.table[slot].key
        fields.pointee.table[slot] = SetEntry(key: removedSetKey, hash: -1)
        fields.pointee.used &-= 1
        if let old { Ref(old).decref() }
        return true
    }

    /// Removes any key and gives it, a new reference; each search goes on where the last one ended.
    func setPop(_ set: Ref) throws(Raised) -> Owned {
        let fields = set.setFields
        guard fields.pointee.used > 0 else {
            throw raise(.keyError, "pop from an empty set")
        }
        let table = fields.pointee.table
        let mask = fields.pointee.mask
        var slot = fields.pointee.finger & mask
        while true {
            if let key = table[slot].key, key != removedSetKey {
                table[slot] = SetEntry(key: removedSetKey, hash: -1)
                fields.pointee.used &-= 1
                fields.pointee.finger = slot &+ 1
                return Owned(stealing: key)
            }
            slot = slot &+ 1 > mask ? 0 : slot &+ 1
        }
    }

    /// Moves the keys to a table with more slots than `minimum`, without the marks of removed ones.
    func setResize(_ set: Ref, minimum: Int) throws(Raised) {
        let fields = set.setFields
        var size = SetLayout.minimumSize
        while size <= minimum { size &<<= 1 }
        let old = fields.pointee.table
        let small = set.smallSetTable
        if size == SetLayout.minimumSize, old == small {
            if fields.pointee.fill == fields.pointee.used { return }
            withUnsafeTemporaryAllocation(of: SetEntry.self, capacity: size) { copy in
                guard let start = copy.baseAddress else { return }
                start.initialize(from: small, count: size)
                refill(set, small, size, from: start, fields.pointee.mask)
            }
            return
        }
        let new: UnsafeMutablePointer<SetEntry>
        if size == SetLayout.minimumSize {
            new = small
        } else {
            guard size < Int.max / 32, let block = allocateBlock(size &* 16) else {
                throw raiseMemoryError()
            }
            new = block.assumingMemoryBound(to: SetEntry.self)
        }
        refill(set, new, size, from: old, fields.pointee.mask)
        if old != small { freeBlock(UnsafeMutableRawPointer(old)) }
    }

    private func refill(
        _ set: Ref, _ table: UnsafeMutablePointer<SetEntry>, _ size: Int,
        from old: UnsafeMutablePointer<SetEntry>, _ oldMask: Int
    ) {
        table.initialize(repeating: SetEntry(key: nil, hash: 0), count: size)
        let fields = set.setFields
        fields.pointee.mask = size &- 1
        fields.pointee.table = table
        fields.pointee.fill = fields.pointee.used
        for slot in 0...oldMask {
            if let key = old[slot].key, key != removedSetKey {
                insertClean(table, size &- 1, old[slot])
            }
        }
    }

    /// Puts an entry into a table without marks that has no equal key.
    @inline(__always)
    func insertClean(_ table: UnsafeMutablePointer<SetEntry>, _ mask: Int, _ entry: SetEntry) {
        var perturb = UInt(bitPattern: entry.hash)
        var slot = entry.hash & mask
        while true {
            let last =
                slot &+ SetLayout.linearProbes <= mask ? slot &+ SetLayout.linearProbes : slot
            for near in slot...last where table[near].key == nil {
                table[near] = entry
                return
            }
            perturb >>= UInt(SetLayout.perturbShift)
            slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
        }
    }

    /// Adds the keys of another set (`set_merge`).
    func setMerge(_ set: Ref, _ other: Ref) throws(Raised) {
        let fields = set.setFields
        let otherFields = other.setFields
        if other == set || otherFields.pointee.used == 0 { return }
        if (fields.pointee.fill &+ otherFields.pointee.used) &* 5 >= fields.pointee.mask &* 3 {
            try setResize(set, minimum: (fields.pointee.used &+ otherFields.pointee.used) &* 2)
        }
        if fields.pointee.fill == 0 {
            copyEntries(set, other)
            return
        }
        var position = 0
        while let (key, hash) = setNext(other, &position) { try setAdd(set, key, hash: hash) }
    }

    /// Fills an empty set, which has room: slot by slot if the tables are alike.
    private func copyEntries(_ set: Ref, _ other: Ref) {
        let fields = set.setFields
        let otherFields = other.setFields
        let isAlike =
            fields.pointee.mask == otherFields.pointee.mask
            && otherFields.pointee.fill == otherFields.pointee.used
        let table = fields.pointee.table
        for slot in 0...otherFields.pointee.mask {
            let entry = otherFields.pointee.table[slot]
            guard let key = entry.key, key != removedSetKey else { continue }
            Ref(key).incref()
            if isAlike {
                table[slot] = entry
            } else {
                insertClean(table, fields.pointee.mask, entry)
            }
        }
        fields.pointee.fill = otherFields.pointee.used
        fields.pointee.used = otherFields.pointee.used
    }

    /// Removes the marks when they are more than a quarter of the table.
    func setDropMarks(_ set: Ref) throws(Raised) {
        let fields = set.setFields
        if fields.pointee.fill &- fields.pointee.used <= fields.pointee.mask / 4 { return }
        try setResize(set, minimum: setGrowth(fields.pointee.used))
    }
}
