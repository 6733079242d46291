/// Statements of one line.
extension TreeParser {
    /// simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE
    ///
    /// Pushes the statements.
    mutating func parseSimpleStatements() throws(ParseStop) {
        push(try parseSimpleStatement())
        while accept(.semicolon), kind != .newline { push(try parseSimpleStatement()) }
        try expect(.newline)
    }

    /// simple_stmt: the keyword decides; without one it is an assignment or an expression.
    private mutating func parseSimpleStatement() throws(ParseStop) -> StatementID {
        let start = position
        switch kind {
        case .return:
            position &+= 1
            var value: ExpressionID?
            if startsExpression(kind) || kind == .star { value = try parseStarExpressions() }
            return make(.return(value), span(from: start))
        case .import: return try parseImport()
        case .from: return try parseFromImport()
        case .raise: return try parseRaise()
        case .pass: return makeKeywordStatement(.pass)
        case .break: return makeKeywordStatement(.break)
        case .continue: return makeKeywordStatement(.continue)
        case .del: return try parseDelete()
        case .yield:
            let value = try parseYield()
            if kind == .equal { throw .mismatch }
            return make(.expression(value), span(from: start))
        case .assert: return try parseAssert()
        case .global, .nonlocal: return try parseScopeDeclaration()
        default: return try parseAssignmentOrExpression()
        }
    }

    private mutating func makeKeywordStatement(_ statement: Statement) -> StatementID {
        position &+= 1
        return make(statement, tokens[position &- 1].span)
    }

    /// assignment: NAME ':' expression ['=' annotated_rhs]
    /// | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
    /// | (star_targets '=')+ (yield_expr | star_expressions) !'='
    /// | single_target augassign (yield_expr | star_expressions)
    private mutating func parseAssignmentOrExpression() throws(ParseStop) -> StatementID {
        let start = position
        let first = try parseStarExpressions()
        switch kind {
        case .equal: return try parseAssignment(first, start: start)
        case .colon: return try parseAnnotatedAssignment(first, start: start)
        default: break
        }
        guard let operation = augmentedOperator(kind) else {
            return make(.expression(first), span(from: start))
        }
        guard isSingleTarget(first) else { throw .mismatch }
        try markTarget(first, as: .store)
        position &+= 1
        let value = try parseYieldOrStarExpressions()
        return make(.augAssign(target: first, op: operation, value: value), span(from: start))
    }

    private mutating func parseAssignment(
        _ first: ExpressionID, start: Int
    ) throws(ParseStop) -> StatementID {
        let mark = scratch.count
        var value = first
        while accept(.equal) {
            try markTarget(value, as: .store)
            push(value)
            if kind == .yield {
                value = try parseYield()
                if kind == .equal { throw .mismatch }
            } else {
                value = try parseStarExpressions()
            }
        }
        let targets: NodeList<ExpressionNode> = makeList(from: mark)
        let comment = acceptTypeComment()
        let id = make(.assign(targets: targets, value: value), span(from: start))
        if let comment { tree.typeComments.statements[id] = comment }
        return id
    }

    private mutating func parseAnnotatedAssignment(
        _ target: ExpressionID, start: Int
    ) throws(ParseStop) -> StatementID {
        guard isSingleTarget(target) else { throw .mismatch }
        // Only a bare name is simple; any more tokens are parentheses, attributes or subscripts.
        let isSimple = position == start + 1
        try markTarget(target, as: .store)
        position &+= 1
        let annotation = try parseExpression()
        var value: ExpressionID?
        if accept(.equal) { value = try parseYieldOrStarExpressions() }
        return make(
            .annAssign(target: target, annotation: annotation, value: value, isSimple: isSimple),
            span(from: start))
    }

    /// augassign: the operator of `+=` and its like.
    private func augmentedOperator(_ kind: TokenKind) -> BinaryOperator? {
        switch kind {
        case .plusEqual: .add
        case .minusEqual: .subtract
        case .starEqual: .multiply
        case .atEqual: .matrixMultiply
        case .slashEqual: .divide
        case .percentEqual: .modulo
        case .ampersandEqual: .bitAnd
        case .barEqual: .bitOr
        case .caretEqual: .bitXor
        case .leftShiftEqual: .leftShift
        case .rightShiftEqual: .rightShift
        case .doubleStarEqual: .power
        case .doubleSlashEqual: .floorDivide
        default: nil
        }
    }

    /// raise_stmt: 'raise' [expression ['from' expression]]
    private mutating func parseRaise() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.raise)
        var exception: ExpressionID?
        var cause: ExpressionID?
        if startsExpression(kind) {
            exception = try parseExpression()
            if accept(.from) { cause = try parseExpression() }
        }
        return make(.raise(exception: exception, cause: cause), span(from: start))
    }

    /// assert_stmt: 'assert' expression [',' expression]
    private mutating func parseAssert() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.assert)
        let test = try parseExpression()
        var message: ExpressionID?
        if accept(.comma) { message = try parseExpression() }
        return make(.assert(test: test, message: message), span(from: start))
    }

    /// global_stmt, nonlocal_stmt: ('global' | 'nonlocal') ','.NAME+
    private mutating func parseScopeDeclaration() throws(ParseStop) -> StatementID {
        let start = position
        let isGlobal = kind == .global
        position &+= 1
        let mark = scratch.count
        repeat { push(try parseName()) } while accept(.comma)
        let names: NodeList<String> = makeList(from: mark)
        return make(isGlobal ? .global(names: names) : .nonlocal(names: names), span(from: start))
    }

    /// del_stmt: 'del' ','.del_target+ [','] &(';' | NEWLINE)
    private mutating func parseDelete() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.del)
        let mark = scratch.count
        repeat {
            if kind == .semicolon || kind == .newline, scratch.count > mark { break }
            let target = try parsePrimary()
            try markTarget(target, as: .delete)
            push(target)
        } while accept(.comma)
        guard kind == .semicolon || kind == .newline else { throw .mismatch }
        let targets: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.delete(targets: targets), span(from: start))
    }
}
