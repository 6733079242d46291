import PythonRuntime

/// `groupby` and the iterators over its groups. A groupby has: the iterator, the key function, the key of the
/// group given last, the key and value read last; then where the group given last is, not owned.
enum Grouping {
    static func groupBySpec() -> TypeSpec {
        iteratorSpec(
            "itertools.groupby", references: 5, numbers: 1, methods: groupByState,
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

    /// The groupby and the group's key. The groupby knows which group it gave last.
    static func grouperSpec() -> TypeSpec {
        iteratorSpec(
            "itertools._grouper", references: 2, methods: grouperState, isBase: false,
            new: { type, arguments, keywords in
                newInstance(type, arguments, keywords, "_grouper", 2...2) {
                    interpreter, group, arguments throws(Raised) in
                    let parent = arguments.tupleItem(0)
                    guard interpreter.isInstance(parent, .groupBy) else {
                        throw interpreter.badArgument(
                            "_grouper", "argument 1", "itertools.groupby", parent)
                    }
                    begin(group, of: parent, key: arguments.tupleItem(1))
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, group throws(Raised) in
                    guard let parent = group.held(16), let key = group.held(24),
                        parent.number(56).pointee == Int(bitPattern: group.raw)
                    else { return nil }
                    if parent.held(48) == nil, try !step(interpreter, parent) { return nil }
                    guard let current = parent.held(40)?.owned(), parent.held(48) != nil,
                        case let own = key.owned(),
                        try interpreter.compareBool(own.ref, current.ref, .equal),
                        let value = parent.held(48)
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

/// Makes a group the one that its groupby gives now.
private func begin(_ group: Ref, of parent: Ref, key: Ref) {
    parent.number(56).pointee = Int(bitPattern: group.raw)
    group.hold(16, parent.owned())
    group.hold(24, key.owned())
}

private var groupByState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                let none = interpreter.none
                let arguments = [object.held(16) ?? none, object.held(24) ?? none]
                guard let target = object.held(32), let key = object.held(40),
                    let value = object.held(48)
                else { return try interpreter.makeReduction(object, arguments) }
                let state = try interpreter.makeTuple([key, value, target])
                return try interpreter.makeReduction(object, arguments, state: state.ref)
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                try interpreter.checkState(arguments[0], 3...3)
                object.hold(40, arguments[0].tupleItem(0).owned())
                object.hold(48, arguments[0].tupleItem(1).owned())
                object.hold(32, arguments[0].tupleItem(2).owned())
                return interpreter.none.owned()
            }
        },
    ]
}

/// A group that its groupby has left is made again as an iterator over nothing.
private var grouperState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, group throws(Raised) in
                if let parent = group.held(16), let key = group.held(24),
                    parent.number(56).pointee == Int(bitPattern: group.raw)
                {
                    return try interpreter.makeReduction(group, [parent, key])
                }
                let function = try interpreter.builtinFunction("iter")
                let arguments = try interpreter.makeTuple([interpreter.emptyTuple])
                return try interpreter.makeTuple(function.ref, arguments.ref)
            }
        }
    ]
}

private func nextGroup(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> RawObject? {
    object.number(56).pointee = 0
    while true {
        if let current = object.held(40)?.owned() {
            // The comparison may run code that moves this groupby on.
            guard let target = object.held(32)?.owned() else { break }
            if try !interpreter.compareBool(target.ref, current.ref, .equal) { break }
        }
        if try !step(interpreter, object) { return nil }
    }
    guard let current = object.held(40) else { return nil }
    object.hold(32, current.owned())
    let group = try interpreter.allocateInstance(interpreter.type(.grouper))
    begin(group.ref, of: object, key: current)
    return try interpreter.makeTuple(current, group.ref).take()
}
