import PythonBytecode

/// An integer of any size, for folding the few constants that don't fit a machine word: sign and
/// magnitude in words of 32 bits, least significant first, without leading zeros.
struct BigInteger: Equatable {
    var isNegative: Bool
    var words: [UInt32]

    init(isNegative: Bool, words: [UInt32]) {
        self.words = words
        while self.words.last == 0 { self.words.removeLast() }
        self.isNegative = isNegative && !self.words.isEmpty
    }

    init(_ value: Int) {
        let magnitude = value.magnitude
        self.init(
            isNegative: value < 0,
            words: [
                UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32),
            ])
    }

    init(_ constant: IntegerConstant) {
        switch constant {
        case .small(let value): self.init(value)
        case .big(let isNegative, let digits):
            var words: [UInt32] = []
            var buffer: UInt64 = 0
            var bits: UInt64 = 0
            for digit in digits {
                buffer |= UInt64(digit) << bits
                bits += 30
                if bits >= 32 {
                    words.append(UInt32(truncatingIfNeeded: buffer))
                    buffer >>= 32
                    bits -= 32
                }
            }
            words.append(UInt32(truncatingIfNeeded: buffer))
            self.init(isNegative: isNegative, words: words)
        }
    }

    var constant: IntegerConstant {
        var digits: [UInt32] = []
        var buffer: UInt64 = 0
        var bits: UInt64 = 0
        for word in words {
            buffer |= UInt64(word) << bits
            bits += 32
            while bits >= 30 {
                digits.append(UInt32(truncatingIfNeeded: buffer & 0x3fff_ffff))
                buffer >>= 30
                bits -= 30
            }
        }
        digits.append(UInt32(truncatingIfNeeded: buffer))
        return IntegerConstant(isNegative: isNegative, digits: digits)
    }

    var isZero: Bool { words.isEmpty }

    var bitCount: Int {
        guard let last = words.last else { return 0 }
        return words.count * 32 - last.leadingZeroBitCount
    }

    var negated: BigInteger { BigInteger(isNegative: !isNegative, words: words) }

    // MARK: Sums

    static func + (left: BigInteger, right: BigInteger) -> BigInteger {
        if left.isNegative == right.isNegative {
            return BigInteger(
                isNegative: left.isNegative, words: addMagnitudes(left.words, right.words))
        }
        if compareMagnitudes(left.words, right.words) >= 0 {
            return BigInteger(
                isNegative: left.isNegative, words: subtractMagnitudes(left.words, right.words))
        }
        return BigInteger(
            isNegative: right.isNegative, words: subtractMagnitudes(right.words, left.words))
    }

    static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + right.negated }

    private static func addMagnitudes(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            carry += UInt64(index < left.count ? left[index] : 0)
            carry += UInt64(index < right.count ? right[index] : 0)
            result.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        result.append(UInt32(truncatingIfNeeded: carry))
        return result
    }

    /// `left` must be the larger.
    private static func subtractMagnitudes(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for index in left.indices {
            let value = Int64(left[index]) - Int64(index < right.count ? right[index] : 0) - borrow
            borrow = value < 0 ? 1 : 0
            result.append(UInt32(truncatingIfNeeded: value))
        }
        return result
    }

    static func compareMagnitudes(_ left: [UInt32], _ right: [UInt32]) -> Int {
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        for index in left.indices.reversed() where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return 0
    }

    // MARK: Products

    static func * (left: BigInteger, right: BigInteger) -> BigInteger {
        var result = [UInt32](repeating: 0, count: left.words.count + right.words.count + 1)
        for (offset, factor) in left.words.enumerated() {
            var carry: UInt64 = 0
            for (index, word) in right.words.enumerated() {
                carry += UInt64(factor) * UInt64(word) + UInt64(result[offset + index])
                result[offset + index] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            result[offset + right.words.count] = UInt32(truncatingIfNeeded: carry)
        }
        return BigInteger(isNegative: left.isNegative != right.isNegative, words: result)
    }

    /// Quotient rounded toward negative infinity and remainder with the divisor's sign, as Python's
    /// `divmod`; nil for a zero divisor.
    func flooredDivision(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger)? {
        guard !divisor.isZero else { return nil }
        let (quotientWords, remainderWords) = Self.divideMagnitudes(words, divisor.words)
        var quotient = BigInteger(
            isNegative: isNegative != divisor.isNegative, words: quotientWords)
        var remainder = BigInteger(isNegative: isNegative, words: remainderWords)
        if !remainder.isZero, isNegative != divisor.isNegative {
            quotient = quotient - BigInteger(1)
            remainder = remainder + divisor
        }
        return (quotient, remainder)
    }

    /// Bit by bit: constants are short, and division of big ones is rare.
    static func divideMagnitudes(
        _ dividend: [UInt32], _ divisor: [UInt32]
    ) -> (quotient: [UInt32], remainder: [UInt32]) {
        var quotient = [UInt32](repeating: 0, count: dividend.count)
        var remainder = BigInteger(0)
        let positive = BigInteger(isNegative: false, words: divisor)
        for index in dividend.indices.reversed() {
            for bit in (0..<32).reversed() {
                remainder = remainder.shiftedLeft(1)
                if dividend[index] & (1 << UInt32(bit)) != 0 {
                    remainder = remainder + BigInteger(1)
                }
                if compareMagnitudes(remainder.words, positive.words) >= 0 {
                    remainder = remainder - positive
                    quotient[index] |= 1 << UInt32(bit)
                }
            }
        }
        return (quotient, remainder.words)
    }

    // MARK: Bits

    func shiftedLeft(_ count: Int) -> BigInteger {
        let wordShift = count / 32
        let bitShift = UInt64(count % 32)
        var result = [UInt32](repeating: 0, count: wordShift)
        var carry: UInt64 = 0
        for word in words {
            carry |= UInt64(word) << bitShift
            result.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        result.append(UInt32(truncatingIfNeeded: carry))
        return BigInteger(isNegative: isNegative, words: result)
    }

    /// Rounds toward negative infinity.
    func shiftedRight(_ count: Int) -> BigInteger {
        guard count < bitCount else { return BigInteger(isNegative ? -1 : 0) }
        let wordShift = count / 32
        let bitShift = UInt64(count % 32)
        var result: [UInt32] = []
        for index in wordShift..<words.count {
            let high = index + 1 < words.count ? UInt64(words[index + 1]) : 0
            let pair = high << 32 | UInt64(words[index])
            result.append(UInt32(truncatingIfNeeded: pair >> bitShift))
        }
        let shifted = BigInteger(isNegative: isNegative, words: result)
        guard isNegative else { return shifted }
        let lostBits =
            words[..<wordShift].contains { $0 != 0 }
            || words[wordShift] & UInt32(truncatingIfNeeded: (1 << bitShift) - 1) != 0
        let toward = BigInteger(isNegative: true, words: result)
        return lostBits ? toward - BigInteger(1) : shifted
    }

    /// A bitwise operation on the infinite two's complements.
    func combined(
        with other: BigInteger, _ operation: (UInt32, UInt32) -> UInt32
    ) -> BigInteger {
        let count = max(words.count, other.words.count) + 1
        let left = twosComplement(count)
        let right = other.twosComplement(count)
        var result = zip(left, right).map(operation)
        let resultIsNegative = (result.last ?? 0) & 0x8000_0000 != 0
        if resultIsNegative {
            var carry = true
            for index in result.indices {
                let (value, overflow) = (~result[index]).addingReportingOverflow(carry ? 1 : 0)
                result[index] = value
                carry = overflow
            }
        }
        return BigInteger(isNegative: resultIsNegative, words: result)
    }

    private func twosComplement(_ count: Int) -> [UInt32] {
        var result = words + [UInt32](repeating: 0, count: count - words.count)
        guard isNegative else { return result }
        var carry = true
        for index in result.indices {
            let (value, overflow) = (~result[index]).addingReportingOverflow(carry ? 1 : 0)
            result[index] = value
            carry = overflow
        }
        return result
    }

    // MARK: Floats

    /// The nearest double, ties to even; nil when it is too large.
    var doubleValue: Double? { scaledDouble(exponent: 0, hasRemainder: false) }

    /// The nearest double to `(self + a bit, if there is a remainder) × 2^exponent`.
    func scaledDouble(exponent: Int, hasRemainder: Bool) -> Double? {
        guard !isZero else { return isNegative ? -0.0 : 0.0 }
        var bits = bitCount
        // Below the smallest normal number fewer bits are kept.
        let lowest = max(-1074, exponent + bits - 53)
        let dropped = lowest - exponent
        var magnitude: UInt64
        if dropped <= 0 {
            magnitude = lowWord(shiftedRightBy: 0)
            guard bits + exponent <= 1024 else { return nil }
            let value = Self.scale(Double(magnitude), exponent)
            return isNegative ? -value : value
        }
        let positive = BigInteger(isNegative: false, words: words)
        magnitude = positive.lowWord(shiftedRightBy: dropped)
        let half = positive.bit(dropped - 1)
        let rest = hasRemainder || positive.hasBits(below: dropped - 1)
        if half, rest || magnitude & 1 == 1 { magnitude += 1 }
        bits = 64 - magnitude.leadingZeroBitCount
        guard bits + lowest <= 1024 else { return nil }
        let value = Self.scale(Double(magnitude), lowest)
        return isNegative ? -value : value
    }

    /// Exact for values in range: two steps keep the factor itself in range.
    private static func scale(_ value: Double, _ exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: value)
    }

    private func lowWord(shiftedRightBy count: Int) -> UInt64 {
        let shifted = shiftedRight(count)
        let low = shifted.words.first ?? 0
        let high = shifted.words.count > 1 ? shifted.words[1] : 0
        return UInt64(high) << 32 | UInt64(low)
    }

    private func bit(_ index: Int) -> Bool {
        guard index >= 0, index / 32 < words.count else { return false }
        return words[index / 32] & (1 << UInt32(index % 32)) != 0
    }

    private func hasBits(below index: Int) -> Bool {
        (0..<max(0, min(index, words.count * 32))).contains { bit($0) }
    }
}
