import PythonRuntime

/// `TextIOWrapper` (`Modules/_io/textio.c`): buffer, encoding, errors, newline, and the text that was decoded and
/// not read yet. Reading decodes the whole rest of the stream at once.
struct TextStreamObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var ok: Int32
    var detached: Int32
    var chunk_size: Int
    var buffer: RawObject?
    var encoding: RawObject?
    var encoder: RawObject?
    var decoder: RawObject?
    var readnl: RawObject?
    var errors: RawObject?
    var writenl: UnsafeRawPointer?
    /// `line_buffering`, `write_through`, `readuniversal`, `readtranslate`, `writetranslate`, `seekable`, `has_read1`
    /// and `telling`, a byte each.
    var switches: UInt64
    var finalizing: UInt64
    var encodefunc: UnsafeRawPointer?
    var encoding_start_of_stream: UInt64
    var decoded_chars: RawObject?
    var decoded_chars_used: Int
    var pending_bytes: RawObject?
    var pending_bytes_count: Int
    var snapshot: RawObject?
    var b2cratio: Double
    var raw: RawObject?
    var weakreflist: RawObject?
    var dict: RawObject?

    static var bufferOffset: Int { 32 }
    static var encodingOffset: Int { 40 }
    static var newlineOffset: Int { 64 }
    static var errorsOffset: Int { 72 }
    static var decodedOffset: Int { 120 }
    static var weakReferencesOffset: Int { 176 }
    static var dictOffset: Int { 184 }
}

enum TextStream {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.TextIOWrapper", basicSize: MemoryLayout<TextStreamObject>.size,
            flags: TypeFlags.baseType | TypeFlags.haveGC, methods: textMethods + stateMethods,
            getSets: [
                GetSetSpec("closed") { raw, _ in ofBuffer(raw, "closed") },
                GetSetSpec("name") { raw, _ in ofBuffer(raw, "name") },
                GetSetSpec("line_buffering") { raw, _ in Ref(raw).interpreter.bool(false).take() },
                GetSetSpec("newlines") { raw, _ in Ref(raw).interpreter.none.owned().take() },
            ],
            members: [
                MemberSpec("buffer", .object, offset: TextStreamObject.bufferOffset),
                MemberSpec("encoding", .object, offset: TextStreamObject.encodingOffset),
                MemberSpec("errors", .object, offset: TextStreamObject.errorsOffset),
            ]
        ) { block in
            IOBase.streamSlots(
                block, dict: TextStreamObject.dictOffset,
                weakReferences: TextStreamObject.weakReferencesOffset)
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    do throws(Raised) {
                        try initializeText(
                            Interpreter(containing: raw), Ref(raw), Ref(arguments), keywords)
                    } catch {
                        // Without a buffer there is nothing to close.
                        releaseFields(Ref(raw), 32...32)
                        throw error
                    }
                    return 0
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                if interpreter.revivesStream(raw) { return }
                interpreter.deallocate(raw) { stream in
                    releaseFields(stream, 32...72)
                    releaseFields(stream, 120...120)
                    releaseStreamDict(stream)
                }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                var status = visitFields(raw, 32...72, visit, argument)
                if status == 0 { status = visitFields(raw, 120...120, visit, argument) }
                return status != 0 ? status : visitStreamDict(raw, visit, argument)
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, stream throws(Raised) in
                    let name = try interpreter.namedAttribute(stream, "name")
                    let text = try interpreter.repr(name.ref)
                    let encoding = stream.held(TextStreamObject.encodingOffset)?.text ?? "utf-8"
                    return try interpreter.makeString(
                        "<_io.TextIOWrapper name=\(text.ref.text) encoding='\(encoding)'>")
                }
            }
        }
    }

    private static var textMethods: [MethodSpec] {
        [
            MethodSpec("read", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    let text = try decodeRest(interpreter, stream)
                    return try takeText(interpreter, stream, text.ref, size ?? .max)
                }
            },
            MethodSpec("readline", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    let size = try interpreter.sizeArgument(arguments[optional: 0])
                    let text = try decodeLine(interpreter, stream)
                    let end = lineLength(
                        text.ref.characters, stream.held(TextStreamObject.newlineOffset)?.text)
                    return try takeText(
                        interpreter, stream, text.ref, min(end, size ?? .max))
                }
            },
            MethodSpec("write", .oneArgument) { stream, arguments, _, _ in
                nativeMethod(stream, arguments, 1, nil) {
                    interpreter, stream, arguments throws(Raised) in
                    try writeText(interpreter, stream, arguments[0])
                }
            },
            MethodSpec("seek", .fast) { stream, arguments, count, names in
                nativeMethod(stream, arguments, count, names) {
                    interpreter, stream, arguments throws(Raised) in
                    stream.hold(TextStreamObject.decodedOffset, interpreter.emptyString.owned())
                    let seek = try interpreter.namedAttribute(
                        stream.held(TextStreamObject.bufferOffset) ?? interpreter.none, "seek")
                    return try interpreter.call(
                        seek.ref, arguments.start, count: arguments.count)
                }
            },
            MethodSpec("tell", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    let tell = try interpreter.namedAttribute(
                        stream.held(TextStreamObject.bufferOffset) ?? interpreter.none, "tell")
                    let place = try interpreter.call(tell.ref)
                    let rest = try interpreter.encode(
                        stream.held(TextStreamObject.decodedOffset) ?? interpreter.emptyString,
                        encoding: stream.held(TextStreamObject.encodingOffset)?.text ?? "utf-8",
                        errors: stream.held(TextStreamObject.errorsOffset)?.text ?? "strict")
                    let length = try interpreter.makeInt(rest.ref.itemCount)
                    return try interpreter.subtract(place.ref, length.ref)
                }
            },
        ]
    }

    private static var stateMethods: [MethodSpec] {
        [
            MethodSpec("flush", .noArguments) { stream, _, _, _ in ofBufferCall(stream, "flush") },
            MethodSpec("close", .noArguments) { stream, _, _, _ in ofBufferCall(stream, "close") },
            MethodSpec("fileno", .noArguments) { stream, _, _, _ in ofBufferCall(stream, "fileno")
            },
            MethodSpec("isatty", .noArguments) { stream, _, _, _ in ofBufferCall(stream, "isatty")
            },
            MethodSpec("readable", .noArguments) { stream, _, _, _ in
                ofBufferCall(stream, "readable")
            },
            MethodSpec("writable", .noArguments) { stream, _, _, _ in
                ofBufferCall(stream, "writable")
            },
            MethodSpec("seekable", .noArguments) { stream, _, _, _ in
                ofBufferCall(stream, "seekable")
            },
            MethodSpec("truncate", .noArguments) { stream, _, _, _ in
                ofBufferCall(stream, "truncate")
            },
            MethodSpec("detach", .noArguments) { stream, _, _, _ in
                withSelf(stream) { interpreter, stream throws(Raised) in
                    guard let buffer = stream.held(TextStreamObject.bufferOffset) else {
                        throw interpreter.raise(
                            .valueError, "underlying buffer has been detached")
                    }
                    let detached = buffer.owned()
                    stream.drop(TextStreamObject.bufferOffset)
                    return detached
                }
            },
        ]
    }
}

private func ofBuffer(_ raw: RawObject, _ name: String) -> RawObject? {
    withObject(raw) { interpreter, stream throws(Raised) in
        guard let buffer = stream.held(TextStreamObject.bufferOffset) else {
            throw interpreter.raise(.valueError, "underlying buffer has been detached")
        }
        return try interpreter.namedAttribute(buffer, name)
    }
}

private func ofBufferCall(_ raw: RawObject?, _ name: String) -> RawObject? {
    withSelf(raw) { interpreter, stream throws(Raised) in
        guard let buffer = stream.held(TextStreamObject.bufferOffset) else {
            throw interpreter.raise(.valueError, "underlying buffer has been detached")
        }
        let method = try interpreter.namedAttribute(buffer, name)
        return try interpreter.call(method.ref)
    }
}

private func initializeText(
    _ interpreter: Interpreter, _ stream: Ref, _ arguments: Ref, _ keywords: RawObject?
) throws(Raised) {
    let values = try interpreter.bind(
        ParameterList(
            function: "TextIOWrapper",
            names: [
                "buffer", "encoding", "errors", "newline", "line_buffering", "write_through",
            ], required: 1, maximumPositional: 6), tuple: arguments, keywords: keywords)
    func text(_ value: Ref?, _ usual: String) throws(Raised) -> Owned {
        guard let value, !value.isNone, value.isStr, value.text != "locale" else {
            return try interpreter.intern(usual)
        }
        return value.owned()
    }
    if let newline = values[3], !newline.isNone {
        guard newline.isStr, ["", "\n", "\r", "\r\n"].contains(newline.text) else {
            let shown = try interpreter.repr(newline)
            throw interpreter.raise(.valueError, "illegal newline value: \(shown.ref.text)")
        }
        stream.hold(TextStreamObject.newlineOffset, newline.owned())
    }
    stream.fields(TextStreamObject.self).pointee.ok = 1
    stream.fields(TextStreamObject.self).pointee.chunk_size = 8192
    stream.hold(TextStreamObject.bufferOffset, (values[0] ?? interpreter.none).owned())
    stream.hold(TextStreamObject.encodingOffset, try text(values[1], "utf-8"))
    stream.hold(TextStreamObject.errorsOffset, try text(values[2], "strict"))
    stream.hold(TextStreamObject.decodedOffset, interpreter.emptyString.owned())
}

/// Text with the next line at least: of a pipe or a socket no more than that, since the rest may not have come.
private func decodeLine(_ interpreter: Interpreter, _ stream: Ref) throws(Raised) -> Owned {
    let pending = stream.held(TextStreamObject.decodedOffset) ?? interpreter.emptyString
    let buffer = stream.held(TextStreamObject.bufferOffset) ?? interpreter.none
    let encoding = stream.held(TextStreamObject.encodingOffset)?.text ?? "utf-8"
    if encoding.hasPrefix("utf-16") || encoding.hasPrefix("utf-32") {
        return try decodeRest(interpreter, stream)
    }
    let seekable = try interpreter.namedAttribute(buffer, "seekable")
    let answer = try interpreter.call(seekable.ref)
    if try interpreter.isTrue(answer.ref) { return try decodeRest(interpreter, stream) }
    let newline = stream.held(TextStreamObject.newlineOffset)?.text
    let known = pending.characters
    if known.count > 0, lineLength(known, newline) < known.count || known[known.count - 1] == 10 {
        return pending.owned()
    }
    let readline = try interpreter.namedAttribute(buffer, "readline")
    let data = try interpreter.call(readline.ref)
    if data.ref.isBytes, data.ref.itemCount == 0 { return pending.owned() }
    let decoded = try interpreter.decode(
        data.ref, encoding: encoding,
        errors: stream.held(TextStreamObject.errorsOffset)?.text ?? "strict")
    let text = newline == nil ? try universalLines(interpreter, decoded.ref) : decoded
    return try interpreter.add(pending, text.ref)
}

/// All the text from here on; what the stream still had is decoded and put behind what was.
private func decodeRest(_ interpreter: Interpreter, _ stream: Ref) throws(Raised) -> Owned {
    let data = try interpreter.callMethod(
        stream.held(TextStreamObject.bufferOffset) ?? interpreter.none, interpreter.name(.read))
    let pending = stream.held(TextStreamObject.decodedOffset) ?? interpreter.emptyString
    if data.ref.isBytes, data.ref.itemCount == 0 { return pending.owned() }
    let decoded = try interpreter.decode(
        data.ref, encoding: stream.held(TextStreamObject.encodingOffset)?.text ?? "utf-8",
        errors: stream.held(TextStreamObject.errorsOffset)?.text ?? "strict")
    let text =
        stream.held(TextStreamObject.newlineOffset) == nil
        ? try universalLines(interpreter, decoded.ref) : decoded
    return try interpreter.add(pending, text.ref)
}

/// Every kind of line end as `\n`.
func universalLines(_ interpreter: Interpreter, _ text: Ref) throws(Raised) -> Owned {
    let characters = text.characters
    guard (0..<characters.count).contains(where: { characters[$0] == 13 }) else {
        return text.owned()
    }
    var result: [UInt32] = []
    var index = 0
    while index < characters.count {
        let character = characters[index]
        index += 1
        if character == 13 {
            if index < characters.count, characters[index] == 10 { index += 1 }
            result.append(10)
        } else {
            result.append(character)
        }
    }
    return try interpreter.makeString(codePoints: result)
}

/// Gives the first characters and keeps the others for later.
private func takeText(
    _ interpreter: Interpreter, _ stream: Ref, _ text: Ref, _ count: Int
) throws(Raised) -> Owned {
    let length = text.strCount
    let taken = min(count, length)
    let characters = text.characters
    stream.hold(
        TextStreamObject.decodedOffset,
        try interpreter.makeString(characters: characters.slice(taken, length)))
    return try interpreter.makeString(characters: characters.slice(0, taken))
}

/// How many characters the first line has, its end included.
private func lineLength(_ characters: StrCharacters, _ newline: String?) -> Int {
    for index in 0..<characters.count {
        let follows = index + 1 < characters.count && characters[index + 1] == 10
        switch (newline, characters[index]) {
        case (nil, 10), ("\n", 10), ("", 10), ("\r", 13): return index + 1
        case ("\r\n", 13) where follows: return index + 2
        case ("", 13): return follows ? index + 2 : index + 1
        default: continue
        }
    }
    return characters.count
}

private func writeText(
    _ interpreter: Interpreter, _ stream: Ref, _ text: Ref
) throws(Raised) -> Owned {
    guard text.isStr else {
        throw interpreter.raise(
            .typeError,
            "write() argument must be str, not \(interpreter.typeName(text.type))")
    }
    var data = try interpreter.encode(
        text, encoding: stream.held(TextStreamObject.encodingOffset)?.text ?? "utf-8",
        errors: stream.held(TextStreamObject.errorsOffset)?.text ?? "strict")
    if let newline = stream.held(TextStreamObject.newlineOffset)?.text, newline.hasPrefix("\r") {
        var bytes: [UInt8] = []
        for byte in try interpreter.bytesLike(data.ref) {
            if byte == 10 { bytes += Array(newline.utf8) } else { bytes.append(byte) }
        }
        data = try interpreter.makeBytes(bytes)
    }
    _ = try interpreter.callMethod(
        stream.held(TextStreamObject.bufferOffset) ?? interpreter.none, interpreter.name(.write),
        data.ref)
    return try interpreter.makeInt(text.strCount)
}
