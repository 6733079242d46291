import PythonRuntime

/// The module `_thread` (`Modules/_threadmodule.c`) over the runtime's threads, whose turns are counted in
/// instructions, so that a program's threads always run in the same order.
enum ThreadModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "_thread", functions: starting + identity + locks + settings)
        try interpreter.makeType(.lock, ThreadLock.spec())
        let lock = Ref(RawObject(interpreter.type(.lock)))
        try interpreter.setModuleAttribute(module.ref, "LockType", lock)
        try interpreter.addType(.reentrantLock, ThreadReentrantLock.spec(), to: module.ref)
        try interpreter.makeType(.threadLocalDummy, ThreadLocal.dummySpec())
        try interpreter.addType(.threadLocal, ThreadLocal.spec(), to: module.ref)
        let hook = try interpreter.makeStructSequenceType(
            LibraryType.threadHookArguments.rawValue,
            StructSequenceSpec(
                "_thread._ExceptHookArgs", ["exc_type", "exc_value", "exc_traceback", "thread"]))
        try interpreter.setModuleAttribute(
            module.ref, "_ExceptHookArgs", Ref(RawObject(hook)))
        let error = Ref(RawObject(interpreter.type(.runtimeError)))
        try interpreter.setModuleAttribute(module.ref, "error", error)
        let limit = try interpreter.makeFloat(9_223_372_036.0)
        try interpreter.setModuleAttribute(module.ref, "TIMEOUT_MAX", limit.ref)
        return module
    }

    private static let starting: [NativeModuleFunction] = [
        NativeModuleFunction("start_new_thread", .fast, startThread),
        NativeModuleFunction("start_new", .fast, startThread),
        NativeModuleFunction("exit", .noArguments, exitThread),
        NativeModuleFunction("exit_thread", .noArguments, exitThread),
        NativeModuleFunction("_excepthook", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, report throws(Raised) in
                try interpreter.reportThreadException(report)
            }
        },
    ]

    private static let startThread: NativeFunction = { module, arguments, count, names in
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments("start_new_thread", arguments.count, 2, 3)
            let function = arguments[0]
            let keywords = arguments[optional: 2]
            guard function.type.pointee.tp_call != nil else {
                throw interpreter.raise(.typeError, "first arg must be callable")
            }
            guard arguments[1].isTuple else {
                throw interpreter.raise(.typeError, "2nd arg must be a tuple")
            }
            if let keywords, !keywords.isDict {
                throw interpreter.raise(.typeError, "optional 3rd arg must be a dictionary")
            }
            let identifier = try interpreter.startThread(function, arguments[1], keywords)
            return try interpreter.makeInt(identifier)
        }
    }

    private static let exitThread: NativeFunction = { module, _, _, _ in
        moduleFunction(module) { interpreter throws(Raised) in
            throw interpreter.raise(.systemExit)
        }
    }

    private static let identity: [NativeModuleFunction] = [
        NativeModuleFunction("get_ident", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.threadIdentifier)
            }
        },
        NativeModuleFunction("get_native_id", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.nativeThreadIdentifier)
            }
        },
        NativeModuleFunction("_count", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.runningFunctionCount)
            }
        },
    ]

    private static let locks: [NativeModuleFunction] = [
        NativeModuleFunction("allocate_lock", .noArguments, allocateLock),
        NativeModuleFunction("allocate", .noArguments, allocateLock),
        NativeModuleFunction("_set_sentinel", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let lock = try interpreter.allocateInstance(interpreter.type(.lock))
                try interpreter.setSentinel(lock.ref)
                return lock
            }
        },
    ]

    private static let allocateLock: NativeFunction = { module, _, _, _ in
        moduleFunction(module) { interpreter throws(Raised) in
            try interpreter.allocateInstance(interpreter.type(.lock))
        }
    }

    private static let settings: [NativeModuleFunction] = [
        NativeModuleFunction("stack_size", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard arguments.count <= 1 else {
                    throw interpreter.raise(
                        .typeError,
                        "stack_size() takes at most 1 argument (\(arguments.count) given)")
                }
                return try stackSize(interpreter, arguments[optional: 0])
            }
        },
        NativeModuleFunction("interrupt_main", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard arguments.count <= 1 else {
                    throw interpreter.raise(
                        .typeError,
                        "interrupt_main() takes at most 1 argument (\(arguments.count) given)")
                }
                let number = try arguments[optional: 0].map { value throws(Raised) in
                    try interpreter.indexValue(value, overflow: .overflowError)
                }
                guard (1...64).contains(number ?? 2) else {
                    throw interpreter.raise(.valueError, "signal number out of range")
                }
                interpreter.noteSignal(number ?? 2)
                // Main itself looks at signals as soon as the call is over.
                try interpreter.deliverSignals()
                return interpreter.none.owned()
            }
        },
    ]

    /// The stacks of threads are the interpreter's matter: the size is checked and kept, nothing more.
    private static func stackSize(_ interpreter: Interpreter, _ size: Ref?) throws(Raised) -> Owned
    {
        let previous = interpreter.state.pointee.threads.stackSize
        if let size {
            let bytes = try interpreter.indexValue(size, overflow: .overflowError)
            guard bytes >= 0 else {
                throw interpreter.raise(.valueError, "size must be 0 or a positive value")
            }
            guard bytes == 0 || bytes >= 32 << 10 else {
                throw interpreter.raise(.valueError, "size not valid: \(bytes) bytes")
            }
            interpreter.state.pointee.threads.stackSize = bytes
        }
        return try interpreter.makeInt(previous)
    }
}

extension Interpreter {
    /// The exception that ended a thread, on standard error (`thread_excepthook`).
    fileprivate func reportThreadException(_ report: Ref) throws(Raised) -> Owned {
        guard isInstance(report, .threadHookArguments) else {
            throw raise(
                .typeError, "_thread.excepthook argument type must be ExceptHookArgs")
        }
        let isExit = report.tupleItem(0).raw == RawObject(type(.systemExit))
        if isExit { return none.owned() }
        let thread = report.tupleItem(3)
        var name = "\(threadIdentifier)"
        if !thread.isNone, let attribute = try? namedAttribute(thread, "name"),
            let text = try? str(attribute.ref)
        {
            name = text.ref.text
        }
        clearException()
        try writeStandardError("Exception in thread \(name):\n", of: thread)
        let value = report.tupleItem(1)
        if value.isException { try writeStandardError(formatException(value), of: thread) }
        return none.owned()
    }

    /// Writes to `sys.stderr`, to what that was when the thread was made where there is none now, or to nobody.
    private func writeStandardError(_ text: String, of thread: Ref) throws(Raised) {
        let sys = try importModule("sys")
        var stream = try namedAttribute(sys.ref, "stderr")
        if stream.ref.isNone, !thread.isNone { stream = try namedAttribute(thread, "_stderr") }
        guard !stream.ref.isNone else { return }
        let write = try namedAttribute(stream.ref, "write")
        let argument = try makeString(text)
        _ = try call(write.ref, argument.ref)
        let flush = try namedAttribute(stream.ref, "flush")
        _ = try call(flush.ref)
    }
}
