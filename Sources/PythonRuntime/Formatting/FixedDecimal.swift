/// Exact decimal digits of doubles of ordinary size, by integer arithmetic of 128 bits.
///
/// A double is a whole number of 53 bits times a power of two. Times a power of ten that fits 64 bits it is exact in
/// 128 bits, and shifting it to the right leaves a quotient and a remainder, so rounding to half-even is exact too.
/// What doesn't fit is left to `printf`.
enum FixedDecimal {
    /// Ten to an exponent, by squares of it; nil if it takes more than 64 bits.
    static func powerOfTen(_ exponent: Int) -> UInt64? {
        guard exponent >= 0, exponent < 20 else { return nil }
        var power: UInt64 = 1
        if exponent & 1 != 0 { power = 10 }
        if exponent & 2 != 0 { power &*= 100 }
        if exponent & 4 != 0 { power &*= 10_000 }
        if exponent & 8 != 0 { power &*= 100_000_000 }
        if exponent & 16 != 0 { power &*= 10_000_000_000_000_000 }
        return power
    }

    /// A finite value that isn't negative, times ten to `places`, rounded to the nearest whole number, to the even
    /// one of two; nil if that takes more than 64 bits.
    static func scaled(_ value: Double, places: Int) -> UInt64? {
        guard let power = powerOfTen(places) else { return nil }
        if value == 0 { return 0 }
        guard value.isNormal else { return nil }
        let significand = value.significandBitPattern | 1 << 52
        let (high, low) = significand.multipliedFullWidth(by: power)
        // The value is `significand` shifted right by so many bits.
        let shift = 52 - Int(value.exponent)
        if shift <= 0 {
            guard high == 0, low.leadingZeroBitCount >= -shift else { return nil }
            return low << UInt64(-shift)
        }
        // Less than half of one in the last place: 53 bits and 64 shifted by 128 or more.
        if shift >= 128 { return 0 }
        return rounded(high, low, shift: shift)
    }

    private static func rounded(_ high: UInt64, _ low: UInt64, shift: Int) -> UInt64? {
        let quotient: UInt64
        let isOver: Bool
        let isHalf: Bool
        if shift < 64 {
            guard high >> UInt64(shift) == 0 else { return nil }
            quotient = high << UInt64(64 - shift) | low >> UInt64(shift)
            let remainder = low & (1 << UInt64(shift) - 1)
            let half: UInt64 = 1 << UInt64(shift - 1)
            (isOver, isHalf) = (remainder > half, remainder == half)
        } else if shift == 64 {
            quotient = high
            let half: UInt64 = 1 << 63
            (isOver, isHalf) = (low > half, low == half)
        } else {
            quotient = high >> UInt64(shift - 64)
            let remainder = high & (1 << UInt64(shift - 64) - 1)
            let half: UInt64 = 1 << UInt64(shift - 65)
            isOver = remainder > half || remainder == half && low != 0
            isHalf = remainder == half && low == 0
        }
        guard isOver || isHalf && quotient & 1 == 1 else { return quotient }
        return quotient == .max ? nil : quotient + 1
    }

    /// Appends `%.*f` of a value that isn't negative; false if it takes more than 64 bits.
    static func append(_ value: Double, places: Int, to text: inout ASCIIBuffer) -> Bool {
        guard let number = scaled(value, places: places) else { return false }
        text.append(number, minimumDigits: places + 1)
        if places > 0 { text.insert(46, at: text.count - places) }
        return true
    }

    /// Appends a positive value's digits, rounded to so many significant ones; tells how many stand before the point,
    /// nil if it takes more than 64 bits.
    static func appendSignificant(
        _ value: Double, count: Int, to text: inout ASCIIBuffer
    ) -> Int? {
        guard value.isNormal, count > 0, count <= 18, let least = powerOfTen(count - 1),
            let beyond = powerOfTen(count)
        else { return nil }
        // The logarithm may be wrong by one near a power of ten; the digits tell.
        var exponent = Int(FloatText.decimalExponent(value))
        for _ in 0..<3 {
            guard let number = scaled(value, places: count - 1 - exponent) else { return nil }
            if number >= beyond {
                exponent += 1
            } else if number < least {
                exponent -= 1
            } else {
                text.append(number)
                return exponent + 1
            }
        }
        return nil
    }
}
