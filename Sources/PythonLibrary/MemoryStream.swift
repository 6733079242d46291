import PythonRuntime

/// What `BytesIO` and `StringIO` have in common: a growing block of the heap, of bytes or of code points, and
/// a place in it.
struct MemoryStreamObject {
    var base: IOBaseObject
    /// A block of the allocator; nil while nothing was written.
    var data: UnsafeMutableRawPointer?
    var count: Int
    /// In units, bytes or code points.
    var capacity: Int
    var position: Int
    /// `StringIO`: what `newline=` says, nil or a str, owned.
    var newline: RawObject?
    var translatesOnReading: Bool
    var hasBeenInitialized: Bool
    /// Views of the memory, which must stay where it is as long as there are any.
    var exports: Int
}

typealias MemoryStream = UnsafeMutablePointer<MemoryStreamObject>

extension Ref {
    var memoryStream: MemoryStream { fields(MemoryStreamObject.self) }
}

extension Interpreter {
    /// Makes room for so many units in all.
    func reserve(_ stream: MemoryStream, _ count: Int, width: Int) throws(Raised) {
        if count <= stream.pointee.capacity { return }
        let room = max(count, stream.pointee.capacity + stream.pointee.capacity / 8 + 32)
        let (bytes, overflow) = room.multipliedReportingOverflow(by: width)
        if overflow { throw raiseMemoryError() }
        let made =
            stream.pointee.data.map { reallocateBlock($0, to: bytes) } ?? allocateBlock(bytes)
        guard let made else { throw raiseMemoryError() }
        stream.pointee.data = made
        stream.pointee.capacity = room
    }

    /// Puts units at the stream's place, with zeros before it if it is beyond the end.
    func put<Unit>(
        _ stream: MemoryStream, _ units: UnsafeBufferPointer<Unit>
    ) throws(Raised) {
        let width = MemoryLayout<Unit>.size
        let (end, overflow) = stream.pointee.position.addingReportingOverflow(units.count)
        if overflow { throw raiseMemoryError() }
        try reserve(stream, end, width: width)
        guard let data = stream.pointee.data else { return }
        let gap = stream.pointee.position - stream.pointee.count
        if gap > 0 {
            (data + stream.pointee.count * width).initializeMemory(
                as: UInt8.self, repeating: 0, count: gap * width)
        }
        if let start = units.baseAddress {
            (data + stream.pointee.position * width).copyMemory(
                from: start, byteCount: units.count * width)
        }
        stream.pointee.position = end
        stream.pointee.count = max(stream.pointee.count, end)
    }

    func checkOpenMemory(_ object: Ref) throws(Raised) {
        if object.memoryStream.pointee.base.isClosed {
            throw raise(.valueError, "I/O operation on closed file.")
        }
        if !object.memoryStream.pointee.hasBeenInitialized {
            throw raise(.valueError, "I/O operation on uninitialized object")
        }
    }

    /// `BufferError` while there are views of the memory.
    func checkNoExports(_ stream: MemoryStream) throws(Raised) {
        if stream.pointee.exports > 0 {
            throw raise(
                .bufferError, "Existing exports of data: object cannot be re-sized")
        }
    }

    /// Empties the stream and gives its memory back.
    func releaseMemory(_ stream: MemoryStream) {
        if let data = stream.pointee.data { freeBlock(data) }
        stream.pointee.data = nil
        stream.pointee.count = 0
        stream.pointee.capacity = 0
        stream.pointee.position = 0
    }

    /// Moves to an offset from the start, the place or the end; what `seek` gives.
    func seekBytes(_ stream: MemoryStream, _ offset: Int, _ origin: Int) throws(Raised) -> Int {
        let base: Int
        switch origin {
        case 0:
            if offset < 0 { throw raise(.valueError, "negative seek value \(offset)") }
            base = 0
        case 1: base = stream.pointee.position
        case 2: base = stream.pointee.count
        default: throw raise(.valueError, "invalid whence (\(origin), should be 0, 1 or 2)")
        }
        let (place, overflow) = base.addingReportingOverflow(offset)
        if overflow { throw raise(.overflowError, "new position too large") }
        stream.pointee.position = max(0, place)
        return max(0, place)
    }
}

/// The methods that both streams share.
enum MemoryStreams {
    static func slots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        IOBase.streamSlots(block)
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.deallocate(raw) { object in
                interpreter.releaseMemory(object.memoryStream)
                if let newline = object.memoryStream.pointee.newline { Ref(newline).decref() }
                releaseFields(object, 16...16)
            }
        }
    }

    static var closed: GetSetSpec {
        GetSetSpec("closed") { raw, _ in
            withObject(raw) { interpreter, stream throws(Raised) in
                interpreter.bool(stream.memoryStream.pointee.base.isClosed)
            }
        }
    }

    static var methods: [MethodSpec] {
        [
            MethodSpec("close", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkNoExports(stream.memoryStream)
                    stream.memoryStream.pointee.base.isClosed = true
                    interpreter.releaseMemory(stream.memoryStream)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    return try interpreter.makeInt(stream.memoryStream.pointee.position)
                }
            },
            MethodSpec("readable", .noArguments, yes),
            MethodSpec("writable", .noArguments, yes),
            MethodSpec("seekable", .noArguments, yes),
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    return interpreter.bool(false)
                }
            },
            MethodSpec("truncate", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    try interpreter.checkOpenMemory(stream)
                    try interpreter.checkNoExports(stream.memoryStream)
                    var size = stream.memoryStream.pointee.position
                    if let argument = arguments[optional: 0], !argument.isNone {
                        size = try interpreter.indexValue(argument, overflow: .overflowError)
                    }
                    if size < 0 {
                        throw interpreter.raise(.valueError, "negative size value \(size)")
                    }
                    stream.memoryStream.pointee.count = min(
                        stream.memoryStream.pointee.count, size)
                    return try interpreter.makeInt(size)
                }
            },
        ]
    }

    private static var yes: NativeFunction {
        { stream, _, _, _ in
            withSelf(stream) { interpreter, stream throws(Raised) in
                try interpreter.checkOpenMemory(stream)
                return interpreter.bool(true)
            }
        }
    }
}
