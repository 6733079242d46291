/// Reads the value of a number token, whose form the tokenizer has checked.
enum NumberLiteral {
    /// A decimal number with more digits than the limit.
    struct TooManyDigits: Error { var count: Int }

    /// With a limit of decimal digits; 0 is none.
    static func parse(
        _ text: UnsafeBufferPointer<UInt8>, digitLimit: Int
    ) throws(TooManyDigits) -> SyntaxConstant {
        if text.count > 2 && text[0] == 0x30 {
            switch text[1] | 0x20 {
            case 0x78: return .integer(parseRadix(text, bitsPerDigit: 4))
            case 0x6F: return .integer(parseRadix(text, bitsPerDigit: 3))
            case 0x62: return .integer(parseRadix(text, bitsPerDigit: 1))
            default: break
            }
        }
        var small = 0
        var digits = 0
        for byte in text {
            if byte == 0x5F { continue }
            guard byte &- 0x30 < 10 else { return parseFloat(text) }
            digits += 1
            // 18 digits fit in any case; beyond that the number is read again.
            if digits <= 18 { small = small &* 10 &+ Int(byte &- 0x30) }
        }
        if digits <= 18 || text.allSatisfy({ $0 == 0x30 || $0 == 0x5F }) {
            return .integer(.small(small))
        }
        guard digitLimit == 0 || digits <= digitLimit else { throw TooManyDigits(count: digits) }
        return .integer(parseBigDecimal(text))
    }

    private static func digitValue(_ byte: UInt8) -> UInt32 {
        byte < 0x3A ? UInt32(byte &- 0x30) : UInt32((byte | 0x20) &- 0x61 &+ 10)
    }

    /// Hexadecimal, octal or binary digits behind a prefix of two characters.
    private static func parseRadix(
        _ text: UnsafeBufferPointer<UInt8>, bitsPerDigit: Int
    ) -> IntegerLiteral {
        var digits: [UInt32] = []
        var accumulated: UInt64 = 0
        var bits = 0
        for byte in text.dropFirst(2).reversed() where byte != 0x5F {
            accumulated |= UInt64(digitValue(byte)) << UInt64(bits)
            bits += bitsPerDigit
            if bits >= 30 {
                digits.append(UInt32(truncatingIfNeeded: accumulated & 0x3FFF_FFFF))
                accumulated >>= 30
                bits -= 30
            }
        }
        digits.append(UInt32(truncatingIfNeeded: accumulated))
        return normalise(digits)
    }

    private static func parseBigDecimal(_ text: UnsafeBufferPointer<UInt8>) -> IntegerLiteral {
        var digits: [UInt32] = []
        for byte in text where byte != 0x5F {
            var carry = UInt64(byte &- 0x30)
            for index in digits.indices {
                let product = UInt64(digits[index]) &* 10 &+ carry
                digits[index] = UInt32(truncatingIfNeeded: product & 0x3FFF_FFFF)
                carry = product >> 30
            }
            if carry != 0 { digits.append(UInt32(truncatingIfNeeded: carry)) }
        }
        return normalise(digits)
    }

    /// Drops leading zeros, and makes a small integer of what fits.
    private static func normalise(_ digits: [UInt32]) -> IntegerLiteral {
        var digits = digits
        while digits.last == 0 { digits.removeLast() }
        if digits.count <= 2 || (digits.count == 3 && digits[2] < 8) {
            var value = 0
            for digit in digits.reversed() { value = value << 30 | Int(digit) }
            return .small(value)
        }
        return .big(digits)
    }

    /// A float or an imaginary number.
    private static func parseFloat(_ text: UnsafeBufferPointer<UInt8>) -> SyntaxConstant {
        var isImaginary = false
        var spelling = ""
        spelling.reserveCapacity(text.count)
        for byte in text where byte != 0x5F {
            if byte | 0x20 == 0x6A {
                isImaginary = true
            } else {
                spelling.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        let value = simpleFloat(spelling) ?? Double(spelling) ?? 0
        return isImaginary ? .imaginary(value) : .float(value)
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// A short number without exponent, whose digits and power of ten are exact doubles.
    private static func simpleFloat(_ spelling: String) -> Double? {
        guard spelling.utf8.count <= 16 else { return nil }
        var digits = 0
        var decimals = 0
        var sawDot = false
        for byte in spelling.utf8 {
            if byte == 0x2E {
                sawDot = true
                continue
            }
            guard byte &- 0x30 < 10 else { return nil }
            digits = digits * 10 + Int(byte &- 0x30)
            if sawDot { decimals += 1 }
        }
        guard digits < 1 << 53, decimals < powersOfTen.count else { return nil }
        return Double(digits) / powersOfTen[decimals]
    }
}

extension TreeParser {
    /// The constant of a NUMBER token.
    mutating func makeNumber(_ token: Token) throws(ParseStop) -> ExpressionID {
        // SAFETY: a token's offsets lie within its source.
        let text = UnsafeBufferPointer(
            start: base + Int(token.start), count: Int(token.end &- token.start))
        do throws(NumberLiteral.TooManyDigits) {
            let constant = makeConstant(
                try NumberLiteral.parse(text, digitLimit: decimalDigitLimit))
            return make(.constant(constant, isUnicodePrefixed: false), token.span)
        } catch {
            throw raise(tooManyDigits(error.count, token))
        }
    }

    private func tooManyDigits(_ count: Int, _ token: Token) -> PythonSyntaxError {
        errors.error(
            .syntaxError,
            "Exceeds the limit (\(decimalDigitLimit) digits) for integer string "
                + "conversion: value has \(count) digits; use sys.set_int_max_str_digits() to "
                + "increase the limit - Consider hexadecimal for huge integer literals to avoid "
                + "decimal conversion limits.",
            line: Int(token.span.line), column: -1, endLine: Int(token.span.line), endColumn: -2)
    }
}
