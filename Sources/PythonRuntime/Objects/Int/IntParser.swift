/// Reads ints from text as `int()` does (`PyLong_FromString`): a sign, a prefix that fits the base, and
/// digits with single underscores between them.
struct IntParser {
    enum Failure: Error {
        case invalid
        /// More digits than the limit, in a base that isn't a power of two.
        case tooLong(digits: Int)
    }

    /// Digits of 30 bits, least significant first, perhaps with leading zeros.
    private(set) var digits: [UInt32] = []
    private(set) var isNegative = false

    /// Parses ASCII bytes without surrounding whitespace; the base is 0 or from 2 to 36.
    init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int, limit: Int) throws(Failure) {
        var position = 0
        if position < bytes.count, bytes[position] == 43 || bytes[position] == 45 {
            isNegative = bytes[position] == 45
            position += 1
        }
        var base = base
        let mustBeZero = Self.readPrefix(bytes, &position, &base)
        let values = try Self.digitValues(bytes, position, base)
        if mustBeZero, values.contains(where: { $0 != 0 }) { throw .invalid }
        if base & (base - 1) == 0 {
            digits = Self.packBits(values, bitsPerDigit: base.trailingZeroBitCount)
        } else {
            if limit > 0, values.count > limit { throw .tooLong(digits: values.count) }
            digits = Self.accumulate(values, base: base)
        }
    }

    /// Moves past `0x` and the like, and settles base 0. True when a leading zero in base 0 allows
    /// nothing but zeros.
    private static func readPrefix(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ base: inout Int
    ) -> Bool {
        guard position < bytes.count, bytes[position] == 48 else {
            if base == 0 { base = 10 }
            return false
        }
        let letter = position + 1 < bytes.count ? bytes[position + 1] | 0x20 : 0
        let named = letter == 120 ? 16 : letter == 111 ? 8 : letter == 98 ? 2 : 0
        if named != 0, base == 0 || base == named {
            base = named
            position += 2
            // One underscore may follow a prefix.
            if position < bytes.count, bytes[position] == 95 { position += 1 }
            return false
        }
        if base != 0 { return false }
        base = 10
        return true
    }

    /// The values of the digits up to the end, checked.
    private static func digitValues(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ base: Int
    ) throws(Failure) -> [UInt8] {
        var values: [UInt8] = []
        values.reserveCapacity(bytes.count - start)
        var wasUnderscore = true
        for index in start..<max(start, bytes.count) {
            let byte = bytes[index]
            if byte == 95 {
                if wasUnderscore { throw .invalid }
                wasUnderscore = true
                continue
            }
            wasUnderscore = false
            let value = digitValue(byte)
            guard value < base else { throw .invalid }
            values.append(UInt8(value))
        }
        if wasUnderscore { throw .invalid }
        return values
    }

    /// The value of a digit or letter; 99 for anything else.
    @inline(__always)
    static func digitValue(_ byte: UInt8) -> Int {
        switch byte {
        case 48...57: Int(byte) - 48
        case 97...122: Int(byte) - 87
        case 65...90: Int(byte) - 55
        default: 99
        }
    }

    private static func packBits(_ values: [UInt8], bitsPerDigit: Int) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(values.count * bitsPerDigit / 30 + 1)
        var accumulator: UInt64 = 0
        var filled = 0
        for value in values.reversed() {
            accumulator |= UInt64(value) << UInt64(filled)
            filled += bitsPerDigit
            if filled >= 30 {
                result.append(UInt32(truncatingIfNeeded: accumulator) & IntDigit.mask)
                accumulator >>= 30
                filled -= 30
            }
        }
        if accumulator != 0 { result.append(UInt32(truncatingIfNeeded: accumulator)) }
        return result
    }

    /// Multiplies and adds, as many text digits at a time as fit a digit of 30 bits.
    private static func accumulate(_ values: [UInt8], base: Int) -> [UInt32] {
        var result: [UInt32] = []
        var index = 0
        while index < values.count {
            var factor: UInt64 = 1
            var carry: UInt64 = 0
            while index < values.count, factor * UInt64(base) <= UInt64(IntDigit.base) {
                factor *= UInt64(base)
                carry = carry * UInt64(base) + UInt64(values[index])
                index += 1
            }
            for position in result.indices {
                carry &+= UInt64(result[position]) &* factor
                result[position] = UInt32(truncatingIfNeeded: carry) & IntDigit.mask
                carry &>>= 30
            }
            if carry != 0 { result.append(UInt32(truncatingIfNeeded: carry)) }
        }
        return result
    }
}
