import Glibc
import PythonRuntime
import VirtualSystem

/// A time in parts: `struct tm`, and the zone's name, if it is known.
struct BrokenTime {
    var fields: tm
    var zone: String?

    /// `Mon Jan  1 00:00:00 2024`.
    var text: String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ value: Int32, _ fill: String) -> String {
            value < 10 ? "\(fill)\(value)" : "\(value)"
        }
        return "\(days[Int(fields.tm_wday) % 7]) \(months[Int(fields.tm_mon) % 12]) "
            + "\(two(fields.tm_mday, " ")) \(two(fields.tm_hour, "0")):\(two(fields.tm_min, "0")):"
            + "\(two(fields.tm_sec, "0")) \(Int(fields.tm_year) + 1900)"
    }
}

extension Interpreter {
    /// The program's zone as it was last read.
    var timeZone: TimeZoneRules { startedProcess?.timeZone ?? .utc }

    /// Seconds since 1970 of an optional argument, rounded down; the clock's without (`_PyTime_ObjectToTime_t`,
    /// `Python/pytime.c`).
    func secondsArgument(_ argument: Ref?) throws(Raised) -> Int {
        guard let argument, !argument.isNone else { return virtualTime / 1_000_000_000 }
        return try wholeSeconds(argument, rounding: .floor)
    }

    /// A time in parts where clocks go that way.
    func fields(
        ofSeconds seconds: Int, _ offset: TimeZoneRules.Offset
    ) throws(Raised) -> BrokenTime {
        let (local, overflow) = seconds.addingReportingOverflow(offset.seconds)
        var value = time_t(local)
        var time = tm()
        guard !overflow, gmtime_r(&value, &time) != nil else {
            throw raiseOSError(75, "Value too large for defined data type")
        }
        time.tm_isdst = offset.isDaylight ? 1 : 0
        time.tm_gmtoff = offset.seconds
        return BrokenTime(fields: time, zone: offset.name)
    }

    /// Local time at some seconds, or now.
    func localFields(_ argument: Ref?) throws(Raised) -> BrokenTime {
        let seconds = try secondsArgument(argument)
        return try fields(ofSeconds: seconds, timeZone.offset(at: seconds))
    }

    func makeTime(_ time: BrokenTime) throws(Raised) -> Owned {
        let fields = time.fields
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        for number in [
            Int(fields.tm_year) + 1900, Int(fields.tm_mon) + 1, Int(fields.tm_mday),
            Int(fields.tm_hour), Int(fields.tm_min), Int(fields.tm_sec),
            (Int(fields.tm_wday) + 6) % 7, Int(fields.tm_yday) + 1, Int(fields.tm_isdst),
        ] { values.append(try makeInt(number).take()) }
        values.append(try intern(time.zone ?? "").take())
        values.append(try makeInt(fields.tm_gmtoff).take())
        return try makeStructSequence(type(LibraryType.structTime), values.map { Ref($0) })
    }

    /// The fields of a `struct_time` or a tuple of nine.
    func timeFields(_ object: Ref, _ function: StaticString) throws(Raised) -> BrokenTime {
        guard object.isTuple else {
            throw raise(.typeError, "Tuple or struct_time argument required")
        }
        guard object.itemCount == 9 else {
            throw raise(.typeError, "\(function)(): illegal time tuple argument")
        }
        var numbers: [Int] = []
        for index in 0..<9 {
            numbers.append(try parsedInt(object.tupleItem(index)))
        }
        var time = tm()
        guard let year = Int32(exactly: numbers[0] &- 1900) else {
            throw raise(.overflowError, "year out of range")
        }
        time.tm_year = year
        time.tm_mon = Int32(truncatingIfNeeded: numbers[1] &- 1)
        time.tm_mday = Int32(truncatingIfNeeded: numbers[2])
        time.tm_hour = Int32(truncatingIfNeeded: numbers[3])
        time.tm_min = Int32(truncatingIfNeeded: numbers[4])
        time.tm_sec = Int32(truncatingIfNeeded: numbers[5])
        time.tm_wday = Int32(truncatingIfNeeded: (numbers[6] &+ 1) % 7)
        time.tm_yday = Int32(truncatingIfNeeded: numbers[7] &- 1)
        time.tm_isdst = Int32(truncatingIfNeeded: numbers[8].signum())
        guard object.type == type(LibraryType.structTime) else {
            return BrokenTime(fields: time, zone: nil)
        }
        // Behind the nine that a struct_time shows as a tuple.
        let name = object.tupleItem(9)
        let offset = object.tupleItem(10)
        if !offset.isNone { time.tm_gmtoff = try indexValue(offset, overflow: .overflowError) }
        return BrokenTime(fields: time, zone: name.isStr ? name.text : nil)
    }

    /// The same for what shows a time, which each field must be in its range for; zero stands for the first
    /// month, day and day of the year.
    func checkedTimeFields(_ object: Ref, _ function: StaticString) throws(Raised) -> BrokenTime {
        var time = try timeFields(object, function)
        if time.fields.tm_mon == -1 { time.fields.tm_mon = 0 }
        if time.fields.tm_mday == 0 { time.fields.tm_mday = 1 }
        if time.fields.tm_yday == -1 { time.fields.tm_yday = 0 }
        let ranges: [(Int32, ClosedRange<Int32>, String)] = [
            (time.fields.tm_mon, 0...11, "month out of range"),
            (time.fields.tm_mday, 1...31, "day of month out of range"),
            (time.fields.tm_hour, 0...23, "hour out of range"),
            (time.fields.tm_min, 0...59, "minute out of range"),
            (time.fields.tm_sec, 0...61, "seconds out of range"),
            (time.fields.tm_wday, 0...6, "day of week out of range"),
            (time.fields.tm_yday, 0...365, "day of year out of range"),
        ]
        for (value, range, complaint) in ranges where !range.contains(value) {
            throw raise(.valueError, complaint)
        }
        return time
    }
}
