/// Statements with blocks.
extension TreeParser {
    /// statement: compound_stmt | simple_stmts
    ///
    /// Pushes one statement, or those of a line.
    mutating func parseStatement() throws(ParseStop) {
        switch kind {
        case .def, .at, .class: push(try parseDecorated())
        case .if: push(try parseIf())
        case .for: push(try parseFor(start: position, isAsync: false))
        case .while: push(try parseWhile())
        case .try: push(try parseTry())
        case .with: push(try parseWith(start: position, isAsync: false))
        case .async: push(try parseAsync())
        case .name where tokens[position].identifier == IdentifierTable.match && startsMatch():
            push(try parseMatch())
        default: try parseSimpleStatements()
        }
    }

    /// Levels of CPython's parser between a block and the statements in it, at least.
    static let blockLevels: Int32 = 6

    /// block: NEWLINE INDENT statements DEDENT | simple_stmts
    mutating func parseBlock() throws(ParseStop) -> NodeList<StatementNode> {
        let mark = scratch.count
        guard accept(.newline) else {
            try parseSimpleStatements()
            return makeList(from: mark)
        }
        try expect(.indent)
        try enter(TreeParser.blockLevels)
        repeat { try parseStatement() } while kind != .dedent && kind != .endMarker
        leave(TreeParser.blockLevels)
        try expect(.dedent)
        return makeList(from: mark)
    }

    /// ':' block
    @inline(__always)
    private mutating func parseSuite() throws(ParseStop) -> NodeList<StatementNode> {
        try expect(.colon)
        return try parseBlock()
    }

    /// else_block: 'else' ':' block
    private mutating func parseOptionalElse() throws(ParseStop) -> NodeList<StatementNode> {
        accept(.else) ? try parseSuite() : .empty
    }

    /// if_stmt: ('if' | 'elif') named_expression ':' block [elif_stmt | else_block]
    private mutating func parseIf() throws(ParseStop) -> StatementID {
        let start = position
        position &+= 1
        let test = try parseNamedExpression()
        let body = try parseSuite()
        var orElse: NodeList<StatementNode> = .empty
        if kind == .elif {
            try enter(1)
            let nested = try parseIf()
            leave(1)
            orElse = makeList(of: nested)
        } else {
            orElse = try parseOptionalElse()
        }
        return make(.if(test: test, body: body, orElse: orElse), blockSpan(from: start))
    }

    /// while_stmt: 'while' named_expression ':' block [else_block]
    private mutating func parseWhile() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.while)
        let test = try parseNamedExpression()
        let body = try parseSuite()
        let orElse = try parseOptionalElse()
        return make(.while(test: test, body: body, orElse: orElse), blockSpan(from: start))
    }

    /// for_stmt: 'for' star_targets 'in' star_expressions ':' block [else_block]
    private mutating func parseFor(start: Int, isAsync: Bool) throws(ParseStop) -> StatementID {
        try expect(.for)
        let target = try parseStarTargets()
        try expect(.in)
        let iterable = try parseStarExpressions()
        try expect(.colon)
        let comment = acceptTypeComment()
        let body = try parseBlock()
        let orElse = try parseOptionalElse()
        let id = make(
            .for(target: target, iterable: iterable, body: body, orElse: orElse, isAsync: isAsync),
            blockSpan(from: start))
        if let comment { tree.typeComments.statements[id] = comment }
        return id
    }

    /// 'async' (function_def | for_stmt | with_stmt)
    private mutating func parseAsync() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.async)
        switch kind {
        case .def: return try parseFunction(start: start, decorators: .empty, isAsync: true)
        case .for: return try parseFor(start: start, isAsync: true)
        case .with: return try parseWith(start: start, isAsync: true)
        default: throw .mismatch
        }
    }

    // MARK: With

    /// with_stmt: 'with' '(' ','.with_item+ [','] ')' ':' block | 'with' ','.with_item+ ':' block
    private mutating func parseWith(start: Int, isAsync: Bool) throws(ParseStop) -> StatementID {
        try expect(.with)
        let items: NodeList<WithItemNode>
        if kind == .leftParenthesis, let parenthesised = try parseOptionalParenthesisedItems() {
            items = parenthesised
            if firstParenthesisedItems == nil { firstParenthesisedItems = tokens[start].span }
        } else {
            let mark = scratch.count
            repeat { push(try parseWithItem()) } while accept(.comma)
            items = makeList(from: mark)
        }
        try expect(.colon)
        let comment = acceptTypeComment()
        let body = try parseBlock()
        let id = make(.with(items: items, body: body, isAsync: isAsync), blockSpan(from: start))
        if let comment { tree.typeComments.statements[id] = comment }
        return id
    }

    /// '(' ','.with_item+ [','] ')' &':', or nothing if the parenthesis belongs to an expression.
    private mutating func parseOptionalParenthesisedItems() throws(ParseStop) -> NodeList<
        WithItemNode
    >? {
        guard closingParenthesisIsFollowedByColon() else { return nil }
        let start = mark()
        do throws(ParseStop) {
            position &+= 1
            let listMark = scratch.count
            repeat {
                if kind == .rightParenthesis && scratch.count > listMark { break }
                push(try parseWithItem())
            } while accept(.comma)
            try expect(.rightParenthesis)
            if kind != .colon { throw .mismatch }
            return makeList(from: listMark)
        } catch {
            if error != .mismatch { throw error }
            reset(to: start)
            return nil
        }
    }

    private func closingParenthesisIsFollowedByColon() -> Bool {
        var depth = 0
        var index = position
        while true {
            switch tokens[index].kind {
            case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
            case .rightParenthesis, .rightBracket, .rightBrace:
                depth -= 1
                if depth == 0 { return tokens[index + 1].kind == .colon }
            case .endMarker, .error: return false
            default: break
            }
            index += 1
        }
    }

    /// with_item: expression ['as' star_target &(',' | ')' | ':')]
    private mutating func parseWithItem() throws(ParseStop) -> WithItemID {
        let context = try parseExpression()
        var target: ExpressionID?
        if accept(.as) {
            target = try parseStarTarget()
            guard kind == .comma || kind == .rightParenthesis || kind == .colon else {
                throw .mismatch
            }
        }
        let id = WithItemID(tree.withItems.count)
        tree.withItems.append(
            WithItemNode(contextExpression: context, optionalVariables: target))
        return id
    }

    // MARK: Try

    /// try_stmt: 'try' ':' block (finally_block | except_block+ [else_block] [finally_block])
    private mutating func parseTry() throws(ParseStop) -> StatementID {
        let start = position
        try expect(.try)
        let body = try parseSuite()
        var handlers: NodeList<ExceptHandlerNode> = .empty
        var orElse: NodeList<StatementNode> = .empty
        var isStar = false
        if kind == .except {
            isStar = isNext(.star)
            let mark = scratch.count
            while kind == .except { push(try parseHandler(isStar: isStar)) }
            handlers = makeList(from: mark)
            orElse = try parseOptionalElse()
        } else if kind != .finally {
            throw .mismatch
        }
        let finalBody: NodeList<StatementNode> = accept(.finally) ? try parseSuite() : .empty
        return make(
            .try(
                body: body, handlers: handlers, orElse: orElse, finalBody: finalBody,
                isStar: isStar),
            blockSpan(from: start))
    }

    /// except_block: 'except' [expression ['as' NAME]] ':' block
    /// except_star_block: 'except' '*' expression ['as' NAME] ':' block
    private mutating func parseHandler(isStar: Bool) throws(ParseStop) -> HandlerID {
        let start = position
        try expect(.except)
        guard accept(.star) == isStar else { throw .mismatch }
        var type: ExpressionID?
        var name: Identifier?
        if isStar || kind != .colon {
            type = try parseExpression()
            if accept(.as) { name = try parseName() }
        }
        let body = try parseSuite()
        let id = HandlerID(tree.handlers.count)
        tree.handlers.append(
            ExceptHandlerNode(type: type, name: name, body: body, span: blockSpan(from: start)))
        return id
    }
}
