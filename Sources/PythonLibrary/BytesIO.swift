import PythonRuntime

/// `_io.BytesIO` (`Modules/_io/bytesio.c`).
enum BytesIO {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.BytesIO", basicSize: MemoryLayout<MemoryStreamObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: MemoryStreams.methods + methods, getSets: [MemoryStreams.closed],
            members: [MemberSpec("__dict__", .object, offset: 16)]
        ) { block in
            MemoryStreams.slots(block)
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "BytesIO", names: ["initial_bytes"], maximumPositional: 1),
                        tuple: Ref(arguments), keywords: keywords)
                    let stream = Ref(raw).memoryStream
                    try interpreter.checkNoExports(stream)
                    interpreter.releaseMemory(stream)
                    stream.pointee.hasBeenInitialized = true
                    if let initial = values[0], !initial.isNone {
                        try interpreter.put(stream, bytes: try interpreter.bytesLike(initial))
                        stream.pointee.position = 0
                    }
                    return 0
                }
            }
            block.pointee.type.tp_iternext = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    try interpreter.checkOpenMemory(Ref(raw))
                    let line = try interpreter.line(Ref(raw).memoryStream, nil)
                    return line.ref.itemCount == 0 ? nil : line.take()
                } catch { return nil }
            }
        }
    }

    /// What `getbuffer` makes a view of: it lends the stream's memory.
    static func bufferSpec() -> TypeSpec {
        TypeSpec(
            library: "_io._BytesIOBuffer", basicSize: 24,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation
        ) { block in
            ReferenceSlots.install(block, count: 1)
            block.pointee.buffer.bf_getbuffer = { raw, place, flags in
                let interpreter = Interpreter(containing: raw)
                guard let stream = Ref(raw).held(16)?.memoryStream else { return -1 }
                let start =
                    stream.pointee.data ?? UnsafeMutableRawPointer(interpreter.emptyBytes.raw + 32)
                let status = interpreter.fillBuffer(
                    place, Ref(raw), start, stream.pointee.count, isReadOnly: false, flags)
                if status == 0 { stream.pointee.exports &+= 1 }
                return status
            }
            block.pointee.buffer.bf_releasebuffer = { raw, _ in
                Ref(raw).held(16)?.memoryStream.pointee.exports &-= 1
            }
        }
    }

    private static var read: NativeFunction {
        { stream, arguments, count, names in
            nativeMethod(stream, arguments, count, names) {
                interpreter, stream, arguments throws(Raised) in
                try interpreter.checkOpenMemory(stream)
                let size = try interpreter.sizeArgument(arguments[optional: 0])
                return try interpreter.take(stream.memoryStream, size)
            }
        }
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("read", .fast, read), MethodSpec("read1", .fast, read),
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    return try interpreter.line(stream.memoryStream, size)
                }
            },
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    try interpreter.checkNoExports(stream.memoryStream)
                    let bytes = try interpreter.bytesLike(arguments[0])
                    try interpreter.put(stream.memoryStream, bytes: bytes)
                    return try interpreter.makeInt(bytes.count)
                }
            },
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkArguments("seek", arguments.count, 1, 2)
                    try interpreter.checkOpenMemory(stream)
                    let offset = try interpreter.indexValue(
                        arguments[0], overflow: .overflowError)
                    let origin = try arguments[optional: 1].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    }
                    return try interpreter.makeInt(
                        try interpreter.seekBytes(stream.memoryStream, offset, origin ?? 0))
                }
            },
            MethodSpec("readinto", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    let target = try interpreter.writableView(of: arguments[0])
                    let bytes = try interpreter.take(stream.memoryStream, target.count)
                    let count = bytes.ref.itemCount
                    UnsafeMutableRawPointer(target.start).copyMemory(
                        from: bytes.raw + 32, byteCount: count)
                    return try interpreter.makeInt(count)
                }
            },
            MethodSpec("getbuffer", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    let lender = try interpreter.allocateInstance(
                        interpreter.type(.bytesIOBuffer))
                    lender.ref.hold(16, stream.owned())
                    let view = Ref(RawObject(interpreter.type(.memoryview)))
                    return try interpreter.call(view, lender.ref)
                }
            },
            MethodSpec("getvalue", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    let fields = stream.memoryStream.pointee
                    return try interpreter.makeBytes(
                        UnsafeRawBufferPointer(start: fields.data, count: fields.count))
                }
            },
        ]
    }
}

extension Interpreter {
    /// The memory of an argument to write to (`w*` of `getargs`).
    fileprivate func writableView(of object: Ref) throws(Raised) -> BufferView {
        do throws(Raised) {
            return try view(of: object, BufferFlags.writable)
        } catch {
            guard currentExceptionIs(.bufferError) || currentExceptionIs(.typeError) else {
                throw error
            }
            throw raise(
                .typeError,
                "readinto() argument must be read-write bytes-like object, not \(typeName(object.type))"
            )
        }
    }

    fileprivate func put(_ stream: MemoryStream, bytes: [UInt8]) throws(Raised) {
        let status = bytes.withUnsafeBufferPointer { buffer -> Int32 in
            slotStatus { () throws(Raised) in
                try put(stream, buffer)
                return 0
            }
        }
        if status < 0 { throw Raised() }
    }

    /// Bytes from the stream's place on.
    fileprivate func take(_ stream: MemoryStream, _ size: Int?) throws(Raised) -> Owned {
        let rest = max(0, stream.pointee.count - stream.pointee.position)
        let count = min(size ?? rest, rest)
        let start = stream.pointee.data.map { $0 + stream.pointee.position }
        let bytes = try makeBytes(UnsafeRawBufferPointer(start: start, count: count))
        stream.pointee.position += count
        return bytes
    }

    fileprivate func line(_ stream: MemoryStream, _ limit: Int?) throws(Raised) -> Owned {
        let rest = max(0, stream.pointee.count - stream.pointee.position)
        let most = min(limit ?? rest, rest)
        guard most > 0, let data = stream.pointee.data else { return try take(stream, 0) }
        let bytes = UnsafeRawBufferPointer(start: data + stream.pointee.position, count: most)
        let end = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? most
        return try take(stream, end)
    }
}
