import NotePipeline
import NoteReader

/// Reports of running notes, in the same forms as those of linting.
extension LintedNote {
    /// What came up in a note that was run. With `isCheck` what a note says wrongly is an error.
    init(_ executed: ExecutedNote, path: String, isCheck: Bool) {
        self.init(path: path)
        let note = executed.presentation.note
        cells = zip(note.cells, executed.runs).map { cell, run in
            Cell(label: cell.label, line: cell.fenceLines.lowerBound, status: run.status)
        }
        findings = executed.findings.map { LintFinding($0, isCheck: isCheck) }
    }
}

extension LintFinding {
    init(_ finding: RunFinding, isCheck: Bool) {
        var diagnostic = finding.diagnostic
        let rule: Rule =
            switch finding.kind {
            case .note: .note
            case .cell: .cell
            case .embed: .embed
            case .expectation: .expectation
            }
        if rule == .expectation, isCheck { diagnostic.severity = .error }
        self.init(rule, diagnostic, cell: finding.cell)
        edit = finding.edit
    }

    /// As it is shown in a line.
    var diagnostic: NoteDiagnostic {
        NoteDiagnostic(
            severity: severity, line: line, column: column, cause: message, remedy: remedy)
    }
}
