/// Writes a time as Luxon's format strings say, in English and in UTC: what Dataview's `dateformat` does.
enum LuxonFormat {
    /// The time `seconds` after 1970 began in UTC.
    static func string(_ format: String, seconds: Int) -> String {
        let time = CivilTime(seconds: seconds)
        var result = ""
        var characters = format[...]
        while let first = characters.first {
            if first == "'" {
                characters = characters.dropFirst()
                result += characters.prefix { $0 != "'" }
                characters = characters.drop { $0 != "'" }.dropFirst()
                continue
            }
            let run = characters.prefix { $0 == first }
            characters = characters.dropFirst(run.count)
            result += token(String(run), time)
        }
        return result
    }

    /// A token's value; what is no token stands for itself.
    private static func token(_ token: String, _ time: CivilTime) -> String {
        guard let first = token.utf8.first, (97...122).contains(first | 32) else { return token }
        if let text = dateToken(token, time) ?? timeToken(token, time) ?? macroToken(token, time) {
            return text
        }
        return token
    }

    private static func dateToken(_ token: String, _ time: CivilTime) -> String? {
        switch token {
        case "y": String(time.year)
        case "yy": padded(time.year % 100, 2)
        case "yyyy": padded(time.year, 4)
        case "M", "L": String(time.month)
        case "MM", "LL": padded(time.month, 2)
        case "MMM", "LLL": String(time.monthName.prefix(3))
        case "MMMM", "LLLL": time.monthName
        case "MMMMM", "LLLLL": String(time.monthName.prefix(1))
        case "d": String(time.day)
        case "dd": padded(time.day, 2)
        case "E", "c": String(time.weekday)
        case "EEE", "ccc": String(time.weekdayName.prefix(3))
        case "EEEE", "cccc": time.weekdayName
        case "EEEEE", "ccccc": String(time.weekdayName.prefix(1))
        case "o": String(time.dayOfYear)
        case "ooo": padded(time.dayOfYear, 3)
        case "q": String((time.month + 2) / 3)
        case "qq": padded((time.month + 2) / 3, 2)
        case "W": String(time.isoWeek.week)
        case "WW": padded(time.isoWeek.week, 2)
        case "kkkk": padded(time.isoWeek.year, 4)
        case "kk": padded(time.isoWeek.year % 100, 2)
        case "G": "AD"
        case "GG": "Anno Domini"
        default: nil
        }
    }

    private static func timeToken(_ token: String, _ time: CivilTime) -> String? {
        let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
        return switch token {
        case "H": String(time.hour)
        case "HH": padded(time.hour, 2)
        case "h": String(hour12)
        case "hh": padded(hour12, 2)
        case "m": String(time.minute)
        case "mm": padded(time.minute, 2)
        case "s": String(time.second)
        case "ss": padded(time.second, 2)
        case "S", "u", "SSS", "uuu", "uu", "uuuu": token == "SSS" ? "000" : "0"
        case "a": time.hour < 12 ? "AM" : "PM"
        case "Z": "+0"
        case "ZZ": "+00:00"
        case "ZZZ": "+0000"
        case "ZZZZ", "z": "UTC"
        case "X": String(time.seconds)
        case "x": String(time.seconds) + "000"
        default: nil
        }
    }

    /// The formats of a whole date or time, as `Intl` writes them for en-US.
    private static func macroToken(_ token: String, _ time: CivilTime) -> String? {
        let numeric = "\(time.month)/\(time.day)/\(time.year)"
        let short = "\(time.monthName.prefix(3)) \(time.day), \(time.year)"
        let long = "\(time.monthName) \(time.day), \(time.year)"
        let full = "\(time.weekdayName), \(long)"
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        let half = time.hour < 12 ? " AM" : " PM"
        let minutes = ":" + padded(time.minute, 2)
        let clock = String(hour) + minutes + half
        let exactClock = String(hour) + minutes + ":" + padded(time.second, 2) + half
        let longClock = padded(time.hour, 2) + minutes
        let longExactClock = longClock + ":" + padded(time.second, 2)
        return switch token {
        case "D": numeric
        case "DD": short
        case "DDD": long
        case "DDDD": full
        case "t": clock
        case "tt": exactClock
        case "ttt": exactClock + " UTC"
        case "tttt": exactClock + " Coordinated Universal Time"
        case "T": longClock
        case "TT": longExactClock
        case "TTT": longExactClock + " UTC"
        case "TTTT": longExactClock + " Coordinated Universal Time"
        case "f": "\(numeric), \(clock)"
        case "ff": "\(short), \(clock)"
        case "fff": "\(long) at \(clock) UTC"
        case "ffff": "\(full) at \(clock) Coordinated Universal Time"
        case "F": "\(numeric), \(exactClock)"
        case "FF": "\(short), \(exactClock)"
        case "FFF": "\(long) at \(exactClock) UTC"
        case "FFFF": "\(full) at \(exactClock) Coordinated Universal Time"
        default: nil
        }
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// A time of the proleptic Gregorian calendar in UTC.
struct CivilTime: Equatable {
    let seconds: Int
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int
    /// Monday is 1.
    let weekday: Int

    init(seconds: Int) {
        self.seconds = seconds
        let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        let rest = seconds - days * 86_400
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
        weekday = ((days % 7) + 7 + 3) % 7 + 1
        (year, month, day) = Self.date(days: days)
    }

    /// The date so many days after 1970 began, counted in years that start with March, whose leap day is
    /// their last.
    static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The days from 1970 to a date.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    var dayOfYear: Int {
        Self.days(year: year, month: month, day: day) - Self.days(year: year, month: 1, day: 1) + 1
    }

    /// ISO 8601's week: the one with the year's first Thursday is the first.
    var isoWeek: (year: Int, week: Int) {
        let today = Self.days(year: year, month: month, day: day)
        let thursday = today - (weekday - 1) + 3
        let owner = Self.date(days: thursday).year
        return (owner, (thursday - Self.days(year: owner, month: 1, day: 1)) / 7 + 1)
    }

    var monthName: String {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ][month - 1]
    }

    var weekdayName: String {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday - 1]
    }
}
