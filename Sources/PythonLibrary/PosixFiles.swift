import PythonRuntime

/// The functions of `posix` on paths.
extension PosixModule {
    static let fileFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("stat", .fastKeywords) { module, arguments, count, names in
            onPath(module, arguments, count, names, "stat") {
                interpreter, path throws(Raised) in try status(interpreter, path)
            }
        },
        NativeModuleFunction("lstat", .fastKeywords) { module, arguments, count, names in
            onPath(module, arguments, count, names, "lstat") {
                interpreter, path throws(Raised) in try status(interpreter, path)
            }
        },
        NativeModuleFunction("fspath", .fastKeywords) { module, arguments, count, names in
            onPath(module, arguments, count, names, "fspath") {
                interpreter, path throws(Raised) in try interpreter.fileSystemPath(path)
            }
        },
        NativeModuleFunction("listdir", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try entries(interpreter, arguments[optional: 0])
            }
        },
        NativeModuleFunction("scandir", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try scan(interpreter, arguments[optional: 0])
            }
        },
        NativeModuleFunction("getcwd", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeString(interpreter.files?.currentFolder ?? "/")
            }
        },
        NativeModuleFunction("getcwdb", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeBytes(Array((interpreter.files?.currentFolder ?? "/").utf8))
            }
        },
        NativeModuleFunction("access", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try access(interpreter, arguments)
            }
        },
        NativeModuleFunction("chdir", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "chdir") {
                files, path throws(VirtualFiles.Failure) in try files.changeFolder(path)
            }
        },
        NativeModuleFunction("rmdir", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "rmdir") {
                files, path throws(VirtualFiles.Failure) in try files.removeFolder(path)
            }
        },
        NativeModuleFunction("unlink", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "unlink") {
                files, path throws(VirtualFiles.Failure) in try files.removeFile(path)
            }
        },
        NativeModuleFunction("remove", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "remove") {
                files, path throws(VirtualFiles.Failure) in try files.removeFile(path)
            }
        },
        NativeModuleFunction("mkdir", .fastKeywords) { module, arguments, count, names in
            changing(module, arguments, count, names, "mkdir") {
                files, path throws(VirtualFiles.Failure) in try files.makeFolder(path)
            }
        },
        NativeModuleFunction("rename", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in try rename(interpreter, arguments)
            }
        },
        NativeModuleFunction("replace", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in try rename(interpreter, arguments)
            }
        },
    ]

    /// A function whose first argument is a path.
    private static func onPath(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString,
        _ body: (Interpreter, Ref) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let values = try interpreter.bind(
                ParameterList(
                    function: name, names: ["path", "dir_fd", "follow_symlinks"], required: 1,
                    maximumPositional: 1), arguments)
            return try body(interpreter, values[0] ?? interpreter.none)
        }
    }

    /// A function that does something to what stands at its first argument, a path.
    private static func changing(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString,
        _ body: (VirtualFiles, String) throws(VirtualFiles.Failure) -> Void
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let values = try interpreter.bind(
                ParameterList(
                    function: name, names: ["path", "mode", "dir_fd"], required: 1,
                    maximumPositional: 2), arguments)
            let path = values[0] ?? interpreter.none
            let text = try interpreter.pathText(path)
            try interpreter.withFiles(path) { files throws(VirtualFiles.Failure) in
                try body(files, text)
            }
            return interpreter.none.owned()
        }
    }

    private static func rename(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        try interpreter.checkArguments("rename", arguments.count, 2, 2)
        let source = try interpreter.pathText(arguments[0])
        let target = try interpreter.pathText(arguments[1])
        try interpreter.withFiles(arguments[0]) { files throws(VirtualFiles.Failure) in
            try files.rename(source, to: target)
        }
        return interpreter.none.owned()
    }

    private static func access(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        guard arguments.count >= 2 else {
            throw interpreter.raise(
                .typeError, "access() missing required argument 'mode' (pos 2)")
        }
        let path = try interpreter.pathText(arguments[0])
        let mode = try interpreter.indexValue(arguments[1], overflow: .overflowError)
        guard let files = interpreter.files, files.status(path) != nil else {
            return interpreter.bool(false)
        }
        let isLibrary = HostLibrary.relative(files.normalize(path)) != nil
        return interpreter.bool(mode & 2 == 0 || !isLibrary)
    }

    // MARK: Status

    private static func status(_ interpreter: Interpreter, _ path: Ref) throws(Raised) -> Owned {
        if path.isInt {
            let descriptor = try interpreter.indexValue(path, overflow: .overflowError)
            return try descriptorStatus(interpreter, descriptor)
        }
        let text = try interpreter.pathText(path)
        guard let status = interpreter.files?.status(text) else {
            throw interpreter.raiseOSError(2, ErrnoModule.text(2), path: path)
        }
        return try makeStatus(interpreter, status, path: text)
    }

    static func descriptorStatus(
        _ interpreter: Interpreter, _ descriptor: Int
    ) throws(Raised) -> Owned {
        guard let file = interpreter.files?.openFile(descriptor),
            let status = interpreter.files?.status(file.path)
        else { throw interpreter.raiseOSError(9, ErrnoModule.text(9)) }
        return try makeStatus(interpreter, status, path: file.path)
    }

    static func makeStatus(
        _ interpreter: Interpreter, _ status: HostLibrary.Status, path: String
    ) throws(Raised) -> Owned {
        let mode = status.isFolder ? 0o040755 : 0o100644
        // A number that tells files apart, the same on every machine.
        let serial = path.utf8.reduce(14_695_981_039_346_656_037 as UInt64) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        let numbers = [
            mode, Int(serial >> 20), 1, 1, 1000, 1000, status.size, status.modified,
            status.modified, status.modified,
        ]
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        for number in numbers { values.append(try interpreter.makeInt(number).take()) }
        for _ in 0..<3 {
            values.append(try interpreter.makeFloat(Double(status.modified)).take())
        }
        for _ in 0..<3 {
            values.append(
                try interpreter.makeInt(status.modified &* 1_000_000_000).take())
        }
        for number in [4096, (status.size + 511) / 512, 0] {
            values.append(try interpreter.makeInt(number).take())
        }
        return try interpreter.makeStructSequence(
            interpreter.type(.statResult), values.map { Ref($0) })
    }

    // MARK: Folders

    private static func folderNames(
        _ interpreter: Interpreter, _ path: Ref?
    ) throws(Raised) -> (folder: String, names: [String]) {
        let isGiven = path.map { !$0.isNone } ?? false
        let text = isGiven ? try interpreter.pathText(path ?? interpreter.none) : "."
        let names = try interpreter.withFiles(isGiven ? path : nil) {
            files throws(VirtualFiles.Failure) in try files.names(text)
        }
        return (text, names)
    }

    private static func entries(_ interpreter: Interpreter, _ path: Ref?) throws(Raised) -> Owned {
        let found = try folderNames(interpreter, path)
        let list = try interpreter.makeList()
        let wantsBytes = path.map { $0.isBytes } ?? false
        for name in found.names {
            let entry =
                wantsBytes
                ? try interpreter.makeBytes(Array(name.utf8)) : try interpreter.makeString(name)
            try interpreter.listAppend(list.ref, entry.ref)
        }
        return list
    }

    private static func scan(_ interpreter: Interpreter, _ path: Ref?) throws(Raised) -> Owned {
        let found = try folderNames(interpreter, path)
        let list = try interpreter.makeList()
        for name in found.names {
            let entry = try interpreter.allocateInstance(interpreter.type(.directoryEntry))
            entry.ref.field(16).pointee = try interpreter.makeString(name).take()
            let full = found.folder.hasSuffix("/") ? found.folder + name : "\(found.folder)/\(name)"
            entry.ref.field(24).pointee = try interpreter.makeString(full).take()
            try interpreter.listAppend(list.ref, entry.ref)
        }
        let iterator = try interpreter.allocateInstance(interpreter.type(.scanIterator))
        iterator.ref.field(16).pointee = try interpreter.iterator(over: list.ref).take()
        return iterator
    }

    static func scanIteratorSpec() -> TypeSpec {
        TypeSpec(
            library: "posix.ScandirIterator", basicSize: 24,
            flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__enter__", .noArguments) { object, _, _, _ in
                    withSelf(object) { _, object throws(Raised) in object.owned() }
                },
                MethodSpec("__exit__", .fast) { object, _, _, _ in
                    withSelf(object) { interpreter, _ throws(Raised) in interpreter.none.owned() }
                },
                MethodSpec("close", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, _ throws(Raised) in interpreter.none.owned() }
                },
            ]
        ) { block in
            block.pointee.type.tp_iter = SharedSlots.selfIterator
            block.pointee.type.tp_iternext = { raw in
                guard let inner = Ref(raw).field(16).pointee else { return nil }
                return Ref(inner).type.pointee.tp_iternext?(inner)
            }
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), 16...16)
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }

    static func directoryEntrySpec() -> TypeSpec {
        TypeSpec(
            library: "posix.DirEntry", basicSize: 32, flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("is_dir", .fastKeywords) { entry, _, _, _ in
                    PosixModule.ofEntry(entry) { interpreter, status in
                        interpreter.bool(status.isFolder)
                    }
                },
                MethodSpec("is_file", .fastKeywords) { entry, _, _, _ in
                    PosixModule.ofEntry(entry) { interpreter, status in
                        interpreter.bool(!status.isFolder)
                    }
                },
                MethodSpec("is_symlink", .noArguments) { entry, _, _, _ in
                    PosixModule.ofEntry(entry) { interpreter, _ in interpreter.bool(false) }
                },
                MethodSpec("stat", .fastKeywords) { entry, _, _, _ in
                    withSelf(entry) { interpreter, entry throws(Raised) in
                        try PosixModule.status(
                            interpreter,
                            entry.field(24).pointee.map { Ref($0) } ?? interpreter.none)
                    }
                },
                MethodSpec("__fspath__", .noArguments) { entry, _, _, _ in
                    withSelf(entry) { interpreter, entry throws(Raised) in
                        (entry.field(24).pointee.map { Ref($0) } ?? interpreter.none).owned()
                    }
                },
            ],
            members: [
                MemberSpec("name", .object, offset: 16), MemberSpec("path", .object, offset: 24),
            ]
        ) { block in
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, entry throws(Raised) in
                    let name = try interpreter.repr(
                        entry.field(16).pointee.map { Ref($0) } ?? interpreter.none)
                    return try interpreter.makeString("<DirEntry \(name.ref.text)>")
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), 16...24)
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }

    private static func ofEntry(
        _ entry: RawObject?, _ body: (Interpreter, HostLibrary.Status) -> Owned
    ) -> RawObject? {
        withSelf(entry) { interpreter, entry throws(Raised) in
            guard let path = entry.field(24).pointee,
                let status = interpreter.files?.status(Ref(path).text)
            else { return interpreter.bool(false) }
            return body(interpreter, status)
        }
    }
}
