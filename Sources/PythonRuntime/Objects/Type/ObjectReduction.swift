/// What `pickle` and `copy` ask an object for: `__reduce_ex__`, `__reduce__`, `__getstate__`
/// (`object___reduce_ex___impl` and its helpers in `Objects/typeobject.c`). The module `copyreg` has part
/// of the answer.
extension Interpreter {
    static var objectReductionMethods: [MethodSpec] {
        [
            MethodSpec("__reduce_ex__", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, arguments throws(Raised) in
                    let version = try interpreter.intArgument(arguments[0])
                    return try interpreter.reduce(object, protocol: version)
                }
            },
            MethodSpec("__reduce__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                    try interpreter.reduceByProtocol(object, 0)
                }
            },
            MethodSpec("__getstate__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                    try interpreter.defaultState(object, isRequired: false)
                }
            },
            MethodSpec("__subclasshook__", [.classMethod, .varArguments]) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, _ throws(Raised) in
                    interpreter.notImplemented.owned()
                }
            },
        ]
    }

    /// By the object's own `__reduce__` where its class has one.
    private func reduce(_ object: Ref, protocol version: Int) throws(Raised) -> Owned {
        if let found = lookup(object.type, name(.__reduce__)),
            found != lookup(type(.object), name(.__reduce__))
        {
            return try callMethod(object, name(.__reduce__))
        }
        return try reduceByProtocol(object, version)
    }

    private func reduceByProtocol(_ object: Ref, _ version: Int) throws(Raised) -> Owned {
        if version >= 2 { return try reduceByNew(object) }
        let function = try copyregFunction("_reduce_ex")
        let number = try makeInt(version)
        return try call(function.ref, object, number.ref)
    }

    private func copyregFunction(_ function: String) throws(Raised) -> Owned {
        let module = try intern("copyreg")
        let key = try intern(function)
        if let modules = state.pointee.modules.modules,
            let known = try dictGet(Ref(modules), module.ref)
        {
            return try getAttribute(known, key.ref)
        }
        let importFunction = try builtinFunction("__import__")
        let imported = try call(importFunction.ref, module.ref)
        return try getAttribute(imported.ref, key.ref)
    }

    /// Protocol 2 and above: the class's `__new__`, the state, the items.
    private func reduceByNew(_ object: Ref) throws(Raised) -> Owned {
        guard object.type.pointee.tp_new != nil else { throw raiseNotPicklable(object) }
        let given = try newArguments(object)
        let arguments = given.positional.map { Owned(stealing: $0).take() }
        let keywords = given.keywords.map { Owned(stealing: $0).take() }
        defer {
            if let arguments { Ref(arguments).decref() }
            if let keywords { Ref(keywords).decref() }
        }
        let cls = object.type.object
        let function: Owned
        let values: Owned
        if let keywords, let arguments, Ref(keywords).dictCount > 0 {
            function = try copyregFunction("__newobj_ex__")
            values = try makeTuple([cls, Ref(arguments), Ref(keywords)])
        } else {
            function = try copyregFunction("__newobj__")
            let own = arguments.map { raw in
                (0..<Ref(raw).itemCount).map { Ref(raw).tupleItem($0) }
            }
            values = try makeTuple([cls] + (own ?? []))
        }
        let isRequired = arguments == nil && !object.isList && !object.isDict
        let state = try objectState(object, isRequired: isRequired)
        let listItems = object.isList ? try iterator(over: object) : none.owned()
        var dictItems = none.owned()
        if object.isDict {
            let items = try callMethod(object, name(.items))
            dictItems = try iterator(over: items.ref)
        }
        return try makeTuple([
            function.ref, values.ref, state.ref, listItems.ref, dictItems.ref,
        ])
    }

    func raiseNotPicklable(_ object: Ref) -> Raised {
        raise(.typeError, "cannot pickle '\(typeName(object.type))' object")
    }

    /// What `__getnewargs_ex__` or `__getnewargs__` gives; both owned.
    private func newArguments(
        _ object: Ref
    ) throws(Raised) -> (positional: RawObject?, keywords: RawObject?) {
        if let raw = try lookupSpecial(object, try intern("__getnewargs_ex__").ref) {
            let method = Owned(stealing: raw)
            let pair = try call(method.ref)
            guard pair.ref.isTuple else {
                throw raise(
                    .typeError,
                    "__getnewargs_ex__ should return a tuple, not '\(typeName(pair.ref.type))'")
            }
            guard pair.ref.itemCount == 2 else {
                throw raise(
                    .valueError,
                    "__getnewargs_ex__ should return a tuple of length 2, not \(pair.ref.itemCount)"
                )
            }
            let positional = pair.ref.tupleItem(0)
            let keywords = pair.ref.tupleItem(1)
            guard positional.isTuple else {
                throw raise(
                    .typeError,
                    "first item of the tuple returned by __getnewargs_ex__ must be a tuple, "
                        + "not '\(typeName(positional.type))'")
            }
            guard keywords.isDict else {
                throw raise(
                    .typeError,
                    "second item of the tuple returned by __getnewargs_ex__ must be a dict, "
                        + "not '\(typeName(keywords.type))'")
            }
            return (positional.owned().take(), keywords.owned().take())
        }
        guard let raw = try lookupSpecial(object, try intern("__getnewargs__").ref) else {
            return (nil, nil)
        }
        let method = Owned(stealing: raw)
        let positional = try call(method.ref)
        guard positional.ref.isTuple else {
            throw raise(
                .typeError,
                "__getnewargs__ should return a tuple, not '\(typeName(positional.ref.type))'")
        }
        return (positional.take(), nil)
    }

    // MARK: The state

    /// By the object's `__getstate__`, whose own version takes one thing more into account.
    func objectState(_ object: Ref, isRequired: Bool) throws(Raised) -> Owned {
        let key = try intern("__getstate__")
        if let found = lookup(object.type, key.ref), found == lookup(type(.object), key.ref) {
            return try defaultState(object, isRequired: isRequired)
        }
        return try callMethod(object, key.ref)
    }

    /// The object's dict, and its slots that are set. With `isRequired`, an object with fields that no
    /// Python code sees is refused.
    private func defaultState(_ object: Ref, isRequired: Bool) throws(Raised) -> Owned {
        let cls = object.type
        if isRequired, cls.pointee.tp_itemsize != 0 {
            throw raise(.typeError, "cannot pickle '\(typeName(cls))' object")
        }
        var state = none.owned()
        if let dict = try instanceDictForState(object) { state = dict.owned() }
        let function = try copyregFunction("_slotnames")
        let names = try call(function.ref, cls.object)
        let count = names.ref.isList ? names.ref.itemCount : 0
        if isRequired {
            var size = MemoryLayout<PyObject>.size + 8 * count
            if cls.pointee.tp_dictoffset != 0, !cls.hasManagedDict { size += 8 }
            if cls.pointee.tp_weaklistoffset > 0 { size += 8 }
            guard cls.pointee.tp_basicsize <= size else { throw raiseNotPicklable(object) }
        }
        guard count > 0 else { return state }
        let slots = try makeDict()
        for index in 0..<count {
            let name = names.ref.listItem(index).owned()
            guard let found = try lookupAttribute(object, name.ref) else { continue }
            let value = Owned(stealing: found)
            try dictSet(slots.ref, name.ref, value.ref)
        }
        return slots.ref.dictCount > 0 ? try makeTuple(state.ref, slots.ref) : state
    }

    /// The object's dict, borrowed; nil while it has none or an empty one.
    private func instanceDictForState(_ object: Ref) throws(Raised) -> Ref? {
        guard object.type.hasManagedDict || dictPlace(object) != nil else { return nil }
        guard let dict = try instanceDict(object), dict.dictCount > 0 else { return nil }
        return dict
    }
}
