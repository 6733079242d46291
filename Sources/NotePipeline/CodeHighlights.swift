import NoteReader
import NoteRenderer
import PythonSyntax

/// The colours of a cell's code, from the parser's own tokenizer.
enum CodeHighlights {
    static func highlights(of cell: Cell) -> [Highlight] {
        cell.form == .session ? sessionHighlights(of: cell) : highlights(of: cell.code)
    }

    /// In a session only the statements are code: prompts and what they showed are told apart.
    private static func sessionHighlights(of cell: Cell) -> [Highlight] {
        var result: [Highlight] = []
        for statement in cell.statements {
            let colours = highlights(of: statement.code)
            var offset = 0
            for index in statement.codeLines {
                let start = cell.lines[index].codeOffset
                result.append(Highlight(range: start..<start + promptLength, kind: .prompt))
                let length = statement.code.utf8.dropFirst(offset).prefix { $0 != 0x0A }.count
                // A string may reach over lines, each of which has a prompt.
                let line = offset..<offset + length
                let shift = start + promptLength + 1 - offset
                for colour in colours where colour.range.overlaps(line) {
                    let range = colour.range.clamped(to: line)
                    result.append(
                        Highlight(
                            range: range.lowerBound + shift..<range.upperBound + shift,
                            kind: colour.kind))
                }
                offset += length + 1
            }
            for index in statement.expectedLines {
                let range = cell.codeRange(ofLine: index)
                if !range.isEmpty { result.append(Highlight(range: range, kind: .output)) }
            }
        }
        return result
    }

    /// `>>>` and `...`
    private static let promptLength = 3

    static func highlights(of code: String) -> [Highlight] {
        PythonTokens.scan(code).compactMap { token in
            kind(of: token, in: code).map { Highlight(range: token.range, kind: $0) }
        }
    }

    private static func kind(of token: PythonToken, in code: String) -> Highlight.Kind? {
        switch token.kind {
        case .keyword: isConstant(token, code) ? .constant : .keyword
        case .softKeyword: .keyword
        case .builtin: .builtin
        case .name: nil
        case .number: .number
        case .string: .string
        case .operator, .interpolation: .op
        case .comment: .comment
        case .decorator: .decorator
        case .definition: .definition
        case .error: .invalid
        }
    }

    /// `None`, `True` and `False` are keywords by grammar and values to a reader.
    private static func isConstant(_ token: PythonToken, _ code: String) -> Bool {
        let first = code.utf8.dropFirst(token.range.lowerBound).first
        return first == UInt8(ascii: "N") || first == UInt8(ascii: "T")
            || first == UInt8(ascii: "F")
    }
}

extension Cell {
    /// The bytes of `code` that a line of it is, without its line feed.
    fileprivate func codeRange(ofLine index: Int) -> Range<Int> {
        let start = lines[index].codeOffset
        let next = index + 1 < lines.count ? lines[index + 1].codeOffset : code.utf8.count
        return start..<max(start, next - 1)
    }
}
