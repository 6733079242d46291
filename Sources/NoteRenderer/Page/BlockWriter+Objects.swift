import HeapTrace

/// The objects of a drawing as a table: each with who holds it and where it lies. A card of the drawing leads
/// to its row, the row to the card and to the block in the map, all without a script.
extension BlockWriter {
    mutating func writeRows(of figure: Figure) {
        buffer.markup("<details class=\"objects\"><summary>")
        buffer.text(figure.title)
        buffer.markup(
            ": why each is alive, and where</summary><div class=\"scroll\"><table>\n<thead><tr>")
        for head in ["Object", "Held by", "References", "Address and block", "Size", "Change"] {
            buffer.markup("<th scope=\"col\">\(head)</th>")
        }
        buffer.markup("</tr></thead>\n<tbody>\n")
        for row in figure.rows { write(row, of: figure) }
        buffer.markup("</tbody></table></div></details>\n")
    }

    private mutating func write(_ row: MemoryStory.Row, of figure: Figure) {
        buffer.markup("<tr")
        buffer.attribute("id", figure.links.row(row.serial))
        buffer.markup("><th scope=\"row\">")
        let card = figure.links.cards.contains(row.serial)
        if card {
            buffer.markup("<a")
            buffer.address("href", "#" + figure.links.card(row.serial))
            buffer.markup(">")
        }
        buffer.text(row.type)
        buffer.markup(card ? "</a>" : "")
        if !row.value.isEmpty {
            buffer.markup(" <code>")
            buffer.text(row.value)
            buffer.markup("</code>")
        }
        buffer.markup("</th><td>")
        writeHolders(row)
        buffer.markup("</td><td>")
        buffer.text(row.references)
        buffer.markup("</td><td><code>")
        buffer.text(row.address)
        buffer.markup("</code>")
        writePlace(row, figure.links)
        buffer.markup("</td><td>")
        buffer.text(String(row.size.map { $0 == " " ? "\u{a0}" : $0 }))
        buffer.markup("</td><td>")
        buffer.text(row.change)
        buffer.markup("</td></tr>\n")
    }

    private mutating func writeHolders(_ row: MemoryStory.Row) {
        if row.holders.isEmpty { buffer.text(row.place.isEmpty ? "nobody" : "nothing shown here") }
        for (index, holder) in row.holders.prefix(BlockWriter.mostHolders).enumerated() {
            if index > 0 { buffer.markup(", ") }
            for span in holder {
                switch span {
                case .text(let text): buffer.text(text)
                case .code(let code):
                    buffer.markup("<code>")
                    buffer.text(code)
                    buffer.markup("</code>")
                }
            }
        }
        let more = row.holders.count - BlockWriter.mostHolders
        if more > 0 { buffer.text(" and \(more) more") }
    }

    private static let mostHolders = 12

    private mutating func writePlace(_ row: MemoryStory.Row, _ links: FigureLinks) {
        guard !row.place.isEmpty else { return }
        buffer.markup("<br>")
        guard let place = row.anchors.first(where: links.mapAnchors.contains) else {
            return buffer.text(row.place)
        }
        buffer.markup("<a class=\"place\"")
        buffer.address("href", "#" + links.mapPrefix + place)
        buffer.markup(">")
        buffer.text(row.place)
        buffer.markup("</a>")
    }
}
