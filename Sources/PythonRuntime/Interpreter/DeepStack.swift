#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A thread whose stack is deep enough for all the recursion a program may do through native code:
/// `__repr__`, `sorted(key=…)`, a constructor that makes its like.
///
/// Calls among Python functions don't use the host's stack, but those do, and CPython lets a program
/// nest a thousand of them, or as many as it asks for. What this stack can't hold ends with
/// `RecursionError`, at a depth that is counted, so that it is the same everywhere.
public enum DeepStack {
    /// Levels of native code that fit on a deep stack, and on any other; the size of a deep one allows
    /// for unoptimised builds. It is only reserved: pages that are not touched cost nothing.
    static let levels = 16_000
    static let levelsElsewhere = 120
    static let size = 512 << 20
    /// The same of the stack that a thread of the program gets.
    static let levelsOfThread = 2_000
    static let sizeOfThread = 64 << 20

    /// Set on deep threads.
    private static let mark: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    static var isCurrent: Bool { pthread_getspecific(mark) != nil }

    private final class Job {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Calls `body` on a deep stack and waits for it: here if this is one, on this thread too when no
    /// other can be made.
    public static func run(_ body: () -> Void) {
        guard !isCurrent else { return body() }
        withoutActuallyEscaping(body) { body in
            // SAFETY: the thread is joined before `body` ends.
            guard let thread = begin(size: size, body) else { return body() }
            pthread_join(thread, nil)
        }
    }

    /// Starts a thread with a stack of that size, to be joined by the caller; nil when the host has none.
    static func begin(size: Int, _ body: @escaping () -> Void) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, size)
        defer { pthread_attr_destroy(&attributes) }
        // SAFETY: the thread takes the retained job over.
        let job = Unmanaged.passRetained(Job(body))
        #if canImport(Darwin)
            var thread: pthread_t?
            let status = pthread_create(
                &thread, &attributes,
                { context in
                    DeepStack.runJob(context)
                    return nil
                }, job.toOpaque())
            let created = thread
        #else
            var thread = pthread_t()
            let status = pthread_create(
                &thread, &attributes,
                { context in
                    if let context { DeepStack.runJob(context) }
                    return nil
                }, job.toOpaque())
            let created: pthread_t? = thread
        #endif
        if status == 0, let created { return created }
        job.release()
        return nil
    }

    /// Calls `body` on a deep stack of its own, without waiting for it; false if there can't be one.
    static func start(_ body: @escaping () -> Void) -> Bool {
        guard let thread = begin(size: size, body) else { return false }
        pthread_detach(thread)
        return true
    }

    private static func runJob(_ context: UnsafeMutableRawPointer) {
        pthread_setspecific(mark, context)
        Unmanaged<Job>.fromOpaque(context).takeRetainedValue().body()
    }
}
