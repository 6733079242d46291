import PythonRuntime

/// `collections.defaultdict`: a dict, and behind its 48 bytes the factory.
enum DefaultDict {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "collections.defaultdict", base: .dict, basicSize: 56,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.dictSubclass
                | TypeFlags.mapping,
            methods: [
                MethodSpec("__missing__", .oneArgument) { object, arguments, _, _ in
                    nativeMethod(object, arguments, 1, nil) {
                        interpreter, object, arguments throws(Raised) in
                        guard let factory = object.held(factoryOffset), !factory.isNone else {
                            throw interpreter.raise(.keyError, argument: arguments[0])
                        }
                        let value = try interpreter.call(factory)
                        try interpreter.setItem(object, arguments[0], value.ref)
                        return value
                    }
                },
                MethodSpec("copy", .noArguments, copyFunction),
                MethodSpec("__copy__", .noArguments, copyFunction),
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let none = interpreter.none
                        let factory = object.held(factoryOffset) ?? none
                        let arguments =
                            factory.isNone
                            ? interpreter.emptyTuple.owned()
                            : try interpreter.makeTuple([factory])
                        let items = try interpreter.callMethod(object, interpreter.name(.items))
                        let iterator = try interpreter.iterator(over: items.ref)
                        return try interpreter.makeTuple([
                            Ref(RawObject(object.type)), arguments.ref, none, none, iterator.ref,
                        ])
                    }
                },
                MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                    cls, arguments, _, _ in
                    genericAlias(cls, arguments)
                },
            ],
            members: [
                MemberSpec("default_factory", .object, offset: factoryOffset, isReadOnly: false)
            ]
        ) { block in
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    try initialize(
                        Interpreter(containing: raw), Ref(raw), Ref(arguments),
                        keywords.map { Ref($0) })
                    return 0
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try defaultDictRepr(interpreter, object)
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                releaseFields(Ref(raw), factoryOffset...factoryOffset)
                interpreter.type(BuiltinType.dict).pointee.tp_dealloc?(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let status = visitReference(Ref(raw).field(factoryOffset).pointee, visit, argument)
                if status != 0 { return status }
                let dict = Interpreter(containing: raw).type(BuiltinType.dict)
                return dict.pointee.tp_traverse?(raw, visit, argument) ?? 0
            }
            block.pointee.type.tp_clear = { raw in
                Ref(raw).drop(factoryOffset)
                let dict = Interpreter(containing: raw).type(BuiltinType.dict)
                return dict.pointee.tp_clear?(raw) ?? 0
            }
            block.pointee.number.nb_or = { left, right in
                withObjects(left, right) { interpreter, left, right throws(Raised) in
                    guard left.isDict, right.isDict else {
                        return interpreter.notImplemented.owned()
                    }
                    let isLeft = interpreter.isInstance(left, .defaultDict)
                    let new = try copy(interpreter, isLeft ? left : right, contents: left)
                    try interpreter.dictUpdate(new.ref, right)
                    return new
                }
            }
        }
    }
}

/// Where the factory is.
private var factoryOffset: Int { 48 }

private let copyFunction: NativeFunction = { object, _, _, _ in
    withSelf(object) { interpreter, object throws(Raised) in
        try copy(interpreter, object, contents: object)
    }
}

/// A dict of the same type and factory with other contents.
private func copy(
    _ interpreter: Interpreter, _ model: Ref, contents: Ref
) throws(Raised) -> Owned {
    try interpreter.call(
        Ref(RawObject(model.type)), model.held(factoryOffset) ?? interpreter.none, contents)
}

private func initialize(
    _ interpreter: Interpreter, _ object: Ref, _ arguments: Ref, _ keywords: Ref?
) throws(Raised) {
    var rest = interpreter.emptyTuple.owned()
    if arguments.itemCount > 0 {
        let factory = arguments.tupleItem(0)
        guard factory.isNone || factory.type.pointee.tp_call != nil else {
            throw interpreter.raise(.typeError, "first argument must be callable or None")
        }
        object.hold(factoryOffset, factory.owned())
        rest = try interpreter.tupleSlice(arguments, from: 1, to: arguments.itemCount)
    } else {
        object.hold(factoryOffset, interpreter.none.owned())
    }
    guard let initialize = interpreter.type(BuiltinType.dict).pointee.tp_init else { return }
    if initialize(object.raw, rest.raw, keywords?.raw) < 0 { throw Raised() }
}

private func defaultDictRepr(
    _ interpreter: Interpreter, _ object: Ref
) throws(Raised) -> Owned {
    let factory = object.held(factoryOffset) ?? interpreter.none
    let contents = try interpreter.dictText(object)
    guard try interpreter.enterRepr(factory) else {
        return try interpreter.makeString(
            "\(interpreter.shortTypeName(object.type))(..., \(contents.ref.text))")
    }
    defer { interpreter.leaveRepr(factory) }
    let text = try interpreter.repr(factory)
    return try interpreter.makeString(
        "\(interpreter.shortTypeName(object.type))(\(text.ref.text), \(contents.ref.text))")
}

extension Interpreter {
    /// `dict.__repr__(object)`.
    func dictText(_ object: Ref) throws(Raised) -> Owned {
        try checked(type(BuiltinType.dict).pointee.tp_repr?(object.raw))
    }
}
