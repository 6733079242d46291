import ArgumentParser
import NotePipeline
import Vault

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", _superCommandName: "heapnote",
        abstract: "Execute notes; write annotated Markdown, HTML pages and pictures into a folder.")

    @Argument(help: "Notes, or folders of notes.")
    var paths: [String]

    @Option(name: [.short, .customLong("output")], help: "The folder to write into.")
    var output: String

    @Option(help: ArgumentHelp("What to write: md, html, or both.", valueName: "md,html"))
    var format: FormatList = FormatList()

    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        var diagnostics = Console.diagnostics()
        let found = NoteFiles.find(paths)
        for error in found.errors { diagnostics.report(error) }
        var batch = Batch(
            options: try execution.pipeline(&diagnostics), formats: format.formats,
            interpreters: Heapnote.interpreters)
        for file in found.files {
            var isLast = false
            guard let executed = batch.execute(file, &diagnostics, isLast: &isLast) else {
                continue
            }
            let result = NoteOutput(executed, file: file, formats: format.formats)
            write(result, &diagnostics)
            if isLast { break }
        }
        diagnostics.say(batch.tally.text)
        try Console.finish(diagnostics)
    }

    /// Writes a note's files; after the first that can't be written the others are left.
    private func write(_ result: NoteOutput, _ diagnostics: inout Diagnostics) {
        do throws(HostFileError) {
            for file in result.files {
                try HostFiles.write(file.bytes, to: HostFiles.join(output, file.relativePath))
            }
        } catch { diagnostics.report(error) }
    }
}

/// `--format md,html`.
struct FormatList: ExpressibleByArgument {
    var formats: [NoteOutput.Format] = NoteOutput.Format.allCases

    init() {}

    init?(argument: String) {
        let parts = argument.split(separator: ",").map(String.init)
        let formats = parts.compactMap(NoteOutput.Format.init)
        guard !formats.isEmpty, formats.count == parts.count else { return nil }
        self.formats = formats
    }

    var defaultValueDescription: String { "md,html" }
}
