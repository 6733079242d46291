/// The error handlers every interpreter has, as functions that take the exception and give what stands for
/// the part it is about, and where to go on (`PyCodec_ReplaceErrors` and the others in `Python/codecs.c`).
extension Interpreter {
    /// `codecs.lookup_error`.
    public func lookupErrorHandler(_ name: String) throws(Raised) -> Owned {
        let handlers = try codecErrorHandlers()
        let key = try makeString(name)
        if let handler = try dictGet(handlers, key.ref) { return handler.owned() }
        throw raise(.lookupError, "unknown error handler name '\(name)'")
    }

    /// `codecs.register_error`.
    public func registerErrorHandler(_ name: Ref, _ handler: Ref) throws(Raised) {
        guard handler.type.pointee.tp_call != nil else {
            throw raise(.typeError, "handler must be callable")
        }
        try dictSet(try codecErrorHandlers(), name, handler)
    }

    private func codecErrorHandlers() throws(Raised) -> Ref {
        if let known = state.pointee.codecs.errorHandlers { return Ref(known) }
        let dict = try makeDict()
        let holder = try makeModule("codecs")
        try addFunctions(Self.errorHandlerFunctions, to: holder.ref)
        for function in Self.errorHandlerFunctions {
            let name = function.name.description
            let value = try namedAttribute(holder.ref, name)
            let key = try intern(String(name.dropLast("_errors".utf8.count)))
            try dictSet(dict.ref, key.ref, value.ref)
        }
        state.pointee.codecs.errorHandlers = dict.ref.owned().take()
        return dict.ref
    }

    private static var errorHandlerFunctions: [MethodSpec] {
        [
            MethodSpec("strict_errors", .oneArgument) { module, arguments, _, _ in
                nativeMethod(module, arguments, 1, nil) {
                    interpreter, _, arguments throws(Raised) in
                    guard arguments[0].isException else {
                        throw interpreter.raise(.typeError, "codec must pass exception instance")
                    }
                    throw interpreter.raise(instance: arguments[0].owned())
                }
            },
            MethodSpec("ignore_errors", .oneArgument) { module, arguments, _, _ in
                handle(module, arguments) { failure throws(Raised) in
                    try failure.text([], failure.range.upperBound)
                }
            },
            MethodSpec("replace_errors", .oneArgument) { module, arguments, _, _ in
                handle(module, arguments) { failure throws(Raised) in
                    let count = failure.range.count
                    let text: [UInt32] =
                        switch failure.kind {
                        case .encode: [UInt32](repeating: 63, count: count)
                        case .decode: [0xFFFD]
                        case .translate: [UInt32](repeating: 0xFFFD, count: count)
                        }
                    return try failure.text(text, failure.range.upperBound)
                }
            },
            MethodSpec("xmlcharrefreplace_errors", .oneArgument) { module, arguments, _, _ in
                handle(module, arguments) { failure throws(Raised) in
                    guard failure.kind == .encode else { throw failure.wrongType() }
                    let text = failure.characters.map { "&#\($0);" }.joined()
                    return try failure.text(
                        text.unicodeScalars.map(\.value), failure.range.upperBound)
                }
            },
            MethodSpec("backslashreplace_errors", .oneArgument) { module, arguments, _, _ in
                handle(module, arguments) { failure throws(Raised) in
                    let text: [UInt32] =
                        failure.kind == .decode
                        ? failure.bytes.flatMap { CodecEscapes.hexadecimal("x", UInt32($0), 2) }
                        : failure.characters.flatMap {
                            CodecEscapes.escape($0).unicodeScalars.map(\.value)
                        }
                    return try failure.text(text, failure.range.upperBound)
                }
            },
            MethodSpec("namereplace_errors", .oneArgument) { module, arguments, _, _ in
                handle(module, arguments) { failure throws(Raised) in
                    guard failure.kind == .encode else { throw failure.wrongType() }
                    var text = ""
                    for character in failure.characters {
                        if let name = try failure.interpreter.unicodeName(character) {
                            text += "\\N{\(name)}"
                        } else {
                            text += CodecEscapes.escape(character)
                        }
                    }
                    return try failure.text(
                        text.unicodeScalars.map(\.value), failure.range.upperBound)
                }
            },
            MethodSpec("surrogatepass_errors", .oneArgument) { module, arguments, _, _ in
                handle(module, arguments) { failure throws(Raised) in
                    try failure.passSurrogates()
                }
            },
            MethodSpec("surrogateescape_errors", .oneArgument) { module, arguments, _, _ in
                handle(module, arguments) { failure throws(Raised) in
                    try failure.escapeSurrogates()
                }
            },
        ]
    }

    /// The name of a character in the database of `unicodedata`; nil when it has none, or there is no
    /// such module.
    func unicodeName(_ character: UInt32) throws(Raised) -> String? {
        guard let function = try unicodeDatabaseFunction("name") else { return nil }
        let owner = Owned(stealing: function)
        let text = try makeString(character: character)
        let name = try call(owner.ref, text.ref, none)
        return name.ref.isStr ? name.ref.text : nil
    }

    /// The character of a name; nil when there is none.
    func unicodeCharacter(named name: String) throws(Raised) -> UInt32? {
        guard let function = try unicodeDatabaseFunction("lookup") else { return nil }
        let owner = Owned(stealing: function)
        let text = try makeString(name)
        do throws(Raised) {
            let found = try call(owner.ref, text.ref)
            return found.ref.isStr && found.ref.strCount == 1 ? found.ref.characters[0] : nil
        } catch {
            guard currentExceptionIs(.keyError) else { throw error }
            clearException()
            return nil
        }
    }

    private func unicodeDatabaseFunction(_ name: String) throws(Raised) -> RawObject? {
        do throws(Raised) {
            let module = try importModule("unicodedata")
            return try namedAttribute(module.ref, name).take()
        } catch {
            guard currentExceptionIs(.importError) else { throw error }
            clearException()
            return nil
        }
    }
}

/// The body of a handler.
private func handle(
    _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
    _ body: (CodecFailure) throws(Raised) -> Owned
) -> RawObject? {
    nativeMethod(module, arguments, 1, nil) { interpreter, _, arguments throws(Raised) in
        try body(CodecFailure(interpreter, arguments[0]))
    }
}

/// An exception given to an error handler, taken apart.
private struct CodecFailure {
    enum Kind { case encode, decode, translate }

    let interpreter: Interpreter
    let exception: Ref
    let kind: Kind
    /// The object that can't be converted, and the part in question, within it.
    let object: Ref
    let range: Range<Int>

    init(_ interpreter: Interpreter, _ exception: Ref) throws(Raised) {
        self.interpreter = interpreter
        self.exception = exception
        if interpreter.isInstance(exception, .unicodeEncodeError) {
            kind = .encode
        } else if interpreter.isInstance(exception, .unicodeDecodeError) {
            kind = .decode
        } else if interpreter.isInstance(exception, .unicodeTranslateError) {
            kind = .translate
        } else {
            throw Self.wrongType(interpreter, exception)
        }
        let fields = exception.fields(PyUnicodeErrorObject.self)
        guard let raw = fields.pointee.object else {
            throw interpreter.raise(.typeError, "object attribute not set")
        }
        object = Ref(raw)
        guard kind == .decode ? object.isBytes : object.isStr else {
            throw interpreter.raise(
                .typeError, "object attribute must be \(kind == .decode ? "bytes" : "unicode")")
        }
        let count = kind == .decode ? object.itemCount : object.strCount
        let start = max(0, min(fields.pointee.start, count - 1))
        let end = min(max(fields.pointee.end, 1), count)
        range = start..<max(start, end)
    }

    static func wrongType(_ interpreter: Interpreter, _ exception: Ref) -> Raised {
        interpreter.raise(
            .typeError,
            "don't know how to handle \(interpreter.typeName(exception.type)) in error callback")
    }

    func wrongType() -> Raised { Self.wrongType(interpreter, exception) }

    func raised() -> Raised { interpreter.raise(instance: exception.owned()) }

    /// The characters in question, of a failure in a str.
    var characters: [UInt32] {
        let characters = object.characters
        return range.map { characters[$0] }
    }

    /// The bytes in question.
    var bytes: [UInt8] { range.map { object.bytesBuffer[$0] } }

    func text(_ text: [UInt32], _ next: Int) throws(Raised) -> Owned {
        try interpreter.makePair(
            try interpreter.makeString(codePoints: text), try interpreter.makeInt(next))
    }

    /// Bytes over 127 as lone surrogates, and back.
    func escapeSurrogates() throws(Raised) -> Owned {
        switch kind {
        case .encode:
            let characters = self.characters
            guard characters.allSatisfy({ $0 >= 0xDC80 && $0 <= 0xDCFF }) else { throw raised() }
            let bytes = try interpreter.makeBytes(
                characters.map { UInt8(truncatingIfNeeded: $0) })
            return try interpreter.makePair(bytes, try interpreter.makeInt(range.upperBound))
        case .decode:
            let escaped = bytes.prefix(4).prefix { $0 >= 128 }
            guard !escaped.isEmpty else { throw raised() }
            return try text(
                escaped.map { 0xDC00 + UInt32($0) }, range.lowerBound + escaped.count)
        case .translate: throw wrongType()
        }
    }

    /// Lone surrogates as the encoding would write them if they were characters.
    func passSurrogates() throws(Raised) -> Owned {
        guard kind != .translate else { throw wrongType() }
        let name = exception.fields(PyUnicodeErrorObject.self).pointee.encoding.map { Ref($0) }
        guard let name, name.isStr, let codec = StrCodec(name.text) else { throw raised() }
        switch codec {
        case .ascii, .latin1: throw raised()
        default: break
        }
        if kind == .encode {
            let characters = self.characters
            guard characters.allSatisfy({ $0 >= 0xD800 && $0 <= 0xDFFF }) else { throw raised() }
            var bytes: [UInt8] = []
            for character in characters { codec.append(character, to: &bytes) }
            return try interpreter.makePair(
                try interpreter.makeBytes(bytes), try interpreter.makeInt(range.upperBound))
        }
        let rest = object.bytesBuffer[range.lowerBound...]
        guard let (character, length) = codec.leadingUnit(of: rest), character >= 0xD800,
            character <= 0xDFFF
        else { throw raised() }
        return try text([character], range.lowerBound + length)
    }
}

extension StrCodec {
    /// The first surrogate of bytes, decoded as if it were a character, and its length.
    fileprivate func leadingUnit(
        of bytes: Slice<UnsafeBufferPointer<UInt8>>
    ) -> (UInt32, Int)? {
        let bytes = Array(bytes.prefix(4))
        func unit(_ count: Int, _ isBig: Bool) -> (UInt32, Int)? {
            guard bytes.count >= count else { return nil }
            let ordered = isBig ? Array(bytes.prefix(count)) : bytes.prefix(count).reversed()
            return (ordered.reduce(0) { $0 << 8 | UInt32($1) }, count)
        }
        switch self {
        case .utf8:
            guard bytes.count >= 3, bytes[0] & 0xF0 == 0xE0, bytes[1] & 0xC0 == 0x80,
                bytes[2] & 0xC0 == 0x80
            else { return nil }
            let high = UInt32(bytes[0] & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6
            return (high | UInt32(bytes[2] & 0x3F), 3)
        case .utf16(let isBig): return unit(2, isBig ?? false)
        case .utf32(let isBig): return unit(4, isBig ?? false)
        case .ascii, .latin1: return nil
        }
    }
}
