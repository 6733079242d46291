import PythonRuntime

/// The module `binascii` (`Modules/binascii.c`).
enum BinasciiModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule(
            "binascii", functions: decoding + encoding + sums)
        try interpreter.addException(
            .binasciiError, "binascii.Error", base: .valueError, to: module.ref)
        try interpreter.addException(
            .binasciiIncomplete, "binascii.Incomplete", to: module.ref)
        return module
    }

    /// The body of a function whose first argument is text: ASCII, or anything that lends its bytes.
    private static func decode(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ list: ParameterList,
        _ body: (UnsafeBufferPointer<UInt8>, Bool) throws(BinaryText.Failure) -> [UInt8]
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let values = try interpreter.bind(list, arguments)
            let option = values.count > 1 ? values[1] : nil
            let view = try interpreter.asciiView(of: values[0] ?? interpreter.none)
            let flag = try option.map { value throws(Raised) in
                try interpreter.isTrue(value)
            }
            let result: [UInt8]
            do throws(BinaryText.Failure) {
                result = try body(view.bytes, flag ?? false)
            } catch {
                throw interpreter.raise(.binasciiError, error.message)
            }
            return try interpreter.makeBytes(result)
        }
    }

    private static let decoding: [NativeModuleFunction] = [
        NativeModuleFunction("a2b_uu", .oneArgument) { module, arguments, _, _ in
            decode(
                module, arguments, 1, nil,
                ParameterList(
                    function: "a2b_uu", names: [""], positionalOnly: 1, required: 1,
                    maximumPositional: 1)
            ) { text, _ throws(BinaryText.Failure) in try BinaryText.fromUuencoded(text) }
        },
        NativeModuleFunction("a2b_base64", .fastKeywords) { module, arguments, count, names in
            decode(
                module, arguments, count, names,
                ParameterList(
                    function: "a2b_base64", names: ["", "strict_mode"], positionalOnly: 1,
                    required: 1, maximumPositional: 1)
            ) { text, isStrict throws(BinaryText.Failure) in
                try BinaryText.fromBase64(text, isStrict: isStrict)
            }
        },
        NativeModuleFunction("a2b_hex", .oneArgument) { module, arguments, _, _ in
            fromHex(module, arguments)
        },
        NativeModuleFunction("unhexlify", .oneArgument) { module, arguments, _, _ in
            fromHex(module, arguments)
        },
        NativeModuleFunction("a2b_qp", .fastKeywords) { module, arguments, count, names in
            decode(
                module, arguments, count, names,
                ParameterList(
                    function: "a2b_qp", names: ["data", "header"], required: 1,
                    maximumPositional: 2)
            ) { text, isHeader throws(BinaryText.Failure) in
                BinaryText.fromQuoted(text, isHeader: isHeader)
            }
        },
    ]

    private static func fromHex(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?
    ) -> RawObject? {
        decode(
            module, arguments, 1, nil,
            ParameterList(
                function: "a2b_hex", names: [""], positionalOnly: 1, required: 1,
                maximumPositional: 1)
        ) { text, _ throws(BinaryText.Failure) in try BinaryText.fromHex(text) }
    }

    private static let encoding: [NativeModuleFunction] = [
        NativeModuleFunction("b2a_uu", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let list = ParameterList(
                    function: "b2a_uu", names: ["", "backtick"], positionalOnly: 1, required: 1,
                    maximumPositional: 1)
                let values = try interpreter.bind(list, arguments)
                let bytes = try interpreter.bytesLike(values[0] ?? interpreter.none)
                let usesBacktick = try interpreter.flag(values[1], false)
                if bytes.count > 45 {
                    throw interpreter.raise(.binasciiError, "At most 45 bytes at once")
                }
                return try interpreter.makeBytes(
                    BinaryText.uuencoded(bytes, usesBacktick: usesBacktick))
            }
        },
        NativeModuleFunction("b2a_base64", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let list = ParameterList(
                    function: "b2a_base64", names: ["", "newline"], positionalOnly: 1,
                    required: 1, maximumPositional: 1)
                let values = try interpreter.bind(list, arguments)
                let bytes = try interpreter.bytesLike(values[0] ?? interpreter.none)
                let hasNewline = try interpreter.flag(values[1], true)
                return try interpreter.makeBytes(
                    BinaryText.base64(bytes) + (hasNewline ? [UInt8(ascii: "\n")] : []))
            }
        },
        NativeModuleFunction("b2a_hex", .fastKeywords) { module, arguments, count, names in
            hex(module, arguments, count, names, "b2a_hex")
        },
        NativeModuleFunction("hexlify", .fastKeywords) { module, arguments, count, names in
            hex(module, arguments, count, names, "hexlify")
        },
        NativeModuleFunction("b2a_qp", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let list = ParameterList(
                    function: "b2a_qp", names: ["data", "quotetabs", "istext", "header"],
                    required: 1, maximumPositional: 4)
                let values = try interpreter.bind(list, arguments)
                let bytes = try interpreter.bytesLike(values[0] ?? interpreter.none)
                let options = BinaryText.QuotedOptions(
                    quotesTabs: try interpreter.flag(values[1], false),
                    isText: try interpreter.flag(values[2], true),
                    isHeader: try interpreter.flag(values[3], false))
                return try interpreter.makeBytes(BinaryText.quoted(bytes, options))
            }
        },
    ]

    private static func hex(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ function: StaticString
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let list = ParameterList(
                function: function, names: ["data", "sep", "bytes_per_sep"], required: 1,
                maximumPositional: 3)
            let values = try interpreter.bind(list, arguments)
            let bytes = try interpreter.bytesLike(values[0] ?? interpreter.none)
            let group = try values[2].map { value throws(Raised) in
                try interpreter.indexValue(value, overflow: .overflowError)
            }
            let separator = try interpreter.hexSeparator(values[1])
            return try interpreter.makeBytes(
                BinaryText.hex(bytes, separator: separator, group: group ?? 1))
        }
    }

    private static let sums: [NativeModuleFunction] = [
        NativeModuleFunction("crc_hqx", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("crc_hqx", arguments.count, 2, 2)
                let bytes = try interpreter.bytesLike(arguments[0])
                let start = try interpreter.lowBits(arguments[1])
                return try interpreter.makeInt(
                    Int(BinaryText.crcHqx(bytes, UInt16(truncatingIfNeeded: start))))
            }
        },
        NativeModuleFunction("crc32", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("crc32", arguments.count, 1, 2)
                let view = try interpreter.view(of: arguments[0])
                let start = try arguments[optional: 1].map { value throws(Raised) in
                    try interpreter.lowBits(value)
                }
                return try interpreter.makeInt(Int(BinaryText.crc32(view.bytes, start ?? 0)))
            }
        },
    ]
}

extension Interpreter {
    /// An optional argument as a truth.
    func flag(_ value: Ref?, _ fallback: Bool) throws(Raised) -> Bool {
        guard let value else { return fallback }
        return try isTrue(value)
    }

    /// The lowest 32 bits of an int of any size.
    func lowBits(_ value: Ref) throws(Raised) -> UInt32 {
        let integer = try index(value)
        let mask = try makeInt(Int(UInt32.max))
        let bits = try intAnd(integer.ref, mask.ref)
        return UInt32(truncatingIfNeeded: bits.ref.intValue ?? 0)
    }

    /// The bytes of an ASCII string or of a bytes-like object.
    fileprivate func asciiView(of object: Ref) throws(Raised) -> BufferView {
        if object.isStr {
            guard object.strIsASCII else {
                throw raise(
                    .valueError, "string argument should contain only ASCII characters")
            }
            let bytes = try encode(object, encoding: "ascii", errors: "strict")
            return try view(of: bytes.ref)
        }
        guard object.hasBuffer else {
            throw raise(
                .typeError,
                "argument should be bytes, buffer or ASCII string, not '\(typeName(object.type))'")
        }
        return try view(of: object)
    }

    /// The one character between groups of hexadecimal digits.
    fileprivate func hexSeparator(_ value: Ref?) throws(Raised) -> UInt8? {
        guard let value else { return nil }
        if try length(value) != 1 { throw raise(.valueError, "sep must be length 1.") }
        if value.isStr {
            guard let byte = UInt8(exactly: value.characters[0]) else {
                throw raise(.valueError, "sep must be ASCII.")
            }
            return byte
        }
        guard value.isBytes else { throw raise(.typeError, "sep must be str or bytes.") }
        return value.bytesBuffer[0]
    }
}
