/// Reads the parts of a zone's text, one after another.
struct ZoneTextReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: [UInt8]) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }
    var isLastComma: Bool { rest.elementsEqual([UInt8(ascii: ",")]) }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: byte) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let part = rest.prefix(while: belongs)
        rest = rest.dropFirst(part.count)
        return part
    }

    /// Three letters or more, or letters, digits and signs in `<` and `>`.
    mutating func name() -> String? {
        let start = rest
        let part: ArraySlice<UInt8>
        if take("<") {
            part = take { Self.isLetter($0) || Self.isDigit($0) || $0 == 0x2B || $0 == 0x2D }
            guard part.count >= 3, take(">") else {
                rest = start
                return nil
            }
        } else {
            part = take(while: Self.isLetter)
            guard part.count >= 3 else {
                rest = start
                return nil
            }
        }
        return String(decoding: part, as: UTF8.self)
    }

    /// `5`, `+05:30`, `-1:00:00` in seconds; at most a day.
    mutating func offset() -> Int? {
        let start = rest
        let sign = take("-") ? -1 : 1
        if sign == 1 { _ = take("+") }
        guard let seconds = time(hoursUpTo: 24) else {
            rest = start
            return nil
        }
        return sign * seconds
    }

    /// Hours, and minutes and seconds behind colons.
    private mutating func time(hoursUpTo limit: Int) -> Int? {
        guard let hours = number() else { return nil }
        var seconds = min(hours, limit) * 3600
        if take(":"), let minutes = number() {
            seconds += min(minutes, 59) * 60
            if take(":"), let rest = number() { seconds += min(rest, 59) }
        }
        return seconds
    }

    /// `,M3.2.0/2`, `,J60`, `,60`.
    mutating func day() -> YearlyZoneRule.Day? {
        guard take(",") else { return nil }
        let kind: YearlyZoneRule.Day.Kind
        if take("M") {
            guard let month = number(), (1...12).contains(month), take("."),
                let week = number(), (1...5).contains(week), take("."),
                let day = number(), (0...6).contains(day)
            else { return nil }
            kind = .weekday(month: month, week: week, day: day)
        } else if take("J") {
            guard let day = number(), (1...365).contains(day) else { return nil }
            kind = .withoutLeapDay(day)
        } else {
            guard let day = number(), day <= 365 else { return nil }
            kind = .fromZero(day)
        }
        var day = YearlyZoneRule.Day(kind: kind)
        if take("/") {
            let sign = take("-") ? -1 : 1
            guard let seconds = time(hoursUpTo: 167) else { return nil }
            day.seconds = sign * seconds
        }
        return day
    }

    /// Digits; no more than fit.
    private mutating func number() -> Int? {
        let digits = take(while: Self.isDigit)
        guard !digits.isEmpty else { return nil }
        return digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), 1_000_000) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
