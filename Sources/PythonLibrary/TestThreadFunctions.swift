import PythonRuntime

/// The functions of `_testcapi` that call from threads and trace functions of C, and those that ask objects for what
/// only C can ask them.
enum TestThreadFunctions {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("call_in_temporary_c_thread", .fast) {
            module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard (1...2).contains(arguments.count) else {
                    let least = arguments.count == 0
                    throw interpreter.raise(
                        .typeError,
                        "function takes at \(least ? "least 1 argument" : "most 2 arguments") "
                            + "(\(arguments.count) given)")
                }
                let isAwaited = try arguments[optional: 1].map { value throws(Raised) in
                    try interpreter.isTrue(value)
                }
                let none = try interpreter.makeTuple([])
                let thread = try interpreter.startThread(arguments[0], none.ref, nil)
                let identifier = try interpreter.makeInt(thread)
                try interpreter.keep(identifier.ref, as: threadKey)
                if isAwaited ?? true { try join(interpreter) }
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("join_temporary_c_thread", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try join(interpreter)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("settrace_to_record", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, list throws(Raised) in
                guard list.isList else {
                    throw interpreter.raise(
                        .typeError,
                        "argument must be list, not \(interpreter.typeName(list.type))")
                }
                let recorder = try interpreter.keptValue(recorderKey)
                let bound = try interpreter.makeMethod(recorder.ref, boundTo: list)
                let sys = try interpreter.importModule("sys")
                let set = try interpreter.namedAttribute(sys.ref, "settrace")
                return try interpreter.call(set.ref, bound.ref)
            }
        },
        NativeModuleFunction("getbuffer_with_null_view", .oneArgument) {
            module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                guard object.hasBuffer else {
                    throw interpreter.raise(
                        .typeError,
                        "a bytes-like object is required, not "
                            + "'\(interpreter.typeName(object.type))'")
                }
                let function =
                    interpreter.isArray(object)
                    ? "array_buffer_getbuf"
                    : interpreter.isSubtype(object.type, interpreter.type(.bytearray))
                        ? "bytearray_getbuffer" : "PyBuffer_FillInfo"
                throw interpreter.raise(
                    .bufferError, "\(function): view==NULL argument is obsolete")
            }
        },
        NativeModuleFunction("create_cfunction", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                guard let module else { return interpreter.none.owned() }
                let function = try interpreter.namedAttribute(Ref(module), "create_cfunction")
                return try interpreter.copyBuiltinFunction(function.ref)
            }
        },
    ]

    private static var threadKey: String { "_testcapi.thread" }
    private static var recorderKey: String { "_testcapi.recorder" }

    /// Waits for the end of the thread that was started last.
    private static func join(_ interpreter: Interpreter) throws(Raised) {
        let kept = try interpreter.keptValue(threadKey)
        guard kept.ref.isInt else { return }
        let identifier = try interpreter.indexValue(kept.ref, overflow: .overflowError)
        try interpreter.keep(interpreter.none, as: threadKey)
        while interpreter.isRunning(thread: identifier) {
            try interpreter.sleep(nanoseconds: 1000)
        }
    }

    /// Makes the function that `settrace_to_record` binds to a list: it appends an event, a line and a value, and goes
    /// on tracing.
    static func keepRecorder(_ interpreter: Interpreter) throws(Raised) {
        let recorded = try interpreter.keptValue(recorderKey)
        guard recorded.ref.isNone else { return }
        let module = try interpreter.makeModule("_testcapi", functions: [recorder])
        let function = try interpreter.namedAttribute(module.ref, "record")
        try interpreter.keep(function.ref, as: recorderKey)
    }

    private static let recorder = NativeModuleFunction("record", .fast) {
        module, arguments, count, names in
        nativeMethod(module, arguments, count, names) {
            interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments("record", arguments.count, 4, 4)
            let events = [
                "call", "exception", "line", "return", "c_call", "c_exception", "c_return",
                "opcode",
            ]
            let number = events.firstIndex(of: arguments[2].text) ?? 0
            let event = try interpreter.makeInt(number)
            let line = try interpreter.namedAttribute(arguments[1], "f_lineno")
            let row = try interpreter.makeTuple([event.ref, line.ref, arguments[3]])
            try interpreter.listAppend(arguments[0], row.ref)
            let function = try interpreter.keptValue(recorderKey)
            return try interpreter.makeMethod(function.ref, boundTo: arguments[0])
        }
    }
}
