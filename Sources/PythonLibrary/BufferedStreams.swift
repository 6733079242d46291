import PythonRuntime

/// The types `BufferedReader`, `BufferedWriter` and `BufferedRandom`: which methods each has, and how they begin.
enum Buffered {
    enum Kind { case reader, writer, random }

    static func spec(_ kind: Kind) -> TypeSpec {
        let name: StaticString
        let own: [MethodSpec]
        switch kind {
        case .reader:
            name = "_io.BufferedReader"
            own = readingMethods + [ofRaw("readable"), simpleFlush]
        case .writer:
            name = "_io.BufferedWriter"
            own = writingMethods + [ofRaw("writable")]
        case .random:
            name = "_io.BufferedRandom"
            own = readingMethods + writingMethods + [ofRaw("readable"), ofRaw("writable")]
        }
        return TypeSpec(
            library: name, basicSize: MemoryLayout<BufferedObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC, methods: own + sharedMethods,
            getSets: [
                GetSetSpec("closed") { raw, _ in attributeOfRaw(raw, "closed") },
                GetSetSpec("name") { raw, _ in attributeOfRaw(raw, "name") },
                GetSetSpec("mode") { raw, _ in attributeOfRaw(raw, "mode") },
            ],
            members: [
                MemberSpec("raw", .object, offset: BufferedObject.rawOffset),
                MemberSpec(
                    "_finalizing", .bool, offset: BufferedObject.finalizingOffset,
                    isReadOnly: false),
            ]
        ) { block in
            IOBase.streamSlots(
                block, dict: BufferedObject.dictOffset,
                weakReferences: BufferedObject.weakReferencesOffset)
            block.pointee.type.tp_new = IOBase.makeStream
            block.pointee.type.tp_init = initializer(kind)
            lifeSlots(block)
            if kind != .writer { block.pointee.type.tp_iternext = nextLine }
        }
    }

    private static func lifeSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            Ref(raw).buffered.pointee.finalizing = true
            if interpreter.revivesStream(raw) { return }
            interpreter.deallocate(raw) { stream in
                stream.buffered.pointee.ok = 0
                releaseFields(stream, 16...16)
                interpreter.giveBufferBack(stream)
                releaseStreamDict(stream)
            }
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let status = visitFields(raw, 16...16, visit, argument)
            return status != 0 ? status : visitStreamDict(raw, visit, argument)
        }
        block.pointee.type.tp_clear = { raw in
            Ref(raw).buffered.pointee.ok = 0
            releaseFields(Ref(raw), 16...16)
            releaseStreamDict(Ref(raw))
            return 0
        }
        block.pointee.type.tp_repr = { raw in
            withObject(raw) { interpreter, stream throws(Raised) in
                try interpreter.streamRepr(stream)
            }
        }
    }

    /// The next line; classes of programs may have a `readline` of their own.
    private static var nextLine: UnarySlot {
        { raw in
            do throws(Raised) {
                let interpreter = Interpreter(containing: raw)
                let stream = Ref(raw)
                if stream.type == interpreter.type(.bufferedReader)
                    || stream.type == interpreter.type(.bufferedRandom)
                {
                    let line = try interpreter.readBufferedLine(stream, limit: nil)
                    return line.ref.itemCount == 0 ? nil : line.take()
                }
                let line = try interpreter.callMethod(stream, interpreter.name(.readline))
                guard line.ref.isBytes else {
                    throw interpreter.raise(
                        .osError,
                        "readline() should have returned a bytes object, "
                            + "not '\(interpreter.typeName(line.ref.type))'")
                }
                return line.ref.itemCount == 0 ? nil : line.take()
            } catch { return nil }
        }
    }

    // MARK: Beginning

    private static func initializer(_ kind: Kind) -> InitSlot {
        switch kind {
        case .reader:
            { Buffered.initialize($0, $1, $2, "BufferedReader", reads: true, writes: false) }
        case .writer:
            { Buffered.initialize($0, $1, $2, "BufferedWriter", reads: false, writes: true) }
        case .random:
            { Buffered.initialize($0, $1, $2, "BufferedRandom", reads: true, writes: true) }
        }
    }

    fileprivate static func initialize(
        _ raw: RawObject, _ arguments: RawObject, _ keywords: RawObject?, _ name: StaticString,
        reads: Bool, writes: Bool
    ) -> Int32 {
        slotStatus { () throws(Raised) in
            let interpreter = Interpreter(containing: raw)
            let stream = Ref(raw)
            let values = try interpreter.bind(
                ParameterList(
                    function: name, names: ["raw", "buffer_size"], required: 1,
                    maximumPositional: 2), tuple: Ref(arguments), keywords: keywords)
            let size = try values[1].map { value throws(Raised) in
                try interpreter.indexValue(value, overflow: .overflowError)
            }
            stream.buffered.pointee.ok = 0
            stream.buffered.pointee.detached = 0
            let below = values[0] ?? interpreter.none
            if reads, writes {
                try interpreter.requireStream(
                    below, "seekable", "File or stream is not seekable.")
            }
            if reads {
                try interpreter.requireStream(
                    below, "readable", "File or stream is not readable.")
            }
            if writes {
                try interpreter.requireStream(
                    below, "writable", "File or stream is not writable.")
            }
            stream.hold(BufferedObject.rawOffset, below.owned())
            stream.buffered.pointee.readable = reads ? 1 : 0
            stream.buffered.pointee.writable = writes ? 1 : 0
            try interpreter.makeBuffer(stream, size ?? BufferedObject.usualSize)
            return 0
        }
    }

    // MARK: Methods

    private static var readingMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("read", arguments.count, 0, 1)
                    _ = try interpreter.rawStream(stream)
                    var size: Int?
                    if let argument = arguments[optional: 0], !argument.isNone {
                        let given = try interpreter.sizeOrMinusOne(argument)
                        if given < -1 {
                            throw interpreter.raise(
                                .valueError, "read length must be non-negative or -1")
                        }
                        size = given == -1 ? nil : given
                    }
                    return try interpreter.readBuffered(stream, size)
                }
            },
            MethodSpec("read1", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("read1", arguments.count, 0, 1)
                    let size = try arguments[optional: 0].map { value throws(Raised) in
                        try interpreter.sizeValue(value)
                    }
                    return try interpreter.readOnce(stream, size.flatMap { $0 < 0 ? nil : $0 })
                }
            },
            MethodSpec("readinto", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.readBuffered(stream, into: arguments[0], once: false)
                }
            },
            MethodSpec("readinto1", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.readBuffered(stream, into: arguments[0], once: true)
                }
            },
            MethodSpec("readline", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("readline", arguments.count, 0, 1)
                    _ = try interpreter.rawStream(stream)
                    return try interpreter.readBufferedLine(
                        stream, limit: try interpreter.sizeArgument(arguments[optional: 0]))
                }
            },
            MethodSpec("peek", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("peek", arguments.count, 0, 1)
                    if let size = arguments[optional: 0] {
                        _ = try interpreter.sizeValue(size)
                    }
                    return try interpreter.peekBuffered(stream)
                }
            },
        ]
    }

    private static var writingMethods: [MethodSpec] {
        [
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.writeBuffered(stream, arguments[0])
                }
            },
            MethodSpec("flush", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.flushBuffered(stream)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static var simpleFlush: MethodSpec {
        MethodSpec("flush", .noArguments) { stream, _, _, _ in callRaw(stream, "flush") }
    }

    /// A question that the raw stream answers.
    private static func ofRaw(_ name: StaticString) -> MethodSpec {
        switch "\(name)" {
        case "readable":
            MethodSpec("readable", .noArguments) { stream, _, _, _ in
                callRaw(stream, "readable")
            }
        default:
            MethodSpec("writable", .noArguments) { stream, _, _, _ in
                callRaw(stream, "writable")
            }
        }
    }

    private static var sharedMethods: [MethodSpec] {
        [
            MethodSpec("seekable", .noArguments) { stream, _, _, _ in callRaw(stream, "seekable") },
            MethodSpec("fileno", .noArguments) { stream, _, _, _ in callRaw(stream, "fileno") },
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in callRaw(stream, "isatty") },
            MethodSpec("close", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.closeBuffered(stream)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("detach", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    _ = try interpreter.rawStream(stream)
                    try interpreter.callFlush(stream)
                    let raw = try interpreter.rawStream(stream).owned()
                    stream.drop(BufferedObject.rawOffset)
                    stream.buffered.pointee.detached = 1
                    stream.buffered.pointee.ok = 0
                    return raw
                }
            },
            MethodSpec("_dealloc_warn", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    if stream.buffered.pointee.ok != 0, let raw = stream.buffered.pointee.raw {
                        interpreter.callDeallocationWarning(Ref(raw), about: arguments[0])
                    }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.tellBuffered(stream)
                }
            },
            MethodSpec("seek", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    let origin = try arguments[optional: 1].map { value throws(Raised) in
                        try interpreter.intArgument(value)
                    }
                    return try interpreter.seekBuffered(stream, arguments[0], origin ?? 0)
                }
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, _ in
                nativeMethod(stream, arguments, count, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("truncate", arguments.count, 0, 1)
                    return try interpreter.truncateBuffered(
                        stream, arguments[optional: 0] ?? interpreter.none)
                }
            },
            MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, stream throws(Raised) in
                    let fields = stream.buffered
                    let room = fields.pointee.buffer == nil ? 0 : fields.pointee.buffer_size
                    return try interpreter.makeInt(stream.type.pointee.tp_basicsize &+ room)
                }
            },
        ]
    }
}

private func attributeOfRaw(_ raw: RawObject, _ name: String) -> RawObject? {
    withObject(raw) { interpreter, stream throws(Raised) in
        let below = try interpreter.rawStream(stream).owned()
        return try interpreter.namedAttribute(below.ref, name)
    }
}

private func callRaw(_ stream: RawObject?, _ name: String) -> RawObject? {
    withSelf(stream) { interpreter, stream throws(Raised) in
        let below = try interpreter.rawStream(stream).owned()
        let method = try interpreter.namedAttribute(below.ref, name)
        return try interpreter.call(method.ref)
    }
}

extension Interpreter {
    /// Takes the buffer's memory, and asks the raw stream where it stands.
    fileprivate func makeBuffer(_ stream: Ref, _ size: Int) throws(Raised) {
        if size <= 0 {
            throw raise(.valueError, "buffer size must be strictly positive")
        }
        let fields = stream.buffered
        try withBuffer(stream) { () throws(Raised) in
            giveBufferBack(stream)
            guard let room = allocateBlock(size) else { throw raiseMemoryError() }
            fields.pointee.buffer = room
            fields.pointee.buffer_size = size
            fields.pointee.buffer_mask = size & (size - 1) == 0 ? size - 1 : 0
            fields.pointee.pos = 0
            fields.pointee.raw_pos = 0
            fields.forgetReadAhead()
            fields.forgetUnwritten()
            fields.pointee.ok = 1
            fields.pointee.abs_pos = 0
        }
        let raw = try rawStream(stream)
        let isPlain = [LibraryType.bufferedReader, .bufferedWriter, .bufferedRandom].contains {
            stream.type == type($0)
        }
        fields.pointee.fast_closed_checks = isPlain && raw.type == type(.fileIO) ? 1 : 0
        do throws(Raised) { try tellRaw(stream) } catch { clearException() }
    }

    /// A size that may be −1.
    func sizeOrMinusOne(_ argument: Ref) throws(Raised) -> Int {
        guard isIndexLike(argument) else {
            throw raise(
                .typeError,
                "argument should be integer or None, not '\(typeName(argument.type))'")
        }
        return try indexValue(argument, overflow: .overflowError)
    }

    /// `<_io.BufferedReader name='x'>`; without a name where the stream has none.
    func streamRepr(_ stream: Ref) throws(Raised) -> Owned {
        let key = try intern("name")
        var text = ""
        do throws(Raised) {
            if let raw = try lookupAttribute(stream, key.ref) {
                let name = Owned(stealing: raw)
                let shown = try guardedStreamRepr(stream, name.ref)
                text = " name=\(shown)"
            }
        } catch {
            guard currentExceptionIs(.valueError) else { throw error }
            clearException()
        }
        return try makeString("<\(typeName(stream.type, limit: nil))\(text)>")
    }

    /// The name as text, unless it leads back to the stream.
    func guardedStreamRepr(_ stream: Ref, _ name: Ref) throws(Raised) -> String {
        guard try enterRepr(stream) else {
            throw raise(
                .runtimeError, "reentrant call inside \(typeName(stream.type)).__repr__")
        }
        defer { leaveRepr(stream) }
        let shown = try repr(name)
        return shown.ref.text
    }
}
