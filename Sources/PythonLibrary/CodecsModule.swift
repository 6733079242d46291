import PythonRuntime

/// The module `_codecs` (`Modules/_codecsmodule.c`): the Unicode codecs, and the registry of the others, which
/// the library's `encodings` fills.
enum CodecsModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_codecs", functions: registry + codecs)
        let searches = try interpreter.makeList()
        try interpreter.setModuleAttribute(module.ref, "__searches", searches.ref)
        for name in ["__cache", "__handlers"] {
            let dict = try interpreter.makeDict()
            try interpreter.setModuleAttribute(module.ref, name, dict.ref)
        }
        return module
    }

    private static let registry: [NativeModuleFunction] = [
        NativeModuleFunction("register", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                guard arguments[0].type.pointee.tp_call != nil else {
                    throw interpreter.raise(.typeError, "argument must be callable")
                }
                let list = try interpreter.namedAttribute(module, "__searches")
                try interpreter.listAppend(list.ref, arguments[0])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("unregister", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                let list = try interpreter.namedAttribute(module, "__searches")
                let kept = try interpreter.makeList()
                for index in 0..<list.ref.itemCount
                where list.ref.listItem(index) != arguments[0] {
                    try interpreter.listAppend(kept.ref, list.ref.listItem(index))
                }
                try interpreter.setModuleAttribute(module, "__searches", kept.ref)
                let cache = try interpreter.namedAttribute(module, "__cache")
                interpreter.dictClear(cache.ref)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("lookup", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                try lookup(interpreter, module, arguments[0])
            }
        },
        NativeModuleFunction("register_error", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                try interpreter.checkArguments("register_error", arguments.count, 2, 2)
                let handlers = try interpreter.namedAttribute(module, "__handlers")
                try interpreter.dictSet(handlers.ref, arguments[0], arguments[1])
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("lookup_error", .oneArgument) { module, arguments, _, _ in
            nativeMethod(module, arguments, 1, nil) {
                interpreter, module, arguments throws(Raised) in
                let handlers = try interpreter.namedAttribute(module, "__handlers")
                if let handler = try interpreter.dictGet(handlers.ref, arguments[0]) {
                    return handler.owned()
                }
                throw interpreter.raise(
                    .lookupError, "unknown error handler name '\(arguments[0].text)'")
            }
        },
        NativeModuleFunction("encode", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                try convert(interpreter, module, arguments, "encode", 0)
            }
        },
        NativeModuleFunction("decode", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, module, arguments throws(Raised) in
                try convert(interpreter, module, arguments, "decode", 1)
            }
        },
    ]

    /// The codec of a name: from the cache, or from the first search function that knows it.
    private static func lookup(
        _ interpreter: Interpreter, _ module: Ref, _ name: Ref
    ) throws(Raised) -> Owned {
        guard name.isStr else {
            throw interpreter.raise(
                .typeError,
                "lookup() argument must be str, not \(interpreter.typeName(name.type))")
        }
        let normal = try interpreter.makeString(
            name.text.lowercased().replacing(" ", with: "_"))
        let cache = try interpreter.namedAttribute(module, "__cache")
        if let known = try interpreter.dictGet(cache.ref, normal.ref) { return known.owned() }
        // Importing it registers the search through the library's codecs.
        _ = try interpreter.importModule("encodings")
        let searches = try interpreter.namedAttribute(module, "__searches")
        for index in 0..<searches.ref.itemCount {
            let found = try interpreter.call(searches.ref.listItem(index), normal.ref)
            if found.ref.isNone { continue }
            guard found.ref.isTuple, found.ref.itemCount == 4 else {
                throw interpreter.raise(
                    .typeError, "codec search functions must return 4-tuples")
            }
            try interpreter.dictSet(cache.ref, normal.ref, found.ref)
            return found
        }
        throw interpreter.raise(.lookupError, "unknown encoding: \(name.text)")
    }

    private static func convert(
        _ interpreter: Interpreter, _ module: Ref, _ arguments: Arguments, _ name: StaticString,
        _ place: Int
    ) throws(Raised) -> Owned {
        let values = try interpreter.bind(
            ParameterList(
                function: name, names: ["obj", "encoding", "errors"], required: 1,
                maximumPositional: 3), arguments)
        let usual = try interpreter.intern("utf-8")
        let codec = try lookup(interpreter, module, values[1] ?? usual.ref)
        let strict = try interpreter.intern("strict")
        let result = try interpreter.call(
            codec.ref.tupleItem(place), values[0] ?? interpreter.none, values[2] ?? strict.ref)
        guard result.ref.isTuple, result.ref.itemCount == 2 else {
            throw interpreter.raise(
                .typeError, "\(name)r must return a tuple (object, integer)")
        }
        return result.ref.tupleItem(0).owned()
    }

    // MARK: The Unicode codecs

    private static let codecs: [NativeModuleFunction] = [
        NativeModuleFunction("utf_8_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "utf-8")
        },
        NativeModuleFunction("utf_8_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "utf-8")
        },
        NativeModuleFunction("ascii_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "ascii")
        },
        NativeModuleFunction("ascii_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "ascii")
        },
        NativeModuleFunction("latin_1_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "latin-1")
        },
        NativeModuleFunction("latin_1_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "latin-1")
        },
        NativeModuleFunction("utf_16_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "utf-16")
        },
        NativeModuleFunction("utf_16_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "utf-16")
        },
        NativeModuleFunction("utf_16_le_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "utf-16-le")
        },
        NativeModuleFunction("utf_16_le_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "utf-16-le")
        },
        NativeModuleFunction("utf_16_be_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "utf-16-be")
        },
        NativeModuleFunction("utf_16_be_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "utf-16-be")
        },
        NativeModuleFunction("utf_32_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "utf-32")
        },
        NativeModuleFunction("utf_32_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "utf-32")
        },
        NativeModuleFunction("utf_32_le_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "utf-32-le")
        },
        NativeModuleFunction("utf_32_le_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "utf-32-le")
        },
        NativeModuleFunction("utf_32_be_encode", .fast) {
            module, arguments, count, _ in encode(module, arguments, count, "utf-32-be")
        },
        NativeModuleFunction("utf_32_be_decode", .fast) {
            module, arguments, count, _ in decode(module, arguments, count, "utf-32-be")
        },
    ]

    private static func errors(_ arguments: Arguments) -> String {
        guard let value = arguments[optional: 1], value.isStr else { return "strict" }
        return value.text
    }

    private static func encode(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ encoding: String
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments("encode", arguments.count, 1, 2)
            guard arguments[0].isStr else {
                throw interpreter.raise(
                    .typeError,
                    "encode() argument 1 must be str, not \(interpreter.typeName(arguments[0].type))"
                )
            }
            let bytes = try interpreter.encode(
                arguments[0], encoding: encoding, errors: errors(arguments))
            return try interpreter.makePair(
                bytes, try interpreter.makeInt(arguments[0].strCount))
        }
    }

    private static func decode(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ encoding: String
    ) -> RawObject? {
        nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments("decode", arguments.count, 1, 3)
            var bytes = try interpreter.bytesLike(arguments[0])
            let isFinal =
                if let final = arguments[optional: 2] {
                    try interpreter.isTrue(final)
                } else { arguments.count < 2 || encoding != "utf-8" }
            if !isFinal { bytes.removeLast(incompleteTail(bytes, encoding)) }
            let data = try interpreter.makeBytes(bytes)
            let text = try interpreter.decode(
                data.ref, encoding: encoding, errors: errors(arguments))
            return try interpreter.makePair(text, try interpreter.makeInt(bytes.count))
        }
    }

    /// Bytes at the end that begin a character and don't finish it.
    private static func incompleteTail(_ bytes: [UInt8], _ encoding: String) -> Int {
        switch encoding {
        case "utf-8":
            for length in 1...min(3, max(1, bytes.count)) where bytes.count >= length {
                let byte = bytes[bytes.count - length]
                if byte & 0xC0 == 0x80 { continue }
                let wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
                return wanted > length ? length : 0
            }
            return 0
        case _ where encoding.hasPrefix("utf-16"): return bytes.count % 2
        case _ where encoding.hasPrefix("utf-32"): return bytes.count % 4
        default: return 0
        }
    }
}
