import Glibc
import PythonRuntime

/// Reading through a buffer: what was read ahead first, whole blocks past the buffer, the rest through it.
extension Interpreter {
    /// Reads on into the buffer (`_bufferedreader_fill_buffer`); nil where that would have to wait.
    private func fillBuffer(_ stream: Ref) throws(Raised) -> Int? {
        let fields = stream.buffered
        let start = fields.isReadAhead ? fields.pointee.read_end : 0
        guard let buffer = fields.pointee.buffer, start >= 0, start <= fields.pointee.buffer_size
        else { return 0 }
        let taken = try readRaw(
            stream, into: (buffer + start).assumingMemoryBound(to: UInt8.self),
            fields.pointee.buffer_size - start)
        guard let taken, taken > 0 else { return taken }
        fields.pointee.read_end = start &+ taken
        fields.pointee.raw_pos = start &+ taken
        return taken
    }

    /// Takes bytes that were read ahead.
    private func takeReadAhead(_ stream: Ref, _ count: Int) throws(Raised) -> Owned {
        let fields = stream.buffered
        let bytes = try makeBytes(fields.bytes(fields.pointee.pos, count))
        fields.pointee.pos &+= count
        return bytes
    }

    private func prepareToRead(_ stream: Ref) throws(Raised) {
        if stream.buffered.pointee.writable != 0 { try flushAndRewind(stream) }
    }

    func readBuffered(_ stream: Ref, _ size: Int?) throws(Raised) -> Owned {
        try checkBufferOpen(stream, "read")
        guard let size else {
            return try withBuffer(stream) { () throws(Raised) in try readAllBuffered(stream) }
        }
        if size <= stream.buffered.readAhead { return try takeReadAhead(stream, size) }
        return try withBuffer(stream) { () throws(Raised) in
            try readPart(stream, size)
        }
    }

    /// `_bufferedreader_read_all`.
    private func readAllBuffered(_ stream: Ref) throws(Raised) -> Owned {
        let fields = stream.buffered
        let first = try takeReadAhead(stream, fields.readAhead)
        try prepareToRead(stream)
        fields.forgetReadAhead()
        let raw = try rawStream(stream).owned()
        let key = try intern("readall")
        if let method = try lookupAttribute(raw.ref, key.ref) {
            let readAll = Owned(stealing: method)
            let rest = try call(readAll.ref)
            guard rest.ref.isNone || rest.ref.isBytes else {
                throw raise(.typeError, "readall() should return bytes")
            }
            if first.ref.itemCount == 0 { return rest }
            return rest.ref.isNone ? first : try add(first.ref, rest.ref)
        }
        var all = Array(first.ref.bytesBuffer)
        while true {
            let piece = try callMethod(raw.ref, name(.read))
            guard piece.ref.isNone || piece.ref.isBytes else {
                throw raise(.typeError, "read() should return bytes")
            }
            if piece.ref.isNone || piece.ref.itemCount == 0 {
                return all.isEmpty ? piece : try makeBytes(all)
            }
            all += piece.ref.bytesBuffer
            if fields.pointee.abs_pos != -1 { fields.pointee.abs_pos &+= piece.ref.itemCount }
        }
    }

    /// `_bufferedreader_read_generic`.
    private func readPart(_ stream: Ref, _ size: Int) throws(Raised) -> Owned {
        let fields = stream.buffered
        let known = fields.readAhead
        if size <= known { return try takeReadAhead(stream, size) }
        let result = try newBytes(count: size)
        let place = result.ref.bytesStart
        let bytes = fields.bytes(fields.pointee.pos, known)
        if let start = bytes.baseAddress { place.update(from: start, count: bytes.count) }
        fields.pointee.pos &+= known
        try prepareToRead(stream)
        fields.forgetReadAhead()
        var written = known
        while written < size {
            let wanted = fields.wholeBuffers(size - written)
            if wanted == 0 { break }
            let taken = try readRaw(stream, into: place + written, wanted)
            guard let taken, taken > 0 else {
                return try cut(result, written, isAtEnd: taken == 0)
            }
            written += taken
        }
        fields.pointee.pos = 0
        fields.pointee.raw_pos = 0
        fields.pointee.read_end = 0
        while written < size, fields.pointee.read_end < fields.pointee.buffer_size {
            let taken = try fillBuffer(stream)
            guard let taken, taken > 0 else {
                return try cut(result, written, isAtEnd: taken == 0)
            }
            let part = min(taken, size - written)
            let bytes = fields.bytes(fields.pointee.pos, part)
            if let start = bytes.baseAddress {
                (place + written).update(from: start, count: bytes.count)
            }
            fields.pointee.pos &+= part
            written += part
        }
        return try cut(result, written, isAtEnd: true)
    }

    /// What was read so far; `None` where nothing was and the stream isn't at its end.
    private func cut(
        _ result: consuming Owned, _ count: Int, isAtEnd: Bool
    ) throws(Raised) -> Owned {
        if count == 0, !isAtEnd { return none.owned() }
        if count == result.ref.itemCount { return result }
        return try makeBytes(UnsafeBufferPointer(start: result.ref.bytesStart, count: count))
    }

    /// At most one read of the raw stream.
    func readOnce(_ stream: Ref, _ size: Int?) throws(Raised) -> Owned {
        let fields = stream.buffered
        _ = try rawStream(stream)
        let size = size ?? fields.pointee.buffer_size
        try checkBufferOpen(stream, "read")
        if size == 0 { return emptyBytes.owned() }
        let known = fields.readAhead
        if known > 0 { return try takeReadAhead(stream, min(known, size)) }
        let result = try newBytes(count: size)
        let place = result.ref.bytesStart
        let taken = try withBuffer(stream) { () throws(Raised) in
            fields.forgetReadAhead()
            return try readRaw(stream, into: place, size)
        }
        return try cut(result, taken ?? 0, isAtEnd: true)
    }

    /// `readinto` and `readinto1`; nil where nothing is there yet.
    func readBuffered(
        _ stream: Ref, into target: Ref, once: Bool
    ) throws(Raised) -> Owned {
        let view = try writableView(of: target, once ? "readinto1" : "readinto")
        try checkBufferOpen(stream, "readinto")
        let fields = stream.buffered
        var written = min(fields.readAhead, view.count)
        let bytes = fields.bytes(fields.pointee.pos, written)
        if let start = bytes.baseAddress { view.start.update(from: start, count: bytes.count) }
        fields.pointee.pos &+= written
        if written == view.count { return try makeInt(written) }
        let count = view.count
        let start = view.start
        let isWaiting = try withBuffer(stream) { () throws(Raised) in
            try prepareToRead(stream)
            fields.forgetReadAhead()
            fields.pointee.pos = 0
            return try readOn(stream, start, count, &written, once: once)
        }
        return isWaiting ? none.owned() : try makeInt(written)
    }

    /// Fills the rest of a place; true if nothing is in it since the stream would have to wait.
    private func readOn(
        _ stream: Ref, _ place: UnsafeMutablePointer<UInt8>, _ count: Int, _ written: inout Int,
        once: Bool
    ) throws(Raised) -> Bool {
        let fields = stream.buffered
        while written < count {
            var taken: Int? = 0
            if count - written > fields.pointee.buffer_size {
                taken = try readRaw(stream, into: place + written, count - written)
            } else if !(once && written > 0) {
                taken = try fillBuffer(stream)
                if let filled = taken, filled > 0 {
                    let part = min(filled, count - written)
                    let bytes = fields.bytes(fields.pointee.pos, part)
                    if let start = bytes.baseAddress {
                        (place + written).update(from: start, count: bytes.count)
                    }
                    fields.pointee.pos &+= part
                    written += part
                    continue
                }
            }
            guard let taken else { return written == 0 }
            if taken == 0 { return false }
            written += taken
            if once { return false }
        }
        return false
    }

    /// What was read ahead, or what one read of the raw stream gives, left where it is.
    func peekBuffered(_ stream: Ref) throws(Raised) -> Owned {
        try checkBufferOpen(stream, "peek")
        return try withBuffer(stream) { () throws(Raised) in
            try prepareToRead(stream)
            let fields = stream.buffered
            let known = fields.readAhead
            if known > 0 { return try makeBytes(fields.bytes(fields.pointee.pos, known)) }
            fields.forgetReadAhead()
            let taken = try fillBuffer(stream) ?? 0
            fields.pointee.pos = 0
            return try makeBytes(fields.bytes(0, taken))
        }
    }

    // MARK: Lines

    func readBufferedLine(_ stream: Ref, limit: Int?) throws(Raised) -> Owned {
        try checkBufferOpen(stream, "readline")
        let fields = stream.buffered
        let known = min(fields.readAhead, limit ?? .max)
        let bytes = fields.bytes(fields.pointee.pos, known)
        if let end = lineEnd(bytes) { return try takeReadAhead(stream, end) }
        if known == limit { return try takeReadAhead(stream, known) }
        return try withBuffer(stream) { () throws(Raised) in
            try readLineOn(stream, limit: limit)
        }
    }

    private func readLineOn(_ stream: Ref, limit: Int?) throws(Raised) -> Owned {
        let fields = stream.buffered
        let known = min(fields.readAhead, limit ?? .max)
        var line = Array(fields.bytes(fields.pointee.pos, known))
        fields.pointee.pos &+= known
        try prepareToRead(stream)
        while true {
            fields.forgetReadAhead()
            guard let taken = try fillBuffer(stream), taken > 0 else { break }
            fields.pointee.pos = 0
            let part = min(taken, limit.map { $0 - line.count } ?? .max)
            let bytes = fields.bytes(0, part)
            if let end = lineEnd(bytes) {
                line += fields.bytes(0, end)
                fields.pointee.pos = end
                break
            }
            line += bytes
            fields.pointee.pos = part
            if line.count == limit { break }
        }
        return try makeBytes(line)
    }

    /// Where the first line ends, its end included.
    private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = bytes.baseAddress, bytes.count > 0,
            let found = memchr(start, 10, bytes.count)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
    }
}
