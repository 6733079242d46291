/// The standard library of an installed CPython 3.11, as the pipeline gives it to an interpreter: the only
/// files of the host a program reaches.
///
/// Programs see it at one place, `HostLibrary.folder`, wherever it is on the host, so that tracebacks and
/// `__file__` are the same everywhere. Paths here are relative to it, with slashes, "" for itself.
public struct HostLibrary {
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

    public var status: (_ path: String) -> Status?
    public var read: (_ path: String) -> [UInt8]?
    public var names: (_ folder: String) -> [String]?

    public init(
        status: @escaping (_ path: String) -> Status?, read: @escaping (_ path: String) -> [UInt8]?,
        names: @escaping (_ folder: String) -> [String]?
    ) {
        self.status = status
        self.read = read
        self.names = names
    }

    /// Where programs see the library.
    public static var folder: String { "/usr/lib/python3.11" }

    /// The path within the library of a path that programs use; nil for what lies elsewhere.
    public static func relative(_ path: String) -> String? {
        if path == folder { return "" }
        guard path.hasPrefix(folder + "/") else { return nil }
        return String(path.dropFirst(folder.utf8.count + 1))
    }
}

extension Interpreter {
    /// The library, if the host has one.
    public var hostLibrary: HostLibrary? {
        state.pointee.host?.takeUnretainedValue().host.library
    }

    /// A line of a library's source, for tracebacks.
    func librarySourceLine(_ filename: String, _ line: Int) -> String? {
        guard let path = HostLibrary.relative(filename), let bytes = hostLibrary?.read(path) else {
            return nil
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return nil }
        return String(decoding: lines[line - 1], as: UTF8.self)
    }
}
