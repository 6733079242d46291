import PythonRuntime

/// `_ctypes_test` (`Modules/_ctypes/_ctypes_test.c`): the library that CPython's tests of `ctypes` load and call. It can be
/// loaded; of its functions there are those of `LibraryFunctions`.
enum CtypesTestModule {
    /// Where programs find it, which is how `dlopen` knows it.
    static let path = "/usr/lib/python3.11/lib-dynload/_ctypes_test.cpython-311-x86_64-linux-gnu.so"

    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_ctypes_test", functions: [])
        try interpreter.setText(module.ref, "__file__", path)
        return module
    }
}
