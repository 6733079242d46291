/// The lock around importing (`import_lock` of `Python/import.c`), which a thread may take again.
struct ImportLockState {
    var isLocked = false
    /// The identifier of the thread that has it, and how often.
    var owner = 0
    var depth = 0
}

extension Interpreter {
    public var isImportLockHeld: Bool { state.pointee.threads.importLock.depth > 0 }

    public func acquireImportLock() throws(Raised) {
        if isImportLockHeld, state.pointee.threads.importLock.owner == threadIdentifier {
            state.pointee.threads.importLock.depth &+= 1
            return
        }
        _ = try acquire(importLockFlag)
        state.pointee.threads.importLock.owner = threadIdentifier
        state.pointee.threads.importLock.depth = 1
    }

    public func releaseImportLock() throws(Raised) {
        guard isImportLockHeld, state.pointee.threads.importLock.owner == threadIdentifier else {
            throw raise(.runtimeError, "not holding the import lock")
        }
        state.pointee.threads.importLock.depth &-= 1
        if state.pointee.threads.importLock.depth == 0 { release(importLockFlag) }
    }

    // SAFETY: the state stays where it is for as long as the interpreter lives.
    private var importLockFlag: UnsafeMutablePointer<Bool> {
        withUnsafeMutablePointer(to: &state.pointee.threads.importLock.isLocked) { $0 }
    }
}
