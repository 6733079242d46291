/// Whose turn it is: threads that are ready run one after another, in the order in which they became so.
///
/// A thread goes on until its turn is over, it waits, or it ends. When all wait, the program's clock
/// moves to the first moment somebody waits for; when nobody waits for a moment, they wait for each other, and
/// main ends the program with an error.
extension Interpreter {
    /// Whether a program has threads besides main.
    public var hasThreads: Bool { state.pointee.threads.otherCount > 0 }

    /// Calls with what belongs to each thread besides the running one.
    func forEachSuspendedThread(_ body: (SuspendedThread) -> Void) {
        var thread = state.pointee.threads.first
        while let other = thread {
            if other != state.pointee.threads.current { body(other.pointee.suspended) }
            thread = other.pointee.next
        }
    }

    /// Lets the others that are ready run first.
    public func yieldTurn() throws(Raised) {
        try checkStopped()
        wakeSleepers()
        guard let current = state.pointee.threads.current, let next = takeReady() else { return }
        putReady(current)
        switchTo(next)
        try checkStopped()
        if isMainThread { try deliverSignals() }
    }

    /// Suspends the running thread until `wakeFirst(waitingFor:)` with the same key or the moment on
    /// the program's clock. Runs handlers of signals that came meanwhile.
    public func wait(for key: UnsafeRawPointer?, until deadline: Int?) throws(Raised) -> WaitOutcome
    {
        try wait(for: key, until: deadline, order: nil)
    }

    /// A thread that was woken for nothing gives the order it had, to be the first again.
    func wait(
        for key: UnsafeRawPointer?, until deadline: Int?, order: Int?
    ) throws(Raised) -> WaitOutcome {
        try checkStopped()
        guard let current = state.pointee.threads.current else {
            guard let deadline else { throw raiseDeadlock() }
            _ = try waitForSystem(until: deadline, for: nil)
            return .timedOut
        }
        prepareWait(current, key, deadline, order)
        guard let next = takeNext() else { return try deadlocked(current) }
        if next == current {
            current.pointee.status = .running
        } else {
            switchTo(next)
        }
        try checkStopped()
        if current.pointee.outcome == .deadlocked { throw raiseDeadlock() }
        if isMainThread { try deliverSignals() }
        return current.pointee.outcome
    }

    private func prepareWait(
        _ current: ThreadPointer, _ key: UnsafeRawPointer?, _ deadline: Int?, _ order: Int?
    ) {
        state.pointee.threads.lastWaitOrder &+= 1
        current.pointee.status = .waiting
        current.pointee.waitKey = key
        current.pointee.deadline = deadline ?? .max
        current.pointee.waitOrder = order ?? state.pointee.threads.lastWaitOrder
        current.pointee.insists = order != nil
    }

    /// `time.sleep`: lets time pass for this thread, while others run.
    public func sleep(nanoseconds: Int) throws(Raised) {
        let deadline = systemClock.addingReportingOverflow(max(0, nanoseconds))
        let end = deadline.overflow ? Int.max - 1 : deadline.partialValue
        guard hasThreads else {
            _ = try waitForSystem(until: end, for: nil)
            return
        }
        while try wait(for: nil, until: end) == .interrupted {}
    }

    /// The first thread that waits for the key, made ready. With `grants`, one that insists is told
    /// that it has what it waits for.
    @discardableResult
    public func wakeFirst(waitingFor key: UnsafeRawPointer) -> WaitOutcome? {
        guard let thread = firstWaiting(for: key) else { return nil }
        let outcome: WaitOutcome = thread.pointee.insists ? .granted : .woken
        makeReady(thread, outcome)
        return outcome
    }

    private func firstWaiting(for key: UnsafeRawPointer) -> ThreadPointer? {
        var found: ThreadPointer?
        var thread = state.pointee.threads.first
        while let candidate = thread {
            if candidate.pointee.status == .waiting, candidate.pointee.waitKey == key,
                candidate.pointee.waitOrder < found?.pointee.waitOrder ?? .max
            {
                found = candidate
            }
            thread = candidate.pointee.next
        }
        return found
    }

    // MARK: The queue of the ready

    func makeReady(_ thread: ThreadPointer, _ outcome: WaitOutcome) {
        thread.pointee.outcome = outcome
        thread.pointee.waitKey = nil
        putReady(thread)
    }

    func putReady(_ thread: ThreadPointer) {
        thread.pointee.status = .ready
        thread.pointee.nextReady = nil
        if let last = state.pointee.threads.lastReady {
            last.pointee.nextReady = thread
        } else {
            state.pointee.threads.firstReady = thread
        }
        state.pointee.threads.lastReady = thread
    }

    private func takeReady() -> ThreadPointer? {
        guard let thread = state.pointee.threads.firstReady else { return nil }
        state.pointee.threads.firstReady = thread.pointee.nextReady
        if thread.pointee.nextReady == nil { state.pointee.threads.lastReady = nil }
        thread.pointee.nextReady = nil
        return thread
    }

    func removeReady(_ thread: ThreadPointer) {
        var rest = state.pointee.threads.firstReady
        state.pointee.threads.firstReady = nil
        state.pointee.threads.lastReady = nil
        while let candidate = rest {
            rest = candidate.pointee.nextReady
            if candidate != thread { putReady(candidate) }
        }
    }

    /// The next to run when the running one can't; nil when nobody ever could.
    func takeNext() -> ThreadPointer? {
        settleTurn()
        wakeSleepers()
        if let ready = takeReady() { return ready }
        guard let first = firstSleeper() else { return nil }
        letProcessesRun(until: first.pointee.deadline)
        wakeSleepers()
        return takeReady()
    }

    /// Makes those ready whose moment has come, the earliest first.
    private func wakeSleepers() {
        while let sleeper = firstSleeper(),
            sleeper.pointee.deadline <= systemClock
        { makeReady(sleeper, .timedOut) }
    }

    func firstSleeper() -> ThreadPointer? {
        var found: ThreadPointer?
        var thread = state.pointee.threads.first
        while let candidate = thread {
            if candidate.pointee.status == .waiting, candidate.pointee.deadline != .max {
                let moment = (candidate.pointee.deadline, candidate.pointee.waitOrder)
                if let other = found, (other.pointee.deadline, other.pointee.waitOrder) < moment {
                } else {
                    found = candidate
                }
            }
            thread = candidate.pointee.next
        }
        return found
    }

    // MARK: Switching

    /// Suspends the running thread and goes on in another. Returns when somebody goes on in this one.
    func switchTo(_ next: ThreadPointer) {
        guard let current = state.pointee.threads.current, current != next else { return }
        current.pointee.suspended = SuspendedThread(state)
        enter(next)
        current.pointee.host.takeUnretainedValue().awaitBaton()
    }

    /// Puts a thread's state in place and hands its host thread the baton.
    func enter(_ next: ThreadPointer) {
        settleTurn()
        next.pointee.suspended.restore(to: state)
        next.pointee.status = .running
        state.pointee.threads.current = next
        beginTurn()
        // Its first instruction counted finds the counter empty and looks why.
        if state.pointee.thread.asynchronousException != nil { settleTurn() }
        next.pointee.host.takeUnretainedValue().giveBaton()
    }

    /// Whether the run was ended while this thread didn't run.
    func checkStopped() throws(Raised) {
        guard state.pointee.limits.stop != .none else { return }
        if state.pointee.errors.current == nil { throw raise(.systemExit) }
        throw Raised()
    }

    // MARK: Deadlocks

    /// The running thread waits, and so do all others: main raises the error.
    private func deadlocked(_ current: ThreadPointer) throws(Raised) -> WaitOutcome {
        guard let main = state.pointee.threads.first, main != current else {
            current.pointee.status = .running
            throw raiseDeadlock()
        }
        main.pointee.outcome = .deadlocked
        switchTo(main)
        try checkStopped()
        return current.pointee.outcome
    }

    private func raiseDeadlock() -> Raised {
        let count = state.pointee.threads.otherCount
        let text =
            count == 0
            ? "the program waits for something that only another thread could do, and there is none"
            : "all \(count + 1) threads wait for each other"
        return stop(.deadlock, text)
    }
}
