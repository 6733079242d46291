import ArgumentParser
import NotePipeline
import NoteRenderer
import Vault

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "heapnote",
        abstract: "Execute notes and compare with the results stored in them, or in a folder.")

    @Argument(help: "Notes, or folders of notes.")
    var paths: [String]

    @Option(
        name: [.short, .customLong("output")],
        help: "Compare with the files that 'render' wrote into this folder.")
    var output: String?

    @Option(help: ArgumentHelp("What to compare in the folder.", valueName: "md,html"))
    var format: FormatList = FormatList()

    @Flag(help: "Show what differs as a unified diff.")
    var diff = false

    @Option(help: "The form of the report; in a workflow of GitHub it is 'github' if not said.")
    var outputFormat: OutputFormat?

    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        var diagnostics = Console.diagnostics()
        let found = NoteFiles.find(paths, &diagnostics)
        var choices = try execution.choices(&diagnostics)
        choices.checksStatements = true
        var batch = Batch(
            choices: choices, formats: format.formats,
            isCheck: true, interpreters: Heapnote.interpreters)
        batch.open(
            found, readsVault: output != nil && format.formats.contains(.html), &diagnostics)
        if let output, !Console.canWrite(into: output, &diagnostics) {
            return try Console.finish(diagnostics)
        }
        var checker = Checker(output: output, formats: format.formats, showsDiff: diff)
        for file in batch.files {
            var isLast = false
            guard let executed = batch.execute(file, &diagnostics, isLast: &isLast) else {
                continue
            }
            checker.check(
                executed, file,
                design: batch.vault(of: file)?.settings.design ?? PageDesign(), &batch.report,
                &diagnostics)
            if isLast { break }
        }
        Console.write(Array(checker.diffText.utf8), &diagnostics)
        ReportPrinter.print(batch.report, as: outputFormat, &diagnostics)
        diagnostics.say("\(batch.tally.text); \(checker.summary)")
        try Console.finish(diagnostics)
    }
}
