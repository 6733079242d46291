/// A picture's content as rows of text, for those who don't see it and for a closer look.
public struct FigureTable: Hashable, Sendable {
    public var columns: [String]
    public var rows: [[String]]

    public init(columns: [String], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }
}

extension BlockWriter {
    /// The table, folded behind the caption of its picture.
    mutating func write(_ table: FigureTable, title: String) {
        buffer.markup("<details class=\"alternative\"><summary>")
        buffer.text(title)
        buffer.markup(", as a table</summary><div class=\"scroll\"><table>\n<thead><tr>")
        for column in table.columns {
            buffer.markup("<th scope=\"col\">")
            buffer.text(column)
            buffer.markup("</th>")
        }
        buffer.markup("</tr></thead>\n<tbody>\n")
        for row in table.rows {
            buffer.markup("<tr>")
            for cell in row {
                buffer.markup("<td><code>")
                buffer.text(cell)
                buffer.markup("</code></td>")
            }
            buffer.markup("</tr>\n")
        }
        buffer.markup("</tbody></table></div></details>\n")
    }
}
