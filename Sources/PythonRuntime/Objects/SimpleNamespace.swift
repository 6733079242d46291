/// `types.SimpleNamespace` (`Objects/namespaceobject.c`): an object of attributes.
@frozen
public struct PySimpleNamespace {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ns_dict: RawObject?
}

extension Interpreter {
    /// The type; it is made ready when something first needs it.
    public func simpleNamespaceType() throws(Raised) -> TypePointer {
        let type = type(.simpleNamespace)
        if type.pointee.tp_flags & TypeFlags.ready == 0 {
            let spec = Interpreter.simpleNamespaceSpec()
            prepareType(spec)
            try makeReady(spec)
        }
        return type
    }

    /// A namespace over a dict of attributes, which it takes.
    public func makeNamespace(_ attributes: consuming Owned) throws(Raised) -> Owned {
        let object = try allocateInstance(try simpleNamespaceType())
        object.ref.fields(PySimpleNamespace.self).pointee.ns_dict = attributes.take()
        return object
    }

    private static func simpleNamespaceSpec() -> TypeSpec {
        TypeSpec(
            builtin: .simpleNamespace, name: "types.SimpleNamespace", basicSize: 24,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let cls = Ref(RawObject(object.type))
                        let dict = interpreter.namespaceDict(object)
                        return try interpreter.makeTuple([
                            cls, interpreter.emptyTuple, dict ?? interpreter.none,
                        ])
                    }
                }
            ],
            members: [MemberSpec("__dict__", .object, offset: 16)]
        ) { block in
            block.pointee.type.tp_dictoffset = 16
            block.pointee.type.tp_setattro = genericSetter
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let object = try interpreter.allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                    object.ref.fields(PySimpleNamespace.self).pointee.ns_dict =
                        try interpreter.makeDict().take()
                    return object
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    if Ref(arguments).itemCount > 0 {
                        throw interpreter.raise(.typeError, "no positional arguments expected")
                    }
                    guard let keywords, let dict = interpreter.namespaceDict(Ref(raw)) else {
                        return 0
                    }
                    var position = 0
                    while let entry = interpreter.dictNext(Ref(keywords), &position) {
                        guard entry.key.isStr else {
                            throw interpreter.raise(.typeError, "keywords must be strings")
                        }
                    }
                    try interpreter.dictUpdate(dict, Ref(keywords))
                    return 0
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.namespaceRepr(object)
                }
            }
            block.pointee.type.tp_richcompare = { left, right, op in
                compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                    let type = interpreter.type(.simpleNamespace)
                    guard interpreter.isSubtype(left.type, type),
                        interpreter.isSubtype(right.type, type),
                        let first = interpreter.namespaceDict(left),
                        let second = interpreter.namespaceDict(right)
                    else { return interpreter.notImplemented.owned() }
                    return try interpreter.compare(first, second, op)
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                if let dict = Ref(raw).fields(PySimpleNamespace.self).pointee.ns_dict {
                    Ref(dict).decref()
                }
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitReference(
                    Ref(raw).fields(PySimpleNamespace.self).pointee.ns_dict, visit, argument)
            }
        }
    }

    private func namespaceDict(_ object: Ref) -> Ref? {
        object.fields(PySimpleNamespace.self).pointee.ns_dict.map { Ref($0) }
    }

    private func namespaceRepr(_ object: Ref) throws(Raised) -> Owned {
        let title =
            object.type == type(.simpleNamespace) ? "namespace" : shortTypeName(object.type)
        guard let dict = namespaceDict(object) else { return try makeString("\(title)()") }
        guard try enterRepr(object) else { return try makeString("\(title)(...)") }
        defer { leaveRepr(object) }
        var parts: [String] = []
        var position = 0
        while let entry = dictNext(dict, &position) {
            guard entry.key.isStr, entry.key.strCount > 0 else { continue }
            let value = try repr(entry.value)
            parts.append("\(entry.key.text)=\(value.ref.text)")
        }
        return try makeString("\(title)(\(parts.joined(separator: ", ")))")
    }
}
