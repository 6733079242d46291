/// `object`, the base of everything (`Objects/typeobject.c`).
extension Interpreter {
    static func objectTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .object, name: "object", basicSize: MemoryLayout<PyObject>.size,
            flags: TypeFlags.baseType,
            methods: objectReductionMethods + [
                MethodSpec("__init_subclass__", [.classMethod, .fastKeywords]) {
                    cls, arguments, count, names in
                    nativeMethod(cls, arguments, count, names) {
                        interpreter, cls, arguments throws(Raised) in
                        if arguments.count == 0, arguments.keywordCount == 0 {
                            return interpreter.none.owned()
                        }
                        let name = interpreter.shortTypeName(cls.fields(PyTypeObject.self))
                        if arguments.keywordCount > 0 {
                            throw interpreter.raise(
                                .typeError, "\(name).__init_subclass__() takes no keyword arguments"
                            )
                        }
                        throw interpreter.raise(
                            .typeError,
                            "\(name).__init_subclass__() takes no arguments (\(arguments.count) given)"
                        )
                    }
                },
                MethodSpec("__format__", .oneArgument) { object, arguments, _, _ in
                    formatObject(object, arguments?[0])
                },
                MethodSpec("__sizeof__", .noArguments) { object, _, _, _ in
                    slotResult { () throws(Raised) in
                        guard let object else { throw Raised() }
                        let ref = Ref(object)
                        let type = ref.type.pointee
                        let items =
                            type.tp_itemsize > 0
                            ? abs(ref.fields(PyVarObject.self).pointee.ob_size) : 0
                        return try ref.interpreter.makeInt(
                            type.tp_basicsize + items * type.tp_itemsize)
                    }
                },
                objectDirectoryMethod,
            ],
            getSets: [
                GetSetSpec(
                    "__class__",
                    { object, _ in Ref(RawObject(Ref(object).type)).owned().take() },
                    { object, value, _ in
                        statusSlot(object) { interpreter, object throws(Raised) in
                            try interpreter.setClass(of: object, value.map { Ref($0) })
                        }
                    })
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_getattro = { object, name in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: object).genericGetAttribute(Ref(object), Ref(name))
                }
            }
            block.pointee.type.tp_setattro = genericSetter
            block.pointee.type.tp_repr = { object in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: object)
                    return try interpreter.makeString(
                        interpreter.defaultRepr(Ref(object)))
                }
            }
            block.pointee.type.tp_str = { object in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: object).repr(Ref(object))
                }
            }
            block.pointee.type.tp_hash = { Interpreter(containing: $0).addressHash(Ref($0)) }
            block.pointee.type.tp_richcompare = { compareObjects($0, $1, $2) }
            block.pointee.type.tp_init = { initializeObject($0, $1, $2) }
            block.pointee.type.tp_new = { makePlainObject($0, $1, $2) }
        }
    }

    /// `PyObject_GenericSetAttr`, also of types that set it themselves and so have it in their dict.
    public static var genericSetter: KeyedSetSlot {
        // One function for all modules, since it is known by its address.
        @inline(never) get { setGenerically }
    }

    /// `<object object at 0x…>`, with the module for classes outside `builtins`.
    func defaultRepr(_ object: Ref) -> String {
        "<\(qualifiedTypeName(object.type)) object at \(addressText(object))>"
    }
}

private let setGenerically: KeyedSetSlot = { object, name, value in
    slotStatus { () throws(Raised) in
        try Interpreter(containing: object).genericSetAttribute(
            Ref(object), Ref(name), value.map(Ref.init))
        return 0
    }
}

private func formatObject(_ object: RawObject?, _ specification: RawObject?) -> RawObject? {
    slotResult { () throws(Raised) in
        guard let object, let specification else { throw Raised() }
        let interpreter = Interpreter(containing: object)
        guard Ref(specification).isStr else {
            throw interpreter.badArgument("__format__", "argument", "str", Ref(specification))
        }
        if Ref(specification).fields(PyASCIIObject.self).pointee.length > 0 {
            throw interpreter.raise(
                .typeError,
                "unsupported format string passed to \(interpreter.typeName(Ref(object).type)).__format__"
            )
        }
        return try interpreter.str(Ref(object))
    }
}

/// Identity for `==`; `!=` is the opposite of what `==` says.
private func compareObjects(_ left: RawObject, _ right: RawObject, _ op: Int32) -> RawObject? {
    let interpreter = Interpreter(containing: left)
    switch Comparison(rawValue: op) {
    case .equal where left == right:
        return interpreter.true.owned().take()
    case .notEqual:
        guard let compare = Ref(left).type.pointee.tp_richcompare else { break }
        return slotResult { () throws(Raised) in
            let equal = try checked(compare(left, right, Comparison.equal.rawValue))
            if equal.ref == interpreter.notImplemented { return equal }
            return interpreter.bool(try !interpreter.isTrue(equal.ref))
        }
    default:
        break
    }
    return interpreter.notImplemented.owned().take()
}

/// Whether a call gave any argument.
private func hasArguments(_ arguments: RawObject, _ keywords: RawObject?) -> Bool {
    Ref(arguments).itemCount > 0 || (keywords.map { Ref($0).dictCount > 0 } ?? false)
}

/// `object.__init__`: complains about arguments that neither it nor `__new__` takes.
private func initializeObject(
    _ object: RawObject, _ arguments: RawObject, _ keywords: RawObject?
) -> Int32 {
    let interpreter = Interpreter(containing: object)
    let type = Ref(object).type
    guard hasArguments(arguments, keywords) else { return 0 }
    let base = interpreter.type(.object)
    let overridesInit = !interpreter.sameSlot(type.pointee.tp_init, base.pointee.tp_init)
    let overridesNew = !interpreter.sameSlot(type.pointee.tp_new, base.pointee.tp_new)
    if overridesInit {
        _ = interpreter.raise(
            .typeError,
            "object.__init__() takes exactly one argument (the instance to initialize)")
        return -1
    }
    if !overridesNew {
        _ = interpreter.raise(
            .typeError,
            "\(interpreter.typeName(type)).__init__() takes exactly one argument (the instance to initialize)"
        )
        return -1
    }
    return 0
}

private func makePlainObject(
    _ type: RawObject, _ arguments: RawObject, _ keywords: RawObject?
) -> RawObject? {
    slotResult { () throws(Raised) in
        let interpreter = Interpreter(containing: type)
        let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
        let base = interpreter.type(.object)
        if hasArguments(arguments, keywords) {
            if !interpreter.sameSlot(pointer.pointee.tp_new, base.pointee.tp_new) {
                throw interpreter.raise(
                    .typeError,
                    "object.__new__() takes exactly one argument (the type to instantiate)")
            }
            if interpreter.sameSlot(pointer.pointee.tp_init, base.pointee.tp_init) {
                throw interpreter.raise(
                    .typeError, "\(interpreter.typeName(pointer))() takes no arguments")
            }
        }
        if pointer.pointee.tp_flags & TypeFlags.isAbstract != 0 {
            throw try interpreter.raiseAbstract(pointer)
        }
        let object = try interpreter.allocateInstance(pointer)
        if pointer.hasManagedDict { try interpreter.initializeAttributes(object.ref) }
        return object
    }
}

extension Interpreter {
    /// Whether two slots hold the same function.
    func sameSlot<Slot>(_ left: Slot?, _ right: Slot?) -> Bool {
        unsafeBitCast(left, to: UnsafeRawPointer?.self)
            == unsafeBitCast(right, to: UnsafeRawPointer?.self)
    }

    /// `tp_alloc` of classes.
    static var genericAlloc: AllocSlot {
        { type, items in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).allocateGeneric(
                    type.assumingMemoryBound(to: PyTypeObject.self), items: items)
            }
        }
    }

    /// A new instance by the type's `tp_alloc`.
    public func allocateInstance(_ type: TypePointer, items: Int = 0) throws(Raised) -> Owned {
        if let allocate = type.pointee.tp_alloc {
            return try checked(allocate(RawObject(type), items))
        }
        return try allocateGeneric(type, items: items)
    }

    /// A zeroed instance of a type, tracked if it is collected (`PyType_GenericAlloc`).
    private func allocateGeneric(_ type: TypePointer, items: Int) throws(Raised) -> Owned {
        // One item more than asked for, as a sentinel, when there are items at all.
        let room = (items + 1) * type.pointee.tp_itemsize
        let size = (type.pointee.tp_basicsize + room + 7) & ~7
        let isCollected = type.pointee.tp_flags & TypeFlags.haveGC != 0
        let raw = isCollected ? try newGCObject(type, size: size) : try newObject(type, size: size)
        let header = MemoryLayout<PyObject>.size
        (raw + header).initializeMemory(as: UInt8.self, repeating: 0, count: size - header)
        if type.pointee.tp_itemsize != 0 {
            Ref(raw).fields(PyVarObject.self).pointee.ob_size = items
        }
        if isCollected { track(raw) }
        return Owned(stealing: raw)
    }
}
