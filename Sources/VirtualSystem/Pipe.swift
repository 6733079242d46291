/// A pipe: bytes between its ends, as many as Linux keeps.
public final class Pipe {
    /// How many bytes it holds; `F_SETPIPE_SZ` changes it.
    public private(set) var capacity = 65536

    private var bytes: [UInt8] = []
    private var start = 0
    var readerCount = 0
    var writerCount = 0

    var count: Int { bytes.count - start }
    var room: Int { capacity - count }

    /// Changes the capacity, in pages by powers of two.
    public func resize(_ wanted: Int) throws(SystemFailure) {
        guard wanted > 0, wanted <= 1 << 20 else {
            throw wanted > 0 ? .notPermitted : .invalid
        }
        var size = 4096
        while size < wanted { size *= 2 }
        guard size >= count else { throw SystemFailure(16) }
        capacity = size
    }

    func take(_ wanted: Int) -> [UInt8] {
        let end = start + min(max(0, wanted), count)
        let taken = Array(bytes[start..<end])
        start = end
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: true)
            start = 0
        } else if start > capacity {
            bytes.removeFirst(start)
            start = 0
        }
        return taken
    }

    func put(_ more: ArraySlice<UInt8>) { bytes += more }
}

/// One end of a pipe, or both for a named one opened so.
public final class PipeEnd: OpenDescription {
    public let pipe: Pipe
    private let number: Int

    init(_ pipe: Pipe, flags: Int, number: Int) {
        self.pipe = pipe
        self.number = number
        super.init(flags: flags)
        if reads { pipe.readerCount += 1 }
        if writes { pipe.writerCount += 1 }
    }

    override public func close() {
        if reads { pipe.readerCount -= 1 }
        if writes { pipe.writerCount -= 1 }
    }

    override public var readiness: Readiness {
        var result: Readiness = []
        if reads {
            if pipe.count > 0 { result.insert(.readable) }
            if pipe.writerCount == 0 { result.insert(.hungUp) }
        }
        if writes {
            if pipe.readerCount == 0 {
                result.formUnion([.writable, .failed])
            } else if pipe.room >= 4096 {
                result.insert(.writable)
            }
        }
        return result
    }

    override public var status: FileStatus {
        FileStatus(
            mode: FileStatus.pipe | 0o600, number: number, links: 1, owner: 1000, group: 1000,
            size: 0, accessed: 0, modified: 0, changed: 0)
    }

    /// Bytes that can be read now.
    public var available: Int { pipe.count }

    override public func read(_ count: Int) throws(SystemFailure) -> [UInt8]? {
        guard reads else { throw .badDescriptor }
        if count <= 0 { return [] }
        if pipe.count == 0 { return pipe.writerCount == 0 ? [] : nil }
        return pipe.take(count)
    }

    override public func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int? {
        guard writes else { throw .badDescriptor }
        if pipe.readerCount == 0 { throw .brokenPipe }
        if bytes.isEmpty { return 0 }
        // Up to `PIPE_BUF` bytes go as a whole.
        let room = pipe.room
        if room <= 0 || bytes.count <= 4096 && room < bytes.count { return nil }
        let taken = bytes.prefix(room)
        pipe.put(taken)
        return taken.count
    }
}
