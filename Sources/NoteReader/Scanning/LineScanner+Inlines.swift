extension LineScanner {
    /// Covers the wikilinks, embeds, formulas, comments and footnotes of a line of text, leaving code
    /// spans alone. Gives the next line to scan: a comment or a formula can take several.
    mutating func scanInlines(_ line: Int, from start: Int) throws(NoteReadingFailure) -> Int {
        // Held here: reaching it through the scanner costs a retain for each byte.
        let source = self.source
        let end = lines.range(line).upperBound
        var codeSpans = CodeSpanFinder()
        var index = start
        while index < end {
            switch source[index] {
            case ASCII.backslash:
                if index + 1 < end, Self.losesMeaning(source[index + 1]) {
                    mask.set(SourceMask.escape, at: index)
                }
                index += 2
            case ASCII.backtick:
                index = codeSpans.skip(source, index, end)
            case ASCII.openBracket:
                if let after = coverLink(at: index, end, content: .wikilink) {
                    index = after
                } else if let after = coverFootnoteReference(at: index, end) {
                    index = after
                } else {
                    try countBracket(1, line: line, at: index)
                    index += 1
                }
            case ASCII.closeBracket:
                try countBracket(-1, line: line, at: index)
                index += 1
            case ASCII.exclamation:
                index = coverLink(at: index, end, content: .embed) ?? index + 1
            case ASCII.caret:
                index = coverInlineFootnote(at: index, end, &codeSpans) ?? index + 1
            case ASCII.percent where isPair(index, end):
                guard let after = coverComment(at: index) else {
                    index += 2
                    continue
                }
                if after > end { return lineAfter(after) }
                index = after
            case ASCII.dollar where isPair(index, end):
                guard let after = coverDisplayMath(at: index) else {
                    index += 2
                    continue
                }
                if after > end { return lineAfter(after) }
                index = after
            case ASCII.dollar:
                index = codeSpans.coverMath(source, index, end, &mask) ?? index + 1
            default:
                index += 1
            }
        }
        return line + 1
    }

    /// What follows on the line where something of several lines ends is left to plain CommonMark.
    private func lineAfter(_ offset: Int) -> Int { lines.line(at: offset - 1) + 1 }

    private func isPair(_ index: Int, _ end: Int) -> Bool {
        index + 1 < end && source[index + 1] == source[index]
    }

    /// The characters that libcmark doesn't know and that a backslash makes plain all the same.
    private static func losesMeaning(_ byte: UInt8) -> Bool {
        switch byte {
        case ASCII.equals, ASCII.tilde, ASCII.hash, ASCII.percent, ASCII.dollar, ASCII.caret: true
        default: false
        }
    }

    /// `[[target]]` or `![[target]]`: one line, no brackets inside.
    private mutating func coverLink(at start: Int, _ end: Int, content: SourceMask.Content) -> Int?
    {
        let source = self.source
        var index = start
        if case .embed = content { index += 1 }
        guard index + 4 < end, source[index] == ASCII.openBracket,
            source[index + 1] == ASCII.openBracket
        else { return nil }
        index += 2
        let textStart = index
        var isTarget = true
        while index + 1 < end {
            let pair = (source[index], source[index + 1])
            if pair == (ASCII.closeBracket, ASCII.closeBracket) { break }
            if pair == (ASCII.openBracket, ASCII.openBracket) { return nil }
            if source[index] == ASCII.bar { isTarget = false }
            // No name of a note has brackets; what is shown for it may.
            if isTarget, source[index] == ASCII.openBracket || source[index] == ASCII.closeBracket {
                return nil
            }
            index += 1
        }
        guard index + 1 < end, index > textStart,
            !source[textStart..<index].allSatisfy(ASCII.isBlank)
        else { return nil }
        mask.cover(start..<index + 2, as: content)
        return index + 2
    }

    /// `[^label]`
    private mutating func coverFootnoteReference(at start: Int, _ end: Int) -> Int? {
        guard start + 3 < end, source[start + 1] == ASCII.caret else { return nil }
        var index = start + 2
        while index < end, index - start < 200, source[index] > ASCII.space,
            source[index] != ASCII.closeBracket, source[index] != ASCII.openBracket
        {
            index += 1
        }
        guard index < end, index > start + 2, source[index] == ASCII.closeBracket else {
            return nil
        }
        let range = start..<index + 1
        if range.count >= SourceMask.shortestToken {
            mask.cover(range, as: .footnoteReference)
        } else {
            mask.set(SourceMask.shortFootnote, at: start)
            mask.set(SourceMask.silence, at: start + 1)
            mask.set(SourceMask.silence, at: start + 3)
        }
        return range.upperBound
    }

    /// `^[text]`
    private mutating func coverInlineFootnote(
        at start: Int, _ end: Int, _ codeSpans: inout CodeSpanFinder
    ) -> Int? {
        guard start + 4 < end, source[start + 1] == ASCII.openBracket,
            codeSpans.failedFootnotes < 64
        else { return nil }
        var depth = 0
        var index = start + 1
        while index < end, index - start < 4000 {
            if source[index] == ASCII.openBracket { depth += 1 }
            if source[index] == ASCII.closeBracket {
                depth -= 1
                if depth == 0 { break }
            }
            index += source[index] == ASCII.backslash ? 2 : 1
        }
        guard index < end, depth == 0, source[index] == ASCII.closeBracket else {
            codeSpans.failedFootnotes += 1
            return nil
        }
        mask.cover(start..<index + 1, as: .inlineFootnote)
        return index + 1
    }
}

/// Finds the ends of code spans and inline formulas on one line, remembering which searches failed so
/// that a line without closers is still read in linear time.
struct CodeSpanFinder {
    /// Footnotes that began on the line and didn't end: a few are looked for, a thousand aren't.
    var failedFootnotes = 0
    /// At index n, where the last run of n backticks on the line ends; empty until a search has failed.
    private var lastEnds: [Int] = []
    /// No dollar before this offset closes a formula.
    private var noMathCloserBefore = 0

    /// The offset after the code span that starts here, or after the backticks if none does.
    mutating func skip(_ source: [UInt8], _ start: Int, _ end: Int) -> Int {
        var textStart = start
        while textStart < end, source[textStart] == ASCII.backtick { textStart += 1 }
        let count = textStart - start
        guard count <= Self.longestDelimiter, lastEnds.isEmpty || lastEnds[count] > textStart else {
            return textStart
        }
        var index = textStart
        while let run = Self.nextRun(source, index, end) {
            if run.count == count { return run.upperBound }
            index = run.upperBound
        }
        if lastEnds.isEmpty { noteLastEnds(source, textStart, end) }
        return textStart
    }

    /// libcmark's limit on the backticks that delimit a code span (`MAXBACKTICKS`).
    private static let longestDelimiter = 80

    private mutating func noteLastEnds(_ source: [UInt8], _ start: Int, _ end: Int) {
        lastEnds = [Int](repeating: 0, count: Self.longestDelimiter + 1)
        var index = start
        while let run = Self.nextRun(source, index, end) {
            if run.count <= Self.longestDelimiter { lastEnds[run.count] = run.upperBound }
            index = run.upperBound
        }
    }

    @inline(__always)
    private static func nextRun(_ source: [UInt8], _ start: Int, _ end: Int) -> Range<Int>? {
        var index = start
        while index < end, source[index] != ASCII.backtick { index += 1 }
        guard index < end else { return nil }
        let runStart = index
        while index < end, source[index] == ASCII.backtick { index += 1 }
        return runStart..<index
    }

    /// `$x$`: no space inside the dollars, no digit after them, no code between them.
    mutating func coverMath(
        _ source: [UInt8], _ start: Int, _ end: Int, _ mask: inout SourceMask
    ) -> Int? {
        guard start >= noMathCloserBefore, start + 2 < end, !ASCII.isBlank(source[start + 1]) else {
            return nil
        }
        var index = start + 1
        while index < end, source[index] != ASCII.backtick {
            if source[index] == ASCII.dollar {
                // Another dollar in between makes sums of money of them.
                guard index > start + 1, !ASCII.isBlank(source[index - 1]),
                    index + 1 == end || !ASCII.isDigit(source[index + 1])
                else { break }
                return cover(start..<index + 1, source, &mask)
            }
            index += source[index] == ASCII.backslash ? 2 : 1
        }
        noMathCloserBefore = index
        return nil
    }

    private func cover(_ range: Range<Int>, _ source: [UInt8], _ mask: inout SourceMask) -> Int {
        if range.count >= SourceMask.shortestToken {
            mask.cover(range, as: .math(isDisplay: false))
        } else if source[range].dropFirst().dropLast().allSatisfy({
            $0 >= 0x80 || ASCII.isAlphanumeric($0)
        }) {
            mask.set(SourceMask.shortMathStart, at: range.lowerBound)
            mask.set(SourceMask.shortMathEnd, at: range.upperBound - 1)
        } else {
            _ = mask.coverShort(range, as: .math(isDisplay: false), wholeRange: range)
        }
        return range.upperBound
    }
}
