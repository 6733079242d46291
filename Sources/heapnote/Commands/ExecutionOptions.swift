import ArgumentParser
import NotePipeline
import NoteReader
import Vault

/// The options of every command that runs cells.
struct ExecutionOptions: ParsableArguments {
    @Option(
        help:
            "Which notes' cells are run: all, opt-in (those with heapnote: in their properties), none."
    )
    var execute: PipelineOptions.Execution?

    @Option(
        help:
            "After a cell that fails: continue with the next, stop the note, or abort the batch (default: continue)."
    )
    var onError: PipelineOptions.ErrorPolicy?

    @Option(
        help:
            "Write results just for the cells that ran: clean leaves those that failed as they stand in the note."
    )
    var only: ExecutionChoices.Results?

    @Flag(help: "Take unknown options and what else is warned of in a note's settings for errors.")
    var strict = false

    @Option(
        help:
            "How cells are compiled: each statement for itself (notebook, the default), or as one unit (script)."
    )
    var mode: CellOptions.Mode?

    @Option(
        help:
            "Instructions a cell may run, as the interpreter counts them (default: \(RunLimits().instructions))."
    )
    var maxInstructions: Int?

    @Option(
        help: "Bytes of live objects a note's program may hold (default: \(RunLimits().memory)).")
    var maxMemory: Int?

    @Option(help: "Bytes of output a cell keeps (default: \(RunLimits().output)).")
    var maxOutput: Int?

    @Flag(inversion: .prefixedNo, help: "Draw what cells do to memory (default: --heap).")
    var heap: Bool?

    @Flag(
        inversion: .prefixedNo,
        help: "Draw the map of the memory under the last cell (default: --map).")
    var map: Bool?

    @Option(
        help: ArgumentHelp(
            "The standard library of Python 3.11 to import from.",
            discussion: "Else HEAPNOTE_STDLIB's, else an installed one's.", valueName: "dir"))
    var stdlib: String?

    func validate() throws {
        for (name, value) in [
            ("--max-instructions", maxInstructions), ("--max-memory", maxMemory),
            ("--max-output", maxOutput),
        ] where value.map({ $0 <= 0 }) == true {
            throw ValidationError("\(name) must be greater than 0; leave it out for the default")
        }
    }

    func choices(_ diagnostics: inout Diagnostics) throws -> ExecutionChoices {
        var choices = ExecutionChoices()
        choices.library = try LibraryOption.find(named: stdlib, &diagnostics)
        choices.execution = execute
        choices.onError = onError
        choices.mode = mode
        choices.maxInstructions = maxInstructions
        choices.maxMemory = maxMemory
        choices.maxOutput = maxOutput
        choices.only = only
        choices.isStrict = strict
        choices.drawsHeap = heap
        choices.drawsMap = map
        return choices
    }
}

/// Finding the standard library, with its failure as the commands report it.
enum LibraryOption {
    static func find(
        named: String?, _ diagnostics: inout Diagnostics
    ) throws -> LibraryLocation? {
        do throws(HostFileError) { return try LibraryLocation.find(named: named) } catch {
            diagnostics.report(error)
            throw ExitCode(2)
        }
    }
}

extension PipelineOptions.ErrorPolicy: ExpressibleByArgument {}
extension CellOptions.Mode: ExpressibleByArgument {}
extension NoteOutput.Format: ExpressibleByArgument {}
extension ExecutionChoices.Results: ExpressibleByArgument {}
extension PipelineOptions.Execution: ExpressibleByArgument {}
