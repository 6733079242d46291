/// The types of the descriptors themselves (`Objects/descrobject.c`).
extension Interpreter {
    static func methodDescriptorSpec() -> TypeSpec {
        descriptorSpec(
            .methodDescriptor, "method_descriptor", MemoryLayout<PyMethodDescrObject>.size,
            extraFlags: TypeFlags.haveVectorcall | TypeFlags.methodDescriptor
        ) { block in
            block.pointee.type.tp_vectorcall_offset =
                MemoryLayout<PyMethodDescrObject>.offset(of: \.vectorcall) ?? 0
            block.pointee.type.tp_repr = { descriptorRepr($0, "method") }
            block.pointee.type.tp_call = { vectorcallByTuple($0, $1, $2) }
            block.pointee.type.tp_descr_get = { descriptor, object, _ in
                slotResult { () throws(Raised) in
                    let ref = Ref(descriptor)
                    guard let object else { return ref.owned() }
                    let interpreter = ref.interpreter
                    try interpreter.checkDescriptor(ref, Ref(object))
                    let definition = ref.fields(PyMethodDescrObject.self).pointee.d_method
                    return try interpreter.makeBuiltinFunction(
                        definition, self: Ref(object), module: nil)
                }
            }
        }
    }

    static func classMethodDescriptorSpec() -> TypeSpec {
        descriptorSpec(
            .classMethodDescriptor, "classmethod_descriptor",
            MemoryLayout<PyMethodDescrObject>.size
        ) { block in
            block.pointee.type.tp_repr = { descriptorRepr($0, "method") }
            block.pointee.type.tp_call = { descriptor, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Ref(descriptor).interpreter.callClassMethod(
                        Ref(descriptor), Ref(arguments), keywords.map(Ref.init))
                }
            }
            block.pointee.type.tp_descr_get = { descriptor, object, type in
                slotResult { () throws(Raised) in
                    let ref = Ref(descriptor)
                    let interpreter = ref.interpreter
                    let owner = type.map(Ref.init) ?? object.map { Ref(RawObject(Ref($0).type)) }
                    guard let owner else { return ref.owned() }
                    try interpreter.checkClassArgument(owner, of: ref)
                    let definition = ref.fields(PyMethodDescrObject.self).pointee.d_method
                    return try interpreter.makeBuiltinFunction(definition, self: owner, module: nil)
                }
            }
        }
    }

    /// `dict.__dict__['fromkeys'](dict, …)`: the first argument is the class.
    private func callClassMethod(
        _ descriptor: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        let fields = descriptor.fields(PyMethodDescrObject.self).pointee
        let owner = fields.common.d_type.assumingMemoryBound(to: PyTypeObject.self)
        let name = Ref(fields.common.d_name).text
        guard arguments.itemCount > 0 else {
            throw raise(
                .typeError, "descriptor '\(name)' of '\(typeName(owner))' object needs an argument")
        }
        let cls = arguments.tupleItem(0)
        try checkClassArgument(cls, of: descriptor)
        let function = try makeBuiltinFunction(fields.d_method, self: cls, module: nil)
        let rest = try makeTuple(
            UnsafeBufferPointer(start: arguments.tupleItems + 1, count: arguments.itemCount - 1))
        return try call(function.ref, tuple: rest.ref, keywords: keywords)
    }

    /// Refuses what isn't a subtype of the type that has the class method.
    private func checkClassArgument(_ cls: Ref, of descriptor: Ref) throws(Raised) {
        let fields = descriptor.fields(PyMethodDescrObject.self).pointee
        let owner = fields.common.d_type.assumingMemoryBound(to: PyTypeObject.self)
        let name = Ref(fields.common.d_name).text
        guard cls.isType else {
            throw raise(
                .typeError,
                "descriptor '\(name)' for type '\(typeName(owner))' needs a type, not a '\(typeName(cls.type))' as arg 2"
            )
        }
        guard isSubtype(cls.fields(PyTypeObject.self), owner) else {
            throw raise(
                .typeError,
                "descriptor '\(name)' requires a subtype of '\(typeName(owner))' but received '\(typeName(cls.fields(PyTypeObject.self)))'"
            )
        }
    }

    static func getSetDescriptorSpec() -> TypeSpec {
        descriptorSpec(
            .getSetDescriptor, "getset_descriptor", MemoryLayout<PyGetSetDescrObject>.size
        ) { block in
            block.pointee.type.tp_repr = { descriptorRepr($0, "attribute") }
            block.pointee.type.tp_descr_get = { descriptor, object, _ in
                let ref = Ref(descriptor)
                guard let object else { return ref.owned().take() }
                let definition = ref.fields(PyGetSetDescrObject.self).pointee.d_getset
                return slotResult { () throws(Raised) in
                    try ref.interpreter.checkDescriptor(ref, Ref(object))
                    guard let get = definition.pointee.get else {
                        throw ref.interpreter.raiseNotAccessible(ref, "readable")
                    }
                    try ref.interpreter.auditReading(ref, of: Ref(object))
                    return try checked(get(object, definition.pointee.closure))
                }
            }
            block.pointee.type.tp_descr_set = { descriptor, object, value in
                let ref = Ref(descriptor)
                let definition = ref.fields(PyGetSetDescrObject.self).pointee.d_getset
                return slotStatus { () throws(Raised) in
                    try ref.interpreter.checkDescriptor(ref, Ref(object))
                    guard let set = definition.pointee.set else {
                        throw ref.interpreter.raiseNotAccessible(ref, "writable")
                    }
                    return set(object, value, definition.pointee.closure)
                }
            }
        }
    }

    static func memberDescriptorSpec() -> TypeSpec {
        descriptorSpec(
            .memberDescriptor, "member_descriptor", MemoryLayout<PyMemberDescrObject>.size
        ) { block in
            block.pointee.type.tp_repr = { descriptorRepr($0, "member") }
            block.pointee.type.tp_descr_get = { descriptor, object, _ in
                let ref = Ref(descriptor)
                guard let object else { return ref.owned().take() }
                return slotResult { () throws(Raised) in
                    try ref.interpreter.checkDescriptor(ref, Ref(object))
                    try ref.interpreter.auditReading(ref, of: Ref(object))
                    return try ref.interpreter.readMember(ref, Ref(object))
                }
            }
            block.pointee.type.tp_descr_set = { descriptor, object, value in
                let ref = Ref(descriptor)
                return slotStatus { () throws(Raised) in
                    try ref.interpreter.checkDescriptor(ref, Ref(object))
                    try ref.interpreter.writeMember(ref, Ref(object), value.map(Ref.init))
                    return 0
                }
            }
        }
    }

    static func wrapperDescriptorSpec() -> TypeSpec {
        descriptorSpec(
            .wrapperDescriptor, "wrapper_descriptor", MemoryLayout<PyWrapperDescrObject>.size,
            extraFlags: TypeFlags.methodDescriptor
        ) { block in
            block.pointee.type.tp_repr = { descriptorRepr($0, "slot wrapper") }
            block.pointee.type.tp_call = { descriptor, arguments, keywords in
                slotResult { () throws(Raised) in
                    let ref = Ref(descriptor)
                    return try ref.interpreter.callUnboundWrapper(
                        ref, Ref(arguments), keywords.map(Ref.init))
                }
            }
            block.pointee.type.tp_descr_get = { descriptor, object, _ in
                slotResult { () throws(Raised) in
                    let ref = Ref(descriptor)
                    guard let object else { return ref.owned() }
                    try ref.interpreter.checkDescriptor(ref, Ref(object))
                    return try ref.interpreter.makeMethodWrapper(ref, Ref(object))
                }
            }
        }
    }

    private static func documentation(of builtin: BuiltinType) -> [GetSetSpec] {
        switch builtin {
        case .wrapperDescriptor: wrapperDocumentation
        case .methodDescriptor, .classMethodDescriptor: definitionDocumentation
        default: fieldDocumentation
        }
    }

    /// What all five have in common: layout, collection, names.
    private static func descriptorSpec(
        _ builtin: BuiltinType, _ name: StaticString, _ size: Int, extraFlags: UInt = 0,
        slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation | extraFlags,
            methods: builtin == .getSetDescriptor || builtin == .classMethodDescriptor
                ? [] : [descriptorReduction],
            getSets: [
                GetSetSpec("__qualname__", { object, _ in descriptorQualifiedName(object) })
            ] + documentation(of: builtin),
            members: [
                MemberSpec(
                    "__objclass__", .object,
                    offset: MemoryLayout<PyDescrObject>.offset(of: \.d_type) ?? 0),
                MemberSpec(
                    "__name__", .object,
                    offset: MemoryLayout<PyDescrObject>.offset(of: \.d_name) ?? 0),
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let fields = raw.assumingMemoryBound(to: PyDescrObject.self)
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                Ref(fields.pointee.d_type).decref()
                Ref(fields.pointee.d_name).decref()
                if let name = fields.pointee.d_qualname { Ref(name).decref() }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visit(raw.assumingMemoryBound(to: PyDescrObject.self).pointee.d_type, argument)
            }
            slots(block)
        }
    }
}

/// `<method 'append' of 'list' objects>`.
private func descriptorRepr(_ raw: RawObject, _ what: String) -> RawObject? {
    slotResult { () throws(Raised) in
        let fields = raw.assumingMemoryBound(to: PyDescrObject.self)
        let interpreter = Interpreter(containing: raw)
        let owner = fields.pointee.d_type.assumingMemoryBound(to: PyTypeObject.self)
        return try interpreter.makeString(
            "<\(what) '\(Ref(fields.pointee.d_name).text)' of '\(interpreter.typeName(owner))' objects>"
        )
    }
}

private func descriptorQualifiedName(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let fields = raw.assumingMemoryBound(to: PyDescrObject.self)
        let interpreter = Interpreter(containing: raw)
        let owner = fields.pointee.d_type.assumingMemoryBound(to: PyTypeObject.self)
        return try interpreter.makeString(
            "\(interpreter.qualifiedName(owner)).\(Ref(fields.pointee.d_name).text)")
    }
}
