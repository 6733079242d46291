/// Bytes to strings.
extension Interpreter {
    /// `str(object, encoding, errors)` and `bytes.decode`.
    public func decode(_ object: Ref, encoding: String, errors: String) throws(Raised) -> Owned {
        if object.isStr { throw raise(.typeError, "decoding str is not supported") }
        guard object.hasBuffer else {
            throw raise(
                .typeError,
                "decoding to str: need a bytes-like object, \(typeName(object.type)) found")
        }
        let contents = try view(of: object)
        let bytes = contents.bytes
        let codec = try codec(encoding)
        if bytes.allSatisfy({ $0 < 128 }) {
            switch codec {
            case .utf8, .ascii, .latin1: return try makeString(ascii: bytes)
            default: break
            }
        }
        var decoder = StrDecoder(self, object, bytes, codec, errors)
        return try makeString(codePoints: decoder.run())
    }
}

/// One run of a decoder.
private struct StrDecoder {
    private let interpreter: Interpreter
    private let object: Ref
    private let bytes: UnsafeBufferPointer<UInt8>
    private let codec: StrCodec
    private let errors: String
    /// What errors call the encoding: once the byte order is known, with it.
    private var shownName: String
    private var position = 0
    private var result: [UInt32] = []

    init(
        _ interpreter: Interpreter, _ object: Ref, _ bytes: UnsafeBufferPointer<UInt8>,
        _ codec: StrCodec, _ errors: String
    ) {
        self.interpreter = interpreter
        self.object = object
        self.bytes = bytes
        self.codec = codec
        self.errors = errors
        shownName = codec.name
        result.reserveCapacity(bytes.count)
    }

    mutating func run() throws(Raised) -> [UInt32] {
        switch codec {
        case .utf8: while position < bytes.count { try decodeUTF8() }
        case .latin1: result = bytes.map { UInt32($0) }
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
            while position < bytes.count { try decodeUTF16(big) }
        case .utf32(let given):
            let big = byteOrder(given, unit: 4)
            shownName = big ? "utf-32-be" : "utf-32-le"
            while position < bytes.count { try decodeUTF32(big) }
        }
        return result
    }

    /// One character, or one error: the longest prefix that could begin a character is one.
    private mutating func decodeUTF8() throws(Raised) {
        let first = bytes[position]
        if first < 0x80 {
            result.append(UInt32(first))
            position += 1
            return
        }
        guard first >= 0xC2, first <= 0xF4 else { return try handle(1, "invalid start byte") }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            guard position + offset < bytes.count else {
                return try handle(offset, "unexpected end of data")
            }
            let byte = bytes[position + offset]
            guard byte & 0xC0 == 0x80, offset > 1 || isSecondByte(byte, after: first) else {
                return try handle(offset, "invalid continuation byte")
            }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        result.append(value)
        position += length
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
        if let given { return given }
        guard bytes.count >= unit else { return false }
        if self.unit(0, unit, false) == 0xFEFF {
            position = unit
            return false
        }
        let reversed: UInt32 = unit == 2 ? 0xFFFE : 0xFFFE_0000
        if self.unit(0, unit, false) == reversed {
            position = unit
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

    private mutating func decodeUTF16(_ bigEndian: Bool) throws(Raised) {
        guard position + 2 <= bytes.count else { return try handle(1, "truncated data") }
        let first = unit(position, 2, bigEndian)
        guard first >= 0xD800, first <= 0xDFFF else {
            result.append(first)
            position += 2
            return
        }
        guard first < 0xDC00 else { return try handle(2, "illegal encoding") }
        guard position + 4 <= bytes.count else {
            return try handle(bytes.count - position, "unexpected end of data")
        }
        let second = unit(position + 2, 2, bigEndian)
        guard second >= 0xDC00, second <= 0xDFFF else {
            return try handle(2, "illegal UTF-16 surrogate")
        }
        result.append(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
        position += 4
    }

    private mutating func decodeUTF32(_ bigEndian: Bool) throws(Raised) {
        guard position + 4 <= bytes.count else {
            return try handle(bytes.count - position, "truncated data")
        }
        let value = unit(position, 4, bigEndian)
        if value >= 0xD800, value <= 0xDFFF {
            return try handle(4, "code point in surrogate code point range(0xd800, 0xe000)")
        }
        if value > 0x10FFFF {
            return try handle(4, "code point not in range(0x110000)")
        }
        result.append(value)
        position += 4
    }

    /// Bytes that can't be decoded, by the error handler; moves past them.
    private mutating func handle(_ count: Int, _ reason: String) throws(Raised) {
        let range = position..<(position + count)
        switch try interpreter.errorHandler(errors) {
        case .ignore: break
        case .replace: result.append(0xFFFD)
        case .backslashreplace:
            for index in range {
                let digits = String(bytes[index], radix: 16)
                let text = "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
                result += text.unicodeScalars.map(\.value)
            }
        case .surrogateescape:
            // Bytes over 127 at the beginning are passed; decoding goes on behind them.
            let escaped = range.prefix(4).prefix { bytes[$0] >= 128 }
            guard !escaped.isEmpty else { throw failure(range, reason) }
            for index in escaped { result.append(0xDC00 + UInt32(bytes[index])) }
            position += escaped.count
            return
        case .surrogatepass:
            guard case .utf8 = codec, position + 3 <= bytes.count, bytes[position] == 0xED,
                bytes[position + 1] >= 0xA0, bytes[position + 1] & 0xC0 == 0x80,
                bytes[position + 2] & 0xC0 == 0x80
            else { throw failure(range, reason) }
            let high = UInt32(bytes[position + 1] & 0x3F) << 6
            result.append(0xD000 | high | UInt32(bytes[position + 2] & 0x3F))
            position += 3
            return
        case .strict, .xmlcharrefreplace: throw failure(range, reason)
        }
        position += count
    }

    private func failure(_ range: Range<Int>, _ reason: String) -> Raised {
        interpreter.raiseCodecError(
            .unicodeDecodeError, shownName, object, range, reason)
    }
}
