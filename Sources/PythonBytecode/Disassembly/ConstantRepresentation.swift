extension Constant {
    /// What `repr()` gives for the constant. A code object's address is not known here and is
    /// shown as 0; the elements of a frozenset stand in the order they are kept in.
    public var pythonRepresentation: String {
        switch self {
        case .none: "None"
        case .true: "True"
        case .false: "False"
        case .ellipsis: "Ellipsis"
        case .integer(let value): value.decimalDescription
        case .float(let value): FloatRepresentation(value).withFraction
        case .complex(let real, let imaginary):
            FloatRepresentation.complex(real: real, imaginary: imaginary)
        case .string(let text): QuotedText.string(text)
        case .bytes(let value): QuotedText.bytes(value)
        case .tuple(let items):
            items.count == 1
                ? "(\(items[0].pythonRepresentation),)"
                : "(\(items.map(\.pythonRepresentation).joined(separator: ", ")))"
        case .frozenSet(let items):
            items.isEmpty
                ? "frozenset()"
                : "frozenset({\(items.map(\.pythonRepresentation).joined(separator: ", "))})"
        case .code(let unit): unit.pythonRepresentation
        }
    }
}

extension CodeUnit {
    public var pythonRepresentation: String {
        "<code object \(name) at 0x0, file \"\(filename)\", line \(firstLine)>"
    }
}

extension IntegerConstant {
    public var decimalDescription: String {
        switch self {
        case .small(let value): return String(value)
        case .big(let isNegative, var digits):
            // Nine decimal digits at a time, least significant first.
            var parts: [UInt64] = []
            while !digits.isEmpty {
                var remainder: UInt64 = 0
                for index in digits.indices.reversed() {
                    let value = remainder << 30 | UInt64(digits[index])
                    digits[index] = UInt32(truncatingIfNeeded: value / 1_000_000_000)
                    remainder = value % 1_000_000_000
                }
                parts.append(remainder)
                while digits.last == 0 { digits.removeLast() }
            }
            var text = isNegative ? "-" : ""
            for (index, part) in parts.reversed().enumerated() {
                let piece = String(part)
                if index > 0 { text += String(repeating: "0", count: 9 - piece.count) }
                text += piece
            }
            return text.isEmpty ? "0" : text
        }
    }
}

/// The shortest decimal that reads back as the same double, in the form `repr()` gives it.
public struct FloatRepresentation {
    private let isNegative: Bool
    private let special: String?
    /// The decimal digits, and how many of them stand before the point.
    private let digits: [Character]
    private let pointPosition: Int

    public init(_ value: Double) {
        isNegative = value.sign == .minus && !value.isNaN
        if value.isNaN || value.isInfinite {
            special = value.isNaN ? "nan" : "inf"
            digits = []
            pointPosition = 0
            return
        }
        special = nil
        var mantissa: [Character] = []
        var point: Int?
        var exponent = 0
        let text = value.magnitude.description
        for (index, character) in text.enumerated() {
            if character == "." {
                point = mantissa.count
            } else if character == "e" {
                exponent = Int(text.dropFirst(index + 1)) ?? 0
                break
            } else {
                mantissa.append(character)
            }
        }
        var position = (point ?? mantissa.count) + exponent
        let leadingZeros = mantissa.prefix { $0 == "0" }.count
        mantissa.removeFirst(leadingZeros)
        position -= leadingZeros
        while mantissa.last == "0" { mantissa.removeLast() }
        digits = mantissa.isEmpty ? ["0"] : mantissa
        pointPosition = mantissa.isEmpty ? 1 : position
    }

    /// `repr()` of a float: an integral value gets `.0`.
    public var withFraction: String { text(addsFraction: true) }

    /// As in a complex number: `1`, not `1.0`.
    public var withoutFraction: String { text(addsFraction: false) }

    private func text(addsFraction: Bool) -> String {
        let sign = isNegative ? "-" : ""
        if let special { return sign + special }
        if pointPosition <= -4 || pointPosition > 16 {
            let exponent = pointPosition - 1
            let fraction = digits.count > 1 ? "." + String(digits.dropFirst()) : ""
            let magnitude = String(abs(exponent))
            return sign + String(digits[0]) + fraction + "e" + (exponent < 0 ? "-" : "+")
                + (magnitude.count < 2 ? "0" : "") + magnitude
        }
        if pointPosition <= 0 {
            return sign + "0." + String(repeating: "0", count: -pointPosition) + String(digits)
        }
        if pointPosition >= digits.count {
            return sign + String(digits)
                + String(repeating: "0", count: pointPosition - digits.count)
                + (addsFraction ? ".0" : "")
        }
        return sign + String(digits[..<pointPosition]) + "." + String(digits[pointPosition...])
    }

    public static func complex(real: Double, imaginary: Double) -> String {
        let imaginaryText = FloatRepresentation(imaginary).withoutFraction
        if real == 0, real.sign == .plus { return imaginaryText + "j" }
        let separator = imaginaryText.hasPrefix("-") ? "" : "+"
        return "(" + FloatRepresentation(real).withoutFraction + separator + imaginaryText + "j)"
    }
}

/// String and bytes literals as `repr()` writes them.
public enum QuotedText {
    /// `text` is WTF-8; a lone surrogate in it is escaped.
    public static func string(_ text: [UInt8]) -> String {
        let quote = quote(for: text)
        var result = String(quote)
        for scalar in CodePoints(text) {
            if let escape = simpleEscape(scalar, quote: quote) {
                result += escape
            } else if scalar < 0x20 || scalar == 0x7f {
                result += "\\x" + hexadecimal(scalar, width: 2)
            } else if scalar < 0x7f {
                result.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar)))
            } else if let unicode = Unicode.Scalar(scalar), unicode.isPythonPrintable {
                result.unicodeScalars.append(unicode)
            } else if scalar <= 0xff {
                result += "\\x" + hexadecimal(scalar, width: 2)
            } else if scalar <= 0xffff {
                result += "\\u" + hexadecimal(scalar, width: 4)
            } else {
                result += "\\U" + hexadecimal(scalar, width: 8)
            }
        }
        result.append(quote)
        return result
    }

    public static func bytes(_ value: [UInt8]) -> String {
        let quote = quote(for: value)
        var result = "b" + String(quote)
        for byte in value {
            if let escape = simpleEscape(UInt32(byte), quote: quote) {
                result += escape
            } else if byte < 0x20 || byte >= 0x7f {
                result += "\\x" + hexadecimal(UInt32(byte), width: 2)
            } else {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        result.append(quote)
        return result
    }

    /// Single quotes, unless only those occur in the text.
    private static func quote(for text: [UInt8]) -> Character {
        text.contains(UInt8(ascii: "'")) && !text.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    }

    private static func simpleEscape(_ scalar: UInt32, quote: Character) -> String? {
        switch scalar {
        case 0x5c: "\\\\"
        case 0x09: "\\t"
        case 0x0a: "\\n"
        case 0x0d: "\\r"
        case 0x27 where quote == "'": "\\'"
        case 0x22 where quote == "\"": "\\\""
        default: nil
        }
    }

    private static func hexadecimal(_ value: UInt32, width: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

/// The code points of WTF-8, surrogates included. Bytes that aren't WTF-8 give U+FFFD.
public struct CodePoints: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public mutating func next() -> UInt32? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        position += 1
        let length: Int
        var value: UInt32
        switch first {
        case 0..<0x80: return UInt32(first)
        case 0xc0..<0xe0: (length, value) = (1, UInt32(first & 0x1f))
        case 0xe0..<0xf0: (length, value) = (2, UInt32(first & 0x0f))
        case 0xf0..<0xf8: (length, value) = (3, UInt32(first & 0x07))
        default: return 0xfffd
        }
        for _ in 0..<length {
            guard position < bytes.count, bytes[position] & 0xc0 == 0x80 else { return 0xfffd }
            value = value << 6 | UInt32(bytes[position] & 0x3f)
            position += 1
        }
        return value
    }
}

extension Unicode.Scalar {
    /// `str.isprintable` of the character, by the Unicode 14 that CPython 3.11 knows.
    var isPythonPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        case .spaceSeparator: self == " "
        default: properties.age.map { $0.major <= 14 } ?? false
        }
    }
}
