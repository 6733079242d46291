import PythonRuntime

/// How a time that lies between two units becomes one of them (`_PyTime_round_t`, `Python/pytime.c`).
enum TimeRounding: Int {
    case floor, ceiling, halfEven
    /// Away from zero, as timeouts are rounded.
    case up

    func round(_ value: Double) -> Double {
        switch self {
        case .floor: value.rounded(.down)
        case .ceiling: value.rounded(.up)
        case .halfEven: value.rounded(.toNearestOrEven)
        case .up: value.rounded(.awayFromZero)
        }
    }

    /// A time in a unit that is so many times as long.
    func divide(_ value: Int, by factor: Int) -> Int {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: factor)
        if rest == 0 { return quotient }
        let away = value < 0 ? -1 : 1
        switch self {
        case .floor: return value < 0 ? quotient - 1 : quotient
        case .ceiling: return value < 0 ? quotient : quotient + 1
        case .up: return quotient + away
        case .halfEven:
            let double = abs(rest) * 2
            let isUp = double > factor || double == factor && quotient % 2 != 0
            return isUp ? quotient + away : quotient
        }
    }
}

extension Interpreter {
    /// A length of time in nanoseconds from a float or an index (`_PyTime_FromSecondsObject`).
    func nanoseconds(
        ofSeconds seconds: Ref, rounding: TimeRounding = .up
    ) throws(Raised) -> Int {
        let tooLarge = "timestamp too large to convert to C _PyTime_t"
        if isInstance(seconds, .float) {
            let value = seconds.floatValue
            if value.isNaN { throw raise(.valueError, "Invalid value NaN (not a number)") }
            let scaled = rounding.round(value * 1e9)
            guard scaled >= -0x1p63, scaled < 0x1p63 else { throw raise(.overflowError, tooLarge) }
            return Int(scaled)
        }
        let integer = try index(seconds)
        let product = integer.ref.intValue?.multipliedReportingOverflow(by: 1_000_000_000)
        guard let product, !product.overflow else { throw raise(.overflowError, tooLarge) }
        return product.partialValue
    }

    /// A length of time that is given in nanoseconds (`_PyTime_FromNanosecondsObject`).
    func wholeNanoseconds(_ time: Ref) throws(Raised) -> Int {
        guard time.isInt else {
            throw raise(.typeError, "expect int, got \(typeName(time.type))")
        }
        if let value: Int = fixedWidth(time) { return value }
        throw raise(.overflowError, "timestamp too large to convert to C _PyTime_t")
    }

    /// Whole seconds from a float or an index (`_PyTime_ObjectToTime_t`).
    func wholeSeconds(_ seconds: Ref, rounding: TimeRounding) throws(Raised) -> Int {
        let tooLarge = "timestamp out of range for platform time_t"
        guard isFloat(seconds) else {
            let integer = try index(seconds)
            if let value: Int = fixedWidth(integer.ref) { return value }
            throw raise(.overflowError, tooLarge)
        }
        let value = rounding.round(seconds.floatValue)
        if value.isNaN { throw raise(.valueError, "Invalid value NaN (not a number)") }
        guard value >= -0x1p63, value < 0x1p63 else { throw raise(.overflowError, tooLarge) }
        return Int(value)
    }

    /// Whole seconds and the rest in parts of a second, from a float or an index (`_PyTime_ObjectToDenominator`).
    func splitSeconds(
        _ seconds: Ref, parts: Int, rounding: TimeRounding
    ) throws(Raised) -> (seconds: Int, rest: Int) {
        guard isFloat(seconds) else {
            return (try wholeSeconds(seconds, rounding: rounding), 0)
        }
        let value = seconds.floatValue
        if value.isNaN { throw raise(.valueError, "Invalid value NaN (not a number)") }
        var whole = value.rounded(.towardZero)
        var rest = rounding.round((value.isInfinite ? 0 : value - whole) * Double(parts))
        if rest >= Double(parts) {
            rest -= Double(parts)
            whole += 1
        } else if rest < 0 {
            rest += Double(parts)
            whole -= 1
        }
        guard whole >= -0x1p63, whole < 0x1p63 else {
            throw raise(.overflowError, "timestamp out of range for platform time_t")
        }
        return (Int(whole), Int(rest))
    }
}
