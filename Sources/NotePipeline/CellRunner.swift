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

    private enum Stop: Error {
        case syntax(CompileFailure)
        case outcome(RunOutcome)
    }

    /// Runs the cell; with `records` the memory is copied afterwards.
    func run(records: Bool, map: Bool) -> CellRun {
        if records { session.beginRecording(filename: compiler.filename) }
        var run = CellRun(status: .ok)
        do throws(Stop) {
            try execute()
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

    private func execute() throws(Stop) {
        switch cell.form {
        case .session: try runSession()
        case .program:
            if options.mode == .script { try runScript() } else { try runStatements() }
        }
    }

    private var firstLine: Int { cell.lines.first?.noteLine ?? cell.fenceLines.lowerBound + 1 }

    /// Notebook semantics: every statement is a unit of its own; the last one's value is shown.
    private func runStatements() throws(Stop) {
        let parsed = try parse(cell.code, firstLine)
        for index in 0..<parsed.statementCount {
            let echoes = parsed.endsInExpression && index == parsed.statementCount - 1
            try runUnit(parsed, index..<index + 1, echoes: echoes, cell.code, firstLine)
        }
    }

    /// Script semantics: the cell is one unit, but a last expression is still shown.
    private func runScript() throws(Stop) {
        let parsed = try parse(cell.code, firstLine)
        let count = parsed.statementCount
        guard parsed.endsInExpression else {
            return try runUnit(parsed, 0..<count, echoes: false, cell.code, firstLine)
        }
        if count > 1 {
            try runUnit(parsed, 0..<count - 1, echoes: false, cell.code, firstLine)
        }
        try runUnit(parsed, count - 1..<count, echoes: true, cell.code, firstLine)
    }

    /// A `>>>` session: each statement shows its value, as at the prompt.
    private func runSession() throws(Stop) {
        for statement in cell.statements {
            let line = cell.lines[statement.codeLines.lowerBound].noteLine
            let parsed = try parse(statement.code, line)
            try runUnit(
                parsed, 0..<parsed.statementCount, echoes: true, statement.code, line)
            session.collector.showEcho()
        }
    }

    private func parse(
        _ code: String, _ line: Int
    ) throws(Stop) -> CellCompiler.ParsedCell {
        do throws(CompileFailure) {
            return try compiler.parse(code, firstLine: line)
        } catch { throw .syntax(error) }
    }

    private func runUnit(
        _ parsed: CellCompiler.ParsedCell, _ statements: Range<Int>, echoes: Bool, _ code: String,
        _ line: Int
    ) throws(Stop) {
        session.recorder?.beginStatement(line: parsed.firstLine(of: statements))
        let unit: CodeUnit
        do throws(CompileFailure) {
            unit = try compiler.compile(
                parsed, statements: statements, echoes: echoes, code: code, firstLine: line)
        } catch { throw .syntax(error) }
        let outcome = session.interpreter.run(unit)
        guard case .finished = outcome else { throw .outcome(outcome) }
    }

    private func describe(_ failure: CompileFailure, in run: inout CellRun) {
        let report = session.interpreter.report(failure, filename: compiler.filename)
        fill(&run, .error, report)
        // `str()` of a SyntaxError adds file and line, which stand elsewhere already.
        run.failure?.message = failure.message
        run.failure?.line = failure.line
        run.failure?.column = failure.column > 0 ? failure.column : nil
    }

    private func describe(_ outcome: RunOutcome, in run: inout CellRun) {
        switch outcome {
        case .finished: break
        case .raised(let report): fill(&run, .error, report)
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
