/// Products of long numbers by Karatsuba's method: three half-size products in place of four.
///
/// With `B` a power of the base that halves the longer factor,
/// `(aB + b)(cB + d) = acB² + ((a + b)(c + d) − ac − bd)B + bd`.
/// Factors of very different lengths are first cut into pieces of the shorter one's length.
extension IntMagnitude {
    /// Below this many digits of the shorter factor the schoolbook method is faster (CPython's value).
    static var karatsubaCutoff: Int { 70 }

    /// `target = left · right`, `leftCount + rightCount` digits, by the method that suits.
    static func product(
        _ left: Digits, _ leftCount: Int, _ right: Digits, _ rightCount: Int,
        into target: Digits
    ) {
        if leftCount > rightCount {
            return product(right, rightCount, left, leftCount, into: target)
        }
        if leftCount <= karatsubaCutoff {
            return multiply(left, leftCount, right, rightCount, into: target)
        }
        if 2 &* leftCount <= rightCount {
            return lopsided(left, leftCount, right, rightCount, into: target)
        }
        karatsuba(left, leftCount, right, rightCount, into: target)
    }

    private static func karatsuba(
        _ left: Digits, _ leftCount: Int, _ right: Digits, _ rightCount: Int,
        into target: Digits
    ) {
        let half = rightCount >> 1
        let total = leftCount &+ rightCount
        product(left, half, right, half, into: target)
        product(
            left + half, leftCount &- half, right + half, rightCount &- half,
            into: target + 2 &* half)
        // The sums have one digit more than the longer half, their product twice that.
        let sumCount = rightCount &- half &+ 1
        let scratch = Digits.allocate(capacity: 4 &* sumCount)
        defer { scratch.deallocate() }
        let leftSum = scratch
        let rightSum = scratch + sumCount
        let middle = scratch + 2 &* sumCount
        let leftSumCount = sum(left, half, leftCount &- half, into: leftSum)
        let rightSumCount = sum(right, half, rightCount &- half, into: rightSum)
        let middleCount = leftSumCount &+ rightSumCount
        product(leftSum, leftSumCount, rightSum, rightSumCount, into: middle)
        subtractInPlace(middle, middleCount, target, 2 &* half)
        subtractInPlace(middle, middleCount, target + 2 &* half, total &- 2 &* half)
        addInPlace(target + half, total &- half, middle, trimmed(middle, middleCount))
    }

    /// Adds the low and the high part of a number; gives the count of digits of the sum.
    private static func sum(
        _ digits: Digits, _ half: Int, _ highCount: Int, into target: Digits
    ) -> Int {
        if highCount >= half {
            add(digits + half, highCount, digits, half, into: target)
        } else {
            add(digits, half, digits + half, highCount, into: target)
        }
        return trimmed(target, max(half, highCount) &+ 1)
    }

    /// `target −= digits`; the result is not negative.
    private static func subtractInPlace(
        _ target: Digits, _ targetCount: Int, _ digits: Digits, _ count: Int
    ) {
        let count = trimmed(digits, count)
        subtract(target, targetCount, digits, count, into: target)
    }

    /// `target += digits`; the sum fits.
    private static func addInPlace(
        _ target: Digits, _ targetCount: Int, _ digits: Digits, _ count: Int
    ) {
        var carry: UInt32 = 0
        for index in 0..<count {
            carry &+= target[index] &+ digits[index]
            target[index] = carry & IntDigit.mask
            carry &>>= 30
        }
        var index = count
        while carry != 0, index < targetCount {
            carry &+= target[index]
            target[index] = carry & IntDigit.mask
            carry &>>= 30
            index &+= 1
        }
    }

    /// A short factor times each piece of its length of a long one.
    private static func lopsided(
        _ short: Digits, _ shortCount: Int, _ long: Digits, _ longCount: Int,
        into target: Digits
    ) {
        let total = shortCount &+ longCount
        target.update(repeating: 0, count: total)
        let scratch = Digits.allocate(capacity: 2 &* shortCount)
        defer { scratch.deallocate() }
        var position = 0
        while position < longCount {
            let pieceCount = min(shortCount, longCount &- position)
            product(short, shortCount, long + position, pieceCount, into: scratch)
            addInPlace(
                target + position, total &- position, scratch,
                trimmed(scratch, shortCount &+ pieceCount))
            position &+= pieceCount
        }
    }
}
