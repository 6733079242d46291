import PythonRuntime

/// `open` (`Modules/_io/_iomodule.c`): a raw file by its mode, a buffer around it, text around that.
enum OpenFunction {
    static let function = NativeModuleFunction("open", .fastKeywords) {
        module, arguments, count, names in
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            let values = try interpreter.bind(
                ParameterList(
                    function: "open",
                    names: [
                        "file", "mode", "buffering", "encoding", "errors", "newline", "closefd",
                        "opener",
                    ], required: 1, maximumPositional: 8), arguments)
            return try open(interpreter, values)
        }
    }

    private static func open(
        _ interpreter: Interpreter, _ values: [Ref?]
    ) throws(Raised) -> Owned {
        let none = interpreter.none
        let mode = values[1].map { $0.isStr ? $0.text : "?" } ?? "r"
        guard mode.allSatisfy({ "rwaxbt+".contains($0) }), Set(mode).count == mode.count,
            mode.filter({ "rwax".contains($0) }).count == 1
        else {
            let valid = mode.allSatisfy { "rwaxbt+".contains($0) }
            throw interpreter.raise(
                .valueError,
                valid
                    ? "must have exactly one of create/read/write/append mode"
                    : "invalid mode: '\(mode)'")
        }
        let isBinary = mode.contains("b")
        if isBinary, mode.contains("t") {
            throw interpreter.raise(
                .valueError, "can't have text and binary mode at once")
        }
        if isBinary, let encoding = values[3], !encoding.isNone {
            throw interpreter.raise(
                .valueError, "binary mode doesn't take an encoding argument")
        }
        let rawMode = try interpreter.makeString(mode.filter { $0 != "b" && $0 != "t" })
        let raw = try interpreter.call(
            Ref(RawObject(interpreter.type(.fileIO))),
            [
                values[0] ?? none, rawMode.ref, values[6] ?? interpreter.true, values[7] ?? none,
            ])
        if isBinary, let buffering = values[2], buffering.isInt, buffering.intValue == 0 {
            return raw
        }
        do throws(Raised) {
            return try layers(interpreter, raw.ref, mode, values)
        } catch {
            // Nobody else can close it; that may fail as well.
            let failure = interpreter.takeException()
            let close = try interpreter.intern("close")
            do throws(Raised) { _ = try interpreter.callMethod(raw.ref, close.ref) } catch {
                _ = interpreter.takeException().map { Owned(stealing: $0) }
            }
            guard let failure else { throw error }
            throw interpreter.reraise(Owned(stealing: failure))
        }
    }

    /// The buffer over a raw stream, and the text over that.
    private static func layers(
        _ interpreter: Interpreter, _ raw: Ref, _ mode: String, _ values: [Ref?]
    ) throws(Raised) -> Owned {
        let none = interpreter.none
        let type: LibraryType =
            mode.contains("+")
            ? .bufferedRandom : mode.contains("r") ? .bufferedReader : .bufferedWriter
        // As large as the file's blocks, if the size isn't given.
        var size = raw.fields(FileIOObject.self).pointee.blksize
        if let buffering = values[2], buffering.isInt, let given = buffering.intValue, given > 1 {
            size = UInt32(clamping: given)
        }
        let room = try interpreter.makeInt(size > 1 ? Int(size) : BufferedObject.usualSize)
        let buffer = try interpreter.call(
            Ref(RawObject(interpreter.type(type))), [raw, room.ref])
        if mode.contains("b") { return buffer }
        let text = try interpreter.call(
            Ref(RawObject(interpreter.type(.textStream))),
            [buffer.ref, values[3] ?? none, values[4] ?? none, values[5] ?? none])
        let key = try interpreter.intern("mode")
        let shown = try interpreter.makeString(mode)
        try interpreter.setAttribute(text.ref, key.ref, shown.ref)
        return text
    }
}
