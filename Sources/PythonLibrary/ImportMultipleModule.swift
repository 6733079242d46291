import PythonRuntime

/// The modules of the shared library `_testimportmultiple` (`Modules/_testimportmultiple.c`): CPython's tests load three of
/// them from one file. They are empty.
enum ImportMultipleModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule("_testimportmultiple")
    }

    static var others: [NativeModule] {
        ["_testimportmultiple_foo", "_testimportmultiple_bar"].map { name in
            NativeModule(name) { interpreter throws(Raised) in try interpreter.makeModule(name) }
        }
    }
}
