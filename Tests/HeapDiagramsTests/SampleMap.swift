import HeapTrace

enum SampleMap {
    /// A map as the interpreter has it early in a note, its last pools holding the snapshot's
    /// objects.
    static func map(for snapshot: HeapSnapshot) -> MemoryMap {
        let arena: UInt64 = 0x7f5c_2e00_0000
        var pools: [PoolRecord] = []
        let sizes = [32, 48, 64, 64, 80, 128, 160, 192, 224, 0, 256, 336, 400, 512, 512, 64, 32]
        for (index, size) in sizes.enumerated() {
            let capacity = size == 0 ? 0 : (16_384 - 48) / size
            let carved = capacity * (index % 5 + 1) / 5
            let free = stride(from: carved - 1, to: carved - 1 - index % 4 * 3, by: -3)
            pools.append(
                PoolRecord(
                    address: arena + UInt64(index) * 16_384, blockSize: size, capacity: capacity,
                    usedCount: max(0, carved - index % 4),
                    carvedCount: carved, freeBlocks: size == 0 ? [] : free.filter { $0 >= 0 }))
        }
        place(snapshot, in: &pools)
        return MemoryMap(
            regions: [
                RegionRecord(
                    region: .staticData, start: 0x5555_5555_4000, length: 65_536, used: 41_200,
                    summary: "262 small ints, 95 types, 128 one-character strings"),
                RegionRecord(
                    region: .rawHeap, start: 0x5555_5560_0000, length: 135_168, used: 98_304,
                    summary: "14 buffers over 512 bytes"),
                RegionRecord(
                    region: .arenas, start: arena, length: 1_048_576, used: 231_040,
                    summary: "1 arena of 64 pools, 2,911 blocks in use"),
                RegionRecord(
                    region: .frameStack, start: 0x7f5c_3000_0000, length: 16_384, used: 112,
                    summary: "1 frame: __main__"),
            ],
            arenas: [
                ArenaRecord(address: arena, pools: pools, untouchedPoolCount: 64 - pools.count)
            ]
        )
    }

    private static func place(_ snapshot: HeapSnapshot, in pools: inout [PoolRecord]) {
        for (number, object) in snapshot.objects.enumerated() {
            guard
                let pool = pools.lastIndex(where: { $0.blockSize == object.blockSize })
            else { continue }
            let block = number * 3 % max(pools[pool].carvedCount, 1)
            pools[pool].namedBlocks[block] = object.serial
            pools[pool].freeBlocks.removeAll { $0 == block }
        }
    }
}
