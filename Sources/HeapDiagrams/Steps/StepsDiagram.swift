import HeapTrace

/// A cell line by line as one drawing: what is equal in several moments is in it once, with the
/// moments it shows in.
///
/// Moment 0 is the memory before the cell, moment n that after its n-th step. One layout holds for all,
/// so nothing moves. The last moment shows where no script runs.
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

    public init(moments: [DiagramMoment], title: String, prefix: String, options: DiagramOptions) {
        self.title = title
        var moments = moments
        var picture = StepsPicture(moments, options: options, title: title, prefix: prefix)
        // The middle of what doesn't fit goes: the last moment is the cell's end.
        while picture.bytes.count > StepsDiagram.maximumBytes, moments.count > 8 {
            let keep = max(
                7, moments.count * StepsDiagram.maximumBytes / picture.bytes.count * 9 / 10)
            guard let last = moments.last, keep < moments.count else { break }
            moments = Array(moments.prefix(keep)) + [last]
            picture = StepsPicture(moments, options: options, title: title, prefix: prefix)
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

    init(_ moments: [DiagramMoment], options: DiagramOptions, title: String, prefix: String) {
        let diagram = ObjectsDiagram(moments: moments, options: options)
        var drawing = MergedScenes()
        for index in moments.indices { drawing.add(diagram.scene(at: index), moment: index) }
        let last = moments.count - 1
        summary = diagram.summary(at: last)
        var scene = Scene()
        scene.size = drawing.size
        scene.title = title
        scene.description = summary
        var writer = SVGWriter(prefix: prefix)
        writer.write(scene, drawing.pieces, showing: last)
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

    private struct Variant {
        var group: SceneGroup
        var moments = IntervalSet()

        init(_ group: SceneGroup, _ moment: Int) {
            self.group = group
            moments.add(moment)
        }
    }

    private(set) var size = Point(x: 0, y: 0)
    private var keys: [SceneKey] = []
    private var variants: [SceneKey: [Variant]] = [:]

    mutating func add(_ scene: Scene, moment: Int) {
        size = Point(x: max(size.x, scene.size.x), y: max(size.y, scene.size.y))
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
    var pieces: [Piece] {
        var pieces: [Piece] = []
        for key in keys {
            for entry in shapes(of: variants[key] ?? []) {
                if let last = pieces.last, last.moments == entry.moments {
                    pieces[pieces.count - 1].shapes.append(entry.shape)
                } else {
                    pieces.append(Piece(moments: entry.moments, shapes: [entry.shape]))
                }
            }
        }
        return pieces
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

extension Shape {
    fileprivate var layer: Int {
        switch self {
        case .box, .curve: return 1
        case .text, .dot, .icon: return 2
        }
    }
}

extension SVGWriter {
    /// Writes a drawing of many moments, without a style sheet.
    mutating func write(_ scene: Scene, _ pieces: [MergedScenes.Piece], showing moment: Int) {
        opening(scene)
        canvas(scene)
        for piece in pieces {
            let isShown = piece.moments.contains(moment)
            out.raw((isShown ? "<g data-s=\"" : "<g class=\"h\" data-s=\"") as StaticString)
            out.raw(piece.moments.text)
            out.raw("\">" as StaticString)
            for shape in piece.shapes { self.shape(shape) }
            out.raw("</g>\n" as StaticString)
        }
        out.raw("</svg>\n" as StaticString)
    }
}
