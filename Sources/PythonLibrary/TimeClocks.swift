import PythonRuntime

/// The clocks of `time` by number (`clock_gettime` and its like): two times of the program's own clock under the numbers
/// that Linux has for them. Setting one is refused, as a system refuses it to a program without rights.
enum TimeClocks {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("clock_gettime", .fast) { module, arguments, count, _ in
            parsedFunction(module, arguments, count, "clock_gettime", 1) {
                interpreter, values throws(Raised) in
                let time = try reading(interpreter, values.object(0))
                return try interpreter.makeFloat(Double(time) / 1_000_000_000)
            }
        },
        // Both forms call themselves by one name where arguments are missing.
        NativeModuleFunction("clock_gettime_ns", .fast) { module, arguments, count, _ in
            parsedFunction(module, arguments, count, "clock_gettime", 1) {
                interpreter, values throws(Raised) in
                try interpreter.makeInt(try reading(interpreter, values.object(0)))
            }
        },
        NativeModuleFunction("clock_getres", .fast) { module, arguments, count, _ in
            parsedFunction(module, arguments, count, "clock_getres", 1) {
                interpreter, values throws(Raised) in
                _ = try clock(interpreter, try values.parsedInt(0))
                return try interpreter.makeFloat(1e-9)
            }
        },
        NativeModuleFunction("clock_settime", .fast) { module, arguments, count, _ in
            refuse(module, arguments, count, isWhole: false)
        },
        NativeModuleFunction("clock_settime_ns", .fast) { module, arguments, count, _ in
            refuse(module, arguments, count, isWhole: true)
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
    private static func clock(_ interpreter: Interpreter, _ value: Int) throws(Raised) -> Int {
        if value < 0 ? value & 7 == 6 : numbers.contains(where: { $0.1 == value }) {
            return value
        }
        throw interpreter.raiseOSError(22, "Invalid argument")
    }

    private static func reading(_ interpreter: Interpreter, _ number: Ref) throws(Raised) -> Int {
        let value = try clock(interpreter, try interpreter.parsedInt(number))
        if value == 0 || value == 11 { return interpreter.virtualTime }
        let isOfProcess = value == 2 || value == 3 || value < 0
        return isOfProcess ? interpreter.virtualProcessTime : interpreter.virtualUptime
    }

    private static func refuse(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        isWhole: Bool
    ) -> RawObject? {
        parsedFunction(module, arguments, count, "clock_settime", 2) {
            interpreter, values throws(Raised) in
            let number = try values.parsedInt(0)
            if isWhole {
                _ = try interpreter.wholeNanoseconds(values.object(1))
            } else {
                _ = try interpreter.nanoseconds(ofSeconds: values.object(1))
            }
            if try clock(interpreter, number) == 0 {
                throw interpreter.raiseOSError(1, "Operation not permitted")
            }
            throw interpreter.raiseOSError(22, "Invalid argument")
        }
    }
}
