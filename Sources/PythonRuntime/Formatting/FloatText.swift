import Glibc

/// Doubles as decimal text and back: the one place that knows digits (`Python/pystrtod.c`).
///
/// The shortest digits that read back as the same double are Swift's own; a given number of digits is
/// the C library's, whose rounding is exact. Everything is ASCII bytes.
enum FloatText {
    /// Decimal digits without leading zeros, `0.d₁d₂… · 10^point`.
    struct Decimal {
        var digits: [UInt8]
        var point: Int
    }

    struct Options {
        /// Always a sign.
        var alwaysSign = false
        /// `.0` behind a whole number in fixed notation.
        var addDotZero = false
        /// A decimal point even when nothing follows, and trailing zeros with `g`.
        var alternate = false
        var uppercase = false
        /// `-0` without its sign (the `z` option).
        var noNegativeZero = false
    }

    /// `repr(value)`.
    static func repr(_ value: Double) -> [UInt8] {
        let magnitude = value.magnitude
        // In this range Swift's shortest text is Python's.
        if magnitude >= 1e-4 && magnitude < 0x1p53 || magnitude == 0 {
            return Array(value.description.utf8)
        }
        return text(value, code: UInt8(ascii: "r"), precision: 0, Options(addDotZero: true))
    }

    /// The text in one of the formats `e`, `f`, `g` and `r` (shortest).
    static func text(
        _ value: Double, code: UInt8, precision: Int, _ options: Options
    ) -> [UInt8] {
        var body: [UInt8]
        if value.isNaN {
            body = Array("nan".utf8)
        } else if value.isInfinite {
            body = Array("inf".utf8)
        } else {
            body = finiteText(value.magnitude, code: code, precision: precision, options)
        }
        if options.uppercase {
            for index in body.indices where body[index] >= 97 && body[index] <= 122 {
                body[index] -= 32
            }
        }
        var isNegative = value.sign == .minus && !value.isNaN
        if isNegative, options.noNegativeZero, value.isFinite, isZeroText(body) {
            isNegative = false
        }
        if isNegative { return [45] + body }
        return options.alwaysSign ? [43] + body : body
    }

    private static func isZeroText(_ body: [UInt8]) -> Bool {
        for byte in body {
            if byte == 101 || byte == 69 { break }
            if byte >= 49 && byte <= 57 { return false }
        }
        return true
    }

    private static func finiteText(
        _ value: Double, code: UInt8, precision: Int, _ options: Options
    ) -> [UInt8] {
        switch code {
        case UInt8(ascii: "r"):
            let decimal = shortest(value)
            let usesExponent = decimal.point <= -4 || decimal.point > 16
            return layOut(decimal, usesExponent: usesExponent, minimumDigits: 0, options)
        case UInt8(ascii: "e"):
            let decimal = rounded(value, significant: precision + 1)
            return layOut(decimal, usesExponent: true, minimumDigits: precision + 1, options)
        case UInt8(ascii: "g"):
            let significant = max(precision, 1)
            var decimal = rounded(value, significant: significant)
            let usesExponent =
                decimal.point <= -4
                || decimal.point > significant - (options.addDotZero ? 1 : 0)
            if !options.alternate {
                while decimal.digits.count > 1, decimal.digits.last == 48 {
                    decimal.digits.removeLast()
                }
            }
            return layOut(
                decimal, usesExponent: usesExponent,
                minimumDigits: options.alternate ? significant : 0, options)
        default:
            var text =
                FixedDecimal.text(value, places: precision)
                ?? printed(value, precision: precision, conversion: UInt8(ascii: "f"))
            if precision == 0, options.alternate { text.append(46) }
            return text
        }
    }

    /// Digits with a decimal point or an exponent.
    private static func layOut(
        _ decimal: Decimal, usesExponent: Bool, minimumDigits: Int, _ options: Options
    ) -> [UInt8] {
        var digits = decimal.digits
        while digits.count < minimumDigits { digits.append(48) }
        var result: [UInt8] = []
        if usesExponent {
            result.append(digits[0])
            if digits.count > 1 || options.alternate { result.append(46) }
            result += digits.dropFirst()
            return result + exponentText(decimal.point - 1)
        }
        let point = decimal.point
        if point <= 0 {
            result = [48, 46] + [UInt8](repeating: 48, count: -point) + digits
        } else if point >= digits.count {
            result = digits + [UInt8](repeating: 48, count: point - digits.count)
            if options.addDotZero {
                result += [46, 48]
            } else if options.alternate {
                result.append(46)
            }
        } else {
            result = digits[..<point] + [46] + digits[point...]
        }
        return result
    }

    /// `e+05`: at least two digits.
    private static func exponentText(_ exponent: Int) -> [UInt8] {
        let magnitude = Int(exponent.magnitude)
        var result: [UInt8] = [101, exponent < 0 ? 45 : 43]
        if magnitude >= 100 { result.append(48 + UInt8(magnitude / 100 % 10)) }
        result.append(48 + UInt8(magnitude / 10 % 10))
        result.append(48 + UInt8(magnitude % 10))
        return result
    }

    /// The fewest digits that read back as the same positive double.
    static func shortest(_ value: Double) -> Decimal {
        decimal(of: Array(value.description.utf8))
    }

    /// The exponent of ten of a positive double, or one beside it.
    static func decimalExponent(_ value: Double) -> Double { log10(value).rounded(.down) }

    /// A positive double rounded to that many significant digits.
    static func rounded(_ value: Double, significant: Int) -> Decimal {
        if let decimal = FixedDecimal.significant(value, count: significant) { return decimal }
        let text = printed(value, precision: significant - 1, conversion: UInt8(ascii: "e"))
        var result = decimal(of: text)
        while result.digits.count < significant { result.digits.append(48) }
        return result
    }

    /// Reads `12.5`, `5e-324` and the like; zero is the digit 0 with point 1.
    private static func decimal(of text: [UInt8]) -> Decimal {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        for (index, byte) in text.enumerated() {
            if byte == 46 {
                point = digits.count
            } else if byte == 101 {
                exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte)
            }
        }
        var place = (point ?? digits.count) + exponent
        let leading = digits.prefix(while: { $0 == 48 }).count
        if leading == digits.count { return Decimal(digits: [48], point: 1) }
        digits.removeFirst(leading)
        place -= leading
        while digits.count > 1, digits.last == 48 { digits.removeLast() }
        return Decimal(digits: digits, point: place)
    }

    /// `printf("%.*e")` or `f`; the program never sets a locale, so the point is a point.
    private static func printed(_ value: Double, precision: Int, conversion: UInt8) -> [UInt8] {
        let format: StaticString = conversion == UInt8(ascii: "e") ? "%.*e" : "%.*f"
        return withVaList([Int32(clamping: precision), value]) { arguments in
            let capacity = precision + 330
            return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                let written = buffer.withMemoryRebound(to: CChar.self) { target in
                    format.utf8Start.withMemoryRebound(
                        to: CChar.self, capacity: format.utf8CodeUnitCount + 1
                    ) { vsnprintf(target.baseAddress, capacity, $0, arguments) }
                }
                count = min(max(Int(written), 0), capacity - 1)
            }
        }
    }

    /// The double nearest to a decimal text as `float()` takes it, without surrounding whitespace; nil
    /// when it isn't one.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 1)
        var previous: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if byte == 95 {
                // Underscores stand between digits only.
                guard isDigit(previous), index + 1 < bytes.count, isDigit(bytes[index + 1]) else {
                    return nil
                }
            } else {
                text.append(byte)
            }
            previous = byte
        }
        if let special = specialValue(text) { return special }
        guard isDecimal(text) else { return nil }
        text.append(0)
        return text.withUnsafeBytes { buffer in
            buffer.baseAddress.map { strtod($0.assumingMemoryBound(to: CChar.self), nil) }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    private static func specialValue(_ text: [UInt8]) -> Double? {
        var rest = text[...]
        let isNegative = rest.first == 45
        if rest.first == 45 || rest.first == 43 { rest = rest.dropFirst() }
        let lower = rest.map { $0 | 0x20 }
        if lower.elementsEqual("inf".utf8) || lower.elementsEqual("infinity".utf8) {
            return isNegative ? -.infinity : .infinity
        }
        if lower.elementsEqual("nan".utf8) { return isNegative ? -.nan : .nan }
        return nil
    }

    /// Whether the text is a sign, digits with an optional point, and an optional exponent.
    private static func isDecimal(_ text: [UInt8]) -> Bool {
        var index = 0
        func skipDigits() -> Int {
            let start = index
            while index < text.count, isDigit(text[index]) { index += 1 }
            return index - start
        }
        func skipSign() {
            if index < text.count, text[index] == 43 || text[index] == 45 { index += 1 }
        }
        skipSign()
        var digits = skipDigits()
        if index < text.count, text[index] == 46 {
            index += 1
            digits += skipDigits()
        }
        if digits == 0 { return false }
        if index < text.count, text[index] | 0x20 == 101 {
            index += 1
            skipSign()
            if skipDigits() == 0 { return false }
        }
        return index == text.count
    }
}

extension FloatText {
    /// `round(value, places)` of a finite double: its exact decimal expansion rounded to that place, ties
    /// to even, and read back. Infinite when the rounded value is too large.
    static func rounded(_ value: Double, toPlaces places: Int) -> Double {
        var text: [UInt8]
        if places >= 0 {
            text = Self.text(value, code: UInt8(ascii: "f"), precision: places, Options())
        } else {
            let exponent = shortest(value.magnitude).point
            let significant = exponent + places
            if significant < 0 { return 0 * value }
            if significant == 0 {
                // Half of the unit or less goes to zero, more goes to one unit.
                let unit = Array("1e\(-places)".utf8) + [0]
                let limit = Array("5e\(-places - 1)".utf8) + [0]
                let isOver = value.magnitude > read(limit)
                return isOver ? (value < 0 ? -read(unit) : read(unit)) : 0 * value
            }
            text = Self.text(
                value, code: UInt8(ascii: "e"), precision: significant - 1, Options())
        }
        text.append(0)
        return read(text)
    }

    private static func read(_ text: [UInt8]) -> Double {
        text.withUnsafeBytes { buffer in
            buffer.baseAddress.map { strtod($0.assumingMemoryBound(to: CChar.self), nil) } ?? 0
        }
    }
}
