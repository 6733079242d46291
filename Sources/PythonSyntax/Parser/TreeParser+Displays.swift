/// What stands in brackets: groups, tuples, lists, sets, dictionaries and comprehensions.
extension TreeParser {
    /// tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
    /// group: '(' (yield_expr | named_expression) ')'
    /// genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')'
    mutating func parseParenthesised() throws(ParseStop) -> ExpressionID {
        let start = position
        position &+= 1
        if accept(.rightParenthesis) {
            return make(.tuple(elements: .empty, context: .load), span(from: start))
        }
        try enter(TreeParser.bracketLevels)
        defer { leave(TreeParser.bracketLevels) }
        if kind == .yield {
            let value = try parseYield()
            try expect(.rightParenthesis)
            return value
        }
        let isStarred = kind == .star
        let first = try parseStarNamedExpression()
        switch kind {
        case .rightParenthesis:
            if isStarred { throw .mismatch }
            position &+= 1
            return first
        case .for, .async:
            if isStarred { throw .mismatch }
            return try parseGenerator(of: first, opening: start)
        default:
            let elements = try parseElements(first, closing: .rightParenthesis)
            return make(.tuple(elements: elements, context: .load), span(from: start))
        }
    }

    /// Commas and elements behind the first, to behind the closing bracket.
    private mutating func parseElements(
        _ first: ExpressionID, closing: TokenKind
    ) throws(ParseStop) -> NodeList<ExpressionNode> {
        let mark = scratch.count
        push(first)
        while accept(.comma) {
            if kind == closing { break }
            push(try parseStarNamedExpression())
        }
        try expect(closing)
        return makeList(from: mark)
    }

    /// The clauses and the closing parenthesis of a generator expression.
    mutating func parseGenerator(
        of element: ExpressionID, opening: Int
    ) throws(ParseStop) -> ExpressionID {
        let generators = try parseForIfClauses()
        try expect(.rightParenthesis)
        return make(.generatorExp(element: element, generators: generators), span(from: opening))
    }

    /// list: '[' [star_named_expressions] ']'
    /// listcomp: '[' named_expression for_if_clauses ']'
    mutating func parseListDisplay() throws(ParseStop) -> ExpressionID {
        let start = position
        position &+= 1
        if accept(.rightBracket) {
            return make(.list(elements: .empty, context: .load), span(from: start))
        }
        try enter(TreeParser.bracketLevels)
        defer { leave(TreeParser.bracketLevels) }
        let isStarred = kind == .star
        let first = try parseStarNamedExpression()
        if kind == .for || kind == .async {
            if isStarred { throw .mismatch }
            let generators = try parseForIfClauses()
            try expect(.rightBracket)
            return make(.listComp(element: first, generators: generators), span(from: start))
        }
        let elements = try parseElements(first, closing: .rightBracket)
        return make(.list(elements: elements, context: .load), span(from: start))
    }

    /// dict, set, dictcomp or setcomp: what follows the first element decides.
    mutating func parseBraces() throws(ParseStop) -> ExpressionID {
        let start = position
        position &+= 1
        if accept(.rightBrace) {
            return make(.dict(keys: .empty, values: .empty), span(from: start))
        }
        try enter(TreeParser.bracketLevels)
        defer { leave(TreeParser.bracketLevels) }
        if kind == .doubleStar { return try parseDictionary(firstKey: nil, start: start) }
        let isPlain = kind != .star && !(kind == .name && isNext(.colonEqual))
        let isStarred = kind == .star
        let first = try parseStarNamedExpression()
        if kind == .colon {
            guard isPlain else { throw .mismatch }
            return try parseDictionary(firstKey: first, start: start)
        }
        if kind == .for || kind == .async {
            if isStarred { throw .mismatch }
            let generators = try parseForIfClauses()
            try expect(.rightBrace)
            return make(.setComp(element: first, generators: generators), span(from: start))
        }
        let elements = try parseElements(first, closing: .rightBrace)
        return make(.set(elements: elements), span(from: start))
    }

    /// dict: '{' ','.('**' bitwise_or | expression ':' expression)+ [','] '}'
    /// dictcomp: '{' expression ':' expression for_if_clauses '}'
    private mutating func parseDictionary(
        firstKey: ExpressionID?, start: Int
    ) throws(ParseStop) -> ExpressionID {
        // Keys and values alternate on the stack.
        let mark = scratch.count
        var key = firstKey
        repeat {
            if kind == .rightBrace { break }
            if key == nil && accept(.doubleStar) {
                push(SyntaxTree.noExpression)
                push(try parseBitwiseOr())
                continue
            }
            let pairKey: ExpressionID
            if let known = key { pairKey = known } else { pairKey = try parseExpression() }
            key = nil
            try expect(.colon)
            let value = try parseExpression()
            if kind == .for || kind == .async {
                guard scratch.count == mark else { throw .mismatch }
                let generators = try parseForIfClauses()
                try expect(.rightBrace)
                return make(
                    .dictComp(key: pairKey, value: value, generators: generators), span(from: start)
                )
            }
            push(pairKey)
            push(value)
        } while accept(.comma)
        try expect(.rightBrace)
        let (keys, values) = makeAlternatingLists(from: mark)
        return make(.dict(keys: keys, values: values), span(from: start))
    }

    private mutating func makeAlternatingLists(
        from mark: Int
    ) -> (NodeList<ExpressionNode>, NodeList<ExpressionNode>) {
        let count = (scratch.count - mark) / 2
        let first = tree.lists.count
        for index in 0..<count { tree.lists.append(scratch[mark + 2 * index]) }
        let second = tree.lists.count
        for index in 0..<count { tree.lists.append(scratch[mark + 2 * index + 1]) }
        scratch.removeLast(2 * count)
        return (NodeList(start: first, count: count), NodeList(start: second, count: count))
    }

    /// for_if_clauses: (['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*)+
    mutating func parseForIfClauses() throws(ParseStop) -> NodeList<ComprehensionNode> {
        let mark = scratch.count
        while kind == .for || kind == .async {
            let isAsync = accept(.async)
            try expect(.for)
            let target = try parseStarTargets()
            try expect(.in)
            let iterable = try parseDisjunction()
            let conditionsMark = scratch.count
            while accept(.if) { push(try parseDisjunction()) }
            let conditions: NodeList<ExpressionNode> = makeList(from: conditionsMark)
            let id = ComprehensionID(tree.comprehensions.count)
            tree.comprehensions.append(
                ComprehensionNode(
                    target: target, iterable: iterable, conditions: conditions, isAsync: isAsync))
            push(id)
        }
        return makeList(from: mark)
    }
}
