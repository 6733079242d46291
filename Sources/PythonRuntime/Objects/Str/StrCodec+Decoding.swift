/// Bytes to strings.
extension Interpreter {
    /// `str(object, encoding, errors)` and `bytes.decode`.
    public func decode(_ object: Ref, encoding: String, errors: String) throws(Raised) -> Owned {
        if object.isStr { throw raise(.typeError, "decoding str is not supported") }
        guard object.hasBuffer else {
            throw raise(
                .typeError,
                "decoding to str: need a bytes-like object, \(typeName(object.type, limit: 80)) found"
            )
        }
        try checkCodecNames(encoding, errors)
        let contents = try view(of: object)
        if contents.count == 0 { return emptyString.owned() }
        guard let codec = StrCodec(encoding) else {
            if object.isExactly(.bytes) {
                return try convertText(object, encoding, errors, .decoding)
            }
            let lent = try makeMemoryView(object)
            return try convertText(lent.ref, encoding, errors, .decoding)
        }
        do throws(Raised) {
            let decoded = try decode(contents.bytes, codec, errors, isFinal: true)
            return decoded.text.ref.owned()
        } catch {
            throw StrCodec.isDirect(encoding) ? error : chainCodecFailure("decoding", encoding)
        }
    }

    /// Decodes as many of the bytes as make whole characters, or all of them if no more are to come; the
    /// encoding is one of the language.
    public func decodePart(
        _ object: Ref, encoding: String, errors: String, isFinal: Bool
    ) throws(Raised) -> DecodedText {
        guard let codec = StrCodec(encoding) else {
            throw raise(.lookupError, "unknown encoding: \(encoding)")
        }
        let contents = try view(of: object)
        return try decode(contents.bytes, codec, errors, isFinal: isFinal)
    }

    /// What the system's bytes mean as a str: UTF-8, with surrogates for bytes that aren't (`os.fsdecode`).
    public func makeSystemString(_ bytes: [UInt8]) throws(Raised) -> Owned {
        if let text = String(validating: bytes, as: UTF8.self) { return try makeString(text) }
        let object = try makeBytes(bytes)
        return try decode(object.ref, encoding: "utf-8", errors: "surrogateescape")
    }

    /// Decodes with a codec of the language. When more bytes are to come, those at the end that begin a
    /// character are left.
    func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ codec: StrCodec, _ errors: String, isFinal: Bool
    ) throws(Raised) -> DecodedText {
        switch codec {
        case .utf8, .ascii, .latin1:
            if bytes.allSatisfy({ $0 < 128 }) {
                return DecodedText(
                    text: try makeString(ascii: bytes), consumed: bytes.count, isBigEndian: nil)
            }
        default: break
        }
        var decoder = StrDecoder(self, bytes, codec, errors, isFinal)
        let characters = try decoder.run()
        return DecodedText(
            text: try makeString(codePoints: characters),
            consumed: isFinal ? bytes.count : decoder.position,
            isBigEndian: decoder.isBigEndian)
    }
}

/// What a decoder made, and of how many bytes.
public struct DecodedText: ~Copyable {
    public let text: Owned
    public let consumed: Int
    /// The byte order that was given or found; nil while it isn't known.
    public let isBigEndian: Bool?
}

/// One run of a decoder.
private struct StrDecoder {
    private var errors: DecodeErrors
    private let codec: StrCodec
    private let isFinal: Bool
    /// What errors call the encoding: once the byte order is known, with it.
    private var shownName: String
    private(set) var position = 0
    private(set) var isBigEndian: Bool?
    private var result: [UInt32] = []

    init(
        _ interpreter: Interpreter, _ bytes: UnsafeBufferPointer<UInt8>, _ codec: StrCodec,
        _ errors: String, _ isFinal: Bool
    ) {
        self.errors = DecodeErrors(interpreter, Array(bytes), errors)
        self.codec = codec
        self.isFinal = isFinal
        shownName = codec.name
        result.reserveCapacity(bytes.count)
    }

    /// An error handler may exchange them.
    private var bytes: [UInt8] { errors.bytes }

    mutating func run() throws(Raised) -> [UInt32] {
        switch codec {
        case .utf8: while position < bytes.count, try decodeUTF8() {}
        case .latin1:
            result = bytes.map { UInt32($0) }
            position = bytes.count
        case .ascii:
            while position < bytes.count {
                if bytes[position] < 128 {
                    result.append(UInt32(bytes[position]))
                    position += 1
                } else {
                    try handle(1, "ordinal not in range(128)")
                }
            }
        case .utf16(let given):
            let big = byteOrder(given, unit: 2)
            shownName = big ? "utf-16-be" : "utf-16-le"
            while position < bytes.count, try decodeUTF16(big) {}
        case .utf32(let given):
            let big = byteOrder(given, unit: 4)
            shownName = big ? "utf-32-be" : "utf-32-le"
            while position < bytes.count, try decodeUTF32(big) {}
        }
        return result
    }

    /// One character, or one error: the longest prefix that could begin a character is one.
    private mutating func decodeUTF8() throws(Raised) -> Bool {
        let first = bytes[position]
        if first < 0x80 {
            result.append(UInt32(first))
            position += 1
            return true
        }
        guard first >= 0xC2, first <= 0xF4 else {
            try handle(1, "invalid start byte")
            return true
        }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            guard position + offset < bytes.count else {
                return try handleEnd(offset, "unexpected end of data")
            }
            let byte = bytes[position + offset]
            guard byte & 0xC0 == 0x80, offset > 1 || isSecondByte(byte, after: first) else {
                // The beginning of a surrogate, which an error handler may let pass.
                if first == 0xED, byte & 0xC0 == 0x80, position + 2 == bytes.count, !isFinal {
                    return false
                }
                try handle(offset, "invalid continuation byte")
                return true
            }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        result.append(value)
        position += length
        return true
    }

    /// No overlong forms, no surrogates, nothing over U+10FFFF.
    private func isSecondByte(_ byte: UInt8, after first: UInt8) -> Bool {
        switch first {
        case 0xE0: byte >= 0xA0
        case 0xED: byte <= 0x9F
        case 0xF0: byte >= 0x90
        case 0xF4: byte <= 0x8F
        default: true
        }
    }

    /// The byte order given, or told by a mark, which is skipped, or little-endian.
    private mutating func byteOrder(_ given: Bool?, unit: Int) -> Bool {
        if let given {
            isBigEndian = given
            return given
        }
        guard bytes.count >= unit else { return false }
        if self.unit(0, unit, false) == 0xFEFF {
            position = unit
            isBigEndian = false
            return false
        }
        let reversed: UInt32 = unit == 2 ? 0xFFFE : 0xFFFE_0000
        if self.unit(0, unit, false) == reversed {
            position = unit
            isBigEndian = true
            return true
        }
        return false
    }

    private func unit(_ start: Int, _ count: Int, _ bigEndian: Bool) -> UInt32 {
        var value: UInt32 = 0
        for index in 0..<count {
            let byte = bytes[start + (bigEndian ? index : count - 1 - index)]
            value = value << 8 | UInt32(byte)
        }
        return value
    }

    private mutating func decodeUTF16(_ bigEndian: Bool) throws(Raised) -> Bool {
        guard position + 2 <= bytes.count else { return try handleEnd(1, "truncated data") }
        let first = unit(position, 2, bigEndian)
        guard first >= 0xD800, first <= 0xDFFF else {
            result.append(first)
            position += 2
            return true
        }
        guard first < 0xDC00 else {
            try handle(2, "illegal encoding")
            return true
        }
        guard position + 4 <= bytes.count else {
            return try handleEnd(bytes.count - position, "unexpected end of data")
        }
        let second = unit(position + 2, 2, bigEndian)
        guard second >= 0xDC00, second <= 0xDFFF else {
            try handle(2, "illegal UTF-16 surrogate")
            return true
        }
        result.append(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
        position += 4
        return true
    }

    private mutating func decodeUTF32(_ bigEndian: Bool) throws(Raised) -> Bool {
        guard position + 4 <= bytes.count else {
            return try handleEnd(bytes.count - position, "truncated data")
        }
        let value = unit(position, 4, bigEndian)
        if value >= 0xD800, value <= 0xDFFF {
            try handle(4, "code point in surrogate code point range(0xd800, 0xe000)")
        } else if value > 0x10FFFF {
            try handle(4, "code point not in range(0x110000)")
        } else {
            result.append(value)
            position += 4
        }
        return true
    }

    /// Bytes that can't be decoded, by the error handler; goes on where that says.
    private mutating func handle(_ count: Int, _ reason: String) throws(Raised) {
        position = try errors.handle(
            position..<(position + count), shownName, reason, &result)
    }

    /// Bytes at the end that begin a character: left for later, or an error.
    private mutating func handleEnd(_ count: Int, _ reason: String) throws(Raised) -> Bool {
        if !isFinal { return false }
        try handle(count, reason)
        return true
    }
}
