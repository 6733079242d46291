import PythonRuntime

/// Converting between text and the bytes of the stream below: natively for the codecs of the language, through objects of
/// `codecs` for others.
extension Interpreter {
    /// Makes the encoder and the decoder that the stream below can use.
    func makeTextCoders(_ stream: Ref, encoding: Ref, errors: Ref) throws(Raised) {
        let fields = stream.textIO
        let buffer = Ref(fields.pointee.buffer ?? none.raw).owned()
        fields.pointee.codec = TextCodec(encoding.text)
        let readable = try namedAttribute(buffer.ref, "readable")
        let reads = try call(readable.ref)
        fields.pointee.decodes = try isTrue(reads.ref)
        let writable = try namedAttribute(buffer.ref, "writable")
        let writes = try call(writable.ref)
        fields.pointee.encodes = try isTrue(writes.ref)
        stream.drop(TextStreamObject.decoderOffset)
        stream.drop(TextStreamObject.encoderOffset)
        fields.pointee.newlines.reset()
        fields.pointee.heldCount = 0
        guard fields.pointee.codec == .objects else { return }
        let codec = try lookupCodec(encoding.text)
        try checkTextEncoding(codec.ref, encoding)
        if fields.pointee.decodes {
            let make = try namedAttribute(codec.ref, "incrementaldecoder")
            stream.hold(TextStreamObject.decoderOffset, try call(make.ref, errors))
        }
        if fields.pointee.encodes {
            let make = try namedAttribute(codec.ref, "incrementalencoder")
            stream.hold(TextStreamObject.encoderOffset, try call(make.ref, errors))
        }
    }

    private func checkTextEncoding(_ codec: Ref, _ encoding: Ref) throws(Raised) {
        let key = try intern("_is_text_encoding")
        guard !codec.isExactly(.tuple), let raw = try lookupAttribute(codec, key.ref) else {
            return
        }
        let answer = Owned(stealing: raw)
        if try isTrue(answer.ref) { return }
        throw raise(
            .lookupError,
            "'\(encoding.text)' is not a text encoding; "
                + "use codecs.open() to handle arbitrary codecs")
    }

    private func errorHandler(_ stream: Ref) -> String {
        stream.held(TextStreamObject.errorsOffset)?.text ?? "strict"
    }

    /// Text as the bytes to write.
    func encodeText(_ stream: Ref, _ text: Ref) throws(Raised) -> Owned {
        let codec = stream.textIO.pointee.codec
        if codec != .objects {
            return try encode(text, encoding: codec.name, errors: errorHandler(stream))
        }
        let encoder = stream.held(TextStreamObject.encoderOffset) ?? none
        let encode = try namedAttribute(encoder, "encode")
        let bytes = try call(encode.ref, text)
        if bytes.ref.isBytes { return bytes }
        throw raise(
            .typeError,
            "encoder should return a bytes object, not '\(typeName(bytes.ref.type))'")
    }

    /// The next bytes as text, line ends translated as the stream does it.
    func decodeText(_ stream: Ref, _ data: Ref, isFinal: Bool) throws(Raised) -> Owned {
        let fields = stream.textIO
        let text: Owned
        if fields.pointee.codec == .objects {
            let decoder = stream.held(TextStreamObject.decoderOffset) ?? none
            let decode = try namedAttribute(decoder, "decode")
            text = try call(decode.ref, data, isFinal ? self.true : self.false)
            guard text.ref.isStr else {
                throw raise(
                    .typeError,
                    "decoder should return a string result, not '\(typeName(text.ref.type))'")
            }
        } else {
            text = try decodeNatively(stream, data, isFinal: isFinal)
        }
        guard fields.pointee.readuniversal else { return text }
        let state = (stream.raw + (MemoryLayout<TextStreamObject>.offset(of: \.newlines) ?? 0))
            .assumingMemoryBound(to: NewlineState.self)
        return try decodeNewlines(
            text, state, translates: fields.pointee.readtranslate, isFinal: isFinal)
    }

    private func decodeNatively(
        _ stream: Ref, _ data: Ref, isFinal: Bool
    ) throws(Raised) -> Owned {
        let fields = stream.textIO
        let codec = fields.pointee.codec
        var whole = data.owned()
        if fields.pointee.heldCount > 0 {
            whole = try makeBytes(heldBytes(stream) + (try bytesLike(data)))
            fields.pointee.heldCount = 0
        }
        let decoded = try decodePart(
            whole.ref, encoding: codec.name, errors: errorHandler(stream), isFinal: isFinal)
        if !isFinal {
            let rest = try view(of: whole.ref)
            if decoded.consumed < rest.count {
                holdBytes(stream, Array(rest.bytes[decoded.consumed...]))
            }
        }
        return decoded.text.ref.owned()
    }

    /// The bytes that begin a character whose end didn't come yet.
    private func heldBytes(_ stream: Ref) -> [UInt8] {
        let fields = stream.textIO
        return (0..<min(Int(fields.pointee.heldCount), 4)).map { index in
            UInt8(truncatingIfNeeded: fields.pointee.heldBytes >> UInt32(8 * index))
        }
    }

    private func holdBytes(_ stream: Ref, _ bytes: [UInt8]) {
        var word: UInt32 = 0
        for (index, byte) in bytes.prefix(4).enumerated() {
            word |= UInt32(byte) << UInt32(8 * index)
        }
        stream.textIO.pointee.heldBytes = word
        stream.textIO.pointee.heldCount = UInt8(min(bytes.count, 4))
    }

    // MARK: The decoder's state

    /// The bytes it keeps back, and its flags, above the bit for a carriage return that waits.
    func decoderState(_ stream: Ref) throws(Raised) -> TextDecoderState {
        let fields = stream.textIO
        var bytes = heldBytes(stream)
        var flags = 0
        if fields.pointee.codec == .objects {
            let key = try intern("getstate")
            let state = try callMethod(
                stream.held(TextStreamObject.decoderOffset) ?? none, key.ref)
            guard state.ref.isTuple, state.ref.itemCount == 2 else {
                throw raise(.typeError, "illegal decoder state")
            }
            let kept = state.ref.tupleItem(0)
            guard kept.isBytes else {
                throw raise(
                    .typeError,
                    "illegal decoder state: the first item should be a bytes object, "
                        + "not '\(typeName(kept.type))'")
            }
            bytes = Array(kept.bytesBuffer)
            flags = try indexValue(state.ref.tupleItem(1), overflow: .overflowError)
        }
        if fields.pointee.readuniversal {
            flags = flags &<< 1 | (fields.pointee.newlines.holdsReturn ? 1 : 0)
        }
        return TextDecoderState(bytes: bytes, flags: flags)
    }

    func setDecoderState(_ stream: Ref, _ state: TextDecoderState) throws(Raised) {
        let fields = stream.textIO
        var flags = state.flags
        if fields.pointee.readuniversal {
            fields.pointee.newlines.holdsReturn = flags & 1 != 0
            flags >>= 1
        }
        if fields.pointee.codec != .objects { return holdBytes(stream, state.bytes) }
        let bytes = try makeBytes(state.bytes)
        let number = try makeInt(flags)
        let both = try makeTuple(bytes.ref, number.ref)
        let key = try intern("setstate")
        _ = try callMethod(
            stream.held(TextStreamObject.decoderOffset) ?? none, key.ref, both.ref)
    }

    func resetDecoder(_ stream: Ref) throws(Raised) {
        let fields = stream.textIO
        guard fields.pointee.decodes else { return }
        fields.pointee.newlines.reset()
        fields.pointee.heldCount = 0
        guard fields.pointee.codec == .objects else { return }
        let key = try intern("reset")
        _ = try callMethod(stream.held(TextStreamObject.decoderOffset) ?? none, key.ref)
    }

    /// Tells the encoder whether what comes begins the stream: only then some write a byte order mark.
    func resetEncoder(_ stream: Ref, atStart: Bool) throws(Raised) {
        let fields = stream.textIO
        guard fields.pointee.encodes, fields.pointee.codec == .objects else { return }
        let encoder = stream.held(TextStreamObject.encoderOffset) ?? none
        if atStart {
            let key = try intern("reset")
            _ = try callMethod(encoder, key.ref)
        } else {
            let key = try intern("setstate")
            _ = try callMethod(encoder, key.ref, smallInt(0))
        }
    }
}

/// What a decoder keeps back, and its flags.
struct TextDecoderState {
    var bytes: [UInt8]
    var flags: Int
}
