import PythonRuntime

/// `functools.partial`: function, arguments, keywords, `__dict__`; then the list of weak references and the
/// vectorcall function.
enum Partial {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "functools.partial", basicSize: 64,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.haveVectorcall,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let none = interpreter.none
                        let function = object.held(16) ?? none
                        let arguments = try interpreter.makeTuple([function])
                        let state = try interpreter.makeTuple([
                            function, object.held(24) ?? none, object.held(32) ?? none,
                            object.held(40) ?? none,
                        ])
                        return try interpreter.makeTuple([
                            Ref(RawObject(object.type)), arguments.ref, state.ref,
                        ])
                    }
                },
                MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
                    nativeMethod(object, arguments, 1, nil) {
                        interpreter, object, arguments throws(Raised) in
                        try setState(interpreter, object, arguments[0])
                        return interpreter.none.owned()
                    }
                },
                MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                    cls, arguments, _, _ in
                    genericAlias(cls, arguments)
                },
            ],
            getSets: [.instanceDict],
            members: [
                MemberSpec("func", .object, offset: 16), MemberSpec("args", .object, offset: 24),
                MemberSpec("keywords", .object, offset: 32),
                MemberSpec("__vectorcalloffset__", .int, offset: 56),
            ]
        ) { block in
            ReferenceSlots.install(block, count: 4)
            block.pointee.type.tp_dictoffset = 40
            block.pointee.type.tp_weaklistoffset = 48
            block.pointee.type.tp_vectorcall_offset = 56
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try newPartial(
                        Interpreter(containing: type),
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            }
            block.pointee.type.tp_setattro = Interpreter.genericSetter
            block.pointee.type.tp_call = { raw, arguments, keywords in
                slotResult { () throws(Raised) in
                    try callPartial(
                        Interpreter(containing: raw), Ref(raw), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try partialRepr(interpreter, object)
                }
            }
        }
    }
}

private func newPartial(
    _ interpreter: Interpreter, _ type: TypePointer, _ arguments: Ref, _ keywords: Ref?
) throws(Raised) -> Owned {
    guard arguments.itemCount > 0 else {
        throw interpreter.raise(.typeError, "type 'partial' takes at least one argument")
    }
    var function = arguments.tupleItem(0)
    guard function.type.pointee.tp_call != nil else {
        throw interpreter.raise(.typeError, "the first argument must be callable")
    }
    let given = try interpreter.tupleSlice(arguments, from: 1, to: arguments.itemCount)
    let all: Owned
    let merged: Owned
    // A partial of a partial without attributes of its own is made one.
    if function.type == type, function.held(40).map({ $0.dictCount == 0 }) ?? true,
        let inner = function.held(24), let innerKeywords = function.held(32),
        let innerFunction = function.held(16)
    {
        all = try interpreter.add(inner, given.ref)
        merged = try interpreter.dictCopy(innerKeywords)
        function = innerFunction
    } else {
        all = given
        merged = try interpreter.makeDict()
    }
    if let keywords { try interpreter.dictUpdate(merged.ref, keywords) }
    let object = try interpreter.allocateInstance(type)
    object.ref.hold(16, function.owned())
    object.ref.hold(24, all)
    object.ref.hold(32, merged)
    chooseCall(interpreter, object.ref)
    return object
}

/// A partial of what has a vectorcall function has one as well (`partial_setvectorcall`).
private func chooseCall(_ interpreter: Interpreter, _ object: Ref) {
    let function = object.held(16).flatMap { interpreter.vectorcall(of: $0) }
    (object.raw + 56).assumingMemoryBound(to: VectorcallSlot?.self).pointee =
        function == nil ? nil : callPartialInPlace
}

/// A call without a tuple: the arguments are put behind the partial's own, unless that has keywords.
private let callPartialInPlace: VectorcallSlot = { raw, arguments, flags, names in
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: raw)
        let count = Int(flags & ~Interpreter.argumentsOffset)
        let names = names.map { Ref($0) }
        guard let function = Ref(raw).held(16)?.owned(), let first = Ref(raw).held(24)?.owned(),
            let own = Ref(raw).held(32), own.dictCount == 0
        else {
            return try interpreter.callByTuple(Ref(raw), arguments, count: count, names: names)
        }
        let given = first.ref.itemCount
        if given == 0 {
            return try interpreter.call(function.ref, arguments, count: count, names: names)
        }
        let total = given + count + (names?.itemCount ?? 0)
        // Room before the arguments, since a bound method puts its object there.
        guard let block = interpreter.allocateBlock((total + 1) * 8) else {
            throw interpreter.raiseMemoryError()
        }
        defer { interpreter.freeBlock(block) }
        let all = block.assumingMemoryBound(to: RawObject?.self) + 1
        for index in 0..<given { all[index] = first.ref.tupleItems[index] }
        for index in given..<total { all[index] = arguments?[index - given] }
        return try interpreter.call(function.ref, all, count: given + count, names: names)
    }
}

private func callPartial(
    _ interpreter: Interpreter, _ object: Ref, _ arguments: Ref, _ keywords: Ref?
) throws(Raised) -> Owned {
    guard let function = object.held(16), let first = object.held(24), let own = object.held(32)
    else { throw interpreter.raise(.typeError, "uninitialized partial object") }
    let all = first.itemCount == 0 ? arguments.owned() : try interpreter.add(first, arguments)
    if own.dictCount == 0 {
        return try interpreter.call(function, tuple: all.ref, keywords: keywords)
    }
    let merged = try interpreter.dictCopy(own)
    if let keywords { try interpreter.dictUpdate(merged.ref, keywords) }
    return try interpreter.call(function, tuple: all.ref, keywords: merged.ref)
}

private func partialRepr(_ interpreter: Interpreter, _ object: Ref) throws(Raised) -> Owned {
    guard try interpreter.enterRepr(object) else { return try interpreter.makeString("...") }
    defer { interpreter.leaveRepr(object) }
    let function = try interpreter.repr(object.held(16) ?? interpreter.none)
    var text = "\(interpreter.typeName(object.type, limit: nil))(\(function.ref.text)"
    if let arguments = object.held(24)?.owned() {
        for index in 0..<arguments.ref.itemCount {
            let item = try interpreter.repr(arguments.ref.tupleItem(index))
            text += ", \(item.ref.text)"
        }
    }
    // Keys needn't be strs, and their `__str__` may change the dict.
    var position = 0
    while let keywords = object.held(32)?.owned(),
        let entry = interpreter.dictNext(keywords.ref, &position)
    {
        let key = entry.key.owned()
        let value = entry.value.owned()
        let name = try interpreter.str(key.ref)
        let shown = try interpreter.repr(value.ref)
        text += ", \(name.ref.text)=\(shown.ref.text)"
    }
    return try interpreter.makeString(text + ")")
}

private func setState(
    _ interpreter: Interpreter, _ object: Ref, _ state: Ref
) throws(Raised) {
    guard state.isTuple, state.itemCount == 4, state.tupleItem(1).isTuple,
        state.tupleItem(0).type.pointee.tp_call != nil,
        state.tupleItem(2).isNone || state.tupleItem(2).isDict
    else { throw interpreter.raise(.typeError, "invalid partial state") }
    let arguments = state.tupleItem(1)
    object.hold(
        24,
        arguments.isExactly(.tuple)
            ? arguments.owned() : try interpreter.tupleFromIterable(arguments))
    let keywords = state.tupleItem(2)
    if keywords.isNone {
        object.hold(32, try interpreter.makeDict())
    } else {
        object.hold(
            32, keywords.isExactly(.dict) ? keywords.owned() : try interpreter.dictCopy(keywords))
    }
    object.hold(16, state.tupleItem(0).owned())
    chooseCall(interpreter, object)
    if state.tupleItem(3).isNone {
        object.drop(40)
    } else {
        object.hold(40, state.tupleItem(3).owned())
    }
}

/// `Type[arguments]`, a `types.GenericAlias`.
func genericAlias(
    _ cls: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?
) -> RawObject? {
    nativeMethod(cls, arguments, 1, nil) { interpreter, cls, arguments throws(Raised) in
        let list = Ref(RawObject(interpreter.type(BuiltinType.list)))
        let getItem = try interpreter.intern("__class_getitem__")
        guard let raw = try interpreter.lookupAttribute(list, getItem.ref) else {
            throw interpreter.raise(.typeError, "type is not subscriptable")
        }
        let method = Owned(stealing: raw)
        let sample = try interpreter.call(method.ref, arguments[0])
        return try interpreter.call(
            Ref(RawObject(sample.ref.type)), cls, arguments[0])
    }
}
