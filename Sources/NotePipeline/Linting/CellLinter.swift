import NoteReader
import PythonCompiler
import PythonRuntime
import PythonSyntax

/// Finds what keeps the cells of a note from being compiled, without running any.
///
/// A cell is parsed and compiled exactly as a run would, so lint and run have the same verdict. But
/// where a run stops at the first error, this goes on with the next statement at the margin.
public struct CellLinter {
    /// Under the note's options and over the built-in defaults.
    let defaults: CellOptions
    let note: Note

    public init(_ note: Note, defaults: CellOptions = CellOptions()) {
        self.note = note
        self.defaults = defaults
    }

    /// All findings, in the order of the note.
    public func findings() -> [CodeFinding] {
        guard note.isExecutable else { return [] }
        return note.cells.flatMap(findings)
    }

    private func findings(_ cell: Cell) -> [CodeFinding] {
        let options = cell.options.over(note.options.over(defaults))
        var found: [CodeFinding] = []
        for part in CellPart.parts(of: cell) {
            var check = PartCheck(part, isScript: options.mode == .script)
            check.run()
            found += check.problems.compactMap { problem in
                finding(problem, part, cell, options)
            }
        }
        return found.sorted { left, right in
            let (first, second) = (left.diagnostic, right.diagnostic)
            return (first.line, first.column) < (second.line, second.column)
        }
    }

    private func finding(
        _ problem: PartCheck.Problem, _ part: CellPart, _ cell: Cell, _ options: CellOptions
    ) -> CodeFinding? {
        let failure = problem.failure
        // What the author says will happen is no fault.
        if problem.isError, options.raises == failure.typeName { return nil }
        let place = part.place(of: failure, in: cell)
        let text = failure.message.isEmpty ? "" : ": \(failure.message)"
        // A cell that isn't run, or may raise, spoils nothing.
        let isFatal = problem.isError && options.evaluates != false && options.mayRaise != true
        return CodeFinding(
            diagnostic: NoteDiagnostic(
                severity: isFatal ? .error : .warning, line: place.line, column: place.column,
                cause: failure.typeName + text,
                remedy: CharacterAdvice.remedy(for: failure.message)),
            endColumn: place.endColumn, typeName: failure.typeName, cell: cell.index,
            code: place.code, mark: place.mark)
    }
}

/// Parses and compiles one part of a cell and collects what is wrong with it.
private struct PartCheck {
    struct Problem {
        var failure: CompileFailure
        var isError: Bool
    }

    private let part: CellPart
    private let isScript: Bool
    private let lines: [Substring]
    private(set) var problems: [Problem] = []
    private var goodStatements = 0

    /// A text in which more is wrong than this is no program, and is parsed no further.
    private static let mostErrors = 20

    init(_ part: CellPart, isScript: Bool) {
        self.part = part
        self.isScript = isScript
        lines = part.code.split(separator: "\n", omittingEmptySubsequences: false)
    }

    mutating func run() {
        var start: Int? = 0
        var errors = 0
        while let first = start, errors < Self.mostErrors {
            start = check(from: first)
            if start != nil { errors += 1 }
        }
        // Prose and pasted output have an error in every line: one tells enough.
        let fatal = problems.filter(\.isError)
        if fatal.count > goodStatements + 1 { problems = [fatal[0]] }
    }

    /// Checks the lines from one on; gives the line to go on with behind a syntax error.
    private mutating func check(from first: Int) -> Int? {
        let code = lines[first...].joined(separator: "\n")
        do throws(PythonSyntaxError) {
            try compile(code, firstLine: part.firstLine + first)
            return nil
        } catch {
            checkStatements(from: first, before: error.line - part.firstLine)
            problems.append(Problem(failure: CompileFailure(error), isError: true))
            return resumption(after: error)
        }
    }

    /// Compiles the statements in front of a wrong one, which begins at the margin at or above `line`.
    private mutating func checkStatements(from first: Int, before line: Int) {
        guard line > first, line < lines.count,
            let wrong = lines[first...line].lastIndex(where: beginsStatement), wrong > first
        else { return }
        // What doesn't parse by itself, such as half of a long string, belongs to the wrong one.
        try? compile(
            lines[first..<wrong].joined(separator: "\n"), firstLine: part.firstLine + first)
    }

    private mutating func compile(_ code: String, firstLine: Int) throws(PythonSyntaxError) {
        let result = try PythonParser.parseWithWarnings(
            try SourceText(code), firstLine: firstLine)
        for warning in result.warnings { add(warning) }
        compile(result.tree, code: code, firstLine: firstLine)
    }

    private mutating func compile(_ tree: SyntaxTree, code: String, firstLine: Int) {
        guard case .module(let body) = tree.root else { return }
        let count = Int(body.count)
        let units = isScript ? [0..<count] : (0..<count).map { $0..<$0 + 1 }
        var compiler = StatementCompiler(tree: tree, filename: "")
        for unit in units {
            var warnings: [CompileWarning] = []
            do throws(CompileError) {
                _ = try compiler.compile(
                    statements: unit, echoes: false, warnings: &warnings)
                goodStatements += unit.count
            } catch {
                let failure = CompileFailure(error, code: code, firstLine: firstLine)
                problems.append(Problem(failure: failure, isError: true))
            }
            for warning in warnings { add(warning) }
        }
    }

    /// The next line at the margin that can begin a statement; nil when what is open at the error
    /// reaches to the end.
    private func resumption(after error: PythonSyntaxError) -> Int? {
        let message = error.message
        guard error.line >= part.firstLine, error.kind != .memoryError,
            !message.hasPrefix("unterminated triple"), !message.hasSuffix("was never closed"),
            !message.hasPrefix("unexpected EOF")
        else { return nil }
        let next = error.line - part.firstLine + 1
        guard next < lines.count else { return nil }
        return lines[next...].firstIndex(where: beginsStatement)
    }

    private func beginsStatement(_ line: Substring) -> Bool {
        guard let first = line.utf8.first else { return false }
        switch first {
        case 0x20, 0x09, 0x0C, 0x0D, 0x23, 0x29, 0x5D, 0x7D: return false
        default: break
        }
        let word = line.prefix { $0.isLetter }
        return !["else", "elif", "except", "finally"].contains(word)
    }

    private mutating func add(_ warning: PythonSyntaxWarning) {
        problems.append(
            Problem(
                failure: CompileFailure(
                    typeName: warning.category.name, message: warning.message, line: warning.line,
                    column: 0, endLine: warning.line, endColumn: 0, text: nil), isError: false))
    }

    private mutating func add(_ warning: CompileWarning) {
        let diagnostic = CompileDiagnostic(warning)
        var failure = CompileFailure(
            .syntax(diagnostic), code: part.code, firstLine: part.firstLine)
        failure.typeName = "SyntaxWarning"
        problems.append(Problem(failure: failure, isError: false))
    }
}
