import PythonBytecode
import VirtualSystem

/// The modules CPython has frozen into itself (`Python/frozen.c`), which here come from the library's
/// files: they are named as frozen in tracebacks and have no source line there.
public enum FrozenModules {
    /// A frozen module: the module its code was made from, and whether it is a package.
    public struct Entry: Sendable {
        public var origin: String
        public var isPackage: Bool
    }

    public static func entry(_ name: String) -> Entry? {
        origins[name].map { Entry(origin: $0, isPackage: false) }
    }

    /// The names in CPython's order.
    public static let names = table.map(\.key)

    private static let origins = Dictionary(uniqueKeysWithValues: table.map { ($0.key, $0.value) })

    private static let table: KeyValuePairs<String, String> = [
        "_frozen_importlib": "importlib._bootstrap",
        "_frozen_importlib_external": "importlib._bootstrap_external",
        "zipimport": "zipimport", "abc": "abc", "codecs": "codecs", "io": "io",
        "_collections_abc": "_collections_abc", "_sitebuiltins": "_sitebuiltins",
        "genericpath": "genericpath", "ntpath": "ntpath", "posixpath": "posixpath",
        "os.path": "posixpath", "os": "os", "site": "site", "stat": "stat",
        "importlib.util": "importlib.util", "importlib.machinery": "importlib.machinery",
        "runpy": "runpy",
    ]
}

extension Interpreter {
    /// The code of a frozen module, a new reference; nil without a library that has it.
    ///
    /// It is read from the library's `.pyc` file if that is there and fits its source, and compiled if not.
    public func frozenCode(_ name: String) throws(Raised) -> RawObject? {
        guard let entry = FrozenModules.entry(name),
            let host = state.pointee.host?.takeUnretainedValue().host, let library = host.library
        else { return nil }
        let filename = "<frozen \(entry.origin)>"
        let path = entry.origin.split(separator: ".").joined(separator: "/")
        if let compiled = library.compiledCode(path) {
            let code = try unmarshal(compiled, isTrusted: true)
            let name = try intern(filename)
            setFilename(of: code.ref, to: name.ref)
            return code.take()
        }
        guard let source = library.read(path + ".py") else { return nil }
        let reply = host.compile(CompileRequest(source: source, filename: filename, mode: .exec))
        switch reply {
        case .code(let unit, _): return try makeCode(unit).take()
        case .failure(let failure): throw raise(failure, filename: filename)
        case .unavailable, .tree, .encoded: return nil
        }
    }
}

extension HostFolder {
    /// The marshalled code of a module's `.pyc` file, if it was made from the source that is there now.
    fileprivate func compiledCode(_ path: String) -> [UInt8]? {
        var folders = path.split(separator: "/")
        guard let name = folders.popLast(), let source = status(path + ".py") else { return nil }
        folders += ["__pycache__", "\(name).cpython-311.pyc"]
        guard let bytes = read(folders.joined(separator: "/")),
            CompiledFile.isMade(
                bytes, fromSourceModified: source.modified, size: source.size)
        else { return nil }
        return Array(bytes.dropFirst(CompiledFile.headerSize))
    }
}
