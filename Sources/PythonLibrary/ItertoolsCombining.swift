import PythonRuntime

/// `product`, `permutations`, `combinations` and `combinations_with_replacement`: a pool of items and the
/// indices of those given last, which are moved on in the order of an odometer.
///
/// Fields: the pool at 16, the indices at 24, the result given last at 32, which is filled anew if nobody else has
/// it; the length of a result at 40 and the state at 48: 0 before the first result, 1 while there are more, 2 at
/// the end. Permutations have cycles at 40, so these two are 8 bytes further. A product's pools are as many as
/// its result is long, and its state is at 40.
enum Combining {
    /// Where the length is, and behind it the state.
    static var combinationsLength: Int { 40 }
    static var permutationsLength: Int { 48 }
    static var cycles: Int { 40 }

    static func productSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.product", references: 3, numbers: 1, methods: productState,
            new: { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try newProduct(
                        Interpreter(containing: type),
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try nextProduct(interpreter, object)
                }
            })
    }

    static func permutationsSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.permutations", references: 4, numbers: 2, methods: permutationsState,
            new: { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "permutations", names: ["iterable", "r"], required: 1,
                        maximumPositional: 2)
                ) { interpreter, object, values throws(Raised) in
                    let pool = try interpreter.tupleFromIterable(values[0] ?? interpreter.none)
                    let count = pool.ref.itemCount
                    var length = count
                    if let argument = values[1], !argument.isNone {
                        guard argument.isInt else {
                            throw interpreter.raise(.typeError, "Expected int as r")
                        }
                        length = try interpreter.indexValue(argument, overflow: .overflowError)
                    }
                    try checkLength(interpreter, length)
                    object.hold(16, pool)
                    if length <= count {
                        object.hold(24, try interpreter.makeIndices(Array(0..<count)))
                        object.hold(
                            Combining.cycles,
                            try interpreter.makeIndices((0..<length).map { count - $0 }))
                    }
                    object.number(Combining.permutationsLength).pointee = length
                    object.number(Combining.permutationsLength + 8).pointee =
                        length > count ? 2 : 0
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try nextPermutation(interpreter, object)
                }
            })
    }

    static func combinationsSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.combinations", references: 3, numbers: 2,
            methods: combinationsState(repeats: false),
            new: { newCombinations($0, $1, $2, "combinations", repeats: false) },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try nextCombination(interpreter, object, repeats: false)
                }
            })
    }

    static func replacementSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.combinations_with_replacement", references: 3, numbers: 2,
            methods: combinationsState(repeats: true),
            new: {
                newCombinations($0, $1, $2, "combinations_with_replacement", repeats: true)
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try nextCombination(interpreter, object, repeats: true)
                }
            })
    }
}

private func checkLength(_ interpreter: Interpreter, _ length: Int) throws(Raised) {
    if length < 0 { throw interpreter.raise(.valueError, "r must be non-negative") }
    // Indices of so many items wouldn't fit into memory.
    if length > 1 << 40 { throw interpreter.raiseMemoryError() }
}

/// The items at the first indices as a tuple.
private func chosen(
    _ interpreter: Interpreter, _ object: Ref, _ count: Int
) throws(Raised) -> RawObject? {
    guard let pool = object.held(16) else { return nil }
    let result = try resultToFill(interpreter, object, count)
    let indices = object.indices(24)
    for position in 0..<count {
        replaceItem(result.ref, position, pool.tupleItem(indices[position]))
    }
    return result.take()
}

/// The result given last if nobody else has it, else a new tuple in its place.
private func resultToFill(
    _ interpreter: Interpreter, _ object: Ref, _ count: Int
) throws(Raised) -> Owned {
    if let last = object.held(32), last.refcount == 1, last.itemCount == count {
        if !interpreter.isTracked(last.raw) { interpreter.track(last.raw) }
        return last.owned()
    }
    let made = try interpreter.makeTuple(count: count)
    object.hold(32, made.ref.owned())
    return made
}

private func replaceItem(_ tuple: Ref, _ position: Int, _ item: Ref) {
    let old = tuple.tupleItems[position]
    tuple.tupleItems[position] = item.owned().take()
    if let old { Ref(old).decref() }
}

// MARK: product

private func newProduct(
    _ interpreter: Interpreter, _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
) throws(Raised) -> Owned {
    var times = 1
    if let keywords, Ref(keywords).dictCount > 0 {
        let key = try interpreter.intern("repeat")
        guard Ref(keywords).dictCount == 1 else {
            throw interpreter.raise(
                .typeError,
                "product() takes at most 1 keyword argument (\(Ref(keywords).dictCount) given)")
        }
        guard let value = try interpreter.dictGet(Ref(keywords), key.ref) else {
            var position = 0
            let name = interpreter.dictNext(Ref(keywords), &position)?.key.text ?? ""
            throw interpreter.raise(
                .typeError, "'\(name)' is an invalid keyword argument for product()")
        }
        times = try interpreter.indexValue(value, overflow: .overflowError)
        if times < 0 {
            throw interpreter.raise(.valueError, "repeat argument cannot be negative")
        }
    }
    let given = times == 0 ? 0 : arguments.itemCount
    let (count, overflow) = given.multipliedReportingOverflow(by: times)
    if overflow || count > 1 << 30 {
        throw interpreter.raise(.overflowError, "repeat argument too large")
    }
    let pools = try interpreter.makeTuple(count: count)
    for index in 0..<given {
        let pool = try interpreter.tupleFromIterable(arguments.tupleItem(index))
        for round in 0..<times {
            pools.ref.tupleItems[round * given + index] = pool.ref.owned().take()
        }
    }
    let object = try interpreter.allocateInstance(type)
    object.ref.hold(16, pools)
    object.ref.hold(24, try interpreter.makeIndices([Int](repeating: 0, count: count)))
    return object
}

private func nextProduct(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> RawObject? {
    guard let pools = object.held(16) else { return nil }
    let count = pools.itemCount
    let state = object.number(40)
    if state.pointee == 2 { return nil }
    let indices = object.indices(24)
    if state.pointee == 0 {
        state.pointee = 1
        for index in 0..<count where pools.tupleItem(index).itemCount == 0 {
            state.pointee = 2
            return nil
        }
    } else {
        var position = count - 1
        while position >= 0 {
            indices[position] += 1
            if indices[position] < pools.tupleItem(position).itemCount { break }
            indices[position] = 0
            position -= 1
        }
        if position < 0 {
            state.pointee = 2
            return nil
        }
    }
    let result = try resultToFill(interpreter, object, count)
    for position in 0..<count {
        replaceItem(
            result.ref, position, pools.tupleItem(position).tupleItem(indices[position]))
    }
    return result.take()
}

// MARK: permutations

private func nextPermutation(
    _ interpreter: Interpreter, _ object: Ref
) throws(Raised) -> RawObject? {
    guard let pool = object.held(16) else { return nil }
    let length = object.number(Combining.permutationsLength).pointee
    let state = object.number(Combining.permutationsLength + 8)
    if state.pointee == 2 { return nil }
    if state.pointee == 0 {
        state.pointee = 1
        return try chosen(interpreter, object, length)
    }
    let count = pool.itemCount
    let indices = object.indices(24)
    let cycles = object.indices(Combining.cycles)
    var position = length - 1
    while position >= 0 {
        cycles[position] -= 1
        if cycles[position] == 0 {
            let first = indices[position]
            for index in position..<(count - 1) { indices[index] = indices[index + 1] }
            indices[count - 1] = first
            cycles[position] = count - position
            position -= 1
        } else {
            let other = count - cycles[position]
            (indices[position], indices[other]) = (indices[other], indices[position])
            return try chosen(interpreter, object, length)
        }
    }
    state.pointee = 2
    return nil
}

// MARK: combinations

private func newCombinations(
    _ type: RawObject, _ arguments: RawObject, _ keywords: RawObject?, _ name: StaticString,
    repeats: Bool
) -> RawObject? {
    newInstance(
        type, arguments, keywords,
        ParameterList(
            function: name, names: ["iterable", "r"], required: 2, maximumPositional: 2)
    ) { interpreter, object, values throws(Raised) in
        let length = try interpreter.sizeValue(values[1] ?? interpreter.none)
        let pool = try interpreter.tupleFromIterable(values[0] ?? interpreter.none)
        try checkLength(interpreter, length)
        let count = pool.ref.itemCount
        let isEmpty = repeats ? count == 0 && length > 0 : length > count
        object.hold(16, pool)
        if !isEmpty {
            object.hold(
                24,
                try interpreter.makeIndices(
                    repeats ? [Int](repeating: 0, count: length) : Array(0..<length)))
        }
        object.number(40).pointee = length
        object.number(48).pointee = isEmpty ? 2 : 0
    }
}

private func nextCombination(
    _ interpreter: Interpreter, _ object: Ref, repeats: Bool
) throws(Raised) -> RawObject? {
    guard let pool = object.held(16) else { return nil }
    let length = object.number(40).pointee
    let state = object.number(48)
    if state.pointee == 2 { return nil }
    if state.pointee == 0 {
        state.pointee = 1
        return try chosen(interpreter, object, length)
    }
    let count = pool.itemCount
    let indices = object.indices(24)
    var position = length - 1
    while position >= 0,
        indices[position] == (repeats ? count - 1 : count - length + position)
    { position -= 1 }
    if position < 0 {
        state.pointee = 2
        return nil
    }
    indices[position] += 1
    for index in (position + 1)..<max(length, position + 1) {
        indices[index] = repeats ? indices[position] : indices[index - 1] + 1
    }
    return try chosen(interpreter, object, length)
}
