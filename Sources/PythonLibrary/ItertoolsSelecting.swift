import PythonRuntime

/// `compress`, `dropwhile`, `takewhile`, `filterfalse` and `islice`.
enum Selecting {
    static func compressSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.compress", references: 2, methods: pairState,
            new: { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "compress", names: ["data", "selectors"], required: 2,
                        maximumPositional: 2)
                ) { interpreter, object, values throws(Raised) in
                    object.hold(16, try interpreter.iterator(over: values[0] ?? interpreter.none))
                    object.hold(24, try interpreter.iterator(over: values[1] ?? interpreter.none))
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    while let datum = object.nextOfField(16) {
                        let item = Owned(stealing: datum)
                        guard let selector = object.nextOfField(24) else { return nil }
                        let choice = Owned(stealing: selector)
                        if try interpreter.isTrue(choice.ref) { return item.take() }
                    }
                    return nil
                }
            })
    }

    /// The function, the iterator, and whether the start has passed.
    static func dropWhileSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.dropwhile", references: 2, numbers: 1, methods: predicateState,
            new: { newPredicate($0, $1, $2, "dropwhile") },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    while let raw = object.nextOfField(24) {
                        if object.number(32).pointee != 0 { return raw }
                        let item = Owned(stealing: raw)
                        guard let function = object.held(16) else { return nil }
                        let answer = try interpreter.call(function, item.ref)
                        if try interpreter.isTrue(answer.ref) { continue }
                        object.number(32).pointee = 1
                        return item.take()
                    }
                    return nil
                }
            })
    }

    static func takeWhileSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.takewhile", references: 2, numbers: 1, methods: predicateState,
            new: { newPredicate($0, $1, $2, "takewhile") },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    if object.number(32).pointee != 0 { return nil }
                    guard let raw = object.nextOfField(24), let function = object.held(16) else {
                        return nil
                    }
                    let item = Owned(stealing: raw)
                    let answer = try interpreter.call(function, item.ref)
                    if try interpreter.isTrue(answer.ref) { return item.take() }
                    object.number(32).pointee = 1
                    return nil
                }
            })
    }

    static func filterFalseSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.filterfalse", references: 2, methods: pairState,
            new: { newPredicate($0, $1, $2, "filterfalse") },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    while let raw = object.nextOfField(24) {
                        let item = Owned(stealing: raw)
                        guard let function = object.held(16) else { return nil }
                        if function.isNone || function.raw == RawObject(interpreter.type(.bool)) {
                            if try !interpreter.isTrue(item.ref) { return item.take() }
                            continue
                        }
                        let answer = try interpreter.call(function, item.ref)
                        if try !interpreter.isTrue(answer.ref) { return item.take() }
                    }
                    return nil
                }
            })
    }

    /// The iterator; the next index wanted, the stop (−1 for none), the step, the items passed.
    static func isliceSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.islice", references: 1, numbers: 4, methods: sliceState,
            new: { type, arguments, keywords in
                newInstance(type, arguments, keywords, "islice", 2...4) {
                    interpreter, object, arguments throws(Raised) in
                    try fillSlice(interpreter, object, arguments)
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try nextOfSlice(interpreter, object)
                }
            })
    }
}

private func newPredicate(
    _ type: RawObject, _ arguments: RawObject, _ keywords: RawObject?, _ name: StaticString
) -> RawObject? {
    newInstance(type, arguments, keywords, name, 2...2) {
        interpreter, object, arguments throws(Raised) in
        object.hold(24, try interpreter.iterator(over: arguments.tupleItem(1)))
        object.hold(16, arguments.tupleItem(0).owned())
    }
}

private func fillSlice(
    _ interpreter: Interpreter, _ object: Ref, _ arguments: Ref
) throws(Raised) {
    let count = arguments.itemCount
    /// −1 where the object isn't an index.
    func bound(_ index: Int) throws(Raised) -> Int? {
        guard index < count, !arguments.tupleItem(index).isNone else { return nil }
        do throws(Raised) {
            return try interpreter.indexValue(arguments.tupleItem(index), overflow: .overflowError)
        } catch {
            interpreter.clearException()
            return -1
        }
    }
    let range = "for islice() must be None or an integer: 0 <= x <= sys.maxsize."
    let start = count == 2 ? 0 : try bound(1) ?? 0
    let stop = try bound(count == 2 ? 1 : 2)
    if stop == -1 { throw interpreter.raise(.valueError, "Stop argument \(range)") }
    if start < 0 || stop ?? 0 < 0 { throw interpreter.raise(.valueError, "Indices \(range)") }
    let step = try bound(3) ?? 1
    if step < 1 {
        throw interpreter.raise(
            .valueError, "Step for islice() must be a positive integer or None.")
    }
    object.hold(16, try interpreter.iterator(over: arguments.tupleItem(0)))
    object.number(24).pointee = start
    object.number(32).pointee = stop ?? -1
    object.number(40).pointee = step
}

private func nextOfSlice(
    _ interpreter: Interpreter, _ object: Ref
) throws(Raised) -> RawObject? {
    let next = object.number(24)
    let stop = object.number(32).pointee
    let passed = object.number(48)
    while passed.pointee < next.pointee {
        guard stop < 0 || passed.pointee < stop || next.pointee <= stop,
            let skipped = object.nextOfField(16)
        else {
            object.drop(16)
            return nil
        }
        Ref(skipped).decref()
        passed.pointee += 1
    }
    if stop >= 0, passed.pointee >= stop {
        object.drop(16)
        return nil
    }
    guard let item = object.nextOfField(16) else {
        object.drop(16)
        return nil
    }
    passed.pointee += 1
    let (following, overflow) = next.pointee.addingReportingOverflow(object.number(40).pointee)
    next.pointee = overflow || stop >= 0 && following > stop ? (stop < 0 ? .max : stop) : following
    return item
}
