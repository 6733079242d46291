/// A zone whose clocks change at the same times each year: `EST5EDT,M3.2.0,M11.1.0` (POSIX, "Environment
/// Variables", `TZ`).
struct YearlyZoneRule: Sendable {
    /// A day of each year, and the time of that day by the clock as it was before.
    struct Day: Sendable {
        enum Kind: Sendable {
            /// `M3.2.0`: a weekday (Sunday is 0) of a month, by its place there; 5 is the last.
            case weekday(month: Int, week: Int, day: Int)
            /// `J60`: from 1, where 29 February isn't counted.
            case withoutLeapDay(Int)
            /// `60`: from 0.
            case fromZero(Int)
        }
        var kind: Kind
        var seconds = 7200
    }

    var standard: TimeZoneRules.Offset
    var daylight: TimeZoneRules.Offset?
    /// Without days, daylight saving never ends.
    var days: (start: Day, end: Day)?
    /// Whether the text has a name and an offset at least.
    private(set) var isComplete = false

    /// Reads a text as far as it can be understood.
    init(_ text: [UInt8]) {
        var reader = ZoneTextReader(text)
        standard = TimeZoneRules.Offset(
            seconds: 0, isDaylight: false, name: reader.name() ?? "")
        guard !standard.name.isEmpty, let west = reader.offset() else { return }
        isComplete = true
        standard.seconds = -west
        guard let name = reader.name() else { return }
        let ahead = reader.offset().map { -$0 } ?? standard.seconds + 3600
        daylight = TimeZoneRules.Offset(seconds: ahead, isDaylight: true, name: name)
        if reader.isAtEnd || reader.isLastComma {
            days = (
                Day(kind: .weekday(month: 3, week: 2, day: 0)),
                Day(kind: .weekday(month: 11, week: 1, day: 0))
            )
        } else if let start = reader.day(), let end = reader.day() {
            days = (start, end)
        }
    }

    func offset(at time: Int) -> TimeZoneRules.Offset {
        guard let daylight else { return standard }
        guard let days else { return daylight }
        // Far enough from any date that counts of days stay in range.
        let time = min(max(time, -1 << 52), 1 << 52)
        // Before 1970 there are no changes, as in the GNU C library.
        let year = max(
            1970, CivilDate.year(ofDay: (time + standard.seconds).flooredDivision(86_400)))
        let start = days.start.time(inYear: year) - standard.seconds
        let end = days.end.time(inYear: year) - daylight.seconds
        let isDaylight =
            start <= end ? start <= time && time < end : !(end <= time && time < start)
        return isDaylight ? daylight : standard
    }
}

extension YearlyZoneRule.Day {
    /// Seconds since 1970 by the clock of the place.
    fileprivate func time(inYear year: Int) -> Int {
        let newYear = CivilDate.day(year, 1, 1)
        let isLeap = CivilDate.isLeap(year)
        let day: Int
        switch kind {
        case .fromZero(let number):
            day = newYear + number
        case .withoutLeapDay(let number):
            day = newYear + number - (isLeap && number >= 60 ? 0 : 1)
        case .weekday(let month, let week, let wanted):
            let first = CivilDate.day(year, month, 1)
            // 1 January 1970 was a Thursday.
            let weekday = (first + 4).flooredRemainder(7)
            let length = CivilDate.day(month == 12 ? year + 1 : year, month % 12 + 1, 1) - first
            var place = (wanted - weekday + 7) % 7 + 7 * (week - 1)
            while place >= length { place -= 7 }
            day = first + place
        }
        return day * 86_400 + seconds
    }
}

/// Days since 1 January 1970 of the Gregorian calendar, which is taken to hold at all times.
enum CivilDate {
    static func isLeap(_ year: Int) -> Bool {
        year.flooredRemainder(4) == 0
            && (year.flooredRemainder(100) != 0 || year.flooredRemainder(400) == 0)
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
        let past = year - 1
        let leaps =
            past.flooredDivision(4) - past.flooredDivision(100) + past.flooredDivision(400)
        // 719,162 days from 1 January of the year 1 to that of 1970.
        return past * 365 + leaps - 719_162 + before + (month > 2 && isLeap(year) ? 1 : 0) + day - 1
    }

    static func year(ofDay day: Int) -> Int {
        // 146,097 days make 400 years; the guess is off by one at most.
        var year = 1970 + (day * 400).flooredDivision(146_097)
        while CivilDate.day(year, 1, 1) > day { year -= 1 }
        while CivilDate.day(year + 1, 1, 1) <= day { year += 1 }
        return year
    }
}

extension Int {
    fileprivate func flooredDivision(_ divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    fileprivate func flooredRemainder(_ divisor: Int) -> Int {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
