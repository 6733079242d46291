import PythonRuntime

/// The clocks of `time` by number (`clock_gettime` and its like): two times of the program's own clock under the numbers
/// that Linux has for them. Setting one is refused, as a system refuses it to a program without rights.
enum TimeClocks {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("clock_gettime", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let time = try reading(interpreter, number)
                return try interpreter.makeFloat(Double(time) / 1_000_000_000)
            }
        },
        NativeModuleFunction("clock_gettime_ns", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                try interpreter.makeInt(try reading(interpreter, number))
            }
        },
        NativeModuleFunction("clock_getres", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                _ = try clock(interpreter, number)
                return try interpreter.makeFloat(1e-9)
            }
        },
        NativeModuleFunction("clock_settime", .fast) { module, arguments, count, _ in
            refuse(module, arguments, count, "clock_settime")
        },
        NativeModuleFunction("clock_settime_ns", .fast) { module, arguments, count, _ in
            refuse(module, arguments, count, "clock_settime_ns")
        },
        NativeModuleFunction("pthread_getcpuclockid", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, thread throws(Raised) in
                let number = try interpreter.indexValue(thread, overflow: .overflowError)
                return try interpreter.makeInt(~(number & 0xFFFF) &<< 3 | 6)
            }
        },
    ]

    static let numbers = [
        ("CLOCK_REALTIME", 0), ("CLOCK_MONOTONIC", 1), ("CLOCK_PROCESS_CPUTIME_ID", 2),
        ("CLOCK_THREAD_CPUTIME_ID", 3), ("CLOCK_MONOTONIC_RAW", 4), ("CLOCK_BOOTTIME", 7),
        ("CLOCK_TAI", 11),
    ]

    /// The number of a clock that there is. Negative ones are those of threads.
    private static func clock(_ interpreter: Interpreter, _ number: Ref) throws(Raised) -> Int {
        let value = try interpreter.intArgument(number)
        if value < 0 ? value & 7 == 6 : numbers.contains(where: { $0.1 == value }) {
            return value
        }
        throw interpreter.raiseOSError(22, "Invalid argument")
    }

    private static func reading(_ interpreter: Interpreter, _ number: Ref) throws(Raised) -> Int {
        let value = try clock(interpreter, number)
        if value == 0 || value == 11 { return interpreter.virtualTime }
        let isOfProcess = value == 2 || value == 3 || value < 0
        return isOfProcess ? interpreter.virtualProcessTime : interpreter.virtualUptime
    }

    private static func refuse(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ name: StaticString
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(name, arguments.count, 2, 2)
            let value = try clock(interpreter, arguments[0])
            if "\(name)" == "clock_settime" {
                _ = try interpreter.nanoseconds(ofSeconds: arguments[1])
            } else {
                _ = try interpreter.indexValue(arguments[1], overflow: .overflowError)
            }
            if value == 0 { throw interpreter.raiseOSError(1, "Operation not permitted") }
            throw interpreter.raiseOSError(22, "Invalid argument")
        }
    }
}
