/// The namespaces of the code that called a built-in function.
extension Interpreter {
    /// The globals of the running code, borrowed; those of `__main__` when none runs.
    var currentGlobals: Ref? {
        state.pointee.modules.main.flatMap { moduleDict(Ref($0)) }
    }

    /// The local names of the running code as a dict: `locals()`.
    func currentLocals() throws(Raised) -> Owned { (currentGlobals ?? none).owned() }
}
