import Glibc

/// The simulated address space of one interpreter: one reserved host mapping, aligned to its own size.
///
///     host mapping (aligned to `size`)                     simulated address
///     0          ┌──────────────────────────────┐
///                │ InterpreterState             │          not shown: it is the process, not the heap
///     staticStart├──────────────────────────────┤          0x5555_5560_0000
///                │ static: types, small ints, … │
///     rawStart   ├──────────────────────────────┤          0x5555_5700_0000
///                │ raw heap, grows up as brk    │
///     arenaStart ├──────────────────────────────┤          0x7f00_0000_0000
///                │ arenas of 1 MiB              │
///     frameStart ├──────────────────────────────┤          0x7ffe_0000_0000
///                │ frame data stack             │
///     size       ├──────────────────────────────┤
///                │ the recorder's shadow table  │          none
///                └──────────────────────────────┘
///
/// Any address inside leads to the interpreter by masking, so there are no globals and no
/// thread-locals. Pages are reserved without backing and become real when first touched.
public enum AddressSpace {
    /// 16 GiB.
    @inlinable public static var size: Int { 1 << 34 }
    @inlinable public static var staticStart: Int { 1 << 20 }
    @inlinable public static var rawStart: Int { 1 << 24 }
    @inlinable public static var arenaStart: Int { 1 << 33 }
    /// Not at a whole GiB, as the interpreter's state is: with the low 28 bits alike, lines of the state and of
    /// the first frames seem to take turns in the first cache of some processors (AMD's predict the way of a
    /// line from a hash of its address), and programs with long bodies take twice their time.
    @inlinable public static var frameStart: Int { 15 << 30 | 1 << 18 }
    @inline(__always) static var arenaSpan: Int { frameStart &- arenaStart }

    /// Eight bytes for each sixteen of the mapping, behind it: what the recorder knows of the object there.
    @inline(__always) static var shadowSize: Int { size >> 1 }

    static let simulatedStaticBase: UInt64 = 0x5555_5560_0000
    static let simulatedRawBase: UInt64 = 0x5555_5700_0000
    static let simulatedArenaBase: UInt64 = 0x7f00_0000_0000
    static let simulatedFrameBase: UInt64 = 0x7ffe_0000_0000

    /// Reserves a mapping; nil when the host refuses.
    static func reserve() -> UnsafeMutableRawPointer? {
        let wanted = size + shadowSize
        let length = wanted + size
        guard
            let mapping = mmap(
                nil, length, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | Int32(MAP_NORESERVE), -1, 0),
            mapping != MAP_FAILED
        else { return nil }
        let start = Int(bitPattern: mapping)
        let aligned = (start &+ size &- 1) & ~(size &- 1)
        let base = mapping + (aligned - start)
        if aligned > start { munmap(mapping, aligned - start) }
        let tail = start + length - (aligned + wanted)
        if tail > 0 { munmap(base + wanted, tail) }
        preferHugePages(base + rawStart, base + arenaStart)
        preferHugePages(base + arenaStart, base + frameStart)
        return base
    }

    /// A program that fills a region takes it in steps of 2 MiB, if the host likes: each step saves
    /// hundreds of page faults. The beginning, all that most notes use, stays in small pages.
    private static func preferHugePages(
        _ start: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer
    ) {
        let first = start + (8 << 20)
        madvise(first, end - first, Int32(MADV_HUGEPAGE))
    }

    static func release(_ base: UnsafeMutableRawPointer) {
        munmap(base, size + shadowSize)
    }

    /// The simulated address of a host address inside a mapping: what `id()` shows. The interpreter's state,
    /// which no program sees, lies just below the static region.
    public static func simulatedAddress(of pointer: UnsafeRawPointer) -> UInt64 {
        let offset = Int(bitPattern: pointer) & (size &- 1)
        if offset >= frameStart { return simulatedFrameBase &+ UInt64(offset &- frameStart) }
        if offset >= arenaStart { return simulatedArenaBase &+ UInt64(offset &- arenaStart) }
        if offset >= rawStart { return simulatedRawBase &+ UInt64(offset &- rawStart) }
        return simulatedStaticBase &+ UInt64(bitPattern: Int64(offset &- staticStart))
    }

    /// The offset in the mapping of a simulated address; nil outside the regions.
    public static func offset(ofSimulated address: UInt64) -> Int? {
        func within(_ base: UInt64, _ start: Int, _ end: Int) -> Int? {
            guard address >= base, address - base < UInt64(end - start) else { return nil }
            return start + Int(address - base)
        }
        return within(simulatedFrameBase, frameStart, size)
            ?? within(simulatedArenaBase, arenaStart, frameStart)
            ?? within(simulatedRawBase, rawStart, arenaStart)
            ?? within(simulatedStaticBase, staticStart, rawStart)
    }
}
