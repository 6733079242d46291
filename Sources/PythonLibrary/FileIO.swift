import PythonRuntime
import VirtualSystem

/// `_io.FileIO` (`Modules/_io/fileio.c`): a virtual file by its descriptor, unbuffered.
struct FileIOObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// −1 when it isn't open.
    private var fd: Int32
    /// Bits, from the lowest: created, readable, writable, appending, two for seekable, closefd.
    private var bits: UInt8
    var finalizing: Bool
    var blksize: UInt32
    var weakreflist: RawObject?
    var dict: RawObject?

    static var dictOffset: Int { 40 }
    static var blockSizeOffset: Int { 24 }
    static var finalizingOffset: Int { 21 }

    var descriptor: Int {
        get { Int(fd) }
        set { fd = Int32(truncatingIfNeeded: newValue) }
    }
    var creates: Bool {
        get { has(0) }
        set { set(0, newValue) }
    }
    var reads: Bool {
        get { has(1) }
        set { set(1, newValue) }
    }
    var writes: Bool {
        get { has(2) }
        set { set(2, newValue) }
    }
    var appends: Bool {
        get { has(3) }
        set { set(3, newValue) }
    }
    var closesDescriptor: Bool {
        get { has(6) }
        set { set(6, newValue) }
    }

    /// Not known yet whether it can be positioned: −1 in two bits.
    mutating func forgetWhetherSeekable() { bits |= 0b11_0000 }

    private func has(_ bit: UInt8) -> Bool { bits >> bit & 1 != 0 }
    private mutating func set(_ bit: UInt8, _ value: Bool) {
        bits = bits & ~(1 << bit) | (value ? 1 << bit : 0)
    }
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
            members: [
                MemberSpec("_blksize", .int32, offset: FileIOObject.blockSizeOffset),
                MemberSpec(
                    "_finalizing", .bool, offset: FileIOObject.finalizingOffset,
                    isReadOnly: false),
            ]
        ) { block in
            IOBase.streamSlots(block, dict: FileIOObject.dictOffset, weakReferences: 32)
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
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                Ref(raw).fields(FileIOObject.self).pointee.finalizing = true
                if interpreter.revivesStream(raw) { return }
                interpreter.deallocate(raw) { releaseStreamDict($0) }
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
                    guard let size else { return try interpreter.readToEnd(descriptor) }
                    return try interpreter.readOnce(descriptor, size)
                }
            },
            MethodSpec("readinto", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    let view = try interpreter.writableView(of: arguments[0], "readinto")
                    _ = try interpreter.openDescriptor(stream, reading: true)
                    let count = try interpreter.readFile(stream, into: view.start, view.count)
                    guard let count else { return interpreter.none.owned() }
                    return try interpreter.makeInt(count)
                }
            },
            MethodSpec("_dealloc_warn", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    interpreter.warnUnclosed(stream, about: arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("readall", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.readToEnd(
                        try interpreter.openDescriptor(stream, reading: true))
                }
            },
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream, writing: true)
                    let bytes = try interpreter.bytesLike(arguments[0])
                    guard let count = try interpreter.writeDescriptor(descriptor, bytes) else {
                        return interpreter.none.owned()
                    }
                    return try interpreter.makeInt(count)
                }
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream, writing: true)
                    let description = try interpreter.description(descriptor)
                    let size: Int
                    if let given = try interpreter.sizeArgument(arguments[optional: 0]) {
                        size = given
                    } else {
                        size = try interpreter.seek(descriptor, to: 0, from: 1)
                    }
                    try interpreter.withFiles(nil) { _ throws(SystemFailure) in
                        try description.truncate(to: size)
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
                        try interpreter.seek(descriptor, to: offset, from: origin ?? 0))
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream)
                    return try interpreter.makeInt(
                        try interpreter.seek(descriptor, to: 0, from: 1))
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
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream)
                    let description = try? interpreter.files?.description(descriptor)
                    return interpreter.bool(description?.isTerminal ?? false)
                }
            },
            MethodSpec("seekable", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let descriptor = try interpreter.openDescriptor(stream)
                    let position = try? interpreter.files?.description(descriptor).seek(
                        to: 0, from: 1)
                    return interpreter.bool(position != nil)
                }
            },
        ]
    }
}

extension Interpreter {
    fileprivate func newFile(_ type: TypePointer) throws(Raised) -> Owned {
        let stream = try allocateInstance(type)
        let fields = stream.ref.fields(FileIOObject.self)
        fields.pointee.descriptor = -1
        fields.pointee.blksize = 0
        fields.pointee.forgetWhetherSeekable()
        fields.pointee.closesDescriptor = true
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
        let given = try givenDescriptor(file)
        let path = given == nil ? try filePath(file) : FilePath([])
        let text =
            try values[1].map { mode throws(Raised) in
                guard mode.isStr else {
                    throw raise(
                        .typeError,
                        "FileIO() argument 'mode' must be str, not \(typeName(mode.type, limit: 50))"
                    )
                }
                return mode.text
            } ?? "r"
        let (kind, plus) = try fileMode(text)
        fields.pointee.reads = kind == "r" || plus
        fields.pointee.writes = kind != "r" || plus
        fields.pointee.appends = kind == "a"
        fields.pointee.creates = kind == "x"
        fields.pointee.closesDescriptor =
            try values[2].map { value throws(Raised) in
                try isTrue(value)
            } ?? true
        if isAudited {
            try audit("open", .object(file), .text(text), .int(flags(kind, plus) | 0o2000000))
        }
        if let number = given {
            if try description(number).status.isFolder {
                throw raise(SystemFailure.isAFolder, path: file)
            }
            fields.pointee.descriptor = number
        } else if !fields.pointee.closesDescriptor {
            throw raise(.valueError, "Cannot use closefd=False with file name")
        } else if let opener = values[3], !opener.isNone {
            let number = try callOpener(opener, file, kind, plus)
            _ = try description(number)
            fields.pointee.descriptor = number
        } else {
            fields.pointee.descriptor = try withFiles(file) { files throws(SystemFailure) in
                if try files.isFolder(path) { throw .isAFolder }
                return try files.open(path, flags: flags(kind, plus))
            }
        }
        fields.pointee.blksize = 4096
        if fields.pointee.appends {
            _ = try? files?.description(fields.pointee.descriptor).seek(to: 0, from: 2)
        }
        let key = try intern("name")
        do throws(Raised) { try setAttribute(stream, key.ref, file) } catch {
            // A descriptor that was given stays the caller's.
            if file.isInt { fields.pointee.descriptor = -1 }
            throw error
        }
    }

    /// The descriptor that an int is, or nil for what must be a path: also an int no descriptor can be.
    private func givenDescriptor(_ file: Ref) throws(Raised) -> Int? {
        guard file.isInt else { return nil }
        do throws(Raised) {
            let number = try indexValue(file, overflow: .overflowError)
            guard let small = Int32(exactly: number) else { return nil }
            if small < 0 { throw raise(.valueError, "negative file descriptor") }
            return Int(small)
        } catch {
            guard currentExceptionIs(.overflowError) else { throw error }
            clearException()
            return nil
        }
    }

    /// The flags of `open(2)` for a mode.
    private func flags(_ kind: Character, _ plus: Bool) -> Int {
        let access = plus ? 2 : kind == "r" ? 0 : 1
        let making: [Character: Int] = ["w": 64 | 512, "a": 64 | 1024, "x": 64 | 128]
        return access | 0o2000000 | (making[kind] ?? 0)
    }

    private func callOpener(
        _ opener: Ref, _ file: Ref, _ kind: Character, _ plus: Bool
    ) throws(Raised) -> Int {
        let flags = try makeInt(flags(kind, plus))
        let number = try call(opener, file, flags.ref)
        guard number.ref.isInt else {
            throw raise(.typeError, "expected integer from opener")
        }
        let value = try indexValue(number.ref, overflow: .overflowError)
        if value < 0 { throw raise(.valueError, "opener returned \(value)") }
        return value
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
}
