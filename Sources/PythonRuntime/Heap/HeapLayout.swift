/// Where the allocators and the collector keep their tables: fixed offsets in the pages between the
/// interpreter's state and the static region, so that each is reached by an addition.
///
///     0          InterpreterState
///     generations  list heads of the collector, 16 bytes each
///     usedPools    32 list heads, 16 bytes each, one a size class
///     rawBins      256 list heads of free raw chunks, 8 bytes each
///     lastArenas   65 pointers: the last arena with that many free pools
///     arenas       one ArenaRecordHeader for each MiB of the arena region
enum HeapLayout {
    @inline(__always) static var generations: Int { 0x8_0000 }
    @inline(__always) static var usedPools: Int { 0x8_0100 }
    @inline(__always) static var lastArenas: Int { 0x8_0400 }
    @inline(__always) static var rawBins: Int { 0x8_1000 }
    @inline(__always) static var arenas: Int { 0x8_2000 }
}

/// pymalloc's constants (`Objects/obmalloc.c`).
enum SmallBlocks {
    /// A request above this many bytes goes to the raw heap.
    @inline(__always) static var limit: Int { 512 }
    @inline(__always) static var alignmentShift: Int { 4 }
    @inline(__always) static var classCount: Int { 32 }
    @inline(__always) static var poolSize: Int { 1 << 14 }
    @inline(__always) static var poolHeaderSize: Int { 48 }
    @inline(__always) static var arenaSize: Int { 1 << 20 }
    @inline(__always) static var poolsPerArena: Int { 64 }
    @inline(__always) static var arenaLimit: Int {
        (AddressSpace.frameStart - AddressSpace.arenaStart) / arenaSize
    }
    /// The size class of a pool that has never held blocks.
    static var unusedClass: UInt32 { 0xffff }

    /// The bytes of a block of a size class.
    @inline(__always)
    static func blockSize(ofClass sizeClass: Int) -> Int { (sizeClass &+ 1) &<< alignmentShift }

    /// How many blocks of that size fit in a pool.
    static func capacity(blockSize: Int) -> Int { (poolSize - poolHeaderSize) / blockSize }
}

typealias PoolPointer = UnsafeMutablePointer<PoolHeader>
typealias ArenaPointer = UnsafeMutablePointer<ArenaHeader>

/// The first 48 bytes of every pool: `struct pool_header` of CPython.
///
///     pool (16 KiB, aligned to its size)
///     ┌────────┬───────────┬───────────┬─────┬─────────────┬──────────────────────┐
///     │ header │ block 0   │ block 1   │ …   │ never used  │ rest                 │
///     └────────┴───────────┴───────────┴─────┴─────────────┴──────────────────────┘
///      48 B        free blocks are linked    ↑ nextOffset
///                  through their first word
struct PoolHeader {
    /// Blocks handed out.
    var usedCount: Int
    /// The block to hand out next; each free block starts with the address of the one after it.
    var freeBlock: UnsafeMutableRawPointer?
    /// Neighbours among the pools of the class that have a free block; for an empty pool, `next` is
    /// the next empty pool of its arena.
    var next: PoolPointer?
    var previous: PoolPointer?
    var arenaIndex: UInt32
    var sizeClass: UInt32
    /// Offset of the first block never handed out.
    var nextOffset: UInt32
    /// The last offset at which a block still fits.
    var lastOffset: UInt32
}

/// What is known of one arena: `struct arena_object` of CPython. Its place in the table says which
/// MiB of the arena region it is.
struct ArenaHeader {
    /// The arena's first byte; nil while the arena isn't allocated.
    var address: UnsafeMutableRawPointer?
    /// The first pool never handed out.
    var nextPool: UnsafeMutableRawPointer?
    /// Empty pools: those in `freePools` and those never handed out.
    var freePoolCount: UInt32
    var poolCount: UInt32
    var freePools: PoolPointer?
    /// Neighbours among the arenas with an empty pool, fewest empty pools first; for an unallocated
    /// arena, `next` is the next unallocated one.
    var next: ArenaPointer?
    var previous: ArenaPointer?
}
