/// Why a source is no Python program: what CPython raises from `compile()`, as a value.
///
/// `line` and `column` are CPython's `lineno` and `offset`: both count from 1, the column in
/// characters. `endLine` and `endColumn` are `end_lineno` and `end_offset`: nil where CPython has
/// `None`, since nothing was tokenized yet, and a column of -1 where it has that. `text` is the line
/// the error stands in, if CPython would show one.
public struct PythonSyntaxError: Error, Equatable, Sendable {
    /// The class of the exception.
    public enum Kind: Sendable {
        case syntaxError, indentationError, tabError
        /// The parser's stack is exhausted; it has neither message nor position.
        case memoryError
        /// The source contains a null byte.
        case valueError
        /// A limit of nesting that is met after parsing.
        case recursionError

        /// The name of CPython's exception class.
        public var name: String {
            switch self {
            case .syntaxError: "SyntaxError"
            case .indentationError: "IndentationError"
            case .tabError: "TabError"
            case .memoryError: "MemoryError"
            case .valueError: "ValueError"
            case .recursionError: "RecursionError"
            }
        }
    }

    public var kind: Kind
    public var message: String
    public var line: Int
    public var column: Int
    public var endLine: Int?
    public var endColumn: Int?
    public var text: String?
    /// What was warned of before the error was met.
    public var warnings: [PythonSyntaxWarning] = []

    public init(
        kind: Kind, message: String, line: Int = 0, column: Int = 0, endLine: Int? = nil,
        endColumn: Int? = nil, text: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
        self.text = text
    }
}

/// Something the parser accepts but CPython warns of.
public struct PythonSyntaxWarning: Equatable, Sendable {
    /// The warning's class.
    public enum Category: Sendable {
        case syntaxWarning, deprecationWarning

        public var name: String {
            switch self {
            case .syntaxWarning: "SyntaxWarning"
            case .deprecationWarning: "DeprecationWarning"
            }
        }
    }

    public var category: Category
    public var message: String
    public var line: Int
    /// Where an error in its place would be, in characters from 1, and its text.
    public var column: Int
    public var endLine: Int
    public var endColumn: Int
    public var text: String?

    /// A warning where an error would be.
    init(_ category: Category, _ message: String, at place: PythonSyntaxError) {
        self.category = category
        self.message = message
        line = place.line
        column = place.column
        endLine = place.endLine ?? place.line
        endColumn = place.endColumn ?? place.column
        text = place.text
    }
}
