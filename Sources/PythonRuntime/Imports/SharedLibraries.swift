import VirtualSystem

/// The modules that are shared libraries in Debian's CPython: programs see a file for each of them in the library's folder
/// `lib-dynload`, and importing finds them there.
///
/// The files are shown whatever the host has, and no others of that folder: which of them are installed tells nothing of
/// which modules there are here, and notes must come out the same everywhere. Nothing can be read from them.
struct SharedLibraries {
    private let modules: [NativeModule]
    private static let folder = "lib-dynload"
    private static let ending = ".cpython-311-x86_64-linux-gnu.so"
    /// When CPython 3.11.2 came out, in seconds since 1970.
    private static let modified = 1_675_814_400

    init(of modules: [NativeModule]) { self.modules = modules }

    /// The names of the files, sorted.
    var names: [String] {
        Set(modules.compactMap(\.library)).sorted().map { $0 + Self.ending }
    }

    /// What stands at a path of the library; nil for what isn't this folder's.
    fileprivate func entry(_ path: String) -> Entry? {
        guard path.hasPrefix(Self.folder) else { return nil }
        let rest = path.dropFirst(Self.folder.utf8.count)
        if rest.isEmpty { return .folder }
        guard rest.hasPrefix("/") else { return nil }
        guard let stem = Self.stem(of: rest.dropFirst()) else { return .missing }
        return modules.contains { $0.library == stem } ? .file : .missing
    }

    fileprivate enum Entry {
        case folder, file, missing

        var status: HostFolder.Status? {
            switch self {
            case .folder: .init(isFolder: true, size: 4096, modified: SharedLibraries.modified)
            case .file: .init(isFolder: false, size: 0, modified: SharedLibraries.modified)
            case .missing: nil
            }
        }
    }

    /// A file's name without the endings of a shared library; nil for other files.
    private static func stem(of name: Substring) -> String? {
        name.hasSuffix(ending) ? String(name.dropLast(ending.utf8.count)) : nil
    }

    /// The library that a path of programs names; nil for paths elsewhere.
    static func library(at path: FilePath) -> String? {
        guard let relative = HostLibrary.relative(path.normalized.description),
            relative.hasPrefix(folder + "/")
        else { return nil }
        return stem(of: relative.dropFirst(folder.utf8.count + 1))
    }
}

extension HostFolder {
    /// The library with its shared libraries.
    func showing(_ libraries: SharedLibraries) -> HostFolder {
        var folder = self
        let (status, read, names) = (status, read, names)
        folder.status = { path in
            if let entry = libraries.entry(path) { return entry.status }
            return status(path)
        }
        folder.read = { path in
            switch libraries.entry(path) {
            case .file: []
            case .folder, .missing: nil
            case nil: read(path)
            }
        }
        folder.names = { path in
            switch libraries.entry(path) {
            case .folder: return libraries.names
            case .file, .missing: return nil
            case nil: break
            }
            guard path.isEmpty, var found = names(path) else { return names(path) }
            if !found.contains("lib-dynload") {
                found.insert(
                    "lib-dynload", at: found.firstIndex { $0 > "lib-dynload" } ?? found.endIndex)
            }
            return found
        }
        return folder
    }
}

extension Interpreter {
    /// Whether a native module is the interpreter's own. Those of shared libraries are so too where there is no
    /// library to find them in.
    public func isBuiltinModule(_ name: String) -> Bool {
        nativeModules.contains { $0.name == name && ($0.library == nil || hostLibrary == nil) }
    }

    /// Whether a path is that of a shared library that programs see, of whichever modules.
    public func sharedLibrary(at path: FilePath) -> String? { SharedLibraries.library(at: path) }
}
