/// What tuples do: hashing, comparing, joining, cutting, showing.
extension Interpreter {
    /// The hash: xxHash's mixing of the items' hashes.
    func tupleHash(_ tuple: Ref) throws(Raised) -> Int {
        let count = tuple.itemCount
        let prime1: UInt = 11_400_714_785_074_694_791
        let prime2: UInt = 14_029_467_366_897_019_727
        let prime5: UInt = 2_870_177_450_012_600_261
        var sum = prime5
        for index in 0..<count {
            sum &+= UInt(bitPattern: try hashItem(tuple.tupleItem(index))) &* prime2
            sum = (sum &<< 31) | (sum &>> 33)
            sum &*= prime1
        }
        sum &+= UInt(bitPattern: count) ^ (prime5 ^ 3_527_539)
        if sum == UInt.max { return 1_546_275_796 }
        return Int(bitPattern: sum)
    }

    /// Containers may be nested deeper than the host's stack, or hold themselves.
    private func hashItem(_ item: Ref) throws(Raised) -> Int {
        guard item.typeHas(TypeFlags.haveGC) else { return try hash(item) }
        try enterNative(" while hashing a tuple")
        defer { leaveNative() }
        return try hash(item)
    }

    /// Compares by the first items that differ, else by length.
    func tupleCompare(_ left: Ref, _ right: Ref, _ op: Comparison) throws(Raised) -> Owned {
        guard left.isTuple, right.isTuple else { return notImplemented.owned() }
        let leftCount = left.itemCount
        let rightCount = right.itemCount
        let shared = min(leftCount, rightCount)
        var index = 0
        while index < shared {
            if try !compareBool(left.tupleItem(index), right.tupleItem(index), .equal) { break }
            index &+= 1
        }
        if index >= shared { return compareInts(leftCount, rightCount, op) }
        if op == .equal { return bool(false) }
        if op == .notEqual { return bool(true) }
        return try compare(left.tupleItem(index), right.tupleItem(index), op)
    }

    func tupleContains(_ tuple: Ref, _ item: Ref) throws(Raised) -> Bool {
        for index in 0..<tuple.itemCount {
            if try compareBool(tuple.tupleItem(index), item, .equal) { return true }
        }
        return false
    }

    func tupleConcat(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if left.itemCount == 0, right.isExactly(.tuple) { return right.owned() }
        guard right.isTuple else {
            throw raise(
                .typeError,
                "can only concatenate tuple (not \"\(typeName(right.type))\") to tuple")
        }
        if right.itemCount == 0, left.isExactly(.tuple) { return left.owned() }
        let result = try makeTuple(count: left.itemCount &+ right.itemCount)
        let items = result.ref.tupleItems
        copyReferences(left.tupleItems, left.itemCount, to: items)
        copyReferences(right.tupleItems, right.itemCount, to: items + left.itemCount)
        return result
    }

    func tupleRepeat(_ tuple: Ref, _ times: Int) throws(Raised) -> Owned {
        let count = tuple.itemCount
        if count == 0 || times == 1, tuple.isExactly(.tuple) { return tuple.owned() }
        if count == 0 || times <= 0 { return emptyTuple.owned() }
        let (total, overflow) = count.multipliedReportingOverflow(by: times)
        if overflow { throw raiseMemoryError() }
        let result = try makeTuple(count: total)
        repeatReferences(tuple.tupleItems, count, times: times, to: result.ref.tupleItems)
        return result
    }

    func tupleItem(_ tuple: Ref, at index: Int) throws(Raised) -> Owned {
        guard index >= 0, index < tuple.itemCount else {
            throw raise(.indexError, "tuple index out of range")
        }
        return tuple.tupleItem(index).owned()
    }

    func tupleSubscript(_ tuple: Ref, _ key: Ref) throws(Raised) -> Owned {
        if key.type.pointee.tp_as_number?.pointee.nb_index != nil {
            let index = try indexValue(key, overflow: .indexError)
            return try tupleItem(tuple, at: index < 0 ? index &+ tuple.itemCount : index)
        }
        guard key.isExactly(.slice) else {
            throw raise(
                .typeError,
                "tuple indices must be integers or slices, not \(typeName(key.type))")
        }
        let range = try sliceRange(key, of: tuple)
        if range.count <= 0 { return emptyTuple.owned() }
        if range.start == 0, range.step == 1, range.count == tuple.itemCount,
            tuple.isExactly(.tuple)
        {
            return tuple.owned()
        }
        let result = try makeTuple(count: range.count)
        for number in 0..<range.count {
            result.ref.tupleItems[number] = tuple.tupleItem(range[number]).owned().take()
        }
        return result
    }

    /// `tuple[from:to]`, in range (`PyTuple_GetSlice`).
    public func tupleSlice(_ tuple: Ref, from: Int, to: Int) throws(Raised) -> Owned {
        let start = max(from, 0)
        let end = min(max(to, start), tuple.itemCount)
        if start == 0, end == tuple.itemCount, tuple.isExactly(.tuple) { return tuple.owned() }
        return try makeTuple(
            UnsafeBufferPointer(start: tuple.tupleItems + start, count: max(end - start, 0)))
    }

    func tupleRepr(_ tuple: Ref) throws(Raised) -> Owned {
        let count = tuple.itemCount
        if count == 0 { return try makeString("()") }
        return try guardedRepr(tuple, recursive: "(...)") { () throws(Raised) in
            // Room for the parentheses and, for each item, one character and ", ".
            var writer = TextWriter(self, minimumRoom: count > 1 ? 2 + 3 * (count - 1) + 1 : 4)
            try writer.write("(")
            for index in 0..<count {
                if index > 0 { try writer.write(", ") }
                let text = try repr(tuple.tupleItem(index))
                try writer.write(text.ref)
            }
            writer.overallocates = false
            try writer.write(count > 1 ? ")" : ",)")
            return try writer.finish()
        }
    }

    /// `tuple.index(value, start, stop)`.
    func tupleIndex(_ tuple: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("index", arguments.count, 1, 3)
        var start = 0
        var stop = Int.max
        if let argument = arguments[optional: 1] {
            start = try positionArgument(argument, length: tuple.itemCount)
        }
        if let argument = arguments[optional: 2] {
            stop = try positionArgument(argument, length: tuple.itemCount)
        }
        stop = min(stop, tuple.itemCount)
        while start < stop {
            if try compareBool(tuple.tupleItem(start), arguments[0], .equal) {
                return try makeInt(start)
            }
            start &+= 1
        }
        throw raise(.valueError, "tuple.index(x): x not in tuple")
    }

    func tupleCount(_ tuple: Ref, _ value: Ref) throws(Raised) -> Owned {
        var count = 0
        for index in 0..<tuple.itemCount {
            if try compareBool(tuple.tupleItem(index), value, .equal) { count &+= 1 }
        }
        return try makeInt(count)
    }

    /// Copies references, each a new one.
    @inline(__always)
    func copyReferences(
        _ source: UnsafeMutablePointer<RawObject?>, _ count: Int,
        to target: UnsafeMutablePointer<RawObject?>
    ) {
        for index in 0..<count {
            if let item = source[index] { Ref(item).incref() }
            target[index] = source[index]
        }
    }

    /// Fills a place with new references to items over and over.
    func repeatReferences(
        _ source: UnsafeMutablePointer<RawObject?>, _ count: Int, times: Int,
        to target: UnsafeMutablePointer<RawObject?>
    ) {
        for index in 0..<count {
            if let item = source[index] { Ref(item).header.pointee.ob_refcnt &+= times }
        }
        var position = 0
        for _ in 0..<times {
            for index in 0..<count { target[position &+ index] = source[index] }
            position &+= count
        }
    }
}
