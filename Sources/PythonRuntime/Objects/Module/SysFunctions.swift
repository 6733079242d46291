/// Functions of `sys` about the process: ending it, encodings, limits (`Python/sysmodule.c`).
extension Interpreter {
    static func sysProcessFunctions() -> [MethodSpec] {
        [
            MethodSpec("exit", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("exit", count, 0, 1)
                    guard count == 1, let status = arguments?[0] else {
                        throw interpreter.raise(.systemExit)
                    }
                    throw interpreter.raiseExit(Ref(status))
                }
            },
            MethodSpec("exception", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    (interpreter.topmostHandledException ?? interpreter.none).owned()
                }
            },
            MethodSpec("is_finalizing", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    interpreter.bool(interpreter.state.pointee.modules.isFinalizing)
                }
            },
            MethodSpec("getdefaultencoding", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeString("utf-8")
                }
            },
            MethodSpec("getfilesystemencoding", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeString("utf-8")
                }
            },
            MethodSpec("getfilesystemencodeerrors", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeString("surrogateescape")
                }
            },
        ] + sysLimitFunctions()
    }

    private static func sysLimitFunctions() -> [MethodSpec] {
        [
            MethodSpec("get_int_max_str_digits", .noArguments) { module, _, _, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.makeInt(interpreter.state.pointee.limits.intMaxStringDigits)
                }
            },
            MethodSpec("set_int_max_str_digits", .fastKeywords) {
                module, arguments, count, names in
                moduleFunction(module) { interpreter throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "set_int_max_str_digits", ["maxdigits"], required: 1, arguments, count,
                        names.map(Ref.init))
                    return try interpreter.setMaxStringDigits(values[0] ?? interpreter.none)
                }
            },
            MethodSpec("call_tracing", .fast) { module, arguments, count, _ in
                moduleFunction(module) { interpreter throws(Raised) in
                    try interpreter.checkArguments("call_tracing", count, 2, 2)
                    guard let function = arguments?[0], let tuple = arguments?[1],
                        Ref(tuple).isTuple
                    else {
                        throw interpreter.raise(
                            .typeError, "call_tracing() argument 2 must be tuple")
                    }
                    return try interpreter.callTracing(Ref(function), Ref(tuple))
                }
            },
        ]
    }

    /// The least limit of digits that may be set.
    private static var leastMaxStringDigits: Int { 640 }

    private func setMaxStringDigits(_ limit: Ref) throws(Raised) -> Owned {
        let digits = try intArgument(limit)
        guard digits == 0 || digits >= Self.leastMaxStringDigits else {
            throw raise(
                .valueError,
                "maxdigits must be 0 or larger than \(Self.leastMaxStringDigits)")
        }
        state.pointee.limits.intMaxStringDigits = digits
        return none.owned()
    }

    /// `SystemExit` with a status; a tuple gives its items as arguments, as in `PyErr_SetObject`.
    private func raiseExit(_ status: Ref) -> Raised {
        guard !status.isNone else { return raise(.systemExit) }
        guard status.isTuple else { return raise(.systemExit, argument: status) }
        do throws(Raised) {
            return raise(instance: try makeException(type(.systemExit), status))
        } catch { return error }
    }
}
