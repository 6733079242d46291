/// How running a code unit ended.
public enum RunOutcome: Sendable {
    case finished
    /// An exception that nothing caught.
    case raised(RaisedReport)
    /// `SystemExit`: the status it asks for, and a message for standard error if it bears one.
    case exited(status: Int32, message: String?)
    /// A counted limit was reached: instructions or memory.
    case limit(RaisedReport)
    /// The program used memory that isn't there: what ends a process by `SIGSEGV`.
    case crashed(RaisedReport)
    /// Something Heapnote doesn't have: a module, an instruction.
    case unsupported(RaisedReport)
}

/// An uncaught exception in words.
public struct RaisedReport: Hashable, Sendable {
    /// `ValueError`; with its module where the traceback shows it.
    public var typeName: String
    /// `str()` of the exception.
    public var message: String
    /// CPython's traceback text, ending in a line feed.
    public var traceback: String
    /// The line of the innermost frame that runs the given source; nil if there is none.
    public var line: Int?

    public init(typeName: String, message: String, traceback: String, line: Int?) {
        self.typeName = typeName
        self.message = message
        self.traceback = traceback
        self.line = line
    }
}
