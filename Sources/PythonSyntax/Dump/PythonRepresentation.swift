/// `repr()` of the constants a program may hold, in CPython's form.
enum PythonRepresentation {
    static func append(_ constant: SyntaxConstant, to output: inout ContiguousArray<UInt8>) {
        switch constant {
        case .none: append("None", to: &output)
        case .true: append("True", to: &output)
        case .false: append("False", to: &output)
        case .ellipsis: append("Ellipsis", to: &output)
        case .integer(.small(let value)): append(String(value), to: &output)
        case .integer(.big(let digits)): append(decimal(digits), to: &output)
        case .float(let value): append(float(value), to: &output)
        case .imaginary(let value):
            let text = float(value)
            append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text, to: &output)
            append("j", to: &output)
        case .string(let text): appendString(text, to: &output)
        case .bytes(let bytes): appendBytes(bytes, to: &output)
        // No source has these.
        case .negativeInteger, .complex, .tuple, .frozenSet, .invalid: append("?", to: &output)
        }
    }

    private static func append(_ text: String, to output: inout ContiguousArray<UInt8>) {
        output.append(contentsOf: text.utf8)
    }

    /// The decimal digits of a number in digits of 30 bits.
    static func decimal(_ digits: [UInt32]) -> String {
        var digits = digits
        var groups: [String] = []
        while !digits.isEmpty {
            var remainder: UInt64 = 0
            for index in digits.indices.reversed() {
                let value = remainder << 30 | UInt64(digits[index])
                digits[index] = UInt32(truncatingIfNeeded: value / 1_000_000_000)
                remainder = value % 1_000_000_000
            }
            while digits.last == 0 { digits.removeLast() }
            let group = String(remainder)
            let padding = digits.isEmpty ? 0 : 9 - group.utf8.count
            groups.append(String(repeating: "0", count: padding) + group)
        }
        return groups.isEmpty ? "0" : groups.reversed().joined()
    }

    /// The shortest digits that read back, with an exponent from 1e16 on and below 1e-4.
    static func float(_ value: Double) -> String {
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        if value.isNaN { return "nan" }
        if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
        let sign = value < 0 ? "-" : ""
        let (digits, exponent) = shortestDigits(value.magnitude)
        if exponent < -4 || exponent >= 16 {
            let mantissa =
                digits.count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
            let magnitude = String(exponent.magnitude)
            let padded = magnitude.utf8.count < 2 ? "0" + magnitude : magnitude
            return "\(sign)\(mantissa)e\(exponent < 0 ? "-" : "+")\(padded)"
        }
        if exponent < 0 {
            return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
        }
        if digits.count <= exponent + 1 {
            return "\(sign)\(digits)\(String(repeating: "0", count: exponent + 1 - digits.count)).0"
        }
        return "\(sign)\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
    }

    /// Significant digits, and the power of ten of the first of them.
    private static func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
        var digits = ""
        var exponent = 0
        var pointPosition: Int?
        var description = Substring(value.description)
        if let mark = description.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            exponent = Int(description[description.index(after: mark)...]) ?? 0
            description = description[..<mark]
        }
        for character in description {
            if character == "." { pointPosition = digits.count } else { digits.append(character) }
        }
        exponent += (pointPosition ?? digits.count) - 1
        while digits.hasPrefix("0") {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1 && digits.hasSuffix("0") { digits.removeLast() }
        return (digits, exponent)
    }

    // MARK: Strings

    private static let hexadecimalDigits: [UInt8] = Array("0123456789abcdef".utf8)

    private static func appendHexadecimal(
        _ value: UInt32, digits: Int, to output: inout ContiguousArray<UInt8>
    ) {
        for position in (0..<digits).reversed() {
            output.append(hexadecimalDigits[Int(value >> UInt32(4 * position) & 0xF)])
        }
    }

    private static func quote(for bytes: [UInt8]) -> UInt8 {
        bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    }

    private static func appendBytes(_ bytes: [UInt8], to output: inout ContiguousArray<UInt8>) {
        let quote = quote(for: bytes)
        append("b", to: &output)
        output.append(quote)
        for byte in bytes {
            if !appendEscaped(byte, quote: quote, to: &output) { output.append(byte) }
        }
        output.append(quote)
    }

    /// Writes an ASCII character that needs a backslash, and any byte above ASCII, as an escape.
    private static func appendEscaped(
        _ byte: UInt8, quote: UInt8, to output: inout ContiguousArray<UInt8>
    ) -> Bool {
        switch byte {
        case quote, 0x5C: output.append(contentsOf: [0x5C, byte])
        case 0x0A: append("\\n", to: &output)
        case 0x0D: append("\\r", to: &output)
        case 0x09: append("\\t", to: &output)
        case 0x20...0x7E: return false
        default:
            append("\\x", to: &output)
            appendHexadecimal(UInt32(byte), digits: 2, to: &output)
        }
        return true
    }

    /// `text` is WTF-8.
    private static func appendString(_ text: [UInt8], to output: inout ContiguousArray<UInt8>) {
        let quote = quote(for: text)
        output.append(quote)
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                if !appendEscaped(byte, quote: quote, to: &output) { output.append(byte) }
                index += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            let end = min(index + length, text.count)
            appendCharacter(text[index..<end], to: &output)
            index = end
        }
        output.append(quote)
    }

    private static func appendCharacter(
        _ bytes: ArraySlice<UInt8>, to output: inout ContiguousArray<UInt8>
    ) {
        var value =
            UInt32(bytes.first ?? 0) & (bytes.count == 4 ? 0x07 : bytes.count == 3 ? 0x0F : 0x1F)
        for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
        if let scalar = Unicode.Scalar(value), IdentifierNormalisation.isPrintable(scalar) {
            output.append(contentsOf: bytes)
        } else if value <= 0xFF {
            append("\\x", to: &output)
            appendHexadecimal(value, digits: 2, to: &output)
        } else if value <= 0xFFFF {
            append("\\u", to: &output)
            appendHexadecimal(value, digits: 4, to: &output)
        } else {
            append("\\U", to: &output)
            appendHexadecimal(value, digits: 8, to: &output)
        }
    }
}
