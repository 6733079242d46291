import PythonBytecode

/// `raise`, `except`, `with`, `assert`.
extension EvaluationMachine {
    /// `raise`, `raise exception`, `raise exception from cause`.
    @inline(__always)
    mutating func raiseArguments() throws(Raised) {
        var cause: RawObject?
        var exception: RawObject?
        if argument > 1 { cause = pop() }
        if argument > 0 { exception = pop() }
        throw interpreter.raiseStatement(exception, from: cause)
    }

    /// Raises the exception on top again; with an argument, at the offset that was pushed with it.
    @inline(__always)
    mutating func reraise() throws(Raised) {
        guard peek(1).isException else { throw interpreter.raiseBadOperand() }
        let exception = Owned(stealing: pop())
        if argument != 0, let offset = peek(argument).intValue, offset >= 0,
            offset < frame.code.pointee.ob_size
        {
            frame.pointee.prev_instr = Ref(frame.pointee.f_code).instructions + offset
        }
        interpreter.state.pointee.evaluation.skipsTraceback = true
        throw interpreter.reraise(exception)
    }

    /// The exception on top becomes the one being handled; the one before goes below it.
    @inline(__always)
    mutating func pushExceptionInfo() throws(Raised) {
        let exception = peek(1)
        guard exception.isException else { throw interpreter.raiseBadOperand() }
        let link = interpreter.handledLink
        let previous = link.pointee.value ?? interpreter.none.owned().take()
        link.pointee.value = exception.raw
        exception.incref()
        replaceTop(with: previous, exception.raw)
    }

    @inline(__always)
    mutating func popExcept() throws(Raised) {
        guard peek(1).isNone || peek(1).isException else { throw interpreter.raiseBadOperand() }
        let link = interpreter.handledLink
        let handled = link.pointee.value
        link.pointee.value = pop()
        if let handled { Ref(handled).decref() }
    }

    /// `except Type:` pushes whether the exception is one of those.
    @inline(__always)
    mutating func checkExceptionMatch() throws(Raised) {
        let matches = try interpreter.exceptionMatches(peek(2), peek(1))
        popAndRelease()
        push(interpreter.bool(matches))
    }

    @inline(__always)
    mutating func loadAssertionError() {
        pushCopy(Ref(RawObject(interpreter.type(.assertionError))))
    }

    // MARK: with

    /// Pushes `__exit__`, bound, and what `__enter__` gives.
    @inline(__always)
    mutating func beforeWith() throws(Raised) {
        let manager = peek(1)
        let (exit, value) = try interpreter.enterContext(manager)
        replaceTop(with: exit, value)
        manager.decref()
    }

    /// Calls `__exit__` with the exception: the stack holds it, the offset, the handled one before, the
    /// exception.
    @inline(__always)
    mutating func withExceptStart() throws(Raised) {
        guard peek(1).isException else { throw interpreter.raiseBadOperand() }
        push(try interpreter.exitContext(peek(4), peek(1)))
    }
}

extension Interpreter {
    /// `do_raise`: steals both.
    @inline(never)
    func raiseStatement(_ exception: RawObject?, from cause: RawObject?) -> Raised {
        let cause = cause.map { Owned(stealing: $0) }
        guard let exception else {
            guard let handled = topmostHandledException else {
                return raise(.runtimeError, "No active exception to reraise")
            }
            state.pointee.evaluation.skipsTraceback = true
            return reraise(handled.owned())
        }
        do {
            let instance = try exceptionInstance(Owned(stealing: exception))
            if let cause { try setCause(of: instance.ref, cause.ref) }
            return raise(instance: instance)
        } catch { return error }
    }

    /// An instance from what stands after `raise`: itself, or its class called.
    private func exceptionInstance(_ exception: consuming Owned) throws(Raised) -> Owned {
        if exception.ref.isException { return exception }
        guard isExceptionClass(exception.ref) else {
            throw raise(.typeError, "exceptions must derive from BaseException")
        }
        let instance = try call(exception.ref)
        guard instance.ref.isException else {
            throw raise(
                .typeError,
                "calling \(try repr(exception.ref).text) should have returned an instance of "
                    + "BaseException, not \(try repr(Ref(RawObject(instance.ref.type))).text)")
        }
        return instance
    }

    /// `from cause`: a class is called, `None` only suppresses the context.
    private func setCause(of instance: Ref, _ cause: Ref) throws(Raised) {
        var value: RawObject?
        if isExceptionClass(cause) {
            let made = try call(cause)
            guard made.ref.isException else {
                throw raise(
                    .typeError,
                    "calling \(try repr(cause).text) should have returned an instance of "
                        + "BaseException, not \(try repr(Ref(RawObject(made.ref.type))).text)")
            }
            value = made.take()
        } else if cause.isException {
            value = cause.owned().take()
        } else if !cause.isNone {
            throw raise(.typeError, "exception causes must derive from BaseException")
        }
        let previous = instance.exception.pointee.cause
        instance.exception.pointee.cause = value
        instance.exception.pointee.suppress_context = true
        if let previous { Ref(previous).decref() }
    }

    func isExceptionClass(_ object: Ref) -> Bool {
        guard object.isType else { return false }
        let flags = object.fields(PyTypeObject.self).pointee.tp_flags
        return flags & TypeFlags.exceptionSubclass != 0
    }

    /// Whether an exception is an instance of a class or of one in a tuple.
    @inline(never)
    func exceptionMatches(_ exception: Ref, _ classes: Ref) throws(Raised) -> Bool {
        if classes.isTuple {
            for index in 0..<classes.itemCount
            where !isExceptionClass(classes.tupleItem(index)) { throw raiseInvalidExceptClass() }
        } else if !isExceptionClass(classes) {
            throw raiseInvalidExceptClass()
        }
        return isGiven(exception, classes)
    }

    /// `PyErr_GivenExceptionMatches`, for classes that were checked or may be anything.
    func isGiven(_ exception: Ref, _ classes: Ref) -> Bool {
        if classes.isTuple {
            for index in 0..<classes.itemCount
            where isGiven(exception, classes.tupleItem(index)) { return true }
            return false
        }
        guard isExceptionClass(classes) else { return exception == classes }
        return isSubtype(exception.type, classes.fields(PyTypeObject.self))
    }

    private func raiseInvalidExceptClass() -> Raised {
        raise(
            .typeError, "catching classes that do not inherit from BaseException is not allowed")
    }

    // MARK: Context managers

    /// The bound `__exit__` and the value of `__enter__`; the caller owns both.
    @inline(never)
    func enterContext(_ manager: Ref) throws(Raised) -> (exit: RawObject, value: RawObject) {
        let title =
            "'\(typeName(manager.type))' object does not support the context manager protocol"
        guard let raw = try lookupSpecial(manager, name(.__enter__)) else {
            throw raise(.typeError, title)
        }
        let enter = Owned(stealing: raw)
        guard let exit = try lookupSpecial(manager, name(.__exit__)) else {
            throw raise(.typeError, title + " (missed __exit__ method)")
        }
        let owned = Owned(stealing: exit)
        let value = try call(enter.ref)
        return (owned.take(), value.take())
    }

    /// An attribute of the type, bound to the object (`_PyObject_LookupSpecial`); nil when missing.
    func lookupSpecial(_ object: Ref, _ name: Ref) throws(Raised) -> RawObject? {
        guard let attribute = lookup(object.type, name) else { return nil }
        guard let get = attribute.type.pointee.tp_descr_get else {
            return attribute.owned().take()
        }
        return try checked(get(attribute.raw, object.raw, RawObject(object.type))).take()
    }

    @inline(never)
    func exitContext(_ exit: Ref, _ exception: Ref) throws(Raised) -> Owned {
        let traceback = exception.exception.pointee.traceback.map { Ref($0) } ?? none
        let type = RawObject(exception.type)
        var arguments: (RawObject?, RawObject?, RawObject?, RawObject?) =
            (nil, type, exception.raw, traceback.raw)
        return try withUnsafeMutablePointer(to: &arguments) { pointer throws(Raised) in
            let start = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: RawObject?.self)
            return try call(exit, start + 1, count: 3)
        }
    }
}
