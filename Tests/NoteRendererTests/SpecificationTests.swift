import NoteReader
import Testing

@testable import NoteRenderer

/// The specifications' own examples, which plain CommonMark and GitHub's extensions have to give byte for
/// byte.
@Suite struct SpecificationTests {
    struct Example: CustomTestStringConvertible {
        var number: Int
        var markdown: String
        var html: String

        var testDescription: String { "example \(number)" }
    }

    /// Reads the form in which CommonMark's specification writes its examples.
    private static func examples(_ name: String) -> [Example] {
        guard let bytes = try? NoteCorpus.bytes("../specifications/\(name)") else { return [] }
        let fence = String(repeating: "`", count: 32)
        var examples: [Example] = []
        var parts: [String]?
        for line in String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            let text = line.replacing("→", with: "\t")
            if line.hasPrefix(fence + " example") {
                examples.append(
                    Example(number: Int(line.dropFirst(41)) ?? 0, markdown: "", html: ""))
                parts = [""]
            } else if line == fence {
                examples[examples.count - 1].markdown = parts?.first ?? ""
                examples[examples.count - 1].html = parts?.last ?? ""
                parts = nil
            } else if parts?.count == 1, line == "." {
                parts?.append("")
            } else if let count = parts?.count {
                parts?[count - 1] += text + "\n"
            }
        }
        return examples
    }

    private static let commonMark = examples("commonmark-0.30.txt")
    private static let gitHub = examples("github.txt")

    @Test func theExamplesAreThere() {
        #expect(Self.commonMark.count == 652)
        #expect(Self.gitHub.count == 23)
    }

    private func html(_ example: Example, _ dialect: NoteReader.Dialect) throws -> String {
        let note = try NoteReader.read(
            bytes: Array(example.markdown.utf8), path: "example.md", dialect: dialect)
        return String(decoding: HTMLPage.strictFragment(note), as: UTF8.self)
    }

    @Test(arguments: commonMark)
    func commonMarkIsRenderedAsSpecified(example: Example) throws {
        #expect(try html(example, .commonMark) == example.html)
    }

    @Test(arguments: gitHub)
    func extensionsOfGitHubAreRenderedAsSpecified(example: Example) throws {
        #expect(try html(example, .gitHub) == example.html)
    }

    /// The specification's Markdown is also read as a note, whatever becomes of it: nothing traps, tags
    /// nest, and what is annotated and cleaned has its bytes again.
    @Test(arguments: commonMark + gitHub)
    func examplesAreReadAsNotes(example: Example) throws {
        let source = Array(example.markdown.utf8)
        let note = try NoteReader.read(bytes: source, path: "example.md")
        let html = HTMLPage.articleFragment(
            NotePresentation(note: note, facts: FileFacts(name: "n")))
        #expect(TagBalance.problem(in: html) == nil)
        #expect(AnnotatedMarkdown.clean(note) == source)
    }
}
