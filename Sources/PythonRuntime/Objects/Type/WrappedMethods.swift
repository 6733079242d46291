/// `staticmethod` and `classmethod` objects (`Objects/funcobject.c`).
@frozen
public struct PyWrappedMethodObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var callable: RawObject?
    public var dict: RawObject?
}

extension Interpreter {
    func makeStaticMethod(_ callable: Ref) throws(Raised) -> Owned {
        try makeWrappedMethod(.staticmethod, callable)
    }

    func makeClassMethod(_ callable: Ref) throws(Raised) -> Owned {
        try makeWrappedMethod(.classmethod, callable)
    }

    private func makeWrappedMethod(
        _ builtin: BuiltinType, _ callable: Ref
    ) throws(Raised) -> Owned {
        let object = try allocateInstance(type(builtin))
        object.ref.fields(PyWrappedMethodObject.self).pointee.callable = callable.owned().take()
        return object
    }

    static func staticMethodSpec() -> TypeSpec {
        wrappedMethodSpec(.staticmethod, "staticmethod") { block in
            block.pointee.type.tp_descr_get = { raw, _, _ in
                slotResult { () throws(Raised) in try wrappedCallable(raw).owned() }
            }
            block.pointee.type.tp_call = { raw, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: raw).call(
                        try wrappedCallable(raw), tuple: Ref(arguments),
                        keywords: keywords.map(Ref.init))
                }
            }
        }
    }

    static func classMethodSpec() -> TypeSpec {
        wrappedMethodSpec(.classmethod, "classmethod") { block in
            block.pointee.type.tp_descr_get = { raw, object, owner in
                slotResult { () throws(Raised) in
                    let callable = try wrappedCallable(raw)
                    let cls = owner ?? object.map { RawObject(Ref($0).type) }
                    guard let cls else { return callable.owned() }
                    if let get = callable.type.pointee.tp_descr_get {
                        return try checked(get(callable.raw, cls, cls))
                    }
                    return try callable.interpreter.makeMethod(callable, boundTo: Ref(cls))
                }
            }
        }
    }

    private static func wrappedMethodSpec(
        _ builtin: BuiltinType, _ name: StaticString,
        slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: MemoryLayout<PyWrappedMethodObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            getSets: [
                GetSetSpec("__isabstractmethod__") { raw, _ in
                    unarySlot(raw) { interpreter, object throws(Raised) in
                        let fields = object.fields(PyWrappedMethodObject.self).pointee
                        return interpreter.bool(
                            try interpreter.isAbstract(fields.callable.map { Ref($0) }))
                    }
                },
                GetSetSpec(
                    "__dict__",
                    { raw, _ in
                        unarySlot(raw) { interpreter, object throws(Raised) in
                            let fields = object.fields(PyWrappedMethodObject.self)
                            if let dict = fields.pointee.dict { return Ref(dict).owned() }
                            let made = try interpreter.makeDict()
                            fields.pointee.dict = made.ref.owned().take()
                            return made
                        }
                    },
                    { raw, value, _ in
                        statusSlot(raw) { interpreter, object throws(Raised) in
                            let value = try interpreter.checkedDict(value.map { Ref($0) })
                            interpreter.setField(
                                &object.fields(PyWrappedMethodObject.self).pointee.dict, value)
                        }
                    }),
            ],
            members: [
                MemberSpec("__func__", .object, offset: 16),
                MemberSpec("__wrapped__", .object, offset: 16),
            ]
        ) { block in
            block.pointee.type.tp_dictoffset = 24
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let inner = try interpreter.repr(try wrappedCallable(raw))
                    let name = interpreter.shortTypeName(Ref(raw).type)
                    return try interpreter.makeString("<\(name)(\(inner.ref.text))>")
                }
            }
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let arguments = Ref(arguments)
                    try checkWrappedArguments(raw, arguments, keywords)
                    let fields = raw.assumingMemoryBound(to: PyWrappedMethodObject.self)
                    let old = fields.pointee.callable
                    fields.pointee.callable = arguments.tupleItem(0).owned().take()
                    if let old { Ref(old).decref() }
                    let interpreter = Interpreter(containing: raw)
                    try interpreter.copyFunctionAttributes(arguments.tupleItem(0), to: Ref(raw))
                    return 0
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let fields = raw.assumingMemoryBound(to: PyWrappedMethodObject.self)
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                if let callable = fields.pointee.callable { Ref(callable).decref() }
                if let dict = fields.pointee.dict { Ref(dict).decref() }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyWrappedMethodObject.self)
                if let callable = fields.pointee.callable {
                    let result = visit(callable, argument)
                    if result != 0 { return result }
                }
                if let dict = fields.pointee.dict { return visit(dict, argument) }
                return 0
            }
            slots(block)
        }
    }
}

extension Interpreter {
    /// Whether a function says that it is abstract.
    func isAbstract(_ function: Ref?) throws(Raised) -> Bool {
        guard let function,
            let found = try lookupAttribute(function, name(.__isabstractmethod__))
        else { return false }
        let flag = Owned(stealing: found)
        return try isTrue(flag.ref)
    }

    /// A static or class method has the attributes of its function (`functools_wraps`).
    fileprivate func copyFunctionAttributes(_ function: Ref, to wrapper: Ref) throws(Raised) {
        for attribute: WellKnownName in [
            .__module__, .__name__, .__qualname__, .__doc__, .__annotations__,
        ] {
            guard let found = try lookupAttribute(function, name(attribute)) else { continue }
            let value = Owned(stealing: found)
            try setAttribute(wrapper, name(attribute), value.ref)
        }
    }
}

private func wrappedCallable(_ raw: RawObject) throws(Raised) -> Ref {
    let fields = raw.assumingMemoryBound(to: PyWrappedMethodObject.self)
    guard let callable = fields.pointee.callable else {
        throw Interpreter(containing: raw).raise(
            .runtimeError, "uninitialized staticmethod object")
    }
    return Ref(callable)
}

/// One argument and no keywords.
private func checkWrappedArguments(
    _ raw: RawObject, _ arguments: Ref, _ keywords: RawObject?
) throws(Raised) {
    let interpreter = Interpreter(containing: raw)
    let isClassMethod = interpreter.isInstance(Ref(raw), .classmethod)
    let name = isClassMethod ? "classmethod" : "staticmethod"
    if let keywords, Ref(keywords).dictCount > 0 {
        throw interpreter.raise(.typeError, "\(name)() takes no keyword arguments")
    }
    guard arguments.itemCount == 1 else {
        throw interpreter.raise(
            .typeError, "\(name) expected 1 argument, got \(arguments.itemCount)")
    }
}
