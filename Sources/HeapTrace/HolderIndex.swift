/// Who holds each object of a snapshot: what keeps it alive.
///
/// A holder is told as a program would write the way to it, `grid[0]` or `p.name`, as far as such a way
/// begins at a name. Weak references hold nothing.
public struct HolderIndex: Sendable {
    /// One reference to an object.
    public struct Holder: Hashable, Sendable {
        /// The way to it in Python's own words, `a`, `grid[0]`; empty when there is none.
        public var expression: String
        /// What that is, in words before and after it: "variable of push", "an item of".
        public var before: String
        public var after: String

        init(_ expression: String, before: String = "", after: String = "") {
            self.expression = expression
            self.before = before
            self.after = after
        }

        /// All of it without any markup.
        public var words: String {
            [before, expression, after].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    private var holders: [ObjectSerial: [Holder]] = [:]
    /// The shortest way to each object that begins at a name.
    private var ways: [ObjectSerial: String] = [:]
    private let objects: [ObjectSerial: ObjectRecord]

    public init(_ snapshot: HeapSnapshot) {
        objects = Dictionary(
            snapshot.objects.map { ($0.serial, $0) }, uniquingKeysWith: { $1 })
        let reached = findWays(snapshot)
        addNames(snapshot)
        // As a reader meets them, from the names on; then what no name leads to.
        for serial in reached {
            if let object = objects[serial] { addSlots(of: object) }
        }
        for object in snapshot.objects where ways[object.serial] == nil { addSlots(of: object) }
        for object in snapshot.objects { addOthers(of: object) }
    }

    /// The references to an object, names first.
    public func holders(of serial: ObjectSerial) -> [Holder] { holders[serial] ?? [] }

    /// `grid[0]`; nil for an object that no such way leads to.
    public func way(to serial: ObjectSerial) -> String? { ways[serial] }

    /// Finds the ways, and gives the objects they lead to, those of the shortest ways first.
    private mutating func findWays(_ snapshot: HeapSnapshot) -> [ObjectSerial] {
        var queue: [ObjectSerial] = []
        for frame in snapshot.frames {
            for name in frame.names {
                guard let target = name.target, ways[target] == nil else { continue }
                ways[target] = name.name
                queue.append(target)
            }
        }
        var next = 0
        while next < queue.count {
            let serial = queue[next]
            next += 1
            guard let object = objects[serial], let way = ways[serial] else { continue }
            for slot in object.slots where !slot.isWeak {
                guard let target = slot.target, ways[target] == nil,
                    let step = object.step(to: slot)
                else { continue }
                ways[target] = way + step
                queue.append(target)
            }
        }
        return queue
    }

    private mutating func addNames(_ snapshot: HeapSnapshot) {
        for (depth, frame) in snapshot.frames.enumerated() {
            for name in frame.names {
                guard let target = name.target else { continue }
                let place = depth == 0 ? "" : "in " + frame.name
                holders[target, default: []].append(Holder(name.name, after: place))
            }
        }
    }

    private mutating func addSlots(of object: ObjectRecord) {
        for slot in object.slots {
            if let key = slot.key, objects[key] != nil {
                holders[key, default: []].append(relation("a key of", object))
            }
            guard !slot.isWeak, let target = slot.target else { continue }
            let holder: Holder
            if let step = object.step(to: slot), let way = ways[object.serial] {
                holder = Holder(way + step)
            } else {
                holder = relation(object.words(for: slot), object)
            }
            holders[target, default: []].append(holder)
        }
    }

    /// "an item of `s`", "the variable n of the generator at 0x7f…".
    private func relation(_ words: String, _ object: ObjectRecord) -> Holder {
        if let way = ways[object.serial] { return Holder(way, before: words) }
        let place = "at 0x" + String(object.address, radix: 16)
        return Holder("", before: words + " the " + object.typeName + " " + place)
    }

    private mutating func addOthers(of object: ObjectRecord) {
        var counts: [(words: String, count: Int)] = []
        for holder in object.otherHolders {
            if let place = counts.firstIndex(where: { $0.words == holder }) {
                counts[place].count += 1
            } else {
                counts.append((holder, 1))
            }
        }
        for (words, count) in counts {
            let times = count > 1 ? "×\(count)" : ""
            holders[object.serial, default: []].append(Holder("", before: words, after: times))
        }
    }
}

extension ObjectRecord {
    /// What a program writes behind the object to get at a slot: `[0]`, `.name`; nil where there is no such.
    fileprivate func step(to slot: ObjectSlot) -> String? {
        switch kind {
        case .list, .tuple, .dict: return slot.label.isEmpty ? nil : "[" + slot.label + "]"
        case .instance, .type:
            if slot.label.isEmpty { return nil }
            return slot.key == nil ? "." + slot.label : "[" + slot.label + "]"
        case .cell: return ".cell_contents"
        case .function: return slot.label.hasPrefix("__") ? "." + slot.label : nil
        default: return nil
        }
    }

    /// How the object holds a slot's target, to stand before what the object is called.
    fileprivate func words(for slot: ObjectSlot) -> String {
        switch kind {
        case .set: return "an item of"
        case .function where slot.label.hasPrefix("cell "):
            return "the variable " + slot.label.dropFirst(5) + " of"
        case .function where slot.label.hasSuffix("="):
            return "the default of " + slot.label.dropLast() + " in"
        case .iterator where !slot.label.isEmpty:
            return "the variable " + slot.label + " in"
        case .list, .tuple, .dict: return "item [" + slot.label + "] of"
        case .cell: return "the content of"
        default: return slot.label.isEmpty ? "inside" : slot.label + " of"
        }
    }
}

/// Where an object's block lies, as the allocator numbers it.
public struct BlockPlace: Hashable, Sendable {
    /// The bytes of a pool, and of the header before its first block.
    public static let poolSize: UInt64 = 16_384
    public static let poolHeaderSize: UInt64 = 48

    public var region: MemoryRegion
    public var blockAddress: UInt64
    public var blockSize: Int
    /// Of the pool, in an arena.
    public var poolAddress: UInt64?
    /// The block's place in its pool, counted from 0.
    public var number: Int?
    /// The blocks that the pool has room for.
    public var capacity: Int?

    public init(_ object: ObjectRecord) {
        region = object.region
        blockAddress = object.blockAddress
        blockSize = object.blockSize
        guard region == .arenas, blockSize > 0 else { return }
        let pool = blockAddress & ~(BlockPlace.poolSize - 1)
        let first = pool + BlockPlace.poolHeaderSize
        guard blockAddress >= first else { return }
        poolAddress = pool
        number = Int(blockAddress - first) / blockSize
        capacity = Int(BlockPlace.poolSize - BlockPlace.poolHeaderSize) / blockSize
    }

    /// "block 12 of 255 with 64 bytes each, in the pool at 0x7f0000048000".
    public var words: String {
        switch region {
        case .staticData: return "static data, which is never freed"
        case .rawHeap: return "a block of \(blockSize) bytes in the raw heap"
        case .frameStack: return "the frame stack"
        case .arenas:
            guard let poolAddress, let number, let capacity else { return "an arena" }
            return
                "block \(number + 1) of \(capacity) with \(blockSize) bytes each, in the pool at 0x"
                + String(poolAddress, radix: 16)
        }
    }

    /// What the map calls its own parts, the nearest first: a block, a pool, a region.
    public var anchors: [String] {
        var names: [String] = []
        if let poolAddress {
            names.append(BlockPlace.blockAnchor(blockAddress))
            names.append(BlockPlace.poolAnchor(poolAddress))
        }
        names.append(BlockPlace.regionAnchor(region))
        return names
    }

    public static func blockAnchor(_ address: UInt64) -> String { "b" + String(address, radix: 16) }
    public static func poolAnchor(_ address: UInt64) -> String { "p" + String(address, radix: 16) }
    public static func regionAnchor(_ region: MemoryRegion) -> String { "r-" + region.rawValue }
}
