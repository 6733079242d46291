/// Parses Python source: the entry to this module for the compiler and the tools.
public enum PythonParser {
    /// What a source is parsed as: the `mode` of Python's `compile()`.
    public enum Mode: Sendable {
        /// `exec`
        case module
        /// `single`
        case interactive
        /// `eval`
        case expression
        /// `func_type`
        case functionType
    }

    /// What is read besides the language itself.
    public struct Options: Sendable {
        /// Whether comments with types are part of the tree (`PyCF_TYPE_COMMENTS`).
        public var keepsTypeComments = false
        /// The minor version of Python 3 whose syntax the source may have; nil for all of it.
        public var featureVersion: Int?
        /// The most decimal digits of an int; 0 is no limit.
        public var decimalDigitLimit = 4300
        /// Whether the end of an interactive source ends its blocks too (not with `PyCF_DONT_IMPLY_DEDENT`).
        public var impliesDedents = true
        /// Whether a source that only lacks its end is told from a wrong one (`PyCF_ALLOW_INCOMPLETE_INPUT`).
        public var allowsIncompleteInput = false
        /// Whether the source is typed in, so that nothing behind an error is looked at.
        public var isTyped = false

        public init() {}
    }

    /// A tree and what CPython would have warned of on the way.
    public struct Result: Sendable {
        public var tree: SyntaxTree
        public var warnings: [PythonSyntaxWarning]
    }

    /// Parses a source. `firstLine` is the number of its first line, for a cell within a note.
    public static func parse(
        _ source: SourceText, mode: Mode = .module, firstLine: Int = 1
    ) throws(PythonSyntaxError) -> SyntaxTree {
        try parseWithWarnings(source, mode: mode, firstLine: firstLine).tree
    }

    /// Parses a source and collects warnings.
    public static func parseWithWarnings(
        _ source: SourceText, mode: Mode = .module, firstLine: Int = 1, options: Options = Options()
    ) throws(PythonSyntaxError) -> Result {
        try source.bytes.withUnsafeBufferPointer {
            (buffer) throws(PythonSyntaxError) -> Result in
            guard let base = buffer.baseAddress else {
                return Result(tree: SyntaxTree(), warnings: [])
            }
            return try parse(
                base, source: source, mode: mode, options: options,
                firstLine: Int32(clamping: min(max(firstLine, 0), 1 << 30)))
        }
    }

    private static func parse(
        _ base: UnsafePointer<UInt8>, source: SourceText, mode: Mode, options: Options,
        firstLine: Int32
    ) throws(PythonSyntaxError) -> Result {
        var tokenizer = Tokenizer(
            base: base, count: source.count, firstLine: firstLine, identifiers: IdentifierTable(),
            countsErrorColumnsInBytes: source.countsErrorColumnsInBytes)
        tokenizer.keepsTypeComments = options.keepsTypeComments
        tokenizer.scan()
        let version = options.featureVersion ?? Int.max
        if version < 7 { tokenizer.makeAsyncNames() }
        if mode == .interactive {
            tokenizer.endInteractiveLine(impliesDedents: options.impliesDedents)
        }
        let identifiers = tokenizer.takeIdentifiers()
        return try tokenizer.tokens.withUnsafeBufferPointer {
            (tokens) throws(PythonSyntaxError) -> Result in
            guard let address = tokens.baseAddress else {
                return Result(tree: SyntaxTree(), warnings: [])
            }
            var parser = TreeParser(
                tokens: address, base: base, identifiers: identifiers,
                errors: ErrorContext(
                    base: base, count: source.count, firstLine: Int(firstLine),
                    countsErrorColumnsInBytes: source.countsErrorColumnsInBytes))
            parser.errors.isWellFormed = source.isWellFormed
            parser.decimalDigitLimit = options.decimalDigitLimit
            var stop = parser.run(mode)
            if stop == .tooDeep {
                // Begin again with room for all that CPython takes.
                parser.restart(maximumLevel: TreeParser.maximumLevel)
                stop = DeepStack.run { parser.run(mode) } ?? .tooDeep
            }
            if let stop {
                var end = tokenizer.end
                end.readsOn = !options.isTyped
                var error = reason(for: stop, parser, tokens, end, mode, options)
                let line = Int(tokens[parser.position].span.line)
                error.warnings.insert(
                    contentsOf: tokenizer.warnings.filter { $0.line <= line }, at: 0)
                throw error
            }
            if mode == .interactive, let error = parser.errorOfSecondStatement() { throw error }
            parser.tree.identifiers = parser.identifiers.makeSpellings()
            parser.tree.typeComments.ignores = tokenizer.typeIgnores
            if version < FeatureVersions.current, let error = parser.newFeature(than: version) {
                throw error
            }
            return Result(tree: parser.tree, warnings: tokenizer.warnings + parser.warnings)
        }
    }

    private static func reason(
        for stop: ParseStop, _ parser: TreeParser, _ tokens: UnsafeBufferPointer<Token>,
        _ tokenizer: TokenizerEnd, _ mode: Mode, _ options: Options
    ) -> PythonSyntaxError {
        if stop == .tooDeep { return PythonSyntaxError(kind: .memoryError, message: "") }
        if stop == .raised, !options.allowsIncompleteInput, let raised = parser.raised {
            var error = tokenizer.override(raised, lastToken: tokens[parser.position])
            error.warnings = parser.warnings
            return error
        }
        let start: SyntaxDiagnosis.Start =
            switch mode {
            case .module: .module
            case .interactive: .interactive
            case .expression: .expression
            case .functionType: .functionType
            }
        return SyntaxDiagnosis.diagnose(
            tokens: tokens, tokenizer: tokenizer, start: start, statement: parser.statementStart,
            parser: parser, allowsIncompleteInput: options.allowsIncompleteInput)
    }
}

extension TreeParser {
    /// Parses everything; gives why it stopped, if it did.
    mutating func run(_ mode: PythonParser.Mode) -> ParseStop? {
        do throws(ParseStop) {
            try parseRoot(mode)
            return nil
        } catch {
            return error
        }
    }

    /// Forgets what was parsed.
    mutating func restart(maximumLevel: Int32) {
        let digits = decimalDigitLimit
        let restarted = TreeParser(
            tokens: tokens, base: base, identifiers: identifiers, errors: errors)
        self = restarted
        levelLimit = maximumLevel
        decimalDigitLimit = digits
    }

    /// file, interactive or eval.
    mutating func parseRoot(_ mode: PythonParser.Mode) throws(ParseStop) {
        switch mode {
        case .module: try parseModule()
        case .interactive: try parseInteractive()
        case .expression:
            let value = try parseExpressions()
            while accept(.newline) {}
            guard kind == .endMarker else { throw .mismatch }
            tree.root = .expression(value)
        case .functionType: try parseFunctionType()
        }
    }

    /// file: [statements] ENDMARKER
    private mutating func parseModule() throws(ParseStop) {
        let mark = scratch.count
        while kind != .endMarker {
            statementStart = position
            try parseStatement()
        }
        tree.root = .module(body: makeList(from: mark))
    }

    /// interactive: NEWLINE | simple_stmts | compound_stmt NEWLINE
    private mutating func parseInteractive() throws(ParseStop) {
        let mark = scratch.count
        if accept(.newline) {
            let id = make(Statement.pass, tokens[position - 1].span)
            push(id)
        } else {
            let isCompound = startsCompoundStatement()
            try parseStatement()
            if isCompound { try expect(.newline) }
        }
        tree.root = .interactive(body: makeList(from: mark))
    }

    /// The error of an interactive source in which anything but blanks and comments stands behind
    /// the statement (`bad_single_statement`, `Parser/pegen.c`).
    func errorOfSecondStatement() -> PythonSyntaxError? {
        let last = tokens[max(position - 1, 0)]
        var offset = Int(last.end)
        while offset < errors.count {
            switch base[offset] {
            case 0x20, 0x09, 0x0A, 0x0C: offset += 1
            case 0x23: while offset < errors.count && base[offset] != 0x0A { offset += 1 }
            default:
                return errors.error(
                    .syntaxError, "multiple statements found while compiling a single statement",
                    line: Int(last.span.line), column: Int(last.span.column),
                    endLine: Int(last.span.endLine), endColumn: Int(last.span.endColumn),
                    tokenizerLine: Int(last.span.line))
            }
        }
        return nil
    }

    private func startsCompoundStatement() -> Bool {
        switch kind {
        case .def, .at, .class, .if, .for, .while, .try, .with, .async: true
        case .name: tokens[position].identifier == IdentifierTable.match && startsMatch()
        default: false
        }
    }

    /// expressions: expression (',' expression)* [',']
    private mutating func parseExpressions() throws(ParseStop) -> ExpressionID {
        let start = position
        let first = try parseExpression()
        if kind != .comma { return first }
        let mark = scratch.count
        push(first)
        while accept(.comma), startsExpression(kind) { push(try parseExpression()) }
        let elements: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.tuple(elements: elements, context: .load), span(from: start))
    }
}

extension Tokenizer {
    /// Hands the identifiers over without copying them.
    mutating func takeIdentifiers() -> IdentifierTable {
        var taken = IdentifierTable.placeholder
        swap(&taken, &identifiers)
        return taken
    }

    /// In interactive mode the end of the input ends the last statement and its blocks too
    /// (`initialize_token`'s caller, `_PyPegen_fill_token`).
    mutating func endInteractiveLine(impliesDedents: Bool) {
        guard let last = tokens.last, last.kind == .endMarker, tokens.count > 1 else { return }
        var mark = last
        tokens.removeLast()
        mark.kind = .newline
        tokens.append(mark)
        if impliesDedents, !indents.isEmpty {
            // The last line has no line feed, so no dedent was seen. Behind dedents the end is a
            // line end once more.
            mark.kind = .dedent
            for _ in indents { tokens.append(mark) }
            mark.kind = .newline
            tokens.append(mark)
        }
        tokens.append(last)
    }
}
