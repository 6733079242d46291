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

    static let origins: [String: String] = [
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
    public func frozenCode(_ name: String) throws(Raised) -> RawObject? {
        guard let entry = FrozenModules.entry(name),
            let host = state.pointee.host?.takeUnretainedValue().host
        else { return nil }
        let path = entry.origin.split(separator: ".").joined(separator: "/") + ".py"
        guard let source = host.library?.read(path) else { return nil }
        let reply = host.compile(
            CompileRequest(source: source, filename: "<frozen \(entry.origin)>", mode: .exec))
        switch reply {
        case .code(let unit): return try makeCode(unit).take()
        case .failure(let failure):
            throw raise(failure, filename: "<frozen \(entry.origin)>")
        case .unavailable: return nil
        }
    }
}
