/// A drawing before it is written: shapes at absolute places, in groups that belong together.
///
/// Diagrams build scenes, `SVGWriter` writes them, and the checks of geometry read them: nothing
/// about a picture is known to the writer alone. A group has a key that is the same in every
/// moment and the interval of moments in which it looks as it does, so that many moments can be
/// one drawing: `Scene.merged` joins neighbours that look the same.
struct Scene: Sendable {
    var groups: [SceneGroup] = []
    /// Everything shown lies within it; its origin is (0, 0).
    var size = Point(x: 0, y: 0)
    /// How much of the height shows at first; nil for all.
    var shownHeight: Double?
    var title = ""
    var description = ""
}

/// What a group of shapes depicts; the writer orders by it and the checks tell by it what may
/// touch what.
enum SceneKey: Hashable, Sendable {
    case frame(Int)
    case card(Int)
    case arrow(from: ArrowSource, to: Int, isFormer: Bool)
    case label(Int)
    /// A region, pool or block of the map.
    case cell(Int)
}

/// Where an arrow leaves: a name's row in a frame, or a slot of a card.
enum ArrowSource: Hashable, Sendable {
    case name(frame: Int, row: Int)
    case slot(card: Int, slot: Int)
}

struct SceneGroup: Hashable, Sendable {
    var key: SceneKey
    /// The box no arrow may cross and no other group of a frame or a card may overlap.
    var outline: Box?
    var tooltip: String?
    /// What a page's script calls it: of an arrow the name or the slot it begins at.
    var words = ""
    /// What a page calls the part, for links to it: `o12` an object's card, `b7f…` a block of the map.
    var anchor: String?
    var isGhost = false
    var shapes: [Shape]
    /// The moments in which it is shown as it is, the first and the last.
    var interval: ClosedRange<Int>
}

/// The primitive marks.
enum Shape: Hashable, Sendable {
    case box(Box, radius: Double, style: BoxStyle, tone: Tone)
    case text(String, at: Point, style: TextStyle, anchor: TextAnchor, tone: Tone)
    case curve(Curve, style: LineStyle)
    case dot(Point, radius: Double, tone: Tone)
    case icon(Icon, at: Point, tone: Tone)
}

enum TextAnchor: Sendable { case start, middle, end }

/// How a box is filled and bordered; the raw value is its CSS class.
enum BoxStyle: String, Sendable {
    case canvas = "bc"
    case frame = "bf"
    case card = "bk"
    case cardNew = "bn"
    case cardGone = "bg"
    case cardUnreached = "bv"
    case pill = "bp"
    case tint = "bt"
    case outline = "bo"
    case slot = "bs"
    case slotChanged = "bx"
    case level = "bh"
    case free = "be"
    case reusable = "br"
    case named = "bb"
    case used = "bu"
    case solid = "bl"
    case ring = "bi"
}

/// How an arrow or a rule is drawn; the raw value is its CSS class.
enum LineStyle: String, Sendable {
    case arrow = "la"
    case arrowNew = "ln"
    case arrowFormer = "lf"
    case arrowWeak = "lw"
    case rule = "lr"
    case lead = "ll"
}

extension SceneGroup {
    /// The box around its outline, or around its lines and texts when it has none.
    var bounds: Box {
        if let outline { return outline }
        var result: Box?
        for shape in shapes {
            let box = shape.bounds
            result = result.map { $0.union(box) } ?? box
        }
        return result ?? Box(x: 0, y: 0, width: 0, height: 0)
    }
}

extension Shape {
    /// The box a shape covers; a text's is as wide as its metrics allow for.
    var bounds: Box {
        switch self {
        case .box(let box, _, _, _): return box
        case .curve(let curve, _): return curve.bounds
        case .dot(let point, let radius, _):
            return Box(
                x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
        case .icon(_, let point, _): return Box(x: point.x, y: point.y, width: 10, height: 10)
        case .text(let text, let point, let style, let anchor, _):
            let width = style.width(text)
            let shift: Double
            switch anchor {
            case .start: shift = 0
            case .middle: shift = width / 2
            case .end: shift = width
            }
            let size = style.metrics.size
            return Box(
                x: point.x - shift, y: point.y - size * 0.8, width: width, height: size)
        }
    }
}

extension Scene {
    /// One drawing of many moments: a group that looks the same in neighbouring moments is one
    /// element.
    static func merged(_ scenes: [Scene]) -> [SceneGroup] {
        var result: [SceneGroup] = []
        var open: [SceneKey: Int] = [:]
        for scene in scenes {
            for group in scene.groups {
                if let index = open[group.key] {
                    var last = result[index]
                    last.interval = group.interval
                    if result[index].interval.upperBound + 1 == group.interval.lowerBound,
                        last == group
                    {
                        result[index].interval =
                            result[index].interval.lowerBound...group.interval.upperBound
                        continue
                    }
                }
                open[group.key] = result.count
                result.append(group)
            }
        }
        return result
    }
}
