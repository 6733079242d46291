/// A syntax tree as the front end and the runtime hand it to each other: nodes of the classes of `_ast`
/// with their fields in the order of `NodeSchema`, in flat arrays that name each other by index.
///
/// The runtime makes objects of it without knowing the parser, and makes it of objects; the compiler
/// turns it into its own tree and back.
public struct TreeRecord: Sendable {
    public enum Value: Sendable {
        case none
        case node(Int)
        /// A mark such as `Load`, which is no node of its own.
        case mark(NodeKind)
        /// A run of `items`.
        case list(start: Int, count: Int)
        /// An identifier or a string, in `texts`.
        case text(Int)
        case constant(Int)
        case integer(Int32)
    }

    /// `lineno, col_offset, end_lineno, end_col_offset`.
    public struct Place: Equatable, Sendable {
        public var line: Int32
        public var column: Int32
        public var endLine: Int32
        public var endColumn: Int32

        public init(line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
            self.line = line
            self.column = column
            self.endLine = endLine
            self.endColumn = endColumn
        }
    }

    public struct Node: Sendable {
        public var kind: NodeKind
        /// Where its fields begin in `fields`.
        public var firstField: Int
        public var place: Place?

        public init(kind: NodeKind, firstField: Int, place: Place?) {
            self.kind = kind
            self.firstField = firstField
            self.place = place
        }
    }

    /// The value of a `Constant`; of an object that is none, the name of its type.
    public enum Literal: Sendable {
        case value(Constant)
        case invalid(typeName: String)
    }

    public var nodes: [Node] = []
    public var fields: [Value] = []
    public var items: [Value] = []
    public var texts: [String] = []
    public var literals: [Literal] = []
    public var root = 0

    public init() {}

    /// Adds a node whose fields come in the order of its schema.
    @discardableResult
    public mutating func add(
        _ kind: NodeKind, _ values: [Value] = [], at place: Place? = nil
    ) -> Int {
        nodes.append(Node(kind: kind, firstField: fields.count, place: place))
        fields.append(contentsOf: values)
        return nodes.count - 1
    }

    public mutating func add(list: [Value]) -> Value {
        items.append(contentsOf: list)
        return .list(start: items.count - list.count, count: list.count)
    }

    public mutating func add(text: String) -> Value {
        texts.append(text)
        return .text(texts.count - 1)
    }

    public mutating func add(literal: Literal) -> Value {
        literals.append(literal)
        return .constant(literals.count - 1)
    }

    public func field(_ index: Int, of node: Int) -> Value {
        fields[nodes[node].firstField + index]
    }
}
