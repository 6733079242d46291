/// The methods of `OrderedDict`.
extension Interpreter {
    static func orderedDictMethods() -> [MethodSpec] {
        orderedDictItemMethods() + orderedDictWholeMethods() + orderedDictViewMethods()
    }

    private static func orderedDictItemMethods() -> [MethodSpec] {
        [
            MethodSpec("setdefault", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "setdefault", names: ["key", "default"], required: 1,
                            maximumPositional: 2), arguments)
                    return try interpreter.orderedDictSetDefault(
                        dict, values[0] ?? interpreter.none, values[1] ?? interpreter.none)
                }
            },
            MethodSpec("pop", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "pop", names: ["key", "default"], required: 1,
                            maximumPositional: 2), arguments)
                    let key = values[0] ?? interpreter.none
                    let hash = try interpreter.dictHash(key)
                    return try interpreter.orderedDictPop(
                        dict, key, hash: hash, fallback: values[1])
                }
            },
            MethodSpec("popitem", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(function: "popitem", names: ["last"], maximumPositional: 1),
                        arguments)
                    let last = try values[0].map { value throws(Raised) in
                        try interpreter.isTrue(value)
                    }
                    return try interpreter.orderedDictPopItem(dict, last: last ?? true)
                }
            },
            MethodSpec("move_to_end", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "move_to_end", names: ["key", "last"], required: 1,
                            maximumPositional: 2), arguments)
                    let last = try values[1].map { value throws(Raised) in
                        try interpreter.isTrue(value)
                    }
                    try interpreter.orderedDictMoveToEnd(
                        dict, values[0] ?? interpreter.none, last: last ?? true)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static func orderedDictWholeMethods() -> [MethodSpec] {
        [
            MethodSpec("fromkeys", [.fastKeywords, .classMethod]) {
                nativeMethod($0, $1, $2, $3) { interpreter, cls, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "fromkeys", names: ["iterable", "value"], required: 1,
                            maximumPositional: 2), arguments)
                    let none = interpreter.none
                    return try interpreter.dictFromKeys(
                        cls, values[0] ?? none, values[1] ?? none)
                }
            },
            MethodSpec("__sizeof__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeInt(
                        interpreter.dictByteCount(dict)
                            + 8 * dict.orderedDict.pointee.od_fast_nodes_size
                            + MemoryLayout<PyOrderedDictNode>.size * dict.dictCount)
                }
            },
            MethodSpec("__reduce__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    let getState = try interpreter.intern("__getstate__")
                    let state = try interpreter.callMethod(dict, getState.ref)
                    let items = try interpreter.callMethod(dict, interpreter.name(.items))
                    let iterator = try interpreter.iterator(over: items.ref)
                    return try interpreter.makeTuple([
                        Ref(RawObject(dict.type)), interpreter.emptyTuple, state.ref,
                        interpreter.none, iterator.ref,
                    ])
                }
            },
            MethodSpec("update", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    try interpreter.orderedDictUpdate(dict, arguments)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("clear", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    interpreter.orderedDictClear(dict)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("copy", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.orderedDictCopy(dict)
                }
            },
        ]
    }

    private static func orderedDictViewMethods() -> [MethodSpec] {
        [
            MethodSpec("keys", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeDictView(interpreter.orderedType(.keys), dict)
                }
            },
            MethodSpec("values", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeDictView(interpreter.orderedType(.values), dict)
                }
            },
            MethodSpec("items", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeDictView(interpreter.orderedType(.items), dict)
                }
            },
            MethodSpec("__reversed__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeOrderedDictIterator(dict, [.keys, .reversed])
                }
            },
        ]
    }

    /// `od.update(…)` with the arguments of a call.
    private func orderedDictUpdate(_ dict: Ref, _ arguments: Arguments) throws(Raised) {
        let positional = try makeTuple(
            UnsafeBufferPointer(start: arguments.start, count: arguments.count))
        guard let names = arguments.names, names.itemCount > 0 else {
            return try orderedDictUpdate(dict, positional.ref, nil)
        }
        let keywords = try makeDict()
        for index in 0..<names.itemCount {
            try dictSet(
                keywords.ref, names.tupleItem(index), arguments[arguments.count &+ index])
        }
        try orderedDictUpdate(dict, positional.ref, keywords.ref)
    }
}
