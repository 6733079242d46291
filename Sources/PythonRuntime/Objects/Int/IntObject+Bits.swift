/// Shifts and bitwise operators, on two's complement as if with endless sign bits.
extension Interpreter {
    /// `left << right`.
    public func intShiftLeft(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if right.intSize < 0 { throw raise(.valueError, "negative shift count") }
        if left.intSize == 0 { return smallInt(0).owned() }
        guard let bits = right.intValue else {
            throw raise(.overflowError, "too many digits in integer")
        }
        if Self.isSingleDigit(left), bits <= 30 {
            return try makeInt(left.singleDigitValue << bits)
        }
        let (words, shift) = bits.quotientAndRemainder(dividingBy: 30)
        let count = abs(left.intSize)
        let newCount = words + count + (shift == 0 ? 0 : 1)
        let raw = try newIntObject(digitCount: newCount)
        let digits = Ref(raw).intDigits
        digits.update(repeating: 0, count: words)
        let top = IntMagnitude.shiftUp(left.intDigits, count, by: shift, into: digits + words)
        if shift != 0 { digits[newCount - 1] = top }
        return finishInt(raw, count: newCount, isNegative: left.intSize < 0)
    }

    /// `left >> right`, rounding down.
    public func intShiftRight(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if right.intSize < 0 { throw raise(.valueError, "negative shift count") }
        if left.intSize == 0 { return smallInt(0).owned() }
        let isNegative = left.intSize < 0
        guard let bits = right.intValue else { return smallInt(isNegative ? -1 : 0).owned() }
        if Self.isSingleDigit(left) { return try makeInt(left.singleDigitValue >> min(bits, 63)) }
        let (words, shift) = bits.quotientAndRemainder(dividingBy: 30)
        let count = abs(left.intSize)
        let newCount = count - words
        if newCount <= 0 { return smallInt(isNegative ? -1 : 0).owned() }
        // A value shifted by whole digits can be full, so that rounding needs one digit more.
        let room = newCount + (isNegative && shift == 0 ? 1 : 0)
        let raw = try newIntObject(digitCount: room)
        let digits = Ref(raw).intDigits
        digits[room - 1] = 0
        var lost = IntMagnitude.shiftDown(
            left.intDigits + words, newCount, by: shift, into: digits)
        if isNegative {
            for index in 0..<words { lost |= left.intDigits[index] }
            if lost != 0 { incrementMagnitude(digits) }
        }
        return finishInt(raw, count: room, isNegative: isNegative)
    }

    /// Adds one to digits that are known not to be full.
    private func incrementMagnitude(_ digits: UnsafeMutablePointer<UInt32>) {
        var index = 0
        while digits[index] == IntDigit.mask {
            digits[index] = 0
            index += 1
        }
        digits[index] += 1
    }

    /// `left & right`.
    public func intAnd(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(left), Self.isSingleDigit(right) {
            return try makeInt(left.singleDigitValue & right.singleDigitValue)
        }
        return try bitwise(.and, left, right)
    }

    /// `left | right`.
    public func intOr(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(left), Self.isSingleDigit(right) {
            return try makeInt(left.singleDigitValue | right.singleDigitValue)
        }
        return try bitwise(.or, left, right)
    }

    /// `left ^ right`.
    public func intXor(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(left), Self.isSingleDigit(right) {
            return try makeInt(left.singleDigitValue ^ right.singleDigitValue)
        }
        return try bitwise(.xor, left, right)
    }

    private enum Bitwise { case and, or, xor }

    /// Digit by digit on the operands' two's complements, made on the way; the sign of the result
    /// follows from the operands' signs.
    private func bitwise(
        _ operation: Bitwise, _ left: Ref, _ right: Ref
    ) throws(Raised) -> Owned {
        let isLeftNegative = left.intSize < 0
        let isRightNegative = right.intSize < 0
        let isNegative =
            switch operation {
            case .and: isLeftNegative && isRightNegative
            case .or: isLeftNegative || isRightNegative
            case .xor: isLeftNegative != isRightNegative
            }
        let count = bitwiseCount(operation, left, right)
        let raw = try newIntObject(digitCount: count + (isNegative ? 1 : 0))
        let digits = Ref(raw).intDigits
        if !isLeftNegative, !isRightNegative {
            combineDigits(operation, left, right, count, into: digits)
            return finishInt(raw, count: count, isNegative: false)
        }
        var leftReader = ComplementReader(left)
        var rightReader = ComplementReader(right)
        var borrow: UInt32 = 1
        for index in 0..<count {
            let (first, second) = (leftReader.digit(index), rightReader.digit(index))
            let result =
                switch operation {
                case .and: first & second
                case .or: first | second
                case .xor: first ^ second
                }
            guard isNegative else {
                digits[index] = result
                continue
            }
            let complement = (result ^ IntDigit.mask) &+ borrow
            digits[index] = complement & IntDigit.mask
            borrow = complement >> 30
        }
        if isNegative { digits[count] = borrow }
        return finishInt(raw, count: count + (isNegative ? 1 : 0), isNegative: isNegative)
    }

    /// The lowest `count` digits of the result for operands that aren't negative.
    private func combineDigits(
        _ operation: Bitwise, _ left: Ref, _ right: Ref, _ count: Int,
        into digits: UnsafeMutablePointer<UInt32>
    ) {
        let (leftDigits, rightDigits) = (left.intDigits, right.intDigits)
        let shared = min(count, min(left.intSize, right.intSize))
        switch operation {
        case .and:
            for index in 0..<shared { digits[index] = leftDigits[index] & rightDigits[index] }
        case .or: for index in 0..<shared { digits[index] = leftDigits[index] | rightDigits[index] }
        case .xor:
            for index in 0..<shared { digits[index] = leftDigits[index] ^ rightDigits[index] }
        }
        guard shared < count else { return }
        let rest = left.intSize > shared ? leftDigits : rightDigits
        for index in shared..<count { digits[index] = rest[index] }
    }

    /// The digits of the result that can differ from its sign: the shorter operand's when it decides
    /// the rest, else the longer's.
    private func bitwiseCount(_ operation: Bitwise, _ left: Ref, _ right: Ref) -> Int {
        let isLeftLonger = abs(left.intSize) >= abs(right.intSize)
        let (long, short) = isLeftLonger ? (left, right) : (right, left)
        let isShortNegative = short.intSize < 0
        let usesLong =
            switch operation {
            case .and: isShortNegative
            case .or: !isShortNegative
            case .xor: true
            }
        return abs(usesLong ? long.intSize : short.intSize)
    }

    /// `~operand`, which is `−(operand + 1)`.
    public func intInvert(_ operand: Ref) throws(Raised) -> Owned {
        if Self.isSingleDigit(operand) { return try makeInt(~operand.singleDigitValue) }
        let sum = try intAdd(operand, smallInt(1))
        if sum.ref.refcount == 1 {
            let fields = sum.ref.fields(PyLongObject.self)
            fields.pointee.ob_size = -fields.pointee.ob_size
            return sum
        }
        return try intNegative(sum.ref)
    }
}

/// The digits of an int's two's complement, from the lowest up.
private struct ComplementReader {
    private let digits: UnsafeMutablePointer<UInt32>
    private let count: Int
    private let isNegative: Bool
    private var carry: UInt32 = 1

    init(_ object: Ref) {
        digits = object.intDigits
        count = abs(object.intSize)
        isNegative = object.intSize < 0
    }

    @inline(__always)
    mutating func digit(_ index: Int) -> UInt32 {
        let digit = index < count ? digits[index] : 0
        guard isNegative else { return digit }
        let complement = (digit ^ IntDigit.mask) &+ carry
        carry = complement >> 30
        return complement & IntDigit.mask
    }
}
