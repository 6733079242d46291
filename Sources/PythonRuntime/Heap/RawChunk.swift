/// A chunk of the raw heap: 16 bytes of header, then what was asked for, rounded up to 16.
///
///     ┌──────────────┬──────────────┬───────────────────────────┐
///     │ previousSize │ size, in use │ the block, or two links   │
///     └──────────────┴──────────────┴───────────────────────────┘
///
/// Chunks lie side by side from the region's start to the wilderness, so both neighbours of a chunk are
/// found from its header, and a freed chunk is merged with those that are free.
struct RawChunk: Equatable {
    let start: UnsafeMutableRawPointer

    static var headerSize: Int { 16 }
    /// A header and two links.
    static var smallestSize: Int { 32 }

    init(_ start: UnsafeMutableRawPointer) { self.start = start }
    /// The chunk of a block that was handed out.
    static func containing(block: UnsafeMutableRawPointer) -> RawChunk {
        RawChunk(block - headerSize)
    }

    // SAFETY: a RawChunk is only made from the start of a chunk of the raw heap; sizes and links
    // are kept by RawHeap's functions, and the links exist in free chunks only.
    private var words: UnsafeMutablePointer<Int> { start.assumingMemoryBound(to: Int.self) }

    var block: UnsafeMutableRawPointer { start + RawChunk.headerSize }
    var previousSize: Int {
        get { words[0] }
        nonmutating set { words[0] = newValue }
    }
    var size: Int { words[1] & ~15 }
    var isInUse: Bool { words[1] & 1 != 0 }
    func set(size: Int, isInUse: Bool) { words[1] = size | (isInUse ? 1 : 0) }

    var following: RawChunk { RawChunk(start + size) }
    /// The neighbour below; nil for the first chunk.
    var preceding: RawChunk? { previousSize == 0 ? nil : RawChunk(start - previousSize) }

    private var links: UnsafeMutablePointer<UnsafeMutableRawPointer?> {
        block.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    }
    var nextFree: RawChunk? {
        get { links[0].map(RawChunk.init) }
        nonmutating set { links[0] = newValue?.start }
    }
    var previousFree: RawChunk? {
        get { links[1].map(RawChunk.init) }
        nonmutating set { links[1] = newValue?.start }
    }

    /// The chunk size for a request; nil for one that no region could hold.
    static func size(forRequest size: Int) -> Int? {
        guard size >= 0, size < AddressSpace.arenaStart else { return nil }
        return max(smallestSize, (size &+ headerSize &+ 15) & ~15)
    }
}

/// The bins of free chunks: one a size below 1 KiB, then eight a power of two.
enum RawBins {
    static var count: Int { 256 }
    /// Chunks looked at in a bin of mixed sizes before a larger bin is tried.
    static var searchLimit: Int { 64 }

    static func index(of size: Int) -> Int {
        if size < 1024 { return size >> 4 }
        let log = Int.bitWidth - 1 - size.leadingZeroBitCount
        return min(count - 1, 64 + (log - 10) * 8 + (size >> (log - 3)) & 7)
    }
}
