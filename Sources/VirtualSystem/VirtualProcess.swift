/// A process of the virtual machine: an interpreter with its descriptors, environment and signals.
public final class VirtualProcess {
    public let number: Int
    public let parentNumber: Int
    /// The machine keeps its processes, so it outlives them.
    public internal(set) unowned var machine: VirtualMachine
    public let files: VirtualFiles
    /// `argv`, the program's name first.
    public var arguments: [[UInt8]]
    public var environment: [(name: [UInt8], value: [UInt8])]
    /// Local time as of the last `readTimeZone`.
    public private(set) var timeZone = TimeZoneRules.utc
    private var timeZoneVariable: [UInt8]?
    public var group: Int
    public var session: Int
    /// How willingly it leaves the processor to others, -20 to 19.
    public var niceness = 0
    /// How it is scheduled (`SCHED_OTHER` and the like).
    public var schedulingPolicy = 0
    /// The task it began with.
    public private(set) lazy var mainTask = VirtualTask(self)

    /// Set once it has ended.
    public internal(set) var ending: Ending?
    /// Whether it's to end without running anything more.
    public internal(set) var isKilled = false
    public internal(set) var killingSignal: Int?
    /// What `os._exit` asked for.
    public var exitStatus: Int?
    /// What is done about signals; those that aren't here have their default action.
    /// The interpreter sets those of SIGINT, SIGPIPE and SIGXFSZ when it starts.
    public var dispositions = initialDispositions
    public static let initialDispositions: [Int: Disposition] = [
        2: .handled, 13: .ignored, 25: .ignored,
    ]
    /// Signals that aren't let through.
    public var blockedSignals: Set<Int> = []
    /// Signals that came, in order.
    public internal(set) var pendingSignals: [Int] = []
    var timers: [Timer: TimerState] = [:]
    /// Signals that don't end a call which waits, but for calls that any signal ends (`SA_RESTART`).
    public var restartingSignals: Set<Int> = []
    /// A descriptor that gets a byte for each signal: `set_wakeup_fd`.
    public var wakeUpDescriptor = -1
    /// Whether it is told when there is no room for that byte.
    public var tellsFullWakeUp = true
    /// Why the byte of a signal couldn't be written, until it is told.
    public var wakeUpFailure: SystemFailure?
    /// What takes the signals whose disposition is `native`.
    public var nativeHandler: NativeSignalHandler?
    /// What is done when a time has come, besides sending signals.
    public var watch: Watch?
    /// Signals that came while they were blocked.
    private var heldSignals: Set<Int> = []

    /// How a process ended.
    public enum Ending: Equatable, Sendable {
        case exited(Int)
        case signalled(Int)

        /// As `waitpid` gives it.
        public var waitStatus: Int {
            switch self {
            case .exited(let status): (status & 0xFF) << 8
            case .signalled(let number): number & 0x7F
            }
        }
    }

    /// Ignored, handled by Python code, or by the interpreter itself as soon as it comes.
    public enum Disposition: Sendable { case ignored, handled, native }

    init(
        number: Int, parentNumber: Int, machine: VirtualMachine, files: VirtualFiles,
        arguments: [[UInt8]], environment: [(name: [UInt8], value: [UInt8])]
    ) {
        self.number = number
        self.parentNumber = parentNumber
        self.machine = machine
        self.files = files
        self.arguments = arguments
        self.environment = environment
        group = number
        session = number
    }

    /// The value of a variable of the environment.
    public func variable(_ name: String) -> [UInt8]? {
        let name = Array(name.utf8)
        return environment.last { $0.name == name }?.value
    }

    /// Takes the zone that the environment names, as a C library's `tzset` does.
    public func readTimeZone() {
        let variable = variable("TZ")
        if variable == timeZoneVariable { return }
        timeZoneVariable = variable
        timeZone = TimeZoneRules(variable: variable) { path in
            try? files.read(FilePath(path))
        }
    }
}

/// Signals.
extension VirtualProcess {
    /// Signals whose default is to do nothing: SIGCHLD, SIGCONT, SIGURG, SIGWINCH.
    private static let harmless: Set<Int> = [17, 18, 23, 28]

    /// Whether there is a signal for which a handler has to be called.
    public var hasSignal: Bool {
        !pendingSignals.isEmpty && pendingSignals.contains { !blockedSignals.contains($0) }
    }

    /// Whether there is one that ends a wait, which perhaps is of a call that some signals let go on.
    func hasSignal(endingRestartable isRestartable: Bool) -> Bool {
        guard isRestartable, !restartingSignals.isEmpty else { return hasSignal }
        return pendingSignals.contains {
            !blockedSignals.contains($0) && !restartingSignals.contains($0)
        }
    }

    /// Takes the next signal that isn't blocked.
    public func takeSignal() -> Int? {
        guard let index = pendingSignals.firstIndex(where: { !blockedSignals.contains($0) })
        else { return nil }
        return pendingSignals.remove(at: index)
    }

    /// Takes one of some signals, blocked or not: `sigwait`.
    public func takeSignal(of wanted: Set<Int>) -> Int? {
        guard let index = pendingSignals.firstIndex(where: { wanted.contains($0) })
        else { return nil }
        return pendingSignals.remove(at: index)
    }

    /// A signal arrives: its action is taken, or its handler is left to be called.
    public func receive(_ signal: Int) {
        guard ending == nil, signal != 0 else { return }
        if signal == 9 { return kill(by: signal) }
        if blockedSignals.contains(signal) {
            if !pendingSignals.contains(signal) { pendingSignals.append(signal) }
            heldSignals.insert(signal)
            return
        }
        switch dispositions[signal] {
        case .ignored: return
        case .handled:
            if !pendingSignals.contains(signal) { pendingSignals.append(signal) }
            announce(signal)
        case .native: nativeHandler?.handle(signal)
        case nil:
            if !Self.harmless.contains(signal) { kill(by: signal) }
        }
    }

    private func announce(_ signal: Int) {
        guard wakeUpDescriptor >= 0 else { return }
        do throws(SystemFailure) {
            let end = try files.description(wakeUpDescriptor)
            if try end.write([UInt8(truncatingIfNeeded: signal)]) == nil, tellsFullWakeUp {
                wakeUpFailure = .tryAgain
            }
        } catch { wakeUpFailure = error }
    }

    /// After signals were let through again, they arrive, and their default actions are taken.
    public func applyUnblocked() {
        for signal in heldSignals.sorted() where !blockedSignals.contains(signal) {
            heldSignals.remove(signal)
            if dispositions[signal] == .handled, pendingSignals.contains(signal) {
                announce(signal)
            }
        }
        for signal in pendingSignals where !blockedSignals.contains(signal) {
            guard dispositions[signal] == nil || dispositions[signal] == .native else { continue }
            pendingSignals.removeAll { $0 == signal }
            receive(signal)
        }
    }

    public func kill(by signal: Int) {
        isKilled = true
        killingSignal = killingSignal ?? signal
    }

    /// A signal that the processor sends for what is being done: nobody can hold it back, ignore it, or go on after it.
    public func fault(_ signal: Int) {
        let isTaken = dispositions[signal] == .native && !blockedSignals.contains(signal)
        if isTaken { nativeHandler?.handle(signal) }
        kill(by: signal)
    }

    /// Ends at once with a status, wherever the program is (`_exit` in another thread).
    public func exitAtOnce(_ status: Int) {
        isKilled = true
        exitStatus = exitStatus ?? status
    }
}

/// Timers that send a signal: `alarm` and `setitimer`.
extension VirtualProcess {
    public enum Timer: Int, Sendable {
        case real, virtual, profile

        var signal: Int {
            switch self {
            case .real: 14
            case .virtual: 26
            case .profile: 27
            }
        }
    }

    struct TimerState {
        var deadline: Int
        var interval: Int
    }

    /// Nanoseconds until a timer fires, and between the times it does; zeros if it isn't set.
    public func timer(_ timer: Timer) -> (left: Int, interval: Int) {
        guard let state = timers[timer] else { return (0, 0) }
        return (max(1, state.deadline - machine.clock), state.interval)
    }

    public func setTimer(_ timer: Timer, after delay: Int, interval: Int) {
        timers[timer] =
            delay > 0
            ? TimerState(deadline: machine.clock + delay, interval: interval) : nil
    }

    var nextTimer: Int? {
        let first = timers.values.map(\.deadline).min()
        guard let watch else { return first }
        return min(first ?? .max, watch.deadline)
    }

    /// Sends the signals of timers whose time has come.
    public func fireTimers() {
        for timer in [Timer.real, .virtual, .profile] {
            guard let state = timers[timer], state.deadline <= machine.clock else { continue }
            timers[timer] =
                state.interval > 0
                ? TimerState(
                    deadline: max(state.deadline + state.interval, machine.clock + 1),
                    interval: state.interval) : nil
            receive(timer.signal)
        }
        if let watch, watch.deadline <= machine.clock { fire(watch) }
    }

    private func fire(_ due: Watch) {
        watch = nil
        if due.interval > 0 {
            watch = Watch(
                deadline: max(due.deadline &+ due.interval, machine.clock &+ 1),
                interval: due.interval, action: due.action)
        }
        due.action()
    }
}
