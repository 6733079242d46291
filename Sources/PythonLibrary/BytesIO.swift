import PythonRuntime

/// `_io.BytesIO` (`Modules/_io/bytesio.c`): a bytes object that is written into as long as nobody else has it, and
/// a place in it.
///
/// What a stream was made from and what `getvalue` gave isn't copied until something is written: stream and
/// program have the same object till then.
struct BytesIOObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// A bytes object, often longer than what was written; nil once the stream is closed.
    var buf: RawObject?
    var pos: Int
    /// How many bytes count; those behind them are room.
    var string_size: Int
    var dict: RawObject?
    var weakreflist: RawObject?
    /// Views of the memory, which must stay where it is as long as there are any.
    var exports: Int

    static var dictOffset: Int { 40 }
}

extension Ref {
    var bytesStream: UnsafeMutablePointer<BytesIOObject> { fields(BytesIOObject.self) }
}

enum BytesIO {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.BytesIO", basicSize: MemoryLayout<BytesIOObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC,
            methods: readMethods + lineMethods + changeMethods + stateMethods,
            getSets: [
                GetSetSpec("closed") { raw, _ in
                    Ref(raw).interpreter.bool(Ref(raw).bytesStream.pointee.buf == nil).take()
                }
            ]
        ) { block in
            IOBase.streamSlots(block, dict: BytesIOObject.dictOffset, weakReferences: 48)
            block.pointee.type.tp_dealloc = { raw in
                Interpreter(containing: raw).deallocate(raw) { object in
                    releaseFields(object, 16...16)
                    releaseFields(object, 40...40)
                }
            }
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let stream = try interpreter.allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                    stream.ref.bytesStream.pointee.buf = interpreter.emptyBytes.owned().take()
                    return stream
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    try BytesIO.initialize(
                        Interpreter(containing: raw), Ref(raw), Ref(arguments), keywords)
                    return 0
                }
            }
            block.pointee.type.tp_iter = SharedSlots.selfIterator
            block.pointee.type.tp_iternext = { raw in
                do throws(Raised) {
                    let interpreter = Interpreter(containing: raw)
                    try interpreter.checkOpenBytes(Ref(raw))
                    let line = try interpreter.takeLine(Ref(raw), nil)
                    return line.ref.itemCount == 0 ? nil : line.take()
                } catch { return nil }
            }
        }
    }

    private static func initialize(
        _ interpreter: Interpreter, _ object: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        let values = try interpreter.bind(
            ParameterList(function: "BytesIO", names: ["initial_bytes"], maximumPositional: 1),
            tuple: arguments, keywords: keywords)
        try interpreter.checkNoExports(object)
        object.bytesStream.pointee.string_size = 0
        object.bytesStream.pointee.pos = 0
        if object.held(16) == nil { object.hold(16, interpreter.emptyBytes.owned()) }
        guard let initial = values[0], !initial.isNone else { return }
        if initial.isExactly(.bytes) {
            object.hold(16, initial.owned())
            object.bytesStream.pointee.string_size = initial.itemCount
            return
        }
        try interpreter.writeBytes(object, try interpreter.bytesLike(initial))
        object.bytesStream.pointee.pos = 0
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
                guard let stream = Ref(raw).held(16) else { return -1 }
                if stream.bytesStream.pointee.exports == 0, stream.sharesBytes {
                    let size = stream.bytesStream.pointee.string_size
                    let status = slotStatus { () throws(Raised) in
                        try interpreter.unshareBytes(stream, size)
                        return 0
                    }
                    if status < 0 { return status }
                }
                guard let bytes = stream.held(16) else { return -1 }
                let status = interpreter.fillBuffer(
                    place, Ref(raw), bytes.raw + 32, stream.bytesStream.pointee.string_size,
                    isReadOnly: false, flags)
                if status == 0 { stream.bytesStream.pointee.exports &+= 1 }
                return status
            }
            block.pointee.buffer.bf_releasebuffer = { raw, _ in
                Ref(raw).held(16)?.bytesStream.pointee.exports &-= 1
            }
        }
    }
}
