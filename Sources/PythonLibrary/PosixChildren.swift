import PythonRuntime
import VirtualSystem

/// The functions of `posix` that end processes and wait for them.
extension PosixModule {
    static let childFunctions: [NativeModuleFunction] = [
        NativeModuleFunction("_exit", .fastKeywords) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "_exit", names: ["status"], required: 1, maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                interpreter.process?.exitStatus = try values.cInt(0)
                throw interpreter.stop(.exit, "os._exit")
            }
        },
        NativeModuleFunction("abort", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                interpreter.process?.kill(by: 6)
                try interpreter.handleSignals()
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("kill", .fast) { module, arguments, count, names in
            parsedFunction(module, arguments, count, "kill", 2) {
                interpreter, values throws(Raised) in
                let number = try values.parsedInt(0)
                // Only the low bits of a signal's number reach the system.
                let signal = Int(Int32(truncatingIfNeeded: try values.size(1)))
                return try send(interpreter, signal, to: number)
            }
        },
        NativeModuleFunction("killpg", .fast) { module, arguments, count, names in
            parsedFunction(module, arguments, count, "killpg", 2) {
                interpreter, values throws(Raised) in
                let number = try values.parsedInt(0)
                return try send(interpreter, try values.parsedInt(1), to: -number)
            }
        },
        NativeModuleFunction("waitpid", .fast) { module, arguments, count, names in
            parsedFunction(module, arguments, count, "waitpid", 2) {
                interpreter, values throws(Raised) in
                let ended = try wait(
                    interpreter, try values.parsedInt(0), options: try values.parsedInt(1))
                return try intTuple(
                    interpreter, [ended?.number ?? 0, ended?.ending?.waitStatus ?? 0])
            }
        },
        NativeModuleFunction("wait", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let ended = try wait(interpreter, -1, options: 0)
                return try intTuple(
                    interpreter, [ended?.number ?? 0, ended?.ending?.waitStatus ?? 0])
            }
        },
        NativeModuleFunction("waitid", .fast) { module, arguments, count, names in
            parsedFunction(module, arguments, count, "waitid", 3) {
                interpreter, values throws(Raised) in
                let kind = try values.parsedInt(0)
                let id = try values.parsedInt(1)
                let options = try values.parsedInt(2)
                // What is waited for has to be said: an end, a stop or that it goes on.
                if options & 0xE == 0 || !(0...3).contains(kind) {
                    throw interpreter.raise(SystemFailure.invalid)
                }
                var wanted = kind == 0 ? -1 : kind == 2 ? -id : id
                var handle: ProcessHandle?
                if kind == 3 {
                    handle = try interpreter.description(id) as? ProcessHandle
                    guard let handle else {
                        throw interpreter.raise(SystemFailure.badDescriptor)
                    }
                    wanted = handle.process.number
                    if handle.isNonblocking, handle.process.ending == nil {
                        throw interpreter.raise(SystemFailure.tryAgain)
                    }
                }
                return try waitResult(
                    interpreter, try wait(interpreter, wanted, options: options))
            }
        },
        NativeModuleFunction("waitstatus_to_exitcode", .fastKeywords) {
            module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "waitstatus_to_exitcode", names: ["status"], required: 1,
                    maximumPositional: 1)
            ) { interpreter, values throws(Raised) in
                let status = try values.cInt(0)
                if status & 0x7F == 0 { return try interpreter.makeInt(status >> 8 & 0xFF) }
                if status < 0 {
                    throw interpreter.raise(.valueError, "invalid wait status: \(status)")
                }
                if status & 0xFF == 0x7F {
                    throw interpreter.raise(
                        .valueError, "process stopped by delivery of signal \(status >> 8 & 0xFF)")
                }
                return try interpreter.makeInt(-(status & 0x7F))
            }
        },
        statusFunction("WIFEXITED") { module, arguments, count, names in
            ofStatus(module, arguments, count, names, "WIFEXITED") { interpreter, status in
                interpreter.bool(status & 0x7F == 0)
            }
        },
        statusFunction("WIFSIGNALED") { module, arguments, count, names in
            ofStatus(module, arguments, count, names, "WIFSIGNALED") { interpreter, status in
                interpreter.bool(status & 0x7F != 0 && status & 0x7F != 0x7F)
            }
        },
        statusFunction("WIFSTOPPED") { module, arguments, count, names in
            ofStatus(module, arguments, count, names, "WIFSTOPPED") { interpreter, status in
                interpreter.bool(status & 0xFF == 0x7F)
            }
        },
        statusFunction("WIFCONTINUED") { module, arguments, count, names in
            ofStatus(module, arguments, count, names, "WIFCONTINUED") { interpreter, status in
                interpreter.bool(status == 0xFFFF)
            }
        },
        NativeModuleFunction("WCOREDUMP", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, status throws(Raised) in
                interpreter.bool(try interpreter.intArgument(status) & 0x80 != 0)
            }
        },
        statusFunction("WEXITSTATUS") { module, arguments, count, names in
            ofStatus(module, arguments, count, names, "WEXITSTATUS") {
                interpreter, status throws(Raised) in
                try interpreter.makeInt(status >> 8 & 0xFF)
            }
        },
        statusFunction("WTERMSIG") { module, arguments, count, names in
            ofStatus(module, arguments, count, names, "WTERMSIG") {
                interpreter, status throws(Raised) in
                try interpreter.makeInt(status & 0x7F)
            }
        },
        statusFunction("WSTOPSIG") { module, arguments, count, names in
            ofStatus(module, arguments, count, names, "WSTOPSIG") {
                interpreter, status throws(Raised) in
                try interpreter.makeInt(status >> 8 & 0xFF)
            }
        },
    ]

    private static func statusFunction(
        _ name: StaticString, _ function: @escaping NativeFunction
    ) -> NativeModuleFunction { NativeModuleFunction(name, .fastKeywords, function) }

    private static func ofStatus(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString,
        _ body: (Interpreter, Int) throws(Raised) -> Owned
    ) -> RawObject? {
        systemFunction(
            module, arguments, count, names,
            ParameterList(
                function: function, names: ["status"], required: 1, maximumPositional: 1)
        ) { interpreter, values throws(Raised) in try body(interpreter, try values.cInt(0)) }
    }

    private static func send(
        _ interpreter: Interpreter, _ signal: Int, to number: Int
    ) throws(Raised) -> Owned {
        try interpreter.withProcess { process throws(SystemFailure) in
            try process.machine.send(signal, to: number, from: process)
        }
        try interpreter.handleSignals()
        return interpreter.none.owned()
    }

    /// Waits for a child to end; nil if none has and the options say not to wait. Even then the children
    /// that can run get a turn, so that a program that polls sees them end.
    static func wait(
        _ interpreter: Interpreter, _ wanted: Int, options: Int
    ) throws(Raised) -> VirtualProcess? {
        guard let process = interpreter.process else { return nil }
        let known = 0x1 | 0x2 | 0x4 | 0x8 | 0x100_0000 | 0xE000_0000
        if options & ~known != 0 { throw interpreter.raise(SystemFailure.invalid) }
        let waits = options & 1 == 0
        let machine = process.machine
        let ended: VirtualProcess?
        if waits {
            ended = try interpreter.whenReady(waits: true) { () throws(SystemFailure) in
                try machine.endedChild(of: process, wanted)
            }
        } else {
            _ = try interpreter.waitForSystem(for: nil)
            ended = try interpreter.withProcess { process throws(SystemFailure) in
                try machine.endedChild(of: process, wanted)
            }
        }
        let keeps = options & 0x100_0000 != 0
        if let ended, !keeps { machine.reap(ended) }
        return ended
    }

    private static func waitResult(
        _ interpreter: Interpreter, _ ended: VirtualProcess?
    ) throws(Raised) -> Owned {
        guard let ended, let ending = ended.ending else { return interpreter.none.owned() }
        let status: Int
        let code: Int
        switch ending {
        case .exited(let value): (status, code) = (value & 0xFF, 1)
        case .signalled(let signal): (status, code) = (signal, 2)
        }
        var values: [RawObject] = []
        defer { for value in values { Ref(value).decref() } }
        for number in [ended.number, 1000, 17, status, code] {
            values.append(try interpreter.makeInt(number).take())
        }
        return try interpreter.makeStructSequence(
            interpreter.type(.waitIdResult), values.map { Ref($0) })
    }
}
