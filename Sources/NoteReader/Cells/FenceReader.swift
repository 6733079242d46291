/// A fence as it stands in the source: what libcmark doesn't tell of it.
struct Fence {
    /// The info string as written.
    var info: String
    /// The lines of both fences, counted from 0; the closing one is the last line of code if unclosed.
    var lines: ClosedRange<Int>
    var isClosed: Bool
    var code: [CodeLine]
    /// The code without prefixes, lines ended by a line feed.
    var text: [UInt8]
    /// The prefix of the closing line.
    var linePrefix: [UInt8]
}

/// Reads fences from the raw source: libcmark gives the right start of a fenced block, but neither its
/// end nor whether it was fenced at all.
struct FenceReader {
    let lines: LineTable

    private var source: [UInt8] { lines.source }

    /// The fence that starts on a line, counted from 0; nil for an indented block.
    func read(line first: Int, inside containers: [Container]) -> Fence? {
        guard first < lines.count,
            var opening = LineCursor(lines, line: first, inside: containers),
            opening.indentation < 4
        else { return nil }
        let fenceIndentation = opening.takeColumns(3)
        let start = opening.offset
        guard start < opening.end, let (marker, count) = markerRun(start, opening.end), count >= 3
        else { return nil }
        var fence = Fence(
            info: source[(start + count)..<opening.end].trimmed.text, lines: first...first,
            isClosed: false, code: [], text: [], linePrefix: [])
        for line in first + 1..<max(first + 1, lines.count) {
            guard let cursor = LineCursor(lines, line: line, inside: containers) else { break }
            fence.lines = first...line
            if closes(cursor, marker, count) {
                fence.isClosed = true
                fence.linePrefix = Array(source[lines.range(line).lowerBound..<cursor.offset])
                break
            }
            append(cursor, line, fenceIndentation, to: &fence)
        }
        if !fence.isClosed { dropTrailingLines(after: first, of: &fence) }
        return fence
    }

    private func markerRun(_ start: Int, _ end: Int) -> (marker: UInt8, count: Int)? {
        let marker = source[start]
        guard marker == ASCII.backtick || marker == ASCII.tilde else { return nil }
        var index = start
        while index < end, source[index] == marker { index += 1 }
        return (marker, index - start)
    }

    private func closes(_ cursor: LineCursor, _ marker: UInt8, _ count: Int) -> Bool {
        let start = cursor.firstNonBlank
        guard cursor.indentation < 4, start < cursor.end,
            let run = markerRun(start, cursor.end), run.marker == marker, run.count >= count
        else { return false }
        return source[(start + run.count)..<cursor.end].allSatisfy(ASCII.isBlank)
    }

    private func append(
        _ lineCursor: LineCursor, _ line: Int, _ fenceIndentation: Int, to fence: inout Fence
    ) {
        var cursor = lineCursor
        cursor.takeColumns(fenceIndentation)
        let codeOffset = fence.text.count
        fence.text += repeatElement(ASCII.space, count: cursor.pendingColumns)
        fence.text += source[cursor.offset..<cursor.end]
        fence.text.append(ASCII.lineFeed)
        let start = lines.range(line).lowerBound
        fence.code.append(
            CodeLine(
                noteLine: line + 1, range: cursor.offset..<cursor.end, codeOffset: codeOffset,
                columnShift: cursor.offset - start - cursor.pendingColumns))
    }

    /// Blank lines after the last line of an unclosed fence in a list belong to no one.
    private func dropTrailingLines(after first: Int, of fence: inout Fence) {
        while let last = fence.code.last, last.range.isEmpty {
            fence.text.removeLast(fence.text.count - last.codeOffset)
            fence.code.removeLast()
        }
        fence.lines = first...max(first, (fence.code.last?.noteLine ?? 1) - 1)
    }
}
