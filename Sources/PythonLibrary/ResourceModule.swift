import PythonRuntime
import VirtualSystem

/// The module `resource` (`Modules/resource.c`): the limits of a process of the virtual machine and what it used by
/// the machine's clock.
enum ResourceModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("resource", functions: functions)
        for (name, value) in constants { try interpreter.setInt(module.ref, name, value) }
        let type = try interpreter.makeStructSequenceType(
            LibraryType.resourceUsage.rawValue,
            StructSequenceSpec(
                "resource.struct_rusage",
                [
                    "ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss",
                    "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock",
                    "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw",
                ]))
        try interpreter.setModuleAttribute(
            module.ref, "struct_rusage", Ref(RawObject(type)))
        let error = Ref(RawObject(interpreter.type(.osError)))
        try interpreter.setModuleAttribute(module.ref, "error", error)
        return module
    }

    private static let openFiles = 7
    /// The hard limit of descriptors.
    private static let mostFiles = 4096

    private static let constants: [(String, Int)] = [
        ("RLIMIT_CPU", 0), ("RLIMIT_FSIZE", 1), ("RLIMIT_DATA", 2), ("RLIMIT_STACK", 3),
        ("RLIMIT_CORE", 4), ("RLIMIT_RSS", 5), ("RLIMIT_NPROC", 6), ("RLIMIT_NOFILE", 7),
        ("RLIMIT_OFILE", 7), ("RLIMIT_MEMLOCK", 8), ("RLIMIT_AS", 9), ("RLIMIT_SIGPENDING", 11),
        ("RLIMIT_MSGQUEUE", 12), ("RLIMIT_NICE", 13), ("RLIMIT_RTPRIO", 14),
        ("RLIMIT_RTTIME", 15), ("RLIM_INFINITY", -1), ("RUSAGE_SELF", 0),
        ("RUSAGE_CHILDREN", -1), ("RUSAGE_THREAD", 1),
    ]

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("getrlimit", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try kind(interpreter, try interpreter.intArgument(number))
                return try PosixModule.intTuple(interpreter, limits(interpreter, number))
            }
        },
        NativeModuleFunction("setrlimit", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "setrlimit", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let number = try kind(interpreter, try values.cInt(0))
                try setLimits(interpreter, number, values.object(1))
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("prlimit", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard (2...3).contains(arguments.count) else {
                    throw interpreter.raise(
                        .typeError, "resource.prlimit requires 2 to 3 arguments")
                }
                let process = try interpreter.parsedInt(arguments[0])
                let given = try interpreter.parsedInt(arguments[1])
                guard process == 0 || process == interpreter.process?.number else {
                    throw interpreter.raise(SystemFailure.noProcess)
                }
                let number = try kind(interpreter, given)
                try interpreter.audit(
                    "resource.prlimit", .int(process), .int(given),
                    .object(arguments[optional: 2] ?? interpreter.none))
                let old = limits(interpreter, number)
                if let new = arguments[optional: 2], !new.isNone {
                    try setLimits(interpreter, number, new)
                }
                return try PosixModule.intTuple(interpreter, old)
            }
        },
        NativeModuleFunction("getpagesize", .noArguments) { module, _, _, _ in
            PosixModule.number(module, 4096)
        },
        NativeModuleFunction("getrusage", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, who throws(Raised) in
                let who = try interpreter.intArgument(who)
                guard (-1...1).contains(who) else {
                    throw interpreter.raise(.valueError, "invalid who parameter")
                }
                let seconds = who == -1 ? 0 : Double(interpreter.virtualUptime) / 1e9
                let used = try interpreter.makeFloat(seconds)
                let none = try interpreter.makeFloat(0)
                let zero = interpreter.smallInt(0)
                return try interpreter.makeStructSequence(
                    interpreter.type(LibraryType.resourceUsage),
                    [used.ref, none.ref] + [Ref](repeating: zero, count: 14))
            }
        },
    ]

    private static func kind(_ interpreter: Interpreter, _ number: Int) throws(Raised) -> Int {
        guard (0...15).contains(number) else {
            throw interpreter.raise(.valueError, "invalid resource specified")
        }
        return number
    }

    /// The soft and the hard limit; only that of descriptors is one here.
    private static func limits(_ interpreter: Interpreter, _ number: Int) -> [Int] {
        guard number == openFiles else { return number == 4 ? [0, -1] : [-1, -1] }
        return [interpreter.files?.descriptorLimit ?? 1024, mostFiles]
    }

    private static func setLimits(
        _ interpreter: Interpreter, _ number: Int, _ pair: Ref
    ) throws(Raised) {
        let values = try interpreter.makeTuple(from: pair)
        guard values.ref.itemCount == 2 else {
            throw interpreter.raise(.valueError, "expected a tuple of 2 integers")
        }
        let soft = try interpreter.indexValue(
            values.ref.tupleItem(0), overflow: .overflowError)
        let hard = try interpreter.indexValue(
            values.ref.tupleItem(1), overflow: .overflowError)
        if hard != -1, soft > hard || soft == -1 {
            throw interpreter.raise(
                .valueError, "current limit exceeds maximum limit")
        }
        if number == openFiles {
            if hard == -1 || hard > mostFiles {
                throw interpreter.raise(.valueError, "not allowed to raise maximum limit")
            }
            interpreter.files?.descriptorLimit = min(max(0, soft), mostFiles)
        }
    }
}
