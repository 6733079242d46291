/// The codecs `unicode_escape` and `raw_unicode_escape`: text in ASCII or Latin-1 with Python's escape
/// sequences.
extension Interpreter {
    public func encodeUnicodeEscape(_ object: Ref) throws(Raised) -> Owned {
        let characters = object.characters
        var result: [UInt8] = []
        result.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            let character = characters[index]
            switch character {
            case 9: result += [92, 116]
            case 10: result += [92, 110]
            case 13: result += [92, 114]
            case 92: result += [92, 92]
            case 32..<127: result.append(UInt8(truncatingIfNeeded: character))
            default: result += CodecEscapes.escape(character).utf8
            }
        }
        return try makeBytes(result)
    }

    public func encodeRawUnicodeEscape(_ object: Ref) throws(Raised) -> Owned {
        let characters = object.characters
        var result: [UInt8] = []
        result.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            let character = characters[index]
            if character < 256 {
                result.append(UInt8(truncatingIfNeeded: character))
            } else {
                result += CodecEscapes.escape(character).utf8
            }
        }
        return try makeBytes(result)
    }

    /// Warns of an escape sequence that isn't one, after decoding.
    public func decodeUnicodeEscape(
        _ bytes: [UInt8], _ errors: String, isFinal: Bool, isRaw: Bool
    ) throws(Raised) -> DecodedText {
        var decoder = UnicodeEscapeDecoder(self, bytes, errors, isFinal, isRaw)
        let characters = try decoder.run()
        if let escape = decoder.invalidEscape { try warnOfEscape(escape) }
        return DecodedText(
            text: try makeString(codePoints: characters),
            consumed: isFinal ? bytes.count : decoder.position,
            isBigEndian: nil)
    }
}

extension Interpreter {
    /// Warns of a backslash with a letter that means nothing, or with an octal number over 255.
    private func warnOfEscape(_ escape: [UInt8]) throws(Raised) {
        let kind = escape.count > 1 ? "invalid octal escape" : "invalid escape"
        let shown = escape.map { String(Unicode.Scalar($0)) }.joined()
        try warn(.deprecationWarning, "\(kind) sequence '\\\(shown)'")
    }
}

private struct UnicodeEscapeDecoder {
    private var errors: DecodeErrors
    private let isFinal: Bool
    private let isRaw: Bool
    private let encoding: String
    private(set) var position = 0
    /// The first escape sequence that isn't one, without its backslash.
    private(set) var invalidEscape: [UInt8]?
    private var result: [UInt32] = []

    init(
        _ interpreter: Interpreter, _ bytes: [UInt8], _ errors: String, _ isFinal: Bool,
        _ isRaw: Bool
    ) {
        self.errors = DecodeErrors(interpreter, bytes, errors)
        self.isFinal = isFinal
        self.isRaw = isRaw
        encoding = isRaw ? "rawunicodeescape" : "unicodeescape"
        result.reserveCapacity(bytes.count)
    }

    mutating func run() throws(Raised) -> [UInt32] {
        while position < errors.bytes.count {
            let byte = errors.bytes[position]
            if byte != 92 {
                result.append(UInt32(byte))
                position += 1
                continue
            }
            guard position + 1 < errors.bytes.count else {
                if !isFinal { break }
                if isRaw {
                    result.append(92)
                    position += 1
                    break
                }
                try fail(1, "\\ at end of string")
                continue
            }
            guard try isRaw ? readRawEscape() : readEscape() else { break }
        }
        return result
    }

    /// `\uNNNN` and `\UNNNNNNNN`; any other character after a backslash stands for itself. False when the
    /// rest must wait for more bytes.
    private mutating func readRawEscape() throws(Raised) -> Bool {
        let letter = errors.bytes[position + 1]
        guard letter == 117 || letter == 85 else {
            result += [92, UInt32(letter)]
            position += 2
            return true
        }
        return try readDigits(letter)
    }

    private mutating func readEscape() throws(Raised) -> Bool {
        let letter = errors.bytes[position + 1]
        if letter >= 48, letter <= 55 {
            readOctal()
            return true
        }
        switch letter {
        case 120, 117, 85: return try readDigits(letter)
        case 78: return try readName()
        default: break
        }
        position += 2
        if letter == 10 { return true }
        if let character = simpleEscape(letter) {
            result.append(character)
        } else {
            if invalidEscape == nil { invalidEscape = [letter] }
            result += [92, UInt32(letter)]
        }
        return true
    }

    private mutating func readOctal() {
        var value: UInt32 = 0
        var end = position + 1
        while end < errors.bytes.count, end < position + 4, errors.bytes[end] >= 48,
            errors.bytes[end] <= 55
        {
            value = value << 3 | UInt32(errors.bytes[end] - 48)
            end += 1
        }
        if value > 255, invalidEscape == nil {
            invalidEscape = Array(errors.bytes[(position + 1)..<end])
        }
        result.append(value)
        position = end
    }

    private mutating func readDigits(_ letter: UInt8) throws(Raised) -> Bool {
        let (width, shape) =
            letter == 120 ? (2, "\\xXX") : letter == 117 ? (4, "\\uXXXX") : (8, "\\UXXXXXXXX")
        var value: UInt32 = 0
        for index in 0..<width {
            let place = position + 2 + index
            guard place < errors.bytes.count else {
                if !isFinal { return false }
                try fail(2 + index, "truncated \(shape) escape")
                return true
            }
            guard let digit = hexadecimalValue(errors.bytes[place]) else {
                try fail(2 + index, "truncated \(shape) escape")
                return true
            }
            value = value << 4 | UInt32(digit)
        }
        guard value <= 0x10FFFF else {
            try fail(
                2 + width, isRaw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character")
            return true
        }
        result.append(value)
        position += 2 + width
        return true
    }

    /// `\N{name}`.
    private mutating func readName() throws(Raised) -> Bool {
        let malformed = "malformed \\N character escape"
        let open = position + 2
        guard open < errors.bytes.count else { return try waitOrFail(2, malformed) }
        guard errors.bytes[open] == 123 else {
            try fail(2, malformed)
            return true
        }
        guard let close = errors.bytes[(open + 1)...].firstIndex(of: 125) else {
            return try waitOrFail(errors.bytes.count - position, malformed)
        }
        guard close > open + 1 else {
            try fail(close - position, malformed)
            return true
        }
        let name = String(decoding: errors.bytes[(open + 1)..<close], as: UTF8.self)
        guard let character = try errors.interpreter.unicodeCharacter(named: name) else {
            try fail(close + 1 - position, "unknown Unicode character name")
            return true
        }
        result.append(character)
        position = close + 1
        return true
    }

    private mutating func waitOrFail(_ count: Int, _ reason: String) throws(Raised) -> Bool {
        if !isFinal { return false }
        try fail(count, reason)
        return true
    }

    private mutating func fail(_ count: Int, _ reason: String) throws(Raised) {
        position = try errors.handle(position..<(position + count), encoding, reason, &result)
    }
}

/// The character of an escape sequence of one letter.
private func simpleEscape(_ letter: UInt8) -> UInt32? {
    switch letter {
    case 92, 39, 34: UInt32(letter)
    case 97: 7
    case 98: 8
    case 102: 12
    case 110: 10
    case 114: 13
    case 116: 9
    case 118: 11
    default: nil
    }
}

private func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    case 65...70: byte - 55
    default: nil
    }
}

/// The codec `escape_codec` of bytes, which `pickle` reads old strings with.
extension Interpreter {
    public func encodeEscape(_ bytes: [UInt8]) throws(Raised) -> Owned {
        var result: [UInt8] = []
        for byte in bytes {
            switch byte {
            case 9: result += [92, 116]
            case 10: result += [92, 110]
            case 13: result += [92, 114]
            case 39, 92: result += [92, byte]
            case 32..<127: result.append(byte)
            default: result += CodecEscapes.escape(UInt32(byte)).utf8
            }
        }
        return try makeBytes(result)
    }

    public func decodeEscape(_ bytes: [UInt8], _ errors: String) throws(Raised) -> Owned {
        var result: [UInt8] = []
        var position = 0
        var invalid: [UInt8]?
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte != 92 {
                result.append(byte)
                continue
            }
            guard position < bytes.count else {
                throw raise(.valueError, "Trailing \\ in string")
            }
            let letter = bytes[position]
            position += 1
            switch letter {
            case 10: break
            case 48...55:
                var value = UInt32(letter - 48)
                var count = 1
                while count < 3, position < bytes.count, bytes[position] >= 48,
                    bytes[position] <= 55
                {
                    value = value << 3 | UInt32(bytes[position] - 48)
                    position += 1
                    count += 1
                }
                if value > 255, invalid == nil {
                    invalid = Array(bytes[(position - 3)..<position])
                }
                result.append(UInt8(truncatingIfNeeded: value))
            case 120:
                try decodeEscapedByte(bytes, &position, errors, &result)
            default:
                if let character = simpleEscape(letter) {
                    result.append(UInt8(truncatingIfNeeded: character))
                } else {
                    if invalid == nil { invalid = [letter] }
                    result += [92, letter]
                }
            }
        }
        if let invalid { try warnOfEscape(invalid) }
        return try makeBytes(result)
    }

    /// The two digits of `\xNN`, or what the errors' name says about fewer.
    private func decodeEscapedByte(
        _ bytes: [UInt8], _ position: inout Int, _ errors: String, _ result: inout [UInt8]
    ) throws(Raised) {
        let first = position < bytes.count ? hexadecimalValue(bytes[position]) : nil
        let second = position + 1 < bytes.count ? hexadecimalValue(bytes[position + 1]) : nil
        if let first, let second {
            result.append(first << 4 | second)
            position += 2
            return
        }
        switch errors {
        case "strict":
            throw raise(.valueError, "invalid \\x escape at position \(position - 2)")
        case "replace": result.append(63)
        case "ignore": break
        default:
            throw raise(
                .valueError, "decoding error; unknown error handling code: \(errors)")
        }
        if first != nil { position += 1 }
    }
}
