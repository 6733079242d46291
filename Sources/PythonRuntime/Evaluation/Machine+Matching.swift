import PythonBytecode

/// `match` statements.
extension EvaluationMachine {
    @inline(__always)
    mutating func getLength() throws(Raised) {
        push(try interpreter.lengthAsInt(peek(1)))
    }

    /// Pushes whether the subject's type has a flag: that of mappings or of sequences.
    @inline(__always)
    mutating func matchType(_ flag: UInt) {
        push(interpreter.bool(peek(1).typeHas(flag)))
    }

    /// Pushes the values of the keys on top, or `None` when the mapping below lacks one.
    @inline(__always)
    mutating func matchKeys() throws(Raised) {
        push(try interpreter.matchedValues(of: peek(2), keys: peek(1)))
    }

    /// `Class(a, b, name=c)`: the stack holds subject, class, names of keywords. The subject is replaced
    /// by a tuple of attributes, or `None`.
    @inline(__always)
    mutating func matchClass() throws(Raised) {
        let attributes = try interpreter.matchedAttributes(
            of: peek(3), cls: peek(2), positional: argument, names: peek(1)
        ).take()
        popAndRelease()
        popAndRelease()
        let subject = peek(1)
        setTop(attributes)
        subject.decref()
    }
}

extension Interpreter {
    /// The values of a mapping's keys as a tuple; `None` when one is missing (`match_keys`).
    @inline(never)
    func matchedValues(of mapping: Ref, keys: Ref) throws(Raised) -> Owned {
        guard keys.isTuple else { throw raiseBadOperand() }
        let count = keys.itemCount
        if count == 0 { return emptyTuple.owned() }
        let get = try getAttribute(mapping, name(.get))
        let seen = try makeSet()
        // What `get` gives for a missing key; nothing in the mapping is this object.
        let missing = try makeList()
        let values = try makeList()
        for index in 0..<count {
            let key = keys.tupleItem(index)
            if try contains(seen.ref, key) {
                throw raise(
                    .valueError,
                    "mapping pattern checks duplicate key (\(try repr(key).ref.text))")
            }
            try setAdd(seen.ref, key)
            let value = try call(get.ref, key, missing.ref)
            if value.ref == missing.ref { return none.owned() }
            try listAppend(values.ref, value.ref)
        }
        return try tupleFromList(values.ref)
    }

    /// The attributes a class pattern names as a tuple; `None` when the subject doesn't match
    /// (`match_class`).
    @inline(never)
    func matchedAttributes(
        of subject: Ref, cls: Ref, positional: Int, names: Ref
    ) throws(Raised) -> Owned {
        guard names.isTuple else { throw raiseBadOperand() }
        guard cls.isType else {
            throw raise(.typeError, "called match pattern must be a class")
        }
        guard try isInstance(subject, of: cls) else { return none.owned() }
        let seen = try makeSet()
        let values = try makeList()
        if positional > 0 {
            guard try matchPositional(subject, cls, positional, seen.ref, values.ref) else {
                return none.owned()
            }
        }
        for index in 0..<names.itemCount {
            let name = names.tupleItem(index)
            guard name.isStr else { throw raiseBadOperand() }
            guard try matchAttribute(subject, cls, name, seen.ref, values.ref) else {
                return none.owned()
            }
        }
        return try tupleFromList(values.ref)
    }

    /// Positional sub-patterns, by `__match_args__` or as the subject itself.
    private func matchPositional(
        _ subject: Ref, _ cls: Ref, _ count: Int, _ seen: Ref, _ values: Ref
    ) throws(Raised) -> Bool {
        let type = cls.fields(PyTypeObject.self)
        let found = try lookupAttribute(cls, name(.__match_args__))
        let matchArguments = (found.map { Ref($0) } ?? emptyTuple).owned()
        if let found { Ref(found).decref() }
        guard matchArguments.ref.isExactly(.tuple) else {
            throw raise(
                .typeError,
                "\(typeName(type)).__match_args__ must be a tuple (got "
                    + "\(typeName(matchArguments.ref.type)))")
        }
        let matchesSelf = found == nil && type.pointee.tp_flags & TypeFlags.matchSelf != 0
        let allowed = matchesSelf ? 1 : matchArguments.ref.itemCount
        guard count <= allowed else {
            throw raise(
                .typeError,
                "\(typeName(type))() accepts \(allowed) positional sub-pattern"
                    + "\(allowed == 1 ? "" : "s") (\(count) given)")
        }
        if matchesSelf {
            try listAppend(values, subject)
            return true
        }
        for index in 0..<count {
            let name = matchArguments.ref.tupleItem(index)
            guard name.isStr else {
                throw raise(
                    .typeError,
                    "__match_args__ elements must be strings (got \(typeName(name.type)))")
            }
            guard try matchAttribute(subject, cls, name, seen, values) else { return false }
        }
        return true
    }

    private func matchAttribute(
        _ subject: Ref, _ cls: Ref, _ name: Ref, _ seen: Ref, _ values: Ref
    ) throws(Raised) -> Bool {
        if try contains(seen, name) {
            throw raise(
                .typeError,
                "\(typeName(cls.fields(PyTypeObject.self)))() got multiple sub-patterns for "
                    + "attribute \(try repr(name).ref.text)")
        }
        try setAdd(seen, name)
        guard let value = try lookupAttribute(subject, name) else { return false }
        try listAppend(values, Owned(stealing: value).ref)
        return true
    }
}
