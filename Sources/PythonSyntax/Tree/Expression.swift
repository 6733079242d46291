/// `expr_context`: how a name, attribute, subscript, starred, list or tuple is used.
public enum ExpressionContext: UInt8, Sendable { case load, store, delete }

/// `boolop`.
public enum BooleanOperator: UInt8, Sendable { case and, or }

/// `operator`, in the order of CPython's `Python.asdl`.
public enum BinaryOperator: UInt8, Sendable, CaseIterable {
    case add, subtract, multiply, matrixMultiply, divide, modulo, power
    case leftShift, rightShift, bitOr, bitXor, bitAnd, floorDivide
}

/// `unaryop`.
public enum UnaryOperator: UInt8, Sendable { case invert, not, plus, minus }

/// `cmpop`.
public enum ComparisonOperator: UInt8, Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case `is`, isNot, `in`, notIn
}

/// An expression with its place in the source; its counterpart is `expr_ty` in `Include/internal/pycore_ast.h`.
public struct ExpressionNode: Sendable {
    public var kind: Expression
    public var span: SourceSpan

    @inlinable
    public init(_ kind: Expression, _ span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// The kinds of `expr` in `Parser/Python.asdl` (3.11), fields in its order. Every payload is trivial.
public enum Expression: Sendable {
    case boolOp(BooleanOperator, values: NodeList<ExpressionNode>)
    case namedExpr(target: ExpressionID, value: ExpressionID)
    case binOp(left: ExpressionID, op: BinaryOperator, right: ExpressionID)
    case unaryOp(UnaryOperator, operand: ExpressionID)
    case lambda(arguments: ArgumentsID, body: ExpressionID)
    case ifExp(test: ExpressionID, body: ExpressionID, orElse: ExpressionID)
    /// `keys` and `values` have equal length; an absent key (`**value`) is `SyntaxTree.noExpression`.
    case dict(keys: NodeList<ExpressionNode>, values: NodeList<ExpressionNode>)
    case set(elements: NodeList<ExpressionNode>)
    case listComp(element: ExpressionID, generators: NodeList<ComprehensionNode>)
    case setComp(element: ExpressionID, generators: NodeList<ComprehensionNode>)
    case dictComp(key: ExpressionID, value: ExpressionID, generators: NodeList<ComprehensionNode>)
    case generatorExp(element: ExpressionID, generators: NodeList<ComprehensionNode>)
    case await(ExpressionID)
    case yield(ExpressionID?)
    case yieldFrom(ExpressionID)
    /// `operators` and `comparators` have equal length; operators are raw values in the list pool,
    /// read with `SyntaxTree.comparisonOperators(of:)`.
    case compare(
        left: ExpressionID, operators: NodeList<ComparisonOperator>,
        comparators: NodeList<ExpressionNode>)
    case call(
        function: ExpressionID, arguments: NodeList<ExpressionNode>, keywords: NodeList<KeywordNode>
    )
    /// `conversion` is -1 or the code of `s`, `r` or `a`.
    case formattedValue(value: ExpressionID, conversion: Int32, formatSpec: ExpressionID?)
    case joinedStr(values: NodeList<ExpressionNode>)
    /// `isUnicodePrefixed` is CPython's `kind == 'u'`.
    case constant(ConstantID, isUnicodePrefixed: Bool)
    case attribute(value: ExpressionID, attribute: Identifier, context: ExpressionContext)
    case `subscript`(value: ExpressionID, slice: ExpressionID, context: ExpressionContext)
    case starred(value: ExpressionID, context: ExpressionContext)
    case name(Identifier, context: ExpressionContext)
    case list(elements: NodeList<ExpressionNode>, context: ExpressionContext)
    case tuple(elements: NodeList<ExpressionNode>, context: ExpressionContext)
    case slice(lower: ExpressionID?, upper: ExpressionID?, step: ExpressionID?)
}

/// `comprehension`: one `for … in … if …` clause.
public struct ComprehensionNode: Sendable {
    public var target: ExpressionID
    public var iterable: ExpressionID
    public var conditions: NodeList<ExpressionNode>
    public var isAsync: Bool

    @inlinable
    public init(
        target: ExpressionID, iterable: ExpressionID, conditions: NodeList<ExpressionNode>,
        isAsync: Bool
    ) {
        self.target = target
        self.iterable = iterable
        self.conditions = conditions
        self.isAsync = isAsync
    }
}

/// `keyword`: `name=value` in a call or class header; `**value` has no name.
public struct KeywordNode: Sendable {
    public var name: Identifier?
    public var value: ExpressionID
    public var span: SourceSpan

    @inlinable
    public init(name: Identifier?, value: ExpressionID, span: SourceSpan) {
        self.name = name
        self.value = value
        self.span = span
    }
}

/// `arguments`: the parameters of a `def` or `lambda`.
///
/// `keywordDefaults` is as long as `keywordOnly`, with `SyntaxTree.noExpression` where there is no default.
public struct ArgumentsNode: Sendable {
    public var positionalOnly: NodeList<ArgumentNode>
    public var positional: NodeList<ArgumentNode>
    public var variadic: ArgumentID?
    public var keywordOnly: NodeList<ArgumentNode>
    public var keywordDefaults: NodeList<ExpressionNode>
    public var keywordVariadic: ArgumentID?
    public var defaults: NodeList<ExpressionNode>

    @inlinable
    public init(
        positionalOnly: NodeList<ArgumentNode> = .empty,
        positional: NodeList<ArgumentNode> = .empty, variadic: ArgumentID? = nil,
        keywordOnly: NodeList<ArgumentNode> = .empty,
        keywordDefaults: NodeList<ExpressionNode> = .empty, keywordVariadic: ArgumentID? = nil,
        defaults: NodeList<ExpressionNode> = .empty
    ) {
        self.positionalOnly = positionalOnly
        self.positional = positional
        self.variadic = variadic
        self.keywordOnly = keywordOnly
        self.keywordDefaults = keywordDefaults
        self.keywordVariadic = keywordVariadic
        self.defaults = defaults
    }
}

/// `arg`: one parameter.
public struct ArgumentNode: Sendable {
    public var name: Identifier
    public var annotation: ExpressionID?
    public var span: SourceSpan

    @inlinable
    public init(name: Identifier, annotation: ExpressionID?, span: SourceSpan) {
        self.name = name
        self.annotation = annotation
        self.span = span
    }
}
