import Glibc
import NotePipeline
import NoteReader
import NoteRenderer
import Testing

@testable import Vault

/// What `.heapnote.yml` may say, and what is said of what it may not.
@Suite struct SettingsTests {
    /// The settings of a vault with these files, and the lines of diagnostics.
    private func settings(
        _ text: String, files: [String: String] = [:]
    ) throws -> (VaultSettings, [String], Diagnostics.Status) {
        var template = Array("/tmp/heapnote-settings.XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        var written = files
        written[".heapnote.yml"] = text
        for (name, content) in written {
            try HostFiles.write(Array(content.utf8), to: HostFiles.join(folder, name))
        }
        defer {
            for name in written.keys { unlink(HostFiles.join(folder, name)) }
            rmdir(HostFiles.join(folder, ".obsidian"))
            rmdir(folder)
        }
        let lines = Lines()
        var diagnostics = Diagnostics { lines.all.append($0.replacing(folder + "/", with: "")) }
        let settings = VaultSettings.read(root: folder, &diagnostics)
        return (settings, lines.all, diagnostics.status)
    }

    private final class Lines { var all: [String] = [] }

    @Test func everySettingIsRead() throws {
        let (settings, lines, status) = try settings(
            """
            execute: opt-in
            on-error: stop
            include: ["Python/**"]
            exclude: [Templates/]
            tags: ["#python"]
            heap: false
            map: false
            now: 2024-02-29
            cells:
              mode: script
              echo: false
            limits:
              output: 1000
            page:
              lang: de
              footer: Ours
              add-style: ours.css
              index: false
            """, files: ["ours.css": "p{}", ".obsidian/app.json": "{\"strictLineBreaks\": true}"])
        #expect(lines.isEmpty && status == .clean)
        #expect(settings.execution == .optIn && settings.onError == .stop)
        #expect(settings.takes("Python/a/b.md") && !settings.takes("Other.md"))
        #expect(!settings.takes("Templates/x.md"))
        #expect(settings.tags == ["python"] && settings.drawsHeap == false)
        #expect(settings.now == 1_709_164_800)
        #expect(settings.cells.mode == .script && settings.cells.showsCode == false)
        #expect(settings.limits.output == 1000)
        #expect(settings.design.language == "de" && settings.design.additionalStyle == "p{}")
        #expect(!settings.writesIndex && settings.usesStrictLineBreaks)
    }

    @Test(
        arguments: [
            (
                "exekute: all",
                ".heapnote.yml:1:1: error: unknown setting 'exekute'; did you mean 'execute'?"
            ),
            (
                "execute: al",
                ".heapnote.yml:1:1: error: 'al' is no value for 'execute'; did you mean 'all'?"
            ),
            (
                "cells:\n  mod: script",
                ".heapnote.yml:2:1: error: unknown option 'mod'; did you mean 'mode'?"
            ),
            (
                "limits:\n  output: many",
                ".heapnote.yml:2:1: error: 'many' is no value for 'output'; give a whole number above 0"
            ),
            (
                "heap: perhaps",
                ".heapnote.yml:1:1: error: 'perhaps' is no value for 'heap'; give true or false"
            ),
            (
                "page:\n  style: gone.css",
                ".heapnote.yml:2:1: error: 'gone.css' is no value for 'style'; give the path of a file in the vault"
            ),
            (
                "page:\n  style: ../out.css",
                ".heapnote.yml:2:1: error: '../out.css' is no value for 'style'; give the path of a file in the vault"
            ),
        ])
    func whatIsWrongIsSaid(text: String, expected: String) throws {
        let (_, lines, status) = try settings(text)
        #expect(lines == [expected])
        #expect(status == .unusable)
    }

    @Test func templatesAreChecked() throws {
        let (_, lines, _) = try settings(
            "page:\n  template: page.html", files: ["page.html": "<h1>{{titel}}</h1>{{{content}}}"])
        #expect(
            lines == [
                ".heapnote.yml:2:1: error: the template asks for 'titel', which there isn't; did you mean 'title'?"
            ])
        let (_, broken, _) = try settings(
            "page:\n  template: page.html", files: ["page.html": "{{#content}}"])
        #expect(broken.count == 1 && broken[0].contains("is never closed"))
    }

    @Test(arguments: [
        ("*.md", "a.md", true), ("*.md", "a/b.md", false), ("**/*.md", "a/b.md", true),
        ("**/*.md", "b.md", true), ("a/**", "a/b/c.md", true), ("a/", "a/b.md", true),
        ("a?.md", "ab.md", true), ("a?.md", "a/.md", false), ("**/x/**", "a/x/b", true),
        ("/a.md", "a.md", true), ("a.md", "b/a.md", false),
    ])
    func globs(pattern: String, path: String, matches: Bool) {
        #expect(Glob(pattern).matches(path) == matches)
    }
}
