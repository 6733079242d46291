import Glibc

/// The gamma function by the host's library, exact for the factorials that a double holds.
enum MathGamma {
    static func gamma(_ value: Double) -> Double {
        if value.isNaN || value == .infinity { return value }
        if value == value.rounded(.down), value >= 1, value <= 23 {
            var product = 1.0
            var factor = 2.0
            while factor < value {
                product *= factor
                factor += 1
            }
            return product
        }
        return tgamma(value)
    }

    static func logGamma(_ value: Double) -> Double {
        if value.isInfinite { return .infinity }
        if value == 1 || value == 2 { return 0 }
        return Glibc.lgamma(value)
    }
}
