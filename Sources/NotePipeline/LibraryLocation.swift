import Glibc
import PythonRuntime
import VirtualSystem

/// Finds the standard library of an installed CPython 3.11 and opens it for programs to import from.
public struct LibraryLocation: Sendable {
    /// The folder that has `os.py`.
    public var folder: String

    /// The library a run uses: the one named, else by `HEAPNOTE_STDLIB`, else an installed one. Nil if there
    /// is none; an error if one was named that isn't 3.11's.
    public static func find(named: String?) throws(HostFileError) -> LibraryLocation? {
        if let named { return try require(named) }
        if let value = getenv("HEAPNOTE_STDLIB") {
            let path = String(cString: value)
            if !path.isEmpty { return try require(path) }
        }
        return usualPlaces.first { isLibrary($0) }.map { LibraryLocation(folder: $0) }
    }

    private static func require(_ folder: String) throws(HostFileError) -> LibraryLocation {
        guard isLibrary(folder) else {
            throw HostFileError(
                path: folder, cause: "isn't the standard library of Python 3.11",
                remedy: "give the folder that has os.py, such as /usr/lib/python3.11")
        }
        return LibraryLocation(folder: folder)
    }

    /// Debian's place, those of builds from source, and Homebrew's on both kinds of Mac.
    private static let usualPlaces = [
        "/usr/lib/python3.11", "/usr/local/lib/python3.11",
        "/opt/homebrew/opt/python@3.11/Frameworks/Python.framework/Versions/3.11/lib/python3.11",
        "/usr/local/opt/python@3.11/Frameworks/Python.framework/Versions/3.11/lib/python3.11",
        "/opt/homebrew/lib/python3.11",
    ]

    /// 3.11's library has `tomllib`, which 3.10's lacks, and still `asynchat`, which 3.12's lacks.
    private static func isLibrary(_ folder: String) -> Bool {
        ["os.py", "importlib/_bootstrap.py", "tomllib/__init__.py", "asynchat.py"].allSatisfy {
            HostFiles.kind(of: HostFiles.join(folder, $0)) == .file
        }
    }

    /// The library as an interpreter's host gives it: only files below the folder, and no links out of it.
    public var hostLibrary: HostFolder {
        let folder = self.folder
        @Sendable func path(_ relative: String) -> String? {
            if relative.isEmpty { return folder }
            if HostFiles.leavesFolder(relative) { return nil }
            return HostFiles.join(folder, relative)
        }
        return HostFolder(
            status: { relative in
                guard let path = path(relative) else { return nil }
                return HostFiles.status(of: path)
            },
            read: { relative in path(relative).flatMap { try? HostFiles.read($0) } },
            names: { relative in path(relative).flatMap { try? HostFiles.names(in: $0) } })
    }
}
