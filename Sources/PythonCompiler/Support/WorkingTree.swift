import PythonBytecode
import PythonSyntax

/// A syntax tree as the compiler changes it: constant folding replaces expressions in place in a
/// copy of the expression pool, and adds lists and constants. The other pools stay the tree's.
///
/// Each stage takes it, works on it and hands it on: a second owner would make every change copy.
struct WorkingTree: Sendable {
    let tree: SyntaxTree
    var expressions: ContiguousArray<ExpressionNode>
    var lists: ContiguousArray<UInt32>
    var constants: ConstantPool
    var names: NameTable

    init(_ tree: SyntaxTree) {
        self.tree = tree
        expressions = tree.expressions
        lists = tree.lists
        constants = ConstantPool(tree)
        names = NameTable(tree)
    }

    /// What is left behind by `take`.
    private static let placeholder = WorkingTree(SyntaxTree())

    /// Hands the tree over without copying it.
    mutating func take() -> WorkingTree {
        var taken = WorkingTree.placeholder
        swap(&taken, &self)
        return taken
    }

    @inline(__always)
    subscript(id: ExpressionID) -> ExpressionNode { expressions[id.position] }

    @inline(__always)
    func element<Node>(_ list: NodeList<Node>, _ index: Int) -> NodeIndex<Node> {
        NodeIndex(lists[Int(list.start) + index])
    }

    func comparison(_ list: NodeList<ComparisonOperator>, _ index: Int) -> ComparisonOperator {
        let raw = lists[Int(list.start) + index]
        return ComparisonOperator(rawValue: UInt8(truncatingIfNeeded: raw)) ?? .equal
    }

    mutating func addList<Node>(_ items: [UInt32]) -> NodeList<Node> {
        let start = lists.count
        lists.append(contentsOf: items)
        return NodeList(start: start, count: items.count)
    }

    mutating func addExpression(_ node: ExpressionNode) -> ExpressionID {
        expressions.append(node)
        return ExpressionID(expressions.count - 1)
    }

    /// The constant an expression is, if it is one.
    @inline(__always)
    func constant(_ id: ExpressionID) -> Constant? {
        if case .constant(let constant, _) = expressions[id.position].kind {
            return constants[constant]
        }
        return nil
    }

    func isConstant(_ id: ExpressionID) -> Bool {
        if case .constant = expressions[id.position].kind { return true }
        return false
    }

    func isStarred(_ id: ExpressionID) -> Bool {
        if case .starred = expressions[id.position].kind { return true }
        return false
    }

    /// The docstring of a body: its first statement when that is a plain string
    /// (`_PyAST_GetDocString`).
    func docstring(of body: NodeList<StatementNode>) -> ConstantID? {
        guard !body.isEmpty, case .expression(let value) = tree[element(body, 0)].kind,
            case .constant(let id, _) = self[value].kind, case .string = constants[id]
        else { return nil }
        return id
    }
}

extension CodeLocation {
    @inline(__always)
    init(_ span: SourceSpan) {
        self.init(
            line: span.line, column: span.column, endLine: span.endLine, endColumn: span.endColumn)
    }
}
