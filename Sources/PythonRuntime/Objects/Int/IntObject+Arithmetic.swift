/// Addition, subtraction and multiplication of ints, and comparison.
///
/// The functions named `int…` take ints (or a subclass's objects) and are what the eval loop's fast
/// paths call. Results are allocated with the room CPython's algorithm asks for, which can be a
/// digit more than they need: the size class shows in the addresses of later objects.
extension Interpreter {
    /// Whether an int has at most one digit.
    @inline(__always)
    static func isSingleDigit(_ object: Ref) -> Bool { UInt(bitPattern: object.intSize &+ 1) <= 2 }

    @inline(__always)
    public func intAdd(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(left), Self.isSingleDigit(right) {
            return try makeInt(left.singleDigitValue &+ right.singleDigitValue)
        }
        return try intAddLong(left, right)
    }

    @inline(__always)
    public func intSubtract(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(left), Self.isSingleDigit(right) {
            return try makeInt(left.singleDigitValue &- right.singleDigitValue)
        }
        return try intSubtractLong(left, right)
    }

    @inline(__always)
    public func intMultiply(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(left), Self.isSingleDigit(right) {
            return try makeInt(left.singleDigitValue &* right.singleDigitValue)
        }
        return try intMultiplyLong(left, right)
    }

    /// −1, 0 or 1.
    @inline(__always)
    public func intCompare(_ left: Ref, _ right: Ref) -> Int {
        if Self.isSingleDigit(left), Self.isSingleDigit(right) {
            let (first, second) = (left.singleDigitValue, right.singleDigitValue)
            return first < second ? -1 : first > second ? 1 : 0
        }
        return intCompareLong(left, right)
    }

    @inline(never)
    func intCompareLong(_ left: Ref, _ right: Ref) -> Int {
        let (leftSize, rightSize) = (left.intSize, right.intSize)
        if leftSize != rightSize { return leftSize < rightSize ? -1 : 1 }
        let magnitudes = IntMagnitude.compare(
            left.intDigits, abs(leftSize), right.intDigits, abs(rightSize))
        return leftSize < 0 ? -magnitudes : magnitudes
    }

    @inline(never)
    func intAddLong(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let isLeftNegative = left.intSize < 0
        if isLeftNegative == (right.intSize < 0) {
            return try addMagnitudes(left, right, isNegative: isLeftNegative)
        }
        return isLeftNegative
            ? try subtractMagnitudes(right, left) : try subtractMagnitudes(left, right)
    }

    @inline(never)
    func intSubtractLong(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let isLeftNegative = left.intSize < 0
        if isLeftNegative != (right.intSize < 0) {
            return try addMagnitudes(left, right, isNegative: isLeftNegative)
        }
        return isLeftNegative
            ? try subtractMagnitudes(right, left) : try subtractMagnitudes(left, right)
    }

    private func addMagnitudes(
        _ left: Ref, _ right: Ref, isNegative: Bool
    ) throws(Raised) -> Owned {
        let leftCount = abs(left.intSize)
        let rightCount = abs(right.intSize)
        let (long, short) = leftCount >= rightCount ? (left, right) : (right, left)
        let (longCount, shortCount) = (max(leftCount, rightCount), min(leftCount, rightCount))
        let raw = try newIntObject(digitCount: longCount + 1)
        IntMagnitude.add(
            long.intDigits, longCount, short.intDigits, shortCount, into: Ref(raw).intDigits)
        return finishInt(raw, count: longCount + 1, isNegative: isNegative)
    }

    /// `|left| − |right|`, whatever its sign.
    private func subtractMagnitudes(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        var leftCount = abs(left.intSize)
        var rightCount = abs(right.intSize)
        if leftCount == rightCount {
            // Equal leading digits cancel before the room is asked for.
            while leftCount > 0, left.intDigits[leftCount - 1] == right.intDigits[leftCount - 1] {
                leftCount -= 1
            }
            if leftCount == 0 { return smallInt(0).owned() }
            rightCount = leftCount
        }
        let isNegative =
            leftCount < rightCount
            || leftCount == rightCount
                && left.intDigits[leftCount - 1] < right.intDigits[rightCount - 1]
        let (large, small) = isNegative ? (right, left) : (left, right)
        let (largeCount, smallCount) = (max(leftCount, rightCount), min(leftCount, rightCount))
        let raw = try newIntObject(digitCount: largeCount)
        IntMagnitude.subtract(
            large.intDigits, largeCount, small.intDigits, smallCount, into: Ref(raw).intDigits)
        return finishInt(raw, count: largeCount, isNegative: isNegative)
    }

    @inline(never)
    func intMultiplyLong(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        let leftCount = abs(left.intSize)
        let rightCount = abs(right.intSize)
        if leftCount == 0 || rightCount == 0 { return smallInt(0).owned() }
        let raw = try newIntObject(digitCount: leftCount + rightCount)
        IntMagnitude.product(
            left.intDigits, leftCount, right.intDigits, rightCount, into: Ref(raw).intDigits)
        return finishInt(
            raw, count: leftCount + rightCount,
            isNegative: (left.intSize < 0) != (right.intSize < 0))
    }

    /// Drops leading zero digits of a new int and sets its sign; a small value becomes the cached
    /// int and the new object goes (`long_normalize`, `maybe_small_long`).
    func finishInt(_ raw: RawObject, count: Int, isNegative: Bool) -> Owned {
        let result = Owned(stealing: raw)
        let digits = result.ref.intDigits
        let count = IntMagnitude.trimmed(digits, count)
        result.ref.fields(PyLongObject.self).pointee.ob_size = isNegative ? -count : count
        if count <= 1 {
            let value = count == 0 ? 0 : result.ref.singleDigitValue
            if value >= -5 && value <= 256 { return smallInt(value).owned() }
        }
        return result
    }

    public func intNegative(_ operand: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(operand) { return try makeInt(0 &- operand.singleDigitValue) }
        let result = try copyInt(operand)
        let fields = result.ref.fields(PyLongObject.self)
        fields.pointee.ob_size = -fields.pointee.ob_size
        return result
    }

    public func intAbsolute(_ operand: Ref) throws(Raised) -> Owned {
        operand.intSize < 0 ? try intNegative(operand) : try exactInt(operand)
    }

    /// The int itself if its type is int, else an int of its value.
    func exactInt(_ operand: Ref) throws(Raised) -> Owned {
        if operand.isExactly(.int) { return operand.owned() }
        if Self.isSingleDigit(operand) { return try makeInt(operand.singleDigitValue) }
        return try copyInt(operand)
    }

    /// A new int object of the same digits.
    func copyInt(_ operand: Ref) throws(Raised) -> Owned {
        let count = abs(operand.intSize)
        let raw = try newIntObject(digitCount: count)
        Ref(raw).intDigits.update(from: operand.intDigits, count: count)
        Ref(raw).fields(PyLongObject.self).pointee.ob_size = operand.intSize
        return Owned(stealing: raw)
    }
}
