/// The built-in functions that go through iterables.
extension Interpreter {
    static func iterationBuiltins() -> [MethodSpec] {
        [
            MethodSpec("all", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    interpreter.bool(try !interpreter.hasItem(arguments[0], ofTruth: false))
                }
            },
            MethodSpec("any", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    interpreter.bool(try interpreter.hasItem(arguments[0], ofTruth: true))
                }
            },
            MethodSpec("len", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.makeInt(interpreter.length(arguments[0]))
                }
            },
            MethodSpec("sorted", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.sorted(arguments)
                }
            },
            MethodSpec("min", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.extreme("min", .less, arguments)
                }
            },
            MethodSpec("max", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.extreme("max", .greater, arguments)
                }
            },
            MethodSpec("sum", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.sum(arguments)
                }
            },
            MethodSpec("iter", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.iter(arguments)
                }
            },
            MethodSpec("next", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.nextBuiltin(arguments)
                }
            },
        ]
    }

    private func hasItem(_ iterable: Ref, ofTruth truth: Bool) throws(Raised) -> Bool {
        let iterator = try self.iterator(over: iterable)
        let slot = try nextSlot(iterator.ref)
        while let raw = try nextItem(iterator.ref, slot) {
            let item = Owned(stealing: raw)
            if try isTrue(item.ref) == truth { return true }
        }
        return false
    }

    /// `sorted(iterable, *, key, reverse)`: a list, on which `sort` is called with the keywords.
    private func sorted(_ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("sorted", arguments.count, 1, 1)
        let list = try makeList(from: arguments[0])
        let sort = try getAttribute(list.ref, name(.sort))
        guard let start = arguments.start else { return list }
        _ = try call(sort.ref, start + 1, count: 0, names: arguments.names)
        return list
    }

    /// `min` and `max`.
    private func extreme(
        _ function: StaticString, _ op: Comparison, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let isPositional = arguments.count > 1
        if arguments.count == 0 {
            throw raise(.typeError, "\(function) expected at least 1 argument, got 0")
        }
        let parameters = ParameterList(
            function: function, names: ["key", "default"], maximumPositional: 0)
        let keywords = Arguments(
            start: arguments.start.map { $0 + arguments.count }, count: 0, names: arguments.names)
        let options = try bind(parameters, keywords)
        if isPositional, options[1] != nil {
            throw raise(
                .typeError,
                "Cannot specify a default for \(function)() with multiple positional arguments")
        }
        let key = options[0].flatMap { $0.isNone ? nil : $0 }
        return try withArgumentTuple(arguments) { tuple throws(Raised) in
            let iterator = try self.iterator(over: isPositional ? tuple : arguments[0])
            if let best = try findExtreme(iterator.ref, key, op) { return Owned(stealing: best) }
            if let fallback = options[1] { return fallback.owned() }
            throw raise(.valueError, "\(function)() arg is an empty sequence")
        }
    }

    /// The first item whose value compares as asked with all others, which the caller owns.
    private func findExtreme(
        _ iterator: Ref, _ key: Ref?, _ op: Comparison
    ) throws(Raised) -> RawObject? {
        let slot = try nextSlot(iterator)
        guard let first = try nextItem(iterator, slot) else { return nil }
        var best = Owned(stealing: first)
        var bestValue = try value(of: best.ref, key)
        while let raw = try nextItem(iterator, slot) {
            let item = Owned(stealing: raw)
            let itemValue = try value(of: item.ref, key)
            if try compareBool(itemValue.ref, bestValue.ref, op) {
                bestValue = itemValue
                best = item
            }
        }
        return best.take()
    }

    @inline(__always)
    private func value(of item: Ref, _ key: Ref?) throws(Raised) -> Owned {
        guard let key else { return item.owned() }
        return try call(key, item)
    }

    private func iter(_ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("iter", arguments.count, 1, 2)
        guard let sentinel = arguments[optional: 1] else { return try iterator(over: arguments[0]) }
        guard arguments[0].type.pointee.tp_call != nil else {
            throw raise(.typeError, "iter(v, w): v must be callable")
        }
        return try makeCallableIterator(arguments[0], sentinel)
    }

    private func nextBuiltin(_ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("next", arguments.count, 1, 2)
        let iterator = arguments[0]
        guard let slot = iterator.type.pointee.tp_iternext else {
            throw raise(.typeError, "'\(typeName(iterator.type))' object is not an iterator")
        }
        if let item = slot(iterator.raw) { return Owned(stealing: item) }
        if let fallback = arguments[optional: 1] {
            if state.pointee.errors.current != nil { try endOfIteration() }
            return fallback.owned()
        }
        if state.pointee.errors.current != nil { throw Raised() }
        throw raise(.stopIteration)
    }
}
