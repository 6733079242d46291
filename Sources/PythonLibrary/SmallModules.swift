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
