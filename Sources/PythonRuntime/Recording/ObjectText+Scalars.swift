/// Numbers, strings and bytes as `repr` shows them.
extension ObjectText {
    mutating func writeInt(_ object: Ref) {
        if let value = object.intValue { return append(String(value)) }
        let size = object.intSize
        let count = abs(size)
        if size < 0 { append("-") }
        // Converting is quadratic: of a giant only the size is told.
        guard count <= 400 else {
            let bits = (count - 1) * 30 + (32 - object.intDigits[count - 1].leadingZeroBitCount)
            return append("int of \(bits) bits")
        }
        append(decimalText(UnsafeBufferPointer(start: object.intDigits, count: count)))
    }

    /// A magnitude in digits of 30 bits, least significant first, as decimal text.
    private func decimalText(_ digits: UnsafeBufferPointer<UInt32>) -> String {
        let group: UInt64 = 1_000_000_000
        var groups: [UInt64] = [0]
        for digit in digits.reversed() {
            var carry = UInt64(digit)
            for index in groups.indices {
                let value = groups[index] << 30 | carry
                groups[index] = value % group
                carry = value / group
            }
            while carry > 0 {
                groups.append(carry % group)
                carry /= group
            }
        }
        var text = String(groups[groups.count - 1])
        for index in (0..<groups.count - 1).reversed() {
            let piece = String(groups[index])
            text += String(repeating: "0", count: 9 - piece.count) + piece
        }
        return text
    }

    mutating func writeComplex(_ object: Ref) {
        let real = object.raw.load(fromByteOffset: 16, as: Double.self)
        let imaginary = object.raw.load(fromByteOffset: 24, as: Double.self)
        let second = numberText(imaginary) + "j"
        if real == 0, real.sign == .plus { return append(second) }
        let plus = imaginary.sign == .minus && !imaginary.isNaN ? "" : "+"
        append("(\(numberText(real))\(plus)\(second))")
    }

    /// A part of a complex number: a float without a bare ".0".
    private func numberText(_ value: Double) -> String {
        let text = pythonText(of: value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    // MARK: Text

    mutating func writeString(_ object: Ref) {
        let characters = object.characters
        var hasSingle = false
        var hasDouble = false
        // The whole of a giant isn't read for the choice of a quote.
        for index in 0..<min(characters.count, 1 << 16) {
            if characters[index] == 39 { hasSingle = true }
            if characters[index] == 34 { hasDouble = true }
        }
        let quote: UInt32 = hasSingle && !hasDouble ? 34 : 39
        append(character: quote)
        for index in 0..<characters.count {
            if isFull { return }
            writeCharacter(characters[index], quote: quote, isByte: false)
        }
        append(character: quote)
    }

    mutating func writeBytes(_ object: Ref) {
        write(UnsafeRawBufferPointer(start: object.raw + 32, count: object.itemCount))
    }

    mutating func writeByteArray(_ object: Ref) {
        // No more of it is shown anyway.
        let count = max(0, min(object.byteArray.pointee.ob_size, 1_000))
        append("bytearray(")
        write(UnsafeRawBufferPointer(start: object.byteArrayStart, count: count))
        append(")")
    }

    private mutating func write(_ bytes: UnsafeRawBufferPointer) {
        let quote: UInt32 = bytes.contains(39) && !bytes.contains(34) ? 34 : 39
        append("b")
        append(character: quote)
        for byte in bytes {
            if isFull { return }
            writeCharacter(UInt32(byte), quote: quote, isByte: true)
        }
        append(character: quote)
    }

    private mutating func append(character: UInt32) {
        append(Unicode.Scalar(character).map { String(Character($0)) } ?? "\u{FFFD}")
    }

    private mutating func writeCharacter(_ code: UInt32, quote: UInt32, isByte: Bool) {
        switch code {
        case quote, 92: append("\\\(Character(Unicode.Scalar(UInt8(code))))")
        case 10: append("\\n")
        case 13: append("\\r")
        case 9: append("\\t")
        case 32..<127: append(character: code)
        default:
            if !isByte, isPrintable(code) { return append(character: code) }
            if code < 0x100 {
                append("\\x" + hexadecimal(code, 2))
            } else {
                append(
                    code < 0x10000
                        ? "\\u" + hexadecimal(code, 4) : "\\U" + hexadecimal(code, 8))
            }
        }
    }

    private func hexadecimal(_ code: UInt32, _ width: Int) -> String {
        let digits = String(code, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private func isPrintable(_ code: UInt32) -> Bool {
        guard code > 127, let scalar = Unicode.Scalar(code) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            return false
        default: return true
        }
    }
}

/// A float as Python's `repr` gives it: the shortest digits, with an exponent below 1e-4 and from 1e16.
func pythonText(of value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0.0" }
    let (digits, exponent) = shortestDigits(value.magnitude)
    // The value is 0.digits × 10^exponent.
    if exponent > 16 || exponent < -3 {
        let power = exponent - 1
        let magnitude = String(abs(power))
        let padded = magnitude.count < 2 ? "0" + magnitude : magnitude
        let rest = digits.dropFirst()
        let mantissa = String(digits.prefix(1)) + (rest.isEmpty ? "" : "." + rest)
        return "\(sign)\(mantissa)e\(power < 0 ? "-" : "+")\(padded)"
    }
    if exponent <= 0 { return sign + "0." + String(repeating: "0", count: -exponent) + digits }
    if digits.count <= exponent {
        return sign + digits + String(repeating: "0", count: exponent - digits.count) + ".0"
    }
    return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
}

/// The fewest decimal digits that give the value back, and the power of ten they are a fraction of.
private func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
    // Swift's description is the shortest text too, in its own form: 0.001, 12.5, 5e-324, 1e+16.
    var mantissa = value.description[...]
    var exponent = 0
    if let mark = mantissa.firstIndex(of: "e") {
        exponent = Int(mantissa[mantissa.index(after: mark)...]) ?? 0
        mantissa = mantissa[..<mark]
    }
    let whole = mantissa.prefix { $0 != "." }
    var digits = String(mantissa.filter { $0 != "." })
    exponent += whole.count
    while digits.count > 1, digits.first == "0" {
        digits.removeFirst()
        exponent -= 1
    }
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return (digits, exponent)
}
