import PythonBytecode
import PythonSyntax

extension TreeRecord {
    /// A parsed tree as the runtime takes it.
    public init(_ tree: SyntaxTree) {
        var recorder = TreeRecorder(tree)
        recorder.recordAll()
        self = recorder.record
    }
}

/// Copies the pools of a syntax tree into a record, one after the other, so a node's number is its
/// index in its pool and where the pool begins. Nothing recurses, however deep the tree is.
struct TreeRecorder {
    typealias Value = TreeRecord.Value

    let tree: SyntaxTree
    var record = TreeRecord()
    /// The numbers of the first nodes of the pools; expressions begin at 0.
    private let statements: Int
    private let patterns: Int
    private let argumentLists: Int
    private let arguments: Int
    private let keywords: Int
    private let comprehensions: Int
    private let aliases: Int
    private let withItems: Int
    private let handlers: Int
    private let matchCases: Int

    init(_ tree: SyntaxTree) {
        self.tree = tree
        statements = tree.expressions.count
        patterns = statements + tree.statements.count
        argumentLists = patterns + tree.patterns.count
        arguments = argumentLists + tree.argumentLists.count
        keywords = arguments + tree.arguments.count
        comprehensions = keywords + tree.keywords.count
        aliases = comprehensions + tree.comprehensions.count
        withItems = aliases + tree.aliases.count
        handlers = withItems + tree.withItems.count
        matchCases = handlers + tree.handlers.count
    }

    mutating func recordAll() {
        record.nodes.reserveCapacity(matchCases + tree.matchCases.count + 1)
        record.texts = Array(tree.identifiers)
        record.literals = tree.constants.map { TreeRecord.Literal($0) }
        for node in tree.expressions { add(node) }
        for index in tree.statements.indices { add(tree.statements[index], StatementID(index)) }
        for node in tree.patterns { add(node) }
        for node in tree.argumentLists { add(node) }
        for index in tree.arguments.indices { add(tree.arguments[index], ArgumentID(index)) }
        for node in tree.keywords {
            record.add(.keyword, [value(node.name), value(node.value)], at: .init(node.span))
        }
        for node in tree.comprehensions {
            record.add(
                .comprehension,
                [
                    value(node.target), value(node.iterable), list(node.conditions),
                    .integer(node.isAsync ? 1 : 0),
                ])
        }
        for node in tree.aliases {
            record.add(.alias, [value(node.name), value(node.asName)], at: .init(node.span))
        }
        for node in tree.withItems {
            record.add(.withitem, [value(node.contextExpression), value(node.optionalVariables)])
        }
        for node in tree.handlers {
            record.add(
                .ExceptHandler, [value(node.type), value(node.name), list(node.body)],
                at: .init(node.span))
        }
        for node in tree.matchCases {
            record.add(
                .match_case,
                [value(node.pattern), value(node.guardExpression), list(node.body)])
        }
        addRoot()
    }

    private mutating func addRoot() {
        switch tree.root {
        case .module(let body):
            let ignores = tree.typeComments.ignores.map { ignore in
                Value.node(
                    record.add(
                        .TypeIgnore, [.integer(ignore.line), record.add(text: ignore.tag)]))
            }
            record.root = record.add(.Module, [list(body), record.add(list: ignores)])
        case .interactive(let body): record.root = record.add(.Interactive, [list(body)])
        case .expression(let body): record.root = record.add(.Expression, [value(body)])
        case .functionType(let arguments, let returns):
            record.root = record.add(.FunctionType, [list(arguments), value(returns)])
        }
    }

    // MARK: Values

    func value(_ id: ExpressionID?) -> Value {
        guard let id, id != SyntaxTree.noExpression else { return .none }
        return .node(id.position)
    }

    func value(_ id: PatternID?) -> Value { id.map { .node(patterns + $0.position) } ?? .none }

    func value(_ id: ArgumentsID) -> Value { .node(argumentLists + id.position) }

    func value(_ id: ArgumentID?) -> Value { id.map { .node(arguments + $0.position) } ?? .none }

    func value(_ id: Identifier?) -> Value { id.map { .text($0.position) } ?? .none }

    mutating func value(_ comment: String?) -> Value {
        comment.map { record.add(text: $0) } ?? .none
    }

    /// The members of a list as numbers that begin at `base`. What the parser gave up and left behind may
    /// name a list that is no more.
    private mutating func list<Node>(_ list: NodeList<Node>, from base: Int) -> Value {
        guard Int(list.start) + Int(list.count) <= tree.lists.count else {
            return record.add(list: [])
        }
        return record.add(list: tree.elements(of: list).map { .node(base + $0.position) })
    }

    mutating func list(_ list: NodeList<ExpressionNode>) -> Value {
        guard Int(list.start) + Int(list.count) <= tree.lists.count else {
            return record.add(list: [])
        }
        return record.add(list: tree.elements(of: list).map { value($0) })
    }

    mutating func list(_ list: NodeList<StatementNode>) -> Value {
        self.list(list, from: statements)
    }

    mutating func list(_ list: NodeList<PatternNode>) -> Value { self.list(list, from: patterns) }

    mutating func list(_ list: NodeList<ArgumentNode>) -> Value { self.list(list, from: arguments) }

    mutating func list(_ list: NodeList<KeywordNode>) -> Value { self.list(list, from: keywords) }

    mutating func list(_ list: NodeList<ComprehensionNode>) -> Value {
        self.list(list, from: comprehensions)
    }

    mutating func list(_ list: NodeList<AliasNode>) -> Value { self.list(list, from: aliases) }

    mutating func list(_ list: NodeList<WithItemNode>) -> Value { self.list(list, from: withItems) }

    mutating func list(_ list: NodeList<ExceptHandlerNode>) -> Value {
        self.list(list, from: handlers)
    }

    mutating func list(_ list: NodeList<MatchCaseNode>) -> Value {
        self.list(list, from: matchCases)
    }

    mutating func list(_ names: NodeList<String>) -> Value {
        guard Int(names.start) + Int(names.count) <= tree.lists.count else {
            return record.add(list: [])
        }
        return record.add(list: tree.elements(of: names).map { .text($0.position) })
    }

    mutating func list(_ operators: NodeList<ComparisonOperator>) -> Value {
        guard Int(operators.start) + Int(operators.count) <= tree.lists.count else {
            return record.add(list: [])
        }
        return record.add(
            list: tree.comparisonOperators(of: operators).map { .mark(NodeKind($0)) })
    }
}

extension TreeRecord.Place {
    init(_ span: SourceSpan) {
        self.init(
            line: span.line, column: span.column, endLine: span.endLine, endColumn: span.endColumn)
    }
}

extension TreeRecord.Literal {
    init(_ constant: SyntaxConstant) {
        if case .invalid(let typeName) = constant {
            self = .invalid(typeName: typeName)
        } else {
            self = .value(Constant(constant))
        }
    }
}
