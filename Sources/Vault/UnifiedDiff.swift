/// The difference of two texts in the unified format of `diff -u`, with three lines of context.
public enum UnifiedDiff {
    private enum Edit { case keep, remove, add }

    private struct Line {
        var edit: Edit
        var old: Int
        var new: Int
    }

    /// Empty when the texts are equal.
    public static func text(
        old: [UInt8], new: [UInt8], oldName: String, newName: String
    ) -> String {
        let oldLines = lines(old)
        let newLines = lines(new)
        let script = edits(oldLines, newLines)
        guard script.contains(where: { $0.edit != .keep }) else { return "" }
        var result = "--- \(oldName)\n+++ \(newName)\n"
        for hunk in hunks(script) { write(hunk, oldLines, newLines, to: &result) }
        return result
    }

    /// Lines with their line feeds.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var result: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            result.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { result.append(bytes[start...]) }
        return result
    }

    /// Equal starts and ends are kept; what is between goes through Swift's Myers difference.
    private static func edits(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var script: [Line] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                script.append(Line(edit: .remove, old: i, new: j))
                i += 1
            } else if j < new.count, added.contains(j) {
                script.append(Line(edit: .add, old: i, new: j))
                j += 1
            } else {
                script.append(Line(edit: .keep, old: i, new: j))
                i += 1
                j += 1
            }
        }
        return script
    }

    /// Runs of changes with their context; runs that touch become one.
    private static func hunks(_ script: [Line]) -> [ArraySlice<Line>] {
        let context = 3
        var ranges: [Range<Int>] = []
        for index in script.indices where script[index].edit != .keep {
            let start = max(0, index - context)
            let end = min(script.count, index + context + 1)
            if let last = ranges.last, start <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<end
            } else {
                ranges.append(start..<end)
            }
        }
        return ranges.map { script[$0] }
    }

    private static func write(
        _ hunk: ArraySlice<Line>, _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>],
        to result: inout String
    ) {
        guard let first = hunk.first else { return }
        let oldCount = hunk.count { $0.edit != .add }
        let newCount = hunk.count { $0.edit != .remove }
        result +=
            "@@ -\(range(first.old, oldCount)) +\(range(first.new, newCount)) @@\n"
        for line in hunk {
            let (sign, text) =
                switch line.edit {
                case .keep: (" ", old[line.old])
                case .remove: ("-", old[line.old])
                case .add: ("+", new[line.new])
                }
            result += sign
            result += String(decoding: text, as: UTF8.self)
            if text.last != 0x0A { result += "\n\\ No newline at end of file\n" }
        }
    }

    private static func range(_ start: Int, _ count: Int) -> String {
        if count == 1 { return "\(start + 1)" }
        return "\(count == 0 ? start : start + 1),\(count)"
    }
}
