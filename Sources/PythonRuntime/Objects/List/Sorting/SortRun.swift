import Glibc

/// `memcmp`.
@inline(__always)
func memoryOrder(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Int32 {
    memcmp(left, right, count)
}

/// A place among the keys being sorted and, when there is a key function, the same place among the
/// values, which move along with their keys.
struct SortPlace {
    var keys: UnsafeMutablePointer<RawObject?>
    var values: UnsafeMutablePointer<RawObject?>?

    @inline(__always)
    var key: RawObject? { keys[0] }

    @inline(__always)
    mutating func advance(_ count: Int) {
        keys += count
        if let start = values { values = start + count }
    }

    @inline(__always)
    func moved(_ count: Int) -> SortPlace {
        var place = self
        place.advance(count)
        return place
    }

    /// Copies items from another place; they may overlap.
    @inline(__always)
    func take(_ count: Int, from source: SortPlace) {
        memmove(keys, source.keys, count &* 8)
        if let target = values, let source = source.values { memmove(target, source, count &* 8) }
    }

    /// Copies one item from a place and moves both on.
    @inline(__always)
    mutating func takeOne(from source: inout SortPlace, step: Int) {
        keys[0] = source.keys[0]
        if let target = values, let from = source.values { target[0] = from[0] }
        advance(step)
        source.advance(step)
    }

    /// Turns the order of the first items around.
    func reverse(_ count: Int) {
        Self.reverse(keys, count)
        if let values { Self.reverse(values, count) }
    }

    static func reverse(_ items: UnsafeMutablePointer<RawObject?>, _ count: Int) {
        var low = 0
        var high = count &- 1
        while low < high {
            let item = items[low]
            items[low] = items[high]
            items[high] = item
            low &+= 1
            high &-= 1
        }
    }
}

/// A run in order that waits to be merged.
struct PendingRun {
    var base: SortPlace
    var count: Int
    /// How deep the boundary to the next run is in the tree of merges.
    var power = 0
}
