/// What happens where text or bytes can't be converted (`_Py_error_handler`). The first seven are known by
/// their names; any other is a function of the registry.
enum CodecErrors: String {
    case strict, ignore, replace, xmlcharrefreplace, backslashreplace
    case surrogateescape, other

    init(_ name: String) { self = CodecErrors(rawValue: name) ?? .other }
}

/// What an error handler puts in the place of what can't be converted, and where converting goes on.
struct CodecReplacement {
    enum Content {
        case text([UInt32])
        case bytes([UInt8])
    }
    var content: Content
    var next: Int

    static func text(_ text: String, _ next: Int) -> CodecReplacement {
        CodecReplacement(content: .text(text.unicodeScalars.map(\.value)), next: next)
    }
}

/// The error handling of one run of an encoder.
struct EncodeErrors {
    let interpreter: Interpreter
    let object: Ref
    let name: String
    let kind: CodecErrors

    init(_ interpreter: Interpreter, _ object: Ref, _ name: String) {
        self.interpreter = interpreter
        self.object = object
        self.name = name
        kind = CodecErrors(name)
    }

    /// What stands for characters that can't be encoded.
    func replacement(
        _ range: Range<Int>, _ encoding: String, _ reason: String
    ) throws(Raised) -> CodecReplacement {
        let characters = object.characters
        let end = range.upperBound
        switch kind {
        case .strict: throw failure(range, encoding, reason)
        case .ignore: return CodecReplacement(content: .text([]), next: end)
        case .replace:
            return CodecReplacement(
                content: .text([UInt32](repeating: 63, count: range.count)), next: end)
        case .xmlcharrefreplace:
            return .text(range.map { "&#\(characters[$0]);" }.joined(), end)
        case .backslashreplace:
            return .text(range.map { CodecEscapes.escape(characters[$0]) }.joined(), end)
        case .surrogateescape:
            let escaped = range.prefix { characters[$0] >= 0xDC80 && characters[$0] <= 0xDCFF }
            guard !escaped.isEmpty else { throw failure(range, encoding, reason) }
            return CodecReplacement(
                content: .bytes(escaped.map { UInt8(truncatingIfNeeded: characters[$0]) }),
                next: escaped.endIndex)
        case .other: return try call(range, encoding, reason)
        }
    }

    func failure(_ range: Range<Int>, _ encoding: String, _ reason: String) -> Raised {
        interpreter.raiseCodecError(.unicodeEncodeError, encoding, object, range, reason)
    }

    /// Asks a handler of the registry (`unicode_encode_call_errorhandler`).
    private func call(
        _ range: Range<Int>, _ encoding: String, _ reason: String
    ) throws(Raised) -> CodecReplacement {
        let handler = try interpreter.lookupErrorHandler(name)
        let exception = try interpreter.makeCodecError(
            .unicodeEncodeError, encoding, object, range, reason)
        let result = try interpreter.call(handler.ref, exception.ref)
        let complaint = "encoding error handler must return (str/bytes, int) tuple"
        let pair = try interpreter.handlerResult(result.ref, object.strCount, complaint) {
            $0.isStr || $0.isBytes
        }
        let value = result.ref.tupleItem(0)
        if value.isStr {
            return CodecReplacement(content: .text(value.codePoints), next: pair)
        }
        return CodecReplacement(content: .bytes(Array(value.bytesBuffer)), next: pair)
    }
}

/// The error handling of one run of a decoder. A handler may put other bytes in the place of those being
/// decoded, so the decoder reads them from here.
struct DecodeErrors {
    let interpreter: Interpreter
    private(set) var bytes: [UInt8]
    let name: String
    let kind: CodecErrors

    init(_ interpreter: Interpreter, _ bytes: [UInt8], _ name: String) {
        self.interpreter = interpreter
        self.bytes = bytes
        self.name = name
        kind = CodecErrors(name)
    }

    /// Appends what stands for bytes that can't be decoded; where decoding goes on.
    mutating func handle(
        _ range: Range<Int>, _ encoding: String, _ reason: String, _ result: inout [UInt32]
    ) throws(Raised) -> Int {
        switch kind {
        case .ignore: break
        case .replace: result.append(0xFFFD)
        case .backslashreplace:
            for index in range {
                result += CodecEscapes.hexadecimal("x", UInt32(bytes[index]), 2)
            }
        case .surrogateescape:
            // Bytes over 127 at the beginning are passed; decoding goes on behind them.
            let escaped = range.prefix(4).prefix { bytes[$0] >= 128 }
            guard !escaped.isEmpty else { throw failure(range, encoding, reason) }
            for index in escaped { result.append(0xDC00 + UInt32(bytes[index])) }
            return escaped.endIndex
        case .strict: throw failure(range, encoding, reason)
        case .xmlcharrefreplace, .other: return try call(range, encoding, reason, &result)
        }
        return range.upperBound
    }

    func failure(_ range: Range<Int>, _ encoding: String, _ reason: String) -> Raised {
        do throws(Raised) {
            let object = try interpreter.makeBytes(bytes)
            return interpreter.raiseCodecError(
                .unicodeDecodeError, encoding, object.ref, range, reason)
        } catch { return error }
    }

    /// Asks a handler of the registry (`unicode_decode_call_errorhandler_writer`).
    private mutating func call(
        _ range: Range<Int>, _ encoding: String, _ reason: String, _ text: inout [UInt32]
    ) throws(Raised) -> Int {
        let handler = try interpreter.lookupErrorHandler(name)
        let object = try interpreter.makeBytes(bytes)
        let exception = try interpreter.makeCodecError(
            .unicodeDecodeError, encoding, object.ref, range, reason)
        let result = try interpreter.call(handler.ref, exception.ref)
        let complaint = "decoding error handler must return (str, int) tuple"
        guard result.ref.isTuple, result.ref.itemCount == 2, result.ref.tupleItem(0).isStr else {
            throw interpreter.raise(.typeError, complaint)
        }
        let fields = exception.ref.fields(PyUnicodeErrorObject.self)
        guard let current = fields.pointee.object, Ref(current).isBytes else {
            throw interpreter.raise(.typeError, "object attribute must be bytes")
        }
        if current != object.raw { bytes = Array(Ref(current).bytesBuffer) }
        let next = try interpreter.handlerResult(result.ref, bytes.count, complaint) { $0.isStr }
        text += result.ref.tupleItem(0).codePoints
        return next
    }
}

extension Ref {
    /// The code points of a str, copied.
    public var codePoints: [UInt32] {
        let characters = self.characters
        return [UInt32](unsafeUninitializedCapacity: characters.count) { buffer, count in
            for index in 0..<characters.count { buffer[index] = characters[index] }
            count = characters.count
        }
    }
}

extension Interpreter {
    /// The position of a handler's result, counted from the front; the result is a pair whose first
    /// item is of an accepted type.
    func handlerResult(
        _ result: Ref, _ count: Int, _ complaint: String, _ accepts: (Ref) -> Bool
    ) throws(Raised) -> Int {
        guard result.isTuple, result.itemCount == 2, accepts(result.tupleItem(0)) else {
            throw raise(.typeError, complaint)
        }
        var position = try indexValue(result.tupleItem(1), overflow: .overflowError)
        if position < 0 { position &+= count }
        guard position >= 0, position <= count else {
            throw raise(.indexError, "position \(position) from error handler out of bounds")
        }
        return position
    }

    /// An exception about part of an object that can't be converted.
    func makeCodecError(
        _ type: BuiltinType, _ encoding: String, _ object: Ref, _ range: Range<Int>,
        _ reason: String
    ) throws(Raised) -> Owned {
        let encoding = try makeString(encoding)
        let start = try makeInt(range.lowerBound)
        let end = try makeInt(range.upperBound)
        let reason = try makeString(reason)
        let arguments = try makeTuple([encoding.ref, object, start.ref, end.ref, reason.ref])
        return try makeException(self.type(type), arguments.ref)
    }

    /// `UnicodeEncodeError` or `UnicodeDecodeError` about part of an object.
    func raiseCodecError(
        _ type: BuiltinType, _ encoding: String, _ object: Ref, _ range: Range<Int>,
        _ reason: String
    ) -> Raised {
        do throws(Raised) {
            return raise(instance: try makeCodecError(type, encoding, object, range, reason))
        } catch {
            return error
        }
    }
}

/// The escape sequences that stand for characters and bytes.
enum CodecEscapes {
    /// `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
    static func escape(_ character: UInt32) -> String {
        let digits = String(character, radix: 16)
        let (letter, width) = character < 256 ? ("x", 2) : character < 65536 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    /// The characters of a backslash, a letter and so many hexadecimal digits.
    static func hexadecimal(_ letter: Unicode.Scalar, _ value: UInt32, _ width: Int) -> [UInt32] {
        var result: [UInt32] = [92, letter.value]
        for place in stride(from: width - 1, through: 0, by: -1) {
            let digit = value >> UInt32(4 * place) & 15
            result.append(digit + (digit < 10 ? 48 : 87))
        }
        return result
    }
}
