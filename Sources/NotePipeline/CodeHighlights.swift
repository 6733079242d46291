import NoteRenderer
import PythonSyntax

/// The colours of a cell's code, from the parser's own tokenizer.
enum CodeHighlights {
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
