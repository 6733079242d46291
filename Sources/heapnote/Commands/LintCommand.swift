import ArgumentParser
import NotePipeline
import NoteReader
import Vault

struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", _superCommandName: "heapnote",
        abstract: "Find what is wrong with notes without running them.",
        discussion: """
            Reports cells that can't be compiled and what Python warns of in them, unknown options, \
            and links and embeds that lead nowhere. The exit status is 1 when there is an error, 0 when there \
            are only warnings or nothing.
            """)

    @Argument(help: "Notes, or folders of notes.")
    var paths: [String]

    @Option(
        help:
            "How cells are compiled: each statement for itself (notebook), or as one unit (script)."
    )
    var mode: CellOptions.Mode = .notebook

    @Option(help: "The form of the report; in a workflow of GitHub it is 'github' if not said.")
    var outputFormat: OutputFormat?

    func run() throws {
        var diagnostics = Console.diagnostics()
        let found = NoteFiles.find(paths)
        for error in found.errors { diagnostics.report(error) }
        var defaults = CellOptions()
        defaults.mode = mode
        var linter = Linter(defaults: defaults)
        for file in found.files { linter.lint(file, &diagnostics) }
        let format = outputFormat ?? OutputFormat.preferred
        Console.write(Array(linter.report.written(as: format).utf8), &diagnostics)
        if format == .github { ReportPrinter.addSummary(linter.report, &diagnostics) }
        diagnostics.say(linter.report.summary)
        try Console.finish(diagnostics)
    }
}

extension OutputFormat: ExpressibleByArgument {}
