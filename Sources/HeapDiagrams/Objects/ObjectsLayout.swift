import HeapTrace

/// Where everything of a note's pictures of objects is: one layout for all moments.
///
/// Column 0 has the frames. An object's column is its distance from the nearest name at the
/// moment it is first drawn; its place in the column is found once, for its whole life. New
/// things come below and to the right of what is there; the room of what has left is used again.
struct ObjectsLayout {
    struct Column {
        var x: Double
        var width: Double
        var right: Double { x + width }
    }

    struct Place {
        var column: Int
        var box: Box
    }

    struct FramePlace {
        var x: Double
        var y: Double
        var width: Double
        /// Each name's row, kept for all moments.
        var rows: [String: Int] = [:]
    }

    struct FrameKey: Hashable {
        var depth: Int
        var name: String
    }

    private(set) var columns: [Column] = []
    private(set) var places: [ObjectSerial: Place] = [:]
    private(set) var frames: [FrameKey: FramePlace] = [:]
    /// What the cards say, moment by moment, in the order of the graph's cards.
    private(set) var contents: [[CardContent]] = []
    let density: Density

    init(_ graph: ObjectGraph) {
        density = graph.density
        measureCards(graph, graph.options)
        let frameWidth = placeFrames(graph)
        placeCards(graph, graph.options, frameWidth: frameWidth)
    }

    private mutating func measureCards(_ graph: ObjectGraph, _ options: DiagramOptions) {
        let forms = graph.slotForms()
        for moment in graph.moments {
            let shown = Set(
                moment.cards.lazy.filter {
                    ($0.state == .live || $0.state == .unreached) && !$0.record.staysInline
                }.map(\.record.serial))
            contents.append(
                moment.cards.map { card in
                    CardContent(
                        card, form: forms.contains(card.record.serial) ? .strip : .rows,
                        cards: shown, density: density, options: options)
                })
        }
    }

    /// Gives rows to names and heights to frames; returns the width of the frames' column.
    private mutating func placeFrames(_ graph: ObjectGraph) -> Double {
        var width = CardMetrics.minimumFrameWidth
        var lives: [FrameKey: ClosedRange<Int>] = [:]
        var order: [FrameKey] = []
        for (index, moment) in graph.moments.enumerated() {
            for frame in moment.frames {
                let key = FrameKey(depth: frame.depth, name: frame.name)
                if let life = lives[key] {
                    lives[key] = life.lowerBound...index
                } else {
                    lives[key] = index...index
                    order.append(key)
                }
                var place = frames[key] ?? FramePlace(x: CardMetrics.margin, y: 0, width: 0)
                width = max(width, TextStyle.heading.width(frame.caption) + 24)
                for name in frame.names where place.rows[name.name] == nil {
                    place.rows[name.name] = place.rows.count
                    width = max(width, TextStyle.name.width(name.shown) + 74)
                }
                frames[key] = place
            }
        }
        var packer = ColumnPacker(top: CardMetrics.margin, gap: 16)
        for key in order {
            guard var place = frames[key], let life = lives[key] else { continue }
            let height = FramePlace.height(rows: place.rows.count)
            place.y = packer.place(height: height, during: life, near: nil)
            place.width = width
            frames[key] = place
        }
        return width
    }

    private mutating func placeCards(
        _ graph: ObjectGraph, _ options: DiagramOptions, frameWidth: Double
    ) {
        let lives = CardLife.collect(graph, contents, columns: options.maximumColumns)
        let tops = tops(of: lives)
        var widths: [Double] = []
        var common: [Double] = []
        for life in lives {
            while widths.count <= life.column {
                widths.append(0)
                common.append(0)
            }
            widths[life.column] = max(widths[life.column], life.width)
            if life.width <= density.commonWidth {
                common[life.column] = max(common[life.column], life.width)
            }
        }
        let tallest = lives.reduce(0) { max($0, (tops[$1.serial] ?? 0) + $1.height) }
        placeColumns(widths, frameWidth: frameWidth, tallest: tallest)
        for life in lives {
            let column = life.column + 1
            let box = Box(
                x: columns[column].x, y: tops[life.serial] ?? 0,
                width: max(life.width, common[life.column]), height: life.height)
            places[life.serial] = Place(column: column, box: box)
        }
    }

    /// Finds each card's height in its column, for its whole life.
    private func tops(of lives: [CardLife]) -> [ObjectSerial: Double] {
        var packers: [ColumnPacker] = []
        var tops: [ObjectSerial: Double] = [:]
        var heights: [ObjectSerial: Double] = [:]
        for life in lives {
            while packers.count <= life.column {
                packers.append(ColumnPacker(top: density.top, gap: density.cardGap))
            }
            var wanted: Double?
            switch life.anchor {
            case .top: break
            case .beside(let holder): wanted = tops[holder]
            case .below(let above):
                if let top = tops[above], let height = heights[above] {
                    wanted = top + height + density.cardGap
                }
            }
            tops[life.serial] = packers[life.column].place(
                height: life.height, during: life.interval, near: wanted)
            heights[life.serial] = life.height
        }
        return tops
    }

    private mutating func placeColumns(
        _ widths: [Double], frameWidth: Double, tallest: Double
    ) {
        // The names' arrows run far up and down, and the further the more room they need to look
        // calm.
        let first = CardMetrics.gutter + min(56, tallest * 0.05).wholeUp
        columns = [Column(x: CardMetrics.margin, width: frameWidth)]
        var x = CardMetrics.margin + frameWidth + first
        for width in widths {
            columns.append(Column(x: x, width: width))
            x += width + CardMetrics.gutter
        }
    }
}

extension ObjectsLayout.FramePlace {
    static func height(rows: Int) -> Double {
        CardMetrics.frameHeader + Double(max(rows, 1)) * CardMetrics.nameRow + 6
    }

    func pill(row: Int) -> Box {
        Box(
            x: x + CardMetrics.framePadding,
            y: y + CardMetrics.frameHeader + Double(row) * CardMetrics.nameRow,
            width: width - 2 * CardMetrics.framePadding, height: CardMetrics.namePill)
    }
}

extension ObjectGraph {
    /// The containers that are drawn as strips: sequences and sets none of whose slots ever needs
    /// an arrow.
    fileprivate func slotForms() -> Set<ObjectSerial> {
        var strips: Set<ObjectSerial> = []
        var rows: Set<ObjectSerial> = []
        var inline: Set<ObjectSerial> = []
        for moment in moments {
            for card in moment.cards where card.record.staysInline {
                inline.insert(card.record.serial)
            }
        }
        for moment in moments {
            for card in moment.cards {
                switch card.record.kind {
                case .list, .tuple, .set: break
                default: continue
                }
                let hasArrow = card.record.slots.contains { slot in
                    slot.target.map { cardSerials.contains($0) && !inline.contains($0) } ?? false
                }
                if hasArrow {
                    rows.insert(card.record.serial)
                } else {
                    strips.insert(card.record.serial)
                }
            }
        }
        return strips.subtracting(rows)
    }
}

extension GraphFrame {
    /// The heading of the frame's box.
    var caption: String {
        let place = line.map { " · line " + String($0) } ?? ""
        let shown = name == "__main__" ? "globals" : name
        return TextStyle.heading.metrics.fitted(shown, to: 150) + place
    }
}

extension GraphName {
    var shown: String { TextStyle.name.metrics.fitted(name, to: 150) }
}
