import ArgumentParser
import NotePipeline
import NoteReader
import NoteRenderer
import Vault

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", _superCommandName: "heapnote",
        abstract: "Execute one note and print it with its results, or put them into the note.")

    @Argument(help: "The note.")
    var note: String

    @Flag(help: "Write the results into the note itself.")
    var inPlace = false

    @Flag(help: "Take results out of the note instead of running it.")
    var clean = false

    @Flag(help: "Replace results that were changed by hand.")
    var force = false

    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        var diagnostics = Console.diagnostics()
        if HostFiles.kind(of: note) == .folder {
            diagnostics.report(
                HostFileError(
                    path: note, cause: "it is a folder",
                    remedy: "give one note, or use 'heapnote render'"))
        } else if let file = NoteFiles.find([note], &diagnostics).first,
            let result = try result(file, &diagnostics)
        {
            emit(result, file, &diagnostics)
        }
        try Console.finish(diagnostics)
    }

    /// The note's new bytes.
    private func result(_ file: NoteFile, _ diagnostics: inout Diagnostics) throws -> [UInt8]? {
        guard mayReplace(file, &diagnostics) else { return nil }
        if clean {
            guard let note = Batch.read(file, &diagnostics) else { return nil }
            return AnnotatedMarkdown.clean(note)
        }
        var batch = Batch(
            choices: try execution.choices(&diagnostics), formats: [.md],
            interpreters: Heapnote.interpreters)
        batch.open([file], readsVault: false, &diagnostics)
        var isLast = false
        guard let executed = batch.execute(file, &diagnostics, isLast: &isLast) else { return nil }
        let bytes = AnnotatedMarkdown.render(executed.presentation)
        guard inPlace else { return bytes }
        // Results move the lines that they tell of. They are as many lines with other numbers in them, so
        // the second time they tell of lines that stay.
        let settled = batch.runAgain(executed, file, as: bytes) ?? executed
        writePictures(settled, &diagnostics)
        return AnnotatedMarkdown.render(settled.presentation)
    }

    /// Refuses to drop what someone wrote into a block of results.
    private func mayReplace(_ file: NoteFile, _ diagnostics: inout Diagnostics) -> Bool {
        guard inPlace, !force, let note = Batch.read(file, &diagnostics) else { return true }
        let edited = AnnotatedMarkdown.handEditedBlocks(note)
        for block in edited {
            diagnostics.report(
                NoteDiagnostic(
                    severity: .error, line: block.lines.lowerBound,
                    cause: "the results of '\(block.label)' were changed by hand",
                    remedy: "move the changes out of the block, or pass --force to lose them"),
                path: file.path)
        }
        return edited.isEmpty
    }

    private func writePictures(_ executed: ExecutedNote, _ diagnostics: inout Diagnostics) {
        let folder = HostFiles.folder(of: note)
        for figure in executed.figures {
            do throws(HostFileError) {
                try HostFiles.write(
                    Array(figure.svg.utf8), to: HostFiles.join(folder, figure.path))
            } catch { diagnostics.report(error) }
        }
    }

    private func emit(_ bytes: [UInt8], _ file: NoteFile, _ diagnostics: inout Diagnostics) {
        guard inPlace else { return Console.write(bytes, &diagnostics) }
        do throws(HostFileError) {
            try HostFiles.write(bytes, to: file.path)
        } catch { diagnostics.report(error) }
    }
}
