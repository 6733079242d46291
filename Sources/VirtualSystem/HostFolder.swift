/// A folder of the host that programs may see, as the pipeline gives it: the installed standard library, and
/// what the shell's user allows.
///
/// Programs see it at one place whatever the host calls it, so that tracebacks and `__file__` are the same
/// everywhere. Paths here are relative to it, with slashes, "" for itself.
public struct HostFolder {
    /// What stands at a path.
    public struct Status: Sendable {
        public var isFolder: Bool
        public var size: Int
        /// Seconds since 1970, as `.pyc` files note them.
        public var modified: Int

        public init(isFolder: Bool, size: Int, modified: Int) {
            self.isFolder = isFolder
            self.size = size
            self.modified = modified
        }
    }

    /// What programs may do to a folder that is open for writing.
    public enum Change {
        case write([UInt8])
        case makeFolder
        case removeFile
        case removeFolder
        case rename(to: String)
    }

    public var status: (_ path: String) -> Status?
    public var read: (_ path: String) -> [UInt8]?
    public var names: (_ folder: String) -> [String]?
    /// Makes a change, or gives the number of the error; nil for a folder that can only be read.
    public var change: ((_ path: String, _ change: Change) -> Int32?)?
    /// Whether programs may change what they see of it, without the host knowing: the changes stay in their
    /// machine's memory.
    public var isCovered = false

    public init(
        status: @escaping (_ path: String) -> Status?, read: @escaping (_ path: String) -> [UInt8]?,
        names: @escaping (_ folder: String) -> [String]?,
        change: ((_ path: String, _ change: Change) -> Int32?)? = nil
    ) {
        self.status = status
        self.read = read
        self.names = names
        self.change = change
    }
}

/// The place where programs see the standard library of an installed CPython 3.11.
public enum HostLibrary {
    public static var folder: String { "/usr/lib/python3.11" }
    /// Where its modules are that are shared libraries.
    public static var sharedFolder: String { "/usr/lib/python3.11/lib-dynload" }

    /// The path within the library of a path that programs use; nil for what lies elsewhere.
    public static func relative(_ path: String) -> String? {
        if path == folder { return "" }
        guard path.hasPrefix(folder + "/") else { return nil }
        return String(path.dropFirst(folder.utf8.count + 1))
    }
}
