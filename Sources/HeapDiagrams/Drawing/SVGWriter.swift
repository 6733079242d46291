/// One picture's SVG in UTF-8, to stand alone as a file or inside a page.
public struct DiagramPicture: Sendable {
    /// With its own style sheet.
    public let standalone: [UInt8]
    private let style: Range<Int>

    /// Without the style sheet; the page must hold `DiagramStyle.sheet`.
    public var inline: [UInt8] {
        Array(standalone[..<style.lowerBound] + standalone[style.upperBound...])
    }

    init(_ scene: Scene, prefix: String) {
        var writer = SVGWriter(prefix: prefix)
        style = writer.write(scene)
        standalone = writer.bytes
    }
}

/// Writes a scene as one static SVG: no script, no outside font, ids scoped by a prefix.
struct SVGWriter {
    var prefix: String
    var out = SVGBuffer(capacity: 16_384)

    init(prefix: String) { self.prefix = prefix }

    var bytes: [UInt8] { out.bytes }

    /// Writes everything; returns where the style sheet is.
    mutating func write(_ scene: Scene) -> Range<Int> {
        opening(scene)
        let start = out.bytes.count
        out.raw("<style>" as StaticString)
        out.raw(DiagramStyle.sheet)
        out.raw("</style>" as StaticString)
        let style = start..<out.bytes.count
        canvas(scene)
        for group in scene.groups { self.group(group) }
        out.raw("</svg>\n" as StaticString)
        return style
    }

    mutating func opening(_ scene: Scene) {
        out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hn\" width=\"" as StaticString)
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
        out.raw("<g>" as StaticString)
        if let tooltip = group.tooltip {
            out.raw("<title>" as StaticString)
            out.escaped(tooltip)
            out.raw("</title>" as StaticString)
        }
        for shape in group.shapes { self.shape(shape) }
        out.raw("</g>\n" as StaticString)
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
    fileprivate var hasHead: Bool { self == .arrow || self == .arrowNew || self == .arrowFormer }

    fileprivate var headClass: StaticString {
        switch self {
        case .arrowNew: return "hd a"
        case .arrowFormer: return "hd u"
        case .arrow, .rule, .lead: return "hd e"
        }
    }
}
