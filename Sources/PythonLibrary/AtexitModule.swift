import PythonRuntime

/// The module `atexit` (`Modules/atexitmodule.c`). The functions belong to the interpreter, so that all copies of
/// the module share them, and the session calls them when the program is over.
enum AtexitModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        _ = try interpreter.exitFunctions()
        return try interpreter.makeModule("atexit", functions: functions)
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("register", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                guard arguments.count > 0 else {
                    throw interpreter.raise(
                        .typeError, "register() takes at least 1 argument (0 given)")
                }
                guard arguments[0].type.pointee.tp_call != nil else {
                    throw interpreter.raise(
                        .typeError, "the first argument must be callable")
                }
                try register(interpreter, arguments)
                return arguments[0].owned()
            }
        },
        NativeModuleFunction("unregister", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, function throws(Raised) in
                try unregister(interpreter, function)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_clear", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let list = try interpreter.exitFunctions()
                try interpreter.listRemoveItems(list, from: 0, to: list.itemCount)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_ncallbacks", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(try interpreter.exitFunctions().itemCount)
            }
        },
        NativeModuleFunction("_run_exitfuncs", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.runExitFunctions()
                return interpreter.none.owned()
            }
        },
    ]

    /// Keeps the function with its arguments, as `(function, arguments, keywords)`.
    private static func register(
        _ interpreter: Interpreter, _ arguments: Arguments
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
        try interpreter.listAppend(try interpreter.exitFunctions(), entry.ref)
    }

    /// A comparison may change the list, so it is looked at anew each time.
    private static func unregister(_ interpreter: Interpreter, _ function: Ref) throws(Raised) {
        let list = try interpreter.exitFunctions()
        var index = 0
        while index < list.itemCount {
            let entry = list.listItem(index).owned()
            if !entry.ref.isNone,
                try interpreter.compareBool(entry.ref.tupleItem(0), function, .equal),
                index < list.itemCount, list.listItem(index) == entry.ref
            {
                try interpreter.listSetItem(list, at: index, interpreter.none)
            }
            index += 1
        }
    }
}
