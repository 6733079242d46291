import NoteReader

/// What the front end has to say of a cell's code without running it.
public struct CodeFinding: Hashable, Sendable {
    /// The place in the note, what is wrong, and what to do about it.
    public var diagnostic: NoteDiagnostic
    /// The column behind the wrong part, as `diagnostic.column`; nil when it isn't known or lies in
    /// another line.
    public var endColumn: Int?
    /// The exception or the warning: `SyntaxError`.
    public var typeName: String
    /// The cell, an index into `Note.cells`.
    public var cell: Int
    /// The line of code as the parser sees it: without the prefixes of lists, callouts and prompts.
    public var code: String
    /// The wrong part, in characters of `code`; empty for a place between two.
    public var mark: Range<Int>

    /// The line and a caret below its wrong part, as CPython shows a `SyntaxError`; empty when the
    /// finding has no place in a line.
    public var excerpt: String {
        let characters = Array(code.unicodeScalars)
        let blanks = characters.prefix { $0 == " " || $0 == "\t" || $0 == "\u{c}" }.count
        guard blanks < characters.count else { return "" }
        var text = "    "
        text.unicodeScalars.append(contentsOf: characters[blanks...])
        let start = max(mark.lowerBound, blanks)
        text += "\n    " + String(repeating: " ", count: start - blanks)
        return text + String(repeating: "^", count: max(1, mark.upperBound - start)) + "\n"
    }
}
