import Glibc

/// Ints and floats: conversion, true division and comparison, all correctly rounded or exact.
extension Ref {
    /// The top 64 bits of an int's magnitude, the lowest of them set when bits below are, and the
    /// power of two they stand for. Rounding them to 53 bits rounds the int.
    func leadingBits() -> (bits: UInt64, exponent: Int) {
        let count = abs(intSize)
        let digits = intDigits
        var bits: UInt64 = 0
        var index = count
        while index > 0, bits >> 34 == 0 {
            index -= 1
            bits = bits << 30 | UInt64(digits[index])
        }
        if index == 0 { return (bits, 0) }
        // Between 35 and 64 bits are taken; fill up with the top of the next digit.
        let room = bits.leadingZeroBitCount
        var exponent = index * 30
        if room > 0 {
            let taken = min(room, 30)
            index -= 1
            exponent -= taken
            let next = UInt64(digits[index])
            bits = bits << UInt64(taken) | next >> UInt64(30 - taken)
            if next & ((1 << UInt64(30 - taken)) - 1) != 0 { bits |= 1 }
        }
        while index > 0 {
            index -= 1
            if digits[index] != 0 {
                bits |= 1
                break
            }
        }
        return (bits, exponent)
    }

    /// The nearest double of an int, ties to even; nil beyond the range.
    var intDoubleValue: Double? {
        let size = intSize
        if UInt(bitPattern: size &+ 1) <= 2 { return Double(singleDigitValue) }
        guard abs(size) <= 36 else { return nil }
        let (bits, exponent) = leadingBits()
        let value = scalbn(Double(bits), Int32(exponent))
        guard value.isFinite else { return nil }
        return size < 0 ? -value : value
    }
}

extension Interpreter {
    /// The nearest double, or `OverflowError` (`PyLong_AsDouble`).
    @inline(__always)
    public func intToDouble(_ object: Ref) throws(Raised) -> Double {
        if let value = object.intDoubleValue { return value }
        throw raise(.overflowError, "int too large to convert to float")
    }

    /// `left / right`, the double nearest to the exact quotient.
    public func intTrueDivide(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if right.intSize == 0 { throw raise(.zeroDivisionError, "division by zero") }
        if left.intSize == 0 { return try makeFloat(right.intSize < 0 ? -0.0 : 0.0) }
        if let first = left.exactDouble, let second = right.exactDouble {
            return try makeFloat(first / second)
        }
        let quotient = try roundedQuotient(left, right)
        return try makeFloat((left.intSize < 0) != (right.intSize < 0) ? -quotient : quotient)
    }

    /// The quotient of the magnitudes of two ints that are not zero. An integer quotient of at least
    /// 55 bits is taken, its lowest bit made to tell of a remainder, and rounded once.
    private func roundedQuotient(_ left: Ref, _ right: Ref) throws(Raised) -> Double {
        let leftBits = IntMagnitude.bitLength(left.intDigits, abs(left.intSize))
        let rightBits = IntMagnitude.bitLength(right.intDigits, abs(right.intSize))
        let difference = leftBits - rightBits
        if difference > 1024 { throw quotientTooLarge() }
        if difference < -1076 { return 0 }
        // Where the result will be subnormal, fewer bits are left to round to.
        let shift = min(62 - difference, 1076)
        var dividend = try intAbsolute(left)
        var divisor = try intAbsolute(right)
        let amount = try makeInt(abs(shift))
        if shift > 0 {
            dividend = try intShiftLeft(dividend.ref, amount.ref)
        } else if shift < 0 {
            divisor = try intShiftLeft(divisor.ref, amount.ref)
        }
        let division = try intDivmod(dividend.ref, divisor.ref)
        let quotient = Owned(stealing: division.quotient)
        let rest = Owned(stealing: division.remainder)
        // At most 63 bits, so the value is there.
        var bits = UInt64(bitPattern: Int64(quotient.ref.intValue ?? 0))
        if rest.ref.intSize != 0 { bits |= 1 }
        let result = FloatHex.scaled(bits, by: -shift)
        guard result.isFinite else { throw quotientTooLarge() }
        return result
    }

    private func quotientTooLarge() -> Raised {
        raise(.overflowError, "integer division result too large for a float")
    }

    /// How an int compares with a double that is not NaN: −1, 0 or 1, exactly.
    func intCompare(_ object: Ref, _ value: Double) -> Int {
        if value.isInfinite { return value > 0 ? -1 : 1 }
        if let small = object.exactDouble {
            return small < value ? -1 : small > value ? 1 : 0
        }
        let isNegative = object.intSize < 0
        if isNegative != (value < 0) || value == 0 { return isNegative ? -1 : 1 }
        let magnitude = compareMagnitude(object, value.magnitude)
        return isNegative ? -magnitude : magnitude
    }

    /// Compares the magnitude of an int of over 53 bits with a positive, finite double.
    private func compareMagnitude(_ object: Ref, _ value: Double) -> Int {
        let bits = IntMagnitude.bitLength(object.intDigits, abs(object.intSize))
        let valueBits = Int(value.exponent) + 1
        if bits != valueBits { return bits < valueBits ? -1 : 1 }
        let leading = object.leadingBits()
        let aligned = leading.bits << UInt64(leading.bits.leadingZeroBitCount)
        let significand = (UInt64(1) << 52 | value.significandBitPattern) << 11
        if aligned != significand { return aligned < significand ? -1 : 1 }
        return 0
    }
}

extension Ref {
    /// The value of an int of at most 53 bits.
    @inline(__always)
    var exactDouble: Double? {
        guard let value = intValue, value.magnitude <= 1 << 53 else { return nil }
        return Double(value)
    }
}
