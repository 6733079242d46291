import Glibc

/// Running a program that may break its own heap (`ctypes` can write anywhere in it) without the host breaking with it.
///
/// The interpreter believes what is in the heap: types, sizes, pointers. A program that wrote nonsense there leads it to
/// memory that isn't there, which the host answers with a signal, or round a list for ever. A guarded program runs on a
/// thread of its own; on such a signal that thread stops for good, and whoever waits for it learns that it won't come
/// back. So does one that takes the host's time without getting to another instruction, and one that takes more than it
/// may and can't be asked to stop (`FaultWatch`). The session is of no more use then. Nothing is caught before a program wrote into objects: such a fault is our bug and must be seen.
public enum FaultGuard {
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
        record.pointee.timeLimit = session.timeLimit
        if run(record, body) { return true }
        session.endedByTime = record.pointee.isOutOfTime
        // What broke off still has the record, and keeps it.
        session.guardRecord = nil
        return false
    }

    /// The same under a record, which isn't to be used again when the answer is false.
    static func run(_ record: UnsafeMutablePointer<FaultRecord>, _ body: @escaping () -> Void)
        -> Bool
    {
        guard record.pointee.hasThread || begin(record) else {
            body()
            return true
        }
        record.pointee.job = body
        sem_post(&record.pointee.wanted)
        FaultWatch(record).wait()
        if record.pointee.hasFaulted { return false }
        record.pointee.job = nil
        return true
    }

    /// Starts the thread for the runs of a record; false when the host has none.
    private static func begin(_ record: UnsafeMutablePointer<FaultRecord>) -> Bool {
        let thread = DeepStack.begin(size: DeepStack.size) {
            enter(record)
            while true {
                while sem_wait(&record.pointee.wanted) != 0 {}
                guard runJob(of: record) else { break }
                sem_post(&record.pointee.done)
            }
            leave(record)
        }
        record.pointee.thread = thread
        return thread != nil
    }

    /// What the run holds is let go by who waits for it: it may be the last to hold the session.
    private static func runJob(of record: UnsafeMutablePointer<FaultRecord>) -> Bool {
        guard let job = record.pointee.job else { return false }
        job()
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

extension InterpreterSession {
    /// Tells of a program that was broken off: where it was, as far as that can still be read.
    public func crashOutcome(filename: String) -> RunOutcome {
        hasCrashed = true
        endedByFault = !endedByTime
        let isOutOfTime = endedByTime
        let message =
            isOutOfTime
            ? "one step took too long and was broken off, and with it all that the program had made"
            : "the program wrote over what the interpreter relies on"
        let told = OutcomeBox()
        let session = self
        _ = FaultGuard.run(self) {
            let interpreter = session.interpreter
            interpreter.state.pointee.limits.stop = .none
            interpreter.clearException()
            if isOutOfTime {
                _ = interpreter.stop(.instructions, message)
            } else {
                _ = interpreter.segmentationFault(message)
            }
            interpreter.addTracebackOfAllFrames()
            told.outcome = session.takeOutcome(filename: filename)
        }
        if let outcome = told.outcome { return outcome }
        let name = isOutOfTime ? "LimitError" : "SegmentationFault"
        let report = RaisedReport(
            typeName: name, message: message, traceback: "\(name): \(message)\n", line: nil)
        return isOutOfTime ? .limit(report) : .crashed(report)
    }
}

/// What a guarded run leaves behind.
final class OutcomeBox {
    var outcome: RunOutcome?
}
