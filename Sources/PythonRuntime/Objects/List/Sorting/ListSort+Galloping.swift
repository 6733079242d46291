/// Finding where a key belongs in a run by steps of 1, 3, 7, … from a hint, then by halving.
extension ListSort {
    /// The place before any keys equal to it.
    func gallopLeft(
        _ key: RawObject?, _ run: UnsafeMutablePointer<RawObject?>, _ count: Int, hint: Int
    ) throws(Raised) -> Int {
        var low: Int
        var high: Int
        var step = 1
        var lastStep = 0
        if try comparison.isLess(run[hint], key) {
            let limit = count &- hint
            while step < limit, try comparison.isLess(run[hint &+ step], key) {
                lastStep = step
                step = (step &<< 1) &+ 1
            }
            low = hint &+ lastStep
            high = hint &+ min(step, limit)
        } else {
            let limit = hint &+ 1
            while step < limit, try !comparison.isLess(run[hint &- step], key) {
                lastStep = step
                step = (step &<< 1) &+ 1
            }
            low = hint &- min(step, limit)
            high = hint &- lastStep
        }
        // run[low] < key <= run[high], where run[-1] counts as less than all.
        low &+= 1
        while low < high {
            let middle = low &+ ((high &- low) >> 1)
            if try comparison.isLess(run[middle], key) { low = middle &+ 1 } else { high = middle }
        }
        return high
    }

    /// The place behind any keys equal to it.
    func gallopRight(
        _ key: RawObject?, _ run: UnsafeMutablePointer<RawObject?>, _ count: Int, hint: Int
    ) throws(Raised) -> Int {
        var low: Int
        var high: Int
        var step = 1
        var lastStep = 0
        if try comparison.isLess(key, run[hint]) {
            let limit = hint &+ 1
            while step < limit, try comparison.isLess(key, run[hint &- step]) {
                lastStep = step
                step = (step &<< 1) &+ 1
            }
            low = hint &- min(step, limit)
            high = hint &- lastStep
        } else {
            let limit = count &- hint
            while step < limit, try !comparison.isLess(key, run[hint &+ step]) {
                lastStep = step
                step = (step &<< 1) &+ 1
            }
            low = hint &+ lastStep
            high = hint &+ min(step, limit)
        }
        // run[low] <= key < run[high].
        low &+= 1
        while low < high {
            let middle = low &+ ((high &- low) >> 1)
            if try comparison.isLess(key, run[middle]) { high = middle } else { low = middle &+ 1 }
        }
        return high
    }
}
