import PythonRuntime
import VirtualSystem

/// The module `faulthandler` (`Modules/faulthandler.c`): the stacks of threads on demand, when a signal comes, after a
/// time, and when the program's own process is ended by a signal of a fault.
enum FaulthandlerModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule(
            "faulthandler", functions: dumpFunctions + laterFunctions + faultFunctions)
    }

    private static let dumpFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("dump_traceback", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "dump_traceback", names: ["file", "all_threads"],
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let ofAll = try flag(values, 1, default: true)
                let file = try interpreter.faultFile(values.values[0])
                let text = interpreter.stackText(ofAll ? .all : .running)
                try FaultHandler.handler(of: interpreter).write(text, to: file.descriptor)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("enable", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "enable", names: ["file", "all_threads"], maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let ofAll = try flag(values, 1, default: true)
                let file = try interpreter.faultFile(values.values[0])
                try interpreter.keep(file.object.ref, as: "faulthandler.file")
                try FaultHandler.handler(of: interpreter).enable(
                    FaultHandler.Destination(descriptor: file.descriptor, ofAll: ofAll))
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("disable", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let wasEnabled = try FaultHandler.handler(of: interpreter).disable()
                try interpreter.keep(interpreter.none, as: "faulthandler.file")
                return interpreter.bool(wasEnabled)
            }
        },
        NativeModuleFunction("is_enabled", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.bool(try FaultHandler.handler(of: interpreter).isEnabled)
            }
        },
        NativeModuleFunction("register", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "register", names: ["signum", "file", "all_threads", "chain"],
                    required: 1, maximumPositional: 4)
            ) { interpreter, values throws(Raised) in try register(interpreter, values) }
        },
        NativeModuleFunction("unregister", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let signal = try checkedSignal(
                    interpreter, try interpreter.indexValue(number, overflow: .overflowError))
                try interpreter.keep(interpreter.none, as: "faulthandler.file.\(signal)")
                return interpreter.bool(
                    try FaultHandler.handler(of: interpreter).unregister(signal))
            }
        },
    ]

    private static let laterFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("dump_traceback_later", .fastKeywords) {
            module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "dump_traceback_later",
                    names: ["timeout", "repeat", "file", "exit"], required: 1,
                    maximumPositional: 4)
            ) { interpreter, values throws(Raised) in try dumpLater(interpreter, values) }
        },
        NativeModuleFunction("cancel_dump_traceback_later", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try FaultHandler.handler(of: interpreter).cancelDump()
                try interpreter.keep(interpreter.none, as: "faulthandler.later")
                return interpreter.none.owned()
            }
        },
    ]

    private static let faultFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("_read_null", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try fault(interpreter, 11) }
        },
        NativeModuleFunction("_sigsegv", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "_sigsegv", names: [""], positionalOnly: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                _ = try values.int(0, default: 0)
                interpreter.process?.receive(11)
                try endIfKilled(interpreter)
                try interpreter.handleSignals()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_fatal_error_c_thread", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try FaultHandler.handler(of: interpreter).endFatally(
                    "faulthandler_fatal_error_thread: in new thread", .allAlike)
                try endIfKilled(interpreter)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_sigabrt", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try fault(interpreter, 6) }
        },
        NativeModuleFunction("_sigfpe", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try fault(interpreter, 8) }
        },
        NativeModuleFunction("_stack_overflow", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try fault(interpreter, 11) }
        },
    ]

    // MARK: What they do

    private static func flag(
        _ values: CallValues, _ index: Int, default value: Bool
    ) throws(Raised) -> Bool {
        try values.int(index, default: value ? 1 : 0) != 0
    }

    private static func fault(_ interpreter: Interpreter, _ signal: Int) throws(Raised) -> Owned {
        interpreter.process?.fault(signal)
        try endIfKilled(interpreter)
        return interpreter.none.owned()
    }

    /// Ends the run, in whichever thread, after a signal that ended the process.
    static func endIfKilled(_ interpreter: Interpreter) throws(Raised) {
        guard let process = interpreter.process, process.isKilled else { return }
        throw interpreter.stop(.host, "killed by a signal")
    }

    private static func checkedSignal(
        _ interpreter: Interpreter, _ number: Int
    ) throws(Raised) -> Int {
        if FaultHandler.faults.contains(where: { $0.signal == number }) {
            throw interpreter.raise(
                .runtimeError, "signal \(number) cannot be registered, use enable() instead")
        }
        return try SignalModule.checked(interpreter, number)
    }

    private static func register(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Owned {
        let number = try values.int(0)
        let ofAll = try flag(values, 2, default: true)
        let chains = try flag(values, 3, default: false)
        let signal = try checkedSignal(interpreter, number)
        let file = try interpreter.faultFile(values.values[1])
        if [9, 19, 32, 33].contains(signal) { throw interpreter.raise(SystemFailure.invalid) }
        try interpreter.keep(file.object.ref, as: "faulthandler.file.\(signal)")
        try FaultHandler.handler(of: interpreter).register(
            signal, FaultHandler.Destination(descriptor: file.descriptor, ofAll: ofAll),
            chains: chains)
        return interpreter.none.owned()
    }

    private static func dumpLater(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Owned {
        let repeats = try flag(values, 1, default: false)
        let exits = try flag(values, 3, default: false)
        let delay = try interpreter.nanoseconds(ofSeconds: values.object(0))
        guard delay > 0 else {
            throw interpreter.raise(.valueError, "timeout must be greater than 0")
        }
        let file = try interpreter.faultFile(values.values[2])
        try interpreter.keep(file.object.ref, as: "faulthandler.later")
        interpreter.countTime()
        try FaultHandler.handler(of: interpreter).dumpLater(
            after: delay, repeats: repeats, exits: exits, to: file.descriptor)
        return interpreter.none.owned()
    }
}

/// A file that stacks are written to: its descriptor, and what has to live as long as that is used.
private struct FaultFile: ~Copyable {
    var descriptor: Int
    var object: Owned
}

extension Interpreter {
    /// The file of an argument: a number, an object with `fileno`, or standard error's.
    fileprivate func faultFile(_ file: Ref?) throws(Raised) -> FaultFile {
        if let file, isInstance(file, .int) {
            let number = try indexValue(file, overflow: .overflowError)
            guard number >= 0, Int32(exactly: number) != nil else {
                throw raise(.valueError, "file is not a valid file descripter")
            }
            return FaultFile(descriptor: number, object: none.owned())
        }
        var stream = (file ?? none).owned()
        if stream.ref.isNone {
            let sys = try importModule("sys")
            do throws(Raised) { stream = try namedAttribute(sys.ref, "stderr") } catch {
                clearException()
                throw raise(.runtimeError, "unable to get sys.stderr")
            }
            if stream.ref.isNone { throw raise(.runtimeError, "sys.stderr is None") }
        }
        let method = try namedAttribute(stream.ref, "fileno")
        let number = try call(method.ref)
        guard isInstance(number.ref, .int),
            let descriptor = number.ref.intValue, Int32(exactly: descriptor) != nil,
            descriptor >= 0
        else { throw raise(.runtimeError, "file.fileno() is not a valid file descriptor") }
        do throws(Raised) {
            let flush = try namedAttribute(stream.ref, "flush")
            _ = try call(flush.ref)
        } catch { clearException() }
        return FaultFile(descriptor: descriptor, object: stream)
    }
}
