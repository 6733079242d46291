import HeapTrace

extension MapCanvas {
    private static let poolsPerRow = 16
    private static let poolWidth = inner / Double(poolsPerRow)
    private static let poolHeight = 38.0
    private static let maximumArenas = 3

    /// The second band: each arena's 64 pools, as full as they are, with their size class.
    mutating func addArenas(_ arenas: [ArenaRecord]) {
        for (index, arena) in arenas.prefix(MapCanvas.maximumArenas).enumerated() {
            let count = arena.pools.count &+ arena.untouchedPoolCount
            let start = Numeral.address(arena.address)
            heading(
                "Arena " + String(index) + " at " + start,
                String(arena.pools.count) + " of " + String(count)
                    + " pools of 16 KiB handed out; the number is the bytes of a block")
            addGrid(arena, count: count)
            y += 10
        }
        if arenas.count > MapCanvas.maximumArenas {
            remark(
                "Not drawn: " + String(arenas.count - MapCanvas.maximumArenas) + " more arenas.")
        }
        if !arenas.isEmpty { addSizeLegend() }
        y += 14
    }

    private mutating func addGrid(_ arena: ArenaRecord, count: Int) {
        for place in 0..<min(max(count, 0), 256) {
            let box = Box(
                x: MapCanvas.margin + Double(place % MapCanvas.poolsPerRow) * MapCanvas.poolWidth
                    + 1.5,
                y: y + Double(place / MapCanvas.poolsPerRow) * (MapCanvas.poolHeight + 4),
                width: MapCanvas.poolWidth - 3, height: MapCanvas.poolHeight)
            addPoolCell(place < arena.pools.count ? arena.pools[place] : nil, in: box)
        }
        let rows = (min(max(count, 0), 256) + MapCanvas.poolsPerRow - 1) / MapCanvas.poolsPerRow
        y += Double(rows) * (MapCanvas.poolHeight + 4)
    }

    private mutating func addPoolCell(_ pool: PoolRecord?, in box: Box) {
        guard let pool else {
            add(box, [.box(box, radius: 6, style: .free, tone: .muted)])
            return
        }
        let middle = box.x + box.width / 2
        guard pool.blockSize > 0 else {
            add(
                box,
                [
                    .box(box, radius: 6, style: .reusable, tone: .muted),
                    .text(
                        "free", at: Point(x: middle, y: box.y + 23), style: .fine, anchor: .middle,
                        tone: .muted),
                ])
            return
        }
        let tone = Tone.sizeClass(pool.blockSize)
        let part = Double(pool.usedCount) / Double(max(pool.capacity, 1))
        let height = max(2, (box.height * min(max(part, 0), 1)).wholeUp)
        let level = Box(x: box.x, y: box.bottom - height, width: box.width, height: height)
        var shapes: [Shape] = [
            .box(box, radius: 6, style: .card, tone: tone),
            .box(level, radius: min(6, height / 2), style: .level, tone: tone),
            .box(box, radius: 6, style: pool.namedBlocks.isEmpty ? .outline : .ring, tone: tone),
            .text(
                String(pool.blockSize), at: Point(x: middle, y: box.y + 23), style: .detail,
                anchor: .middle, tone: .ink),
        ]
        if !pool.namedBlocks.isEmpty {
            shapes.append(.dot(Point(x: box.right - 7, y: box.y + 7), radius: 3, tone: tone))
        }
        add(
            box,
            tooltip: "Pool " + Numeral.address(pool.address) + ": " + String(pool.usedCount)
                + " of " + String(pool.capacity) + " blocks in use",
            anchor: BlockPlace.poolAnchor(pool.address), shapes)
    }

    private mutating func addSizeLegend() {
        var x = MapCanvas.margin
        var shapes: [Shape] = []
        func entry(_ words: String, _ mark: (Box) -> [Shape]) {
            let box = Box(x: x, y: y, width: 13, height: 13)
            shapes.append(contentsOf: mark(box))
            shapes.append(
                .text(
                    words, at: Point(x: x + 18, y: y + 10.5), style: .words, anchor: .start,
                    tone: .muted))
            x += 18 + TextStyle.words.width(words) + 14
        }
        for (words, size) in [
            ("16–32 B", 32), ("48–64", 64), ("80–128", 128), ("144–256", 256), ("272–512", 512),
        ] {
            let tone = Tone.sizeClass(size)
            entry(words) { box in
                [
                    .box(box, radius: 3, style: .level, tone: tone),
                    .box(box, radius: 3, style: .outline, tone: tone),
                ]
            }
        }
        entry("holds objects of the picture") { box in
            [.dot(Point(x: box.x + 7, y: box.y + 6.5), radius: 3, tone: .ink)]
        }
        entry("never used") { box in [.box(box, radius: 3, style: .free, tone: .muted)] }
        add(nil, shapes)
        y += 20
    }
}

extension Tone {
    /// Five families of pymalloc's 32 size classes; the number beside it is what tells them apart.
    static func sizeClass(_ blockSize: Int) -> Tone {
        switch blockSize {
        case ...32: return .number
        case ...64: return .text
        case ...128: return .sequence
        case ...256: return .mapping
        default: return .instance
        }
    }
}
