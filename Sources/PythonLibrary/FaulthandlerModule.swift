import PythonRuntime

/// The module `faulthandler` (`Modules/faulthandler.c`): the stacks of threads, on demand. The faults it is
/// named for can't happen in the simulated process.
enum FaulthandlerModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("faulthandler", functions: functions)
        try interpreter.keep(interpreter.false, as: "faulthandler.enabled")
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("dump_traceback", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "dump_traceback", names: ["file", "all_threads"],
                        maximumPositional: 2), arguments)
                let ofAll = try values[1].map { value throws(Raised) in
                    try interpreter.isTrue(value)
                }
                let descriptor = try interpreter.faultDescriptor(values[0])
                try interpreter.write(
                    interpreter.stackText(ofAll: ofAll ?? true), toDescriptor: descriptor)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("enable", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "enable", names: ["file", "all_threads"], maximumPositional: 2),
                    arguments)
                _ = try interpreter.faultDescriptor(values[0])
                try interpreter.keep(interpreter.true, as: "faulthandler.enabled")
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("disable", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, module throws(Raised) in
                let former = try interpreter.keptValue("faulthandler.enabled")
                try interpreter.keep(interpreter.false, as: "faulthandler.enabled")
                return former
            }
        },
        NativeModuleFunction("is_enabled", .noArguments) { module, _, _, _ in
            withSelf(module) { interpreter, module throws(Raised) in
                try interpreter.keptValue("faulthandler.enabled")
            }
        },
    ]
}

extension Interpreter {
    /// The descriptor of a file argument: a number, what `fileno` gives, or standard error's.
    fileprivate func faultDescriptor(_ file: Ref?) throws(Raised) -> Int {
        if let file, isInstance(file, .int) {
            let number = try indexValue(file, overflow: .overflowError)
            guard number >= 0 else {
                throw raise(.valueError, "file is not a valid file descripter")
            }
            return number
        }
        var stream = (file ?? none).owned()
        if stream.ref.isNone {
            let sys = try importModule("sys")
            stream = try namedAttribute(sys.ref, "stderr")
            if stream.ref.isNone { throw raise(.runtimeError, "unable to get sys.stderr") }
        }
        let method = try namedAttribute(stream.ref, "fileno")
        let number = try call(method.ref)
        guard isInstance(number.ref, .int) else {
            throw raise(.runtimeError, "file.fileno() is not a valid file descriptor")
        }
        if let flush = try? namedAttribute(stream.ref, "flush") { _ = try? call(flush.ref) }
        clearException()
        return try indexValue(number.ref, overflow: .overflowError)
    }

    fileprivate func write(_ text: String, toDescriptor descriptor: Int) throws(Raised) {
        let posix = try importModule("posix")
        let function = try namedAttribute(posix.ref, "write")
        let number = try makeInt(descriptor)
        let bytes = try makeBytes(Array(text.utf8))
        _ = try call(function.ref, number.ref, bytes.ref)
    }
}
