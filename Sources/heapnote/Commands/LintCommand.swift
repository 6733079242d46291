import ArgumentParser
import NotePipeline
import NoteReader
import Vault

struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", _superCommandName: "heapnote",
        abstract: "Find what is wrong with notes, by default without running them.",
        discussion: """
            Reports cells that can't be compiled and what Python warns of in them, modules that can't be \
            imported, unknown options, and links and embeds that lead nowhere; with --run also what \
            notes say wrongly of what their cells show, in sessions, in output fences after cells and in \
            comments such as '# => 3'. The exit status is 1 when there is an error, 0 when there \
            are only warnings or nothing.
            """)

    @Argument(help: "Notes, or folders of notes.")
    var paths: [String]

    @Option(
        help:
            "How cells are compiled: each statement for itself (notebook), or as one unit (script)."
    )
    var mode: CellOptions.Mode?

    @Flag(
        name: .customLong("run"),
        help: "Run the cells, and compare with what the notes say that they show.")
    var runsCells = false

    @Flag(
        help:
            "Mend the notes: wrong quotes, spaces and invisible characters in code, and what is said wrongly of what cells show."
    )
    var fix = false

    @Flag(help: "Take unknown options and what else is warned of in a note's settings for errors.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "The standard library of Python 3.11 to import from.",
            discussion: "Else HEAPNOTE_STDLIB's, else an installed one's.", valueName: "dir"))
    var stdlib: String?

    @Option(help: "The form of the report; in a workflow of GitHub it is 'github' if not said.")
    var outputFormat: OutputFormat?

    func run() throws {
        var diagnostics = Console.diagnostics()
        let found = NoteFiles.find(paths, &diagnostics)
        var choices = Linter.Choices()
        choices.defaults.mode = mode
        choices.runsCells = runsCells
        choices.fixes = fix
        choices.isStrict = strict
        choices.library = try LibraryOption.find(named: stdlib, &diagnostics)
        var linter = Linter(
            choices,
            probe: ImportProbe(library: choices.library, interpreters: Heapnote.interpreters),
            interpreters: Heapnote.interpreters)
        for file in found { linter.lint(file, &diagnostics) }
        let format = outputFormat ?? OutputFormat.preferred
        Console.write(Array(linter.report.written(as: format).utf8), &diagnostics)
        if format == .github { ReportPrinter.addSummary(linter.report, &diagnostics) }
        let mended = linter.mendedCount
        diagnostics.say(
            linter.report.summary
                + (mended == 0 ? "" : "; \(mended) place\(mended == 1 ? "" : "s") mended"))
        try Console.finish(diagnostics)
    }
}

extension OutputFormat: ExpressibleByArgument {}
