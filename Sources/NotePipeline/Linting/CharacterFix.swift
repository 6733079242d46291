import NoteReader

/// Typing what a word processor or a web page put into code as Python wants it: plain quotes, plain
/// spaces, nothing invisible.
public enum CharacterFix {
    /// The note's source with every such character replaced that keeps a cell from being compiled, and
    /// how many there were. What stands in strings and comments stays.
    public static func mended(
        _ source: [UInt8], path: String, defaults: CellOptions = CellOptions()
    ) -> (source: [UInt8], count: Int) {
        var source = source
        var count = 0
        // Each round mends the first in each statement.
        for _ in 0..<100 {
            guard let note = try? NoteReader.read(bytes: source, path: path) else { break }
            let edits = CellLinter(note, defaults: defaults).findings().flatMap {
                self.edits(for: $0, in: note)
            }
            guard !edits.isEmpty else { break }
            count += edits.count
            source = SourceEdit.apply(edits, to: source)
        }
        return (source, count)
    }

    private static func edits(for finding: CodeFinding, in note: Note) -> [SourceEdit] {
        guard CharacterAdvice.remedy(for: finding.diagnostic.cause.dropTypeName) != nil,
            let cell = note.cells.indices.contains(finding.cell) ? note.cells[finding.cell] : nil,
            let line = cell.lines.first(where: { $0.noteLine == finding.diagnostic.line })
        else { return [] }
        let start = note.source[..<line.range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let place = start + finding.diagnostic.column - 1
        guard line.range.contains(place), let (scalar, width) = scalar(note.source, at: place),
            let plain = CharacterAdvice.replacement(for: scalar)
        else { return [] }
        var edits = [SourceEdit(place..<place + width, Array(plain.utf8))]
        // A quote that opens makes a string of what follows, in which the closing one would stay.
        if plain == "\"" || plain == "'" {
            var index = place + width
            while index < line.range.upperBound,
                let (next, size) = self.scalar(note.source, at: index)
            {
                if CharacterAdvice.replacement(for: next) == plain {
                    edits.append(SourceEdit(index..<index + size, Array(plain.utf8)))
                    break
                }
                index += size
            }
        }
        return edits
    }

    private static func scalar(_ bytes: [UInt8], at index: Int) -> (UInt32, Int)? {
        let width =
            switch bytes[index] {
            case 0..<0x80: 1
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            default: 4
            }
        guard index + width <= bytes.count,
            let scalar = String(decoding: bytes[index..<index + width], as: UTF8.self)
                .unicodeScalars.first
        else { return nil }
        return (scalar.value, width)
    }
}

extension String {
    /// The message behind `SyntaxError: `.
    fileprivate var dropTypeName: String {
        hasPrefix("SyntaxError: ") ? String(dropFirst(13)) : self
    }
}
