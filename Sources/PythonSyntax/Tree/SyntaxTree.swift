/// What a source was parsed as: CPython's `Module`, `Interactive`, `Expression` and `FunctionType`.
public enum SyntaxRoot: Sendable {
    case module(body: NodeList<StatementNode>)
    case interactive(body: NodeList<StatementNode>)
    case expression(ExpressionID)
    /// A signature in a type comment, `(int, str) -> bool`.
    case functionType(arguments: NodeList<ExpressionNode>, returns: ExpressionID)
}

/// The comments `# type: …` of a source, which only a parser that is asked to keeps.
public struct TypeComments: Sendable {
    /// `# type: ignore` and what follows it.
    public struct Ignore: Sendable {
        public var line: Int32
        public var tag: String

        public init(line: Int32, tag: String) {
            self.line = line
            self.tag = tag
        }
    }

    public var statements: [StatementID: String] = [:]
    public var arguments: [ArgumentID: String] = [:]
    public var ignores: [Ignore] = []
}

/// A parsed source: flat pools of trivial nodes that name each other by index.
///
/// The parser builds one, the symbol table and the compiler walk it, nobody changes it. Its
/// counterpart is the arena of `Python/pyarena.c`: everything is dropped at once.
///
///     expressions ┌────┬────┬────┬────┐      lists ┌───┬───┬───┬───┐
///                 │Name│Num │Call│…   │            │ 0 │ 1 │ 0 │…  │ raw indices; a NodeList
///                 └────┴────┴────┴────┘            └───┴───┴───┴───┘ is a start and a count
public struct SyntaxTree: Sendable {
    public package(set) var expressions: ContiguousArray<ExpressionNode> = []
    public package(set) var statements: ContiguousArray<StatementNode> = []
    public package(set) var patterns: ContiguousArray<PatternNode> = []
    public package(set) var argumentLists: ContiguousArray<ArgumentsNode> = []
    public package(set) var arguments: ContiguousArray<ArgumentNode> = []
    public package(set) var keywords: ContiguousArray<KeywordNode> = []
    public package(set) var comprehensions: ContiguousArray<ComprehensionNode> = []
    public package(set) var aliases: ContiguousArray<AliasNode> = []
    public package(set) var withItems: ContiguousArray<WithItemNode> = []
    public package(set) var handlers: ContiguousArray<ExceptHandlerNode> = []
    public package(set) var matchCases: ContiguousArray<MatchCaseNode> = []
    public package(set) var constants: ContiguousArray<SyntaxConstant> = []
    public package(set) var identifiers: ContiguousArray<String> = []
    /// The pool of lists: raw node indices, or raw comparison operators.
    public package(set) var lists: ContiguousArray<UInt32> = []
    public package(set) var root: SyntaxRoot = .module(body: .empty)
    public package(set) var typeComments = TypeComments()

    /// Stands for an absent expression inside a list: a `None` key of a `Dict`, a keyword-only
    /// parameter without default.
    public static let noExpression = ExpressionID(UInt32.max)

    public init() {}

    @inlinable
    public subscript(id: ExpressionID) -> ExpressionNode { expressions[id.position] }
    @inlinable
    public subscript(id: StatementID) -> StatementNode { statements[id.position] }
    @inlinable
    public subscript(id: PatternID) -> PatternNode { patterns[id.position] }
    @inlinable
    public subscript(id: ArgumentsID) -> ArgumentsNode { argumentLists[id.position] }
    @inlinable
    public subscript(id: ArgumentID) -> ArgumentNode { arguments[id.position] }
    @inlinable
    public subscript(id: KeywordID) -> KeywordNode { keywords[id.position] }
    @inlinable
    public subscript(id: ComprehensionID) -> ComprehensionNode { comprehensions[id.position] }
    @inlinable
    public subscript(id: AliasID) -> AliasNode { aliases[id.position] }
    @inlinable
    public subscript(id: WithItemID) -> WithItemNode { withItems[id.position] }
    @inlinable
    public subscript(id: HandlerID) -> ExceptHandlerNode { handlers[id.position] }
    @inlinable
    public subscript(id: MatchCaseID) -> MatchCaseNode { matchCases[id.position] }
    @inlinable
    public subscript(id: ConstantID) -> SyntaxConstant { constants[id.position] }

    /// The text of an identifier.
    @inlinable
    public func spelling(of identifier: Identifier) -> String { identifiers[identifier.position] }

    /// The members of a list, in source order.
    @inlinable
    public func elements<Node>(of list: NodeList<Node>) -> NodeListElements<Node> {
        NodeListElements(lists: lists, list: list)
    }

    /// The operators of a comparison chain.
    public func comparisonOperators(
        of list: NodeList<ComparisonOperator>
    ) -> [ComparisonOperator] {
        elements(of: list).map {
            ComparisonOperator(rawValue: UInt8(truncatingIfNeeded: $0.rawValue)) ?? .equal
        }
    }
}

/// A random-access view of the indices in a `NodeList`.
public struct NodeListElements<Node>: RandomAccessCollection {
    @usableFromInline let lists: ContiguousArray<UInt32>
    @usableFromInline let list: NodeList<Node>

    @inlinable
    init(lists: ContiguousArray<UInt32>, list: NodeList<Node>) {
        self.lists = lists
        self.list = list
    }

    @inlinable
    public var startIndex: Int { 0 }
    @inlinable
    public var endIndex: Int { Int(list.count) }
    @inlinable
    public subscript(position: Int) -> NodeIndex<Node> {
        NodeIndex(lists[Int(list.start) + position])
    }
}
