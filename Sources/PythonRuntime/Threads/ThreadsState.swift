/// The threads of a program and whose turn it is.
///
/// Nothing here is timed by the host. A turn is a number of instructions, counted by the counter that limits
/// a run: the eval loop's only check is whether it fell below 0, so a program without threads pays
/// nothing. With threads the counter holds one turn, and `reserve` the rest of what the run may use.
public struct ThreadsState {
    /// Main's record, then the others'; nil until the first thread is started.
    var first: ThreadPointer?
    var current: ThreadPointer?
    var firstReady: ThreadPointer?
    var lastReady: ThreadPointer?
    /// Threads that are over, whose host threads are still to be joined.
    var ended: ThreadPointer?
    /// How many threads the program started.
    var startedCount = 0
    /// Threads besides main, and those of them that run a function: `_thread._count()`.
    var otherCount = 0
    var functionCount = 0
    var lastIdentifier = ThreadsState.mainIdentifier
    var lastWaitOrder = 0
    /// Instructions that may be used beyond those in the counter, and what the counter began with.
    var reserve = 0
    var turn = 0
    /// `sys.getswitchinterval()`, and the instructions it stands for.
    var switchInterval = 0.005
    var turnLength = ThreadsState.instructions(perSeconds: 0.005)
    /// `_thread.stack_size()`; kept for those who ask, since stacks are the interpreter's matter.
    public var stackSize = 0
    var importLock = ImportLockState()
    /// Whether instructions take time without threads too, since other processes or timers wait for it.
    var countsTime = false
    var isShared: Bool { otherCount > 0 || countsTime }
    /// Signals that came and were not delivered yet, a bit each: the process has them too, in their order.
    var pendingSignals: UInt64 = 0

    /// Main's identifier; others follow as glibc would place their stacks, downwards.
    static var mainIdentifier: Int { 0x7fff_f7d8_a740 }
    static var identifierStep: Int { 0x80_1000 }
    /// Threads a program may have at a time.
    static var limit: Int { 1000 }

    /// How long an instruction takes on the program's clock while it has threads.
    static var nanosecondsPerInstruction: Int { 50 }

    static func instructions(perSeconds seconds: Double) -> Int {
        let count = seconds * 1e9 / Double(nanosecondsPerInstruction)
        return count < 1e12 ? max(10, Int(count)) : 1_000_000_000_000
    }
}

extension Interpreter {
    /// `threading.get_ident()` of the running thread.
    public var threadIdentifier: Int {
        state.pointee.threads.current?.pointee.identifier ?? ThreadsState.mainIdentifier
    }

    /// The number the system has for the running thread: main's is the process's.
    public var nativeThreadIdentifier: Int {
        Interpreter.processIdentifier + (state.pointee.threads.current?.pointee.number ?? 0)
    }

    /// The simulated process: `os.getpid()`.
    public static var processIdentifier: Int { 1000 }

    public var isMainThread: Bool { state.pointee.threads.current == state.pointee.threads.first }

    /// `_thread._count()`.
    public var runningFunctionCount: Int { state.pointee.threads.functionCount }

    /// `sys.setswitchinterval`: the length of a turn.
    public func setSwitchInterval(_ seconds: Double) {
        settleTurn()
        state.pointee.threads.switchInterval = seconds
        state.pointee.threads.turnLength = ThreadsState.instructions(perSeconds: seconds)
        beginTurn()
    }

    public var switchInterval: Double { state.pointee.threads.switchInterval }

    // MARK: Turns

    /// Puts what is left of the turn back, and lets the clock go on by what was used of it.
    func settleTurn() {
        let left = state.pointee.limits.instructionsLeft
        if state.pointee.threads.isShared {
            let used = max(0, state.pointee.threads.turn &- left)
            systemClock &+= used &* ThreadsState.nanosecondsPerInstruction
        }
        state.pointee.threads.reserve &+= left
        state.pointee.threads.turn = 0
        state.pointee.limits.instructionsLeft = 0
    }

    /// Gives the counter a turn's instructions; all there are when there is one thread.
    func beginTurn() {
        let reserve = state.pointee.threads.reserve
        let turn =
            state.pointee.threads.isShared
            ? min(reserve, state.pointee.threads.turnLength) : reserve
        state.pointee.threads.turn = turn
        state.pointee.limits.instructionsLeft = turn
        state.pointee.threads.reserve = reserve &- turn
    }

    /// Sets what the run may use from now on.
    func setInstructions(_ count: Int) {
        settleTurn()
        state.pointee.limits.isOutOfTime = false
        state.pointee.threads.reserve = count
        beginTurn()
    }

    /// What the run may still use.
    var remainingInstructions: Int {
        max(0, state.pointee.limits.instructionsLeft &+ state.pointee.threads.reserve)
    }

    /// The counter fell below 0: the run's limit is reached, a signal came, or the turn is over.
    @inline(never)
    func counterRanOut() throws(Raised) {
        guard state.pointee.threads.reserve &+ state.pointee.limits.instructionsLeft >= 0 else {
            state.pointee.threads.reserve = 0
            throw raiseOutOfInstructions()
        }
        settleTurn()
        beginTurn()
        if state.pointee.thread.asynchronousException != nil { try raiseAsynchronously() }
        if state.pointee.threads.pendingSignals != 0 { try deliverSignals() }
        if state.pointee.threads.countsTime {
            letProcessesRun(until: nil)
            if isMainThread { try handleSignals() }
        }
        if state.pointee.threads.otherCount > 0 { try yieldTurn() }
    }

    // MARK: Signals

    /// Notes that a signal came; main runs its handler between two instructions (`trip_signal`).
    public func noteSignal(_ number: Int) {
        guard (1...63).contains(number), process?.dispositions[number] == .handled else { return }
        process?.receive(number)
        state.pointee.threads.pendingSignals |= 1 << UInt64(number)
        if let main = state.pointee.threads.first, main.pointee.status == .waiting {
            makeReady(main, .interrupted)
        }
        // The next instruction counted finds the counter empty and looks why.
        settleTurn()
    }

    /// Runs the handlers of signals that came, in main only.
    public func deliverSignals() throws(Raised) {
        guard isMainThread, state.pointee.limits.stop == .none else { return }
        state.pointee.threads.pendingSignals = 0
        try handleSignals()
    }
}
