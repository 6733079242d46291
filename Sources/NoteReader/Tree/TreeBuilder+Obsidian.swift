/// The blocks that Obsidian makes of CommonMark's: callouts, tasks, tables, block ids.
extension TreeBuilder {
    // MARK: Callouts

    /// A quote whose first line is `[!type]`, with a title after it or none.
    func callout(_ inside: [Block]) -> Callout? {
        guard case .paragraph(let content)? = inside.first?.content,
            case .text(let text)? = content.first, let marker = CalloutMarker(text)
        else { return nil }
        var title = content
        var body: [Inline] = []
        if let end = content.firstIndex(where: { $0 == .softBreak || $0 == .lineBreak }) {
            title = Array(content[..<end])
            body = Array(content[(end + 1)...].drop { $0 == .softBreak || $0 == .lineBreak })
        }
        let rest = marker.rest.drop { $0 == " " }
        title[0] = .text(String(rest))
        if rest.isEmpty { title.removeFirst() }
        var blocks = inside
        if body.isEmpty {
            blocks.removeFirst()
        } else {
            blocks[0].content = onlyDisplayMath(body).map { .math($0) } ?? .paragraph(body)
            let lines = blocks[0].lines
            blocks[0].lines = min(lines.lowerBound + 1, lines.upperBound)...lines.upperBound
        }
        return Callout(
            type: marker.type, family: CalloutMarker.family(of: marker.type), fold: marker.fold,
            metadata: marker.metadata, title: title, blocks: blocks)
    }

    // MARK: Tasks

    /// Takes `[x] ` off the first paragraph of a list item.
    func takeTask(from blocks: inout [Block]) -> Character? {
        guard case .paragraph(var content)? = blocks.first?.content,
            case .text(let text)? = content.first
        else { return nil }
        let characters = text.prefix(4)
        guard characters.count >= 3, characters.first == "[" else { return nil }
        let mark = characters[characters.index(after: characters.startIndex)]
        if dialect == .gitHub, !" xX".contains(mark) { return nil }
        let rest = text.dropFirst(2)
        guard rest.first == "]", mark != "]", mark != "[" else { return nil }
        let remaining = rest.dropFirst()
        guard
            remaining.isEmpty
                ? content.count == 1 || content[1] == .softBreak : remaining.first == " "
        else { return nil }
        let shown = remaining.drop { $0 == " " }
        if shown.isEmpty { content.removeFirst() } else { content[0] = .text(String(shown)) }
        blocks[0].content = .paragraph(content)
        return mark
    }

    // MARK: Paragraphs

    mutating func appendParagraph(
        _ node: CommonMarkNode, _ span: ClosedRange<Int>, to result: inout [Block]
    ) {
        if dialect != .commonMark, span.count > 1, let table = TableReader(self, span).read() {
            appendTable(table, node, span, to: &result)
            return
        }
        var content = inlines(of: node)
        guard !isSilent(content) else { return }
        if isObsidian, let math = onlyDisplayMath(content) {
            result.append(Block(.math(math), lines: span))
            return
        }
        let identifier = isObsidian ? takeBlockIdentifier(from: &content) : nil
        if content.isEmpty, let identifier, !result.isEmpty {
            result[result.count - 1].identifier = identifier
            return
        }
        result.append(Block(.paragraph(content), lines: span, identifier: identifier))
    }

    private func onlyDisplayMath(_ content: [Inline]) -> String? {
        var math: String?
        for inline in content {
            switch inline {
            case .math(let text, true) where math == nil: math = text
            case .softBreak, .lineBreak: break
            case .text(let text) where text.utf8.allSatisfy(ASCII.isBlank): break
            default: return nil
            }
        }
        return math
    }

    /// Takes ` ^id` off the end of a paragraph.
    private func takeBlockIdentifier(from content: inout [Inline]) -> String? {
        guard case .text(let text)? = content.last else { return nil }
        let bytes = text.utf8
        // Most paragraphs have none, which is quickly seen.
        guard bytes.contains(ASCII.caret), let caret = bytes.lastIndex(of: ASCII.caret) else {
            return nil
        }
        let name = bytes[bytes.index(after: caret)...]
        let isAlone =
            caret == bytes.startIndex
            && (content.count == 1 || content[content.count - 2] == .softBreak)
        let isAfterSpace =
            caret != bytes.startIndex && bytes[bytes.index(before: caret)] == ASCII.space
        guard isAlone || isAfterSpace, !name.isEmpty,
            name.allSatisfy({ ASCII.isAlphanumeric($0) || $0 == ASCII.hyphen })
        else { return nil }
        content.removeLast()
        var kept = Substring(bytes[..<caret])
        while kept.last == " " { kept.removeLast() }
        if !kept.isEmpty { content.append(.text(String(kept))) }
        if content.last == .softBreak { content.removeLast() }
        return String(Substring(name))
    }

    // MARK: Tables

    private mutating func appendTable(
        _ raw: TableReader.RawTable, _ node: CommonMarkNode, _ span: ClosedRange<Int>,
        to result: inout [Block]
    ) {
        if raw.precedingLineCount > 0 {
            var content = inlines(of: node)
            var breaks = 0
            if let end = content.firstIndex(where: { inline in
                if inline == .softBreak || inline == .lineBreak { breaks += 1 }
                return breaks == raw.precedingLineCount
            }) {
                content.removeSubrange(end...)
            }
            let last = span.lowerBound + raw.precedingLineCount - 1
            result.append(Block(.paragraph(content), lines: span.lowerBound...last))
        }
        var rows = tableCells(raw)
        let header = rows.removeFirst()
        let first = span.lowerBound + raw.precedingLineCount
        result.append(
            Block(
                .table(Table(alignments: raw.alignments, header: header, rows: rows)),
                lines: first...max(first, span.upperBound)))
    }

    /// The cells' inlines: libcmark parses them all at once, each as the text of a heading, which can be
    /// no other block.
    private mutating func tableCells(_ raw: TableReader.RawTable) -> [[[Inline]]] {
        var document: [UInt8] = []
        for cell in raw.rows.joined() {
            document += [ASCII.hash, ASCII.space]
            document += cell
            // The filler keeps a `#` at the end from closing the heading.
            document += [ASCII.space, SourceMask.silence, ASCII.lineFeed]
        }
        var contents: [[Inline]] = []
        let parsed: Void? = CommonMarkNode.withParsedDocument(document[...]) { root in
            var child = root.firstChild
            while let node = child {
                contents.append(Self.withoutTrailingSpace(inlines(of: node)))
                child = node.next
            }
        }
        guard parsed != nil, contents.count == raw.rows.count * raw.alignments.count else {
            return raw.rows.map { $0.map { [.text($0.text)] } }
        }
        let width = raw.alignments.count
        return raw.rows.indices.map { row in Array(contents[row * width..<(row + 1) * width]) }
    }
}

extension TreeBuilder {
    /// Without the space that kept a cell's text apart from the filler after it.
    fileprivate static func withoutTrailingSpace(_ content: [Inline]) -> [Inline] {
        guard case .text(let text)? = content.last, text.utf8.last == ASCII.space else {
            return content
        }
        let shorter = text.utf8.dropLast()
        return content.dropLast() + (shorter.isEmpty ? [] : [.text(String(Substring(shorter)))])
    }
}

/// The head of a callout: `[!type|meta]+`.
struct CalloutMarker {
    var type: String
    var fold: Callout.Fold
    var metadata: String?
    /// What follows on the line.
    var rest: Substring

    init?(_ text: String) {
        guard text.hasPrefix("[!"), let close = text.firstIndex(of: "]") else { return nil }
        let inside = text[text.index(text.startIndex, offsetBy: 2)..<close]
        let name = inside.prefix { $0 != "|" }
        let trimmed = name.utf8.trimmed
        guard !trimmed.isEmpty else { return nil }
        type = trimmed.text.lowercased()
        let after = inside[name.endIndex...].dropFirst().utf8.trimmed.text
        metadata = after.isEmpty ? nil : after
        rest = text[text.index(after: close)...]
        switch rest.first {
        case "+": fold = .open
        case "-": fold = .closed
        default: fold = .fixed
        }
        if fold != .fixed { rest = rest.dropFirst() }
        if let next = rest.first, next != " " { return nil }
    }

    /// Obsidian's families: the types that look alike.
    static func family(of type: String) -> String {
        switch type {
        case "abstract", "summary", "tldr": "abstract"
        case "info": "info"
        case "todo": "todo"
        case "tip", "hint", "important": "tip"
        case "success", "check", "done": "success"
        case "question", "help", "faq": "question"
        case "warning", "caution", "attention": "warning"
        case "failure", "fail", "missing": "failure"
        case "danger", "error": "danger"
        case "bug": "bug"
        case "example": "example"
        case "quote", "cite": "quote"
        default: "note"
        }
    }
}
