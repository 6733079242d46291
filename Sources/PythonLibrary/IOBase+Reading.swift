import PythonRuntime

/// What streams without buffers do piece by piece through the methods of a raw stream (`Modules/_io/iobase.c`).
extension Interpreter {
    /// A line of a binary stream, byte by byte through its `read`.
    func readLine(_ stream: Ref, limit: Int?) throws(Raised) -> Owned {
        var bytes: [UInt8] = []
        let read = try getAttribute(stream, name(.read))
        while limit.map({ bytes.count < $0 }) ?? true {
            let piece = try call(read.ref, smallInt(1))
            guard piece.ref.isBytes else {
                throw raise(
                    .osError,
                    "read() should have returned a bytes object, not '\(typeName(piece.ref.type))'")
            }
            if piece.ref.itemCount == 0 { break }
            bytes += piece.ref.bytesBuffer
            if bytes.last == 0x0A { break }
        }
        return try makeBytes(bytes)
    }

    /// `RawIOBase.read` through `readinto` isn't there without buffers: through `readall`.
    func readRaw(_ stream: Ref, _ size: Int?) throws(Raised) -> Owned {
        if size == nil {
            let readAll = try namedAttribute(stream, "readall")
            return try call(readAll.ref)
        }
        let room = try makeInt(size ?? 0)
        let buffer = try call(Ref(RawObject(type(BuiltinType.bytearray))), room.ref)
        let readinto = try namedAttribute(stream, "readinto")
        let count = try call(readinto.ref, buffer.ref)
        if count.ref.isNone { return none.owned() }
        let taken = try indexValue(count.ref, overflow: .overflowError)
        let bytes = try bytesLike(buffer.ref)
        guard (0...bytes.count).contains(taken) else {
            throw raise(
                .valueError,
                "readinto returned \(taken) outside buffer size \(bytes.count)")
        }
        return try makeBytes(Array(bytes.prefix(taken)))
    }

    func readToEnd(_ stream: Ref) throws(Raised) -> Owned {
        var bytes: [UInt8] = []
        let read = try getAttribute(stream, name(.read))
        let size = try makeInt(8192)
        while true {
            let piece = try call(read.ref, size.ref)
            if piece.ref.isNone {
                if bytes.isEmpty { return piece }
                break
            }
            guard piece.ref.isBytes else {
                throw raise(.typeError, "read() should return bytes")
            }
            if piece.ref.itemCount == 0 { break }
            bytes += piece.ref.bytesBuffer
        }
        return try makeBytes(bytes)
    }
}
