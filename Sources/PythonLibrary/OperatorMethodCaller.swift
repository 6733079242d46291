import PythonRuntime

/// `operator.methodcaller`: the name, the arguments, the keywords.
enum OperatorMethodCaller {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "operator.methodcaller", basicSize: 40,
            flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        try interpreter.reduceMethodCaller(object)
                    }
                }
            ]
        ) { block in
            ReferenceSlots.install(block, count: 3)
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).makeMethodCaller(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            }
            block.pointee.type.tp_call = { raw, arguments, keywords in
                withObject(raw) { interpreter, caller throws(Raised) in
                    try interpreter.refuseKeywords("methodcaller", keywords)
                    try interpreter.checkArguments(
                        "methodcaller", Ref(arguments).itemCount, 1, 1)
                    let method = try interpreter.getAttribute(
                        Ref(arguments).tupleItem(0), caller.held(16) ?? interpreter.emptyString)
                    return try interpreter.call(
                        method.ref, tuple: caller.held(24) ?? interpreter.emptyTuple,
                        keywords: caller.held(32))
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, caller throws(Raised) in
                    try interpreter.methodCallerRepr(caller)
                }
            }
        }
    }
}

extension Interpreter {
    fileprivate func makeMethodCaller(
        _ type: TypePointer, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        guard arguments.itemCount > 0 else {
            throw raise(
                .typeError, "methodcaller needs at least one argument, the method name")
        }
        let name = arguments.tupleItem(0)
        guard name.isStr else { throw raise(.typeError, "method name must be a string") }
        let caller = try allocateInstance(type)
        caller.ref.hold(16, try intern(name.owned()))
        caller.ref.hold(24, try tupleSlice(arguments, from: 1, to: arguments.itemCount))
        if let keywords { caller.ref.hold(32, keywords.owned()) }
        return caller
    }

    fileprivate func reduceMethodCaller(_ caller: Ref) throws(Raised) -> Owned {
        let name = caller.held(16) ?? emptyString
        let arguments = caller.held(24) ?? emptyTuple
        guard let keywords = caller.held(32), keywords.dictCount > 0 else {
            let head = try makeTuple([name])
            let all = try add(head.ref, arguments)
            return try makeTuple(Ref(RawObject(caller.type)), all.ref)
        }
        let module = try importModule("functools")
        let partial = try namedAttribute(module.ref, "partial")
        let parts = try makeTuple(Ref(RawObject(caller.type)), name)
        let maker = try call(partial.ref, tuple: parts.ref, keywords: keywords)
        return try makeTuple(maker.ref, arguments)
    }

    fileprivate func methodCallerRepr(_ caller: Ref) throws(Raised) -> Owned {
        let typeName = qualifiedTypeName(caller.type)
        guard try enterRepr(caller) else { return try makeString("\(typeName)(...)") }
        defer { leaveRepr(caller) }
        let name = try repr(caller.held(16) ?? emptyString)
        var parts = [name.text]
        let arguments = caller.held(24) ?? emptyTuple
        for index in 0..<arguments.itemCount {
            let item = try repr(arguments.tupleItem(index))
            parts.append(item.text)
        }
        var position = 0
        while let keywords = caller.held(32), let entry = dictNext(keywords, &position) {
            let value = try repr(entry.value)
            parts.append("\(entry.key.text)=\(value.text)")
        }
        return try makeString("\(typeName)(\(parts.joined(separator: ", ")))")
    }
}
