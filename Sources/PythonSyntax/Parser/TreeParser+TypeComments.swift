/// The parts of the grammar that only type comments have.
extension TreeParser {
    /// TYPE_COMMENT or nothing.
    @inline(__always)
    mutating func acceptTypeComment() -> String? {
        kind == .typeComment ? takeTypeComment() : nil
    }

    private mutating func takeTypeComment() -> String {
        let token = tokens[position]
        position &+= 1
        // SAFETY: the token lies within its source.
        let text = UnsafeBufferPointer(
            start: base + Int(token.start), count: Int(token.end) - Int(token.start))
        return String(decoding: text, as: UTF8.self)
    }

    /// func_type_comment: TYPE_COMMENT | NEWLINE TYPE_COMMENT &(NEWLINE INDENT)
    mutating func acceptFunctionTypeComment() throws(ParseStop) -> String? {
        if kind == .newline, isNext(.typeComment), tokens[position &+ 2].kind == .newline,
            tokens[position &+ 3].kind == .indent
        {
            position &+= 1
        }
        let comment = acceptTypeComment()
        if comment != nil, kind == .newline, isNext(.typeComment),
            tokens[position &+ 2].kind == .newline, tokens[position &+ 3].kind == .indent
        {
            // The last token that was drawn is the indent.
            lookaheadOverride = position &+ 3
            throw raiseAtLookahead("Cannot have two type comments on def")
        }
        return comment
    }

    /// Raises an error at a token.
    mutating func raiseHere(_ message: String, at token: Int) -> ParseStop {
        let span = tokens[token].span
        return raise(
            errors.error(
                .syntaxError, message, line: Int(span.line), column: Int(span.column),
                endLine: Int(span.endLine), endColumn: Int(span.endColumn)))
    }

    /// func_type: '(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER
    mutating func parseFunctionType() throws(ParseStop) {
        try expect(.leftParenthesis)
        let arguments = try parseTypeExpressions()
        try expect(.rightParenthesis)
        try expect(.arrow)
        let returns = try parseExpression()
        while accept(.newline) {}
        guard kind == .endMarker else { throw .mismatch }
        tree.root = .functionType(arguments: arguments, returns: returns)
    }

    /// type_expressions: expressions, then one behind '*', then one behind '**'.
    private mutating func parseTypeExpressions() throws(ParseStop) -> NodeList<ExpressionNode> {
        let mark = scratch.count
        var stars = 0
        while kind != .rightParenthesis {
            if kind == .doubleStar {
                position &+= 1
                stars = 2
            } else if kind == .star, stars == 0 {
                position &+= 1
                stars = 1
            } else if stars != 0 {
                throw .mismatch
            }
            push(try parseExpression())
            guard kind != .rightParenthesis else { break }
            guard stars < 2, accept(.comma), kind != .rightParenthesis else { throw .mismatch }
        }
        return makeList(from: mark)
    }
}
