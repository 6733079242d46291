/// UTF-7 (RFC 2152): text in ASCII, everything else as UTF-16 in Base64 between `+` and `-`.
enum UTF7 {
    /// The value of a Base64 digit; nil for other bytes.
    static func value(_ byte: UInt32) -> UInt32? {
        switch byte {
        case 65...90: byte - 65
        case 97...122: byte - 71
        case 48...57: byte + 4
        case 43: 62
        case 47: 63
        default: nil
        }
    }

    static func digit(_ value: UInt32) -> UInt8 {
        switch value & 63 {
        case 0...25: UInt8(65 + value & 63)
        case 26...51: UInt8(71 + value & 63)
        case 52...61: UInt8((value & 63) - 4)
        case 62: 43
        default: 47
        }
    }

    /// Whether a character stands for itself when written: printable ASCII but for `+`, `\` and `~`, and
    /// white space.
    static func isWrittenDirectly(_ character: UInt32) -> Bool {
        switch character {
        case 9, 10, 13: true
        case 43, 92, 126: false
        default: character >= 32 && character < 127
        }
    }
}

extension Interpreter {
    /// `codecs.utf_7_encode`; every str can be encoded, lone surrogates too.
    public func encodeUTF7(_ object: Ref) throws(Raised) -> Owned {
        var encoder = UTF7Encoder()
        let characters = object.characters
        for index in 0..<characters.count { encoder.add(characters[index]) }
        return try makeBytes(encoder.finish())
    }

    /// `codecs.utf_7_decode`. When more bytes are to come, an open shift sequence is left.
    public func decodeUTF7(
        _ bytes: [UInt8], _ errors: String, isFinal: Bool
    ) throws(Raised) -> DecodedText {
        var decoder = UTF7Decoder(self, bytes, errors)
        let characters = try decoder.run(isFinal: isFinal)
        return DecodedText(
            text: try makeString(codePoints: characters),
            consumed: isFinal ? bytes.count : decoder.consumed,
            isBigEndian: nil)
    }
}

private struct UTF7Encoder {
    private var result: [UInt8] = []
    private var isShifted = false
    private var buffer: UInt32 = 0
    private var bitCount: UInt32 = 0

    mutating func add(_ character: UInt32) {
        let isDirect = UTF7.isWrittenDirectly(character)
        if isShifted {
            guard isDirect else { return write(character) }
            endShift(before: character)
            result.append(UInt8(truncatingIfNeeded: character))
        } else if character == 43 {
            result += [43, 45]
        } else if isDirect {
            result.append(UInt8(truncatingIfNeeded: character))
        } else {
            result.append(43)
            isShifted = true
            write(character)
        }
    }

    private mutating func write(_ character: UInt32) {
        guard character >= 0x10000 else { return writeUnit(character) }
        writeUnit(0xD800 | (character - 0x10000) >> 10)
        writeUnit(0xDC00 | character & 0x3FF)
    }

    private mutating func writeUnit(_ unit: UInt32) {
        buffer = buffer << 16 | unit
        bitCount += 16
        while bitCount >= 6 {
            bitCount -= 6
            result.append(UTF7.digit(buffer >> bitCount))
        }
        buffer &= (1 << bitCount) - 1
    }

    private mutating func flush() {
        if bitCount > 0 { result.append(UTF7.digit(buffer << (6 - bitCount))) }
        buffer = 0
        bitCount = 0
        isShifted = false
    }

    /// The end of a sequence is marked where the next character could be part of it.
    private mutating func endShift(before next: UInt32) {
        flush()
        if UTF7.value(next) != nil || next == 45 { result.append(45) }
    }

    mutating func finish() -> [UInt8] {
        if isShifted {
            flush()
            result.append(45)
        }
        return result
    }
}

private struct UTF7Decoder {
    private var errors: DecodeErrors
    private var position = 0
    private var result: [UInt32] = []
    private var isShifted = false
    private var buffer: UInt32 = 0
    private var bitCount: UInt32 = 0
    /// A high surrogate whose other half is awaited; 0 for none.
    private var surrogate: UInt32 = 0
    /// Where the sequence began, in the bytes and in the result.
    private var shiftStart = 0
    private var shiftOutput = 0
    private(set) var consumed = 0

    init(_ interpreter: Interpreter, _ bytes: [UInt8], _ errors: String) {
        self.errors = DecodeErrors(interpreter, bytes, errors)
        result.reserveCapacity(bytes.count)
    }

    mutating func run(isFinal: Bool) throws(Raised) -> [UInt32] {
        while true {
            while position < errors.bytes.count {
                if isShifted { try readShifted() } else { try readPlain() }
            }
            guard isShifted, isFinal else { break }
            let isBroken =
                surrogate != 0 || bitCount >= 6 || (bitCount > 0 && buffer != 0)
            guard isBroken else { break }
            isShifted = false
            surrogate = 0
            try fail(shiftStart..<errors.bytes.count, "unterminated shift sequence")
        }
        consumed = position
        if isShifted, !isFinal {
            consumed = shiftStart
            result.removeLast(result.count - shiftOutput)
        }
        return result
    }

    private mutating func readShifted() throws(Raised) {
        let byte = UInt32(errors.bytes[position])
        if let value = UTF7.value(byte) {
            position += 1
            addDigit(value)
            return
        }
        isShifted = false
        if bitCount >= 6 {
            position += 1
            return try fail(shiftStart..<position, "partial character in base64 stream")
        }
        if bitCount > 0, buffer != 0 {
            position += 1
            return try fail(shiftStart..<position, "non-zero padding bits in base64 stream")
        }
        if surrogate != 0, byte <= 127, byte != 43 { result.append(surrogate) }
        surrogate = 0
        if byte == 45 { position += 1 }
    }

    private mutating func addDigit(_ value: UInt32) {
        buffer = buffer << 6 | value
        bitCount += 6
        guard bitCount >= 16 else { return }
        bitCount -= 16
        let unit = buffer >> bitCount
        buffer &= (1 << bitCount) - 1
        if surrogate != 0 {
            if unit >= 0xDC00, unit <= 0xDFFF {
                result.append(0x10000 + (surrogate & 0x3FF) << 10 + unit & 0x3FF)
                surrogate = 0
                return
            }
            result.append(surrogate)
            surrogate = 0
        }
        if unit >= 0xD800, unit <= 0xDBFF { surrogate = unit } else { result.append(unit) }
    }

    private mutating func readPlain() throws(Raised) {
        let byte = UInt32(errors.bytes[position])
        let start = position
        position += 1
        guard byte == 43 else {
            if byte <= 127 { return result.append(byte) }
            return try fail(start..<position, "unexpected special character")
        }
        guard position < errors.bytes.count else { return beginShift(at: start) }
        let next = UInt32(errors.bytes[position])
        if next == 45 {
            position += 1
            result.append(43)
        } else if UTF7.value(next) == nil {
            position += 1
            try fail(start..<position, "ill-formed sequence")
        } else {
            beginShift(at: start)
        }
    }

    private mutating func beginShift(at start: Int) {
        isShifted = true
        shiftStart = start
        shiftOutput = result.count
        surrogate = 0
        bitCount = 0
        buffer = 0
    }

    private mutating func fail(_ range: Range<Int>, _ reason: String) throws(Raised) {
        position = try errors.handle(range, "utf7", reason, &result)
    }
}
