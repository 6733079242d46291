import NoteReader
import PythonBytecode
import PythonCompiler
import PythonRuntime
import PythonSyntax

/// Turns the source of cells, and of `exec` and `compile`, into code units: the one place where the
/// front end and the runtime meet.
struct CellCompiler {
    /// What tracebacks and code objects call the source.
    var filename: String
    /// Future features that an earlier cell of the session switched on.
    var inheritedFlags: CodeFlags = []

    /// A parsed cell: its statements are compiled one by one as they are run.
    struct ParsedCell {
        fileprivate var tree: SyntaxTree
        fileprivate var statements: StatementCompiler
        var statementCount: Int
        /// Whether the last statement is an expression whose value is shown.
        var endsInExpression: Bool
        /// What was warned of so far and not told yet.
        fileprivate var warnings: [SourceWarning] = []

        /// Hands over what there is to warn of before the statements that were compiled last are run.
        mutating func takeWarnings() -> [SourceWarning] {
            defer { warnings = [] }
            return warnings
        }

        /// The line of the first of some statements.
        func firstLine(of statements: Range<Int>) -> Int? {
            guard case .module(let body) = tree.root, statements.lowerBound < statementCount else {
                return nil
            }
            return Int(tree[tree.elements(of: body)[statements.lowerBound]].span.line)
        }
    }

    /// Parses a whole source; the failure is the `SyntaxError` to show.
    func parse(_ code: String, firstLine: Int) throws(CompileFailure) -> ParsedCell {
        do throws(PythonSyntaxError) {
            let source = try SourceText(code)
            let result = try PythonParser.parseWithWarnings(source, firstLine: firstLine)
            let tree = result.tree
            guard case .module(let body) = tree.root else {
                return cell(tree, statementCount: 0, endsInExpression: false)
            }
            var endsInExpression = false
            if let last = tree.elements(of: body).last, case .expression = tree[last].kind {
                endsInExpression = !Self.endsInSemicolon(code)
            }
            var parsed = cell(
                tree, statementCount: Int(body.count), endsInExpression: endsInExpression)
            parsed.warnings = result.warnings.map { SourceWarning($0) }
            return parsed
        } catch {
            throw CompileFailure(error)
        }
    }

    private func cell(
        _ tree: SyntaxTree, statementCount: Int, endsInExpression: Bool
    ) -> ParsedCell {
        ParsedCell(
            tree: tree,
            statements: StatementCompiler(
                tree: tree, filename: filename,
                options: CompileOptions(inheritedFlags: inheritedFlags)),
            statementCount: statementCount, endsInExpression: endsInExpression)
    }

    /// Compiles some statements of a parsed cell as one unit.
    func compile(
        _ cell: inout ParsedCell, statements: Range<Int>, echoes: Bool, code: String, firstLine: Int
    ) throws(CompileFailure) -> CodeUnit {
        var warnings: [CompileWarning] = []
        defer {
            cell.warnings += warnings.map {
                SourceWarning($0, code: code, firstLine: firstLine)
            }
        }
        do throws(CompileError) {
            return try cell.statements.compile(
                statements: statements, echoes: echoes, warnings: &warnings)
        } catch {
            throw CompileFailure(error, code: code, firstLine: firstLine)
        }
    }

    /// What `compile()`, `exec()` and `eval()` of a running program ask for.
    static func reply(to request: CompileRequest) -> CompileReply {
        do {
            return try Self.code(for: request)
        } catch let error as PythonSyntaxError {
            return .failure(failure(error))
        } catch let error as CompileError {
            return .failure(CompileFailure(error))
        } catch {
            return .unavailable
        }
    }

    private static func failure(_ error: PythonSyntaxError) -> CompileFailure {
        var failure = CompileFailure(error)
        failure.warnings = error.warnings.map { SourceWarning($0) }
        return failure
    }

    /// What the module `symtable` of a running program asks for.
    static func symbols(for request: CompileRequest) -> SymbolReply {
        if !request.isText, let encoding = SourceText.foreignEncoding(of: request.source) {
            return .encoded(encoding)
        }
        do {
            return .scopes(try symbolScopes(tree: try parsed(request).result.tree))
        } catch let error as PythonSyntaxError {
            return .failure(failure(error))
        } catch let error as CompileError {
            return .failure(CompileFailure(error))
        } catch {
            return .unavailable
        }
    }

    private static func code(for request: CompileRequest) throws -> CompileReply {
        var warnings: [CompileWarning] = []
        var options = CompileOptions(
            optimizationLevel: request.optimizationLevel, inheritedFlags: request.features,
            recursionDepth: request.recursionDepth, recursionLimit: request.recursionLimit)
        options.allowsTopLevelAwait = request.allowsTopLevelAwait
        if let record = request.tree {
            let unit = try PythonCompiler.compile(
                record: record, filename: request.filename, options: options,
                warnings: &warnings)
            return .code(unit, warnings: warnings.map { SourceWarning($0, code: "") })
        }
        if !request.isText, let encoding = SourceText.foreignEncoding(of: request.source) {
            return .encoded(encoding)
        }
        let (source, mode) = try parsed(request)
        if request.givesTree {
            return .tree(
                TreeRecord(source.tree), warnings: source.warnings.map { SourceWarning($0) })
        }
        let unit = try PythonCompiler.compile(
            tree: source.tree, filename: request.filename, mode: mode, options: options,
            warnings: &warnings)
        if source.warnings.isEmpty, warnings.isEmpty { return .code(unit, warnings: []) }
        let code = String(decoding: request.source, as: UTF8.self)
        return .code(
            unit,
            warnings: source.warnings.map { SourceWarning($0) }
                + warnings.map {
                    var warning = SourceWarning($0, code: code)
                    // CPython looks for the text in the file.
                    warning.failure.textIsInFile = true
                    return warning
                })
    }

    private static func parsed(
        _ request: CompileRequest
    ) throws -> (result: PythonParser.Result, mode: CompileMode) {
        // Only a whole program gets the line feed that its last line may lack.
        let isWhole = request.mode == .exec
        let text =
            request.isText
            ? try SourceText(utf8: request.source, endsWithLineFeed: isWhole)
            : try SourceText(
                bytes: request.source, fileName: request.isFile ? request.filename : nil,
                endsWithLineFeed: isWhole)
        let (parseMode, mode): (PythonParser.Mode, CompileMode) =
            switch request.mode {
            case .exec: (.module, .exec)
            case .eval: (.expression, .eval)
            case .single: (.interactive, .single)
            case .functionType: (.functionType, .exec)
            }
        var options = PythonParser.Options()
        options.keepsTypeComments = request.keepsTypeComments
        options.decimalDigitLimit = request.decimalDigitLimit
        options.featureVersion = request.featureVersion
        options.impliesDedents = request.impliesDedents
        options.allowsIncompleteInput = request.allowsIncompleteInput
        options.isTyped = request.isTyped
        return (
            try PythonParser.parseWithWarnings(text, mode: parseMode, options: options), mode
        )
    }

    /// A semicolon after the last expression keeps its value from being shown, as in IPython.
    private static func endsInSemicolon(_ code: String) -> Bool {
        let significant = code.utf8.reversed().drop { $0 == 0x0A || $0 == 0x20 || $0 == 0x09 }
        return significant.first == UInt8(ascii: ";")
    }
}

extension SourceWarning {
    /// A warning of the tokenizer or the parser.
    init(_ warning: PythonSyntaxWarning) {
        self.init(
            category: warning.category == .syntaxWarning ? .syntaxWarning : .deprecationWarning,
            failure: CompileFailure(
                typeName: "SyntaxError", message: warning.message, line: warning.line,
                column: warning.column, endLine: warning.endLine, endColumn: warning.endColumn,
                text: warning.text))
    }

    /// A warning of the compiler.
    init(_ warning: CompileWarning, code: String, firstLine: Int = 1) {
        self.init(
            category: .syntaxWarning,
            failure: CompileFailure(
                .syntax(CompileDiagnostic(warning)), code: code, firstLine: firstLine))
    }
}

extension CompileFailure {
    init(_ error: PythonSyntaxError) {
        self.init(
            typeName: error.kind.name, message: error.message, line: error.line,
            column: error.column, endLine: error.endLine, endColumn: error.endColumn,
            text: error.text)
    }

    /// An error of the compiler in a source that a program gave, as CPython tells it.
    init(_ error: CompileError) {
        guard case .syntax(let diagnostic) = error else {
            self.init(error, code: "", firstLine: 1)
            return
        }
        self.init(
            typeName: "SyntaxError", message: diagnostic.message, line: diagnostic.line,
            column: diagnostic.column, endLine: diagnostic.endLine,
            endColumn: diagnostic.endColumn, text: nil)
        textIsInFile = true
    }

    /// An error of the compiler in a cell whose text is known.
    init(_ error: CompileError, code: String, firstLine: Int) {
        if case .tree(let invalid) = error {
            self.init(invalid)
            return
        }
        guard case .syntax(let diagnostic) = error else {
            self.init(
                typeName: "RecursionError",
                message: "maximum recursion depth exceeded during compilation", line: firstLine,
                column: 0, endLine: firstLine, endColumn: 0, text: nil)
            return
        }
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        let index = diagnostic.line - firstLine
        let text = lines.indices.contains(index) ? String(lines[index]) + "\n" : nil
        self.init(
            typeName: "SyntaxError", message: diagnostic.message, line: diagnostic.line,
            column: Self.characterColumn(diagnostic.column, in: text),
            endLine: diagnostic.endLine,
            endColumn: Self.characterColumn(diagnostic.endColumn ?? diagnostic.column, in: text),
            text: text)
    }

    /// What is wrong with a tree, which has no place in a source.
    private init(_ error: RecordError) {
        let typeName =
            switch error.kind {
            case .value: "ValueError"
            case .type: "TypeError"
            case .recursion: "RecursionError"
            case .system: "SystemError"
            }
        self.init(
            typeName: typeName, message: error.message, line: 0, column: 0, endLine: nil,
            endColumn: nil, text: nil)
    }

    /// A column in characters from one in bytes, both counted from 1.
    private static func characterColumn(_ column: Int, in line: String?) -> Int {
        guard let line, column > 1 else { return column }
        let prefix = line.utf8.prefix(column - 1)
        return prefix.count { $0 & 0xC0 != 0x80 } + 1
    }
}
