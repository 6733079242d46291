import NoteReader

/// The properties of a note as a table, each value with the look of its type.
extension BlockWriter {
    mutating func writeProperties() {
        guard let frontmatter = note.frontmatter else { return }
        guard frontmatter.isValid else {
            buffer.markup(
                "<section class=\"metadata-container invalid\" aria-label=\"Properties\"><p>These properties are no valid YAML, so they are shown as they are written.</p><pre tabindex=\"0\">"
            )
            buffer.text(frontmatter.raw)
            buffer.markup("</pre></section>\n")
            return
        }
        let shown = frontmatter.properties.filter { $0.key != "heapnote" && $0.key != "cssclasses" }
        guard !shown.isEmpty else { return }
        buffer.markup(
            "<section class=\"metadata-container\" aria-label=\"Properties\"><table class=\"metadata\"><tbody>\n"
        )
        for property in shown {
            buffer.markup("<tr class=\"metadata-property\"")
            buffer.attribute("data-property-key", property.key)
            buffer.markup("><th scope=\"row\">")
            buffer.text(property.key)
            buffer.markup("</th><td>")
            write(property.value, key: property.key)
            buffer.markup("</td></tr>\n")
        }
        buffer.markup("</tbody></table></section>\n")
    }

    private mutating func write(_ value: PropertyValue, key: String) {
        let isTags = key == "tags" || key == "tag"
        switch value {
        case .null: writeEmpty()
        case .text(let text): writeText(text, isTag: isTags)
        case .number(let text): buffer.text(text)
        case .date(let text), .datetime(let text):
            buffer.markup("<time")
            buffer.attribute("datetime", text)
            buffer.markup(">")
            buffer.text(text)
            buffer.markup("</time>")
        case .checkbox(let isOn):
            buffer.markup(
                isOn
                    ? "<input type=\"checkbox\" disabled checked aria-label=\"Yes\">"
                    : "<input type=\"checkbox\" disabled aria-label=\"No\">")
        case .list(let items):
            if items.isEmpty { writeEmpty() }
            buffer.markup("<span class=\"values\">")
            for item in items {
                buffer.markup(isTags ? "<span>" : "<span class=\"pill\">")
                write(item, key: key)
                buffer.markup("</span>")
            }
            buffer.markup("</span>")
        case .mapping:
            buffer.markup("<code>")
            buffer.text(value.plainText)
            buffer.markup("</code>")
        }
    }

    private mutating func writeEmpty() {
        buffer.markup("<span class=\"empty\">Empty</span>")
    }

    /// A quoted `[[link]]` is a link; a web address as well; all else is no Markdown.
    private mutating func writeText(_ text: String, isTag: Bool) {
        if text.isEmpty {
            writeEmpty()
        } else if isTag {
            let name = text.hasPrefix("#") ? String(text.dropFirst()) : text
            writeTag(name)
        } else if text.hasPrefix("[["), text.hasSuffix("]]"), text.utf8.count > 4 {
            write([.wikilink(LinkTarget(parsing: String(text.dropFirst(2).dropLast(2))))])
        } else if text.hasPrefix("https://") || text.hasPrefix("http://"), !text.utf8.contains(0x20)
        {
            write([.link(destination: text, title: "", content: [.text(text)])])
        } else {
            buffer.text(text)
        }
    }
}
