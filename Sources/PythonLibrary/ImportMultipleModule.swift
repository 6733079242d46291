import PythonRuntime

/// The modules of the shared library `_testimportmultiple` (`Modules/_testimportmultiple.c`): CPython's tests load three of
/// them from one file. They are empty.
enum ImportMultipleModule {
    static func make(
        _ name: String
    ) -> @Sendable (Interpreter) throws(Raised) -> Owned {
        { interpreter throws(Raised) in try interpreter.makeModule(name) }
    }
}
