/// Atoms with their attributes, calls and subscripts.
extension TreeParser {
    /// primary: atom ('.' NAME | '(' [arguments] ')' | '[' slices ']')*
    mutating func parsePrimary() throws(ParseStop) -> ExpressionID {
        let start = position
        var value = try parseAtom()
        while true {
            switch kind {
            case .dot:
                position &+= 1
                let name = try parseName()
                value = make(
                    .attribute(value: value, attribute: name, context: .load), span(from: start))
            case .leftParenthesis:
                value = try parseCall(of: value, start: start)
            case .leftBracket:
                position &+= 1
                try enter(TreeParser.bracketLevels)
                let slice = try parseSlices()
                leave(TreeParser.bracketLevels)
                try expect(.rightBracket)
                value = make(
                    .subscript(value: value, slice: slice, context: .load), span(from: start))
            default:
                return value
            }
        }
    }

    /// Levels of CPython's parser between two nested brackets, at least.
    static let bracketLevels: Int32 = 20

    /// slices: slice !',' | ','.(slice | starred_expression)+ [',']
    private mutating func parseSlices() throws(ParseStop) -> ExpressionID {
        let start = position
        let isStarred = kind == .star
        let first = isStarred ? try parseStarredExpression() : try parseSlice()
        if kind != .comma && !isStarred { return first }
        let mark = scratch.count
        push(first)
        while accept(.comma) {
            if kind == .rightBracket { break }
            push(kind == .star ? try parseStarredExpression() : try parseSlice())
        }
        let elements: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.tuple(elements: elements, context: .load), span(from: start))
    }

    /// slice: [expression] ':' [expression] [':' [expression]] | named_expression
    private mutating func parseSlice() throws(ParseStop) -> ExpressionID {
        let start = position
        var lower: ExpressionID?
        if kind != .colon {
            let isNamed = kind == .name && isNext(.colonEqual)
            let value = try parseNamedExpression()
            if kind != .colon { return value }
            if isNamed { throw .mismatch }
            lower = value
        }
        try expect(.colon)
        var upper: ExpressionID?
        var step: ExpressionID?
        if startsExpression(kind) { upper = try parseExpression() }
        if accept(.colon), startsExpression(kind) { step = try parseExpression() }
        return make(.slice(lower: lower, upper: upper, step: step), span(from: start))
    }

    /// atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | tuple, group or generator
    /// | list or comprehension | dict, set or comprehension | '...'
    private mutating func parseAtom() throws(ParseStop) -> ExpressionID {
        let start = position
        let token = tokens[start]
        switch token.kind {
        case .name:
            position &+= 1
            return make(.name(token.identifier, context: .load), token.span)
        case .number:
            position &+= 1
            return try makeNumber(token)
        case .string: return try parseStrings()
        case .leftParenthesis: return try parseParenthesised()
        case .leftBracket: return try parseListDisplay()
        case .leftBrace: return try parseBraces()
        case .true: return makeSingleton(TreeParser.trueConstant, token)
        case .false: return makeSingleton(TreeParser.falseConstant, token)
        case .none: return makeSingleton(TreeParser.noneConstant, token)
        case .ellipsis: return makeSingleton(TreeParser.ellipsisConstant, token)
        default: throw .mismatch
        }
    }

    private mutating func makeSingleton(_ constant: ConstantID, _ token: Token) -> ExpressionID {
        position &+= 1
        return make(.constant(constant, isUnicodePrefixed: false), token.span)
    }

    // MARK: Calls

    /// primary genexp | primary '(' [arguments] ')'
    private mutating func parseCall(
        of function: ExpressionID, start: Int
    ) throws(ParseStop) -> ExpressionID {
        let opening = position
        position &+= 1
        if accept(.rightParenthesis) {
            return make(
                .call(function: function, arguments: .empty, keywords: .empty), span(from: start))
        }
        try enter(TreeParser.bracketLevels)
        let (arguments, keywords) = try parseArguments(generatorFrom: opening)
        leave(TreeParser.bracketLevels)
        return make(
            .call(function: function, arguments: arguments, keywords: keywords), span(from: start))
    }

    /// args: ','.(starred_expression | (assignment_expression | expression !':=') !'=')+
    /// [',' kwargs] | kwargs
    ///
    /// Reads to behind the closing parenthesis. Behind `name=` only keywords and `*` may follow,
    /// behind `**` only keywords. `generatorFrom` is the opening parenthesis of a call, whose only argument
    /// may be a generator without parentheses of its own.
    mutating func parseArguments(
        generatorFrom opening: Int?
    ) throws(ParseStop) -> (NodeList<ExpressionNode>, NodeList<KeywordNode>) {
        let mark = scratch.count
        // Keywords wait apart, because positional arguments and those of nested calls come between.
        var keywords: ContiguousArray<UInt32> = []
        var sawDoubleStar = false
        while kind != .rightParenthesis {
            let start = position
            if kind == .star {
                if sawDoubleStar { throw .mismatch }
                push(try parseStarredExpression())
            } else if kind == .doubleStar || (kind == .name && isNext(.equal)) {
                sawDoubleStar = sawDoubleStar || kind == .doubleStar
                keywords.append(try parseKeyword(start: start).rawValue)
            } else {
                guard keywords.isEmpty else { throw .mismatch }
                let value = try parseNamedExpression()
                if kind == .for || kind == .async {
                    guard let opening, opening + 1 == start else { throw .mismatch }
                    push(try parseGenerator(of: value, opening: opening))
                    return (makeList(from: mark), .empty)
                }
                push(value)
            }
            guard accept(.comma) else { break }
        }
        try expect(.rightParenthesis)
        let arguments: NodeList<ExpressionNode> = makeList(from: mark)
        if keywords.isEmpty { return (arguments, .empty) }
        let start = tree.lists.count
        tree.lists.append(contentsOf: keywords)
        return (arguments, NodeList(start: start, count: keywords.count))
    }

    /// kwarg: NAME '=' expression | '**' expression
    private mutating func parseKeyword(start: Int) throws(ParseStop) -> KeywordID {
        var name: Identifier?
        if !accept(.doubleStar) {
            name = try parseName()
            try expect(.equal)
        }
        let value = try parseExpression()
        let id = KeywordID(tree.keywords.count)
        tree.keywords.append(KeywordNode(name: name, value: value, span: span(from: start)))
        return id
    }
}
