/// Finds a table in the raw lines of a paragraph: a row, a delimiter row with as many cells, and rows.
struct TableReader {
    struct RawTable {
        var alignments: [Table.Alignment]
        /// Lines of the paragraph before the header row.
        var precedingLineCount: Int
        /// The header first; every row has as many cells as there are alignments.
        var rows: [[ArraySlice<UInt8>]]
    }

    /// Cells added to short rows; more would make a large page of a small note.
    private static let mostPaddingCells = 100_000

    private let lines: LineTable
    private let mask: SourceMask
    private let containers: [Container]
    private let span: ClosedRange<Int>

    init(_ builder: TreeBuilder, _ span: ClosedRange<Int>) {
        lines = builder.lines
        mask = builder.mask
        containers = builder.containers
        self.span = span
    }

    func read() -> RawTable? {
        guard span.count >= 2, span.upperBound <= lines.count else { return nil }
        for line in span.dropFirst() {
            guard isDelimiterLike(line), let alignments = alignments(of: text(line)) else {
                continue
            }
            let header = cells(of: text(line - 1))
            guard header.count == alignments.count else { continue }
            var rows = [header]
            var paddingCount = 0
            for row in line + 1..<max(line + 1, span.upperBound + 1) {
                let cells = cells(of: text(row))
                paddingCount += max(0, alignments.count - cells.count)
                guard paddingCount <= Self.mostPaddingCells else { return nil }
                rows.append(fit(cells, alignments.count))
            }
            return RawTable(
                alignments: alignments, precedingLineCount: line - 1 - span.lowerBound, rows: rows)
        }
        return nil
    }

    /// A quick look at the raw line, before prefixes are taken off.
    private func isDelimiterLike(_ line: Int) -> Bool {
        var hasBar = false
        for index in lines.range(line - 1) {
            switch lines.source[index] {
            case ASCII.hyphen, ASCII.colon, ASCII.space, ASCII.tab, ASCII.greater: break
            case ASCII.bar: hasBar = true
            default: return false
            }
        }
        return hasBar
    }

    private func text(_ line: Int) -> ArraySlice<UInt8> {
        let range = lines.range(line - 1)
        let start =
            LineCursor(lines, line: line - 1, inside: containers)?.offset
            ?? range.lowerBound
        return mask.bytes[start..<range.upperBound].trimmed
    }

    private func alignments(of row: ArraySlice<UInt8>) -> [Table.Alignment]? {
        var result: [Table.Alignment] = []
        for cell in cells(of: row) {
            let isLeft = cell.first == ASCII.colon
            let isRight = cell.count > 1 && cell.last == ASCII.colon
            let dashes = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
            guard !dashes.isEmpty, dashes.allSatisfy({ $0 == ASCII.hyphen }) else { return nil }
            result.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : .none)
        }
        return result.isEmpty ? nil : result
    }

    /// The texts between bars that no backslash precedes; the outer bars are optional.
    private func cells(of row: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var row = row
        if row.first == ASCII.bar { row = row.dropFirst() }
        if row.last == ASCII.bar, row.dropLast().last != ASCII.backslash { row = row.dropLast() }
        var result: [ArraySlice<UInt8>] = []
        var current: [UInt8] = []
        var isEscaped = false
        for byte in row {
            if byte == ASCII.bar {
                if !isEscaped {
                    result.append(current[...].trimmed)
                    current = []
                    continue
                }
                current.removeLast()
            }
            current.append(byte)
            isEscaped = byte == ASCII.backslash && !isEscaped
        }
        result.append(current[...].trimmed)
        return result
    }

    private func fit(_ cells: [ArraySlice<UInt8>], _ count: Int) -> [ArraySlice<UInt8>] {
        Array(cells.prefix(count)) + repeatElement([], count: max(0, count - cells.count))
    }
}
