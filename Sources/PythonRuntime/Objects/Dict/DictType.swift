/// The type `dict`.
extension Interpreter {
    static func dictTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .dict, name: "dict", basicSize: 48,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.dictSubclass
                | TypeFlags.matchSelf | TypeFlags.mapping,
            methods: dictMethods() + [classGetItemMethod],
            slots: dictSlots)
    }

    private static func dictSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        dictMappingSlots(block)
        block.pointee.type.tp_dealloc = { Interpreter(containing: $0).deallocateDict($0) }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, dict throws(Raised) in try interpreter.dictRepr(dict) }
        }
        block.pointee.type.tp_hash = refuseToHash
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.dictCompare(left, right, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            unarySlot(raw) { interpreter, dict throws(Raised) in
                try interpreter.makeDictIterator(.dictKeyIterator, dict)
            }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            traverseDict(Ref(raw), visit, argument)
        }
        block.pointee.type.tp_clear = { raw in
            Interpreter(containing: raw).dictClear(Ref(raw))
            return 0
        }
        block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
            vectorcallBody(type, arguments, flags, names) {
                interpreter, type, arguments throws(Raised) in
                try interpreter.checkArguments("dict", arguments.count, 0, 1)
                let dict = try interpreter.newDict(type)
                try interpreter.dictUpdate("dict", dict.ref, arguments)
                return dict
            }
        }
        block.pointee.type.tp_new = { type, _, _ in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).newDict(
                    type.assumingMemoryBound(to: PyTypeObject.self))
            }
        }
        block.pointee.type.tp_init = { raw, arguments, keywords in
            statusSlot(raw) { interpreter, dict throws(Raised) in
                try interpreter.initializeDict(dict, Ref(arguments), keywords)
            }
        }
    }

    private static func dictMappingSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.sequence.sq_contains = { raw, key in
            truthSlot(raw) { interpreter, dict throws(Raised) in
                try interpreter.dictContains(dict, Ref(key))
            }
        }
        block.pointee.mapping.mp_length = { Ref($0).dictCount }
        block.pointee.mapping.mp_subscript = { raw, key in
            binarySlot(raw, key) { interpreter, dict, key throws(Raised) in
                try interpreter.dictSubscript(dict, key)
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            statusSlot(raw) { interpreter, dict throws(Raised) in
                try interpreter.dictSetSubscript(dict, Ref(key), value.map { Ref($0) })
            }
        }
        block.pointee.number.nb_or = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.dictUnion(left, right)
            }
        }
        block.pointee.number.nb_inplace_or = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                try interpreter.dictUpdate(left, from: right)
                return left.owned()
            }
        }
    }

    /// `dict.__new__`: never from the free list; tracked by the allocation, and untracked again if it
    /// is an exact dict.
    private func newDict(_ type: TypePointer) throws(Raised) -> Owned {
        let dict = try allocateInstance(type)
        let fields = dict.ref.dictFields
        emptyDictKeys.pointee.dk_refcnt &+= 1
        fields.pointee.ma_keys = emptyDictKeys
        fields.pointee.ma_version_tag = nextDictVersion()
        if type == self.type(.dict) { untrack(dict.raw) }
        return dict
    }

    /// `dict.__init__`: an argument, then the keywords.
    private func initializeDict(
        _ dict: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        try checkArguments("dict", arguments.itemCount, 0, 1)
        if arguments.itemCount == 1 { try dictUpdate(dict, from: arguments.tupleItem(0)) }
        if let keywords { try dictMerge(dict, Ref(keywords), .override) }
    }
}

/// Visits the keys that aren't strs, which hold nothing, and the values.
private func traverseDict(
    _ dict: Ref, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    let keys = dict.dictFields.pointee.ma_keys
    if let values = dict.dictFields.pointee.ma_values {
        let slots = values.assumingMemoryBound(to: RawObject?.self)
        for index in 0..<keys.pointee.dk_nentries {
            let status = visitReference(slots[index], visit, argument)
            if status != 0 { return status }
        }
        return 0
    }
    for index in 0..<keys.pointee.dk_nentries {
        if keys.isUnicode {
            let status = visitReference(keys.unicodeEntries[index].me_value, visit, argument)
            if status != 0 { return status }
            continue
        }
        let entry = keys.entries[index]
        guard entry.me_value != nil else { continue }
        var status = visitReference(entry.me_value, visit, argument)
        if status == 0 { status = visitReference(entry.me_key, visit, argument) }
        if status != 0 { return status }
    }
    return 0
}
