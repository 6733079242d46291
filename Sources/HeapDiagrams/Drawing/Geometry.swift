/// A place on the drawing, in CSS pixels, y growing downwards.
struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
}

extension Double {
    /// The next whole number at or above; lengths beyond any drawing stay as they are. Unlike
    /// `rounded` it needs no function of the C library.
    var wholeUp: Double {
        guard magnitude < 1e15 else { return self }
        let whole = Double(Int(self))
        return whole < self ? whole + 1 : whole
    }
}

/// An upright rectangle on the drawing.
struct Box: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }

    /// The box made smaller by `margin` on every side.
    func inset(_ margin: Double) -> Box {
        Box(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
    }

    func contains(_ point: Point) -> Bool {
        point.x > x && point.x < right && point.y > y && point.y < bottom
    }

    func contains(_ other: Box) -> Bool {
        other.x >= x && other.right <= right && other.y >= y && other.bottom <= bottom
    }

    func overlaps(_ other: Box) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }

    /// The smallest box around both.
    func union(_ other: Box) -> Box {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Box(
            x: left, y: top, width: max(right, other.right) - left,
            height: max(bottom, other.bottom) - top)
    }
}

/// A smooth line: straight runs and cubic curves from a starting point.
///
/// All of an arrow's turns are cubics with horizontal tangents whose controls lie between their
/// ends' neighbouring columns, so a curve never leaves the gutter that was found free for it.
struct Curve: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case line(to: Point)
        case cubic(Point, Point, to: Point)

        var end: Point {
            switch self {
            case .line(let end), .cubic(_, _, let end): return end
            }
        }
    }

    var start: Point
    var pieces: [Piece] = []

    var end: Point { pieces.last?.end ?? start }

    mutating func line(to end: Point) {
        if end != self.end { pieces.append(.line(to: end)) }
    }

    /// An S from the current end to `end` with horizontal tangents, both controls at `middle`.
    mutating func swing(to end: Point, middle: Double) {
        let from = self.end
        if from.y == end.y { return line(to: end) }
        pieces.append(.cubic(Point(x: middle, y: from.y), Point(x: middle, y: end.y), to: end))
    }

    /// Points along the curve, close enough together for the checks of crossing.
    func samples(perPiece count: Int = 24) -> [Point] {
        var points = [start]
        var from = start
        for piece in pieces {
            for step in 1...max(count, 1) {
                points.append(piece.point(at: Double(step) / Double(max(count, 1)), from: from))
            }
            from = piece.end
        }
        return points
    }

    /// The box around the curve's points and controls.
    var bounds: Box {
        var box = Box(x: start.x, y: start.y, width: 0, height: 0)
        for point in samples(perPiece: 12) {
            box = box.union(Box(x: point.x, y: point.y, width: 0, height: 0))
        }
        return box
    }
}

extension Curve.Piece {
    fileprivate func point(at part: Double, from start: Point) -> Point {
        switch self {
        case .line(let end):
            return Point(
                x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part)
        case .cubic(let first, let second, let end):
            let rest = 1 - part
            let a = rest * rest * rest
            let b = 3 * rest * rest * part
            let c = 3 * rest * part * part
            let d = part * part * part
            return Point(
                x: a * start.x + b * first.x + c * second.x + d * end.x,
                y: a * start.y + b * first.y + c * second.y + d * end.y)
        }
    }
}
