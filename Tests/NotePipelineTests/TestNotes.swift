import NotePipeline
import NoteReader
import NoteRenderer

/// Runs notes for tests.
enum TestNotes {
    static func execute(
        _ text: String, options: PipelineOptions = PipelineOptions()
    ) throws -> ExecutedNote {
        let note = try NoteReader.read(bytes: Array(text.utf8), path: "test.md")
        return NoteExecution.run(note, facts: FileFacts(name: "test"), options: options)
    }

    /// A file of the project, by its path from the top.
    static func executeFile(_ path: String) throws -> ExecutedNote {
        let file = top + path
        let note = try NoteReader.read(bytes: try HostFiles.read(file), path: file)
        return NoteExecution.run(
            note, facts: FileFacts(name: "note"), options: PipelineOptions())
    }

    /// The top of the project, with a slash at its end.
    static var top: String {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/"
    }
}
