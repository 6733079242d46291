import Glibc
import NotePipeline
import Testing

/// Rendering and checking of whole vaults, by the built program.
@Suite(.serialized)
struct VaultCommandTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/heapnote-vaults.XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    private func write(_ text: String, to name: String) throws {
        try HostFiles.write(Array(text.utf8), to: "\(folder)/\(name)")
    }

    private func read(_ name: String) throws -> String {
        String(decoding: try HostFiles.read("\(folder)/\(name)"), as: UTF8.self)
    }

    private func render(_ arguments: [String] = []) throws -> Program.Result {
        try Program.run(["render", folder + "/in", "-o", folder + "/out"] + arguments)
    }

    @Test func linksLeadToPagesAndEmbedsToCopies() throws {
        try write("[[B]] ![[pic.png]] [[Gone]] #tag\n", to: "in/A.md")
        try write("---\naliases: [Bee]\n---\n![[../A]] [[Bee]]\n", to: "in/sub/B.md")
        try write("png", to: "in/images/pic.png")
        try write("secret", to: "in/.hidden/pic.png")
        let result = try render()
        #expect(result.status == 0)
        let page = try read("out/A.html")
        #expect(page.contains("href=\"sub/B.html\" data-href=\"B\""))
        #expect(page.contains("src=\"images/pic.png\""))
        #expect(page.contains("is-unresolved"))
        #expect(page.contains("href=\"index.html#tag-tag\""))
        #expect(page.contains("<section class=\"backlinks\""))
        #expect(try read("out/images/pic.png") == "png")
        #expect(try read("out/sub/B.html").contains("class=\"internal-embed markdown-embed\""))
        let index = try read("out/index.html")
        #expect(index.contains("href=\"sub/B.html\"") && index.contains("id=\"tag-tag\""))
        #expect(HostFiles.kind(of: folder + "/out/.hidden") == nil)
    }

    @Test func linksThatLeaveTheVaultFetchNothing() throws {
        try write("secret", to: "outside.png")
        try write("![[../outside.png]] ![x](../outside.png) ![[link.png]]\n", to: "in/A.md")
        symlink(folder + "/outside.png", folder + "/in/link.png")
        _ = try render()
        #expect(HostFiles.kind(of: folder + "/out/link.png") == nil)
        #expect(HostFiles.kind(of: folder + "/out/outside.png") == nil)
        #expect(try read("out/A.html").contains("could not be found."))
    }

    @Test func pagesCanShareTheirStyle() throws {
        try write("a\n", to: "in/A.md")
        try write("b\n", to: "in/sub/B.md")
        #expect(try render(["--assets", "shared"]).status == 0)
        #expect(try read("out/sub/B.html").contains("href=\"../shared/heapnote.css\""))
        #expect(try read("out/shared/heapnote.css").contains(".skip"))
        #expect(try render(["--assets", "../x"]).status == 2)
    }

    @Test func theVaultsTemplateIsUsed() throws {
        try write("page:\n  template: .page.html\n", to: "in/.heapnote.yml")
        try write("<h1>{{title}}</h1>{{{content}}}", to: "in/.page.html")
        try write("text\n", to: "in/A & B.md")
        #expect(try render().status == 0)
        #expect(try read("out/A & B.html") == "<h1>A &amp; B</h1><p>text</p>\n")
    }

    @Test func settingsThatAreWrongEndTheCommand() throws {
        try write("exekute: all\n", to: "in/.heapnote.yml")
        try write("text\n", to: "in/A.md")
        let result = try render()
        #expect(result.status == 2)
        #expect(result.error.contains("did you mean 'execute'?"))
    }

    @Test func theCommandLineIsOverTheVault() throws {
        try write("execute: none\n", to: "in/.heapnote.yml")
        try write("```python\n6 * 7\n```\n", to: "in/A.md")
        #expect(try render().error == "1 note, 1 cell: 1 skipped\n")
        #expect(!(try read("out/A.md").contains("heapnote:output")))
        #expect(try render(["--execute", "all"]).error == "1 note, 1 cell: 1 ok\n")
    }

    @Test func sessionsAreHeldAgainstWhatTheySay() throws {
        let session = """
            ```pycon
            >>> 1 + 1
            3
            >>> object()
            <object object at 0x7fffdeadbeef>
            >>> 1 / 0
            Traceback (most recent call last):
              ...
            ZeroDivisionError: division by zero
            ```

            """
        try write(session, to: "in/A.md")
        let result = try Program.run([
            "check", folder + "/in/A.md", "--output-format", "jsonl", "--no-heap",
        ])
        #expect(result.status == 1)
        #expect(result.output.contains("\"rule\": \"expectation\""))
        #expect(result.output.contains("the note says '3' here"))
        #expect(result.output.split(separator: "\n").count == 1)
    }

    @Test func staleCellsAreReportedOneByOne() throws {
        try write("```python\n1\n```\n\n```python\n2\n```\n", to: "in/A.md")
        let note = folder + "/in/A.md"
        #expect(try Program.run(["run", note, "--in-place"]).status == 0)
        try write(try read("in/A.md").replacing("python\n2\n", with: "python\n3\n"), to: "in/A.md")
        let result = try Program.run(["check", note, "--output-format", "junit"])
        #expect(result.status == 1)
        #expect(result.output.contains("failures=\"1\""))
        #expect(result.output.contains("<testcase classname=\"\(note)\" name=\"cell-1\"/>"))
    }

    @Test func commonMarkAloneCanBePrinted() throws {
        try write("[[a]]\n*b*\n", to: "strict.md")
        let result = try Program.run([
            "render", "--strict-commonmark", folder + "/strict.md",
        ])
        #expect(result.output == "<p>[[a]]\n<em>b</em></p>\n")
    }
}
