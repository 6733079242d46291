import PythonRuntime

/// The functions of `_testcapi` about how times are converted and rounded (`Modules/_testcapimodule.c`).
enum TestTimeFunctions {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("PyTime_FromSeconds", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_FromSeconds", 1) {
                interpreter, arguments throws(Raised) in
                try interpreter.makeInt(
                    try interpreter.intArgument(arguments[0]) * 1_000_000_000)
            }
        },
        NativeModuleFunction("PyTime_FromSecondsObject", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_FromSecondsObject", 2) {
                interpreter, arguments throws(Raised) in
                try interpreter.makeInt(
                    try interpreter.nanoseconds(
                        ofSeconds: arguments[0], rounding: try rounding(interpreter, arguments)))
            }
        },
        NativeModuleFunction("PyTime_AsSecondsDouble", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_AsSecondsDouble", 1) {
                interpreter, arguments throws(Raised) in
                let time = try interpreter.wholeNanoseconds(arguments[0])
                let isWhole = time % 1_000_000_000 == 0
                return try interpreter.makeFloat(
                    isWhole ? Double(time / 1_000_000_000) : Double(time) / 1e9)
            }
        },
        NativeModuleFunction("PyTime_AsTimeval", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_AsTimeval", 2) {
                interpreter, arguments throws(Raised) in
                let time = try interpreter.wholeNanoseconds(arguments[0])
                let parts = try rounding(interpreter, arguments).divide(time, by: 1_000)
                return try pair(interpreter, parts, 1_000_000)
            }
        },
        NativeModuleFunction("PyTime_AsTimeval_clamp", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_AsTimeval_clamp", 2) {
                interpreter, arguments throws(Raised) in
                let time = try interpreter.wholeNanoseconds(arguments[0])
                let parts = try rounding(interpreter, arguments).divide(time, by: 1_000)
                return try pair(interpreter, parts, 1_000_000)
            }
        },
        NativeModuleFunction("PyTime_AsTimespec", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_AsTimespec", 1) {
                interpreter, arguments throws(Raised) in
                try pair(
                    interpreter, try interpreter.wholeNanoseconds(arguments[0]), 1_000_000_000)
            }
        },
        NativeModuleFunction("PyTime_AsTimespec_clamp", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_AsTimespec_clamp", 1) {
                interpreter, arguments throws(Raised) in
                try pair(
                    interpreter, try interpreter.wholeNanoseconds(arguments[0]), 1_000_000_000)
            }
        },
        NativeModuleFunction("PyTime_AsMilliseconds", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_AsMilliseconds", 2) {
                interpreter, arguments throws(Raised) in
                let time = try interpreter.wholeNanoseconds(arguments[0])
                return try interpreter.makeInt(
                    try rounding(interpreter, arguments).divide(time, by: 1_000_000))
            }
        },
        NativeModuleFunction("PyTime_AsMicroseconds", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "PyTime_AsMicroseconds", 2) {
                interpreter, arguments throws(Raised) in
                let time = try interpreter.wholeNanoseconds(arguments[0])
                return try interpreter.makeInt(
                    try rounding(interpreter, arguments).divide(time, by: 1_000))
            }
        },
        NativeModuleFunction("pytime_object_to_time_t", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "pytime_object_to_time_t", 2) {
                interpreter, arguments throws(Raised) in
                try interpreter.makeInt(
                    try interpreter.wholeSeconds(
                        arguments[0], rounding: try rounding(interpreter, arguments)))
            }
        },
        NativeModuleFunction("pytime_object_to_timeval", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "pytime_object_to_timeval", 2) {
                interpreter, arguments throws(Raised) in
                try split(interpreter, arguments, 1_000_000)
            }
        },
        NativeModuleFunction("pytime_object_to_timespec", .fast) { module, arguments, count, _ in
            converted(module, arguments, count, "pytime_object_to_timespec", 2) {
                interpreter, arguments throws(Raised) in
                try split(interpreter, arguments, 1_000_000_000)
            }
        },
    ]

    private static func converted(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ name: StaticString, _ wanted: Int,
        _ body: (Interpreter, Arguments) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(name, arguments.count, wanted, wanted)
            return try body(interpreter, arguments)
        }
    }

    private static func rounding(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> TimeRounding {
        let number = try interpreter.intArgument(arguments[1])
        guard let rounding = TimeRounding(rawValue: number) else {
            throw interpreter.raise(.valueError, "invalid rounding")
        }
        return rounding
    }

    private static func split(
        _ interpreter: Interpreter, _ arguments: Arguments, _ parts: Int
    ) throws(Raised) -> Owned {
        let rounding = try rounding(interpreter, arguments)
        let (seconds, rest) = try interpreter.splitSeconds(
            arguments[0], parts: parts, rounding: rounding)
        let first = try interpreter.makeInt(seconds)
        let second = try interpreter.makeInt(rest)
        return try interpreter.makeTuple(first.ref, second.ref)
    }

    /// Seconds and what is left, never below 0, of a time in parts of a second.
    private static func pair(
        _ interpreter: Interpreter, _ time: Int, _ parts: Int
    ) throws(Raised) -> Owned {
        let seconds = TimeRounding.floor.divide(time, by: parts)
        let first = try interpreter.makeInt(seconds)
        let second = try interpreter.makeInt(time &- seconds &* parts)
        return try interpreter.makeTuple(first.ref, second.ref)
    }
}
