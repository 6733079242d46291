/// Built-in functions about single objects: `id`, `repr`, `print`, `isinstance` …
extension Interpreter {
    static func objectBuiltins() -> [MethodSpec] {
        [
            MethodSpec("print", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.printValues(arguments, count, names.map(Ref.init))
                }
            },
            MethodSpec("id", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    let address = Int(AddressSpace.simulatedAddress(of: object.raw))
                    if interpreter.isAudited { try interpreter.audit("builtins.id", .int(address)) }
                    return try interpreter.makeInt(address)
                }
            },
            MethodSpec("repr", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.repr(object)
                }
            },
            MethodSpec("ascii", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.ascii(object)
                }
            },
            MethodSpec("hash", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.makeInt(try interpreter.hash(object))
                }
            },
            MethodSpec("callable", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    interpreter.bool(object.type.pointee.tp_call != nil)
                }
            },
            MethodSpec("isinstance", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("isinstance", count, 2, 2)
                    return interpreter.bool(
                        try interpreter.isInstance(
                            interpreter.argument(arguments, 0),
                            of: interpreter.argument(arguments, 1)))
                }
            },
            MethodSpec("issubclass", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("issubclass", count, 2, 2)
                    return interpreter.bool(
                        try interpreter.isSubclass(
                            interpreter.argument(arguments, 0),
                            of: interpreter.argument(arguments, 1)))
                }
            },
            MethodSpec("format", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("format", count, 1, 2)
                    if count > 1, !interpreter.argument(arguments, 1).isStr {
                        throw interpreter.badArgument(
                            "format", "argument 2", "str", interpreter.argument(arguments, 1))
                    }
                    return try interpreter.format(
                        interpreter.argument(arguments, 0),
                        specification: count > 1 ? interpreter.argument(arguments, 1) : nil)
                }
            },
            MethodSpec("input", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("input", count, 0, 1)
                    let prompt = count > 0 ? interpreter.argument(arguments, 0) : nil
                    try interpreter.audit(
                        "builtins.input", .object(prompt ?? interpreter.none))
                    return try interpreter.readInput(prompt: prompt)
                }
            },
        ]
    }

    /// `print(*values, sep=' ', end='\n', file=None, flush=False)`.
    private func printValues(
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int, _ names: Ref?
    ) throws(Raised) -> Owned {
        var separator: Ref?
        var end: Ref?
        var file: Ref?
        var flushes = false
        for index in 0..<(names?.itemCount ?? 0) {
            guard let names else { break }
            let key = names.tupleItem(index)
            let value = argument(arguments, count + index)
            switch key.text {
            case "sep": separator = value
            case "end": end = value
            case "file": file = value.isNone ? nil : value
            case "flush": flushes = try isTrue(value)
            default:
                throw raise(
                    .typeError, "'\(key.text)' is an invalid keyword argument for print()")
            }
        }
        separator = try textOption(separator, "sep")
        end = try textOption(end, "end")
        for index in 0..<count {
            if index > 0 { try writeText(separator, " ", to: file) }
            try write(argument(arguments, index), to: file)
        }
        try writeText(end, "\n", to: file)
        if flushes {
            let stream: Owned?
            if let file {
                stream = file.owned()
            } else {
                stream = try standardStream(name(.stdout))
            }
            if let stream, !stream.ref.isNone, !stream.ref.isStandardStream {
                _ = try namedCall(stream.ref, "flush")
            }
        }
        return none.owned()
    }

    private func textOption(_ value: Ref?, _ name: String) throws(Raised) -> Ref? {
        guard let value, !value.isNone else { return nil }
        guard value.isStr else {
            throw raise(
                .typeError, "\(name) must be None or a string, not \(typeName(value.type))")
        }
        return value
    }

    private func writeText(_ text: Ref?, _ standard: String, to file: Ref?) throws(Raised) {
        if let text { return try write(text, to: file) }
        let object = try makeString(standard)
        try write(object.ref, to: file)
    }

    /// Writes `str(value)` to a file object, or to `sys.stdout`.
    private func write(_ value: Ref, to file: Ref?) throws(Raised) {
        let text = try str(value)
        guard let file else { return try writeToStandardOutput(text.ref) }
        if file.isStandardStream {
            return writeToHost(stream: file.standardStreamNumber, str: text.ref)
        }
        _ = try callMethod(file, name(.write), text.ref)
    }

    /// Calls a method without arguments.
    private func namedCall(_ object: Ref, _ name: String) throws(Raised) -> Owned {
        let method = try namedAttribute(object, name)
        return try call(method.ref)
    }

    /// `input(prompt)`: from the host, or from the file that a program has put in `sys.stdin`'s place.
    private func readInput(prompt: Ref?) throws(Raised) -> Owned {
        // Nobody has put another stream in its place as long as `sys.stdin` isn't made.
        if !state.pointee.modules.isSysComplete { return try readHostLine(prompt) }
        let input = try inputStream("stdin")
        let output = try inputStream("stdout")
        _ = try inputStream("stderr")
        if input.ref.isStandardStream { return try readHostLine(prompt) }
        if let prompt { try write(prompt, to: output.ref) }
        if !output.ref.isStandardStream {
            // A file that can't be flushed will do.
            do throws(Raised) { _ = try namedCall(output.ref, "flush") } catch { clearException() }
        }
        let line = try namedCall(input.ref, "readline")
        guard line.ref.isStr else {
            throw raise(.typeError, "object.readline() returned non-string")
        }
        let characters = line.ref.characters
        guard characters.count > 0 else { throw raise(.eofError, "EOF when reading a line") }
        guard characters[characters.count - 1] == 10 else { return line }
        return try makeString(characters: characters.slice(0, characters.count - 1))
    }

    /// A stream of `sys`, which a program may have taken away.
    private func inputStream(_ name: String) throws(Raised) -> Owned {
        if let sys = state.pointee.modules.sys {
            let key = try intern(name)
            if let found = try lookupAttribute(Ref(sys), key.ref) {
                let stream = Owned(stealing: found)
                if !stream.ref.isNone { return stream }
            }
        }
        throw raise(.runtimeError, "input(): lost sys.\(name)")
    }

    private func readHostLine(_ prompt: Ref?) throws(Raised) -> Owned {
        if let prompt { try write(prompt, to: nil) }
        guard let line = state.pointee.host?.takeUnretainedValue().readLine() else {
            throw raise(.eofError, "EOF when reading a line")
        }
        var bytes = line
        if bytes.last == 0x0A { bytes.removeLast() }
        return try makeString(String(decoding: bytes, as: UTF8.self))
    }
}
