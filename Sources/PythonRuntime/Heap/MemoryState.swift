/// The allocators' state; the algorithms are in the files beside this one, their tables at the
/// offsets of `HeapLayout`.
public struct MemoryState {
    /// Offset of the first free byte of the static region.
    var staticEnd: Int = StaticLayout.free
    /// Offset up to which the raw heap has been handed out: its wilderness starts there.
    var rawEnd: Int = AddressSpace.rawStart
    /// Offset up to which arenas have been handed out.
    var arenaEnd: Int = AddressSpace.arenaStart
    /// Bytes that count against the memory limit: raw chunks in use and pools with a block in use.
    var liveBytes: Int = 0
    /// The most `liveBytes` has been.
    var peakLiveBytes: Int = 0

    /// The arenas with an empty pool, those with the fewest first; new pools come from the first.
    var usableArenas: ArenaPointer?
    /// Arenas that were given back, the last one first.
    var unusedArenas: ArenaPointer?
    var arenasInUse: Int = 0
    /// How often an arena was taken into use, and the most there were at once.
    var arenasMade: Int = 0
    /// Whether the allocator's state is written before each new arena and at the end (`PYTHONMALLOCSTATS`).
    var reportsArenas = false
    var mostArenasInUse: Int = 0

    /// Raw chunks handed out, and their bytes with headers.
    var rawBlockCount: Int = 0
    var rawLiveBytes: Int = 0
    /// The size of the chunk before the wilderness; 0 when there is none.
    var rawLastChunkSize: Int = 0
    /// Offset up to which pages of the raw heap may have been written to.
    var rawTouchedEnd: Int = AddressSpace.rawStart
    /// Requests of at most so many bytes go to pymalloc straight away, and so do blocks given back whose offset
    /// in the arenas is less than that; 0 while
    /// allocations are traced or recorded.
    var directLimit: Int = SmallBlocks.limit
    var directSpan: Int = AddressSpace.arenaSpan
    /// What `tracemalloc` knows, retained; nil while it is off. And the limit of calls it was started with last.
    var tracer: Unmanaged<AllocationTracer>?
    var lastTracingLimit = 1
    /// Which of the raw heap's bins hold a chunk, one bit a bin.
    var rawBinMap = BinMap()
}
