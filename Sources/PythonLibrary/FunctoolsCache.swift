import PythonRuntime

/// `functools._lru_cache_wrapper` (`lru_cache_object`, `Modules/_functoolsmodule.c`): the function, and a dict
/// of its results. With a limit, the dict holds links, which make a ring from the result used longest ago
/// to the last; the wrapper is itself the ring's root.
enum LRUCache {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "functools._lru_cache_wrapper", basicSize: 152,
            flags: TypeFlags.haveGC | TypeFlags.methodDescriptor,
            methods: methods, getSets: [.instanceDict]
        ) { block in
            fillMemorySlots(block)
            block.pointee.type.tp_dictoffset = 136
            block.pointee.type.tp_weaklistoffset = 144
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

    private static func fillMemorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            Interpreter(containing: raw).deallocate(raw) { $0.cache.releaseAll() }
        }
        block.pointee.type.tp_clear = { raw in
            Ref(raw).cache.releaseAll()
            return 0
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            Ref(raw).cache.visitAll(visit, argument)
        }
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("cache_info", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let cache = object.cache
                    let hits = try interpreter.makeInt(cache.hits.pointee)
                    let misses = try interpreter.makeInt(cache.misses.pointee)
                    let limit = cache.limit.pointee
                    let maximum =
                        limit < 0 ? interpreter.none.owned() : try interpreter.makeInt(limit)
                    let size = try interpreter.makeInt(cache.results?.dictCount ?? 0)
                    return try interpreter.call(
                        object.held(LRUCacheFields.informationType) ?? interpreter.none,
                        [hits.ref, misses.ref, maximum.ref, size.ref])
                }
            },
            MethodSpec("cache_clear", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let cache = object.cache
                    let links = cache.takeLinks()
                    cache.hits.pointee = 0
                    cache.misses.pointee = 0
                    if let results = cache.results { interpreter.dictClear(results) }
                    LRUCacheFields.release(links)
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
    let cache = object.cache
    cache.closeRing()
    let function = values[0] ?? none
    guard function.type.pointee.tp_call != nil else {
        throw interpreter.raise(.typeError, "the first argument must be callable")
    }
    let maximum = values[1] ?? none
    if maximum.isNone {
        cache.limit.pointee = -1
    } else if maximum.isInt || maximum.type.pointee.tp_as_number?.pointee.nb_index != nil {
        cache.limit.pointee = max(
            0, try interpreter.indexValue(maximum, overflow: .overflowError))
    } else {
        throw interpreter.raise(.typeError, "maxsize should be integer or None")
    }
    object.number(LRUCacheFields.isTyped).pointee =
        try interpreter.isTrue(values[2] ?? none) ? 1 : 0
    object.hold(LRUCacheFields.results, try interpreter.makeDict())
    object.hold(LRUCacheFields.function, function.owned())
    let link = Ref(RawObject(interpreter.type(.lruLink)))
    object.hold(LRUCacheFields.mark, link.owned())
    object.hold(LRUCacheFields.linkType, link.owned())
    object.hold(LRUCacheFields.informationType, (values[3] ?? none).owned())
}

private func callCached(
    _ interpreter: Interpreter, _ object: Ref, _ arguments: Ref, _ keywords: Ref?
) throws(Raised) -> Owned {
    let cache = object.cache
    guard let function = object.held(LRUCacheFields.function), let results = cache.results else {
        throw interpreter.raise(.typeError, "uninitialized cache")
    }
    if cache.limit.pointee == 0 {
        cache.misses.pointee &+= 1
        return try interpreter.call(function, tuple: arguments, keywords: keywords)
    }
    let key = try makeKey(
        interpreter, arguments, keywords, object.number(LRUCacheFields.isTyped).pointee != 0)
    // The key's parts are asked for their hashes once.
    let hash = try interpreter.hash(key.ref)
    if let found = try interpreter.dictGet(results, key.ref, hash: hash) {
        cache.hits.pointee &+= 1
        guard cache.limit.pointee > 0 else { return found.owned() }
        let link = found.cacheLink
        link.leaveRing()
        cache.append(link)
        return (link.result ?? interpreter.none).owned()
    }
    cache.misses.pointee &+= 1
    let result = try interpreter.call(function, tuple: arguments, keywords: keywords)
    if cache.limit.pointee < 0 {
        try interpreter.dictSet(results, key.ref, result.ref, hash: hash)
        return result
    }
    // The call may have cached the same arguments, and may have emptied the cache.
    if try interpreter.dictGet(results, key.ref, hash: hash) != nil { return result }
    if results.dictCount < cache.limit.pointee || cache.isEmpty {
        try add(interpreter, cache, results, key.ref, hash, result.ref)
    } else {
        try replaceOldest(interpreter, cache, results, key.ref, hash, result.ref)
    }
    return result
}

/// A new link at the end of the ring, which owns it; so does the dict.
private func add(
    _ interpreter: Interpreter, _ cache: LRUCacheFields, _ results: Ref, _ key: Ref, _ hash: Int,
    _ result: Ref
) throws(Raised) {
    let raw = try interpreter.newObject(interpreter.type(.lruLink), size: LRUCacheLink.size)
    let made = Owned(stealing: raw)
    made.ref.cacheLink.fill(hash: hash, key: key.owned(), result: result.owned())
    try interpreter.dictSet(results, key, made.ref, hash: hash)
    cache.append(Ref(made.take()).cacheLink)
}

/// The link used longest ago takes the new key and result, and goes to the end.
private func replaceOldest(
    _ interpreter: Interpreter, _ cache: LRUCacheFields, _ results: Ref, _ key: Ref, _ hash: Int,
    _ result: Ref
) throws(Raised) {
    guard let oldest = cache.first else { return }
    let link = oldest.object.owned()
    oldest.leaveRing()
    // The ring's reference, which comes back when the link does.
    oldest.object.decref()
    let oldKey = (oldest.key ?? interpreter.none).owned()
    let isRemoved: Bool
    do throws(Raised) {
        isRemoved = try interpreter.dictRemove(results, oldKey.ref, hash: oldest.hash)
    } catch {
        cache.append(Ref(link.take()).cacheLink)
        throw error
    }
    // Comparing keys can run code that has removed it: then there is room, but the order is lost.
    guard isRemoved else { return }
    // Kept to the end, since releasing them can run code.
    let oldResult = (oldest.result ?? interpreter.none).owned()
    oldest.replace(hash: hash, key: key.owned(), result: result.owned())
    try interpreter.dictSet(results, key, link.ref, hash: hash)
    cache.append(Ref(link.take()).cacheLink)
    withExtendedLifetime((oldKey.ref, oldResult.ref)) {}
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
        parts.append(Ref(RawObject(interpreter.type(.lruLink))))
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
