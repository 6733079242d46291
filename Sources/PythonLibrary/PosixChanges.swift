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
                let target = try values.pathArgument(0, "truncate", .descriptor)
                let length = try values.offset(1)
                if let number = target.descriptor {
                    return try truncate(interpreter, number, length)
                }
                let path = target.path
                try interpreter.withFiles(target.object.ref) { files throws(SystemFailure) in
                    if length < 0 { throw .invalid }
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
                let target = try values.pathArgument(0, "chmod", .descriptor)
                let mode = try values.cInt(1)
                let follows = try values.flag(3, default: true)
                if target.descriptor != nil {
                    return try changeNode(values, "chmod", target) {
                        $0.permissions = mode & 0o7777
                    }
                }
                var isLink = false
                let done = try changeNode(
                    values, "chmod", target, folder: 2, followsLinks: follows
                ) { node in
                    if case .link = node.content {
                        isLink = true
                    } else {
                        node.permissions = mode & 0o7777
                    }
                }
                // Linux keeps no permissions of links.
                if isLink {
                    throw interpreter.raise(
                        .notImplementedError,
                        "chmod: follow_symlinks unavailable on this platform")
                }
                return done
            }
        },
        NativeModuleFunction("fchmod", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "fchmod", names: ["fd", "mode"], required: 2, maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let number = try values.cInt(0)
                let mode = try values.cInt(1)
                try changeNode(interpreter, number) { $0.permissions = mode & 0o7777 }
                return interpreter.none.owned()
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
                let target = try values.pathArgument(0, "chown", .descriptor)
                return try changeOwner(
                    values, "chown", target, folder: 3,
                    followsLinks: values.flag(4, default: true))
            }
        },
        NativeModuleFunction("lchown", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "lchown", names: ["path", "uid", "gid"], required: 3,
                    maximumPositional: 3)
            ) { _, values throws(Raised) in
                let target = try values.pathArgument(0, "lchown")
                return try changeOwner(values, "lchown", target, followsLinks: false)
            }
        },
        NativeModuleFunction("fchown", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "fchown", names: ["fd", "uid", "gid"], required: 3,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let number = try values.cInt(0)
                let ids = try ownerAndGroup(values)
                _ = try interpreter.description(number)
                if isForeign(ids) { throw interpreter.raise(SystemFailure.notPermitted) }
                try changeNode(interpreter, number) { setOwner($0, ids) }
                return interpreter.none.owned()
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
                let target = try values.pathArgument(0, "utime", .descriptor)
                let times = try fileTimes(interpreter, values)
                let followsLinks = try values.flag(4, default: true)
                return try changeNode(
                    values, "utime", target, folder: 3, followsLinks: followsLinks
                ) {
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
            if parameters.count == 3, values.values[1] != nil { mode = try values.cInt(1) }
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
        if length < 0 { throw interpreter.raise(SystemFailure.invalid) }
        let file = try interpreter.description(descriptor)
        try interpreter.withFiles(nil) { _ throws(SystemFailure) in
            try file.truncate(to: length)
        }
        return interpreter.none.owned()
    }

    /// The second and third argument; −1 for what stays.
    private static func ownerAndGroup(
        _ values: CallValues
    ) throws(Raised) -> (owner: Int, group: Int) {
        let owner = try identity(values.interpreter, values.object(1), "uid")
        return (owner, try identity(values.interpreter, values.object(2), "gid"))
    }

    /// Whether somebody else is meant, to whom the machine's user can give nothing.
    private static func isForeign(_ ids: (owner: Int, group: Int)) -> Bool {
        [ids.owner, ids.group].contains { $0 != -1 && $0 != user }
    }

    private static func setOwner(_ node: FileNode, _ ids: (owner: Int, group: Int)) {
        if ids.owner >= 0 { node.owner = ids.owner }
        if ids.group >= 0 { node.group = ids.group }
    }

    private static func changeOwner(
        _ values: CallValues, _ name: StaticString, _ target: borrowing PathArgument,
        folder: Int? = nil, followsLinks: Bool
    ) throws(Raised) -> Owned {
        let ids = try ownerAndGroup(values)
        if isForeign(ids) {
            // Whether there is such a file is found out before.
            let finished = try changeNode(
                values, name, target, folder: folder, followsLinks: followsLinks
            ) { _ in }
            _ = finished
            throw values.interpreter.raise(
                SystemFailure.notPermitted, path: target.object.ref)
        }
        return try changeNode(
            values, name, target, folder: folder, followsLinks: followsLinks
        ) { setOwner($0, ids) }
    }

    /// Changes what stands at the first argument, a path or a descriptor.
    private static func changeNode(
        _ values: CallValues, _ name: StaticString, _ target: borrowing PathArgument,
        folder: Int? = nil, followsLinks: Bool = true, _ body: (FileNode) -> Void
    ) throws(Raised) -> Owned {
        let interpreter = values.interpreter
        let function = "\(name)"
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
            if function != "utime" || number == -1 {
                try interpreter.withDescriptor(target, number) { _ throws(SystemFailure) in }
            }
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
