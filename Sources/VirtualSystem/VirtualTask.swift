/// A thread of a process as the machine schedules it. All tasks of a machine together use one host thread's
/// worth of time: each has a thread of its own for its stack, but only the one that has the machine's turn runs.
public final class VirtualTask {
    /// The process keeps its tasks.
    public unowned let process: VirtualProcess
    let gate = Gate()
    /// What it waits for; nil if it only waits for its turn.
    var condition: (() -> Bool)?
    /// When it goes on in any case: nanoseconds of the machine's clock.
    var deadline: Int?
    /// Whether what waits is a call that some signals let go on.
    var isRestartable = false

    init(_ process: VirtualProcess) { self.process = process }

    /// Whether it could go on now.
    func canRun(at time: Int) -> Bool {
        if process.isKilled || process.hasSignal(endingRestartable: isRestartable) {
            return true
        }
        if let deadline, deadline <= time { return true }
        guard let condition else { return deadline == nil }
        return condition()
    }
}

/// How a wait ended.
public enum WaitResult: Sendable {
    case ready
    case timedOut
    /// A signal came that the process must look at first.
    case interrupted
    /// Everything waits for something that can't come.
    case stuck
}
