/// The inline content of a block: libcmark's nodes with Obsidian's additions put between them.
extension TreeBuilder {
    /// Emphasis inside emphasis deeper than this is shown as plain text.
    static let deepestInlines = 64

    mutating func inlines(of parent: CommonMarkNode, depth: Int = 0) -> [Inline] {
        var run = InlineRun()
        var child = parent.firstChild
        while let node = child {
            append(node, to: &run, depth: depth)
            child = node.next
        }
        flush(&run)
        return run.finish()
    }

    private mutating func append(_ node: CommonMarkNode, to run: inout InlineRun, depth: Int) {
        if node.kind == .text {
            node.appendLiteral(to: &run.pendingText)
            return
        }
        flush(&run)
        switch node.kind {
        case .softBreak: run.append(.softBreak)
        case .lineBreak: run.append(.lineBreak)
        case .code: run.append(code(uncovered(node.literal)))
        case .inlineHTML: appendHTML(node, to: &run)
        case .emphasis: run.append(.emphasis(inside(node, depth)))
        case .strong: run.append(.strong(inside(node, depth)))
        case .link:
            let destination = uncovered(node.destination)
            note(destination, of: node, isEmbed: false)
            run.append(
                .link(
                    destination: destination, title: uncovered(node.title),
                    content: inside(node, depth)))
        case .image:
            let destination = uncovered(node.destination)
            note(destination, of: node, isEmbed: true)
            run.append(
                .image(
                    destination: destination, title: uncovered(node.title),
                    alternative: Inline.plainText(inside(node, depth))))
        default: break
        }
    }

    /// Remembers a Markdown link that leads to something of the vault.
    private mutating func note(_ destination: String, of node: CommonMarkNode, isEmbed: Bool) {
        guard isObsidian, let target = LinkTarget(address: destination) else { return }
        let line = min(max(1, node.startLine), lines.count)
        let start = lines.range(line - 1).lowerBound
        links.append(
            NoteLink(
                target: target, isEmbed: isEmbed, form: .markdown, range: start..<start,
                line: line, column: max(1, node.startColumn)))
    }

    private mutating func inside(_ node: CommonMarkNode, _ depth: Int) -> [Inline] {
        if depth < Self.deepestInlines { return inlines(of: node, depth: depth + 1) }
        return [.text(plainText(of: node))]
    }

    /// The text below a node, gathered without recursion.
    private func plainText(of root: CommonMarkNode) -> String {
        var text: [UInt8] = []
        var level = 0
        var node = root.firstChild
        while let current = node {
            if current.kind == .text || current.kind == .code { current.appendLiteral(to: &text) }
            if let child = current.firstChild {
                level += 1
                node = child
                continue
            }
            var last: CommonMarkNode? = current
            while let candidate = last, candidate.next == nil, level > 0 {
                level -= 1
                last = candidate.parent
            }
            node = last?.next
        }
        return mask.uncovered(text, source: lines.source).text
    }

    private func uncovered(_ bytes: [UInt8]) -> String {
        mask.uncovered(bytes, source: lines.source).text
    }

    /// A code span, or an expression for Dataview when it starts with `=`.
    private func code(_ text: String) -> Inline {
        // `==` is an operator of many languages and starts no expression.
        guard isObsidian, text.utf8.first == ASCII.equals,
            text.utf8.dropFirst().first != ASCII.equals
        else { return .code(text) }
        let expression = text.utf8.dropFirst().trimmed.text
        return expression.isEmpty ? .code(text) : .dataview(expression)
    }

    private mutating func appendHTML(_ node: CommonMarkNode, to run: inout InlineRun) {
        let literal = uncovered(node.literal)
        if isObsidian, HeapnoteComment.text(of: Array(literal.utf8)) != nil {
            diagnostics.append(
                NoteDiagnostic(
                    line: max(1, node.startLine), cause: "a heapnote comment inside a paragraph",
                    remedy: "put it on a line of its own"))
        }
        run.append(.html(literal))
    }

    /// Takes the text gathered so far apart.
    private mutating func flush(_ run: inout InlineRun) {
        guard !run.pendingText.isEmpty else { return }
        var text: [UInt8] = []
        swap(&text, &run.pendingText)
        guard dialect != .commonMark else {
            run.append(.text(text.text))
            return
        }
        var scanner = TextScanner(text, startsLine: run.isAtWordStart, dialect: dialect)
        while let part = scanner.next(mask) {
            switch part {
            case .text(let text): run.append(.text(text))
            case .inline(let inline): run.append(inline)
            case .tag(let name):
                if knownTags.insert(name).inserted { tags.append(name) }
                run.append(.tag(name))
            case .token(let token): run.append(inline(of: token))
            case .footnote(let label): run.append(footnoteReference(label))
            case .delimiter(let delimiter, let canOpen, let canClose):
                run.append(delimiter, canOpen: canOpen, canClose: canClose)
            }
        }
    }

    private mutating func inline(of token: SourceMask.Token) -> Inline {
        let bytes = lines.source[token.range]
        switch token.content {
        case .wikilink:
            return .wikilink(link(bytes.dropFirst(2).dropLast(2), token.range, isEmbed: false))
        case .embed:
            return .embed(link(bytes.dropFirst(3).dropLast(2), token.range, isEmbed: true))
        case .math(true):
            return .math(mathText(token.range), isDisplay: true)
        case .math(false):
            return .math(bytes.dropFirst().dropLast().text, isDisplay: false)
        case .footnoteReference:
            return footnoteReference(bytes.dropFirst(2).dropLast().text)
        case .inlineFootnote:
            let label = "^\(footnotes.count)"
            footnoteNumbers[label] = footnotes.count
            let line = lines.line(at: token.range.lowerBound) + 1
            let text = Array(bytes.dropFirst(2).dropLast())
            let plain = [Block(.paragraph([.text(text.text)]), lines: line...line)]
            let blocks = (try? blocks(ofFootnote: text)) ?? plain
            footnotes.append(Footnote(label: label, blocks: blocks, referenceCount: 0))
            return footnoteReference(label)
        }
    }

    private mutating func link(
        _ bytes: ArraySlice<UInt8>, _ range: Range<Int>, isEmbed: Bool
    ) -> LinkTarget {
        let target = LinkTarget(parsing: bytes.text)
        let line = lines.line(at: range.lowerBound)
        links.append(
            NoteLink(
                target: target, isEmbed: isEmbed, range: range, line: line + 1,
                column: range.lowerBound - lines.range(line).lowerBound + 1))
        return target
    }

    /// A formula's lines without the prefixes of the containers it stands in.
    private func mathText(_ range: Range<Int>) -> String {
        let inside = range.lowerBound + 2..<range.upperBound - 2
        let first = lines.line(at: inside.lowerBound)
        var result: [UInt8] = []
        var line = first
        while line < lines.count, lines.range(line).lowerBound < inside.upperBound {
            let lineRange = lines.range(line)
            var start = max(inside.lowerBound, lineRange.lowerBound)
            if line > first {
                result.append(ASCII.lineFeed)
                start = LineCursor(lines, line: line, inside: containers)?.offset ?? start
            }
            let end = min(inside.upperBound, lineRange.upperBound)
            result += lines.source[min(start, end)..<end]
            line += 1
        }
        while let last = result.last, last <= ASCII.space { result.removeLast() }
        return result.drop { $0 <= ASCII.space }.text
    }

    private mutating func footnoteReference(_ label: String) -> Inline {
        guard let index = footnoteNumbers[label] else { return .text("[^\(label)]") }
        let occurrence = footnotes[index].referenceCount
        if occurrence == 0 {
            referencedFootnoteCount += 1
            footnotes[index].number = referencedFootnoteCount
        }
        footnotes[index].referenceCount += 1
        return .footnoteReference(index, occurrence: occurrence)
    }
}

/// Inlines as they are gathered, with the highlights and strikethroughs that are still open.
struct InlineRun {
    enum Delimiter { case highlight, strikethrough }

    private var inlines: [Inline] = []
    /// Text that comes after `inlines`; kept apart so that pieces of it are joined in linear time.
    private var text = ""
    var pendingText: [UInt8] = []
    /// Whether a delimiter may have parted a text.
    private var hasNeighbouringTexts = false
    private var open: [(delimiter: Delimiter, index: Int)] = []

    /// Whether a tag could start here.
    var isAtWordStart: Bool {
        guard text.isEmpty else { return false }
        return switch inlines.last {
        case nil, .softBreak, .lineBreak: true
        default: false
        }
    }

    mutating func append(_ inline: Inline) {
        if case .text(let piece) = inline {
            text += piece
        } else {
            endText()
            inlines.append(inline)
        }
    }

    private mutating func endText() {
        guard !text.isEmpty else { return }
        inlines.append(.text(text))
        text = ""
    }

    /// A pair `==` or `~~`: closes the open one of its kind, else opens, else is text.
    mutating func append(_ delimiter: Delimiter, canOpen: Bool, canClose: Bool) {
        hasNeighbouringTexts = true
        endText()
        if canClose, let place = open.lastIndex(where: { $0.delimiter == delimiter }),
            open[place].index + 1 < inlines.count
        {
            let start = open[place].index
            let content = Array(inlines[(start + 1)...])
            open.removeSubrange(place...)
            inlines.removeSubrange(start...)
            inlines.append(delimiter == .highlight ? .highlight(content) : .strikethrough(content))
            return
        }
        let text = delimiter == .highlight ? "==" : "~~"
        // One of each kind can be open, which keeps the search above short.
        if canOpen, !open.contains(where: { $0.delimiter == delimiter }) {
            open.append((delimiter, inlines.count))
            inlines.append(.text(text))
        } else {
            self.text += text
        }
    }

    /// The inlines, without the line breaks that covered comments leave at both ends, and with the text
    /// around delimiters that were never closed in one piece.
    mutating func finish() -> [Inline] {
        endText()
        while inlines.last == .softBreak { inlines.removeLast() }
        guard !inlines.isEmpty else { return [] }
        let start = inlines.firstIndex { $0 != .softBreak } ?? inlines.count
        guard !open.isEmpty || hasNeighbouringTexts else {
            return start == 0 ? inlines : Array(inlines[start...])
        }
        var result: [Inline] = []
        var joined = ""
        for inline in inlines[start...] {
            if case .text(let piece) = inline {
                joined += piece
                continue
            }
            if !joined.isEmpty { result.append(.text(joined)) }
            joined = ""
            result.append(inline)
        }
        if !joined.isEmpty { result.append(.text(joined)) }
        return result
    }
}

extension LinkTarget {
    /// Reads what stands between `[[` and `]]`.
    public init(parsing text: String) {
        let parts = text.utf8.split(
            separator: ASCII.bar, maxSplits: 1, omittingEmptySubsequences: false)
        var target = parts[0]
        // In a table the bar bears a backslash.
        if parts.count == 2, target.last == ASCII.backslash { target = target.dropLast() }
        let alias = parts.count == 2 ? parts[1].trimmed.text : nil
        raw = target.trimmed.text + (alias.map { "|" + $0 } ?? "")
        self.alias = alias.flatMap { $0.isEmpty ? nil : $0 }
        let pieces = target.split(separator: ASCII.hash, omittingEmptySubsequences: false)
        path = pieces.first?.trimmed.text ?? ""
        subpath = pieces.dropFirst().map { $0.trimmed.text }.filter { !$0.isEmpty }
    }
}
