import Glibc
import PythonRuntime
import VirtualSystem

/// The functions of `time` for dates: of UTC, and of the zone that `TZ` names in the program's environment
/// when `tzset` is called (`mktime` and `strftime` call it too, as the C library's do).
enum TimeCalendar {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("gmtime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkParsed("gmtime", arguments.count, 0, 1)
                let seconds = try interpreter.secondsArgument(arguments[optional: 0])
                return try interpreter.makeTime(
                    try interpreter.fields(ofSeconds: seconds, greenwich))
            }
        },
        NativeModuleFunction("localtime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkParsed("localtime", arguments.count, 0, 1)
                return try interpreter.makeTime(
                    try interpreter.localFields(arguments[optional: 0]))
            }
        },
        NativeModuleFunction("mktime", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                var time = try interpreter.timeFields(argument, "mktime").fields
                interpreter.startedProcess?.readTimeZone()
                let wish = time.tm_isdst < 0 ? nil : time.tm_isdst > 0
                return try interpreter.makeFloat(
                    Double(interpreter.timeZone.time(ofLocal: timegm(&time), isDaylight: wish)))
            }
        },
        NativeModuleFunction("asctime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("asctime", arguments.count, 0, 1)
                let time =
                    if let argument = arguments[optional: 0] {
                        try interpreter.checkedTimeFields(argument, "asctime")
                    } else {
                        try interpreter.localFields(nil)
                    }
                return try interpreter.makeString(time.text)
            }
        },
        NativeModuleFunction("ctime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkParsed("ctime", arguments.count, 0, 1)
                return try interpreter.makeString(
                    try interpreter.localFields(arguments[optional: 0]).text)
            }
        },
        NativeModuleFunction("strftime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try formatted(interpreter, arguments)
            }
        },
        NativeModuleFunction("strptime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let module = try interpreter.importModule("_strptime")
                let function = try interpreter.namedAttribute(module.ref, "_strptime_time")
                return try interpreter.call(
                    function.ref, arguments.start, count: arguments.count)
            }
        },
        NativeModuleFunction("tzset", .noArguments) { module, _, _, _ in
            guard let module else { return nil }
            return moduleFunction(module) { interpreter throws(Raised) in
                interpreter.startedProcess?.readTimeZone()
                try setZone(Ref(module), interpreter)
                return interpreter.none.owned()
            }
        },
    ]

    static let greenwich = TimeZoneRules.Offset(seconds: 0, isDaylight: false, name: "GMT")

    /// Sets `timezone`, `altzone`, `daylight` and `tzname` after the first of January and of July this year.
    static func setZone(_ module: Ref, _ interpreter: Interpreter) throws(Raised) {
        // 365.25 days.
        let year = 31_557_600
        let now = interpreter.startedProcess == nil ? 0 : interpreter.virtualTime / 1_000_000_000
        let january = interpreter.timeZone.offset(at: now / year * year)
        let july = interpreter.timeZone.offset(at: now / year * year + year / 2)
        // In the south, January is in daylight time.
        let isSouth = -january.seconds < -july.seconds
        let (standard, other) = isSouth ? (july, january) : (january, july)
        try interpreter.setInt(module, "timezone", -standard.seconds)
        try interpreter.setInt(module, "altzone", -other.seconds)
        try interpreter.setInt(module, "daylight", standard.seconds == other.seconds ? 0 : 1)
        let first = try interpreter.intern(String(standard.name.prefix(9)))
        let second = try interpreter.intern(String(other.name.prefix(9)))
        let names = try interpreter.makeTuple(first.ref, second.ref)
        try interpreter.setModuleAttribute(module, "tzname", names.ref)
    }

    private static func formatted(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        try interpreter.checkParsed("strftime", arguments.count, 1, 2)
        guard arguments[0].isStr else {
            throw interpreter.badArgument("strftime", "argument 1", "str", arguments[0])
        }
        if arguments[0].text.utf8.contains(0) {
            throw interpreter.raise(.valueError, "embedded null character")
        }
        var time =
            if let argument = arguments[optional: 1] {
                try interpreter.checkedTimeFields(argument, "strftime")
            } else {
                try interpreter.localFields(nil)
            }
        interpreter.startedProcess?.readTimeZone()
        let zone = interpreter.timeZone
        if (time.zone ?? "").isEmpty, time.fields.tm_isdst >= 0 {
            time.zone = zone.name(
                isDaylight: time.fields.tm_isdst > 0,
                around: interpreter.virtualTime / 1_000_000_000)
        }
        return try interpreter.makeString(time.formatted(arguments[0].text, zone))
    }
}

extension BrokenTime {
    /// `strftime` in the C locale; a format may give up to 16 KiB.
    fileprivate func formatted(_ format: String, _ zone: TimeZoneRules) -> String {
        if format.isEmpty { return "" }
        let format = withoutHostsZone(Array(format.utf8), zone)
        var buffer = [CChar](repeating: 0, count: 16384)
        var time = fields
        let count = (self.zone ?? "").withCString { name in
            time.tm_zone = name
            return format.withUnsafeBufferPointer { format in
                format.withMemoryRebound(to: CChar.self) { format in
                    guard let format = format.baseAddress else { return 0 }
                    return strftime(&buffer, buffer.count, format, &time)
                }
            }
        }
        return String(
            decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A format, ended by a null byte, in which what `%s` and `%Z` stand for is written out, since the C library
    /// would take the host's zone for the one, and for the other where the name is empty.
    private func withoutHostsZone(_ format: [UInt8], _ zone: TimeZoneRules) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < format.count {
            let start = index
            index += 1
            if format[start] == UInt8(ascii: "%") {
                while index < format.count, Self.modifiers.contains(format[index]) { index += 1 }
                index = min(index + 1, format.count)
                if format[index - 1] == UInt8(ascii: "s") {
                    var time = fields
                    let wish = time.tm_isdst < 0 ? nil : time.tm_isdst > 0
                    let seconds = zone.time(ofLocal: timegm(&time), isDaylight: wish)
                    result += padded(String(seconds), by: format[start..<index])
                    continue
                }
                if format[start..<index].elementsEqual("%Z".utf8) {
                    for byte in (self.zone ?? "").utf8 {
                        result += byte == UInt8(ascii: "%") ? [byte, byte] : [byte]
                    }
                    continue
                }
            }
            result += format[start..<index]
        }
        return result + [0]
    }

    /// A number as wide as a conversion wants it: with zeros before it if the last flag is one, else with spaces.
    private func padded(_ number: String, by conversion: ArraySlice<UInt8>) -> [UInt8] {
        let digits = UInt8(ascii: "1")...UInt8(ascii: "9")
        let flag = conversion.prefix { !digits.contains($0) }.last { "-_0".utf8.contains($0) }
        let width = conversion.drop { !digits.contains($0) }.reduce(0) { width, byte in
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                ? min(width * 10 + Int(byte) - 0x30, 1 << 14) : width
        }
        let filling: UInt8 = flag == UInt8(ascii: "0") ? 0x30 : 0x20
        let missing = max(0, width - number.utf8.count)
        return [UInt8](repeating: filling, count: missing) + Array(number.utf8)
    }

    private static let modifiers = Set("_-0^#+EO123456789".utf8)
}
