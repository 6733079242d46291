import PythonRuntime
import VirtualSystem

/// The module `posix` (`Modules/posixmodule.c`) over the program's virtual files: no file, process or
/// environment variable of the host.
enum PosixModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "posix",
            functions: statusFunctions + changeFunctions + linkFunctions + folderFunctions
                + descriptorFunctions + transferFunctions + processFunctions + childFunctions
                + credentialFunctions + schedulingFunctions + startFunctions
                + attributeFunctions + eventFunctions + placementFunctions + deviceFunctions)
        try addTypes(interpreter, module.ref)
        for (name, value) in constants { try interpreter.setInt(module.ref, name, value) }
        let environment = try interpreter.makeDict()
        for (name, value) in interpreter.process?.environment ?? [] {
            let key = try interpreter.makeBytes(name)
            let text = try interpreter.makeBytes(value)
            try interpreter.dictSet(environment.ref, key.ref, text.ref)
        }
        for (name, known) in [
            ("sysconf_names", PosixConfiguration.systemNames),
            ("pathconf_names", PosixConfiguration.pathNames),
            ("confstr_names", PosixConfiguration.textNames),
        ] {
            let names = try interpreter.makeDict()
            for (key, number) in known {
                let text = try interpreter.intern(key)
                let value = try interpreter.makeInt(number)
                try interpreter.dictSet(names.ref, text.ref, value.ref)
            }
            try interpreter.setModuleAttribute(module.ref, name, names.ref)
        }
        try interpreter.setModuleAttribute(module.ref, "environ", environment.ref)
        let error = Ref(RawObject(interpreter.type(.osError)))
        try interpreter.setModuleAttribute(module.ref, "error", error)
        let list = try interpreter.makeList()
        for name in abilities {
            let text = try interpreter.makeString(name)
            try interpreter.listAppend(list.ref, text.ref)
        }
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
                "waitid_result", .waitIdResult,
                StructSequenceSpec(
                    "posix.waitid_result",
                    ["si_pid", "si_uid", "si_signo", "si_status", "si_code"])
            ),
            (
                "statvfs_result", .fileSystemResult,
                StructSequenceSpec(
                    "os.statvfs_result",
                    [
                        "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files",
                        "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid",
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
        try addSchedulingParameter(interpreter, module)
        for (name, number, spec) in types {
            let type = try interpreter.makeStructSequenceType(number.rawValue, spec)
            try interpreter.setModuleAttribute(module, name, Ref(RawObject(type)))
        }
        try interpreter.addType(.directoryEntry, DirectoryEntry.spec(), to: module)
        try interpreter.makeType(.scanIterator, scanIteratorSpec())
    }

    /// What `os` derives from them: which functions take descriptors and which can leave links alone.
    private static let abilities = [
        "HAVE_EVENTFD", "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT",
        "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FDOPENDIR", "HAVE_FEXECVE", "HAVE_FPATHCONF",
        "HAVE_FSTATAT",
        "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FUTIMES", "HAVE_FUTIMESAT",
        "HAVE_LINKAT", "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MEMFD_CREATE",
        "HAVE_MKDIRAT", "HAVE_MKFIFOAT", "HAVE_MKNODAT", "HAVE_OPENAT", "HAVE_READLINKAT",
        "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT", "HAVE_UTIMENSAT",
    ]
}

extension Interpreter {
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
}
