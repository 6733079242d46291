/// `ast.AST`: an object whose attributes, in a dict, are filled from arguments by the class's `_fields`.
@frozen
public struct PyNodeObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var dict: RawObject?
}

extension Interpreter {
    static func nodeSpec() -> TypeSpec {
        TypeSpec(
            library: "ast.AST", basicSize: 24, flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .noArguments) { node, _, _, _ in
                    withSelf(node) { interpreter, node throws(Raised) in
                        try interpreter.reduceNode(node)
                    }
                }
            ],
            getSets: [.instanceDict]
        ) { block in
            block.pointee.type.tp_dictoffset = 16
            block.pointee.type.tp_setattro = genericSetter
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    try Interpreter(containing: raw).initializeNode(
                        Ref(raw), Ref(arguments), keywords.map { Ref($0) })
                    return 0
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                Interpreter(containing: raw).deallocate(raw) { clearNode($0) }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitReference(Ref(raw).fields(PyNodeObject.self).pointee.dict, visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                clearNode(Ref(raw))
                return 0
            }
        }
    }

    /// `(class, (), attributes)`, without attributes where there are none.
    private func reduceNode(_ node: Ref) throws(Raised) -> Owned {
        let cls = Ref(RawObject(node.type))
        let key = try intern("__dict__")
        guard let raw = try lookupAttribute(node, key.ref) else {
            return try makeTuple([cls, emptyTuple])
        }
        let dict = Owned(stealing: raw)
        return try makeTuple([cls, emptyTuple, dict.ref])
    }

    private func initializeNode(
        _ node: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) {
        let key = try intern("_fields")
        var names: Owned?
        if let fields = try lookupAttribute(Ref(RawObject(node.type)), key.ref) {
            let fields = Owned(stealing: fields)
            names = try tupleFromIterable(fields.ref)
        }
        let count = names?.ref.itemCount ?? 0
        let given = arguments.itemCount
        if given > count {
            throw raise(
                .typeError,
                "\(shortTypeName(node.type)) constructor takes at most \(count) positional argument\(count == 1 ? "" : "s")"
            )
        }
        guard let names = names.take() else { return try setKeywords(node, keywords) }
        for index in 0..<given {
            try setAttribute(node, names.ref.tupleItem(index), arguments.tupleItem(index))
        }
        var position = 0
        while let keywords, let entry = dictNext(keywords, &position) {
            for index in 0..<given where entry.key.text == names.ref.tupleItem(index).text {
                throw raise(
                    .typeError,
                    "\(shortTypeName(node.type)) got multiple values for argument '\(entry.key.text)'"
                )
            }
        }
        try setKeywords(node, keywords)
    }

    private func setKeywords(_ node: Ref, _ keywords: Ref?) throws(Raised) {
        var position = 0
        while let keywords, let entry = dictNext(keywords, &position) {
            try setAttribute(node, entry.key, entry.value)
        }
    }
}

private func clearNode(_ node: Ref) {
    let fields = node.fields(PyNodeObject.self)
    if let dict = fields.pointee.dict {
        fields.pointee.dict = nil
        Ref(dict).decref()
    }
}
