/// The functions that `atexit` registers, a list of the interpreter of `(function, arguments, keywords)`, or
/// `None` for those that were taken back.
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
        // Those that are registered meanwhile aren't called, nor those that are taken back.
        for index in (0..<list.itemCount).reversed() where index < list.itemCount {
            let entry = list.listItem(index).owned()
            if entry.ref.isNone { continue }
            do throws(Raised) {
                _ = try call(
                    entry.ref.tupleItem(0), tuple: entry.ref.tupleItem(1),
                    keywords: entry.ref.tupleItem(2))
            } catch {
                guard state.pointee.limits.stop == .none else { throw error }
                reportUnraisable(message: "in atexit callback", entry.ref.tupleItem(0))
            }
        }
        try listRemoveItems(list, from: 0, to: list.itemCount)
    }
}
