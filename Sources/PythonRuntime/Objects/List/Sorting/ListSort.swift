/// CPython's sort (`Objects/listobject.c`, `Objects/listsort.txt`): Tim Peters's timsort with the merge
/// order of powersort. Natural runs are found, short ones filled up by binary insertion, and merged
/// with the help of galloping. Every comparison is made that CPython makes, in its order, since
/// programs can see them.
struct ListSort: ~Copyable {
    let interpreter: Interpreter
    let comparison: SortComparison
    let start: SortPlace
    let count: Int
    /// Runs not merged yet; at most 85 for any length.
    var pending: [PendingRun] = []
    /// Wins in a row at which a merge starts to gallop; adapts to the data.
    var gallopThreshold = Self.minimumGallop
    /// Room for the smaller side of a merge.
    var scratch: SortPlace
    var scratchRoom: Int
    /// The room a sort has without asking the allocator, which CPython has on its stack.
    private let stackRoom: UnsafeMutablePointer<RawObject?>
    /// The block the scratch room is in, once it is larger than that.
    private var block: UnsafeMutableRawPointer?

    static var minimumGallop: Int { 7 }
    static var stackCount: Int { 256 }

    init(_ interpreter: Interpreter, _ comparison: SortComparison, _ start: SortPlace, count: Int) {
        self.interpreter = interpreter
        self.comparison = comparison
        self.start = start
        self.count = count
        stackRoom = UnsafeMutablePointer<RawObject?>.allocate(capacity: Self.stackCount)
        if start.values != nil {
            scratchRoom = min((count + 1) / 2, Self.stackCount / 2)
            scratch = SortPlace(keys: stackRoom, values: stackRoom + scratchRoom)
        } else {
            scratchRoom = Self.stackCount
            scratch = SortPlace(keys: stackRoom, values: nil)
        }
    }

    deinit {
        stackRoom.deallocate()
        if let block { interpreter.freeBlock(block) }
    }

    /// Makes the scratch room at least so large; its contents are not kept.
    mutating func needScratch(_ needed: Int) throws(Raised) {
        if needed <= scratchRoom { return }
        let hasValues = start.values != nil
        if let block { interpreter.freeBlock(block) }
        block = nil
        guard let new = interpreter.allocateBlock(needed &* (hasValues ? 16 : 8)) else {
            scratchRoom = 0
            throw interpreter.raiseMemoryError()
        }
        block = new
        let keys = new.assumingMemoryBound(to: RawObject?.self)
        scratch = SortPlace(keys: keys, values: hasValues ? keys + needed : nil)
        scratchRoom = needed
    }

    /// Sorts; when a comparison raises, the items are all there in some order.
    mutating func sort() throws(Raised) {
        var place = start
        var remaining = count
        let minimumRun = Self.minimumRun(count)
        while remaining > 0 {
            let (natural, isDescending) = try findRun(place.keys, remaining)
            var length = natural
            if isDescending { place.reverse(length) }
            if length < minimumRun {
                let forced = min(remaining, minimumRun)
                try insertBinary(place, sorted: length, count: forced)
                length = forced
            }
            try mergeBefore(newRunOf: length)
            pending.append(PendingRun(base: place, count: length))
            place.advance(length)
            remaining &-= length
        }
        while pending.count > 1 {
            var index = pending.count - 2
            if index > 0, pending[index - 1].count < pending[index + 1].count { index -= 1 }
            try merge(at: index)
        }
    }

    /// The least length of a run: 32 to 64, such that the number of runs is close to a power of two.
    private static func minimumRun(_ count: Int) -> Int {
        var count = count
        var lost = 0
        while count >= 64 {
            lost |= count & 1
            count >>= 1
        }
        return count &+ lost
    }

    /// The longest run at a place: not descending, or strictly descending.
    private func findRun(
        _ keys: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> (count: Int, isDescending: Bool) {
        if count < 2 { return (count, false) }
        let isDescending = try comparison.isLess(keys[1], keys[0])
        var length = 2
        while length < count,
            try comparison.isLess(keys[length], keys[length &- 1]) == isDescending
        {
            length &+= 1
        }
        return (length, isDescending)
    }

    /// Sorts by inserting each item behind the sorted ones at the place that halving finds.
    private func insertBinary(_ place: SortPlace, sorted: Int, count: Int) throws(Raised) {
        let keys = place.keys
        for next in max(sorted, 1)..<max(count, 1) {
            let pivot = keys[next]
            var low = 0
            var high = next
            while low < high {
                let middle = low &+ ((high &- low) >> 1)
                if try comparison.isLess(pivot, keys[middle]) {
                    high = middle
                } else {
                    low = middle &+ 1
                }
            }
            insert(keys, next, at: low)
            if let values = place.values { insert(values, next, at: low) }
        }
    }

    @inline(__always)
    private func insert(_ items: UnsafeMutablePointer<RawObject?>, _ index: Int, at target: Int) {
        let item = items[index]
        var place = index
        while place > target {
            items[place] = items[place &- 1]
            place &-= 1
        }
        items[target] = item
    }

    /// Merges the runs whose boundary lies deeper than the one to a run about to be added.
    private mutating func mergeBefore(newRunOf length: Int) throws(Raised) {
        guard let last = pending.last else { return }
        let power = boundaryPower(last.base.keys - start.keys, last.count, length)
        while pending.count > 1, pending[pending.count - 2].power > power {
            try merge(at: pending.count - 2)
        }
        pending[pending.count - 1].power = power
    }

    /// The first bit, counted from 1, in which the middles of two neighbouring runs differ as
    /// fractions of the whole length.
    private func boundaryPower(_ position: Int, _ first: Int, _ second: Int) -> Int {
        var left = 2 &* position &+ first
        var right = left &+ first &+ second
        var power = 0
        while true {
            power &+= 1
            if left >= count {
                left &-= count
                right &-= count
            } else if right >= count {
                return power
            }
            left &<<= 1
            right &<<= 1
        }
    }

    /// Merges a pending run with the next one.
    private mutating func merge(at index: Int) throws(Raised) {
        var left = pending[index].base
        var leftCount = pending[index].count
        let right = pending[index + 1].base
        var rightCount = pending[index + 1].count
        pending[index].count = leftCount &+ rightCount
        if index + 3 == pending.count { pending[index + 1] = pending[index + 2] }
        pending.removeLast()
        // What is already in place at both ends stays there.
        let skipped = try gallopRight(right.key, left.keys, leftCount, hint: 0)
        left.advance(skipped)
        leftCount &-= skipped
        if leftCount == 0 { return }
        rightCount = try gallopLeft(
            left.keys[leftCount &- 1], right.keys, rightCount, hint: rightCount &- 1)
        if rightCount <= 0 { return }
        if leftCount <= rightCount {
            try mergeLow(left, leftCount, right, rightCount)
        } else {
            try mergeHigh(left, leftCount, right, rightCount)
        }
    }
}
