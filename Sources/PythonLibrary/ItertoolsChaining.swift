import PythonRuntime

/// `chain`, `starmap`, `accumulate`, `pairwise` and `zip_longest`.
enum Chaining {
    /// The iterator over iterables and the one now active.
    static func chainSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.chain", references: 2,
            methods: [
                MethodSpec("from_iterable", [.classMethod, .oneArgument]) {
                    cls, arguments, _, _ in
                    nativeMethod(cls, arguments, 1, nil) {
                        interpreter, cls, arguments throws(Raised) in
                        let source = try interpreter.iterator(over: arguments[0])
                        let object = try interpreter.allocateInstance(
                            cls.fields(PyTypeObject.self))
                        object.ref.hold(16, source)
                        return object
                    }
                },
                MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                    cls, arguments, _, _ in
                    genericAlias(cls, arguments)
                },
            ] + chainState,
            new: { type, arguments, keywords in
                newInstance(type, arguments, keywords, "chain", 0...Int.max) {
                    interpreter, object, arguments throws(Raised) in
                    object.hold(16, try interpreter.iterator(over: arguments))
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    while object.held(16) != nil {
                        if object.held(24) == nil {
                            guard let iterable = object.nextOfField(16) else {
                                try interpreter.iterationEnded()
                                object.drop(16)
                                return nil
                            }
                            let owned = Owned(stealing: iterable)
                            object.hold(24, try interpreter.iterator(over: owned.ref))
                        }
                        if let item = object.nextOfField(24) { return item }
                        try interpreter.iterationEnded()
                        object.drop(24)
                    }
                    return nil
                }
            })
    }

    /// The function and the iterator over argument tuples.
    static func starmapSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.starmap", references: 2, methods: starmapState,
            new: { type, arguments, keywords in
                newInstance(type, arguments, keywords, "starmap", 2...2) {
                    interpreter, object, arguments throws(Raised) in
                    object.hold(24, try interpreter.iterator(over: arguments.tupleItem(1)))
                    object.hold(16, arguments.tupleItem(0).owned())
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    guard let function = object.held(16), let item = object.nextOfField(24)
                    else { return nil }
                    let owned = Owned(stealing: item)
                    let tuple = try interpreter.tupleFromIterable(owned.ref)
                    return try interpreter.call(function, tuple: tuple.ref).take()
                }
            })
    }

    /// The iterator, the total so far, the function, and an initial value not given out yet.
    static func accumulateSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.accumulate", references: 4, methods: accumulateState,
            new: { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "accumulate", names: ["iterable", "func", "initial"],
                        required: 1, maximumPositional: 2)
                ) { interpreter, object, values throws(Raised) in
                    object.hold(
                        16, try interpreter.iterator(over: values[0] ?? interpreter.none))
                    if let function = values[1], !function.isNone {
                        object.hold(32, function.owned())
                    }
                    if let initial = values[2], !initial.isNone {
                        object.hold(40, initial.owned())
                    }
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    if let initial = object.held(40) {
                        let value = initial.owned()
                        object.hold(24, initial.owned())
                        object.drop(40)
                        return value.take()
                    }
                    guard let item = object.nextOfField(16) else { return nil }
                    let value = Owned(stealing: item)
                    guard let total = object.held(24)?.owned() else {
                        object.hold(24, value.ref.owned())
                        return value.take()
                    }
                    let next =
                        if let function = object.held(32) {
                            try interpreter.call(function, total.ref, value.ref)
                        } else {
                            try interpreter.add(total.ref, value.ref)
                        }
                    object.hold(24, next.ref.owned())
                    return next.take()
                }
            })
    }

    /// The iterator and the item given last.
    static func pairwiseSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.pairwise", references: 2,
            new: { type, arguments, keywords in
                newInstance(type, arguments, keywords, "pairwise", 1...1) {
                    interpreter, object, arguments throws(Raised) in
                    object.hold(16, try interpreter.iterator(over: arguments.tupleItem(0)))
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    if object.held(24) == nil {
                        guard let first = object.nextOfField(16) else {
                            object.drop(16)
                            return nil
                        }
                        object.hold(24, Owned(stealing: first))
                    }
                    guard let raw = object.nextOfField(16) else {
                        object.drop(16)
                        object.drop(24)
                        return nil
                    }
                    let item = Owned(stealing: raw)
                    guard let old = object.held(24)?.owned() else { return nil }
                    let pair = try interpreter.makeTuple(old.ref, item.ref)
                    object.hold(24, item)
                    return pair.take()
                }
            })
    }

    /// A tuple of iterators, `None` where one has ended, the fill value, and the result, which is filled anew when
    /// nobody else has it; how many are active.
    static func zipLongestSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.zip_longest", references: 3, numbers: 2, methods: zipLongestState,
            new: { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try newZipLongest(
                        Interpreter(containing: type),
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try nextLongest(interpreter, object)
                }
            })
    }
}

private func newZipLongest(
    _ interpreter: Interpreter, _ type: TypePointer, _ arguments: Ref, _ keywords: Ref?
) throws(Raised) -> Owned {
    var fill = interpreter.none
    if let keywords, keywords.dictCount > 0 {
        let key = try interpreter.intern("fillvalue")
        guard keywords.dictCount == 1, let value = try interpreter.dictGet(keywords, key.ref)
        else {
            throw interpreter.raise(
                .typeError, "zip_longest() got an unexpected keyword argument")
        }
        fill = value
    }
    let iterators = try interpreter.makeTuple(count: arguments.itemCount)
    for index in 0..<arguments.itemCount {
        iterators.ref.tupleItems[index] =
            try interpreter.iterator(over: arguments.tupleItem(index)).take()
    }
    let result = try interpreter.makeTuple(count: arguments.itemCount)
    for index in 0..<arguments.itemCount {
        result.ref.tupleItems[index] = interpreter.none.owned().take()
    }
    let object = try interpreter.allocateInstance(type)
    object.ref.number(40).pointee = arguments.itemCount
    object.ref.hold(16, iterators)
    object.ref.hold(32, result)
    object.ref.hold(24, fill.owned())
    return object
}

private func nextLongest(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> RawObject? {
    guard let iterators = object.held(16), let fill = object.held(24) else { return nil }
    let count = iterators.itemCount
    if count == 0 || object.number(40).pointee == 0 { return nil }
    // The result is in use while it is filled, so that an iterator that asks for another makes a new one.
    let own = object.held(32).flatMap { $0.refcount == 1 ? $0 : nil }
    let result: Owned
    if let own {
        if !interpreter.isTracked(own.raw) { interpreter.track(own.raw) }
        result = own.owned()
    } else {
        result = try interpreter.makeTuple(count: count)
    }
    for index in 0..<count {
        let iterator = iterators.tupleItem(index).owned()
        var item: RawObject?
        if !iterator.ref.isNone {
            item = iterator.ref.type.pointee.tp_iternext?(iterator.raw)
            if item == nil {
                do throws(Raised) { try interpreter.iterationEnded() } catch {
                    object.number(40).pointee = 0
                    throw error
                }
                object.number(40).pointee -= 1
                if object.number(40).pointee == 0 { return nil }
                replaceTupleItem(iterators, index, interpreter.none.owned())
            }
        }
        let value = item.map { Owned(stealing: $0) } ?? fill.owned()
        replaceTupleItem(result.ref, index, value)
    }
    return result.take()
}

private func replaceTupleItem(_ tuple: Ref, _ index: Int, _ item: consuming Owned) {
    let old = tuple.tupleItems[index]
    tuple.tupleItems[index] = item.take()
    if let old { Ref(old).decref() }
}
