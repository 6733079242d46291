import HeapTrace

/// Takes what a cell writes, up to a limit, and keeps the order of the two streams.
final class OutputCollector {
    private var chunks: [(stream: OutputChunk.Stream, bytes: [UInt8])] = []
    private var count = 0
    private var limit: Int
    private(set) var droppedByteCount = 0
    /// The repr of the value a last expression had.
    var echo: String?

    init(limit: Int) { self.limit = limit }

    /// Starts another cell.
    func begin(limit: Int) {
        self.limit = limit
        chunks = []
        count = 0
        droppedByteCount = 0
        echo = nil
    }

    /// Puts the value just shown into the output, as the prompt of a session does.
    func showEcho() {
        guard let text = echo else { return }
        echo = nil
        var line = text + "\n"
        line.withUTF8 { write(.standardOutput, UnsafeRawBufferPointer($0)) }
    }

    /// Writes a traceback that is part of a session.
    func write(_ traceback: String) {
        var text = traceback
        text.withUTF8 { write(.standardError, UnsafeRawBufferPointer($0)) }
    }

    func write(_ stream: OutputChunk.Stream, _ bytes: UnsafeRawBufferPointer) {
        let room = max(0, limit - count)
        let taken = min(room, bytes.count)
        droppedByteCount += bytes.count - taken
        guard taken > 0 else { return }
        count += taken
        if let last = chunks.last, last.stream == stream {
            chunks[chunks.count - 1].bytes += bytes[..<taken]
        } else {
            chunks.append((stream, Array(bytes[..<taken])))
        }
    }

    /// A place in what is written, to be asked later what came after it.
    var mark: Int { count }

    /// What was written since a mark, to both streams or to one.
    func text(since mark: Int, _ stream: OutputChunk.Stream? = nil) -> String {
        var rest = count - mark
        var bytes: [UInt8] = []
        for chunk in chunks.reversed() where rest > 0 {
            if stream == nil || chunk.stream == stream {
                bytes = Array(chunk.bytes.suffix(rest)) + bytes
            }
            rest -= min(rest, chunk.bytes.count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What was written, as text; a character that the limit cut in two is dropped whole.
    func takeOutput() -> [OutputChunk] {
        defer { chunks = [] }
        return chunks.enumerated().map { index, chunk in
            var bytes = chunk.bytes
            if droppedByteCount > 0, index == chunks.count - 1 { bytes.dropPartialCharacter() }
            return OutputChunk(stream: chunk.stream, text: String(decoding: bytes, as: UTF8.self))
        }
    }
}

extension [UInt8] {
    /// Removes the start of a UTF-8 character whose end is missing.
    fileprivate mutating func dropPartialCharacter() {
        var continuations = 0
        while let last, last & 0xC0 == 0x80, continuations < 4 {
            removeLast()
            continuations += 1
        }
        guard let lead = last else { return }
        let needed = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0
        if needed == 0 { return }
        removeLast()
    }
}
