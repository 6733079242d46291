import NoteReader

extension BlockWriter {
    mutating func write(_ inlines: [Inline]) {
        for inline in inlines { write(inline) }
    }

    private mutating func write(_ inline: Inline) {
        switch inline {
        case .text(let text): buffer.text(text)
        case .softBreak: buffer.markup(isStrict || !breaksLines ? "\n" : "<br>\n")
        case .lineBreak: buffer.markup(isStrict ? "<br />\n" : "<br>\n")
        case .code(let code): wrap("code", code)
        case .dataview(let expression): writeDataview(expression)
        case .html(let html):
            if isStrict { buffer.markup(html) } else { sanitizer.write(html, to: &buffer) }
        case .emphasis(let inside): wrap("em", inside)
        case .strong(let inside): wrap("strong", inside)
        case .strikethrough(let inside): wrap("del", inside)
        case .highlight(let inside): wrap("mark", inside)
        case .link(let destination, let title, let content): writeLink(destination, title, content)
        case .image(let destination, let title, let alternative):
            writeImage(destination, title, alternative)
        case .wikilink(let target): write(target)
        case .embed(let target): writeEmbed(target)
        case .tag(let name) where isInsideLink: buffer.text("#" + name)
        case .tag(let name): writeTag(name)
        case .math(let source, let isDisplay):
            buffer.markup(
                isDisplay ? "<span class=\"math math-block\">" : "<span class=\"math math-inline\">"
            )
            writeFormula(source, isDisplay: isDisplay)
            buffer.markup("</span>")
        case .footnoteReference(let index, let occurrence): writeReference(index, occurrence)
        }
    }

    private mutating func wrap(_ element: String, _ inside: [Inline]) {
        buffer.markup("<\(element)>")
        write(inside)
        buffer.markup("</\(element)>")
    }

    private mutating func wrap(_ element: String, _ text: String) {
        buffer.markup("<\(element)>")
        buffer.text(text)
        buffer.markup("</\(element)>")
    }

    private mutating func writeDataview(_ expression: String) {
        buffer.markup("<span class=\"dataview dataview-inline\"")
        switch dataview.evaluate(expression) {
        case .success(let value):
            buffer.attribute("title", "= " + expression)
            buffer.markup(">")
            write(value)
        case .failure(let failure):
            buffer.attribute("title", failure.cause)
            buffer.markup(">")
            wrap("code", "= " + expression)
        }
        buffer.markup("</span>")
    }

    mutating func writeTag(_ name: String) {
        buffer.markup("<a class=\"tag\"")
        if let index = vault.catalog.indexPath {
            buffer.address(
                "href",
                VaultPath.address(of: index, from: vault.pagePath) + "#" + TagAnchor.anchor(name))
        }
        buffer.attribute("data-tag", name)
        buffer.markup(">#")
        buffer.text(name)
        buffer.markup("</a>")
    }

    /// A value of an expression: links are links.
    private mutating func write(_ value: DataviewValue) {
        switch value {
        case .link(let path, let shown)
        where LinkAddress.isExternal(path) && LinkAddress.isSafe(path):
            // What is no safe address stays words.
            writeLink(path, "", [.text(shown)])
        case .link(let path, let shown):
            var target = LinkTarget(parsing: path)
            target.alias = shown
            write(target)
        case .list(let items):
            for (index, item) in items.enumerated() {
                if index > 0 { buffer.markup(", ") }
                write(item)
            }
        default: buffer.text(value.shown)
        }
    }

    // MARK: Footnotes

    private mutating func writeReference(_ index: Int, _ occurrence: Int) {
        buffer.markup("<sup class=\"footnote-ref\"")
        buffer.attribute("id", referenceAnchor(index, occurrence))
        buffer.markup("><a")
        buffer.address("href", "#" + footnoteAnchor(index))
        let number = number(ofFootnote: index)
        buffer.attribute("aria-label", "Footnote \(number)")
        buffer.markup(">")
        buffer.number(number)
        buffer.markup("</a></sup>")
    }

    /// An embedded note's footnotes have names of their own.
    private var footnotePrefix: String { isEmbedded ? "hn-e\(embedCount)-" : "hn-" }

    private func footnoteAnchor(_ index: Int) -> String {
        footnotePrefix + "fn-\(number(ofFootnote: index))"
    }

    /// Footnotes are counted in the order in which the text refers to them.
    private func number(ofFootnote index: Int) -> Int {
        index < note.footnotes.count ? note.footnotes[index].number : index + 1
    }

    private func referenceAnchor(_ index: Int, _ occurrence: Int) -> String {
        footnotePrefix + "fnref-\(number(ofFootnote: index))"
            + (occurrence == 0 ? "" : "-\(occurrence + 1)")
    }

    /// The text of a footnote with the links back at the end of its last paragraph.
    private mutating func writeFootnote(_ footnote: Footnote, _ index: Int) {
        guard case .paragraph(let last)? = footnote.blocks.last?.content else {
            write(footnote.blocks)
            writeBackLinks(footnote, index)
            return
        }
        write(Array(footnote.blocks.dropLast()))
        buffer.markup("<p>")
        writeScoped(last)
        buffer.markup(" ")
        writeBackLinks(footnote, index)
        buffer.markup("</p>\n")
    }

    private mutating func writeBackLinks(_ footnote: Footnote, _ index: Int) {
        for occurrence in 0..<footnote.referenceCount {
            buffer.markup("<a class=\"footnote-backref\"")
            buffer.address("href", "#" + referenceAnchor(index, occurrence))
            buffer.markup(" aria-label=\"Back to the text\">↩</a> ")
        }
    }

    mutating func writeFootnotes() {
        let shown = note.footnotes.enumerated().filter { $0.element.number > 0 }
            .sorted { $0.element.number < $1.element.number }
        guard !shown.isEmpty else { return }
        buffer.markup("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n")
        for (index, footnote) in shown {
            buffer.markup("<li")
            buffer.attribute("id", footnoteAnchor(index))
            buffer.markup(">\n")
            writeFootnote(footnote, index)
            buffer.markup("</li>\n")
        }
        buffer.markup("</ol>\n</section>\n")
    }
}
