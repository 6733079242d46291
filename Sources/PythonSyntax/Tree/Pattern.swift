/// A `match` pattern with its place in the source.
public struct PatternNode: Sendable {
    public var kind: Pattern
    public var span: SourceSpan

    @inlinable
    public init(_ kind: Pattern, _ span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// The kinds of `pattern` in `Parser/Python.asdl` (3.11), fields in its order.
public enum Pattern: Sendable {
    case value(ExpressionID)
    /// `None`, `True` or `False`.
    case singleton(ConstantID)
    case sequence(patterns: NodeList<PatternNode>)
    case mapping(
        keys: NodeList<ExpressionNode>, patterns: NodeList<PatternNode>, rest: Identifier?)
    case `class`(
        type: ExpressionID, patterns: NodeList<PatternNode>,
        keywordAttributes: NodeList<String>, keywordPatterns: NodeList<PatternNode>)
    case star(name: Identifier?)
    case `as`(pattern: PatternID?, name: Identifier?)
    case or(patterns: NodeList<PatternNode>)
}

/// `match_case`.
public struct MatchCaseNode: Sendable {
    public var pattern: PatternID
    public var guardExpression: ExpressionID?
    public var body: NodeList<StatementNode>

    @inlinable
    public init(pattern: PatternID, guardExpression: ExpressionID?, body: NodeList<StatementNode>) {
        self.pattern = pattern
        self.guardExpression = guardExpression
        self.body = body
    }
}
