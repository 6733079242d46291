import PythonRuntime

/// The module `_codecs` (`Modules/_codecsmodule.c`): the registry of codecs and error handlers, which is the
/// interpreter's, and the functions of its own codecs, from which the library's `encodings` makes codecs.
enum CodecsModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeModule(
            "_codecs", functions: registry + conversion + encoders + decoders + others)
    }

    private static let registry: [NativeModuleFunction] = [
        NativeModuleFunction("register", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.registerCodecSearch(arguments[0])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("unregister", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.unregisterCodecSearch(arguments[0])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("lookup", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.lookupCodec(text(interpreter, arguments[0], "lookup", nil))
            }
        },
        NativeModuleFunction("register_error", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("register_error", arguments.count, 2, 2)
                _ = try text(interpreter, arguments[0], "register_error", 1)
                try interpreter.registerErrorHandler(arguments[0], arguments[1])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("lookup_error", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.lookupErrorHandler(
                    text(interpreter, arguments[0], "lookup_error", nil))
            }
        },
    ]

    private static let conversion: [NativeModuleFunction] = [
        NativeModuleFunction("encode", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try convert(interpreter, arguments, "encode", .encoding)
            }
        },
        NativeModuleFunction("decode", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try convert(interpreter, arguments, "decode", .decoding)
            }
        },
    ]

    private static func convert(
        _ interpreter: Interpreter, _ arguments: Arguments, _ name: StaticString,
        _ direction: CodecDirection
    ) throws(Raised) -> Owned {
        let values = try interpreter.bind(
            ParameterList(
                function: name, names: ["obj", "encoding", "errors"], required: 1,
                maximumPositional: 3), arguments)
        var encoding = "utf-8"
        if let given = values[1] {
            guard given.isStr else {
                throw wrongText(interpreter, given, name, "'encoding'", "str")
            }
            encoding = given.text
        }
        if let errors = values[2], !errors.isStr {
            throw wrongText(interpreter, errors, name, "'errors'", "str")
        }
        return try interpreter.convertWithCodec(
            values[0] ?? interpreter.none, encoding, values[2], direction)
    }

    // MARK: Codecs between text and bytes

    private static let encoders: [NativeModuleFunction] = [
        NativeModuleFunction("utf_8_encode", .fast) {
            module, arguments, count, _ in
            encoder("utf_8_encode", "utf-8", module, arguments, count)
        },
        NativeModuleFunction("ascii_encode", .fast) {
            module, arguments, count, _ in
            encoder("ascii_encode", "ascii", module, arguments, count)
        },
        NativeModuleFunction("latin_1_encode", .fast) {
            module, arguments, count, _ in
            encoder("latin_1_encode", "latin-1", module, arguments, count)
        },
        NativeModuleFunction("utf_16_le_encode", .fast) {
            module, arguments, count, _ in
            encoder("utf_16_le_encode", "utf-16-le", module, arguments, count)
        },
        NativeModuleFunction("utf_16_be_encode", .fast) {
            module, arguments, count, _ in
            encoder("utf_16_be_encode", "utf-16-be", module, arguments, count)
        },
        NativeModuleFunction("utf_32_le_encode", .fast) {
            module, arguments, count, _ in
            encoder("utf_32_le_encode", "utf-32-le", module, arguments, count)
        },
        NativeModuleFunction("utf_32_be_encode", .fast) {
            module, arguments, count, _ in
            encoder("utf_32_be_encode", "utf-32-be", module, arguments, count)
        },
        NativeModuleFunction("utf_16_encode", .fast) {
            module, arguments, count, _ in
            encoder("utf_16_encode", "utf-16", module, arguments, count)
        },
        NativeModuleFunction("utf_32_encode", .fast) {
            module, arguments, count, _ in
            encoder("utf_32_encode", "utf-32", module, arguments, count)
        },
        NativeModuleFunction("utf_7_encode", .fast) { module, arguments, count, _ in
            codecFunction("utf_7_encode", 1...2, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let text = try source(interpreter, arguments, "utf_7_encode")
                _ = try errors(interpreter, arguments, "utf_7_encode")
                return try encoded(interpreter, try interpreter.encodeUTF7(text), text)
            }
        },
        NativeModuleFunction("unicode_escape_encode", .fast) { module, arguments, count, _ in
            codecFunction("unicode_escape_encode", 1...2, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let text = try source(interpreter, arguments, "unicode_escape_encode")
                _ = try errors(interpreter, arguments, "unicode_escape_encode")
                return try encoded(interpreter, try interpreter.encodeUnicodeEscape(text), text)
            }
        },
        NativeModuleFunction("raw_unicode_escape_encode", .fast) { module, arguments, count, _ in
            codecFunction("raw_unicode_escape_encode", 1...2, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let text = try source(interpreter, arguments, "raw_unicode_escape_encode")
                _ = try errors(interpreter, arguments, "raw_unicode_escape_encode")
                return try encoded(interpreter, try interpreter.encodeRawUnicodeEscape(text), text)
            }
        },
        NativeModuleFunction("charmap_encode", .fast) { module, arguments, count, _ in
            codecFunction("charmap_encode", 1...3, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let text = try source(interpreter, arguments, "charmap_encode")
                let errors = try errors(interpreter, arguments, "charmap_encode")
                guard let mapping = arguments[optional: 2], !mapping.isNone else {
                    let bytes = try interpreter.encode(text, encoding: "latin-1", errors: errors)
                    return try encoded(interpreter, bytes, text)
                }
                let bytes = try interpreter.encodeCharmap(text, errors, mapping)
                return try encoded(interpreter, bytes, text)
            }
        },
    ]

    private static let decoders: [NativeModuleFunction] = [
        NativeModuleFunction("utf_8_decode", .fast) {
            module, arguments, count, _ in
            decoder("utf_8_decode", "utf-8", module, arguments, count)
        },
        NativeModuleFunction("utf_16_decode", .fast) {
            module, arguments, count, _ in
            decoder("utf_16_decode", "utf-16", module, arguments, count)
        },
        NativeModuleFunction("utf_16_le_decode", .fast) {
            module, arguments, count, _ in
            decoder("utf_16_le_decode", "utf-16-le", module, arguments, count)
        },
        NativeModuleFunction("utf_16_be_decode", .fast) {
            module, arguments, count, _ in
            decoder("utf_16_be_decode", "utf-16-be", module, arguments, count)
        },
        NativeModuleFunction("utf_32_decode", .fast) {
            module, arguments, count, _ in
            decoder("utf_32_decode", "utf-32", module, arguments, count)
        },
        NativeModuleFunction("utf_32_le_decode", .fast) {
            module, arguments, count, _ in
            decoder("utf_32_le_decode", "utf-32-le", module, arguments, count)
        },
        NativeModuleFunction("utf_32_be_decode", .fast) {
            module, arguments, count, _ in
            decoder("utf_32_be_decode", "utf-32-be", module, arguments, count)
        },
        NativeModuleFunction("ascii_decode", .fast) {
            module, arguments, count, _ in
            decoder("ascii_decode", "ascii", maximum: 2, module, arguments, count)
        },
        NativeModuleFunction("latin_1_decode", .fast) {
            module, arguments, count, _ in
            decoder("latin_1_decode", "latin-1", maximum: 2, module, arguments, count)
        },
        NativeModuleFunction("utf_16_ex_decode", .fast) {
            module, arguments, count, _ in
            orderedDecoder("utf_16_ex_decode", "utf-16", module, arguments, count)
        },
        NativeModuleFunction("utf_32_ex_decode", .fast) {
            module, arguments, count, _ in
            orderedDecoder("utf_32_ex_decode", "utf-32", module, arguments, count)
        },
        NativeModuleFunction("utf_7_decode", .fast) { module, arguments, count, _ in
            codecFunction("utf_7_decode", 1...3, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let bytes = try interpreter.bytesLike(arguments[0])
                let errors = try errors(interpreter, arguments, "utf_7_decode")
                let isFinal = try flag(interpreter, arguments, 2, false)
                let result = try interpreter.decodeUTF7(bytes, errors, isFinal: isFinal)
                return try decoded(interpreter, result)
            }
        },
        NativeModuleFunction("unicode_escape_decode", .fast) { module, arguments, count, _ in
            codecFunction("unicode_escape_decode", 1...3, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                try decodeEscapes(interpreter, arguments, "unicode_escape_decode", isRaw: false)
            }
        },
        NativeModuleFunction("raw_unicode_escape_decode", .fast) { module, arguments, count, _ in
            codecFunction("raw_unicode_escape_decode", 1...3, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                try decodeEscapes(interpreter, arguments, "raw_unicode_escape_decode", isRaw: true)
            }
        },
        NativeModuleFunction("charmap_decode", .fast) { module, arguments, count, _ in
            codecFunction("charmap_decode", 1...3, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let bytes = try interpreter.bytesLike(arguments[0])
                let errors = try errors(interpreter, arguments, "charmap_decode")
                let count = try interpreter.makeInt(bytes.count)
                guard let mapping = arguments[optional: 2], !mapping.isNone else {
                    let text = try interpreter.decode(
                        arguments[0], encoding: "latin-1", errors: errors)
                    return try interpreter.makePair(text, count)
                }
                let text = try interpreter.decodeCharmap(bytes, errors, mapping)
                return try interpreter.makePair(text, count)
            }
        },
    ]

    private static let others: [NativeModuleFunction] = [
        NativeModuleFunction("charmap_build", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, map throws(Raised) in
                guard map.isStr else {
                    throw interpreter.badArgument("charmap_build", "argument", "str", map)
                }
                return try interpreter.buildCharmap(map)
            }
        },
        NativeModuleFunction("readbuffer_encode", .fast) { module, arguments, count, _ in
            codecFunction("readbuffer_encode", 1...2, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let bytes = try textOrBytes(interpreter, arguments[0])
                let copy = try interpreter.makeBytes(bytes)
                return try interpreter.makePair(copy, try interpreter.makeInt(bytes.count))
            }
        },
        NativeModuleFunction("escape_encode", .fast) { module, arguments, count, _ in
            codecFunction("escape_encode", 1...2, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                guard arguments[0].isBytes else {
                    throw wrongText(interpreter, arguments[0], "escape_encode", "1", "bytes")
                }
                let bytes = try interpreter.bytesLike(arguments[0])
                let result = try interpreter.encodeEscape(bytes)
                return try interpreter.makePair(result, try interpreter.makeInt(bytes.count))
            }
        },
        NativeModuleFunction("escape_decode", .fast) { module, arguments, count, _ in
            codecFunction("escape_decode", 1...2, module, arguments, count) {
                interpreter, arguments throws(Raised) in
                let bytes = try textOrBytes(interpreter, arguments[0])
                let errors = try errors(interpreter, arguments, "escape_decode")
                let result = try interpreter.decodeEscape(bytes, errors)
                return try interpreter.makePair(result, try interpreter.makeInt(bytes.count))
            }
        },
    ]

    private static func decodeEscapes(
        _ interpreter: Interpreter, _ arguments: Arguments, _ name: StaticString, isRaw: Bool
    ) throws(Raised) -> Owned {
        let bytes = try textOrBytes(interpreter, arguments[0])
        let errors = try errors(interpreter, arguments, name)
        let isFinal = try flag(interpreter, arguments, 2, true)
        let result = try interpreter.decodeUnicodeEscape(
            bytes, errors, isFinal: isFinal, isRaw: isRaw)
        return try decoded(interpreter, result)
    }
}
