/// Powers of ints, with and without modulus (`long_pow`).
extension Interpreter {
    /// `left ** right`; an exponent below zero gives a float.
    public func intPower(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        if right.intSize < 0 {
            let base = try intToDouble(left)
            return try makeFloat(floatPower(base, intToDouble(right)))
        }
        try checkPowerFits(left, right)
        return try squareAndMultiply(left, right, modulus: nil)
    }

    /// `pow(left, right, modulus)`: the result has the modulus' sign.
    public func intPower(_ left: Ref, _ right: Ref, modulus: Ref) throws(Raised) -> Owned {
        if modulus.intSize == 0 {
            throw raise(.valueError, "pow() 3rd argument cannot be 0")
        }
        let positive = try intAbsolute(modulus)
        if positive.ref.intValue == 1 { return smallInt(0).owned() }
        var base = try exactInt(left)
        var exponent = try exactInt(right)
        if exponent.ref.intSize < 0 {
            base = try modularInverse(base.ref, positive.ref)
            exponent = try intNegative(exponent.ref)
        }
        base = try intRemainder(base.ref, positive.ref)
        let result = try squareAndMultiply(base.ref, exponent.ref, modulus: positive.ref)
        if modulus.intSize < 0, result.ref.intSize != 0 {
            return try intSubtract(result.ref, positive.ref)
        }
        return result
    }

    /// Refuses at once what could never be stored, instead of after hours of squaring.
    private func checkPowerFits(_ base: Ref, _ exponent: Ref) throws(Raised) {
        let bits = IntMagnitude.bitLength(base.intDigits, abs(base.intSize))
        if bits <= 1 { return }
        guard let times = exponent.intValue else { throw raiseMemoryError() }
        let (total, overflow) = (bits - 1).multipliedReportingOverflow(by: times)
        if overflow || total / 8 > state.pointee.limits.memoryLimit { throw raiseMemoryError() }
    }

    /// The exponent's bits from the top: square for each, multiply for a one.
    private func squareAndMultiply(
        _ base: Ref, _ exponent: Ref, modulus: Ref?
    ) throws(Raised) -> Owned {
        let bits = IntMagnitude.bitLength(exponent.intDigits, exponent.intSize)
        if bits == 0 { return smallInt(1).owned() }
        var result = try exactInt(base)
        var position = bits - 2
        while position >= 0 {
            result = try reduced(intMultiply(result.ref, result.ref), modulus)
            let (word, bit) = position.quotientAndRemainder(dividingBy: 30)
            if exponent.intDigits[word] >> UInt32(bit) & 1 != 0 {
                result = try reduced(intMultiply(result.ref, base), modulus)
            }
            position -= 1
        }
        return result
    }

    @inline(__always)
    private func reduced(
        _ value: consuming Owned, _ modulus: Ref?
    ) throws(Raised) -> Owned {
        guard let modulus else { return value }
        return try intRemainder(value.ref, modulus)
    }

    /// The inverse of a number modulo a positive one, by Euclid's algorithm.
    private func modularInverse(_ number: Ref, _ modulus: Ref) throws(Raised) -> Owned {
        var coefficient = smallInt(1).owned()
        var nextCoefficient = smallInt(0).owned()
        var rest = number.owned()
        var nextRest = modulus.owned()
        while nextRest.ref.intSize != 0 {
            let division = try intDivmod(rest.ref, nextRest.ref)
            let quotient = Owned(stealing: division.quotient)
            rest = nextRest
            nextRest = Owned(stealing: division.remainder)
            let product = try intMultiply(quotient.ref, nextCoefficient.ref)
            let difference = try intSubtract(coefficient.ref, product.ref)
            coefficient = nextCoefficient
            nextCoefficient = difference
        }
        guard rest.ref.intValue == 1 else {
            throw raise(.valueError, "base is not invertible for the given modulus")
        }
        return coefficient
    }

    /// The greatest common divisor of two ints, not negative (`_PyLong_GCD`).
    public func intGreatestCommonDivisor(_ left: Ref, _ right: Ref) throws(Raised) -> Owned {
        var first = try intAbsolute(left)
        var second = try intAbsolute(right)
        while second.ref.intSize != 0 {
            let rest = try intRemainder(first.ref, second.ref)
            first = second
            second = rest
        }
        return first
    }
}
