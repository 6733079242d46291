/// The first look at a note, line by line: what is no CommonMark is found and covered before libcmark
/// sees it.
///
/// It follows fences only as closely as needed to leave code alone; what a fence really holds is read
/// from libcmark's tree. Its work is linear in the note, whatever the note holds: every search that
/// fails is remembered as failed.
struct LineScanner {
    let lines: LineTable
    var mask: SourceMask
    var outputBlocks: [OutputBlock] = []
    var footnoteDefinitions: [FootnoteDefinition] = []
    var frontmatterRange: Range<Int>?
    var diagnostics: [NoteDiagnostic] = []

    /// Block containers inside one another, on one line or in the tree.
    static let deepestNesting = 100
    /// Brackets open at once in a paragraph; libcmark's time grows with the square of their number.
    static let mostOpenBrackets = 1000

    var fence: OpenFence?
    private var isInList = false
    private var openBrackets = 0
    var noClosingMarkerAfter = Int.max
    /// Lines to look at beyond a closing marker inside a fence, over the whole note.
    var closingSearchBudget = 10_000
    private var noCommentCloserAfter = Int.max
    private var noMathCloserAfter = Int.max

    /// A fence whose end has not been reached.
    struct OpenFence {
        var marker: UInt8
        var count: Int
        var quoteDepth: Int
    }

    struct FootnoteDefinition {
        var label: String
        /// The lines, counted from 0, and where the text starts on the first.
        var lines: Range<Int>
        var textStart: Int
    }

    init(_ lines: LineTable) {
        self.lines = lines
        mask = SourceMask(lines.source)
    }

    var source: [UInt8] { lines.source }

    mutating func scan() throws(NoteReadingFailure) {
        var line = scanFrontmatter()
        while line < lines.count {
            line = try scanLine(line)
        }
    }

    /// For plain CommonMark: only what would keep libcmark busy is looked for.
    mutating func scanNestingOnly() throws(NoteReadingFailure) {
        let source = self.source
        for line in 0..<lines.count {
            let range = try readPrefix(line).contentStart..<lines.range(line).upperBound
            if range.isEmpty { openBrackets = 0 }
            for index in range {
                switch source[index] {
                case ASCII.openBracket: try countBracket(1, line: line, at: index)
                case ASCII.closeBracket: try countBracket(-1, line: line, at: index)
                default: continue
                }
            }
        }
    }

    /// Covers the properties; gives the first line after them.
    private mutating func scanFrontmatter() -> Int {
        guard lines.count > 1, isFrontmatterFence(0) else { return 0 }
        guard let end = (1..<lines.count).first(where: isFrontmatterFence) else { return 0 }
        frontmatterRange = lines.fullRange(0).lowerBound..<lines.fullRange(end).upperBound
        for line in 0...end { mask.blank(lines.range(line)) }
        return end + 1
    }

    private func isFrontmatterFence(_ line: Int) -> Bool {
        let range = lines.range(line)
        guard range.count >= 3, source[range.lowerBound] == ASCII.hyphen else { return false }
        var end = range.upperBound
        while ASCII.isBlank(source[end - 1]) { end -= 1 }
        return source[range.lowerBound..<end].elementsEqual([45, 45, 45])
    }

    /// Scans a line and gives the next one to scan.
    private mutating func scanLine(_ line: Int) throws(NoteReadingFailure) -> Int {
        let source = self.source
        let range = lines.range(line)
        let prefix = try readPrefix(line)
        if let open = fence {
            if prefix.quoteDepth >= open.quoteDepth {
                if closes(open, range, prefix) { fence = nil }
                return line + 1
            }
            fence = nil
        }
        if prefix.contentStart == range.upperBound {
            openBrackets = 0
            return line + 1
        }
        if opensOutputBlock(at: prefix.contentStart, range), let next = coverOutputBlock(line) {
            return next
        }
        isInList = prefix.hasListMarker || (isInList && source[range.lowerBound] <= ASCII.space)
        if prefix.indentation < 4 || isInList || prefix.quoteDepth > 0,
            let open = openedFence(prefix, range)
        {
            fence = open
            openBrackets = 0
            return line + 1
        }
        if let next = coverFootnoteDefinition(line, prefix) { return next }
        return try scanInlines(line, from: prefix.contentStart)
    }

    /// The containers' markers at the head of a line.
    struct Prefix {
        var contentStart: Int
        var quoteDepth = 0
        var hasListMarker = false
        /// Columns of white space before the first marker or the content.
        var indentation = 0
    }

    private func readPrefix(_ line: Int) throws(NoteReadingFailure) -> Prefix {
        let source = self.source
        let range = lines.range(line)
        var prefix = Prefix(contentStart: range.lowerBound)
        var depth = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = source[index]
            if ASCII.isBlank(byte) {
                if depth == 0 { prefix.indentation += byte == ASCII.tab ? 4 : 1 }
                index += 1
            } else if byte == ASCII.greater {
                prefix.quoteDepth += 1
                depth += 1
                index += 1
            } else if fence == nil, let end = listMarkerEnd(index, range.upperBound) {
                if isThematicBreak(index, range.upperBound) { break }
                prefix.hasListMarker = true
                depth += 1
                index = end
            } else {
                break
            }
            guard depth <= Self.deepestNesting else {
                throw NoteReadingFailure(
                    line: line + 1, column: index - range.lowerBound + 1,
                    cause: "more than \(Self.deepestNesting) quotes and lists inside one another",
                    remedy: "nest less deeply")
            }
        }
        prefix.contentStart = index
        return prefix
    }

    private func listMarkerEnd(_ start: Int, _ end: Int) -> Int? {
        var index = start
        switch source[index] {
        case ASCII.hyphen, ASCII.plus, ASCII.asterisk: index += 1
        default:
            while index < end, index - start < 9, ASCII.isDigit(source[index]) { index += 1 }
            guard index > start, index < end, source[index] == ASCII.dot || source[index] == 0x29
            else { return nil }
            index += 1
        }
        return index == end || ASCII.isBlank(source[index]) ? index : nil
    }

    private func isThematicBreak(_ start: Int, _ end: Int) -> Bool {
        let marker = source[start]
        guard marker == ASCII.hyphen || marker == ASCII.asterisk, end - start < 400 else {
            return false
        }
        var count = 0
        for index in start..<end {
            if source[index] == marker {
                count += 1
            } else if !ASCII.isBlank(source[index]) {
                return false
            }
        }
        return count >= 3
    }

    private func openedFence(_ prefix: Prefix, _ range: Range<Int>) -> OpenFence? {
        let start = prefix.contentStart
        let marker = source[start]
        guard marker == ASCII.backtick || marker == ASCII.tilde else { return nil }
        var end = start
        while end < range.upperBound, source[end] == marker { end += 1 }
        guard end - start >= 3 else { return nil }
        if marker == ASCII.backtick, source[end..<range.upperBound].contains(marker) { return nil }
        return OpenFence(marker: marker, count: end - start, quoteDepth: prefix.quoteDepth)
    }

    private func closes(_ open: OpenFence, _ range: Range<Int>, _ prefix: Prefix) -> Bool {
        var end = prefix.contentStart
        while end < range.upperBound, source[end] == open.marker { end += 1 }
        return end - prefix.contentStart >= open.count
            && source[end..<range.upperBound].allSatisfy(ASCII.isBlank)
    }

    /// Refuses what would keep libcmark busy for minutes.
    mutating func countBracket(_ change: Int, line: Int, at index: Int) throws(NoteReadingFailure) {
        openBrackets = max(0, openBrackets + change)
        guard openBrackets > Self.mostOpenBrackets else { return }
        throw NoteReadingFailure(
            line: line + 1, column: index - lines.range(line).lowerBound + 1,
            cause: "more than \(Self.mostOpenBrackets) brackets open in one paragraph",
            remedy: "close them, or part the text with blank lines")
    }

    // MARK: Comments and formulas

    /// Covers a comment from `%%` to `%%`, over lines if need be; gives where it ends.
    mutating func coverComment(at start: Int) -> Int? {
        guard let end = commentEnd(after: start + 2) else { return nil }
        silence(start..<end)
        return end
    }

    /// The end of the next `%%` that stands in no code; a failure is remembered for all later searches.
    private mutating func commentEnd(after start: Int) -> Int? {
        guard start < noCommentCloserAfter else { return nil }
        let first = lines.line(at: start)
        if let end = commentEnd(onLineFrom: start, lines.range(first).upperBound) { return end }
        var open: (marker: UInt8, count: Int)?
        for line in first + 1..<max(first + 1, lines.count) {
            let range = lines.range(line)
            let run = fenceRun(contentWithoutPrefix(line))
            if let fence = open {
                if run.marker == fence.marker, run.count >= fence.count, run.isBare { open = nil }
            } else if run.count >= 3 {
                open = (run.marker, run.count)
            } else if let end = commentEnd(onLineFrom: range.lowerBound, range.upperBound) {
                return end
            }
        }
        noCommentCloserAfter = start
        return nil
    }

    private func commentEnd(onLineFrom start: Int, _ end: Int) -> Int? {
        var codeSpans = CodeSpanFinder()
        var index = start
        while index + 1 < end {
            if source[index] == ASCII.percent, source[index + 1] == ASCII.percent {
                return index + 2
            }
            index = source[index] == ASCII.backtick ? codeSpans.skip(source, index, end) : index + 1
        }
        return nil
    }

    /// Covers a formula from `$$` to `$$`; gives where it ends.
    mutating func coverDisplayMath(at start: Int) -> Int? {
        guard let end = find(ASCII.dollar, after: start + 2, failedAfter: &noMathCloserAfter)
        else { return nil }
        let firstLineEnd = min(end, lines.range(lines.line(at: start)).upperBound)
        // A formula too short for a token on its first line borrows nothing: it stays text.
        guard firstLineEnd - start >= SourceMask.shortestToken || firstLineEnd < end else {
            return nil
        }
        if firstLineEnd < end { return coverMathBlock(start..<end, firstLineEnd: firstLineEnd) }
        mask.cover(start..<end, as: .math(isDisplay: true))
        return end
    }

    /// A formula of several lines: its opening `$$` is silenced and the token stands on the first line
    /// with room for it.
    private mutating func coverMathBlock(_ range: Range<Int>, firstLineEnd: Int) -> Int? {
        var line = lines.line(at: range.lowerBound)
        var segments: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let lineRange = lines.range(line)
            var first = max(start, lineRange.lowerBound)
            let end = min(lineRange.upperBound, range.upperBound)
            if line > lines.line(at: range.lowerBound) { first = skipContainerPrefix(first, end) }
            segments.append(first..<max(first, end))
            line += 1
            guard line < lines.count else { break }
            start = lines.range(line).lowerBound
        }
        let math = SourceMask.Content.math(isDisplay: true)
        let host: Int
        if let long = segments.firstIndex(where: { $0.count >= SourceMask.shortestToken }) {
            host = long
            mask.cover(segments[long], as: math, wholeRange: range)
        } else if let short = segments.firstIndex(where: { $0.count >= 3 }),
            mask.coverShort(segments[short], as: math, wholeRange: range)
        {
            host = short
        } else {
            // Too small to be covered: it stays text, but its end opens no other formula.
            return range.upperBound
        }
        for (index, segment) in segments.enumerated() where index != host { mask.silence(segment) }
        return range.upperBound
    }

    private mutating func silence(_ range: Range<Int>) {
        let firstLine = lines.line(at: range.lowerBound)
        var line = firstLine
        while line < lines.count, lines.range(line).lowerBound < range.upperBound {
            let lineRange = lines.range(line)
            let end = min(lineRange.upperBound, range.upperBound)
            let start =
                line == firstLine
                ? range.lowerBound : skipContainerPrefix(lineRange.lowerBound, end)
            mask.silence(start..<max(start, end))
            line += 1
        }
    }

    private func skipContainerPrefix(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, ASCII.isBlank(source[index]) || source[index] == ASCII.greater {
            index += 1
        }
        return index
    }

    /// The end of the next two equal markers; a failure is remembered for all later searches.
    private func find(_ marker: UInt8, after start: Int, failedAfter: inout Int) -> Int? {
        guard start < failedAfter else { return nil }
        var index = start
        while index + 1 < source.count {
            if source[index] == marker, source[index + 1] == marker { return index + 2 }
            index += 1
        }
        failedAfter = start
        return nil
    }
}
