import HeapTrace
import NoteReader
import Testing

@testable import NoteRenderer

@Suite struct PageTests {
    private func page(_ text: String, _ cells: [CellPresentation] = []) throws -> String {
        let note = try readNote(text)
        let presentation = NotePresentation(
            note: note, cells: cells, facts: FileFacts(name: "A & B", folder: "x/y"))
        return String(decoding: HTMLPage().render(presentation), as: UTF8.self)
    }

    private func part(of page: String, from start: String, to end: String) throws -> String {
        let first = try #require(page.firstRange(of: start))
        let rest = page[first.upperBound...]
        let last = try #require(rest.firstRange(of: end))
        return String(rest[..<last.lowerBound])
    }

    @Test func thePolicyAllowsTheScriptOfThePageAndNoOther() throws {
        let page = try page("# a\n# b\n")
        let script = try part(of: page, from: "<script>", to: "</script>")
        let policy = try part(of: page, from: "script-src '", to: "'")
        #expect(policy == "sha256-" + SHA256.digest(script.utf8).base64)
        #expect(page.contains("default-src 'none'"))
    }

    @Test func nothingIsAskedForFromOutside() throws {
        let page = try page(
            "![a](https://example.org/a.png) <img src=\"https://example.org/b.png\"> <link rel=stylesheet href=x>\n\n<style>@import 'x'</style>\n\n<span style=\"background:url(https://example.org)\">x</span>"
        )
        for request in ["src=\"http", "url(", "@import", "<link", "<img"] {
            #expect(!page.contains(request), "\(request)")
        }
    }

    @Test func thePageHasLandmarksAndALanguage() throws {
        let page = try page("---\nlang: de\n---\n# One\n\n## Two\n")
        for mark in [
            "<html lang=\"de\">", "<main id=\"hn-note\"", "<header>",
            "<nav class=\"outline\" aria-label=\"Outline\">", "href=\"#hn-note\"",
            "<title>A &amp; B</title>", "x / y",
        ] {
            #expect(page.contains(mark), "\(mark)")
        }
    }

    @Test func propertiesAreATable() throws {
        let page = try page("---\ntags: [a]\nlink: \"[[N]]\"\nx: <b>\nnothing:\n---\n")
        #expect(page.contains("<th scope=\"row\">x</th><td>&lt;b&gt;</td>"))
        #expect(page.contains("<a class=\"tag\" data-tag=\"a\">#a</a>"))
        #expect(page.contains("internal-link is-unresolved"))
        #expect(page.contains("<span class=\"empty\">Empty</span>"))
    }

    @Test func invalidPropertiesAreShownRaw() throws {
        #expect(try page("---\na: [<\n---\n").contains("<pre tabindex=\"0\">a: [&lt;\n</pre>"))
    }

    @Test func highlightsSplitAtLinesWhenNumbered() throws {
        let text = "```python\ns = '''a\nb'''\n```\n"
        let failure = CellFailure(typeName: "E", message: "m <&>", traceback: "T\n", line: 3)
        let cell = CellPresentation(
            run: CellRun(status: .error, failure: failure), inputHash: "",
            highlights: [Highlight(range: 4..<13, kind: .string)])
        let page = try page(text, [cell])
        #expect(
            page.contains(
                "<span class=\"line\" data-line=\"2\">s = <span class=\"s\">'''a</span>\n</span><span class=\"line failed\" data-line=\"3\"><span class=\"s\">b'''</span>\n</span>"
            ))
        #expect(
            page.contains(
                "<strong>E</strong>: m &lt;&amp;&gt;</span> <span class=\"where\">line 3</span>"))
    }

    @Test func highlightsThatLieWrongAreNoHarm() throws {
        let cell = CellPresentation(
            run: CellRun(status: .ok), inputHash: "",
            highlights: [
                Highlight(range: 0..<900, kind: .keyword), Highlight(range: 3..<3, kind: .op),
                Highlight(range: 2..<5, kind: .number), Highlight(range: 800..<900, kind: .string),
            ])
        #expect(
            try page("```python\na = 1\n```\n", [cell]).contains("<span class=\"k\">a = 1</span>"))
    }

    @Test func hiddenCellsLeaveNothing() throws {
        let run = CellRun(status: .ok, output: [OutputChunk(stream: .standardOutput, text: "seen")])
        let hidden = CellPresentation(run: run, inputHash: "", showsCode: false, showsOutput: false)
        #expect(
            !(try page("```python\nsecret\n```\n", [hidden]).contains("<div class=\"cell\"")))
        let codeless = CellPresentation(run: run, inputHash: "", showsCode: false)
        let page = try page("```python\nsecret\n```\n", [codeless])
        #expect(page.contains("seen") && !page.contains("secret"))
    }

    @Test func controlCharactersAreMadeVisible() throws {
        let run = CellRun(
            status: .ok, output: [OutputChunk(stream: .standardOutput, text: "\u{1B}[1m\u{0}")])
        #expect(
            try page("```python\nx\n```\n", [CellPresentation(run: run, inputHash: "")]).contains(
                "␛[1m␀"))
    }

    @Test(arguments: [
        ("javascript:x", false), ("JavaScript:x", false), (" java\tscript:x", false),
        ("data:text/html,x", false),
        ("vbscript:x", false), ("https://a", true), ("a.md", true), ("#x", true), ("//a", true),
        ("a/b:c", true),
        ("mailto:a@b", true), ("file:///etc/passwd", false),
    ])
    func addressesThatLinksMayHave(address: String, isSafe: Bool) {
        #expect(LinkAddress.isSafe(address) == isSafe)
    }

    @Test(
        arguments: [
            ("color:red", "color:red"), ("position:fixed", nil), ("background:url(x)", nil),
            ("color:expression(x)", nil), ("COLOR : rgb(1,2,3) ; x:y", "color:rgb(1,2,3)"),
            ("color:red\\", nil), ("background:#FFB86CA6;", "background:#FFB86CA6"),
            ("color:var(--x)", nil),
        ] as [(String, String?)])
    func stylesThatTextMayHave(style: String, kept: String?) {
        #expect(InlineStyle.sanitized(style) == kept)
    }

    @Test func aPageIsTheSameTwice() throws {
        let text = "# a\n\n```python\nx\n```\n\n[[b]] ![[c]] `= this.file.mtime`\n"
        #expect(try page(text) == page(text))
    }
}
