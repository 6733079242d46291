import NoteReader

/// What a note shows within itself: pictures, sound, other notes or parts of them.
extension BlockWriter {
    /// Notes within notes deeper than this are shown as links.
    static let deepestEmbed = 5
    /// Notes that one page shows within itself, all told.
    static let mostEmbeds = 200
    /// A page that has grown to this shows links from there on.
    static let mostPageBytes = 16 * 1024 * 1024

    // MARK: Pictures of Markdown

    mutating func writeImage(_ destination: String, _ title: String, _ alternative: String) {
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
        guard var target = LinkTarget(address: destination) else {
            writePlaceholder(
                words.isEmpty ? destination : words, "on the web, not loaded", link: destination)
            return
        }
        target.alias = parts.count > 1 ? String(parts[1]) : nil
        writeEmbed(target, words: words, title: title)
    }

    // MARK: Files

    /// `words` say what a picture shows; an embed's own are after its bar.
    mutating func writeEmbed(_ target: LinkTarget, words: String? = nil, title: String = "") {
        let file = vault.catalog.file(for: target.path, from: notePath)
        guard let file else {
            writePlaceholder(target.displayPath, "could not be found.", link: nil)
            return
        }
        guard let address = vault.catalog.address(of: file, from: vault.pagePath) else {
            writePlaceholder(target.displayPath, "is not among these pages.", link: nil)
            return
        }
        let caption = target.caption
        let shown = words.flatMap { $0.isEmpty ? nil : $0 } ?? caption ?? target.displayPath
        switch vault.catalog.files[file].kind {
        case .image: writePicture(address, shown, title, target)
        case .audio: writeMedium("audio", address, shown, target)
        case .video: writeMedium("video", address, shown, target)
        case .note: writeNoteLink(target)
        case .document, .other:
            writeFileLink(address, caption ?? Self.name(of: target), target)
        }
    }

    private mutating func writePicture(
        _ address: String, _ words: String, _ title: String, _ target: LinkTarget
    ) {
        buffer.markup("<span class=\"internal-embed image-embed\"><img")
        buffer.address("src", address)
        buffer.attribute("alt", words)
        if !title.isEmpty { buffer.attribute("title", title) }
        writeSize(of: target)
        buffer.markup(" loading=\"lazy\"></span>")
    }

    private mutating func writeSize(of target: LinkTarget) {
        guard let size = target.pixelSize else { return }
        buffer.attribute("width", String(size.width))
        if let height = size.height { buffer.attribute("height", String(height)) }
    }

    private mutating func writeMedium(
        _ element: String, _ address: String, _ words: String, _ target: LinkTarget
    ) {
        buffer.markup("<span class=\"internal-embed media-embed\"><\(element) controls")
        buffer.markup(" preload=\"metadata\"")
        // `#t=10,20` is the browser's to understand.
        let moment = target.subpath.first.map { "#" + $0 } ?? ""
        buffer.address("src", address + moment)
        buffer.attribute("aria-label", words)
        if element == "video" { writeSize(of: target) }
        buffer.markup("></\(element)></span>")
    }

    /// `paper.pdf, page 3`
    private static func name(of target: LinkTarget) -> String {
        let page = target.subpath.lazy.flatMap { $0.split(separator: "&") }
            .first { $0.hasPrefix("page=") }
        return page.map { "\(target.path), page \($0.dropFirst(5))" } ?? target.path
    }

    private mutating func writeFileLink(_ address: String, _ words: String, _ target: LinkTarget) {
        buffer.markup("<span class=\"internal-embed file-embed\">")
        buffer.markup(PageIcon.document)
        guard !isInsideLink else {
            buffer.text(words)
            buffer.markup("</span>")
            return
        }
        buffer.markup("<a")
        let part = target.subpath.isEmpty ? "" : "#" + target.subpath.joined(separator: "&")
        buffer.address("href", address + part)
        buffer.markup(">")
        buffer.text(words)
        buffer.markup("</a></span>")
    }

    /// A visible place for what can't be shown.
    mutating func writePlaceholder(_ name: String, _ reason: String, link: String?) {
        buffer.markup("<span class=\"internal-embed mod-empty\">")
        buffer.markup(PageIcon.picture)
        buffer.markup("<span>“")
        if let link, LinkAddress.isSafe(link), !isInsideLink {
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

    // MARK: Notes

    /// Whether there is an embed of a note that can be shown in place.
    func hasNoteEmbed(_ inlines: [Inline]) -> Bool {
        for inline in inlines {
            switch inline {
            case .embed, .image: if embeddedNote(inline) != nil { return true }
            default: continue
            }
        }
        return false
    }

    private func embeddedNote(_ inline: Inline) -> (target: LinkTarget, file: VaultCatalog.File)? {
        let target: LinkTarget
        switch inline {
        case .embed(let embed): target = embed
        case .image(let destination, _, _):
            guard let image = LinkTarget(address: destination) else { return nil }
            target = image
        default: return nil
        }
        // A note can show a part of itself, which has no path.
        let path = target.path.isEmpty ? notePath : nil
        guard
            let index = path.flatMap(vault.catalog.index(ofPath:))
                ?? vault.catalog.file(for: target.path, from: notePath)
        else { return nil }
        let file = vault.catalog.files[index]
        return file.kind == .note ? (target, file) : nil
    }

    /// A paragraph with notes in it: what is between them stays a paragraph.
    mutating func writeAroundEmbeds(_ inlines: [Inline], _ identifier: String?, isTight: Bool) {
        var run: [Inline] = []
        var identifier = identifier
        for inline in inlines {
            guard let (target, file) = embeddedNote(inline) else {
                run.append(inline)
                continue
            }
            writeRun(&run, &identifier, isTight: isTight)
            writeNote(target, file)
        }
        writeRun(&run, &identifier, isTight: isTight)
    }

    private mutating func writeRun(
        _ run: inout [Inline], _ identifier: inout String?, isTight: Bool
    ) {
        while let first = run.first, first.isSpace { run.removeFirst() }
        while let last = run.last, last.isSpace { run.removeLast() }
        guard !run.isEmpty else { return }
        if case .text(let text)? = run.first {
            run[0] = .text(String(text.drop { $0 == " " }))
        }
        if case .text(var text)? = run.last {
            while text.hasSuffix(" ") { text.removeLast() }
            run[run.count - 1] = .text(text)
        }
        buffer.markup(isTight ? "<span" : "<p")
        writeIdentifier(identifier)
        identifier = nil
        buffer.markup(">")
        writeScoped(run)
        buffer.markup(isTight ? "</span>\n" : "</p>\n")
        run = []
    }

    private mutating func writeNote(_ target: LinkTarget, _ file: VaultCatalog.File) {
        let path = file.path
        let isOwn = path == notePath
        let content =
            isOwn ? note : vault.embedded[path] ?? (path == vault.path ? presentation.note : nil)
        // A note may show a part of itself, but not within that part.
        let isCycle = embedding.contains(path) || (isOwn && (target.subpath.isEmpty || isEmbedded))
        guard let content, !isCycle, embedding.count < Self.deepestEmbed,
            embedCount < Self.mostEmbeds, buffer.bytes.count < Self.mostPageBytes
        else {
            writeCut(target, isCycle ? "embeds itself" : "is embedded too deeply")
            return
        }
        guard let part = NotePart(target, of: content, file.summary) else {
            buffer.markup("<p>")
            writePlaceholder(target.displayPath, "could not be found.", link: nil)
            buffer.markup("</p>\n")
            return
        }
        writeFrame(target, file, part, content)
    }

    /// An embedded note's title, with the way to its own page, and its blocks.
    private mutating func writeFrame(
        _ target: LinkTarget, _ file: VaultCatalog.File, _ part: NotePart, _ content: Note
    ) {
        embedCount += 1
        buffer.markup("<div class=\"internal-embed markdown-embed\" role=\"group\"")
        let title = target.alias ?? ([file.title] + target.subpath).joined(separator: " > ")
        buffer.attribute("aria-label", title)
        buffer.markup("><div class=\"markdown-embed-title\">")
        var link = target
        link.alias = title
        write(link)
        buffer.markup("</div>\n<div class=\"markdown-embed-content\">\n")
        let (outerNote, outerPath, outerDataview) = (note, notePath, dataview)
        embedding.append(notePath)
        note = content
        notePath = file.path
        dataview = InlineDataview(
            note: content, facts: FileFacts.embedded(content, file.path, presentation.facts))
        write(part.blocks)
        if part.isWhole { writeFootnotes() }
        embedding.removeLast()
        (note, notePath, dataview) = (outerNote, outerPath, outerDataview)
        buffer.markup("</div></div>\n")
    }

    /// A link where an embed ends.
    private mutating func writeCut(_ target: LinkTarget, _ reason: String) {
        buffer.markup("<p class=\"internal-embed embed-cut\">")
        write(target)
        buffer.markup(" <span>(\(reason))</span></p>\n")
    }

    /// Where a note can't be shown in place, in the middle of emphasis or in a title: a link to it.
    private mutating func writeNoteLink(_ target: LinkTarget) {
        buffer.markup("<span class=\"internal-embed note-embed\">")
        write(target)
        buffer.markup("</span>")
    }
}

extension Inline {
    /// Whether it only parts what is before it from what is after.
    fileprivate var isSpace: Bool {
        switch self {
        case .softBreak, .lineBreak: true
        case .text(let text): text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        default: false
        }
    }
}

extension FileFacts {
    /// Those of an embedded note; its times aren't known to the page, which takes its own.
    static func embedded(_ note: Note, _ path: String, _ outer: FileFacts) -> FileFacts {
        FileFacts(
            name: VaultPath.withoutExtension(VaultPath.name(path)), folder: VaultPath.folder(path),
            size: note.source.count, modificationTime: outer.modificationTime,
            creationTime: outer.creationTime, surroundings: outer.surroundings)
    }
}
