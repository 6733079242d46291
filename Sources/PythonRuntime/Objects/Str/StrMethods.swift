/// The method table of `str`, in CPython's order, which is the order of its `__dict__`.
extension Interpreter {
    static func strMethods() -> [MethodSpec] {
        strEditingMethods() + strCaseAndSplitMethods() + strTrimmingMethods()
            + strAffixMethods() + strClassMethods() + strFormattingMethods()
    }

    private static func strEditingMethods() -> [MethodSpec] {
        [
            MethodSpec("encode", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    let parsed = try interpreter.parseArguments(
                        Parameters("encode", ["encoding", "errors"]), arguments, count, names)
                    let encoding = try interpreter.codecName(parsed[0], "encode", "encoding")
                    let errors = try interpreter.codecName(parsed[1], "encode", "errors")
                    return try interpreter.encode(
                        object, encoding: encoding ?? "utf-8", errors: errors ?? "strict")
                }
            },
            MethodSpec("replace", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.checkArguments("replace", count, 2, 3)
                    return try interpreter.strReplace(object, arguments, count)
                }
            },
            MethodSpec("split", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strSplit(object, arguments, count, names, fromRight: false)
                }
            },
            MethodSpec("rsplit", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strSplit(object, arguments, count, names, fromRight: true)
                }
            },
            MethodSpec("join", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strJoin(object, interpreter.argument(arguments, 0))
                }
            },
        ]
    }

    private static func strCaseAndSplitMethods() -> [MethodSpec] {
        [
            MethodSpec("capitalize", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strCapitalize(object)
                }
            },
            MethodSpec("casefold", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strCasefold(object)
                }
            },
            MethodSpec("title", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strTitle(object)
                }
            },
            MethodSpec("center", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strPad(object, "center", arguments, count, .center)
                }
            },
            MethodSpec("count", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strCountMethod(object, arguments, count)
                }
            },
            MethodSpec("expandtabs", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strExpandTabs(object, arguments, count, names)
                }
            },
            MethodSpec("find", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strFind(object, "find", arguments, count, last: false)
                }
            },
            MethodSpec("partition", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strPartition(
                        object, interpreter.argument(arguments, 0), last: false)
                }
            },
            MethodSpec("index", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strIndex(object, "index", arguments, count, last: false)
                }
            },
            MethodSpec("ljust", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strPad(object, "ljust", arguments, count, .left)
                }
            },
            MethodSpec("lower", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strLower(object)
                }
            },
        ]
    }

    private static func strTrimmingMethods() -> [MethodSpec] {
        [
            MethodSpec("lstrip", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strStrip(object, "lstrip", arguments, count, .left)
                }
            },
            MethodSpec("rfind", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strFind(object, "rfind", arguments, count, last: true)
                }
            },
            MethodSpec("rindex", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strIndex(object, "rindex", arguments, count, last: true)
                }
            },
            MethodSpec("rjust", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strPad(object, "rjust", arguments, count, .right)
                }
            },
            MethodSpec("rstrip", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strStrip(object, "rstrip", arguments, count, .right)
                }
            },
            MethodSpec("rpartition", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strPartition(
                        object, interpreter.argument(arguments, 0), last: true)
                }
            },
            MethodSpec("splitlines", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strSplitLines(object, arguments, count, names)
                }
            },
            MethodSpec("strip", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strStrip(object, "strip", arguments, count, .center)
                }
            },
            MethodSpec("swapcase", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strSwapCase(object)
                }
            },
            MethodSpec("translate", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strTranslate(object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("upper", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strUpper(object)
                }
            },
        ]
    }

    private static func strAffixMethods() -> [MethodSpec] {
        [
            MethodSpec("startswith", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strHasAffix(
                        object, "startswith", arguments, count, atEnd: false)
                }
            },
            MethodSpec("endswith", .fast) { object, arguments, count, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strHasAffix(
                        object, "endswith", arguments, count, atEnd: true)
                }
            },
            MethodSpec("removeprefix", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strRemoveAffix(
                        object, "removeprefix", interpreter.argument(arguments, 0), atEnd: false)
                }
            },
            MethodSpec("removesuffix", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strRemoveAffix(
                        object, "removesuffix", interpreter.argument(arguments, 0), atEnd: true)
                }
            },
        ]
    }

    private static func strFormattingMethods() -> [MethodSpec] {
        [
            MethodSpec("zfill", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strZeroFill(object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("format", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strFormat(object, arguments, count, names)
                }
            },
            MethodSpec("format_map", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.strFormatMap(object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("__format__", .oneArgument) { object, arguments, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.formatString(object, interpreter.argument(arguments, 0))
                }
            },
            MethodSpec("maketrans", [.fast, .staticMethod]) { type, arguments, count, _ in
                withSelf(type) { interpreter, _ throws(Raised) in
                    try interpreter.strMakeTranslation(arguments, count)
                }
            },
            MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(object.strByteSize)
                }
            },
            MethodSpec("__getnewargs__", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    let copy = try interpreter.makeString(
                        characters: object.characters, maximum: object.strClassMaximum)
                    return try interpreter.makeTuple([copy.ref])
                }
            },
        ]
    }
}

extension Ref {
    /// The memory a string takes, with its cached UTF-8 form.
    var strByteSize: Int {
        let room = (strCount + 1) * strKind
        if strHeader.pointee.state & StrState.compact == 0 {
            let fields = fields(PyUnicodeObject.self)
            let shares = strIsASCII || fields.pointee.base.utf8 == nil
            return 80 + room + (shares ? 0 : fields.pointee.base.utf8_length + 1)
        }
        if strIsASCII { return 48 + room }
        let fields = fields(PyCompactUnicodeObject.self)
        return 72 + room + (fields.pointee.utf8 == nil ? 0 : fields.pointee.utf8_length + 1)
    }
}
