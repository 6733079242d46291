import Glibc

/// Doubles as decimal text and back: the one place that knows digits (`Python/pystrtod.c`).
///
/// The shortest digits that read back as the same double are Swift's own; a given number of digits is
/// the C library's, whose rounding is exact. Everything is ASCII bytes.
enum FloatText {
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

    /// Appends `repr(value)`.
    static func appendRepr(_ value: Double, to text: inout ASCIIBuffer) {
        let magnitude = value.magnitude
        // In this range Swift's shortest text is Python's.
        if magnitude >= 1e-4 && magnitude < 0x1p53 || magnitude == 0 {
            return appendDescription(value, to: &text)
        }
        append(
            value, code: UInt8(ascii: "r"), precision: 0, Options(addDotZero: true), to: &text)
    }

    /// `repr(value)`.
    static func repr(_ value: Double) -> [UInt8] {
        var text = ASCIIBuffer()
        appendRepr(value, to: &text)
        return text.array()
    }

    private static func appendDescription(_ value: Double, to text: inout ASCIIBuffer) {
        var description = value.description
        description.withUTF8 { text.append($0) }
    }

    /// The text in one of the formats `e`, `f`, `g` and `r` (shortest).
    static func text(
        _ value: Double, code: UInt8, precision: Int, _ options: Options
    ) -> [UInt8] {
        var text = ASCIIBuffer()
        append(value, code: code, precision: precision, options, to: &text)
        return text.array()
    }

    /// Appends the text in one of the formats `e`, `f`, `g` and `r` (shortest).
    static func append(
        _ value: Double, code: UInt8, precision: Int, _ options: Options,
        to text: inout ASCIIBuffer
    ) {
        let first = text.count
        let isNegative = value.sign == .minus && !value.isNaN
        if isNegative || options.alwaysSign { text.append(isNegative ? 45 : 43) }
        let start = text.count
        if value.isNaN {
            text.append("nan")
        } else if value.isInfinite {
            text.append("inf")
        } else {
            appendFinite(value.magnitude, code: code, precision: precision, options, to: &text)
        }
        if options.uppercase {
            for index in start..<text.count where text[index] >= 97 && text[index] <= 122 {
                text[index] -= 32
            }
        }
        guard isNegative, options.noNegativeZero, value.isFinite, isZero(text, from: start) else {
            return
        }
        if options.alwaysSign {
            text[first] = 43
        } else {
            text.remove(at: first)
        }
    }

    private static func isZero(_ text: borrowing ASCIIBuffer, from start: Int) -> Bool {
        for index in start..<text.count {
            let byte = text[index]
            if byte == 101 || byte == 69 { break }
            if byte >= 49 && byte <= 57 { return false }
        }
        return true
    }

    private static func appendFinite(
        _ value: Double, code: UInt8, precision: Int, _ options: Options,
        to text: inout ASCIIBuffer
    ) {
        let start = text.count
        switch code {
        case UInt8(ascii: "r"):
            let point = appendShortest(value, to: &text)
            let layout = Layout(start: start, point: point, usesExponent: point <= -4 || point > 16)
            layOut(layout, options, &text)
        case UInt8(ascii: "e"):
            let point = appendRounded(value, significant: precision + 1, to: &text)
            text.append(48, times: precision + 1 - (text.count - start))
            layOut(Layout(start: start, point: point, usesExponent: true), options, &text)
        case UInt8(ascii: "g"):
            let significant = max(precision, 1)
            let point = appendRounded(value, significant: significant, to: &text)
            let usesExponent =
                point <= -4 || point > significant - (options.addDotZero ? 1 : 0)
            if options.alternate {
                text.append(48, times: significant - (text.count - start))
            } else {
                dropZeros(&text, start)
            }
            layOut(Layout(start: start, point: point, usesExponent: usesExponent), options, &text)
        default:
            if !FixedDecimal.append(value, places: precision, to: &text) {
                appendPrinted(value, precision, UInt8(ascii: "f"), to: &text)
            }
            if precision == 0, options.alternate { text.append(46) }
        }
    }

    /// Leaves out zeros at the end, but for the first digit.
    private static func dropZeros(_ text: inout ASCIIBuffer, _ start: Int) {
        while text.count > start + 1, text[text.count - 1] == 48 { text.cut(to: text.count - 1) }
    }

    /// Where the digits stand, `0.d₁d₂… · 10^point`, and how they are to be shown.
    private struct Layout {
        var start: Int
        var point: Int
        var usesExponent: Bool
    }

    /// Puts a decimal point or an exponent to the digits that end the text.
    private static func layOut(
        _ layout: Layout, _ options: Options, _ text: inout ASCIIBuffer
    ) {
        let start = layout.start
        let point = layout.point
        let count = text.count - start
        if layout.usesExponent {
            if count > 1 || options.alternate { text.insert(46, at: start + 1) }
            return appendExponent(point - 1, to: &text)
        }
        if point <= 0 {
            text.open(start, 2 - point)
            for index in start..<(start + 2 - point) { text[index] = 48 }
            text[start + 1] = 46
        } else if point >= count {
            text.append(48, times: point - count)
            if options.addDotZero {
                text.append(".0")
            } else if options.alternate {
                text.append(46)
            }
        } else {
            text.insert(46, at: start + point)
        }
    }

    /// `e+05`: at least two digits.
    private static func appendExponent(_ exponent: Int, to text: inout ASCIIBuffer) {
        text.append(101)
        text.append(exponent < 0 ? 45 : 43)
        text.append(UInt64(exponent.magnitude), minimumDigits: 2)
    }

    /// Appends the fewest digits that read back as the same positive double; tells where the point is.
    private static func appendShortest(_ value: Double, to text: inout ASCIIBuffer) -> Int {
        let start = text.count
        appendDescription(value, to: &text)
        return reduce(&text, start)
    }

    /// The exponent of ten of a positive double, or one beside it.
    static func decimalExponent(_ value: Double) -> Double { log10(value).rounded(.down) }

    /// Appends a positive double's digits, rounded to so many significant ones; tells where the point is.
    private static func appendRounded(
        _ value: Double, significant: Int, to text: inout ASCIIBuffer
    ) -> Int {
        if let point = FixedDecimal.appendSignificant(value, count: significant, to: &text) {
            return point
        }
        let start = text.count
        appendPrinted(value, significant - 1, UInt8(ascii: "e"), to: &text)
        let point = reduce(&text, start)
        text.append(48, times: significant - (text.count - start))
        return point
    }

    /// Turns `12.5`, `5e-324` and the like at the text's end into digits without zeros around them, and tells where
    /// the point is; zero is the digit 0 with point 1.
    private static func reduce(_ text: inout ASCIIBuffer, _ start: Int) -> Int {
        var digits = 0
        var point: Int?
        var exponent = 0
        var index = start
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == 46 {
                point = digits
            } else if byte == 101 {
                exponent = readExponent(text, index)
                break
            } else {
                text[start + digits] = byte
                digits += 1
            }
        }
        var place = (point ?? digits) + exponent
        var leading = 0
        while leading < digits, text[start + leading] == 48 { leading += 1 }
        if leading == digits {
            text.cut(to: start)
            text.append(48)
            return 1
        }
        for index in start..<(start + digits - leading) { text[index] = text[index + leading] }
        text.cut(to: start + digits - leading)
        place -= leading
        dropZeros(&text, start)
        return place
    }

    /// The number behind `e`.
    private static func readExponent(_ text: borrowing ASCIIBuffer, _ start: Int) -> Int {
        var value = 0
        for index in start..<text.count where isDigit(text[index]) {
            value = value * 10 + Int(text[index] - 48)
        }
        return start < text.count && text[start] == 45 ? -value : value
    }

    /// Appends `printf("%.*e")` or `f`; the program never sets a locale, so the point is a point.
    private static func appendPrinted(
        _ value: Double, _ precision: Int, _ conversion: UInt8, to text: inout ASCIIBuffer
    ) {
        let format: StaticString = conversion == UInt8(ascii: "e") ? "%.*e" : "%.*f"
        let capacity = precision + 330
        let printed = withVaList([Int32(clamping: precision), value]) { arguments in
            [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                let written = buffer.withMemoryRebound(to: CChar.self) { target in
                    format.utf8Start.withMemoryRebound(
                        to: CChar.self, capacity: format.utf8CodeUnitCount + 1
                    ) { vsnprintf(target.baseAddress, capacity, $0, arguments) }
                }
                count = min(max(Int(written), 0), capacity - 1)
            }
        }
        printed.withUnsafeBufferPointer { text.append($0) }
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
            var digits = ASCIIBuffer()
            let exponent = appendShortest(value.magnitude, to: &digits)
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
