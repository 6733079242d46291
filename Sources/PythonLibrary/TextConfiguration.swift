import PythonRuntime

/// How a `TextIOWrapper` begins, and how it is changed later.
extension Interpreter {
    func initializeText(
        _ stream: Ref, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) {
        let values = try bind(
            ParameterList(
                function: "TextIOWrapper",
                names: [
                    "buffer", "encoding", "errors", "newline", "line_buffering", "write_through",
                ], required: 1, maximumPositional: 6), tuple: arguments, keywords: keywords)
        let fields = stream.textIO
        fields.pointee.detached = 0
        fields.pointee.ok = 0
        if values[1].map({ $0.isNone }) ?? true, warnsOfDefaultEncoding {
            try warn(.encodingWarning, "'encoding' argument not specified")
        }
        let encoding = try encodingArgument(values[1])
        let errors = try errorsArgument(values[2])
        try checkNewline(values[3])
        let lineBuffering = try values[4].map { value throws(Raised) in try isTrue(value) }
        let writeThrough = try values[5].map { value throws(Raised) in try isTrue(value) }
        for offset in [120, 136, 152, 168] { releaseFields(stream, offset...offset) }
        fields.pointee.decoded_chars_used = 0
        fields.pointee.pending_bytes_count = 0
        fields.pointee.b2cratio = 0
        fields.pointee.chunk_size = 8192
        setNewline(stream, values[3])
        fields.pointee.line_buffering = lineBuffering ?? false
        fields.pointee.write_through = writeThrough ?? false
        stream.hold(TextStreamObject.encodingOffset, encoding.ref.owned())
        stream.hold(TextStreamObject.errorsOffset, errors.ref.owned())
        let buffer = values[0] ?? none
        stream.hold(TextStreamObject.bufferOffset, buffer.owned())
        try makeTextCoders(stream, encoding: encoding.ref, errors: errors.ref)
        if buffer.type == type(.bufferedReader) || buffer.type == type(.bufferedWriter)
            || buffer.type == type(.bufferedRandom)
        {
            let raw = try rawStream(buffer)
            if raw.type == type(.fileIO) { stream.hold(168, raw.owned()) }
        }
        let seekable = try namedAttribute(buffer, "seekable")
        let answer = try call(seekable.ref)
        fields.pointee.seekable = try isTrue(answer.ref)
        fields.pointee.telling = fields.pointee.seekable
        let key = try intern("read1")
        fields.pointee.has_read1 =
            try lookupAttribute(buffer, key.ref).map { found in
                Ref(found).decref()
                return true
            } ?? false
        fields.pointee.encoding_start_of_stream = 0
        try adjustEncoder(stream)
        fields.pointee.ok = 1
    }

    /// Text that is added behind other text has no byte order mark.
    private func adjustEncoder(_ stream: Ref) throws(Raised) {
        let fields = stream.textIO
        guard fields.pointee.seekable, fields.pointee.encodes,
            let buffer = stream.held(TextStreamObject.bufferOffset)?.owned()
        else { return }
        fields.pointee.encoding_start_of_stream = 1
        let tell = try intern("tell")
        let place = try callMethod(buffer.ref, tell.ref)
        if try isTrue(place.ref) {
            fields.pointee.encoding_start_of_stream = 0
            try resetEncoder(stream, atStart: false)
        }
    }

    private func encodingArgument(_ value: Ref?) throws(Raised) -> Owned {
        guard let value, !value.isNone else { return try intern("utf-8") }
        guard value.isStr else {
            throw raise(
                .typeError,
                "TextIOWrapper() argument 'encoding' must be str or None, "
                    + "not \(typeName(value.type))")
        }
        if value.text.unicodeScalars.contains("\0") {
            throw raise(.valueError, "embedded null character")
        }
        return value.text == "locale" ? try intern("utf-8") : value.owned()
    }

    private func errorsArgument(_ value: Ref?) throws(Raised) -> Owned {
        guard let value, !value.isNone else { return try intern("strict") }
        guard value.isStr else {
            throw raise(
                .typeError,
                "TextIOWrapper() argument 'errors' must be str or None, "
                    + "not \(typeName(value.type))")
        }
        if value.text.unicodeScalars.contains("\0") {
            throw raise(.valueError, "embedded null character")
        }
        try checkErrorHandlerName(value.text)
        return value.owned()
    }

    private func checkNewline(_ newline: Ref?) throws(Raised) {
        guard let newline, !newline.isNone else { return }
        guard newline.isStr else {
            throw raise(
                .typeError,
                "TextIOWrapper() argument 'newline' must be str or None, "
                    + "not \(typeName(newline.type))")
        }
        let text = newline.text
        if ["", "\n", "\r", "\r\n"].contains(where: { Array($0.utf8) == Array(text.utf8) }) {
            return
        }
        throw raise(.valueError, "illegal newline value: \(text)")
    }

    private func setNewline(_ stream: Ref, _ newline: Ref?) {
        let fields = stream.textIO
        let text = newline.flatMap { $0.isNone ? nil : Array($0.text.utf8) }
        if let newline, !newline.isNone {
            stream.hold(TextStreamObject.newlineOffset, newline.owned())
        } else {
            stream.drop(TextStreamObject.newlineOffset)
        }
        fields.pointee.readuniversal = text?.isEmpty ?? true
        fields.pointee.readtranslate = text == nil
        fields.pointee.writetranslate = !(text?.isEmpty ?? false)
        fields.pointee.writenl =
            text == [13] ? .carriageReturn : text == [13, 10] ? .both : .same
    }

    /// `reconfigure(*, encoding, errors, newline, line_buffering, write_through)`.
    func reconfigureText(_ stream: Ref, _ arguments: Arguments) throws(Raised) {
        let values = try bind(
            ParameterList(
                function: "reconfigure",
                names: ["encoding", "errors", "newline", "line_buffering", "write_through"],
                maximumPositional: 0), arguments)
        _ = try textBuffer(stream)
        let fields = stream.textIO
        let encoding = values[0].flatMap { $0.isNone ? nil : $0 }
        let errors = values[1].flatMap { $0.isNone ? nil : $0 }
        if fields.pointee.decoded_chars != nil,
            encoding != nil || errors != nil || values[2] != nil
        {
            throw try IOModule.unsupported(
                self,
                "It is not possible to set the encoding or newline of stream after the first read")
        }
        try checkNewline(values[2])
        var lineBuffering = fields.pointee.line_buffering
        if let value = values[3], !value.isNone { lineBuffering = try isTrue(value) }
        var writeThrough = fields.pointee.write_through
        if let value = values[4], !value.isNone { writeThrough = try isTrue(value) }
        let flush = try intern("flush")
        _ = try callMethod(stream, flush.ref)
        if let newline = values[2] { setNewline(stream, newline) }
        if encoding != nil || errors != nil || values[2] != nil {
            let newEncoding: Owned
            if let encoding {
                newEncoding = try encodingArgument(encoding)
            } else {
                newEncoding = (stream.held(TextStreamObject.encodingOffset) ?? none).owned()
            }
            let newErrors: Owned
            if let errors {
                newErrors = try errorsArgument(errors)
            } else if encoding != nil {
                newErrors = try intern("strict")
            } else {
                newErrors = (stream.held(TextStreamObject.errorsOffset) ?? none).owned()
            }
            try makeTextCoders(stream, encoding: newEncoding.ref, errors: newErrors.ref)
            stream.hold(TextStreamObject.encodingOffset, newEncoding)
            stream.hold(TextStreamObject.errorsOffset, newErrors)
            try adjustEncoder(stream)
        }
        fields.pointee.line_buffering = lineBuffering
        fields.pointee.write_through = writeThrough
    }

    // MARK: What it shows

    /// The next line of an iteration, nil at the end; while one goes on the place can't be told.
    func nextTextLine(_ stream: Ref) throws(Raised) -> RawObject? {
        let fields = stream.textIO
        _ = try textBuffer(stream)
        fields.pointee.telling = false
        let line: Owned
        if stream.type == type(.textStream) {
            line = try readTextLine(stream, limit: nil)
        } else {
            line = try callMethod(stream, name(.readline))
            guard line.ref.isStr else {
                throw raise(
                    .osError,
                    "readline() should have returned a str object, "
                        + "not '\(typeName(line.ref.type))'")
            }
        }
        if line.ref.strCount > 0 { return line.take() }
        stream.drop(TextStreamObject.snapshotOffset)
        fields.pointee.telling = fields.pointee.seekable
        return nil
    }

    /// `<_io.TextIOWrapper name='x' mode='r' encoding='UTF-8'>`.
    func textRepr(_ stream: Ref) throws(Raised) -> Owned {
        try checkTextInitialized(stream)
        guard try enterRepr(stream) else {
            throw raise(
                .runtimeError, "reentrant call inside \(typeName(stream.type)).__repr__")
        }
        defer { leaveRepr(stream) }
        var text = "<_io.TextIOWrapper"
        for attribute in ["name", "mode"] {
            let key = try intern(attribute)
            do throws(Raised) {
                if let raw = try lookupAttribute(stream, key.ref) {
                    let value = Owned(stealing: raw)
                    let shown = try repr(value.ref)
                    text += " \(attribute)=\(shown.ref.text)"
                }
            } catch {
                guard currentExceptionIs(.valueError) else { throw error }
                clearException()
            }
        }
        let encoding = try repr(stream.held(TextStreamObject.encodingOffset) ?? none)
        return try makeString("\(text) encoding=\(encoding.ref.text)>")
    }
}
