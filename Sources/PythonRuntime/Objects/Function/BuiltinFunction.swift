/// Native functions and bound native methods (`Objects/methodobject.c`): `len`, `[].append`.
extension Interpreter {
    /// A native function object; `self` is what it is bound to, or its module.
    func makeBuiltinFunction(
        _ definition: UnsafeMutablePointer<PyMethodDef>, self bound: Ref?, module: Ref?
    ) throws(Raised) -> Owned {
        let raw = try newGCObject(
            type(.builtinFunction), size: MemoryLayout<PyCFunctionObject>.size)
        let fields = raw.assumingMemoryBound(to: PyCFunctionObject.self)
        bound?.incref()
        module?.incref()
        fields.pointee.m_ml = definition
        fields.pointee.m_self = bound?.raw
        fields.pointee.m_module = module?.raw
        fields.pointee.m_weakreflist = nil
        fields.pointee.vectorcall = Interpreter.builtinFunctionVectorcall
        track(raw)
        return Owned(stealing: raw)
    }

    /// Another object of the same native function, which doesn't tell its module.
    public func copyBuiltinFunction(_ function: Ref) throws(Raised) -> Owned {
        let fields = function.fields(PyCFunctionObject.self).pointee
        return try makeBuiltinFunction(
            fields.m_ml, self: fields.m_self.map(Ref.init), module: nil)
    }

    /// Another object of the same native function, bound to something else.
    public func bindBuiltinFunction(_ function: Ref, to object: Ref) throws(Raised) -> Owned {
        let fields = function.fields(PyCFunctionObject.self).pointee
        return try makeBuiltinFunction(
            fields.m_ml, self: object, module: fields.m_module.map(Ref.init))
    }

    static var builtinFunctionVectorcall: VectorcallSlot {
        { callable, arguments, nargsf, names in
            slotResult { () throws(Raised) in
                let function = Ref(callable).fields(PyCFunctionObject.self)
                return try Interpreter(containing: callable).callDefinition(
                    function.pointee.m_ml, self: function.pointee.m_self.map(Ref.init),
                    owner: function.pointee.m_self, arguments,
                    Int(nargsf & ~Interpreter.argumentsOffset),
                    names, isFunction: true)
            }
        }
    }

    /// Calls a native function after the checks its flags ask for. `owner` is the object whose type
    /// names the function in messages; nil or a module for a plain function.
    @inline(__always)
    func callDefinition(
        _ definition: UnsafeMutablePointer<PyMethodDef>, self bound: Ref?, owner: RawObject?,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int, _ names: RawObject?,
        isFunction: Bool = false
    ) throws(Raised) -> Owned {
        let flags = definition.pointee.ml_flags
        if names != nil || (flags.rawValue & 0xC != 0) {
            try checkCall(definition, owner, count, names, isFunction)
        }
        guard let function = definition.pointee.ml_meth else {
            throw raise(.systemError, "bad call flags")
        }
        try enterNative(" while calling a Python object")
        let result = function(bound?.raw, arguments, count, names)
        leaveNative()
        return try checked(result)
    }

    /// The errors of a call that a function's flags don't allow.
    @inline(never)
    private func checkCall(
        _ definition: UnsafeMutablePointer<PyMethodDef>, _ owner: RawObject?, _ count: Int,
        _ names: RawObject?, _ isFunction: Bool
    ) throws(Raised) {
        let flags = definition.pointee.ml_flags
        let hasKeywords = names.map { Ref($0).itemCount > 0 } ?? false
        let refusesKeywords = hasKeywords && !flags.contains(.keywords)
        let wanted = flags.contains(.noArguments) ? 0 : flags.contains(.oneArgument) ? 1 : count
        if !refusesKeywords, count == wanted { return }
        try checkTupleCall(definition, owner, count, names, isFunction)
        let name = functionName(definition, owner)
        if refusesKeywords { throw raise(.typeError, "\(name) takes no keyword arguments") }
        let number = wanted == 0 ? "no arguments" : "exactly one argument"
        throw raise(.typeError, "\(name) takes \(number) (\(count) given)")
    }

    /// `list.append()`, `len()` or `math.sqrt()`, as messages name a function (`_PyObject_FunctionStr`).
    func functionName(_ definition: UnsafeMutablePointer<PyMethodDef>, _ owner: RawObject?)
        -> String
    {
        let name = qualifiedFunctionName(definition, owner)
        guard let owner, Ref(owner).isExactly(.module),
            let module = Ref(owner).fields(PyModuleObject.self).pointee.md_name,
            !Ref(module).isASCIIText("builtins")
        else { return "\(name)()" }
        return "\(Ref(module).text).\(name)()"
    }

    /// `__qualname__`: with the type of the object a method is bound to.
    func qualifiedFunctionName(
        _ definition: UnsafeMutablePointer<PyMethodDef>, _ owner: RawObject?
    ) -> String {
        let name = definition.pointee.ml_name.map { String(cString: $0) } ?? "?"
        guard let owner, !Ref(owner).isExactly(.module) else { return name }
        let type = Ref(owner).isType ? Ref(owner).fields(PyTypeObject.self) : Ref(owner).type
        return "\(qualifiedName(type)).\(name)"
    }

    /// A function of a module by its name, a method by `getattr` of its object.
    private func reduceBuiltin(_ function: Ref) throws(Raised) -> Owned {
        let fields = function.fields(PyCFunctionObject.self).pointee
        let name = try checked(builtinName(function.raw))
        guard let bound = fields.m_self, !Ref(bound).isExactly(.module) else { return name }
        let getter = try builtinFunction("getattr")
        let pair = try makeTuple(Ref(bound), name.ref)
        return try makeTuple(getter.ref, pair.ref)
    }

    static func builtinFunctionSpec() -> TypeSpec {
        TypeSpec(
            builtin: .builtinFunction, name: "builtin_function_or_method",
            basicSize: MemoryLayout<PyCFunctionObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.haveVectorcall | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, function, _ throws(Raised) in
                        try interpreter.reduceBuiltin(function)
                    }
                }
            ],
            getSets: [
                GetSetSpec("__name__", { object, _ in builtinName(object) }),
                GetSetSpec("__qualname__", { object, _ in builtinQualifiedName(object) }),
                GetSetSpec(
                    "__self__",
                    { object, _ in
                        let bound = Ref(object).fields(PyCFunctionObject.self).pointee.m_self
                        return (bound.map(Ref.init) ?? Ref(object).interpreter.none).owned().take()
                    }),
            ] + definitionDocumentation,
            members: [
                MemberSpec(
                    "__module__", .object,
                    offset: MemoryLayout<PyCFunctionObject>.offset(of: \.m_module) ?? 0,
                    isReadOnly: false)
            ]
        ) { block in
            block.pointee.type.tp_vectorcall_offset =
                MemoryLayout<PyCFunctionObject>.offset(of: \.vectorcall) ?? 0
            block.pointee.type.tp_weaklistoffset =
                MemoryLayout<PyCFunctionObject>.offset(of: \.m_weakreflist) ?? 0
            block.pointee.type.tp_call = { vectorcallByTuple($0, $1, $2) }
            block.pointee.type.tp_repr = { builtinRepr($0) }
            block.pointee.type.tp_richcompare = { compareBuiltins($0, $1, $2) }
            block.pointee.type.tp_hash = { hashBuiltin($0) }
            block.pointee.type.tp_dealloc = { raw in
                let fields = raw.assumingMemoryBound(to: PyCFunctionObject.self)
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                interpreter.clearWeakReferences(to: Ref(raw))
                if let bound = fields.pointee.m_self { Ref(bound).decref() }
                if let module = fields.pointee.m_module { Ref(module).decref() }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyCFunctionObject.self)
                if let bound = fields.pointee.m_self {
                    let result = visit(bound, argument)
                    if result != 0 { return result }
                }
                if let module = fields.pointee.m_module { return visit(module, argument) }
                return 0
            }
        }
    }
}

private func builtinName(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let name = Ref(raw).fields(PyCFunctionObject.self).pointee.m_ml.pointee.ml_name
        return try Interpreter(containing: raw).makeString(name.map { String(cString: $0) } ?? "?")
    }
}

private func builtinQualifiedName(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        let fields = Ref(raw).fields(PyCFunctionObject.self)
        return try interpreter.makeString(
            interpreter.qualifiedFunctionName(fields.pointee.m_ml, fields.pointee.m_self))
    }
}

private func builtinRepr(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        let fields = Ref(raw).fields(PyCFunctionObject.self)
        let name = fields.pointee.m_ml.pointee.ml_name.map { String(cString: $0) } ?? "?"
        guard let bound = fields.pointee.m_self, !Ref(bound).isExactly(.module) else {
            return try interpreter.makeString("<built-in function \(name)>")
        }
        let owner = interpreter.typeName(Ref(bound).type)
        return try interpreter.makeString(
            "<built-in method \(name) of \(owner) object at \(interpreter.addressText(Ref(bound)))>"
        )
    }
}

private func compareBuiltins(_ left: RawObject, _ right: RawObject, _ op: Int32) -> RawObject? {
    let interpreter = Interpreter(containing: left)
    guard op == Comparison.equal.rawValue || op == Comparison.notEqual.rawValue,
        Ref(right).isExactly(.builtinFunction)
    else { return interpreter.notImplemented.owned().take() }
    let first = Ref(left).fields(PyCFunctionObject.self).pointee
    let second = Ref(right).fields(PyCFunctionObject.self).pointee
    let isEqual =
        first.m_self == second.m_self && first.m_ml.pointee.ml_name == second.m_ml.pointee.ml_name
    return interpreter.bool(isEqual == (op == Comparison.equal.rawValue)).take()
}

private func hashBuiltin(_ raw: RawObject) -> Int {
    let interpreter = Interpreter(containing: raw)
    let fields = Ref(raw).fields(PyCFunctionObject.self).pointee
    let owner = fields.m_self.map { interpreter.addressHash(Ref($0)) } ?? 0
    let name = fields.m_ml.pointee.ml_name.map {
        Int(AddressSpace.simulatedAddress(of: $0) >> 4)
    }
    let hash = owner ^ (name ?? 0)
    return hash == -1 ? -2 : hash
}
