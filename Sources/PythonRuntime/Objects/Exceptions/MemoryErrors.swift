/// `MemoryError` instances made at start-up, since there is nothing to make them from when they are
/// needed (`memerrors_freelist` of `Objects/exceptions.c`, 16 of them).
extension Interpreter {
    static var preallocatedMemoryErrorCount: Int { 16 }

    /// Fills the list; at start-up, when the exception types are ready.
    func initializeMemoryErrors() throws(Raised) {
        for _ in 0..<Self.preallocatedMemoryErrorCount {
            let raw = try allocateException(type(.memoryError), emptyTuple).take()
            untrack(raw)
            keepMemoryError(raw)
        }
    }

    /// Puts an instance that has lost its references back into the list, if there is room.
    func recycleMemoryError(_ raw: RawObject) -> Bool {
        guard Ref(raw).type == type(.memoryError),
            state.pointee.errors.memoryErrorCount < Self.preallocatedMemoryErrorCount
        else { return false }
        noteDeath(raw)
        keepMemoryError(raw)
        return true
    }

    var keepsMemoryErrors: Bool { state.pointee.errors.memoryErrors != nil }

    private func keepMemoryError(_ raw: RawObject) {
        Ref(raw).exception.pointee.dict = state.pointee.errors.memoryErrors
        state.pointee.errors.memoryErrors = raw
        state.pointee.errors.memoryErrorCount += 1
    }

    /// An instance from the list. When all are in use the latest is shared, so this can't fail.
    func preallocatedMemoryError() -> Owned {
        guard let raw = state.pointee.errors.memoryErrors else {
            return sharedMemoryError()
        }
        state.pointee.errors.memoryErrors = Ref(raw).exception.pointee.dict
        state.pointee.errors.memoryErrorCount -= 1
        Ref(raw).exception.pointee.dict = nil
        emptyTuple.incref()
        let previous = Ref(raw).exception.pointee.args
        Ref(raw).exception.pointee.args = emptyTuple.raw
        if let previous { Ref(previous).decref() }
        Ref(raw).header.pointee.ob_refcnt = 1
        state.pointee.errors.lastMemoryError = raw
        noteBirth(raw)
        track(raw)
        return Owned(stealing: raw)
    }

    private func sharedMemoryError() -> Owned {
        guard let raw = state.pointee.errors.lastMemoryError else {
            preconditionFailure("a list of MemoryErrors is made at start-up")
        }
        return Ref(raw).owned()
    }
}
