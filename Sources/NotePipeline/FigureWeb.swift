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
            let number = figure.links.number(row.serial)
            targets["o" + String(number)] = "#" + figure.links.row(row.serial)
        }
        return targets
    }

    /// A figure's objects are numbered as its rows are.
    static func numbers(of rows: [MemoryStory.Row]) -> [ObjectSerial: Int] {
        var numbers: [ObjectSerial: Int] = [:]
        for row in rows where numbers[row.serial] == nil { numbers[row.serial] = numbers.count + 1 }
        return numbers
    }

    /// Where the blocks of a map lead: to the last rows of their objects.
    func targets(of map: MapDiagram, upTo end: Int) -> [String: String] {
        var homes: [ObjectSerial: String] = [:]
        for cell in 0..<min(end, rows.count) where drawn[cell] {
            for (serial, number) in FigureWeb.numbers(of: rows[cell]) {
                homes[serial] = "#\(labels[cell])-objects-r\(number)"
            }
        }
        return map.markedBlocks.compactMapValues { homes[$0] }
    }
}
