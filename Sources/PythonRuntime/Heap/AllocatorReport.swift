/// `sys._debugmallocstats()`: what pymalloc and the free lists hold, in CPython's words
/// (`_PyObject_DebugMallocStats`, `Objects/obmalloc.c`). All of it is counted in the region.
struct AllocatorReport {
    private let interpreter: Interpreter
    private(set) var text = ""

    private var pools = [Int](repeating: 0, count: SmallBlocks.classCount)
    private var used = [Int](repeating: 0, count: SmallBlocks.classCount)
    private var available = [Int](repeating: 0, count: SmallBlocks.classCount)
    private var arenaCount = 0
    private var freePools = 0
    private var lostToAlignment = 0

    init(_ interpreter: Interpreter, includingFreeLists: Bool) {
        self.interpreter = interpreter
        countPools()
        writeClasses()
        writeArenas()
        writeTotals()
        writeArenaMap()
        if includingFreeLists { writeFreeLists() }
    }

    // MARK: Counting

    private mutating func countPools() {
        let memory = interpreter.state.pointee.memory
        let count = (memory.arenaEnd - AddressSpace.arenaStart) / SmallBlocks.arenaSize
        for index in 0..<count {
            let arena = interpreter.arena(index)
            guard var address = arena.pointee.address, let end = arena.pointee.nextPool else {
                continue
            }
            arenaCount += 1
            freePools += Int(arena.pointee.freePoolCount)
            let room = Int(arena.pointee.poolCount) * SmallBlocks.poolSize
            lostToAlignment += SmallBlocks.arenaSize - room
            while address < end {
                add(address.assumingMemoryBound(to: PoolHeader.self))
                address += SmallBlocks.poolSize
            }
        }
    }

    /// An empty pool belongs to no class, whichever it held last.
    private mutating func add(_ pool: PoolPointer) {
        let sizeClass = Int(pool.pointee.sizeClass)
        guard pool.pointee.usedCount > 0, sizeClass < SmallBlocks.classCount else { return }
        let blockSize = SmallBlocks.blockSize(ofClass: sizeClass)
        pools[sizeClass] += 1
        used[sizeClass] += pool.pointee.usedCount
        available[sizeClass] +=
            SmallBlocks.capacity(blockSize: blockSize) - pool.pointee.usedCount
    }

    // MARK: Writing

    private mutating func writeClasses() {
        text += "Small block threshold = \(SmallBlocks.limit), in \(SmallBlocks.classCount) "
        text += "size classes.\n\n"
        text += "class   size   num pools   blocks in use  avail blocks\n"
        text += "-----   ----   ---------   -------------  ------------\n"
        for sizeClass in 0..<SmallBlocks.classCount where pools[sizeClass] > 0 {
            text += Self.right("\(sizeClass)", 5)
            text += Self.right("\(SmallBlocks.blockSize(ofClass: sizeClass))", 7)
            text += Self.right("\(pools[sizeClass])", 12)
            text += Self.right("\(used[sizeClass])", 16)
            text += Self.right("\(available[sizeClass])", 14) + "\n"
        }
        text += "\n"
    }

    private mutating func writeArenas() {
        let memory = interpreter.state.pointee.memory
        line("# arenas allocated total", memory.arenasMade)
        line("# arenas reclaimed", memory.arenasMade - arenaCount)
        line("# arenas highwater mark", memory.mostArenasInUse)
        line("# arenas allocated current", arenaCount)
        line(
            "\(arenaCount) arenas * \(SmallBlocks.arenaSize) bytes/arena",
            arenaCount * SmallBlocks.arenaSize)
        text += "\n"
    }

    private mutating func writeTotals() {
        var inUse = 0
        var free = 0
        var headers = 0
        var rest = 0
        for sizeClass in 0..<SmallBlocks.classCount {
            let blockSize = SmallBlocks.blockSize(ofClass: sizeClass)
            inUse += used[sizeClass] * blockSize
            free += available[sizeClass] * blockSize
            headers += pools[sizeClass] * SmallBlocks.poolHeaderSize
            rest +=
                pools[sizeClass]
                * ((SmallBlocks.poolSize - SmallBlocks.poolHeaderSize) % blockSize)
        }
        let unused = freePools * SmallBlocks.poolSize
        line("# bytes in allocated blocks", inUse)
        line("# bytes in available blocks", free)
        line("\(freePools) unused pools * \(SmallBlocks.poolSize) bytes", unused)
        line("# bytes lost to pool headers", headers)
        line("# bytes lost to quantization", rest)
        line("# bytes lost to arena alignment", lostToAlignment)
        line("Total", inUse + free + unused + headers + rest + lostToAlignment)
    }

    /// The radix tree by which CPython knows its own addresses: the region's arenas need one node of each
    /// kind below the root, as they do there.
    private mutating func writeArenaMap() {
        let nodes = arenaCount > 0 ? 1 : 0
        text += "\narena map counts\n"
        line("# arena map mid nodes", nodes)
        line("# arena map bot nodes", nodes)
        text += "\n"
        let (root, middle, bottom) = (262_144, 262_144 * nodes, 131_072 * nodes)
        line("# bytes lost to arena map root", root)
        line("# bytes lost to arena map mid", middle)
        line("# bytes lost to arena map bot", bottom)
        line("Total", root + middle + bottom)
    }

    private mutating func writeFreeLists() {
        text += "\n"
        let lists = interpreter.state.pointee.freeLists
        freeList("PyDictObject", lists.dicts.count, 48)
        freeList("PyFloatObject", lists.floats.count, 24)
        freeList("PyListObject", lists.lists.count, 40)
        for size in 1...20 {
            let count = interpreter.tupleFreeListCount(size)
            freeList("\(size)-sized PyTupleObject", count, 24 + 8 * size)
        }
    }

    private mutating func freeList(_ name: String, _ count: Int, _ size: Int) {
        let words = Self.right("\(count) free \(name)s * \(size) bytes each", 48) + " "
        line(words, count * size)
    }

    // MARK: Columns

    /// A label of 35 columns, and a number with commas in 21.
    private mutating func line(_ label: String, _ number: Int) {
        let padding = String(repeating: " ", count: max(0, 35 - label.utf8.count))
        text += label + padding + "=" + Self.right(Self.withCommas(number), 21) + "\n"
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }

    private static func withCommas(_ number: Int) -> String {
        var result = ""
        let digits = Array(String(number))
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }
}

extension Interpreter {
    /// How many tuples of a size are kept.
    func tupleFreeListCount(_ size: Int) -> Int {
        withUnsafeBytes(of: state.pointee.freeLists.tuples) { bytes in
            bytes.load(
                fromByteOffset: size * MemoryLayout<LinkedFreeList>.stride,
                as: LinkedFreeList.self
            ).count
        }
    }
}

extension Interpreter {
    /// Writes the report to standard error.
    func reportAllocators(includingFreeLists: Bool = false) {
        let report = AllocatorReport(self, includingFreeLists: includingFreeLists)
        writeToHost(stream: 2, report.text)
    }
}
