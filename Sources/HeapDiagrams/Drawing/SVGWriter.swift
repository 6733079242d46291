import HeapTrace

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
    /// elsewhere themselves: `targets` gives the addresses by anchor. A card's anchor is `o` and its number in
    /// `numbers`.
    public func inline(
        linking targets: [String: String], numbers: [ObjectSerial: Int] = [:]
    ) -> [UInt8] {
        var writer = SVGWriter(prefix: prefix)
        writer.targets = targets
        writer.numbers = CardNumbers(numbers)
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
    var numbers = CardNumbers([:])

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
        if targets == nil {
            standing(scene.groups)
        } else {
            for group in scene.groups { self.group(group) }
        }
        out.raw("</svg>\n" as StaticString)
        return style
    }

    mutating func opening(_ scene: Scene) {
        out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hn w" as StaticString)
        out.integer(min(max(Int(scene.size.x / 100), 0), DiagramStyle.widthClasses))
        out.raw("\" width=\"" as StaticString)
        out.number(scene.size.x)
        let height = scene.shownHeight ?? scene.size.y
        out.raw("\" height=\"" as StaticString)
        out.number(height)
        if height < scene.size.y {
            out.raw("\" data-height=\"" as StaticString)
            out.number(scene.size.y)
        }
        out.raw("\" viewBox=\"0 0 " as StaticString)
        out.number(scene.size.x)
        out.raw(" " as StaticString)
        out.number(height)
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

    /// What stands alone has no parts to link to, so the shapes of neighbouring groups can share their classes.
    private mutating func standing(_ groups: [SceneGroup]) {
        var runs = ShapeRuns()
        for group in groups {
            if group.key.isOrderFree, group.tooltip == nil {
                if case .arrow = group.key, !runs.holdsArrows { write(runs.take()) }
                runs.add(group)
            } else {
                write(runs.take())
                self.group(group)
            }
        }
        write(runs)
    }

    private mutating func write(_ runs: ShapeRuns) {
        for run in runs.ordered {
            if run.shapes.count > 1, run.look.isPath {
                path(run)
            } else if run.shapes.count > 1 {
                out.raw("<g class=\"" as StaticString)
                out.raw(run.look.classes)
                out.raw("\">" as StaticString)
                for shape in run.shapes { self.shape(shape, run.look, isShared: true) }
                out.raw("</g>" as StaticString)
            } else {
                for shape in run.shapes { self.shape(shape, run.look, isShared: false) }
            }
        }
        if !runs.isEmpty { out.raw("\n" as StaticString) }
    }

    private mutating func group(_ group: SceneGroup) {
        let isLink = open(group)
        if let tooltip = group.tooltip {
            out.raw("<title>" as StaticString)
            out.escaped(tooltip)
            out.raw("</title>" as StaticString)
        }
        if group.key.isOrderFree {
            var runs = ShapeRuns()
            runs.add(group)
            write(runs)
        } else {
            for shape in group.shapes { self.shape(shape) }
        }
        out.raw((isLink ? "</a>\n" : "</g>\n") as StaticString)
    }

    /// Begins a group: in a page as what can be linked to, as a link where it leads somewhere, and with
    /// what the page's script goes by. Returns whether it is a link.
    mutating func open(_ group: SceneGroup) -> Bool {
        guard let targets else {
            out.raw("<g>" as StaticString)
            return false
        }
        var anchor = group.anchor
        if case .card(let serial) = group.key { anchor = "o" + String(numbers.number(of: serial)) }
        let target = anchor.flatMap { targets[$0] }
        out.raw((target == nil ? "<g" : "<a") as StaticString)
        if let anchor {
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
        case .card(let serial): attribute(" data-o=\"", numbers.number(of: serial))
        case .arrow(let source, let target, false):
            attribute(" data-t=\"", numbers.number(of: target))
            if case .slot(let card, _) = source {
                attribute(" data-c=\"", numbers.number(of: card))
            }
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

    /// Many shapes as one path.
    private mutating func path(_ run: ShapeRuns.Run) {
        out.raw("<path class=\"" as StaticString)
        out.raw(run.look.pathClasses)
        out.raw("\" d=\"" as StaticString)
        for shape in run.shapes {
            out.raw("M" as StaticString)
            switch shape {
            case .box(let box, _, _, _):
                pair(Point(x: box.x, y: box.y))
                out.raw("h" as StaticString)
                out.number(box.width)
                out.raw("v" as StaticString)
                out.number(box.height)
                out.raw("h" as StaticString)
                out.number(-box.width)
                out.raw("z" as StaticString)
            case .curve(let curve, _): if run.look.isHead { head(curve) } else { line(curve) }
            case .dot(let point, _, _):
                pair(point)
                out.raw("h0" as StaticString)
            case .text, .icon: break
            }
        }
        out.raw("\"/>" as StaticString)
    }

    /// A shape by itself, with its class.
    mutating func shape(_ shape: Shape) {
        self.shape(shape, ShapeLook(shape), isShared: false)
        if let head = ShapeLook(headOf: shape) { self.shape(shape, head, isShared: false) }
    }

    /// A shape, or an arrow's head if the look is one's; its class is its group's where that is shared.
    private mutating func shape(_ shape: Shape, _ look: ShapeLook, isShared: Bool) {
        out.raw(look.element)
        if !isShared {
            out.raw(" class=\"" as StaticString)
            out.raw(look.classes)
            out.raw("\"" as StaticString)
        }
        switch shape {
        case .box(let box, let radius, _, _):
            rectangle(box, isShared ? look.ownRadius(radius) : radius)
        case .text(let text, let point, _, _, _): label(text, point)
        case .curve(let curve, _):
            out.raw(" d=\"M" as StaticString)
            if look.isHead { head(curve) } else { line(curve) }
            out.raw("\"/>" as StaticString)
        case .dot(let point, let radius, _):
            out.raw(" cx=\"" as StaticString)
            out.number(point.x)
            out.raw("\" cy=\"" as StaticString)
            out.number(point.y)
            out.raw("\" r=\"" as StaticString)
            out.number(radius)
            out.raw("\"/>" as StaticString)
        case .icon(let icon, let point, _):
            out.raw(" d=\"M" as StaticString)
            pair(point)
            out.raw(icon.path)
            out.raw("\"/>" as StaticString)
        }
    }

    private mutating func rectangle(_ box: Box, _ radius: Double) {
        out.raw(" x=\"" as StaticString)
        out.number(box.x)
        out.raw("\" y=\"" as StaticString)
        out.number(box.y)
        out.raw("\" width=\"" as StaticString)
        out.number(box.width)
        out.raw("\" height=\"" as StaticString)
        out.number(box.height)
        if radius > 0 {
            out.raw("\" rx=\"" as StaticString)
            out.number(radius)
        }
        out.raw("\"/>" as StaticString)
    }

    private mutating func label(_ text: String, _ point: Point) {
        out.raw(" x=\"" as StaticString)
        out.number(point.x)
        out.raw("\" y=\"" as StaticString)
        out.number(point.y)
        out.raw("\">" as StaticString)
        out.escaped(text)
        out.raw("</text>" as StaticString)
    }

    /// Each piece by its way from where the one before it ended, which takes fewer digits.
    private mutating func line(_ curve: Curve) {
        pair(curve.start)
        var here = curve.start
        for piece in curve.pieces {
            switch piece {
            case .line(let end):
                if end.y == here.y {
                    out.raw("h" as StaticString)
                    out.number(SVGBuffer.way(from: here.x, to: end.x))
                } else {
                    out.raw("l" as StaticString)
                    way(from: here, to: end)
                }
            case .cubic(let first, let second, let end):
                out.raw("c" as StaticString)
                way(from: here, to: first)
                separator(before: SVGBuffer.way(from: here.x, to: second.x))
                way(from: here, to: second)
                separator(before: SVGBuffer.way(from: here.x, to: end.x))
                way(from: here, to: end)
            }
            here = piece.end
        }
    }

    private mutating func way(from start: Point, to end: Point) {
        out.number(SVGBuffer.way(from: start.x, to: end.x))
        let y = SVGBuffer.way(from: start.y, to: end.y)
        separator(before: y)
        out.number(y)
    }

    /// A minus sign parts two numbers by itself.
    private mutating func separator(before value: Double) {
        if value >= 0 { out.raw(" " as StaticString) }
    }

    /// Every arrow arrives horizontally, so its head is one of two fixed triangles.
    private mutating func head(_ curve: Curve) {
        pair(curve.end)
        out.raw((curve.arrivesLeftwards ? "l8-4v8z" : "l-8-4v8z") as StaticString)
    }

    private mutating func pair(_ point: Point) {
        out.number(point.x)
        out.raw(" " as StaticString)
        out.number(point.y)
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
