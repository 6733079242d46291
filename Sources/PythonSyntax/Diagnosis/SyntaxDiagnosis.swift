/// Finds out why tokens are no program, after the fast parser has found that they are none.
enum SyntaxDiagnosis {
    /// What the tokens were parsed as.
    enum Start: Sendable { case module, interactive, expression, fString }

    static func diagnose(
        tokens: UnsafeBufferPointer<Token>, failure: PythonSyntaxError?, start: Start,
        parser: inout TreeParser
    ) -> PythonSyntaxError {
        if let failure { return failure }
        let token = tokens[min(parser.position, tokens.count - 1)]
        return parser.errors.error(
            .syntaxError, "invalid syntax", line: Int(token.span.line),
            column: Int(max(token.span.column, 0)), endLine: Int(token.span.endLine),
            endColumn: Int(token.span.endColumn))
    }
}
