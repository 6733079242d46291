/// The functions that `atexit` registers, a list of `(function, arguments, keywords)` of the interpreter.
extension Interpreter {
    /// The list, borrowed from the interpreter.
    public func exitFunctions() throws(Raised) -> Ref {
        if let list = state.pointee.modules.exitFunctions { return Ref(list) }
        let list = try makeList().take()
        state.pointee.modules.exitFunctions = list
        return Ref(list)
    }

    /// Calls them, the last first; what one raises is reported, and the others are called all the same.
    public func runExitFunctions() throws(Raised) {
        guard let raw = state.pointee.modules.exitFunctions else { return }
        let list = Ref(raw)
        while list.itemCount > 0 {
            let entry = list.listItem(list.itemCount - 1).owned()
            try listRemoveItems(list, from: list.itemCount - 1, to: list.itemCount)
            do throws(Raised) {
                _ = try call(
                    entry.ref.tupleItem(0), tuple: entry.ref.tupleItem(1),
                    keywords: entry.ref.tupleItem(2))
            } catch {
                guard state.pointee.limits.stop == .none else { throw error }
                reportUnraisable(message: "in atexit callback", entry.ref.tupleItem(0))
            }
        }
    }
}
