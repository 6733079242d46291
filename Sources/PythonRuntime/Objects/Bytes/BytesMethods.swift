/// The method table of `bytes`; most of it is bytearray's as well. The functions take either.
extension Interpreter {
    static func bytesMethods() -> [MethodSpec] {
        bytesOnlyMethods() + inMethodOrder(sharedByteMethods())
    }

    /// What bytes and bytearray both have.
    static func sharedByteMethods() -> [MethodSpec] {
        bytesBasicMethods() + bytesSearchMethods() + bytesQueryMethods()
            + bytesEditingMethods() + bytesSplitMethods() + bytesCaseMethods()
    }

    /// Methods in the order of CPython's tables: by name, but `replace` before `removeprefix`.
    static func inMethodOrder(_ methods: [MethodSpec]) -> [MethodSpec] {
        func key(_ method: MethodSpec) -> String {
            let name = method.name.description
            return name == "replace" ? "removea" : name
        }
        return methods.sorted { key($0) < key($1) }
    }

    private static func bytesOnlyMethods() -> [MethodSpec] {
        [
            MethodSpec("__getnewargs__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let copy = try interpreter.makeBytes(characters: object.byteCharacters)
                    return try interpreter.makeTuple([copy.ref])
                }
            },
            MethodSpec("__bytes__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.exactBytes(object)
                }
            },
        ]
    }

    private static func bytesBasicMethods() -> [MethodSpec] {
        [
            MethodSpec("decode", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    let parsed = try interpreter.parseArguments(
                        Parameters("decode", ["encoding", "errors"]), arguments, count, names)
                    let encoding = try interpreter.codecName(parsed[0], "decode", "encoding")
                    let errors = try interpreter.codecName(parsed[1], "decode", "errors")
                    return try interpreter.decode(
                        object, encoding: encoding ?? "utf-8", errors: errors ?? "strict")
                }
            },
            MethodSpec("fromhex", [.oneArgument, .classMethod]) { type, arguments, _, _ in
                withSelf(type) { interpreter, type throws(Raised) in
                    let bytes = try interpreter.bytesFromHex(interpreter.argument(arguments, 0))
                    if type.raw == RawObject(interpreter.type(.bytes)) { return bytes }
                    return try interpreter.call(type, bytes.ref)
                }
            },
            MethodSpec("hex", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesHex(object, arguments, count, names)
                }
            },
            MethodSpec("maketrans", [.fast, .staticMethod]) { type, arguments, count, _ in
                withSelf(type) { interpreter, _ throws(Raised) in
                    try interpreter.bytesMakeTranslation(arguments, count)
                }
            },
            MethodSpec("translate", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesTranslate(object, arguments, count, names)
                }
            },
        ]
    }

    private static func bytesSearchMethods() -> [MethodSpec] {
        [
            MethodSpec("count", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesCount(object, arguments, count)
                }
            },
            MethodSpec("find", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let found = try interpreter.bytesPosition(
                        object, "find", arguments, count, last: false)
                    return try interpreter.makeInt(found ?? -1)
                }
            },
            MethodSpec("index", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let found = try interpreter.bytesPosition(
                        object, "index", arguments, count, last: false)
                    return try interpreter.foundPosition(found)
                }
            },
            MethodSpec("rfind", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let found = try interpreter.bytesPosition(
                        object, "rfind", arguments, count, last: true)
                    return try interpreter.makeInt(found ?? -1)
                }
            },
            MethodSpec("rindex", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let found = try interpreter.bytesPosition(
                        object, "rindex", arguments, count, last: true)
                    return try interpreter.foundPosition(found)
                }
            },
            MethodSpec("startswith", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesHasAffix(
                        object, "startswith", arguments, count, atEnd: false)
                }
            },
            MethodSpec("endswith", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesHasAffix(
                        object, "endswith", arguments, count, atEnd: true)
                }
            },
        ]
    }

    private static func bytesEditingMethods() -> [MethodSpec] {
        [
            MethodSpec("center", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesPad(object, "center", arguments, count, .center)
                }
            },
            MethodSpec("ljust", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesPad(object, "ljust", arguments, count, .left)
                }
            },
            MethodSpec("rjust", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesPad(object, "rjust", arguments, count, .right)
                }
            },
            MethodSpec("zfill", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesZeroFill(object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("expandtabs", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesExpandTabs(object, arguments, count, names)
                }
            },
            MethodSpec("replace", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesReplace(object, arguments, count)
                }
            },
            MethodSpec("removeprefix", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesRemoveAffix(
                        object, interpreter.argument(arguments, 0), atEnd: false)
                }
            },
            MethodSpec("removesuffix", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesRemoveAffix(
                        object, interpreter.argument(arguments, 0), atEnd: true)
                }
            },
            MethodSpec("strip", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesStrip(object, "strip", arguments, count, .center)
                }
            },
            MethodSpec("lstrip", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesStrip(object, "lstrip", arguments, count, .left)
                }
            },
            MethodSpec("rstrip", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesStrip(object, "rstrip", arguments, count, .right)
                }
            },
        ]
    }

    private static func bytesSplitMethods() -> [MethodSpec] {
        [
            MethodSpec("split", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesSplit(object, arguments, count, names, fromRight: false)
                }
            },
            MethodSpec("rsplit", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesSplit(object, arguments, count, names, fromRight: true)
                }
            },
            MethodSpec("splitlines", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesSplitLines(object, arguments, count, names)
                }
            },
            MethodSpec("join", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesJoin(object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("partition", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesPartition(
                        object, interpreter.argument(arguments, 0), last: false)
                }
            },
            MethodSpec("rpartition", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.bytesPartition(
                        object, interpreter.argument(arguments, 0), last: true)
                }
            },
        ]
    }
}
