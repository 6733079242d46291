import ArgumentParser
import NotePipeline
import NoteRenderer
import Vault

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", _superCommandName: "heapnote",
        abstract: "Execute notes; write annotated Markdown, HTML pages and pictures into a folder.")

    @Argument(help: "Notes, or folders of notes.")
    var paths: [String]

    @Option(name: [.short, .customLong("output")], help: "The folder to write into.")
    var output: String?

    @Option(help: ArgumentHelp("What to write: md, html, or both.", valueName: "md,html"))
    var format: FormatList = FormatList()

    @Option(
        help: ArgumentHelp(
            "Have pages share their style and script in this folder below the output, instead of each holding its own.",
            valueName: "dir"))
    var assets: String?

    @Flag(
        name: .customLong("strict-commonmark"),
        help: ArgumentHelp(
            "Print one note, or - for standard input, as CommonMark alone makes it.",
            visibility: .hidden))
    var strictCommonMark = false

    @Option(help: "The form of the report; in a workflow of GitHub it is 'github' if not said.")
    var outputFormat: OutputFormat?

    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if let assets, assets.isEmpty || assets.hasPrefix("/") || assets.contains("..") {
            throw ValidationError("--assets takes a folder below the output, such as 'assets'")
        }
        if strictCommonMark, paths.count != 1 {
            throw ValidationError("--strict-commonmark takes one note, or -")
        }
        if !strictCommonMark, output == nil {
            throw ValidationError("name the folder to write into with -o")
        }
    }

    func run() throws {
        var diagnostics = Console.diagnostics()
        if strictCommonMark {
            StrictRendering.print(paths[0], &diagnostics)
        } else if let output {
            try render(into: output, &diagnostics)
        }
        try Console.finish(diagnostics)
    }

    private func render(into output: String, _ diagnostics: inout Diagnostics) throws {
        let found = NoteFiles.find(paths, &diagnostics)
        var batch = Batch(
            choices: try execution.choices(&diagnostics), formats: format.formats,
            interpreters: Heapnote.interpreters)
        batch.open(
            found, readsVault: format.formats.contains(.html), assetsFolder: assets,
            &diagnostics)
        guard Console.canWrite(into: output, &diagnostics), batch.isUsable else { return }
        // Where nothing that was named is there, nothing was done.
        if batch.files.isEmpty, diagnostics.status == .unusable { return }
        var copied: Set<String> = []
        for file in batch.files {
            var isLast = false
            guard let executed = batch.execute(file, &diagnostics, isLast: &isLast) else {
                continue
            }
            let vault = batch.vault(of: file)
            let result = NoteOutput(
                executed, file: file, formats: format.formats,
                design: vault?.settings.design ?? PageDesign())
            write(result.files, &diagnostics)
            if let vault, let around = executed.presentation.facts.surroundings {
                for attachment in vault.attachments(
                    of: around, note: executed.presentation.note)
                where copied.insert(attachment.outputPath).inserted {
                    copy(attachment, &diagnostics)
                }
            }
            if isLast { break }
        }
        if format.formats.contains(.html) {
            for vault in batch.openVaults { write(VaultOutput.files(of: vault), &diagnostics) }
        }
        ReportPrinter.print(batch.report, as: outputFormat, &diagnostics)
        diagnostics.say(batch.tally.text)
        Console.keep(batch)
    }

    /// Writes files; after the first that can't be written the others are left.
    private func write(_ files: [NoteOutput.File], _ diagnostics: inout Diagnostics) {
        guard let output else { return }
        do throws(HostFileError) {
            for file in files {
                try HostFiles.write(file.bytes, to: HostFiles.join(output, file.relativePath))
            }
        } catch { diagnostics.report(error) }
    }

    private func copy(_ attachment: OpenVault.Attachment, _ diagnostics: inout Diagnostics) {
        guard let output else { return }
        do throws(HostFileError) {
            try HostFiles.write(
                try HostFiles.read(attachment.place),
                to: HostFiles.join(output, attachment.outputPath))
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

    static var allValueStrings: [String] { ["md", "html", "md,html"] }
}
