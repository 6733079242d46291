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
