import HeapTrace

/// Where the memory of an object lies: its region, and the block that holds it with what comes
/// before its header.
struct BlockLocation {
    var region: MemoryRegion
    /// The block's first byte; nil for a static object.
    var start: UnsafeMutableRawPointer?
    /// The size class in an arena, the chunk less its header in the raw heap, 0 for a static object.
    var size: Int
}

extension Interpreter {
    /// The region an address lies in.
    func region(of address: UnsafeRawPointer) -> MemoryRegion {
        let offset = Int(bitPattern: address) &- Int(bitPattern: base)
        if offset >= AddressSpace.frameStart { return .frameStack }
        if offset >= AddressSpace.arenaStart { return .arenas }
        if offset >= AddressSpace.rawStart { return .rawHeap }
        return .staticData
    }

    /// The block of an object or of any address inside a block handed out by an allocator.
    func block(of raw: RawObject) -> BlockLocation {
        let region = region(of: raw)
        switch region {
        case .arenas:
            let pool = pool(of: raw)
            let size = SmallBlocks.blockSize(ofClass: Int(pool.pointee.sizeClass))
            let first = UnsafeMutableRawPointer(pool) + SmallBlocks.poolHeaderSize
            return BlockLocation(
                region: region, start: first + (raw - first) / size * size, size: size)
        case .rawHeap:
            let start = raw - headSize(of: Ref(raw))
            let chunk = RawChunk.containing(block: start)
            return BlockLocation(
                region: region, start: start, size: chunk.size - RawChunk.headerSize)
        default:
            return BlockLocation(region: region, start: nil, size: 0)
        }
    }

    /// The bytes of an allocated object's block before its header: GC head and pre-header.
    func headSize(of object: Ref) -> Int {
        var size = isCollectable(object) ? 16 : 0
        if object.type.pointee.tp_flags & TypeFlags.managedDict != 0 { size += 16 }
        return size
    }

    /// Whether a freed block is the one that the next request of its size gets.
    func isNextToBeReused(_ block: BlockLocation) -> Bool {
        guard block.region == .arenas, let start = block.start else { return false }
        let pool = pool(of: start)
        return pool.pointee.freeBlock == start
            && firstUsedPool(Int(pool.pointee.sizeClass)) == pool
    }

    /// The free list that keeps a dead object, and whether the object is its first.
    func freeList(keeping raw: RawObject) -> (name: String, isFirst: Bool)? {
        let lists = state.pointee.freeLists
        if let place = position(raw, lists.allFloats, 8) { return ("float", place == 0) }
        if let place = position(raw, lists.lists, ListLayout.freeListLink) {
            return ("list", place == 0)
        }
        if let place = position(raw, lists.dicts, DictLayout.freeListLink) {
            return ("dict", place == 0)
        }
        for length in 1...20 {
            let list = freeTuples(length)
            if let place = position(raw, list, TupleLayout.freeListLink) {
                return ("tuple of \(length)", place == 0)
            }
        }
        return lists.slice == raw ? ("slice", true) : nil
    }

    private func position(_ raw: RawObject, _ list: LinkedFreeList, _ link: Int) -> Int? {
        var object = list.head
        var index = 0
        while let current = object, index < list.count {
            if current == raw { return index }
            object = (current + link).assumingMemoryBound(to: RawObject?.self).pointee
            index += 1
        }
        return nil
    }
}
