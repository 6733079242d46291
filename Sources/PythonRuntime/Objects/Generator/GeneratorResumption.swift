import PythonBytecode

/// Running generators (`gen_send_ex2` and its callers, `Objects/genobject.c`).
extension Interpreter {
    /// What came of running a generator once; the value is owned.
    enum GeneratorStep {
        case yielded(RawObject)
        case returned(RawObject)
    }

    /// Runs a generator to its next `yield` or its end. `value` is what the `yield` gives inside,
    /// borrowed, nil for `next()`; with `raising`, the current exception is raised there instead.
    func step(
        generator object: Ref, sending value: Ref?, raising: Bool = false, isClosing: Bool = false
    ) throws(Raised) -> GeneratorStep? {
        let generator = object.generator
        let state = generator.pointee.gi_frame_state
        if state == .created, let value, !value.isNone {
            throw raise(
                .typeError,
                "can't send non-None value to a just-started \(generatorKind(object))")
        }
        if state == .executing {
            throw raise(.valueError, "\(generatorKind(object)) already executing")
        }
        if state.isFinished {
            if object.isExactly(.coroutine), !isClosing {
                throw raise(.runtimeError, "cannot reuse already awaited coroutine")
            }
            if raising { throw Raised() }
            return value == nil ? nil : .returned(none.owned().take())
        }
        return try run(object, sending: value ?? none, raising: raising, isNext: value == nil)
    }

    private func run(
        _ object: Ref, sending value: Ref, raising: Bool, isNext: Bool
    ) throws(Raised) -> GeneratorStep? {
        let result = resumeFrame(of: object, sending: value, raising: raising)
        if let result, object.generator.pointee.gi_frame_state == .suspended {
            return .yielded(result)
        }
        return try endRun(of: object, result, isNext: isNext)
    }

    /// Lets the frame go on to its next `yield`, its end or an exception: the value, which the caller owns.
    @inline(__always)
    private func resumeFrame(
        of object: Ref, sending value: Ref, raising: Bool
    ) -> RawObject? {
        let generator = object.generator
        let frame = object.generatorFrame
        value.incref()
        frame.locals[Int(frame.pointee.stacktop)] = value.raw
        frame.pointee.stacktop &+= 1
        let link = handledLink(of: object)
        pushHandledLink(link)
        if raising { chainException(handledIn: link) }
        generator.pointee.gi_frame_state = .executing
        let result = evaluate(frame, raising: raising)
        if generator.pointee.gi_frame_state == .executing {
            generator.pointee.gi_frame_state = .completed
        }
        popHandledLink(link)
        frame.pointee.previous = nil
        return result
    }

    /// The end of a generator that has run: it can't be resumed, so its frame goes.
    @inline(never)
    private func endRun(
        of object: Ref, _ result: RawObject?, isNext: Bool
    ) throws(Raised) -> GeneratorStep? {
        let generator = object.generator
        if result == nil { replaceStopIteration(object) }
        releaseField(&generator.pointee.gi_exc_state.value)
        generator.pointee.gi_frame_state = .cleared
        clear(object.generatorFrame)
        guard let result else { throw Raised() }
        if isNext, result == none.raw {
            Ref(result).decref()
            return nil
        }
        return .returned(result)
    }

    /// `tp_iternext` of generators: nil at the end, perhaps with an exception. A step that yields takes the short way.
    func nextItem(ofGenerator object: Ref) -> RawObject? {
        let generator = object.generator
        let frameState = generator.pointee.gi_frame_state
        guard frameState == .suspended || frameState == .created else {
            return slotItem { () throws(Raised) in try resume(generator: object) }
        }
        let result = resumeFrame(of: object, sending: none, raising: false)
        if generator.pointee.gi_frame_state == .suspended, let result { return result }
        return slotItem { () throws(Raised) in
            try nextResult(endRun(of: object, result, isNext: true))
        }
    }

    @inline(__always)
    private func slotItem(_ body: () throws(Raised) -> RawObject?) -> RawObject? {
        do throws(Raised) { return try body() } catch { return nil }
    }

    @inline(__always)
    private func handledLink(of object: Ref) -> UnsafeMutablePointer<HandledException> {
        // SAFETY: the field is at a fixed offset in the generator, which its caller keeps alive.
        (object.raw + 48).assumingMemoryBound(to: HandledException.self)
    }

    /// An exception thrown into a generator has the one handled there as its context; without one there it
    /// keeps the context it has, whatever the thrower handles.
    @inline(never)
    private func chainException(handledIn link: UnsafeMutablePointer<HandledException>) {
        guard let handled = link.pointee.value, handled != none.raw, let raised = takeException()
        else { return }
        _ = raise(instance: Owned(stealing: raised))
    }

    /// A `StopIteration` out of a generator's body would look like its end: it becomes the cause
    /// of a `RuntimeError`. So does a `StopAsyncIteration` out of an asynchronous one's.
    private func replaceStopIteration(_ object: Ref) {
        if currentExceptionIs(.stopIteration) {
            _ = raiseFromCurrent(
                .runtimeError, "\(generatorKind(object)) raised StopIteration")
        } else if object.isExactly(.asyncGenerator), currentExceptionIs(.stopAsyncIteration) {
            _ = raiseFromCurrent(
                .runtimeError, "async generator raised StopAsyncIteration")
        }
    }

    func generatorKind(_ object: Ref) -> String {
        object.isExactly(.generator)
            ? "generator" : object.isExactly(.coroutine) ? "coroutine" : "async generator"
    }

    /// `next(generator)` as a slot: nil at the end, perhaps with a `StopIteration` that has the value.
    func resume(generator object: Ref) throws(Raised) -> RawObject? {
        try nextResult(step(generator: object, sending: nil))
    }

    private func nextResult(_ step: GeneratorStep?) throws(Raised) -> RawObject? {
        switch step {
        case .yielded(let value): return value
        case nil: return nil
        case .returned(let value):
            if value == none.raw {
                Ref(value).decref()
                return nil
            }
            throw raiseStopIteration(Owned(stealing: value))
        }
    }

    /// `generator.send(value)`, and the end of `throw`.
    func finish(_ step: GeneratorStep?, of object: Ref) throws(Raised) -> Owned {
        switch step {
        case .yielded(let value): return Owned(stealing: value)
        case _ where object.isExactly(.asyncGenerator):
            if case .returned(let value)? = step { Ref(value).decref() }
            throw raise(.stopAsyncIteration)
        case nil: throw raise(.stopIteration)
        case .returned(let value):
            if value == none.raw {
                Ref(value).decref()
                throw raise(.stopIteration)
            }
            throw raiseStopIteration(Owned(stealing: value))
        }
    }

    /// `StopIteration(value)`; a tuple or an exception is wrapped all the same (`_PyGen_SetStopIterationValue`).
    func raiseStopIteration(_ value: consuming Owned) -> Raised {
        raise(.stopIteration, argument: value.ref)
    }

    /// The value of the current `StopIteration`, which is taken; `None` when there was no exception.
    func takeStopIterationValue() throws(Raised) -> Owned {
        guard state.pointee.errors.current != nil else { return none.owned() }
        guard currentExceptionIs(.stopIteration), let raised = takeException() else {
            throw Raised()
        }
        let exception = Owned(stealing: raised)
        let value = exception.ref.fields(PyStopIterationObject.self).pointee.value
        return (value.map { Ref($0) } ?? none).owned()
    }

    // MARK: Delegation

    /// What a suspended generator delegates to by `yield from` or `await`, borrowed (`_PyGen_yf`).
    func delegate(of object: Ref) -> Ref? {
        guard object.generator.pointee.gi_frame_state == .suspended else { return nil }
        let frame = object.generatorFrame
        let next = originalUnit(at: frame.pointee.prev_instr + 1)
        let opcode = Opcode(byte: UInt8(truncatingIfNeeded: next)).generic
        guard opcode == .RESUME, next >> 8 >= 2 else { return nil }
        return frame.locals[Int(frame.pointee.stacktop) - 1].map { Ref($0) }
    }

    // MARK: Closing

    /// `generator.close()`.
    func close(generator object: Ref) throws(Raised) {
        var isFailed = false
        if let inner = delegate(of: object) {
            let kept = inner.owned()
            object.generator.pointee.gi_frame_state = .executing
            do throws(Raised) { try close(iterator: kept.ref) } catch { isFailed = true }
            object.generator.pointee.gi_frame_state = .suspended
        }
        if object.generator.pointee.gi_frame_state.isFinished {
            if isFailed { throw Raised() }
            return
        }
        if !isFailed { _ = raise(.generatorExit) }
        do throws(Raised) {
            let step = try step(generator: object, sending: none, raising: true, isClosing: true)
            if case .yielded(let value)? = step {
                Ref(value).decref()
                throw raise(.runtimeError, "\(generatorKind(object)) ignored GeneratorExit")
            }
            if case .returned(let value)? = step {
                Ref(value).decref()
                if object.isExactly(.asyncGenerator) { throw raise(.stopAsyncIteration) }
            }
        } catch {
            guard currentExceptionIs(.stopIteration) || currentExceptionIs(.generatorExit) else {
                throw error
            }
            clearException()
        }
    }

    /// Closes what a generator delegates to.
    private func close(iterator: Ref) throws(Raised) {
        if iterator.isExactly(.generator) || iterator.isExactly(.coroutine) {
            try close(generator: iterator)
            return
        }
        guard let method = try lookupAttribute(iterator, name(.close)) else { return }
        let close = Owned(stealing: method)
        _ = try call(close.ref)
    }

    /// The hook of `sys.set_asyncgen_hooks` sees to the rest of an asynchronous generator.
    private func callAsyncFinalizer(_ finalizer: Ref, _ object: Ref) {
        let pending = takeException()
        do throws(Raised) { _ = try call(finalizer, object) } catch {
            reportUnraisable(in: object)
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    /// Closes a generator that is about to go (`_PyGen_Finalize`).
    func finalizeGenerator(_ object: Ref) {
        // When the run is stopped, no Python code runs any more.
        guard !object.generator.pointee.gi_frame_state.isFinished,
            state.pointee.limits.stop == .none
        else { return }
        if object.isExactly(.asyncGenerator), !object.generator.pointee.gi_closed,
            let finalizer = object.generator.pointee.gi_origin_or_finalizer
        {
            callAsyncFinalizer(Ref(finalizer), object)
            return
        }
        if object.generator.pointee.gi_frame_state == .created {
            if Ref(object.generator.pointee.gi_code).code.flags.contains(.coroutine) {
                warnUnawaited(object)
                return
            }
            // One that hasn't begun has nothing to clean up, unless it is part of a cycle.
            if object.refcount <= 1 { return }
        }
        let pending = takeException()
        do throws(Raised) { try close(generator: object) } catch {
            reportUnraisable(in: object)
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }
}
