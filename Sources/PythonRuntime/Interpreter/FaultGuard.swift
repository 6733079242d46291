import Glibc

/// Running a program that may break its own heap (`ctypes` can write anywhere in it) without the host breaking with it.
///
/// The interpreter believes what is in the heap: types, sizes, pointers. A program that wrote nonsense there leads it to
/// memory that isn't there, which the host answers with a signal, or round a list for ever. A guarded program runs on a
/// thread of its own; on such a signal that thread stops for good, and whoever waits for it learns that it won't come
/// back. So does one that takes the host's time without getting to another instruction. The session is of no more use
/// then. Nothing is caught before a program wrote into objects: such a fault is our bug and must be seen.
public enum FaultGuard {
    /// Seconds of the host's processor that native code may take over one instruction in a heap that may be damaged.
    static let patience = 10.0

    /// The record of the guarded run that a thread belongs to.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT]

    /// Runs something on a deep stack; false when it was broken off. Here, when this thread is guarded already.
    public static func run(_ session: InterpreterSession, _ body: @escaping () -> Void) -> Bool {
        if let current, current.pointee.interpreter.state == session.interpreter.state {
            body()
            return true
        }
        let record = session.guardRecord ?? FaultRecord.make(session.interpreter)
        session.guardRecord = record
        if run(record, body) { return true }
        // What broke off still has the record, and keeps it.
        session.guardRecord = nil
        return false
    }

    /// The same under a record, which isn't to be used again when the answer is false.
    static func run(_ record: UnsafeMutablePointer<FaultRecord>, _ body: @escaping () -> Void)
        -> Bool
    {
        let thread = DeepStack.begin(size: DeepStack.size) {
            enter(record)
            body()
            leave(record)
            sem_post(&record.pointee.done)
        }
        guard let thread else {
            body()
            return true
        }
        FaultWatch(record).wait()
        if record.pointee.hasFaulted { return false }
        pthread_join(thread, nil)
        return true
    }

    /// The record of this thread, for threads that it starts.
    static var current: UnsafeMutablePointer<FaultRecord>? {
        pthread_getspecific(key).map { $0.assumingMemoryBound(to: FaultRecord.self) }
    }

    /// Makes this thread one of a guarded run.
    static func enter(_ record: UnsafeMutablePointer<FaultRecord>) {
        var stack = stack_t()
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: signalStackSize, alignment: 16)
        stack.ss_size = signalStackSize
        sigaltstack(&stack, nil)
        pthread_setspecific(key, record)
        record.pointee.add(pthread_self())
    }

    static func leave(_ record: UnsafeMutablePointer<FaultRecord>) {
        record.pointee.remove(pthread_self())
        pthread_setspecific(key, nil)
        var none = stack_t()
        none.ss_flags = Int32(SS_DISABLE)
        var stack = stack_t()
        if sigaltstack(&none, &stack) == 0 { stack.ss_sp?.deallocate() }
    }

    /// A signal is handled on a stack of its own, since what is damaged may lead round in calls until there is none left.
    private static let signalStackSize = 1 << 16

    /// Takes the signals of faults; when `ctypes` is imported.
    static func install() {
        for number in signals {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = FaultGuard.handle
            action.sa_flags = SA_ONSTACK
            sigaction(number, &action, nil)
        }
    }

    private static let handle: @convention(c) (Int32) -> Void = { number in
        guard let record = FaultGuard.current, record.pointee.interpreter.hasWrittenObjects else {
            signal(number, SIG_DFL)
            return
        }
        record.pointee.hasFaulted = true
        sem_post(&record.pointee.done)
        while true { pause() }
    }
}

/// What a guarded run and whoever waits for it have in common; one for all the runs of a session, until one of them
/// breaks off.
struct FaultRecord {
    var done = sem_t()
    var hasFaulted = false
    let interpreter: Interpreter
    private var lock = pthread_mutex_t()
    /// The host threads that may be running the program, main's first.
    private var threads: [pthread_t] = []

    private init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    static func make(_ interpreter: Interpreter) -> UnsafeMutablePointer<FaultRecord> {
        let record = UnsafeMutablePointer<FaultRecord>.allocate(capacity: 1)
        record.initialize(to: FaultRecord(interpreter))
        sem_init(&record.pointee.done, 0, 0)
        pthread_mutex_init(&record.pointee.lock, nil)
        return record
    }

    /// Gives it back, when no thread has it any longer.
    static func discard(_ record: UnsafeMutablePointer<FaultRecord>) {
        sem_destroy(&record.pointee.done)
        pthread_mutex_destroy(&record.pointee.lock)
        record.deinitialize(count: 1)
        record.deallocate()
    }

    mutating func add(_ thread: pthread_t) {
        pthread_mutex_lock(&lock)
        threads.append(thread)
        pthread_mutex_unlock(&lock)
    }

    mutating func remove(_ thread: pthread_t) {
        pthread_mutex_lock(&lock)
        threads.removeAll { pthread_equal($0, thread) != 0 }
        pthread_mutex_unlock(&lock)
    }

    /// Calls with each thread, none of which ends meanwhile.
    mutating func forEachThread(_ body: (pthread_t) -> Void) {
        pthread_mutex_lock(&lock)
        for thread in threads { body(thread) }
        pthread_mutex_unlock(&lock)
    }
}

/// Waiting for a guarded run, and seeing that it gets on once the heap may be damaged.
private struct FaultWatch {
    private let record: UnsafeMutablePointer<FaultRecord>
    /// Where the program was when the time was taken last.
    private var instructions = -1
    private var began = 0.0

    init(_ record: UnsafeMutablePointer<FaultRecord>) { self.record = record }

    consuming func wait() {
        while true {
            var moment = timespec()
            clock_gettime(CLOCK_REALTIME, &moment)
            moment.tv_sec += 1
            if sem_timedwait(&record.pointee.done, &moment) == 0 { return }
            if record.pointee.interpreter.hasWrittenObjects { look() }
        }
    }

    /// Breaks the program off when it has been at one instruction for too long.
    private mutating func look() {
        let left = record.pointee.interpreter.remainingInstructions
        let spent = processorTime()
        if left != instructions {
            instructions = left
            began = spent
        } else if spent - began > FaultGuard.patience {
            record.pointee.forEachThread { pthread_kill($0, SIGTRAP) }
        }
    }

    private func processorTime() -> Double {
        var sum = 0.0
        record.pointee.forEachThread { thread in
            var clock = clockid_t()
            var time = timespec()
            if pthread_getcpuclockid(thread, &clock) == 0, clock_gettime(clock, &time) == 0 {
                sum += Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
            }
        }
        return sum
    }
}

extension InterpreterSession {
    /// Tells of a program that was broken off: where it was, as far as that can still be read.
    func crashOutcome(filename: String) -> RunOutcome {
        hasCrashed = true
        endedByFault = true
        let message = "the program wrote over what the interpreter relies on"
        let told = OutcomeBox()
        let session = self
        _ = FaultGuard.run(self) {
            let interpreter = session.interpreter
            interpreter.state.pointee.limits.stop = .none
            interpreter.clearException()
            _ = interpreter.segmentationFault(message)
            interpreter.addTracebackOfAllFrames()
            told.outcome = session.takeOutcome(filename: filename)
        }
        if let outcome = told.outcome { return outcome }
        return .crashed(
            RaisedReport(
                typeName: "SegmentationFault", message: message,
                traceback: "SegmentationFault: \(message)\n", line: nil))
    }

    /// The same from outside, for what a cell did.
    public func reportCrash(filename: String) -> RaisedReport {
        guard case .crashed(let report) = crashOutcome(filename: filename) else {
            return RaisedReport(
                typeName: "SegmentationFault", message: "", traceback: "SegmentationFault\n",
                line: nil)
        }
        return report
    }
}

/// What a guarded run leaves behind.
final class OutcomeBox {
    var outcome: RunOutcome?
}
