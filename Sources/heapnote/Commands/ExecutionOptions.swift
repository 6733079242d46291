import ArgumentParser
import NotePipeline
import NoteReader
import Vault

/// The options of every command that runs cells.
struct ExecutionOptions: ParsableArguments {
    @Option(
        help: "After a cell that fails: continue with the next, stop the note, or abort the batch.")
    var onError: PipelineOptions.ErrorPolicy = .continue

    @Option(
        help:
            "How cells are compiled: each statement for itself (notebook), or as one unit (script)."
    )
    var mode: CellOptions.Mode = .notebook

    @Option(help: "Instructions a cell may run, as the interpreter counts them.")
    var maxInstructions: Int = RunLimits().instructions

    @Option(help: "Bytes of live objects a note's program may hold.")
    var maxMemory: Int = RunLimits().memory

    @Option(help: "Bytes of output a cell keeps.")
    var maxOutput: Int = RunLimits().output

    @Flag(inversion: .prefixedNo, help: "Draw what cells do to memory.")
    var heap = true

    @Flag(inversion: .prefixedNo, help: "Draw the map of the memory under the last cell.")
    var map = true

    @Option(
        help: ArgumentHelp(
            "The standard library of Python 3.11 to import from.",
            discussion: "Else HEAPNOTE_STDLIB's, else an installed one's.", valueName: "dir"))
    var stdlib: String?

    func validate() throws {
        for (name, value) in [
            ("--max-instructions", maxInstructions), ("--max-memory", maxMemory),
            ("--max-output", maxOutput),
        ] where value <= 0 {
            throw ValidationError("\(name) must be greater than 0; leave it out for the default")
        }
    }

    func pipeline(_ diagnostics: inout Diagnostics) throws -> PipelineOptions {
        var options = PipelineOptions()
        options.library = try LibraryOption.find(named: stdlib, &diagnostics)
        options.onError = onError
        options.cellDefaults.mode = mode
        options.limits.instructions = maxInstructions
        options.limits.memory = maxMemory
        options.limits.output = maxOutput
        options.drawsHeap = heap
        options.drawsMap = map && heap
        return options
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
