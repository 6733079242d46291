import PythonDocumentation

/// `__doc__` and `__text_signature__` of native functions, methods, types and fields. CPython keeps them in
/// the static definitions; here tables of constant text tell them when they are asked for.
extension Interpreter {
    /// `__doc__` and `__text_signature__` of a native function or method.
    static var definitionDocumentation: [GetSetSpec] {
        [
            GetSetSpec("__doc__") { raw, _ in
                documentationPart(of: raw, documentationOfFunction, \.text)
            },
            GetSetSpec("__text_signature__") { raw, _ in
                documentationPart(of: raw, documentationOfFunction, \.signature)
            },
        ]
    }

    /// `__doc__` of a computed attribute or of a field.
    static var fieldDocumentation: [GetSetSpec] {
        [
            GetSetSpec("__doc__") { raw, _ in
                documentationPart(of: raw, documentationOfField, \.text)
            }
        ]
    }

    /// Of a native type; nil for a class that a program makes.
    func typeDocumentation(_ type: TypePointer) -> NativeDocumentation? {
        guard let (module, name) = documentedName(of: type) else { return nil }
        return NativeDocumentation(module: module, name: name)
    }

    /// Sets `__doc__` in the dict of a native type, which is None until a program can see it: the texts needn't
    /// be made at the start. Every way to the entry comes here first: the type's `__dict__` and `__doc__`,
    /// and the search for an attribute in the order of a type.
    ///
    /// The str lies among the static objects, as if it had been there all the time: asking moves nothing in the heap.
    func completeDocumentation(of type: TypePointer) throws(Raised) {
        let flags = type.pointee.tp_flags
        guard flags & (TypeFlags.heapType | TypeFlags.tellsDocumentation) == 0 else { return }
        guard let dict = type.pointee.tp_dict, flags & TypeFlags.ready != 0 else { return }
        type.pointee.tp_flags |= TypeFlags.tellsDocumentation
        let key = name(.__doc__)
        guard dictGet(Ref(dict), str: key) == none, let text = typeDocumentation(type)?.text
        else { return }
        // A program can put another value in its place where the type isn't fixed, and so free it.
        let isFixed = flags & TypeFlags.immutableType != 0
        let value = try isFixed ? makeStaticString(text) : makeString(text)
        // The reference to None stays, since programs can count them.
        none.incref()
        // No cache can hold the None that was there: what searches for it fills it in first.
        try dictSet(Ref(dict), key, value.ref)
    }

    /// The value found for a name in the dict of a type: another one if it was the None that stands for a
    /// documentation. Where no memory is left for it, it stays None.
    @inline(__always)
    func documented(_ value: Ref, _ name: Ref, in type: TypePointer) -> Ref {
        value == none ? documentedNone(name, in: type) : value
    }

    @inline(never)
    private func documentedNone(_ name: Ref, in type: TypePointer) -> Ref {
        let own = TypeFlags.heapType | TypeFlags.tellsDocumentation
        guard type.pointee.tp_flags & own == 0, name.isStr, name.text == "__doc__",
            let dict = type.pointee.tp_dict
        else { return none }
        do throws(Raised) { try completeDocumentation(of: type) } catch { clearException() }
        return dictGet(Ref(dict), str: self.name(.__doc__)) ?? none
    }

    /// Of an attribute that a native type defines.
    func attributeDocumentation(_ type: TypePointer, _ name: String) -> NativeDocumentation? {
        guard let (module, typeName) = documentedName(of: type) else { return nil }
        return NativeDocumentation(module: module, name: "\(typeName).\(name)")
    }

    /// The module and the name by which a native type calls itself.
    private func documentedName(of type: TypePointer) -> (module: String, name: String)? {
        let name = typeName(type, limit: nil)
        if let dot = name.lastIndex(of: ".") {
            return (String(name[..<dot]), String(name[name.index(after: dot)...]))
        }
        return type.isHeapType ? nil : ("builtins", name)
    }

    /// Of a function of a module, of a type's `__new__`, or of a method with its object: the first class
    /// in order of resolution that is documented with a method of the name.
    fileprivate func functionDocumentation(_ function: Ref) -> NativeDocumentation? {
        let fields = function.fields(PyCFunctionObject.self).pointee
        guard let text = fields.m_ml.pointee.ml_name else { return nil }
        let name = String(cString: text)
        if let module = fields.m_module, Ref(module).isStr {
            return NativeDocumentation(module: Ref(module).text, name: name)
        }
        guard let bound = fields.m_self else { return nil }
        if name == "__new__" { return NativeDocumentation(module: "builtins", name: name) }
        let types = [
            Ref(bound).isType ? Ref(bound).fields(PyTypeObject.self) : nil, Ref(bound).type,
        ]
        for type in types {
            guard let order = type?.pointee.tp_mro else { continue }
            for index in 0..<Ref(order).itemCount {
                let cls = Ref(order).tupleItem(index).fields(PyTypeObject.self)
                if let found = attributeDocumentation(cls, name) { return found }
            }
        }
        return nil
    }

    /// Of a method or field as its type's dict has it. The fields that every class gets when it is made
    /// have one documentation for all.
    fileprivate func memberDocumentation(_ descriptor: Ref) -> NativeDocumentation? {
        let fields = descriptor.fields(PyDescrObject.self).pointee
        let type = Ref(fields.d_type).fields(PyTypeObject.self)
        let name = Ref(fields.d_name).text
        if type.isHeapType, name == "__weakref__" || name == "__dict__" {
            return NativeDocumentation(module: "builtins", name: name)
        }
        return attributeDocumentation(type, name)
    }
}

private func documentationOfFunction(_ object: Ref) -> NativeDocumentation? {
    let interpreter = object.interpreter
    let isMethod = object.isExactly(.methodDescriptor) || object.isExactly(.classMethodDescriptor)
    return isMethod
        ? interpreter.memberDocumentation(object) : interpreter.functionDocumentation(object)
}

private func documentationOfField(_ object: Ref) -> NativeDocumentation? {
    object.interpreter.memberDocumentation(object)
}

private func documentationPart(
    of raw: RawObject, _ find: (Ref) -> NativeDocumentation?,
    _ part: (NativeDocumentation) -> String?
) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        guard let text = find(Ref(raw)).flatMap(part) else { return interpreter.none.owned() }
        return try interpreter.makeString(text)
    }
}
