import Glibc
import PythonRuntime

/// The module `time` (`Modules/timemodule.c`) over the program's own clock: reading and sleeping move it on,
/// nothing else does, so that a run is the same every time. The zone is UTC.
enum TimeModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "time", functions: clocks + TimeClocks.functions + calendar)
        let type = try interpreter.makeStructSequenceType(
            LibraryType.structTime.rawValue,
            StructSequenceSpec(
                "time.struct_time",
                [
                    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday",
                    "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff",
                ], visibleCount: 9))
        try interpreter.setModuleAttribute(module.ref, "struct_time", Ref(RawObject(type)))
        for (name, value) in [
            ("timezone", 0), ("altzone", 0), ("daylight", 0), ("_STRUCT_TM_ITEMS", 11),
        ] + TimeClocks.numbers { try interpreter.setInt(module.ref, name, value) }
        let zone = try interpreter.intern("UTC")
        let zones = try interpreter.makeTuple(zone.ref, zone.ref)
        try interpreter.setModuleAttribute(module.ref, "tzname", zones.ref)
        return module
    }

    private static let clocks: [NativeModuleFunction] = [
        NativeModuleFunction("time", .noArguments) { module, _, _, _ in
            seconds(module) { $0.virtualTime }
        },
        NativeModuleFunction("time_ns", .noArguments) { module, _, _, _ in
            nanoseconds(module) { $0.virtualTime }
        },
        NativeModuleFunction("monotonic", .noArguments) { module, _, _, _ in
            seconds(module) { $0.virtualUptime }
        },
        NativeModuleFunction("monotonic_ns", .noArguments) { module, _, _, _ in
            nanoseconds(module) { $0.virtualUptime }
        },
        NativeModuleFunction("perf_counter", .noArguments) { module, _, _, _ in
            seconds(module) { $0.virtualUptime }
        },
        NativeModuleFunction("perf_counter_ns", .noArguments) { module, _, _, _ in
            nanoseconds(module) { $0.virtualUptime }
        },
        NativeModuleFunction("process_time", .noArguments) { module, _, _, _ in
            seconds(module) { $0.virtualProcessTime }
        },
        NativeModuleFunction("process_time_ns", .noArguments) { module, _, _, _ in
            nanoseconds(module) { $0.virtualProcessTime }
        },
        NativeModuleFunction("thread_time", .noArguments) { module, _, _, _ in
            seconds(module) { $0.virtualProcessTime }
        },
        NativeModuleFunction("thread_time_ns", .noArguments) { module, _, _, _ in
            nanoseconds(module) { $0.virtualProcessTime }
        },
        NativeModuleFunction("sleep", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                let length = try interpreter.nanoseconds(ofSeconds: argument)
                if length < 0 {
                    throw interpreter.raise(.valueError, "sleep length must be non-negative")
                }
                try interpreter.sleep(nanoseconds: length)
                return interpreter.none.owned()
            }
        },
    ]

    private static func seconds(
        _ module: RawObject?, _ clock: (Interpreter) -> Int
    ) -> RawObject? {
        moduleFunction(module) { interpreter throws(Raised) in
            try interpreter.makeFloat(Double(clock(interpreter)) / 1e9)
        }
    }

    private static func nanoseconds(
        _ module: RawObject?, _ clock: (Interpreter) -> Int
    ) -> RawObject? {
        moduleFunction(module) { interpreter throws(Raised) in
            try interpreter.makeInt(clock(interpreter))
        }
    }

    private static let calendar: [NativeModuleFunction] = [
        NativeModuleFunction("gmtime", .fast) { module, arguments, count, names in
            broken(module, arguments, count, "GMT")
        },
        NativeModuleFunction("localtime", .fast) { module, arguments, count, names in
            broken(module, arguments, count, "UTC")
        },
        NativeModuleFunction("mktime", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                var time = try interpreter.timeFields(argument)
                return try interpreter.makeFloat(Double(timegm(&time)))
            }
        },
        NativeModuleFunction("asctime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("asctime", arguments.count, 0, 1)
                let time =
                    if let argument = arguments[optional: 0] {
                        try interpreter.checkedTimeFields(argument)
                    } else {
                        interpreter.fields(ofSeconds: interpreter.virtualTime / 1_000_000_000)
                    }
                return try interpreter.makeString(interpreter.timeText(time))
            }
        },
        NativeModuleFunction("ctime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("ctime", arguments.count, 0, 1)
                let seconds = try interpreter.secondsArgument(arguments[optional: 0])
                return try interpreter.makeString(
                    interpreter.timeText(interpreter.fields(ofSeconds: seconds)))
            }
        },
        NativeModuleFunction("strftime", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("strftime", arguments.count, 1, 2)
                guard arguments[0].isStr else {
                    throw interpreter.raise(
                        .typeError,
                        "strftime() argument 1 must be str, not \(interpreter.typeName(arguments[0].type))"
                    )
                }
                if arguments[0].text.utf8.contains(0) {
                    throw interpreter.raise(.valueError, "embedded null character")
                }
                var time =
                    if let argument = arguments[optional: 1] {
                        try interpreter.checkedTimeFields(argument)
                    } else {
                        interpreter.fields(ofSeconds: interpreter.virtualTime / 1_000_000_000)
                    }
                return try interpreter.makeString(
                    formatted(arguments[0].text, &time))
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
            moduleFunction(module) { interpreter throws(Raised) in interpreter.none.owned() }
        },
        NativeModuleFunction("get_clock_info", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, name throws(Raised) in
                try clockInfo(interpreter, name)
            }
        },
    ]

    private static func broken(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ zone: String
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments("gmtime", arguments.count, 0, 1)
            let seconds = try interpreter.secondsArgument(arguments[optional: 0])
            return try interpreter.makeTime(interpreter.fields(ofSeconds: seconds), zone: zone)
        }
    }

    private static func clockInfo(
        _ interpreter: Interpreter, _ name: Ref
    ) throws(Raised) -> Owned {
        let known = ["time", "monotonic", "perf_counter", "process_time", "thread_time"]
        guard name.isStr, known.contains(name.text) else {
            throw interpreter.raise(.valueError, "unknown clock")
        }
        let dict = try interpreter.makeDict()
        let text = try interpreter.makeString("virtual clock")
        let resolution = try interpreter.makeFloat(1e-9)
        let isTime = name.text == "time"
        for (key, value) in [
            ("implementation", text.ref),
            ("monotonic", isTime ? interpreter.false : interpreter.true),
            ("adjustable", isTime ? interpreter.true : interpreter.false),
            ("resolution", resolution.ref),
        ] {
            let name = try interpreter.intern(key)
            try interpreter.dictSet(dict.ref, name.ref, value)
        }
        return try interpreter.makeNamespace(dict)
    }

    /// `strftime` in the C locale; a format may give up to 16 KiB.
    private static func formatted(_ format: String, _ time: inout tm) -> String {
        if format.isEmpty { return "" }
        var buffer = [CChar](repeating: 0, count: 16384)
        let count = strftime(&buffer, buffer.count, format, &time)
        return String(
            decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension Interpreter {
    /// Seconds of an optional argument; the clock's without.
    fileprivate func secondsArgument(_ argument: Ref?) throws(Raised) -> Int {
        guard let argument, !argument.isNone else { return virtualTime / 1_000_000_000 }
        let value = try doubleValue(argument).rounded(.down)
        guard value.isFinite, abs(value) < 1e15 else {
            throw raise(
                value.isNaN ? .valueError : .overflowError,
                value.isNaN
                    ? "Invalid value NaN (not a number)"
                    : "timestamp out of range for platform time_t")
        }
        return Int(value)
    }

    fileprivate func fields(ofSeconds seconds: Int) -> tm {
        var value = time_t(seconds)
        var time = tm()
        gmtime_r(&value, &time)
        return time
    }

    fileprivate func makeTime(_ time: tm, zone: String) throws(Raised) -> Owned {
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        for number in [
            Int(time.tm_year) + 1900, Int(time.tm_mon) + 1, Int(time.tm_mday), Int(time.tm_hour),
            Int(time.tm_min), Int(time.tm_sec), (Int(time.tm_wday) + 6) % 7,
            Int(time.tm_yday) + 1, 0,
        ] { values.append(try makeInt(number).take()) }
        values.append(try intern(zone).take())
        values.append(try makeInt(0).take())
        return try makeStructSequence(type(LibraryType.structTime), values.map { Ref($0) })
    }

    /// The fields of a `struct_time` or a tuple of nine.
    fileprivate func timeFields(_ object: Ref) throws(Raised) -> tm {
        guard object.isTuple else {
            throw raise(.typeError, "Tuple or struct_time argument required")
        }
        guard object.itemCount == 9 else {
            throw raise(
                .typeError, "function takes exactly 9 arguments (\(object.itemCount) given)")
        }
        var numbers: [Int] = []
        for index in 0..<9 {
            numbers.append(try indexValue(object.tupleItem(index), overflow: .overflowError))
        }
        for number in numbers where Int32(exactly: number) == nil {
            throw raise(
                .overflowError,
                number > 0
                    ? "signed integer is greater than maximum"
                    : "signed integer is less than minimum")
        }
        var time = tm()
        guard let year = Int32(exactly: numbers[0] &- 1900) else {
            throw raise(.overflowError, "year out of range")
        }
        time.tm_year = year
        time.tm_mon = Int32(truncatingIfNeeded: numbers[1] == 0 ? 0 : numbers[1] &- 1)
        time.tm_mday = Int32(truncatingIfNeeded: numbers[2] == 0 ? 1 : numbers[2])
        time.tm_hour = Int32(truncatingIfNeeded: numbers[3])
        time.tm_min = Int32(truncatingIfNeeded: numbers[4])
        time.tm_sec = Int32(truncatingIfNeeded: numbers[5])
        time.tm_wday = Int32(truncatingIfNeeded: (numbers[6] &+ 1) % 7)
        time.tm_yday = Int32(truncatingIfNeeded: numbers[7] == 0 ? 0 : numbers[7] &- 1)
        return time
    }

    /// The same for what shows a time, which each field must be in its range for.
    fileprivate func checkedTimeFields(_ object: Ref) throws(Raised) -> tm {
        let time = try timeFields(object)
        let ranges: [(Int32, ClosedRange<Int32>, String)] = [
            (time.tm_mon, 0...11, "month out of range"),
            (time.tm_mday, 1...31, "day of month out of range"),
            (time.tm_hour, 0...23, "hour out of range"),
            (time.tm_min, 0...59, "minute out of range"),
            (time.tm_sec, 0...61, "seconds out of range"),
            (time.tm_wday, 0...6, "day of week out of range"),
            (time.tm_yday, 0...365, "day of year out of range"),
        ]
        for (value, range, complaint) in ranges where !range.contains(value) {
            throw raise(.valueError, complaint)
        }
        return time
    }

    /// `Mon Jan  1 00:00:00 2024`.
    fileprivate func timeText(_ time: tm) -> String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ value: Int32, _ fill: String) -> String {
            value < 10 ? "\(fill)\(value)" : "\(value)"
        }
        return "\(days[Int(time.tm_wday) % 7]) \(months[Int(time.tm_mon) % 12]) "
            + "\(two(time.tm_mday, " ")) \(two(time.tm_hour, "0")):\(two(time.tm_min, "0")):"
            + "\(two(time.tm_sec, "0")) \(Int(time.tm_year) + 1900)"
    }
}
