import PythonRuntime

/// `groupby` and the iterators over its groups. A groupby has: the iterator, the key function, the key of the
/// group given last, the key and value read last; then a number that tells the group given last.
enum Grouping {
    static func groupBySpec() -> TypeSpec {
        iteratorSpec(
            "itertools.groupby", references: 5, numbers: 1,
            new: { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "groupby", names: ["iterable", "key"], required: 1,
                        maximumPositional: 2)
                ) { interpreter, object, values throws(Raised) in
                    object.hold(16, try interpreter.iterator(over: values[0] ?? interpreter.none))
                    object.hold(24, (values[1] ?? interpreter.none).owned())
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try nextGroup(interpreter, object)
                }
            })
    }

    /// The groupby and the group's key; the number of the group.
    static func grouperSpec() -> TypeSpec {
        iteratorSpec(
            "itertools._grouper", references: 2, numbers: 1, new: nil,
            next: { raw in
                nextItem(raw) { interpreter, group throws(Raised) in
                    guard let parent = group.held(16), let key = group.held(24),
                        parent.number(56).pointee == group.number(32).pointee
                    else { return nil }
                    if parent.held(48) == nil, try !step(interpreter, parent) { return nil }
                    guard let current = parent.held(40), let value = parent.held(48),
                        try interpreter.compareBool(key, current, .equal)
                    else { return nil }
                    let result = value.owned()
                    parent.drop(48)
                    return result.take()
                }
            })
    }
}

/// Reads the next value and its key; false at the end.
private func step(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> Bool {
    guard let raw = object.nextOfField(16) else {
        try interpreter.iterationEnded()
        return false
    }
    let value = Owned(stealing: raw)
    let function = object.held(24) ?? interpreter.none
    let key = function.isNone ? value.ref.owned() : try interpreter.call(function, value.ref)
    object.hold(40, key)
    object.hold(48, value)
    return true
}

private func nextGroup(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> RawObject? {
    object.number(56).pointee &+= 1
    while true {
        if let current = object.held(40) {
            guard let target = object.held(32) else { break }
            if try !interpreter.compareBool(target, current, .equal) { break }
        }
        if try !step(interpreter, object) { return nil }
    }
    guard let current = object.held(40) else { return nil }
    object.hold(32, current.owned())
    let group = try interpreter.allocateInstance(interpreter.type(.grouper))
    group.ref.hold(16, object.owned())
    group.ref.hold(24, current.owned())
    group.ref.number(32).pointee = object.number(56).pointee
    return try interpreter.makeTuple(current, group.ref).take()
}
