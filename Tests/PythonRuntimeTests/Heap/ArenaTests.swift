import Testing

@testable import PythonRuntime

@Suite struct ArenaTests {
    /// All blocks of so many full pools of 512 bytes.
    private func fillPools(_ count: Int, _ heap: BareHeap) throws -> [[UnsafeMutableRawPointer]] {
        try (0..<count).map { _ in try (0..<31).map { _ in try heap.allocate(512) } }
    }

    private func arena(_ block: UnsafeMutableRawPointer, _ heap: BareHeap) -> Int {
        Int(heap.interpreter.pool(of: block).pointee.arenaIndex)
    }

    @Test func anArenaHoldsSixtyFourPools() throws {
        let heap = try BareHeap()
        let pools = try fillPools(65, heap)
        #expect(pools[..<64].allSatisfy { arena($0[0], heap) == 0 })
        #expect(arena(pools[64][0], heap) == 1)
        #expect(heap.interpreter.state.pointee.memory.arenasInUse == 2)
    }

    @Test func newPoolsComeFromTheFullestArena() throws {
        let heap = try BareHeap()
        let pools = try fillPools(3 * 64, heap)
        // One pool of the first arena, three of the second and two of the third become empty.
        for number in [5, 64 + 1, 64 + 2, 64 + 3, 128 + 7, 128 + 9] {
            for block in pools[number] { heap.free(block) }
        }
        #expect(heap.interpreter.checkBareHeap() == [])
        let order = try fillPools(6, heap).map { arena($0[0], heap) }
        #expect(order == [0, 2, 2, 1, 1, 1])
    }

    @Test func theLastPoolFreedIsTheFirstReused() throws {
        let heap = try BareHeap()
        let pools = try fillPools(8, heap)
        let addresses = pools.map { heap.interpreter.pool(of: $0[0]) }
        for number in [2, 6, 4] { for block in pools[number] { heap.free(block) } }
        for number in [4, 6, 2] {
            let block = try heap.allocate(16)
            #expect(heap.interpreter.pool(of: block) == addresses[number])
            for _ in 1..<1021 { _ = try heap.allocate(16) }
        }
    }

    @Test func anEmptiedPoolOfTheSameClassKeepsItsFreeListOrder() throws {
        let heap = try BareHeap()
        let blocks = try (0..<4).map { _ in try heap.allocate(64) }
        for index in [1, 3, 0, 2] { heap.free(blocks[index]) }
        for index in [2, 0, 3, 1] { #expect(try heap.allocate(64) == blocks[index]) }
    }

    @Test func oneEmptyArenaIsKeptAndTheNextGivenBack() throws {
        let heap = try BareHeap()
        let pools = try fillPools(4 * 64, heap)
        for pool in pools[64..<128] { for block in pool { heap.free(block) } }
        #expect(heap.interpreter.state.pointee.memory.arenasInUse == 4)
        for pool in pools[128..<192] { for block in pool { heap.free(block) } }
        #expect(heap.interpreter.state.pointee.memory.arenasInUse == 3)
        #expect(heap.interpreter.checkBareHeap() == [])
        let again = try fillPools(65, heap)
        #expect(again[..<64].allSatisfy { arena($0[0], heap) == 1 })
        #expect(arena(again[64][0], heap) == 2)
        #expect(heap.interpreter.checkBareHeap() == [])
    }

    @Test func aRequestOf512BytesIsTheLargestOfTheArenas() throws {
        let heap = try BareHeap()
        #expect(heap.interpreter.isInArenas(try heap.allocate(512)))
        #expect(!heap.interpreter.isInArenas(try heap.allocate(513)))
        #expect(!heap.interpreter.isInArenas(try heap.allocate(0)))
    }

    @Test func reallocatingStaysWhileThreeQuartersAreUsed() throws {
        let heap = try BareHeap()
        let block = try heap.allocate(512)
        #expect(heap.interpreter.reallocateBlock(block, to: 385) == block)
        let moved = try #require(heap.interpreter.reallocateBlock(block, to: 384))
        #expect(moved != block)
        #expect(heap.interpreter.reallocateBlock(moved, to: 384) == moved)
        // A raw block that becomes small stays where it is, as in CPython.
        let raw = try heap.allocate(600)
        #expect(heap.interpreter.reallocateBlock(raw, to: 100) == raw)
    }
}
