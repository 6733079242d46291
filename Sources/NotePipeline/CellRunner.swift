import HeapTrace
import NoteReader
import PythonBytecode
import PythonRuntime

/// Runs one cell in its session and says what came of it.
struct CellRunner {
    let session: NoteSession
    let compiler: CellCompiler
    let cell: Cell
    let options: CellOptions

    enum Stop: Error {
        case syntax(CompileFailure)
        case outcome(RunOutcome)
    }

    /// Steps of a cell that are kept; more would make the page too large.
    private static let mostSteps = 500

    /// Runs the cell; with `records` the memory is copied afterwards.
    /// The statements of a session that didn't show what the note says go to `misses`.
    func run(records: Bool, map: Bool, misses: inout [Expectation.Miss]) -> CellRun {
        if records {
            let goesByLine = options.pictures?.contains(.steps) == true
            session.beginRecording(
                filename: compiler.filename, steps: goesByLine ? CellRunner.mostSteps : nil)
        }
        var run = CellRun(status: .ok)
        do throws(Stop) {
            try execute(&misses)
        } catch {
            switch error {
            case .syntax(let failure): describe(failure, in: &run)
            case .outcome(let outcome): describe(outcome, in: &run)
            }
        }
        run.output = session.collector.takeOutput()
        run.droppedOutputByteCount = session.collector.droppedByteCount
        run.echo = run.failure == nil ? session.collector.echo : nil
        run.instructionCount = session.interpreter.instructionsUsed
        if records { session.endRecording(into: &run, map: map) }
        session.checkHeap()
        return run
    }

    private func execute(_ misses: inout [Expectation.Miss]) throws(Stop) {
        switch cell.form {
        case .session: try runSession(&misses)
        case .program:
            if options.mode == .script { try runScript() } else { try runStatements() }
        }
    }

    var firstLine: Int { cell.lines.first?.noteLine ?? cell.fenceLines.lowerBound + 1 }

    /// Notebook semantics: every statement is a unit of its own; the last one's value is shown. The
    /// constants of all statements are made before the first runs, as when CPython parses a cell.
    private func runStatements() throws(Stop) {
        var parsed = try parse(cell.code, firstLine)
        let count = parsed.statementCount
        let units = (0..<count).map { index in
            load(
                &parsed, index..<index + 1, echoes: parsed.endsInExpression && index == count - 1,
                .literals)
        }
        for unit in units { try run(unit) }
    }

    /// Script semantics: the cell is one unit, but a last expression is still shown.
    private func runScript() throws(Stop) {
        var parsed = try parse(cell.code, firstLine)
        let count = parsed.statementCount
        let body = parsed.endsInExpression ? count - 1 : count
        let units = [
            body > 0 ? load(&parsed, 0..<body, echoes: false, .arena) : nil,
            body < count ? load(&parsed, body..<count, echoes: true, .arena) : nil,
        ]
        for case let unit? in units { try run(unit) }
    }

    /// A `>>>` session: each statement shows its value, as at the prompt. One that raises what the note
    /// says it raises is followed by the next.
    func runSession(_ misses: inout [Expectation.Miss]) throws(Stop) {
        for statement in cell.statements {
            let mark = session.collector.mark
            do throws(Stop) {
                try run(statement)
            } catch {
                guard case .outcome(.raised(let report)) = error,
                    Expectation.isMet(
                        statement.expected, byTypeName: report.typeName, message: report.message)
                else { throw error }
                session.collector.write(report.traceback)
                continue
            }
            // A note may leave out what its statement is warned of.
            let shown = session.collector.text(since: mark)
            let output = session.collector.text(since: mark, .standardOutput)
            guard !statement.expected.isEmpty,
                ![shown, output].contains(where: {
                    Expectation.isMet(
                        statement.expected, by: $0, idsDiffer: statement.code.contains("id("))
                })
            else { continue }
            misses.append(
                Expectation.Miss(
                    line: cell.lines[statement.expectedLines.lowerBound].noteLine,
                    expected: statement.expected, shown: shown,
                    place: ShownLines(of: statement, in: cell)))
        }
    }

    private func run(_ statement: SessionStatement) throws(Stop) {
        let line = cell.lines[statement.codeLines.lowerBound].noteLine
        var parsed = try parse(statement.code, line)
        let count = parsed.statementCount
        try run(
            load(&parsed, 0..<count, echoes: true, .arena, code: statement.code, line: line))
        session.collector.showEcho()
    }

    /// Some statements, compiled and loaded, or why they can't be: that is raised at their turn.
    struct Unit {
        var line: Int?
        var code: Result<LoadedCode, Stop>
        /// What is warned of first.
        var warnings: [SourceWarning] = []
    }

    func load(
        _ parsed: inout CellCompiler.ParsedCell, _ statements: Range<Int>, echoes: Bool,
        _ holding: LoadedCode.Holding, code: String? = nil, line: Int? = nil
    ) -> Unit {
        let start = parsed.firstLine(of: statements)
        // What is made now belongs to these statements' line.
        session.recorder?.beginStatement(line: start)
        do throws(CompileFailure) {
            let unit = try compiler.compile(
                &parsed, statements: statements, echoes: echoes, code: code ?? cell.code,
                firstLine: line ?? firstLine)
            let loaded = session.interpreter.load(unit, holding: holding)
            return Unit(
                line: start, code: loaded.mapError { .outcome($0.outcome) },
                warnings: parsed.takeWarnings())
        } catch {
            return Unit(
                line: start, code: .failure(.syntax(error)), warnings: parsed.takeWarnings())
        }
    }

    func run(_ unit: Unit) throws(Stop) {
        session.recorder?.beginStatement(line: unit.line)
        for warning in unit.warnings { try tell(warning) }
        let outcome = session.interpreter.run(try unit.code.get())
        guard case .finished = outcome else { throw .outcome(outcome) }
    }

    /// Warns of something in the source. A filter may make an error of it, which is one of the source.
    private func tell(_ warning: SourceWarning) throws(Stop) {
        let ending = session.interpreter.warn(of: [warning], filename: compiler.filename)
        guard let ending else { return }
        if case .raised(let report) = ending, report.typeName == warning.failure.typeName {
            throw .syntax(warning.failure)
        }
        throw .outcome(ending)
    }

    func parse(
        _ code: String, _ line: Int
    ) throws(Stop) -> CellCompiler.ParsedCell {
        do throws(CompileFailure) {
            return try compiler.parse(code, firstLine: line)
        } catch { throw .syntax(error) }
    }

    private func describe(_ failure: CompileFailure, in run: inout CellRun) {
        let report = session.interpreter.report(failure, filename: compiler.filename)
        fill(&run, .error, report)
        // `str()` of a SyntaxError adds file and line, which stand elsewhere already.
        run.failure?.message = failure.message
        // A source that isn't read at all fails at no line.
        run.failure?.line = failure.line > 0 ? failure.line : firstLine
        run.failure?.column = failure.column > 0 ? failure.column : nil
    }

    private func describe(_ outcome: RunOutcome, in run: inout CellRun) {
        switch outcome {
        case .finished: break
        case .raised(let report), .crashed(let report): fill(&run, .error, report)
        case .limit(let report): fill(&run, .limit, report)
        case .unsupported(let report): fill(&run, .unsupported, report)
        case .exited(let status, let message):
            guard status != 0 || message != nil else { return }
            let text = message ?? String(status)
            fill(
                &run, .error,
                RaisedReport(
                    typeName: "SystemExit", message: text, traceback: "SystemExit: \(text)\n",
                    line: nil))
        }
    }

    private func fill(_ run: inout CellRun, _ status: CellRun.Status, _ report: RaisedReport) {
        run.status = status
        run.failure = CellFailure(
            typeName: report.typeName, message: report.message, traceback: report.traceback,
            line: report.line)
    }
}
