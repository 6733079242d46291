import Glibc
import PythonRuntime

/// Writing through a buffer, and moving in the stream below it.
extension Interpreter {
    /// Writes what waits (`_bufferedwriter_flush_unlocked`).
    func flushUnwritten(_ stream: Ref) throws(Raised) {
        let fields = stream.buffered
        guard fields.hasUnwritten, fields.pointee.write_pos != fields.pointee.write_end else {
            fields.forgetUnwritten()
            return
        }
        let back = fields.rawOffset &+ (fields.pointee.pos &- fields.pointee.write_pos)
        if back != 0 {
            try seekRaw(stream, 0 &- back, 1)
            fields.pointee.raw_pos &-= back
        }
        while fields.pointee.write_pos < fields.pointee.write_end {
            let bytes = fields.bytes(
                fields.pointee.write_pos, fields.pointee.write_end &- fields.pointee.write_pos)
            if bytes.isEmpty { break }
            guard let written = try writeRaw(stream, bytes) else {
                throw raiseBlocking(0)
            }
            fields.pointee.write_pos &+= written
            fields.pointee.raw_pos = fields.pointee.write_pos
            try handleSignals()
        }
        fields.forgetUnwritten()
    }

    /// Writes what waits, and puts the raw stream where the program stands.
    func flushAndRewind(_ stream: Ref) throws(Raised) {
        let fields = stream.buffered
        try flushUnwritten(stream)
        guard fields.pointee.readable != 0 else { return }
        try seekRaw(stream, 0 &- fields.rawOffset, 1)
        fields.forgetReadAhead()
    }

    /// `BlockingIOError` with how much was taken.
    func raiseBlocking(_ count: Int) -> Raised {
        do throws(Raised) {
            let number = try makeInt(11)
            let text = try makeString("write could not complete without blocking")
            let taken = try makeInt(count)
            return raise(
                instance: try call(
                    Ref(RawObject(type(.blockingIOError))), [number.ref, text.ref, taken.ref]))
        } catch { return error }
    }

    func writeBuffered(_ stream: Ref, _ data: Ref) throws(Raised) -> Owned {
        _ = try rawStream(stream)
        let view = try view(of: data)
        let bytes = view.bytes
        let count = try withBuffer(stream) { () throws(Raised) in
            var isClosed = stream.buffered.pointee.buffer == nil
            if !isClosed { isClosed = try isRawClosed(stream) }
            if isClosed { throw raise(.valueError, "write to closed file") }
            return try writeLocked(stream, bytes)
        }
        return try makeInt(count)
    }

    private func writeLocked(
        _ stream: Ref, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(Raised) -> Int {
        let fields = stream.buffered
        if !fields.isReadAhead, !fields.hasUnwritten {
            fields.pointee.pos = 0
            fields.pointee.raw_pos = 0
        }
        if bytes.count <= fields.pointee.buffer_size &- fields.pointee.pos {
            fields.put(bytes, at: fields.pointee.pos)
            if !fields.hasUnwritten || fields.pointee.write_pos > fields.pointee.pos {
                fields.pointee.write_pos = fields.pointee.pos
            }
            fields.move(to: fields.pointee.pos &+ bytes.count)
            fields.pointee.write_end = max(fields.pointee.write_end, fields.pointee.pos)
            return bytes.count
        }
        do throws(Raised) {
            try flushUnwritten(stream)
        } catch {
            guard currentExceptionIs(.blockingIOError) else { throw error }
            return try keepDespiteBlocking(stream, bytes)
        }
        let ahead = fields.rawOffset
        if ahead != 0 {
            try seekRaw(stream, 0 &- ahead, 1)
            fields.pointee.raw_pos &-= ahead
        }
        return try writePast(stream, bytes)
    }

    /// Nothing more could be written: keeps what there is room for.
    private func keepDespiteBlocking(
        _ stream: Ref, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(Raised) -> Int {
        let fields = stream.buffered
        if fields.pointee.readable != 0 { fields.forgetReadAhead() }
        let first = fields.pointee.write_pos
        fields.put(fields.bytes(first, fields.pointee.write_end &- first), at: 0)
        fields.pointee.write_end &-= first
        fields.pointee.raw_pos &-= first
        fields.pointee.pos &-= first
        fields.pointee.write_pos = 0
        let room = max(0, fields.pointee.buffer_size &- fields.pointee.write_end)
        let taken = min(room, bytes.count)
        fields.put(UnsafeBufferPointer(rebasing: bytes[0..<taken]), at: fields.pointee.write_end)
        fields.pointee.write_end &+= taken
        fields.pointee.pos &+= taken
        clearException()
        if taken == bytes.count { return taken }
        throw raiseBlocking(taken)
    }

    /// Writes more than the buffer holds straight to the raw stream, and keeps the rest.
    private func writePast(
        _ stream: Ref, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(Raised) -> Int {
        let fields = stream.buffered
        let size = fields.pointee.buffer_size
        var written = 0
        while bytes.count - written > size {
            let rest = UnsafeBufferPointer(rebasing: bytes[written...])
            guard let count = try writeRaw(stream, rest) else {
                fields.put(UnsafeBufferPointer(rebasing: rest[0..<size]), at: 0)
                fields.pointee.raw_pos = 0
                fields.pointee.write_pos = 0
                fields.move(to: size)
                fields.pointee.write_end = size
                throw raiseBlocking(written + size)
            }
            written += count
            try handleSignals()
        }
        if fields.pointee.readable != 0 { fields.forgetReadAhead() }
        let rest = UnsafeBufferPointer(rebasing: bytes[written...])
        fields.put(rest, at: 0)
        fields.pointee.write_pos = 0
        fields.pointee.write_end = rest.count
        fields.move(to: rest.count)
        fields.pointee.raw_pos = 0
        return bytes.count
    }

    // MARK: Moving

    func flushBuffered(_ stream: Ref) throws(Raised) {
        try checkBufferOpen(stream, "flush")
        try withBuffer(stream) { () throws(Raised) in try flushAndRewind(stream) }
    }

    func tellBuffered(_ stream: Ref) throws(Raised) -> Owned {
        let position = try tellRaw(stream)
        return try makeInt(position &- stream.buffered.rawOffset)
    }

    func seekBuffered(_ stream: Ref, _ target: Ref, _ origin: Int) throws(Raised) -> Owned {
        let raw = try rawStream(stream).owned()
        guard (0...4).contains(origin) else {
            throw raise(.valueError, "whence value \(origin) unsupported")
        }
        try checkBufferOpen(stream, "seek")
        try requireStream(raw.ref, "seekable", "File or stream is not seekable.")
        var offset = try fileOffset(target)
        let fields = stream.buffered
        if origin < 2, fields.readAhead > 0 {
            let known = fields.pointee.abs_pos
            let current = known != -1 ? known : try tellRaw(stream)
            let here = current &- fields.rawOffset
            let step = origin == 0 ? offset &- here : offset
            if step >= 0 &- fields.pointee.pos, step <= fields.readAhead {
                fields.pointee.pos &+= step
                return try makeInt(here &+ step)
            }
        }
        return try withBuffer(stream) { () throws(Raised) in
            if fields.pointee.writable != 0 { try flushUnwritten(stream) }
            if origin == 1 { offset &-= fields.rawOffset }
            let position = try seekRaw(stream, offset, origin)
            fields.pointee.raw_pos = -1
            if fields.pointee.readable != 0 { fields.forgetReadAhead() }
            return try makeInt(position)
        }
    }

    func truncateBuffered(_ stream: Ref, _ size: Ref) throws(Raised) -> Owned {
        let raw = try rawStream(stream).owned()
        try checkBufferOpen(stream, "truncate")
        if stream.buffered.pointee.writable == 0 {
            throw try IOModule.unsupported(self, "truncate")
        }
        return try withBuffer(stream) { () throws(Raised) in
            try flushAndRewind(stream)
            let truncate = try namedAttribute(raw.ref, "truncate")
            let result = try call(truncate.ref, size)
            do throws(Raised) { try tellRaw(stream) } catch { clearException() }
            return result
        }
    }

    /// Closes the raw stream after what waits was written, also where that fails; both failures are told.
    func closeBuffered(_ stream: Ref) throws(Raised) {
        let raw = try rawStream(stream).owned()
        let fields = stream.buffered
        if try isRawClosed(stream) { return }
        if fields.pointee.finalizing { callDeallocationWarning(raw.ref, about: stream) }
        try doBoth { () throws(Raised) in
            try callFlush(stream)
        } _: { () throws(Raised) in
            try withBuffer(stream) { () throws(Raised) in
                defer { giveBufferBack(stream) }
                let close = try intern("close")
                _ = try callMethod(raw.ref, close.ref)
            }
        }
    }

    /// Frees the buffer; what was read ahead is gone.
    func giveBufferBack(_ stream: Ref) {
        let fields = stream.buffered
        if let room = fields.pointee.buffer { freeBlock(room) }
        fields.pointee.buffer = nil
        fields.pointee.read_end = 0
        fields.pointee.pos = 0
    }

    /// Whether a stream can do something, or `UnsupportedOperation`.
    func requireStream(_ stream: Ref, _ question: String, _ complaint: String) throws(Raised) {
        let method = try namedAttribute(stream, question)
        let answer = try call(method.ref)
        if answer.ref != self.true { throw try IOModule.unsupported(self, complaint) }
    }
}
