/// Checks that the heap is in order: pools, arenas, the raw heap, the collector's lists, refcounts.
///
/// Faults are values, so a test can show them all and a program can go on. Nothing is changed, and
/// nothing is called that runs Python code.
public final class HeapChecker {
    /// Something that isn't as it must be.
    public struct Fault: Hashable, Sendable, CustomStringConvertible {
        public var place: String
        public var problem: String
        public var description: String { "\(place): \(problem)" }
    }

    let interpreter: Interpreter
    private(set) var faults: [Fault] = []
    /// Where each pool with a free block must be found: in the list of its class.
    private var linkedPools: Set<PoolPointer> = []

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    func report(_ place: String, _ problem: String) {
        // A damaged list can give no end of faults.
        if faults.count < 100 { faults.append(Fault(place: place, problem: problem)) }
    }

    func expect(_ condition: Bool, _ place: String, _ problem: @autoclosure () -> String) {
        if !condition { report(place, problem()) }
    }

    /// An address as faults show it.
    func text(_ pointer: UnsafeRawPointer) -> String {
        "0x" + String(AddressSpace.simulatedAddress(of: pointer), radix: 16)
    }

    // MARK: pymalloc

    func checkSmallBlocks() {
        for sizeClass in 0..<SmallBlocks.classCount { checkUsedPools(sizeClass) }
        var poolsInUse = 0
        for index in 0..<arenaCount {
            let arena = interpreter.arena(index)
            if arena.pointee.address != nil { poolsInUse += checkArena(arena, index) }
        }
        checkUsableArenas()
        let live = poolsInUse * SmallBlocks.poolSize + interpreter.state.pointee.memory.rawLiveBytes
        expect(
            live == interpreter.state.pointee.memory.liveBytes, "accounts",
            "\(interpreter.state.pointee.memory.liveBytes) live bytes, found \(live)")
    }

    private var arenaCount: Int {
        let end = interpreter.state.pointee.memory.arenaEnd
        return (end - AddressSpace.arenaStart) / SmallBlocks.arenaSize
    }

    /// The list of a class holds pools of the class that have both used and free blocks.
    private func checkUsedPools(_ sizeClass: Int) {
        let head = interpreter.usedPoolsHead(sizeClass)
        var previous = head
        var pool = interpreter.firstUsedPool(sizeClass)
        while pool != head {
            let place = "pool \(text(pool))"
            guard interpreter.isInArenas(pool) else {
                return report("class \(sizeClass)", "leads out of the arenas")
            }
            guard linkedPools.insert(pool).inserted else {
                return report(place, "is linked twice")
            }
            expect(pool.pointee.previous == previous, place, "isn't linked back")
            expect(Int(pool.pointee.sizeClass) == sizeClass, place, "is of another class")
            expect(pool.pointee.usedCount > 0, place, "is empty but in use")
            expect(pool.pointee.freeBlock != nil, place, "is full but in its class's list")
            previous = pool
            guard let next = pool.pointee.next else { return report(place, "ends its list") }
            pool = next
        }
    }

    /// The pools in use of an arena, each checked.
    private func checkArena(_ arena: ArenaPointer, _ index: Int) -> Int {
        let place = "arena \(index)"
        guard let start = arena.pointee.address, let end = arena.pointee.nextPool else {
            report(place, "has no pools")
            return 0
        }
        let empty = emptyPools(arena, place)
        var inUse = 0
        var pool = start
        while pool < end {
            let header = pool.assumingMemoryBound(to: PoolHeader.self)
            expect(
                Int(header.pointee.arenaIndex) == index, "pool \(text(pool))", "is of another arena"
            )
            if empty.contains(header) {
                expect(header.pointee.usedCount == 0, "pool \(text(pool))", "is in use but free")
            } else {
                inUse += 1
                checkPool(header)
            }
            pool += SmallBlocks.poolSize
        }
        let untouched = (start + SmallBlocks.arenaSize - end) / SmallBlocks.poolSize
        expect(
            Int(arena.pointee.freePoolCount) == empty.count + untouched, place,
            "counts \(arena.pointee.freePoolCount) free pools, has \(empty.count + untouched)")
        return inUse
    }

    private func emptyPools(_ arena: ArenaPointer, _ place: String) -> Set<PoolPointer> {
        var empty: Set<PoolPointer> = []
        var pool = arena.pointee.freePools
        while let current = pool {
            guard empty.insert(current).inserted else {
                report(place, "has a pool twice in its free list")
                break
            }
            pool = current.pointee.next
        }
        return empty
    }

    /// Free blocks are each inside, on a boundary, once; with the used ones they make up what was carved.
    private func checkPool(_ pool: PoolPointer) {
        let place = "pool \(text(pool))"
        let size = SmallBlocks.blockSize(ofClass: Int(pool.pointee.sizeClass))
        let first = UnsafeMutableRawPointer(pool) + SmallBlocks.poolHeaderSize
        let carved = (Int(pool.pointee.nextOffset) - SmallBlocks.poolHeaderSize) / size
        var free: Set<Int> = []
        var block = pool.pointee.freeBlock
        while let current = block {
            let offset = current - first
            guard offset >= 0, offset % size == 0, offset / size < carved else {
                return report(place, "has \(text(current)) among its free blocks")
            }
            guard free.insert(offset / size).inserted else {
                return report(place, "has block \(offset / size) free twice")
            }
            block = current.assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee
        }
        expect(
            free.count + pool.pointee.usedCount == carved, place,
            "carved \(carved), used \(pool.pointee.usedCount), free \(free.count)")
        expect(
            linkedPools.contains(pool) == (pool.pointee.freeBlock != nil), place,
            "should be in its class's list exactly when it has a free block")
    }

    /// Arenas with an empty pool are linked by how many they have, and the table knows the last of each.
    private func checkUsableArenas() {
        var last: [UInt32: ArenaPointer] = [:]
        var previous: ArenaPointer?
        var arena = interpreter.state.pointee.memory.usableArenas
        var seen = 0
        while let current = arena {
            let place = "arena \(current - interpreter.arena(0))"
            let count = current.pointee.freePoolCount
            expect(current.pointee.address != nil, place, "is usable but not allocated")
            expect(count > 0, place, "is usable but has no free pool")
            expect(current.pointee.previous == previous, place, "isn't linked back")
            if let previous {
                expect(previous.pointee.freePoolCount <= count, place, "is out of order")
            }
            last[count] = current
            previous = current
            arena = current.pointee.next
            seen += 1
            if seen > arenaCount { return report("usable arenas", "never end") }
        }
        for count in 1...UInt32(SmallBlocks.poolsPerArena) {
            let entry = interpreter.lastArena(withFreePools: count).pointee
            expect(entry == last[count], "last arenas", "are wrong for \(count) free pools")
        }
        for index in 0..<arenaCount where interpreter.arena(index).pointee.freePoolCount == 0 {
            expect(
                !last.values.contains(interpreter.arena(index)), "arena \(index)",
                "is full but usable")
        }
    }
}

extension Interpreter {
    /// Everything that is wrong with the heap; empty when it is in order.
    public func checkHeap() -> [HeapChecker.Fault] {
        let checker = HeapChecker(self)
        checker.checkSmallBlocks()
        checker.checkRawHeap()
        checker.checkCollectorLists()
        checker.checkFreeLists()
        // Counting references reads objects, which is only safe when the structures hold.
        if checker.faults.isEmpty { checker.checkReferences() }
        return checker.faults
    }
}
