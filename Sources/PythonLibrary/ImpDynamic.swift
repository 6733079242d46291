import PythonRuntime
import VirtualSystem

/// Importing from shared libraries (`Python/importdl.c`, `Python/dynload_shlib.c`).
///
/// No library of the host is ever loaded. What a spec names in the library's folder `lib-dynload` stands for native modules;
/// all else fails with what the C library's loader says of such a file.
enum ImpDynamic {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("create_dynamic", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("create_dynamic", arguments.count, 1, 2)
                return try create(interpreter, arguments[0])
            }
        },
        NativeModuleFunction("exec_dynamic", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, module throws(Raised) in
                try execute(interpreter, module)
                return try interpreter.makeInt(0)
            }
        },
        NativeModuleFunction("extension_suffixes", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let list = try interpreter.makeList()
                for suffix in [".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so"] {
                    let text = try interpreter.makeString(suffix)
                    try interpreter.listAppend(list.ref, text.ref)
                }
                return list
            }
        },
    ]

    /// Makes the module of a spec whose origin is a file.
    private static func create(
        _ interpreter: Interpreter, _ spec: Ref
    ) throws(Raised) -> Owned {
        let name = try interpreter.namedAttribute(spec, "name")
        guard name.ref.isStr else {
            throw interpreter.raise(.typeError, "spec.name must be a string")
        }
        let origin = try interpreter.namedAttribute(spec, "origin")
        guard origin.ref.isStr else {
            throw interpreter.raise(.typeError, "bad argument type for built-in operation")
        }
        try interpreter.auditImport(name.ref, library: origin.ref)
        // The C library reads a name up to its first zero, and searches for one without a slash.
        var path = String(origin.ref.text.prefix { $0 != "\0" })
        if !path.contains("/") { path = "./" + path }
        let folder = interpreter.files?.currentFolder ?? "/"
        let library = interpreter.sharedLibrary(at: FilePath(path).below(folder))
        let modules = interpreter.nativeModules.filter {
            $0.library != nil && $0.library == library
        }
        let parts = name.ref.text.split(separator: ".", omittingEmptySubsequences: false)
        let last = parts.last.map(String.init) ?? ""
        if modules.isEmpty {
            let problem = problem(interpreter, FilePath(path))
            let part = try interpreter.makeString(last)
            throw try failure(interpreter, "\(path): \(problem)", part.ref, path)
        }
        let found =
            modules.first { $0.name == last }
            ?? modules.lazy.flatMap { $0.others?() ?? [] }.first { $0.name == last }
        guard let native = found else {
            let function = try initializerName(interpreter, last)
            let text = "dynamic module does not define module export function (\(function))"
            throw try failure(interpreter, text, name.ref, path)
        }
        let made = try native.make(interpreter)
        if name.ref.text != native.name { try interpreter.renameModule(made.ref, name.ref) }
        return made
    }

    /// The second step of a module, which few here have.
    private static func execute(_ interpreter: Interpreter, _ module: Ref) throws(Raised) {
        guard module.isExactly(.module), let dict = interpreter.moduleDict(module) else { return }
        let key = try interpreter.intern("__name__")
        guard let name = try interpreter.dictGet(dict, key.ref), name.isStr,
            let failure = MultiPhaseFaults.executionFailure(name.text)
        else { return }
        throw interpreter.raise(.systemError, failure)
    }

    /// Why a file can't be loaded, as the C library tells it.
    private static func problem(_ interpreter: Interpreter, _ path: FilePath) -> String {
        let missing = "cannot open shared object file: No such file or directory"
        guard let files = interpreter.files else { return missing }
        do throws(SystemFailure) {
            if try files.isFolder(path) { return "cannot read file data: Is a directory" }
            let bytes = try files.read(path)
            // The size of a header, and what it begins with.
            if bytes.count < 64 { return "file too short" }
            guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return "invalid ELF header" }
            return "compiled extensions can't be loaded by the simulated interpreter"
        } catch { return missing }
    }

    private static func failure(
        _ interpreter: Interpreter, _ message: String, _ name: Ref, _ path: String
    ) throws(Raised) -> Raised {
        let text = try interpreter.makeString(message)
        let shown = try interpreter.makeString(path)
        return try ImpModule.importError(interpreter, text.ref, name, path: shown.ref)
    }

    /// The function that would make a module, by the last part of its name (`get_encoded_name`, `Python/importdl.c`).
    private static func initializerName(
        _ interpreter: Interpreter, _ name: String
    ) throws(Raised) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return "PyInit_" + name }
        let text = try interpreter.makeString(name)
        let encode = try interpreter.namedAttribute(text.ref, "encode")
        let codec = try interpreter.makeString("punycode")
        let encoded = try interpreter.call(encode.ref, codec.ref)
        let bytes = try interpreter.bytesLike(encoded.ref)
        let letters = String(decoding: bytes, as: UTF8.self).map { $0 == "-" ? "_" : $0 }
        return "PyInitU_" + String(letters)
    }
}
