import PythonRuntime

/// `_io.FileIO` (`Modules/_io/fileio.c`): a virtual file by its descriptor, unbuffered.
struct FileIOObject {
    var base: IOBaseObject
    /// −1 when it isn't open.
    var descriptor: Int
    var reads: Bool
    var writes: Bool
    var appends: Bool
    var creates: Bool
    var closesDescriptor: Bool
}

enum FileIO {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.FileIO", basicSize: MemoryLayout<FileIOObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC, methods: dataMethods + placeMethods,
            getSets: [
                GetSetSpec("closed") { raw, _ in
                    Ref(raw).interpreter.bool(
                        Ref(raw).fields(FileIOObject.self).pointee.descriptor < 0
                    ).take()
                },
                GetSetSpec("mode") { raw, _ in
                    withObject(raw) { interpreter, stream throws(Raised) in
                        try interpreter.intern(FileIO.mode(stream))
                    }
                },
                GetSetSpec("closefd") { raw, _ in
                    Ref(raw).interpreter.bool(
                        Ref(raw).fields(FileIOObject.self).pointee.closesDescriptor
                    ).take()
                },
            ],
            members: [MemberSpec("__dict__", .object, offset: 16)]
        ) { block in
            IOBase.streamSlots(block)
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newFile(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    try interpreter.open(Ref(raw), Ref(arguments), keywords)
                    return 0
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, stream throws(Raised) in
                    try interpreter.fileRepr(stream)
                }
            }
        }
    }

    static func mode(_ stream: Ref) -> String {
        let fields = stream.fields(FileIOObject.self).pointee
        if fields.creates { return fields.reads ? "xb+" : "xb" }
        if fields.appends { return fields.reads ? "ab+" : "ab" }
        if fields.reads { return fields.writes ? "rb+" : "rb" }
        return "wb"
    }

    private static var dataMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream, reading: true)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    return try interpreter.read(descriptor, size)
                }
            },
            MethodSpec("readall", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.read(
                        try interpreter.openDescriptor(stream, reading: true), nil)
                }
            },
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream, writing: true)
                    let bytes = try interpreter.bytesLike(arguments[0])
                    return try interpreter.makeInt(
                        try interpreter.writeBytes(bytes, to: descriptor))
                }
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream, writing: true)
                    let position = interpreter.files?.openFile(descriptor)?.position ?? 0
                    let size = try interpreter.sizeArgument(arguments[optional: 0]) ?? position
                    try interpreter.withFiles(nil) { files throws(VirtualFiles.Failure) in
                        try files.truncate(descriptor, to: size)
                    }
                    return try interpreter.makeInt(size)
                }
            },
        ]
    }

    private static var placeMethods: [MethodSpec] {
        [
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    let descriptor = try interpreter.openDescriptor(stream)
                    let offset = try interpreter.indexValue(
                        arguments[0], overflow: .overflowError)
                    let origin = try arguments[optional: 1].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    }
                    return try interpreter.makeInt(
                        try interpreter.withFiles(nil) { files throws(VirtualFiles.Failure) in
                            try files.seek(descriptor, to: offset, from: origin ?? 0)
                        })
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream)
                    return try interpreter.makeInt(
                        interpreter.files?.openFile(descriptor)?.position ?? 0)
                }
            },
            MethodSpec("close", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.closeFile(stream)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("fileno", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.makeInt(try interpreter.openDescriptor(stream))
                }
            },
            MethodSpec("readable", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    _ = try interpreter.openDescriptor(stream)
                    return interpreter.bool(stream.fields(FileIOObject.self).pointee.reads)
                }
            },
            MethodSpec("writable", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    _ = try interpreter.openDescriptor(stream)
                    return interpreter.bool(stream.fields(FileIOObject.self).pointee.writes)
                }
            },
            MethodSpec("seekable", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream)
                    return interpreter.bool(interpreter.files?.openFile(descriptor) != nil)
                }
            },
        ]
    }
}

extension Interpreter {
    fileprivate func newFile(_ type: TypePointer) throws(Raised) -> Owned {
        let stream = try allocateInstance(type)
        stream.ref.fields(FileIOObject.self).pointee.descriptor = -1
        return stream
    }

    fileprivate func open(
        _ stream: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        let values = try bind(
            ParameterList(
                function: "FileIO", names: ["file", "mode", "closefd", "opener"], required: 1,
                maximumPositional: 4), tuple: arguments, keywords: keywords)
        let fields = stream.fields(FileIOObject.self)
        let file = values[0] ?? none
        let text = values[1].map { $0.isStr ? $0.text : "" } ?? "r"
        let (kind, plus) = try fileMode(text)
        fields.pointee.reads = kind == "r" || plus
        fields.pointee.writes = kind != "r" || plus
        fields.pointee.appends = kind == "a"
        fields.pointee.creates = kind == "x"
        fields.pointee.closesDescriptor =
            try values[2].map { value throws(Raised) in
                try isTrue(value)
            } ?? true
        if file.isInt {
            fields.pointee.descriptor = try indexValue(file, overflow: .overflowError)
        } else {
            let path = try pathText(file)
            if files?.status(path)?.isFolder == true {
                throw raiseOSError(21, ErrnoModule.text(21), path: file)
            }
            fields.pointee.descriptor = try withFiles(file) { files throws(VirtualFiles.Failure) in
                try files.open(
                    path, reads: kind == "r" || plus, writes: kind != "r" || plus,
                    creates: kind != "r", exclusive: kind == "x", truncates: kind == "w",
                    appends: kind == "a")
            }
        }
        let key = try intern("name")
        try setAttribute(stream, key.ref, file)
    }

    /// The letter of a mode and whether it has a `+`.
    private func fileMode(_ text: String) throws(Raised) -> (Character, Bool) {
        var kind: Character?
        var plus = false
        for character in text {
            switch character {
            case "r", "w", "a", "x":
                guard kind == nil else {
                    throw raise(
                        .valueError,
                        "Must have exactly one of create/read/write/append mode and at most one plus"
                    )
                }
                kind = character
            case "+": plus = true
            case "b": break
            default: throw raise(.valueError, "invalid mode: \(text)")
            }
        }
        guard let kind else {
            throw raise(
                .valueError,
                "Must have exactly one of create/read/write/append mode and at most one plus")
        }
        return (kind, plus)
    }

    fileprivate func openDescriptor(
        _ stream: Ref, reading: Bool = false, writing: Bool = false
    ) throws(Raised) -> Int {
        let fields = stream.fields(FileIOObject.self).pointee
        if fields.descriptor < 0 { throw raise(.valueError, "I/O operation on closed file") }
        if reading, !fields.reads {
            throw try IOModule.unsupported(self, "File not open for reading")
        }
        if writing, !fields.writes {
            throw try IOModule.unsupported(self, "File not open for writing")
        }
        return fields.descriptor
    }

    fileprivate func read(_ descriptor: Int, _ count: Int?) throws(Raised) -> Owned {
        try makeBytes(
            try withFiles(nil) { files throws(VirtualFiles.Failure) in
                try files.read(descriptor, count: count)
            })
    }

    fileprivate func closeFile(_ stream: Ref) throws(Raised) {
        let fields = stream.fields(FileIOObject.self)
        let descriptor = fields.pointee.descriptor
        guard descriptor >= 0 else { return }
        fields.pointee.descriptor = -1
        fields.pointee.base.isClosed = true
        if fields.pointee.closesDescriptor {
            try withFiles(nil) { files throws(VirtualFiles.Failure) in
                try files.close(descriptor)
            }
        }
    }

    fileprivate func fileRepr(_ stream: Ref) throws(Raised) -> Owned {
        let fields = stream.fields(FileIOObject.self).pointee
        if fields.descriptor < 0 { return try makeString("<_io.FileIO [closed]>") }
        let name = try namedAttribute(stream, "name")
        let text = try repr(name.ref)
        let closes = fields.closesDescriptor ? "True" : "False"
        return try makeString(
            "<_io.FileIO name=\(text.ref.text) mode='\(FileIO.mode(stream))' closefd=\(closes)>")
    }
}
