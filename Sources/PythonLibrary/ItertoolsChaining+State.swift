import PythonRuntime

/// Copying and pickling `chain`, `starmap`, `accumulate` and `zip_longest`.
var chainState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                guard let source = object.held(16) else {
                    return try interpreter.makeReduction(object, interpreter.emptyTuple)
                }
                let iterators = [source] + (object.held(24).map { [$0] } ?? [])
                let state = try interpreter.makeTuple(iterators)
                return try interpreter.makeReduction(
                    object, interpreter.emptyTuple, state: state.ref)
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                let state = arguments[0]
                try interpreter.checkState(state, 1...2)
                for index in 0..<state.itemCount
                where state.tupleItem(index).type.pointee.tp_iternext == nil {
                    throw interpreter.raise(.typeError, "Arguments must be iterators.")
                }
                object.hold(16, state.tupleItem(0).owned())
                if state.itemCount == 2 {
                    object.hold(24, state.tupleItem(1).owned())
                } else {
                    object.drop(24)
                }
                return interpreter.none.owned()
            }
        },
    ]
}

var starmapState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                let none = interpreter.none
                return try interpreter.makeReduction(
                    object, [object.held(16) ?? none, object.held(24) ?? none])
            }
        }
    ]
}

var accumulateState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                try reduceAccumulate(interpreter, object)
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                object.hold(24, arguments[0].owned())
                return interpreter.none.owned()
            }
        },
    ]
}

/// A value not given out yet is put before the iterator. A total of `None` can't be a state, which would
/// be taken for none, so it is put before the iterator as well and skipped.
private func reduceAccumulate(
    _ interpreter: Interpreter, _ object: Ref
) throws(Raised) -> Owned {
    let none = interpreter.none
    let function = object.held(32) ?? none
    let iterator = object.held(16) ?? none
    let isNone = object.held(40) == nil && object.held(24)?.isNone == true
    guard let first = object.held(40) ?? (isNone ? none : nil) else {
        return try interpreter.makeReduction(
            object, [iterator, function], state: object.held(24) ?? none)
    }
    let head = try interpreter.makeTuple([first])
    let chained = try interpreter.call(
        Ref(RawObject(interpreter.type(LibraryType.chain))), head.ref, iterator)
    if !isNone {
        return try interpreter.makeReduction(object, [chained.ref, function], state: none)
    }
    let again = try interpreter.call(Ref(RawObject(object.type)), chained.ref, function)
    let arguments = try interpreter.makeTuple([again.ref, interpreter.smallInt(1), none])
    let slice = Ref(RawObject(interpreter.type(LibraryType.islice)))
    return try interpreter.makeTuple(slice, arguments.ref)
}

var zipLongestState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                guard let iterators = object.held(16), let fill = object.held(24) else {
                    return try interpreter.makeReduction(object, interpreter.emptyTuple)
                }
                let arguments = try interpreter.makeTuple(count: iterators.itemCount)
                for index in 0..<iterators.itemCount {
                    let iterator = iterators.tupleItem(index)
                    let argument = iterator.isNone ? interpreter.emptyTuple : iterator
                    arguments.ref.tupleItems[index] = argument.owned().take()
                }
                return try interpreter.makeReduction(object, arguments.ref, state: fill)
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                object.hold(24, arguments[0].owned())
                return interpreter.none.owned()
            }
        },
    ]
}
