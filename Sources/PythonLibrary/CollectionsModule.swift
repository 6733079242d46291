import PythonRuntime

/// The module `_collections` (`Modules/_collectionsmodule.c`).
enum CollectionsModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_collections", functions: functions)
        try interpreter.addType(.deque, Deque.spec(), to: module.ref)
        let iterators: [(LibraryType, TypeSpec, String)] = [
            (.dequeIterator, Deque.iteratorTypeSpec(reversed: false), "_deque_iterator"),
            (
                .dequeReverseIterator, Deque.iteratorTypeSpec(reversed: true),
                "_deque_reverse_iterator"
            ),
        ]
        for (type, spec, name) in iterators {
            let pointer = try interpreter.makeType(type, spec)
            try interpreter.setModuleAttribute(module.ref, name, Ref(RawObject(pointer)))
        }
        let dict = interpreter.type(BuiltinType.dict)
        try interpreter.addType(.defaultDict, DefaultDict.spec(), base: dict, to: module.ref)
        let ordered = try interpreter.makeOrderedDictTypes()
        try interpreter.setModuleAttribute(
            module.ref, "OrderedDict", Ref(RawObject(ordered)))
        try interpreter.addType(.tupleGetter, TupleGetter.spec(), to: module.ref)
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("_count_elements", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("_count_elements", arguments.count, 2, 2)
                try countElements(interpreter, arguments[0], arguments[1])
                return interpreter.none.owned()
            }
        }
    ]

    private static func countElements(
        _ interpreter: Interpreter, _ mapping: Ref, _ iterable: Ref
    ) throws(Raised) {
        let iterator = try interpreter.iterator(over: iterable)
        let one = interpreter.smallInt(1)
        let isPlain = mapping.isExactly(.dict)
        // A dict is asked directly, which is the same as its `get` and `__setitem__`.
        let asked = isPlain ? interpreter.emptyTuple : mapping
        let get =
            isPlain
            ? asked.owned() : try interpreter.getAttribute(asked, interpreter.name(.get))
        while let raw = try interpreter.next(iterator.ref) {
            let key = Owned(stealing: raw)
            let old: Owned
            if !isPlain {
                old = try interpreter.call(get.ref, key.ref, interpreter.smallInt(0))
            } else {
                old = (try interpreter.dictGet(mapping, key.ref) ?? interpreter.smallInt(0)).owned()
            }
            let new = try interpreter.add(old.ref, one)
            if isPlain {
                try interpreter.dictSet(mapping, key.ref, new.ref)
            } else {
                try interpreter.setItem(mapping, key.ref, new.ref)
            }
        }
    }
}

/// The descriptor of a named tuple's field: its place and its docstring.
enum TupleGetter {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_collections._tuplegetter", basicSize: 32, flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        let index = try interpreter.makeInt(object.number(24).pointee)
                        let arguments = try interpreter.makeTuple(
                            index.ref, object.held(16) ?? interpreter.none)
                        return try interpreter.makeTuple(
                            Ref(RawObject(object.type)), arguments.ref)
                    }
                }
            ],
            members: [MemberSpec("__doc__", .object, offset: 16, isReadOnly: false)]
        ) { block in
            ReferenceSlots.install(block, count: 1)
            block.pointee.type.tp_new = { type, arguments, keywords in
                newInstance(type, arguments, keywords, "_tuplegetter", 2...2) {
                    interpreter, object, arguments throws(Raised) in
                    object.number(24).pointee = try interpreter.indexValue(
                        arguments.tupleItem(0), overflow: .overflowError)
                    object.hold(16, arguments.tupleItem(1).owned())
                }
            }
            block.pointee.type.tp_descr_get = { raw, instance, _ in
                guard let instance, !Ref(instance).isNone else { return Ref(raw).owned().take() }
                return withObject(raw) { interpreter, getter throws(Raised) in
                    let index = getter.number(24).pointee
                    let tuple = Ref(instance)
                    guard tuple.isTuple else {
                        throw interpreter.raise(
                            .typeError,
                            "descriptor for index '\(index)' for tuple subclasses doesn't apply to '\(interpreter.typeName(tuple.type))' object"
                        )
                    }
                    guard index >= 0, index < tuple.itemCount else {
                        throw interpreter.raise(.indexError, "tuple index out of range")
                    }
                    return tuple.tupleItem(index).owned()
                }
            }
            block.pointee.type.tp_descr_set = { raw, _, value in
                let interpreter = Interpreter(containing: raw)
                _ = interpreter.raise(
                    .attributeError, value == nil ? "can't delete attribute" : "can't set attribute"
                )
                return -1
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    let doc = try interpreter.repr(object.held(16) ?? interpreter.none)
                    return try interpreter.makeString(
                        "_tuplegetter(\(object.number(24).pointee), \(doc.ref.text))")
                }
            }
        }
    }
}
