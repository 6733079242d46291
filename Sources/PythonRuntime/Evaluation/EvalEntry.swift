/// Entering the eval loop from native code, and leaving it.
extension Interpreter {
    /// Runs a frame to its end: its value, or nil when it raised. The frame isn't cleared. With
    /// `raising`, the current exception is raised at the point where the frame was suspended.
    @inline(__always)
    func evaluate(_ entry: FramePointer, raising: Bool = false) -> RawObject? {
        let previous = state.pointee.evaluation.currentFrame
        guard enterEvaluation(entry) else { return nil }
        if state.pointee.tracing.isActive { traceEntry(entry, raising: raising) }
        let result = runLoop(entry, raising: raising)
        state.pointee.limits.nativeDepth &-= 1
        state.pointee.evaluation.currentFrame = previous
        return result
    }

    /// Leads a frame to its tracing. The start of one that goes on with an exception is told here.
    @inline(never)
    private func traceEntry(_ entry: FramePointer, raising: Bool) {
        guard raising else {
            addDetour(entry.pointee.f_code, at: entry.pointee.prev_instr + 1)
            return
        }
        guard let pending = takeException() else { return }
        do throws(Raised) {
            try traceCall(entry)
            _ = reraise(Owned(stealing: pending))
        } catch {
            Ref(pending).decref()
        }
    }

    /// Links an entry frame; false when that would be too deep, for the program or the host.
    @inline(__always)
    private func enterEvaluation(_ entry: FramePointer) -> Bool {
        if state.pointee.limits.stop != .none
            || state.pointee.evaluation.depth >= state.pointee.limits.recursionLimit
            || state.pointee.limits.nativeDepth >= state.pointee.limits.nativeDepthLimit
        {
            refuseEvaluation()
            return false
        }
        state.pointee.limits.nativeDepth &+= 1
        state.pointee.evaluation.depth &+= 1
        entry.pointee.previous = state.pointee.evaluation.currentFrame
        entry.pointee.is_entry = true
        state.pointee.evaluation.currentFrame = entry
        return true
    }

    /// A run that is being ended isn't told that it goes too deep.
    @inline(never)
    private func refuseEvaluation() {
        if state.pointee.limits.stop != .none { return }
        _ = raise(.recursionError, "maximum recursion depth exceeded")
    }
}
