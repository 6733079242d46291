/// Taking keys out of a dict.
extension Interpreter {
    /// Removes a key; false when it is missing.
    public func dictRemove(_ dict: Ref, _ key: Ref) throws(Raised) -> Bool {
        try dictRemove(dict, key, hash: dictHash(key))
    }

    /// Removes a key whose hash is known; false when it is missing.
    public func dictRemove(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) -> Bool {
        let index = try dictFind(dict, key, hash: hash)
        guard index >= 0, let old = dictValue(dict, index) else { return false }
        dictRemoveEntry(dict, index, hash: hash, value: Ref(old))
        return true
    }

    /// Removes a key and gives its value, a new reference; nil when it is missing. An empty dict
    /// doesn't ask for the hash.
    public func dictPop(_ dict: Ref, _ key: Ref) throws(Raised) -> RawObject? {
        if dict.dictCount == 0 { return nil }
        let hash = try dictHash(key)
        let index = try dictFind(dict, key, hash: hash)
        guard index >= 0, let old = dictValue(dict, index) else { return nil }
        let value = Ref(old).owned()
        dictRemoveEntry(dict, index, hash: hash, value: Ref(old))
        return value.take()
    }

    /// Turns an entry into a hole (`delitem_common`).
    func dictRemoveEntry(_ dict: Ref, _ index: Int, hash: Int, value: Ref) {
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        fields.pointee.ma_used &-= 1
        fields.pointee.ma_version_tag = nextDictVersion()
        if let values = fields.pointee.ma_values {
            values.assumingMemoryBound(to: RawObject?.self)[index] = nil
            removeDictOrder(values, index: index)
        } else {
            let slot = keys.slot(ofEntry: index, hash: hash)
            keys.pointee.dk_version = 0
            keys.setIndex(at: slot, to: DictIndex.dummy)
            let key = keys.key(index)
            if keys.isUnicode {
                keys.unicodeEntries[index] = PyDictUnicodeEntry(me_key: nil, me_value: nil)
            } else {
                keys.entries[index] = PyDictKeyEntry(me_hash: 0, me_key: nil, me_value: nil)
            }
            if let key { Ref(key).decref() }
        }
        value.decref()
    }

    /// Removes the entry inserted last and gives it as a tuple, for which room is made first.
    func dictPopItem(_ dict: Ref) throws(Raised) -> Owned {
        let result = try makeTuple(count: 2)
        let fields = dict.dictFields
        guard fields.pointee.ma_used > 0 else {
            throw raise(.keyError, "popitem(): dictionary is empty")
        }
        if fields.pointee.ma_values != nil {
            try dictResize(
                dict, log2Size: Int(fields.pointee.ma_keys.pointee.dk_log2_size),
                onlyStrings: true)
        }
        let keys = fields.pointee.ma_keys
        keys.pointee.dk_version = 0
        var index = keys.pointee.dk_nentries &- 1
        while index >= 0, dictValue(dict, index) == nil { index &-= 1 }
        let key = keys.key(index)
        let hash: Int
        if keys.isUnicode, let key {
            hash = Ref(key).strHash
        } else {
            hash = keys.entries[index].me_hash
        }
        result.ref.tupleItems[0] = key
        result.ref.tupleItems[1] = dictValue(dict, index)
        let slot = keys.slot(ofEntry: index, hash: hash)
        if keys.isUnicode {
            keys.unicodeEntries[index] = PyDictUnicodeEntry(me_key: nil, me_value: nil)
        } else {
            keys.entries[index] = PyDictKeyEntry(me_hash: 0, me_key: nil, me_value: nil)
        }
        keys.setIndex(at: slot, to: DictIndex.dummy)
        // The entry's number can be used again; its slot can't, so `dk_usable` stays.
        keys.pointee.dk_nentries = index
        fields.pointee.ma_used &-= 1
        fields.pointee.ma_version_tag = nextDictVersion()
        return result
    }

    /// Removes all keys: the dict is on the shared empty table before the first reference goes.
    public func dictClear(_ dict: Ref) {
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        let values = fields.pointee.ma_values
        if keys == emptyDictKeys { return }
        emptyDictKeys.pointee.dk_refcnt &+= 1
        fields.pointee.ma_keys = emptyDictKeys
        fields.pointee.ma_values = nil
        fields.pointee.ma_used = 0
        fields.pointee.ma_version_tag = nextDictVersion()
        if let values { releaseDictValues(values, count: keys.pointee.dk_nentries) }
        releaseDictKeys(keys)
    }

    /// `tp_dealloc`.
    func deallocateDict(_ raw: RawObject) {
        untrack(raw)
        let isExact = Ref(raw).isExactly(.dict)
        guard !isExact || beginDeallocation(raw) else { return }
        let fields = raw.assumingMemoryBound(to: PyDictObject.self)
        let keys = fields.pointee.ma_keys
        if let values = fields.pointee.ma_values {
            releaseDictValues(values, count: keys.pointee.dk_nentries)
        }
        releaseDictKeys(keys)
        if isExact,
            state.pointee.freeLists.dicts.count < DictLayout.freeListLimit
        {
            noteDeath(raw)
            state.pointee.freeLists.dicts.push(raw, linkedAt: DictLayout.freeListLink)
        } else {
            freeInstance(raw)
        }
        if isExact { endDeallocation() }
    }
}
