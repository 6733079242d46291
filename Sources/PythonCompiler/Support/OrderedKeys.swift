/// Numbers in the order they were first seen, each once: the counterpart of CPython's dicts from
/// names or constants to their index in `co_names`, `co_consts`, `co_varnames`.
///
/// Few keys are searched linearly; from nine on an open hash table of indices is kept.
struct OrderedKeys {
    private(set) var keys: ContiguousArray<UInt32> = []
    private var slots: ContiguousArray<UInt32> = []

    private static let linearLimit = 8

    var count: Int { keys.count }

    /// The index of a key, which is added when it is new.
    @inline(__always)
    mutating func index(adding key: UInt32) -> Int {
        if let index = index(of: key) { return index }
        append(key)
        return keys.count - 1
    }

    func index(of key: UInt32) -> Int? {
        if keys.count <= Self.linearLimit {
            for index in keys.indices where keys[index] == key { return index }
            return nil
        }
        let mask = slots.count - 1
        var slot = Self.hash(key) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if keys[index] == key { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Forgets the keys, keeps the memory.
    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ key: UInt32) {
        keys.append(key)
        guard keys.count > Self.linearLimit else { return }
        if keys.count * 2 > slots.count {
            rebuildSlots()
        } else {
            insert(key, index: keys.count - 1)
        }
    }

    private mutating func rebuildSlots() {
        var capacity = 32
        while capacity < keys.count * 4 { capacity *= 2 }
        slots = ContiguousArray(repeating: 0, count: capacity)
        for index in keys.indices { insert(keys[index], index: index) }
    }

    private mutating func insert(_ key: UInt32, index: Int) {
        let mask = slots.count - 1
        var slot = Self.hash(key) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }

    private static func hash(_ key: UInt32) -> Int { Int((key &* 2_654_435_769) >> 7) }
}
