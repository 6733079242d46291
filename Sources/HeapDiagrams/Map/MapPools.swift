import HeapTrace

extension MapCanvas {
    private static let blocksPerRow = 12
    private static let offsetWidth = 50.0
    private static let blockWidth = (inner - offsetWidth) / Double(blocksPerRow)
    private static let blockHeight = 38.0
    private static let maximumPools = 4
    private static let maximumRows = 5

    /// The third band: the blocks of the pools that hold most of the picture's objects.
    mutating func addPools(_ arenas: [ArenaRecord], owners: BlockOwners) {
        var pools = arenas.flatMap(\.pools).filter { !$0.namedBlocks.isEmpty }
        if pools.isEmpty { return }
        let all = pools.count
        pools = MapCanvas.mostNamed(pools, owners)
        for pool in pools {
            let size = String(pool.blockSize)
            heading(
                "Pool at " + Numeral.address(pool.address),
                size + "-byte blocks after a 48-byte header; " + String(pool.usedCount) + " of "
                    + String(pool.capacity) + " in use")
            addBlocks(pool, owners: owners)
            y += 12
        }
        if all > pools.count {
            remark(
                "Not drawn: " + String(all - pools.count) + " more "
                    + (all - pools.count == 1 ? "pool" : "pools") + " with objects of the picture.")
        }
        addBlockLegend()
        y += 14
    }

    /// The pools with the most blocks that names refer to, in address order.
    private static func mostNamed(_ pools: [PoolRecord], _ owners: BlockOwners) -> [PoolRecord] {
        func weight(_ pool: PoolRecord) -> Int {
            pool.namedBlocks.values.reduce(0) {
                $0 + (owners.owner(of: $1)?.isNamed == true ? 1000 : 1)
            }
        }
        let weighed = pools.map { (pool: $0, weight: weight($0)) }
        let best = weighed.sorted {
            ($1.weight, $0.pool.address) < ($0.weight, $1.pool.address)
        }
        return best.prefix(maximumPools).map(\.pool).sorted { $0.address < $1.address }
    }

    private mutating func addBlocks(_ pool: PoolRecord, owners: BlockOwners) {
        var order: [Int: Int] = [:]
        for (rank, block) in pool.freeBlocks.enumerated() where order[block] == nil {
            order[block] = rank + 1
        }
        let rows = MapCanvas.rows(of: pool)
        var next = 0
        for row in rows {
            if row > next { addSkipped(pool, rows: next..<row) }
            addRow(row, of: pool, order: order, owners: owners)
            next = row + 1
        }
        let all = (pool.capacity + MapCanvas.blocksPerRow - 1) / MapCanvas.blocksPerRow
        if next < all { addSkipped(pool, rows: next..<all) }
    }

    /// The rows worth showing: those with named blocks, those with the next free blocks, the
    /// first untouched one.
    private static func rows(of pool: PoolRecord) -> [Int] {
        var wanted: [Int] = []
        let named = pool.namedBlocks.keys.sorted()
        let free = pool.freeBlocks.first ?? min(pool.carvedCount, max(pool.capacity - 1, 0))
        for block in [free] + named where block >= 0 && block < pool.capacity {
            let row = block / blocksPerRow
            if !wanted.contains(row) { wanted.append(row) }
            if wanted.count == maximumRows { break }
        }
        return wanted.sorted()
    }

    private mutating func addSkipped(_ pool: PoolRecord, rows: Range<Int>) {
        let first = rows.lowerBound * MapCanvas.blocksPerRow
        let last = min(rows.upperBound * MapCanvas.blocksPerRow, pool.capacity)
        let untouched = max(0, last - max(first, pool.carvedCount))
        let named = pool.namedBlocks.keys.reduce(0) { $0 + ($1 >= first && $1 < last ? 1 : 0) }
        let free = pool.freeBlocks.reduce(0) { $0 + ($1 >= first && $1 < last ? 1 : 0) }
        let used = max(0, last - first - untouched - free)
        let count = last - first
        var parts: [String] = []
        func add(_ part: Int, _ words: String) {
            if part > 0 { parts.append((part == count ? "all" : String(part)) + words) }
        }
        add(used, " in use")
        add(named, " of the picture")
        add(free, " free")
        add(untouched, " never used")
        self.add(
            nil,
            [
                .text(
                    "⋮", at: Point(x: MapCanvas.margin + 16, y: y + 12), style: .detail,
                    anchor: .middle, tone: .muted),
                .text(
                    String(count) + (count == 1 ? " block" : " blocks") + ": "
                        + parts.joined(separator: ", "),
                    at: Point(x: MapCanvas.margin + MapCanvas.offsetWidth, y: y + 12),
                    style: .words, anchor: .start, tone: .muted),
            ])
        y += 22
    }

    private mutating func addRow(
        _ row: Int, of pool: PoolRecord, order: [Int: Int], owners: BlockOwners
    ) {
        let first = row * MapCanvas.blocksPerRow
        let offset = String(48 &+ first &* pool.blockSize, radix: 16)
        add(
            nil,
            [
                .text(
                    "+0x" + offset, at: Point(x: MapCanvas.margin, y: y + 23), style: .fine,
                    anchor: .start, tone: .muted)
            ])
        for block in first..<min(first + MapCanvas.blocksPerRow, pool.capacity) {
            let box = Box(
                x: MapCanvas.margin + MapCanvas.offsetWidth
                    + Double(block - first) * MapCanvas.blockWidth + 1.5, y: y,
                width: MapCanvas.blockWidth - 3, height: MapCanvas.blockHeight)
            addBlock(block, of: pool, in: box, order: order[block], owners: owners)
        }
        y += MapCanvas.blockHeight + 4
    }

    private mutating func addBlock(
        _ block: Int, of pool: PoolRecord, in box: Box, order: Int?, owners: BlockOwners
    ) {
        let middle = box.x + box.width / 2
        func words(_ text: String, _ y: Double, _ style: TextStyle, _ tone: Tone) -> Shape {
            let fitted = style.metrics.fitted(text, to: box.width - 3)
            return .text(
                fitted, at: Point(x: middle, y: box.y + y), style: style, anchor: .middle,
                tone: tone)
        }
        if let serial = pool.namedBlocks[block] {
            let owner = owners.owner(of: serial)
            let tone = owner?.tone ?? .plain
            let isNamed = owner?.isNamed ?? false
            let address = pool.address &+ 48 &+ UInt64(truncatingIfNeeded: block &* pool.blockSize)
            add(
                box,
                tooltip: (owner?.name ?? "") + ": " + (owner?.value ?? "") + " in the block at "
                    + Numeral.address(address), anchor: BlockPlace.blockAnchor(address),
                [
                    .box(box, radius: 6, style: .named, tone: tone),
                    words(owner?.name ?? "", 16, isNamed ? .type : .fine, tone),
                    words(owner?.value ?? "", 30, .fine, .ink),
                ])
        } else if let order {
            add(
                box,
                [
                    .box(box, radius: 6, style: .reusable, tone: .muted),
                    words(order == 1 ? "next" : String(order), 23, .fine, .muted),
                ])
        } else if block < pool.carvedCount {
            add(box, [.box(box, radius: 6, style: .used, tone: .muted)])
        } else {
            add(box, [.box(box, radius: 6, style: .free, tone: .muted)])
        }
    }

    private mutating func addBlockLegend() {
        var x = MapCanvas.margin
        var shapes: [Shape] = []
        let entries: [(String, BoxStyle, Tone)] = [
            ("object of the picture, with its names", .named, .number),
            ("in use by something else", .used, .muted),
            ("free: next, 2, 3 … is the order of reuse", .reusable, .muted),
            ("never used", .free, .muted),
        ]
        for (words, style, tone) in entries {
            shapes.append(
                .box(
                    Box(x: x, y: y, width: 13, height: 13), radius: 3, style: style, tone: tone))
            shapes.append(
                .text(
                    words, at: Point(x: x + 18, y: y + 10.5), style: .words, anchor: .start,
                    tone: .muted))
            x += 18 + TextStyle.words.width(words) + 14
        }
        add(nil, shapes)
        y += 20
    }
}
