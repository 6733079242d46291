import PythonRuntime

/// The module `_typing` (`Modules/_typingmodule.c`).
enum TypingModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule(
            "_typing",
            functions: [
                NativeModuleFunction("_idfunc", .oneArgument) { module, arguments, _, _ in
                    moduleFunction(module, arguments) { _, object throws(Raised) in
                        object.owned()
                    }
                }
            ])
    }
}

/// The module `atexit` (`Modules/atexitmodule.c`): the functions are kept, and called when the session asks.
enum AtexitModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("atexit", functions: functions)
        let list = try interpreter.makeList()
        try interpreter.setModuleAttribute(module.ref, "__registered", list.ref)
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("register", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                guard arguments.count > 0 else {
                    throw interpreter.raise(
                        .typeError, "register() takes at least 1 argument (0 given)")
                }
                try register(interpreter, module, arguments)
                return arguments[0].owned()
            }
        },
        NativeModuleFunction("unregister", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                let list = try interpreter.namedAttribute(module, "__registered")
                let kept = try interpreter.makeList()
                for index in 0..<list.ref.itemCount {
                    let entry = list.ref.listItem(index)
                    if try interpreter.compareBool(entry.tupleItem(0), arguments[0], .equal) {
                        continue
                    }
                    try interpreter.listAppend(kept.ref, entry)
                }
                try interpreter.setModuleAttribute(module, "__registered", kept.ref)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_clear", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, module throws(Raised) in
                let list = try interpreter.makeList()
                try interpreter.setModuleAttribute(module, "__registered", list.ref)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_ncallbacks", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, module throws(Raised) in
                let list = try interpreter.namedAttribute(module, "__registered")
                return try interpreter.makeInt(list.ref.itemCount)
            }
        },
        NativeModuleFunction("_run_exitfuncs", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, module throws(Raised) in
                let list = try interpreter.namedAttribute(module, "__registered")
                let empty = try interpreter.makeList()
                try interpreter.setModuleAttribute(module, "__registered", empty.ref)
                for index in (0..<list.ref.itemCount).reversed() {
                    let entry = list.ref.listItem(index)
                    _ = try interpreter.call(
                        entry.tupleItem(0), tuple: entry.tupleItem(1),
                        keywords: entry.tupleItem(2))
                }
                return interpreter.none.owned()
            }
        },
    ]

    private static func register(
        _ interpreter: Interpreter, _ module: Ref, _ arguments: Arguments
    ) throws(Raised) {
        let rest = try interpreter.makeTuple(count: arguments.count - 1)
        for index in 1..<max(arguments.count, 1) {
            rest.ref.tupleItems[index - 1] = arguments[index].owned().take()
        }
        let keywords = try interpreter.makeDict()
        for index in 0..<arguments.keywordCount {
            guard let names = arguments.names else { break }
            try interpreter.dictSet(
                keywords.ref, names.tupleItem(index), arguments[arguments.count + index])
        }
        let entry = try interpreter.makeTuple([arguments[0], rest.ref, keywords.ref])
        let list = try interpreter.namedAttribute(module, "__registered")
        try interpreter.listAppend(list.ref, entry.ref)
    }
}

/// The module `_signal` (`Modules/signalmodule.c`): handlers are kept; no signal ever comes from outside.
enum SignalModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_signal", functions: functions)
        for (name, number) in numbers { try interpreter.setInt(module.ref, name, number) }
        let handlers = try interpreter.makeDict()
        for (_, number) in numbers {
            let key = try interpreter.makeInt(number)
            try interpreter.dictSet(handlers.ref, key.ref, interpreter.smallInt(0))
        }
        let interrupt = try interpreter.namedAttribute(module.ref, "default_int_handler")
        try interpreter.dictSet(handlers.ref, interpreter.smallInt(2), interrupt.ref)
        try interpreter.setModuleAttribute(module.ref, "__handlers", handlers.ref)
        interpreter.setSignalDelivery(deliverSignal)
        return module
    }

    private static let numbers: [(String, Int)] = [
        ("SIG_DFL", 0), ("SIG_IGN", 1), ("NSIG", 65), ("SIG_BLOCK", 0), ("SIG_UNBLOCK", 1),
        ("SIG_SETMASK", 2), ("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGILL", 4),
        ("SIGTRAP", 5), ("SIGABRT", 6), ("SIGBUS", 7), ("SIGFPE", 8), ("SIGKILL", 9),
        ("SIGUSR1", 10), ("SIGSEGV", 11), ("SIGUSR2", 12), ("SIGPIPE", 13), ("SIGALRM", 14),
        ("SIGTERM", 15), ("SIGCHLD", 17), ("SIGCONT", 18), ("SIGSTOP", 19), ("SIGTSTP", 20),
        ("SIGTTIN", 21), ("SIGTTOU", 22), ("SIGURG", 23), ("SIGXCPU", 24), ("SIGXFSZ", 25),
        ("SIGVTALRM", 26), ("SIGPROF", 27), ("SIGWINCH", 28), ("SIGIO", 29), ("SIGPWR", 30),
        ("SIGSYS", 31),
    ]

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("default_int_handler", .fast) { module, _, _, _ in
            withSelf(module) { interpreter, _ throws(Raised) in
                throw interpreter.raise(.keyboardInterrupt)
            }
        },
        NativeModuleFunction("signal", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                try interpreter.checkArguments("signal", arguments.count, 2, 2)
                let handlers = try interpreter.namedAttribute(module, "__handlers")
                let old = try known(interpreter, handlers.ref, arguments[0]).owned()
                try interpreter.dictSet(handlers.ref, arguments[0], arguments[1])
                return old
            }
        },
        NativeModuleFunction("getsignal", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                let handlers = try interpreter.namedAttribute(module, "__handlers")
                return try known(interpreter, handlers.ref, arguments[0]).owned()
            }
        },
        NativeModuleFunction("raise_signal", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                let handlers = try interpreter.namedAttribute(module, "__handlers")
                let handler = try known(interpreter, handlers.ref, arguments[0]).owned()
                if !handler.ref.isInt {
                    _ = try interpreter.call(handler.ref, arguments[0], interpreter.none)
                }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("set_wakeup_fd", .fastKeywords) { module, _, _, _ in
            withSelf(module) { interpreter, _ throws(Raised) in try interpreter.makeInt(-1) }
        },
        NativeModuleFunction("alarm", .oneArgument) { module, _, _, _ in
            withSelf(module) { interpreter, _ throws(Raised) in try interpreter.makeInt(0) }
        },
        NativeModuleFunction("valid_signals", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, _ throws(Raised) in
                let set = try interpreter.makeSet()
                for number in 1...64 where number != 32 && number != 33 {
                    let value = try interpreter.makeInt(number)
                    try interpreter.setAdd(set.ref, value.ref)
                }
                return set
            }
        },
        NativeModuleFunction("siginterrupt", .fast) { module, _, _, _ in
            withSelf(module) { interpreter, _ throws(Raised) in interpreter.none.owned() }
        },
    ]

    private static func known(
        _ interpreter: Interpreter, _ handlers: Ref, _ number: Ref
    ) throws(Raised) -> Ref {
        if let handler = try interpreter.dictGet(handlers, number) { return handler }
        throw interpreter.raise(.valueError, "signal number out of range")
    }
}

/// Calls the handler of a signal that came; what is 0 or 1 is none (`_PyErr_CheckSignalsTstate`).
private let deliverSignal: @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32 = {
    base, number in
    let interpreter = Interpreter(containing: base)
    do throws(Raised) {
        let module = try interpreter.importModule("_signal")
        let handlers = try interpreter.namedAttribute(module.ref, "__handlers")
        let key = try interpreter.makeInt(Int(number))
        guard let handler = try interpreter.dictGet(handlers.ref, key.ref),
            !interpreter.isInstance(handler, .int)
        else { return 0 }
        let kept = handler.owned()
        let frame = (try interpreter.frame(atDepth: 0) ?? interpreter.none).owned()
        _ = try interpreter.call(kept.ref, key.ref, frame.ref)
        return 0
    } catch { return -1 }
}
