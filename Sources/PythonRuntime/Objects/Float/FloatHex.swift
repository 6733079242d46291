import Glibc

/// Doubles in hexadecimal, `0x1.8000000000000p+0`: `float.hex` and `float.fromhex`.
enum FloatHex {
    enum Failure: Error { case invalid, tooLarge }

    static func text(_ value: Double) -> [UInt8] {
        if !value.isFinite { return FloatText.repr(value) }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return Array("\(sign)0x0.0p+0".utf8) }
        let isSubnormal = value.exponentBitPattern == 0
        let exponent = isSubnormal ? -1022 : Int(value.exponentBitPattern) - 1023
        let digits = String(value.significandBitPattern, radix: 16)
        let padding = String(repeating: "0", count: 13 - digits.utf8.count)
        let lead = isSubnormal ? "0" : "1"
        let exponentSign = exponent < 0 ? "" : "+"
        return Array("\(sign)0x\(lead).\(padding)\(digits)p\(exponentSign)\(exponent)".utf8)
    }

    /// The double nearest to the hexadecimal number, ties to even.
    static func parse(_ source: String) throws(Failure) -> Double {
        var bytes = Array(source.utf8)[...]
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        var isNegative = false
        if let first = bytes.first, first == 43 || first == 45 {
            isNegative = first == 45
            bytes.removeFirst()
        }
        let lower = bytes.map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }
        if lower.elementsEqual("inf".utf8) || lower.elementsEqual("infinity".utf8) {
            return isNegative ? -.infinity : .infinity
        }
        if lower.elementsEqual("nan".utf8) { return isNegative ? -.nan : .nan }
        let magnitude = try parseMagnitude(lower)
        return isNegative ? -magnitude : magnitude
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || (byte >= 9 && byte <= 13)
    }

    private static func parseMagnitude(_ text: [UInt8]) throws(Failure) -> Double {
        var index = text.starts(with: "0x".utf8) ? 2 : 0
        var bits: UInt64 = 0
        var exponent = 0
        var digitCount = 0
        var sawPoint = false
        while index < text.count {
            if text[index] == 46, !sawPoint {
                sawPoint = true
                index += 1
                continue
            }
            let digit = IntParser.digitValue(text[index])
            guard digit < 16 else { break }
            digitCount += 1
            if bits >> 59 == 0 {
                bits = bits << 4 | UInt64(digit)
                if sawPoint { exponent -= 4 }
            } else {
                if digit != 0 { bits |= 1 }
                if !sawPoint { exponent += 4 }
            }
            index += 1
        }
        guard digitCount > 0 else { throw .invalid }
        exponent += try parseExponent(text, index)
        if bits == 0 { return 0 }
        let result = scaled(bits, by: min(max(exponent, -100_000), 100_000))
        if result.isInfinite { throw .tooLarge }
        return result
    }

    private static func parseExponent(_ text: [UInt8], _ start: Int) throws(Failure) -> Int {
        var index = start
        if index == text.count { return 0 }
        guard text[index] == 112 else { throw .invalid }
        index += 1
        var isNegative = false
        if index < text.count, text[index] == 43 || text[index] == 45 {
            isNegative = text[index] == 45
            index += 1
        }
        guard index < text.count else { throw .invalid }
        var value = 0
        while index < text.count {
            guard text[index] >= 48, text[index] <= 57 else { throw .invalid }
            value = min(value * 10 + Int(text[index]) - 48, 1 << 40)
            index += 1
        }
        return isNegative ? -value : value
    }

    /// `bits · 2^exponent`, rounded once even where the result is subnormal.
    static func scaled(_ bits: UInt64, by exponent: Int) -> Double {
        let drop = -1074 - exponent
        let lowest = exponent + (64 - bits.leadingZeroBitCount) - 53
        if lowest >= -1074 || drop <= 0 { return scalbn(Double(bits), Int32(exponent)) }
        if drop > 64 { return 0 }
        if drop == 64 { return bits > 1 << 63 ? 0x0.0000000000001p-1022 : 0 }
        let amount = UInt64(drop)
        let rest = bits & ((1 << amount) - 1)
        let half = UInt64(1) << (amount - 1)
        var kept = bits >> amount
        if rest > half || rest == half && kept & 1 != 0 { kept += 1 }
        return scalbn(Double(kept), -1074)
    }
}
