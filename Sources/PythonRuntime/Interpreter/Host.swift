import PythonBytecode

/// What an interpreter may do to the world outside its region: the only way out of it.
///
/// The pipeline hands one in; a program sees nothing else of the host. Closures are fine here, since
/// nothing hot calls them.
public struct Host {
    /// Takes bytes written to standard output (1) or error (2).
    public var write: (_ stream: Int, _ bytes: UnsafeRawBufferPointer) -> Void
    /// Takes the repr of a value that a cell shows: its last expression's.
    public var echo: (_ text: String) -> Void
    /// A line of standard input with its newline; nil at the end.
    public var readLine: () -> [UInt8]?
    /// A line of a source, without its newline, for tracebacks; counted from 1.
    public var sourceLine: (_ filename: String, _ line: Int) -> String?
    /// Compiles source for `exec`, `eval` and `compile`; set by the pipeline, which alone knows the compiler.
    public var compile: (_ request: CompileRequest) -> CompileReply
    /// The scopes of a source, for the module `symtable`.
    public var symbols: (_ request: CompileRequest) -> SymbolReply
    /// Where the operator of an expression is, for the marks below a traceback's line.
    public var operatorAnchors: (_ expression: String) -> OperatorAnchors?
    /// The installed standard library, if there is one.
    public var library: HostLibrary?

    public init(
        write: @escaping (_ stream: Int, _ bytes: UnsafeRawBufferPointer) -> Void,
        echo: @escaping (_ text: String) -> Void = { _ in },
        readLine: @escaping () -> [UInt8]? = { nil },
        sourceLine: @escaping (_ filename: String, _ line: Int) -> String? = { _, _ in nil },
        compile: @escaping (_ request: CompileRequest) -> CompileReply = { _ in .unavailable },
        symbols: @escaping (_ request: CompileRequest) -> SymbolReply = { _ in .unavailable },
        operatorAnchors: @escaping (_ expression: String) -> OperatorAnchors? = { _ in nil },
        library: HostLibrary? = nil
    ) {
        self.write = write
        self.echo = echo
        self.readLine = readLine
        self.sourceLine = sourceLine
        self.compile = compile
        self.symbols = symbols
        self.operatorAnchors = operatorAnchors
        self.library = library
    }
}

/// The operator of a binary expression, or the brackets of a subscript: UTF-8 offsets in its text.
public struct OperatorAnchors: Sendable, Equatable {
    public var left: Int
    public var right: Int

    public init(left: Int, right: Int) {
        self.left = left
        self.right = right
    }
}

/// A source to compile: `compile(source, filename, mode)`.
public struct CompileRequest: Sendable {
    public enum Mode: Sendable { case exec, eval, single }

    public var source: [UInt8]
    public var filename: String
    public var mode: Mode

    public init(source: [UInt8], filename: String, mode: Mode) {
        self.source = source
        self.filename = filename
        self.mode = mode
    }
}

/// Keeps the host's closures and the table of native modules alive while the interpreter's trivial state points to them.
final class HostBox {
    let host: Host
    let modules: [NativeModule]
    /// Made when a program first has to do with files.
    lazy var files = VirtualFiles(library: host.library)

    init(_ host: Host, modules: [NativeModule]) {
        self.host = host
        self.modules = modules
    }
}

/// What came of compiling.
public enum CompileReply: Sendable {
    case code(CodeUnit)
    case failure(CompileFailure)
    /// This host has no compiler.
    case unavailable
}

/// What came of asking for the scopes of a source.
public enum SymbolReply: Sendable {
    case scopes([SymbolScope])
    case failure(CompileFailure)
    /// This host has no compiler.
    case unavailable
}

/// A source the compiler rejects, as the attributes of the `SyntaxError` to raise.
public struct CompileFailure: Error, Hashable, Sendable {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    public var typeName: String
    public var message: String
    /// Counted from 1; columns in characters.
    public var line: Int
    public var column: Int
    /// Nil where there is no end, as for a source that can't be decoded.
    public var endLine: Int?
    public var endColumn: Int?
    /// The offending line with its newline, if there is one.
    public var text: String?

    public init(
        typeName: String, message: String, line: Int, column: Int, endLine: Int?, endColumn: Int?,
        text: String?
    ) {
        self.typeName = typeName
        self.message = message
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
        self.text = text
    }
}
