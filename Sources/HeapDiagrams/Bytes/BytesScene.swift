import HeapTrace

/// Places the cards of a byte view one under the other, and leads arrows down a lane to the right of them.
struct BytesScene {
    private enum Measure {
        static let margin = 24.0
        static let padding = 14.0
        static let minimumOffset = 46.0
        /// Room for a byte's two digits and the space behind them.
        static let byteWidth = 21.0
        static let bytesWidth = 8 * byteWidth
        static let gap = 12.0
        static let headerHeight = 36.0
        static let sectionHeight = 25.0
        static let rowHeight = 20.0
        static let footerHeight = 22.0
        static let cardGap = 26.0
        static let lane = 9.0
        static let maximumName = 210.0
        static let maximumValue = 330.0
        /// Rows of bytes that one field shows.
        static let fieldRows = 6
    }

    private let bytes: ObjectBytes
    private var scene = Scene()
    private var y = Measure.margin
    private let offsetWidth: Double
    private let nameWidth: Double
    private let valueWidth: Double
    /// The cards' boxes, and where their pointers leave.
    private var cards: [Box] = []
    private var pointers: [(card: Int, field: Int, y: Double, target: Int)] = []

    init(_ bytes: ObjectBytes) {
        self.bytes = bytes
        var offset = Measure.minimumOffset
        var name = 90.0
        var value = 150.0
        for block in bytes.blocks {
            for field in block.fields {
                let digits = BytesDiagram.offset(field.offset)
                offset = max(offset, TextStyle.detail.width(digits) + 12)
                name = max(name, TextStyle.detail.width(field.name))
                value = max(value, TextStyle.words.width(field.value) + 16)
            }
        }
        offsetWidth = offset
        nameWidth = min(name, Measure.maximumName)
        valueWidth = min(value, Measure.maximumValue)
    }

    private var cardWidth: Double {
        2 * Measure.padding + offsetWidth + Measure.bytesWidth + 2 * Measure.gap + nameWidth
            + valueWidth
    }

    private var bytesX: Double { Measure.margin + Measure.padding + offsetWidth }
    private var nameX: Double { bytesX + Measure.bytesWidth + Measure.gap }
    private var valueX: Double { nameX + nameWidth + Measure.gap }
    private var right: Double { Measure.margin + cardWidth }

    // MARK: Cards

    mutating func addBlocks() {
        for (index, block) in bytes.blocks.enumerated() { add(block, index) }
    }

    private mutating func add(_ block: BlockBytes, _ index: Int) {
        let top = y
        var shapes: [Shape] = []
        addHeader(block, index, &shapes)
        var structure = ""
        for (number, field) in block.fields.enumerated() {
            if field.structure != structure {
                structure = field.structure
                addSection(structure, isHeader: index == 0 && field.offset == 0, &shapes)
            }
            add(field, &shapes)
            if let target = field.targetBlock, bytes.blocks.indices.contains(target) {
                let middle = y - Measure.rowHeight / 2
                shapes.append(
                    .dot(Point(x: right - Measure.padding, y: middle), radius: 3, tone: .mapping))
                pointers.append((index, number, middle, target))
            }
        }
        if block.unusedByteCount > 0 { addFooter(block, &shapes) }
        y += 8
        let outline = Box(x: Measure.margin, y: top, width: cardWidth, height: y - top)
        shapes.insert(
            .box(outline, radius: CardMetrics.corner, style: .card, tone: .muted), at: 0)
        scene.groups.append(
            SceneGroup(key: .card(index), outline: outline, shapes: shapes, interval: 0...0))
        cards.append(outline)
        y += Measure.cardGap
    }

    private mutating func addHeader(_ block: BlockBytes, _ index: Int, _ shapes: inout [Shape]) {
        let left = Measure.margin + Measure.padding
        let facts = words(for: block)
        let room = cardWidth - 2 * Measure.padding - TextStyle.words.width(facts) - 20
        var title = block.title
        if index == 0 {
            title = bytes.expression + ": " + title
        }
        shapes.append(
            .text(
                TextStyle.title.metrics.fitted(title, to: room), at: Point(x: left, y: y + 23),
                style: .title, anchor: .start, tone: .ink))
        shapes.append(
            .text(
                facts, at: Point(x: right - Measure.padding, y: y + 23), style: .words,
                anchor: .end, tone: .muted))
        y += Measure.headerHeight
    }

    private func words(for block: BlockBytes) -> String {
        let end = block.fields.last.map { $0.offset + $0.count } ?? 0
        let size = Numeral.bytes(max(0, end - (block.fields.first?.offset ?? 0)))
        switch block.region {
        case .arenas:
            return size + " in a block of " + Numeral.bytes(block.blockSize) + " at "
                + Numeral.address(block.address)
        case .rawHeap: return size + " in the raw heap at " + Numeral.address(block.address)
        case .staticData: return size + ", static, at " + Numeral.address(block.address)
        case .frameStack: return size + " at " + Numeral.address(block.address)
        }
    }

    private mutating func addSection(
        _ structure: String, isHeader: Bool, _ shapes: inout [Shape]
    ) {
        var rule = Curve(start: Point(x: Measure.margin, y: y))
        rule.line(to: Point(x: right, y: y))
        shapes.append(.curve(rule, style: .rule))
        let baseline = y + 17
        var room = right - Measure.padding - bytesX
        if isHeader {
            let words = TextStyle.type.metrics.fitted(
                "id(" + bytes.expression + ") = " + Numeral.address(bytes.address),
                to: nameWidth + valueWidth)
            shapes.append(
                .text(
                    words, at: Point(x: right - Measure.padding, y: baseline), style: .type,
                    anchor: .end, tone: .number))
            room -= TextStyle.type.width(words) + 12
        }
        shapes.append(
            .text(
                TextStyle.type.metrics.fitted(structure, to: room),
                at: Point(x: bytesX, y: baseline), style: .type, anchor: .start, tone: .muted))
        y += Measure.sectionHeight
    }

    private mutating func addFooter(_ block: BlockBytes, _ shapes: inout [Shape]) {
        let words = Numeral.bytes(block.unusedByteCount) + " of the block unused"
        let bar = Box(
            x: bytesX, y: y + 5, width: Measure.bytesWidth, height: Measure.rowHeight - 8)
        shapes.append(.box(bar, radius: 4, style: .free, tone: .muted))
        shapes.append(
            .text(
                words, at: Point(x: nameX, y: y + 15), style: .words, anchor: .start, tone: .muted))
        y += Measure.footerHeight
    }

    // MARK: Fields

    private mutating func add(_ field: ByteField, _ shapes: inout [Shape]) {
        let baseline = y + 14
        let tone = field.tone
        shapes.append(
            .text(
                TextStyle.detail.metrics.fitted(
                    BytesDiagram.offset(field.offset), to: offsetWidth),
                at: Point(x: bytesX - 10, y: baseline), style: .detail, anchor: .end, tone: .muted))
        if !field.name.isEmpty {
            shapes.append(
                .text(
                    TextStyle.detail.metrics.fitted(field.name, to: nameWidth),
                    at: Point(x: nameX, y: baseline), style: .detail, anchor: .start, tone: .ink))
        }
        let room = field.targetBlock == nil ? valueWidth : valueWidth - 12
        shapes.append(
            .text(
                TextStyle.words.metrics.fitted(field.value, to: room),
                at: Point(x: valueX, y: baseline), style: .words, anchor: .start,
                tone: field.isQuiet ? .muted : tone))
        if field.bytes.isEmpty {
            addBar(field, &shapes)
        } else {
            addBytes(field, tone, &shapes)
        }
    }

    /// Bytes that aren't shown: a bar as wide as they are, at most a row.
    private mutating func addBar(_ field: ByteField, _ shapes: inout [Shape]) {
        let column = field.count >= 8 ? 0 : (field.offset % 8 + 8) % 8
        let width = Double(min(field.count, 8 - column)) * Measure.byteWidth
        let box = Box(
            x: bytesX + Double(column) * Measure.byteWidth, y: y + 3, width: width - 2,
            height: Measure.rowHeight - 6)
        shapes.append(
            .box(
                box, radius: 4, style: field.omittedFieldCount > 0 ? .reusable : .free, tone: .muted
            ))
        if field.count > 8 {
            shapes.append(
                .text(
                    Numeral.bytes(field.count), at: Point(x: box.x + box.width / 2, y: y + 13.5),
                    style: .fine, anchor: .middle, tone: .muted))
        }
        y += Measure.rowHeight
    }

    private mutating func addBytes(_ field: ByteField, _ tone: Tone, _ shapes: inout [Shape]) {
        var start = 0
        var row = 0
        while start < field.bytes.count, row < Measure.fieldRows {
            let column = ((field.offset + start) % 8 + 8) % 8
            let end = min(start + 8 - column, field.bytes.count)
            let box = Box(
                x: bytesX + Double(column) * Measure.byteWidth, y: y + 1,
                width: Double(end - start) * Measure.byteWidth - 2, height: Measure.rowHeight - 2)
            shapes.append(.box(box, radius: 4, style: .tint, tone: tone))
            shapes.append(
                .text(
                    BytesDiagram.hexadecimal(field.bytes[start..<end]),
                    at: Point(x: box.x + 2, y: y + 14), style: .byte, anchor: .start, tone: tone))
            start = end
            row += 1
            y += Measure.rowHeight
        }
    }

    // MARK: Arrows

    /// Each pointer runs out to a lane of its own, down, and back to the head of its block.
    mutating func addArrows() {
        var arrivals: [Int: Int] = [:]
        for (number, pointer) in pointers.enumerated() {
            let target = cards[pointer.target]
            let turn = right + 12 + Double(pointers.count - 1 - number) * Measure.lane
            let arrival = target.y + 16 + Double(arrivals[pointer.target, default: 0]) * 8
            arrivals[pointer.target, default: 0] += 1
            var curve = Curve(start: Point(x: right - Measure.padding, y: pointer.y))
            curve.line(to: Point(x: turn - 6, y: pointer.y))
            let down = arrival > pointer.y ? 6.0 : -6.0
            curve.pieces.append(
                .cubic(
                    Point(x: turn, y: pointer.y), Point(x: turn, y: pointer.y),
                    to: Point(x: turn, y: pointer.y + down)))
            curve.line(to: Point(x: turn, y: arrival - down))
            curve.pieces.append(
                .cubic(
                    Point(x: turn, y: arrival), Point(x: turn, y: arrival),
                    to: Point(x: turn - 6, y: arrival)))
            curve.line(to: Point(x: right + 1, y: arrival))
            scene.groups.append(
                SceneGroup(
                    key: .arrow(
                        from: .slot(card: pointer.card, slot: pointer.field), to: pointer.target,
                        isFormer: false), outline: nil,
                    shapes: [.curve(curve, style: .arrow)], interval: 0...0))
        }
    }

    func finished(title: String, description: String) -> Scene {
        var result = scene
        result.title = title
        result.description = description
        let lanes = pointers.isEmpty ? 0 : 14 + Double(pointers.count) * Measure.lane
        let words = "Bytes stand as they lie in memory: a number's lowest byte comes first."
        let bottom = y - Measure.cardGap + 22
        result.groups.append(
            SceneGroup(
                key: .label(0), outline: nil,
                shapes: [
                    .text(
                        words, at: Point(x: Measure.margin, y: bottom), style: .words,
                        anchor: .start, tone: .muted)
                ], interval: 0...0))
        result.size = Point(
            x: (right + max(lanes, Measure.margin)).wholeUp, y: (bottom + Measure.margin).wholeUp)
        return result
    }
}

extension ByteField {
    /// The colour of the field's bytes.
    fileprivate var tone: Tone {
        if isPointer { return .mapping }
        if value.hasPrefix("'") || value == "NUL" { return .text }
        if bytes.isEmpty || bytes.allSatisfy({ $0 == 0 }) { return .muted }
        return .number
    }

    /// Whether the value says that there is nothing.
    fileprivate var isQuiet: Bool { value == "NULL" || value == "padding" || bytes.isEmpty }
}
