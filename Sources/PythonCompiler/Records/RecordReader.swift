import PythonBytecode
import PythonSyntax

extension SyntaxTree {
    /// The tree of a record that `RecordValidator` found good.
    public init(_ record: TreeRecord) {
        var reader = RecordReader(record)
        reader.readAll()
        self = reader.tree
    }
}

/// Makes a syntax tree of a record. Every node is first given its place in its pool; then the pools are
/// filled one node after the other, so nothing recurses.
struct RecordReader {
    typealias Value = TreeRecord.Value

    let record: TreeRecord
    var tree = SyntaxTree()
    /// The index in its pool of every node.
    private var indices: [UInt32] = []
    private var identifiers: [String: Identifier] = [:]

    init(_ record: TreeRecord) {
        self.record = record
        var counts: [NodeKind: UInt32] = [:]
        indices = record.nodes.map { node in
            let base = node.kind.schema.base
            let pool = base == .AST ? node.kind : base
            defer { counts[pool, default: 0] += 1 }
            return counts[pool, default: 0]
        }
    }

    mutating func readAll() {
        tree.constants = ContiguousArray(record.literals.map { SyntaxConstant($0) })
        for index in record.nodes.indices { read(index) }
    }

    private mutating func read(_ index: Int) {
        let node = record.nodes[index]
        let span = SourceSpan(node.place)
        switch node.kind.schema.base {
        case .expr: tree.expressions.append(ExpressionNode(expression(index), span))
        case .stmt: tree.statements.append(StatementNode(statement(index), span))
        case .pattern: tree.patterns.append(PatternNode(pattern(index), span))
        case .excepthandler:
            tree.handlers.append(
                ExceptHandlerNode(
                    type: optional(index, 0), name: identifier(index, 1), body: list(index, 2),
                    span: span))
        case .mod: readRoot(index)
        default: readProduct(index, span)
        }
    }

    private mutating func readProduct(_ index: Int, _ span: SourceSpan) {
        switch record.nodes[index].kind {
        case .comprehension:
            tree.comprehensions.append(
                ComprehensionNode(
                    target: node(index, 0), iterable: node(index, 1), conditions: list(index, 2),
                    isAsync: integer(index, 3) != 0))
        case .arguments:
            tree.argumentLists.append(
                ArgumentsNode(
                    positionalOnly: list(index, 0), positional: list(index, 1),
                    variadic: optional(index, 2), keywordOnly: list(index, 3),
                    keywordDefaults: list(index, 4), keywordVariadic: optional(index, 5),
                    defaults: list(index, 6)))
        case .arg:
            tree.arguments.append(
                ArgumentNode(name: name(index, 0), annotation: optional(index, 1), span: span))
        case .keyword:
            tree.keywords.append(
                KeywordNode(name: identifier(index, 0), value: node(index, 1), span: span))
        case .alias:
            tree.aliases.append(
                AliasNode(name: name(index, 0), asName: identifier(index, 1), span: span))
        case .withitem:
            tree.withItems.append(
                WithItemNode(
                    contextExpression: node(index, 0), optionalVariables: optional(index, 1)))
        case .match_case:
            tree.matchCases.append(
                MatchCaseNode(
                    pattern: node(index, 0), guardExpression: optional(index, 1),
                    body: list(index, 2)))
        default: break
        }
    }

    private mutating func readRoot(_ index: Int) {
        switch record.nodes[index].kind {
        case .Module: tree.root = .module(body: list(index, 0))
        case .Interactive: tree.root = .interactive(body: list(index, 0))
        case .Expression: tree.root = .expression(node(index, 0))
        case .FunctionType:
            tree.root = .functionType(arguments: list(index, 0), returns: node(index, 1))
        default: break
        }
    }

    // MARK: Fields

    func kind(_ index: Int) -> NodeKind { record.nodes[index].kind }

    func optional<Node>(_ index: Int, _ field: Int) -> NodeIndex<Node>? {
        guard case .node(let child) = record.field(field, of: index) else { return nil }
        return NodeIndex(indices[child])
    }

    /// A node that isn't missing: the validator saw it.
    func node<Node>(_ index: Int, _ field: Int) -> NodeIndex<Node> {
        optional(index, field) ?? NodeIndex(UInt32.max)
    }

    mutating func identifier(_ index: Int, _ field: Int) -> Identifier? {
        identifier(record.field(field, of: index))
    }

    private mutating func identifier(_ value: Value) -> Identifier? {
        guard case .text(let text) = value else { return nil }
        let spelling = record.texts[text]
        if let known = identifiers[spelling] { return known }
        let made = Identifier(tree.identifiers.count)
        tree.identifiers.append(spelling)
        identifiers[spelling] = made
        return made
    }

    mutating func name(_ index: Int, _ field: Int) -> Identifier {
        identifier(index, field) ?? identifier(.none) ?? Identifier(UInt32.max)
    }

    func integer(_ index: Int, _ field: Int) -> Int32 {
        guard case .integer(let value) = record.field(field, of: index) else { return 0 }
        return value
    }

    func constant(_ index: Int, _ field: Int) -> ConstantID {
        guard case .constant(let literal) = record.field(field, of: index) else {
            return ConstantID(UInt32.max)
        }
        return ConstantID(literal)
    }

    func mark(_ index: Int, _ field: Int) -> UInt8 {
        guard case .mark(let kind) = record.field(field, of: index) else { return 0 }
        return kind.markIndex
    }

    /// Nodes, names or marks as raw indices.
    mutating func list<Node>(_ index: Int, _ field: Int) -> NodeList<Node> {
        guard case .list(let start, let count) = record.field(field, of: index), count > 0 else {
            return .empty
        }
        let begin = tree.lists.count
        for item in record.items[start..<(start + count)] {
            switch item {
            case .node(let child): tree.lists.append(indices[child])
            case .mark(let kind): tree.lists.append(UInt32(kind.markIndex))
            case .text:
                tree.lists.append(identifier(item)?.rawValue ?? UInt32.max)
            case .none, .list, .constant, .integer:
                tree.lists.append(SyntaxTree.noExpression.rawValue)
            }
        }
        return NodeList(start: begin, count: count)
    }
}

extension SourceSpan {
    init(_ place: TreeRecord.Place?) {
        self.init(
            line: place?.line ?? 0, column: place?.column ?? 0, endLine: place?.endLine ?? 0,
            endColumn: place?.endColumn ?? 0)
    }
}

extension SyntaxConstant {
    init(_ literal: TreeRecord.Literal) {
        switch literal {
        case .value(let constant): self.init(constant)
        case .invalid(let typeName): self = .invalid(typeName: typeName)
        }
    }

    init(_ constant: Constant) {
        switch constant {
        case .none: self = .none
        case .true: self = .true
        case .false: self = .false
        case .ellipsis: self = .ellipsis
        case .integer(.small(let value)):
            self =
                value >= 0
                ? .integer(.small(value)) : .negativeInteger(IntegerLiteral(value.magnitude))
        case .integer(.big(let isNegative, let digits)):
            self = isNegative ? .negativeInteger(.big(digits)) : .integer(.big(digits))
        case .float(let value): self = .float(value)
        case .complex(let real, let imaginary): self = .complex(real: real, imaginary: imaginary)
        case .string(let text): self = .string(text)
        case .bytes(let bytes): self = .bytes(bytes)
        case .tuple(let items): self = .tuple(items.map { SyntaxConstant($0) })
        case .frozenSet(let items): self = .frozenSet(items.map { SyntaxConstant($0) })
        case .code: self = .invalid(typeName: "code")
        }
    }
}

extension IntegerLiteral {
    /// A magnitude; that of the least `Int` is the only one that needs digits.
    init(_ magnitude: UInt) {
        if let small = Int(exactly: magnitude) {
            self = .small(small)
        } else {
            self = .big(
                [0, 30, 60].map { UInt32(truncatingIfNeeded: magnitude >> $0) & 0x3FFF_FFFF })
        }
    }
}
