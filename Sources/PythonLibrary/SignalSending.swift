import PythonRuntime
import VirtualSystem

/// The functions of `_signal` that send signals, wait for them, and hold them back.
extension SignalModule {
    static let sendingFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("raise_signal", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try interpreter.indexValue(number, overflow: .overflowError)
                guard (1...64).contains(number) else {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                interpreter.process?.receive(number)
                try interpreter.handleSignals()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("pthread_kill", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "pthread_kill", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let number = try values.cInt(1)
                guard (0...64).contains(number) else {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                interpreter.process?.receive(number)
                try interpreter.handleSignals()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("pidfd_send_signal", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "pidfd_send_signal", names: ["", "", "", ""], positionalOnly: 4,
                    required: 2, maximumPositional: 4)
            ) { interpreter, values throws(Raised) in
                let handle = try interpreter.intArgument(values.object(0))
                let number = try interpreter.intArgument(values.object(1))
                let flags = try values.cInt(3, default: 0)
                if values.given(2) != nil {
                    throw interpreter.raise(.typeError, "siginfo must be None")
                }
                try interpreter.withProcess { process throws(SystemFailure) in
                    if flags != 0 { throw .invalid }
                    try process.send(number, toHandle: handle)
                }
                try interpreter.handleSignals()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("alarm", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, seconds throws(Raised) in
                let seconds = try interpreter.intArgument(seconds)
                let old = interpreter.process?.timer(.real)
                interpreter.countTime()
                interpreter.process?.setTimer(
                    .real, after: min(max(0, seconds), 1 << 32) &* 1_000_000_000, interval: 0)
                return try interpreter.makeInt(((old?.left ?? 0) + 999_999_999) / 1_000_000_000)
            }
        },
        NativeModuleFunction("setitimer", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "setitimer", names: ["", "", ""], positionalOnly: 3, required: 2,
                    maximumPositional: 3)
            ) { interpreter, values throws(Raised) in
                let timer = try timer(interpreter, try values.cInt(0))
                let delay = try interpreter.doubleValue(values.object(1))
                let interval =
                    values.values[2] == nil ? 0 : try interpreter.doubleValue(values.object(2))
                guard delay >= 0, interval >= 0, delay < 9e9, interval < 9e9 else {
                    throw try timerError(interpreter)
                }
                let old = try timerValues(interpreter, timer)
                interpreter.countTime()
                interpreter.process?.setTimer(
                    timer, after: Int((delay * 1e9).rounded(.up)),
                    interval: Int((interval * 1e9).rounded(.up)))
                return old
            }
        },
        NativeModuleFunction("getitimer", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, number throws(Raised) in
                let number = try interpreter.intArgument(number)
                return try timerValues(interpreter, try timer(interpreter, number))
            }
        },
        NativeModuleFunction("pause", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.waitForSignal()
                return interpreter.none.owned()
            }
        },
    ]

    private static func timer(
        _ interpreter: Interpreter, _ number: Int
    ) throws(Raised) -> VirtualProcess.Timer {
        guard let timer = VirtualProcess.Timer(rawValue: number) else {
            throw try timerError(interpreter)
        }
        return timer
    }

    private static func timerError(_ interpreter: Interpreter) throws(Raised) -> Raised {
        let module = try interpreter.importModule("_signal")
        let cls = try interpreter.namedAttribute(module.ref, "ItimerError")
        let code = try interpreter.makeInt(22)
        let text = try interpreter.makeString(ErrnoModule.text(22))
        return interpreter.raise(instance: try interpreter.call(cls.ref, code.ref, text.ref))
    }

    private static func timerValues(
        _ interpreter: Interpreter, _ timer: VirtualProcess.Timer
    ) throws(Raised) -> Owned {
        let value = interpreter.process?.timer(timer)
        let left = try interpreter.makeFloat(Double(value?.left ?? 0) / 1e9)
        let interval = try interpreter.makeFloat(Double(value?.interval ?? 0) / 1e9)
        return try interpreter.makeTuple(left.ref, interval.ref)
    }

    static let maskFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("pthread_sigmask", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "pthread_sigmask", names: ["", ""], positionalOnly: 2,
                    required: 2, maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let how = try values.cInt(0)
                let given = try numbers(interpreter, values.object(1))
                let old = interpreter.process?.blockedSignals ?? []
                let mask: Set<Int>
                switch how {
                case 0: mask = old.union(given)
                case 1: mask = old.subtracting(given)
                case 2: mask = given
                default: throw interpreter.raise(SystemFailure.invalid)
                }
                interpreter.process?.blockedSignals = mask.subtracting([9, 19])
                interpreter.process?.applyUnblocked()
                try interpreter.handleSignals()
                return try signalSet(interpreter, old)
            }
        },
        NativeModuleFunction("sigpending", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try signalSet(interpreter, Set(interpreter.process?.pendingSignals ?? []))
            }
        },
        NativeModuleFunction("sigwait", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, set throws(Raised) in
                let wanted = try numbers(interpreter, set)
                let number = try wait(interpreter, wanted, until: nil)
                return try interpreter.makeInt(number ?? 0)
            }
        },
        NativeModuleFunction("sigwaitinfo", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, set throws(Raised) in
                let wanted = try numbers(interpreter, set)
                return try information(
                    interpreter, try wait(interpreter, wanted, until: nil) ?? 0)
            }
        },
        NativeModuleFunction("sigtimedwait", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "sigtimedwait", names: ["", ""], positionalOnly: 2, required: 2,
                    maximumPositional: 2)
            ) { interpreter, values throws(Raised) in
                let wanted = try numbers(interpreter, values.object(0))
                let seconds = try interpreter.doubleValue(values.object(1))
                if seconds < 0 {
                    throw interpreter.raise(.valueError, "timeout must be non-negative")
                }
                guard
                    let number = try wait(
                        interpreter, wanted, until: interpreter.deadline(after: seconds))
                else { return interpreter.none.owned() }
                return try information(interpreter, number)
            }
        },
    ]

    private static func wait(
        _ interpreter: Interpreter, _ wanted: Set<Int>, until deadline: Int?
    ) throws(Raised) -> Int? {
        guard let process = interpreter.process else { return nil }
        return try interpreter.whenReady(waits: true, until: deadline) {
            () throws(SystemFailure) in process.takeSignal(of: wanted)
        }
    }

    private static func information(
        _ interpreter: Interpreter, _ number: Int
    ) throws(Raised) -> Owned {
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        let sender = interpreter.process?.number ?? 0
        for value in [number, 0, 0, sender, 1000, 0, 0] {
            values.append(try interpreter.makeInt(value).take())
        }
        return try interpreter.makeStructSequence(
            interpreter.type(LibraryType.signalInformation), values.map { Ref($0) })
    }

    /// The signals of an iterable.
    private static func numbers(
        _ interpreter: Interpreter, _ iterable: Ref
    ) throws(Raised) -> Set<Int> {
        var numbers: Set<Int> = []
        let iterator = try interpreter.iterator(over: iterable)
        while let raw = try interpreter.next(iterator.ref) {
            let item = Owned(stealing: raw)
            let index = try interpreter.index(item.ref)
            // One that doesn't fit is told as −1, like any other error of C's conversion.
            let number = index.ref.intValue ?? -1
            guard (1...64).contains(number) else {
                throw interpreter.raise(
                    .valueError, "signal number \(number) out of range [1; 64]")
            }
            numbers.insert(number)
        }
        return numbers
    }
}
