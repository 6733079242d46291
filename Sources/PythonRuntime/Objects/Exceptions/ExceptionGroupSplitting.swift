/// Taking exception groups apart: `split`, `subgroup`, `derive` (`exceptiongroup_split_recursive` in
/// `Objects/exceptions.c`).
///
/// A part of a group has the shape of the whole: the same nesting, without what doesn't belong to it.
extension Interpreter {
    /// What decides whether an exception belongs to the matching part.
    enum ExceptionMatcher {
        /// A class or a tuple of classes.
        case types(Ref)
        /// A function.
        case predicate(Ref)
        /// The leaves that are among these objects.
        case identities(Set<Ref>)
    }

    /// The two parts; both owned, nil where there is nothing.
    struct GroupParts {
        var match: RawObject?
        var rest: RawObject?
    }

    func isExceptionGroup(_ object: Ref) -> Bool { isInstance(object, .baseExceptionGroup) }

    /// The exceptions of a group, a tuple.
    func groupedExceptions(_ group: Ref) -> Ref {
        group.fields(PyBaseExceptionGroupObject.self).pointee.excs.map { Ref($0) } ?? emptyTuple
    }

    // MARK: The methods

    /// `group.derive(exceptions)`.
    func deriveGroup(_ group: Ref, _ exceptions: Ref) throws(Raised) -> Owned {
        let message = group.fields(PyBaseExceptionGroupObject.self).pointee.msg
        return try makeExceptionGroup(message.map { Ref($0) } ?? emptyString, exceptions)
    }

    /// `group.split(matcher)`: two groups, `None` for an empty one.
    func splitGroupAsTuple(_ group: Ref, _ matcher: Ref) throws(Raised) -> Owned {
        let parts = try splitGroup(group, try exceptionMatcher(matcher), wantsRest: true)
        let match = Owned(stealing: parts.match ?? none.owned().take())
        let rest = Owned(stealing: parts.rest ?? none.owned().take())
        return try makeTuple(match.ref, rest.ref)
    }

    /// `group.subgroup(matcher)`.
    func subgroup(_ group: Ref, _ matcher: Ref) throws(Raised) -> Owned {
        let parts = try splitGroup(group, try exceptionMatcher(matcher), wantsRest: false)
        return Owned(stealing: parts.match ?? none.owned().take())
    }

    private func exceptionMatcher(_ value: Ref) throws(Raised) -> ExceptionMatcher {
        if value.isExactly(.function) { return .predicate(value) }
        if isExceptionClass(value) { return .types(value) }
        if value.isTuple,
            (0..<value.itemCount).allSatisfy({ isExceptionClass(value.tupleItem($0)) })
        {
            return .types(value)
        }
        throw raise(
            .typeError, "expected a function, exception type or tuple of exception types")
    }

    // MARK: Splitting

    /// The parts of an exception or group, which may be that itself.
    func splitGroup(
        _ exception: Ref, _ matcher: ExceptionMatcher, wantsRest: Bool
    ) throws(Raised) -> GroupParts {
        if try matches(exception, matcher) {
            return GroupParts(match: exception.owned().take(), rest: nil)
        }
        guard isExceptionGroup(exception) else {
            return GroupParts(match: nil, rest: wantsRest ? exception.owned().take() : nil)
        }
        let matching = try makeList()
        let remaining = try makeList()
        let exceptions = groupedExceptions(exception)
        for index in 0..<exceptions.itemCount {
            try enterNative(" in exceptiongroup_split_recursive")
            defer { leaveNative() }
            let parts = try splitGroup(
                exceptions.tupleItem(index), matcher, wantsRest: wantsRest)
            let match = parts.match.map { Owned(stealing: $0).take() }
            let rest = parts.rest.map { Owned(stealing: $0).take() }
            defer {
                if let match { Ref(match).decref() }
                if let rest { Ref(rest).decref() }
            }
            if let match { try listAppend(matching.ref, Ref(match)) }
            if let rest { try listAppend(remaining.ref, Ref(rest)) }
        }
        let match = try subset(of: exception, matching.ref)
        do throws(Raised) {
            let rest = wantsRest ? try subset(of: exception, remaining.ref) : nil
            return GroupParts(match: match, rest: rest)
        } catch {
            if let match { Ref(match).decref() }
            throw error
        }
    }

    private func matches(_ exception: Ref, _ matcher: ExceptionMatcher) throws(Raised) -> Bool {
        switch matcher {
        case .types(let classes): return isGiven(exception, classes)
        case .predicate(let function):
            let answer = try call(function, exception)
            return try isTrue(answer.ref)
        case .identities(let leaves):
            return !isExceptionGroup(exception) && leaves.contains(exception)
        }
    }

    /// A group as `original` with only these of its exceptions; nil for none. Traceback, cause, context
    /// and notes are the original's.
    private func subset(of original: Ref, _ exceptions: Ref) throws(Raised) -> RawObject? {
        guard exceptions.itemCount > 0 else { return nil }
        let group = try callMethod(original, try intern("derive").ref, exceptions)
        guard isExceptionGroup(group.ref) else {
            throw raise(.typeError, "derive must return an instance of BaseExceptionGroup")
        }
        let source = original.exception
        let target = group.ref.exception
        if let traceback = source.pointee.traceback {
            setField(&target.pointee.traceback, Ref(traceback))
        }
        setField(&target.pointee.context, source.pointee.context.map { Ref($0) })
        setField(&target.pointee.cause, source.pointee.cause.map { Ref($0) })
        target.pointee.suppress_context = true
        if let found = try lookupAttribute(original, name(.__notes__)) {
            let notes = Owned(stealing: found)
            // What isn't a sequence is a mistake that this isn't the place to report.
            if isSequence(notes.ref) {
                let copy = try makeList(from: notes.ref)
                try setAttribute(group.ref, name(.__notes__), copy.ref)
            }
        }
        return group.take()
    }

    /// The part of a group whose leaves are also leaves of the exceptions to keep; `None` when there
    /// are none of those (`exception_group_projection`).
    func projection(of group: Ref, keeping exceptions: [Ref]) throws(Raised) -> Owned {
        var leaves: Set<Ref> = []
        for exception in exceptions { try collectLeaves(exception, &leaves) }
        let parts = try splitGroup(group, .identities(leaves), wantsRest: false)
        return Owned(stealing: parts.match ?? none.owned().take())
    }

    private func collectLeaves(_ exception: Ref, _ leaves: inout Set<Ref>) throws(Raised) {
        guard isExceptionGroup(exception) else {
            leaves.insert(exception)
            return
        }
        try enterNative(" in collect_exception_group_leaf_ids")
        defer { leaveNative() }
        let exceptions = groupedExceptions(exception)
        for index in 0..<exceptions.itemCount {
            try collectLeaves(exceptions.tupleItem(index), &leaves)
        }
    }
}
