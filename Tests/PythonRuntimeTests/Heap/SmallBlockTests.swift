import Testing

@testable import PythonRuntime

@Suite struct SmallBlockTests {
    @Test(arguments: [(16, 1021), (32, 510), (64, 255), (512, 31)])
    func poolsHoldAsManyBlocksAsInCPython(size: Int, capacity: Int) throws {
        let heap = try BareHeap()
        let first = try heap.allocate(size)
        let pool = heap.interpreter.pool(of: first)
        for _ in 1..<capacity {
            let block = try heap.allocate(size)
            #expect(heap.interpreter.pool(of: block) == pool)
        }
        let next = try heap.allocate(size)
        #expect(heap.interpreter.pool(of: next) != pool)
    }

    @Test func aPoolIsCarvedInAscendingOrder() throws {
        let heap = try BareHeap()
        for expected in 0..<510 {
            let block = try heap.allocate(32)
            #expect(heap.number(block) == expected)
        }
    }

    @Test func freedBlocksComeBackLastFreedFirst() throws {
        let heap = try BareHeap()
        var blocks: [UnsafeMutableRawPointer] = []
        for _ in 0..<10 { blocks.append(try heap.allocate(48)) }
        for index in [3, 7, 1] { heap.free(blocks[index]) }
        #expect(try heap.allocate(40) == blocks[1])
        #expect(try heap.allocate(33) == blocks[7])
        #expect(try heap.allocate(48) == blocks[3])
        #expect(heap.number(try heap.allocate(48)) == 10)
    }
}
