import Glibc

/// The gamma function and its logarithm by Lanczos' approximation, with the thirteen terms that Boost
/// publishes and CPython uses too (`Modules/mathmodule.c`), so that results have the same last digits.
enum MathGamma {
    /// Numerator and denominator of the approximating quotient, the constant terms first.
    private static let terms: [(numerator: Double, denominator: Double)] = [
        (23531376880.410759688572007674451636754734846804940, 0),
        (42919803642.649098768957899047001988850926355848959, 39_916_800),
        (35711959237.355668049440185451547166705960488635843, 120_543_840),
        (17921034426.037209699919755754458931112671403265390, 150_917_976),
        (6039542586.3520280050642916443072979210699388420708, 105_258_076),
        (1439720407.3117216736632230727949123939715485786372, 45_995_730),
        (248874557.86205415651146038641322942321632125127801, 13_339_535),
        (31426415.585400194380614231628318205362874684987640, 2_637_558),
        (2876370.6289353724412254090516208496135991145378768, 357_423),
        (186056.26539522349504029498971604569928220784236328, 32_670),
        (8071.6720023658162106380029022722506138218516325024, 1_925),
        (210.82427775157934587250973392071336271166969580291, 66),
        (2.5066282746310002701649081771338373386264310793408, 1),
    ]
    private static let shift = 6.024680040776729583740234375
    private static let lowerShift = 5.524680040776729583740234375
    private static let logarithmOfPi = 1.144729885849400174143427351353058711647

    /// The quotient; for larger arguments in powers of their inverse, which stay small.
    private static func quotient(_ value: Double) -> Double {
        var numerator = 0.0
        var denominator = 0.0
        if value < 5 {
            for term in terms.reversed() {
                numerator = numerator * value + term.numerator
                denominator = denominator * value + term.denominator
            }
        } else {
            for term in terms {
                numerator = numerator / value + term.numerator
                denominator = denominator / value + term.denominator
            }
        }
        return numerator / denominator
    }

    /// sin(πx), exact where x is a multiple of a half.
    private static func sinePi(_ value: Double) -> Double {
        let rest = fmod(value.magnitude, 2)
        let sine =
            switch Int((2 * rest).rounded()) {
            case 0: sin(Double.pi * rest)
            case 1: cos(Double.pi * (rest - 0.5))
            case 2: sin(Double.pi * (1 - rest))
            case 3: -cos(Double.pi * (rest - 1.5))
            default: sin(Double.pi * (rest - 2))
            }
        return value < 0 ? -sine : sine
    }

    static func gamma(_ value: Double) -> Double {
        if value.isNaN || value == .infinity { return value }
        if value == value.rounded(.down), value >= 1, value <= 23 { return factorial(value) }
        let magnitude = value.magnitude
        if magnitude < 1e-20 { return 1 / value }
        if magnitude > 200 {
            return value < 0 ? 0 / sinePi(value) : .infinity
        }
        let base = magnitude + lowerShift
        // What was lost when the sum was rounded.
        let lost =
            magnitude > lowerShift
            ? (base - magnitude) - lowerShift : (base - lowerShift) - magnitude
        let correction = lost * shift / base
        var result: Double
        if value < 0 {
            result = -Double.pi / sinePi(magnitude) / magnitude * exp(base) / quotient(magnitude)
            result -= correction * result
            if magnitude < 140 { return result / pow(base, magnitude - 0.5) }
            let root = pow(base, magnitude / 2 - 0.25)
            return result / root / root
        }
        result = quotient(magnitude) / exp(base)
        result += correction * result
        if magnitude < 140 { return result * pow(base, magnitude - 0.5) }
        let root = pow(base, magnitude / 2 - 0.25)
        return result * root * root
    }

    /// Exact for the factorials that a double holds.
    private static func factorial(_ value: Double) -> Double {
        var product = 1.0
        var factor = 2.0
        while factor < value {
            product *= factor
            factor += 1
        }
        return product
    }

    static func logGamma(_ value: Double) -> Double {
        if value.isNaN { return value }
        if value.isInfinite { return .infinity }
        if value == 1 || value == 2 { return 0 }
        let magnitude = value.magnitude
        if magnitude < 1e-20 { return -log(magnitude) }
        var result = log(quotient(magnitude)) - shift
        result += (magnitude - 0.5) * (log(magnitude + shift - 0.5) - 1)
        if value < 0 {
            result =
                logarithmOfPi - log(sinePi(magnitude).magnitude) - log(magnitude) - result
        }
        return result
    }
}
