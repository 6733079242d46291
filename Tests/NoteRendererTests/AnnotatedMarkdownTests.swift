import HeapTrace
import NoteReader
import Testing

@testable import NoteRenderer

func readNote(_ text: String) throws -> Note {
    try NoteReader.read(bytes: Array(text.utf8), path: "Note.md")
}

/// The note with a result for each cell.
func presentation(_ text: String, _ runs: [CellRun]) throws -> NotePresentation {
    let note = try readNote(text)
    let cells = runs.map { CellPresentation(run: $0, inputHash: "0123456789ab") }
    return NotePresentation(note: note, cells: cells, facts: FileFacts(name: "Note"))
}

func annotate(_ text: String, _ runs: [CellRun]) throws -> String {
    String(decoding: AnnotatedMarkdown.render(try presentation(text, runs)), as: UTF8.self)
}

private func printed(_ text: String, echo: String? = nil) -> CellRun {
    CellRun(status: .ok, output: [OutputChunk(stream: .standardOutput, text: text)], echo: echo)
}

@Suite struct AnnotatedMarkdownTests {
    @Test func outputAndValueAreToldApart() throws {
        let result = try annotate(
            "```python\nf()\n```\n\nafter\n", [printed("one\ntwo\n", echo: "3")])
        let lines = result.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[3].hasPrefix("<!-- heapnote:output cell=cell-1 in=0123456789ab out="))
        #expect(
            Array(lines[4...]) == [
                "", "*Output*", "```text", "one", "two", "```", "", "*Value*", "```text", "3",
                "```",
                "", "<!-- /heapnote:output -->", "", "after", "",
            ])
    }

    @Test func aFailureIsOneLineWithItsTracebackBelow() throws {
        let failure = CellFailure(
            typeName: "NameError", message: "name '_b_' is not defined",
            traceback: "Traceback (most recent call last):\nNameError: …\n", line: 2)
        let result = try annotate(
            "```python\nb\n```\n", [CellRun(status: .error, failure: failure)])
        #expect(
            result.contains(
                "\n**NameError**: name '\\_b\\_' is not defined (line 2)\n```text\nTraceback"))
    }

    @Test func fencesAreLongerThanAnyInside() throws {
        let result = try annotate("```python\nf()\n```\n", [printed("````\nx\n")])
        #expect(result.contains("\n`````text\n````\nx\n`````\n"))
    }

    @Test func everyLineInACalloutBearsItsPrefix() throws {
        let text = "> [!tip]\n> ```python\n> f()\n> ```\n> more\n"
        let result = try annotate(text, [printed("1\n\n2\n")])
        let lines = result.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { $0.hasPrefix(">") })
        let note = try readNote(result)
        #expect(note.blocks.count == 1)
        #expect(note.outputBlocks.count == 1)
    }

    @Test func aTightListStaysTight() throws {
        let text = "- one\n  ```python\n  f()\n  ```\n- two\n"
        let annotated = try readNote(try annotate(text, [printed("1\n")]))
        guard case .list(let list)? = annotated.blocks.first?.content else {
            Issue.record("no list")
            return
        }
        #expect(list.isTight)
        #expect(list.items.count == 2)
        #expect(annotated.cells.first?.outputBlock == 0)
    }

    static let roundTripNotes = [
        "```python\nf()\n```\n",
        "```python\nf()\n```",
        "```python\r\nf()\r\n```\r\n\r\ntext\r\n",
        "```python\r\nf()\r\n```",
        "\u{FEFF}# BOM\n\n```python\nf()\n```\ntext",
        "> ```python\n> f()\n> ```",
        "1. x\n\n   ```python\n   f()\n   ```\n2. y",
        "~~~python\nf()\n~~~\n```python\ng()\n```\n",
        ">\t```python\n>\tf()\n>\t```\n",
        "- ```py\n  f()\n  ```",
        "```python\nnever closed\n",
        "no cell at all",
        "",
        "<!-- heapnote: map -->",
        "---\na: [1\n---\n```python\nf()\n```   ",
    ]

    @Test(arguments: roundTripNotes)
    func cleaningRestoresEveryByte(text: String) throws {
        let note = try readNote(text)
        var shown = try presentation(
            text,
            note.cells.map { _ in printed("a\n<!-- /heapnote:output -->\n```\nb", echo: "'x'") })
        let figure = Figure(title: "T", alternative: "A", svg: "<svg/>", path: "a b/ü.svg")
        shown.pictures = note.pictureRequests.map { _ in
            PicturePresentation(figure: figure, inputHash: "00")
        }
        shown.map = figure
        let annotated = AnnotatedMarkdown.render(shown)
        let again = try NoteReader.read(bytes: annotated, path: "Note.md")
        let places = note.cells.count { $0.resultOffset != nil } + note.pictureRequests.count
        #expect(again.outputBlocks.count == places)
        #expect(AnnotatedMarkdown.clean(again) == Array(text.utf8))
        #expect(AnnotatedMarkdown.handEditedBlocks(again).isEmpty)

        shown.note = again
        #expect(AnnotatedMarkdown.render(shown) == annotated)
        #expect(again.cells.map(\.code) == note.cells.map(\.code))
    }

    @Test func aBlockOfADeletedCellGoes() throws {
        let annotated = try annotate("a\n\n```python\nf()\n```\n", [printed("1\n")])
        let start = try #require(annotated.range(of: "```python"))
        let end = try #require(annotated.range(of: "<!-- heapnote"))
        let edited = annotated.replacingCharacters(start.lowerBound..<end.lowerBound)
        let note = try readNote(edited)
        #expect(note.cells.isEmpty)
        #expect(String(decoding: AnnotatedMarkdown.clean(note), as: UTF8.self) == "a\n\n")
    }

    @Test func editsByHandAreFound() throws {
        let annotated = try annotate("```python\nf()\n```\n", [printed("1\n")])
        let edited = try readNote(annotated.split(separator: "1\n").joined(separator: "2\n"))
        #expect(AnnotatedMarkdown.handEditedBlocks(edited).map(\.label) == ["cell-1"])
        let crlf = annotated.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")
        #expect(AnnotatedMarkdown.handEditedBlocks(try readNote(crlf)).isEmpty)
    }

    @Test func aBlockThatIsNeverClosedIsReportedAndKept() throws {
        let text = "```python\nf()\n```\n<!-- heapnote:output cell=a in=b out=c -->\ntext\n"
        let note = try readNote(text)
        #expect(note.diagnostics.map(\.line) == [4])
        #expect(AnnotatedMarkdown.clean(note) == Array(text.utf8))
    }

    @Test func inputHashesFollowTheSession() throws {
        let first = try readNote("```python\na\n```\n```python\nb\n```\n")
        let second = try readNote("```python\nA\n```\n```python\nb\n```\n")
        func hashes(_ note: Note) -> [String] {
            var hash = InputHash(salt: "1")
            return note.cells.map { hash.next($0, options: $0.options) }
        }
        #expect(hashes(first) == hashes(first))
        #expect(hashes(first)[1] != hashes(second)[1])
        #expect(hashes(first)[0].utf8.count == 12)
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<String.Index>? {
        firstRange(of: text)
    }

    fileprivate func replacingCharacters(_ range: Range<String.Index>) -> String {
        var copy = self
        copy.removeSubrange(range)
        return copy
    }
}

@Suite struct HashTests {
    /// The examples of FIPS 180-4 and RFC 4648.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func digestsOfTheStandard(text: String, digest: String) {
        #expect(SHA256.digest(text.utf8).hexadecimal == digest)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ])
    func base64OfTheStandard(text: String, encoded: String) {
        #expect(Array(text.utf8).base64 == encoded)
    }
}
