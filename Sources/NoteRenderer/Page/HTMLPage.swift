import NoteReader

/// The page of a note: one file with its style, its script and its drawings in it, which asks for
/// nothing from anywhere.
public struct HTMLPage {
    /// Shown at the page's foot.
    public var generator: String

    public init(generator: String = "Made by Heapnote") {
        self.generator = generator
    }

    public func render(_ presentation: NotePresentation) -> [UInt8] {
        let note = presentation.note
        var writer = BlockWriter(
            presentation, buffer: HTMLBuffer(capacity: note.source.count * 4 + 32_768))
        let headings = Outline.headings(note.blocks)
        writeHead(presentation, to: &writer.buffer)
        writer.buffer.markup(
            "<body>\n<a class=\"skip\" href=\"#hn-note\">Skip to the note</a>\n<div class=\"page\">\n"
        )
        writeHeader(presentation, to: &writer.buffer)
        writeOutline(headings, hasMap: presentation.map != nil, to: &writer.buffer)
        writer.buffer.markup("<main id=\"hn-note\" tabindex=\"-1\">\n")
        writer.writeProperties()
        writer.buffer.markup("<article>\n")
        writer.write(note.blocks)
        writer.writeFootnotes()
        writer.buffer.markup("</article>\n")
        if let map = presentation.map {
            writer.buffer.markup(
                "<section class=\"map\" id=\"hn-map\" aria-labelledby=\"hn-map-title\"><h2 id=\"hn-map-title\">The memory as the note leaves it</h2>\n"
            )
            writer.write(map, story: nil)
            writer.buffer.markup("</section>\n")
        }
        writer.buffer.markup("</main>\n<footer>")
        writer.buffer.text(generator)
        writer.buffer.markup("</footer>\n</div>\n<script>")
        writer.buffer.markup(PageScript.source)
        writer.buffer.markup("</script>\n</body>\n</html>\n")
        return writer.buffer.bytes
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

    private func writeHead(_ presentation: NotePresentation, to buffer: inout HTMLBuffer) {
        buffer.markup("<!doctype html>\n<html")
        buffer.attribute("lang", Self.language(of: presentation.note))
        buffer.markup(
            ">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'; script-src '\(PageScript.integrity)'; base-uri 'none'; form-action 'none'\">\n"
        )
        buffer.markup(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\""
        )
        buffer.attribute("content", generator)
        buffer.markup(">\n<title>")
        buffer.text(presentation.facts.name)
        buffer.markup("</title>\n<style>\n")
        buffer.markup(PageStyle.sheet)
        buffer.markup(presentation.drawingStyle)
        buffer.markup("\n</style>\n</head>\n")
    }

    /// The frontmatter's `lang`, if it looks like a language tag.
    private static func language(of note: Note) -> String {
        guard case .text(let tag)? = note.frontmatter?["lang"] ?? note.frontmatter?["language"],
            tag.utf8.count <= 35,
            tag.utf8.allSatisfy({ HTMLSanitizer.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
        else { return "en" }
        return tag
    }

    private func writeHeader(_ presentation: NotePresentation, to buffer: inout HTMLBuffer) {
        buffer.markup("<header>")
        if !presentation.facts.folder.isEmpty {
            buffer.markup("<p class=\"folder\">")
            buffer.text(presentation.facts.folder.split(separator: "/").joined(separator: " / "))
            buffer.markup("</p>")
        }
        buffer.markup("<h1 class=\"inline-title\">")
        buffer.text(presentation.facts.name)
        buffer.markup("</h1></header>\n")
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
                Outline.Entry(
                    level: level, title: "The memory as the note leaves it", anchor: "hn-map"))
        }
        Outline.write(entries, to: &buffer)
        buffer.markup("</details></nav>\n")
    }
}
