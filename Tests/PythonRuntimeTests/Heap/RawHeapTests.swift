import Testing

@testable import PythonRuntime

@Suite struct RawHeapTests {
    @Test func blocksFollowOneAnotherBehindSixteenByteHeaders() throws {
        let heap = try BareHeap()
        let first = try heap.allocate(1000)
        let second = try heap.allocate(520)
        #expect(AddressSpace.simulatedAddress(of: first) == 0x5555_5700_0010)
        #expect(second - first == 1008 + 16)
    }

    @Test func aFreedBlockIsReusedForTheSameSize() throws {
        let heap = try BareHeap()
        let blocks = try (0..<5).map { _ in try heap.allocate(800) }
        heap.free(blocks[1])
        heap.free(blocks[3])
        #expect(try heap.allocate(790) == blocks[3])
        #expect(try heap.allocate(800) == blocks[1])
    }

    @Test func freeNeighboursBecomeOneChunk() throws {
        let heap = try BareHeap()
        let blocks = try (0..<5).map { _ in try heap.allocate(1000) }
        heap.free(blocks[1])
        heap.free(blocks[3])
        heap.free(blocks[2])
        #expect(heap.interpreter.checkBareHeap() == [])
        #expect(try heap.allocate(3000) == blocks[1])
    }

    @Test func theLastBlockGrowsInPlace() throws {
        let heap = try BareHeap()
        _ = try heap.allocate(1000)
        let last = try heap.allocate(1000)
        #expect(heap.interpreter.reallocateBlock(last, to: 1_000_000) == last)
        _ = try heap.allocate(600)
        #expect(heap.interpreter.reallocateBlock(last, to: 2_000_000) != last)
        #expect(heap.interpreter.checkBareHeap() == [])
    }

    @Test func impossibleRequestsFailAtOnce() throws {
        let heap = try BareHeap()
        for size in [8 * 1_000_000_000_000, Int.max, Int.max - 15, 1 << 33, -1] {
            #expect(heap.interpreter.allocateBlock(size) == nil)
        }
        let block = try heap.allocate(1000)
        #expect(heap.interpreter.reallocateBlock(block, to: Int.max) == nil)
        #expect(heap.interpreter.checkBareHeap() == [])
    }

    @Test func theMemoryLimitCountsLiveBytes() throws {
        let heap = try BareHeap()
        heap.interpreter.state.pointee.limits.memoryLimit = 1 << 20
        let block = try heap.allocate(900_000)
        #expect(heap.interpreter.allocateBlock(900_000) == nil)
        heap.free(block)
        let again = try heap.allocate(900_000)
        #expect(heap.interpreter.reallocateBlock(again, to: 2_000_000) == nil)
        #expect(heap.interpreter.checkBareHeap() == [])
    }

    @Test func smallObjectsReachTheLimitToo() throws {
        let heap = try BareHeap()
        heap.interpreter.state.pointee.limits.memoryLimit = 1 << 20
        var count = 0
        while heap.interpreter.allocateBlock(512) != nil { count += 1 }
        // The limit and 4 MiB in reserve, in pools of 31 blocks.
        #expect(count == 5 * 64 * 31)
        #expect(heap.interpreter.checkBareHeap() == [])
    }
}
