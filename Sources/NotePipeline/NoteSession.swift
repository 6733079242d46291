import HeapTrace
import NoteReader
import PythonLibrary
import PythonRuntime

/// An interpreter that the cells of a note share, with what they write.
final class NoteSession {
    let interpreter: InterpreterSession
    let collector: OutputCollector
    private let input: InputSource
    private let sources: SourceLines
    /// Made when a cell first wants its memory drawn.
    private(set) var recorder: HeapRecorder?

    /// The session of a note's cells, or of one `session: NAME`, in an interpreter of the supply.
    init(
        filename: String, limits: RunLimits, interpreters: InterpreterSupply,
        library: LibraryLocation? = nil, folder noteFolder: NoteFolder? = nil
    ) throws(InterpreterSession.StartError) {
        let collector = OutputCollector(limit: limits.output)
        let input = InputSource()
        let sources = SourceLines(filename: filename)
        self.collector = collector
        self.input = input
        self.sources = sources
        let folder = library?.hostLibrary
        var host = Host(
            write: { stream, bytes in
                collector.write(stream == 2 ? .standardError : .standardOutput, bytes)
            },
            echo: { collector.echo = $0 },
            readLine: { input.readLine() },
            sourceLine: { filename, line in sources.line(line, of: filename) },
            compile: { CellCompiler.reply(to: $0) },
            symbols: { CellCompiler.symbols(for: $0) },
            operatorAnchors: { ErrorAnchors.find(in: $0) },
            library: folder)
        if let noteFolder { host.mounts = [noteFolder.mount] }
        host.runProgram = { ChildProgram.run($0, library: folder) }
        interpreter = InterpreterSession(
            try interpreters.take(), host: host, modules: NativeLibrary.modules)
        interpreter.setMemoryLimit(limits.memory)
    }

    /// Starts watching the heap for a cell, line by line if `steps` says up to how many.
    func beginRecording(filename: String, steps: Int?) {
        let recorder = self.recorder ?? HeapRecorder(interpreter)
        self.recorder = recorder
        recorder.beginCell(filename: filename, steps: steps)
    }

    /// Puts what was seen into the cell's result.
    func endRecording(into run: inout CellRun, map: Bool) {
        guard let recording = recorder?.endCell(includingMap: map) else { return }
        run.events = recording.events
        run.temporaryObjectCount = recording.temporaryObjectCount
        run.snapshot = recording.snapshot
        run.map = recording.map
        run.steps = recording.steps
    }

    /// In debug builds, and so in tests, every cell is followed by a check of the whole heap: pools, free
    /// lists, the collector's lists and the refcounts that its objects explain.
    func checkHeap() {
        #if DEBUG
            let faults = interpreter.interpreter.checkHeap()
            // Debug builds that are optimised leave assertions out.
            if !faults.isEmpty {
                preconditionFailure("the heap is damaged: \(faults.prefix(3))")
            }
        #endif
    }

    /// Makes the cell's lines known to tracebacks, and its text known to `input()`.
    func prepare(_ cell: Cell, options: CellOptions, limits: RunLimits) {
        sources.add(cell)
        input.text = options.standardInput.map { Array($0.utf8) }
        collector.begin(limit: limits.output)
        let instructions = options.maxInstructions ?? limits.instructions
        interpreter.setInstructionLimit(instructions)
        interpreter.timeLimit = RunLimits.seconds(for: instructions)
    }
}

/// What `input()` reads: the cell's `stdin:`.
final class InputSource {
    var text: [UInt8]?

    func readLine() -> [UInt8]? {
        guard let text, !text.isEmpty else { return nil }
        let end = text.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
        self.text = Array(text[end...])
        return Array(text[..<end])
    }
}

/// The lines of the note that are code, by their number in the note.
final class SourceLines {
    private let filename: String
    private var lines: [Int: String] = [:]

    init(filename: String) { self.filename = filename }

    func add(_ cell: Cell) {
        let text = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in cell.lines.enumerated() where index < text.count {
            lines[line.noteLine] = String(text[index])
        }
    }

    func line(_ number: Int, of name: String) -> String? {
        name == filename ? lines[number] : nil
    }
}
