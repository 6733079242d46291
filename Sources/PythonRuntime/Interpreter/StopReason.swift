/// Why a run was ended from outside the program; no `except` or `finally` of it sees that.
public enum StopReason: UInt8, Sendable {
    case none
    /// The instructions allowed are used up.
    case instructions
    /// The program used something this interpreter doesn't have.
    case unsupported
    /// Output, time or another of the host's limits.
    case host
    /// All threads wait for each other.
    case deadlock
    /// The program used memory that isn't there, which ends a process by a signal.
    case segmentationFault
    /// The program ended its process at once: `os._exit`.
    case exit
}

extension Interpreter {
    /// Ends the run for a reason no program can catch. The text is the argument of the exception
    /// that is reported, a `BaseException`.
    @inline(never)
    public func stop(_ reason: StopReason, _ message: String) -> Raised {
        guard state.pointee.limits.stop == .none else { return Raised() }
        let raised = raise(.baseException, message)
        state.pointee.limits.stop = reason
        return raised
    }

    /// Ends the run because of a construct that isn't supported, which the message names.
    @inline(never)
    public func raiseUnsupported(_ what: String) -> Raised {
        stop(.unsupported, what)
    }
}
