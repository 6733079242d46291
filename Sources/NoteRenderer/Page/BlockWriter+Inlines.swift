import NoteReader

extension BlockWriter {
    mutating func write(_ inlines: [Inline]) {
        for inline in inlines { write(inline) }
    }

    private mutating func write(_ inline: Inline) {
        switch inline {
        case .text(let text): buffer.text(text)
        case .softBreak: buffer.markup(isStrict ? "\n" : "<br>\n")
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
        case .tag(let name):
            // A page has no list of a tag's notes to lead to.
            buffer.markup("<a class=\"tag\"")
            buffer.attribute("data-tag", name)
            buffer.markup(">#")
            buffer.text(name)
            buffer.markup("</a>")
        case .math(let source, let isDisplay):
            buffer.markup(
                isDisplay ? "<span class=\"math math-block\">" : "<span class=\"math math-inline\">"
            )
            wrap("code", source)
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
            buffer.text(value)
        case .failure(let failure):
            buffer.attribute("title", failure.cause)
            buffer.markup(">")
            wrap("code", "= " + expression)
        }
        buffer.markup("</span>")
    }

    // MARK: Links

    private mutating func writeLink(_ destination: String, _ title: String, _ content: [Inline]) {
        guard isStrict || (LinkAddress.isSafe(destination) && !isInsideLink) else {
            write(content)
            return
        }
        isInsideLink = true
        defer { isInsideLink = false }
        buffer.markup("<a")
        buffer.address("href", isStrict ? destination : resolvedAddress(destination))
        if !title.isEmpty { buffer.attribute("title", title) }
        if !isStrict, LinkAddress.isExternal(destination) {
            buffer.markup(" class=\"external-link\" rel=\"noopener noreferrer\"")
        }
        buffer.markup(">")
        write(content)
        buffer.markup("</a>")
    }

    /// Where a relative link leads among the files of the vault.
    private func resolvedAddress(_ destination: String) -> String {
        guard !LinkAddress.isExternal(destination), !destination.hasPrefix("#") else {
            return destination
        }
        return presentation.facts.resolvedLinks[destination] ?? destination
    }

    private mutating func write(_ target: LinkTarget) {
        guard !isInsideLink else {
            buffer.text(target.displayText)
            return
        }
        buffer.markup("<a class=\"internal-link")
        if let address = address(of: target) {
            buffer.markup("\"")
            buffer.address("href", address)
        } else {
            buffer.markup(" is-unresolved\"")
            buffer.attribute(
                "title", "There is no note “\(target.path.isEmpty ? target.raw : target.path)” yet")
        }
        buffer.attribute("data-href", target.raw)
        buffer.markup(">")
        buffer.text(target.displayText)
        buffer.markup("</a>")
    }

    /// The address of a note, and of a heading or block in it; nil when nothing is there.
    private mutating func address(of target: LinkTarget) -> String? {
        let fragment: String
        if target.path.isEmpty {
            guard let name = target.subpath.last else { return nil }
            if name.hasPrefix("^") { return "#" + name }
            return anchor(ofHeading: name).map { "#" + $0 }
        }
        if let name = target.subpath.last {
            fragment = "#" + (name.hasPrefix("^") ? name : HeadingAnchor.slug(name))
        } else {
            fragment = ""
        }
        return presentation.facts.resolvedLinks[target.path].map { $0 + fragment }
    }

    private mutating func anchor(ofHeading name: String) -> String? {
        if headingAnchors == nil {
            headingAnchors = Dictionary(
                Outline.headings(note.blocks).map {
                    (HeadingAnchor.slug(Inline.plainText($0.inlines)), $0.anchor)
                },
                uniquingKeysWith: { first, _ in first })
        }
        return headingAnchors?[HeadingAnchor.slug(name)]
    }

    // MARK: Pictures and embeds

    private mutating func writeImage(_ destination: String, _ title: String, _ alternative: String)
    {
        if isStrict {
            buffer.markup("<img")
            buffer.address("src", destination)
            buffer.attribute("alt", alternative)
            if !title.isEmpty { buffer.attribute("title", title) }
            buffer.markup(" />")
            return
        }
        let parts = alternative.split(
            separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let words = parts.first.map(String.init) ?? ""
        if LinkAddress.isExternal(destination) {
            writePlaceholder(
                words.isEmpty ? destination : words, "on the web, not loaded", link: destination)
            return
        }
        guard let address = presentation.facts.resolvedLinks[destination] else {
            writePlaceholder(destination, "could not be found.", link: nil)
            return
        }
        let target = LinkTarget(
            path: destination, subpath: [], alias: parts.count > 1 ? String(parts[1]) : nil,
            raw: destination)
        writePicture(address, words, target.pixelSize)
    }

    private mutating func writePicture(
        _ address: String, _ words: String, _ size: (width: Int, height: Int?)?
    ) {
        buffer.markup("<img")
        buffer.address("src", address)
        buffer.attribute("alt", words)
        if let size {
            buffer.attribute("width", String(size.width))
            if let height = size.height { buffer.attribute("height", String(height)) }
        }
        buffer.markup(" loading=\"lazy\">")
    }

    private mutating func writeEmbed(_ target: LinkTarget) {
        let address = presentation.facts.resolvedLinks[target.path]
        guard let address else {
            writePlaceholder(target.displayPath, "could not be found.", link: nil)
            return
        }
        switch target.fileExtension {
        case "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp":
            buffer.markup("<span class=\"internal-embed image-embed\">")
            let words =
                target.pixelSize == nil ? target.alias ?? target.displayPath : target.displayPath
            writePicture(address, words, target.pixelSize)
            buffer.markup("</span>")
        default:
            buffer.markup("<span class=\"internal-embed file-embed\"><a")
            buffer.address("href", address)
            buffer.markup(">")
            buffer.text(target.displayText)
            buffer.markup("</a></span>")
        }
    }

    /// A visible place for what can't be shown.
    private mutating func writePlaceholder(_ name: String, _ reason: String, link: String?) {
        buffer.markup("<span class=\"internal-embed image-embed mod-empty\">")
        buffer.markup(PageIcon.picture)
        buffer.markup("<span>“")
        if let link, LinkAddress.isSafe(link) {
            buffer.markup("<a class=\"external-link\" rel=\"noopener noreferrer\"")
            buffer.address("href", link)
            buffer.markup(">")
            buffer.text(name)
            buffer.markup("</a>")
        } else {
            buffer.text(name)
        }
        buffer.markup("” ")
        buffer.text(reason)
        buffer.markup("</span></span>")
    }

    private mutating func writeReference(_ index: Int, _ occurrence: Int) {
        buffer.markup("<sup class=\"footnote-ref\"")
        buffer.attribute("id", Self.referenceAnchor(index, occurrence))
        buffer.markup("><a")
        buffer.address("href", "#hn-fn-\(index + 1)")
        buffer.attribute("aria-label", "Footnote \(index + 1)")
        buffer.markup(">")
        buffer.number(index + 1)
        buffer.markup("</a></sup>")
    }

    static func referenceAnchor(_ index: Int, _ occurrence: Int) -> String {
        "hn-fnref-\(index + 1)" + (occurrence == 0 ? "" : "-\(occurrence + 1)")
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
            buffer.address("href", "#" + Self.referenceAnchor(index, occurrence))
            buffer.markup(" aria-label=\"Back to the text\">↩</a> ")
        }
    }

    mutating func writeFootnotes() {
        guard note.footnotes.contains(where: { $0.referenceCount > 0 }) else { return }
        buffer.markup("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n")
        for (index, footnote) in note.footnotes.enumerated() {
            buffer.markup("<li")
            buffer.attribute("id", "hn-fn-\(index + 1)")
            buffer.markup(">\n")
            writeFootnote(footnote, index)
            buffer.markup("</li>\n")
        }
        buffer.markup("</ol>\n</section>\n")
    }
}

extension LinkTarget {
    /// The path with a heading or block after it, for messages.
    var displayPath: String { ([path] + subpath).joined(separator: " > ") }

    init(path: String, subpath: [String], alias: String?, raw: String) {
        self.init(parsing: path)
        self.path = path
        self.subpath = subpath
        self.alias = alias
        self.raw = raw
    }
}
