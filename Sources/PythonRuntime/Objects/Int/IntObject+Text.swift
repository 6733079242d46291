/// Ints as text: decimal with the limit on digits, and the bases that are powers of two.
///
/// The decimal conversion peels digits in groups of nine off groups already converted, quadratic
/// like CPython's. The results are ASCII bytes, which the callers make strings of.
extension Interpreter {
    /// `str(object)` and `repr(object)` of an int.
    public func intText(_ object: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(object) {
            return try smallIntText(object.singleDigitValue)
        }
        var text = ASCIIBuffer()
        if object.intSize < 0 { text.append(45) }
        try appendDecimalMagnitude(object, to: &text)
        return try makeString(text)
    }

    /// The text of an int of one digit, at most ten characters and a sign.
    private func smallIntText(_ value: Int) throws(Raised) -> Owned {
        var magnitude = value.magnitude
        var count = value < 0 ? 2 : 1
        var bound: UInt = 10
        while magnitude >= bound {
            count += 1
            bound *= 10
        }
        let result = try newString(count: count, maximum: 127)
        let characters = result.ref.strData.assumingMemoryBound(to: UInt8.self)
        var index = count
        while index > 0 {
            index -= 1
            characters[index] = 48 + UInt8(magnitude % 10)
            magnitude /= 10
        }
        if value < 0 { characters[0] = 45 }
        return result
    }

    /// The decimal digits with a sign; `ValueError` when there are more than the limit allows.
    func decimalBytes(_ object: Ref) throws(Raised) -> [UInt8] {
        let count = abs(object.intSize)
        let limit = state.pointee.limits.intMaxStringDigits
        // A digit of 30 bits is at least nine decimal ones; checked again below, exactly.
        if limit > 0, count > 1, (count - 1) * 9 > limit { throw tooManyDigits() }
        spendTime(onDigits: count)
        let bytes = Self.decimalBytes(
            object.intDigits, count, isNegative: object.intSize < 0)
        if limit > 0, count > 1, bytes.count - (object.intSize < 0 ? 1 : 0) > limit {
            throw tooManyDigits()
        }
        return bytes
    }

    /// Moves the program's clock on by what converting a long number between bases takes: a nanosecond
    /// for each pair of its digits, as its time grows with their square.
    func spendTime(onDigits count: Int) {
        if count > 64 { systemClock &+= count &* count }
    }

    private func tooManyDigits() -> Raised {
        raise(
            .valueError,
            "Exceeds the limit (\(state.pointee.limits.intMaxStringDigits) digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        )
    }

    private static func decimalBytes(
        _ digits: UnsafeMutablePointer<UInt32>, _ count: Int, isNegative: Bool
    ) -> [UInt8] {
        // Groups of nine decimal digits, least significant first.
        var groups: [UInt32] = []
        groups.reserveCapacity(count + count / 100 + 2)
        var index = count
        while index > 0 {
            index -= 1
            var carry = UInt64(digits[index])
            for position in groups.indices {
                let value = UInt64(groups[position]) << 30 | carry
                let quotient = value / 1_000_000_000
                groups[position] = UInt32(truncatingIfNeeded: value &- quotient &* 1_000_000_000)
                carry = quotient
            }
            while carry != 0 {
                groups.append(UInt32(truncatingIfNeeded: carry % 1_000_000_000))
                carry /= 1_000_000_000
            }
        }
        if groups.isEmpty { return [48] }
        return groupBytes(groups, isNegative: isNegative)
    }

    private static func groupBytes(_ groups: [UInt32], isNegative: Bool) -> [UInt8] {
        var reversed: [UInt8] = []
        reversed.reserveCapacity(groups.count * 9 + 1)
        for (position, group) in groups.enumerated() {
            var rest = group
            let isLast = position == groups.count - 1
            var written = 0
            while isLast ? rest != 0 : written < 9 {
                reversed.append(48 + UInt8(rest % 10))
                rest /= 10
                written += 1
            }
        }
        if isNegative { reversed.append(45) }
        reversed.reverse()
        return reversed
    }

    /// Appends the decimal digits of the magnitude; `ValueError` when there are more than the limit allows.
    func appendDecimalMagnitude(
        _ object: Ref, to text: inout ASCIIBuffer
    ) throws(Raised) {
        let count = abs(object.intSize)
        guard count > 2 else {
            var magnitude: UInt64 = 0
            if count > 0 { magnitude = UInt64(object.intDigits[0]) }
            if count > 1 { magnitude |= UInt64(object.intDigits[1]) << 30 }
            return text.append(magnitude)
        }
        let bytes = try decimalBytes(object)
        bytes.withUnsafeBufferPointer { text.append($0) }
        if object.intSize < 0 { text.remove(at: text.count - bytes.count) }
    }

    /// Appends the digits in base 2, 8 or 16 of the magnitude, without prefix.
    static func appendDigits(
        _ object: Ref, bitsPerDigit: Int, uppercase: Bool = false, to text: inout ASCIIBuffer
    ) {
        let count = abs(object.intSize)
        if count == 0 { return text.append(48) }
        let bits = IntMagnitude.bitLength(object.intDigits, count)
        let digitCount = (bits + bitsPerDigit - 1) / bitsPerDigit
        let start = text.count
        text.append(48, times: digitCount)
        var accumulator: UInt64 = 0
        var available = 0
        var source = 0
        for position in stride(from: digitCount - 1, through: 0, by: -1) {
            if available < bitsPerDigit, source < count {
                accumulator |= UInt64(object.intDigits[source]) << UInt64(available)
                available += 30
                source += 1
            }
            let digit = UInt8(accumulator & (1 << UInt64(bitsPerDigit) - 1))
            accumulator >>= UInt64(bitsPerDigit)
            available -= bitsPerDigit
            text[start + position] = digit < 10 ? 48 + digit : (uppercase ? 55 : 87) + digit
        }
    }

    /// `bin`, `oct` and `hex`, and any base `_PyLong_Format` knows: with the prefix.
    public func intText(_ object: Ref, base: Int) throws(Raised) -> Owned {
        if base == 10 { return try intText(object) }
        let bits = base == 2 ? 1 : base == 8 ? 3 : 4
        var text = ASCIIBuffer()
        if object.intSize < 0 { text.append(45) }
        text.append(48)
        text.append(base == 2 ? 98 : base == 8 ? 111 : 120)
        Self.appendDigits(object, bitsPerDigit: bits, to: &text)
        return try makeString(text)
    }

    /// A str of ASCII bytes.
    func makeASCIIString(_ bytes: [UInt8]) throws(Raised) -> Owned {
        try checked(
            bytes.withUnsafeBufferPointer { buffer in
                slotResult { () throws(Raised) in try makeString(ascii: buffer) }
            })
    }
}
