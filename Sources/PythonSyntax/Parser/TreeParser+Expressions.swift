/// Expressions from the loosest binding to the tightest.
extension TreeParser {
    /// star_expressions: star_expression (',' star_expression)* [',']
    ///
    /// More than one, or a comma behind one, makes a tuple.
    mutating func parseStarExpressions() throws(ParseStop) -> ExpressionID {
        let start = position
        let first = try parseStarExpression()
        if kind != .comma { return first }
        let mark = scratch.count
        push(first)
        while accept(.comma) {
            guard startsExpression(kind) || kind == .star else { break }
            push(try parseStarExpression())
        }
        let elements: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.tuple(elements: elements, context: .load), span(from: start))
    }

    /// star_expression: '*' bitwise_or | expression
    @inline(__always)
    mutating func parseStarExpression() throws(ParseStop) -> ExpressionID {
        kind == .star ? try parseStarred() : try parseExpression()
    }

    /// '*' bitwise_or
    mutating func parseStarred() throws(ParseStop) -> ExpressionID {
        let start = position
        try expect(.star)
        let value = try parseBitwiseOr()
        return make(.starred(value: value, context: .load), span(from: start))
    }

    /// starred_expression: '*' expression
    mutating func parseStarredExpression() throws(ParseStop) -> ExpressionID {
        let start = position
        try expect(.star)
        let value = try parseExpression()
        return make(.starred(value: value, context: .load), span(from: start))
    }

    /// star_named_expression: '*' bitwise_or | named_expression
    @inline(__always)
    mutating func parseStarNamedExpression() throws(ParseStop) -> ExpressionID {
        kind == .star ? try parseStarred() : try parseNamedExpression()
    }

    /// named_expression: NAME ':=' expression | expression !':='
    @inline(__always)
    mutating func parseNamedExpression() throws(ParseStop) -> ExpressionID {
        if kind == .name && isNext(.colonEqual) { return try parseAssignmentExpression() }
        return try parseExpression()
    }

    /// assignment_expression: NAME ':=' expression
    mutating func parseAssignmentExpression() throws(ParseStop) -> ExpressionID {
        let start = position
        let identifier = try parseName()
        let target = make(.name(identifier, context: .store), tokens[start].span)
        try expect(.colonEqual)
        let value = try parseExpression()
        return make(.namedExpr(target: target, value: value), span(from: start))
    }

    /// Whether a token can begin an expression; a `*` begins a starred one only.
    @inline(__always)
    func startsExpression(_ kind: TokenKind) -> Bool {
        switch kind {
        case .name, .number, .string, .leftParenthesis, .leftBracket, .leftBrace, .minus, .plus,
            .tilde, .not, .lambda, .await, .none, .true, .false, .ellipsis:
            return true
        default:
            return false
        }
    }

    /// expression: disjunction ['if' disjunction 'else' expression] | lambdef
    mutating func parseExpression() throws(ParseStop) -> ExpressionID {
        if kind == .lambda { return try parseLambda() }
        let start = position
        let body = try parseDisjunction()
        guard accept(.if) else { return body }
        let test = try parseDisjunction()
        try expect(.else)
        try enter(1)
        let orElse = try parseExpression()
        leave(1)
        return make(.ifExp(test: test, body: body, orElse: orElse), span(from: start))
    }

    /// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
    mutating func parseYield() throws(ParseStop) -> ExpressionID {
        let start = position
        try expect(.yield)
        if accept(.from) {
            let value = try parseExpression()
            return make(.yieldFrom(value), span(from: start))
        }
        var value: ExpressionID?
        if startsExpression(kind) || kind == .star { value = try parseStarExpressions() }
        return make(.yield(value), span(from: start))
    }

    /// The right side of an assignment: yield_expr | star_expressions
    mutating func parseYieldOrStarExpressions() throws(ParseStop) -> ExpressionID {
        kind == .yield ? try parseYield() : try parseStarExpressions()
    }

    /// lambdef: 'lambda' [lambda_params] ':' expression
    private mutating func parseLambda() throws(ParseStop) -> ExpressionID {
        let start = position
        try expect(.lambda)
        let arguments = try parseParameters(isLambda: true)
        try expect(.colon)
        try enter(2)
        let body = try parseExpression()
        leave(2)
        return make(.lambda(arguments: arguments, body: body), span(from: start))
    }

    /// disjunction: conjunction ('or' conjunction)*
    @inline(__always)
    mutating func parseDisjunction() throws(ParseStop) -> ExpressionID {
        let start = position
        let first = try parseConjunction()
        if kind != .or { return first }
        return try parseDisjunctionTail(first, start: start)
    }

    private mutating func parseDisjunctionTail(
        _ first: ExpressionID, start: Int
    ) throws(ParseStop) -> ExpressionID {
        let mark = scratch.count
        push(first)
        while accept(.or) { push(try parseConjunction()) }
        let values: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.boolOp(.or, values: values), span(from: start))
    }

    /// conjunction: inversion ('and' inversion)*
    @inline(__always)
    private mutating func parseConjunction() throws(ParseStop) -> ExpressionID {
        let start = position
        let first = try parseInversion()
        if kind != .and { return first }
        return try parseConjunctionTail(first, start: start)
    }

    private mutating func parseConjunctionTail(
        _ first: ExpressionID, start: Int
    ) throws(ParseStop) -> ExpressionID {
        let mark = scratch.count
        push(first)
        while accept(.and) { push(try parseInversion()) }
        let values: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.boolOp(.and, values: values), span(from: start))
    }

    /// inversion: 'not' inversion | comparison
    private mutating func parseInversion() throws(ParseStop) -> ExpressionID {
        if kind != .not { return try parseComparison() }
        let start = position
        position &+= 1
        try enter(1)
        let operand = try parseInversion()
        leave(1)
        return make(.unaryOp(.not, operand: operand), span(from: start))
    }
}
