/// Floor division and remainder of ints. As in mathematics and unlike in C, the quotient is rounded
/// down and the remainder has the divisor's sign.
extension Interpreter {
    static let divisionByZero = "integer division or modulo by zero"

    /// `left // right`.
    public func intFloorDivide(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if let (first, second) = singleDigits(left, right) {
            return try makeInt(floorQuotient(first, second))
        }
        return try intDivmodLong(left, right).takeQuotient()
    }

    /// `left % right`.
    public func intRemainder(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if let (first, second) = singleDigits(left, right) {
            let rest = first % second
            return try makeInt(rest != 0 && (rest < 0) != (second < 0) ? rest + second : rest)
        }
        if right.intSize == 0 { throw raise(.zeroDivisionError, "integer modulo by zero") }
        return try intDivmodLong(left, right).takeRemainder()
    }

    /// `divmod(left, right)`.
    func intDivmod(_ left: Ref, _ right: Ref) throws(Raised) -> IntDivision {
        if let (first, second) = singleDigits(left, right) {
            let quotient = floorQuotient(first, second)
            let made = try makeInt(quotient)
            return IntDivision(
                quotient: made.take(), remainder: try makeInt(first - quotient * second).take())
        }
        return try intDivmodLong(left, right)
    }

    @inline(__always)
    private func singleDigits(_ left: Ref, _ right: Ref) -> (Int, Int)? {
        guard Self.isSingleDigit(left), Self.isSingleDigit(right), right.intSize != 0 else {
            return nil
        }
        return (left.singleDigitValue, right.singleDigitValue)
    }

    @inline(__always)
    private func floorQuotient(_ left: Int, _ right: Int) -> Int {
        let quotient = left / right
        let rest = left &- quotient &* right
        return rest != 0 && (rest < 0) != (right < 0) ? quotient - 1 : quotient
    }

    /// Floor division of any ints (`l_divmod`): the truncating division, corrected by one.
    @inline(never)
    func intDivmodLong(_ left: Ref, _ right: Ref) throws(Raised) -> IntDivision {
        let division = try intTruncatingDivmod(left, right)
        let restSize = Ref(division.remainder).intSize
        guard restSize != 0, (restSize < 0) != (right.intSize < 0) else { return division }
        var quotient = Owned(stealing: division.quotient)
        var rest = Owned(stealing: division.remainder)
        rest = try intAdd(rest.ref, right)
        quotient = try intSubtract(quotient.ref, smallInt(1))
        return IntDivision(quotient: quotient.take(), remainder: rest.take())
    }

    /// Division rounding towards zero (`long_divrem`); the remainder has the dividend's sign.
    func intTruncatingDivmod(_ left: Ref, _ right: Ref) throws(Raised) -> IntDivision {
        let (leftCount, rightCount) = (abs(left.intSize), abs(right.intSize))
        if rightCount == 0 { throw raise(.zeroDivisionError, Self.divisionByZero) }
        if IntMagnitude.compare(left.intDigits, leftCount, right.intDigits, rightCount) < 0 {
            let rest = try exactInt(left)
            return IntDivision(quotient: smallInt(0).owned().take(), remainder: rest.take())
        }
        let isNegative = (left.intSize < 0) != (right.intSize < 0)
        if rightCount == 1 { return try divideByDigit(left, right, isNegative: isNegative) }
        return try divideLong(left, right, isNegative: isNegative)
    }

    private func divideByDigit(
        _ left: Ref, _ right: Ref, isNegative: Bool
    ) throws(Raised) -> IntDivision {
        let count = abs(left.intSize)
        let raw = try newIntObject(digitCount: count)
        let digit = IntMagnitude.divide(
            left.intDigits, count, by: right.intDigits[0], into: Ref(raw).intDigits)
        let quotient = finishInt(raw, count: count, isNegative: isNegative)
        let rest = try makeInt(left.intSize < 0 ? -Int(digit) : Int(digit))
        return IntDivision(quotient: quotient.take(), remainder: rest.take())
    }

    /// Knuth's division on shifted copies, which are int objects as in CPython, so that the
    /// allocator sees the same requests.
    private func divideLong(
        _ left: Ref, _ right: Ref, isNegative: Bool
    ) throws(Raised) -> IntDivision {
        let (leftCount, rightCount) = (abs(left.intSize), abs(right.intSize))
        let work = Owned(stealing: try newIntObject(digitCount: leftCount + 1))
        let rest = Owned(stealing: try newIntObject(digitCount: rightCount))
        let shift = 30 - (32 - right.intDigits[rightCount - 1].leadingZeroBitCount)
        IntMagnitude.shiftUp(right.intDigits, rightCount, by: shift, into: rest.ref.intDigits)
        let top = IntMagnitude.shiftUp(
            left.intDigits, leftCount, by: shift, into: work.ref.intDigits)
        work.ref.intDigits[leftCount] = top
        let divisorTop = rest.ref.intDigits[rightCount - 1]
        // Without a digit shifted out at the top, the first quotient digit is known to be zero.
        let needsExtra = top != 0 || work.ref.intDigits[leftCount - 1] >= divisorTop
        let workCount = needsExtra ? leftCount : leftCount - 1
        let quotientCount = workCount + 1 - rightCount
        let quotient = try newIntObject(digitCount: quotientCount)
        IntMagnitude.divideLong(
            work.ref.intDigits, workCount, rest.ref.intDigits, rightCount,
            quotient: Ref(quotient).intDigits)
        IntMagnitude.shiftDown(
            work.ref.intDigits, rightCount, by: shift, into: rest.ref.intDigits)
        let finished = finishInt(quotient, count: quotientCount, isNegative: isNegative)
        let remainder = finishInt(
            rest.take(), count: rightCount, isNegative: left.intSize < 0)
        return IntDivision(quotient: finished.take(), remainder: remainder.take())
    }
}

/// Quotient and remainder, two new references that the receiver takes both.
struct IntDivision {
    let quotient: RawObject
    let remainder: RawObject

    func takeQuotient() -> Owned {
        Ref(remainder).decref()
        return Owned(stealing: quotient)
    }

    func takeRemainder() -> Owned {
        Ref(quotient).decref()
        return Owned(stealing: remainder)
    }

}
