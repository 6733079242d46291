#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The host's thread behind a thread of the program: a stack to run on, and the baton that says when.
///
/// Whoever holds the baton uses the interpreter; the others sleep in `awaitBaton`. So no two threads ever touch
/// its memory at the same time, and the mutex orders what one wrote before what the next reads.
final class HostThread {
    // SAFETY: both are initialised here and destroyed with the object, which nobody waits in then.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var hasBaton = false
    /// Nil for main, which runs on a thread that was there before.
    private var thread: pthread_t?

    init() {
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Starts the host's thread; `body` begins by waiting for the baton. False when the host has none left.
    func start(_ body: @escaping () -> Void) -> Bool {
        let record = FaultGuard.current
        thread = DeepStack.begin(size: DeepStack.sizeOfThread) {
            if let record { FaultGuard.enter(record) }
            body()
            if let record { FaultGuard.leave(record) }
        }
        return thread != nil
    }

    func giveBaton() {
        pthread_mutex_lock(mutex)
        hasBaton = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    func awaitBaton() {
        pthread_mutex_lock(mutex)
        while !hasBaton { pthread_cond_wait(condition, mutex) }
        hasBaton = false
        pthread_mutex_unlock(mutex)
    }

    /// Waits until the host's thread, which has nothing more to do, is gone.
    func join() {
        if let thread { pthread_join(thread, nil) }
        thread = nil
    }
}
