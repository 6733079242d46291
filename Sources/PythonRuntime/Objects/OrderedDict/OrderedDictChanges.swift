/// What changes an ordered dict: the dict below and the list of its keys together.
extension Interpreter {
    func orderedDictSet(_ dict: Ref, _ key: Ref, _ value: Ref, hash: Int) throws(Raised) {
        let held = key.owned()
        try dictSet(dict, held.ref, value, hash: hash)
        do throws(Raised) {
            try addNode(dict, held.ref, hash: hash)
        } catch {
            // Without a node the key mustn't be in the dict.
            let pending = takeException()
            _ = try? dictRemove(dict, held.ref)
            if let dropped = takeException() { Ref(dropped).decref() }
            if let pending { throw reraise(Owned(stealing: pending)) }
            throw error
        }
    }

    func orderedDictSet(_ dict: Ref, _ key: Ref, _ value: Ref) throws(Raised) {
        try orderedDictSet(dict, key, value, hash: dictHash(key))
    }

    /// `del od[key]`.
    func orderedDictDelete(_ dict: Ref, _ key: Ref) throws(Raised) {
        let held = key.owned()
        let hash = try dictHash(held.ref)
        try removeNode(dict, held.ref, hash: hash)
        if try !dictRemove(dict, held.ref) { throw raise(.keyError, argument: held.ref) }
    }

    /// `KeyError` of a key; without arguments for None, which the C function that raises it takes for no argument.
    private func raiseMissing(_ key: Ref) -> Raised {
        key.isNone ? raise(.keyError) : raise(.keyError, argument: key)
    }

    /// The value of a key, which is removed; the fallback, or `KeyError`, where there is none.
    func orderedDictPop(
        _ dict: Ref, _ key: Ref, hash: Int, fallback: Ref?
    ) throws(Raised) -> Owned {
        try removeNode(dict, key, hash: hash)
        if let value = try dictPop(dict, key) { return Owned(stealing: value) }
        if let fallback { return fallback.owned() }
        throw raiseMissing(key)
    }

    /// Removes the last or first key and gives it with its value.
    func orderedDictPopItem(_ dict: Ref, last: Bool) throws(Raised) -> Owned {
        let fields = dict.orderedDict
        guard let node = last ? fields.pointee.od_last : fields.pointee.od_first else {
            throw raise(.keyError, "dictionary is empty")
        }
        let key = Ref(node.pointee.key).owned()
        let value = try orderedDictPop(dict, key.ref, hash: node.pointee.hash, fallback: nil)
        return try makeTuple(key.ref, value.ref)
    }

    func orderedDictMoveToEnd(_ dict: Ref, _ key: Ref, last: Bool) throws(Raised) {
        let fields = dict.orderedDict
        guard let end = last ? fields.pointee.od_last : fields.pointee.od_first else {
            throw raiseMissing(key)
        }
        if end.pointee.key == key.raw { return }
        guard let node = try findNode(dict, key, hash: dictHash(key)) else {
            throw raiseMissing(key)
        }
        if node == (last ? fields.pointee.od_last : fields.pointee.od_first) { return }
        unlink(fields, node)
        link(fields, node, atEnd: last)
    }

    func orderedDictSetDefault(_ dict: Ref, _ key: Ref, _ value: Ref) throws(Raised) -> Owned {
        guard dict.type == orderedType(.dict) else {
            if try contains(dict, key) { return try getItem(dict, key) }
            try setItem(dict, key, value)
            return value.owned()
        }
        let hash = try dictHash(key)
        if let found = try dictGet(dict, key, hash: hash) { return found.owned() }
        try orderedDictSet(dict, key, value, hash: hash)
        return value.owned()
    }

    func orderedDictClear(_ dict: Ref) {
        dictClear(dict)
        removeAllNodes(dict)
    }

    /// `od.copy()`; of a subclass through its own `[]`.
    func orderedDictCopy(_ dict: Ref) throws(Raised) -> Owned {
        let isExact = dict.type == orderedType(.dict)
        let copy = try call(Ref(RawObject(dict.type)))
        let keys = try orderedKeys(dict)
        for index in 0..<keys.ref.itemCount {
            let key = keys.ref.listItem(index)
            if isExact {
                let hash = try dictHash(key)
                let value = try orderedDictValue(dict, key, hash: hash)
                try orderedDictSet(copy.ref, key, value.ref, hash: hash)
            } else {
                let value = try getItem(dict, key)
                try setItem(copy.ref, key, value.ref)
            }
        }
        return copy
    }

    /// A list of the keys as they are now, for walks on which code may run that changes the dict.
    func orderedKeys(_ dict: Ref) throws(Raised) -> Owned {
        let keys = try makeList()
        var node = dict.orderedDict.pointee.od_first
        while let current = node {
            try listAppend(keys.ref, Ref(current.pointee.key))
            node = current.pointee.next
        }
        return keys
    }

    /// The value of a key of the list, which the dict must have.
    func orderedDictValue(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) -> Owned {
        guard let value = try dictGet(dict, key, hash: hash) else {
            throw raise(.keyError, argument: key)
        }
        return value.owned()
    }

    func orderChanged() -> Raised {
        raise(.runtimeError, "OrderedDict mutated during iteration")
    }
}
