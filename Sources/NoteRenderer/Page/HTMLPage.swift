import NoteReader

/// The page of a note: one file with its style, its script and its drawings in it, which asks for
/// nothing from anywhere.
public struct HTMLPage {
    public var design: PageDesign

    public init(design: PageDesign = PageDesign()) { self.design = design }

    public func render(_ presentation: NotePresentation) -> [UInt8] {
        let note = presentation.note
        let headings = Outline.headings(note.blocks)
        var values = design.headValues(
            drawings: presentation.drawingStyle, page: presentation.surroundings.pagePath)
        var writer = BlockWriter(presentation, buffer: HTMLBuffer(capacity: note.source.count * 4))
        values["properties"] = .html(writer.part { $0.writeProperties() })
        values["content"] = .html(
            writer.part { writer in
                writer.write(note.blocks)
                writer.writeFootnotes()
            })
        values["map"] = .html(writer.part { $0.writeMap() })
        values["backlinks"] = .html(writer.part { $0.writeBacklinks() })
        values["outline"] = .html(
            writer.part { writer in
                writeOutline(headings, hasMap: presentation.map != nil, to: &writer.buffer)
            })
        values["lang"] = .text(language(of: note))
        values["generator"] = .text(design.generator)
        values["title"] = .text(presentation.facts.name)
        values["folder"] = .text(
            presentation.facts.folder.split(separator: "/").joined(separator: " / "))
        values["tags"] = .list(note.allTags.map { ["name": .text($0)] })
        if let index = writer.vault.catalog.indexPath {
            var address = HTMLBuffer()
            address.encode(VaultPath.address(of: index, from: writer.vault.pagePath))
            values["index"] = .html(address.bytes)
            values["vault"] = .text(writer.vault.catalog.name)
        }
        var page = HTMLBuffer(capacity: note.source.count * 6 + 32_768)
        design.note.write(values, to: &page)
        return page.bytes
    }

    /// The note's text alone, without the page around it.
    public static func articleFragment(_ presentation: NotePresentation) -> [UInt8] {
        var writer = BlockWriter(presentation)
        writer.write(presentation.note.blocks)
        writer.writeFootnotes()
        return writer.buffer.bytes
    }

    /// The blocks alone as plain CommonMark renders them: for trying the reader against its specification.
    public static func strictFragment(_ note: Note) -> [UInt8] {
        var writer = BlockWriter(NotePresentation(note: note, facts: FileFacts(name: "")))
        writer.isStrict = true
        writer.write(note.blocks)
        return writer.buffer.bytes
    }

    /// The frontmatter's `lang`, if it looks like a language tag.
    private func language(of note: Note) -> String {
        guard case .text(let tag)? = note.frontmatter?["lang"] ?? note.frontmatter?["language"],
            tag.utf8.count <= 35,
            tag.utf8.allSatisfy({ HTMLSanitizer.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
        else { return design.language }
        return tag
    }

    private func writeOutline(_ headings: [Heading], hasMap: Bool, to buffer: inout HTMLBuffer) {
        guard headings.count + (hasMap ? 1 : 0) > 1 else { return }
        buffer.markup(
            "<nav class=\"outline\" aria-label=\"Outline\"><details open><summary>Outline</summary>\n"
        )
        var entries = headings.map { heading in
            Outline.Entry(
                level: heading.level, title: Inline.plainText(heading.inlines),
                anchor: heading.anchor)
        }
        if hasMap {
            let level = headings.map(\.level).min() ?? 2
            entries.append(
                Outline.Entry(level: level, title: BlockWriter.mapTitle, anchor: "hn-map"))
        }
        Outline.write(entries, to: &buffer)
        buffer.markup("</details></nav>\n")
    }
}

extension BlockWriter {
    static let mapTitle = "The memory as the note leaves it"

    /// What a part of the page is written as.
    mutating func part(_ body: (inout BlockWriter) -> Void) -> [UInt8] {
        let outer = buffer
        buffer = HTMLBuffer()
        body(&self)
        defer { buffer = outer }
        return buffer.bytes
    }

    mutating func writeMap() {
        guard let map = presentation.map else { return }
        buffer.markup(
            "<section class=\"map\" id=\"hn-map\" aria-labelledby=\"hn-map-title\"><h2 id=\"hn-map-title\">\(Self.mapTitle)</h2>\n"
        )
        write(map, story: nil)
        buffer.markup("</section>\n")
    }

    /// The notes that lead here.
    mutating func writeBacklinks() {
        guard let file = vault.catalog.index(ofPath: vault.path) else { return }
        let sources = vault.catalog.backlinks(to: file).filter { $0.outputPath != nil }
        guard !sources.isEmpty else { return }
        buffer.markup(
            "<section class=\"backlinks\" aria-labelledby=\"hn-backlinks\"><h2 id=\"hn-backlinks\">Linked from</h2>\n<ul>\n"
        )
        for source in sources {
            guard let output = source.outputPath else { continue }
            buffer.markup("<li><a")
            buffer.address("href", VaultPath.address(of: output, from: vault.pagePath))
            buffer.markup(">")
            buffer.text(source.title)
            buffer.markup("</a>")
            let folder = VaultPath.folder(source.path)
            if !folder.isEmpty {
                buffer.markup(" <span class=\"folder\">")
                buffer.text(folder)
                buffer.markup("</span>")
            }
            buffer.markup("</li>\n")
        }
        buffer.markup("</ul></section>\n")
    }
}
