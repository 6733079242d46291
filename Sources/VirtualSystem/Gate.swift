#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lets one thread wait until another opens it; open, it lets one through and is shut again.
final class Gate {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isOpen = false

    init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(change, nil)
    }

    deinit {
        pthread_cond_destroy(change)
        pthread_mutex_destroy(lock)
        change.deallocate()
        lock.deallocate()
    }

    func open() {
        pthread_mutex_lock(lock)
        isOpen = true
        pthread_cond_signal(change)
        pthread_mutex_unlock(lock)
    }

    func pass() {
        pthread_mutex_lock(lock)
        while !isOpen { pthread_cond_wait(change, lock) }
        isOpen = false
        pthread_mutex_unlock(lock)
    }
}
