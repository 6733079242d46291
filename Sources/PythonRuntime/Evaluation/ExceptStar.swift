/// `except*` (PEP 654): the instructions `CHECK_EG_MATCH` and `PREP_RERAISE_STAR`.
extension EvaluationMachine {
    /// The stack holds what is still to be handled, and the classes of a clause; they give way to what
    /// remains after it, and what it handles, or `None`.
    mutating func checkExceptionGroupMatch() throws(Raised) {
        let parts = try interpreter.exceptStarMatch(peek(2), peek(1))
        popAndRelease()
        popAndRelease()
        push(parts.rest)
        push(parts.match)
        if parts.match != interpreter.none.raw {
            let link = interpreter.handledLink
            let previous = link.pointee.value
            link.pointee.value = Ref(parts.match).owned().take()
            if let previous { Ref(previous).decref() }
        }
    }

    /// The stack holds the exception and the list of what the clauses raised and left; they give way to
    /// what is raised at the end of the statement, or `None`.
    mutating func prepareReraiseStar() throws(Raised) {
        let result = try interpreter.exceptStarResult(peek(2), peek(1))
        popAndRelease()
        popAndRelease()
        push(result)
    }
}

extension Interpreter {
    /// What a clause handles, and what it leaves; both owned.
    func exceptStarMatch(
        _ exception: Ref, _ classes: Ref
    ) throws(Raised) -> (match: RawObject, rest: RawObject) {
        try checkExceptStarClasses(classes)
        if exception.isNone { return (none.owned().take(), none.owned().take()) }
        if isGiven(exception, classes) {
            if isExceptionGroup(exception) {
                return (exception.owned().take(), none.owned().take())
            }
            let exceptions = try makeTuple([exception])
            let group = try makeExceptionGroup(emptyString, exceptions.ref)
            return (group.take(), none.owned().take())
        }
        guard isExceptionGroup(exception) else {
            return (none.owned().take(), exception.owned().take())
        }
        let pair = try callMethod(exception, try intern("split").ref, classes)
        guard pair.ref.isTuple, pair.ref.itemCount >= 2 else {
            throw raise(
                .typeError,
                "\(typeName(exception.type)).split must return a 2-tuple, got "
                    + (pair.ref.isTuple
                        ? "tuple of size \(pair.ref.itemCount)" : typeName(pair.ref.type)))
        }
        return (
            pair.ref.tupleItem(0).owned().take(), pair.ref.tupleItem(1).owned().take()
        )
    }

    private func checkExceptStarClasses(_ classes: Ref) throws(Raised) {
        let all = classes.isTuple ? (0..<classes.itemCount).map(classes.tupleItem) : [classes]
        for item in all where !isExceptionClass(item) {
            throw raise(
                .typeError,
                "catching classes that do not inherit from BaseException is not allowed")
        }
        for item in all
        where isSubtype(item.fields(PyTypeObject.self), type(.baseExceptionGroup)) {
            throw raise(
                .typeError,
                "catching ExceptionGroup with except* is not allowed. Use except instead.")
        }
    }

    /// What is raised after all clauses (`_PyExc_PrepReraiseStar`): exceptions that clauses raised, next
    /// to the part of the original group that they raised again or left.
    func exceptStarResult(_ original: Ref, _ outcomes: Ref) throws(Raised) -> Owned {
        guard outcomes.itemCount > 0 else { return none.owned() }
        // An exception that was no group fits one clause at most.
        guard isExceptionGroup(original) else { return outcomes.listItem(0).owned() }
        var again: [Ref] = []
        let raised = try makeList()
        for index in 0..<outcomes.itemCount {
            let outcome = outcomes.listItem(index)
            if outcome.isNone { continue }
            guard outcome.isException else { throw raiseBadOperand() }
            if hasSameOrigin(outcome, original) {
                again.append(outcome)
            } else {
                try listAppend(raised.ref, outcome)
            }
        }
        let projected = try projection(of: original, keeping: again)
        if raised.ref.itemCount == 0 { return projected }
        if !projected.ref.isNone { try listAppend(raised.ref, projected.ref) }
        return try makeExceptionGroup(emptyString, raised.ref)
    }

    /// Whether an exception is a part of another as `split` makes them, raised again as it was.
    private func hasSameOrigin(_ left: Ref, _ right: Ref) -> Bool {
        let a = left.exception.pointee
        let b = right.exception.pointee
        return a.notes == b.notes && a.traceback == b.traceback && a.cause == b.cause
            && a.context == b.context
    }
}
