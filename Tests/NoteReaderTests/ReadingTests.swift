import NoteReader
import Testing

/// Reads a note that must be readable.
func read(_ text: String) throws -> Note {
    try NoteReader.read(bytes: Array(text.utf8), path: "Note.md")
}

@Suite struct CellTests {
    @Test func aCellHasTheExactBytesAndLinesOfItsFence() throws {
        let note = try read("# A\n\n```python\na = 1\nb = 2\n```\n\ntext\n")
        let cell = try #require(note.cells.first)
        #expect(note.text(cell.fenceRange) == "```python\na = 1\nb = 2\n```\n")
        #expect(note.text(cell.codeRange) == "a = 1\nb = 2\n")
        #expect(cell.fenceLines == 3...6)
        #expect(cell.code == "a = 1\nb = 2\n")
        #expect(cell.lines.map(\.noteLine) == [4, 5])
        #expect(cell.linePrefix.isEmpty)
        #expect(cell.resultOffset == cell.fenceRange.upperBound)
    }

    @Test(arguments: [
        "python", "py", "Python", "python3", "run-python", "{python}", "{.python .numberLines}",
        "python id=\"x\"", "pycon",
    ])
    func infoStringsOfCells(info: String) throws {
        #expect(try read("```\(info)\n1\n```").cells.count == 1)
    }

    @Test(arguments: ["", "text", "pythonic", "js", "mermaid"])
    func infoStringsOfOtherCode(info: String) throws {
        #expect(try read("```\(info)\n1\n```").cells.isEmpty)
    }

    @Test func aCellInACalloutLosesItsPrefix() throws {
        let note = try read("> [!tip] T\n> ```python\n>if a:\n>     b\n> ```\nafter\n")
        let cell = try #require(note.cells.first)
        #expect(cell.code == "if a:\n    b\n")
        #expect(cell.lines.map(\.columnShift) == [1, 2])
        #expect(String(decoding: cell.linePrefix, as: UTF8.self) == "> ")
        #expect(cell.fenceLines == 2...5)
    }

    @Test func aCellAfterATabInACallout() throws {
        let note = try read(">\t```python\n>\tif a:\n>\t\tb\n>\t```\n")
        let cell = try #require(note.cells.first)
        #expect(cell.code == "if a:\n\tb\n")
        #expect(cell.resultOffset == note.source.count)
        #expect(String(decoding: cell.linePrefix, as: UTF8.self) == ">\t")
    }

    @Test func aCellInANestedListLosesItsIndentation() throws {
        let text =
            "1. one\n   - two\n\n     ```python\n     x = 1\n       y\n     ```\n   - three\n"
        let cell = try #require(try read(text).cells.first)
        #expect(cell.code == "x = 1\n  y\n")
        #expect(cell.lines.map(\.columnShift) == [5, 5])
        #expect(String(decoding: cell.linePrefix, as: UTF8.self) == "     ")
    }

    @Test func aCellOnTheLineOfItsListMarker() throws {
        let cell = try #require(try read("- ```python\n  x\n  ```\n").cells.first)
        #expect(cell.code == "x\n")
        #expect(String(decoding: cell.linePrefix, as: UTF8.self) == "  ")
    }

    @Test func carriageReturnsAreNoCode() throws {
        let note = try read("```python\r\na = 1\r\n```\r\n")
        #expect(note.cells.first?.code == "a = 1\n")
        #expect(note.lineEnding == .carriageReturnLineFeed)
    }

    @Test func anUnclosedCellRunsButHasNoPlaceForResults() throws {
        let note = try read("text\n\n```python\na = 1\n")
        #expect(note.cells.first?.code == "a = 1\n")
        #expect(note.cells.first?.resultOffset == nil)
        #expect(note.diagnostics.map(\.line) == [3])
    }

    @Test func codeIndentedAsAWholeIsRunWithoutTheIndentation() throws {
        let cell = try #require(try read("```python\n    a = 1\n\n    b = 2\n```\n").cells.first)
        #expect(cell.code == "a = 1\n\nb = 2\n")
        #expect(cell.lines.map(\.columnShift) == [4, 0, 4])
    }

    @Test func aSessionIsTakenApart() throws {
        let text = "```python\n>>> a = [1,\n...      2]\n>>> a\n[1, 2]\n>>> b\n```\n"
        let cell = try #require(try read(text).cells.first)
        #expect(cell.form == .session)
        #expect(cell.statements.map(\.code) == ["a = [1,\n     2]\n", "a\n", "b\n"])
        #expect(cell.statements.map(\.expected) == ["", "[1, 2]\n", ""])
        #expect(cell.statements[1].expectedLines == 3..<4)
    }

    @Test func labelsAreUnique() throws {
        var note = try read("```python\nx = 1000\nid(x)\n```\n\n```python\nid(b)\n```\n")
        #expect(note.cells.map(\.label) == ["cell-1", "cell-2"])
        note = try read("```python\n#| label: one\n1\n```\n```python\n#| label: one\n2\n```\n")
        #expect(note.cells.map(\.label) == ["one", "one-2"])
    }
}

@Suite struct OptionTests {
    @Test func quartoOptionsAreRead() throws {
        let text = """
            ```python
            #| eval: false
            #| heap: [after, map]
            #| names: a, b
            #| raises: TypeError
            #| stdin: "1\\n2"
            #| max-instructions: 10_000
            #| mode: script
            a = 1
            ```
            """
        let note = try read(text)
        let cell = try #require(note.cells.first)
        #expect(cell.options.evaluates == false)
        #expect(cell.options.pictures == [.after, .map])
        #expect(cell.options.names == ["a", "b"])
        #expect(cell.options.raises == "TypeError")
        #expect(cell.options.standardInput == "1\n2")
        #expect(cell.options.maxInstructions == 10_000)
        #expect(cell.options.mode == .script)
        #expect(cell.optionLineCount == 7)
        #expect(cell.displayedLines == 7..<8)
        #expect(note.diagnostics.isEmpty)
    }

    @Test func aCommentBeforeACellSetsItsOptions() throws {
        let note = try read("<!-- heapnote: skip label=first -->\n\n```python\n1\n```\n")
        #expect(note.cells.first?.options.evaluates == false)
        #expect(note.cells.first?.label == "first")
        #expect(note.diagnostics.isEmpty)
    }

    @Test func typingErrorsGetASuggestion() throws {
        let note = try read("```python\n#| evla: false\n#| mode: scirpt\n1\n```\n")
        #expect(
            note.diagnostics.map { "\($0.line):\($0.column) \($0.cause): \($0.remedy ?? "")" } == [
                "2:3 unknown option 'evla': did you mean 'eval'?",
                "3:3 'scirpt' is no value for option 'mode': did you mean 'script'?",
            ])
    }

    @Test func optionsWithoutACellAreReported() throws {
        #expect(try read("<!-- heapnote: skip -->\n\ntext\n").diagnostics.map(\.line) == [1])
    }

    @Test func picturesCanBeAskedForAnywhere() throws {
        let note = try read(
            "<!-- heapnote: map -->\n\n```python\n1\n```\n\n> <!-- heapnote: objects names=a,b -->\n\n<!-- heapnote: bytes a -->\n"
        )
        #expect(
            note.pictureRequests.map(\.kind) == [
                .map, .objects(names: ["a", "b"]), .bytes(name: "a"),
            ])
        #expect(note.pictureRequests.map(\.precedingCellCount) == [0, 1, 1])
        #expect(note.pictureRequests.map(\.line) == [1, 7, 9])
        #expect(note.pictureRequests[1].linePrefix == Array("> ".utf8))
    }

    @Test func theFrontmatterSetsOptionsForTheNote() throws {
        let note = try read("---\nheapnote:\n  mode: script\n  heap: [none]\n---\n")
        #expect(note.options.mode == .script)
        #expect(note.options.pictures == [.none])
        #expect(try read("---\nheapnote: false\n---\n").isExecutable == false)
    }
}
