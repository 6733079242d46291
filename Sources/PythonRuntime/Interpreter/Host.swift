import PythonBytecode
import VirtualSystem

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
    public var library: HostFolder?
    /// Further folders of the host that programs may see.
    public var mounts: [FileTree.Mount] = []
    /// Runs an interpreter as a process of the virtual machine, to its end; nil if programs can't start any.
    public var runProgram: ((_ process: VirtualProcess) -> VirtualProcess.Ending)?
    /// The process this interpreter is; nil for the first one of a machine.
    public var process: VirtualProcess?
    /// What the program was called with.
    public var settings = ProgramSettings()
    /// Where programs find the interpreter: `sys.executable`.
    public static var executable: String { "/usr/bin/python3.11" }

    public init(
        write: @escaping (_ stream: Int, _ bytes: UnsafeRawBufferPointer) -> Void,
        echo: @escaping (_ text: String) -> Void = { _ in },
        readLine: @escaping () -> [UInt8]? = { nil },
        sourceLine: @escaping (_ filename: String, _ line: Int) -> String? = { _, _ in nil },
        compile: @escaping (_ request: CompileRequest) -> CompileReply = { _ in .unavailable },
        symbols: @escaping (_ request: CompileRequest) -> SymbolReply = { _ in .unavailable },
        operatorAnchors: @escaping (_ expression: String) -> OperatorAnchors? = { _ in nil },
        library: HostFolder? = nil
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
    public enum Mode: Sendable { case exec, eval, single, functionType }

    public var source: [UInt8]
    public var filename: String
    public var mode: Mode
    /// Future features in force without an import.
    public var features: CodeFlags
    /// 0 to 2, as `-O` and `-OO`.
    public var optimizationLevel: Int
    /// Whether the source was text, in UTF-8 here, so that no cookie in it counts.
    public var isText = false
    /// Whether the source is a file that is run, which must be UTF-8 unless it says otherwise.
    public var isFile = false
    /// Instead of a source, a tree that a program made.
    public var tree: TreeRecord?
    /// Whether a tree is wanted and no code.
    public var givesTree = false
    /// Whether comments with types are part of the tree.
    public var keepsTypeComments = false
    /// The minor version of Python 3 whose syntax a tree may have; nil for all of it.
    public var featureVersion: Int?
    /// Whether a module may wait, and its code be a coroutine's.
    public var allowsTopLevelAwait = false
    /// The most decimal digits of an int in the source; 0 is no limit.
    public var decimalDigitLimit = 4300
    /// Whether the end of a `single` source ends its blocks too.
    public var impliesDedents = true
    /// Whether a source that only lacks its end is told from a wrong one.
    public var allowsIncompleteInput = false
    /// Whether the source is typed in: nothing behind an error in it is looked at.
    public var isTyped = false
    /// The calls below that of `compile()` and how many there may be.
    public var recursionDepth = 0
    public var recursionLimit = 1000

    public init(
        source: [UInt8], filename: String, mode: Mode, features: CodeFlags = [],
        optimizationLevel: Int = 0
    ) {
        self.source = source
        self.filename = filename
        self.mode = mode
        self.features = features
        self.optimizationLevel = optimizationLevel
    }
}

/// What came of compiling.
public enum CompileReply: Sendable {
    /// With what the compiler warns of.
    case code(CodeUnit, warnings: [SourceWarning])
    case tree(TreeRecord, warnings: [SourceWarning])
    case failure(CompileFailure)
    /// The source names an encoding that only the program's codecs can decode.
    case encoded(String)
    /// This host has no compiler.
    case unavailable
}

/// What came of asking for the scopes of a source.
public enum SymbolReply: Sendable {
    case scopes([SymbolScope])
    case failure(CompileFailure)
    /// The source names an encoding that only the program's codecs can decode.
    case encoded(String)
    /// This host has no compiler.
    case unavailable
}

/// A warning of the compiler.
public struct SourceWarning: Hashable, Sendable {
    public enum Category: Sendable { case syntaxWarning, deprecationWarning }

    public var category: Category
    /// The `SyntaxError` that a filter makes of it; its message and line are the warning's.
    public var failure: CompileFailure

    public init(category: Category, failure: CompileFailure) {
        self.category = category
        self.failure = failure
    }
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
    /// Whether the compiler found the error, which takes the text from the file of the source's name, if
    /// there is one, and counts columns in bytes.
    public var textIsInFile = false
    /// What was warned of before the error was met.
    public var warnings: [SourceWarning] = []

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
