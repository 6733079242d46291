import NoteReader
import PythonRuntime

/// Finds out whether modules can be imported, by importing them: in an interpreter of its own, in which no
/// cell of a note ever runs, so each answer is the one a run would give.
///
/// One probe is for all notes of a command; a module is tried once.
public final class ImportProbe {
    private let session: NoteSession?
    private var answers: [String: String?] = [:]

    public init(
        library: LibraryLocation?, interpreters: InterpreterSupply = InterpreterSupply()
    ) {
        session = try? NoteSession(
            filename: "<import>", limits: RunLimits(), interpreters: interpreters, library: library)
    }

    /// Why a module can't be imported; nil if it can.
    func problem(with module: String) -> String? {
        if let known = answers[module] { return known }
        let answer = tryImport(module)
        answers[module] = answer
        return answer
    }

    private func tryImport(_ module: String) -> String? {
        guard let session else { return nil }
        let compiler = CellCompiler(filename: "<import>")
        let code = "import \(module)\n"
        guard var parsed = try? compiler.parse(code, firstLine: 1),
            let unit = try? compiler.compile(
                &parsed, statements: 0..<1, echoes: false, code: code, firstLine: 1)
        else { return nil }
        session.collector.begin(limit: 0)
        session.interpreter.setInstructionLimit(RunLimits().instructions)
        guard case .success(let loaded) = session.interpreter.load(unit, holding: .arena) else {
            return nil
        }
        switch session.interpreter.run(loaded) {
        case .finished, .exited: return nil
        case .raised(let report), .limit(let report), .unsupported(let report),
            .crashed(let report):
            return report.message.isEmpty
                ? report.typeName : "\(report.typeName): \(report.message)"
        }
    }
}

extension CellLinter {
    /// What the cells of the note import and can't have. Cells that aren't run, or may raise, don't count.
    public func importFindings(_ probe: ImportProbe) -> [CodeFinding] {
        guard note.isExecutable else { return [] }
        return note.cells.flatMap { cell -> [CodeFinding] in
            let options = cell.options.over(note.options.over(defaults))
            guard options.evaluates != false, options.mayRaise != true, options.raises == nil else {
                return []
            }
            return CellPart.parts(of: cell).flatMap { part in
                CellImport.all(in: part, of: cell).compactMap { finding($0, cell, probe) }
            }
        }
    }

    private func finding(
        _ wanted: CellImport, _ cell: Cell, _ probe: ImportProbe
    ) -> CodeFinding? {
        guard let problem = probe.problem(with: wanted.module) else { return nil }
        return CodeFinding(
            diagnostic: NoteDiagnostic(
                line: wanted.line, column: wanted.column,
                cause: "'\(wanted.module)' can't be imported: \(problem)",
                remedy: "mark the cell '#| skip: true', or do without the module"),
            endColumn: wanted.endColumn > wanted.column ? wanted.endColumn : nil,
            typeName: "ImportError", cell: cell.index, code: "", mark: 0..<0)
    }
}
