import ArgumentParser
import Vault

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", _superCommandName: "heapnote",
        abstract: "Show the cells of a note with their options, byte ranges and lines.")

    @Argument(help: "The note.")
    var note: String

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
        var diagnostics = Console.diagnostics()
        let found = NoteFiles.find([note], &diagnostics)
        for file in found {
            guard let note = Batch.read(file, &diagnostics) else { continue }
            for diagnostic in note.diagnostics { diagnostics.report(diagnostic, path: file.path) }
            let inspection = NoteInspection(note)
            Console.write(
                Array((json ? inspection.json : inspection.text).utf8), &diagnostics)
        }
        try Console.finish(diagnostics)
    }
}
