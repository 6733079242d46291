import PythonRuntime

/// The module `posix` (`Modules/posixmodule.c`) over the program's virtual files: no file, process or
/// environment variable of the host.
enum PosixModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "posix", functions: fileFunctions + descriptorFunctions + processFunctions)
        try addTypes(interpreter, module.ref)
        for (name, value) in constants { try interpreter.setInt(module.ref, name, value) }
        let environment = try interpreter.makeDict()
        for (name, value) in [("HOME", "/home/user"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin")] {
            let key = try interpreter.makeBytes(Array(name.utf8))
            let text = try interpreter.makeBytes(Array(value.utf8))
            try interpreter.dictSet(environment.ref, key.ref, text.ref)
        }
        try interpreter.setModuleAttribute(module.ref, "environ", environment.ref)
        let error = Ref(RawObject(interpreter.type(.osError)))
        try interpreter.setModuleAttribute(module.ref, "error", error)
        let list = try interpreter.makeList()
        try interpreter.setModuleAttribute(module.ref, "_have_functions", list.ref)
        return module
    }

    private static func addTypes(_ interpreter: Interpreter, _ module: Ref) throws(Raised) {
        let types: [(String, LibraryType, StructSequenceSpec)] = [
            (
                "stat_result", .statResult,
                StructSequenceSpec(
                    "os.stat_result",
                    [
                        "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
                        "_integer_atime", "_integer_mtime", "_integer_ctime", "st_atime",
                        "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
                        "st_blksize", "st_blocks", "st_rdev",
                    ], visibleCount: 10)
            ),
            (
                "terminal_size", .terminalSize,
                StructSequenceSpec("os.terminal_size", ["columns", "lines"])
            ),
            (
                "uname_result", .unameResult,
                StructSequenceSpec(
                    "posix.uname_result",
                    ["sysname", "nodename", "release", "version", "machine"])
            ),
            (
                "times_result", .timesResult,
                StructSequenceSpec(
                    "posix.times_result",
                    ["user", "system", "children_user", "children_system", "elapsed"])
            ),
        ]
        for (name, number, spec) in types {
            let type = try interpreter.makeStructSequenceType(number.rawValue, spec)
            try interpreter.setModuleAttribute(module, name, Ref(RawObject(type)))
        }
        try interpreter.addType(.directoryEntry, directoryEntrySpec(), to: module)
        try interpreter.makeType(.scanIterator, scanIteratorSpec())
    }

    private static let constants: [(String, Int)] = [
        ("F_OK", 0), ("R_OK", 4), ("W_OK", 2), ("X_OK", 1), ("O_RDONLY", 0), ("O_WRONLY", 1),
        ("O_RDWR", 2), ("O_CREAT", 64), ("O_EXCL", 128), ("O_TRUNC", 512), ("O_APPEND", 1024),
        ("O_NONBLOCK", 2048), ("O_CLOEXEC", 524_288), ("O_NOFOLLOW", 131_072),
        ("O_DIRECTORY", 65536), ("EX_OK", 0), ("WNOHANG", 1), ("TMP_MAX", 238_328),
        ("SEEK_DATA", 3), ("SEEK_HOLE", 4), ("NGROUPS_MAX", 65536), ("P_ALL", 0),
    ]
}

extension Interpreter {
    /// A path argument as text: a str, bytes, or what its `__fspath__` gives.
    func pathText(_ object: Ref, function: String = "path") throws(Raised) -> String {
        let path = try fileSystemPath(object)
        if path.ref.isStr {
            if path.ref.text.utf8.contains(0) {
                throw raise(.valueError, "embedded null byte")
            }
            return path.ref.text
        }
        if path.ref.bytesBuffer.contains(0) { throw raise(.valueError, "embedded null byte") }
        return String(decoding: path.ref.bytesBuffer, as: UTF8.self)
    }

    /// `os.fspath`.
    func fileSystemPath(_ object: Ref) throws(Raised) -> Owned {
        if object.isStr || object.isBytes { return object.owned() }
        let key = try intern("__fspath__")
        guard let raw = try specialMethod(object, key.ref) else {
            throw raise(
                .typeError,
                "expected str, bytes or os.PathLike object, not \(typeName(object.type))")
        }
        let method = Owned(stealing: raw)
        let path = try call(method.ref)
        guard path.ref.isStr || path.ref.isBytes else {
            throw raise(
                .typeError,
                "expected \(typeName(object.type)).__fspath__() to return str or bytes, not \(typeName(path.ref.type))"
            )
        }
        return path
    }

    /// Does something with the files; a failure raises `OSError` with the path.
    func withFiles<Result>(
        _ path: Ref?, _ body: (VirtualFiles) throws(VirtualFiles.Failure) -> Result
    ) throws(Raised) -> Result {
        guard let files else { throw raise(.runtimeError, "no host") }
        do throws(VirtualFiles.Failure) {
            return try body(files)
        } catch {
            throw raiseOSError(error.code, ErrnoModule.text(error.code), path: path)
        }
    }
}
