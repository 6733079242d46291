import PythonBytecode
import VirtualSystem

/// The modules CPython has frozen into itself (`Python/frozen.c`), which here come from the library's
/// files: they are named as frozen in tracebacks and have no source line there.
public enum FrozenModules {
    /// A frozen module: what its code was made from, and whether it is a package.
    public struct Entry: Sendable {
        /// The module of the library; with a `<` before it for a package's `__init__`. Nil for what isn't there.
        public var origin: String?
        public var isPackage = false

        /// The name of the code's file.
        var filename: String { "<frozen \(module ?? "frozen_only")>" }

        /// The module without the mark of an `__init__`.
        fileprivate var module: String? {
            origin.map { $0.hasPrefix("<") ? String($0.dropFirst()) : $0 }
        }
    }

    public static func entry(_ name: String) -> Entry? {
        if let origin = origins[name] { return Entry(origin: origin) }
        guard name.hasPrefix("__") else { return nil }
        return examples.first { $0.key == name }?.value
    }

    /// The names in CPython's order.
    public static let names = table.map(\.key) + examples.map(\.key)

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

    /// Those that only tests of frozen modules import.
    private static let examples: KeyValuePairs<String, Entry> = [
        "__hello__": Entry(origin: "__hello__"), "__hello_alias__": Entry(origin: "__hello__"),
        "__phello_alias__": Entry(origin: "__hello__", isPackage: true),
        "__phello_alias__.spam": Entry(origin: "__hello__"),
        "__phello__": Entry(origin: "__phello__", isPackage: true),
        "__phello__.__init__": Entry(origin: "<__phello__"),
        "__phello__.ham": Entry(origin: "__phello__.ham", isPackage: true),
        "__phello__.ham.__init__": Entry(origin: "<__phello__.ham"),
        "__phello__.ham.eggs": Entry(origin: "__phello__.ham.eggs"),
        "__phello__.spam": Entry(origin: "__phello__.spam"),
        "__hello_only__": Entry(origin: nil),
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
        var source: [UInt8]?
        if let module = entry.module {
            let path = module.split(separator: ".").joined(separator: "/")
            for path in [path, path + "/__init__"] where source == nil {
                if let compiled = library.compiledCode(path) {
                    let code = try unmarshal(compiled, isTrusted: true)
                    let name = try intern(entry.filename)
                    setFilename(of: code.ref, to: name.ref)
                    return code.take()
                }
                source = library.read(path + ".py")
            }
            // Some of the examples are empty and not in every installed library.
            if source == nil, module.hasPrefix("__phello__") { source = [] }
        } else {
            source = Array("initialized = True\nprint(\"Hello world!\")\n".utf8)
        }
        guard let source else { return nil }
        let reply = host.compile(
            CompileRequest(source: source, filename: entry.filename, mode: .exec))
        switch reply {
        case .code(let unit, _): return try makeCode(unit).take()
        case .failure(let failure): throw raise(failure, filename: entry.filename)
        case .unavailable, .tree, .encoded: return nil
        }
    }
}

extension Interpreter {
    /// Runs a frozen module in its entry of `sys.modules`, which is made if need be, and gives it; nil if there is none of
    /// that name (`PyImport_ImportFrozenModuleObject`).
    public func importFrozen(_ name: Ref) throws(Raised) -> Owned? {
        guard let entry = FrozenModules.entry(name.text), let raw = try frozenCode(name.text),
            let modules = state.pointee.modules.modules,
            let builtins = state.pointee.modules.builtins
        else { return nil }
        let code = Owned(stealing: raw)
        let module: Owned
        if let found = try moduleInTable(name), isInstance(found, .module) {
            module = found.owned()
        } else {
            module = try makeModule(name.text)
            try dictSet(Ref(modules), name, module.ref)
        }
        guard let dict = moduleDict(module.ref) else { return nil }
        try dictSet(dict, self.name(.__builtins__), Ref(builtins))
        if entry.isPackage {
            let path = try makeList()
            let key = try intern("__path__")
            try dictSet(dict, key.ref, path.ref)
        }
        _ = try run(code: code.ref, globals: dict)
        let key = try intern("__origname__")
        let origin = try entry.origin.map { text throws(Raised) in try makeString(text).take() }
        let value = origin.map { Owned(stealing: $0) } ?? none.owned()
        try dictSet(dict, key.ref, value.ref)
        return try moduleInTable(name)?.owned()
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
