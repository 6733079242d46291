import Glibc
import VirtualSystem

/// The interpreter as a process of its virtual machine: the clock, and everything that waits.
extension Interpreter {
    /// The process that this interpreter is.
    public var process: VirtualProcess? { state.pointee.host?.takeUnretainedValue().process }

    /// The same, if a program has had to do with it: nothing has been changed in it otherwise.
    public var startedProcess: VirtualProcess? {
        state.pointee.host?.takeUnretainedValue().startedProcess
    }

    /// The files and descriptors of this interpreter's program.
    public var files: VirtualFiles? { process?.files }

    /// Nanoseconds since the machine began.
    var systemClock: Int {
        get { process?.machine.clock ?? 0 }
        nonmutating set { process?.machine.clock = newValue }
    }

    /// Nanoseconds since 1970.
    public var virtualTime: Int { VirtualMachine.startTime &+ virtualUptime }

    /// Nanoseconds since the machine began: what was waited, and a little for each time the clock is read.
    public var virtualUptime: Int {
        systemClock &+= 1_000
        return systemClock
    }

    /// Nanoseconds in which something ran.
    public var virtualProcessTime: Int { virtualUptime &- (process?.machine.idleTime ?? 0) }

    /// Waits until the condition holds, giving other threads and processes their turns; false if the clock
    /// reached the deadline first. Without a condition it waits for the deadline, without either the
    /// others get a turn. Handlers of signals run meanwhile, and what they raise ends the wait; those of signals that
    /// let a restartable call go on (`siginterrupt`) run after it.
    public func waitForSystem(
        until deadline: Int? = nil, isRestartable: Bool = false, for condition: (() -> Bool)?
    ) throws(Raised) -> Bool {
        guard let process else { return true }
        guard hasThreads else {
            return try waitAlone(process, deadline, isRestartable, condition)
        }
        guard let condition else {
            if let deadline {
                while try wait(for: nil, until: deadline) == .interrupted {}
                return false
            }
            letProcessesRun(until: nil)
            try yieldTurn()
            return true
        }
        let box = state.pointee.host?.takeUnretainedValue()
        return try withoutEscaping(condition) { condition throws(Raised) in
            let number = box?.addWaiter(condition, deadline) ?? 0
            defer { box?.removeWaiter(number) }
            return try waitAmongThreads(process, deadline, condition)
        }
    }

    private func withoutEscaping(
        _ condition: () -> Bool, _ body: (@escaping () -> Bool) throws(Raised) -> Bool
    ) throws(Raised) -> Bool {
        var result: Result<Bool, Raised> = .success(true)
        withoutActuallyEscaping(condition) { condition in
            do throws(Raised) { result = .success(try body(condition)) } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private func waitAlone(
        _ process: VirtualProcess, _ deadline: Int?, _ isRestartable: Bool,
        _ condition: (() -> Bool)?
    ) throws(Raised) -> Bool {
        while true {
            switch wait(process, until: deadline, isRestartable, for: condition) {
            case .ready:
                // A signal that came meanwhile is handled before what was waited for is done.
                try handleSignals()
                return true
            case .timedOut: return false
            case .interrupted: try handleSignals()
            case .stuck: throw raiseStuck()
            }
        }
    }

    /// The thread stays among those that are ready and looks each time its turn comes; when all that are
    /// ready only look, the whole process waits.
    private func waitAmongThreads(
        _ process: VirtualProcess, _ deadline: Int?, _ condition: () -> Bool
    ) throws(Raised) -> Bool {
        guard let box = state.pointee.host?.takeUnretainedValue() else { return true }
        while true {
            try checkStopped()
            if condition() { return true }
            if let deadline, deadline <= systemClock { return false }
            if isMainThread { try handleSignals() }
            if readyCount >= box.waiterCount || box.hasWaiterToWake(at: systemClock) {
                try yieldTurn()
                continue
            }
            let sleeper = firstSleeper()?.pointee.deadline
            let limit = [box.firstDeadline, sleeper].compactMap { $0 }.min()
            switch wait(process, until: limit, for: { box.hasWaiterToWake(at: .min) }) {
            case .ready, .timedOut: try yieldTurn()
            case .interrupted: wakeMain()
            case .stuck: throw raiseStuck()
            }
        }
    }

    private var readyCount: Int {
        var count = 0
        var thread = state.pointee.threads.firstReady
        while let other = thread {
            count += 1
            thread = other.pointee.nextReady
        }
        return count
    }

    /// Main handles the signals; it is woken for them.
    private func wakeMain() {
        guard let main = state.pointee.threads.first, main.pointee.status == .waiting else {
            return
        }
        state.pointee.threads.pendingSignals |= 1
        makeReady(main, .interrupted)
    }

    /// Gives other processes their turns, until the deadline or a signal.
    func letProcessesRun(until deadline: Int?) {
        guard let process else { return }
        if wait(process, until: deadline, for: nil) == .interrupted { wakeMain() }
    }

    private func raiseStuck() -> Raised {
        stop(.deadlock, "the program waits for something that can never come")
    }

    /// The instructions that may run go to whoever has the turn.
    private func wait(
        _ process: VirtualProcess, until deadline: Int?, _ isRestartable: Bool = false,
        for condition: (() -> Bool)?
    ) -> WaitResult {
        settleTurn()
        process.machine.instructionsLeft = remainingInstructions
        defer { setInstructions(process.machine.instructionsLeft) }
        return process.machine.wait(
            process.mainTask, until: deadline, isRestartable: isRestartable, for: condition)
    }

    // MARK: Processes and signals

    /// From now on instructions take time: other processes or timers wait for it.
    public func countTime() {
        settleTurn()
        state.pointee.threads.countsTime = true
        beginTurn()
    }

    /// Starts a process that runs a program of its own.
    public func start(_ child: VirtualProcess) throws(SystemFailure) {
        guard let run = state.pointee.host?.takeUnretainedValue().host.runProgram else {
            child.machine.discard(child)
            throw .notImplemented
        }
        try child.machine.begin(child, startThread: DeepStack.start) { run(child) }
        countTime()
    }

    /// Whether the process was ended by `os._exit` or a signal, so that nothing more of it may run.
    var hasEndedProcess: Bool {
        guard let process else { return false }
        return process.killingSignal != nil || process.exitStatus != nil
    }

    /// Waits until a signal's handler was called.
    public func waitForSignal() throws(Raised) {
        guard let process else { return }
        if wait(process, until: nil, for: { false }) == .stuck { throw raiseStuck() }
        try handleSignals()
    }

    /// The handlers of signals by number, a dict.
    public var signalHandlers: Ref? { state.pointee.modules.signalHandlers.map { Ref($0) } }

    public func setSignalHandlers(_ handlers: Ref) {
        let old = state.pointee.modules.signalHandlers
        state.pointee.modules.signalHandlers = handlers.owned().take()
        if let old { Ref(old).decref() }
    }

    /// Calls the handlers of the signals that came; ends the run if one of them kills the process.
    public func handleSignals() throws(Raised) {
        guard let process, isMainThread else { return }
        if process.isKilled { throw stop(.host, "killed by a signal") }
        if let failure = process.wakeUpFailure {
            process.wakeUpFailure = nil
            try reportWakeUpFailure(failure)
        }
        while let signal = process.takeSignal() {
            try handle(signal)
            if process.isKilled { throw stop(.host, "killed by a signal") }
        }
    }

    /// As if the handler's code that writes the byte had raised (`report_wakeup_write_error`).
    private func reportWakeUpFailure(_ failure: SystemFailure) throws(Raised) {
        let number = try makeInt(Int(failure.code))
        let text = try makeString(String(cString: strerror(failure.code)))
        let arguments = try makeTuple([number.ref, text.ref])
        let error = try call(
            Ref(RawObject(type(.osError))), tuple: arguments.ref, keywords: nil)
        _ = raise(instance: error)
        reportUnraisable("when trying to write to the signal wakeup fd")
    }

    private func handle(_ signal: Int) throws(Raised) {
        guard let handlers = signalHandlers else {
            if signal == 2 { throw raise(.keyboardInterrupt) }
            return
        }
        let number = try makeInt(signal)
        guard let handler = try dictGet(handlers, number.ref), !handler.isInt else { return }
        let kept = handler.owned()
        let frame = (try frame(atDepth: 0) ?? none).owned()
        _ = try call(kept.ref, number.ref, frame.ref)
    }
}
