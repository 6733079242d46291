import Glibc
import PythonRuntime

/// `BufferedReader`, `BufferedWriter` and `BufferedRandom` (`Modules/_io/bufferedio.c`), laid out as CPython has them.
///
/// The buffer is a window of the raw stream. Offsets in it: `pos` is where the program stands, `raw_pos` where the raw
/// stream does, `read_end` ends what was read ahead (−1: nothing is), and from `write_pos` to `write_end` (−1: nothing)
/// lies what still has to be written. `abs_pos` is where the raw stream stands in the file, −1 when that isn't known.
///
///     buffer   |........pos....raw_pos = read_end......buffer_size|
struct BufferedObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var raw: RawObject?
    var ok: Int32
    var detached: Int32
    var readable: Int32
    var writable: Int32
    var finalizing: Bool
    var fast_closed_checks: Int32
    var abs_pos: Int
    var buffer: UnsafeMutableRawPointer?
    var pos: Int
    var raw_pos: Int
    var read_end: Int
    var write_pos: Int
    var write_end: Int
    /// Whether a thread is at work on the buffer; CPython has an address of a lock here.
    var lock: Int
    /// That thread.
    var owner: Int
    var buffer_size: Int
    var buffer_mask: Int
    var dict: RawObject?
    var weakreflist: RawObject?

    static var rawOffset: Int { 16 }
    static var finalizingOffset: Int { 40 }
    static var lockOffset: Int { 104 }
    static var dictOffset: Int { 136 }
    static var weakReferencesOffset: Int { 144 }
    static var usualSize: Int { 8192 }
}

typealias BufferedPointer = UnsafeMutablePointer<BufferedObject>

extension UnsafeMutablePointer<BufferedObject> {
    var isReadAhead: Bool { pointee.readable != 0 && pointee.read_end != -1 }
    var hasUnwritten: Bool { pointee.writable != 0 && pointee.write_end != -1 }

    /// How much was read ahead and not taken; 0 whatever a program wrote to the fields.
    var readAhead: Int {
        guard isReadAhead, pointee.pos >= 0, pointee.read_end <= pointee.buffer_size else {
            return 0
        }
        return Swift.max(0, pointee.read_end &- pointee.pos)
    }

    /// How far the raw stream is ahead of the program.
    var rawOffset: Int {
        (isReadAhead || hasUnwritten) && pointee.raw_pos >= 0 ? pointee.raw_pos &- pointee.pos : 0
    }

    /// The largest multiple of the buffer's size below.
    func wholeBuffers(_ size: Int) -> Int {
        pointee.buffer_size > 0 ? size / pointee.buffer_size * pointee.buffer_size : 0
    }

    func forgetReadAhead() { pointee.read_end = -1 }

    func forgetUnwritten() {
        pointee.write_pos = 0
        pointee.write_end = -1
    }

    func move(to position: Int) {
        pointee.pos = position
        if isReadAhead, pointee.read_end < position { pointee.read_end = position }
    }

    /// The bytes of a part of the buffer; none outside it.
    func bytes(_ start: Int, _ count: Int) -> UnsafeBufferPointer<UInt8> {
        guard let buffer = pointee.buffer, start >= 0, count > 0,
            start <= pointee.buffer_size, count <= pointee.buffer_size - start
        else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(
            start: (buffer + start).assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// Puts bytes into the buffer, as far as they lie in it.
    func put(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        guard let buffer = pointee.buffer, let source = bytes.baseAddress, start >= 0,
            start <= pointee.buffer_size, bytes.count <= pointee.buffer_size - start
        else { return }
        memmove(buffer + start, source, bytes.count)
    }
}

extension Ref {
    var buffered: BufferedPointer { fields(BufferedObject.self) }
}

extension Interpreter {
    /// The raw stream, or `ValueError` where there is none.
    func rawStream(_ stream: Ref) throws(Raised) -> Ref {
        let fields = stream.buffered
        guard fields.pointee.ok != 0, let raw = fields.pointee.raw else {
            throw raise(
                .valueError,
                fields.pointee.detached != 0
                    ? "raw stream has been detached" : "I/O operation on uninitialized object")
        }
        return Ref(raw)
    }

    func isRawClosed(_ stream: Ref) throws(Raised) -> Bool {
        let raw = try rawStream(stream)
        if stream.buffered.pointee.fast_closed_checks != 0, raw.type == type(.fileIO) {
            return raw.fields(FileIOObject.self).pointee.descriptor < 0
        }
        let closed = try namedAttribute(raw, "closed")
        return try isTrue(closed.ref)
    }

    /// Refuses to work on a closed stream, unless something of it is still in the buffer.
    func checkBufferOpen(_ stream: Ref, _ operation: String) throws(Raised) {
        _ = try rawStream(stream)
        let isClosed: Bool
        if stream.buffered.pointee.buffer == nil {
            isClosed = true
        } else {
            isClosed = try isRawClosed(stream)
        }
        if isClosed, stream.buffered.readAhead == 0 {
            throw raise(.valueError, "\(operation) of closed file")
        }
    }

    /// Works on the buffer alone (`ENTER_BUFFERED`): other threads wait, and what the raw stream's methods call must not
    /// come back here.
    func withBuffer<Value: ~Copyable>(
        _ stream: Ref, _ body: () throws(Raised) -> Value
    ) throws(Raised) -> Value {
        let fields = stream.buffered
        let flag = (stream.raw + BufferedObject.lockOffset).assumingMemoryBound(to: Bool.self)
        if flag.pointee, fields.pointee.owner == threadIdentifier {
            let shown = try repr(stream)
            throw raise(.runtimeError, "reentrant call inside \(shown.ref.text)")
        }
        let kept = stream.owned()
        _ = try acquire(flag)
        fields.pointee.owner = threadIdentifier
        defer {
            kept.ref.buffered.pointee.owner = 0
            release(flag)
        }
        return try body()
    }

    // MARK: Raw calls

    /// Reads from the raw stream into a place; nil where that would have to wait (`_bufferedreader_raw_read`).
    func readRaw(
        _ stream: Ref, into place: UnsafeMutablePointer<UInt8>, _ count: Int
    ) throws(Raised) -> Int? {
        let fields = stream.buffered
        let raw = try rawStream(stream)
        var result: Int?
        if fields.pointee.fast_closed_checks != 0, raw.type == type(.fileIO) {
            result = try readFile(raw, into: place, count)
        } else {
            result = try readThroughView(raw, into: place, count)
        }
        guard let taken = result else { return nil }
        if taken > 0, fields.pointee.abs_pos != -1 { fields.pointee.abs_pos &+= taken }
        return taken
    }

    private func readThroughView(
        _ raw: Ref, into place: UnsafeMutablePointer<UInt8>, _ count: Int
    ) throws(Raised) -> Int? {
        // The program may keep the view, so it is of an object, not of the place.
        let size = try makeInt(count)
        let room = try call(Ref(RawObject(type(BuiltinType.bytearray))), size.ref)
        let view = try makeMemoryView(room.ref)
        let readinto = try intern("readinto")
        let kept = raw.owned()
        let answer = try callMethod(kept.ref, readinto.ref, view.ref)
        if answer.ref.isNone { return nil }
        let taken: Int
        do throws(Raised) {
            taken = try indexValue(answer.ref, overflow: .valueError)
        } catch {
            throw raiseFrom(.osError, "raw readinto() failed")
        }
        guard taken >= 0, taken <= count else {
            throw raise(
                .osError,
                "raw readinto() returned invalid length \(taken) "
                    + "(should have been between 0 and \(count))")
        }
        if let bytes = byteContents(of: room.ref), let start = bytes.baseAddress,
            bytes.count >= taken
        {
            place.update(from: start, count: taken)
        }
        return taken
    }

    /// Raises an error whose cause is the one that is there.
    private func raiseFrom(_ category: BuiltinType, _ message: String) -> Raised {
        let cause = takeException()
        let raised = raise(category, message)
        if let cause { linkException("__cause__", Owned(stealing: cause)) }
        return raised
    }

    /// Sets the cause or the context of the exception that is being raised.
    func linkException(_ link: String, _ other: consuming Owned) {
        guard let raw = takeException() else { return }
        let current = Owned(stealing: raw)
        do throws(Raised) {
            let key = try intern(link)
            try setAttribute(current.ref, key.ref, other.ref)
        } catch { clearException() }
        _ = reraise(current)
    }

    /// Writes bytes to the raw stream; nil where that would have to wait (`_bufferedwriter_raw_write`).
    func writeRaw(
        _ stream: Ref, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(Raised) -> Int? {
        let fields = stream.buffered
        let raw = try rawStream(stream)
        let written: Int
        if fields.pointee.fast_closed_checks != 0, raw.type == type(.fileIO) {
            guard let count = try writeFile(raw, bytes) else { return nil }
            written = count
        } else {
            let object = try makeBytes(bytes)
            let view = try makeMemoryView(object.ref)
            let kept = raw.owned()
            let answer = try callMethod(kept.ref, name(.write), view.ref)
            if answer.ref.isNone { return nil }
            written = try indexValue(answer.ref, overflow: .valueError)
            guard written >= 0, written <= bytes.count else {
                throw raise(
                    .osError,
                    "raw write() returned invalid length \(written) "
                        + "(should have been between 0 and \(bytes.count))")
            }
        }
        if written > 0, fields.pointee.abs_pos != -1 { fields.pointee.abs_pos &+= written }
        return written
    }

    @discardableResult
    func seekRaw(_ stream: Ref, _ target: Int, _ origin: Int) throws(Raised) -> Int {
        let offset = try makeInt(target)
        return try seekRaw(stream, offset.ref, origin)
    }

    func seekRaw(_ stream: Ref, _ target: Ref, _ origin: Int) throws(Raised) -> Int {
        let raw = try rawStream(stream).owned()
        let whence = try makeInt(origin)
        let seek = try namedAttribute(raw.ref, "seek")
        let answer = try call(seek.ref, target, whence.ref)
        return try positionOfRaw(stream, answer.ref)
    }

    @discardableResult
    func tellRaw(_ stream: Ref) throws(Raised) -> Int {
        let raw = try rawStream(stream).owned()
        let tell = try namedAttribute(raw.ref, "tell")
        let answer = try call(tell.ref)
        return try positionOfRaw(stream, answer.ref)
    }

    /// A place in a file (`PyNumber_AsOff_t`).
    func fileOffset(_ object: Ref) throws(Raised) -> Int {
        let integer = try index(object)
        if let value: Int = fixedWidth(integer.ref) { return value }
        throw raise(
            .valueError, "cannot fit '\(typeName(object.type))' into an offset-sized integer")
    }

    private func positionOfRaw(_ stream: Ref, _ answer: Ref) throws(Raised) -> Int {
        let position = try fileOffset(answer)
        if position < 0 {
            throw raise(.osError, "Raw stream returned invalid position \(position)")
        }
        stream.buffered.pointee.abs_pos = position
        return position
    }
}
