/// Finding keys: open addressing from the hash's low bits, the next slot being
/// `5·slot + perturb + 1` with 5 more bits of the hash mixed in by each step, so that all of them
/// count in the end (`Objects/dictobject.c`, `_Py_dict_lookup`).

/// How a search that may run Python code ended.
enum DictSearch {
    case found(Int)
    case missing
    /// A comparison changed the table; the search has to start again.
    case changed
}

extension UnsafeMutablePointer where Pointee == PyDictKeysObject {
    /// The entry of an exact str in an all-string table, or `DictIndex.empty`; runs no Python code.
    @inline(__always)
    func find(str key: Ref, hash: Int) -> Int {
        let mask = self.mask
        let entries = unicodeEntries
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        while true {
            let index = index(at: slot)
            if index >= 0 {
                if let found = entries[index].me_key {
                    if found == key.raw { return index }
                    if Ref(found).strHash == hash, Ref(found).strEquals(key) { return index }
                }
            } else if index == DictIndex.empty {
                return DictIndex.empty
            }
            perturb >>= 5
            slot = mask & (slot &* 5 &+ Int(bitPattern: perturb) &+ 1)
        }
    }

    /// The first free slot on a hash's path.
    @inline(__always)
    func emptySlot(hash: Int) -> Int {
        let mask = self.mask
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        while index(at: slot) >= 0 {
            perturb >>= 5
            slot = mask & (slot &* 5 &+ Int(bitPattern: perturb) &+ 1)
        }
        return slot
    }

    /// The slot that holds the number of an entry, which is there.
    func slot(ofEntry entry: Int, hash: Int) -> Int {
        let mask = self.mask
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        while true {
            let index = index(at: slot)
            if index == entry { return slot }
            precondition(index != DictIndex.empty, "an entry of a dict is not on its hash's path")
            perturb >>= 5
            slot = mask & (slot &* 5 &+ Int(bitPattern: perturb) &+ 1)
        }
    }
}

extension Interpreter {
    /// The entry of a key, or `DictIndex.empty`; equal keys are found by `==`, whose exceptions pass on.
    @inline(__always)
    func dictFind(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) -> Int {
        let keys = dict.dictFields.pointee.ma_keys
        if keys.isUnicode, key.isExactly(.str) { return keys.find(str: key, hash: hash) }
        return try dictFindGeneral(dict, key, hash: hash)
    }

    /// Searches until a search ran undisturbed.
    func dictFindGeneral(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) -> Int {
        while true {
            let keys = dict.dictFields.pointee.ma_keys
            if keys.isUnicode, key.isExactly(.str) { return keys.find(str: key, hash: hash) }
            switch try dictSearch(dict, keys, key, hash: hash) {
            case .found(let index): return index
            case .missing: return DictIndex.empty
            case .changed: continue
            }
        }
    }

    /// One search in a table of any kind, comparing with `==`.
    private func dictSearch(
        _ dict: Ref, _ keys: DictKeys, _ key: Ref, hash: Int
    ) throws(Raised) -> DictSearch {
        let mask = keys.mask
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        while true {
            let index = keys.index(at: slot)
            if index >= 0, let candidate = keys.key(index) {
                if candidate == key.raw { return .found(index) }
                let found = Ref(candidate)
                let candidateHash = keys.isUnicode ? found.strHash : keys.entries[index].me_hash
                if candidateHash == hash {
                    let isEqual = try dictKeysAreEqual(found, key)
                    guard dict.dictFields.pointee.ma_keys == keys, keys.key(index) == candidate
                    else { return .changed }
                    if isEqual { return .found(index) }
                }
            } else if index == DictIndex.empty {
                return .missing
            }
            perturb >>= 5
            slot = mask & (slot &* 5 &+ Int(bitPattern: perturb) &+ 1)
        }
    }

    /// `stored == key`, holding the stored key meanwhile; two exact strs or ints of one digit are
    /// compared without a call.
    @inline(__always)
    func dictKeysAreEqual(_ stored: Ref, _ key: Ref) throws(Raised) -> Bool {
        if stored.type == key.type {
            if key.type == type(.str) { return stored.strEquals(key) }
            if key.type == type(.int), UInt(bitPattern: key.intSize &+ 1) <= 2,
                UInt(bitPattern: stored.intSize &+ 1) <= 2
            {
                return stored.singleDigitValue == key.singleDigitValue
            }
        }
        let held = stored.owned()
        return try compareBool(held.ref, key, .equal)
    }

    /// The hash of a key, from the object itself when it is an exact str or an int of one digit.
    @inline(__always)
    func dictHash(_ key: Ref) throws(Raised) -> Int {
        if key.type == type(.str) { return key.strHash }
        if key.type == type(.int), UInt(bitPattern: key.intSize &+ 1) <= 2 {
            let value = key.singleDigitValue
            return value == -1 ? -2 : value
        }
        return try hash(key)
    }

    /// The value of an entry, borrowed; nil for a key of a split table that this dict hasn't got.
    @inline(__always)
    func dictValue(_ dict: Ref, _ index: Int) -> RawObject? {
        let fields = dict.dictFields
        if let values = fields.pointee.ma_values {
            return values.assumingMemoryBound(to: RawObject?.self)[index]
        }
        let keys = fields.pointee.ma_keys
        return keys.isUnicode ? keys.unicodeEntries[index].me_value : keys.entries[index].me_value
    }

    /// The value of a key, borrowed; nil when missing.
    public func dictGet(_ dict: Ref, _ key: Ref) throws(Raised) -> Ref? {
        try dictGet(dict, key, hash: dictHash(key))
    }

    /// The value of a key whose hash is known, borrowed.
    public func dictGet(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) -> Ref? {
        let index = try dictFind(dict, key, hash: hash)
        guard index >= 0, let value = dictValue(dict, index) else { return nil }
        return Ref(value)
    }

    /// The value of an exact str key, borrowed; nil when missing. Raises nothing: in a dict with other
    /// keys an exception of a comparison is dropped, as `PyDict_GetItem` does.
    public func dictGet(_ dict: Ref, str key: Ref) -> Ref? {
        let keys = dict.dictFields.pointee.ma_keys
        if keys.isUnicode {
            let index = keys.find(str: key, hash: key.strHash)
            guard index >= 0, let value = dictValue(dict, index) else { return nil }
            return Ref(value)
        }
        let pending = takeException()
        let found = try? dictGet(dict, key, hash: key.strHash)
        if let dropped = takeException() { Ref(dropped).decref() }
        state.pointee.errors.current = pending
        return found ?? nil
    }

    /// Whether a key is there.
    public func dictContains(_ dict: Ref, _ key: Ref) throws(Raised) -> Bool {
        let index = try dictFind(dict, key, hash: dictHash(key))
        return index >= 0 && dictValue(dict, index) != nil
    }

    /// The entry at or after a position, borrowed, which moves past it; nil at the end (`PyDict_Next`).
    public func dictNext(_ dict: Ref, _ position: inout Int) -> (key: Ref, value: Ref, hash: Int)? {
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        if let values = fields.pointee.ma_values {
            guard position >= 0, position < fields.pointee.ma_used else { return nil }
            let index = dictValuesIndex(values, order: position)
            position &+= 1
            guard let key = keys.unicodeEntries[index].me_key, let value = dictValue(dict, index)
            else { return nil }
            return (Ref(key), Ref(value), Ref(key).strHash)
        }
        guard position >= 0 else { return nil }
        while position < keys.pointee.dk_nentries {
            let index = position
            position &+= 1
            if keys.isUnicode {
                let entry = keys.unicodeEntries[index]
                guard let key = entry.me_key, let value = entry.me_value else { continue }
                return (Ref(key), Ref(value), Ref(key).strHash)
            }
            let entry = keys.entries[index]
            guard let key = entry.me_key, let value = entry.me_value else { continue }
            return (Ref(key), Ref(value), entry.me_hash)
        }
        return nil
    }
}
