/// Binary data as text and back, as bytes: what the module `binascii` gives the interpreter.
enum BinaryText {
    struct Failure: Error {
        var message: String
    }

    // MARK: Base 64

    private static let base64Alphabet: [UInt8] = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 3 * 4 + 5)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 {
                group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0)
            }
            for index in 0..<4 {
                let value = Int(group >> UInt32(18 - 6 * index) & 63)
                result.append(index <= count ? base64Alphabet[value] : UInt8(ascii: "="))
            }
        }
        return result
    }

    private static func base64Value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 97 + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 48 + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    /// Anything that isn't of the alphabet is skipped, unless `isStrict`. Reading stops at the padding that
    /// completes a group of four.
    static func fromBase64(
        _ text: UnsafeBufferPointer<UInt8>, isStrict: Bool
    ) throws(Failure) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count / 4 * 3 + 3)
        if isStrict, text.first == UInt8(ascii: "=") {
            throw Failure(message: "Leading padding not allowed")
        }
        var (rest, place, padding) = (UInt32(0), 0, 0)
        var hasPadding = false
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "=") {
                hasPadding = true
                if place < 2 { continue }
                padding += 1
                if place + padding < 4 { continue }
                if isStrict, index + 1 < text.count {
                    throw Failure(message: "Excess data after padding")
                }
                return result
            }
            guard let value = base64Value(byte) else {
                if isStrict { throw Failure(message: "Only base64 data is allowed") }
                continue
            }
            if isStrict, hasPadding {
                throw Failure(message: "Discontinuous padding not allowed")
            }
            padding = 0
            rest = (rest << 6 | value) & 0xFFF
            if place > 0 {
                result.append(UInt8(truncatingIfNeeded: rest >> UInt32(6 - 2 * place)))
            }
            place = (place + 1) & 3
        }
        if place == 1 {
            throw Failure(
                message:
                    "Invalid base64-encoded string: number of data characters (\(result.count / 3 * 4 + 1)) cannot be 1 more than a multiple of 4"
            )
        }
        if place != 0 { throw Failure(message: "Incorrect padding") }
        return result
    }

    // MARK: uuencode

    static func uuencoded(_ bytes: [UInt8], usesBacktick: Bool) -> [UInt8] {
        func character(_ value: UInt32) -> UInt8 {
            usesBacktick && value == 0 ? UInt8(ascii: "`") : UInt8(truncatingIfNeeded: value + 32)
        }
        var result = [character(UInt32(bytes.count))]
        for start in stride(from: 0, to: bytes.count, by: 3) {
            var group: UInt32 = 0
            for index in start..<start + 3 {
                group = group << 8 | (index < bytes.count ? UInt32(bytes[index]) : 0)
            }
            for shift in [UInt32(18), 12, 6, 0] { result.append(character(group >> shift & 63)) }
        }
        return result + [UInt8(ascii: "\n")]
    }

    /// A line: its first character says how many bytes; those that are missing are 0.
    static func fromUuencoded(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> [UInt8] {
        let count = Int(((text.first ?? 0) &- 32) & 63)
        var result: [UInt8] = []
        var (rest, bits) = (UInt32(0), 0)
        var position = 1
        while result.count < count {
            let byte = position < text.count ? text[position] : UInt8(ascii: "\n")
            position += 1
            var value: UInt32 = 0
            if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
                guard (32...96).contains(byte) else { throw Failure(message: "Illegal char") }
                value = UInt32((byte - 32) & 63)
            }
            rest = rest << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: rest >> UInt32(bits)))
                rest &= 1 << UInt32(bits) - 1
            }
        }
        while position < text.count {
            guard " `\n\r".utf8.contains(text[position]) else {
                throw Failure(message: "Trailing garbage")
            }
            position += 1
        }
        return result
    }

    // MARK: Hexadecimal

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    private static func upperHexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 48 + value : 55 + value
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// Groups of so many bytes, counted from the end, or from the start if negative.
    static func hex(_ bytes: [UInt8], separator: UInt8?, group: Int) -> [UInt8] {
        var result: [UInt8] = []
        let size = Int(clamping: group.magnitude)
        for (index, byte) in bytes.enumerated() {
            if let separator, index > 0, size > 0 {
                let distance = group < 0 ? index : bytes.count - index
                if distance % size == 0 { result.append(separator) }
            }
            result.append(hexDigit(byte >> 4))
            result.append(hexDigit(byte & 15))
        }
        return result
    }

    static func fromHex(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> [UInt8] {
        if text.count % 2 != 0 { throw Failure(message: "Odd-length string") }
        var result: [UInt8] = []
        for index in stride(from: 0, to: text.count, by: 2) {
            guard let high = hexValue(text[index]), let low = hexValue(text[index + 1]) else {
                throw Failure(message: "Non-hexadecimal digit found")
            }
            result.append(high << 4 | low)
        }
        return result
    }

    // MARK: Quoted-printable

    struct QuotedOptions {
        var quotesTabs: Bool
        var isText: Bool
        var isHeader: Bool
    }

    static func fromQuoted(_ text: UnsafeBufferPointer<UInt8>, isHeader: Bool) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            guard byte == UInt8(ascii: "=") else {
                result.append(isHeader && byte == UInt8(ascii: "_") ? 32 : byte)
                continue
            }
            guard index < text.count else { break }
            let next = text[index]
            if next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") {
                // A soft line break, up to the end of the line.
                while index < text.count, text[index] != UInt8(ascii: "\n") { index += 1 }
                index += 1
            } else if next == UInt8(ascii: "=") {
                result.append(next)
                index += 1
            } else if index + 1 < text.count, let high = hexValue(next),
                let low = hexValue(text[index + 1])
            {
                result.append(high << 4 | low)
                index += 2
            } else {
                result.append(byte)
            }
        }
        return result
    }

    static func quoted(_ bytes: [UInt8], _ options: QuotedOptions) -> [UInt8] {
        var writer = QuotedWriter(bytes, options)
        return writer.write()
    }

    /// Writes quoted-printable text in lines of at most 76 characters.
    private struct QuotedWriter {
        private let bytes: [UInt8]
        private let options: QuotedOptions
        private let lineEnd: [UInt8]
        private var result: [UInt8] = []
        private var lineLength = 0

        init(_ bytes: [UInt8], _ options: QuotedOptions) {
            self.bytes = bytes
            self.options = options
            // Line ends are those of the first line.
            let first = bytes.firstIndex(of: 10)
            lineEnd = first.map { $0 > 0 && bytes[$0 - 1] == 13 } ?? false ? [13, 10] : [10]
        }

        mutating func write() -> [UInt8] {
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let next = index + 1 < bytes.count ? bytes[index + 1] : nil
                if mustQuote(byte, next) {
                    breakLine(ifLongerThan: 3)
                    quote(byte)
                    lineLength += 3
                    index += 1
                } else if options.isText, byte == 10 || (byte == 13 && next == 10) {
                    endLine()
                    index += byte == 13 ? 2 : 1
                } else {
                    if let next, next != 10 { breakLine(ifLongerThan: 1) }
                    lineLength += 1
                    result.append(options.isHeader && byte == 32 ? UInt8(ascii: "_") : byte)
                    index += 1
                }
            }
            return result
        }

        private func mustQuote(_ byte: UInt8, _ next: UInt8?) -> Bool {
            switch byte {
            case 127..., UInt8(ascii: "="): return true
            case UInt8(ascii: "_"): return options.isHeader
            case UInt8(ascii: "."):
                return lineLength == 0
                    && (next == nil || next == 10 || next == 13 || next == 0)
            case 10, 13: return !options.isText
            case 9, 32: return next == nil || options.quotesTabs
            default: return byte < 33
            }
        }

        private mutating func quote(_ byte: UInt8) {
            result += [
                UInt8(ascii: "="), BinaryText.upperHexDigit(byte >> 4),
                BinaryText.upperHexDigit(byte & 15),
            ]
        }

        private mutating func breakLine(ifLongerThan count: Int) {
            guard lineLength + count >= 76 else { return }
            result.append(UInt8(ascii: "="))
            result += lineEnd
            lineLength = 0
        }

        /// Ends a line; a blank before the end is quoted, or it would be lost.
        private mutating func endLine() {
            if let last = result.last, last == 32 || last == 9 {
                result.removeLast()
                quote(last)
            }
            lineLength = 0
            result += lineEnd
        }
    }

    // MARK: Check sums

    /// CRC-CCITT of BinHex 4.
    static func crcHqx(_ bytes: [UInt8], _ start: UInt16) -> UInt16 {
        var crc = start
        for byte in bytes {
            crc ^= UInt16(byte) << 8
            for _ in 0..<8 { crc = crc & 0x8000 != 0 ? crc << 1 ^ 0x1021 : crc << 1 }
        }
        return crc
    }

    /// The remainders of single bytes for `crc32`, by the reversed polynomial.
    private static let crcTable: [UInt32] = (0..<256).map { number in
        var value = UInt32(number)
        for _ in 0..<8 { value = value & 1 != 0 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        return value
    }

    static func crc32(_ bytes: UnsafeBufferPointer<UInt8>, _ start: UInt32) -> UInt32 {
        var crc = ~start
        for byte in bytes { crc = crc >> 8 ^ crcTable[Int((crc ^ UInt32(byte)) & 0xFF)] }
        return ~crc
    }
}
