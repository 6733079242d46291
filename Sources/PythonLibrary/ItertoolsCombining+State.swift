import PythonRuntime

/// Copying and pickling `product`, `permutations` and the combinations: the pool, and as state the indices
/// of the result given last. Fields as `Combining` tells.
var productState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                let pools = object.held(16) ?? interpreter.emptyTuple
                switch object.number(40).pointee {
                case 0: return try interpreter.makeReduction(object, pools)
                case 1:
                    let state = try interpreter.indexTuple(object.indices(24), pools.itemCount)
                    return try interpreter.makeReduction(object, pools, state: state.ref)
                default: return try interpreter.makeReduction(object, [interpreter.emptyTuple])
                }
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                let state = arguments[0]
                guard let pools = object.held(16), state.isTuple, state.itemCount == pools.itemCount
                else { throw interpreter.raise(.valueError, "invalid arguments") }
                for index in 0..<pools.itemCount {
                    let last = pools.tupleItem(index).itemCount - 1
                    if last < 0 {
                        object.number(40).pointee = 2
                        return interpreter.none.owned()
                    }
                    object.indices(24)[index] = try interpreter.stateIndex(
                        state.tupleItem(index), 0...last)
                }
                object.number(40).pointee = 1
                return interpreter.none.owned()
            }
        },
        MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
            sizeWithNumbers(object) { $0.held(16)?.itemCount ?? 0 }
        },
    ]
}

var permutationsState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                try reduceCombining(interpreter, object, Combining.permutationsLength) {
                    pool, length throws(Raised) in
                    let indices = try interpreter.indexTuple(object.indices(24), pool.itemCount)
                    let cycles = try interpreter.indexTuple(
                        object.indices(Combining.cycles), length)
                    return try interpreter.makeTuple(indices.ref, cycles.ref)
                }
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                try setPermutations(interpreter, object, arguments[0])
                return interpreter.none.owned()
            }
        },
        MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
            sizeWithNumbers(object) {
                ($0.held(16)?.itemCount ?? 0) + $0.number(Combining.permutationsLength).pointee
            }
        },
    ]
}

private func setPermutations(
    _ interpreter: Interpreter, _ object: Ref, _ state: Ref
) throws(Raised) {
    try interpreter.checkState(state, 2...2)
    let (indices, cycles) = (state.tupleItem(0), state.tupleItem(1))
    let length = object.number(Combining.permutationsLength).pointee
    guard let pool = object.held(16), indices.isTuple, cycles.isTuple,
        indices.itemCount == pool.itemCount, cycles.itemCount == length
    else { throw interpreter.raise(.valueError, "invalid arguments") }
    let count = pool.itemCount
    // With more places than items there is nothing to give, and nothing to set.
    if length > count { return }
    for index in 0..<count {
        object.indices(24)[index] = try interpreter.stateIndex(
            indices.tupleItem(index), 0...(count - 1))
    }
    for index in 0..<length {
        object.indices(Combining.cycles)[index] = try interpreter.stateIndex(
            cycles.tupleItem(index), 1...(count - index))
    }
    object.number(Combining.permutationsLength + 8).pointee = 1
}

/// Of `combinations`, or of `combinations_with_replacement`, where items repeat.
func combinationsState(repeats: Bool) -> [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                try reduceCombining(interpreter, object, Combining.combinationsLength) {
                    _, length throws(Raised) in
                    try interpreter.indexTuple(object.indices(24), length)
                }
            }
        },
        repeats
            ? MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
                setCombinations(object, arguments, repeats: true)
            }
            : MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
                setCombinations(object, arguments, repeats: false)
            },
        MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
            sizeWithNumbers(object) { $0.number(40).pointee }
        },
    ]
}

private func setCombinations(
    _ object: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, repeats: Bool
) -> RawObject? {
    nativeMethod(object, arguments, 1, nil) { interpreter, object, arguments throws(Raised) in
        let state = arguments[0]
        let length = object.number(40).pointee
        guard let pool = object.held(16), state.isTuple, state.itemCount == length else {
            throw interpreter.raise(.valueError, "invalid arguments")
        }
        guard object.held(24) != nil else { return interpreter.none.owned() }
        let count = pool.itemCount
        for index in 0..<length {
            let last = repeats ? count - 1 : index + count - length
            object.indices(24)[index] = try interpreter.stateIndex(
                state.tupleItem(index), 0...max(last, 0))
        }
        object.number(48).pointee = 1
        return interpreter.none.owned()
    }
}

/// The pool and the length; with the state, once a result has been given; over nothing at the end, unless
/// there never was a result, when there are no indices.
private func reduceCombining(
    _ interpreter: Interpreter, _ object: Ref, _ lengthOffset: Int,
    _ state: (Ref, Int) throws(Raised) -> Owned
) throws(Raised) -> Owned {
    let pool = object.held(16) ?? interpreter.emptyTuple
    let length = object.number(lengthOffset).pointee
    let number = try interpreter.makeInt(length)
    if object.held(24) == nil {
        return try interpreter.makeReduction(object, [pool, number.ref])
    }
    switch object.number(lengthOffset + 8).pointee {
    case 0: return try interpreter.makeReduction(object, [pool, number.ref])
    case 1:
        let indices = try state(pool, length)
        return try interpreter.makeReduction(object, [pool, number.ref], state: indices.ref)
    default:
        return try interpreter.makeReduction(object, [interpreter.emptyTuple, number.ref])
    }
}

/// `__sizeof__`: the object, and eight bytes for each index.
private func sizeWithNumbers(_ object: RawObject?, _ count: (Ref) -> Int) -> RawObject? {
    withSelf(object) { interpreter, object throws(Raised) in
        try interpreter.makeInt(object.type.pointee.tp_basicsize + 8 * count(object))
    }
}
