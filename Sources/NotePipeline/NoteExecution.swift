import HeapDiagrams
import HeapTrace
import NoteReader
import NoteRenderer
import PythonRuntime

/// A note after its cells were run.
public struct ExecutedNote: Sendable {
    public var presentation: NotePresentation
    /// One for each cell of the note, in its order.
    public var runs: [CellRun]
    /// In the order in which they came up.
    public var findings: [RunFinding]
    /// How many statements of the note about what its cells show were held against what they do show.
    public var statementCount = 0
    public var diagnostics: [NoteDiagnostic] { findings.map(\.diagnostic) }
    /// All pictures, for writing them beside the annotated Markdown.
    public var figures: [Figure] {
        presentation.cells.flatMap { $0?.figures ?? [] }
            + presentation.pictures.compactMap { $0?.figure }
            + (presentation.map.map { [$0] } ?? [])
    }

    /// Whether a cell didn't end as it should: the exit status tells.
    public var hasFailed: Bool {
        runs.contains { [.error, .unsupported, .limit].contains($0.status) }
    }
}

/// Runs one note from its value to what the renderers show.
public enum NoteExecution {
    /// `interpreters` is where those of the note's sessions come from; `folder` is what its cells see of the
    /// host's files.
    public static func run(
        _ note: Note, facts: FileFacts, options: PipelineOptions,
        interpreters: InterpreterSupply = InterpreterSupply(), folder: NoteFolder? = nil
    ) -> ExecutedNote {
        var execution = NoteRun(
            note: note, facts: facts, options: options, interpreters: interpreters,
            folder: folder)
        // One deep stack for all cells; each would take one of its own otherwise.
        if note.cells.isEmpty || options.execution == .none {
            execution.runCells()
        } else {
            DeepStack.run { execution.runCells() }
        }
        return execution.finish()
    }
}

/// What running a cell gave, where a thread that may not come back leaves it.
final class DoneCell {
    var run = CellRun(status: .error)
    var misses: [Expectation.Miss] = []
}

/// The state of running a note.
struct NoteRun {
    let note: Note
    let facts: FileFacts
    let options: PipelineOptions
    let interpreters: InterpreterSupply
    let folder: NoteFolder?
    private var sessions: [String: NoteSession] = [:]
    var runs: [CellRun] = []
    var cellOptions: [CellOptions] = []
    var findings: [RunFinding]
    var statementCount = 0
    private var hasStopped = false
    let filename: String

    init(
        note: Note, facts: FileFacts, options: PipelineOptions, interpreters: InterpreterSupply,
        folder: NoteFolder?
    ) {
        self.interpreters = interpreters
        self.folder = folder
        self.note = note
        self.facts = facts
        self.options = options
        findings = note.diagnostics.map { RunFinding(.note, $0) }
        filename = HostFiles.name(of: note.path)
    }

    mutating func runCells() {
        let lastDrawn = note.cells.indices.last { evaluates(note.cells[$0]) }
        for cell in note.cells {
            let merged = merge(cell)
            cellOptions.append(merged)
            let run = self.run(cell, merged, isLast: cell.index == lastDrawn)
            runs.append(run)
            if [.error, .unsupported, .limit].contains(run.status) {
                report(cell, run)
                if options.onError != .continue { hasStopped = true }
            }
        }
        if options.checksStatements { checkStatements() }
    }

    func merge(_ cell: Cell) -> CellOptions {
        cell.options.over(options.commandLine.over(note.options.over(options.cellDefaults)))
    }

    /// Whether any cell of the note is to be run.
    private var runsNote: Bool {
        switch options.execution {
        case .all: note.isExecutable
        case .optIn: note.isExecutable && note.frontmatter?["heapnote"] != nil
        case .none: false
        }
    }

    func evaluates(_ cell: Cell) -> Bool { runsNote && merge(cell).evaluates != false }

    private mutating func run(_ cell: Cell, _ merged: CellOptions, isLast: Bool) -> CellRun {
        guard evaluates(cell) else { return CellRun(status: .skipped) }
        guard !hasStopped else { return CellRun(status: .notRun) }
        let session: NoteSession
        do {
            session = try self.session(named: merged.session ?? "")
        } catch {
            return failedStart(error)
        }
        session.prepare(cell, options: merged, limits: options.limits)
        let done = DoneCell()
        let copy = self
        let work = { copy.run(cell, merged, isLast: isLast, session, done) }
        if !FaultGuard.run(session.interpreter, work) {
            // As where a notebook's kernel dies: what follows begins anew.
            sessions[merged.session ?? ""] = nil
            return crashed(session, merged)
        }
        if merged.isChecked != false {
            findings += done.misses.map { finding($0, cell) }
        }
        return done.run
    }

    private func run(
        _ cell: Cell, _ merged: CellOptions, isLast: Bool, _ session: NoteSession, _ done: DoneCell
    ) {
        let runner = CellRunner(
            session: session, compiler: CellCompiler(filename: filename), cell: cell,
            options: merged)
        var run = runner.run(
            records: options.drawsHeap && merged.pictures != [.none],
            map: options.drawsMap && isLast || merged.pictures?.contains(.map) == true,
            misses: &done.misses)
        judge(&run, merged)
        run.bytes = bytes(after: cell, merged, run, session)
        done.run = run
    }

    /// What a cell leaves that broke the interpreter.
    private func crashed(_ session: NoteSession, _ merged: CellOptions) -> CellRun {
        var run = CellRun(status: .error)
        switch session.interpreter.crashOutcome(filename: filename) {
        case .limit(let report): fill(&run, .limit, report)
        case .crashed(let report), .raised(let report), .unsupported(let report):
            fill(&run, .error, report)
        case .finished, .exited: break
        }
        run.output = session.collector.takeOutput()
        judge(&run, merged)
        return run
    }

    private func fill(_ run: inout CellRun, _ status: CellRun.Status, _ report: RaisedReport) {
        run.status = status
        run.failure = CellFailure(
            typeName: report.typeName, message: report.message, traceback: report.traceback,
            line: report.line)
    }

    /// The objects that are to be drawn byte by byte as this cell leaves them: those of comments between
    /// it and the next cell that runs, and those of its own `heap: bytes`.
    private func bytes(
        after cell: Cell, _ merged: CellOptions, _ run: CellRun, _ session: NoteSession
    ) -> [ObjectBytes] {
        guard options.drawsHeap else { return [] }
        let next = note.cells.indices.first { $0 > cell.index && evaluates(note.cells[$0]) }
        var wanted: [String] = []
        for request in note.pictureRequests {
            guard case .bytes(let name) = request.kind, request.precedingCellCount > cell.index,
                request.precedingCellCount <= next ?? .max
            else { continue }
            wanted.append(name)
        }
        if merged.pictures?.contains(.bytes) == true {
            wanted += merged.names ?? NoteRun.namesOfNewObjects(run)
        }
        var seen: Set<String> = []
        return wanted.filter { seen.insert($0).inserted }.compactMap {
            session.interpreter.objectBytes($0)
        }
    }

    /// The first few names that hold what the cell made.
    private static func namesOfNewObjects(_ run: CellRun) -> [String] {
        let made = Set(run.events.lazy.filter { $0.kind == .made }.map(\.serial))
        let names = run.snapshot?.frames.first?.names ?? []
        return Array(
            names.lazy.filter { $0.target.map(made.contains) == true }.map(\.name).prefix(3))
    }

    /// What the options make of an exception: expected, allowed, or missing.
    private func judge(_ run: inout CellRun, _ merged: CellOptions) {
        if let expected = merged.raises {
            if run.status == .error, run.failure?.typeName == expected {
                run.status = .ok
            } else if run.status == .ok {
                run.status = .error
                run.failure = CellFailure(
                    typeName: "ExpectationError", message: "the cell was to raise \(expected)",
                    traceback: "ExpectationError: the cell was to raise \(expected)\n", line: nil)
            }
        } else if merged.mayRaise == true, run.status == .error {
            run.status = .ok
        }
    }

    private mutating func session(
        named name: String
    ) throws(InterpreterSession.StartError) -> NoteSession {
        if let session = sessions[name] { return session }
        let session = try NoteSession(
            filename: filename, limits: options.limits, interpreters: interpreters,
            library: options.library, folder: folder)
        sessions[name] = session
        return session
    }

    private func failedStart(_ error: InterpreterSession.StartError) -> CellRun {
        let text =
            switch error {
            case .noAddressSpace: "the host refused the interpreter's address space"
            case .failed(let text): "the interpreter didn't start: \(text)"
            }
        return CellRun(
            status: .limit,
            failure: CellFailure(
                typeName: "LimitError", message: text, traceback: "LimitError: \(text)\n",
                line: nil))
    }

    private mutating func report(_ cell: Cell, _ run: CellRun) {
        guard let failure = run.failure else { return }
        let message = failure.message.isEmpty ? "" : ": \(failure.message)"
        findings.append(
            RunFinding(
                .cell,
                NoteDiagnostic(
                    severity: .error, line: failure.line ?? cell.fenceLines.lowerBound,
                    column: failure.column ?? 1, cause: "\(failure.typeName)\(message)",
                    remedy: remedy(run.status, failure)), cell: cell.index))
    }

    private func remedy(_ status: CellRun.Status, _ failure: CellFailure) -> String? {
        switch status {
        case .unsupported: "mark the cell '#| skip: true', or leave out what isn't supported"
        case .limit where failure.typeName == "DeadlockError":
            "let a thread do what the others wait for, or give the wait a timeout"
        case .limit: "raise the limit with '#| max-instructions: N', or mend the cell"
        default:
            failure.waitsForInput
                ? "the cell waits for input: give it the lines with '#| stdin: \"…\"'" : nil
        }
    }

    private var missingEmbeds: [NoteDiagnostic] {
        note.missingEmbeds { path in
            guard let surroundings = facts.surroundings else { return false }
            return surroundings.catalog.file(for: path, from: surroundings.path) != nil
        }
    }

    func finish() -> ExecutedNote {
        let drawing = NoteDrawing(
            note: note, runs: runs, options: cellOptions, drawsMap: options.drawsMap,
            isQuiet: !runsNote, showsOnlyClean: options.showsOnlyClean)
        let presentation = drawing.presentation(facts: facts, limits: options.limits)
        return ExecutedNote(
            presentation: presentation, runs: runs,
            findings: findings + emptyPictures(presentation)
                + missingEmbeds.map { RunFinding(.embed, $0) },
            statementCount: statementCount)
    }

    /// Pictures that were asked for by a name that led to nothing.
    private func emptyPictures(_ presentation: NotePresentation) -> [RunFinding] {
        guard options.drawsHeap, runsNote else { return [] }
        var found: [RunFinding] = []
        for (request, picture) in zip(note.pictureRequests, presentation.pictures)
        where picture == nil {
            switch request.kind {
            case .map: continue
            case .bytes(let name):
                found.append(RunFinding(.note, Self.nothing("'\(name)'", line: request.line)))
            case .objects(let names) where !names.isEmpty:
                let list = names.map { "'\($0)'" }.joined(separator: ", ")
                found.append(RunFinding(.note, Self.nothing(list, line: request.line)))
            case .objects: continue
            }
        }
        for cell in note.cells where cellOptions[cell.index].pictures?.contains(.bytes) == true {
            let drawn = Set(runs[cell.index].bytes.map(\.expression))
            let missing = (cellOptions[cell.index].names ?? []).filter { !drawn.contains($0) }
            guard runs[cell.index].snapshot != nil else { continue }
            for name in missing {
                found.append(
                    RunFinding(
                        .note, Self.nothing("'\(name)'", line: cell.fenceLines.lowerBound),
                        cell: cell.index))
            }
        }
        return found
    }

    private static func nothing(_ names: String, line: Int) -> NoteDiagnostic {
        NoteDiagnostic(
            severity: .warning, line: line, column: 1,
            cause: "there is nothing to draw: \(names) leads to no object here",
            remedy: "correct the name, or ask for it after the cell that makes the object")
    }
}
