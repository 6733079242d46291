import PythonRuntime

/// `functools._lru_cache_wrapper`: function, cache (a dict, in the order of last use), cache-info type,
/// `__dict__`; then the weak references, the limit (−1 for none, 0 for no cache), hits, misses, and whether
/// arguments of different types are kept apart.
enum LRUCache {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "functools._lru_cache_wrapper", basicSize: 88,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.methodDescriptor,
            methods: methods, getSets: [.instanceDict]
        ) { block in
            ReferenceSlots.install(block, count: 4)
            block.pointee.type.tp_dictoffset = 40
            block.pointee.type.tp_weaklistoffset = 48
            block.pointee.type.tp_new = { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "lru_cache",
                        names: ["user_function", "maxsize", "typed", "cache_info_type"],
                        required: 4, maximumPositional: 4)
                ) { interpreter, object, values throws(Raised) in
                    try fill(interpreter, object, values)
                }
            }
            block.pointee.type.tp_call = { raw, arguments, keywords in
                slotResult { () throws(Raised) in
                    try callCached(
                        Interpreter(containing: raw), Ref(raw), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            }
            block.pointee.type.tp_descr_get = { raw, instance, _ in
                guard let instance, !Ref(instance).isNone else { return Ref(raw).owned().take() }
                return slotResult { () throws(Raised) in
                    try Interpreter(containing: raw).makeMethod(Ref(raw), boundTo: Ref(instance))
                }
            }
        }
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("cache_info", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let hits = try interpreter.makeInt(object.number(64).pointee)
                    let misses = try interpreter.makeInt(object.number(72).pointee)
                    let limit = object.number(56).pointee
                    let maximum =
                        limit < 0 ? interpreter.none.owned() : try interpreter.makeInt(limit)
                    let size = try interpreter.makeInt(object.held(24)?.dictCount ?? 0)
                    return try interpreter.call(
                        object.held(32) ?? interpreter.none,
                        [hits.ref, misses.ref, maximum.ref, size.ref])
                }
            },
            MethodSpec("cache_clear", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    object.number(64).pointee = 0
                    object.number(72).pointee = 0
                    if let cache = object.held(24) { interpreter.dictClear(cache) }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("__copy__", .noArguments) { object, _, _, _ in
                withSelf(object) { _, object throws(Raised) in object.owned() }
            },
            MethodSpec("__deepcopy__", .oneArgument) { object, _, _, _ in
                withSelf(object) { _, object throws(Raised) in object.owned() }
            },
            MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.namedAttribute(object, "__qualname__")
                }
            },
        ]
    }
}

private func fill(
    _ interpreter: Interpreter, _ object: Ref, _ values: [Ref?]
) throws(Raised) {
    let none = interpreter.none
    let function = values[0] ?? none
    guard function.type.pointee.tp_call != nil else {
        throw interpreter.raise(.typeError, "the first argument must be callable")
    }
    let maximum = values[1] ?? none
    if maximum.isNone {
        object.number(56).pointee = -1
    } else if maximum.isInt || maximum.type.pointee.tp_as_number?.pointee.nb_index != nil {
        object.number(56).pointee = max(
            0, try interpreter.indexValue(maximum, overflow: .overflowError))
    } else {
        throw interpreter.raise(.typeError, "maxsize should be integer or None")
    }
    object.number(80).pointee = try interpreter.isTrue(values[2] ?? none) ? 1 : 0
    object.hold(16, function.owned())
    object.hold(24, try interpreter.makeDict())
    object.hold(32, (values[3] ?? none).owned())
}

private func callCached(
    _ interpreter: Interpreter, _ object: Ref, _ arguments: Ref, _ keywords: Ref?
) throws(Raised) -> Owned {
    guard let function = object.held(16), let cache = object.held(24) else {
        throw interpreter.raise(.typeError, "uninitialized cache")
    }
    let limit = object.number(56).pointee
    if limit == 0 {
        object.number(72).pointee &+= 1
        return try interpreter.call(function, tuple: arguments, keywords: keywords)
    }
    let key = try makeKey(interpreter, arguments, keywords, object.number(80).pointee != 0)
    // The key's parts are asked for their hashes once.
    let hash = try interpreter.hash(key.ref)
    if let found = try interpreter.dictGet(cache, key.ref, hash: hash) {
        let value = found.owned()
        object.number(64).pointee &+= 1
        if limit > 0 {
            // To the end of the dict: the first entry is always the one used longest ago.
            _ = try interpreter.dictRemove(cache, key.ref, hash: hash)
            try interpreter.dictSet(cache, key.ref, value.ref, hash: hash)
        }
        return value
    }
    object.number(72).pointee &+= 1
    let result = try interpreter.call(function, tuple: arguments, keywords: keywords)
    if limit > 0, cache.dictCount >= limit,
        try interpreter.dictGet(cache, key.ref, hash: hash) == nil
    {
        var position = 0
        if let oldest = interpreter.dictNext(cache, &position) {
            let key = oldest.key.owned()
            _ = try interpreter.dictRemove(cache, key.ref, hash: oldest.hash)
        }
    }
    try interpreter.dictSet(cache, key.ref, result.ref, hash: hash)
    return result
}

/// The arguments as one key: a lone int or str itself, else a tuple with the keywords behind a mark.
private func makeKey(
    _ interpreter: Interpreter, _ arguments: Ref, _ keywords: Ref?, _ isTyped: Bool
) throws(Raised) -> Owned {
    let count = arguments.itemCount
    if !isTyped, keywords.map({ $0.dictCount == 0 }) ?? true, count == 1,
        arguments.tupleItem(0).isExactly(.int) || arguments.tupleItem(0).isExactly(.str)
    {
        return arguments.tupleItem(0).owned()
    }
    var parts: [Ref] = (0..<count).map { arguments.tupleItem($0) }
    var values: [Ref] = []
    if let keywords, keywords.dictCount > 0 {
        parts.append(Ref(RawObject(interpreter.type(BuiltinType.object))))
        var position = 0
        while let entry = interpreter.dictNext(keywords, &position) {
            parts.append(entry.key)
            parts.append(entry.value)
            values.append(entry.value)
        }
    }
    if isTyped {
        for index in 0..<count { parts.append(Ref(RawObject(arguments.tupleItem(index).type))) }
        for value in values { parts.append(Ref(RawObject(value.type))) }
    }
    return try interpreter.makeTuple(parts)
}
