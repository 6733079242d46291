/// Decodes the backslash escapes of a string or bytes literal.
///
/// Positions in its errors are CPython's: it rewrites every character outside ASCII as a ten-byte
/// `\U` escape before it decodes, and counts in the result.
struct EscapeDecoder {
    /// A malformed escape, in CPython's words.
    struct Failure: Error {
        var message: String
    }

    // SAFETY: addresses the content of a token, whose source outlives the decoder.
    let text: UnsafeBufferPointer<UInt8>
    let isBytes: Bool
    var index = 0
    /// How far CPython would have come in its rewritten text.
    var position = 0
    var result: [UInt8] = []
    /// The characters behind the first backslash that begins no escape, or an octal one above 255.
    var firstInvalidEscape: Range<Int>?

    init(_ text: UnsafeBufferPointer<UInt8>, isBytes: Bool) {
        self.text = text
        self.isBytes = isBytes
    }

    /// Decodes everything into `result`.
    mutating func decode() throws(Failure) {
        result.reserveCapacity(text.count)
        while index < text.count {
            let byte = text[index]
            if byte == 0x5C {
                try decodeEscape()
            } else {
                result.append(byte)
                if byte < 0x80 { position += 1 } else if byte & 0xC0 != 0x80 { position += 10 }
                index += 1
            }
        }
    }

    private mutating func decodeEscape() throws(Failure) {
        let start = position
        index += 1
        position += 1
        // Only the literal part of an f-string can end with one, in front of a brace.
        let letter = index < text.count ? text[index] : 0x80
        if letter >= 0x80 {
            // The backslash is rewritten as an escape of its own.
            result.append(0x5C)
            position += 5
            return
        }
        index += 1
        position += 1
        switch letter {
        case 0x0A: break
        case 0x5C, 0x27, 0x22: result.append(letter)
        case 0x61: result.append(0x07)
        case 0x62: result.append(0x08)
        case 0x66: result.append(0x0C)
        case 0x6E: result.append(0x0A)
        case 0x72: result.append(0x0D)
        case 0x74: result.append(0x09)
        case 0x76: result.append(0x0B)
        case 0x30...0x37: decodeOctal(letter)
        case 0x78: try decodeHexadecimal(2, "truncated \\xXX escape", from: start)
        case 0x75 where !isBytes: try decodeHexadecimal(4, "truncated \\uXXXX escape", from: start)
        case 0x55 where !isBytes:
            try decodeHexadecimal(8, "truncated \\UXXXXXXXX escape", from: start)
        case 0x4E where !isBytes: try decodeNamed(from: start)
        default:
            noteInvalid((index - 1)..<index)
            result.append(0x5C)
            result.append(letter)
        }
    }

    private mutating func decodeOctal(_ first: UInt8) {
        var value = UInt32(first - 0x30)
        var count = 1
        while count < 3, index < text.count, text[index] & 0xF8 == 0x30 {
            value = value << 3 | UInt32(text[index] - 0x30)
            index += 1
            position += 1
            count += 1
        }
        if value > 0xFF { noteInvalid((index - count)..<index) }
        append(value)
    }

    private mutating func noteInvalid(_ escape: Range<Int>) {
        if firstInvalidEscape == nil { firstInvalidEscape = escape }
    }

    private mutating func decodeHexadecimal(
        _ digits: Int, _ message: String, from start: Int
    ) throws(Failure) {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard index < text.count, let digit = hexadecimalDigit(text[index]) else {
                if isBytes {
                    throw Failure(message: "(value error) invalid \\x escape at position \(start)")
                }
                throw unicodeFailure(start, position - 1, message)
            }
            value = value << 4 | digit
            index += 1
            position += 1
        }
        guard value <= 0x10FFFF else {
            throw unicodeFailure(start, position - 1, "illegal Unicode character")
        }
        append(value)
    }

    private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt32((byte | 0x20) - 0x61 + 10)
        default: nil
        }
    }

    /// `\N{name}`
    private mutating func decodeNamed(from start: Int) throws(Failure) {
        guard index < text.count, text[index] == 0x7B else {
            throw unicodeFailure(start, position - 1, "malformed \\N character escape")
        }
        var end = index + 1
        while end < text.count && text[end] != 0x7D { end += 1 }
        guard end < text.count, end > index + 1 else {
            let width = rewrittenWidth(index..<end)
            throw unicodeFailure(
                start, position + width - 1 + (end < text.count ? 1 : 0),
                "malformed \\N character escape")
        }
        let name = String(decoding: text[(index + 1)..<end], as: UTF8.self)
        position += rewrittenWidth(index..<end) + 1
        index = end + 1
        guard let scalar = CharacterNames.scalar(named: name) else {
            throw unicodeFailure(start, position - 1, "unknown Unicode character name")
        }
        append(scalar.value)
    }

    private func rewrittenWidth(_ range: Range<Int>) -> Int {
        var width = 0
        for offset in range {
            if text[offset] < 0x80 {
                width += 1
            } else if text[offset] & 0xC0 != 0x80 {
                width += 10
            }
        }
        return width
    }

    /// Appends a code point: a byte, or its UTF-8, surrogates included.
    private mutating func append(_ value: UInt32) {
        if isBytes || value < 0x80 {
            result.append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            result.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
            result.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else if value < 0x10000 {
            result.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            result.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            result.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else {
            result.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
            result.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            result.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            result.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        }
    }

    private func unicodeFailure(_ start: Int, _ end: Int, _ reason: String) -> Failure {
        let place =
            start == end
            ? "byte 0x5c in position \(start)" : "bytes in position \(start)-\(end)"
        return Failure(
            message: "(unicode error) 'unicodeescape' codec can't decode \(place): \(reason)")
    }
}
