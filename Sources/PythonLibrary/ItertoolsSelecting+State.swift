import PythonRuntime

/// Copying and pickling of iterators that are made again from the two things they hold.
var pairState: [MethodSpec] {
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

/// The same for `dropwhile` and `takewhile`, which have passed their turning point or not.
var predicateState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                let none = interpreter.none
                return try interpreter.makeReduction(
                    object, [object.held(16) ?? none, object.held(24) ?? none],
                    state: interpreter.smallInt(object.number(32).pointee))
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                object.number(32).pointee = try interpreter.isTrue(arguments[0]) ? 1 : 0
                return interpreter.none.owned()
            }
        },
    ]
}

/// `islice`: an exhausted one is made again over nothing.
var sliceState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                guard let iterator = object.held(16) else {
                    let empty = try interpreter.makeList()
                    let nothing = try interpreter.iterator(over: empty.ref)
                    return try interpreter.makeReduction(
                        object, [nothing.ref, interpreter.smallInt(0)],
                        state: interpreter.smallInt(0))
                }
                let last = object.number(32).pointee
                let next = try interpreter.makeInt(object.number(24).pointee)
                let stop = last < 0 ? interpreter.none.owned() : try interpreter.makeInt(last)
                let step = try interpreter.makeInt(object.number(40).pointee)
                let passed = try interpreter.makeInt(object.number(48).pointee)
                return try interpreter.makeReduction(
                    object, [iterator, next.ref, stop.ref, step.ref], state: passed.ref)
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                object.number(48).pointee = try interpreter.stateIndex(
                    arguments[0], Int.min...Int.max)
                return interpreter.none.owned()
            }
        },
    ]
}
