import HeapDiagrams
import HeapTrace
import NoteRenderer

/// How the pictures of a note lead to one another: from a card to its object's row, from a row to the block in
/// the map, from the block back to the row.
struct FigureWeb {
    /// Of each cell.
    let rows: [[MemoryStory.Row]]
    /// Whether a cell's rows stand under a picture, and so can be led to.
    let drawn: [Bool]
    let labels: [String]
    /// The anchors of the map at the note's end.
    let endMap: Set<String>

    init(rows: [[MemoryStory.Row]], drawn: [Bool], labels: [String], endMap: Set<String>?) {
        self.rows = rows
        self.drawn = drawn
        self.labels = labels
        self.endMap = endMap ?? []
    }

    /// Where the cards of a picture lead, by their anchors.
    func targets(of figure: Figure) -> [String: String] {
        var targets: [String: String] = [:]
        for row in figure.rows {
            let serial = row.serial.rawValue
            targets["o" + String(serial)] = "#" + figure.links.row(serial)
        }
        return targets
    }

    /// Where the blocks of a map lead: to the last rows of their objects.
    func targets(of map: MapDiagram, upTo end: Int) -> [String: String] {
        var homes: [ObjectSerial: String] = [:]
        for cell in 0..<min(end, rows.count) where drawn[cell] {
            for row in rows[cell] {
                homes[row.serial] = "#\(labels[cell])-objects-r\(row.serial.rawValue)"
            }
        }
        return map.markedBlocks.compactMapValues { homes[$0] }
    }
}
