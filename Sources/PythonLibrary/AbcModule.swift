import PythonRuntime

/// The module `_abc` (`Modules/_abc.c`): abstract base classes with their registries and caches.
///
/// The registries hold classes weakly, in sets made with the first one.
enum AbcModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_abc", functions: functions)
        try interpreter.makeType(.abcData, dataSpec())
        return module
    }

    /// The registry, the cache, the negative cache; then the generation of that.
    private static func dataSpec() -> TypeSpec {
        TypeSpec(
            library: "_abc._abc_data", basicSize: 48, flags: TypeFlags.haveGC
        ) { ReferenceSlots.install($0, count: 3) }
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("get_cache_token", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.makeInt(interpreter.abcGeneration)
            }
        },
        NativeModuleFunction("_abc_init", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, cls throws(Raised) in
                try interpreter.initializeAbstract(cls)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_abc_register", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("_abc_register", arguments.count, 2, 2)
                return try interpreter.registerAbstract(arguments[0], arguments[1])
            }
        },
        NativeModuleFunction("_abc_instancecheck", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("_abc_instancecheck", arguments.count, 2, 2)
                return interpreter.bool(
                    try interpreter.isAbstractInstance(arguments[0], arguments[1]))
            }
        },
        NativeModuleFunction("_abc_subclasscheck", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("_abc_subclasscheck", arguments.count, 2, 2)
                return interpreter.bool(
                    try interpreter.isAbstractSubclass(arguments[0], arguments[1]))
            }
        },
        NativeModuleFunction("_reset_registry", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, cls throws(Raised) in
                let data = try interpreter.abstractData(cls)
                data.ref.drop(16)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_reset_caches", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, cls throws(Raised) in
                let data = try interpreter.abstractData(cls)
                data.ref.drop(24)
                data.ref.drop(32)
                return interpreter.none.owned()
            }
        },
        NativeModuleFunction("_get_dump", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, cls throws(Raised) in
                let data = try interpreter.abstractData(cls)
                let result = try interpreter.makeTuple(count: 4)
                for (index, offset) in [16, 24, 32].enumerated() {
                    let copy = try interpreter.makeSet()
                    if let set = data.ref.held(offset) {
                        try interpreter.setUpdate(copy.ref, set)
                    }
                    result.ref.tupleItems[index] = copy.take()
                }
                result.ref.tupleItems[3] = try interpreter.makeInt(
                    data.ref.number(40).pointee
                ).take()
                return result
            }
        },
    ]
}

extension Interpreter {
    /// How often anything was registered.
    fileprivate var abcGeneration: Int { abstractRegistrations }

    fileprivate func abstractData(_ cls: Ref) throws(Raised) -> Owned {
        let data = try namedAttribute(cls, "_abc_impl")
        guard data.ref.type == type(LibraryType.abcData) else {
            throw raise(.typeError, "_abc_impl is set to a wrong type")
        }
        return data
    }

    /// `_abc_init`: the names that are abstract, and empty caches.
    fileprivate func initializeAbstract(_ cls: Ref) throws(Raised) {
        let abstracts = try makeSet()
        let dict = try getAttribute(cls, name(.__dict__))
        let items = try callMethod(dict.ref, name(.items))
        let iterator = try self.iterator(over: items.ref)
        while let raw = try next(iterator.ref) {
            let item = Owned(stealing: raw)
            if try isAbstractMethod(item.ref.tupleItem(1)) {
                try setAdd(abstracts.ref, item.ref.tupleItem(0))
            }
        }
        try addInheritedAbstracts(cls, abstracts.ref)
        let frozen = try makeFrozenSet(abstracts.ref)
        let key = try intern("__abstractmethods__")
        try setAttribute(cls, key.ref, frozen.ref)
        let data = try allocateInstance(type(LibraryType.abcData))
        data.ref.number(40).pointee = abcGeneration
        let impl = try intern("_abc_impl")
        try setAttribute(cls, impl.ref, data.ref)
        if cls.isType { try takeCollectionFlags(cls.fields(PyTypeObject.self)) }
    }

    /// `__abc_tpflags__` of a class says what it is to patterns, and goes.
    private func takeCollectionFlags(_ cls: TypePointer) throws(Raised) {
        guard let dict = cls.pointee.tp_dict else { return }
        let key = try intern("__abc_tpflags__")
        guard let found = try dictGet(Ref(dict), key.ref), found.isExactly(.int) else { return }
        let flags = UInt(bitPattern: found.intValue ?? 0) & TypeFlags.collection
        if flags == TypeFlags.collection {
            throw raise(
                .typeError,
                "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
        }
        cls.pointee.tp_flags |= flags
        _ = try dictRemove(Ref(dict), key.ref)
    }

    /// A registered class, and all below it, are to patterns what the abstract one is.
    private func setCollectionFlags(_ cls: TypePointer, _ flags: UInt) {
        let current = cls.pointee.tp_flags
        guard current & TypeFlags.immutableType == 0, current & TypeFlags.collection != flags
        else { return }
        cls.pointee.tp_flags = current & ~TypeFlags.collection | flags
        forEachSubclass(of: cls) { setCollectionFlags($0, flags) }
    }

    private func isAbstractMethod(_ value: Ref) throws(Raised) -> Bool {
        guard let raw = try lookupAttribute(value, name(.__isabstractmethod__)) else {
            return false
        }
        let flag = Owned(stealing: raw)
        return try isTrue(flag.ref)
    }

    private func addInheritedAbstracts(_ cls: Ref, _ abstracts: Ref) throws(Raised) {
        let key = try intern("__abstractmethods__")
        let bases = try getAttribute(cls, name(.__bases__))
        for index in 0..<bases.ref.itemCount {
            guard let raw = try lookupAttribute(bases.ref.tupleItem(index), key.ref) else {
                continue
            }
            let names = Owned(stealing: raw)
            let iterator = try self.iterator(over: names.ref)
            while let raw = try next(iterator.ref) {
                let name = Owned(stealing: raw)
                guard let found = try lookupAttribute(cls, name.ref) else { continue }
                let value = Owned(stealing: found)
                if try isAbstractMethod(value.ref) { try setAdd(abstracts, name.ref) }
            }
        }
    }

    fileprivate func registerAbstract(_ cls: Ref, _ subclass: Ref) throws(Raised) -> Owned {
        guard subclass.isType else { throw raise(.typeError, "Can only register classes") }
        if try isSubclass(subclass, of: cls) { return subclass.owned() }
        if try isSubclass(cls, of: subclass) {
            throw raise(.runtimeError, "Refusing to create an inheritance cycle")
        }
        let data = try abstractData(cls)
        try weakSetAdd(data.ref.field(16), subclass)
        noteAbstractRegistration()
        if cls.isType {
            let flags = cls.fields(PyTypeObject.self).pointee.tp_flags & TypeFlags.collection
            if flags != 0 { setCollectionFlags(subclass.fields(PyTypeObject.self), flags) }
        }
        return subclass.owned()
    }

    fileprivate func isAbstractInstance(_ cls: Ref, _ instance: Ref) throws(Raised) -> Bool {
        let data = try abstractData(cls)
        let subclass = try getAttribute(instance, name(.__class__))
        if try weakSetContains(data.ref.held(24), subclass.ref) { return true }
        let subtype = Ref(RawObject(instance.type))
        if subtype == subclass.ref {
            if data.ref.number(40).pointee == abcGeneration,
                try weakSetContains(data.ref.held(32), subclass.ref)
            {
                return false
            }
            return try checkSubclass(cls, subclass.ref)
        }
        if try checkSubclass(cls, subclass.ref) { return true }
        return try checkSubclass(cls, subtype)
    }

    /// `cls.__subclasscheck__(subclass)`.
    private func checkSubclass(_ cls: Ref, _ subclass: Ref) throws(Raised) -> Bool {
        let result = try callMethod(cls, name(.__subclasscheck__), subclass)
        return try isTrue(result.ref)
    }

    fileprivate func isAbstractSubclass(_ cls: Ref, _ subclass: Ref) throws(Raised) -> Bool {
        guard subclass.isType else {
            throw raise(.typeError, "issubclass() arg 1 must be a class")
        }
        let data = try abstractData(cls)
        if try weakSetContains(data.ref.held(24), subclass) { return true }
        if data.ref.number(40).pointee < abcGeneration {
            if let negatives = data.ref.held(32) { setClear(negatives) }
            data.ref.number(40).pointee = abcGeneration
        } else if try weakSetContains(data.ref.held(32), subclass) {
            return false
        }
        let result = try decideSubclass(cls, subclass, data.ref)
        try weakSetAdd(data.ref.field(result ? 24 : 32), subclass)
        return result
    }

    /// By `__subclasshook__`, by the order of bases, by registered classes, by subclasses.
    private func decideSubclass(_ cls: Ref, _ subclass: Ref, _ data: Ref) throws(Raised) -> Bool {
        let answer = try callMethod(cls, name(.__subclasshook__), subclass)
        if answer.ref == self.true { return true }
        if answer.ref == self.false { return false }
        if answer.ref != notImplemented {
            throw raise(
                .assertionError,
                "__subclasshook__ must return either False, True, or NotImplemented")
        }
        if isSubtype(subclass.fields(PyTypeObject.self), cls.fields(PyTypeObject.self)) {
            return true
        }
        if let registry = data.held(16) {
            let registered = try weakSetMembers(registry)
            for index in 0..<registered.ref.itemCount
            where try isSubclass(subclass, of: registered.ref.listItem(index)) {
                return true
            }
        }
        let subclasses = try callMethod(cls, name(.__subclasses__))
        guard subclasses.ref.isList else {
            throw raise(.typeError, "__subclasses__() must return a list")
        }
        for index in 0..<subclasses.ref.itemCount {
            if try isSubclass(subclass, of: subclasses.ref.listItem(index)) { return true }
        }
        return false
    }
}
