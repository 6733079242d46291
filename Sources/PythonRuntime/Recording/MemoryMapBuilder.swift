import HeapTrace

/// The map of the address space: regions with their use, arenas, pools, and blocks that hold shown objects.
extension Interpreter {
    func memoryMap(showing drawn: [DrawnObject]) -> MemoryMap {
        var owners: [UInt64: ObjectSerial] = [:]
        for object in drawn where object.record.region == .arenas {
            owners[object.record.blockAddress] = object.record.serial
        }
        let arenas = (0..<arenaCount).compactMap { arenaRecord($0, owners) }
        return MemoryMap(regions: regionRecords(arenas), arenas: arenas)
    }

    /// Arenas ever handed out, those given back included.
    private var arenaCount: Int {
        (state.pointee.memory.arenaEnd - AddressSpace.arenaStart) / SmallBlocks.arenaSize
    }

    private func regionRecords(_ arenas: [ArenaRecord]) -> [RegionRecord] {
        let memory = state.pointee.memory
        let types = BuiltinType.allCases.count
        let used = arenas.reduce(0) { sum, arena in
            sum + arena.pools.reduce(0) { $0 + $1.usedCount * $1.blockSize }
        }
        let pools = arenas.reduce(0) { $0 + $1.pools.count }
        let frameBytes = frameStackLength
        return [
            record(
                .staticData, AddressSpace.staticStart, memory.staticEnd - AddressSpace.staticStart,
                memory.staticEnd - AddressSpace.staticStart,
                "262 small ints, \(types) types, 256 one-character strings"),
            record(
                .rawHeap, AddressSpace.rawStart, memory.rawEnd - AddressSpace.rawStart,
                memory.rawLiveBytes, "\(memory.rawBlockCount) blocks over 512 bytes"),
            record(
                .arenas, AddressSpace.arenaStart, memory.arenasInUse * SmallBlocks.arenaSize, used,
                "\(memory.arenasInUse) \(memory.arenasInUse == 1 ? "arena" : "arenas"), \(pools) pools"
            ),
            record(
                .frameStack, AddressSpace.frameStart, frameBytes.mapped, frameBytes.used,
                "frames of running functions"),
        ]
    }

    private func record(
        _ region: MemoryRegion, _ start: Int, _ length: Int, _ used: Int, _ summary: String
    ) -> RegionRecord {
        RegionRecord(
            region: region, start: AddressSpace.simulatedAddress(of: at(start)), length: length,
            used: used, summary: summary)
    }

    /// The data stack's bytes, and those below its top; the highest of all threads'.
    private var frameStackLength: (mapped: Int, used: Int) {
        guard var top = state.pointee.evaluation.dataStackTop else { return (0, 0) }
        forEachSuspendedThread { thread in
            if let other = thread.dataStackTop, other > top { top = other }
        }
        let used = UnsafeMutableRawPointer(top) - at(AddressSpace.frameStart)
        let chunk = 16 << 10
        return ((used + chunk - 1) / chunk * chunk, used)
    }

    private func arenaRecord(
        _ index: Int, _ owners: [UInt64: ObjectSerial]
    ) -> ArenaRecord? {
        let header = arena(index).pointee
        guard let start = header.address, let end = header.nextPool else { return nil }
        let carved = (end - start) / SmallBlocks.poolSize
        let pools = (0..<carved).map { number in
            poolRecord(
                (start + number * SmallBlocks.poolSize).assumingMemoryBound(to: PoolHeader.self),
                owners)
        }
        return ArenaRecord(
            address: AddressSpace.simulatedAddress(of: start), pools: pools,
            untouchedPoolCount: Int(header.poolCount) - carved)
    }

    private func poolRecord(
        _ pool: PoolPointer, _ owners: [UInt64: ObjectSerial]
    ) -> PoolRecord {
        let header = pool.pointee
        let address = AddressSpace.simulatedAddress(of: pool)
        guard header.usedCount > 0 else {
            return PoolRecord(
                address: address, blockSize: 0, capacity: 0, usedCount: 0, carvedCount: 0,
                freeBlocks: [])
        }
        let size = SmallBlocks.blockSize(ofClass: Int(header.sizeClass))
        let first = UnsafeMutableRawPointer(pool) + SmallBlocks.poolHeaderSize
        let capacity = SmallBlocks.capacity(blockSize: size)
        let carved = (Int(header.nextOffset) - SmallBlocks.poolHeaderSize) / size
        var free: [Int] = []
        var block = header.freeBlock
        while let current = block, free.count <= capacity {
            free.append((current - first) / size)
            block = current.assumingMemoryBound(to: UnsafeMutableRawPointer?.self).pointee
        }
        var named: [Int: ObjectSerial] = [:]
        if !owners.isEmpty {
            let start = AddressSpace.simulatedAddress(of: first)
            for number in 0..<carved {
                if let owner = owners[start + UInt64(number * size)] { named[number] = owner }
            }
        }
        return PoolRecord(
            address: address, blockSize: size, capacity: capacity, usedCount: header.usedCount,
            carvedCount: carved, freeBlocks: free, namedBlocks: named)
    }
}
