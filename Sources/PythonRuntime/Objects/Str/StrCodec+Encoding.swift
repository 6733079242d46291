/// Strings to bytes.
extension Interpreter {
    /// `string.encode(encoding, errors)`.
    public func encode(_ object: Ref, encoding: String, errors: String) throws(Raised) -> Owned {
        let codec = try codec(encoding)
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
            StrEncoder.appendUTF8(characters[index], &result)
        }
        return result
    }
}

/// One run of an encoder.
private struct StrEncoder {
    private let interpreter: Interpreter
    private let object: Ref
    private let characters: StrCharacters
    private let codec: StrCodec
    private let errors: String
    private var result: [UInt8] = []

    init(_ interpreter: Interpreter, _ object: Ref, _ codec: StrCodec, _ errors: String) {
        self.interpreter = interpreter
        self.object = object
        self.codec = codec
        self.errors = errors
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
                append(character)
                index += 1
                continue
            }
            var end = index + 1
            while end < characters.count, !canEncode(characters[end]) { end += 1 }
            try handle(index, end)
            index = end
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

    private mutating func append(_ character: UInt32) {
        switch codec {
        case .utf8: Self.appendUTF8(character, &result)
        case .ascii, .latin1: result.append(UInt8(truncatingIfNeeded: character))
        case .utf16(let big): appendUTF16(character, big ?? false)
        case .utf32(let big): appendUnits(character, 4, big ?? false)
        }
    }

    static func appendUTF8(_ character: UInt32, _ result: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | character >> shift & 0x3F) }
        if character < 0x80 {
            result.append(UInt8(character))
        } else if character < 0x800 {
            result += [UInt8(0xC0 | character >> 6), tail(0)]
        } else if character < 0x10000 {
            result += [UInt8(0xE0 | character >> 12), tail(6), tail(0)]
        } else {
            result += [UInt8(0xF0 | character >> 18), tail(12), tail(6), tail(0)]
        }
    }

    private mutating func appendUTF16(_ character: UInt32, _ bigEndian: Bool) {
        if character < 0x10000 { return appendUnits(character, 2, bigEndian) }
        let rest = character - 0x10000
        appendUnits(0xD800 | rest >> 10, 2, bigEndian)
        appendUnits(0xDC00 | rest & 0x3FF, 2, bigEndian)
    }

    private mutating func appendUnits(_ value: UInt32, _ count: Int, _ bigEndian: Bool) {
        for index in 0..<count {
            let shift = UInt32(8 * (bigEndian ? count - 1 - index : index))
            result.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    private var reason: String {
        switch codec {
        case .ascii: "ordinal not in range(128)"
        case .latin1: "ordinal not in range(256)"
        default: "surrogates not allowed"
        }
    }

    /// Characters that can't be encoded, by the error handler.
    private mutating func handle(_ start: Int, _ end: Int) throws(Raised) {
        switch try interpreter.errorHandler(errors) {
        case .strict: throw failure(start, end)
        case .ignore: return
        case .replace: for _ in start..<end { append(63) }
        case .xmlcharrefreplace:
            for index in start..<end { appendText("&#\(characters[index]);") }
        case .backslashreplace:
            for index in start..<end { appendText(Self.escape(characters[index])) }
        case .surrogateescape:
            for index in start..<end {
                let character = characters[index]
                guard character >= 0xDC80, character <= 0xDCFF else { throw failure(start, end) }
                result.append(UInt8(truncatingIfNeeded: character))
            }
        case .surrogatepass:
            for index in start..<end {
                guard characters[index] >= 0xD800, characters[index] <= 0xDFFF else {
                    throw failure(start, end)
                }
                switch codec {
                case .ascii, .latin1: throw failure(start, end)
                default: append(characters[index])
                }
            }
        }
    }

    private func failure(_ start: Int, _ end: Int) -> Raised {
        interpreter.raiseCodecError(
            .unicodeEncodeError, codec.name, object, start..<end, reason)
    }

    private mutating func appendText(_ text: String) {
        for byte in text.utf8 { append(UInt32(byte)) }
    }

    static func escape(_ character: UInt32) -> String {
        let digits = String(character, radix: 16)
        let (letter, width) = character < 256 ? ("x", 2) : character < 65536 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
