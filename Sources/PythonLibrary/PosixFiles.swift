import PythonRuntime
import VirtualSystem

/// The functions of `posix` that tell of files.
extension PosixModule {
    static let statusFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("stat", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "stat", names: ["path", "dir_fd", "follow_symlinks"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                try refuseFolderDescriptor(values, 1, "stat")
                return try status(
                    interpreter, values.object(0), followsLinks: values.flag(2, default: true))
            }
        },
        NativeModuleFunction("lstat", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "lstat", names: ["path", "dir_fd"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                try refuseFolderDescriptor(values, 1, "lstat")
                return try status(interpreter, values.object(0), followsLinks: false)
            }
        },
        NativeModuleFunction("fspath", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "fspath", names: ["path"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                try interpreter.fileSystemPath(values.object(0))
            }
        },
        NativeModuleFunction("access", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "access",
                    names: ["path", "mode", "dir_fd", "effective_ids", "follow_symlinks"],
                    required: 2, maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                try refuseFolderDescriptor(values, 2, "access")
                let path = try values.path(0)
                let mode = try values.int(1)
                let followsLinks = try values.flag(4, default: true)
                return interpreter.bool(
                    interpreter.files?.allows(path, mode, followsLinks: followsLinks) ?? false)
            }
        },
        NativeModuleFunction("readlink", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "readlink", names: ["path", "dir_fd"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                try refuseFolderDescriptor(values, 1, "readlink")
                let path = try values.path(0)
                let target = try interpreter.withFiles(values.object(0)) {
                    files throws(SystemFailure) in try files.linkTarget(path)
                }
                return try interpreter.makePath(target.bytes, like: values.object(0))
            }
        },
        NativeModuleFunction("getcwd", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makePath(interpreter.files?.currentFolder.bytes ?? [0x2F])
            }
        },
        NativeModuleFunction("getcwdb", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeBytes(interpreter.files?.currentFolder.bytes ?? [0x2F])
            }
        },
        NativeModuleFunction("statvfs", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, path throws(Raised) in
                _ = try status(interpreter, path, followsLinks: true)
                return try fileSystem(interpreter)
            }
        },
        NativeModuleFunction("fstatvfs", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                _ = try interpreter.description(try interpreter.descriptorNumber(number))
                return try fileSystem(interpreter)
            }
        },
    ]

    /// Functions that would take a path relative to an open folder don't here, and `os` says so.
    static func refuseFolderDescriptor(
        _ values: CallValues, _ index: Int, _ function: StaticString
    ) throws(Raised) {
        if values.given(index) != nil {
            throw values.interpreter.raise(
                .notImplementedError, "dir_fd unavailable on this platform")
        }
    }

    static func status(
        _ interpreter: Interpreter, _ path: Ref, followsLinks: Bool
    ) throws(Raised) -> Owned {
        if path.isInt {
            if !followsLinks {
                throw interpreter.raise(
                    .valueError, "stat: cannot use fd and follow_symlinks together")
            }
            return try descriptorStatus(interpreter, try interpreter.descriptorNumber(path))
        }
        let place = try interpreter.filePath(path, function: "stat")
        let status = try interpreter.withFiles(path) { files throws(SystemFailure) in
            try files.status(place, followsLinks: followsLinks)
        }
        return try makeStatus(interpreter, status)
    }

    static func descriptorStatus(
        _ interpreter: Interpreter, _ descriptor: Int
    ) throws(Raised) -> Owned {
        try makeStatus(interpreter, try interpreter.description(descriptor).status)
    }

    static func makeStatus(
        _ interpreter: Interpreter, _ status: FileStatus
    ) throws(Raised) -> Owned {
        let times = [status.accessed, status.modified, status.changed]
        let numbers = [
            status.mode, status.number, 1, status.links, status.owner, status.group, status.size,
        ]
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        for number in numbers + times.map({ floorDivide($0, 1_000_000_000) }) {
            values.append(try interpreter.makeInt(number).take())
        }
        for time in times {
            values.append(try interpreter.makeFloat(Double(time) * 1e-9).take())
        }
        for number in times + [4096, (status.size + 511) / 512, 0] {
            values.append(try interpreter.makeInt(number).take())
        }
        return try interpreter.makeStructSequence(
            interpreter.type(.statResult), values.map { Ref($0) })
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    private static func fileSystem(_ interpreter: Interpreter) throws(Raised) -> Owned {
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        for number in [4096, 4096, 65536, 32768, 32768, 65536, 32768, 32768, 0, 255, 1] {
            values.append(try interpreter.makeInt(number).take())
        }
        return try interpreter.makeStructSequence(
            interpreter.type(.fileSystemResult), values.map { Ref($0) })
    }
}

extension Interpreter {
    /// A path argument of a function that names itself in its complaint.
    func filePath(_ object: Ref, function: StaticString) throws(Raised) -> FilePath {
        if !object.isStr, !object.isBytes {
            let key = try intern("__fspath__")
            guard let raw = try specialMethod(object, key.ref) else {
                throw raise(
                    .typeError,
                    "\(function): path should be string, bytes, os.PathLike or integer, not \(typeName(object.type))"
                )
            }
            Ref(raw).decref()
        }
        let path = try fileSystemPath(object)
        let bytes = try pathBytes(path.ref)
        if bytes.contains(0) {
            throw raise(.valueError, "\(function): embedded null character in path")
        }
        return FilePath(bytes)
    }
}
