import Glibc
import HeapTrace
import NoteReader
import Testing

@testable import NoteRenderer

/// Notes of one construct each, with the HTML that Obsidian's rules make of them.
enum NoteCorpus {
    static let folder =
        String(#filePath.dropLast("NoteRendererTests/CorpusTests.swift".count)) + "Corpus/notes/"

    static let names: [String] = {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".md") { names.append(String(name.dropLast(3))) }
        }
        return names.sorted()
    }()

    static func bytes(_ name: String) throws -> [UInt8] {
        let file = try #require(fopen(folder + name, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }
}

@Suite struct CorpusTests {
    /// A vault of a few files around each note.
    private static func facts(_ note: Note, _ name: String) -> FileFacts {
        var files = CorpusVault.files
        files.append(
            VaultCatalog.File(
                path: "Folder/Note.md", summary: NoteSummary(note), outputPath: "Folder/Note.html"))
        let catalog = VaultCatalog(files: files, name: "Vault", indexPath: "index.html")
        return FileFacts(
            name: "Note", folder: "Folder", size: 100, modificationTime: 1_701_252_000,
            creationTime: 1_701_165_600,
            surroundings: NoteSurroundings(
                catalog: catalog, path: "Folder/Note.md", embedded: CorpusVault.read))
    }

    private func presentation(_ note: Note, _ name: String) -> NotePresentation {
        NotePresentation(note: note, facts: Self.facts(note, name))
    }

    @Test func theCorpusIsThere() { #expect(NoteCorpus.names.count >= 190) }

    @Test(arguments: NoteCorpus.names)
    func rendersAsExpected(name: String) throws {
        let note = try NoteReader.read(
            bytes: try NoteCorpus.bytes(name + ".md"), path: name + ".md")
        let html = fragment(presentation(note, name))
        if getenv("HEAPNOTE_WRITE_CORPUS") != nil {
            write(html, to: NoteCorpus.folder + name + ".html")
        }
        let expected = try NoteCorpus.bytes(name + ".html")
        #expect(String(decoding: html, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    }

    /// The properties and the text, without the page around them.
    private func fragment(_ presentation: NotePresentation) -> [UInt8] {
        var writer = BlockWriter(presentation)
        return writer.part { $0.writeProperties() } + HTMLPage.articleFragment(presentation)
    }

    /// How a file can differ without its text being another.
    enum Form: CaseIterable {
        case asWritten, carriageReturns, byteOrderMark, noFinalNewline, trailingTabs

        func apply(_ source: [UInt8]) -> [UInt8] {
            switch self {
            case .asWritten: source
            case .carriageReturns: Array(source.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
            case .byteOrderMark: [0xEF, 0xBB, 0xBF] + source
            case .noFinalNewline: source.last == 0x0A ? Array(source.dropLast()) : source
            case .trailingTabs: source + [0x0A, 0x09, 0x09]
            }
        }
    }

    @Test(arguments: NoteCorpus.names, Form.allCases)
    func annotatingAndCleaningRestoresTheBytes(name: String, form: Form) throws {
        let source = form.apply(try NoteCorpus.bytes(name + ".md"))
        let note = try NoteReader.read(bytes: source, path: name)
        let original = AnnotatedMarkdown.clean(note)
        let annotated = annotate(note, name)
        let again = try NoteReader.read(bytes: annotated, path: name)
        #expect(AnnotatedMarkdown.clean(again) == original)
        #expect(again.cells.map(\.code) == note.cells.map(\.code))
        #expect(annotate(again, name) == annotated)
        // What stands outside of the results is read as before.
        let before = HTMLPage.articleFragment(presentation(note, name))
        let after = HTMLPage.articleFragment(presentation(again, name))
        #expect(before == after)
    }

    private func annotate(_ note: Note, _ name: String) -> [UInt8] {
        let run = CellRun(
            status: .ok, output: [OutputChunk(stream: .standardOutput, text: "```\n<!-- x -->\n")],
            echo: "1")
        let results = note.cells.map { _ in CellPresentation(run: run, inputHash: "0") }
        return AnnotatedMarkdown.render(
            NotePresentation(note: note, cells: results, facts: Self.facts(note, name)))
    }

    @Test func aLineOfAMegabyteIsKept() throws {
        let line = String(repeating: "a b [[c]] ", count: 100_000)
        let source = Array("> \(line)\n>\n> ```python\n> 1\n> ```\nend".utf8)
        let note = try NoteReader.read(bytes: source, path: "long")
        let again = try NoteReader.read(bytes: annotate(note, "long"), path: "long")
        #expect(AnnotatedMarkdown.clean(again) == source)
    }

    /// Every tag that a fragment opens is closed in it.
    @Test(arguments: NoteCorpus.names)
    func tagsAreBalanced(name: String) throws {
        let note = try NoteReader.read(bytes: try NoteCorpus.bytes(name + ".md"), path: name)
        let html = HTMLPage.articleFragment(presentation(note, name))
        #expect(TagBalance.problem(in: html) == nil)
    }

    private func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}

/// The notes that those of the corpus lead to.
enum CorpusVault {
    /// The notes by their paths.
    static let read: [String: Note] = {
        var read: [String: Note] = [:]
        for (path, text) in notes {
            read[path] = try? NoteReader.read(bytes: Array(text.utf8), path: path)
        }
        return read
    }()

    /// All files of the vault but the note at hand.
    static let files: [VaultCatalog.File] = {
        let media = ["here.png", "document.pdf", "sound.mp3", "film.mp4"].map {
            VaultCatalog.File(path: $0, outputPath: $0)
        }
        return media
            + notes.map { path, _ in
                VaultCatalog.File(
                    path: path, summary: read[path].map(NoteSummary.init),
                    outputPath: String(path.dropLast(3)) + ".html")
            }
    }()

    static let notes: [(path: String, text: String)] = [
        (
            "Known.md",
            """
            ---
            aliases: [Other name, 別名]
            ---
            # Part

            A paragraph with an id. ^known-block

            ## Inner part

            - one ^item
            - two

            # 部分 🎉

            End.[^1]

            [^1]: The note's own footnote.
            """
        ),
        ("Other.md", "Other's text, with [[Known]] in it.\n"),
        ("a/Same.md", "The one in a.\n"), ("b/c/Same.md", "The one in b/c.\n"),
        ("Folder/Near.md", "Near.\n"), ("b/Near.md", "Far.\n"),
        ("Loop.md", "Round: ![[Loop]] ![[Folder/Note]]\n"),
        ("Deep 1.md", "1 ![[Deep 2]]\n"), ("Deep 2.md", "2 ![[Deep 3]]\n"),
        ("Deep 3.md", "3 ![[Deep 4]]\n"), ("Deep 4.md", "4 ![[Deep 5]]\n"),
        ("Deep 5.md", "5 ![[Deep 6]]\n"), ("Deep 6.md", "6\n"),
    ]
}

/// A check that elements nest, for HTML that escapes every other `<`.
enum TagBalance {
    static func problem(in html: [UInt8]) -> String? {
        var open: [String] = []
        var index = 0
        while index < html.count {
            guard html[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            let end = html[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.count
            let inside = String(decoding: html[(index + 1)..<end], as: UTF8.self)
            index = end + 1
            let name = String(inside.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
            if name.isEmpty { return "a stray <" }
            if inside.hasPrefix("/") {
                if open.popLast() != name { return "</\(name)> closes nothing" }
            } else if !["br", "hr", "img", "input", "col", "wbr"].contains(name),
                !inside.hasSuffix("/")
            {
                open.append(name)
            }
        }
        return open.isEmpty ? nil : "<\(open.joined(separator: "><"))> stays open"
    }
}
