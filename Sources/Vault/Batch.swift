import HeapTrace
import NotePipeline
import NoteReader
import NoteRenderer

/// Runs notes one after the other for `render` and `check`: reading, executing, reporting.
public struct Batch {
    public var options: PipelineOptions
    public var formats: [NoteOutput.Format]
    public private(set) var tally = Tally()
    private let interpreters: InterpreterSupply

    /// How many cells ended how.
    public struct Tally: Sendable {
        public var notes = 0
        public var cells: [CellRun.Status: Int] = [:]

        /// `1 note, 17 cells: 16 ok, 1 error`.
        public var text: String {
            let total = cells.values.reduce(0, +)
            let order: [CellRun.Status] = [
                .ok, .stale, .error, .unsupported, .limit, .skipped, .notRun,
            ]
            let parts = order.compactMap { status in
                cells[status].map { "\($0) \(status.rawValue)" }
            }
            let head = "\(Self.count(notes, "note")), \(Self.count(total, "cell"))"
            return parts.isEmpty ? head : "\(head): \(parts.joined(separator: ", "))"
        }

        private static func count(_ number: Int, _ noun: String) -> String {
            "\(number) \(noun)\(number == 1 ? "" : "s")"
        }
    }

    /// `interpreters` may have one on its way already.
    public init(
        options: PipelineOptions, formats: [NoteOutput.Format],
        interpreters: InterpreterSupply = InterpreterSupply()
    ) {
        self.interpreters = interpreters
        self.options = options
        self.formats = formats
    }

    /// Reads and executes a note; nil, and reported, if it can't be read. `isLast` says that the
    /// batch ends with it, under `--on-error=abort`.
    public mutating func execute(
        _ file: NoteFile, _ diagnostics: inout Diagnostics, isLast: inout Bool
    ) -> ExecutedNote? {
        interpreters.prepare()
        guard let note = Self.read(file, &diagnostics) else { return nil }
        let facts = NoteFacts.facts(for: file, note: note, now: options.now)
        let executed = NoteExecution.run(
            note, facts: facts, options: options, interpreters: interpreters)
        report(executed, file, &diagnostics)
        isLast = options.onError == .abort && executed.hasFailed
        return executed
    }

    /// Reads a note; nil, and reported, if it can't be read.
    public static func read(_ file: NoteFile, _ diagnostics: inout Diagnostics) -> Note? {
        let bytes: [UInt8]
        do throws(HostFileError) {
            bytes = try HostFiles.read(file.path)
        } catch {
            diagnostics.report(error)
            return nil
        }
        do throws(NoteReadingFailure) {
            return try NoteReader.read(bytes: bytes, path: file.path)
        } catch {
            diagnostics.report(error, path: file.path)
            return nil
        }
    }

    private mutating func report(
        _ executed: ExecutedNote, _ file: NoteFile, _ diagnostics: inout Diagnostics
    ) {
        for diagnostic in executed.diagnostics {
            diagnostics.report(diagnostic, path: file.path)
        }
        tally.notes += 1
        for run in executed.runs { tally.cells[run.status, default: 0] += 1 }
        if executed.hasFailed { diagnostics.raise(to: .failed) }
    }
}
