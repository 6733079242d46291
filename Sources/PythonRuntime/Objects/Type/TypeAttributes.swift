/// Attributes of classes that are computed, or checked when they are set (`type_getsets` in
/// `Objects/typeobject.c`).
extension Interpreter {
    static var basesOfType: GetSetSpec {
        GetSetSpec(
            "__bases__",
            { raw, _ in
                let bases = raw.assumingMemoryBound(to: PyTypeObject.self).pointee.tp_bases
                return (bases.map { Ref($0) } ?? Ref(raw).interpreter.emptyTuple).owned().take()
            },
            { raw, value, _ in
                statusSlot(raw) { interpreter, type throws(Raised) in
                    try interpreter.setBases(
                        of: type.fields(PyTypeObject.self), value.map { Ref($0) })
                }
            })
    }

    static var abstractMethodsOfType: GetSetSpec {
        GetSetSpec(
            "__abstractmethods__",
            { raw, _ in
                unarySlot(raw) { interpreter, type throws(Raised) in
                    try interpreter.abstractMethods(of: type).owned()
                }
            },
            { raw, value, _ in
                statusSlot(raw) { interpreter, type throws(Raised) in
                    try interpreter.setAbstractMethods(of: type, value.map { Ref($0) })
                }
            })
    }

    static var computedTypeAttributes: [GetSetSpec] {
        [
            GetSetSpec("__text_signature__") { raw, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let type = raw.assumingMemoryBound(to: PyTypeObject.self)
                    guard let text = interpreter.typeDocumentation(type)?.signature else {
                        return interpreter.none.owned()
                    }
                    return try interpreter.makeString(text)
                }
            },
            GetSetSpec(
                "__annotations__",
                { raw, _ in
                    unarySlot(raw) { interpreter, type throws(Raised) in
                        try interpreter.annotations(of: type)
                    }
                },
                { raw, value, _ in
                    statusSlot(raw) { interpreter, type throws(Raised) in
                        try interpreter.setAnnotations(of: type, value.map { Ref($0) })
                    }
                }),
        ]
    }

    // MARK: Abstract methods

    /// Borrowed; `type` itself has none, since its dict holds the attribute's descriptor.
    private func abstractMethods(of type: Ref) throws(Raised) -> Ref {
        let key = try intern("__abstractmethods__")
        let isType = type.raw == RawObject(self.type(.type))
        guard !isType, let dict = type.fields(PyTypeObject.self).pointee.tp_dict,
            let found = dictGet(Ref(dict), str: key.ref)
        else { throw raise(.attributeError, argument: key.ref) }
        return found
    }

    private func setAbstractMethods(of type: Ref, _ value: Ref?) throws(Raised) {
        let cls = type.fields(PyTypeObject.self)
        let key = try intern("__abstractmethods__")
        guard let raw = cls.pointee.tp_dict else { return }
        var isAbstract = false
        if let value {
            isAbstract = try isTrue(value)
            try dictSet(Ref(raw), key.ref, value)
        } else if try !dictRemove(Ref(raw), key.ref) {
            throw raise(.attributeError, argument: key.ref)
        }
        typeModified(cls)
        cls.pointee.tp_flags &= ~TypeFlags.isAbstract
        if isAbstract { cls.pointee.tp_flags |= TypeFlags.isAbstract }
    }

    /// Refuses to make an instance of a class that has abstract methods.
    func raiseAbstract(_ cls: TypePointer) throws(Raised) -> Raised {
        let methods = try abstractMethods(of: cls.object)
        let sorted = try makeList(from: methods)
        _ = try callMethod(sorted.ref, name(.sort))
        let separator = try makeString(", ")
        let joined = try callMethod(separator.ref, name(.join), sorted.ref)
        let plural = sorted.ref.itemCount > 1 ? "s" : ""
        return raise(
            .typeError,
            "Can't instantiate abstract class \(typeName(cls)) with abstract method\(plural) "
                + joined.ref.text)
    }

    // MARK: Annotations

    /// The annotations of a class, an empty dict where the class statement had none.
    private func annotations(of type: Ref) throws(Raised) -> Owned {
        let cls = type.fields(PyTypeObject.self)
        guard cls.isHeapType, let raw = cls.pointee.tp_dict else {
            throw raise(
                .attributeError,
                "type object '\(typeName(cls, limit: 50))' has no attribute '__annotations__'")
        }
        if let found = dictGet(Ref(raw), str: name(.__annotations__)) {
            guard let get = found.type.pointee.tp_descr_get else { return found.owned() }
            return try checked(get(found.raw, nil, type.raw))
        }
        let made = try makeDict()
        try dictSet(Ref(raw), name(.__annotations__), made.ref)
        typeModified(cls)
        return made
    }

    private func setAnnotations(of type: Ref, _ value: Ref?) throws(Raised) {
        let cls = type.fields(PyTypeObject.self)
        guard let raw = cls.pointee.tp_dict else { return }
        if let value {
            try dictSet(Ref(raw), name(.__annotations__), value)
        } else if try !dictRemove(Ref(raw), name(.__annotations__)) {
            throw raise(.attributeError, argument: name(.__annotations__))
        }
        typeModified(cls)
    }
}
