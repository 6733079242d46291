import HeapTrace

/// Leads arrows from names and slots to cards so that none runs through a card or a label.
///
/// All text is inside frames and cards, and cards stand in columns, so what is free is known
/// beforehand: the gutters between the columns, and in each column the gaps between its cards. An
/// arrow leaves to the right into the gutter beside its source. If the target is in the next
/// column it bends there and arrives from the left. If the target is in the same column or one
/// before it, it arrives from the right. Columns in between are crossed in a gap, on a lane of
/// the arrow's own where there is room.
struct ArrowRouter {
    private struct Span {
        var top: Double
        var bottom: Double
    }

    private let layout: ObjectsLayout
    /// The cards shown in each column, from the top down.
    private var busy: [[Span]]
    /// The heights of the arrows that cross each column.
    private var lanes: [[Double]]
    /// The end of the lowest card, under which every column is free.
    private var floor = 0.0

    init(_ layout: ObjectsLayout, boxes: [(column: Int, box: Box)]) {
        self.layout = layout
        busy = Array(repeating: [], count: layout.columns.count)
        lanes = Array(repeating: [], count: layout.columns.count)
        for (column, box) in boxes {
            busy[column].append(Span(top: box.y, bottom: box.bottom))
            floor = max(floor, box.bottom)
        }
        for column in busy.indices { busy[column].sort { $0.top < $1.top } }
    }

    /// An arrow's way up to the gutter beside its target, and how it goes on from there.
    struct Route {
        fileprivate(set) var curve: Curve
        fileprivate var isBow = false
        fileprivate var turn: Double
        fileprivate var end: Double

        /// The height at which it enters the last gutter: arrows to one card arrive in this order.
        var height: Double { curve.end.y }
    }

    /// Finds the way from `start` in `column` to the last gutter; `arrival` is about where it
    /// will end.
    mutating func route(
        from start: Point, column: Int, to target: Box, in targetColumn: Int, arrival: Double
    ) -> Route {
        let lead = CardMetrics.lead
        var curve = Curve(start: start)
        let edge = layout.columns[column].right + lead
        curve.line(to: Point(x: edge, y: start.y))
        if targetColumn > column {
            for crossed in (column + 1)..<targetColumn {
                let next = layout.columns[crossed]
                let y = lane(in: crossed, from: curve.end.y, to: arrival)
                curve.swing(to: Point(x: next.x, y: y), middle: (curve.end.x + next.x) / 2)
                curve.line(to: Point(x: next.right + lead, y: y))
            }
            return Route(curve: curve, turn: target.x - lead, end: target.x - 1)
        }
        if targetColumn < column {
            for crossed in ((targetColumn + 1)...column).reversed() {
                let next = layout.columns[crossed]
                let y = lane(in: crossed, from: curve.end.y, to: arrival)
                if crossed == column {
                    bend(&curve, in: column, to: Point(x: edge, y: y))
                } else {
                    let middle = (curve.end.x + next.right) / 2
                    curve.swing(to: Point(x: next.right, y: y), middle: middle)
                }
                curve.line(to: Point(x: next.x, y: y))
            }
        }
        return Route(
            curve: curve, isBow: targetColumn == column,
            turn: layout.columns[targetColumn].right + lead, end: target.right + 1)
    }

    /// The whole way, ending at height `arrival` on the target's edge.
    func finish(_ route: Route, arrival: Double, column: Int) -> Curve {
        var curve = route.curve
        let turn = Point(x: route.turn, y: arrival)
        if route.isBow {
            bend(&curve, in: column, to: turn)
        } else {
            curve.swing(to: turn, middle: (curve.end.x + turn.x) / 2)
        }
        curve.line(to: Point(x: route.end, y: arrival))
        return curve
    }

    /// A bow in the gutter right of a column, back to that column's edge.
    private func bend(_ curve: inout Curve, in column: Int, to end: Point) {
        let from = curve.end
        let height = (end.y - from.y).magnitude
        let reach = min(26 + height * 0.12, CardMetrics.gutter * 0.85)
        curve.pieces.append(
            .cubic(
                Point(x: from.x + reach, y: from.y), Point(x: end.x + reach, y: end.y), to: end))
    }

    /// A free height in a column, nearest to the way from `start` to `end`, that no other arrow
    /// runs on.
    private mutating func lane(in column: Int, from start: Double, to end: Double) -> Double {
        var best = floor + 14
        var bestCost = Double.infinity
        let clearance = layout.density.isCompact ? 2.5 : 4.0
        var free = 8.0
        func consider(_ top: Double, _ bottom: Double) {
            guard bottom >= top else { return }
            let air = min(8, (bottom - top) / 2)
            let top = top + air
            let bottom = bottom - air
            for wanted in [start, end, (top + bottom) / 2] {
                let y = untaken(near: min(max(wanted, top), bottom), top, bottom, in: column)
                let cost = (y - start).magnitude + (y - end).magnitude
                if cost < bestCost - 0.01 {
                    bestCost = cost
                    best = y
                }
            }
        }
        for span in busy[column] {
            consider(free, span.top - clearance)
            free = max(free, span.bottom + clearance)
        }
        consider(free, max(free, floor) + 240)
        lanes[column].append(best)
        return best
    }

    /// `wanted`, or the nearest height in the gap that is six pixels from every lane in use.
    private func untaken(
        near wanted: Double, _ top: Double, _ bottom: Double, in column: Int
    ) -> Double {
        for step in 0..<12 {
            for side in [1.0, -1.0] {
                let y = wanted + side * Double(step) * 3
                if y < top || y > bottom { continue }
                if !lanes[column].contains(where: { ($0 - y).magnitude < 5.5 }) { return y }
            }
        }
        return wanted
    }
}
