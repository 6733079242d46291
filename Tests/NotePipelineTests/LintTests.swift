import NoteReader
import Testing

@testable import NotePipeline

/// What linting says of cells: the messages are CPython's, the places are the note's.
@Suite struct LintTests {
    /// Findings as `line:column severity cause`.
    private func lint(_ text: String) throws -> [String] {
        try findings(text).map {
            let place = $0.diagnostic
            return "\(place.line):\(place.column) \(place.severity.rawValue) \(place.cause)"
        }
    }

    private func findings(_ text: String) throws -> [CodeFinding] {
        CellLinter(try NoteReader.read(bytes: Array(text.utf8), path: "n.md")).findings()
    }

    @Test func aGoodNoteHasNone() throws {
        #expect(try lint("# T\n\n```python\nx = 1\nx\n```\n\ntext\n").isEmpty)
        #expect(try lint("no cells\n").isEmpty)
    }

    @Test func everyCellsErrorsAreFound() throws {
        let note = "```python\nx = (1\n```\n\n```py\ndef f():\n    return 1\nreturn 2\n```\n"
        #expect(
            try lint(note) == [
                "2:5 error SyntaxError: '(' was never closed",
                "8:1 error SyntaxError: 'return' outside function",
            ])
    }

    @Test func afterAnErrorTheNextStatementsAreRead() throws {
        let note = """
            ```python
            a = 1
            b = = 2
            c = 3
            if c
                d = 4
            e = 5
            yield e
            f = 6
            ```
            """
        #expect(
            try lint(note) == [
                "3:5 error SyntaxError: invalid syntax", "5:5 error SyntaxError: expected ':'",
                "8:1 error SyntaxError: 'yield' outside function",
            ])
    }

    @Test func proseHasOneError() throws {
        let note = "```python\nthis is no program\nbut a text of\nseveral lines of it\n```\n"
        #expect(try lint(note) == ["2:12 error SyntaxError: invalid syntax"])
    }

    @Test func columnsAreTheNotesInListsCalloutsAndSessions() throws {
        let list = "- item\n\n  ```python\n  é = 1; x = 2 3\n  ```\n"
        #expect(
            try lint(list) == [
                "4:17 error SyntaxError: invalid syntax"
            ])
        let callout = "> [!note]\n> ```python\n> if x:\n> y\n> ```\n"
        #expect(
            try lint(callout) == [
                "4:3 error IndentationError: expected an indented block after 'if' statement on line 3"
            ])
        let session = "```pycon\n>>> 1 +\n>>> def f():\n...     return (\n2\n```\n"
        #expect(
            try lint(session) == [
                "2:8 error SyntaxError: invalid syntax",
                "4:16 error SyntaxError: '(' was never closed",
            ])
        let indented = "```python\n    a = 1\n    b = 'x\n```\n"
        #expect(
            try lint(indented) == [
                "3:9 error SyntaxError: unterminated string literal (detected at line 3)"
            ])
    }

    @Test func excerptsMarkTheWrongPart() throws {
        let found = try findings("> ```python\n> if x:\n>     print(a b)\n> ```\n")
        #expect(found.map(\.excerpt) == ["    print(a b)\n          ^^^\n"])
        #expect(found.first?.endColumn == 16)
    }

    @Test func pythonsWarningsAreTold() throws {
        #expect(
            try lint("```python\nx = '\\d'\nif x is 'a': pass\nassert (x, 1)\n```\n") == [
                "2:1 warning DeprecationWarning: invalid escape sequence '\\d'",
                "3:4 warning SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?",
                "4:1 warning SyntaxWarning: assertion is always true, perhaps remove parentheses?",
            ])
    }

    @Test func whatTheAuthorExpectsIsNoError() throws {
        #expect(try lint("```python\n#| raises: SyntaxError\n1 +\n```\n").isEmpty)
        #expect(
            try lint("```python\n#| eval: false\n1 +\n```\n") == [
                "3:4 warning SyntaxError: invalid syntax"
            ])
        #expect(
            try lint("```python\n#| error: true\n1 +\n```\n") == [
                "3:4 warning SyntaxError: invalid syntax"
            ])
        #expect(try lint("---\nheapnote: false\n---\n```python\n1 +\n```\n").isEmpty)
    }

    @Test func charactersOfWordProcessorsHaveAFix() throws {
        let found = try findings(
            "```python\na = 1\nprint(“a”)\nx\u{A0}= 1\nb = 1\ny = 2 − 1\n```\n")
        #expect(
            found.map(\.diagnostic.remedy) == [
                "replace it with \"", "replace it with a plain space", "replace it with -",
            ])
        #expect(found.map(\.diagnostic.column) == [7, 2, 7])
    }

    @Test(arguments: [
        "(", "{\"", "f'{", "'''", "\\", "\t", "\u{FEFF}x", "0x", "if", "@", "a\n\n b", "\u{0}",
        "é†",
        "class", "lambda: (yield)", "x = [\n1\n", "return\n\treturn",
    ])
    func noCodeTraps(_ code: String) throws {
        _ = try findings("```python\n\(code)\n```\n")
        _ = try findings("> - ```pycon\n>   >>> \(code)\n")
        _ = try findings("```python\n\(String(repeating: code, count: 3000))\n```\n")
    }
}
