import Glibc

/// Running a program that may break its own heap (`ctypes` can write anywhere in it) without the host breaking with it.
///
/// The interpreter believes what is in the heap: types, sizes, pointers. A program that wrote nonsense there leads it to
/// memory that isn't there, which the host answers with a signal. A guarded program runs on a thread of its own; on such a
/// signal that thread stops for good, and whoever waits for it learns that it won't come back. The session is of no more
/// use then. Nothing is caught before a program wrote into objects: such a fault is our bug and must be seen.
public enum FaultGuard {
    private struct Record {
        var done = sem_t()
        var hasFaulted = false
        let interpreter: Interpreter
    }

    private typealias RecordPointer = UnsafeMutablePointer<Record>

    /// Set on guarded threads.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE]

    /// Runs something on a deep stack; false when it was broken off.
    public static func run(_ interpreter: Interpreter, _ body: @escaping () -> Void) -> Bool {
        let key = FaultGuard.key
        let record = RecordPointer.allocate(capacity: 1)
        record.initialize(to: Record(interpreter: interpreter))
        sem_init(&record.pointee.done, 0, 0)
        let thread = DeepStack.begin(size: DeepStack.size) {
            pthread_setspecific(key, record)
            body()
            pthread_setspecific(key, nil)
            sem_post(&record.pointee.done)
        }
        guard let thread else {
            body()
            record.deallocate()
            return true
        }
        while sem_wait(&record.pointee.done) != 0 {}
        // What broke off still has the record, and keeps it.
        if record.pointee.hasFaulted { return false }
        pthread_join(thread, nil)
        sem_destroy(&record.pointee.done)
        record.deallocate()
        return true
    }

    /// Takes the signals of faults; when `ctypes` is imported.
    static func install() {
        for number in signals { signal(number, FaultGuard.handle) }
    }

    private static let handle: @convention(c) (Int32) -> Void = { number in
        guard let context = pthread_getspecific(FaultGuard.key) else {
            signal(number, SIG_DFL)
            return
        }
        let record = context.assumingMemoryBound(to: Record.self)
        guard record.pointee.interpreter.hasWrittenObjects else {
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
    func crashOutcome(filename: String) -> RunOutcome {
        hasCrashed = true
        let message = "the program wrote over what the interpreter relies on"
        let told = OutcomeBox()
        let session = self
        _ = FaultGuard.run(interpreter) {
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
