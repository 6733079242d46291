import Glibc
import NotePipeline
import Testing

/// The commands as a user calls them: the built program, its exit status, what it writes where.
@Suite(.serialized)
struct CommandTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/heapnote-commands.XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    private func write(_ text: String, to name: String) throws -> String {
        try HostFiles.write(Array(text.utf8), to: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }

    private func read(_ path: String) throws -> String {
        String(decoding: try HostFiles.read(path), as: UTF8.self)
    }

    @Test func renderingWritesNextToNothingElse() throws {
        let note = try write("# T\n\n```python\n6 * 7\n```\n", to: "in/a.md")
        let result = try Program.run(["render", folder + "/in", "-o", folder + "/out"])
        #expect(result.status == 0)
        #expect(result.error == "1 note, 1 cell: 1 ok\n")
        #expect(try read(folder + "/out/a.md").contains("```text\n42\n```"))
        #expect(try read(folder + "/out/a.html").contains("42"))
        #expect(try read(note) == "# T\n\n```python\n6 * 7\n```\n")
    }

    @Test func aFailingCellGivesStatusOneAndItsPlace() throws {
        let note = try write("x\n\n```python\n1 / 0\n```\n", to: "bad.md")
        let result = try Program.run(["run", note])
        #expect(result.status == 1)
        #expect(result.error.contains("bad.md:4:1: error: ZeroDivisionError: division by zero"))
        #expect(result.output.contains("**ZeroDivisionError**"))
    }

    @Test func runningInPlaceAndCleaningRestoresTheNote() throws {
        let text = "# T\r\n\r\n```python\r\nx = 1\r\nx\r\n```\r\nend without newline"
        let note = try write(text, to: "place.md")
        #expect(try Program.run(["run", note, "--in-place"]).status == 0)
        let annotated = try read(note)
        #expect(annotated.contains("heapnote:output"))
        #expect(try Program.run(["run", note, "--in-place"]).status == 0)
        #expect(try read(note) == annotated)
        #expect(try Program.run(["check", note]).status == 0)
        #expect(try Program.run(["run", note, "--in-place", "--clean"]).status == 0)
        #expect(try read(note) == text)
    }

    @Test func aStaleResultIsFoundAndShown() throws {
        let note = try write("```python\n1 + 1\n```\n", to: "stale.md")
        _ = try Program.run(["run", note, "--in-place"])
        let changed = try read(note).replacing("1 + 1", with: "1 + 2")
        _ = try write(changed, to: "stale.md")
        let result = try Program.run(["check", note, "--diff"])
        #expect(result.status == 1)
        #expect(result.error.contains("the stored results of 'cell-1' are stale"))
        #expect(result.output.contains("-2\n"))
        #expect(result.output.contains("+3\n"))
        #expect(try read(note) == changed)
    }

    @Test func resultsChangedByHandAreKept() throws {
        let note = try write("```python\n1 + 1\n```\n", to: "hand.md")
        _ = try Program.run(["run", note, "--in-place"])
        let edited = try read(note).replacing("```text\n2\n", with: "```text\nmine\n")
        _ = try write(edited, to: "hand.md")
        let refused = try Program.run(["run", note, "--in-place"])
        #expect(refused.status == 1)
        #expect(refused.error.contains("changed by hand"))
        #expect(try read(note) == edited)
        #expect(try Program.run(["run", note, "--in-place", "--force"]).status == 0)
        #expect(try read(note).contains("```text\n2\n"))
    }

    @Test func checkingAFolderComparesItsFiles() throws {
        let note = try write("```python\nprint('a')\n```\n", to: "in/c.md")
        _ = try Program.run(["render", note, "-o", folder + "/out"])
        #expect(try Program.run(["check", note, "-o", folder + "/out"]).status == 0)
        _ = try write("something else", to: "out/c.md")
        let result = try Program.run(["check", note, "-o", folder + "/out"])
        #expect(result.status == 1)
        #expect(result.error.contains("the stored result is stale"))
    }

    @Test(arguments: [
        ["render", "nosuch.md", "-o", "/tmp"], ["run", "nosuch.md"], ["render"], ["bogus"],
        ["render", "x.md", "-o", "y", "--format", "pdf"], ["run", "/tmp"],
        ["python", "--dump", "nothing", "x.py"],
    ])
    func wrongUseGivesStatusTwo(_ arguments: [String]) throws {
        let result = try Program.run(arguments)
        #expect(result.status == 2)
        #expect(!result.error.isEmpty)
    }

    @Test func unreadableAndUnwritablePlacesGiveStatusTwo() throws {
        try HostFiles.write([0x23, 0x20, 0xE9, 0x0A], to: "\(folder)/latin.md")
        let latin = try Program.run(["run", "\(folder)/latin.md"])
        #expect(latin.status == 2)
        #expect(latin.error.contains("latin.md:1:3: error: the file is not UTF-8 at byte 2"))
        let note = try write("```python\n1\n```\n", to: "w.md")
        let result = try Program.run(["render", note, "-o", "/proc/nothing/here"])
        #expect(result.status == 2)
        #expect(result.error.contains("cannot"))
    }

    @Test func programsHavePythonsStatusAndStreams() throws {
        #expect(
            try Program.run(["python", "-c", "print(2 ** 100)"]).output
                == "1267650600228229401496703205376\n")
        let failed = try Program.run(["python", "-c", "1 / 0"])
        #expect(failed.status == 1)
        #expect(
            failed.error
                == "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\nZeroDivisionError: division by zero\n"
        )
        #expect(try Program.run(["python", "-c", "raise SystemExit(7)"]).status == 7)
    }

    @Test func everyStageOfAProgramIsDumped() throws {
        let program = try write("def f(a):\n    return a  # é\n", to: "dump.py")
        let tokens = try Program.run(["python", "--dump", "tokens", program])
        #expect(tokens.output.hasPrefix("0,0-0,0:            ENCODING       'utf-8'        \n"))
        #expect(tokens.output.contains("2,14-2,17:          COMMENT        '# é'          \n"))
        #expect(
            try Program.run(["python", "--dump", "ast", program]).output.hasPrefix(
                "Module(body=[FunctionDef"))
        #expect(
            try Program.run(["python", "--dump", "symbols", program]).output
                == "module top line 0\n  f: local, local\n  function f line 1\n    parameters a\n    a: parameter use, local\n"
        )
        #expect(
            try Program.run(["python", "--dump", "code", program]).output.contains(
                "LOAD_FAST                0 (a)"))
        let wrong = try write("x = 1\ny = (2\n", to: "wrong.py")
        for stage in ["tokens", "ast", "symbols", "code"] {
            let result = try Program.run(["python", "--dump", stage, wrong])
            #expect(result.status == 1)
            #expect(result.error.contains("wrong.py:2:5: error: SyntaxError: '(' was never closed"))
            #expect(result.output.isEmpty == (stage != "tokens"))
        }
    }

    @Test func lintingFindsEveryErrorOfAVaultAndRunsNothing() throws {
        let bad = try write(
            "> ```python\n> x = (1\n> ```\n\n```python\nwhile True: pass\n```\n", to: "v/bad.md")
        _ = try write("```python\nprint('ran')\n```\n", to: "v/deep/good.md")
        let found = try Program.run(["lint", folder + "/v"], environment: ["GITHUB_ACTIONS": ""])
        #expect(found.status == 1)
        #expect(
            found.output
                == "\(bad):2:7: error: SyntaxError: '(' was never closed\n    x = (1\n        ^\n")
        #expect(found.error == "2 notes, 3 cells: 1 error, 0 warnings\n")
        let clean = try Program.run(["lint", folder + "/v/deep"])
        #expect(clean.status == 0 && clean.output.isEmpty)
        try HostFiles.write([0x23, 0x20, 0xE9, 0x0A], to: "\(folder)/v/latin.md")
        let unreadable = try Program.run(["lint", folder + "/v", "--output-format", "json"])
        #expect(unreadable.status == 2)
        #expect(unreadable.output.contains("\"rule\": \"unreadable\""))
        #expect(unreadable.output.contains("'(' was never closed"))
        #expect(try Program.run(["lint", "nosuch.md"]).status == 2)
        let summary = folder + "/summary"
        let hub = try Program.run(
            ["lint", bad], environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary])
        #expect(hub.output.hasPrefix("::error file=\(bad),line=2,col=7"))
        #expect(try read(summary).hasPrefix("| place |"))
    }

    @Test func placeAndLocaleDontMatter() throws {
        let note = try write("```python\nid([])\n```\n", to: "same.md")
        let first = try Program.run(
            ["run", note], environment: ["TZ": "Asia/Tokyo", "LC_ALL": "C"])
        let second = try Program.run(
            ["run", note], environment: ["TZ": "America/Lima", "LC_ALL": "de_DE.UTF-8"])
        #expect(first.output == second.output)
    }
}
