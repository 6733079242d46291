import NoteReader
import PythonRuntime

/// Code that is parsed by itself: a whole cell, or a statement of a `>>>` session.
struct CellPart {
    var code: String
    /// An index into `Cell.lines`.
    var firstIndex: Int
    /// The line of the note that the code starts in; its lines follow one another there too.
    var firstLine: Int
    /// Bytes in front of each line of code within the cell's line: a prompt.
    var promptLength: Int

    /// A place in the note.
    struct Place {
        var line: Int
        /// In bytes, from 1.
        var column: Int
        var endColumn: Int?
        var code: String
        var mark: Range<Int>
    }

    static func parts(of cell: Cell) -> [CellPart] {
        switch cell.form {
        case .program:
            let line = cell.lines.first?.noteLine ?? cell.fenceLines.lowerBound + 1
            return [CellPart(code: cell.code, firstIndex: 0, firstLine: line, promptLength: 0)]
        case .session:
            return cell.statements.map { statement in
                let index = statement.codeLines.lowerBound
                // `>>> ` and `... ` are equally long.
                return CellPart(
                    code: statement.code, firstIndex: index, firstLine: cell.lines[index].noteLine,
                    promptLength: 4)
            }
        }
    }

    /// Where a failure lies. One without a place of its own lies at the first line.
    func place(of failure: CompileFailure, in cell: Cell) -> Place {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        let offset = min(max(failure.line - firstLine, 0), max(lines.count - 1, 0))
        let index = firstIndex + offset
        let line = lines.indices.contains(offset) ? String(lines[offset]) : ""
        let mark = Self.mark(of: failure, in: line)
        let known = cell.lines.indices.contains(index)
        let shift = promptLength + (known ? cell.lines[index].columnShift : 0)
        func column(_ character: Int) -> Int {
            line.unicodeScalars.prefix(character).reduce(0) { $0 + $1.utf8.count } + shift + 1
        }
        return Place(
            line: known ? cell.lines[index].noteLine : cell.fenceLines.lowerBound,
            column: column(mark.lowerBound),
            endColumn: mark.isEmpty ? nil : column(mark.upperBound), code: line, mark: mark)
    }

    /// The wrong part of a line in characters from 0. A failure of the whole line marks its text.
    private static func mark(of failure: CompileFailure, in line: String) -> Range<Int> {
        let count = line.unicodeScalars.count
        guard failure.column > 0 else {
            return line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count..<count
        }
        let start = min(failure.column - 1, count)
        let endLine = failure.endLine ?? 0
        guard endLine == failure.line else {
            // CPython marks the rest of the line when the end is in a later one.
            return start..<(endLine > failure.line ? max(start, count) : start)
        }
        return start..<max(start, min((failure.endColumn ?? 0) - 1, count))
    }
}
