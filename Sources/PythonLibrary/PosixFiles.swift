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
                try makeStatus(
                    interpreter,
                    status(values, "stat", folder: 1, followsLinks: values.flag(2, default: true)))
            }
        },
        NativeModuleFunction("lstat", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "lstat", names: ["path", "dir_fd"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let target = try values.pathArgument(0, "lstat")
                let folder = try values.folderDescriptor(1)
                let path = target.path
                let status = try interpreter.withFiles(target.object.ref) {
                    files throws(SystemFailure) in
                    try files.status(files.located(path, in: folder), followsLinks: false)
                }
                return try makeStatus(interpreter, status)
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
                let path = try values.pathArgument(0, "access").path
                let mode = try values.cInt(1)
                let folder = try values.folderDescriptor(2)
                let followsLinks = try values.flag(4, default: true)
                guard let files = interpreter.files,
                    let place = try? files.located(path, in: folder)
                else { return interpreter.bool(false) }
                return interpreter.bool(files.allows(place, mode, followsLinks: followsLinks))
            }
        },
        NativeModuleFunction("readlink", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "readlink", names: ["path", "dir_fd"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let given = try values.pathArgument(0, "readlink")
                let folder = try values.folderDescriptor(1)
                let path = given.path
                let target = try interpreter.withFiles(given.object.ref) {
                    files throws(SystemFailure) in
                    try files.linkTarget(files.located(path, in: folder))
                }
                return given.givesBytes
                    ? try interpreter.makeBytes(target.bytes)
                    : try interpreter.makePath(target.bytes)
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
        NativeModuleFunction("statvfs", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "statvfs", names: ["path"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                _ = try status(values, "statvfs", folder: nil, followsLinks: true)
                return try fileSystem(interpreter)
            }
        },
        NativeModuleFunction("fstatvfs", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                _ = try interpreter.description(try interpreter.intArgument(number))
                return try fileSystem(interpreter)
            }
        },
    ]

    /// What stands at the first argument, a path or a descriptor.
    static func status(
        _ values: CallValues, _ function: StaticString, folder: Int?, followsLinks: Bool
    ) throws(Raised) -> FileStatus {
        let interpreter = values.interpreter
        let target = try values.pathArgument(0, function, .descriptor)
        let folder = try folder.flatMap { index throws(Raised) in
            try values.folderDescriptor(index)
        }
        if let number = target.descriptor {
            if folder != nil {
                throw interpreter.raise(
                    .valueError, "\(function): can't specify dir_fd without matching path")
            }
            if !followsLinks, number > 0 {
                throw interpreter.raise(
                    .valueError, "\(function): cannot use fd and follow_symlinks together")
            }
            return try interpreter.withDescriptor(target, number) { $0.status }
        }
        let path = target.path
        return try interpreter.withFiles(target.object.ref) { files throws(SystemFailure) in
            try files.status(files.located(path, in: folder), followsLinks: followsLinks)
        }
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
