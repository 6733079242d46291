import HeapTrace

/// A cell line by line as one drawing: what is equal in several moments is in it once, with the
/// moments it shows in.
///
/// Moment 0 is the memory before the cell, moment n that after its n-th step. One layout holds for all,
/// so nothing moves. The last moment shows where no script runs, without the room below that only others
/// need; `data-height` is the height for all.
///
///     <g data-s="0-4 9">…</g>       a run of shapes with its moments
///     <g class="h" data-s="5-8">…   the same, not there in the last moment
public struct StepsDiagram: Sendable {
    public let title: String
    /// Of the last moment.
    public let summary: String
    /// Without the style sheet; the page must hold `DiagramStyle.sheet`.
    public let inline: [UInt8]
    /// The number of moments in the drawing; fewer than were given when it would become too large.
    public let momentCount: Int

    /// About how large the drawing may become.
    public static let maximumBytes = 1_500_000

    /// `targets` gives the addresses that parts lead to, by their anchors; `numbers` the numbers of cards.
    public init(
        moments: [DiagramMoment], title: String, prefix: String, options: DiagramOptions,
        targets: [String: String] = [:], numbers: [ObjectSerial: Int] = [:]
    ) {
        self.title = title
        var moments = moments
        var picture = StepsPicture(
            moments, options: options, title: title, prefix: prefix, targets, numbers)
        // The middle of what doesn't fit goes: the last moment is the cell's end.
        while picture.bytes.count > StepsDiagram.maximumBytes, moments.count > 8 {
            let keep = max(
                7, moments.count * StepsDiagram.maximumBytes / picture.bytes.count * 9 / 10)
            guard let last = moments.last, keep < moments.count else { break }
            moments = Array(moments.prefix(keep)) + [last]
            picture = StepsPicture(
                moments, options: options, title: title, prefix: prefix, targets, numbers)
        }
        inline = picture.bytes
        summary = picture.summary
        momentCount = moments.count
    }
}

/// The drawing itself.
struct StepsPicture {
    let bytes: [UInt8]
    let summary: String

    init(
        _ moments: [DiagramMoment], options: DiagramOptions, title: String, prefix: String,
        _ targets: [String: String], _ numbers: [ObjectSerial: Int]
    ) {
        let diagram = ObjectsDiagram(moments: moments, options: options)
        var drawing = MergedScenes()
        for index in moments.indices {
            drawing.add(diagram.scene(at: index, describesCards: false), moment: index)
        }
        let last = moments.count - 1
        summary = diagram.summary(at: last)
        var scene = Scene()
        scene.size = drawing.size
        scene.shownHeight = drawing.lastHeight
        scene.title = title
        scene.description = summary
        var writer = SVGWriter(prefix: prefix)
        writer.targets = targets
        writer.numbers = CardNumbers(numbers)
        writer.write(scene, drawing.parts, showing: last)
        bytes = writer.bytes
    }
}

/// Scenes of one layout, one on the other: every shape once for all moments it is in.
struct MergedScenes {
    /// Shapes that show in the same moments, in the order they are drawn in.
    struct Piece {
        var moments: IntervalSet
        var shapes: [Shape]
    }

    /// A card, a frame or an arrow with all its looks.
    struct Part {
        var group: SceneGroup
        var pieces: [Piece]
    }

    private struct Variant {
        var group: SceneGroup
        var moments = IntervalSet()

        init(_ group: SceneGroup, _ moment: Int) {
            self.group = group
            moments.add(moment)
        }
    }

    private(set) var size = Point(x: 0, y: 0)
    /// What the last moment needs of the height.
    private(set) var lastHeight = 0.0
    private var keys: [SceneKey] = []
    private var variants: [SceneKey: [Variant]] = [:]

    mutating func add(_ scene: Scene, moment: Int) {
        size = Point(x: max(size.x, scene.size.x), y: max(size.y, scene.size.y))
        lastHeight = scene.size.y
        for group in scene.groups {
            var same = group
            same.interval = 0...0
            guard var known = variants.removeValue(forKey: group.key) else {
                keys.append(group.key)
                variants[group.key] = [Variant(same, moment)]
                continue
            }
            if let index = known.lastIndex(where: { $0.group == same }) {
                known[index].moments.add(moment)
            } else {
                known.append(Variant(same, moment))
            }
            variants[group.key] = known
        }
    }

    /// What is to be written, from the back to the front.
    var parts: [Part] {
        keys.compactMap { key in
            guard let known = variants[key], let first = known.first else { return nil }
            var pieces: [Piece] = []
            for entry in shapes(of: known) {
                if let last = pieces.last, last.moments == entry.moments {
                    pieces[pieces.count - 1].shapes.append(entry.shape)
                } else {
                    pieces.append(Piece(moments: entry.moments, shapes: [entry.shape]))
                }
            }
            return Part(group: first.group, pieces: pieces)
        }
    }

    private struct Entry {
        var shape: Shape
        var layer: Int
        var moments: IntervalSet
    }

    /// A group's shapes over all its looks: the outline, then boxes and lines, then text and signs.
    private func shapes(of variants: [Variant]) -> [Entry] {
        var order: [Shape] = []
        var layers: [Shape: Int] = [:]
        var moments: [Shape: Set<Int>] = [:]
        for variant in variants {
            for (index, shape) in variant.group.shapes.enumerated() {
                if layers[shape] == nil {
                    layers[shape] = index == 0 ? 0 : shape.layer
                    order.append(shape)
                }
                for run in variant.moments.runs { moments[shape, default: []].formUnion(run) }
            }
        }
        let entries = order.map { shape in
            var set = IntervalSet()
            for moment in (moments[shape] ?? []).sorted() { set.add(moment) }
            return Entry(shape: shape, layer: layers[shape] ?? 1, moments: set)
        }
        return entries.enumerated().sorted { left, right in
            (left.element.layer, left.offset) < (right.element.layer, right.offset)
        }.map(\.element)
    }
}

extension SVGWriter {
    /// Writes a drawing of many moments, without a style sheet.
    mutating func write(_ scene: Scene, _ parts: [MergedScenes.Part], showing moment: Int) {
        opening(scene)
        canvas(scene)
        for part in parts {
            // What looks the same whenever it shows needs no group within its group.
            if part.pieces.count == 1, part.group.key.isPlain {
                write(part.pieces[0], showing: moment)
                continue
            }
            let isLink = open(part.group)
            for piece in part.pieces { write(piece, showing: moment) }
            out.raw((isLink ? "</a>\n" : "</g>\n") as StaticString)
        }
        out.raw("</svg>\n" as StaticString)
    }

    private mutating func write(_ piece: MergedScenes.Piece, showing moment: Int) {
        let isShown = piece.moments.contains(moment)
        out.raw((isShown ? "<g data-s=\"" : "<g class=\"h\" data-s=\"") as StaticString)
        out.raw(piece.moments.text)
        out.raw("\">" as StaticString)
        for shape in piece.shapes { self.shape(shape) }
        out.raw("</g>\n" as StaticString)
    }
}

extension SceneKey {
    /// Whether nothing leads to it and no script goes by it.
    fileprivate var isPlain: Bool {
        switch self {
        case .card, .arrow(_, _, false): return false
        case .frame, .arrow, .label, .cell: return true
        }
    }
}
