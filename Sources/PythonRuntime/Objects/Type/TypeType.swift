/// `type` itself: calling classes, their attributes, their repr (`Objects/typeobject.c`).
extension Interpreter {
    static func typeTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .type, name: "type", basicSize: HeapTypeLayout.size, itemSize: 40,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.typeSubclass
                | TypeFlags.haveVectorcall,
            methods: [
                MethodSpec("mro", .noArguments) { object, _, _, _ in typeOrder(object) },
                MethodSpec("__subclasses__", .noArguments) { object, _, _, _ in
                    typeSubclasses(object)
                },
                MethodSpec("__prepare__", [.classMethod, .fastKeywords]) { cls, _, _, _ in
                    slotResult { () throws(Raised) in
                        guard let cls else { throw Raised() }
                        return try Interpreter(containing: cls).makeDict()
                    }
                },
                MethodSpec("__instancecheck__", .oneArgument) { object, arguments, _, _ in
                    checkAgainstType(object, arguments?[0], instance: true)
                },
                MethodSpec("__subclasscheck__", .oneArgument) { object, arguments, _, _ in
                    checkAgainstType(object, arguments?[0], instance: false)
                },
                typeDirectoryMethod,
                MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                    slotResult { () throws(Raised) in
                        guard let object else { throw Raised() }
                        let interpreter = Interpreter(containing: object)
                        return try interpreter.makeInt(interpreter.ownSize(Ref(object)))
                    }
                },
            ],
            getSets: [
                GetSetSpec(
                    "__name__", { object, _ in typeShortName(object) },
                    { object, value, _ in setTypeName(object, value, isQualified: false) }),
                GetSetSpec(
                    "__qualname__", { object, _ in typeQualifiedName(object) },
                    { object, value, _ in setTypeName(object, value, isQualified: true) }),
                basesOfType,
                GetSetSpec(
                    "__module__", { object, _ in typeModule(object) },
                    { object, value, _ in setTypeEntry(object, value, .__module__) }),
                abstractMethodsOfType,
                GetSetSpec("__dict__", { object, _ in typeDict(object) }),
                GetSetSpec(
                    "__doc__", { object, _ in typeDoc(object) },
                    { object, value, _ in setTypeEntry(object, value, .__doc__) }),
            ] + computedTypeAttributes,
            members: [
                MemberSpec("__basicsize__", .int, offset: offset(\.tp_basicsize)),
                MemberSpec("__itemsize__", .int, offset: offset(\.tp_itemsize)),
                MemberSpec("__flags__", .typeFlags, offset: offset(\.tp_flags)),
                MemberSpec("__weakrefoffset__", .int, offset: offset(\.tp_weaklistoffset)),
                MemberSpec("__base__", .object, offset: offset(\.tp_base)),
                MemberSpec("__dictoffset__", .int, offset: offset(\.tp_dictoffset)),
                MemberSpec("__mro__", .object, offset: offset(\.tp_mro)),
            ]
        ) { block in
            block.pointee.type.tp_vectorcall_offset = offset(\.tp_vectorcall)
            block.pointee.type.tp_call = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).callType(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                        keywords.map(Ref.init))
                }
            }
            block.pointee.type.tp_repr = { typeRepr($0) }
            block.pointee.type.tp_dictoffset = offset(\.tp_dict)
            block.pointee.type.tp_weaklistoffset = offset(\.tp_weaklist)
            setTypeMemorySlots(&block.pointee.type)
            block.pointee.number.nb_or = { left, right in
                binarySlot(left, right) { interpreter, left, right throws(Raised) in
                    try interpreter.union(left, right)
                }
            }
            block.pointee.type.tp_getattro = { type, name in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).getTypeAttribute(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(name))
                }
            }
            block.pointee.type.tp_setattro = { type, name, value in
                slotStatus { () throws(Raised) in
                    try Interpreter(containing: type).setTypeAttribute(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(name),
                        value.map(Ref.init))
                    return 0
                }
            }
        }
    }

    private static func offset(_ path: PartialKeyPath<PyTypeObject>) -> Int {
        MemoryLayout<PyTypeObject>.offset(of: path) ?? 0
    }

    /// `T(…)`: makes with `tp_new`, then initialises with `tp_init` if a `T` came out.
    func callType(
        _ type: TypePointer, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        if type == self.type(.type) {
            if arguments.itemCount == 1, (keywords?.dictCount ?? 0) == 0 {
                return Ref(RawObject(arguments.tupleItem(0).type)).owned()
            }
            if arguments.itemCount == 1 {
                throw raise(.typeError, "type() takes no keyword arguments")
            }
            if arguments.itemCount != 3 {
                throw raise(.typeError, "type() takes 1 or 3 arguments")
            }
        }
        guard let new = type.pointee.tp_new else {
            throw raise(.typeError, "cannot create '\(typeName(type))' instances")
        }
        let object = try checked(new(RawObject(type), arguments.raw, keywords?.raw))
        guard isSubtype(object.ref.type, type), let initialize = object.ref.type.pointee.tp_init
        else { return object }
        if initialize(object.raw, arguments.raw, keywords?.raw) < 0 { throw Raised() }
        return object
    }

    /// `T.name`: data descriptors of the metaclass, then the MRO, then the metaclass.
    func getTypeAttribute(_ type: TypePointer, _ name: Ref) throws(Raised) -> Owned {
        guard name.isStr else {
            throw raise(
                .typeError, "attribute name must be string, not '\(typeName(name.type))'")
        }
        let object = Ref(RawObject(type))
        let meta = object.type
        let metaAttribute = lookup(meta, name)
        metaAttribute?.incref()
        defer { metaAttribute?.decref() }
        let metaGet = metaAttribute?.type.pointee.tp_descr_get
        if let metaAttribute, let metaGet, metaAttribute.type.pointee.tp_descr_set != nil {
            return try checked(metaGet(metaAttribute.raw, object.raw, RawObject(meta)))
        }
        if let attribute = lookup(type, name) {
            if let get = attribute.type.pointee.tp_descr_get {
                attribute.incref()
                defer { attribute.decref() }
                return try checked(get(attribute.raw, nil, object.raw))
            }
            return attribute.owned()
        }
        if let metaAttribute, let metaGet {
            return try checked(metaGet(metaAttribute.raw, object.raw, RawObject(meta)))
        }
        if let metaAttribute { return metaAttribute.owned() }
        throw raise(
            .attributeError,
            "type object '\(typeName(type, limit: 50))' has no attribute '\(name.text)'")
    }

    func setTypeAttribute(_ type: TypePointer, _ name: Ref, _ value: Ref?) throws(Raised) {
        guard name.isStr else {
            throw raise(
                .typeError, "attribute name must be string, not '\(typeName(name.type))'")
        }
        if type.pointee.tp_flags & TypeFlags.immutableType != 0 {
            throw raise(
                .typeError,
                "cannot set '\(name.text)' attribute of immutable type '\(typeName(type))'")
        }
        // Names of special methods are compared by identity, so they must be interned.
        let interned =
            name.isExactly(.str) ? try intern(name.owned()) : try intern(name.text)
        let name = interned.ref
        let object = Ref(RawObject(type))
        if let found = lookup(object.type, name), let set = found.type.pointee.tp_descr_set {
            if set(found.raw, object.raw, value?.raw) < 0 { throw Raised() }
            return
        }
        guard let dict = type.pointee.tp_dict else { return }
        if let value {
            try dictSet(Ref(dict), name, value)
        } else if try !dictRemove(Ref(dict), name) {
            throw raise(
                .attributeError,
                "type object '\(typeName(type, limit: 50))' has no attribute '\(name.text)'")
        }
        typeModified(type)
        if name.isASCIISpecial { updateSlots(type, named: name) }
    }

    /// Refuses to change what a native type is, and to delete what a class must have
    /// (`check_set_special_type_attr`).
    func checkSetting(
        _ name: String, of cls: TypePointer, _ value: Ref?, isEntry: Bool = false
    ) throws(Raised) {
        // What a class has besides its dict isn't there in a native type, whose attributes may be set all the same.
        let lacksIt = !isEntry && !cls.isHeapType
        let isFixed = cls.pointee.tp_flags & TypeFlags.immutableType != 0 || lacksIt
        guard isFixed || value == nil else {
            if isAudited, let value {
                try audit(
                    "object.__setattr__", .object(cls.object), .text(name), .object(value))
            }
            return
        }
        throw raise(
            .typeError,
            "cannot \(isFixed ? "set" : "delete") '\(name)' attribute of immutable type '\(typeName(cls, limit: nil))'"
        )
    }

    /// The part of a static type's name after the last dot; a class's name as it is.
    public func shortTypeName(_ type: TypePointer) -> String {
        let name = typeName(type, limit: nil)
        guard type.pointee.tp_flags & TypeFlags.heapType == 0, let dot = name.lastIndex(of: ".")
        else { return name }
        return String(name[name.index(after: dot)...])
    }

    /// `__qualname__`.
    public func qualifiedName(_ type: TypePointer) -> String {
        guard type.isHeapType, let name = type.heap.pointee.ht_qualname else {
            return shortTypeName(type)
        }
        return Ref(name).text
    }

    /// The name with its module, unless that is `builtins`.
    public func qualifiedTypeName(_ type: TypePointer) -> String {
        guard type.pointee.tp_flags & TypeFlags.heapType != 0, let dict = type.pointee.tp_dict
        else {
            return typeName(type, limit: nil)
        }
        let name = qualifiedName(type)
        guard let module = dictGet(Ref(dict), str: self.name(.__module__)), module.isStr else {
            return name
        }
        return module.text == "builtins" ? name : "\(module.text).\(name)"
    }
}

private func typeRepr(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        let type = raw.assumingMemoryBound(to: PyTypeObject.self)
        return try interpreter.makeString("<class '\(interpreter.qualifiedTypeName(type))'>")
    }
}

private func typeShortName(_ raw: RawObject) -> RawObject? {
    let type = raw.assumingMemoryBound(to: PyTypeObject.self)
    if type.isHeapType, let name = type.heap.pointee.ht_name { return Ref(name).owned().take() }
    return slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        return try interpreter.makeString(
            interpreter.shortTypeName(raw.assumingMemoryBound(to: PyTypeObject.self)))
    }
}

private func typeQualifiedName(_ raw: RawObject) -> RawObject? {
    let type = raw.assumingMemoryBound(to: PyTypeObject.self)
    guard type.isHeapType, let name = type.heap.pointee.ht_qualname else {
        return typeShortName(raw)
    }
    return Ref(name).owned().take()
}

/// Sets `__name__` or `__qualname__` of a class.
private func setTypeName(_ raw: RawObject, _ value: RawObject?, isQualified: Bool) -> Int32 {
    statusSlot(raw) { interpreter, type throws(Raised) in
        let cls = type.fields(PyTypeObject.self)
        let attribute = isQualified ? "__qualname__" : "__name__"
        try interpreter.checkSetting(attribute, of: cls, value.map { Ref($0) })
        guard let value else { return }
        guard Ref(value).isStr else {
            throw interpreter.raise(
                .typeError,
                "can only assign string to \(interpreter.typeName(cls, limit: nil)).\(attribute), not '\(interpreter.typeName(Ref(value).type, limit: nil))'"
            )
        }
        if isQualified {
            interpreter.setField(&cls.heap.pointee.ht_qualname, Ref(value))
        } else {
            cls.pointee.tp_name = try interpreter.classNameText(Ref(value))
            interpreter.setField(&cls.heap.pointee.ht_name, Ref(value))
        }
    }
}

/// Sets an attribute of a class that is an entry of its dict.
private func setTypeEntry(
    _ raw: RawObject, _ value: RawObject?, _ name: WellKnownName
) -> Int32 {
    statusSlot(raw) { interpreter, type throws(Raised) in
        let cls = type.fields(PyTypeObject.self)
        try interpreter.checkSetting(
            name.text, of: cls, value.map { Ref($0) }, isEntry: true)
        guard let value, let dict = cls.pointee.tp_dict else { return }
        // What a program sets isn't to be made over.
        try interpreter.completeDocumentation(of: cls)
        try interpreter.dictSet(Ref(dict), interpreter.name(name), Ref(value))
        interpreter.typeModified(cls)
    }
}

private func typeModule(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        let type = raw.assumingMemoryBound(to: PyTypeObject.self)
        if type.pointee.tp_flags & TypeFlags.countsInstances != 0, let dict = type.pointee.tp_dict,
            let module = interpreter.dictGet(Ref(dict), str: interpreter.name(.__module__))
        {
            return module.owned()
        }
        let name = interpreter.typeName(type, limit: nil)
        guard let dot = name.lastIndex(of: ".") else { return try interpreter.intern("builtins") }
        return try interpreter.makeString(String(name[..<dot]))
    }
}

private func typeDict(_ raw: RawObject) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        let type = raw.assumingMemoryBound(to: PyTypeObject.self)
        guard let dict = type.pointee.tp_dict else { return interpreter.none.owned() }
        try interpreter.completeDocumentation(of: type)
        return try interpreter.makeMappingProxy(Ref(dict))
    }
}

private func typeDoc(_ raw: RawObject) -> RawObject? {
    let interpreter = Interpreter(containing: raw)
    let type = raw.assumingMemoryBound(to: PyTypeObject.self)
    // A static type keeps its text as C's, and makes another str of it each time.
    if type.pointee.tp_flags & TypeFlags.countsInstances == 0,
        let text = interpreter.typeDocumentation(type)?.text
    {
        return slotResult { () throws(Raised) in try interpreter.makeString(text) }
    }
    do throws(Raised) { try interpreter.completeDocumentation(of: type) } catch { return nil }
    guard let dict = type.pointee.tp_dict,
        let doc = interpreter.dictGet(Ref(dict), str: interpreter.name(.__doc__))
    else { return interpreter.none.owned().take() }
    if let get = doc.type.pointee.tp_descr_get { return get(doc.raw, nil, raw) }
    return doc.owned().take()
}

private func typeOrder(_ raw: RawObject?) -> RawObject? {
    slotResult { () throws(Raised) in
        guard let raw else { throw Raised() }
        let interpreter = Interpreter(containing: raw)
        let type = raw.assumingMemoryBound(to: PyTypeObject.self)
        let bases = type.pointee.tp_bases.map { Ref($0) } ?? interpreter.emptyTuple
        let order = try interpreter.resolutionOrder(type, bases: bases)
        return try interpreter.makeList(from: order.ref)
    }
}

private func typeSubclasses(_ raw: RawObject?) -> RawObject? {
    slotResult { () throws(Raised) in
        guard let raw else { throw Raised() }
        let interpreter = Interpreter(containing: raw)
        let list = try interpreter.makeList()
        var failed = false
        interpreter.forEachSubclass(of: raw.assumingMemoryBound(to: PyTypeObject.self)) { type in
            do throws(Raised) {
                try interpreter.listAppend(list.ref, Ref(RawObject(type)))
            } catch { failed = true }
        }
        if failed { throw Raised() }
        return list
    }
}

private func checkAgainstType(
    _ type: RawObject?, _ object: RawObject?, instance: Bool
) -> RawObject? {
    slotResult { () throws(Raised) in
        guard let type, let object else { throw Raised() }
        let interpreter = Interpreter(containing: type)
        let result =
            instance
            ? try interpreter.isRealInstance(Ref(object), of: Ref(type))
            : try interpreter.isRealSubclass(Ref(object), of: Ref(type))
        return interpreter.bool(result)
    }
}
