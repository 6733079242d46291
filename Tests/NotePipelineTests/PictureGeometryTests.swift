import Glibc
import NotePipeline
import NoteReader
import Testing

/// No card over another, no arrow through a card or a label: in the pictures of all sample notes and of all
/// programs of the corpus.
@Suite struct PictureGeometryTests {
    @Test(
        arguments: Self.files(in: "Notes", suffix: ".md")
            + Self.files(in: "Notes/Python memory", suffix: ".md"))
    func sampleNotesHaveSoundPictures(_ path: String) throws {
        let report = PictureCheck.check(try TestNotes.executeFile(path).runs)
        #expect(report.pictureCount > 2)
        #expect(report.faults.prefix(3) == [])
    }

    @Test(arguments: Self.files(in: "Tests/Corpus/programs", suffix: ".py"))
    func programsHaveSoundPictures(_ path: String) throws {
        let text = String(decoding: try HostFiles.read(TestNotes.top + path), as: UTF8.self)
        if text.contains("```") { return }
        var options = PipelineOptions()
        options.limits.instructions = 2_000_000
        let executed = try TestNotes.execute("```python\n\(text)\n```\n", options: options)
        let report = PictureCheck.check(executed.runs)
        #expect(report.faults.prefix(3) == [])
        #expect(report.largestByteCount < 200_000)
    }

    @Test func thereIsACorpus() {
        #expect(Self.files(in: "Tests/Corpus/programs", suffix: ".py").count > 80)
        #expect(Self.files(in: "Notes/Python memory", suffix: ".md").count >= 15)
    }

    private static func files(in folder: String, suffix: String) -> [String] {
        guard let directory = opendir(TestNotes.top + folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(suffix) { names.append(folder + "/" + name) }
        }
        return names.sorted()
    }
}
