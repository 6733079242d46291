/// Filling an ordered dict from others (`mutablemapping_update`), through the object's own `[]=`.
extension Interpreter {
    /// `OrderedDict(…)` and `update(…)`: one argument at most, then the keywords.
    func orderedDictUpdate(_ dict: Ref, _ arguments: Ref, _ keywords: Ref?) throws(Raised) {
        if arguments.itemCount > 1 {
            throw raise(
                .typeError,
                "update() takes at most 1 positional argument (\(arguments.itemCount) given)")
        }
        if arguments.itemCount == 1 {
            try orderedDictUpdate(dict, from: arguments.tupleItem(0))
        }
        guard let keywords, keywords.dictCount > 0 else { return }
        let items = try dictItemList(keywords)
        try orderedDictAddPairs(dict, items.ref)
    }

    /// From a mapping, something with `items()`, or pairs.
    func orderedDictUpdate(_ dict: Ref, from other: Ref) throws(Raised) {
        if other.isExactly(.dict) {
            let items = try dictItemList(other)
            return try orderedDictAddPairs(dict, items.ref)
        }
        if let raw = try lookupAttribute(other, name(.keys)) {
            let method = Owned(stealing: raw)
            let keys = try call(method.ref)
            let iterator = try self.iterator(over: keys.ref)
            let slot = try nextSlot(iterator.ref)
            while let raw = try nextItem(iterator.ref, slot) {
                let key = Owned(stealing: raw)
                let value = try getItem(other, key.ref)
                try setItem(dict, key.ref, value.ref)
            }
            return
        }
        if let raw = try lookupAttribute(other, name(.items)) {
            let method = Owned(stealing: raw)
            let items = try call(method.ref)
            return try orderedDictAddPairs(dict, items.ref)
        }
        try orderedDictAddPairs(dict, other)
    }

    private func orderedDictAddPairs(_ dict: Ref, _ pairs: Ref) throws(Raised) {
        let iterator = try self.iterator(over: pairs)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let pair = Owned(stealing: raw)
            let parts = try self.iterator(over: pair.ref)
            let partSlot = try nextSlot(parts.ref)
            guard let first = try nextItem(parts.ref, partSlot) else {
                throw raise(.valueError, "need more than 0 values to unpack")
            }
            let key = Owned(stealing: first)
            guard let second = try nextItem(parts.ref, partSlot) else {
                throw raise(.valueError, "need more than 1 value to unpack")
            }
            let value = Owned(stealing: second)
            if let third = try nextItem(parts.ref, partSlot) {
                Ref(third).decref()
                throw raise(.valueError, "too many values to unpack (expected 2)")
            }
            try setItem(dict, key.ref, value.ref)
        }
    }

    /// A list of a dict's items, which changes of the dict don't touch.
    private func dictItemList(_ dict: Ref) throws(Raised) -> Owned {
        let view = try makeDictView(.dictItems, dict)
        return try makeList(from: view.ref)
    }
}
