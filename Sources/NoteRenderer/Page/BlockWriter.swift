import NoteReader

/// Writes the blocks of a note as HTML: one walk over the tree, straight into bytes.
struct BlockWriter {
    let presentation: NotePresentation
    var buffer: HTMLBuffer
    var sanitizer = HTMLSanitizer()
    /// Plain CommonMark, for trying the reader against its specification.
    var isStrict = false
    /// A link in a link would end the outer one, so it's written as text.
    var isInsideLink = false
    var dataview: InlineDataview
    /// The note whose blocks are being written: the page's, or one that it embeds.
    var note: Note
    /// That note's path below the vault's root.
    var notePath: String
    /// The paths of the notes around the one being written, the page's first.
    var embedding: [String] = []
    /// How many notes the page has shown within itself so far.
    var embedCount = 0
    /// What the page's formulas have defined so far.
    var macros = TeXMacros()
    /// Line breaks in the source are line breaks on the page, unless the vault is set otherwise.
    var breaksLines = true
    /// Whether any of the page's pictures go line by line, so that all lines of code are told apart.
    let hasSteps: Bool
    private let surroundings: NoteSurroundings

    init(_ presentation: NotePresentation, buffer: HTMLBuffer = HTMLBuffer()) {
        self.presentation = presentation
        hasSteps = presentation.hasSteps
        self.buffer = buffer
        dataview = InlineDataview(note: presentation.note, facts: presentation.facts)
        note = presentation.note
        surroundings = presentation.surroundings
        notePath = surroundings.path
        breaksLines = !presentation.usesStrictLineBreaks
        let (vault, path) = (surroundings, notePath)
        sanitizer.pictureAddress = { source in
            guard let target = LinkTarget(address: source),
                let file = vault.catalog.file(for: target.path, from: path),
                vault.catalog.files[file].kind == .image
            else { return nil }
            return vault.catalog.address(of: file, from: vault.pagePath)
        }
    }

    /// The vault around the page.
    var vault: NoteSurroundings { surroundings }
    /// Whether what is written stands in another note's page.
    var isEmbedded: Bool { !embedding.isEmpty }

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
            writeParagraph(inlines, block.identifier, isTight: isTight, isLast: isLast)
        case .heading(let heading): write(heading)
        case .quote(let inside):
            buffer.markup("<blockquote")
            writeIdentifier(block.identifier)
            buffer.markup(">\n")
            write(inside)
            buffer.markup("</blockquote>\n")
        case .callout(let callout): write(callout, block.identifier)
        case .list(let list): write(list, block.identifier)
        case .table(let table): write(table, block.identifier)
        case .code(let code): write(code, block.identifier)
        case .cell(let index): writeCell(index)
        case .picture(let index):
            guard let figure = figure(ofRequest: index) else { return }
            if isEmbedded { writeImage(of: figure, story: nil) } else { write(figure, story: nil) }
        case .html(let html):
            if isStrict {
                buffer.markup(html)
            } else {
                sanitizer.write(html, to: &buffer)
                sanitizer.closeFormatting(&buffer)
            }
        case .math(let source):
            buffer.markup("<div class=\"math math-block\"")
            writeIdentifier(block.identifier)
            buffer.markup(">")
            writeFormula(source, isDisplay: true)
            buffer.markup("</div>\n")
        case .thematicBreak: buffer.markup(isStrict ? "<hr />\n" : "<hr>\n")
        }
    }

    /// What is embedded has no ids: the page may have the same ones.
    mutating func writeIdentifier(_ identifier: String?) {
        if let identifier, !isEmbedded { buffer.attribute("id", "^" + identifier) }
    }

    mutating func writeParagraph(
        _ inlines: [Inline], _ identifier: String?, isTight: Bool, isLast: Bool
    ) {
        if !isStrict, hasNoteEmbed(inlines) {
            writeAroundEmbeds(inlines, identifier, isTight: isTight)
            return
        }
        if isTight, identifier == nil {
            writeScoped(inlines)
            if !isLast { buffer.markup("\n") }
            return
        }
        buffer.markup("<p")
        writeIdentifier(identifier)
        buffer.markup(">")
        writeScoped(inlines)
        buffer.markup("</p>\n")
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
        let hasAnchor = !isStrict && !isEmbedded
        if hasAnchor { buffer.attribute("id", heading.anchor) }
        buffer.markup(">")
        writeScoped(heading.inlines)
        if hasAnchor {
            buffer.markup("<a class=\"anchor\"")
            buffer.address("href", "#" + heading.anchor)
            buffer.attribute("aria-label", "Link to “\(Inline.plainText(heading.inlines))”")
            buffer.markup(">#</a>")
        }
        buffer.markup("</h")
        buffer.number(heading.level)
        buffer.markup(">\n")
    }

    private mutating func write(_ callout: Callout, _ identifier: String?) {
        let isFoldable = callout.fold != .fixed
        buffer.markup(isFoldable ? "<details class=\"callout\"" : "<div class=\"callout\"")
        writeIdentifier(identifier)
        buffer.attribute("data-callout", callout.type)
        if let metadata = callout.metadata {
            buffer.attribute("data-callout-metadata", metadata)
        }
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

    private mutating func write(_ list: List, _ identifier: String?) {
        if let start = list.start {
            buffer.markup("<ol")
            if start != 1 { buffer.attribute("start", String(start)) }
        } else {
            buffer.markup("<ul")
        }
        writeIdentifier(identifier)
        if !isStrict, list.items.contains(where: { $0.task != nil }) {
            buffer.markup(" class=\"contains-task-list\"")
        }
        buffer.markup(">\n")
        for item in list.items { write(item, isTight: list.isTight) }
        buffer.markup(list.start == nil ? "</ul>\n" : "</ol>\n")
    }

    private mutating func write(_ item: ListItem, isTight: Bool) {
        if isStrict, item.task != nil {
            buffer.markup("<li><input")
            if item.isChecked { buffer.markup(" checked=\"\"") }
            buffer.markup(" disabled=\"\" type=\"checkbox\"> ")
            write(item.blocks, isTight: isTight)
            buffer.markup("</li>\n")
            return
        }
        guard let task = item.task else {
            buffer.markup("<li")
            writeIdentifier(item.identifier)
            buffer.markup(">")
            if !item.blocks.isEmpty, !(isTight && item.startsWithText) { buffer.markup("\n") }
            write(item.blocks, isTight: isTight)
            buffer.markup("</li>\n")
            return
        }
        buffer.markup("<li class=\"task-list-item")
        if item.isChecked { buffer.markup(" is-checked") }
        buffer.markup("\"")
        writeIdentifier(item.identifier)
        buffer.attribute("data-task", String(task))
        buffer.markup("><input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled")
        if item.isChecked { buffer.markup(" checked") }
        buffer.attribute("aria-label", item.isChecked ? "Done" : "To do")
        buffer.markup(">")
        write(item.blocks, isTight: isTight)
        buffer.markup("</li>\n")
    }

    // MARK: Tables and code

    private mutating func write(_ table: Table, _ identifier: String?) {
        if isStrict {
            buffer.markup("<table>\n<thead>\n")
        } else {
            buffer.markup("<div class=\"scroll\" tabindex=\"0\" role=\"group\"")
            buffer.markup(" aria-label=\"Table\"")
            writeIdentifier(identifier)
            buffer.markup("><table>\n<thead>\n")
        }
        writeRow(table.header, table.alignments, "th")
        buffer.markup("</thead>\n")
        if !table.rows.isEmpty {
            buffer.markup("<tbody>\n")
            for row in table.rows { writeRow(row, table.alignments, "td") }
            buffer.markup("</tbody>\n")
        }
        buffer.markup(isStrict ? "</table>\n" : "</table></div>\n")
    }

    private mutating func writeRow(
        _ row: [[Inline]], _ alignments: [Table.Alignment], _ element: String
    ) {
        buffer.markup("<tr>\n")
        for (cell, alignment) in zip(row, alignments) {
            buffer.markup("<\(element)")
            if element == "th", !isStrict { buffer.markup(" scope=\"col\"") }
            if alignment != .none { buffer.attribute("align", alignment.rawValue) }
            buffer.markup(">")
            writeScoped(cell)
            buffer.markup("</\(element)>\n")
        }
        buffer.markup("</tr>\n")
    }

    private mutating func write(_ code: CodeBlock, _ identifier: String?) {
        if isStrict {
            buffer.markup("<pre><code")
            if let word = strictLanguage(code) { buffer.attribute("class", "language-" + word) }
            buffer.markup(">")
            buffer.text(code.code)
            buffer.markup("</code></pre>\n")
            return
        }
        let label = code.language.map(CodeLabel.words) ?? ""
        buffer.markup("<div class=\"code\"")
        writeIdentifier(identifier)
        if let language = code.language { buffer.attribute("data-language", language) }
        buffer.markup("><div class=\"code-bar\">")
        if !label.isEmpty {
            buffer.markup("<span class=\"code-label\">")
            buffer.text(label)
            buffer.markup("</span>")
        }
        buffer.markup("<button type=\"button\" class=\"copy\" hidden>Copy</button></div>")
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

/// What a block of code is called on the page.
enum CodeLabel {
    /// Languages that Obsidian draws or runs are named as what they are here: their source.
    static func words(_ language: String) -> String {
        switch language {
        case "mermaid": "Mermaid diagram, as source"
        case "dataview": "Dataview query, not run"
        case "dataviewjs": "Dataview script, not run"
        case "query": "Search, not run"
        case "tasks": "Tasks query, not run"
        case "base": "Base, as source"
        case "canvas": "Canvas, as source"
        default: language
        }
    }
}
