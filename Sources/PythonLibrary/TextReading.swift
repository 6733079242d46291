import PythonRuntime

/// Reading text: chunk by chunk through the decoder.
extension Interpreter {
    /// Whether `__init__` succeeded, which attributes that don't need the stream below ask for.
    func checkTextInitialized(_ stream: Ref) throws(Raised) {
        if stream.textIO.pointee.ok == 0 {
            throw raise(.valueError, "I/O operation on uninitialized object")
        }
    }

    /// The stream below, or `ValueError` where there is none.
    func textBuffer(_ stream: Ref) throws(Raised) -> Ref {
        try checkTextInitialized(stream)
        guard stream.textIO.pointee.detached == 0, let buffer = stream.textIO.pointee.buffer else {
            throw raise(.valueError, "underlying buffer has been detached")
        }
        return Ref(buffer)
    }

    func checkTextOpen(_ stream: Ref) throws(Raised) {
        let buffer = try textBuffer(stream)
        if let raw = stream.textIO.pointee.raw, Ref(raw).type == type(.fileIO) {
            if Ref(raw).fields(FileIOObject.self).pointee.descriptor >= 0 { return }
            throw raise(.valueError, "I/O operation on closed file.")
        }
        let closed = try namedAttribute(buffer, "closed")
        if try isTrue(closed.ref) { throw raise(.valueError, "I/O operation on closed file.") }
    }

    private func requireDecoder(_ stream: Ref) throws(Raised) {
        if !stream.textIO.pointee.decodes {
            throw try IOModule.unsupported(self, "not readable")
        }
    }

    func setDecoded(_ stream: Ref, _ text: consuming Owned) {
        stream.hold(TextStreamObject.decodedOffset, text)
        stream.textIO.pointee.decoded_chars_used = 0
    }

    func forgetDecoded(_ stream: Ref) {
        stream.drop(TextStreamObject.decodedOffset)
        stream.textIO.pointee.decoded_chars_used = 0
    }

    func setSnapshot(_ stream: Ref, _ flags: Int, _ bytes: Ref) throws(Raised) {
        let number = try makeInt(flags)
        stream.hold(TextStreamObject.snapshotOffset, try makeTuple(number.ref, bytes))
    }

    /// How much of the decoded text was taken; within it whatever a program wrote there.
    private func usedCount(_ stream: Ref, of text: Ref) -> Int {
        min(max(0, stream.textIO.pointee.decoded_chars_used), text.strCount)
    }

    /// Takes decoded text.
    private func takeDecoded(_ stream: Ref, _ count: Int) throws(Raised) -> Owned {
        guard let text = stream.held(TextStreamObject.decodedOffset) else {
            return emptyString.owned()
        }
        let used = usedCount(stream, of: text)
        let end = used + min(count, text.strCount - used)
        stream.textIO.pointee.decoded_chars_used = end
        if used == 0, end == text.strCount { return text.owned() }
        return try makeString(characters: text.characters.slice(used, end))
    }

    /// Reads and decodes the next chunk; false at the end (`textiowrapper_read_chunk`).
    func readChunk(_ stream: Ref, _ hint: Int) throws(Raised) -> Bool {
        let fields = stream.textIO
        try requireDecoder(stream)
        var before: TextDecoderState?
        if fields.pointee.telling { before = try decoderState(stream) }
        var size = fields.pointee.chunk_size
        let wanted = fields.pointee.b2cratio * Double(hint)
        if wanted > Double(size), wanted < 1e15 { size = Int(wanted) }
        let count = try makeInt(size)
        let buffer = try textBuffer(stream).owned()
        let method = fields.pointee.has_read1 ? "read1" : "read"
        let read = try intern(method)
        let chunk = try callMethod(buffer.ref, read.ref, count.ref)
        guard chunk.ref.hasBuffer else {
            throw raise(
                .typeError,
                "underlying \(method)() should have returned a bytes-like object, "
                    + "not '\(typeName(chunk.ref.type))'")
        }
        let length = try view(of: chunk.ref).count
        let text = try decodeText(stream, chunk.ref, isFinal: length == 0)
        let characters = text.ref.strCount
        fields.pointee.b2cratio = characters > 0 ? Double(length) / Double(characters) : 0
        setDecoded(stream, text)
        if let before {
            let bytes = try makeBytes(before.bytes + (try bytesLike(chunk.ref)))
            try setSnapshot(stream, before.flags, bytes.ref)
        }
        return length > 0 || characters > 0
    }

    func readText(_ stream: Ref, _ size: Int?) throws(Raised) -> Owned {
        try checkTextOpen(stream)
        try requireDecoder(stream)
        try flushPending(stream)
        guard let size else { return try readAllText(stream) }
        let first = try takeDecoded(stream, size)
        var remaining = size - first.ref.strCount
        if remaining == 0 { return first }
        let parts = try makeList()
        if first.ref.strCount > 0 { try listAppend(parts.ref, first.ref) }
        while remaining > 0 {
            if try !readChunk(stream, remaining) { break }
            let part = try takeDecoded(stream, remaining)
            remaining -= part.ref.strCount
            try listAppend(parts.ref, part.ref)
        }
        return try strJoin(emptyString, parts.ref)
    }

    private func readAllText(_ stream: Ref) throws(Raised) -> Owned {
        let buffer = try textBuffer(stream).owned()
        let bytes = try callMethod(buffer.ref, name(.read))
        guard bytes.ref.hasBuffer else {
            throw raise(
                .typeError,
                "underlying read() should have returned a bytes-like object, "
                    + "not '\(typeName(bytes.ref.type))'")
        }
        let rest = try decodeText(stream, bytes.ref, isFinal: true)
        let first = try takeDecoded(stream, .max)
        if stream.textIO.pointee.snapshot != nil {
            forgetDecoded(stream)
            stream.drop(TextStreamObject.snapshotOffset)
        }
        return first.ref.strCount == 0 ? rest : try strConcatenate(first.ref, rest.ref)
    }

    // MARK: Lines

    /// The next line, its end included, of at most so many characters.
    func readTextLine(_ stream: Ref, limit: Int?) throws(Raised) -> Owned {
        try checkTextOpen(stream)
        try flushPending(stream)
        let fields = stream.textIO
        var parts: RawObject?
        defer { if let parts { Ref(parts).decref() } }
        var carried: RawObject?
        defer { if let carried { Ref(carried).decref() } }
        var known = 0
        while true {
            let decoded = stream.held(TextStreamObject.decodedOffset)
            if decoded == nil || usedCount(stream, of: decoded ?? none) >= (decoded?.strCount ?? 0)
            {
                if try !readUntilText(stream) { break }
            }
            guard let chunk = stream.held(TextStreamObject.decodedOffset)?.owned() else { break }
            var line = chunk.ref.owned()
            var start = usedCount(stream, of: chunk.ref)
            var offset = 0
            if let kept = carried {
                carried = nil
                let first = Owned(stealing: kept)
                line = try strConcatenate(first.ref, chunk.ref)
                start = 0
                offset = first.ref.strCount
            }
            let found = lineEnd(stream, line.ref, from: start)
            var end = found.end ?? found.searched
            let isCut = limit.map { end - start + known >= $0 } ?? false
            if let limit, isCut { end = start + limit - known }
            if found.end != nil || isCut {
                fields.pointee.decoded_chars_used = end - offset
                let last =
                    start == 0 && end == line.ref.strCount
                    ? line : try makeString(characters: line.ref.characters.slice(start, end))
                guard let parts else { return last }
                try listAppend(Ref(parts), last.ref)
                return try strJoin(emptyString, Ref(parts))
            }
            if end > start {
                let part = try makeString(characters: line.ref.characters.slice(start, end))
                known += end - start
                if parts == nil { parts = try makeList().take() }
                if let parts { try listAppend(Ref(parts), part.ref) }
            }
            if end < line.ref.strCount {
                carried = try makeString(
                    characters: line.ref.characters.slice(end, line.ref.strCount)
                ).take()
            }
            forgetDecoded(stream)
        }
        forgetDecoded(stream)
        stream.drop(TextStreamObject.snapshotOffset)
        if let carried {
            if parts == nil { parts = try makeList().take() }
            if let parts { try listAppend(Ref(parts), Ref(carried)) }
        }
        guard let parts else { return emptyString.owned() }
        return try strJoin(emptyString, Ref(parts))
    }

    /// Reads chunks until one has text; false at the end.
    private func readUntilText(_ stream: Ref) throws(Raised) -> Bool {
        forgetDecoded(stream)
        while true {
            if try !readChunk(stream, 0) { return false }
            if let text = stream.held(TextStreamObject.decodedOffset), text.strCount > 0 {
                return true
            }
        }
    }

    /// Where the line from a place on ends, or how far there is no end for sure (`_PyIO_find_line_ending`).
    private func lineEnd(
        _ stream: Ref, _ line: Ref, from start: Int
    ) -> (end: Int?, searched: Int) {
        let characters = line.characters
        let fields = stream.textIO
        if fields.pointee.readtranslate {
            return (find(10, in: characters, from: start).map { $0 + 1 }, characters.count)
        }
        if fields.pointee.readuniversal {
            let feed = find(10, in: characters, from: start)
            guard let back = find(13, in: characters, from: start), back < feed ?? .max else {
                return (feed.map { $0 + 1 }, characters.count)
            }
            return (feed == back + 1 ? back + 2 : back + 1, characters.count)
        }
        let wanted = stream.held(TextStreamObject.newlineOffset)?.text ?? "\n"
        if wanted != "\r\n" {
            let end = find(wanted == "\r" ? 13 : 10, in: characters, from: start)
            return (end.map { $0 + 1 }, characters.count)
        }
        var place = start
        while let back = find(13, in: characters, from: place) {
            if back + 1 == characters.count { return (nil, back) }
            if characters[back + 1] == 10 { return (back + 2, characters.count) }
            place = back + 1
        }
        return (nil, characters.count)
    }
}
