import HeapTrace

/// Puts one moment of the graph at its places in the layout: frames, cards, arrows, and what was
/// left out.
struct ObjectsScene {
    private let graph: GraphMoment
    private let layout: ObjectsLayout
    private let contents: [CardContent]
    private let number: Int
    private var scene = Scene()
    private var boxes: [ObjectSerial: (column: Int, box: Box)] = [:]
    private var ports: [ObjectSerial: [Int: Double]] = [:]
    /// What each card says to those who point at it; nil where the page has it in words.
    private let holders: HolderIndex?

    static func scene(
        of number: Int, graph: ObjectGraph, layout: ObjectsLayout, title: String,
        holders: HolderIndex? = nil
    ) -> Scene {
        var builder = ObjectsScene(graph, layout, number, holders)
        builder.scene.title = title
        builder.scene.description = graph.moments[number].summary
        builder.addFrames()
        builder.addCards()
        builder.addArrows()
        builder.addOmissions()
        builder.measure()
        return builder.scene
    }

    private init(
        _ graph: ObjectGraph, _ layout: ObjectsLayout, _ number: Int, _ holders: HolderIndex?
    ) {
        self.holders = holders
        self.graph = graph.moments[number]
        self.layout = layout
        contents = layout.contents[number]
        self.number = number
    }

    private func place(of frame: GraphFrame) -> ObjectsLayout.FramePlace? {
        layout.frames[ObjectsLayout.FrameKey(depth: frame.depth, name: frame.name)]
    }

    private mutating func addFrames() {
        for (index, frame) in graph.frames.enumerated() {
            guard let place = place(of: frame) else { continue }
            let rows = frame.names.reduce(0) { max($0, (place.rows[$1.name] ?? 0) + 1) }
            let outline = Box(
                x: place.x, y: place.y, width: place.width,
                height: ObjectsLayout.FramePlace.height(rows: rows))
            var shapes: [Shape] = [
                .box(outline, radius: CardMetrics.corner, style: .frame, tone: .muted),
                .text(
                    frame.caption, at: Point(x: outline.x + 12, y: outline.y + 20),
                    style: .heading, anchor: .start, tone: .muted),
            ]
            for name in frame.names {
                guard let row = place.rows[name.name] else { continue }
                name.draw(in: place.pill(row: row), &shapes)
            }
            if frame.names.isEmpty {
                shapes.append(
                    .text(
                        frame.hidesNames ? "none shown" : "no names",
                        at: Point(x: outline.x + 12, y: outline.y + 47), style: .words,
                        anchor: .start, tone: .muted))
            }
            scene.groups.append(
                SceneGroup(
                    key: .frame(index), outline: outline, shapes: shapes, interval: number...number)
            )
        }
    }

    private mutating func addCards() {
        for content in contents {
            guard let place = layout.places[content.serial] else { continue }
            var group = content.draw(in: place.box)
            group.interval = number...number
            // A full picture is long enough; the page's table has the words.
            if let holders, content.state == .live, !layout.density.isCompact {
                let words = content.description(holders)
                group.tooltip = group.tooltip.map { $0 + " \u{b7} " + words } ?? words
            }
            boxes[content.serial] = (place.column, group.outline ?? place.box)
            var ports: [Int: Double] = [:]
            for port in content.slotPorts { ports[port.slot] = place.box.y + port.y }
            self.ports[content.serial] = ports
            scene.groups.append(group)
        }
    }

    private mutating func addOmissions() {
        let words = graph.omissions.words
        if words.isEmpty { return }
        var bottom = 0.0
        for group in scene.groups { bottom = max(bottom, group.bounds.bottom) }
        scene.groups.append(
            SceneGroup(
                key: .label(0), outline: nil,
                shapes: [
                    .text(
                        words, at: Point(x: CardMetrics.margin, y: bottom + 26), style: .words,
                        anchor: .start, tone: .muted)
                ], interval: number...number))
    }

    private mutating func measure() {
        var right = CardMetrics.margin + 160
        var bottom = CardMetrics.margin
        for group in scene.groups {
            let bounds = group.bounds
            right = max(right, bounds.right)
            bottom = max(bottom, bounds.bottom)
        }
        scene.size = Point(
            x: (right + CardMetrics.margin).wholeUp,
            y: (bottom + CardMetrics.margin).wholeUp)
    }
}

// MARK: - Arrows

extension ObjectsScene {
    private struct Pending {
        var arrow: GraphArrow
        var start: Point
        var column: Int
        var target: (column: Int, box: Box)
    }

    private mutating func addArrows() {
        var pending: [Pending] = []
        for arrow in graph.arrows {
            guard let target = boxes[arrow.target], let (start, column) = start(of: arrow.source)
            else { continue }
            pending.append(Pending(arrow: arrow, start: start, column: column, target: target))
        }
        var router = ArrowRouter(layout, boxes: Array(boxes.values))
        let routes = pending.map { item in
            router.route(
                from: item.start, column: item.column, to: item.target.box,
                in: item.target.column,
                arrival: item.target.box.y + layout.density.portY)
        }
        let arrivals = arrivals(pending, routes)
        var groups: [(rank: Int, group: SceneGroup)] = []
        for (index, item) in pending.enumerated() {
            let curve = router.finish(
                routes[index], arrival: arrivals[index], column: item.column)
            let arrow = item.arrow
            let style: LineStyle =
                arrow.isFormer
                ? .arrowFormer : arrow.isWeak ? .arrowWeak : arrow.isNew ? .arrowNew : .arrow
            var shapes: [Shape] = [.curve(curve, style: style)]
            if !arrow.isFormer {
                let tone: Tone = arrow.isNew ? .made : .muted
                shapes.append(.dot(item.start, radius: 3, tone: tone))
            }
            var group = SceneGroup(
                key: .arrow(
                    from: arrow.source.key, to: arrow.target.rawValue,
                    isFormer: arrow.isFormer || arrow.isWeak),
                outline: nil, shapes: shapes, interval: number...number)
            group.words = graph.words(at: arrow.source)
            groups.append((arrow.isFormer ? 0 : arrow.isNew ? 2 : 1, group))
        }
        for rank in 0...2 {
            for item in groups where item.rank == rank { scene.groups.append(item.group) }
        }
    }

    private func start(of source: GraphArrow.Source) -> (Point, Int)? {
        switch source {
        case .name(let frameIndex, let nameIndex):
            let frame = graph.frames[frameIndex]
            guard let place = place(of: frame),
                let row = place.rows[frame.names[nameIndex].name]
            else { return nil }
            let pill = place.pill(row: row)
            return (Point(x: pill.right - 10, y: pill.y + pill.height / 2), 0)
        case .slot(let serial, let index):
            guard let holder = boxes[serial], let y = ports[serial]?[index] else { return nil }
            return (Point(x: holder.box.right - CardMetrics.padding - 9, y: y), holder.column)
        }
    }

    /// The height at which each arrow reaches its card: fanned out over the card's base in the
    /// order in which they come, so that arrows to one card stay apart and don't cross.
    private func arrivals(_ pending: [Pending], _ routes: [ArrowRouter.Route]) -> [Double] {
        let base = layout.density.portY
        var result = pending.map { $0.target.box.y + base }
        var fans: [Fan: [Int]] = [:]
        for (index, item) in pending.enumerated() {
            let isFromLeft = item.target.column > item.column
            fans[Fan(target: item.arrow.target, isFromLeft: isFromLeft), default: []].append(index)
        }
        for members in fans.values where members.count > 1 {
            let order = members.sorted { (routes[$0].height, $0) < (routes[$1].height, $1) }
            // A crowd arrives at one point; its heads would be a bar otherwise.
            let step = members.count > 7 ? 0 : min(10, 1.2 * base / Double(members.count - 1))
            let first = -step * Double(members.count - 1) / 2
            for (rank, index) in order.enumerated() { result[index] += first + step * Double(rank) }
        }
        return result
    }

    private struct Fan: Hashable {
        var target: ObjectSerial
        var isFromLeft: Bool
    }
}

extension GraphMoment {
    /// What an arrow begins at, as a page's script puts it together: a name, or `[0]`, `.x`.
    fileprivate func words(at source: GraphArrow.Source) -> String {
        switch source {
        case .name(let frame, let name):
            let words = frames[frame].names[name].name
            return frame == 0 ? words : words + " in " + frames[frame].name
        case .slot(let serial, let index):
            guard let record = card(serial)?.record else { return "" }
            let label = record.slots[index].label
            switch record.kind {
            case .list, .tuple, .dict: return "[" + label + "]"
            case .cell: return ".cell_contents"
            case .instance, .type: return label.isEmpty ? "" : "." + label
            default: return label.isEmpty ? "" : " (" + label + ")"
            }
        }
    }
}

extension GraphArrow.Source {
    fileprivate var key: ArrowSource {
        switch self {
        case .name(let frame, let name): return .name(frame: frame, row: name)
        case .slot(let serial, let index): return .slot(card: serial.rawValue, slot: index)
        }
    }
}

extension GraphName {
    fileprivate func draw(in pill: Box, _ shapes: inout [Shape]) {
        let isGone = change == .deleted
        shapes.append(.box(pill, radius: 7, style: isGone ? .free : .pill, tone: .muted))
        shapes.append(
            .text(
                shown, at: Point(x: pill.x + 10, y: pill.y + 17), style: .name, anchor: .start,
                tone: isGone ? .muted : .ink))
        let place = Point(x: pill.right - 30, y: pill.y + 7.5)
        switch change {
        case .none:
            if target == nil {
                let room = Point(x: pill.right - 10, y: pill.y + 16.5)
                shapes.append(.text("unset", at: room, style: .words, anchor: .end, tone: .muted))
            }
        case .new: shapes.append(.icon(.plus, at: place, tone: .made))
        case .rebound: shapes.append(.icon(.pencil, at: place, tone: .changed))
        case .deleted: shapes.append(.icon(.cross, at: place, tone: .gone))
        }
    }
}
