import HeapTrace

extension MapCanvas {
    private static let addressWidth = 116.0
    private static let rowHeight = 46.0

    /// The first band: the regions in address order, each with its start, its size and what it
    /// holds.
    mutating func addRegions(_ regions: [RegionRecord]) {
        heading("Address space", "from low addresses to high, not to scale")
        for (index, region) in regions.enumerated() {
            addRegion(region)
            if index + 1 < regions.count { addBreak() }
        }
        y += 22
    }

    private mutating func addRegion(_ region: RegionRecord) {
        let box = Box(
            x: MapCanvas.margin + MapCanvas.addressWidth, y: y,
            width: MapCanvas.inner - MapCanvas.addressWidth, height: MapCanvas.rowHeight)
        let tone = region.region.tone
        let usage =
            Numeral.bytes(region.used) + " used of " + Numeral.bytes(region.length) + " mapped"
        let meter = Box(x: box.right - 172, y: box.y + 28, width: 160, height: 6)
        let part = Double(region.used) / Double(max(region.length, 1))
        let filled = Box(
            x: meter.x, y: meter.y, width: max(2, meter.width * min(max(part, 0), 1)),
            height: meter.height)
        let words = TextStyle.words.metrics.fitted(region.summary, to: box.width - 200)
        add(
            box, tooltip: words == region.summary ? nil : region.summary,
            anchor: BlockPlace.regionAnchor(region.region),
            [
                .box(box, radius: 9, style: .card, tone: tone),
                .box(
                    Box(x: box.x + 1, y: box.y + 8, width: 4, height: box.height - 16), radius: 2,
                    style: .solid, tone: tone),
                .text(
                    region.region.title, at: Point(x: box.x + 16, y: box.y + 19), style: .badge,
                    anchor: .start, tone: .ink),
                .text(
                    words, at: Point(x: box.x + 16, y: box.y + 36), style: .words, anchor: .start,
                    tone: .muted),
                .text(
                    usage, at: Point(x: box.right - 12, y: box.y + 19), style: .words,
                    anchor: .end, tone: .muted),
                .box(meter, radius: 3, style: .used, tone: tone),
                .box(filled, radius: 3, style: .solid, tone: tone),
            ])
        add(
            nil,
            [
                .text(
                    Numeral.address(region.start), at: Point(x: MapCanvas.margin, y: y + 19),
                    style: .detail, anchor: .start, tone: .muted)
            ])
        y += MapCanvas.rowHeight
    }

    /// Three dots for the addresses between two regions, where nothing is mapped.
    private mutating func addBreak() {
        let x = MapCanvas.margin + MapCanvas.addressWidth + 18
        add(
            nil,
            (0..<3).map {
                .dot(Point(x: x + Double($0) * 7, y: y + 7), radius: 1.5, tone: .muted)
            })
        y += 14
    }
}
