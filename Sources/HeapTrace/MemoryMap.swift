/// The address space of an interpreter at one moment: regions, arenas, pools and free blocks.
public struct MemoryMap: Hashable, Codable, Sendable {
    public var regions: [RegionRecord]
    /// In address order.
    public var arenas: [ArenaRecord]

    public init(regions: [RegionRecord], arenas: [ArenaRecord]) {
        self.regions = regions
        self.arenas = arenas
    }
}

/// A region of the address space, as a reader of a process's map would see it.
public struct RegionRecord: Hashable, Codable, Sendable {
    public var region: MemoryRegion
    public var start: UInt64
    /// Bytes mapped so far.
    public var length: Int
    /// Bytes in use by live blocks (or by static objects, or frames).
    public var used: Int
    /// What it holds, in plain words and numbers: "262 small ints, 95 types".
    public var summary: String

    public init(region: MemoryRegion, start: UInt64, length: Int, used: Int, summary: String) {
        self.region = region
        self.start = start
        self.length = length
        self.used = used
        self.summary = summary
    }
}

/// A 1 MiB arena of pymalloc.
public struct ArenaRecord: Hashable, Codable, Sendable {
    public var address: UInt64
    /// The pools that were ever handed out, in address order.
    public var pools: [PoolRecord]
    /// Pools never used yet, at the arena's end.
    public var untouchedPoolCount: Int

    public init(address: UInt64, pools: [PoolRecord], untouchedPoolCount: Int) {
        self.address = address
        self.pools = pools
        self.untouchedPoolCount = untouchedPoolCount
    }
}

/// A 16 KiB pool: a 48-byte header, then blocks of one size.
public struct PoolRecord: Hashable, Codable, Sendable {
    public var address: UInt64
    /// Bytes a block; 0 for a pool that is empty and free for any size class.
    public var blockSize: Int
    /// Blocks that fit.
    public var capacity: Int
    public var usedCount: Int
    /// Blocks handed out at least once; the rest of the pool has never been touched.
    public var carvedCount: Int
    /// The free list's block numbers, the next to be handed out first.
    public var freeBlocks: [Int]
    /// The block numbers that hold objects of the snapshot.
    public var namedBlocks: [Int: ObjectSerial]

    public init(
        address: UInt64, blockSize: Int, capacity: Int, usedCount: Int, carvedCount: Int,
        freeBlocks: [Int], namedBlocks: [Int: ObjectSerial] = [:]
    ) {
        self.address = address
        self.blockSize = blockSize
        self.capacity = capacity
        self.usedCount = usedCount
        self.carvedCount = carvedCount
        self.freeBlocks = freeBlocks
        self.namedBlocks = namedBlocks
    }
}
