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

    /// Reads from a raw stream until there are so many bytes or it is at its end; `None` if it would wait and
    /// there are none yet.
    func readFully(_ raw: Ref, _ size: Int?) throws(Raised) -> Owned {
        guard let size else {
            let readAll = try namedAttribute(raw, "readall")
            return try call(readAll.ref)
        }
        var bytes: [UInt8] = []
        repeat {
            let wanted = try makeInt(size - bytes.count)
            let piece = try callMethod(raw, name(.read), wanted.ref)
            if piece.ref.isNone, bytes.isEmpty { return none.owned() }
            guard piece.ref.isBytes, piece.ref.itemCount > 0 else { break }
            if piece.ref.itemCount == size, bytes.isEmpty { return piece }
            bytes += piece.ref.bytesBuffer
        } while bytes.count < size
        return try makeBytes(bytes)
    }

    /// Writes everything to a raw stream, which may take less at a time.
    func writeFully(_ raw: Ref, _ data: Ref) throws(Raised) -> Owned {
        let first = try callMethod(raw, name(.write), data)
        let total = try bytesLike(data).count
        guard first.ref.isInt, var done = first.ref.intValue, done > 0, done < total else {
            if first.ref.isNone {
                throw raiseOSError(11, "write could not complete without blocking")
            }
            return first
        }
        while done < total {
            let rest = try makeBytes(Array(try bytesLike(data).dropFirst(done)))
            let count = try callMethod(raw, name(.write), rest.ref)
            guard let more = count.ref.isInt ? count.ref.intValue : nil, more > 0 else {
                throw raiseOSError(11, "write could not complete without blocking")
            }
            done += more
        }
        return try makeInt(total)
    }

    func readToEnd(_ stream: Ref) throws(Raised) -> Owned {
        var bytes: [UInt8] = []
        let read = try getAttribute(stream, name(.read))
        let size = try makeInt(8192)
        while true {
            let piece = try call(read.ref, size.ref)
            guard piece.ref.isBytes, piece.ref.itemCount > 0 else { break }
            bytes += piece.ref.bytesBuffer
        }
        return try makeBytes(bytes)
    }
}
