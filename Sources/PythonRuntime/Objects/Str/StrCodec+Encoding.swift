/// Strings to bytes.
extension Interpreter {
    /// `string.encode(encoding, errors)`.
    public func encode(_ object: Ref, encoding: String, errors: String) throws(Raised) -> Owned {
        try checkCodecNames(encoding, errors)
        guard let codec = StrCodec(encoding) else {
            return try convertText(object, encoding, errors, .encoding)
        }
        do throws(Raised) {
            return try encode(object, codec, errors)
        } catch {
            throw StrCodec.isDirect(encoding) ? error : chainCodecFailure("encoding", encoding)
        }
    }

    /// In development mode, names of codecs and error handlers have to be right even where nothing depends
    /// on them (`unicode_check_encoding_errors`).
    func checkCodecNames(_ encoding: String, _ errors: String) throws(Raised) {
        guard state.pointee.strings.checksCodecNames else { return }
        if StrCodec(encoding) == nil { _ = try lookupCodec(encoding) }
        try checkErrorHandlerName(errors)
    }

    /// The same for a name of an error handler alone.
    public func checkErrorHandlerName(_ errors: String) throws(Raised) {
        guard state.pointee.strings.checksCodecNames else { return }
        switch errors {
        case "strict", "ignore", "replace", "surrogateescape", "surrogatepass": return
        default: _ = try lookupErrorHandler(errors)
        }
    }

    /// The same with a codec of the language.
    func encode(_ object: Ref, _ codec: StrCodec, _ errors: String) throws(Raised) -> Owned {
        let characters = object.characters
        if object.strIsASCII {
            switch codec {
            case .utf8, .ascii, .latin1:
                return try makeBytes(
                    UnsafeRawBufferPointer(start: characters.start, count: characters.count))
            default: break
            }
        }
        var encoder = StrEncoder(self, object, codec, errors)
        return try makeBytes(encoder.run())
    }

    /// The bytes of a str in UTF-8, with surrogates encoded too; for the host's side.
    public func utf8Bytes(_ object: Ref) -> [UInt8] {
        let characters = object.characters
        var result: [UInt8] = []
        result.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            StrCodec.appendUTF8(characters[index], &result)
        }
        return result
    }
}

/// One run of an encoder.
private struct StrEncoder {
    private let errors: EncodeErrors
    private let characters: StrCharacters
    private let codec: StrCodec
    private var result: [UInt8] = []

    init(_ interpreter: Interpreter, _ object: Ref, _ codec: StrCodec, _ errors: String) {
        self.errors = EncodeErrors(interpreter, object, errors)
        self.codec = codec
        characters = object.characters
        result.reserveCapacity(characters.count)
    }

    mutating func run() throws(Raised) -> [UInt8] {
        switch codec {
        case .utf16(bigEndian: nil): result += [0xFF, 0xFE]
        case .utf32(bigEndian: nil): result += [0xFF, 0xFE, 0, 0]
        default: break
        }
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if canEncode(character) {
                codec.append(character, to: &result)
                index += 1
                continue
            }
            var end = index + 1
            while takesRuns, end < characters.count, !canEncode(characters[end]) { end += 1 }
            index = try handle(index..<end)
        }
        return result
    }

    private func canEncode(_ character: UInt32) -> Bool {
        switch codec {
        case .ascii: character < 128
        case .latin1: character < 256
        default: character < 0xD800 || character > 0xDFFF
        }
    }

    /// Whether characters in a row that can't be encoded are one failure.
    private var takesRuns: Bool {
        switch codec {
        case .utf8, .ascii, .latin1: true
        case .utf16, .utf32: false
        }
    }

    private var reason: String {
        switch codec {
        case .ascii: "ordinal not in range(128)"
        case .latin1: "ordinal not in range(256)"
        default: "surrogates not allowed"
        }
    }

    /// Characters that can't be encoded, by the error handler; where to go on.
    private mutating func handle(_ range: Range<Int>) throws(Raised) -> Int {
        let replacement = try errors.replacement(range, codec.name, reason)
        switch replacement.content {
        case .text(let text):
            let limit: UInt32 = if case .latin1 = codec { 256 } else { 128 }
            guard text.allSatisfy({ $0 < limit }) else { throw failure(range) }
            for character in text { codec.append(character, to: &result) }
        case .bytes(let bytes):
            let unit =
                switch codec {
                case .utf16: 2
                case .utf32: 4
                default: 1
                }
            guard bytes.count % unit == 0 else { throw failure(range) }
            result += bytes
        }
        return replacement.next
    }

    private func failure(_ range: Range<Int>) -> Raised {
        errors.failure(range, codec.name, reason)
    }
}
