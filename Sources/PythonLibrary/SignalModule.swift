import PythonRuntime
import VirtualSystem

/// The module `_signal` (`Modules/signalmodule.c`): signals among the processes of the virtual machine, to
/// themselves, and from timers on its clock. None comes from the host.
enum SignalModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_signal", functions: handlerFunctions + sendingFunctions + maskFunctions)
        for (name, number) in constants { try interpreter.setInt(module.ref, name, number) }
        let handlers = try interpreter.makeDict()
        for number in 1...64 {
            let key = try interpreter.makeInt(number)
            let disposition = interpreter.process?.dispositions[number]
            let value = disposition == .ignored ? interpreter.smallInt(1) : interpreter.smallInt(0)
            try interpreter.dictSet(handlers.ref, key.ref, value)
        }
        let interrupt = try interpreter.namedAttribute(module.ref, "default_int_handler")
        try interpreter.dictSet(handlers.ref, interpreter.smallInt(2), interrupt.ref)
        interpreter.setSignalHandlers(handlers.ref)
        let error = Ref(RawObject(interpreter.type(.osError)))
        let cls = try interpreter.namedAttribute(error, "__class__")
        let name = try interpreter.intern("itimer_error")
        let bases = try interpreter.makeTuple([error])
        let dict = try interpreter.makeDict()
        let owner = try interpreter.intern("signal")
        let key = try interpreter.intern("__module__")
        try interpreter.dictSet(dict.ref, key.ref, owner.ref)
        let timerError = try interpreter.call(cls.ref, [name.ref, bases.ref, dict.ref])
        try interpreter.setModuleAttribute(module.ref, "ItimerError", timerError.ref)
        let type = try interpreter.makeStructSequenceType(
            LibraryType.signalInformation.rawValue,
            StructSequenceSpec(
                "signal.struct_siginfo",
                [
                    "si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status",
                    "si_band",
                ]))
        try interpreter.setModuleAttribute(
            module.ref, "struct_siginfo", Ref(RawObject(type)))
        return module
    }

    private static let constants: [(String, Int)] = [
        ("SIG_DFL", 0), ("SIG_IGN", 1), ("NSIG", 65), ("SIG_BLOCK", 0), ("SIG_UNBLOCK", 1),
        ("SIG_SETMASK", 2), ("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGILL", 4),
        ("SIGTRAP", 5), ("SIGABRT", 6), ("SIGIOT", 6), ("SIGBUS", 7), ("SIGFPE", 8),
        ("SIGKILL", 9), ("SIGUSR1", 10), ("SIGSEGV", 11), ("SIGUSR2", 12), ("SIGPIPE", 13),
        ("SIGALRM", 14), ("SIGTERM", 15), ("SIGSTKFLT", 16), ("SIGCHLD", 17), ("SIGCLD", 17),
        ("SIGCONT", 18), ("SIGSTOP", 19), ("SIGTSTP", 20), ("SIGTTIN", 21), ("SIGTTOU", 22),
        ("SIGURG", 23), ("SIGXCPU", 24), ("SIGXFSZ", 25), ("SIGVTALRM", 26), ("SIGPROF", 27),
        ("SIGWINCH", 28), ("SIGIO", 29), ("SIGPOLL", 29), ("SIGPWR", 30), ("SIGSYS", 31),
        ("SIGRTMIN", 34), ("SIGRTMAX", 64), ("ITIMER_REAL", 0), ("ITIMER_VIRTUAL", 1),
        ("ITIMER_PROF", 2),
    ]

    static let descriptions: [Int: String] = [
        1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction",
        5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error", 8: "Floating point exception",
        9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
        12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated",
        16: "Stack fault", 17: "Child exited", 18: "Continued", 19: "Stopped (signal)",
        20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)",
        23: "Urgent I/O condition", 24: "CPU time limit exceeded",
        25: "File size limit exceeded", 26: "Virtual timer expired",
        27: "Profiling timer expired", 28: "Window changed", 29: "I/O possible",
        30: "Power failure", 31: "Bad system call",
    ]

    /// A signal's number, which must be one of Linux's.
    static func checked(_ interpreter: Interpreter, _ number: Int) throws(Raised) -> Int {
        guard (1...64).contains(number) else {
            throw interpreter.raise(.valueError, "signal number out of range")
        }
        return number
    }

    // MARK: Handlers

    private static let handlerFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("default_int_handler", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("default_int_handler", arguments.count, 2, 2)
                _ = try interpreter.intArgument(arguments[0])
                throw interpreter.raise(.keyboardInterrupt)
            }
        },
        NativeModuleFunction("signal", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "signal", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in try setHandler(interpreter, values) }
        },
        NativeModuleFunction("getsignal", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try checked(interpreter, try interpreter.intArgument(number))
                return try handler(interpreter, number)
            }
        },
        NativeModuleFunction("siginterrupt", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "siginterrupt", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let given = try values.cInt(0)
                let ends = try values.cInt(1) != 0
                let number = try checked(interpreter, given)
                if ends {
                    interpreter.process?.restartingSignals.remove(number)
                } else {
                    interpreter.process?.restartingSignals.insert(number)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("set_wakeup_fd", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try wakeUpArguments(interpreter, arguments)
                let number = try values.parsedInt(0)
                try requireMainThread(interpreter, "set_wakeup_fd")
                if number >= 0 {
                    let description = try interpreter.description(number)
                    if !description.isNonblocking {
                        throw interpreter.raise(
                            .valueError, "the fd \(number) must be in non-blocking mode")
                    }
                }
                let old = interpreter.process?.wakeUpDescriptor ?? -1
                interpreter.process?.wakeUpDescriptor = number < 0 ? -1 : number
                interpreter.process?.tellsFullWakeUp = try values.flag(1, default: true)
                return try interpreter.makeInt(old)
            }
        },
        NativeModuleFunction("strsignal", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try checked(interpreter, try interpreter.intArgument(number))
                if let text = descriptions[number] { return try interpreter.makeString(text) }
                return try interpreter.makeString(
                    number >= 34 ? "Real-time signal \(number - 34)" : "Unknown signal \(number)")
            }
        },
        NativeModuleFunction("valid_signals", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try signalSet(interpreter, Set(1...64).subtracting([32, 33]))
            }
        },
    ]

    /// The first is looked at before it is known whether there are too many.
    private static func wakeUpArguments(
        _ interpreter: Interpreter, _ arguments: Arguments
    ) throws(Raised) -> CallValues {
        let given = arguments.count + arguments.keywordCount
        if given <= 2, arguments.count > 0 {
            if arguments[0].isInt || !interpreter.isIndex(arguments[0]) {
                _ = try interpreter.parsedInt(arguments[0])
            }
            if arguments.count > 1 {
                throw interpreter.raise(
                    .typeError,
                    "set_wakeup_fd() takes at most 1 positional argument (\(arguments.count) given)"
                )
            }
        }
        let values = try interpreter.bind(
            ParameterList(
                function: "set_wakeup_fd", names: ["", "warn_on_full_buffer"],
                positionalOnly: 1, required: 1, maximumPositional: 1), arguments)
        return CallValues(interpreter: interpreter, values: values)
    }

    static func requireMainThread(
        _ interpreter: Interpreter, _ function: String
    ) throws(Raised) {
        if !interpreter.isMainThread {
            throw interpreter.raise(
                .valueError,
                "\(function) only works in main thread of the main interpreter")
        }
    }

    private static func handler(_ interpreter: Interpreter, _ number: Int) throws(Raised) -> Owned {
        let key = try interpreter.makeInt(number)
        guard let handlers = interpreter.signalHandlers,
            let found = try interpreter.dictGet(handlers, key.ref)
        else { return interpreter.none.owned() }
        return found.owned()
    }

    private static func setHandler(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Owned {
        let given = try values.cInt(0)
        let new = values.object(1)
        try requireMainThread(interpreter, "signal")
        let number = try checked(interpreter, given)
        let disposition: VirtualProcess.Disposition?
        if new.isInt, let value = new.intValue, value == 0 || value == 1 {
            disposition = value == 1 ? .ignored : nil
        } else if new.type.pointee.tp_call != nil {
            disposition = .handled
        } else {
            throw interpreter.raise(
                .typeError,
                "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        }
        if number == 9 || number == 19 || number == 32 || number == 33 {
            throw interpreter.raise(SystemFailure.invalid)
        }
        let old = try handler(interpreter, number)
        interpreter.process?.dispositions[number] = disposition
        interpreter.process?.restartingSignals.remove(number)
        let key = try interpreter.makeInt(number)
        if let handlers = interpreter.signalHandlers {
            try interpreter.dictSet(handlers, key.ref, new)
        }
        return old
    }

    static func signalSet(
        _ interpreter: Interpreter, _ numbers: Set<Int>
    ) throws(Raised) -> Owned {
        let set = try interpreter.makeSet()
        for number in numbers.sorted() {
            let value = try interpreter.makeInt(number)
            try interpreter.setAdd(set.ref, value.ref)
        }
        return set
    }
}
