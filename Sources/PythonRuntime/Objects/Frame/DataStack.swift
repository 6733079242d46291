/// The data stack: chunks of 16 KiB or more in the frame region, on which frames are pushed and
/// popped (`_PyStackChunk`, `Python/pystate.c`).
///
///     chunk  ┌ previous ─ size ─ top ┐ 24 bytes
///            │ slots …               │  the first slot of the first chunk is left free
///            └───────────────────────┘
///
/// In CPython chunks come from the arena allocator one by one. Here each begins where the one
/// before ends, since they are given back in reverse order anyway, or at the next place that no chunk
/// of another thread takes up.
struct StackChunk {
    var previous: UnsafeMutablePointer<StackChunk>?
    var size: Int
    /// Slots in use while a later chunk is the current one.
    var top: Int

    static var headerSize: Int { 24 }
    static var minimumSize: Int { 16 << 10 }
    /// Slots a new chunk has beyond those asked for.
    static var minimumOverhead: Int { 1000 }
}

extension Interpreter {
    /// Room for a frame of so many slots; nil at the end of the region.
    @inline(__always)
    func pushFrame(slots: Int) -> FramePointer? {
        if let top = state.pointee.evaluation.dataStackTop,
            let limit = state.pointee.evaluation.dataStackLimit, slots < top.distance(to: limit)
        {
            state.pointee.evaluation.dataStackTop = top + slots
            return UnsafeMutableRawPointer(top).assumingMemoryBound(to: PyInterpreterFrame.self)
        }
        return pushFrameOnNewChunk(slots: slots)
    }

    @inline(never)
    private func pushFrameOnNewChunk(slots: Int) -> FramePointer? {
        let size = chunkSize(slots: slots)
        let current = state.pointee.evaluation.chunk
        var start = base + AddressSpace.frameStart
        if let current {
            start = UnsafeMutableRawPointer(current) + current.pointee.size
            if let top = state.pointee.evaluation.dataStackTop {
                current.pointee.top = slotsStart(current).distance(to: top)
            }
        }
        if hasThreads { start = freeStackRoom(from: start, size: size) }
        guard start + size <= base + AddressSpace.size else { return nil }
        let chunk = start.assumingMemoryBound(to: StackChunk.self)
        chunk.initialize(to: StackChunk(previous: current, size: size, top: 0))
        state.pointee.evaluation.chunk = chunk
        state.pointee.evaluation.dataStackLimit =
            (start + size).assumingMemoryBound(to: RawObject?.self)
        let frame = slotsStart(chunk) + (current == nil ? 1 : 0)
        state.pointee.evaluation.dataStackTop = frame + slots
        return UnsafeMutableRawPointer(frame).assumingMemoryBound(to: PyInterpreterFrame.self)
    }

    /// The first place from there on that no suspended thread's chunk overlaps.
    private func freeStackRoom(
        from start: UnsafeMutableRawPointer, size: Int
    ) -> UnsafeMutableRawPointer {
        var start = start
        var isFree = false
        while !isFree {
            isFree = true
            forEachSuspendedThread { thread in
                var chunk = thread.chunk
                while let taken = chunk {
                    let end = UnsafeMutableRawPointer(taken) + taken.pointee.size
                    if UnsafeMutableRawPointer(taken) < start + size, start < end {
                        start = end
                        isFree = false
                    }
                    chunk = taken.pointee.previous
                }
            }
        }
        return start
    }

    private func chunkSize(slots: Int) -> Int {
        var size = StackChunk.minimumSize
        let needed = 8 * (slots + StackChunk.minimumOverhead)
        while size < needed { size *= 2 }
        return size
    }

    private func slotsStart(
        _ chunk: UnsafeMutablePointer<StackChunk>
    ) -> UnsafeMutablePointer<RawObject?> {
        (UnsafeMutableRawPointer(chunk) + StackChunk.headerSize)
            .assumingMemoryBound(to: RawObject?.self)
    }

    /// Gives back the room of the last frame pushed, and its chunk if it was the first there.
    @inline(__always)
    func popFrame(_ frame: FramePointer) {
        let slot = UnsafeMutableRawPointer(frame).assumingMemoryBound(to: RawObject?.self)
        state.pointee.evaluation.dataStackTop = slot
        if let chunk = state.pointee.evaluation.chunk,
            slot == slotsStart(chunk), chunk.pointee.previous != nil
        {
            popChunk(chunk)
        }
    }

    @inline(never)
    private func popChunk(_ chunk: UnsafeMutablePointer<StackChunk>) {
        guard let previous = chunk.pointee.previous else { return }
        state.pointee.evaluation.chunk = previous
        state.pointee.evaluation.dataStackTop = slotsStart(previous) + previous.pointee.top
        state.pointee.evaluation.dataStackLimit =
            (UnsafeMutableRawPointer(previous) + previous.pointee.size)
            .assumingMemoryBound(to: RawObject?.self)
    }
}
