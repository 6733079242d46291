/// Putting keys into a dict, and making its table larger.
extension Interpreter {
    /// Sets a key to a value; both are increfed as needed.
    public func dictSet(_ dict: Ref, _ key: Ref, _ value: Ref) throws(Raised) {
        try dictSet(dict, key, value, hash: dictHash(key))
    }

    /// Sets a key whose hash is known.
    public func dictSet(_ dict: Ref, _ key: Ref, _ value: Ref, hash: Int) throws(Raised) {
        if dict.dictFields.pointee.ma_keys == emptyDictKeys {
            try dictInsertFirst(dict, key, value, hash: hash)
        } else {
            try dictInsert(dict, key, value, hash: hash)
        }
    }

    /// Puts the first entry into a dict on the shared empty table (`insert_to_emptydict`).
    private func dictInsertFirst(
        _ dict: Ref, _ key: Ref, _ value: Ref, hash: Int
    ) throws(Raised) {
        let keys = try makeDictKeys(
            log2Size: DictLayout.minimumLog2, onlyStrings: key.isExactly(.str))
        maintainDictTracking(dict, key, value)
        let fields = dict.dictFields
        releaseDictKeys(fields.pointee.ma_keys)
        fields.pointee.ma_keys = keys
        fields.pointee.ma_values = nil
        dictAppendEntry(dict, key, value, hash: hash)
    }

    /// Sets a key in a table that exists (`insertdict`).
    func dictInsert(_ dict: Ref, _ key: Ref, _ value: Ref, hash: Int) throws(Raised) {
        let fields = dict.dictFields
        // The comparisons of the search may run code that drops the caller's references.
        key.incref()
        value.incref()
        defer {
            key.decref()
            value.decref()
        }
        if fields.pointee.ma_keys.isUnicode, !key.isExactly(.str) {
            try dictGrow(dict, onlyStrings: false)
        }
        let index = try dictFind(dict, key, hash: hash)
        maintainDictTracking(dict, key, value)
        if index == DictIndex.empty {
            try dictInsertNew(dict, key, value, hash: hash)
        } else {
            dictReplaceValue(dict, index, value)
        }
    }

    /// Adds a key that is not there.
    func dictInsertNew(_ dict: Ref, _ key: Ref, _ value: Ref, hash: Int) throws(Raised) {
        let fields = dict.dictFields
        fields.pointee.ma_keys.pointee.dk_version = 0
        if fields.pointee.ma_keys.pointee.dk_usable <= 0 {
            try dictGrow(dict, onlyStrings: true)
        }
        dictAppendEntry(dict, key, value, hash: hash)
    }

    /// Writes the next entry and its index; there is room, and the key is of the table's kind.
    @inline(__always)
    private func dictAppendEntry(_ dict: Ref, _ key: Ref, _ value: Ref, hash: Int) {
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        let entry = keys.pointee.dk_nentries
        keys.setIndex(at: keys.emptySlot(hash: hash), to: entry)
        key.incref()
        value.incref()
        if keys.isUnicode {
            keys.unicodeEntries[entry].me_key = key.raw
            if let values = fields.pointee.ma_values {
                appendDictOrder(values, index: entry)
                values.assumingMemoryBound(to: RawObject?.self)[entry] = value.raw
            } else {
                keys.unicodeEntries[entry].me_value = value.raw
            }
        } else {
            keys.entries[entry] = PyDictKeyEntry(
                me_hash: hash, me_key: key.raw, me_value: value.raw)
        }
        fields.pointee.ma_used &+= 1
        fields.pointee.ma_version_tag = nextDictVersion()
        keys.pointee.dk_usable &-= 1
        keys.pointee.dk_nentries = entry &+ 1
    }

    /// Gives an entry another value; the version stays when it is the same object.
    @inline(__always)
    func dictReplaceValue(_ dict: Ref, _ index: Int, _ value: Ref) {
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        let old: RawObject?
        if let values = fields.pointee.ma_values?.assumingMemoryBound(to: RawObject?.self) {
            old = values[index]
            if old == nil {
                appendDictOrder(UnsafeMutableRawPointer(values), index: index)
                fields.pointee.ma_used &+= 1
            }
            value.incref()
            values[index] = value.raw
        } else if keys.isUnicode {
            old = keys.unicodeEntries[index].me_value
            value.incref()
            keys.unicodeEntries[index].me_value = value.raw
        } else {
            old = keys.entries[index].me_value
            value.incref()
            keys.entries[index].me_value = value.raw
        }
        if old != value.raw { fields.pointee.ma_version_tag = nextDictVersion() }
        if let old { Ref(old).decref() }
    }

    /// The value of a key, borrowed, which is set to the default first if it is missing
    /// (`PyDict_SetDefault`).
    public func dictSetDefault(_ dict: Ref, _ key: Ref, _ value: Ref) throws(Raised) -> Ref {
        let hash = try dictHash(key)
        let fields = dict.dictFields
        if fields.pointee.ma_keys == emptyDictKeys {
            try dictInsertFirst(dict, key, value, hash: hash)
            return value
        }
        if fields.pointee.ma_keys.isUnicode, !key.isExactly(.str) {
            try dictGrow(dict, onlyStrings: false)
        }
        let index = try dictFind(dict, key, hash: hash)
        if index == DictIndex.empty {
            try dictInsertNew(dict, key, value, hash: hash)
            maintainDictTracking(dict, key, value)
            return value
        }
        if let found = dictValue(dict, index) { return Ref(found) }
        dictReplaceValue(dict, index, value)
        maintainDictTracking(dict, key, value)
        return value
    }

    /// Makes room for an insertion: three times the used entries.
    func dictGrow(_ dict: Ref, onlyStrings: Bool) throws(Raised) {
        let minimum = dict.dictFields.pointee.ma_used &* 3
        try dictResize(dict, log2Size: dictLog2Size(atLeast: minimum), onlyStrings: onlyStrings)
    }

    /// Moves the entries, without holes, into a new combined table (`dictresize`). A table with other
    /// keys than strings stays one.
    func dictResize(_ dict: Ref, log2Size: Int, onlyStrings: Bool) throws(Raised) {
        let fields = dict.dictFields
        let old = fields.pointee.ma_keys
        let new = try makeDictKeys(log2Size: log2Size, onlyStrings: onlyStrings && old.isUnicode)
        fields.pointee.ma_keys = new
        let count = fields.pointee.ma_used
        if let values = fields.pointee.ma_values {
            copySplitEntries(old, values, count: count, to: new)
            releaseDictKeys(old)
            fields.pointee.ma_values = nil
            freeDictValues(values)
        } else {
            moveEntries(of: old, to: new)
            if old == emptyDictKeys {
                old.pointee.dk_refcnt &-= 1
            } else {
                giveBackDictKeys(old)
            }
        }
        new.pointee.dk_usable &-= count
        new.pointee.dk_nentries = count
        buildIndices(new, count: count)
    }

    /// Moves the references of all entries that are no holes.
    private func moveEntries(of old: DictKeys, to new: DictKeys) {
        var next = 0
        for index in 0..<old.pointee.dk_nentries {
            if !old.isUnicode {
                let entry = old.entries[index]
                guard entry.me_value != nil else { continue }
                new.entries[next] = entry
            } else {
                let entry = old.unicodeEntries[index]
                guard let key = entry.me_key, let value = entry.me_value else { continue }
                writeEntry(new, next, Ref(key), value)
            }
            next &+= 1
        }
    }

    /// Copies shared keys, with new references, and moves a split table's values.
    private func copySplitEntries(
        _ old: DictKeys, _ values: UnsafeMutableRawPointer, count: Int, to new: DictKeys
    ) {
        let slots = values.assumingMemoryBound(to: RawObject?.self)
        for order in 0..<count {
            let index = dictValuesIndex(values, order: order)
            guard let key = old.unicodeEntries[index].me_key, let value = slots[index] else {
                continue
            }
            Ref(key).incref()
            writeEntry(new, order, Ref(key), value)
        }
    }

    /// Writes an entry with a str key into a table of either kind.
    @inline(__always)
    private func writeEntry(_ keys: DictKeys, _ index: Int, _ key: Ref, _ value: RawObject) {
        if keys.isUnicode {
            keys.unicodeEntries[index] = PyDictUnicodeEntry(me_key: key.raw, me_value: value)
        } else {
            keys.entries[index] = PyDictKeyEntry(
                me_hash: key.strHash, me_key: key.raw, me_value: value)
        }
    }

    /// Enters the entries into the empty indices of their table.
    private func buildIndices(_ keys: DictKeys, count: Int) {
        for index in 0..<count {
            let hash: Int
            if keys.isUnicode {
                guard let key = keys.unicodeEntries[index].me_key else { continue }
                hash = Ref(key).strHash
            } else {
                hash = keys.entries[index].me_hash
            }
            let mask = keys.mask
            var perturb = UInt(bitPattern: hash)
            var slot = hash & mask
            while keys.index(at: slot) != DictIndex.empty {
                perturb >>= 5
                slot = mask & (slot &* 5 &+ Int(bitPattern: perturb) &+ 1)
            }
            keys.setIndex(at: slot, to: index)
        }
    }
}
