import NoteReader
import Testing

@Suite struct BadInputTests {
    private func failure(_ bytes: [UInt8]) -> NoteDiagnostic? {
        do throws(NoteReadingFailure) {
            _ = try NoteReader.read(bytes: bytes, path: "Note.md")
            return nil
        } catch {
            return error.diagnostic
        }
    }

    private func failure(_ text: String) -> NoteDiagnostic? { failure(Array(text.utf8)) }

    @Test func bytesThatAreNoUTF8AreNamedWithTheirPlace() {
        let problem = failure(Array("one\ntw\u{F6}".utf8) + [0xFF, 0x0A])
        #expect(problem?.cause == "the file is not UTF-8 at byte 8")
        #expect(problem?.line == 2)
        #expect(problem?.column == 5)
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3],
            [0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
        ] as [[UInt8]])
    func malformedSequencesAreRefused(bytes: [UInt8]) {
        #expect(failure(Array("a".utf8) + bytes)?.cause == "the file is not UTF-8 at byte 1")
    }

    @Test func nestingIsBounded() {
        let text = "one\n\n" + String(repeating: ">", count: 10_000) + " a\n"
        #expect(failure(text)?.line == 3)
        #expect(failure(String(repeating: "> ", count: 100) + "a") == nil)
        #expect(failure("a\n" + String(repeating: "- ", count: 30_000) + "a\n\n\n")?.line == 2)
        let stairs = (0..<300).map { String(repeating: " ", count: $0 * 2) + "- a" }
        #expect(
            failure(stairs.joined(separator: "\n"))?.cause.contains("inside one another") == true)
    }

    @Test func openBracketsAreBoundedInPlainCommonMarkToo() {
        let bytes = Array(String(repeating: "![[]()", count: 80_000).utf8)
        #expect(throws: NoteReadingFailure.self) {
            try NoteReader.read(bytes: bytes, path: "a.md", dialect: .commonMark)
        }
    }

    @Test func openBracketsAreBounded() {
        #expect(failure("a\n\n" + String(repeating: "![[]()", count: 80_000))?.line == 3)
        #expect(failure(String(repeating: "[", count: 100_000))?.line == 1)
        #expect(failure(String(repeating: "[a](b) ", count: 20_000)) == nil)
        #expect(failure(String(repeating: "- [ ] a\n", count: 5_000)) == nil)
    }

    /// Each of these took a naive reader the square of its length.
    @Test(arguments: [
        "[[", "[[a", "![[", "$a ", "$$a ", "%%a ", "==a ", "==a ~~b ", "#tag ", "a`b``c", "[^a] ",
        "^[a",
        "<a ", "<!--", "<?", "<b>", "*a **a ", "a**b_c* ", "~~~ ", "&amp", "\\", "|-|\n",
        "<div>\n\n",
        "`= 1+", "<!-- heapnote: map -->\n",
        "<!-- heapnote:output cell=a in=b out=c -->\n```text\n",
        "<!-- heapnote:output cell=a in=b out=c -->\n```text\n<!-- /heapnote:output -->\n",
        "```python\n#| evla: 1\n", "- ```python\n  a\n  ```\n", "[a]: /u\n",
        "\u{2}AAAA\u{1}\u{6}AA\u{3}", "a\r", "\u{0}",
        "> [!note] a\n\n", "a ^id\n\n", "\t", "1) ", "[^1]: a\n\n    b\n\n", "#| a\n", "$`", "`$",
    ])
    func repeatedFragmentsAreReadInLinearTime(fragment: String) {
        let count = 40_000 / fragment.utf8.count
        let clock = ContinuousClock()
        let time = clock.measure { _ = failure(String(repeating: fragment, count: count)) }
        // Linear reading takes a few hundredths of a second, a square more than a minute.
        #expect(time < .seconds(4))
    }

    @Test func wideTablesOfShortRowsStayText() throws {
        let columns = String(repeating: "a|", count: 2_000)
        let rule = String(repeating: "-|", count: 2_000)
        let note = try read("|\(columns)\n|\(rule)\n" + String(repeating: "|x|\n", count: 2_000))
        guard case .paragraph? = note.blocks.first?.content else {
            Issue.record("a table of millions of cells")
            return
        }
    }

    @Test func theByteOrderMarkStandsBeforeTheFirstLine() throws {
        let note = try read("\u{FEFF}```python\na\n```\n")
        #expect(note.hasByteOrderMark)
        #expect(note.cells.first?.code == "a\n")
        #expect(note.cells.first?.fenceRange == 3..<19)
    }

    @Test func loneCarriageReturnsEndLines() throws {
        let note = try read("a\r\r```python\rx\r```\r")
        #expect(note.cells.first?.fenceLines == 3...5)
    }
}

@Suite struct FrontmatterTests {
    @Test func valuesHaveTheTypesThatTheyLookLike() throws {
        let note = try read(
            """
            ---
            text: a b
            quoted: "1"
            number: -4.5
            yes: true
            nothing:
            day: 2023-11-29
            moment: 2023-11-29T10:30:00
            list: [a, 1]
            map: {a: b}
            Creation Date: 29th Nov 2023
            ---
            """)
        let values = try #require(note.frontmatter).properties.map(\.value)
        #expect(
            values == [
                .text("a b"), .text("1"), .number("-4.5"), .checkbox(true), .null,
                .date("2023-11-29"),
                .datetime("2023-11-29T10:30:00"), .list([.text("a"), .number("1")]),
                .mapping([Property(key: "a", value: .text("b"), line: 10)]), .text("29th Nov 2023"),
            ])
        #expect(note.frontmatter?.properties.map(\.line) == Array(2...11))
    }

    @Test func invalidYAMLIsKeptAndReportedWithItsLine() throws {
        let note = try read("---\na: 1\nb: [1\n---\ntext\n")
        #expect(note.frontmatter?.isValid == false)
        #expect(note.frontmatter?.raw == "a: 1\nb: [1\n")
        #expect(note.blocks.count == 1)
        let diagnostic = try #require(note.diagnostics.first)
        #expect((3...4).contains(diagnostic.line))
        #expect(diagnostic.severity == .warning)
    }

    @Test func keysThatComeTwiceAreReported() throws {
        let note = try read("---\na: 1\na: 2\n---\n")
        #expect(note.frontmatter?.isValid == false)
        #expect(note.diagnostics.first?.cause.contains("a") == true)
    }

    @Test(arguments: [
        "text\n---\na: 1\n---\n", "---\nnever closed\n", " ---\na: 1\n---\n", "----\na: 1\n---\n",
    ])
    func whatIsNoFrontmatter(text: String) throws {
        #expect(try read(text).frontmatter == nil)
    }

    @Test func anchorsCannotBlowUp() throws {
        var yaml = "---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        for level in 1...9 {
            let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
            yaml += "a\(level): &a\(level) [\(items)]\n"
        }
        #expect(try read(yaml + "---\n").frontmatter?.isValid == false)
    }

    @Test func deepYAMLIsRefused() throws {
        let text = "---\na: " + String(repeating: "[", count: 50_000) + "\n---\n"
        #expect(try read(text).frontmatter?.isValid == false)
    }
}

@Suite struct LinkTests {
    @Test func linksHaveTheirPlaceAndParts() throws {
        let note = try read("a [[N#H1#H2|x]]\n\n> ![[p.png|100x50]]\n")
        #expect(note.links.map(\.line) == [1, 3])
        #expect(note.links.map(\.column) == [3, 3])
        #expect(note.links.map(\.isEmbed) == [false, true])
        #expect(note.links[0].target.path == "N")
        #expect(note.links[0].target.subpath == ["H1", "H2"])
        #expect(note.links[0].target.displayText == "x")
        #expect(note.links[1].target.pixelSize?.height == 50)
        #expect(note.links[1].target.fileExtension == "png")
    }

    @Test func missingEmbedsAreWarnings() throws {
        let note = try read("![[a.png]] [[b]]\n![[c.png]]\n")
        let warnings = note.missingEmbeds { $0 == "a.png" }
        #expect(
            warnings.map { "\($0.line):\($0.column): \($0.cause)" } == [
                "2:1: 'c.png' could not be found"
            ])
    }

    @Test func tagsAreListedOnce() throws {
        #expect(try read("#b #a #b\n").tags == ["b", "a"])
    }
}
