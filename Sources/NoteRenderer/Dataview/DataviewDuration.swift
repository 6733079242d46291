/// A span of time: `dur(1 day)`, or the difference of two dates. Months have no fixed length, so they are
/// counted apart.
struct DataviewDuration: Equatable {
    var months = 0
    var seconds = 0

    /// Reads `1 day`, `2d 4h`, `3 hours, 2 minutes`; nil if it is no duration.
    init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        var isEmpty = true
        while true {
            bytes = bytes.drop { $0 <= 0x20 || $0 == UInt8(ascii: ",") }
            if bytes.isEmpty { break }
            let digits = bytes.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
            bytes = bytes.dropFirst(digits.count).drop { $0 <= 0x20 }
            let letters = bytes.prefix { (97...122).contains($0 | 32) }
            bytes = bytes.dropFirst(letters.count)
            guard let number = Double(String(decoding: digits, as: UTF8.self)), number < 1e9,
                let unit = Self.unit(String(decoding: letters, as: UTF8.self).lowercased())
            else { return nil }
            months += Int((number * Double(unit.months)).rounded())
            seconds += Int((number * Double(unit.seconds)).rounded())
            isEmpty = false
        }
        if isEmpty { return nil }
    }

    init(months: Int = 0, seconds: Int = 0) {
        self.months = months
        self.seconds = seconds
    }

    /// From one date to another: whole months first, as calendars count them.
    init(from start: Int, to end: Int) {
        if end < start {
            let span = DataviewDuration(from: end, to: start)
            self.init(months: -span.months, seconds: -span.seconds)
            return
        }
        let (first, last) = (CivilTime(seconds: start), CivilTime(seconds: end))
        var months = (last.year - first.year) * 12 + last.month - first.month
        while months > 0, DataviewDuration(months: months).after(start) > end { months -= 1 }
        self.init(months: months, seconds: end - DataviewDuration(months: months).after(start))
    }

    /// The moment that lies this span after another. The 31st of a shorter month is its last day.
    func after(_ start: Int) -> Int {
        guard months != 0 else { return start + seconds }
        let time = CivilTime(seconds: start)
        let month = time.year * 12 + time.month - 1 + max(-100_000, min(100_000, months))
        let (year, number) = (Int((Double(month) / 12).rounded(.down)), (month % 12 + 12) % 12 + 1)
        let lengths = [31, Self.isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let day = min(time.day, lengths[number - 1])
        let clock = ((start % 86_400) + 86_400) % 86_400
        return CivilTime.days(year: year, month: number, day: day) * 86_400 + clock + seconds
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    func negated() -> DataviewDuration { DataviewDuration(months: -months, seconds: -seconds) }

    static func + (left: DataviewDuration, right: DataviewDuration) -> DataviewDuration {
        DataviewDuration(
            months: left.months &+ right.months, seconds: left.seconds &+ right.seconds)
    }

    /// For comparing: a year has 365 days and a month 30, as Luxon counts.
    var approximateSeconds: Int {
        (months / 12 &* 365 &+ months % 12 &* 30) &* 86_400 &+ seconds
    }

    /// Its parts by their names, those of a kind after another: `years` … `seconds`.
    var parts: [(name: String, value: Int)] {
        [
            ("year", months / 12), ("month", months % 12), ("day", seconds / 86_400),
            ("hour", seconds % 86_400 / 3600), ("minute", seconds % 3600 / 60),
            ("second", seconds % 60),
        ]
    }

    /// `1 day, 4 hours`
    var shown: String {
        parts.filter { $0.value != 0 }
            .map { "\($0.value) \($0.name)\($0.value == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    private static func unit(_ name: String) -> (months: Int, seconds: Int)? {
        switch name {
        case "s", "sec", "secs", "second", "seconds": (0, 1)
        case "m", "min", "mins", "minute", "minutes": (0, 60)
        case "h", "hr", "hrs", "hour", "hours": (0, 3600)
        case "d", "day", "days": (0, 86_400)
        case "w", "wk", "wks", "week", "weeks": (0, 604_800)
        case "mo", "mos", "mon", "mons", "month", "months": (1, 0)
        case "y", "yr", "yrs", "year", "years": (12, 0)
        default: nil
        }
    }
}
