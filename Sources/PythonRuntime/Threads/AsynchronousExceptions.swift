/// Exceptions that one thread has another raise (`PyThreadState_SetAsyncExc`, `Python/pystate.c`).
extension Interpreter {
    /// Has a thread raise an exception when it next counts its instructions, or takes back that it shall.
    ///
    /// - Parameter exception: a class of exceptions; nil takes back.
    /// - Returns: whether there is such a thread.
    public func interruptThread(_ identifier: Int, with exception: Ref?) -> Bool {
        if identifier == threadIdentifier {
            setField(&state.pointee.thread.asynchronousException, exception)
            settleTurn()
            return true
        }
        var thread = state.pointee.threads.first
        while let other = thread {
            if other.pointee.identifier == identifier {
                setField(&other.pointee.suspended.own.asynchronousException, exception)
                return true
            }
            thread = other.pointee.next
        }
        return false
    }

    /// Whether a thread that was started still runs.
    public func isRunning(thread identifier: Int) -> Bool {
        var thread = state.pointee.threads.first
        while let other = thread {
            if other.pointee.identifier == identifier { return true }
            thread = other.pointee.next
        }
        return false
    }

    /// Raises what another thread wants this one to.
    func raiseAsynchronously() throws(Raised) {
        guard let raw = state.pointee.thread.asynchronousException else { return }
        state.pointee.thread.asynchronousException = nil
        let wanted = Owned(stealing: raw)
        guard wanted.ref.isType,
            isSubtype(wanted.ref.fields(PyTypeObject.self), type(.baseException))
        else {
            let shown = try repr(wanted.ref)
            throw raise(
                .systemError,
                "_PyErr_SetObject: exception \(shown.ref.text) is not a BaseException subclass")
        }
        throw raise(instance: try call(wanted.ref))
    }
}
