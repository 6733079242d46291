import NoteReader

/// Links: of Markdown, and Obsidian's within a vault.
extension BlockWriter {
    mutating func writeLink(_ destination: String, _ title: String, _ content: [Inline]) {
        guard isStrict || (LinkAddress.isSafe(destination) && !isInsideLink) else {
            write(content)
            return
        }
        isInsideLink = true
        defer { isInsideLink = false }
        if !isStrict, let target = LinkTarget(address: destination) {
            writeInternalLink(target, title, isRaw: false) { $0.write(content) }
            return
        }
        buffer.markup("<a")
        buffer.address("href", destination)
        if !title.isEmpty { buffer.attribute("title", title) }
        if !isStrict, LinkAddress.isExternal(destination) {
            buffer.markup(" class=\"external-link\" rel=\"noopener noreferrer\"")
        }
        buffer.markup(">")
        write(content)
        buffer.markup("</a>")
    }

    mutating func write(_ target: LinkTarget) {
        guard !target.displayText.isEmpty else {
            buffer.text("[[\(target.raw)]]")
            return
        }
        guard !isInsideLink else {
            buffer.text(target.displayText)
            return
        }
        writeInternalLink(target, "", isRaw: true) { $0.buffer.text(target.displayText) }
    }

    /// A link into the vault. `isRaw` says that it is a wikilink, which keeps what was written.
    private mutating func writeInternalLink(
        _ target: LinkTarget, _ title: String, isRaw: Bool, _ content: (inout BlockWriter) -> Void
    ) {
        buffer.markup("<a class=\"internal-link")
        switch vault.destination(of: target, from: notePath) {
        case .address(let address):
            buffer.markup("\"")
            buffer.address("href", address)
            if !title.isEmpty { buffer.attribute("title", title) }
        case .withoutPage:
            buffer.markup(" is-elsewhere\"")
            buffer.attribute("title", "“\(target.path)” is in the vault, but not among these pages")
        case .nothing:
            buffer.markup(" is-unresolved\"")
            buffer.attribute("title", missing(target))
        }
        if isRaw { buffer.attribute("data-href", target.raw) }
        buffer.markup(">")
        content(&self)
        buffer.markup("</a>")
    }

    private func missing(_ target: LinkTarget) -> String {
        if !target.path.isEmpty {
            let isNote = target.fileExtension == nil || target.fileExtension == "md"
            return isNote
                ? "There is no note “\(target.path)” yet"
                : "There is no file “\(target.path)” in the vault"
        }
        return "There is no “\(target.subpath.joined(separator: " > "))” in this note"
    }
}

/// The name of a tag's list on the index page.
enum TagAnchor {
    static func anchor(_ tag: String) -> String { "tag-" + tag.lowercased() }
}

extension LinkTarget {
    /// The path with a heading or block after it, for messages.
    var displayPath: String { ((path.isEmpty ? [] : [path]) + subpath).joined(separator: " > ") }
}
