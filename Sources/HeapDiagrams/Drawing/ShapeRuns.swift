/// How a shape looks: its element and classes, which shapes that look alike can share.
struct ShapeLook: Equatable {
    private enum Kind: Equatable {
        case box(BoxStyle, radius: Double)
        case text(TextStyle, TextAnchor)
        case curve(LineStyle)
        case head(LineStyle)
        case dot
        case icon
    }

    private let kind: Kind
    private let tone: Tone

    init(_ shape: Shape) {
        switch shape {
        case .box(_, let radius, let style, let tone):
            kind = .box(style, radius: radius)
            self.tone = tone
        case .text(_, _, let style, let anchor, let tone):
            kind = .text(style, anchor)
            self.tone = tone
        case .curve(_, let style):
            kind = .curve(style)
            tone = .muted
        case .dot(_, _, let tone):
            kind = .dot
            self.tone = tone
        case .icon(_, _, let tone):
            kind = .icon
            self.tone = tone
        }
    }

    /// The look of an arrow's head.
    init?(headOf shape: Shape) {
        guard case .curve(_, let style) = shape, style.hasHead else { return nil }
        kind = .head(style)
        tone = .muted
    }

    var isHead: Bool {
        if case .head = kind { return true }
        return false
    }

    var element: StaticString {
        switch kind {
        case .box: return "<rect"
        case .text: return "<text"
        case .curve, .head, .icon: return "<path"
        case .dot: return "<circle"
        }
    }

    /// Muted is what everything is that has no class for its tone.
    var classes: String {
        let suffix = tone == .muted ? "" : " " + tone.rawValue
        switch kind {
        case .box(let style, _): return style.rawValue + suffix
        case .text(let style, let anchor):
            switch anchor {
            case .start: return style.rawValue + suffix
            case .middle: return style.rawValue + suffix + " tm"
            case .end: return style.rawValue + suffix + " te"
            }
        case .curve(let style): return style.rawValue
        case .head(let style): return style.headClass
        case .dot: return "dt" + suffix
        case .icon: return "ic" + suffix
        }
    }

    /// What a shape among others must say of its radius: the style sheet knows that of slots, the most of all.
    func ownRadius(_ radius: Double) -> Double {
        if case .box(.slot, _) = kind, radius == ShapeLook.slotRadius { return 0 }
        return radius
    }

    static let slotRadius = 6.0

    /// Whether several shapes can be one path: what has no round corners and no text.
    var isPath: Bool {
        switch kind {
        case .box(_, let radius): return radius == 0
        case .curve, .head, .dot: return true
        case .text, .icon: return false
        }
    }

    /// The classes of a path of several; a dot is a line of no length there, with round ends.
    var pathClasses: String { kind == .dot ? "dp" + classes.dropFirst(2) : classes }
}

extension LineStyle {
    fileprivate var hasHead: Bool { self != .rule && self != .lead }

    fileprivate var headClass: String {
        switch self {
        case .arrowNew: return "hd a"
        case .arrowFormer: return "hd u"
        case .arrow, .arrowWeak, .rule, .lead: return "hd e"
        }
    }
}

/// Shapes by look, in an order that paints nothing over what it must not hide: outlines, then what lies on them,
/// then text and signs. Cards don't overlap, so one card's shapes may stand among another's.
struct ShapeRuns {
    struct Run {
        var look: ShapeLook
        var shapes: [Shape]
    }

    private var layers: [[Run]] = [[], [], []]
    /// Whether it has arrows, which go over cards and so aren't mixed with them.
    private(set) var holdsArrows = false

    var isEmpty: Bool { layers.allSatisfy(\.isEmpty) }

    var ordered: [Run] { Array(layers.joined()) }

    mutating func add(_ group: SceneGroup) {
        if case .arrow = group.key { holdsArrows = true }
        for (index, shape) in group.shapes.enumerated() {
            add(shape, look: ShapeLook(shape), layer: index == 0 ? 0 : shape.layer)
            if let head = ShapeLook(headOf: shape) { add(shape, look: head, layer: 1) }
        }
    }

    private mutating func add(_ shape: Shape, look: ShapeLook, layer: Int) {
        if let place = layers[layer].firstIndex(where: { $0.look == look }) {
            layers[layer][place].shapes.append(shape)
        } else {
            layers[layer].append(Run(look: look, shapes: [shape]))
        }
    }

    /// What was gathered; begins anew.
    mutating func take() -> ShapeRuns {
        let taken = self
        self = ShapeRuns()
        return taken
    }
}

extension Shape {
    /// Boxes and lines lie under text and signs.
    var layer: Int {
        switch self {
        case .box, .curve: return 1
        case .text, .dot, .icon: return 2
        }
    }
}

extension SceneKey {
    /// Whether its shapes can be painted in another order, layer by layer.
    var isOrderFree: Bool {
        switch self {
        case .card, .arrow, .frame: return true
        case .label, .cell: return false
        }
    }
}
