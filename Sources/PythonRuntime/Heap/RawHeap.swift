import Glibc

/// The raw heap: what CPython gets from `malloc`, requests of 0 bytes and of more than 512.
///
/// A free chunk of the fitting bin is used before the wilderness is, the last freed first; what is left
/// of it goes back to the bins. Growing in place is tried before moving, as glibc does, so a list's
/// buffer at the end of the heap keeps its address. Everything depends on the requests alone.
extension Interpreter {
    /// A block of any size from the raw heap; nil at the memory limit or the region's end.
    @inline(never)
    func allocateRaw(_ request: Int) -> UnsafeMutableRawPointer? {
        guard let size = RawChunk.size(forRequest: request), hasRoom(for: size) else { return nil }
        guard let chunk = takeFreeChunk(size) ?? takeFromWilderness(size) else { return nil }
        state.pointee.memory.rawBlockCount &+= 1
        account(for: chunk.size)
        return chunk.block
    }

    @inline(never)
    func freeRaw(_ block: UnsafeMutableRawPointer) {
        let chunk = RawChunk.containing(block: block)
        guard chunk.isInUse else {
            preconditionFailure("a raw block is freed twice")  // Our bug: the heap is damaged.
        }
        state.pointee.memory.rawBlockCount &-= 1
        account(for: -chunk.size)
        release(chunk)
    }

    /// Resizes in place if the neighbour allows, else moves.
    @inline(never)
    func reallocateRaw(
        _ block: UnsafeMutableRawPointer, to request: Int
    ) -> UnsafeMutableRawPointer? {
        let chunk = RawChunk.containing(block: block)
        guard let size = RawChunk.size(forRequest: request) else { return nil }
        let former = chunk.size
        if size <= former {
            splitTail(of: chunk, keeping: size)
            account(for: chunk.size - former)
            return block
        }
        if hasRoom(for: size - former), grow(chunk, to: size) {
            account(for: chunk.size - former)
            return block
        }
        guard let moved = allocateRaw(request) else { return nil }
        moved.copyMemory(from: block, byteCount: former - RawChunk.headerSize)
        freeRaw(block)
        return moved
    }

    private func hasRoom(for size: Int) -> Bool {
        let (total, overflow) = state.pointee.memory.liveBytes.addingReportingOverflow(size)
        return !overflow && total <= state.pointee.limits.memoryLimit
    }

    private func account(for size: Int) {
        state.pointee.memory.rawLiveBytes &+= size
        state.pointee.memory.liveBytes &+= size
        if state.pointee.memory.liveBytes > state.pointee.memory.peakLiveBytes {
            state.pointee.memory.peakLiveBytes = state.pointee.memory.liveBytes
        }
    }

    // MARK: Taking and giving back

    /// The wilderness's first byte.
    private var wilderness: UnsafeMutableRawPointer { at(state.pointee.memory.rawEnd) }

    private func takeFromWilderness(_ size: Int) -> RawChunk? {
        let end = state.pointee.memory.rawEnd
        guard size <= AddressSpace.arenaStart &- end else { return nil }
        let chunk = RawChunk(at(end))
        chunk.previousSize = state.pointee.memory.rawLastChunkSize
        chunk.set(size: size, isInUse: true)
        setWilderness(end &+ size, lastChunkSize: size)
        return chunk
    }

    private func setWilderness(_ end: Int, lastChunkSize: Int) {
        state.pointee.memory.rawEnd = end
        state.pointee.memory.rawLastChunkSize = lastChunkSize
        if end > state.pointee.memory.rawTouchedEnd { state.pointee.memory.rawTouchedEnd = end }
    }

    /// A free chunk of at least that size, marked in use, its excess returned to the bins.
    private func takeFreeChunk(_ size: Int) -> RawChunk? {
        let bin = RawBins.index(of: size)
        guard let chunk = bestChunk(inBin: bin, size) ?? firstChunk(aboveBin: bin) else {
            return nil
        }
        removeFromBin(chunk)
        chunk.set(size: chunk.size, isInUse: true)
        splitTail(of: chunk, keeping: size)
        return chunk
    }

    /// The smallest chunk that fits among the first ones of a bin.
    private func bestChunk(inBin bin: Int, _ size: Int) -> RawChunk? {
        var best: RawChunk?
        var candidate = binHead(bin).pointee.map(RawChunk.init)
        var looked = 0
        while let chunk = candidate, looked < RawBins.searchLimit {
            if chunk.size == size { return chunk }
            if chunk.size > size, best.map({ chunk.size < $0.size }) ?? true { best = chunk }
            candidate = chunk.nextFree
            looked += 1
        }
        return best
    }

    private func firstChunk(aboveBin bin: Int) -> RawChunk? {
        guard let found = state.pointee.memory.rawBinMap.firstBit(from: bin + 1) else { return nil }
        return binHead(found).pointee.map(RawChunk.init)
    }

    /// Cuts what a chunk in use has beyond `size` off and frees it, if it is enough for a chunk.
    private func splitTail(of chunk: RawChunk, keeping size: Int) {
        let excess = chunk.size - size
        guard excess >= RawChunk.smallestSize else { return }
        chunk.set(size: size, isInUse: true)
        let tail = chunk.following
        tail.previousSize = size
        tail.set(size: excess, isInUse: true)
        setPreviousSize(after: tail, excess)
        release(tail)
    }

    private func setPreviousSize(after chunk: RawChunk, _ size: Int) {
        let following = chunk.following
        if following.start == wilderness {
            state.pointee.memory.rawLastChunkSize = size
        } else {
            following.previousSize = size
        }
    }

    /// Makes a chunk free: merges it with free neighbours, into the wilderness if it borders it.
    private func release(_ freed: RawChunk) {
        var chunk = freed
        var size = freed.size
        if freed.following.start != wilderness, !freed.following.isInUse {
            size += freed.following.size
            removeFromBin(freed.following)
        }
        if let preceding = freed.preceding, !preceding.isInUse {
            size += preceding.size
            removeFromBin(preceding)
            chunk = preceding
        }
        chunk.set(size: size, isInUse: false)
        if chunk.following.start == wilderness {
            setWilderness(chunk.start - base, lastChunkSize: chunk.previousSize)
            trimWilderness()
        } else {
            chunk.following.previousSize = size
            insertIntoBin(chunk)
            if size >= Self.trimThreshold { dropPages(chunk.start + 4096, chunk.following.start) }
        }
    }

    /// Takes from the following free chunk or the wilderness what a chunk needs to grow.
    private func grow(_ chunk: RawChunk, to size: Int) -> Bool {
        let following = chunk.following
        let missing = size - chunk.size
        if following.start == wilderness {
            guard missing <= AddressSpace.arenaStart - state.pointee.memory.rawEnd else {
                return false
            }
            chunk.set(size: size, isInUse: true)
            setWilderness(state.pointee.memory.rawEnd + missing, lastChunkSize: size)
            return true
        }
        guard !following.isInUse, following.size >= missing else { return false }
        removeFromBin(following)
        chunk.set(size: chunk.size + following.size, isInUse: true)
        setPreviousSize(after: chunk, chunk.size)
        splitTail(of: chunk, keeping: size)
        return true
    }

    // MARK: Bins

    func binHead(_ bin: Int) -> UnsafeMutablePointer<UnsafeMutableRawPointer?> {
        at(HeapLayout.rawBins).assumingMemoryBound(to: UnsafeMutableRawPointer?.self) + bin
    }

    private func insertIntoBin(_ chunk: RawChunk) {
        let bin = RawBins.index(of: chunk.size)
        let first = binHead(bin).pointee.map(RawChunk.init)
        chunk.nextFree = first
        chunk.previousFree = nil
        first?.previousFree = chunk
        binHead(bin).pointee = chunk.start
        state.pointee.memory.rawBinMap.set(bin, true)
    }

    private func removeFromBin(_ chunk: RawChunk) {
        let next = chunk.nextFree
        next?.previousFree = chunk.previousFree
        if let previous = chunk.previousFree {
            previous.nextFree = next
            return
        }
        let bin = RawBins.index(of: chunk.size)
        binHead(bin).pointee = next?.start
        if next == nil { state.pointee.memory.rawBinMap.set(bin, false) }
    }

    // MARK: Pages

    /// Free memory of this many bytes in one piece is given back to the host.
    private static var trimThreshold: Int { 64 << 20 }

    private func trimWilderness() {
        let end = state.pointee.memory.rawEnd
        guard state.pointee.memory.rawTouchedEnd &- end >= Self.trimThreshold else { return }
        dropPages(at(end), at(state.pointee.memory.rawTouchedEnd))
        state.pointee.memory.rawTouchedEnd = (end + 4095) & ~4095
    }

    private func dropPages(_ start: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer) {
        let first = (Int(bitPattern: start) + 4095) & ~4095
        let length = (Int(bitPattern: end) & ~4095) - first
        if length > 0 { madvise(UnsafeMutableRawPointer(bitPattern: first), length, MADV_DONTNEED) }
    }
}
