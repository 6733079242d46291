/// A statement with its place in the source; its counterpart is `stmt_ty` in `Include/internal/pycore_ast.h`.
public struct StatementNode: Sendable {
    public var kind: Statement
    public var span: SourceSpan

    @inlinable
    public init(_ kind: Statement, _ span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// The kinds of `stmt` in `Parser/Python.asdl` (3.11), fields in its order. Every payload is trivial.
public enum Statement: Sendable {
    case functionDef(FunctionDefinition, isAsync: Bool)
    case classDef(ClassDefinition)
    case `return`(ExpressionID?)
    case delete(targets: NodeList<ExpressionNode>)
    case assign(targets: NodeList<ExpressionNode>, value: ExpressionID)
    case augAssign(target: ExpressionID, op: BinaryOperator, value: ExpressionID)
    case annAssign(
        target: ExpressionID, annotation: ExpressionID, value: ExpressionID?, isSimple: Bool)
    case `for`(
        target: ExpressionID, iterable: ExpressionID, body: NodeList<StatementNode>,
        orElse: NodeList<StatementNode>, isAsync: Bool)
    case `while`(
        test: ExpressionID, body: NodeList<StatementNode>, orElse: NodeList<StatementNode>)
    case `if`(test: ExpressionID, body: NodeList<StatementNode>, orElse: NodeList<StatementNode>)
    case with(items: NodeList<WithItemNode>, body: NodeList<StatementNode>, isAsync: Bool)
    case match(subject: ExpressionID, cases: NodeList<MatchCaseNode>)
    case raise(exception: ExpressionID?, cause: ExpressionID?)
    case `try`(
        body: NodeList<StatementNode>, handlers: NodeList<ExceptHandlerNode>,
        orElse: NodeList<StatementNode>, finalBody: NodeList<StatementNode>, isStar: Bool)
    case assert(test: ExpressionID, message: ExpressionID?)
    case `import`(names: NodeList<AliasNode>)
    case importFrom(module: Identifier?, names: NodeList<AliasNode>, level: Int32)
    case global(names: NodeList<String>)
    case nonlocal(names: NodeList<String>)
    case expression(ExpressionID)
    case pass
    case `break`
    case `continue`
}

/// `FunctionDef` and `AsyncFunctionDef`.
public struct FunctionDefinition: Sendable {
    public var name: Identifier
    public var arguments: ArgumentsID
    public var body: NodeList<StatementNode>
    public var decorators: NodeList<ExpressionNode>
    public var returns: ExpressionID?

    @inlinable
    public init(
        name: Identifier, arguments: ArgumentsID, body: NodeList<StatementNode>,
        decorators: NodeList<ExpressionNode>, returns: ExpressionID?
    ) {
        self.name = name
        self.arguments = arguments
        self.body = body
        self.decorators = decorators
        self.returns = returns
    }
}

/// `ClassDef`.
public struct ClassDefinition: Sendable {
    public var name: Identifier
    public var bases: NodeList<ExpressionNode>
    public var keywords: NodeList<KeywordNode>
    public var body: NodeList<StatementNode>
    public var decorators: NodeList<ExpressionNode>

    @inlinable
    public init(
        name: Identifier, bases: NodeList<ExpressionNode>, keywords: NodeList<KeywordNode>,
        body: NodeList<StatementNode>, decorators: NodeList<ExpressionNode>
    ) {
        self.name = name
        self.bases = bases
        self.keywords = keywords
        self.body = body
        self.decorators = decorators
    }
}

/// `excepthandler`.
public struct ExceptHandlerNode: Sendable {
    public var type: ExpressionID?
    public var name: Identifier?
    public var body: NodeList<StatementNode>
    public var span: SourceSpan

    @inlinable
    public init(
        type: ExpressionID?, name: Identifier?, body: NodeList<StatementNode>, span: SourceSpan
    ) {
        self.type = type
        self.name = name
        self.body = body
        self.span = span
    }
}

/// `alias`: a dotted name (kept as one identifier, `*` included) and its `as` name.
public struct AliasNode: Sendable {
    public var name: Identifier
    public var asName: Identifier?
    public var span: SourceSpan

    @inlinable
    public init(name: Identifier, asName: Identifier?, span: SourceSpan) {
        self.name = name
        self.asName = asName
        self.span = span
    }
}

/// `withitem`.
public struct WithItemNode: Sendable {
    public var contextExpression: ExpressionID
    public var optionalVariables: ExpressionID?

    @inlinable
    public init(contextExpression: ExpressionID, optionalVariables: ExpressionID?) {
        self.contextExpression = contextExpression
        self.optionalVariables = optionalVariables
    }
}
