/// Copying dicts and filling one from others (`dict_merge`, `PyDict_MergeFromSeq2`).
extension Interpreter {
    /// What `dictMerge` does with keys that are there already.
    enum DictConflict {
        case override
        case keep
        /// Raises `KeyError`.
        case refuse
    }

    /// A copy of a dict (`PyDict_Copy`): the block of keys is copied as it is unless it is mostly holes.
    public func dictCopy(_ dict: Ref) throws(Raised) -> Owned {
        let fields = dict.dictFields
        if fields.pointee.ma_used == 0 { return try makeDict() }
        if let values = fields.pointee.ma_values { return try dictCopySplit(dict, values) }
        if hasDictIteration(dict),
            fields.pointee.ma_used >= fields.pointee.ma_keys.pointee.dk_nentries &* 2 / 3
        {
            let keys = try cloneDictKeys(fields.pointee.ma_keys)
            let copy = try makeDict(stealing: keys, values: nil, used: fields.pointee.ma_used)
            if isTracked(dict.raw) { track(copy.raw) }
            return copy
        }
        let copy = try makeDict()
        try dictMerge(copy.ref, dict, .override)
        return copy
    }

    /// A copy with values of its own on the same shared keys.
    private func dictCopySplit(
        _ dict: Ref, _ values: UnsafeMutableRawPointer
    ) throws(Raised) -> Owned {
        let keys = dict.dictFields.pointee.ma_keys
        let count = keys.pointee.dk_nentries &+ keys.pointee.dk_usable
        let copied = try makeDictValues(count: count)
        keys.pointee.dk_refcnt &+= 1
        let copy = try makeDict(stealing: keys, values: copied, used: dict.dictCount)
        // Each instance made since lowered what the keys have room for, so the copy's block can be the
        // smaller one: its own prefix is the one to fill.
        let prefix = Int(copied.load(fromByteOffset: -1, as: UInt8.self))
        (copied - prefix).copyMemory(from: values - prefix, byteCount: prefix &- 1)
        copyReferences(
            values.assumingMemoryBound(to: RawObject?.self), count,
            to: copied.assumingMemoryBound(to: RawObject?.self))
        if isTracked(dict.raw) { track(copy.raw) }
        return copy
    }

    /// Whether iterating over a dict, perhaps of a subclass, is what it is for dicts.
    func hasDictIteration(_ dict: Ref) -> Bool {
        dict.isExactly(.dict)
            || sameSlot(dict.type.pointee.tp_iter, type(.dict).pointee.tp_iter)
    }

    /// A copy of a combined table with new references.
    private func cloneDictKeys(_ keys: DictKeys) throws(Raised) -> DictKeys {
        let size = keys.byteCount
        guard let block = allocateBlock(size) else { throw raiseMemoryError() }
        block.copyMemory(from: keys, byteCount: size)
        let clone = block.assumingMemoryBound(to: PyDictKeysObject.self)
        for index in 0..<keys.pointee.dk_nentries {
            let value =
                keys.isUnicode ? keys.unicodeEntries[index].me_value : keys.entries[index].me_value
            guard let value, let key = keys.key(index) else { continue }
            Ref(key).incref()
            Ref(value).incref()
        }
        return clone
    }

    /// Puts the entries of a mapping into a dict.
    func dictMerge(_ dict: Ref, _ other: Ref, _ conflict: DictConflict) throws(Raised) {
        guard other.isDict, hasDictIteration(other) else {
            try dictMergeMapping(dict, other, conflict)
            return
        }
        if other == dict || other.dictCount == 0 { return }
        var conflict = conflict
        let fields = dict.dictFields
        let otherFields = other.dictFields
        if fields.pointee.ma_used == 0 {
            conflict = .override
            if try dictTakeClone(dict, other) { return }
        }
        let otherKeys = otherFields.pointee.ma_keys
        if dictUsable(fields.pointee.ma_keys.size) < otherFields.pointee.ma_used {
            let total = fields.pointee.ma_used &+ otherFields.pointee.ma_used
            try dictResize(
                dict, log2Size: dictLog2Size(forCount: total), onlyStrings: otherKeys.isUnicode)
        }
        let entryCount = otherKeys.pointee.dk_nentries
        var position = 0
        while let (key, value, hash) = dictNext(other, &position) {
            let heldKey = key.owned()
            let heldValue = value.owned()
            try dictMergeEntry(dict, heldKey.ref, heldValue.ref, hash, conflict)
            if otherFields.pointee.ma_keys.pointee.dk_nentries != entryCount {
                throw raise(.runtimeError, "dict mutated during update")
            }
        }
    }

    @inline(__always)
    private func dictMergeEntry(
        _ dict: Ref, _ key: Ref, _ value: Ref, _ hash: Int, _ conflict: DictConflict
    ) throws(Raised) {
        if conflict != .override {
            let index = try dictFind(dict, key, hash: hash)
            if index >= 0, dictValue(dict, index) != nil {
                if conflict == .refuse { throw raise(.keyError, argument: key) }
                return
            }
        }
        try dictInsert(dict, key, value, hash: hash)
    }

    /// Puts the entries of a mapping into a dict, replacing what is there (`PyDict_Update`).
    public func dictUpdate(_ dict: Ref, _ other: Ref) throws(Raised) {
        try dictMerge(dict, other, .override)
    }

    /// Gives an empty dict a copy of the other's table if that has no holes and is well filled.
    private func dictTakeClone(_ dict: Ref, _ other: Ref) throws(Raised) -> Bool {
        let keys = other.dictFields.pointee.ma_keys
        let used = other.dictCount
        guard other.dictFields.pointee.ma_values == nil, used == keys.pointee.dk_nentries,
            Int(keys.pointee.dk_log2_size) == DictLayout.minimumLog2
                || dictUsable(keys.size / 2) < used
        else { return false }
        let clone = try cloneDictKeys(keys)
        let fields = dict.dictFields
        releaseDictKeys(fields.pointee.ma_keys)
        fields.pointee.ma_keys = clone
        if let values = fields.pointee.ma_values { freeDictValues(values) }
        fields.pointee.ma_values = nil
        fields.pointee.ma_used = used
        fields.pointee.ma_version_tag = nextDictVersion()
        if isTracked(other.raw), !isTracked(dict.raw) { track(dict.raw) }
        return true
    }

    /// Fills from any object with `keys()` and `[]`.
    private func dictMergeMapping(
        _ dict: Ref, _ other: Ref, _ conflict: DictConflict
    ) throws(Raised) {
        let keys = try callMethod(other, name(.keys))
        let iterator = try self.iterator(over: keys.ref)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let key = Owned(stealing: raw)
            if conflict != .override, try dictContains(dict, key.ref) {
                if conflict == .refuse { throw raise(.keyError, argument: key.ref) }
                continue
            }
            let value = try getItem(other, key.ref)
            try dictSet(dict, key.ref, value.ref)
        }
    }

    /// Fills from an iterable of pairs.
    private func dictMergePairs(_ dict: Ref, _ pairs: Ref) throws(Raised) {
        let iterator = try self.iterator(over: pairs)
        let slot = try nextSlot(iterator.ref)
        var number = 0
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            let pair: Owned
            do throws(Raised) {
                pair = try fastSequence(item.ref, "")
            } catch {
                if currentExceptionIs(.typeError) {
                    clearException()
                    throw raise(
                        .typeError,
                        "cannot convert dictionary update sequence element #\(number) to a sequence"
                    )
                }
                throw error
            }
            guard pair.ref.itemCount == 2 else {
                throw raise(
                    .valueError,
                    "dictionary update sequence element #\(number) has length \(pair.ref.itemCount); 2 is required"
                )
            }
            let key = pair.ref.fastSequenceItem(0).owned()
            let value = pair.ref.fastSequenceItem(1).owned()
            try dictSet(dict, key.ref, value.ref)
            number &+= 1
        }
    }

    /// Fills from the argument of `dict()` or `dict.update()`.
    func dictUpdate(_ dict: Ref, from argument: Ref) throws(Raised) {
        if argument.isExactly(.dict) {
            try dictMerge(dict, argument, .override)
            return
        }
        if let keys = try lookupAttribute(argument, name(.keys)) {
            Ref(keys).decref()
            try dictMerge(dict, argument, .override)
        } else {
            try dictMergePairs(dict, argument)
        }
    }

    /// `dict.update` and `dict.__init__`: one argument at most, then the keywords.
    func dictUpdate(
        _ function: StaticString, _ dict: Ref, _ arguments: Arguments
    ) throws(Raised) {
        try checkArguments(function, arguments.count, 0, 1)
        if let argument = arguments[optional: 0] { try dictUpdate(dict, from: argument) }
        guard let names = arguments.names else { return }
        for index in 0..<names.itemCount {
            try dictSet(dict, names.tupleItem(index), arguments[arguments.count &+ index])
        }
    }

    /// `cls.fromkeys(iterable, value)`.
    func dictFromKeys(_ cls: Ref, _ iterable: Ref, _ value: Ref) throws(Raised) -> Owned {
        let dict = try call(cls)
        if dict.ref.isExactly(.dict), dict.ref.dictCount == 0 {
            if iterable.isExactly(.dict) {
                try dictResize(
                    dict.ref, log2Size: dictLog2Size(forCount: iterable.dictCount),
                    onlyStrings: iterable.dictFields.pointee.ma_keys.isUnicode)
                var position = 0
                while let (key, _, hash) = dictNext(iterable, &position) {
                    try dictInsert(dict.ref, key, value, hash: hash)
                }
                return dict
            }
            if iterable.isExactly(.set) || iterable.isExactly(.frozenset) {
                try dictResize(
                    dict.ref, log2Size: dictLog2Size(forCount: iterable.setCount),
                    onlyStrings: false)
                var position = 0
                while let (key, hash) = setNext(iterable, &position) {
                    try dictInsert(dict.ref, key, value, hash: hash)
                }
                return dict
            }
        }
        let iterator = try self.iterator(over: iterable)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let key = Owned(stealing: raw)
            if dict.ref.isExactly(.dict) {
                try dictSet(dict.ref, key.ref, value)
            } else {
                try setItem(dict.ref, key.ref, value)
            }
        }
        return dict
    }
}
