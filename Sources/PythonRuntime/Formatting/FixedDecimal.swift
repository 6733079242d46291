/// Exact decimal digits of doubles of ordinary size, by integer arithmetic of 128 bits.
///
/// A double is a whole number of 53 bits times a power of two. Times a power of ten that fits 64 bits it is exact in
/// 128 bits, and shifting it to the right leaves a quotient and a remainder, so rounding to half-even is exact too.
/// What doesn't fit is left to `printf`.
enum FixedDecimal {
    private static let powersOfTen: [UInt64] = {
        var powers: [UInt64] = [1]
        for _ in 0..<19 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()

    static func powerOfTen(_ exponent: Int) -> UInt64? {
        powersOfTen.indices.contains(exponent) ? powersOfTen[exponent] : nil
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

    /// The digits of a number, at least so many.
    static func digits(_ value: UInt64, minimum: Int = 1) -> [UInt8] {
        var count = 1
        var bound: UInt64 = 10
        while count < 20, value >= bound {
            count += 1
            if count < 20 { bound *= 10 }
        }
        count = max(count, minimum)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var rest = value
            for index in stride(from: count - 1, through: 0, by: -1) {
                buffer[index] = 48 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            initialized = count
        }
    }

    /// `%.*f` of a value that isn't negative; nil if it takes more than 64 bits.
    static func text(_ value: Double, places: Int) -> [UInt8]? {
        guard let number = scaled(value, places: places) else { return nil }
        var result = digits(number, minimum: places + 1)
        if places > 0 { result.insert(46, at: result.count - places) }
        return result
    }

    /// A positive value rounded to so many significant digits: them, and how many stand before the point.
    static func significant(_ value: Double, count: Int) -> FloatText.Decimal? {
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
                return FloatText.Decimal(digits: digits(number), point: exponent + 1)
            }
        }
        return nil
    }
}
