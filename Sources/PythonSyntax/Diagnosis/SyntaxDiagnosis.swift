/// Finds out why tokens are no program, after the fast parser has found that they are none.
///
/// CPython parses a second time with rules for errors and reports the first that matches; what the
/// tokenizer finds wrong further down often wins over it. `_PyPegen_run_parser` and
/// `_PyPegen_set_syntax_error` are the counterparts.
enum SyntaxDiagnosis {
    /// What the tokens were parsed as: the name of the grammar's rule.
    enum Start: String, Sendable {
        case module = "file"
        case interactive
        case expression = "eval"
        case functionType = "func_type"
        case fString = "fstring"
    }

    /// The error CPython reports, with what it warns of in each of its passes. `statement` is the first token
    /// of the top-level statement in which the fast parser failed, all before which is right.
    static func diagnose(
        tokens: UnsafeBufferPointer<Token>, tokenizer: TokenizerEnd, start: Start,
        statement: Int, parser: TreeParser, allowsIncompleteInput: Bool = false
    ) -> PythonSyntaxError {
        let error = DeepStack.run {
            var passes = 1
            var error = diagnoseHere(
                tokens: tokens, tokenizer: tokenizer, start: start, statement: statement,
                parser: parser, allowsIncompleteInput: allowsIncompleteInput, passes: &passes)
            for _ in 0..<passes { error.warnings += parser.warnings }
            return error
        }
        return error ?? PythonSyntaxError(kind: .memoryError, message: "")
    }

    private static func diagnoseHere(
        tokens: UnsafeBufferPointer<Token>, tokenizer: TokenizerEnd, start: Start,
        statement: Int, parser: TreeParser, allowsIncompleteInput: Bool, passes: inout Int
    ) -> PythonSyntaxError {
        var engine = DiagnosisParser(tokens: tokens, parser: parser)
        engine.parser.levelLimit = TreeParser.maximumLevel
        engine.fill = statement + 1
        do throws(DiagnosisParser.Stop) {
            do throws(DiagnosisParser.Stop) {
                _ = try engine.parse(
                    rule: start.rawValue, from: statement, callsInvalidRules: false)
            } catch {
                guard allowsIncompleteInput, error != .tooDeep, engine.meetsEnd(tokenizer) else {
                    throw error
                }
            }
            if allowsIncompleteInput, engine.meetsEnd(tokenizer) {
                return engine.incompleteInput
            }
            let last = tokens[engine.fill - 1]
            passes = 2
            let second = start == .module ? max(engine.lastStatement, statement) : statement
            _ = try engine.parse(rule: start.rawValue, from: second, callsInvalidRules: true)
            return generic(last, engine, tokenizer)
        } catch {
            switch error {
            case .tooDeep: return PythonSyntaxError(kind: .memoryError, message: "")
            case .tokenizer: return tokenizer.failure ?? unknown
            case .raised:
                return tokenizer.override(
                    engine.raised ?? unknown, lastToken: engine.tokens[engine.fill - 1])
            }
        }
    }

    private static let unknown = PythonSyntaxError(kind: .syntaxError, message: "invalid syntax")

    /// No rule of errors matched.
    private static func generic(
        _ last: Token, _ engine: DiagnosisParser, _ tokenizer: TokenizerEnd
    ) -> PythonSyntaxError {
        var engine = engine
        if last.kind == .indent || last.kind == .dedent {
            engine.raiseHere(
                .indentationError,
                last.kind == .indent ? "unexpected indent" : "unexpected unindent")
            return engine.raised ?? unknown
        }
        engine.raise(.syntaxError, "invalid syntax", from: last.span, to: last.span)
        return tokenizer.override(
            engine.raised ?? unknown, lastToken: engine.tokens[engine.fill - 1])
    }
}

/// How the tokenizer ended.
struct TokenizerEnd {
    /// Its error, if it has one.
    var failure: PythonSyntaxError?
    /// Whether the error counts even if the parser fails before it gets there.
    var isLoud = false
    /// Whether the error is that the source ends.
    var isAtEnd = false
    /// The innermost bracket that is open at the end.
    var openBracket: Tokenizer.OpenBracket?
    /// The error of that bracket.
    var unclosed: PythonSyntaxError?

    /// Whether the rest of a source is tokenized when the parser has found an error: not that of what is typed in.
    var readsOn = true

    /// What is reported when the parser has found an error.
    func override(_ error: PythonSyntaxError, lastToken: Token) -> PythonSyntaxError {
        guard let failure, readsOn else { return error }
        if isLoud { return failure }
        if let openBracket, let unclosed, lastToken.span.line > openBracket.line { return unclosed }
        return error
    }
}
