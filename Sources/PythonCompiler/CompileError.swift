import PythonBytecode

/// Why a tree has no code: what the symbol table and the code generator of CPython report.
public enum CompileError: Error, Equatable, Sendable {
    case syntax(CompileDiagnostic)
    /// A tree that a program made isn't one.
    case tree(RecordError)
    /// `RecursionError: maximum recursion depth exceeded during compilation`.
    case recursionLimit
}

/// A `SyntaxError` of the compiler. Lines and columns count from 1, as in the exception's
/// `lineno`, `offset`, `end_lineno`, `end_offset`; columns count bytes.
public struct CompileDiagnostic: Equatable, Sendable {
    public var message: String
    public var line: Int
    public var column: Int
    public var endLine: Int
    /// Absent in the few errors that CPython reports with a point only.
    public var endColumn: Int?

    init(_ message: String, at location: CodeLocation) {
        self.message = message
        line = Int(location.line)
        column = Int(location.column) + 1
        endLine = Int(location.endLine)
        endColumn = Int(location.endColumn) + 1
    }

    /// A warning as the error that a filter makes of it.
    public init(_ warning: CompileWarning) {
        self.init(warning.message, at: warning.location)
    }

    init(_ message: String, line: Int32, column: Int32) {
        self.message = message
        self.line = Int(line)
        self.column = Int(column)
        endLine = Int(line)
    }
}

/// A `SyntaxWarning`. CPython shows its line only; a warning filter that makes it an error needs
/// the whole place.
public struct CompileWarning: Equatable, Sendable {
    public var message: String
    public var location: CodeLocation
}
