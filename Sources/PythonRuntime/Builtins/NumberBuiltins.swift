/// Built-in functions about numbers and characters.
extension Interpreter {
    static func numberBuiltins() -> [MethodSpec] {
        [
            MethodSpec("bin", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.formatIndex(object, "#b")
                }
            },
            MethodSpec("oct", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.formatIndex(object, "#o")
                }
            },
            MethodSpec("hex", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.formatIndex(object, "#x")
                }
            },
            MethodSpec("chr", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.character(object)
                }
            },
            MethodSpec("ord", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.codePoint(object)
                }
            },
            MethodSpec("round", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "round", ["number", "ndigits"], required: 1, arguments, count,
                        names.map(Ref.init))
                    return try interpreter.round(values[0] ?? interpreter.none, values[1])
                }
            },
        ]
    }

    /// `round(number[, ndigits])` through `__round__`.
    private func round(_ number: Ref, _ digits: Ref?) throws(Raised) -> Owned {
        let digits = digits.flatMap { $0.isNone ? nil : $0 }
        guard let result = try callSpecial(number, .__round__, digits) else {
            throw raise(
                .typeError,
                "type \(typeName(number.type, limit: 100)) doesn't define __round__ method")
        }
        return Owned(stealing: result)
    }

    private func character(_ object: Ref) throws(Raised) -> Owned {
        let code = try intArgument(object)
        guard code >= 0, code < 0x11_0000 else {
            throw raise(.valueError, "chr() arg not in range(0x110000)")
        }
        return try makeString(character: UInt32(code))
    }
}

/// Built-in functions that are operators: `abs`, `divmod`, `pow`.
extension Interpreter {
    static func operatorBuiltins() -> [MethodSpec] {
        [
            MethodSpec("abs", .oneArgument) { module, arguments, _, _ in
                moduleFunction(module, arguments) { interpreter, object throws(Raised) in
                    try interpreter.absolute(object)
                }
            },
            MethodSpec("divmod", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("divmod", count, 2, 2)
                    return try interpreter.divmod(
                        interpreter.argument(arguments, 0), interpreter.argument(arguments, 1))
                }
            },
            MethodSpec("pow", .fastKeywords) { module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "pow", ["base", "exp", "mod"], required: 2, arguments, count,
                        names.map(Ref.init))
                    return try interpreter.power(
                        values[0] ?? interpreter.none, values[1] ?? interpreter.none,
                        modulus: values[2])
                }
            },
        ]
    }
}
