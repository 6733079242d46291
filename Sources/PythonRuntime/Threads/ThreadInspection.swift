/// What programs and pictures may know of all threads.
extension Interpreter {
    /// Calls with the identifier of each thread, the innermost frame and the exception it handles;
    /// the running one first.
    func forEachThread(_ body: (Int, FramePointer?, Ref?) throws(Raised) -> Void) throws(Raised) {
        try body(
            threadIdentifier, visibleFrame(from: state.pointee.evaluation.currentFrame),
            topmostHandledException)
        var thread = state.pointee.threads.first
        while let other = thread {
            thread = other.pointee.next
            guard other != state.pointee.threads.current else { continue }
            try body(
                other.pointee.identifier,
                visibleFrame(from: other.pointee.suspended.currentFrame),
                topmost(other.pointee.suspended.handledLink))
        }
    }

    private func topmost(_ link: UnsafeMutablePointer<HandledException>?) -> Ref? {
        var link = link
        while let current = link {
            if let value = current.pointee.value, value != none.raw { return Ref(value) }
            link = current.pointee.previous
        }
        return nil
    }

    /// `sys._current_frames()`.
    func currentFrames() throws(Raised) -> Owned {
        let dict = try makeDict()
        try forEachThread { identifier, frame, _ throws(Raised) in
            guard let frame else { return }
            let key = try makeInt(identifier)
            let object = try frameObject(of: frame)
            try dictSet(dict.ref, key.ref, object)
        }
        return dict
    }

    /// `sys._current_exceptions()`: what `sys.exc_info()` gives in each thread.
    func currentExceptions() throws(Raised) -> Owned {
        let dict = try makeDict()
        try forEachThread { identifier, _, exception throws(Raised) in
            let key = try makeInt(identifier)
            let traceback = exception?.exception.pointee.traceback.map { Ref($0) }
            let type = exception.map { Ref(RawObject($0.type)) }
            let entry = try makeTuple([type ?? none, exception ?? none, traceback ?? none])
            try dictSet(dict.ref, key.ref, entry.ref)
        }
        return dict
    }

    /// The frames of all threads, innermost first in each: the running thread's, then the others'.
    func forEachRunningFrame(_ body: (RecordedFrame) -> Void) {
        var frame = state.pointee.evaluation.currentFrame
        while let current = frame {
            body(RecordedFrame(current))
            frame = current.pointee.previous
        }
        forEachSuspendedThread { thread in
            var frame = thread.currentFrame
            while let current = frame {
                body(RecordedFrame(current))
                frame = current.pointee.previous
            }
        }
    }
}
