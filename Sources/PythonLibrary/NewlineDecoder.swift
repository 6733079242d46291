import PythonRuntime

/// `IncrementalNewlineDecoder`: the decoder below (or `None`), a carriage return kept back as an int; whether
/// line ends are translated.
enum NewlineDecoder {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_io.IncrementalNewlineDecoder", basicSize: 40,
            flags: TypeFlags.baseType,
            methods: [
                MethodSpec("decode", .fastKeywords) { object, arguments, count, names in
                    nativeMethod(object, arguments, count, names) {
                        interpreter, object, arguments throws(Raised) in
                        let values = try interpreter.bind(
                            ParameterList(
                                function: "decode", names: ["input", "final"], required: 1,
                                maximumPositional: 2), arguments)
                        let isFinal = try interpreter.isTrue(values[1] ?? interpreter.false)
                        return try decode(
                            interpreter, object, values[0] ?? interpreter.none, isFinal)
                    }
                },
                MethodSpec("reset", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        object.number(32).pointee = 0
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), 16...16)
                Interpreter(containing: raw).freeInstance(raw)
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                newInstance(
                    type, arguments, keywords,
                    ParameterList(
                        function: "IncrementalNewlineDecoder",
                        names: ["decoder", "translate", "errors"], required: 2,
                        maximumPositional: 3)
                ) { interpreter, object, values throws(Raised) in
                    object.hold(16, (values[0] ?? interpreter.none).owned())
                    object.number(24).pointee =
                        try interpreter.isTrue(values[1] ?? interpreter.none) ? 1 : 0
                }
            }
            block.pointee.type.tp_init = { _, _, _ in 0 }
        }
    }
}

private func decode(
    _ interpreter: Interpreter, _ object: Ref, _ input: Ref, _ isFinal: Bool
) throws(Raised) -> Owned {
    var text = input.owned()
    if let decoder = object.held(16), !decoder.isNone {
        let method = try interpreter.namedAttribute(decoder, "decode")
        let flag = isFinal ? interpreter.true : interpreter.false
        text = try interpreter.call(method.ref, input, flag)
    }
    guard text.ref.isStr else {
        throw interpreter.raise(.typeError, "decoder should return a string result")
    }
    if object.number(32).pointee != 0 {
        let mark = try interpreter.makeString(character: 13)
        text = try interpreter.add(mark.ref, text.ref)
        object.number(32).pointee = 0
    }
    let characters = text.ref.characters
    // A carriage return at the end may be half of a line end.
    if !isFinal, characters.count > 0, characters[characters.count - 1] == 13 {
        object.number(32).pointee = 1
        text = try interpreter.makeString(
            characters: characters.slice(0, characters.count - 1))
    }
    if object.number(24).pointee == 0 { return text }
    return try universalLines(interpreter, text.ref)
}
