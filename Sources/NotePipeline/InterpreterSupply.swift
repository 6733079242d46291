import Glibc
import PythonRuntime
import Synchronization

/// Where the sessions of notes get their interpreters from: one can be started on another thread while
/// there is something else to do, as reading arguments and the note.
///
///     prepare() ──▶ thread: start ──┐
///     read the note …               ▼
///     take() ─────────────────▶ join, or start one here
public final class InterpreterSupply: Sendable {
    private let thread = Mutex<pthread_t?>(nil)

    public init() {}

    deinit {
        if let started = thread.withLock({ $0 }) { _ = Self.join(started) }
    }

    /// Begins to start an interpreter, unless one is on its way. Without a thread for it, the next
    /// one is started when it is taken.
    public func prepare() {
        thread.withLock { thread in
            guard thread == nil else { return }
            var created = pthread_t()
            let status = pthread_create(
                &created, nil,
                { _ in Unmanaged.passRetained(StartedBox()).toOpaque() }, nil)
            if status == 0 { thread = created }
        }
    }

    /// An interpreter nobody else has.
    public func take() throws(InterpreterSession.StartError) -> StartedInterpreter {
        let preparing = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        // A failure is tried once more here, for its error.
        guard let preparing, let box = Self.join(preparing), let started = box.take() else {
            return try StartedInterpreter()
        }
        return started
    }

    private static func join(_ thread: pthread_t) -> StartedBox? {
        var pointer: UnsafeMutableRawPointer?
        pthread_join(thread, &pointer)
        // SAFETY: what the thread returns is its box, retained once.
        return pointer.map { Unmanaged<StartedBox>.fromOpaque($0).takeRetainedValue() }
    }
}

/// Carries an interpreter from the thread that started it.
private final class StartedBox {
    private var started: StartedInterpreter?

    init() { started = try? StartedInterpreter() }

    func take() -> StartedInterpreter? {
        var taken: StartedInterpreter?
        swap(&taken, &started)
        return taken
    }
}
