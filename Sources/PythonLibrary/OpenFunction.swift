import PythonRuntime

/// `open` (`Modules/_io/_iomodule.c`): a raw file by its mode, a buffer around it, text around that.
enum OpenFunction {
    static let body: NativeFunction = { module, arguments, count, names in
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

    /// `io.open_code(path)`: the file as bytes.
    static func openCode(_ interpreter: Interpreter, _ path: Ref) throws(Raised) -> Owned {
        let mode = try interpreter.intern("rb")
        return try open(interpreter, [path, mode.ref] + [Ref?](repeating: nil, count: 6))
    }

    private static func checkTexts(
        _ interpreter: Interpreter, _ values: [Ref?]
    ) throws(Raised) {
        let texts: [(Int, StaticString)] = [
            (3, "argument 'encoding'"), (4, "argument 'errors'"), (5, "argument 'newline'"),
        ]
        for (index, name) in texts {
            guard let value = values[index], !value.isStr, !value.isNone else { continue }
            throw interpreter.badArgument("open", name, "str or None", value)
        }
    }

    /// That a mode none of which's letters asks for a kind of access is refused by the raw file.
    private static func checkMode(_ interpreter: Interpreter, _ mode: String) throws(Raised) {
        let complaint: String
        if !mode.allSatisfy({ "rwaxbt+".contains($0) }) || Set(mode).count != mode.count {
            complaint = "invalid mode: '\(mode)'"
        } else if mode.contains("b"), mode.contains("t") {
            complaint = "can't have text and binary mode at once"
        } else if mode.filter({ "rwax".contains($0) }).count > 1 {
            complaint = "must have exactly one of create/read/write/append mode"
        } else {
            return
        }
        throw interpreter.raise(.valueError, complaint)
    }

    private static func open(
        _ interpreter: Interpreter, _ values: [Ref?]
    ) throws(Raised) -> Owned {
        let none = interpreter.none
        if let mode = values[1], !mode.isStr {
            throw interpreter.badArgument("open", "argument 'mode'", "str", mode)
        }
        let buffering = try values[2].map { value throws(Raised) in
            try interpreter.intArgument(value)
        }
        try checkTexts(interpreter, values)
        let mode = values[1]?.text ?? "r"
        try checkMode(interpreter, mode)
        let isBinary = mode.contains("b")
        for (index, what) in [(3, "an encoding"), (4, "an errors"), (5, "a newline")] {
            guard isBinary, let value = values[index], !value.isNone else { continue }
            throw interpreter.raise(.valueError, "binary mode doesn't take \(what) argument")
        }
        if isBinary, buffering == 1 {
            try interpreter.warn(
                .runtimeWarning,
                "line buffering (buffering=1) isn't supported in binary mode, "
                    + "the default buffer size will be used")
        }
        let rawMode = try interpreter.makeString(mode.filter { $0 != "b" && $0 != "t" })
        let raw = try interpreter.call(
            Ref(RawObject(interpreter.type(.fileIO))),
            [
                values[0] ?? none, rawMode.ref, values[6] ?? interpreter.true, values[7] ?? none,
            ])
        do throws(Raised) {
            return try layers(interpreter, raw.ref, mode, values, buffering ?? -1)
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
        _ interpreter: Interpreter, _ raw: Ref, _ mode: String, _ values: [Ref?], _ buffering: Int
    ) throws(Raised) -> Owned {
        let isBinary = mode.contains("b")
        let isTerminal = try interpreter.namedAttribute(raw, "isatty")
        let answer = try interpreter.call(isTerminal.ref)
        let isLine = buffering == 1 || buffering < 0 && answer.ref == interpreter.true
        var size = isLine ? -1 : buffering
        if size < 0 {
            // As large as the file's blocks.
            let blocks = try interpreter.namedAttribute(raw, "_blksize")
            size = try interpreter.indexValue(blocks.ref, overflow: .overflowError)
        }
        if size < 0 { throw interpreter.raise(.valueError, "invalid buffering size") }
        if size == 0 {
            if isBinary { return raw.owned() }
            throw interpreter.raise(.valueError, "can't have unbuffered text I/O")
        }
        let type: LibraryType =
            mode.contains("+")
            ? .bufferedRandom : mode.contains("r") ? .bufferedReader : .bufferedWriter
        let room = try interpreter.makeInt(size)
        let buffer = try interpreter.call(
            Ref(RawObject(interpreter.type(type))), [raw, room.ref])
        if isBinary { return buffer }
        do throws(Raised) {
            return try text(interpreter, buffer.ref, mode, values, isLine)
        } catch {
            // It would warn that it is open.
            let failure = interpreter.takeException()
            let close = try interpreter.intern("close")
            do throws(Raised) { _ = try interpreter.callMethod(buffer.ref, close.ref) } catch {
                interpreter.clearException()
            }
            guard let failure else { throw error }
            throw interpreter.reraise(Owned(stealing: failure))
        }
    }

    private static func text(
        _ interpreter: Interpreter, _ buffer: Ref, _ mode: String, _ values: [Ref?], _ isLine: Bool
    ) throws(Raised) -> Owned {
        let none = interpreter.none
        let text = try interpreter.call(
            Ref(RawObject(interpreter.type(.textStream))),
            [
                buffer, values[3] ?? none, values[4] ?? none, values[5] ?? none,
                isLine ? interpreter.true : interpreter.false,
            ])
        let key = try interpreter.intern("mode")
        let shown = try interpreter.makeString(mode)
        try interpreter.setAttribute(text.ref, key.ref, shown.ref)
        return text
    }
}
