#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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

    private(set) var standard: TimeZoneRules.Offset
    private var daylight: TimeZoneRules.Offset?
    /// Without days, daylight saving never ends.
    private var days: (start: Day, end: Day)?
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
        // Far enough from any date that years stay in range.
        let time = min(max(time, -1 << 52), 1 << 52)
        var local = time_t(time + standard.seconds)
        var date = tm()
        gmtime_r(&local, &date)
        // Before 1970 there are no changes, as in the GNU C library.
        let year = max(1970, 1900 + Int(date.tm_year))
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
        let midnight =
            switch kind {
            case .fromZero(let number): Self.midnight(year, 1, 1 + number).seconds
            // The sixtieth is 1 March in every year.
            case .withoutLeapDay(let number) where number >= 60:
                Self.midnight(year, 3, number - 59).seconds
            case .withoutLeapDay(let number): Self.midnight(year, 1, number).seconds
            case .weekday(let month, let week, let day): Self.weekday(year, month, week, day)
            }
        return midnight + seconds
    }

    private static func weekday(_ year: Int, _ month: Int, _ week: Int, _ day: Int) -> Int {
        let first = midnight(year, month, 1)
        let end = midnight(year, month + 1, 1).seconds
        var time = first.seconds + ((day - first.weekday + 7) % 7 + 7 * (week - 1)) * 86_400
        while time >= end { time -= 7 * 86_400 }
        return time
    }

    /// The beginning of a day, and which one of the week it is; of months and days beyond the last, in what follows.
    private static func midnight(
        _ year: Int, _ month: Int, _ day: Int
    ) -> (seconds: Int, weekday: Int) {
        var date = tm()
        date.tm_year = Int32(clamping: year - 1900)
        date.tm_mon = Int32(clamping: month - 1)
        date.tm_mday = Int32(clamping: day)
        let seconds = timegm(&date)
        return (seconds, Int(date.tm_wday))
    }
}
