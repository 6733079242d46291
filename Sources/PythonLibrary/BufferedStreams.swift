import PythonRuntime

/// `BufferedReader`, `BufferedWriter` and `BufferedRandom` (`Modules/_io/bufferedio.c`), laid out as CPython has
/// them, with their buffers. Virtual files are in memory already, so each hands on to its raw stream and nothing
/// waits in the buffer: it is room as that of a stream that was just flushed.
struct BufferedObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var raw: RawObject?
    var ok: Int32
    var detached: Int32
    var readable: Int32
    var writable: Int32
    var finalizing: Int32
    var fast_closed_checks: Int32
    var abs_pos: Int
    var buffer: UnsafeMutableRawPointer?
    var pos: Int
    var raw_pos: Int
    var read_end: Int
    var write_pos: Int
    var write_end: Int
    var lock: UnsafeRawPointer?
    var owner: UInt
    var buffer_size: Int
    var buffer_mask: Int
    var dict: RawObject?
    var weakreflist: RawObject?

    static var rawOffset: Int { 16 }
    static var dictOffset: Int { 136 }
    static var weakReferencesOffset: Int { 144 }
    static var usualSize: Int { 8192 }
}

enum Buffered {
    static func spec(_ name: StaticString) -> TypeSpec {
        TypeSpec(
            library: name, basicSize: MemoryLayout<BufferedObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC, methods: dataMethods + forwardedMethods,
            getSets: [
                GetSetSpec("closed") { raw, _ in ofRaw(raw, "closed") },
                GetSetSpec("name") { raw, _ in ofRaw(raw, "name") },
                GetSetSpec("mode") { raw, _ in ofRaw(raw, "mode") },
            ],
            members: [MemberSpec("raw", .object, offset: BufferedObject.rawOffset)]
        ) { block in
            IOBase.streamSlots(
                block, dict: BufferedObject.dictOffset,
                weakReferences: BufferedObject.weakReferencesOffset)
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    try Buffered.initialize(interpreter, Ref(raw), Ref(arguments), keywords)
                    return 0
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                if interpreter.revivesStream(raw) { return }
                interpreter.deallocate(raw) { stream in
                    releaseFields(stream, 16...16)
                    interpreter.giveBufferBack(stream)
                    releaseStreamDict(stream)
                }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let status = visitFields(raw, 16...16, visit, argument)
                return status != 0 ? status : visitStreamDict(raw, visit, argument)
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, stream throws(Raised) in
                    let name = try interpreter.namedAttribute(stream, "name")
                    let text = try interpreter.repr(name.ref)
                    return try interpreter.makeString(
                        "<\(interpreter.typeName(stream.type)) name=\(text.ref.text)>")
                }
            }
        }
    }

    /// The raw stream and the size of the buffer, whose memory is taken at once.
    private static func initialize(
        _ interpreter: Interpreter, _ stream: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        let values = try interpreter.bind(
            ParameterList(
                function: "Buffered", names: ["raw", "buffer_size"],
                required: 1, maximumPositional: 2), tuple: arguments, keywords: keywords)
        var size = BufferedObject.usualSize
        if let given = values[1] {
            size = try interpreter.indexValue(given, overflow: .overflowError)
        }
        if size <= 0 {
            throw interpreter.raise(.valueError, "buffer size must be strictly positive")
        }
        stream.hold(BufferedObject.rawOffset, (values[0] ?? interpreter.none).owned())
        interpreter.giveBufferBack(stream)
        guard let room = interpreter.allocateBlock(size) else {
            throw interpreter.raiseMemoryError()
        }
        let fields = stream.fields(BufferedObject.self)
        fields.pointee.buffer = room
        fields.pointee.buffer_size = size
        fields.pointee.buffer_mask = size & (size - 1) == 0 ? size - 1 : 0
        fields.pointee.read_end = -1
        fields.pointee.write_end = -1
        fields.pointee.ok = 1
    }

    private static var sizeMethod: MethodSpec {
        MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, stream throws(Raised) in
                let fields = stream.fields(BufferedObject.self)
                let room = fields.pointee.buffer == nil ? 0 : fields.pointee.buffer_size
                return try interpreter.makeInt(stream.type.pointee.tp_basicsize &+ room)
            }
        }
    }

    private static var dataMethods: [MethodSpec] {
        [
            sizeMethod,
            MethodSpec("read1", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "read")
            },
            MethodSpec("write", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("write", arguments.count, 1, 1)
                    guard let raw = stream.held(BufferedObject.rawOffset) else {
                        throw interpreter.raise(.valueError, "raw stream has been detached")
                    }
                    return try interpreter.writeFully(raw, arguments[0])
                }
            },
            MethodSpec("peek", .fast) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let raw = stream.held(BufferedObject.rawOffset) ?? interpreter.none
                    let tell = try interpreter.namedAttribute(raw, "tell")
                    let place = try interpreter.call(tell.ref)
                    let bytes = try interpreter.callMethod(raw, interpreter.name(.read))
                    let seek = try interpreter.namedAttribute(raw, "seek")
                    _ = try interpreter.call(seek.ref, place.ref)
                    return bytes
                }
            },
            MethodSpec("readinto", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    let size = try interpreter.makeInt(try interpreter.length(arguments[0]))
                    let data = try interpreter.callMethod(
                        stream.held(BufferedObject.rawOffset) ?? interpreter.none,
                        interpreter.name(.read), size.ref)
                    return try interpreter.makeInt(
                        try interpreter.copyBytes(
                            try interpreter.bytesLike(data.ref), into: arguments[0]))
                }
            },
            MethodSpec("detach", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    guard let raw = stream.held(BufferedObject.rawOffset) else {
                        throw interpreter.raise(.valueError, "raw stream has been detached")
                    }
                    let detached = raw.owned()
                    stream.drop(BufferedObject.rawOffset)
                    return detached
                }
            },
        ]
    }

    private static var forwardedMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("read", arguments.count, 0, 1)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    guard let raw = stream.held(BufferedObject.rawOffset) else {
                        throw interpreter.raise(.valueError, "raw stream has been detached")
                    }
                    return try interpreter.readFully(raw, size)
                }
            },
            MethodSpec("readline", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "readline")
            },
            MethodSpec("seek", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "seek")
            },
            MethodSpec("tell", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "tell")
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "truncate")
            },
            MethodSpec("flush", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "flush")
            },
            MethodSpec("close", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "close")
            },
            MethodSpec("fileno", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "fileno")
            },
            MethodSpec("isatty", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "isatty")
            },
            MethodSpec("readable", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "readable")
            },
            MethodSpec("writable", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "writable")
            },
            MethodSpec("seekable", .fast) { stream, arguments, count, _ in
                forward(stream, arguments, count, "seekable")
            },
        ]
    }
}

private func ofRaw(_ raw: RawObject, _ name: String) -> RawObject? {
    withObject(raw) { interpreter, stream throws(Raised) in
        guard let inner = stream.held(BufferedObject.rawOffset) else {
            throw interpreter.raise(.valueError, "raw stream has been detached")
        }
        return try interpreter.namedAttribute(inner, name)
    }
}

/// Calls the method of the raw stream.
private func forward(
    _ stream: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ name: String
) -> RawObject? {
    nativeMethod(stream, arguments, count, nil) { interpreter, stream, arguments throws(Raised) in
        guard let inner = stream.held(BufferedObject.rawOffset) else {
            throw interpreter.raise(.valueError, "raw stream has been detached")
        }
        let method = try interpreter.namedAttribute(inner, name)
        return try interpreter.call(method.ref, arguments.start, count: arguments.count)
    }
}

extension Interpreter {
    fileprivate func giveBufferBack(_ stream: Ref) {
        let fields = stream.fields(BufferedObject.self)
        if let room = fields.pointee.buffer { freeBlock(room) }
        fields.pointee.buffer = nil
    }
}
