import Glibc

/// A complex number and its elementary functions, accurate near the branch cuts and without needless overflow:
/// W. Kahan's "Branch cuts for complex elementary functions", which CPython follows as well.
struct ComplexValue {
    var real: Double
    var imaginary: Double

    /// A function that isn't defined there, or whose result is too large.
    enum Failure: Error {
        case domain, range
    }

    init(_ real: Double, _ imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
    }

    var isFinite: Bool { real.isFinite && imaginary.isFinite }

    /// The number times i, and times −i.
    private var turnedLeft: ComplexValue { ComplexValue(-imaginary, real) }
    private var turnedRight: ComplexValue { ComplexValue(imaginary, -real) }

    /// Beyond this, squares overflow.
    private static let large = Double.greatestFiniteMagnitude / 4
    private static let largeRoot = large.squareRoot()
    /// Beyond this, `exp` comes near overflow.
    private static let largeLogarithm = Glibc.log(large)
    private static let smallRoot = Double.leastNormalMagnitude.squareRoot()
    private static let log2 = 0.693147180559945309417

    private var isLarge: Bool {
        real.magnitude > ComplexValue.large || imaginary.magnitude > ComplexValue.large
    }

    /// The logarithm of the absolute value, of a number that may be large.
    private var largeLogarithm: Double {
        Glibc.log(Glibc.hypot(real / 2, imaginary / 2)) + ComplexValue.log2 * 2
    }

    var phase: Double { Glibc.atan2(imaginary, real) }

    /// Too large for a double although the parts aren't.
    func absolute() throws(Failure) -> Double {
        let result = Glibc.hypot(real, imaginary)
        if result.isInfinite, isFinite { throw .range }
        return result
    }

    func squareRoot() throws(Failure) -> ComplexValue {
        if let special = try ComplexSpecials.squareRoot.value(self) { return special }
        if real == 0, imaginary == 0 { return ComplexValue(0, imaginary) }
        var (x, y) = (real.magnitude, imaginary.magnitude)
        let root: Double
        if x < .leastNormalMagnitude, y < .leastNormalMagnitude, x > 0 || y > 0 {
            // Scaled up by an even power of two, and back by half of it.
            (x, y) = (Glibc.scalbn(x, 54), Glibc.scalbn(y, 54))
            root = Glibc.scalbn((x + Glibc.hypot(x, y)).squareRoot(), -27) / 2.0.squareRoot()
        } else {
            x /= 8
            root = 2 * (x + Glibc.hypot(x, y / 8)).squareRoot()
        }
        let other = imaginary.magnitude / (2 * root)
        return real >= 0
            ? ComplexValue(root, Glibc.copysign(other, imaginary))
            : ComplexValue(other, Glibc.copysign(root, imaginary))
    }

    func exponential() throws(Failure) -> ComplexValue {
        if real.isInfinite, imaginary.isFinite, imaginary != 0 {
            let scale = real > 0 ? Double.infinity : 0
            return ComplexValue(
                Glibc.copysign(scale, Glibc.cos(imaginary)),
                Glibc.copysign(scale, Glibc.sin(imaginary)))
        }
        if let special = try ComplexSpecials.exponential.value(self) { return special }
        let result: ComplexValue
        if real > ComplexValue.largeLogarithm {
            let scale = Glibc.exp(real - 1)
            result = ComplexValue(
                scale * Glibc.cos(imaginary) * M_E, scale * Glibc.sin(imaginary) * M_E)
        } else {
            let scale = Glibc.exp(real)
            result = ComplexValue(scale * Glibc.cos(imaginary), scale * Glibc.sin(imaginary))
        }
        return try result.checked()
    }

    /// Refuses a result that is infinite although the argument was finite.
    private func checked() throws(Failure) -> ComplexValue {
        if real.isInfinite || imaginary.isInfinite { throw .range }
        return self
    }

    func logarithm() throws(Failure) -> ComplexValue {
        if let special = try ComplexSpecials.logarithm.value(self) { return special }
        let (x, y) = (real.magnitude, imaginary.magnitude)
        let size: Double
        if isLarge {
            size = Glibc.log(Glibc.hypot(x / 2, y / 2)) + ComplexValue.log2
        } else if x < .leastNormalMagnitude, y < .leastNormalMagnitude {
            if x == 0, y == 0 { throw .domain }
            let scaled = Glibc.hypot(Glibc.scalbn(x, 53), Glibc.scalbn(y, 53))
            size = Glibc.log(scaled) - 53 * ComplexValue.log2
        } else {
            let absolute = Glibc.hypot(x, y)
            if 0.71 <= absolute, absolute <= 1.73 {
                // Near 1 the logarithm of a rounded absolute value would lose digits.
                let (great, less) = (max(x, y), min(x, y))
                size = Glibc.log1p((great - 1) * (great + 1) + less * less) / 2
            } else {
                size = Glibc.log(absolute)
            }
        }
        return ComplexValue(size, phase)
    }

    // MARK: Inverse functions

    func inverseCosine() throws(Failure) -> ComplexValue {
        if let special = try ComplexSpecials.inverseCosine.value(self) { return special }
        if isLarge {
            let size = largeLogarithm
            return ComplexValue(
                Glibc.atan2(imaginary.magnitude, real),
                real < 0
                    ? -Glibc.copysign(size, imaginary) : Glibc.copysign(size, -imaginary))
        }
        let one = try ComplexValue(1 - real, -imaginary).squareRoot()
        let other = try ComplexValue(1 + real, imaginary).squareRoot()
        return ComplexValue(
            2 * Glibc.atan2(one.real, other.real),
            Glibc.asinh(other.real * one.imaginary - other.imaginary * one.real))
    }

    func inverseHyperbolicCosine() throws(Failure) -> ComplexValue {
        if let special = try ComplexSpecials.inverseHyperbolicCosine.value(self) { return special }
        if isLarge { return ComplexValue(largeLogarithm, phase) }
        let one = try ComplexValue(real - 1, imaginary).squareRoot()
        let other = try ComplexValue(real + 1, imaginary).squareRoot()
        return ComplexValue(
            Glibc.asinh(one.real * other.real + one.imaginary * other.imaginary),
            2 * Glibc.atan2(one.imaginary, other.real))
    }

    func inverseSine() throws(Failure) -> ComplexValue {
        try turnedLeft.inverseHyperbolicSine().turnedRight
    }

    func inverseHyperbolicSine() throws(Failure) -> ComplexValue {
        if let special = try ComplexSpecials.inverseHyperbolicSine.value(self) { return special }
        if isLarge {
            let size = largeLogarithm
            return ComplexValue(
                imaginary.sign == .plus
                    ? Glibc.copysign(size, real) : -Glibc.copysign(size, -real),
                Glibc.atan2(imaginary, real.magnitude))
        }
        let one = try ComplexValue(1 + imaginary, -real).squareRoot()
        let other = try ComplexValue(1 - imaginary, real).squareRoot()
        return ComplexValue(
            Glibc.asinh(one.real * other.imaginary - other.real * one.imaginary),
            Glibc.atan2(imaginary, one.real * other.real - one.imaginary * other.imaginary))
    }

    func inverseTangent() throws(Failure) -> ComplexValue {
        try turnedLeft.inverseHyperbolicTangent().turnedRight
    }

    func inverseHyperbolicTangent() throws(Failure) -> ComplexValue {
        if let special = try ComplexSpecials.inverseHyperbolicTangent.value(self) { return special }
        if real.sign == .minus {
            let mirrored = try ComplexValue(-real, -imaginary).inverseHyperbolicTangent()
            return ComplexValue(-mirrored.real, -mirrored.imaginary)
        }
        let y = imaginary.magnitude
        if real > ComplexValue.largeRoot || y > ComplexValue.largeRoot {
            let half = Glibc.hypot(real / 2, imaginary / 2)
            return ComplexValue(
                real / 4 / half / half, -Glibc.copysign(Double.pi / 2, -imaginary))
        }
        if real == 1, y < ComplexValue.smallRoot {
            if y == 0 { throw .domain }
            return ComplexValue(
                -Glibc.log(y.squareRoot() / Glibc.hypot(y, 2).squareRoot()),
                Glibc.copysign(Glibc.atan2(2, -y) / 2, imaginary))
        }
        return ComplexValue(
            Glibc.log1p(4 * real / ((1 - real) * (1 - real) + y * y)) / 4,
            -Glibc.atan2(-2 * imaginary, (1 - real) * (1 + real) - y * y) / 2)
    }

    // MARK: Hyperbolic and circular functions

    func cosine() throws(Failure) -> ComplexValue { try turnedLeft.hyperbolicCosine() }

    func sine() throws(Failure) -> ComplexValue { try turnedLeft.hyperbolicSine().turnedRight }

    func tangent() throws(Failure) -> ComplexValue {
        try turnedLeft.hyperbolicTangent().turnedRight
    }

    func hyperbolicCosine() throws(Failure) -> ComplexValue {
        if real.isInfinite, imaginary.isFinite, imaginary != 0 {
            return ComplexValue(
                Glibc.copysign(.infinity, Glibc.cos(imaginary)),
                Glibc.copysign(.infinity, Glibc.sin(imaginary) * (real > 0 ? 1 : -1)))
        }
        if let special = try ComplexSpecials.hyperbolicCosine.value(self) { return special }
        let (x, scale) = reduced
        return try ComplexValue(
            Glibc.cos(imaginary) * Glibc.cosh(x) * scale,
            Glibc.sin(imaginary) * Glibc.sinh(x) * scale
        ).checked()
    }

    func hyperbolicSine() throws(Failure) -> ComplexValue {
        if real.isInfinite, imaginary.isFinite, imaginary != 0 {
            return ComplexValue(
                Glibc.copysign(.infinity, Glibc.cos(imaginary) * (real > 0 ? 1 : -1)),
                Glibc.copysign(.infinity, Glibc.sin(imaginary)))
        }
        if let special = try ComplexSpecials.hyperbolicSine.value(self) { return special }
        let (x, scale) = reduced
        return try ComplexValue(
            Glibc.cos(imaginary) * Glibc.sinh(x) * scale,
            Glibc.sin(imaginary) * Glibc.cosh(x) * scale
        ).checked()
    }

    /// A real part whose hyperbolic functions don't overflow, and what to multiply them by.
    private var reduced: (Double, Double) {
        real.magnitude > ComplexValue.largeLogarithm
            ? (real - Glibc.copysign(1, real), M_E) : (real, 1)
    }

    func hyperbolicTangent() throws(Failure) -> ComplexValue {
        if real.isInfinite, imaginary.isFinite, imaginary != 0 {
            return ComplexValue(
                Glibc.copysign(1, real),
                Glibc.copysign(0, 2 * Glibc.sin(imaginary) * Glibc.cos(imaginary)))
        }
        if let special = try ComplexSpecials.hyperbolicTangent.value(self) { return special }
        if real.magnitude > ComplexValue.largeLogarithm {
            return ComplexValue(
                Glibc.copysign(1, real),
                4 * Glibc.sin(imaginary) * Glibc.cos(imaginary)
                    * Glibc.exp(-2 * real.magnitude))
        }
        let (x, y, secant) = (Glibc.tanh(real), Glibc.tan(imaginary), 1 / Glibc.cosh(real))
        let divisor = 1 + x * y * (x * y)
        return ComplexValue(x * (1 + y * y) / divisor, y / divisor * secant * secant)
    }

    /// The number of an absolute value and a phase.
    static func polar(_ radius: Double, _ phase: Double) throws(Failure) -> ComplexValue {
        if radius.isInfinite, phase.isFinite, phase != 0 {
            let sign: Double = radius > 0 ? 1 : -1
            return ComplexValue(
                Glibc.copysign(.infinity, Glibc.cos(phase) * sign),
                Glibc.copysign(.infinity, Glibc.sin(phase) * sign))
        }
        let pair = ComplexValue(radius, phase)
        if let special = try ComplexSpecials.polar.value(pair) { return special }
        if phase == 0 { return ComplexValue(radius, radius * phase) }
        return ComplexValue(radius * Glibc.cos(phase), radius * Glibc.sin(phase))
    }
}

/// A function's values where a part of its argument isn't finite (C99, annex G, and CPython where that leaves
/// it open): a row for each real part from −∞ over the negative, −0, 0, the positive and ∞ to NaN, and in it two
/// characters for each imaginary part in the same order. `!` is no value, `.` none here.
struct ComplexSpecials {
    let table: StaticString

    func value(_ argument: ComplexValue) throws(ComplexValue.Failure) -> ComplexValue? {
        if argument.isFinite { return nil }
        let row = ComplexSpecials.kind(argument.real)
        let index = (row * 7 + ComplexSpecials.kind(argument.imaginary)) * 2
        let text = table.utf8Start
        if text[index] == UInt8(ascii: "!") { throw .domain }
        return ComplexValue(
            ComplexSpecials.number(text[index]), ComplexSpecials.number(text[index + 1]))
    }

    private static func kind(_ value: Double) -> Int {
        if value.isNaN { return 6 }
        if value.isInfinite { return value < 0 ? 0 : 5 }
        if value == 0 { return value.sign == .minus ? 2 : 3 }
        return value < 0 ? 1 : 4
    }

    private static func number(_ letter: UInt8) -> Double {
        switch letter {
        case UInt8(ascii: "0"): 0
        case UInt8(ascii: "z"): -0.0
        case UInt8(ascii: "1"): 1
        case UInt8(ascii: "m"): -1
        case UInt8(ascii: "i"): .infinity
        case UInt8(ascii: "j"): -.infinity
        case UInt8(ascii: "p"): .pi
        case UInt8(ascii: "o"): -.pi
        case UInt8(ascii: "h"): .pi / 2
        case UInt8(ascii: "g"): -.pi / 2
        case UInt8(ascii: "q"): .pi / 4
        case UInt8(ascii: "r"): -.pi / 4
        case UInt8(ascii: "t"): 3 * .pi / 4
        case UInt8(ascii: "s"): -3 * .pi / 4
        default: .nan
        }
    }

    static let inverseCosine = ComplexSpecials(
        table:
            "tipipipjpjtjnihi........hjnnhi........hjhnhi........hjhnhi........hjnnqi0i0i0j0jqjnininnnnnnnnnjnn"
    )

    static let inverseHyperbolicCosine = ComplexSpecials(
        table:
            "isioioipipitinig........ihnnig........ihnnig........ihnnig........ihnnirizizi0i0iqininnnnnnnnninnn"
    )

    static let inverseHyperbolicSine = ComplexSpecials(
        table:
            "jrjzjzj0j0jqjnjg........jhnnjg........jhnnig........ihnnig........ihnnirizizi0i0iqininnnnzn0nninnn"
    )

    static let inverseHyperbolicTangent = ComplexSpecials(
        table:
            "zgzgzgzhzhzhznzg........zhnnzg........zhzn0g........0h0n0g........0hnn0g0g0g0h0h0h0n0gnnnnnnnn0hnn"
    )

    static let hyperbolicCosine = ComplexSpecials(
        table:
            "!!iii0izij!!in!!........!!nn!!........!!n0!!........!!n0!!........!!nn!!ijizi0ii!!innnnnn0n0nnnnnn"
    )

    static let exponential = ComplexSpecials(
        table:
            "000z0z00000000!!........!!nn!!........!!nn!!........!!nn!!........!!nn!!ijizi0ii!!innnnnnzn0nnnnnn"
    )

    static let logarithm = ComplexSpecials(
        table:
            "isioioipipitinig........ihnnig........ihnnig........ihnnig........ihnnirizizi0i0iqininnnnnnnnninnn"
    )

    static let hyperbolicSine = ComplexSpecials(
        table:
            "!!jjjzj0ji!!in!!........!!nn!!........!!0n!!........!!0n!!........!!nn!!ijizi0ii!!innnnnnzn0nnnnnn"
    )

    static let squareRoot = ComplexSpecials(
        table:
            "ij0j0j0i0iiiniij........iinnij........iinnij........iinnij........iinnijizizi0i0iiinijnnnnnnnniinn"
    )

    static let hyperbolicTangent = ComplexSpecials(
        table:
            "m0mzmzm0m0m0m0!!........!!nn!!........!!nn!!........!!nn!!........!!nn101z1z10101010nnnnnzn0nnnnnn"
    )

    static let polar = ComplexSpecials(
        table:
            "!!jij0jzjj!!in!!........!!nn00........000000........0000!!........!!nn!!ijizi0ii!!innnnnn0n0nnnnnn"
    )
}
