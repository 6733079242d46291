/// The functions of `sys` for the hooks of asynchronous generators (`Python/sysmodule.c`).
extension Interpreter {
    static func sysEvaluationFunctions() -> [MethodSpec] {
        [
            MethodSpec("set_asyncgen_hooks", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.setAsyncHooks(arguments)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("get_coroutine_origin_tracking_depth", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, _ throws(Raised) in
                    try interpreter.makeInt(interpreter.state.pointee.asyncHooks.originDepth)
                }
            },
            MethodSpec("set_coroutine_origin_tracking_depth", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    let values = try interpreter.bindArguments(
                        "set_coroutine_origin_tracking_depth", ["depth"], required: 1,
                        arguments.start, arguments.count, arguments.names)
                    let depth = try interpreter.indexValue(
                        values[0] ?? interpreter.none, overflow: .overflowError)
                    guard depth >= 0 else {
                        throw interpreter.raise(.valueError, "depth must be >= 0")
                    }
                    interpreter.state.pointee.asyncHooks.originDepth = depth
                    return interpreter.none.owned()
                }
            },
            MethodSpec("get_asyncgen_hooks", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, _ throws(Raised) in
                    try interpreter.asyncHooksTuple()
                }
            },
        ]
    }

    private func setAsyncHooks(_ arguments: Arguments) throws(Raised) {
        let values = try bindArguments(
            "set_asyncgen_hooks", ["firstiter", "finalizer"], required: 0, arguments.start,
            arguments.count, arguments.names)
        if let finalizer = values[1] {
            try checkHook("finalizer", finalizer)
            try audit("sys.set_asyncgen_hook_finalizer")
            setField(&state.pointee.asyncHooks.finalizer, finalizer.isNone ? nil : finalizer)
        }
        if let first = values[0] {
            try checkHook("firstiter", first)
            try audit("sys.set_asyncgen_hook_firstiter")
            setField(&state.pointee.asyncHooks.firstIteration, first.isNone ? nil : first)
        }
    }

    private func checkHook(_ name: String, _ hook: Ref) throws(Raised) {
        guard !hook.isNone, hook.type.pointee.tp_call == nil else { return }
        throw raise(
            .typeError, "callable \(name) expected, got \(typeName(hook.type))")
    }

    /// After the structures of `sys`' attributes.
    private static var asyncHooksTypeNumber: Int { 6 }

    private func asyncHooksTuple() throws(Raised) -> Owned {
        let hooks = state.pointee.asyncHooks
        let type = try makeStructSequenceType(
            Self.asyncHooksTypeNumber,
            StructSequenceSpec("asyncgen_hooks", ["firstiter", "finalizer"]))
        return try makeStructSequence(
            type,
            [
                hooks.firstIteration.map { Ref($0) } ?? none,
                hooks.finalizer.map { Ref($0) } ?? none,
            ])
    }
}
