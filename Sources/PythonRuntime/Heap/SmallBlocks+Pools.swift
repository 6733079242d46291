/// pymalloc: requests of up to 512 bytes (`Objects/obmalloc.c`).
///
/// Thirty-two size classes, 16 to 512 bytes. A pool of 16 KiB holds blocks of one class; those that
/// have both used and free blocks are linked in a list a class. Freed blocks are handed out again
/// last freed first; only when none is left is the pool's untouched part carved further.
/// A list head is laid out so that it can be taken for a pool: its two words lie where a pool's
/// `next` and `previous` would, so linking needs no special case for an empty list.
extension Interpreter {
    /// The list head of a size class, as the pool it pretends to be.
    @inline(__always)
    func usedPoolsHead(_ sizeClass: Int) -> PoolPointer {
        // 16 is the offset of `next` in PoolHeader.
        at(HeapLayout.usedPools &+ (sizeClass &<< 4) &- 16)
            .assumingMemoryBound(to: PoolHeader.self)
    }

    /// The first pool with a free block of a class; the head itself when there is none.
    @inline(__always)
    func firstUsedPool(_ sizeClass: Int) -> PoolPointer {
        // SAFETY: `initializeHeap` links every head to itself and lists stay circular.
        usedPoolsHead(sizeClass).pointee.next.unsafelyUnwrapped
    }

    /// The pool a block of an arena lies in.
    @inline(__always)
    func pool(of block: UnsafeRawPointer) -> PoolPointer {
        // SAFETY: the block lies in an arena, and arenas are made of aligned pools.
        UnsafeMutablePointer(
            bitPattern: UInt(bitPattern: block) & ~UInt(bitPattern: SmallBlocks.poolSize &- 1)
        ).unsafelyUnwrapped
    }

    /// Whether an address lies in the arenas: pymalloc's blocks, and nothing else, do.
    @inline(__always)
    func isInArenas(_ address: UnsafeRawPointer) -> Bool {
        let offset = Int(bitPattern: address) &- Int(bitPattern: base) &- AddressSpace.arenaStart
        return UInt(bitPattern: offset) < UInt(bitPattern: AddressSpace.arenaSpan)
    }

    /// A block of 1 to 512 bytes; nil at the memory limit.
    @inline(__always)
    func allocateSmall(_ size: Int) -> UnsafeMutableRawPointer? {
        let sizeClass = (size &- 1) &>> SmallBlocks.alignmentShift
        let pool = firstUsedPool(sizeClass)
        guard pool != usedPoolsHead(sizeClass), let block = pool.pointee.freeBlock else {
            return allocateFromNewPool(sizeClass)
        }
        pool.pointee.usedCount &+= 1
        let next = block.assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee
        pool.pointee.freeBlock = next
        if next == nil { extend(pool) }
        return block
    }

    /// Gives a block of an arena back: in front of its pool's free blocks.
    @inline(__always)
    func freeSmall(_ block: UnsafeMutableRawPointer) {
        let pool = pool(of: block)
        let formerFirst = pool.pointee.freeBlock
        block.assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee = formerFirst
        pool.pointee.freeBlock = block
        pool.pointee.usedCount &-= 1
        if formerFirst == nil || pool.pointee.usedCount == 0 {
            freedIntoFullOrEmptied(pool, wasFull: formerFirst == nil)
        }
    }

    /// Frees one more block of a pool whose free list ran out; a pool carved to its end leaves the
    /// list of its class.
    @inline(never)
    private func extend(_ pool: PoolPointer) {
        guard pool.pointee.nextOffset <= pool.pointee.lastOffset else {
            unlink(pool)
            return
        }
        let block = UnsafeMutableRawPointer(pool) + Int(pool.pointee.nextOffset)
        block.assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee = nil
        pool.pointee.freeBlock = block
        let blockSize = SmallBlocks.blockSize(ofClass: Int(pool.pointee.sizeClass))
        pool.pointee.nextOffset &+= UInt32(truncatingIfNeeded: blockSize)
    }

    /// A pool that was full comes back to the front of its class's list; one that became empty goes to
    /// its arena. A pool of one block would be both, but none is so small: full counts first.
    @inline(never)
    private func freedIntoFullOrEmptied(_ pool: PoolPointer, wasFull: Bool) {
        if wasFull {
            linkFirst(pool, inClass: Int(pool.pointee.sizeClass))
        } else {
            unlink(pool)
            returnToArena(pool)
        }
    }

    /// The first block of a class that has no pool with a free block.
    @inline(never)
    private func allocateFromNewPool(_ sizeClass: Int) -> UnsafeMutableRawPointer? {
        guard let pool = takeEmptyPool() else { return nil }
        linkFirst(pool, inClass: sizeClass)
        pool.pointee.usedCount = 1
        if pool.pointee.sizeClass == UInt32(truncatingIfNeeded: sizeClass),
            let block = pool.pointee.freeBlock
        {
            // It held this class before, so its free list is as its last block left it.
            let next = block.assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee
            pool.pointee.freeBlock = next
            if next == nil { extend(pool) }
            return block
        }
        return prepare(pool, sizeClass)
    }

    /// Sets up a pool for a class: the first block is handed out, the second is the free list.
    private func prepare(_ pool: PoolPointer, _ sizeClass: Int) -> UnsafeMutableRawPointer {
        let blockSize = SmallBlocks.blockSize(ofClass: sizeClass)
        let first = UnsafeMutableRawPointer(pool) + SmallBlocks.poolHeaderSize
        let second = first + blockSize
        second.assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee = nil
        pool.pointee.sizeClass = UInt32(truncatingIfNeeded: sizeClass)
        pool.pointee.freeBlock = second
        pool.pointee.nextOffset = UInt32(
            truncatingIfNeeded: SmallBlocks.poolHeaderSize &+ 2 &* blockSize)
        pool.pointee.lastOffset = UInt32(truncatingIfNeeded: SmallBlocks.poolSize &- blockSize)
        return first
    }

    private func linkFirst(_ pool: PoolPointer, inClass sizeClass: Int) {
        let head = usedPoolsHead(sizeClass)
        let next = firstUsedPool(sizeClass)
        pool.pointee.next = next
        pool.pointee.previous = head
        next.pointee.previous = pool
        head.pointee.next = pool
    }

    private func unlink(_ pool: PoolPointer) {
        // SAFETY: only pools of a circular list are unlinked.
        let next = pool.pointee.next.unsafelyUnwrapped
        let previous = pool.pointee.previous.unsafelyUnwrapped
        next.pointee.previous = previous
        previous.pointee.next = next
    }

    /// Moves the contents of a block of an arena unless the block still suits the size: it fits and
    /// uses more than three quarters.
    func reallocateSmall(
        _ block: UnsafeMutableRawPointer, to size: Int
    ) -> UnsafeMutableRawPointer? {
        let blockSize = SmallBlocks.blockSize(ofClass: Int(pool(of: block).pointee.sizeClass))
        if size <= blockSize, 4 * size > 3 * blockSize { return block }
        guard let moved = allocateUntraced(size) else { return nil }
        moved.copyMemory(from: block, byteCount: min(size, blockSize))
        freeSmall(block)
        return moved
    }
}
