/// The methods of `dict`.
extension Interpreter {
    /// In the order of CPython's table, which the dict of the type shows.
    static func dictMethods() -> [MethodSpec] {
        dictItemMethods() + dictViewMethods() + dictWholeMethods()
    }

    private static func dictItemMethods() -> [MethodSpec] {
        [
            MethodSpec("__contains__", [.oneArgument, .coexist]) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    interpreter.bool(try interpreter.dictContains(dict, arguments[0]))
                }
            },
            MethodSpec("__getitem__", [.oneArgument, .coexist]) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    try interpreter.dictSubscript(dict, arguments[0])
                }
            },
            MethodSpec("__sizeof__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeInt(interpreter.dictByteCount(dict))
                }
            },
            MethodSpec("get", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    try interpreter.checkArguments("get", arguments.count, 1, 2)
                    if let value = try interpreter.dictGet(dict, arguments[0]) {
                        return value.owned()
                    }
                    return (arguments[optional: 1] ?? interpreter.none).owned()
                }
            },
            MethodSpec("setdefault", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    try interpreter.checkArguments("setdefault", arguments.count, 1, 2)
                    return try interpreter.dictSetDefault(
                        dict, arguments[0], arguments[optional: 1] ?? interpreter.none
                    ).owned()
                }
            },
            MethodSpec("pop", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    try interpreter.checkArguments("pop", arguments.count, 1, 2)
                    if let value = try interpreter.dictPop(dict, arguments[0]) {
                        return Owned(stealing: value)
                    }
                    if let fallback = arguments[optional: 1] { return fallback.owned() }
                    throw interpreter.raise(.keyError, argument: arguments[0])
                }
            },
            MethodSpec("popitem", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.dictPopItem(dict)
                }
            },
        ]
    }

    private static func dictViewMethods() -> [MethodSpec] {
        [
            MethodSpec("keys", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeDictView(.dictKeys, dict)
                }
            },
            MethodSpec("items", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeDictView(.dictItems, dict)
                }
            },
            MethodSpec("values", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeDictView(.dictValues, dict)
                }
            },
        ]
    }

    private static func dictWholeMethods() -> [MethodSpec] {
        [
            MethodSpec("update", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, arguments throws(Raised) in
                    try interpreter.withArgumentTuple(arguments) { _ throws(Raised) in
                        try interpreter.dictUpdate("update", dict, arguments)
                        return interpreter.none.owned()
                    }
                }
            },
            MethodSpec("fromkeys", [.fast, .classMethod]) {
                nativeMethod($0, $1, $2, $3) { interpreter, cls, arguments throws(Raised) in
                    try interpreter.checkArguments("fromkeys", arguments.count, 1, 2)
                    return try interpreter.dictFromKeys(
                        cls, arguments[0], arguments[optional: 1] ?? interpreter.none)
                }
            },
            MethodSpec("clear", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    interpreter.dictClear(dict)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("copy", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.dictCopy(dict)
                }
            },
            MethodSpec("__reversed__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, dict, _ throws(Raised) in
                    try interpreter.makeDictIterator(.dictReverseKeyIterator, dict)
                }
            },
        ]
    }
}
