import PythonBytecode

/// Generators and coroutines from inside.
extension EvaluationMachine {
    /// The frame moves into a new generator, which is what the call gives. Gives the generator when
    /// the loop was entered with this frame.
    @inline(__always)
    mutating func returnGenerator() throws(Raised) -> RawObject? {
        save()
        let generator = try interpreter.makeGenerator(frame).take()
        let state = interpreter.state
        let done = frame
        state.pointee.evaluation.depth &-= 1
        guard !done.pointee.is_entry, let previous = done.pointee.previous else {
            interpreter.abandon(done)
            return generator
        }
        interpreter.popFrame(done)
        state.pointee.evaluation.currentFrame = previous
        load(previous)
        push(generator)
        return nil
    }

    /// Suspends the generator; its frame stays as it is, without the value.
    @inline(__always)
    mutating func yieldValue() -> RawObject {
        let value = pop()
        frame.generator.generator.pointee.gi_frame_state = .suspended
        frame.pointee.stacktop = Int32(truncatingIfNeeded: stackPointer - frame.locals)
        interpreter.state.pointee.evaluation.depth &-= 1
        return value
    }

    /// One step of `yield from` or `await`: the stack holds the iterator and the value to send.
    @inline(__always)
    mutating func send() throws(Raised) {
        let value = peek(1)
        let receiver = peek(2)
        let (result, isDone) = try interpreter.sendValue(value, to: receiver)
        setTop(result)
        value.decref()
        if isDone {
            // The value takes the iterator's place.
            drop(1)
            setTop(result)
            receiver.decref()
            instructionPointer += argument
        }
    }

    @inline(__always)
    mutating func getYieldFromIterator() throws(Raised) {
        let iterable = peek(1)
        if iterable.isExactly(.generator) { return }
        replaceTop(with: try interpreter.yieldFromIterator(frame, iterable))
    }

    @inline(__always)
    mutating func getAwaitable() throws(Raised) {
        replaceTop(with: try interpreter.awaitable(peek(1), context: argument))
    }
}

extension Interpreter {
    /// The references of a frame that has moved elsewhere are no longer its own; its caller clears it.
    @inline(never)
    func abandon(_ frame: FramePointer) {
        frame.pointee.stacktop = 0
        frame.pointee.f_locals = nil
        frame.pointee.frame_obj = nil
        if let function = frame.pointee.f_func { Ref(function).incref() }
        Ref(frame.pointee.f_code).incref()
    }

    /// Sends a value; gives what is yielded, or the final value and true. The caller owns the result.
    @inline(never)
    func sendValue(_ value: Ref, to receiver: Ref) throws(Raised) -> (RawObject, Bool) {
        if receiver.isExactly(.generator) || receiver.isExactly(.coroutine) {
            switch try step(generator: receiver, sending: value) {
            case .yielded(let item): return (item, false)
            case .returned(let result): return (result, true)
            case nil: return (none.owned().take(), true)
            }
        }
        if value.isNone, let slot = receiver.type.pointee.tp_iternext {
            if let item = slot(receiver.raw) { return (item, false) }
            return (try takeStopIterationValue().take(), true)
        }
        do throws(Raised) {
            return (try callMethod(receiver, name(.send), value).take(), false)
        } catch {
            return (try takeStopIterationValue().take(), true)
        }
    }

    @inline(never)
    func yieldFromIterator(_ frame: FramePointer, _ iterable: Ref) throws(Raised) -> Owned {
        guard iterable.isExactly(.coroutine) else { return try iterator(over: iterable) }
        guard !frame.code.flags.isDisjoint(with: [.coroutine, .iterableCoroutine]) else {
            throw raise(
                .typeError,
                "cannot 'yield from' a coroutine object in a non-coroutine generator")
        }
        return iterable.owned()
    }

    /// What `await object` iterates over (`_PyCoro_GetAwaitableIter`).
    @inline(never)
    func awaitable(
        _ object: Ref, context: Int, mayBeAwaited: Bool = false
    ) throws(Raised) -> Owned {
        if object.isExactly(.coroutine) {
            guard mayBeAwaited || delegate(of: object) == nil else {
                throw raise(.runtimeError, "coroutine is being awaited already")
            }
            return object.owned()
        }
        let isMarkedGenerator =
            object.isExactly(.generator)
            && Ref(object.generator.pointee.gi_code).code.flags.contains(.iterableCoroutine)
        if isMarkedGenerator { return object.owned() }
        guard let slot = object.type.pointee.tp_as_async?.pointee.am_await else {
            throw raiseNotAwaitable(object, context)
        }
        let result = try checked(slot(object.raw))
        if result.ref.isExactly(.coroutine) {
            throw raise(.typeError, "__await__() returned a coroutine")
        }
        guard result.ref.type.pointee.tp_iternext != nil else {
            throw raise(
                .typeError,
                "__await__() returned non-iterator of type '\(typeName(result.ref.type))'")
        }
        return result
    }

    private func raiseNotAwaitable(_ object: Ref, _ context: Int) -> Raised {
        let name = typeName(object.type, limit: 100)
        switch context {
        case 1:
            return raise(
                .typeError,
                "'async with' received an object from __aenter__ that does not implement "
                    + "__await__: \(name)")
        case 2:
            return raise(
                .typeError,
                "'async with' received an object from __aexit__ that does not implement "
                    + "__await__: \(name)")
        default:
            return raise(.typeError, "object \(name) can't be used in 'await' expression")
        }
    }
}
