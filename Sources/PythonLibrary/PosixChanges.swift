import PythonRuntime
import VirtualSystem

/// The functions of `posix` that change files and folders.
extension PosixModule {
    static let changeFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("chdir", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "chdir", ["path"]) {
                files, path, _ throws(SystemFailure) in try files.changeFolder(path)
            }
        },
        NativeModuleFunction("fchdir", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "fchdir", ["fd"]) {
                files, path, _ throws(SystemFailure) in try files.changeFolder(path)
            }
        },
        NativeModuleFunction("rmdir", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "rmdir", ["path", "dir_fd"]) {
                files, path, _ throws(SystemFailure) in try files.removeFolder(path)
            }
        },
        NativeModuleFunction("unlink", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "unlink", ["path", "dir_fd"]) {
                files, path, _ throws(SystemFailure) in try files.removeFile(path)
            }
        },
        NativeModuleFunction("remove", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "remove", ["path", "dir_fd"]) {
                files, path, _ throws(SystemFailure) in try files.removeFile(path)
            }
        },
        NativeModuleFunction("mkdir", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "mkdir", ["path", "mode", "dir_fd"]) {
                files, path, mode throws(SystemFailure) in
                try files.makeFolder(path, permissions: mode ?? 0o777)
            }
        },
        NativeModuleFunction("mkfifo", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "mkfifo", ["path", "mode", "dir_fd"]) {
                files, path, mode throws(SystemFailure) in
                try files.makePipe(path, permissions: mode ?? 0o666)
            }
        },
        NativeModuleFunction("truncate", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "truncate", names: ["path", "length"], required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let length = try values.int(1)
                let target = try values.pathArgument(0, "truncate", .descriptor)
                if let number = target.descriptor {
                    return try truncate(interpreter, number, length)
                }
                let path = target.path
                try interpreter.withFiles(target.object.ref) { files throws(SystemFailure) in
                    try files.truncate(path, to: length)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("chmod", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "chmod", names: ["path", "mode", "dir_fd", "follow_symlinks"],
                    required: 2, maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let mode = try values.int(1)
                if values.values[3] != nil, try !values.flag(3, default: true) {
                    throw interpreter.raise(
                        .notImplementedError,
                        "chmod: follow_symlinks unavailable on this platform")
                }
                return try changeNode(values, "chmod", folder: 2) { $0.permissions = mode & 0o7777 }
            }
        },
        NativeModuleFunction("fchmod", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "fchmod", names: ["fd", "mode"], required: 2, maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let mode = try values.int(1)
                return try changeNode(values, "fchmod") { $0.permissions = mode & 0o7777 }
            }
        },
        NativeModuleFunction("chown", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "chown",
                    names: ["path", "uid", "gid", "dir_fd", "follow_symlinks"], required: 3,
                    maximumPositional: 3)
            ) { _, values throws(Raised) in
                try changeOwner(
                    values, "chown", folder: 3, followsLinks: values.flag(4, default: true))
            }
        },
        NativeModuleFunction("lchown", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "lchown", names: ["path", "uid", "gid"], required: 3,
                    maximumPositional: 3)
            ) { _, values throws(Raised) in
                try changeOwner(values, "lchown", followsLinks: false)
            }
        },
        NativeModuleFunction("fchown", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "fchown", names: ["fd", "uid", "gid"], required: 3,
                    maximumPositional: 3)
            ) { _, values throws(Raised) in
                try changeOwner(values, "fchown", followsLinks: true)
            }
        },
        NativeModuleFunction("utime", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "utime",
                    names: ["path", "times", "ns", "dir_fd", "follow_symlinks"], required: 1,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let times = try fileTimes(interpreter, values)
                let followsLinks = try values.flag(4, default: true)
                return try changeNode(values, "utime", folder: 3, followsLinks: followsLinks) {
                    $0.accessed = times.accessed
                    $0.modified = times.modified
                }
            }
        },
    ]

    /// A function that does something to what stands at its first argument, a path or a descriptor of a folder.
    private static func changing(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString, _ parameters: [StaticString],
        _ body: (VirtualFiles, FilePath, Int?) throws(SystemFailure) -> Void
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(
                function: name, names: parameters, required: 1,
                maximumPositional: parameters.last.map { "\($0)" } == "dir_fd"
                    ? parameters.count - 1 : parameters.count)
        ) { interpreter, values throws(Raised) in
            if parameters.first.map({ "\($0)" }) == "fd" {
                let number = try values.descriptor(0)
                try interpreter.withFiles(nil) { files throws(SystemFailure) in
                    try body(files, try files.folder(number), nil)
                }
                return interpreter.none.owned()
            }
            let isChange = "\(name)" == "chdir"
            let target = try values.pathArgument(0, name, isChange ? .descriptor : [])
            var mode: Int?
            if parameters.count == 3, values.values[1] != nil { mode = try values.int(1) }
            let folder =
                parameters.count > 1 ? try values.folderDescriptor(parameters.count - 1) : nil
            let path = target.path
            let number = target.descriptor
            // CPython's errors of `mkfifo` don't name it.
            let named: Ref? = "\(name)" == "mkfifo" ? nil : target.object.ref
            try interpreter.withFiles(named) { files throws(SystemFailure) in
                if number == -1 { throw SystemFailure(14) }
                let place =
                    if let number {
                        try files.folder(number)
                    } else {
                        try files.located(path, in: folder)
                    }
                try body(files, place, mode)
            }
            return interpreter.none.owned()
        }
    }

    static func truncate(
        _ interpreter: Interpreter, _ descriptor: Int, _ length: Int
    ) throws(Raised) -> Owned {
        let file = try interpreter.description(descriptor)
        try interpreter.withFiles(nil) { _ throws(SystemFailure) in
            try file.truncate(to: length)
        }
        return interpreter.none.owned()
    }

    private static func changeOwner(
        _ values: CallValues, _ name: StaticString, folder: Int? = nil, followsLinks: Bool
    ) throws(Raised) -> Owned {
        let owner = try values.int(1)
        let group = try values.int(2)
        for id in [owner, group] where id != -1 && id != 1000 {
            if id < -1 || id > 0xFFFF_FFFF {
                throw values.interpreter.raise(
                    .overflowError,
                    id < 0 ? "uid is less than minimum" : "uid is greater than maximum")
            }
            throw values.interpreter.raise(SystemFailure.notPermitted, path: values.object(0))
        }
        return try changeNode(values, name, folder: folder, followsLinks: followsLinks) { node in
            if owner >= 0 { node.owner = owner }
            if group >= 0 { node.group = group }
        }
    }

    /// Changes what stands at the first argument, a path or a descriptor.
    private static func changeNode(
        _ values: CallValues, _ name: StaticString, folder: Int? = nil,
        followsLinks: Bool = true, _ body: (FileNode) -> Void
    ) throws(Raised) -> Owned {
        let interpreter = values.interpreter
        let function = "\(name)"
        if function == "fchmod" || function == "fchown" {
            try changeNode(interpreter, try values.descriptor(0), body)
            return interpreter.none.owned()
        }
        let target = try values.pathArgument(0, name, function == "lchown" ? [] : .descriptor)
        let folder = try folder.flatMap { index throws(Raised) in
            try values.folderDescriptor(index)
        }
        if let number = target.descriptor {
            if folder != nil {
                throw interpreter.raise(
                    .valueError,
                    function == "chown"
                        ? "chown: can't specify both dir_fd and fd"
                        : "\(name): can't specify dir_fd without matching path")
            }
            if !followsLinks, number > 0 {
                throw interpreter.raise(
                    .valueError, "\(name): cannot use fd and follow_symlinks together")
            }
            try interpreter.withDescriptor(target, number) { _ throws(SystemFailure) in }
            try changeNode(interpreter, number, body)
            return interpreter.none.owned()
        }
        let path = target.path
        // CPython's errors of `utime` don't name what it was to change.
        let named: Ref? = function == "utime" ? nil : target.object.ref
        try interpreter.withFiles(named) { files throws(SystemFailure) in
            try files.changeNode(
                files.located(path, in: folder), followsLinks: followsLinks, body)
        }
        return interpreter.none.owned()
    }

    private static func changeNode(
        _ interpreter: Interpreter, _ number: Int, _ body: (FileNode) -> Void
    ) throws(Raised) {
        guard let file = try interpreter.description(number) as? OpenFile else { return }
        try interpreter.withFiles(nil) { files throws(SystemFailure) in
            try files.changeNode(file.node, body)
        }
    }

    /// The times `utime` sets: given in seconds or nanoseconds, or now.
    private static func fileTimes(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> (accessed: Int, modified: Int) {
        let seconds = values.given(1)
        let nanoseconds = values.values[2]
        if seconds != nil, nanoseconds != nil {
            throw interpreter.raise(
                .valueError,
                "utime: you may specify either 'times' or 'ns' but not both")
        }
        if let pair = nanoseconds {
            guard pair.isTuple, pair.itemCount == 2 else {
                throw interpreter.raise(.typeError, "utime: 'ns' must be a tuple of two ints")
            }
            return (
                try interpreter.indexValue(pair.tupleItem(0), overflow: .overflowError),
                try interpreter.indexValue(pair.tupleItem(1), overflow: .overflowError)
            )
        }
        guard let pair = seconds else {
            let now = interpreter.virtualTime
            return (now, now)
        }
        guard pair.isTuple, pair.itemCount == 2 else {
            throw interpreter.raise(
                .typeError, "utime: 'times' must be either a tuple of two ints or None")
        }
        return (
            try timeValue(interpreter, pair.tupleItem(0)),
            try timeValue(interpreter, pair.tupleItem(1))
        )
    }

    /// Seconds as nanoseconds, rounded down as CPython does.
    private static func timeValue(_ interpreter: Interpreter, _ value: Ref) throws(Raised) -> Int {
        if value.isInt {
            let seconds = try interpreter.indexValue(value, overflow: .overflowError)
            let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
            if overflow {
                throw interpreter.raise(
                    .overflowError, "timestamp out of range for platform time_t")
            }
            return product
        }
        let seconds = try interpreter.doubleValue(value)
        guard abs(seconds) < 9e9 else {
            throw interpreter.raise(
                seconds.isNaN ? .valueError : .overflowError,
                seconds.isNaN
                    ? "Invalid value NaN (not a number)"
                    : "timestamp out of range for platform time_t")
        }
        let whole = seconds.rounded(.down)
        return Int(whole) * 1_000_000_000 + Int(((seconds - whole) * 1e9).rounded(.down))
    }
}
