import Glibc

/// What a guarded run and whoever waits for it have in common; one for all the runs of a session, until one of them
/// breaks off.
struct FaultRecord {
    /// The thread of the runs waits for the next one, and whoever wants it for its end.
    var wanted = sem_t()
    var done = sem_t()
    /// The run at hand; none asks the thread to end.
    var job: (() -> Void)?
    var thread: pthread_t?
    var hasFaulted = false
    /// Whether the run was broken off since it took too long.
    var isOutOfTime = false
    /// Seconds of the host's processor that a run may take; nil where nobody minds.
    var timeLimit: Double?
    let interpreter: Interpreter
    private var lock = pthread_mutex_t()
    /// The host threads that may be running the program, main's first.
    private var threads: [pthread_t] = []

    var hasThread: Bool { thread != nil }

    private init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    static func make(_ interpreter: Interpreter) -> UnsafeMutablePointer<FaultRecord> {
        let record = UnsafeMutablePointer<FaultRecord>.allocate(capacity: 1)
        record.initialize(to: FaultRecord(interpreter))
        sem_init(&record.pointee.wanted, 0, 0)
        sem_init(&record.pointee.done, 0, 0)
        pthread_mutex_init(&record.pointee.lock, nil)
        return record
    }

    /// Ends the thread of its runs, and gives it back.
    static func discard(_ record: UnsafeMutablePointer<FaultRecord>) {
        if let thread = record.pointee.thread {
            record.pointee.job = nil
            sem_post(&record.pointee.wanted)
            pthread_join(thread, nil)
        }
        sem_destroy(&record.pointee.wanted)
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
