/// Makes the blocks of a note from libcmark's tree, the raw source and what was covered before parsing.
///
/// It walks the tree once, keeping the containers of the current block at hand, since the raw lines of
/// a block (a cell's code, a table's rows) bear their prefixes.
struct TreeBuilder {
    let lines: LineTable
    let mask: SourceMask
    let dialect: NoteReader.Dialect
    var diagnostics: [NoteDiagnostic]
    var containers: [Container] = []
    var cells: [Cell] = []
    var pictureRequests: [PictureRequest] = []
    var links: [NoteLink] = []
    var tags: [String] = []
    var knownTags: Set<String> = []
    var footnotes: [Footnote] = []
    var footnoteNumbers: [String: Int] = [:]
    var referencedFootnoteCount = 0
    /// False inside footnotes.
    var runsCells = true
    private var anchors = AnchorNames()
    /// Options of a comment that waits for the cell after it.
    private var pendingOptions: PendingOptions?

    private struct PendingOptions {
        var options: CellOptions
        var line: Int
    }

    init(_ scanner: LineScanner, dialect: NoteReader.Dialect) {
        lines = scanner.lines
        mask = scanner.mask
        diagnostics = scanner.diagnostics
        self.dialect = dialect
        for definition in scanner.footnoteDefinitions where footnoteNumbers[definition.label] == nil
        {
            footnoteNumbers[definition.label] = footnotes.count
            footnotes.append(Footnote(label: definition.label, blocks: [], referenceCount: 0))
        }
    }

    var isObsidian: Bool { dialect == .obsidian }

    /// The blocks inside a node.
    mutating func blocks(of parent: CommonMarkNode) throws(NoteReadingFailure) -> [Block] {
        guard containers.count <= LineScanner.deepestNesting else {
            throw NoteReadingFailure(
                line: parent.startLine,
                cause:
                    "more than \(LineScanner.deepestNesting) quotes and lists inside one another",
                remedy: "nest less deeply")
        }
        var result: [Block] = []
        var child = parent.firstChild
        while let node = child {
            try append(node, to: &result)
            child = node.next
        }
        return result
    }

    private mutating func append(
        _ node: CommonMarkNode, to result: inout [Block]
    ) throws(NoteReadingFailure) {
        let span = node.startLine...max(node.startLine, node.endLine)
        switch node.kind {
        case .paragraph:
            appendParagraph(node, span, to: &result)
        case .heading:
            appendHeading(node, span, to: &result)
        case .codeBlock:
            appendCode(node, span, to: &result)
            return
        case .htmlBlock:
            appendHTML(node, span, to: &result)
            return
        case .quote:
            try appendQuote(node, span, to: &result)
        case .list:
            result.append(Block(.list(try list(node)), lines: span))
        case .thematicBreak:
            result.append(Block(.thematicBreak, lines: span))
        default:
            break
        }
        reportUnusedOptions()
    }

    /// A comment with options must be followed by its cell.
    mutating func reportUnusedOptions() {
        guard let pending = pendingOptions else { return }
        pendingOptions = nil
        diagnostics.append(
            NoteDiagnostic(
                line: pending.line, cause: "these options belong to no cell",
                remedy: "put the comment right before a cell"))
    }

    private mutating func appendHeading(
        _ node: CommonMarkNode, _ span: ClosedRange<Int>, to result: inout [Block]
    ) {
        let content = inlines(of: node)
        guard !isSilent(content) else { return }
        let anchor = anchors.unique(for: content)
        result.append(
            Block(
                .heading(Heading(level: node.headingLevel, inlines: content, anchor: anchor)),
                lines: span))
    }

    /// Whether nothing is left of a block but covered comments.
    func isSilent(_ content: [Inline]) -> Bool {
        isObsidian
            && content.allSatisfy { inline in
                switch inline {
                case .softBreak, .lineBreak: true
                case .text(let text): text.utf8.allSatisfy(ASCII.isBlank)
                default: false
                }
            }
    }

    // MARK: Quotes and lists

    private mutating func appendQuote(
        _ node: CommonMarkNode, _ span: ClosedRange<Int>, to result: inout [Block]
    ) throws(NoteReadingFailure) {
        containers.append(.quote)
        let inside = try blocks(of: node)
        let hasMarker = startsWithBracket(line: node.startLine)
        containers.removeLast()
        if isObsidian, hasMarker, let callout = callout(inside) {
            result.append(Block(.callout(callout), lines: span))
        } else {
            result.append(Block(.quote(inside), lines: span))
        }
    }

    private mutating func list(_ node: CommonMarkNode) throws(NoteReadingFailure) -> List {
        var list = List(
            start: node.isOrderedList ? node.listStart : nil, isTight: node.isTightList, items: [])
        var child = node.firstChild
        while let item = child {
            containers.append(container(of: item))
            var inside = try blocks(of: item)
            let hasMarker = startsWithBracket(line: item.startLine)
            containers.removeLast()
            let task =
                dialect != .commonMark && hasMarker ? takeTask(from: &inside) : nil
            let identifier = inside.first?.identifier
            if identifier != nil { inside[0].identifier = nil }
            list.items.append(
                ListItem(
                    task: task, blocks: inside,
                    lines: item.startLine...max(item.startLine, item.endLine),
                    identifier: identifier))
            child = item.next
        }
        return list
    }

    /// Whether the content of a line starts with a bracket that no backslash takes the meaning of.
    private func startsWithBracket(line: Int) -> Bool {
        guard line > 0, line <= lines.count,
            let cursor = LineCursor(lines, line: line - 1, inside: containers)
        else { return false }
        let start = cursor.firstNonBlank
        return start < cursor.end && lines.source[start] == ASCII.openBracket
    }

    private func container(of item: CommonMarkNode) -> Container {
        let line = item.startLine - 1
        let width = LineCursor(lines, line: line, inside: containers)?.itemContentWidth ?? 2
        return .item(startLine: line, contentWidth: width)
    }

    // MARK: Code

    private mutating func appendCode(
        _ node: CommonMarkNode, _ span: ClosedRange<Int>, to result: inout [Block]
    ) {
        let fence = FenceReader(lines: lines).read(line: node.startLine - 1, inside: containers)
        if isObsidian, runsCells, let fence, CellReader.isCell(fence.info) {
            let pending = pendingOptions
            pendingOptions = nil
            let cell = CellReader(lines: lines).read(
                fence, index: cells.count, commentOptions: pending?.options ?? CellOptions(),
                diagnostics: &diagnostics)
            result.append(Block(.cell(cells.count), lines: cell.fenceLines))
            cells.append(cell)
            return
        }
        reportUnusedOptions()
        let code = mask.uncovered(node.literal, source: lines.source)
        if isObsidian, fence == nil, code.allSatisfy({ $0 <= ASCII.space }) { return }
        let block = CodeBlock(
            info: fence.map { _ in node.fenceInfo.text },
            language: fence.flatMap { CellReader.language(of: $0.info) },
            code: code.text)
        let lines = fence.map { $0.lines.lowerBound + 1...$0.lines.upperBound + 1 } ?? span
        result.append(Block(.code(block), lines: lines))
    }

    // MARK: HTML

    private mutating func appendHTML(
        _ node: CommonMarkNode, _ span: ClosedRange<Int>, to result: inout [Block]
    ) {
        let literal = node.literal
        if isObsidian {
            if literal.starts(with: LineScanner.outputOpening.prefix(4) + [UInt8(ascii: "x")]),
                isOutputBlock(span.lowerBound)
            {
                return
            }
            if let text = HeapnoteComment.text(of: literal) {
                readComment(text, node, span, to: &result)
                return
            }
        }
        reportUnusedOptions()
        result.append(
            Block(.html(mask.uncovered(literal, source: lines.source).text), lines: span))
    }

    private func isOutputBlock(_ line: Int) -> Bool {
        guard let cursor = LineCursor(lines, line: line - 1, inside: containers) else {
            return false
        }
        return lines.source[cursor.firstNonBlank..<cursor.end].starts(
            with: LineScanner.outputOpening)
    }

    private mutating func readComment(
        _ text: String, _ node: CommonMarkNode, _ span: ClosedRange<Int>, to result: inout [Block]
    ) {
        let words = CommentWords.split(text)
        let line = node.startLine
        let range = lines.range(line - 1)
        if let kind = PictureRequestReader.kind(words) {
            reportUnusedOptions()
            let cursor = LineCursor(lines, line: line - 1, inside: containers)
            let prefixEnd = cursor?.offset ?? range.lowerBound
            result.append(Block(.picture(pictureRequests.count), lines: line...line))
            pictureRequests.append(
                PictureRequest(
                    kind: kind, label: "picture-\(pictureRequests.count + 1)", range: range,
                    line: line, precedingCellCount: cells.count,
                    linePrefix: itemPrefixBlanked(range.lowerBound..<prefixEnd),
                    resultOffset: lines.fullRange(line - 1).upperBound, outputBlock: nil))
            return
        }
        var options = pendingOptions?.options ?? CellOptions()
        let reader = OptionReader(line: line, column: max(1, node.startColumn))
        reader.read(comment: text, into: &options, &diagnostics)
        pendingOptions = PendingOptions(options: options, line: line)
    }

    /// The prefix of a line for lines after it: a list marker becomes white space.
    private func itemPrefixBlanked(_ range: Range<Int>) -> [UInt8] {
        lines.source[range].map { $0 == ASCII.greater || ASCII.isBlank($0) ? $0 : ASCII.space }
    }
}

/// Recognises `<!-- heapnote: … -->` standing alone.
enum HeapnoteComment {
    static func text(of html: [UInt8]) -> String? {
        let opening = Array("<!--".utf8)
        let closing = Array("-->".utf8)
        var content = html[...]
        while let last = content.last, last <= ASCII.space { content = content.dropLast() }
        content = content.trimmed
        guard content.starts(with: opening), content.count >= 7,
            content.suffix(3).elementsEqual(closing)
        else { return nil }
        content = content.dropFirst(4).dropLast(3).trimmed
        guard content.starts(with: Array("heapnote:".utf8)),
            !content.starts(with: Array("heapnote:output".utf8))
        else { return nil }
        return content.dropFirst(9).trimmed.text
    }
}

/// Reads `map`, `objects names=a,b` and `bytes a`.
enum PictureRequestReader {
    static func kind(_ words: [CommentWords.Word]) -> PictureRequest.Kind? {
        guard let first = words.first, first.value == nil else { return nil }
        switch first.key {
        case "map" where words.count == 1:
            return .map
        case "objects":
            var names: [String] = []
            for word in words.dropFirst() {
                if word.key == "names", let value = word.value {
                    names += OptionValue.parse(value).list ?? []
                } else {
                    names.append(word.key)
                }
            }
            return .objects(names: names)
        case "bytes" where words.count == 2:
            return .bytes(name: words[1].value ?? words[1].key)
        default:
            return nil
        }
    }
}
