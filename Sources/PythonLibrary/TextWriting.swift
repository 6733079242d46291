import PythonRuntime

/// Writing text, which waits until it fills a chunk, and going to places in the stream.
extension Interpreter {
    /// Gives what waits to the stream below (`_textiowrapper_writeflush`).
    func flushPending(_ stream: Ref) throws(Raised) {
        guard let pending = stream.held(TextStreamObject.pendingOffset) else { return }
        let parts = pending.owned()
        stream.drop(TextStreamObject.pendingOffset)
        stream.textIO.pointee.pending_bytes_count = 0
        let buffer = try textBuffer(stream).owned()
        if parts.ref.itemCount == 1 {
            let bytes = parts.ref.listItem(0).owned()
            _ = try callMethod(buffer.ref, name(.write), bytes.ref)
            return
        }
        var all: [UInt8] = []
        for index in 0..<parts.ref.itemCount { all += parts.ref.listItem(index).bytesBuffer }
        let bytes = try makeBytes(all)
        _ = try callMethod(buffer.ref, name(.write), bytes.ref)
    }

    func writeText(_ stream: Ref, _ text: Ref) throws(Raised) -> Owned {
        guard text.isStr else {
            throw badArgument("write", "argument", "str", text)
        }
        try checkTextOpen(stream)
        let fields = stream.textIO
        if !fields.pointee.encodes { throw try IOModule.unsupported(self, "not writable") }
        let count = text.strCount
        let translates = fields.pointee.writetranslate
        var hasFeed = false
        if translates || fields.pointee.line_buffering {
            hasFeed = find(10, in: text.characters, from: 0) != nil
        }
        var written = text.owned()
        if hasFeed, translates, fields.pointee.writenl != .same {
            written = try withLineEnds(text, fields.pointee.writenl)
        }
        let flushesBelow =
            fields.pointee.line_buffering
            && (hasFeed || find(13, in: text.characters, from: 0) != nil)
        let bytes = try encodeText(stream, written.ref)
        fields.pointee.encoding_start_of_stream = 0
        let length = bytes.ref.itemCount
        if fields.pointee.pending_bytes != nil,
            fields.pointee.pending_bytes_count &+ length > fields.pointee.chunk_size
        {
            try flushPending(stream)
        }
        if fields.pointee.pending_bytes == nil {
            stream.hold(TextStreamObject.pendingOffset, try makeList())
            fields.pointee.pending_bytes_count = 0
        }
        if let parts = stream.held(TextStreamObject.pendingOffset) {
            try listAppend(parts, bytes.ref)
        }
        fields.pointee.pending_bytes_count &+= length
        if fields.pointee.pending_bytes_count >= fields.pointee.chunk_size || flushesBelow
            || fields.pointee.write_through
        {
            try flushPending(stream)
        }
        if flushesBelow {
            let buffer = try textBuffer(stream).owned()
            let flush = try intern("flush")
            _ = try callMethod(buffer.ref, flush.ref)
        }
        forgetDecoded(stream)
        stream.drop(TextStreamObject.snapshotOffset)
        try resetDecoder(stream)
        return try makeInt(count)
    }

    private func withLineEnds(_ text: Ref, _ end: LineEnd) throws(Raised) -> Owned {
        let characters = text.characters
        var result: [UInt32] = []
        result.reserveCapacity(characters.count + 8)
        for index in 0..<characters.count {
            let character = characters[index]
            if character != 10 {
                result.append(character)
                continue
            }
            result.append(13)
            if end == .both { result.append(10) }
        }
        return try makeString(codePoints: result)
    }

    func flushText(_ stream: Ref) throws(Raised) -> Owned {
        try checkTextOpen(stream)
        stream.textIO.pointee.telling = stream.textIO.pointee.seekable
        try flushPending(stream)
        let buffer = try textBuffer(stream).owned()
        return try callFlush(buffer.ref)
    }

    /// Closes the stream below after what waits was written, also where that fails.
    func closeText(_ stream: Ref) throws(Raised) {
        let buffer = try textBuffer(stream).owned()
        let closed = try namedAttribute(stream, "closed")
        if try isTrue(closed.ref) { return }
        if stream.textIO.pointee.finalizing { callDeallocationWarning(buffer.ref, about: stream) }
        try doBoth { () throws(Raised) in
            try callFlush(stream)
        } _: { () throws(Raised) in
            let close = try intern("close")
            _ = try callMethod(buffer.ref, close.ref)
        }
    }

    // MARK: Places

    private func requireSeekable(_ stream: Ref) throws(Raised) {
        if !stream.textIO.pointee.seekable {
            throw try IOModule.unsupported(self, "underlying stream is not seekable")
        }
    }

    /// The place as a number that `seek` understands: the stream's position before the decoder's last safe point, and
    /// what has to be decoded from there.
    func tellText(_ stream: Ref) throws(Raised) -> Owned {
        try checkTextOpen(stream)
        try requireSeekable(stream)
        let fields = stream.textIO
        if !fields.pointee.telling {
            throw raise(.osError, "telling position disabled by next() call")
        }
        try flushPending(stream)
        let flush = try intern("flush")
        _ = try callMethod(stream, flush.ref)
        let buffer = try textBuffer(stream).owned()
        let tell = try intern("tell")
        let place = try callMethod(buffer.ref, tell.ref)
        guard fields.pointee.decodes, let snapshot = stream.held(TextStreamObject.snapshotOffset),
            snapshot.isTuple, snapshot.itemCount == 2, snapshot.tupleItem(1).isBytes
        else { return place }
        let input = Array(snapshot.tupleItem(1).bytesBuffer)
        let flags = try indexValue(snapshot.tupleItem(0), overflow: .overflowError)
        let position = try indexValue(place.ref, overflow: .overflowError) &- input.count
        let skipped = fields.pointee.decoded_chars_used
        var cookie = TextCookie(position: position, flags: flags)
        if skipped > 0 {
            let saved = try decoderState(stream)
            do throws(Raised) {
                cookie = try cookieAfter(stream, cookie, input, skipped)
            } catch {
                let failure = takeException()
                do throws(Raised) { try setDecoderState(stream, saved) } catch {
                    clearException()
                }
                throw failure.map { reraise(Owned(stealing: $0)) } ?? error
            }
            try setDecoderState(stream, saved)
        }
        return try makeInt(cookie)
    }

    /// Decodes a chunk byte by byte, up to the last place before a character where the decoder keeps nothing back.
    private func cookieAfter(
        _ stream: Ref, _ start: TextCookie, _ input: [UInt8], _ skipped: Int
    ) throws(Raised) -> TextCookie {
        var cookie = start
        cookie.skipped = skipped
        try setDecoderState(stream, TextDecoderState(bytes: [], flags: start.flags))
        var fed = 0
        var decoded = 0
        for byte in input {
            let piece = try makeBytes([byte])
            let text = try decodeText(stream, piece.ref, isFinal: false)
            fed += 1
            decoded += text.ref.strCount
            let state = try decoderState(stream)
            if state.bytes.isEmpty, decoded <= cookie.skipped {
                cookie.position &+= fed
                cookie.skipped -= decoded
                cookie.flags = state.flags
                fed = 0
                decoded = 0
            }
            if decoded >= cookie.skipped {
                cookie.fed = fed
                return cookie
            }
        }
        let rest = try decodeText(stream, emptyBytes, isFinal: true)
        decoded += rest.ref.strCount
        cookie.needsEnd = true
        cookie.fed = fed
        if decoded < cookie.skipped {
            throw raise(.osError, "can't reconstruct logical file position")
        }
        return cookie
    }

    private func makeInt(_ cookie: TextCookie) throws(Raised) -> Owned {
        if cookie.flags == 0, cookie.fed == 0, cookie.skipped == 0, !cookie.needsEnd {
            return try makeInt(cookie.position)
        }
        var result = try makeInt(cookie.needsEnd ? 1 : 0)
        for (part, bits) in [
            (cookie.skipped, 32), (cookie.fed, 32), (cookie.flags, 32), (cookie.position, 64),
        ] {
            let shift = try makeInt(bits)
            let moved = try leftShift(result.ref, shift.ref)
            let number = try makeInt(part)
            result = try bitOr(moved.ref, number.ref)
        }
        return result
    }

    private func textCookie(_ number: Ref) throws(Raised) -> TextCookie {
        var rest = number.owned()
        var parts: [Int] = []
        for bits in [64, 32, 32, 32] {
            let shift = try makeInt(bits)
            let next = try rightShift(rest.ref, shift.ref)
            let back = try leftShift(next.ref, shift.ref)
            let part = try subtract(rest.ref, back.ref)
            parts.append(try indexValue(part.ref, overflow: .overflowError))
            rest = next.ref.owned()
        }
        var cookie = TextCookie(position: parts[0], flags: parts[1])
        cookie.fed = parts[2]
        cookie.skipped = parts[3]
        cookie.needsEnd = try isTrue(rest.ref)
        return cookie
    }

    func seekText(_ stream: Ref, _ target: Ref, _ origin: Int) throws(Raised) -> Owned {
        try checkTextOpen(stream)
        try requireSeekable(stream)
        var target = target.owned()
        let flush = try intern("flush")
        switch origin {
        case 0: break
        case 1:
            if try isTrue(target.ref) {
                throw try IOModule.unsupported(self, "can't do nonzero cur-relative seeks")
            }
            let tell = try intern("tell")
            target = try callMethod(stream, tell.ref)
        case 2:
            if try isTrue(target.ref) {
                throw try IOModule.unsupported(self, "can't do nonzero end-relative seeks")
            }
            _ = try callMethod(stream, flush.ref)
            forgetDecoded(stream)
            stream.drop(TextStreamObject.snapshotOffset)
            try resetDecoder(stream)
            let place = try seekBelow(stream, smallInt(0), 2)
            let isStart = try !isTrue(place.ref)
            try resetEncoder(stream, atStart: isStart)
            return place
        default:
            throw raise(.valueError, "invalid whence (\(origin), should be 0, 1 or 2)")
        }
        let isNegative = try compareBool(target.ref, smallInt(0), .less)
        if isNegative {
            let shown = try repr(target.ref)
            throw raise(.valueError, "negative seek position \(shown.ref.text)")
        }
        _ = try callMethod(stream, flush.ref)
        try go(stream, to: try textCookie(target.ref))
        return target
    }

    private func seekBelow(_ stream: Ref, _ place: Ref, _ origin: Int) throws(Raised) -> Owned {
        let buffer = try textBuffer(stream).owned()
        let seek = try namedAttribute(buffer.ref, "seek")
        if origin == 0 { return try call(seek.ref, place) }
        return try call(seek.ref, place, smallInt(origin))
    }

    private func go(_ stream: Ref, to cookie: TextCookie) throws(Raised) {
        let fields = stream.textIO
        let position = try makeInt(cookie.position)
        _ = try seekBelow(stream, position.ref, 0)
        forgetDecoded(stream)
        stream.drop(TextStreamObject.snapshotOffset)
        let isStart = cookie.position == 0 && cookie.flags == 0
        if fields.pointee.decodes {
            if isStart {
                try resetDecoder(stream)
            } else {
                try setDecoderState(stream, TextDecoderState(bytes: [], flags: cookie.flags))
            }
        }
        if cookie.skipped > 0, fields.pointee.decodes {
            let buffer = try textBuffer(stream).owned()
            let count = try makeInt(cookie.fed)
            let bytes = try callMethod(buffer.ref, name(.read), count.ref)
            guard bytes.ref.isBytes else {
                throw raise(
                    .typeError,
                    "underlying read() should have returned a bytes object, "
                        + "not '\(typeName(bytes.ref.type))'")
            }
            try setSnapshot(stream, cookie.flags, bytes.ref)
            let text = try decodeText(stream, bytes.ref, isFinal: cookie.needsEnd)
            let length = text.ref.strCount
            setDecoded(stream, text)
            if length < cookie.skipped {
                throw raise(.osError, "can't restore logical file position")
            }
            fields.pointee.decoded_chars_used = cookie.skipped
        } else if fields.pointee.decodes {
            try setSnapshot(stream, cookie.flags, emptyBytes)
        }
        try resetEncoder(stream, atStart: isStart)
    }
}

/// A place in a text: a position of the stream below and the decoder's flags there, how many bytes to decode from there,
/// how many characters of these to skip, and whether the decoder has to be told that it is the end.
struct TextCookie {
    var position: Int
    var flags: Int
    var fed = 0
    var skipped = 0
    var needsEnd = false

    init(position: Int, flags: Int) {
        self.position = position
        self.flags = flags
    }
}
