import Glibc
import PythonRuntime

/// Where the sessions of notes get their interpreters from: one can be started on another thread while
/// there is something else to do, as reading the note.
///
///     prepare() ──▶ thread: start ──┐
///     read the note …               ▼
///     take() ─────────────────▶ join, or start one here
public final class InterpreterSupply {
    private var thread: pthread_t?

    public init() {}

    deinit {
        if thread != nil { _ = try? take() }
    }

    /// Begins to start an interpreter, unless one is on its way. Without a thread for it, the next
    /// one is started when it is taken.
    public func prepare() {
        guard thread == nil else { return }
        var created = pthread_t()
        let status = pthread_create(
            &created, nil,
            { _ in Unmanaged.passRetained(StartedBox()).toOpaque() }, nil)
        if status == 0 { thread = created }
    }

    /// An interpreter nobody else has.
    public func take() throws(InterpreterSession.StartError) -> StartedInterpreter {
        guard let thread else { return try StartedInterpreter() }
        self.thread = nil
        var pointer: UnsafeMutableRawPointer?
        pthread_join(thread, &pointer)
        guard let pointer else { return try StartedInterpreter() }
        // SAFETY: what the thread returns is its box, retained once.
        let box = Unmanaged<StartedBox>.fromOpaque(pointer).takeRetainedValue()
        // A failure is tried once more here, for its error.
        guard let started = box.take() else { return try StartedInterpreter() }
        return started
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
