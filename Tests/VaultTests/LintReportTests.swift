import Glibc
import NotePipeline
import NoteReader
import Testing

@testable import Vault

/// The forms of a report of linting.
@Suite struct LintReportTests {
    private let note = "```python\nprint(a b)\n```\n\n```python\n#| evil: 1\n'\\d'\n```\n"

    private func report() throws -> LintReport {
        var template = Array("/tmp/heapnote-lint.XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        let path = folder + "/a, b.md"
        try HostFiles.write(Array(note.utf8), to: path)
        var linter = Linter()
        var diagnostics = Diagnostics { _ in }
        linter.lint(NoteFile(path: path, relativePath: "a, b.md", root: ""), &diagnostics)
        #expect(diagnostics.status == .failed)
        unlink(path)
        rmdir(folder)
        var report = linter.report
        // The folder's name differs from run to run.
        report.notes[0].path = "a, b.md"
        return report
    }

    @Test func textHasPlacesAndCarets() throws {
        #expect(
            try report().written(as: .text) == """
                a, b.md:2:7: error: SyntaxError: invalid syntax. Perhaps you forgot a comma?
                    print(a b)
                          ^^^
                a, b.md:6:3: warning: unknown option 'evil'; did you mean 'eval'?
                a, b.md:7:1: warning: DeprecationWarning: invalid escape sequence '\\d'
                    '\\d'
                    ^^^^

                """)
        #expect(try report().summary == "1 note, 2 cells: 1 error, 2 warnings")
    }

    @Test func gitHubCommandsAreEscaped() throws {
        let lines = try report().written(as: .github).split(separator: "\n")
        #expect(
            lines.first
                == "::error file=a%2C b.md,line=2,col=7,endColumn=10,title=syntax-error::SyntaxError: invalid syntax. Perhaps you forgot a comma?"
        )
        #expect(lines.count == 3)
        #expect(try report().gitHubSummary.contains("| a, b.md:2:7 | error | SyntaxError"))
    }

    @Test func jsonIsVersioned() throws {
        let json = try report().written(as: .json)
        #expect(json.hasPrefix("{\n  \"version\": 1,\n  \"errors\": 1,\n  \"warnings\": 2,\n"))
        #expect(json.contains("\"cell\": \"cell-1\""))
        let lines = try report().written(as: .jsonl).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(
            lines.first
                == "{\"version\": 1,\"path\": \"a, b.md\",\"rule\": \"syntax-error\",\"severity\": \"error\",\"line\": 2,\"column\": 7,\"endColumn\": 10,\"message\": \"SyntaxError: invalid syntax. Perhaps you forgot a comma?\",\"cell\": \"cell-1\"}"
        )
    }

    @Test func jUnitHasACaseForEveryCell() throws {
        let xml = try report().written(as: .junit)
        #expect(xml.contains("<testsuite name=\"a, b.md\" tests=\"3\" failures=\"1\">"))
        #expect(xml.contains("name=\"cell-2\">\n      <system-out>"))
        #expect(xml.contains("name=\"note\">\n      <system-out>a, b.md:6:3: unknown option"))
    }

    @Test func sarifNamesRulesAndPlaces() throws {
        let sarif = try report().written(as: .sarif)
        #expect(sarif.contains("\"version\": \"2.1.0\""))
        #expect(sarif.contains("\"uri\": \"a%2C%20b.md\""))
        #expect(sarif.contains("\"ruleId\": \"syntax-error\",\n          \"level\": \"error\""))
    }
}
