import Glibc
import PythonRuntime

/// The module `time` (`Modules/timemodule.c`) over the program's own clock: reading and sleeping move it on,
/// nothing else does, so that a run is the same every time. The zone is UTC, unless the program's environment
/// says otherwise.
enum TimeModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "time", functions: clocks + TimeClocks.functions + TimeCalendar.functions)
        let type = try interpreter.makeStructSequenceType(
            LibraryType.structTime.rawValue,
            StructSequenceSpec(
                "time.struct_time",
                [
                    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday",
                    "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff",
                ], visibleCount: 9))
        try interpreter.setModuleAttribute(module.ref, "struct_time", Ref(RawObject(type)))
        for (name, value) in [("_STRUCT_TM_ITEMS", 11)] + TimeClocks.numbers {
            try interpreter.setInt(module.ref, name, value)
        }
        interpreter.startedProcess?.readTimeZone()
        try TimeCalendar.setZone(module.ref, interpreter)
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
        NativeModuleFunction("get_clock_info", .fast) { module, arguments, count, _ in
            parsedFunction(module, arguments, count, "get_clock_info", 1) {
                interpreter, values throws(Raised) in
                try clockInfo(interpreter, values.object(0))
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

    private static func clockInfo(
        _ interpreter: Interpreter, _ name: Ref
    ) throws(Raised) -> Owned {
        let known = ["time", "monotonic", "perf_counter", "process_time", "thread_time"]
        guard name.isStr else {
            throw interpreter.badArgument("get_clock_info", "argument 1", "str", name)
        }
        if name.text.utf8.contains(0) {
            throw interpreter.raise(.valueError, "embedded null character")
        }
        guard known.contains(name.text) else {
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
}
