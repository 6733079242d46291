import PythonRuntime
import VirtualSystem

/// `listdir` and `scandir`, with `DirEntry`.
extension PosixModule {
    static let folderFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("listdir", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(function: "listdir", names: ["path"], maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let found = try folderNames(interpreter, values.given(0), "listdir")
                let list = try interpreter.makeList()
                for name in found.names {
                    let entry = try interpreter.makePath(name, like: found.like)
                    try interpreter.listAppend(list.ref, entry.ref)
                }
                return list
            }
        },
        NativeModuleFunction("scandir", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(function: "scandir", names: ["path"], maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                try scan(interpreter, values.given(0))
            }
        },
    ]

    /// The names in a folder; `like` is an argument whose kind, str or bytes, they take on.
    private static func folderNames(
        _ interpreter: Interpreter, _ given: Ref?, _ function: StaticString
    ) throws(Raised) -> (path: FilePath, names: [[UInt8]], like: Ref?) {
        var path: FilePath = "."
        if let given {
            path =
                given.isInt
                ? try folderPath(interpreter, try interpreter.descriptorNumber(given))
                : try interpreter.filePath(given, function: function)
        }
        let names = try interpreter.withFiles(given) { files throws(SystemFailure) in
            try files.names(path)
        }
        return (path, names, given)
    }

    private static func scan(_ interpreter: Interpreter, _ given: Ref?) throws(Raised) -> Owned {
        let found = try folderNames(interpreter, given, "scandir")
        let isDescriptor = given?.isInt ?? false
        let list = try interpreter.makeList()
        for name in found.names {
            let entry = try interpreter.allocateInstance(interpreter.type(.directoryEntry))
            entry.ref.hold(DirectoryEntry.name, try interpreter.makePath(name, like: given))
            let full = isDescriptor ? FilePath(name) : FilePath(name).below(found.path)
            entry.ref.hold(
                DirectoryEntry.path, try interpreter.makePath(full.bytes, like: given))
            let place = FilePath(name).below(found.path)
            let located = place.below(interpreter.files?.currentFolder ?? "/")
            entry.ref.hold(DirectoryEntry.location, try interpreter.makeBytes(located.bytes))
            try interpreter.listAppend(list.ref, entry.ref)
        }
        let iterator = try interpreter.allocateInstance(interpreter.type(.scanIterator))
        iterator.ref.hold(16, try interpreter.iterator(over: list.ref))
        return iterator
    }

    static func scanIteratorSpec() -> TypeSpec {
        TypeSpec(
            library: "posix.ScandirIterator", basicSize: 104,
            flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__enter__", .noArguments) { object, _, _, _ in
                    withSelf(object) { _, object throws(Raised) in object.owned() }
                },
                MethodSpec("__exit__", .fast) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        releaseFields(object, 16...16)
                        return interpreter.none.owned()
                    }
                },
                MethodSpec("close", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        releaseFields(object, 16...16)
                        return interpreter.none.owned()
                    }
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
}

/// `os.DirEntry`: a name in a folder and its path as they are shown, and the bytes that lead there.
enum DirectoryEntry {
    static let name = 16
    static let path = 24
    static let location = 32

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "posix.DirEntry", basicSize: 72, flags: TypeFlags.disallowInstantiation,
            methods: kindMethods + [
                MethodSpec("stat", .fastKeywords) { entry, arguments, count, names in
                    DirectoryEntry.onEntry(entry, arguments, count, names) {
                        interpreter, entry, followsLinks throws(Raised) in
                        let status = try interpreter.withFiles(entry.held(DirectoryEntry.path)) {
                            files throws(SystemFailure) in
                            try files.status(
                                DirectoryEntry.place(entry), followsLinks: followsLinks)
                        }
                        return try PosixModule.makeStatus(interpreter, status)
                    }
                },
                MethodSpec("inode", .noArguments) { entry, _, _, _ in
                    withSelf(entry) { interpreter, entry throws(Raised) in
                        let status = try? interpreter.files?.status(
                            DirectoryEntry.place(entry), followsLinks: false)
                        return try interpreter.makeInt(status?.number ?? 0)
                    }
                },
                MethodSpec("__fspath__", .noArguments) { entry, _, _, _ in
                    withSelf(entry) { interpreter, entry throws(Raised) in
                        (entry.held(DirectoryEntry.path) ?? interpreter.none).owned()
                    }
                },
                MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                    type, arguments, _, _ in
                    genericAlias(type, arguments)
                },
            ],
            members: [
                MemberSpec("name", .object, offset: DirectoryEntry.name),
                MemberSpec("path", .object, offset: DirectoryEntry.path),
            ]
        ) { block in
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, entry throws(Raised) in
                    let text = try interpreter.repr(
                        entry.held(DirectoryEntry.name) ?? interpreter.none)
                    return try interpreter.makeString("<DirEntry \(text.ref.text)>")
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), DirectoryEntry.name...DirectoryEntry.location)
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }

    private static var kindMethods: [MethodSpec] {
        [
            MethodSpec("is_dir", .fastKeywords) { entry, arguments, count, names in
                DirectoryEntry.onEntry(entry, arguments, count, names) {
                    interpreter, entry, followsLinks throws(Raised) in
                    let status = try? interpreter.files?.status(
                        DirectoryEntry.place(entry), followsLinks: followsLinks)
                    return interpreter.bool(status?.isFolder ?? false)
                }
            },
            MethodSpec("is_file", .fastKeywords) { entry, arguments, count, names in
                DirectoryEntry.onEntry(entry, arguments, count, names) {
                    interpreter, entry, followsLinks throws(Raised) in
                    let status = try? interpreter.files?.status(
                        DirectoryEntry.place(entry), followsLinks: followsLinks)
                    return interpreter.bool(status?.isFile ?? false)
                }
            },
            MethodSpec("is_symlink", .noArguments) { entry, _, _, _ in
                withSelf(entry) { interpreter, entry throws(Raised) in
                    let status = try? interpreter.files?.status(
                        DirectoryEntry.place(entry), followsLinks: false)
                    return interpreter.bool(status?.isLink ?? false)
                }
            },
        ]
    }

    private static func onEntry(
        _ entry: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ body: (Interpreter, Ref, Bool) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(entry, arguments, count, names) {
            interpreter, entry, arguments throws(Raised) in
            let values = try interpreter.bind(
                ParameterList(
                    function: "is_dir", names: ["follow_symlinks"], maximumPositional: 0),
                arguments)
            let followsLinks = try values[0].map { value throws(Raised) in
                try interpreter.isTrue(value)
            }
            return try body(interpreter, entry, followsLinks ?? true)
        }
    }

    private static func place(_ entry: Ref) -> FilePath {
        FilePath(entry.held(location).map { Array($0.bytesBuffer) } ?? [])
    }
}
