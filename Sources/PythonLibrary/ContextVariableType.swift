import PythonRuntime

/// The type `ContextVar`.
enum ContextVariableType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_contextvars.ContextVar",
            basicSize: MemoryLayout<PyContextVarObject>.size, flags: TypeFlags.haveGC,
            methods: methods, members: [MemberSpec("name", .object, offset: 16)]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                releaseFields(Ref(raw), 16...24)
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { visitFields($0, 16...24, $1, $2) }
            block.pointee.type.tp_clear = { raw in
                releaseFields(Ref(raw), 16...24)
                return 0
            }
            block.pointee.type.tp_hash = { Ref($0).contextVariable.pointee.var_hash }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.contextVariableRepr(object)
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try ContextVariableType.newVariable(
                        Interpreter(containing: type), Ref(arguments), keywords)
                }
            }
        }
    }

    fileprivate static func newVariable(
        _ interpreter: Interpreter, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let count = arguments.itemCount
        let total = count + (keywords.map { Ref($0).dictCount } ?? 0)
        if total > 2 {
            throw interpreter.raise(
                .typeError, "ContextVar() takes at most 2 arguments (\(total) given)")
        }
        if count != 1 {
            throw interpreter.raise(
                .typeError,
                "ContextVar() takes \(count == 0 ? "exactly" : "at most") 1 positional argument (\(count) given)"
            )
        }
        let list = ParameterList(
            function: "ContextVar", names: ["", "default"], positionalOnly: 1, required: 1,
            maximumPositional: 1)
        let values = try interpreter.bind(list, tuple: arguments, keywords: keywords)
        return try interpreter.makeContextVariable(values[0] ?? interpreter.none, values[1])
    }

    private static var methods: [MethodSpec] {
        [
            MethodSpec("get", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkArguments("get", arguments.count, 0, 1)
                    if let value = try interpreter.contextValue(object) { return value.owned() }
                    if let given = arguments[optional: 0] { return given.owned() }
                    if let fallback = object.held(24) { return fallback.owned() }
                    throw interpreter.raise(.lookupError, argument: object)
                }
            },
            MethodSpec("set", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.contextToken(object, setting: arguments[0])
                }
            },
            MethodSpec("reset", .oneArgument) { object, arguments, _, _ in
                nativeMethod(object, arguments, 1, nil) {
                    interpreter, object, arguments throws(Raised) in
                    guard interpreter.isInstance(arguments[0], .contextTokenType) else {
                        let text = try interpreter.repr(arguments[0])
                        throw interpreter.raise(
                            .typeError, "expected an instance of Token, got \(text.text)")
                    }
                    try interpreter.resetContextVariable(object, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                cls, arguments, _, _ in
                genericAlias(cls, arguments)
            },
        ]
    }
}

extension Interpreter {
    fileprivate func contextVariableRepr(_ object: Ref) throws(Raised) -> Owned {
        let name = try repr(object.held(16) ?? none)
        var text = "<ContextVar name=\(name.text)"
        if let fallback = object.held(24) {
            let shown = try repr(fallback)
            text += " default=\(shown.text)"
        }
        return try makeString("\(text) at \(addressText(object))>")
    }

    fileprivate func contextTokenRepr(_ object: Ref) throws(Raised) -> Owned {
        let variable = try repr(object.held(24) ?? none)
        let used = object.contextToken.pointee.tok_used != 0 ? " used" : ""
        return try makeString("<Token\(used) var=\(variable.text) at \(addressText(object))>")
    }
}

/// The type `Token`: a context, a variable, and the value it had there.
enum ContextTokenType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_contextvars.Token", basicSize: MemoryLayout<PyContextTokenObject>.size,
            flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                    cls, arguments, _, _ in
                    genericAlias(cls, arguments)
                }
            ],
            getSets: [
                GetSetSpec("var") { raw, _ in
                    withObject(raw) { interpreter, object in
                        (object.held(24) ?? interpreter.none).owned()
                    }
                },
                GetSetSpec("old_value") { raw, _ in
                    withObject(raw) { interpreter, object throws(Raised) in
                        if let old = object.held(32) { return old.owned() }
                        return try interpreter.namedAttribute(
                            Ref(RawObject(object.type)), "MISSING")
                    }
                },
            ]
        ) { block in
            ReferenceSlots.install(block, count: 3)
            block.pointee.type.tp_hash = Interpreter.refuseToHash
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.contextTokenRepr(object)
                }
            }
            block.pointee.type.tp_new = { type, _, _ in
                _ = Interpreter(containing: type).raise(
                    .runtimeError, "Tokens can only be created by ContextVars")
                return nil
            }
        }
    }

    /// The type of `Token.MISSING`, of which there is one.
    static func missingSpec() -> TypeSpec {
        TypeSpec(
            library: "Token.MISSING", basicSize: 16, flags: TypeFlags.disallowInstantiation
        ) { block in
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, _ throws(Raised) in
                    try interpreter.makeString("<Token.MISSING>")
                }
            }
            block.pointee.type.tp_dealloc = { Interpreter(containing: $0).freeInstance($0) }
        }
    }
}
