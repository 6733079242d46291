import PythonRuntime

/// The memory of a `StringIO`: strs in a list, or code points in a block.
extension Interpreter {
    func checkOpenText(_ stream: Ref) throws(Raised) {
        if !stream.textStream.pointee.ok {
            throw raise(.valueError, "I/O operation on uninitialized object")
        }
        if stream.textStream.pointee.closed {
            throw raise(.valueError, "I/O operation on closed file")
        }
    }

    func initializeText(_ stream: Ref, _ initial: Ref?, _ newline: Ref?) throws(Raised) {
        let fields = stream.textStream
        fields.pointee.ok = false
        try setNewline(stream, newline)
        if let initial, !initial.isNone, !initial.isStr {
            throw raise(
                .typeError,
                "initial_value must be str or None, not \(typeName(initial.type))")
        }
        releaseFields(stream, 56...64)
        fields.pointee.string_size = 0
        fields.pointee.pos = 0
        try resizeText(stream, 0)
        if let initial, initial.isStr, initial.strCount > 0 {
            fields.pointee.state = StringIOObject.realized
            try putText(stream, initial)
        } else {
            fields.pointee.state = StringIOObject.accumulating
            fields.pointee.small = try makeList().take()
        }
        fields.pointee.pos = 0
        fields.pointee.closed = false
        fields.pointee.ok = true
    }

    private func setNewline(_ stream: Ref, _ given: Ref?) throws(Raised) {
        let fields = stream.textStream
        let newline: Owned? =
            given == nil ? try intern("\n") : given.flatMap { $0.isNone ? nil : $0.owned() }
        releaseFields(stream, 80...96)
        if let text = newline?.ref {
            guard text.isStr else {
                throw raise(
                    .typeError, "newline must be str or None, not \(typeName(text.type))")
            }
            guard ["", "\n", "\r", "\r\n"].contains(text.text) else {
                throw raise(.valueError, "illegal newline value: \(try repr(text).text)")
            }
            fields.pointee.readnl = text.owned().take()
            if text.text.utf8.first == 13 { fields.pointee.writenl = text.owned().take() }
        }
        fields.pointee.readtranslate = fields.pointee.readnl == nil
        fields.pointee.readuniversal = stream.held(88).map { $0.strCount == 0 } ?? true
        if fields.pointee.readuniversal {
            let translates = self.bool(fields.pointee.readtranslate)
            fields.pointee.decoder = try call(
                Ref(RawObject(type(LibraryType.newlineDecoder))), none, translates.ref
            ).take()
        }
    }

    /// Writes with line ends translated: to `\n` without `newline`, else from `\n` to it.
    func putText(_ stream: Ref, _ given: Ref) throws(Raised) {
        let fields = stream.textStream
        let text = try translatedForWriting(stream, given)
        let (end, overflow) = fields.pointee.pos.addingReportingOverflow(text.ref.strCount)
        if overflow { throw raise(.overflowError, "new position too large") }
        if fields.pointee.state == StringIOObject.accumulating {
            if fields.pointee.string_size == fields.pointee.pos {
                try accumulate(stream, text.ref)
                fields.pointee.pos = end
                fields.pointee.string_size = end
                return
            }
            try realizeText(stream)
        }
        if end > fields.pointee.string_size { try resizeText(stream, end) }
        guard let data = fields.pointee.buf else { return }
        let gap = fields.pointee.pos - fields.pointee.string_size
        if gap > 0 { (data + fields.pointee.string_size).update(repeating: 0, count: gap) }
        copyText(text.ref, to: data + fields.pointee.pos)
        fields.pointee.pos = end
        fields.pointee.string_size = max(fields.pointee.string_size, end)
    }

    /// Makes a text the stream's as it is: its line ends were translated when it was written.
    func replaceText(_ stream: Ref, _ text: Ref) throws(Raised) {
        guard text.isStr else { return }
        try realizeText(stream)
        try resizeText(stream, text.strCount)
        if let data = stream.textStream.pointee.buf { copyText(text, to: data) }
        stream.textStream.pointee.string_size = text.strCount
    }

    private func copyText(_ text: Ref, to place: UnsafeMutablePointer<UInt32>) {
        let characters = text.characters
        for index in 0..<characters.count { place[index] = characters[index] }
    }

    private func translatedForWriting(_ stream: Ref, _ text: Ref) throws(Raised) -> Owned {
        if let decoder = stream.held(80) {
            return try decodeNewlines(
                text.owned(), decoder.newlineState,
                translates: stream.textStream.pointee.readtranslate, isFinal: true)
        }
        guard let newline = stream.held(96) else { return text.owned() }
        let characters = text.characters
        var units: [UInt32] = []
        units.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            guard characters[index] == 10 else {
                units.append(characters[index])
                continue
            }
            units.append(13)
            if newline.strCount == 2 { units.append(10) }
        }
        return try makeString(codePoints: units)
    }

    // MARK: Strs in a list

    /// Puts a str behind those there are; many are joined into one.
    private func accumulate(_ stream: Ref, _ text: Ref) throws(Raised) {
        guard let small = stream.held(64) else { return }
        try listAppend(small, text)
        if small.itemCount < 100_000 { return }
        if stream.held(56) == nil { stream.hold(56, try makeList()) }
        guard let large = stream.held(56) else { return }
        let joined = try strJoin(emptyString, small)
        try listAppend(large, joined.ref)
        stream.hold(64, try makeList())
    }

    /// The strs as one, which the stream hasn't any longer.
    private func finishAccumulating(_ stream: Ref) throws(Raised) -> Owned {
        guard let small = stream.held(64)?.owned() else { return emptyString.owned() }
        guard let large = stream.held(56)?.owned() else {
            stream.drop(64)
            return try strJoin(emptyString, small.ref)
        }
        if small.ref.itemCount > 0 {
            let joined = try strJoin(emptyString, small.ref)
            try listAppend(large.ref, joined.ref)
        }
        stream.drop(64)
        stream.drop(56)
        return try strJoin(emptyString, large.ref)
    }

    /// All the text, which is the only str of the stream from then on.
    private func joinedText(_ stream: Ref) throws(Raised) -> Owned {
        let text = try finishAccumulating(stream)
        let list = try makeList()
        try listAppend(list.ref, text.ref)
        stream.hold(64, list)
        return text
    }

    /// Puts the text into a block of code points.
    func realizeText(_ stream: Ref) throws(Raised) {
        let fields = stream.textStream
        guard fields.pointee.state == StringIOObject.accumulating else { return }
        fields.pointee.state = StringIOObject.realized
        let text = try finishAccumulating(stream)
        try resizeText(stream, text.ref.strCount)
        if let data = fields.pointee.buf { copyText(text.ref, to: data) }
    }

    /// Makes room for so many code points, and one more (`resize_buffer`).
    func resizeText(_ stream: Ref, _ count: Int) throws(Raised) {
        let fields = stream.textStream
        let room = fields.pointee.buf_size
        guard count < Int.max / 8 else { throw raise(.overflowError, "new buffer size too large") }
        let size = count + 1
        let wanted: Int
        if size < room / 2 {
            wanted = size + 1
        } else if size < room {
            return
        } else if Double(size) < Double(room) * 1.125 {
            wanted = size + size >> 3 + (size < 9 ? 3 : 6)
        } else {
            wanted = size + 1
        }
        let old = fields.pointee.buf.map { UnsafeMutableRawPointer($0) }
        let made =
            old.map { reallocateBlock($0, to: wanted * 4) } ?? allocateBlock(wanted * 4)
        guard let made else { throw raiseMemoryError() }
        fields.pointee.buf = made.assumingMemoryBound(to: UInt32.self)
        fields.pointee.buf_size = wanted
    }

    // MARK: Reading

    func valueOfText(_ stream: Ref) throws(Raised) -> Owned {
        if stream.textStream.pointee.state == StringIOObject.accumulating {
            return try joinedText(stream)
        }
        return try textPiece(stream, 0, stream.textStream.pointee.string_size)
    }

    private func textPiece(_ stream: Ref, _ from: Int, _ to: Int) throws(Raised) -> Owned {
        guard let data = stream.textStream.pointee.buf, from >= 0, to > from else {
            return emptyString.owned()
        }
        return try makeString(
            characters: StrCharacters(
                start: UnsafeMutableRawPointer(data + from), count: to - from, kind: 4))
    }

    func takeText(_ stream: Ref, _ size: Int?) throws(Raised) -> Owned {
        let fields = stream.textStream
        let rest = max(0, fields.pointee.string_size - fields.pointee.pos)
        let count = min(size ?? rest, rest)
        let place = fields.pointee.pos
        if fields.pointee.state == StringIOObject.accumulating, place == 0, count == rest {
            let text = try joinedText(stream)
            fields.pointee.pos = fields.pointee.string_size
            return text
        }
        try realizeText(stream)
        let text = try textPiece(stream, place, place + count)
        fields.pointee.pos += count
        return text
    }

    func takeTextLine(_ stream: Ref, _ limit: Int?) throws(Raised) -> Owned {
        try realizeText(stream)
        let fields = stream.textStream
        let rest = max(0, fields.pointee.string_size - fields.pointee.pos)
        let most = min(limit ?? rest, rest)
        guard most > 0, let data = fields.pointee.buf else { return emptyString.owned() }
        let units = UnsafeBufferPointer(start: data + fields.pointee.pos, count: most)
        let newline = stream.held(88).map { $0.text } ?? "\n"
        return try takeText(stream, lineEnd(units, newline))
    }

    /// How many units a line has, its end included.
    private func lineEnd(_ units: UnsafeBufferPointer<UInt32>, _ newline: String) -> Int {
        for index in units.indices {
            let isLast = index + 1 == units.count
            switch newline {
            case "":
                if units[index] == 10 { return index + 1 }
                if units[index] == 13 {
                    return !isLast && units[index + 1] == 10 ? index + 2 : index + 1
                }
            case "\r": if units[index] == 13 { return index + 1 }
            case "\r\n":
                if units[index] == 13, !isLast, units[index + 1] == 10 { return index + 2 }
            default: if units[index] == 10 { return index + 1 }
            }
        }
        return units.count
    }

    func seekText(
        _ stream: Ref, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let offset = try sizeValue(arguments[0])
        let origin =
            try arguments[optional: 1].map { value throws(Raised) in
                try intArgument(value)
            } ?? 0
        guard (0...2).contains(origin) else {
            throw raise(.valueError, "Invalid whence (\(origin), should be 0, 1 or 2)")
        }
        if origin == 0, offset < 0 { throw raise(.valueError, "Negative seek position \(offset)") }
        if origin != 0, offset != 0 {
            throw raise(.osError, "Can't do nonzero cur-relative seeks")
        }
        if origin == 0 { stream.textStream.pointee.pos = offset }
        if origin == 2 { stream.textStream.pointee.pos = stream.textStream.pointee.string_size }
        return try makeInt(stream.textStream.pointee.pos)
    }
}
