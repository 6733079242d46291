import HeapTrace
import NoteReader
import PythonRuntime

/// Holding what a note's author wrote about its cells against what they show.
extension NoteRun {
    mutating func checkStatements() {
        for cell in note.cells where isChecked(cell.index) {
            statementCount += cell.statements.count { !$0.expected.isEmpty }
        }
        checkFences()
        checkComments()
        findings.sort { $0.diagnostic.line < $1.diagnostic.line }
    }

    func finding(_ miss: Expectation.Miss, _ cell: Cell) -> RunFinding {
        RunFinding(.expectation, miss.diagnostic, cell: cell.index, edit: miss.edit(of: note))
    }

    /// Whether a cell ran and what is said of it counts.
    private func isChecked(_ cell: Int) -> Bool {
        runs.indices.contains(cell) && runs[cell].status != .skipped
            && runs[cell].status != .notRun && cellOptions[cell].isChecked != false
    }

    private mutating func checkFences() {
        for stated in StatedOutput.all(in: note) where isChecked(stated.cell) {
            let (cell, run) = (note.cells[stated.cell], runs[stated.cell])
            if let failure = run.failure {
                let isTold = Expectation.isMet(
                    stated.text, byTypeName: failure.typeName, message: failure.message)
                // Another failure than the one told is reported as the cell's own.
                if isTold || run.status != .ok { continue }
            }
            statementCount += 1
            let echo = run.echo.map { $0 + "\n" } ?? ""
            let shown = run.output.map(\.text).joined() + echo
            guard let miss = Expectation.Miss(stated, of: cell, shown: shown) else { continue }
            // A note may leave out what its cell is warned of.
            let output = run.output.filter { $0.stream == .standardOutput }.map(\.text)
            if Expectation.Miss(stated, of: cell, shown: output.joined() + echo) != nil {
                findings.append(finding(miss, cell))
            }
        }
    }

    /// Runs the cells again up to the last one with such comments.
    private mutating func checkComments() {
        let comments = note.cells.map { isChecked($0.index) ? ValueComment.all(in: $0) : [] }
        guard let last = comments.lastIndex(where: { !$0.isEmpty }) else { return }
        statementCount += comments.reduce(0) { $0 + $1.count }
        var sessions: [String: NoteSession] = [:]
        for cell in note.cells[...last] {
            guard evaluates(cell), runs[cell.index].status != .notRun else { continue }
            let name = cellOptions[cell.index].session ?? ""
            guard let session = sessions[name] ?? freshSession() else { return }
            sessions[name] = session
            session.prepare(cell, options: cellOptions[cell.index], limits: options.limits)
            let runner = CellRunner(
                session: session, compiler: CellCompiler(filename: filename), cell: cell,
                options: cellOptions[cell.index])
            let asked = comments[cell.index]
            let done = DoneCell()
            let isWhole = FaultGuard.run(session.interpreter) {
                _ = runner.run(asking: asked, misses: &done.misses)
            }
            // What breaks off the second time did so the first.
            guard isWhole else { return }
            findings += done.misses.map { finding($0, cell) }
        }
    }

    private func freshSession() -> NoteSession? {
        try? NoteSession(
            filename: filename, limits: options.limits, interpreters: interpreters,
            library: options.library, folder: folder)
    }
}
