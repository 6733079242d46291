/// One picture's SVG in UTF-8, to stand alone as a file or inside a page.
public struct DiagramPicture: Sendable {
    /// With its own style sheet.
    public let standalone: [UInt8]
    private let style: Range<Int>

    private let scene: Scene
    private let prefix: String

    /// Without the style sheet; the page must hold `DiagramStyle.sheet`.
    public var inline: [UInt8] {
        Array(standalone[..<style.lowerBound] + standalone[style.upperBound...])
    }

    /// The same for a page in which the parts can be linked to, each by the prefix and its anchor, and lead
    /// elsewhere themselves: `targets` gives the addresses by anchor.
    public func inline(linking targets: [String: String]) -> [UInt8] {
        var writer = SVGWriter(prefix: prefix)
        writer.targets = targets
        writer.write(scene, withStyle: false)
        return writer.bytes
    }

    /// The rules of `Scene+Invariants` that it breaks, in words; empty for a sound picture.
    public var faults: [String] { scene.brokenInvariants() }

    /// The anchors of its parts.
    public var anchors: Set<String> { Set(scene.groups.compactMap(\.anchor)) }

    init(_ scene: Scene, prefix: String) {
        var writer = SVGWriter(prefix: prefix)
        style = writer.write(scene)
        standalone = writer.bytes
        self.scene = scene
        self.prefix = prefix
    }
}

/// Writes a scene as one static SVG: no script, no outside font, ids scoped by a prefix.
struct SVGWriter {
    var prefix: String
    var out = SVGBuffer(capacity: 16_384)
    /// Where parts lead, by their anchors; nil for a picture that stands alone.
    var targets: [String: String]?

    init(prefix: String) { self.prefix = prefix }

    var bytes: [UInt8] { out.bytes }

    /// Writes everything; returns where the style sheet is.
    @discardableResult
    mutating func write(_ scene: Scene, withStyle: Bool = true) -> Range<Int> {
        opening(scene)
        let start = out.bytes.count
        if withStyle {
            out.raw("<style>" as StaticString)
            out.raw(DiagramStyle.sheet)
            out.raw("</style>" as StaticString)
        }
        let style = start..<out.bytes.count
        canvas(scene)
        for group in scene.groups { self.group(group) }
        out.raw("</svg>\n" as StaticString)
        return style
    }

    mutating func opening(_ scene: Scene) {
        out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hn w" as StaticString)
        out.integer(min(max(Int(scene.size.x / 100), 0), DiagramStyle.widthClasses))
        out.raw("\" width=\"" as StaticString)
        out.number(scene.size.x)
        out.raw("\" height=\"" as StaticString)
        out.number(scene.size.y)
        out.raw("\" viewBox=\"0 0 " as StaticString)
        out.number(scene.size.x)
        out.raw(" " as StaticString)
        out.number(scene.size.y)
        out.raw("\" role=\"img\" aria-labelledby=\"" as StaticString)
        out.escaped(prefix)
        out.raw("-t " as StaticString)
        out.escaped(prefix)
        out.raw("-d\"><title id=\"" as StaticString)
        out.escaped(prefix)
        out.raw("-t\">" as StaticString)
        out.escaped(scene.title)
        out.raw("</title><desc id=\"" as StaticString)
        out.escaped(prefix)
        out.raw("-d\">" as StaticString)
        out.escaped(scene.description)
        out.raw("</desc>" as StaticString)
    }

    mutating func canvas(_ scene: Scene) {
        out.raw("<rect class=\"bc\" width=\"" as StaticString)
        out.number(scene.size.x)
        out.raw("\" height=\"" as StaticString)
        out.number(scene.size.y)
        out.raw("\" rx=\"14\"/>\n" as StaticString)
    }

    private mutating func group(_ group: SceneGroup) {
        let isLink = open(group)
        if let tooltip = group.tooltip {
            out.raw("<title>" as StaticString)
            out.escaped(tooltip)
            out.raw("</title>" as StaticString)
        }
        for shape in group.shapes { self.shape(shape) }
        out.raw((isLink ? "</a>\n" : "</g>\n") as StaticString)
    }

    /// Begins a group: in a page as what can be linked to, as a link where it leads somewhere, and with
    /// what the page's script goes by. Returns whether it is a link.
    mutating func open(_ group: SceneGroup) -> Bool {
        guard let targets else {
            out.raw("<g>" as StaticString)
            return false
        }
        let target = group.anchor.flatMap { targets[$0] }
        out.raw((target == nil ? "<g" : "<a") as StaticString)
        if let anchor = group.anchor {
            out.raw(" id=\"" as StaticString)
            out.escaped(prefix)
            out.raw(anchor)
            out.raw("\"" as StaticString)
        }
        if let target {
            out.raw(" href=\"" as StaticString)
            out.escaped(target)
            out.raw("\"" as StaticString)
        }
        switch group.key {
        case .card(let serial): attribute(" data-o=\"", serial)
        case .arrow(let source, let target, false):
            attribute(" data-t=\"", target)
            if case .slot(let card, _) = source { attribute(" data-c=\"", card) }
            if !group.words.isEmpty {
                out.raw(" data-f=\"" as StaticString)
                out.escaped(group.words)
                out.raw("\"" as StaticString)
            }
        default: break
        }
        out.raw(">" as StaticString)
        return target != nil
    }

    private mutating func attribute(_ start: StaticString, _ number: Int) {
        out.raw(start)
        out.integer(number)
        out.raw("\"" as StaticString)
    }

    mutating func shape(_ shape: Shape) {
        switch shape {
        case .box(let box, let radius, let style, let tone): rectangle(box, radius, style, tone)
        case .text(let text, let point, let style, let anchor, let tone):
            label(text, point, style, anchor, tone)
        case .curve(let curve, let style): line(curve, style)
        case .dot(let point, let radius, let tone):
            out.raw("<circle class=\"dt" as StaticString)
            toneClass(tone)
            out.raw("\" cx=\"" as StaticString)
            out.number(point.x)
            out.raw("\" cy=\"" as StaticString)
            out.number(point.y)
            out.raw("\" r=\"" as StaticString)
            out.number(radius)
            out.raw("\"/>" as StaticString)
        case .icon(let icon, let point, let tone):
            out.raw("<path class=\"ic" as StaticString)
            toneClass(tone)
            out.raw("\" d=\"M" as StaticString)
            pair(point)
            out.raw(icon.path)
            out.raw("\"/>" as StaticString)
        }
    }

    private mutating func rectangle(
        _ box: Box, _ radius: Double, _ style: BoxStyle, _ tone: Tone
    ) {
        out.raw("<rect class=\"" as StaticString)
        out.raw(style.rawValue)
        toneClass(tone)
        out.raw("\" x=\"" as StaticString)
        out.number(box.x)
        out.raw("\" y=\"" as StaticString)
        out.number(box.y)
        out.raw("\" width=\"" as StaticString)
        out.number(box.width)
        out.raw("\" height=\"" as StaticString)
        out.number(box.height)
        out.raw("\" rx=\"" as StaticString)
        out.number(radius)
        out.raw("\"/>" as StaticString)
    }

    private mutating func label(
        _ text: String, _ point: Point, _ style: TextStyle, _ anchor: TextAnchor, _ tone: Tone
    ) {
        out.raw("<text class=\"" as StaticString)
        out.raw(style.rawValue)
        toneClass(tone)
        switch anchor {
        case .start: break
        case .middle: out.raw(" tm" as StaticString)
        case .end: out.raw(" te" as StaticString)
        }
        out.raw("\" x=\"" as StaticString)
        out.number(point.x)
        out.raw("\" y=\"" as StaticString)
        out.number(point.y)
        out.raw("\">" as StaticString)
        out.escaped(text)
        out.raw("</text>" as StaticString)
    }

    private mutating func line(_ curve: Curve, _ style: LineStyle) {
        out.raw("<path class=\"" as StaticString)
        out.raw(style.rawValue)
        out.raw("\" d=\"M" as StaticString)
        pair(curve.start)
        for piece in curve.pieces {
            switch piece {
            case .line(let end):
                out.raw("L" as StaticString)
                pair(end)
            case .cubic(let first, let second, let end):
                out.raw("C" as StaticString)
                pair(first)
                out.raw(" " as StaticString)
                pair(second)
                out.raw(" " as StaticString)
                pair(end)
            }
        }
        out.raw("\"/>" as StaticString)
        if style.hasHead { arrowHead(curve, style) }
    }

    /// Every arrow arrives horizontally, so its head is one of two fixed triangles.
    private mutating func arrowHead(_ curve: Curve, _ style: LineStyle) {
        out.raw("<path class=\"" as StaticString)
        out.raw(style.headClass)
        out.raw("\" d=\"M" as StaticString)
        pair(curve.end)
        let arrivesLeftwards = curve.arrivesLeftwards
        out.raw((arrivesLeftwards ? "l8-4v8z" : "l-8-4v8z") as StaticString)
        out.raw("\"/>" as StaticString)
    }

    private mutating func pair(_ point: Point) {
        out.number(point.x)
        out.raw(" " as StaticString)
        out.number(point.y)
    }

    /// Muted is what everything is that has no class for its tone.
    private mutating func toneClass(_ tone: Tone) {
        if tone == .muted { return }
        out.raw(" " as StaticString)
        out.raw(tone.rawValue)
    }
}

extension Curve {
    /// Whether the last piece runs to the left.
    fileprivate var arrivesLeftwards: Bool {
        switch pieces.last {
        case .line(let end): return end.x < (pieces.dropLast().last?.end ?? start).x
        case .cubic(_, let control, let end): return end.x < control.x
        case nil: return false
        }
    }
}

extension LineStyle {
    fileprivate var hasHead: Bool { self != .rule && self != .lead }

    fileprivate var headClass: StaticString {
        switch self {
        case .arrowNew: return "hd a"
        case .arrowFormer: return "hd u"
        case .arrow, .arrowWeak, .rule, .lead: return "hd e"
        }
    }
}
