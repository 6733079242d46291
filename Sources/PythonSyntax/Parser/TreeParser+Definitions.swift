/// Functions, classes, decorators and parameters.
extension TreeParser {
    /// decorators: ('@' named_expression NEWLINE)+, then a class or function.
    mutating func parseDecorated() throws(ParseStop) -> StatementID {
        let mark = scratch.count
        while accept(.at) {
            push(try parseNamedExpression())
            try expect(.newline)
        }
        let decorators: NodeList<ExpressionNode> = makeList(from: mark)
        let start = position
        switch kind {
        case .def: return try parseFunction(start: start, decorators: decorators, isAsync: false)
        case .class: return try parseClass(decorators: decorators)
        case .async:
            position &+= 1
            return try parseFunction(start: start, decorators: decorators, isAsync: true)
        default: throw .mismatch
        }
    }

    /// class_def_raw: 'class' NAME ['(' [arguments] ')'] ':' block
    private mutating func parseClass(
        decorators: NodeList<ExpressionNode>
    ) throws(ParseStop) -> StatementID {
        let start = position
        try expect(.class)
        let name = try parseName()
        var bases: NodeList<ExpressionNode> = .empty
        var keywords: NodeList<KeywordNode> = .empty
        if accept(.leftParenthesis) {
            (bases, keywords) = try parseArguments(generatorFrom: nil)
        }
        try expect(.colon)
        let body = try parseBlock()
        let definition = ClassDefinition(
            name: name, bases: bases, keywords: keywords, body: body, decorators: decorators)
        return make(.classDef(definition), blockSpan(from: start))
    }

    /// function_def_raw: 'def' NAME '(' [params] ')' ['->' expression] ':' block
    mutating func parseFunction(
        start: Int, decorators: NodeList<ExpressionNode>, isAsync: Bool
    ) throws(ParseStop) -> StatementID {
        try expect(.def)
        let name = try parseName()
        try expect(.leftParenthesis)
        let arguments = try parseParameters(isLambda: false)
        try expect(.rightParenthesis)
        var returns: ExpressionID?
        if accept(.arrow) { returns = try parseExpression() }
        try expect(.colon)
        let comment = try acceptFunctionTypeComment()
        let body = try parseBlock()
        let definition = FunctionDefinition(
            name: name, arguments: arguments, body: body, decorators: decorators, returns: returns)
        let id = make(.functionDef(definition, isAsync: isAsync), blockSpan(from: start))
        if let comment { tree.typeComments.statements[id] = comment }
        return id
    }

    // MARK: Parameters

    /// The parts of a parameter list while it is read.
    private struct Parameters {
        var positionalOnly: ContiguousArray<UInt32> = []
        var positional: ContiguousArray<UInt32> = []
        var defaults: ContiguousArray<UInt32> = []
        var keywordOnly: ContiguousArray<UInt32> = []
        var keywordDefaults: ContiguousArray<UInt32> = []
        var variadic: ArgumentID?
        var keywordVariadic: ArgumentID?
        var sawSlash = false
        var sawStar = false
        /// The parameter just read, which a comment behind it belongs to.
        var last: ArgumentID?
    }

    /// parameters, lambda_parameters: names with defaults, '/' , '*' and '**', in this order.
    ///
    /// A parameter of `def` may have an annotation. Ends before `)` or `:`.
    mutating func parseParameters(isLambda: Bool) throws(ParseStop) -> ArgumentsID {
        let closing: TokenKind = isLambda ? .colon : .rightParenthesis
        if kind == closing { return makeArguments(ArgumentsNode()) }
        var parameters = Parameters()
        while kind != closing {
            try parseParameter(&parameters, isLambda: isLambda)
            if let last = parameters.keywordVariadic {
                _ = accept(.comma)
                if let comment = acceptTypeComment() { tree.typeComments.arguments[last] = comment }
                break
            }
            let isLast = !accept(.comma)
            if let last = parameters.last, let comment = acceptTypeComment() {
                tree.typeComments.arguments[last] = comment
            }
            if isLast { break }
        }
        guard kind == closing else { throw .mismatch }
        if parameters.sawStar && parameters.variadic == nil && parameters.keywordOnly.isEmpty {
            throw .mismatch
        }
        return makeArguments(
            ArgumentsNode(
                positionalOnly: makeList(parameters.positionalOnly),
                positional: makeList(parameters.positional), variadic: parameters.variadic,
                keywordOnly: makeList(parameters.keywordOnly),
                keywordDefaults: makeList(parameters.keywordDefaults),
                keywordVariadic: parameters.keywordVariadic,
                defaults: makeList(parameters.defaults)))
    }

    private mutating func parseParameter(
        _ parameters: inout Parameters, isLambda: Bool
    ) throws(ParseStop) {
        parameters.last = nil
        switch kind {
        case .slash:
            guard !parameters.sawSlash, !parameters.sawStar, !parameters.positional.isEmpty else {
                throw .mismatch
            }
            position &+= 1
            parameters.sawSlash = true
            swap(&parameters.positionalOnly, &parameters.positional)
        case .star:
            guard !parameters.sawStar else { throw .mismatch }
            position &+= 1
            parameters.sawStar = true
            if kind == .comma {
                guard isNext(.typeComment) else { return }
                throw raiseHere("bare * has associated type comment", at: position &+ 1)
            }
            parameters.variadic = try parseArgument(isLambda: isLambda, allowsStar: true)
            parameters.last = parameters.variadic
        case .doubleStar:
            // A bare star needs a name behind it.
            if parameters.sawStar && parameters.variadic == nil && parameters.keywordOnly.isEmpty {
                throw .mismatch
            }
            position &+= 1
            parameters.keywordVariadic = try parseArgument(isLambda: isLambda, allowsStar: false)
        default:
            try parseNamedParameter(&parameters, isLambda: isLambda)
        }
    }

    /// param ['=' expression]
    private mutating func parseNamedParameter(
        _ parameters: inout Parameters, isLambda: Bool
    ) throws(ParseStop) {
        let argument = try parseArgument(isLambda: isLambda, allowsStar: false)
        parameters.last = argument
        var value: ExpressionID?
        if accept(.equal) { value = try parseExpression() }
        if parameters.sawStar {
            parameters.keywordOnly.append(argument.rawValue)
            parameters.keywordDefaults.append((value ?? SyntaxTree.noExpression).rawValue)
            return
        }
        parameters.positional.append(argument.rawValue)
        if let value {
            parameters.defaults.append(value.rawValue)
        } else if !parameters.defaults.isEmpty {
            throw .mismatch
        }
    }

    /// param: NAME [':' expression]; behind a '*' the annotation may be starred.
    private mutating func parseArgument(
        isLambda: Bool, allowsStar: Bool
    ) throws(ParseStop) -> ArgumentID {
        let start = position
        let name = try parseName()
        var annotation: ExpressionID?
        if !isLambda && accept(.colon) {
            annotation =
                allowsStar && kind == .star ? try parseStarred() : try parseExpression()
        }
        let id = ArgumentID(tree.arguments.count)
        tree.arguments.append(
            ArgumentNode(name: name, annotation: annotation, span: span(from: start)))
        return id
    }

    private mutating func makeArguments(_ node: ArgumentsNode) -> ArgumentsID {
        let id = ArgumentsID(tree.argumentLists.count)
        tree.argumentLists.append(node)
        return id
    }

    private mutating func makeList<Node>(_ indices: ContiguousArray<UInt32>) -> NodeList<Node> {
        if indices.isEmpty { return .empty }
        let start = tree.lists.count
        tree.lists.append(contentsOf: indices)
        return NodeList(start: start, count: indices.count)
    }
}
