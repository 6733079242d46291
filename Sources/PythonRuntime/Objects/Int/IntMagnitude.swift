/// Arithmetic on digits of 30 bits in memory, least significant first, without signs.
///
/// Nothing here allocates objects or raises: the callers have made the room (`IntObject+….swift`).
/// Schoolbook methods throughout, as suits the sizes that programs use; products of long numbers
/// are in `IntMagnitude+Karatsuba.swift`.
enum IntMagnitude {
    typealias Digits = UnsafeMutablePointer<UInt32>

    /// The count without leading zero digits.
    @inline(__always)
    static func trimmed(_ digits: Digits, _ count: Int) -> Int {
        var count = count
        while count > 0, digits[count &- 1] == 0 { count &-= 1 }
        return count
    }

    /// −1, 0 or 1; both counts are without leading zeros.
    static func compare(_ left: Digits, _ leftCount: Int, _ right: Digits, _ rightCount: Int) -> Int
    {
        if leftCount != rightCount { return leftCount < rightCount ? -1 : 1 }
        var index = leftCount
        while index > 0 {
            index &-= 1
            if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
        }
        return 0
    }

    /// `target = long + short`, with `longCount ≥ shortCount` and room for one digit more.
    static func add(
        _ long: Digits, _ longCount: Int, _ short: Digits, _ shortCount: Int, into target: Digits
    ) {
        var carry: UInt32 = 0
        for index in 0..<shortCount {
            carry &+= long[index] &+ short[index]
            target[index] = carry & IntDigit.mask
            carry &>>= 30
        }
        for index in shortCount..<longCount {
            carry &+= long[index]
            target[index] = carry & IntDigit.mask
            carry &>>= 30
        }
        target[longCount] = carry
    }

    /// `target = large − small`, which is not negative, with `largeCount ≥ smallCount`.
    static func subtract(
        _ large: Digits, _ largeCount: Int, _ small: Digits, _ smallCount: Int,
        into target: Digits
    ) {
        var borrow: UInt32 = 0
        for index in 0..<smallCount {
            let difference = large[index] &- small[index] &- borrow
            target[index] = difference & IntDigit.mask
            borrow = difference >> 31
        }
        for index in smallCount..<largeCount {
            let difference = large[index] &- borrow
            target[index] = difference & IntDigit.mask
            borrow = difference >> 31
        }
    }

    /// `target = left · right`, `leftCount + rightCount` digits; the target overlaps neither.
    static func multiply(
        _ left: Digits, _ leftCount: Int, _ right: Digits, _ rightCount: Int,
        into target: Digits
    ) {
        target.update(repeating: 0, count: leftCount &+ rightCount)
        for index in 0..<leftCount {
            let factor = UInt64(left[index])
            if factor == 0 { continue }
            var carry: UInt64 = 0
            let row = target + index
            for column in 0..<rightCount {
                carry &+= UInt64(row[column]) &+ factor &* UInt64(right[column])
                row[column] = UInt32(truncatingIfNeeded: carry) & IntDigit.mask
                carry &>>= 30
            }
            row[rightCount] = UInt32(truncatingIfNeeded: carry)
        }
    }

    /// `target = dividend / divisor` for a divisor of one digit; gives the remainder. In place is fine.
    static func divide(
        _ dividend: Digits, _ count: Int, by divisor: UInt32, into target: Digits
    ) -> UInt32 {
        var rest: UInt64 = 0
        let divisor = UInt64(divisor)
        var index = count
        while index > 0 {
            index &-= 1
            rest = rest &<< 30 | UInt64(dividend[index])
            let digit = rest / divisor
            target[index] = UInt32(truncatingIfNeeded: digit)
            rest &-= digit &* divisor
        }
        return UInt32(truncatingIfNeeded: rest)
    }

    /// The remainder alone.
    static func remainder(_ dividend: Digits, _ count: Int, by divisor: UInt32) -> UInt32 {
        var rest: UInt64 = 0
        var index = count
        while index > 0 {
            index &-= 1
            rest = (rest &<< 30 | UInt64(dividend[index])) % UInt64(divisor)
        }
        return UInt32(truncatingIfNeeded: rest)
    }

    /// Shifts up by less than 30 bits; gives the bits that fell out at the top. In place is fine.
    @discardableResult
    static func shiftUp(_ digits: Digits, _ count: Int, by bits: Int, into target: Digits) -> UInt32
    {
        var carry: UInt64 = 0
        for index in 0..<count {
            carry |= UInt64(digits[index]) &<< UInt64(bits)
            target[index] = UInt32(truncatingIfNeeded: carry) & IntDigit.mask
            carry &>>= 30
        }
        return UInt32(truncatingIfNeeded: carry)
    }

    /// Shifts down by less than 30 bits; gives the bits that fell out at the bottom. In place is fine.
    @discardableResult
    static func shiftDown(
        _ digits: Digits, _ count: Int, by bits: Int, into target: Digits
    ) -> UInt32 {
        let lowMask = UInt32(1) &<< UInt32(bits) &- 1
        var carry: UInt32 = 0
        var index = count
        while index > 0 {
            index &-= 1
            let value = UInt64(carry) &<< 30 | UInt64(digits[index])
            carry = UInt32(truncatingIfNeeded: value) & lowMask
            target[index] = UInt32(truncatingIfNeeded: value &>> UInt64(bits))
        }
        return carry
    }

    /// Knuth's algorithm D. `rest` holds the dividend, shifted so that the divisor's top bit is set, with one
    /// digit more than `count`; the divisor has at least two digits. The quotient's
    /// `count + 1 − divisorCount` digits go to `quotient`, the remainder stays in `rest`.
    static func divideLong(
        _ rest: Digits, _ count: Int, _ divisor: Digits, _ divisorCount: Int, quotient: Digits
    ) {
        let top = UInt64(divisor[divisorCount &- 1])
        let second = UInt64(divisor[divisorCount &- 2])
        var position = count &- divisorCount
        while position >= 0 {
            let window = rest + position
            let digit = estimate(window, divisorCount, top, second)
            quotient[position] = subtractMultiple(window, divisor, divisorCount, digit)
            position &-= 1
        }
    }

    /// The quotient digit of a window, at most one too large.
    @inline(__always)
    private static func estimate(
        _ window: Digits, _ divisorCount: Int, _ top: UInt64, _ second: UInt64
    ) -> UInt64 {
        let high = UInt64(window[divisorCount]) &<< 30 | UInt64(window[divisorCount &- 1])
        let next = UInt64(window[divisorCount &- 2])
        var digit = high / top
        var remainder = high &- digit &* top
        while digit >= 1 << 30 || digit &* second > remainder &<< 30 | next {
            digit &-= 1
            remainder &+= top
            if remainder >= 1 << 30 { break }
        }
        return digit
    }

    /// Subtracts `digit · divisor` from the window, adding the divisor back once if that was too
    /// much; gives the right digit.
    @inline(__always)
    private static func subtractMultiple(
        _ window: Digits, _ divisor: Digits, _ count: Int, _ digit: UInt64
    ) -> UInt32 {
        var borrow: Int64 = 0
        for index in 0..<count {
            let product = Int64(bitPattern: digit &* UInt64(divisor[index]))
            let difference = Int64(window[index]) &+ borrow &- product
            window[index] = UInt32(truncatingIfNeeded: difference) & IntDigit.mask
            borrow = difference >> 30
        }
        let last = Int64(window[count]) &+ borrow
        window[count] = 0
        if last >= 0 { return UInt32(truncatingIfNeeded: digit) }
        var carry: UInt32 = 0
        for index in 0..<count {
            carry &+= window[index] &+ divisor[index]
            window[index] = carry & IntDigit.mask
            carry &>>= 30
        }
        return UInt32(truncatingIfNeeded: digit &- 1)
    }

    /// The number of bits of a magnitude without leading zero digits.
    @inline(__always)
    static func bitLength(_ digits: Digits, _ count: Int) -> Int {
        count == 0 ? 0 : (count &- 1) &* 30 &+ (32 &- digits[count &- 1].leadingZeroBitCount)
    }
}
