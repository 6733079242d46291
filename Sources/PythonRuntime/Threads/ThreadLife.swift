/// The beginning and the end of threads (`thread_run` of `Modules/_threadmodule.c`, `PyThreadState_Clear`).
extension Interpreter {
    /// Starts a thread that calls a function; it runs when its turn comes. Gives its identifier.
    public func startThread(
        _ function: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Int {
        reapThreads()
        adoptMain()
        guard state.pointee.threads.otherCount < ThreadsState.limit,
            let thread = makeRecord(function, arguments, keywords)
        else { throw raise(.runtimeError, "can't start new thread") }
        settleTurn()
        append(thread)
        state.pointee.threads.otherCount &+= 1
        putReady(thread)
        beginTurn()
        return thread.pointee.identifier
    }

    /// Makes main's record, once.
    private func adoptMain() {
        guard state.pointee.threads.first == nil else { return }
        // Main's link of handled exceptions is made now, so that no other thread takes it.
        _ = handledLink
        let record = ThreadRecord(
            identifier: ThreadsState.mainIdentifier, status: .running,
            host: Unmanaged.passRetained(HostThread()))
        let main = ThreadPointer.allocate(capacity: 1)
        main.initialize(to: record)
        state.pointee.threads.first = main
        state.pointee.threads.current = main
    }

    private func makeRecord(
        _ function: Ref, _ arguments: Ref, _ keywords: Ref?
    ) -> ThreadPointer? {
        let host = HostThread()
        let thread = ThreadPointer.allocate(capacity: 1)
        thread.initialize(
            to: ThreadRecord(
                identifier: freeIdentifier(), host: Unmanaged.passRetained(host)))
        let interpreter = self
        guard host.start({ interpreter.runThread(thread) }) else {
            free(thread)
            return nil
        }
        state.pointee.threads.startedCount &+= 1
        thread.pointee.number = state.pointee.threads.startedCount
        thread.pointee.function = function.owned().take()
        thread.pointee.arguments = arguments.owned().take()
        thread.pointee.keywords = keywords?.owned().take()
        thread.pointee.suspended.asyncHooks.originDepth = 0
        thread.pointee.suspended.handledLink = handledLinkOfRecord(thread)
        return thread
    }

    private func handledLinkOfRecord(
        _ thread: ThreadPointer
    ) -> UnsafeMutablePointer<HandledException>? {
        guard let offset = MemoryLayout<ThreadRecord>.offset(of: \.handled) else { return nil }
        return (UnsafeMutableRawPointer(thread) + offset)
            .assumingMemoryBound(to: HandledException.self)
    }

    /// The first identifier that no live thread has: they are used again, as addresses of stacks are.
    private func freeIdentifier() -> Int {
        var candidate = ThreadsState.mainIdentifier
        var isTaken = true
        while isTaken {
            candidate -= ThreadsState.identifierStep
            isTaken = false
            var thread = state.pointee.threads.first
            while let other = thread, !isTaken {
                isTaken = other.pointee.identifier == candidate
                thread = other.pointee.next
            }
        }
        return candidate
    }

    private func append(_ thread: ThreadPointer) {
        var last = state.pointee.threads.first
        while let next = last?.pointee.next { last = next }
        last?.pointee.next = thread
    }

    private func unlink(_ thread: ThreadPointer) {
        var previous = state.pointee.threads.first
        while let candidate = previous, candidate.pointee.next != thread {
            previous = candidate.pointee.next
        }
        previous?.pointee.next = thread.pointee.next
    }

    // MARK: Running

    /// The whole life of a host thread.
    private func runThread(_ thread: ThreadPointer) {
        let host = thread.pointee.host.takeUnretainedValue()
        host.awaitBaton()
        if state.pointee.limits.stop == .none {
            state.pointee.threads.functionCount &+= 1
            callFunction(of: thread)
            state.pointee.threads.functionCount &-= 1
        }
        clear(thread)
        leave(thread)
    }

    private func callFunction(of thread: ThreadPointer) {
        guard let function = thread.pointee.function, let arguments = thread.pointee.arguments
        else { return }
        do throws(Raised) {
            _ = try call(
                Ref(function), tuple: Ref(arguments),
                keywords: thread.pointee.keywords.map { Ref($0) })
        } catch {
            guard state.pointee.limits.stop == .none else { return }
            if currentExceptionIs(.systemExit) {
                clearException()
            } else {
                reportUnraisable(message: "in thread started by", Ref(function))
            }
        }
    }

    /// Releases what the thread has; finalisers that run now still run in it.
    private func clear(_ thread: ThreadPointer) {
        releaseField(&thread.pointee.function)
        releaseField(&thread.pointee.arguments)
        releaseField(&thread.pointee.keywords)
        releaseField(&state.pointee.representation.threadDict)
        releaseField(&thread.pointee.handled.value)
        releaseField(&state.pointee.thread.currentContext)
        releaseField(&state.pointee.thread.asynchronousException)
        releaseField(&state.pointee.asyncHooks.firstIteration)
        releaseField(&state.pointee.asyncHooks.finalizer)
        releaseSentinel(of: thread)
        // A dict that a finaliser asked for meanwhile.
        releaseField(&state.pointee.representation.threadDict)
    }

    private func releaseSentinel(of thread: ThreadPointer) {
        guard let reference = thread.pointee.sentinel else { return }
        thread.pointee.sentinel = nil
        if let lock = referent(of: Ref(reference)), lock.fields(LockObject.self).pointee.isLocked {
            releaseLock(lock)
        }
        Ref(reference).decref()
    }

    /// Hands the baton on, for good.
    private func leave(_ thread: ThreadPointer) {
        settleTurn()
        let carried = takeException()
        unlink(thread)
        state.pointee.threads.otherCount &-= 1
        thread.pointee.status = .ended
        thread.pointee.next = state.pointee.threads.ended
        state.pointee.threads.ended = thread
        guard let main = state.pointee.threads.first else { return }
        if state.pointee.limits.stop != .none {
            // What ended the run is reported by main.
            removeReady(main)
            if main.pointee.suspended.raised == nil {
                main.pointee.suspended.raised = carried
            } else if let carried {
                Ref(carried).decref()
            }
            return enter(main)
        }
        if let carried { Ref(carried).decref() }
        let next = takeNext()
        if next == nil { main.pointee.outcome = .deadlocked }
        enter(next ?? main)
    }

    /// Notes the lock to release when the running thread is over (`_thread._set_sentinel`).
    public func setSentinel(_ lock: Ref) throws(Raised) {
        adoptMain()
        guard let current = state.pointee.threads.current else { return }
        let reference = try newWeakReference(type(.weakReference), lock, nil)
        let previous = current.pointee.sentinel
        current.pointee.sentinel = reference.take()
        if let previous { Ref(previous).decref() }
    }

    // MARK: The end of all

    /// Waits for host threads that are through, and frees their records.
    func reapThreads() {
        while let thread = state.pointee.threads.ended {
            state.pointee.threads.ended = thread.pointee.next
            free(thread)
        }
    }

    private func free(_ thread: ThreadPointer) {
        let host = thread.pointee.host
        host.takeUnretainedValue().join()
        host.release()
        thread.deinitialize(count: 1)
        thread.deallocate()
    }

    /// Ends all threads but main, which calls this: each is resumed with the run stopped, so that it leaves
    /// its calls without running any more Python code, and gives back what it holds.
    func endOtherThreads() {
        guard let main = state.pointee.threads.first, state.pointee.threads.current == main else {
            return reapThreads()
        }
        let reason = state.pointee.limits.stop
        if reason == .none { state.pointee.limits.stop = .host }
        let raised = takeException()
        while let other = main.pointee.next {
            removeReady(other)
            switchTo(other)
            if let left = takeException() { Ref(left).decref() }
        }
        state.pointee.errors.current = raised
        state.pointee.limits.stop = reason
        reapThreads()
        settleTurn()
        beginTurn()
    }

    /// Ends the threads and forgets them, with the interpreter.
    func endThreads() {
        endOtherThreads()
        guard let main = state.pointee.threads.first else { return }
        state.pointee.threads.first = nil
        state.pointee.threads.current = nil
        free(main)
    }
}
