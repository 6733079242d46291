/// The results that an earlier run wrote into the note, and the definitions of footnotes: lines that
/// are no text of the note where they stand.
extension LineScanner {
    static let outputOpening = Array("<!-- heapnote:output ".utf8)
    static let outputClosing = Array("<!-- /heapnote:output -->".utf8)

    func opensOutputBlock(at start: Int, _ range: Range<Int>) -> Bool {
        source[start..<range.upperBound].starts(with: Self.outputOpening)
    }

    /// Covers a block of results with one long HTML comment; gives the line after it.
    mutating func coverOutputBlock(_ line: Int) -> Int? {
        guard let last = closingLine(after: line) else {
            diagnostics.append(
                NoteDiagnostic(
                    line: line + 1, cause: "a block of results that is never closed",
                    remedy: "add the line <!-- /heapnote:output -->, or delete this one"))
            return nil
        }
        let attributes = outputAttributes(line)
        outputBlocks.append(
            OutputBlock(
                label: attributes["cell"] ?? "", inputHash: attributes["in"] ?? "",
                outputHash: attributes["out"] ?? "",
                range: lines.fullRange(line).lowerBound..<lines.fullRange(last).upperBound,
                contentRange: lines.fullRange(line).upperBound..<lines.fullRange(last).lowerBound,
                lines: line + 1...last + 1))
        coverAsComment(line...last)
        return last + 1
    }

    /// The closing marker, looked for outside the fences of the results first: a program can print one.
    private mutating func closingLine(after line: Int) -> Int? {
        guard line < noClosingMarkerAfter else { return nil }
        var open: (marker: UInt8, count: Int)?
        var firstInsideFence: Int?
        var hasSeenAll = true
        for candidate in line + 1..<max(line + 1, lines.count) {
            let content = contentWithoutPrefix(candidate)
            if content.elementsEqual(Self.outputClosing) {
                if open == nil { return candidate }
                firstInsideFence = firstInsideFence ?? candidate
            }
            if firstInsideFence != nil {
                closingSearchBudget -= 1
                if closingSearchBudget < 0 { return firstInsideFence }
            }
            if content.starts(with: Self.outputOpening), open == nil {
                hasSeenAll = false
                break
            }
            let run = fenceRun(content)
            if let fence = open {
                if run.marker == fence.marker, run.count >= fence.count, run.isBare { open = nil }
            } else if run.count >= 3 {
                open = (run.marker, run.count)
            }
        }
        if firstInsideFence == nil, hasSeenAll { noClosingMarkerAfter = line }
        return firstInsideFence
    }

    func contentWithoutPrefix(_ line: Int) -> ArraySlice<UInt8> {
        source[lines.range(line)].drop { ASCII.isBlank($0) || $0 == ASCII.greater }.trimmed
    }

    func fenceRun(_ content: ArraySlice<UInt8>) -> (marker: UInt8, count: Int, isBare: Bool) {
        guard let marker = content.first, marker == ASCII.backtick || marker == ASCII.tilde else {
            return (0, 0, false)
        }
        let rest = content.drop { $0 == marker }
        return (marker, content.count - rest.count, rest.isEmpty)
    }

    private func outputAttributes(_ line: Int) -> [String: String] {
        var attributes: [String: String] = [:]
        for word in contentWithoutPrefix(line).split(separator: ASCII.space) {
            guard let equals = word.firstIndex(of: ASCII.equals) else { continue }
            attributes[word[..<equals].text] = word[(equals + 1)...].text
        }
        return attributes
    }

    /// Fills the lines so that libcmark sees one comment, which doesn't loosen a list as blank lines would.
    private mutating func coverAsComment(_ range: ClosedRange<Int>) {
        for line in range {
            let content = contentWithoutPrefix(line)
            if line == range.lowerBound {
                fill(content.startIndex + 4..<lines.range(line).upperBound)
            } else if line < range.upperBound {
                fill(content.startIndex..<lines.range(line).upperBound)
            }
        }
    }

    private mutating func fill(_ range: Range<Int>) {
        for index in range { mask.set(UInt8(ascii: "x"), at: index) }
    }

    /// `[^label]: text` with its indented paragraphs; gives the line after it.
    mutating func coverFootnoteDefinition(_ line: Int, _ prefix: Prefix) -> Int? {
        let range = lines.range(line)
        let start = prefix.contentStart
        guard prefix.quoteDepth == 0, !prefix.hasListMarker, prefix.indentation < 4,
            start + 4 < range.upperBound, source[start] == ASCII.openBracket,
            source[start + 1] == ASCII.caret,
            let close = source[start..<range.upperBound].firstIndex(of: ASCII.closeBracket),
            close > start + 2, close + 1 < range.upperBound, source[close + 1] == ASCII.colon,
            !source[start..<close].contains(where: ASCII.isBlank)
        else { return nil }
        let last = lastLine(ofDefinition: line)
        for covered in line...last { mask.blank(lines.range(covered)) }
        footnoteDefinitions.append(
            FootnoteDefinition(
                label: source[start + 2..<close].text, lines: line..<last + 1, textStart: close + 2)
        )
        return last + 1
    }

    private func lastLine(ofDefinition first: Int) -> Int {
        var last = first
        var isAfterBlank = false
        for line in first + 1..<max(first + 1, lines.count) {
            if lines.isBlank(line) {
                isAfterBlank = true
                continue
            }
            let bytes = source[lines.range(line)]
            let isIndented =
                bytes.starts(with: [ASCII.tab]) || bytes.prefix(2).allSatisfy(ASCII.isBlank)
            if isAfterBlank && !isIndented { break }
            if !isIndented && startsBlock(bytes) { break }
            last = line
            isAfterBlank = false
        }
        return last
    }

    /// Whether a line ends the paragraph before it.
    private func startsBlock(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        if first == ASCII.openBracket { return bytes.dropFirst().first == ASCII.caret }
        if bytes.starts(with: [96, 96, 96]) || bytes.starts(with: [126, 126, 126]) { return true }
        return first == ASCII.hash || first == ASCII.greater
            || bytes.starts(with: [ASCII.hyphen, ASCII.space])
    }
}
