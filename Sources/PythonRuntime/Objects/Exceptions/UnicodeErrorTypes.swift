/// `UnicodeError` and the three that say where encoding, decoding or translating failed.
extension Interpreter {
    static func unicodeErrorSpecs() -> [TypeSpec] {
        [
            simpleException(.unicodeError, "UnicodeError", .valueError),
            unicodeErrorSpec(.unicodeEncodeError, "UnicodeEncodeError") { block in
                block.pointee.type.tp_init = { raw, arguments, keywords in
                    Ref(raw).interpreter.initializeUnicodeError(
                        Ref(raw), Ref(arguments), keywords, hasEncoding: true)
                }
                block.pointee.type.tp_str = { raw in
                    slotResult { () throws(Raised) in
                        try Ref(raw).interpreter.unicodeErrorText(Ref(raw), "encode")
                    }
                }
            },
            unicodeErrorSpec(.unicodeDecodeError, "UnicodeDecodeError") { block in
                block.pointee.type.tp_init = { raw, arguments, keywords in
                    Ref(raw).interpreter.initializeUnicodeError(
                        Ref(raw), Ref(arguments), keywords, hasEncoding: true)
                }
                block.pointee.type.tp_str = { raw in
                    slotResult { () throws(Raised) in
                        try Ref(raw).interpreter.unicodeErrorText(Ref(raw), "decode")
                    }
                }
            },
            unicodeErrorSpec(.unicodeTranslateError, "UnicodeTranslateError") { block in
                block.pointee.type.tp_init = { raw, arguments, keywords in
                    Ref(raw).interpreter.initializeUnicodeError(
                        Ref(raw), Ref(arguments), keywords, hasEncoding: false)
                }
                block.pointee.type.tp_str = { raw in
                    slotResult { () throws(Raised) in
                        try Ref(raw).interpreter.unicodeErrorText(Ref(raw), "translate")
                    }
                }
            },
        ]
    }

    private static func unicodeErrorSpec(
        _ builtin: BuiltinType, _ name: StaticString,
        slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) -> TypeSpec {
        exceptionSpec(
            builtin, name, .unicodeError, size: 112,
            members: [
                MemberSpec("encoding", .object, offset: 72, isReadOnly: false),
                MemberSpec("object", .object, offset: 80, isReadOnly: false),
                MemberSpec("start", .int, offset: 88, isReadOnly: false),
                MemberSpec("end", .int, offset: 96, isReadOnly: false),
                MemberSpec("reason", .object, offset: 104, isReadOnly: false),
            ]
        ) { block in
            block.pointee.type.tp_new = newBaseException
            slots(block)
        }
    }

    /// `encoding, object, start, end, reason`; without the encoding for translating.
    private func initializeUnicodeError(
        _ exception: Ref, _ arguments: Ref, _ keywords: RawObject?, hasEncoding: Bool
    ) -> Int32 {
        let status = Self.initializeBaseException(exception.raw, arguments.raw, keywords)
        if status < 0 { return status }
        return slotStatus { () throws(Raised) in
            let expected = hasEncoding ? 5 : 4
            guard arguments.itemCount == expected else {
                throw raise(
                    .typeError,
                    "function takes exactly \(expected) arguments (\(arguments.itemCount) given)")
            }
            let first = hasEncoding ? 1 : 0
            let fields = exception.fields(PyUnicodeErrorObject.self)
            let encoding = hasEncoding ? try text(arguments, 0) : nil
            let isDecoding = isInstance(exception, .unicodeDecodeError)
            let object =
                isDecoding
                ? try bytesObject(arguments.tupleItem(first))
                : try text(arguments, first).owned()
            if let encoding { setField(&fields.pointee.encoding, encoding) }
            setField(&fields.pointee.object, object.ref)
            fields.pointee.start = try indexValue(arguments.tupleItem(first + 1), overflow: nil)
            fields.pointee.end = try indexValue(arguments.tupleItem(first + 2), overflow: nil)
            setField(&fields.pointee.reason, try text(arguments, first + 3))
            return 0
        }
    }

    /// What is being decoded as a bytes object: itself, or a copy of another buffer.
    private func bytesObject(_ object: Ref) throws(Raised) -> Owned {
        if object.isBytes { return object.owned() }
        let contents = try view(of: object)
        return try makeBytes(contents.bytes)
    }

    private func text(_ arguments: Ref, _ index: Int) throws(Raised) -> Ref {
        let item = arguments.tupleItem(index)
        guard item.isStr else {
            throw raise(
                .typeError,
                "argument \(index + 1) must be str, not \(typeName(item.type, limit: 50))")
        }
        return item
    }

    private func unicodeErrorText(_ exception: Ref, _ verb: String) throws(Raised) -> Owned {
        let fields = exception.fields(PyUnicodeErrorObject.self)
        guard let raw = fields.pointee.object else { return emptyString.owned() }
        let object = Ref(raw)
        let reason = try str(fields.pointee.reason.map { Ref($0) } ?? none).text
        let isDecoding = verb == "decode"
        let count = isDecoding ? object.itemCount : object.strCount
        let start = fields.pointee.start
        let end = fields.pointee.end
        let noun = isDecoding ? "byte" : "character"
        var prefix = "can't \(verb)"
        if verb != "translate" {
            let encoding = try str(fields.pointee.encoding.map { Ref($0) } ?? none).text
            prefix = "'\(encoding)' codec \(prefix)"
        }
        if end == start &+ 1, start >= 0, start < count {
            let code = isDecoding ? UInt32(object.bytesBuffer[start]) : object.characters[start]
            let shown = isDecoding ? "0x" + padded(code, 2) : "'\(escaped(code))'"
            return try makeString("\(prefix) \(noun) \(shown) in position \(start): \(reason)")
        }
        return try makeString(
            "\(prefix) \(noun)s in position \(start)-\(end &- 1): \(reason)")
    }

    private func padded(_ code: UInt32, _ width: Int) -> String {
        let digits = String(code, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private func escaped(_ code: UInt32) -> String {
        code <= 0xff
            ? "\\x" + padded(code, 2)
            : code <= 0xffff ? "\\u" + padded(code, 4) : "\\U" + padded(code, 8)
    }
}
