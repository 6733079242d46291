import NoteReader

/// Writes the blocks of a note as HTML: one walk over the tree, straight into bytes.
struct BlockWriter {
    let presentation: NotePresentation
    var buffer: HTMLBuffer
    var sanitizer = HTMLSanitizer()
    /// Plain CommonMark, for trying the reader against its specification.
    var isStrict = false
    /// Anchors of headings by what a link says, made when the first link needs them.
    var headingAnchors: [String: String]?
    /// A link in a link would end the outer one, so it's written as text.
    var isInsideLink = false
    var dataview: InlineDataview

    init(_ presentation: NotePresentation, buffer: HTMLBuffer = HTMLBuffer()) {
        self.presentation = presentation
        self.buffer = buffer
        dataview = InlineDataview(note: presentation.note, facts: presentation.facts)
    }

    var note: Note { presentation.note }

    mutating func write(_ blocks: [Block], isTight: Bool = false) {
        let openBefore = sanitizer.open.count
        let scopeBefore = sanitizer.scopeStart
        sanitizer.scopeStart = openBefore
        for (index, block) in blocks.enumerated() {
            write(block, isTight: isTight, isLast: index == blocks.count - 1)
        }
        sanitizer.close(downTo: openBefore, &buffer)
        sanitizer.scopeStart = scopeBefore
    }

    private mutating func write(_ block: Block, isTight: Bool, isLast: Bool) {
        switch block.content {
        case .paragraph(let inlines):
            if isTight {
                writeScoped(inlines)
                if !isLast { buffer.markup("\n") }
                return
            }
            buffer.markup("<p")
            writeIdentifier(of: block)
            buffer.markup(">")
            writeScoped(inlines)
            buffer.markup("</p>\n")
        case .heading(let heading): write(heading)
        case .quote(let inside):
            buffer.markup("<blockquote>\n")
            write(inside)
            buffer.markup("</blockquote>\n")
        case .callout(let callout): write(callout)
        case .list(let list): write(list)
        case .table(let table): write(table)
        case .code(let code): write(code)
        case .cell(let index): writeCell(index)
        case .picture(let index):
            if let picture = presentation.picture(index) { write(picture.figure, story: nil) }
        case .html(let html):
            if isStrict {
                buffer.markup(html)
            } else {
                sanitizer.write(html, to: &buffer)
                sanitizer.closeFormatting(&buffer)
            }
        case .math(let source):
            buffer.markup("<div class=\"math math-block\"><code>")
            buffer.text(source)
            buffer.markup("</code></div>\n")
        case .thematicBreak: buffer.markup(isStrict ? "<hr />\n" : "<hr>\n")
        }
    }

    private mutating func writeIdentifier(of block: Block) {
        if let identifier = block.identifier { buffer.attribute("id", "^" + identifier) }
    }

    /// Inlines whose HTML can't reach beyond them.
    mutating func writeScoped(_ inlines: [Inline]) {
        let openBefore = sanitizer.open.count
        let scopeBefore = sanitizer.scopeStart
        sanitizer.scopeStart = openBefore
        write(inlines)
        sanitizer.close(downTo: openBefore, &buffer)
        sanitizer.scopeStart = scopeBefore
    }

    private mutating func write(_ heading: Heading) {
        buffer.markup("<h")
        buffer.number(heading.level)
        if !isStrict { buffer.attribute("id", heading.anchor) }
        buffer.markup(">")
        writeScoped(heading.inlines)
        if !isStrict {
            buffer.markup("<a class=\"anchor\"")
            buffer.address("href", "#" + heading.anchor)
            buffer.attribute("aria-label", "Link to “\(Inline.plainText(heading.inlines))”")
            buffer.markup(">#</a>")
        }
        buffer.markup("</h")
        buffer.number(heading.level)
        buffer.markup(">\n")
    }

    private mutating func write(_ callout: Callout) {
        let isFoldable = callout.fold != .fixed
        buffer.markup(isFoldable ? "<details class=\"callout\"" : "<div class=\"callout\"")
        buffer.attribute("data-callout", callout.type)
        buffer.attribute("data-family", callout.family)
        if isFoldable {
            buffer.attribute("data-callout-fold", callout.fold == .open ? "+" : "-")
            if callout.fold == .open { buffer.markup(" open") }
        }
        buffer.markup(
            isFoldable ? "><summary class=\"callout-title\">" : "><div class=\"callout-title\">")
        buffer.markup(CalloutIcon.svg(callout.family))
        buffer.markup("<span class=\"callout-title-inner\">")
        if callout.title.isEmpty {
            buffer.text(callout.type.prefix(1).uppercased() + callout.type.dropFirst())
        } else {
            writeScoped(callout.title)
        }
        buffer.markup(isFoldable ? "</span></summary>\n" : "</span></div>\n")
        if !callout.blocks.isEmpty {
            buffer.markup("<div class=\"callout-content\">\n")
            write(callout.blocks)
            buffer.markup("</div>")
        }
        buffer.markup(isFoldable ? "</details>\n" : "</div>\n")
    }

    // MARK: Lists

    private mutating func write(_ list: List) {
        if let start = list.start {
            buffer.markup("<ol")
            if start != 1 { buffer.attribute("start", String(start)) }
        } else {
            buffer.markup("<ul")
        }
        if list.items.contains(where: { $0.task != nil }) {
            buffer.markup(" class=\"contains-task-list\"")
        }
        buffer.markup(">\n")
        for item in list.items { write(item, isTight: list.isTight) }
        buffer.markup(list.start == nil ? "</ul>\n" : "</ol>\n")
    }

    private mutating func write(_ item: ListItem, isTight: Bool) {
        guard let task = item.task else {
            buffer.markup("<li>")
            if !item.blocks.isEmpty, !(isTight && item.startsWithText) { buffer.markup("\n") }
            write(item.blocks, isTight: isTight)
            buffer.markup("</li>\n")
            return
        }
        buffer.markup("<li class=\"task-list-item")
        if item.isChecked { buffer.markup(" is-checked") }
        buffer.markup("\"")
        buffer.attribute("data-task", String(task))
        buffer.markup("><input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled")
        if item.isChecked { buffer.markup(" checked") }
        buffer.attribute("aria-label", item.isChecked ? "Done" : "To do")
        buffer.markup(">")
        write(item.blocks, isTight: isTight)
        buffer.markup("</li>\n")
    }

    // MARK: Tables and code

    private mutating func write(_ table: Table) {
        buffer.markup("<div class=\"scroll\"><table>\n<thead>\n")
        writeRow(table.header, table.alignments, "th")
        buffer.markup("</thead>\n")
        if !table.rows.isEmpty {
            buffer.markup("<tbody>\n")
            for row in table.rows { writeRow(row, table.alignments, "td") }
            buffer.markup("</tbody>\n")
        }
        buffer.markup("</table></div>\n")
    }

    private mutating func writeRow(
        _ row: [[Inline]], _ alignments: [Table.Alignment], _ element: String
    ) {
        buffer.markup("<tr>\n")
        for (cell, alignment) in zip(row, alignments) {
            buffer.markup("<\(element)")
            if alignment != .none { buffer.attribute("align", alignment.rawValue) }
            buffer.markup(">")
            writeScoped(cell)
            buffer.markup("</\(element)>\n")
        }
        buffer.markup("</tr>\n")
    }

    private mutating func write(_ code: CodeBlock) {
        if isStrict {
            buffer.markup("<pre><code")
            if let word = strictLanguage(code) { buffer.attribute("class", "language-" + word) }
            buffer.markup(">")
            buffer.text(code.code)
            buffer.markup("</code></pre>\n")
            return
        }
        let label = code.language ?? ""
        buffer.markup("<div class=\"code\">")
        if !label.isEmpty {
            buffer.markup("<div class=\"code-label\">")
            buffer.text(label)
            buffer.markup("</div>")
        }
        buffer.markup("<pre tabindex=\"0\"><code>")
        buffer.text(code.code)
        buffer.markup("</code></pre></div>\n")
    }

    private func strictLanguage(_ code: CodeBlock) -> String? {
        guard let info = code.info else { return nil }
        let word = String(decoding: info.utf8.prefix { $0 > 0x20 }, as: UTF8.self)
        return word.isEmpty ? nil : word
    }
}

extension ListItem {
    /// Whether its first block is written without a line break before it.
    fileprivate var startsWithText: Bool {
        if case .paragraph? = blocks.first?.content { true } else { false }
    }
}
