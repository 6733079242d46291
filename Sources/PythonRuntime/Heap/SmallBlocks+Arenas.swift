import Glibc

/// Arenas: the MiBs pools are cut from.
///
/// Arenas with an empty pool are kept sorted by how few they have, so that new pools fill the fullest
/// arena and the emptiest have a chance to become free and be given back. A table of the last arena
/// with each count makes every move in that order a constant number of steps.
extension Interpreter {
    func arena(_ index: Int) -> ArenaPointer {
        at(HeapLayout.arenas).assumingMemoryBound(to: ArenaHeader.self) + index
    }

    func lastArena(withFreePools count: UInt32) -> UnsafeMutablePointer<ArenaPointer?> {
        at(HeapLayout.lastArenas).assumingMemoryBound(to: ArenaPointer?.self) + Int(count)
    }

    /// An empty pool out of the fullest arena that has one; nil at the memory limit.
    func takeEmptyPool() -> PoolPointer? {
        guard accountForPool() else { return nil }
        guard let arena = state.pointee.memory.usableArenas ?? addArena() else {
            state.pointee.memory.liveBytes &-= SmallBlocks.poolSize
            return nil
        }
        let count = arena.pointee.freePoolCount
        // The first arena has the fewest empty pools and keeps that place with one fewer.
        let last = lastArena(withFreePools: count)
        if last.pointee == arena { last.pointee = nil }
        if count > 1 { lastArena(withFreePools: count &- 1).pointee = arena }
        arena.pointee.freePoolCount = count &- 1
        if count == 1 {
            state.pointee.memory.usableArenas = arena.pointee.next
            arena.pointee.next?.pointee.previous = nil
        }
        if let pool = arena.pointee.freePools {
            arena.pointee.freePools = pool.pointee.next
            return pool
        }
        return carvePool(arena)
    }

    /// The first pool of an arena that was never handed out; there is one, since it has a free pool
    /// and none in its list.
    private func carvePool(_ arena: ArenaPointer) -> PoolPointer? {
        guard let start = arena.pointee.nextPool else { return nil }
        arena.pointee.nextPool = start + SmallBlocks.poolSize
        let pool = start.assumingMemoryBound(to: PoolHeader.self)
        pool.pointee.arenaIndex = UInt32(truncatingIfNeeded: arena - self.arena(0))
        pool.pointee.sizeClass = SmallBlocks.unusedClass
        pool.pointee.freeBlock = nil
        return pool
    }

    /// Counts a pool against the memory limit. Small objects may go a little beyond it, so that an
    /// error over a large request can still be reported.
    private func accountForPool() -> Bool {
        let live = state.pointee.memory.liveBytes &+ SmallBlocks.poolSize
        guard live &- (4 << 20) <= state.pointee.limits.memoryLimit else { return false }
        state.pointee.memory.liveBytes = live
        if live > state.pointee.memory.peakLiveBytes { state.pointee.memory.peakLiveBytes = live }
        return true
    }

    /// A new arena as the only usable one: the one given back last, else the next MiB.
    private func addArena() -> ArenaPointer? {
        if state.pointee.memory.reportsArenas { reportAllocators() }
        let arena: ArenaPointer
        if let unused = state.pointee.memory.unusedArenas {
            state.pointee.memory.unusedArenas = unused.pointee.next
            arena = unused
        } else {
            let end = state.pointee.memory.arenaEnd
            guard end &+ SmallBlocks.arenaSize <= AddressSpace.frameStart else { return nil }
            arena = self.arena((end &- AddressSpace.arenaStart) / SmallBlocks.arenaSize)
            state.pointee.memory.arenaEnd = end &+ SmallBlocks.arenaSize
        }
        let index = arena - self.arena(0)
        let address = at(AddressSpace.arenaStart &+ index &* SmallBlocks.arenaSize)
        let poolCount = UInt32(SmallBlocks.poolsPerArena)
        arena.initialize(
            to: ArenaHeader(
                address: address, nextPool: address, freePoolCount: poolCount,
                poolCount: poolCount, freePools: nil, next: nil, previous: nil))
        lastArena(withFreePools: poolCount).pointee = arena
        state.pointee.memory.usableArenas = arena
        state.pointee.memory.arenasInUse &+= 1
        state.pointee.memory.arenasMade &+= 1
        state.pointee.memory.mostArenasInUse = max(
            state.pointee.memory.mostArenasInUse, state.pointee.memory.arenasInUse)
        return arena
    }

    /// Takes an emptied pool, already out of its class's list, back into its arena.
    func returnToArena(_ pool: PoolPointer) {
        state.pointee.memory.liveBytes &-= SmallBlocks.poolSize
        let arena = arena(Int(pool.pointee.arenaIndex))
        pool.pointee.next = arena.pointee.freePools
        arena.pointee.freePools = pool

        let formerCount = arena.pointee.freePoolCount
        let formerLast = lastArena(withFreePools: formerCount).pointee
        if formerLast == arena {
            let previous = arena.pointee.previous
            lastArena(withFreePools: formerCount).pointee =
                previous?.pointee.freePoolCount == formerCount ? previous : nil
        }
        let count = formerCount &+ 1
        arena.pointee.freePoolCount = count

        if count == arena.pointee.poolCount, arena.pointee.next != nil {
            release(arena)
        } else if count == 1 {
            makeFirstUsable(arena)
        } else {
            if lastArena(withFreePools: count).pointee == nil {
                lastArena(withFreePools: count).pointee = arena
            }
            if let formerLast, formerLast != arena { move(arena, after: formerLast) }
        }
    }

    /// Gives an arena without a block in use back, unless it is the last usable one.
    private func release(_ arena: ArenaPointer) {
        removeFromUsable(arena)
        if let address = arena.pointee.address {
            madvise(address, SmallBlocks.arenaSize, MADV_DONTNEED)
        }
        arena.pointee.address = nil
        arena.pointee.next = state.pointee.memory.unusedArenas
        state.pointee.memory.unusedArenas = arena
        state.pointee.memory.arenasInUse &-= 1
    }

    private func makeFirstUsable(_ arena: ArenaPointer) {
        arena.pointee.next = state.pointee.memory.usableArenas
        arena.pointee.previous = nil
        arena.pointee.next?.pointee.previous = arena
        state.pointee.memory.usableArenas = arena
        if lastArena(withFreePools: 1).pointee == nil {
            lastArena(withFreePools: 1).pointee = arena
        }
    }

    private func move(_ arena: ArenaPointer, after other: ArenaPointer) {
        removeFromUsable(arena)
        arena.pointee.previous = other
        arena.pointee.next = other.pointee.next
        arena.pointee.next?.pointee.previous = arena
        other.pointee.next = arena
    }

    private func removeFromUsable(_ arena: ArenaPointer) {
        if let previous = arena.pointee.previous {
            previous.pointee.next = arena.pointee.next
        } else {
            state.pointee.memory.usableArenas = arena.pointee.next
        }
        arena.pointee.next?.pointee.previous = arena.pointee.previous
    }
}
