import PythonRuntime

/// `count`, `cycle` and `repeat`.
enum EndlessIterators {
    /// The next number and the step.
    static func countSpec() -> TypeSpec {
        var spec = iteratorSpec(
            "itertools.count", references: 2, numbers: 1,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        guard let number = object.held(16), let step = object.held(24) else {
                            throw Raised()
                        }
                        let isPlain = step.isInt && step.intValue == 1
                        let arguments =
                            isPlain
                            ? try interpreter.makeTuple([number])
                            : try interpreter.makeTuple(number, step)
                        return try interpreter.makeTuple(
                            Ref(RawObject(object.type)), arguments.ref)
                    }
                }
            ],
            new: { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "count", names: ["start", "step"], maximumPositional: 2)
                ) { interpreter, object, values throws(Raised) in
                    for value in values {
                        guard let value, !isNumber(value) else { continue }
                        throw interpreter.raise(.typeError, "a number is required")
                    }
                    object.hold(16, (values[0] ?? interpreter.smallInt(0)).owned())
                    object.hold(24, (values[1] ?? interpreter.smallInt(1)).owned())
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    guard let number = object.held(16), let step = object.held(24) else {
                        return nil
                    }
                    let current = number.owned()
                    object.hold(16, try interpreter.add(current.ref, step))
                    return current.take()
                }
            })
        let slots = spec.slots
        spec.slots = { block in
            slots(block)
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    let number = try interpreter.repr(object.held(16) ?? interpreter.none)
                    let step = object.held(24) ?? interpreter.none
                    if step.isInt, step.intValue == 1 {
                        return try interpreter.makeString("count(\(number.ref.text))")
                    }
                    let text = try interpreter.repr(step)
                    return try interpreter.makeString("count(\(number.ref.text), \(text.ref.text))")
                }
            }
        }
        return spec
    }

    /// The iterator, until its end, and the items saved; then the place among them, and whether the
    /// items saved are those of a whole round already.
    static func cycleSpec() -> TypeSpec {
        iteratorSpec(
            "itertools.cycle", references: 2, numbers: 2, methods: cycleState,
            new: { type, arguments, keywords in
                newInstance(type, arguments, keywords, "cycle", 1...1) {
                    interpreter, object, arguments throws(Raised) in
                    object.hold(16, try interpreter.iterator(over: arguments.tupleItem(0)))
                    object.hold(24, try interpreter.makeList())
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    guard let saved = object.held(24) else { return nil }
                    if object.held(16) != nil {
                        if let raw = object.nextOfField(16) {
                            let item = Owned(stealing: raw)
                            if object.number(40).pointee == 0 {
                                try interpreter.listAppend(saved, item.ref)
                            }
                            return item.take()
                        }
                        try interpreter.iterationEnded()
                        object.drop(16)
                    }
                    let count = saved.itemCount
                    if count == 0 { return nil }
                    let index = min(object.number(32).pointee, count - 1)
                    object.number(32).pointee = index + 1 >= count ? 0 : index + 1
                    return saved.listItem(index).owned().take()
                }
            })
    }

    /// The object, and how often it is still to come; −1 for ever.
    static func repeatSpec() -> TypeSpec {
        var spec = iteratorSpec(
            "itertools.repeat", references: 1, numbers: 1,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let element = object.held(16) ?? interpreter.none
                        let left = object.number(24).pointee
                        if left < 0 { return try interpreter.makeReduction(object, [element]) }
                        let count = try interpreter.makeInt(left)
                        return try interpreter.makeReduction(object, [element, count.ref])
                    }
                },
                MethodSpec("__length_hint__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        if object.number(24).pointee < 0 {
                            throw interpreter.raise(.typeError, "len() of unsized object")
                        }
                        return try interpreter.makeInt(object.number(24).pointee)
                    }
                },
            ],
            new: { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "repeat", names: ["object", "times"], required: 1,
                        maximumPositional: 2)
                ) { interpreter, object, values throws(Raised) in
                    object.hold(16, (values[0] ?? interpreter.none).owned())
                    object.number(24).pointee = -1
                    if let times = values[1] {
                        object.number(24).pointee = max(
                            0, try interpreter.indexValue(times, overflow: .overflowError))
                    }
                }
            },
            next: { raw in
                let left = Ref(raw).number(24)
                if left.pointee == 0 { return nil }
                if left.pointee > 0 {
                    left.pointee -= 1
                    return Ref(raw).held(16)?.owned().take()
                }
                return nextItem(raw) { _, object in object.held(16)?.owned().take() }
            })
        let slots = spec.slots
        spec.slots = { block in
            slots(block)
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    let text = try interpreter.repr(object.held(16) ?? interpreter.none)
                    let left = object.number(24).pointee
                    return try interpreter.makeString(
                        left < 0
                            ? "repeat(\(text.ref.text))" : "repeat(\(text.ref.text), \(left))")
                }
            }
        }
        return spec
    }
}

private var cycleState: [MethodSpec] {
    [
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                let saved = object.held(24) ?? interpreter.none
                if let iterator = object.held(16) {
                    let isWhole = interpreter.bool(object.number(40).pointee != 0)
                    let state = try interpreter.makeTuple(saved, isWhole.ref)
                    return try interpreter.makeReduction(object, [iterator], state: state.ref)
                }
                let iterator = try interpreter.iterator(over: saved)
                if object.number(32).pointee != 0 {
                    let place = try interpreter.makeInt(object.number(32).pointee)
                    let name = try interpreter.intern("__setstate__")
                    _ = try interpreter.callMethod(iterator.ref, name.ref, place.ref)
                }
                let state = try interpreter.makeTuple(saved, interpreter.true)
                return try interpreter.makeReduction(object, [iterator.ref], state: state.ref)
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                try interpreter.checkState(arguments[0], 2...2)
                let saved = arguments[0].tupleItem(0)
                guard saved.isList else {
                    throw interpreter.raise(
                        .typeError,
                        "argument 1 must be list, not \(interpreter.typeName(saved.type, limit: 50))"
                    )
                }
                let number = try interpreter.index(arguments[0].tupleItem(1))
                let isWhole = try interpreter.isTrue(number.ref)
                object.hold(24, saved.owned())
                object.number(40).pointee = isWhole ? 1 : 0
                object.number(32).pointee = 0
                return interpreter.none.owned()
            }
        },
    ]
}

/// What `count` can count with.
private func isNumber(_ object: Ref) -> Bool {
    guard let suite = object.type.pointee.tp_as_number else { return false }
    return suite.pointee.nb_index != nil || suite.pointee.nb_int != nil
        || suite.pointee.nb_float != nil || object.isExactly(.complex)
}
