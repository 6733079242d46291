/// `async for`, `async with` and the `yield` of asynchronous generators.
extension EvaluationMachine {
    /// `GET_AITER`.
    mutating func getAsyncIterator() throws(Raised) {
        let iterable = peek(1)
        let iterator = try interpreter.asyncIteratorForLoop(iterable)
        setTop(iterator.take())
        iterable.decref()
    }

    /// `GET_ANEXT`: pushes what is awaited for the next item.
    mutating func getAsyncNext() throws(Raised) {
        push(try interpreter.asyncNextForLoop(peek(1)))
    }

    /// `END_ASYNC_FOR`: the stack holds the iterator and the exception of its `__anext__`.
    mutating func endAsyncFor() throws(Raised) {
        guard peek(1).isException else { throw interpreter.raiseBadOperand() }
        let exception = Owned(stealing: pop())
        if interpreter.isInstance(exception.ref, .stopAsyncIteration) {
            popAndRelease()
            return
        }
        interpreter.state.pointee.evaluation.skipsTraceback = true
        throw interpreter.reraise(exception)
    }

    /// `BEFORE_ASYNC_WITH`: pushes `__aexit__`, bound, and what `__aenter__` gives.
    mutating func beforeAsyncWith() throws(Raised) {
        let manager = peek(1)
        let (exit, value) = try interpreter.enterAsyncContext(manager)
        replaceTop(with: exit, value)
        manager.decref()
    }

    mutating func wrapAsyncGeneratorValue() throws(Raised) {
        let value = pop()
        push(try interpreter.wrapAsyncValue(value))
    }
}

extension Interpreter {
    fileprivate func asyncIteratorForLoop(_ iterable: Ref) throws(Raised) -> Owned {
        guard let slot = iterable.type.pointee.tp_as_async?.pointee.am_aiter else {
            throw raise(
                .typeError,
                "'async for' requires an object with __aiter__ method, got "
                    + typeName(iterable.type, limit: 100))
        }
        let iterator = try checked(slot(iterable.raw))
        guard iterator.ref.type.pointee.tp_as_async?.pointee.am_anext != nil else {
            throw raise(
                .typeError,
                "'async for' received an object from __aiter__ that does not implement __anext__: "
                    + typeName(iterator.ref.type))
        }
        return iterator
    }

    fileprivate func asyncNextForLoop(_ iterator: Ref) throws(Raised) -> Owned {
        guard let slot = iterator.type.pointee.tp_as_async?.pointee.am_anext else {
            throw raise(
                .typeError,
                "'async for' requires an iterator with __anext__ method, got "
                    + typeName(iterator.type))
        }
        let next = try checked(slot(iterator.raw))
        if iterator.isExactly(.asyncGenerator) { return next }
        do throws(Raised) {
            return try awaitable(next.ref, context: 0, mayBeAwaited: true)
        } catch {
            throw raiseFromCurrent(
                .typeError,
                "'async for' received an invalid object from __anext__: "
                    + typeName(next.ref.type))
        }
    }

    /// Raises an exception whose cause and context is the current one (`_PyErr_FormatFromCause`).
    func raiseFromCurrent(_ type: BuiltinType, _ message: String) -> Raised {
        guard let raised = takeException() else { return raise(type, message) }
        let cause = Owned(stealing: raised)
        let error = raise(type, message)
        guard let current = state.pointee.errors.current else { return error }
        let fields = Ref(current).exception
        setField(&fields.pointee.cause, cause.ref)
        setField(&fields.pointee.context, cause.ref)
        fields.pointee.suppress_context = true
        return error
    }

    fileprivate func enterAsyncContext(
        _ manager: Ref
    ) throws(Raised) -> (exit: RawObject, value: RawObject) {
        let title =
            "'\(typeName(manager.type))' object does not support the asynchronous context "
            + "manager protocol"
        guard let raw = try lookupSpecial(manager, name(.__aenter__)) else {
            throw raise(.typeError, title)
        }
        let enter = Owned(stealing: raw)
        guard let exit = try lookupSpecial(manager, name(.__aexit__)) else {
            throw raise(.typeError, title + " (missed __aexit__ method)")
        }
        let owned = Owned(stealing: exit)
        let value = try call(enter.ref)
        return (owned.take(), value.take())
    }
}
