import PythonRuntime

/// The bytes object of a `BytesIO`: when it is copied, how it grows and shrinks.
extension Ref {
    /// Whether others have the bytes object as well, so that it can't be written into.
    var sharesBytes: Bool { held(16).map { $0.refcount > 1 } ?? false }

    /// The bytes from the stream's place on, at most so many.
    func restOfBytes(_ limit: Int?) -> UnsafeRawBufferPointer {
        let fields = bytesStream.pointee
        guard let bytes = fields.buf, fields.pos >= 0 else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        let end = min(fields.string_size, Ref(bytes).itemCount)
        let rest = max(0, end &- fields.pos)
        let start = rest > 0 ? bytes + 32 + fields.pos : nil
        return UnsafeRawBufferPointer(start: start, count: min(limit ?? rest, rest))
    }
}

extension Interpreter {
    func checkOpenBytes(_ stream: Ref) throws(Raised) {
        if stream.bytesStream.pointee.buf == nil {
            throw raise(.valueError, "I/O operation on closed file.")
        }
    }

    /// `BufferError` while there are views of the memory.
    func checkNoExports(_ stream: Ref) throws(Raised) {
        if stream.bytesStream.pointee.exports > 0 {
            throw raise(.bufferError, "Existing exports of data: object cannot be re-sized")
        }
    }

    /// Gives the stream a bytes object of its own, of so many bytes (`unshare_buffer`).
    func unshareBytes(_ stream: Ref, _ size: Int) throws(Raised) {
        let made = try newBytes(count: size)
        let count = min(stream.bytesStream.pointee.string_size, size)
        if let old = stream.held(16), count > 0 {
            (made.raw + 32).copyMemory(from: old.raw + 32, byteCount: min(count, old.itemCount))
        }
        stream.hold(16, made)
    }

    /// Makes room for so many bytes and gives much room that isn't needed back (`resize_buffer`).
    func resizeBytes(_ stream: Ref, _ size: Int) throws(Raised) {
        guard let bytes = stream.held(16) else { return }
        let room = bytes.itemCount
        guard size < Int.max / 2 else {
            throw raise(.overflowError, "new buffer size too large")
        }
        let wanted: Int
        if size < room / 2 {
            wanted = size + 1
        } else if size < room {
            return
        } else if Double(size) <= Double(room) * 1.125 {
            wanted = size + size >> 3 + (size < 9 ? 3 : 6)
        } else {
            wanted = size + 1
        }
        if stream.sharesBytes { return try unshareBytes(stream, wanted) }
        try resizeOwnBytes(stream, wanted)
    }

    /// Moves a bytes object that only the stream has into a block of another size (`_PyBytes_Resize`).
    private func resizeOwnBytes(_ stream: Ref, _ count: Int) throws(Raised) {
        guard let bytes = stream.held(16), count > 0, bytes.itemCount > 0 else {
            return try unshareBytes(stream, count)
        }
        let made = try resizedBytes(bytes, to: count)
        stream.bytesStream.pointee.buf = made.take()
    }

    /// Writes at the stream's place, with zeros before it if it is beyond the end.
    func writeBytes(_ stream: Ref, _ bytes: [UInt8]) throws(Raised) {
        if bytes.isEmpty { return }
        let fields = stream.bytesStream
        let (end, overflow) = fields.pointee.pos.addingReportingOverflow(bytes.count)
        guard !overflow, let held = stream.held(16) else { throw raiseMemoryError() }
        if end > held.itemCount {
            try resizeBytes(stream, end)
        } else if stream.sharesBytes {
            try unshareBytes(stream, max(end, fields.pointee.string_size))
        }
        guard let start = stream.held(16)?.bytesStart else { return }
        let gap = fields.pointee.pos - fields.pointee.string_size
        if gap > 0 {
            (start + fields.pointee.string_size).update(repeating: 0, count: gap)
        }
        for (index, byte) in bytes.enumerated() { start[fields.pointee.pos + index] = byte }
        fields.pointee.pos = end
        fields.pointee.string_size = max(fields.pointee.string_size, end)
    }

    /// Bytes from the stream's place on; all of them as the object that the stream has.
    func takeBytes(_ stream: Ref, _ size: Int?) throws(Raised) -> Owned {
        let rest = stream.restOfBytes(size)
        let fields = stream.bytesStream
        if rest.count > 1, fields.pointee.pos == 0, fields.pointee.exports == 0,
            let bytes = stream.held(16), bytes.itemCount == rest.count
        {
            fields.pointee.pos = rest.count
            return bytes.owned()
        }
        let made = try makeBytes(rest)
        fields.pointee.pos += rest.count
        return made
    }

    func takeLine(_ stream: Ref, _ limit: Int?) throws(Raised) -> Owned {
        let rest = stream.restOfBytes(limit)
        let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.count
        return try takeBytes(stream, end)
    }

    /// All that was written, in the object that the stream has from now on as well.
    func valueOfBytes(_ stream: Ref) throws(Raised) -> Owned {
        let size = stream.bytesStream.pointee.string_size
        guard let bytes = stream.held(16) else { return emptyBytes.owned() }
        if size <= 1 || stream.bytesStream.pointee.exports > 0 {
            return try makeBytes(UnsafeRawBufferPointer(start: bytes.raw + 32, count: size))
        }
        if size != bytes.itemCount {
            if stream.sharesBytes {
                try unshareBytes(stream, size)
            } else {
                try resizeOwnBytes(stream, size)
            }
        }
        return (stream.held(16) ?? emptyBytes).owned()
    }

    /// Moves to an offset from the start, the place or the end; what `seek` gives.
    func seekBytes(_ stream: Ref, _ offset: Int, _ origin: Int) throws(Raised) -> Int {
        let fields = stream.bytesStream
        let base: Int
        switch origin {
        case 0:
            if offset < 0 { throw raise(.valueError, "negative seek value \(offset)") }
            base = 0
        case 1: base = fields.pointee.pos
        case 2: base = fields.pointee.string_size
        default: throw raise(.valueError, "invalid whence (\(origin), should be 0, 1 or 2)")
        }
        let (place, overflow) = base.addingReportingOverflow(offset)
        if overflow { throw raise(.overflowError, "new position too large") }
        fields.pointee.pos = max(0, place)
        return max(0, place)
    }

    /// The argument of `truncate`; nil for none.
    func truncationSize(_ argument: Ref?) throws(Raised) -> Int? {
        guard let argument, !argument.isNone else { return nil }
        guard isIndexLike(argument) else {
            throw raise(
                .typeError,
                "argument should be integer or None, not '\(typeName(argument.type))'")
        }
        let size = try indexValue(argument, overflow: .overflowError)
        if size < 0 { throw raise(.valueError, "negative size value \(size)") }
        return size
    }

    /// The memory of an argument to write to (`w*` of `getargs`).
    func readTarget(
        of object: Ref, _ function: StaticString = "readinto"
    ) throws(Raised) -> BufferView {
        do throws(Raised) {
            return try view(of: object, BufferFlags.writable)
        } catch {
            guard currentExceptionIs(.bufferError) || currentExceptionIs(.typeError) else {
                throw error
            }
            throw badArgument(function, "argument", "read-write bytes-like object", object)
        }
    }
}
