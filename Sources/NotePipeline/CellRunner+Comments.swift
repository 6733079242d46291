import PythonRuntime

/// Running a cell to see what its comments about values are worth.
///
/// Asking for a value makes objects, which a run whose memory is drawn mustn't have; so it is done in
/// an interpreter of its own, after the run.
extension CellRunner {
    /// Runs the cell and holds its comments against what its statements show; false if it failed.
    func run(asking comments: [ValueComment], misses: inout [Expectation.Miss]) -> Bool {
        do throws(Stop) {
            if cell.form == .session {
                var ignored: [Expectation.Miss] = []
                try runSession(&ignored)
            } else {
                try runStatements(asking: comments, &misses)
            }
            return true
        } catch {
            return false
        }
    }

    private func runStatements(
        asking comments: [ValueComment], _ misses: inout [Expectation.Miss]
    ) throws(Stop) {
        var parsed = try parse(cell.code, firstLine)
        for index in 0..<parsed.statementCount {
            let asked = comments.filter { $0.statement == index }
            let echoes = asked.contains { $0.question == .shown }
            let mark = session.collector.mark
            try run(load(&parsed, index..<index + 1, echoes: echoes, .arena))
            if echoes { session.collector.showEcho() }
            let shown = session.collector.text(since: mark)
            for comment in asked {
                let truth: String
                switch comment.question {
                case .shown: truth = shown
                case .name(let name): truth = try value(of: name)
                }
                if let miss = Expectation.Miss(comment, truth: truth) { misses.append(miss) }
            }
        }
    }

    private func value(of name: String) throws(Stop) -> String {
        let mark = session.collector.mark
        var parsed = try parse(name + "\n", firstLine)
        try run(load(&parsed, 0..<1, echoes: true, .arena, code: name + "\n"))
        session.collector.showEcho()
        return session.collector.text(since: mark)
    }
}
