import Glibc

/// Division and powers of complex numbers, with Python's errors.
extension Interpreter {
    /// Smith's method: divides by the larger part of the divisor first, so that nothing overflows early.
    func complexQuotient(_ left: Complex, _ right: Complex) throws(Raised) -> Complex {
        let (real, imaginary) = (right.real.magnitude, right.imaginary.magnitude)
        if real >= imaginary {
            if real == 0 { throw raise(.zeroDivisionError, "complex division by zero") }
            let ratio = right.imaginary / right.real
            let scale = right.real + right.imaginary * ratio
            return Complex(
                (left.real + left.imaginary * ratio) / scale,
                (left.imaginary - left.real * ratio) / scale)
        }
        if imaginary >= real {
            let ratio = right.real / right.imaginary
            let scale = right.real * ratio + right.imaginary
            return Complex(
                (left.real * ratio + left.imaginary) / scale,
                (left.imaginary * ratio - left.real) / scale)
        }
        return Complex(.nan, .nan)
    }

    /// `left ** right`: by squaring for small integer exponents, else through polar form.
    func complexPower(_ left: Complex, _ right: Complex) throws(Raised) -> Complex {
        let result: Complex
        if right.imaginary == 0, right.real == floor(right.real), right.real.magnitude <= 100 {
            let exponent = Int(right.real)
            if exponent == 0 { return Complex(1, 0) }
            if exponent < 0, left == Complex(0, 0) { throw zeroToNegativePower() }
            let power = Self.integerPower(left, exponent.magnitude)
            result = exponent > 0 ? power : try complexQuotient(Complex(1, 0), power)
        } else {
            result = try polarPower(left, right)
        }
        guard result.real.isInfinite || result.imaginary.isInfinite else { return result }
        throw raise(.overflowError, "complex exponentiation")
    }

    private func zeroToNegativePower() -> Raised {
        raise(.zeroDivisionError, "0.0 to a negative or complex power")
    }

    private static func integerPower(_ base: Complex, _ exponent: UInt) -> Complex {
        var result = Complex(1, 0)
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 != 0 { result = result * square }
            rest >>= 1
            if rest > 0 { square = square * square }
        }
        return result
    }

    private func polarPower(_ left: Complex, _ right: Complex) throws(Raised) -> Complex {
        if right == Complex(0, 0) { return Complex(1, 0) }
        if left == Complex(0, 0) {
            if right.imaginary != 0 || right.real < 0 { throw zeroToNegativePower() }
            return Complex(0, 0)
        }
        let magnitude = hypot(left.real, left.imaginary)
        var length = pow(magnitude, right.real)
        let angle = atan2(left.imaginary, left.real)
        var phase = angle * right.real
        if right.imaginary != 0 {
            length /= exp(angle * right.imaginary)
            phase += right.imaginary * log(magnitude)
        }
        // C's `cos` reports an endless angle as it reports the others' failures.
        if phase.isInfinite { throw zeroToNegativePower() }
        return Complex(length * cos(phase), length * sin(phase))
    }

    /// `abs(value)`.
    func complexMagnitude(_ value: Complex) throws(Raised) -> Double {
        let result = hypot(value.real, value.imaginary)
        if result.isInfinite, value.real.isFinite, value.imaginary.isFinite {
            throw raise(.overflowError, "absolute value too large")
        }
        return result
    }
}
