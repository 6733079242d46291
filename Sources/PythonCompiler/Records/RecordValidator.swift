import PythonBytecode

/// What is wrong with a tree that a program made: `ValueError` or `TypeError` of `compile()`.
public struct RecordError: Error, Equatable, Sendable {
    public enum Kind: Sendable { case value, type, recursion, system }

    public var kind: Kind
    public var message: String

    init(_ message: String, kind: Kind = .value) {
        self.kind = kind
        self.message = message
    }
}

/// Checks a tree that a program made for what the grammar would have seen to (`Python/ast.c`): lists that
/// may not be empty or as long as others, contexts, names, constants and positions. Behind it the
/// compiler may rely on the shape of the tree.
struct RecordValidator {
    typealias Value = TreeRecord.Value

    let record: TreeRecord
    private var depth: Int
    private let depthLimit: Int

    static func validate(_ record: TreeRecord, depth: DepthLimit) throws(RecordError) {
        var validator = RecordValidator(
            record: record, depth: depth.start, depthLimit: depth.limit)
        try validator.checkRoot()
    }

    private init(record: TreeRecord, depth: Int, depthLimit: Int) {
        self.record = record
        self.depth = depth
        self.depthLimit = depthLimit
    }

    private mutating func checkRoot() throws(RecordError) {
        let root = record.root
        switch record.nodes[root].kind {
        case .Module, .Interactive: try statements(root, 0)
        case .Expression: try expression(root, 0)
        case .FunctionType:
            try expressions(root, 0)
            try expression(root, 1)
        default: break
        }
    }

    // MARK: Fields

    func kind(_ node: Int) -> NodeKind { record.nodes[node].kind }

    /// The node in a field, if there is one.
    func child(_ node: Int, _ field: Int) -> Int? {
        guard case .node(let child) = record.field(field, of: node) else { return nil }
        return child
    }

    func items(_ node: Int, _ field: Int) -> ArraySlice<Value> {
        guard case .list(let start, let count) = record.field(field, of: node) else { return [] }
        return record.items[start..<(start + count)]
    }

    func count(_ node: Int, _ field: Int) -> Int { items(node, field).count }

    func text(_ node: Int, _ field: Int) -> String? {
        guard case .text(let index) = record.field(field, of: node) else { return nil }
        return record.texts[index]
    }

    func literal(_ node: Int, _ field: Int) -> TreeRecord.Literal {
        guard case .constant(let index) = record.field(field, of: node) else {
            return .value(.none)
        }
        return record.literals[index]
    }

    /// The nodes of a list. Where CPython follows a null pointer, `None` is an error here.
    func nodes(_ node: Int, _ field: Int, _ what: String) throws(RecordError) -> [Int] {
        var nodes: [Int] = []
        for item in items(node, field) {
            guard case .node(let index) = item else {
                throw RecordError("None disallowed in \(what) list")
            }
            nodes.append(index)
        }
        return nodes
    }

    // MARK: Parts of rules

    mutating func descend() throws(RecordError) {
        depth += 1
        if depth > depthLimit {
            throw RecordError(
                "maximum recursion depth exceeded during compilation", kind: .recursion)
        }
    }

    mutating func ascend() { depth -= 1 }

    func checkPlace(_ node: Int) throws(RecordError) {
        guard let place = record.nodes[node].place else { return }
        let (line, endLine) = (place.line, place.endLine)
        let (column, endColumn) = (place.column, place.endColumn)
        if line > endLine {
            throw RecordError("AST node line range (\(line), \(endLine)) is not valid")
        }
        if line < 0 && endLine != line || column < 0 && column != endColumn {
            throw RecordError(
                "AST node column range (\(column), \(endColumn)) for line range (\(line), \(endLine)) is not valid"
            )
        }
        if line == endLine && column > endColumn {
            throw RecordError("line \(line), column \(column)-\(endColumn) is not a valid range")
        }
    }

    func checkName(_ name: String?) throws(RecordError) {
        switch name {
        case "None", "True", "False":
            throw RecordError("identifier field can't represent '\(name ?? "")' constant")
        default: return
        }
    }

    func checkNotEmpty(_ node: Int, _ field: Int, _ what: String) throws(RecordError) {
        if count(node, field) == 0 {
            throw RecordError("empty \(what) on \(kind(node).schema.name)")
        }
    }

    /// The names of a `global`, or of keyword patterns: none may be missing.
    func checkNames(_ node: Int, _ field: Int) throws(RecordError) {
        for item in items(node, field) {
            guard case .text = item else {
                throw RecordError("None disallowed in identifier list")
            }
        }
    }

    /// A list of statements; those of a body, which may not be empty, with `body`.
    mutating func statements(_ node: Int, _ field: Int) throws(RecordError) {
        for statement in try nodes(node, field, "statement") { try check(statement: statement) }
    }

    mutating func body(_ node: Int, _ field: Int) throws(RecordError) {
        try checkNotEmpty(node, field, "body")
        try statements(node, field)
    }

    mutating func expression(
        _ node: Int, _ field: Int, _ context: NodeKind = .Load
    ) throws(RecordError) {
        if let child = child(node, field) { try check(expression: child, context) }
    }

    mutating func expressions(
        _ node: Int, _ field: Int, _ context: NodeKind = .Load, takesNone: Bool = false
    ) throws(RecordError) {
        for item in items(node, field) {
            guard case .node(let child) = item else {
                if takesNone { continue }
                throw RecordError("None disallowed in expression list")
            }
            try check(expression: child, context)
        }
    }

    mutating func patterns(
        _ node: Int, _ field: Int, takesStar: Bool = false
    ) throws(RecordError) {
        for pattern in try nodes(node, field, "pattern") {
            try check(pattern: pattern, takesStar: takesStar)
        }
    }
}
