import PythonRuntime

/// `operator.itemgetter`: the number of items, the item or a tuple of them, its index if that is a small
/// number, and the vectorcall function. `attrgetter` has no index; its names are tuples where there are dots.
enum OperatorGetters {

    static func itemSpec() -> TypeSpec {
        TypeSpec(
            library: "operator.itemgetter", basicSize: 48,
            flags: TypeFlags.haveGC | TypeFlags.haveVectorcall,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let items =
                            object.number(16).pointee == 1
                            ? try interpreter.makeTuple([object.held(24) ?? interpreter.none])
                            : (object.held(24) ?? interpreter.emptyTuple).owned()
                        return try interpreter.makeTuple(
                            Ref(RawObject(object.type)), items.ref)
                    }
                }
            ],
            members: [MemberSpec("__vectorcalloffset__", .int, offset: 40)]
        ) { block in
            setMemory(block)
            block.pointee.type.tp_vectorcall_offset = 40
            block.pointee.type.tp_call = { vectorcallByTuple($0, $1, $2) }
            block.pointee.type.tp_new = { type, arguments, keywords in
                getterResult(type) { interpreter, pointer throws(Raised) in
                    try interpreter.makeItemGetter(pointer, Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.getterRepr(object, object.held(24) ?? interpreter.none)
                }
            }
        }
    }

    static func attributeSpec() -> TypeSpec {
        TypeSpec(
            library: "operator.attrgetter", basicSize: 40,
            flags: TypeFlags.haveGC | TypeFlags.haveVectorcall,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let names = try interpreter.attributeGetterNames(object)
                        return try interpreter.makeTuple(
                            Ref(RawObject(object.type)), names.ref)
                    }
                }
            ],
            members: [MemberSpec("__vectorcalloffset__", .int, offset: 32)]
        ) { block in
            setMemory(block)
            block.pointee.type.tp_vectorcall_offset = 32
            block.pointee.type.tp_call = { vectorcallByTuple($0, $1, $2) }
            block.pointee.type.tp_new = { type, arguments, keywords in
                getterResult(type) { interpreter, pointer throws(Raised) in
                    try interpreter.makeAttributeGetter(pointer, Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    let names = try interpreter.attributeGetterNames(object)
                    let shown = names.ref.itemCount == 1 ? names.ref.tupleItem(0) : names.ref
                    return try interpreter.getterRepr(object, shown)
                }
            }
        }
    }

    private static func setMemory(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            releaseFields(Ref(raw), 24...24)
            interpreter.freeInstance(raw)
        }
        block.pointee.type.tp_traverse = { visitFields($0, 24...24, $1, $2) }
        block.pointee.type.tp_clear = { raw in
            releaseFields(Ref(raw), 24...24)
            return 0
        }
    }
}

private func getterResult(
    _ type: RawObject, _ body: (Interpreter, TypePointer) throws(Raised) -> Owned
) -> RawObject? {
    slotResult { () throws(Raised) in
        try body(
            Interpreter(containing: type), type.assumingMemoryBound(to: PyTypeObject.self))
    }
}

/// The call of an `itemgetter`.
private let callItemGetter: VectorcallSlot = { raw, arguments, flags, names in
    vectorcallResult(raw, arguments, flags, names, "itemgetter") {
        interpreter, getter, object throws(Raised) in
        guard let item = getter.held(24) else { return interpreter.none.owned() }
        let count = getter.number(16).pointee
        if count == 1 {
            let index = getter.number(32).pointee
            if index >= 0, object.isExactly(.tuple), index < object.itemCount {
                return object.tupleItem(index).owned()
            }
            return try interpreter.getItem(object, item)
        }
        let result = try interpreter.makeTuple(count: count)
        for number in 0..<count {
            result.ref.tupleItems[number] =
                try interpreter.getItem(object, item.tupleItem(number)).take()
        }
        return result
    }
}

/// The call of an `attrgetter`.
private let callAttributeGetter: VectorcallSlot = { raw, arguments, flags, names in
    vectorcallResult(raw, arguments, flags, names, "attrgetter") {
        interpreter, getter, object throws(Raised) in
        guard let attributes = getter.held(24) else { return interpreter.none.owned() }
        let count = getter.number(16).pointee
        if count == 1 {
            return try interpreter.dottedAttribute(object, attributes.tupleItem(0))
        }
        let result = try interpreter.makeTuple(count: count)
        for number in 0..<count {
            result.ref.tupleItems[number] = try interpreter.dottedAttribute(
                object, attributes.tupleItem(number)
            ).take()
        }
        return result
    }
}

/// The body of a call with exactly one argument.
private func vectorcallResult(
    _ raw: RawObject, _ arguments: UnsafeMutablePointer<RawObject?>?, _ flags: UInt,
    _ names: RawObject?, _ name: StaticString,
    _ body: (Interpreter, Ref, Ref) throws(Raised) -> Owned
) -> RawObject? {
    let interpreter = Interpreter(containing: raw)
    return slotResult { () throws(Raised) in
        if let names, Ref(names).itemCount > 0 {
            throw interpreter.raise(.typeError, "\(name)() takes no keyword arguments")
        }
        let count = Int(flags & ~Interpreter.argumentsOffset)
        try interpreter.checkArguments(name, count, 1, 1)
        return try body(interpreter, Ref(raw), interpreter.argument(arguments, 0))
    }
}

extension Interpreter {
    fileprivate func makeItemGetter(
        _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        try refuseKeywords("itemgetter", keywords)
        let count = arguments.itemCount
        if count == 0 { try checkArguments("itemgetter", 0, 1, 1) }
        let item = count == 1 ? arguments.tupleItem(0) : arguments
        let getter = try allocateInstance(type)
        getter.ref.number(16).pointee = count
        getter.ref.hold(24, item.owned())
        let index = count == 1 && item.isExactly(.int) ? item.intValue : nil
        getter.ref.number(32).pointee = max(-1, index ?? -1)
        setVectorcall(getter.ref, 40, callItemGetter)
        return getter
    }

    private func setVectorcall(_ object: Ref, _ offset: Int, _ function: VectorcallSlot) {
        (object.raw + offset).assumingMemoryBound(to: VectorcallSlot?.self).pointee = function
    }

    fileprivate func makeAttributeGetter(
        _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        try refuseKeywords("attrgetter", keywords)
        let count = arguments.itemCount
        if count == 0 { try checkArguments("attrgetter", 0, 1, 1) }
        let names = try makeTuple(count: count)
        for index in 0..<count {
            let name = arguments.tupleItem(index)
            guard name.isStr else {
                throw raise(.typeError, "attribute name must be a string")
            }
            names.ref.tupleItems[index] = try dottedName(name).take()
        }
        let getter = try allocateInstance(type)
        getter.ref.number(16).pointee = count
        getter.ref.hold(24, names)
        setVectorcall(getter.ref, 32, callAttributeGetter)
        return getter
    }

    /// An interned name, or a tuple of those between dots.
    private func dottedName(_ name: Ref) throws(Raised) -> Owned {
        let text = name.text
        guard text.utf8.contains(UInt8(ascii: ".")) else { return try intern(name.owned()) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let tuple = try makeTuple(count: parts.count)
        for (index, part) in parts.enumerated() {
            tuple.ref.tupleItems[index] = try intern(String(part)).take()
        }
        return tuple
    }

    fileprivate func dottedAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> Owned {
        guard name.isTuple else { return try getAttribute(object, name) }
        var current = object.owned()
        for index in 0..<name.itemCount {
            current = try getAttribute(current.ref, name.tupleItem(index))
        }
        return current
    }

    /// The names of an `attrgetter` as they were given.
    fileprivate func attributeGetterNames(_ getter: Ref) throws(Raised) -> Owned {
        guard let names = getter.held(24) else { return emptyTuple.owned() }
        let result = try makeTuple(count: names.itemCount)
        let dot = try makeString(".")
        for index in 0..<names.itemCount {
            let name = names.tupleItem(index)
            result.ref.tupleItems[index] =
                name.isTuple ? try strJoin(dot.ref, name).take() : name.owned().take()
        }
        return result
    }

    /// `operator.itemgetter(1, 2)`: one argument, or a tuple of several.
    fileprivate func getterRepr(_ getter: Ref, _ shown: Ref) throws(Raised) -> Owned {
        guard try enterRepr(getter) else {
            return try makeString("\(qualifiedTypeName(getter.type))(...)")
        }
        defer { leaveRepr(getter) }
        let text = try repr(shown)
        let isOne = getter.number(16).pointee == 1
        return try makeString(
            "\(qualifiedTypeName(getter.type))\(isOne ? "(\(text.text))" : text.text)")
    }
}
