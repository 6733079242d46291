/// The operations of set algebra, with sets and with any iterables.
extension Interpreter {
    /// Calls the body with each item of an iterable, which is held meanwhile; false from it stops.
    @inline(__always)
    private func forEachItem(
        _ iterable: Ref, _ body: (Ref) throws(Raised) -> Bool
    ) throws(Raised) {
        let iterator = try self.iterator(over: iterable)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            if try !body(item.ref) { return }
        }
    }

    /// `set |= iterable`.
    public func setUpdate(_ set: Ref, _ iterable: Ref) throws(Raised) {
        if iterable.isAnySet {
            try setMerge(set, iterable)
            return
        }
        guard iterable.isExactly(.dict) else {
            try forEachItem(iterable) { item throws(Raised) in
                try setAdd(set, item)
                return true
            }
            return
        }
        let fields = set.setFields
        let count = iterable.dictCount
        if (fields.pointee.fill &+ count) &* 5 >= fields.pointee.mask &* 3 {
            try setResize(set, minimum: (fields.pointee.used &+ count) &* 2)
        }
        var position = 0
        while let (key, _, hash) = dictNext(iterable, &position) {
            try setAdd(set, key, hash: hash)
        }
    }

    /// A copy of the set's type.
    func setCopy(_ set: Ref) throws(Raised) -> Owned { try makePlainSet(like: set, from: set) }

    func setIntersection(_ set: Ref, _ other: Ref) throws(Raised) -> Owned {
        if set == other { return try setCopy(set) }
        let result = try makePlainSet(like: set, from: nil)
        guard other.isAnySet else {
            try forEachItem(other) { item throws(Raised) in
                let hash = try dictHash(item)
                if try setHas(set, item, hash: hash) {
                    try setAdd(result.ref, item, hash: hash)
                    // More items can't add anything.
                    return result.ref.setCount < set.setCount
                }
                return true
            }
            return result
        }
        let isLonger = other.setCount > set.setCount
        let walked = isLonger ? set : other
        let asked = isLonger ? other : set
        var position = 0
        while let (key, hash) = setNext(walked, &position) {
            let held = key.owned()
            if try setHas(asked, held.ref, hash: hash) {
                try setAdd(result.ref, held.ref, hash: hash)
            }
        }
        return result
    }

    /// `set &= iterable`.
    func setIntersectionUpdate(_ set: Ref, _ other: Ref) throws(Raised) {
        let result = try setIntersection(set, other)
        setSwap(set, result.ref)
    }

    /// Exchanges the contents of two sets.
    func setSwap(_ left: Ref, _ right: Ref) {
        let first = left.setFields
        let second = right.setFields
        swap(&first.pointee.fill, &second.pointee.fill)
        swap(&first.pointee.used, &second.pointee.used)
        swap(&first.pointee.mask, &second.pointee.mask)
        let firstTable = first.pointee.table
        let secondTable = second.pointee.table
        first.pointee.table =
            secondTable == right.smallSetTable ? left.smallSetTable : secondTable
        second.pointee.table = firstTable == left.smallSetTable ? right.smallSetTable : firstTable
        if firstTable == left.smallSetTable || secondTable == right.smallSetTable {
            for slot in 0..<SetLayout.minimumSize {
                swap(&left.smallSetTable[slot], &right.smallSetTable[slot])
            }
        }
        if isInstance(left, .frozenset), isInstance(right, .frozenset) {
            swap(&first.pointee.hash, &second.pointee.hash)
        } else {
            first.pointee.hash = -1
            second.pointee.hash = -1
        }
    }

    func setDifference(_ set: Ref, _ other: Ref) throws(Raised) -> Owned {
        let isSet = other.isAnySet
        let otherCount = isSet ? other.setCount : other.isExactly(.dict) ? other.dictCount : nil
        guard let otherCount, set.setCount >> 2 <= otherCount else {
            let result = try setCopy(set)
            try setDifferenceUpdate(result.ref, other)
            return result
        }
        let result = try makePlainSet(like: set, from: nil)
        var position = 0
        while let (key, hash) = setNext(set, &position) {
            let held = key.owned()
            let isShared =
                isSet
                ? try setHas(other, held.ref, hash: hash)
                : try dictFind(other, held.ref, hash: hash) >= 0
            if !isShared { try setAdd(result.ref, held.ref, hash: hash) }
        }
        return result
    }

    /// `set -= iterable`.
    func setDifferenceUpdate(_ set: Ref, _ other: Ref) throws(Raised) {
        if set == other {
            setClear(set)
            return
        }
        if other.isAnySet {
            // Of a far larger set only the shared keys matter.
            let removed =
                other.setCount >> 3 > set.setCount
                ? try setIntersection(set, other) : other.owned()
            var position = 0
            while let (key, hash) = setNext(removed.ref, &position) {
                let held = key.owned()
                _ = try setDiscard(set, held.ref, hash: hash)
            }
        } else {
            try forEachItem(other) { item throws(Raised) in
                _ = try setDiscard(set, item, hash: dictHash(item))
                return true
            }
        }
        try setDropMarks(set)
    }

    /// `set ^= iterable`.
    func setSymmetricDifferenceUpdate(_ set: Ref, _ other: Ref) throws(Raised) {
        if set == other {
            setClear(set)
            return
        }
        if other.isExactly(.dict) {
            var position = 0
            while let (key, _, hash) = dictNext(other, &position) {
                let held = key.owned()
                try toggle(set, held.ref, hash)
            }
            return
        }
        let items = other.isAnySet ? other.owned() : try makePlainSet(like: set, from: other)
        var position = 0
        while let (key, hash) = setNext(items.ref, &position) {
            let held = key.owned()
            try toggle(set, held.ref, hash)
        }
    }

    private func toggle(_ set: Ref, _ key: Ref, _ hash: Int) throws(Raised) {
        if try !setDiscard(set, key, hash: hash) { try setAdd(set, key, hash: hash) }
    }

    func setSymmetricDifference(_ set: Ref, _ other: Ref) throws(Raised) -> Owned {
        let result = try makePlainSet(like: set, from: other)
        try setSymmetricDifferenceUpdate(result.ref, set)
        return result
    }

    func setIsSubset(_ set: Ref, of other: Ref) throws(Raised) -> Bool {
        guard other.isAnySet else {
            let items = try makeSet(from: other)
            return try setIsSubset(set, of: items.ref)
        }
        if set.setCount > other.setCount { return false }
        var position = 0
        while let (key, hash) = setNext(set, &position) {
            let held = key.owned()
            if try !setHas(other, held.ref, hash: hash) { return false }
        }
        return true
    }

    func setIsSuperset(_ set: Ref, of other: Ref) throws(Raised) -> Bool {
        if other.isAnySet { return try setIsSubset(other, of: set) }
        var isSuperset = true
        try forEachItem(other) { item throws(Raised) in
            isSuperset = try setHas(set, item, hash: dictHash(item))
            return isSuperset
        }
        return isSuperset
    }

    func setIsDisjoint(_ set: Ref, _ other: Ref) throws(Raised) -> Bool {
        if set == other { return set.setCount == 0 }
        guard other.isExactly(.set) || other.isExactly(.frozenset) else {
            var isDisjoint = true
            try forEachItem(other) { item throws(Raised) in
                isDisjoint = try !setHas(set, item, hash: dictHash(item))
                return isDisjoint
            }
            return isDisjoint
        }
        let isLonger = other.setCount > set.setCount
        let walked = isLonger ? set : other
        let asked = isLonger ? other : set
        var position = 0
        while let (key, hash) = setNext(walked, &position) {
            let held = key.owned()
            if try setHas(asked, held.ref, hash: hash) { return false }
        }
        return true
    }

    /// `key in set`: a set that can't be hashed stands for the frozenset of its keys.
    public func setContains(_ set: Ref, _ key: Ref) throws(Raised) -> Bool {
        try withSetKey(key) { key, hash throws(Raised) in try setHas(set, key, hash: hash) }
    }

    /// Calls the body with a key and its hash, or with a frozenset in place of an unhashable set.
    func withSetKey(
        _ key: Ref, _ body: (Ref, Int) throws(Raised) -> Bool
    ) throws(Raised) -> Bool {
        let hash: Int
        do throws(Raised) {
            hash = try dictHash(key)
        } catch {
            guard isInstance(key, .set), currentExceptionIs(.typeError) else { throw error }
            clearException()
            let frozen = try makeSet(type(.frozenset), from: key)
            return try body(frozen.ref, setHash(frozen.ref))
        }
        return try body(key, hash)
    }

    /// The hash of a frozenset: the hashes of its keys, shuffled and combined without order.
    func setHash(_ set: Ref) -> Int {
        let fields = set.setFields
        if fields.pointee.hash != -1 { return fields.pointee.hash }
        func shuffled(_ hash: Int) -> UInt {
            let bits = UInt(bitPattern: hash)
            return ((bits ^ 89_869_747) ^ (bits &<< 16)) &* 3_644_798_167
        }
        var sum: UInt = 0
        var position = 0
        while let (_, hash) = setNext(set, &position) { sum ^= shuffled(hash) }
        sum ^= (UInt(bitPattern: fields.pointee.used) &+ 1) &* 1_927_868_237
        sum ^= (sum &>> 11) ^ (sum &>> 25)
        sum = sum &* 69069 &+ 907_133_923
        if sum == UInt.max { sum = 590_923_713 }
        fields.pointee.hash = Int(bitPattern: sum)
        return fields.pointee.hash
    }

    func setCompare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard right.isAnySet else { return notImplemented.owned() }
        let leftCount = left.setCount
        let rightCount = right.setCount
        switch op {
        case .equal, .notEqual:
            return bool(try setsAreEqual(left, right) == (op == .equal))
        case .lessOrEqual: return bool(try setIsSubset(left, of: right))
        case .greaterOrEqual: return bool(try setIsSubset(right, of: left))
        case .less: return bool(leftCount >= rightCount ? false : try setIsSubset(left, of: right))
        case .greater:
            return bool(leftCount <= rightCount ? false : try setIsSubset(right, of: left))
        }
    }

    private func setsAreEqual(_ left: Ref, _ right: Ref) throws(Raised) -> Bool {
        if left.setCount != right.setCount { return false }
        let leftHash = left.setFields.pointee.hash
        let rightHash = right.setFields.pointee.hash
        if leftHash != -1, rightHash != -1, leftHash != rightHash { return false }
        return try setIsSubset(left, of: right)
    }
}
