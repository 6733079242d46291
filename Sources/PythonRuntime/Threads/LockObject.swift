/// A lock of the program: `_thread.lock` (`lockobject` of `Modules/_threadmodule.c`), 40 bytes, and the plain
/// lock that other native objects hold.
public struct LockObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// Where CPython points to the system's lock; unused.
    var lock_lock: Int
    public var weakReferences: RawObject?
    public var isLocked: Bool
}

/// Taking and releasing locks, which are a flag and an address to wait at.
extension Interpreter {
    /// Sets the flag, waiting until it is clear; false at the end of the time. A flag that is set again by a
    /// thread which just cleared it makes the one who waited first insist, and be handed the lock next.
    public func acquire(
        _ flag: UnsafeMutablePointer<Bool>, blocking: Bool = true, timeout: Int? = nil
    ) throws(Raised) -> Bool {
        if !flag.pointee {
            flag.pointee = true
            return true
        }
        guard blocking else { return false }
        let deadline = timeout.map { moment(after: $0) }
        var order: Int?
        while true {
            switch try wait(for: flag, until: deadline, order: order) {
            case .granted: return true
            case .timedOut: return false
            case .interrupted: break
            case .woken, .deadlocked: order = state.pointee.threads.current?.pointee.waitOrder
            }
            if !flag.pointee {
                flag.pointee = true
                return true
            }
        }
    }

    /// Clears the flag, or hands the lock to one who insists on it.
    public func release(_ flag: UnsafeMutablePointer<Bool>) {
        flag.pointee = wakeFirst(waitingFor: flag) == .granted
    }

    /// Releases a `_thread.lock` that is locked.
    public func releaseLock(_ lock: Ref) { release(lockFlag(lock)) }

    public func lockFlag(_ lock: Ref) -> UnsafeMutablePointer<Bool> {
        (lock.raw + (MemoryLayout<LockObject>.offset(of: \.isLocked) ?? 0))
            .assumingMemoryBound(to: Bool.self)
    }

    /// So many nanoseconds from now on the program's clock, which this doesn't move.
    public func moment(after nanoseconds: Int) -> Int {
        let sum = systemClock.addingReportingOverflow(nanoseconds)
        return sum.overflow ? .max - 1 : sum.partialValue
    }
}
