import PythonRuntime
import VirtualSystem

/// `os.DirEntry`: a name in a folder and its path as they are shown, and the bytes that lead there.
enum DirectoryEntry {
    static let name = 16
    static let path = 24
    static let location = 32
    /// What it was when the folder was read: the bits of its kind and its number; nil if that isn't known.
    static let kind = 40
    static let inode = 48
    /// What `stat` gave for what a link leads to, and for the entry itself.
    static let status = 56
    static let ownStatus = 64

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "posix.DirEntry", basicSize: 72, flags: TypeFlags.disallowInstantiation,
            methods: kindMethods + [
                MethodSpec("stat", .fastKeywords) { entry, arguments, count, names in
                    DirectoryEntry.onEntry(entry, arguments, count, names) {
                        interpreter, entry, followsLinks throws(Raised) in
                        try DirectoryEntry.status(interpreter, entry, followsLinks)
                    }
                },
                MethodSpec("inode", .noArguments) { entry, _, _, _ in
                    withSelf(entry) { interpreter, entry throws(Raised) in
                        if let known = entry.held(DirectoryEntry.inode) { return known.owned() }
                        let status = try DirectoryEntry.status(interpreter, entry, false)
                        return status.ref.tupleItem(1).owned()
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
                releaseFields(Ref(raw), DirectoryEntry.name...DirectoryEntry.ownStatus)
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }

    private static var kindMethods: [MethodSpec] {
        [
            MethodSpec("is_dir", .fastKeywords) { entry, arguments, count, names in
                DirectoryEntry.onEntry(entry, arguments, count, names) {
                    interpreter, entry, followsLinks throws(Raised) in
                    try DirectoryEntry.isKind(
                        interpreter, entry, FileStatus.folder, followsLinks)
                }
            },
            MethodSpec("is_file", .fastKeywords) { entry, arguments, count, names in
                DirectoryEntry.onEntry(entry, arguments, count, names) {
                    interpreter, entry, followsLinks throws(Raised) in
                    try DirectoryEntry.isKind(
                        interpreter, entry, FileStatus.file, followsLinks)
                }
            },
            MethodSpec("is_symlink", .noArguments) { entry, _, _, _ in
                withSelf(entry) { interpreter, entry throws(Raised) in
                    try DirectoryEntry.isKind(interpreter, entry, FileStatus.link, false)
                }
            },
        ]
    }

    /// Whether it is of a kind. What is known from the folder isn't looked at again; where a link leads is, and what
    /// is gone is of no kind.
    private static func isKind(
        _ interpreter: Interpreter, _ entry: Ref, _ wanted: Int, _ followsLinks: Bool
    ) throws(Raised) -> Owned {
        if let known = entry.held(kind)?.intValue, !followsLinks || known != FileStatus.link {
            return interpreter.bool(known == wanted)
        }
        do throws(Raised) {
            let status = try status(interpreter, entry, followsLinks)
            let mode = status.ref.tupleItem(0).intValue ?? 0
            return interpreter.bool(mode & 0o170000 == wanted)
        } catch {
            guard interpreter.currentExceptionIs(.fileNotFoundError) else { throw error }
            interpreter.clearException()
            return interpreter.bool(false)
        }
    }

    /// What `stat` gives, kept from the first time. Only a link is something else than what it leads to.
    private static func status(
        _ interpreter: Interpreter, _ entry: Ref, _ followsLinks: Bool
    ) throws(Raised) -> Owned {
        let isLink = entry.held(kind)?.intValue.map { $0 == FileStatus.link } ?? true
        let field = followsLinks && isLink ? status : ownStatus
        if let known = entry.held(field) { return known.owned() }
        let status = try interpreter.withFiles(entry.held(path)) { files throws(SystemFailure) in
            try files.status(place(entry), followsLinks: followsLinks)
        }
        entry.hold(field, try PosixModule.makeStatus(interpreter, status))
        return (entry.held(field) ?? interpreter.none).owned()
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
