/// What must hold of every picture, whatever is drawn; tests call it over all their corpora.
///
/// 1. No two frames or cards overlap.
/// 2. No arrow crosses a frame or a card other than where it starts, nor any text.
/// 3. Everything is inside the picture.
/// 4. Text stays within the card or frame it belongs to.
extension Scene {
    /// The rules broken, each in words; empty for a sound picture.
    func brokenInvariants() -> [String] {
        var problems: [String] = []
        checkOverlaps(&problems)
        checkBounds(&problems)
        checkTexts(&problems)
        checkArrows(&problems)
        return problems
    }

    private func checkOverlaps(_ problems: inout [String]) {
        let solid = groups.compactMap { group in group.outline.map { (group.key, $0) } }
        for first in solid.indices {
            for second in solid.indices where second > first {
                if solid[first].1.overlaps(solid[second].1) {
                    problems.append("\(solid[first].0) overlaps \(solid[second].0)")
                }
            }
        }
    }

    private func checkBounds(_ problems: inout [String]) {
        let view = Box(x: 0, y: 0, width: size.x, height: size.y)
        for group in groups {
            for shape in group.shapes where !view.contains(shape.bounds) {
                problems.append("\(group.key) has \(shape) outside \(view)")
            }
        }
    }

    private func checkTexts(_ problems: inout [String]) {
        for group in groups {
            guard let outline = group.outline else { continue }
            var texts: [Box] = []
            for shape in group.shapes {
                guard case .text(let words, _, _, _, _) = shape else { continue }
                let box = shape.bounds
                if !outline.inset(2).contains(box) {
                    problems.append("\(group.key): '\(words)' leaves its box")
                }
                if texts.contains(where: { $0.inset(0.5).overlaps(box) }) {
                    problems.append("\(group.key): '\(words)' overlaps another text")
                }
                texts.append(box)
            }
        }
    }

    private func checkArrows(_ problems: inout [String]) {
        let solid = groups.compactMap { group in group.outline.map { (key: group.key, box: $0) } }
        var texts: [(words: String, box: Box)] = []
        for group in groups {
            for shape in group.shapes {
                guard case .text(let words, _, _, _, _) = shape else { continue }
                texts.append((words, shape.bounds))
            }
        }
        for group in groups {
            guard case .arrow(let source, _, _) = group.key else { continue }
            for shape in group.shapes {
                guard case .curve(let curve, _) = shape else { continue }
                let bounds = curve.bounds
                let points = curve.samples()
                for other in solid where other.box.overlaps(bounds) {
                    if crosses(points, other.box, isOwn: other.key == source.owner) {
                        problems.append("\(group.key) crosses \(other.key)")
                    }
                }
                for text in texts where text.box.overlaps(bounds) {
                    if points.contains(where: text.box.contains) {
                        problems.append("\(group.key) crosses the text '\(text.words)'")
                    }
                }
            }
        }
    }

    /// Whether a point of the arrow is inside the box; in the box it starts in, it may run
    /// straight out to the right.
    private func crosses(_ points: [Point], _ box: Box, isOwn: Bool) -> Bool {
        let inner = box.inset(0.5)
        return points.contains { point in
            inner.contains(point)
                && !(isOwn && point.y == points[0].y && point.x >= points[0].x)
        }
    }
}

extension ArrowSource {
    /// The group an arrow starts in.
    fileprivate var owner: SceneKey {
        switch self {
        case .name(let frame, _): return .frame(frame)
        case .slot(let card, _): return .card(card)
        }
    }
}
