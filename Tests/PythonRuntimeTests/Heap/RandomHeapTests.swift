import Testing

@testable import PythonRuntime

/// Random requests, each block filled with a pattern of its own that must be there when it is freed.
@Suite struct RandomHeapTests {
    #if DEBUG
        static let operationCount = 100_000
    #else
        static let operationCount = 1_000_000
    #endif

    struct Block {
        var start: UnsafeMutableRawPointer
        var size: Int
        var pattern: UInt8

        func fill() {
            start.initializeMemory(as: UInt8.self, repeating: pattern, count: size)
        }

        /// The ends tell of overlaps as well as the middle would.
        var isIntact: Bool {
            let bytes = UnsafeRawBufferPointer(start: start, count: size)
            return bytes.prefix(64).allSatisfy { $0 == pattern }
                && bytes.suffix(64).allSatisfy { $0 == pattern }
        }
    }

    static func randomSize(_ random: inout RandomGenerator) -> Int {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<70: Int.random(in: 1...128, using: &random)
        case 70..<92: Int.random(in: 1...600, using: &random)
        case 92..<99: Int.random(in: 0...20_000, using: &random)
        default: Int.random(in: 0...300_000, using: &random)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomRequestsKeepTheHeapInOrder(seed: UInt64) throws {
        let heap = try BareHeap()
        var random = RandomGenerator(seed: seed &* 0x9e37_79b9_7f4a_7c15)
        var blocks: [Block] = []
        var damaged = 0
        for step in 0..<Self.operationCount / 3 {
            // Waves of growth and shrinking, so that pools and arenas come and go.
            let isGrowing = step / 20_000 % 2 == 0
            let choice = Int.random(in: 0..<10, using: &random)
            if blocks.isEmpty || choice < (isGrowing ? 6 : 3) {
                let size = Self.randomSize(&random)
                let pattern = UInt8.random(in: 0...255, using: &random)
                let block = Block(start: try heap.allocate(size), size: size, pattern: pattern)
                block.fill()
                blocks.append(block)
            } else {
                let index = Int.random(in: 0..<blocks.count, using: &random)
                if !blocks[index].isIntact { damaged += 1 }
                if choice == 9 {
                    try reallocate(&blocks[index], heap, &random, &damaged)
                } else {
                    heap.free(blocks[index].start)
                    blocks.swapAt(index, blocks.count - 1)
                    blocks.removeLast()
                }
            }
            if step % 10_007 == 0 { #expect(heap.interpreter.checkBareHeap() == []) }
        }
        #expect(damaged == 0)
        #expect(heap.interpreter.allocatedBlockCount == blocks.count)
        for block in blocks { heap.free(block.start) }
        #expect(heap.interpreter.checkBareHeap() == [])
        #expect(heap.interpreter.allocatedBlockCount == 0)
        #expect(heap.interpreter.state.pointee.memory.liveBytes == 0)
        #expect(heap.interpreter.state.pointee.memory.rawEnd == AddressSpace.rawStart)
        #expect(heap.interpreter.state.pointee.memory.arenasInUse <= 1)
    }

    private func reallocate(
        _ block: inout Block, _ heap: BareHeap, _ random: inout RandomGenerator,
        _ damaged: inout Int
    ) throws {
        let size = Self.randomSize(&random)
        guard let moved = heap.interpreter.reallocateBlock(block.start, to: size) else {
            throw LimitReached()
        }
        let kept = UnsafeRawBufferPointer(start: moved, count: min(size, block.size))
        if !kept.allSatisfy({ $0 == block.pattern }) { damaged += 1 }
        block.start = moved
        block.size = size
        block.fill()
    }
}

extension Interpreter {
    /// The checks that need no Python objects.
    func checkBareHeap() -> [HeapChecker.Fault] {
        let checker = HeapChecker(self)
        checker.checkSmallBlocks()
        checker.checkRawHeap()
        checker.checkCollectorLists()
        return checker.faults
    }
}
