/// What dicts do besides storing: subscripts, comparing, showing, `|`.
extension Interpreter {
    /// `dict[key]`; a subclass's `__missing__` is asked for what is not there.
    func dictSubscript(_ dict: Ref, _ key: Ref) throws(Raised) -> Owned {
        let hash = try dictHash(key)
        let index = try dictFind(dict, key, hash: hash)
        if index >= 0, let value = dictValue(dict, index) { return Ref(value).owned() }
        if !dict.isExactly(.dict), let missing = try specialMethod(dict, name(.__missing__)) {
            let method = Owned(stealing: missing)
            return try call(method.ref, key)
        }
        throw raise(.keyError, argument: key)
    }

    /// `dict[key] = value`, or `del dict[key]` when the value is nil.
    func dictSetSubscript(_ dict: Ref, _ key: Ref, _ value: Ref?) throws(Raised) {
        if let value {
            try dictSet(dict, key, value)
        } else if try !dictRemove(dict, key) {
            throw raise(.keyError, argument: key)
        }
    }

    /// Equality; other comparisons are not defined.
    func dictCompare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard left.isDict, right.isDict, op == .equal || op == .notEqual else {
            return notImplemented.owned()
        }
        return bool(try dictsAreEqual(left, right) == (op == .equal))
    }

    private func dictsAreEqual(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        if left.dictCount != right.dictCount { return false }
        var position = 0
        while let (key, value, hash) = dictNext(left, &position) {
            let heldKey = key.owned()
            let heldValue = value.owned()
            let index = try dictFind(right, heldKey.ref, hash: hash)
            guard index >= 0, let other = dictValue(right, index) else { return false }
            let heldOther = Ref(other).owned()
            if try !compareBool(heldValue.ref, heldOther.ref, .equal) { return false }
        }
        return true
    }

    func dictRepr(_ dict: Ref) throws(Raised) -> Owned {
        if dict.dictCount == 0 { return try makeString("{}") }
        return try guardedRepr(dict, recursive: "{...}") { () throws(Raised) in
            // Room for the braces and, for each entry, two characters, ": " and ", ".
            var writer = TextWriter(self, minimumRoom: 1 + 4 + 6 * (dict.dictCount - 1) + 1)
            try writer.write("{")
            var position = 0
            var isFirst = true
            while let (key, value, _) = dictNext(dict, &position) {
                let heldKey = key.owned()
                let heldValue = value.owned()
                if !isFirst { try writer.write(", ") }
                isFirst = false
                let keyText = try repr(heldKey.ref)
                try writer.write(keyText.ref)
                try writer.write(": ")
                let valueText = try repr(heldValue.ref)
                try writer.write(valueText.ref)
            }
            writer.overallocates = false
            try writer.write("}")
            return try writer.finish()
        }
    }

    /// `left | right`.
    func dictUnion(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        guard left.isDict, right.isDict else { return notImplemented.owned() }
        let result = try dictCopy(left)
        try dictUpdate(result.ref, from: right)
        return result
    }

    /// The bytes of a dict itself and of its table or values (`_PyDict_SizeOf`).
    func dictByteCount(_ dict: Ref) -> Int {
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        var size = dict.type.pointee.tp_basicsize
        if fields.pointee.ma_values != nil {
            size &+= (keys.pointee.dk_nentries &+ keys.pointee.dk_usable) &* 8
        }
        // A table with more references than this one is counted where it belongs.
        if keys.pointee.dk_refcnt == 1 { size &+= keys.byteCount }
        return size
    }

    /// The version of a table's keys, 0 when versions have run out; set on first asking
    /// (`_PyDictKeys_GetVersionForCurrentState`).
    public func dictKeysVersion(_ keys: DictKeys) -> UInt32 {
        if keys.pointee.dk_version != 0 { return keys.pointee.dk_version }
        let version = state.pointee.dicts.nextKeysVersion
        if version == 0 { return 0 }
        state.pointee.dicts.nextKeysVersion = version &+ 1
        keys.pointee.dk_version = version
        return version
    }

    /// The entry of an exact str in an all-string table, for inline caches; −1 when missing, −3 when
    /// the table has other keys.
    public func dictEntryIndex(_ keys: DictKeys, str key: Ref) -> Int {
        keys.isUnicode ? keys.find(str: key, hash: key.strHash) : -3
    }

    /// The value of an entry of a combined all-string table whose version was checked, borrowed.
    @inline(__always)
    public func dictEntryValue(_ keys: DictKeys, _ index: Int) -> RawObject? {
        keys.unicodeEntries[index].me_value
    }

    /// A global name: in the globals, else in the builtins, borrowed; nil when missing. Both are
    /// exact dicts (`_PyDict_LoadGlobal`).
    public func dictLoadGlobal(
        _ globals: Ref, _ builtins: Ref, _ name: Ref
    ) throws(Raised) -> Ref? {
        let hash = try dictHash(name)
        if let value = try dictGet(globals, name, hash: hash) { return value }
        return try dictGet(builtins, name, hash: hash)
    }
}
