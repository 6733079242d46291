/// `property` (`Objects/descrobject.c`), 64 bytes.
@frozen
public struct PyPropertyObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var prop_get: RawObject?
    public var prop_set: RawObject?
    public var prop_del: RawObject?
    public var prop_doc: RawObject?
    /// The name in the class, from `__set_name__`.
    public var prop_name: RawObject?
    /// Whether the documentation is the getter's.
    public var getter_doc: Int32
}

extension Interpreter {
    static func propertyTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .property, name: "property", basicSize: MemoryLayout<PyPropertyObject>.stride,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("getter", .oneArgument) { raw, arguments, count, names in
                    nativeMethod(raw, arguments, 1, names) {
                        interpreter, property, arguments throws(Raised) in
                        try interpreter.copyProperty(property, get: arguments[0])
                    }
                },
                MethodSpec("setter", .oneArgument) { raw, arguments, count, names in
                    nativeMethod(raw, arguments, 1, names) {
                        interpreter, property, arguments throws(Raised) in
                        try interpreter.copyProperty(property, set: arguments[0])
                    }
                },
                MethodSpec("deleter", .oneArgument) { raw, arguments, count, names in
                    nativeMethod(raw, arguments, 1, names) {
                        interpreter, property, arguments throws(Raised) in
                        try interpreter.copyProperty(property, delete: arguments[0])
                    }
                },
                MethodSpec("__set_name__", .fast) { raw, arguments, count, names in
                    nativeMethod(raw, arguments, count, names) {
                        interpreter, property, arguments throws(Raised) in
                        guard arguments.count == 2 else {
                            throw interpreter.raise(
                                .typeError,
                                "__set_name__() takes 2 positional arguments but \(arguments.count) were given"
                            )
                        }
                        interpreter.setField(
                            &property.fields(PyPropertyObject.self).pointee.prop_name,
                            arguments[1])
                        return interpreter.none.owned()
                    }
                },
            ],
            getSets: [
                GetSetSpec("__isabstractmethod__") { raw, _ in
                    unarySlot(raw) { interpreter, property throws(Raised) in
                        let fields = property.fields(PyPropertyObject.self).pointee
                        for part in [fields.prop_get, fields.prop_set, fields.prop_del]
                        where try interpreter.isAbstract(part.map { Ref($0) }) {
                            return interpreter.bool(true)
                        }
                        return interpreter.bool(false)
                    }
                }
            ],
            members: [
                MemberSpec("fget", .object, offset: 16),
                MemberSpec("fset", .object, offset: 24),
                MemberSpec("fdel", .object, offset: 32),
                MemberSpec("__doc__", .object, offset: 40, isReadOnly: false),
            ],
            slots: propertySlots)
    }

    private static func propertySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_new = { type, _, _ in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).allocateInstance(
                    type.assumingMemoryBound(to: PyTypeObject.self))
            }
        }
        block.pointee.type.tp_init = { raw, arguments, keywords in
            statusSlot(raw) { interpreter, property throws(Raised) in
                let values = try interpreter.parseArguments(
                    Parameters("property", ["fget", "fset", "fdel", "doc"]),
                    tuple: Ref(arguments), keywords: keywords.map { Ref($0) })
                try interpreter.initializeProperty(property, values)
            }
        }
        block.pointee.type.tp_descr_get = { raw, object, _ in
            unarySlot(raw) { interpreter, property throws(Raised) in
                guard let object, !Ref(object).isNone else { return property.owned() }
                guard let get = property.fields(PyPropertyObject.self).pointee.prop_get else {
                    throw interpreter.raiseNoAccess(property, Ref(object), "getter")
                }
                return try interpreter.call(Ref(get), Ref(object))
            }
        }
        block.pointee.type.tp_descr_set = { raw, object, value in
            statusSlot(raw) { interpreter, property throws(Raised) in
                let fields = property.fields(PyPropertyObject.self).pointee
                if let value {
                    guard let set = fields.prop_set else {
                        throw interpreter.raiseNoAccess(property, Ref(object), "setter")
                    }
                    _ = try interpreter.call(Ref(set), Ref(object), Ref(value))
                } else {
                    guard let delete = fields.prop_del else {
                        throw interpreter.raiseNoAccess(property, Ref(object), "deleter")
                    }
                    _ = try interpreter.call(Ref(delete), Ref(object))
                }
            }
        }
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            let fields = raw.assumingMemoryBound(to: PyPropertyObject.self).pointee
            if let held = fields.prop_get { Ref(held).decref() }
            if let held = fields.prop_set { Ref(held).decref() }
            if let held = fields.prop_del { Ref(held).decref() }
            if let held = fields.prop_doc { Ref(held).decref() }
            if let held = fields.prop_name { Ref(held).decref() }
            interpreter.freeInstance(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            Interpreter.visitFields(raw, from: 16, through: 40, visit, argument)
        }
    }

    /// Takes the functions, none for `None`; without a text the getter's documentation.
    private func initializeProperty(_ property: Ref, _ values: [Ref?]) throws(Raised) {
        let given = values.map { value in value.flatMap { $0.isNone ? nil : $0 } }
        let fields = property.fields(PyPropertyObject.self)
        setField(&fields.pointee.prop_get, given[0])
        setField(&fields.pointee.prop_set, given[1])
        setField(&fields.pointee.prop_del, given[2])
        setField(&fields.pointee.prop_doc, given[3])
        setField(&fields.pointee.prop_name, nil)
        fields.pointee.getter_doc = 0
        guard given[3] == nil, let get = given[0],
            let found = try lookupAttribute(get, name(.__doc__))
        else { return }
        let text = Owned(stealing: found)
        if property.isExactly(.property) {
            setField(&fields.pointee.prop_doc, text.ref)
        } else {
            // The class's own `__doc__` hides the member, so the text goes to the instance.
            try setAttribute(property, name(.__doc__), text.ref)
        }
        fields.pointee.getter_doc = 1
    }

    /// Another property with one function replaced, of the same type.
    private func copyProperty(
        _ property: Ref, get: Ref? = nil, set: Ref? = nil, delete: Ref? = nil
    ) throws(Raised) -> Owned {
        let fields = property.fields(PyPropertyObject.self).pointee
        let hold = { (raw: RawObject?) -> Ref in raw.map { Ref($0) } ?? none }
        let useGetterDoc = fields.getter_doc != 0 && !(get?.isNone ?? false)
        let arguments = try makeTuple([
            get ?? hold(fields.prop_get), set ?? hold(fields.prop_set),
            delete ?? hold(fields.prop_del), useGetterDoc ? none : hold(fields.prop_doc),
        ])
        let copy = try call(property.type.object, tuple: arguments.ref)
        if isInstance(copy.ref, .property), let kept = fields.prop_name {
            setField(&copy.ref.fields(PyPropertyObject.self).pointee.prop_name, Ref(kept))
        }
        return copy
    }

    private func raiseNoAccess(_ property: Ref, _ object: Ref, _ what: String) -> Raised {
        var named = "property"
        if let raw = property.fields(PyPropertyObject.self).pointee.prop_name,
            let text = try? repr(Ref(raw))
        {
            named += " \(text.ref.text)"
        }
        return raise(
            .attributeError, "\(named) of '\(qualifiedName(object.type))' object has no \(what)")
    }
}
