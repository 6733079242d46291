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
                let found = try folderNames(values, "listdir")
                let list = try interpreter.makeList()
                for name in found.names {
                    let entry = try found.name(interpreter, name)
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
                try scan(values)
            }
        },
    ]

    /// The names in the folder that the first argument names.
    private static func folderNames(
        _ values: CallValues, _ function: StaticString
    ) throws(Raised) -> Found {
        let given = try values.pathArgument(0, function, [.descriptor, .none])
        var path = given.path
        let named: Ref? =
            given.descriptor != nil || given.object.ref.isNone ? nil : given.object.ref
        let number = given.descriptor
        let names = try values.interpreter.withFiles(named) { files throws(SystemFailure) in
            if let number { path = number == -1 ? "." : try files.folder(number) }
            return try files.names(path)
        }
        return Found(
            path: path, names: names, isDescriptor: number != nil,
            givesBytes: number == nil && given.givesBytes)
    }

    /// The names in a folder, and as what they are given.
    private struct Found {
        var path: FilePath
        var names: [[UInt8]]
        var isDescriptor: Bool
        var givesBytes: Bool

        func name(_ interpreter: Interpreter, _ bytes: [UInt8]) throws(Raised) -> Owned {
            givesBytes ? try interpreter.makeBytes(bytes) : try interpreter.makePath(bytes)
        }
    }

    private static func scan(_ values: CallValues) throws(Raised) -> Owned {
        let interpreter = values.interpreter
        let found = try folderNames(values, "scandir")
        let list = try interpreter.makeList()
        for name in found.names {
            let entry = try interpreter.allocateInstance(interpreter.type(.directoryEntry))
            entry.ref.hold(DirectoryEntry.name, try found.name(interpreter, name))
            let full = found.isDescriptor ? FilePath(name) : FilePath(name).below(found.path)
            entry.ref.hold(DirectoryEntry.path, try found.name(interpreter, full.bytes))
            let place = FilePath(name).below(found.path)
            let located = place.below(interpreter.files?.currentFolder ?? "/")
            entry.ref.hold(DirectoryEntry.location, try interpreter.makeBytes(located.bytes))
            if let status = try? interpreter.files?.status(located, followsLinks: false) {
                let kind = status.mode & 0o170000
                entry.ref.hold(DirectoryEntry.kind, try interpreter.makeInt(kind))
                entry.ref.hold(DirectoryEntry.inode, try interpreter.makeInt(status.number))
            }
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
                let next = Ref(inner).type.pointee.tp_iternext?(inner)
                if next == nil { releaseFields(Ref(raw), 16...16) }
                return next
            }
            block.pointee.type.tp_finalize = { raw in
                guard Ref(raw).field(16).pointee != nil else { return }
                Interpreter(containing: raw).warnUnclosedFolder(Ref(raw))
                releaseFields(Ref(raw), 16...16)
            }
            block.pointee.type.tp_dealloc = { raw in
                if Interpreter(containing: raw).finalizeDying(Ref(raw)) { return }
                releaseFields(Ref(raw), 16...16)
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }
}

extension Interpreter {
    /// `ResourceWarning: unclosed scandir iterator`.
    fileprivate func warnUnclosedFolder(_ iterator: Ref) {
        let pending = takeException()
        do throws(Raised) {
            let text = try repr(iterator)
            try warn(
                .resourceWarning, "unclosed scandir iterator \(text.ref.text)", about: iterator)
        } catch {
            if currentExceptionIs(.warning) {
                reportUnraisable(message: nil, iterator)
            } else {
                clearException()
            }
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }
}
