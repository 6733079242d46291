import Glibc

/// Arithmetic on doubles as Python defines it, where it differs from C's.
extension Interpreter {
    @inline(__always)
    public func floatDivide(_ left: Double, _ right: Double) throws(Raised) -> Double {
        if right == 0 { throw raise(.zeroDivisionError, "float division by zero") }
        return left / right
    }

    /// `left % right`, with the divisor's sign.
    public func floatRemainder(_ left: Double, _ right: Double) throws(Raised) -> Double {
        if right == 0 { throw raise(.zeroDivisionError, "float modulo") }
        return Self.floorDivision(left, right).remainder
    }

    /// `left // right`.
    public func floatFloorDivide(_ left: Double, _ right: Double) throws(Raised) -> Double {
        if right == 0 { throw raise(.zeroDivisionError, "float floor division by zero") }
        return Self.floorDivision(left, right).quotient
    }

    /// Quotient rounded down and remainder with the divisor's sign, zeros signed as CPython signs them.
    static func floorDivision(
        _ left: Double, _ right: Double
    ) -> (quotient: Double, remainder: Double) {
        var remainder = fmod(left, right)
        var quotient = (left - remainder) / right
        if remainder == 0 {
            remainder = copysign(0, right)
        } else if (right < 0) != (remainder < 0) {
            remainder += right
            quotient -= 1
        }
        if quotient == 0 { return (copysign(0, left / right), remainder) }
        var floored = floor(quotient)
        if quotient - floored > 0.5 { floored += 1 }
        return (floored, remainder)
    }

    /// `left ** right` of floats that has a real result; the caller has dealt with a negative base to
    /// a fractional power, which is complex.
    public func floatPower(_ left: Double, _ right: Double) throws(Raised) -> Double {
        if right == 0 || left == 1 { return 1 }
        if left.isNaN || right.isNaN { return .nan }
        if left == 0, right < 0, right.isFinite {
            throw raise(.zeroDivisionError, "0.0 cannot be raised to a negative power")
        }
        if left == -1, right.isInfinite { return 1 }
        let result = pow(left, right)
        if result.isInfinite, left.isFinite, right.isFinite, left != 0 {
            throw raise(.overflowError, tuple: (34, "Numerical result out of range"))
        }
        return result
    }

    /// Whether the power of these floats is complex: a negative base to a fractional power.
    static func isComplexPower(_ left: Double, _ right: Double) -> Bool {
        left < 0 && left.isFinite && right.isFinite && right != right.rounded(.towardZero)
    }

    /// An exception with a number and a text as its arguments, as those from the C library have.
    private func raise(_ type: BuiltinType, tuple: (Int, String)) -> Raised {
        do {
            let number = try makeInt(tuple.0)
            let text = try makeString(tuple.1)
            let arguments = try makeTuple([number.ref, text.ref])
            let exception = try call(Ref(RawObject(self.type(type))), tuple: arguments.ref)
            return raise(instance: exception)
        } catch {
            return error
        }
    }
}
