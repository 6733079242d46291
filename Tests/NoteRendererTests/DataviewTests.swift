import NoteReader
import Testing

@testable import NoteRenderer

@Suite struct DataviewTests {
    /// 29 November 2023, 10:05:07 in UTC; the texts are Luxon's for en-US.
    @Test(arguments: [
        ("DDDD", "Wednesday, November 29, 2023"), ("DDD", "November 29, 2023"),
        ("DD", "Nov 29, 2023"),
        ("D", "11/29/2023"), ("yyyy-MM-dd", "2023-11-29"), ("HH:mm", "10:05"), ("HH:MM", "10:11"),
        ("t", "10:05 AM"), ("tt", "10:05:07 AM"), ("T", "10:05"), ("TT", "10:05:07"),
        ("cccc, d LLLL", "Wednesday, 29 November"), ("EEE", "Wed"), ("yy", "23"), ("o", "333"),
        ("kkkk-'W'WW-c", "2023-W48-3"), ("'at' h a", "at 10 AM"), ("q", "4"), ("X", "1701252307"),
        ("f", "11/29/2023, 10:05 AM"), ("ZZ", "+00:00"),
        ("DDDD, HH:mm", "Wednesday, November 29, 2023, 10:05"),
    ])
    func luxonFormats(format: String, expected: String) {
        #expect(LuxonFormat.string(format, seconds: 1_701_252_307) == expected)
    }

    /// Every day of four centuries, against the rule of leap years counted day by day.
    @Test func theCalendarIsRight() {
        var (year, month, day) = (1970, 1, 1)
        for days in 0..<146_097 {
            let time = CivilTime(seconds: days * 86_400 + 86_399)
            guard time.year == year, time.month == month, time.day == day,
                time.weekday == (days + 3) % 7 + 1, time.hour == 23,
                CivilTime.days(year: year, month: month, day: day) == days
            else {
                Issue.record("\(year)-\(month)-\(day)")
                return
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test(arguments: [
        (-1, "1969-12-31 23:59"), (0, "1970-01-01 00:00"),
        (-86_400 * 365 * 400, "1570-04-08 00:00"),
    ])
    func timesBefore1970(seconds: Int, expected: String) {
        #expect(LuxonFormat.string("yyyy-MM-dd HH:mm", seconds: seconds) == expected)
    }

    @Test(arguments: [
        "((((((((((((((((((((((((((((((((((((((((((((((((((1", "1 +", "\"a", "this", "this.", "f(",
        "1 2", ")", "", "- - - -", "a..b", "!!", "date(today)", "[1,2", "round(\"x\")",
    ])
    func whatHasNoValueSaysWhy(expression: String) throws {
        let dataview = InlineDataview(note: try readNote(""), facts: FileFacts(name: "N"))
        guard case .failure(let failure) = dataview.evaluate(expression) else {
            Issue.record("a value")
            return
        }
        #expect(!failure.cause.isEmpty)
    }
}
