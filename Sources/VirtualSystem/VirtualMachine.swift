/// The machine programs run on: a clock, files, sockets and processes, none of the host's.
///
/// It is deterministic. One task at a time has the turn; it gives it up only where it waits or where the
/// interpreter says so, and the next one is chosen by a fixed rule. The clock stands still while anything can
/// run, apart from what reading it adds; when everything waits, it jumps to the first deadline.
///
///     wait(condition, deadline) ──▶ another task can run?  ──▶ it gets the turn
///                                └▶ else the clock jumps   ──▶ whose deadline comes first gets it
///                                └▶ no deadline: stuck
public final class VirtualMachine {
    /// Nanoseconds since the machine was started.
    public var clock = 0 {
        didSet { tree.time = Self.startTime &+ clock }
    }
    /// How much of it passed while all waited.
    public private(set) var idleTime = 0
    /// Nanoseconds since 1970 when every machine starts: 2024-01-01.
    public static let startTime = 1_704_067_200 * 1_000_000_000

    public let tree: FileTree
    public let sockets = SocketSpace()
    /// The compiled file of the library that was read last: its code is known to be a compiler's.
    public var lastLibraryCode: [UInt8] = []
    public private(set) var processes: [Int: VirtualProcess] = [:]
    /// The process the machine began with.
    public private(set) var first: VirtualProcess?
    public static let firstNumber = 1000
    /// Instructions that may still run, handed from interpreter to interpreter with the turn.
    public var instructionsLeft = Int.max

    /// Living tasks in the order they began.
    private var tasks: [VirtualTask] = []
    private var lastNumber = firstNumber - 1
    /// Processes that may live at a time; each has memory of its own.
    private static let processLimit = 64

    /// The file that is the interpreter: programs start others by it.
    public let executable: FileNode?

    public init(mounts: [FileTree.Mount], executable: FilePath) {
        tree = FileTree(mounts: mounts, time: Self.startTime)
        tree.add(.file(Array("\u{7F}ELF".utf8)), 0o755, at: executable)
        for name in ["python3", "python"] {
            tree.add(.link(executable), 0o777, at: FilePath("/usr/bin/\(name)"))
        }
        self.executable = tree.node(executable)
    }

    // MARK: Processes

    /// The process the machine begins with, which has the turn.
    public func start(streams: StandardStreams, entropy: @escaping () -> UInt8) -> VirtualProcess {
        let files = VirtualFiles(tree: tree, entropy: entropy)
        for number in 0...2 {
            files.put(StandardStream(number, streams), at: number, closesOnStart: false)
        }
        let process = makeProcess(files: files, parent: 1, arguments: [], environment: [])
        first = process
        tasks = [process.mainTask]
        return process
    }

    private func makeProcess(
        files: VirtualFiles, parent: Int, arguments: [[UInt8]],
        environment: [(name: [UInt8], value: [UInt8])]
    ) -> VirtualProcess {
        lastNumber += 1
        let process = VirtualProcess(
            number: lastNumber, parentNumber: parent, machine: self, files: files,
            arguments: arguments, environment: environment)
        processes[process.number] = process
        return process
    }

    /// A child of a process, with its descriptors; it runs once `begin` was called.
    public func makeChild(
        of parent: VirtualProcess, arguments: [[UInt8]],
        environment: [(name: [UInt8], value: [UInt8])]?
    ) throws(SystemFailure) -> VirtualProcess {
        guard processes.values.count(where: { $0.ending == nil }) < Self.processLimit else {
            throw .tryAgain
        }
        let child = makeProcess(
            files: parent.files.copy(), parent: parent.number, arguments: arguments,
            environment: environment ?? parent.environment)
        child.group = parent.group
        child.session = parent.session
        child.dispositions.merge(parent.dispositions.filter { $0.value == .ignored }) { $1 }
        child.blockedSignals = parent.blockedSignals
        return child
    }

    /// Drops a child that was never begun.
    public func discard(_ process: VirtualProcess) {
        process.files.closeAll()
        processes[process.number] = nil
    }

    /// Lets a process run when its turn comes, on a thread of its own. The body runs with the turn.
    public func begin(
        _ process: VirtualProcess, startThread: (@escaping () -> Void) -> Bool,
        body: @escaping () -> VirtualProcess.Ending
    ) throws(SystemFailure) {
        let task = process.mainTask
        let isStarted = startThread { [self] in
            task.gate.pass()
            let ending = process.isKilled ? .signalled(9) : body()
            end(process, ending)
        }
        guard isStarted else {
            discard(process)
            throw .tryAgain
        }
        tasks.append(task)
    }

    /// A process is over, and the turn goes on.
    private func end(_ process: VirtualProcess, _ ending: VirtualProcess.Ending) {
        endAtOnce(process, ending)
        (choose(after: nil) ?? first?.mainTask)?.gate.open()
    }

    /// A process is over: its descriptors are closed, and its parent learns of it.
    public func endAtOnce(_ process: VirtualProcess, _ ending: VirtualProcess.Ending) {
        process.files.closeAll()
        process.ending = process.killingSignal.map { .signalled($0) } ?? ending
        tasks.removeAll { $0.process === process }
        for child in processes.values where child.parentNumber == process.number {
            if child.ending != nil { processes[child.number] = nil }
        }
        if let parent = processes[process.parentNumber], parent.ending == nil {
            parent.receive(17)
            if parent.dispositions[17] == .ignored { processes[process.number] = nil }
        } else {
            processes[process.number] = nil
        }
    }

    /// An ended child that `waitpid(number)` would give: any for −1, those of a group for 0 and below.
    public func endedChild(of process: VirtualProcess, _ wanted: Int) throws(SystemFailure)
        -> VirtualProcess?
    {
        let children = processes.values.filter {
            $0.parentNumber == process.number && matches($0, wanted, process)
        }.sorted { $0.number < $1.number }
        if children.isEmpty { throw .noChild }
        return children.first { $0.ending != nil }
    }

    private func matches(_ child: VirtualProcess, _ wanted: Int, _ process: VirtualProcess) -> Bool
    {
        switch wanted {
        case -1: true
        case 0: child.group == process.group
        case ..<0: child.group == -wanted
        default: child.number == wanted
        }
    }

    /// Forgets a child whose end was told.
    public func reap(_ process: VirtualProcess) { processes[process.number] = nil }

    /// `kill`: 0 only asks whether there is such a process.
    public func send(
        _ signal: Int, to number: Int, from sender: VirtualProcess
    ) throws(SystemFailure) {
        guard (0...64).contains(signal) else { throw .invalid }
        let group = number == 0 ? sender.group : number < -1 ? -number : nil
        let targets = processes.values.filter {
            if let group { return $0.group == group }
            return number == -1 ? $0 !== sender : $0.number == number
        }.sorted { $0.number < $1.number }
        if targets.isEmpty { throw number == 1 ? .notPermitted : .noProcess }
        for target in targets { target.receive(signal) }
    }

    // MARK: Turns

    /// Waits until the condition holds or the clock reaches the deadline. Without a condition it waits for
    /// the deadline; without either, others that can run get a turn.
    public func wait(
        _ task: VirtualTask, until deadline: Int?, isRestartable: Bool = false,
        for condition: (() -> Bool)?
    ) -> WaitResult {
        task.isRestartable = isRestartable
        defer { task.isRestartable = false }
        guard let condition else { return waitEscaping(task, until: deadline, for: nil) }
        return withoutActuallyEscaping(condition) {
            waitEscaping(task, until: deadline, for: $0)
        }
    }

    private func waitEscaping(
        _ task: VirtualTask, until deadline: Int?, for condition: (() -> Bool)?
    ) -> WaitResult {
        task.condition = condition
        task.deadline = deadline
        defer {
            task.condition = nil
            task.deadline = nil
        }
        if condition == nil, deadline == nil {
            if let next = choose(after: task), next !== task { pass(from: task, to: next) }
            return .ready
        }
        while true {
            task.process.fireTimers()
            if task.process.isKilled { return .interrupted }
            if let condition, condition() { return .ready }
            if task.process.hasSignal(endingRestartable: task.isRestartable) {
                return .interrupted
            }
            if let deadline, deadline <= clock { return .timedOut }
            guard let next = choose(after: task) else {
                guard let newest = tasks.last, newest !== task, stuckTask == nil else {
                    stuckTask = nil
                    return .stuck
                }
                stuckTask = newest
                pass(from: task, to: newest)
                continue
            }
            if next !== task { pass(from: task, to: next) }
            if stuckTask === task {
                stuckTask = nil
                return .stuck
            }
        }
    }

    /// Set while the process that was started last is to learn that nothing can go on: with its end others may.
    private var stuckTask: VirtualTask?

    private func pass(from task: VirtualTask, to next: VirtualTask) {
        next.gate.open()
        task.gate.pass()
    }

    /// Who gets the turn: the next in order that can run; if none can, who waits for the nearest time.
    private func choose(after task: VirtualTask?) -> VirtualTask? {
        let start = task.flatMap { task in tasks.firstIndex { $0 === task } }.map { $0 + 1 } ?? 0
        while true {
            for process in processes.values where process.nextTimer != nil {
                process.fireTimers()
            }
            for step in 0..<tasks.count {
                let candidate = tasks[(start + step) % tasks.count]
                if candidate.canRun(at: clock) { return candidate }
            }
            let times =
                tasks.compactMap(\.deadline) + processes.values.compactMap(\.nextTimer)
            guard let time = times.min() else { return nil }
            if time > clock {
                idleTime &+= time &- clock
                clock = time
            }
        }
    }

    /// The first process is over: its descriptors are closed, and the others run to their ends. Those that
    /// would never end are killed.
    public func finish() {
        guard let first, first.ending == nil else { return }
        first.files.closeAll()
        first.ending = .exited(0)
        first.dispositions = [:]
        first.pendingSignals = []
        first.timers = [:]
        first.watch = nil
        first.nativeHandler = nil
        let task = first.mainTask
        let allEnded = { [self] in tasks.count == 1 }
        if wait(task, until: clock &+ Self.longestRest, for: allEnded) == .ready { return }
        first.isKilled = false
        for process in processes.values where process !== first { process.kill(by: 9) }
        while !allEnded() {
            guard let next = choose(after: task), next !== task else { break }
            pass(from: task, to: next)
        }
    }

    /// How long, by the machine's clock, processes may go on after the first one.
    private static let longestRest = 3_600 * 1_000_000_000
}
