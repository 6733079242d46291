import PythonRuntime

/// The module `_contextvars` (`Modules/_contextvarsmodule.c`).
enum ContextModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_contextvars", functions: functions)
        try interpreter.addType(.contextType, ContextType.spec(), to: module.ref)
        try interpreter.addType(.contextVariableType, ContextVariableType.spec(), to: module.ref)
        try interpreter.addType(.contextTokenType, ContextTokenType.spec(), to: module.ref)
        try interpreter.makeType(.contextTokenMissing, ContextTokenType.missingSpec())
        try interpreter.makeType(.contextKeys, ContextIterator.spec("keys"))
        try interpreter.makeType(.contextValues, ContextIterator.spec("values"))
        try interpreter.makeType(.contextItems, ContextIterator.spec("items"))
        let missing = try interpreter.allocateInstance(interpreter.type(.contextTokenMissing))
        if let raw = interpreter.type(.contextTokenType).pointee.tp_dict {
            let name = try interpreter.intern("MISSING")
            try interpreter.dictSet(Ref(raw), name.ref, missing.ref)
            interpreter.typeModified(interpreter.type(.contextTokenType))
        }
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("copy_context", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let context = try interpreter.currentContext()
                return try interpreter.makeContext(try interpreter.variables(of: context))
            }
        }
    ]
}

/// The type `Context`.
enum ContextType {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_contextvars.Context", basicSize: MemoryLayout<PyContextObject>.size,
            flags: TypeFlags.haveGC, methods: lookups + copies
        ) { block in
            block.pointee.type.tp_weaklistoffset =
                MemoryLayout<PyContextObject>.offset(of: \.ctx_weakreflist) ?? 0
            block.pointee.type.tp_hash = Interpreter.refuseToHash
            setMemory(block)
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    if Ref(arguments).itemCount > 0
                        || keywords.map({ Ref($0).dictCount > 0 })
                            ?? false
                    {
                        throw interpreter.raise(
                            .typeError, "Context() does not accept any arguments")
                    }
                    let variables = try interpreter.makeDict()
                    return try interpreter.makeContext(variables.ref)
                }
            }
            block.pointee.type.tp_richcompare = { left, right, op in
                compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                    guard interpreter.isInstance(right, .contextType),
                        op == .equal || op == .notEqual
                    else { return interpreter.notImplemented.owned() }
                    let isEqual = try interpreter.contextsAreEqual(left, right)
                    return interpreter.bool(isEqual == (op == .equal))
                }
            }
            block.pointee.type.tp_iter = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.contextIterator(object, .contextKeys)
                }
            }
            block.pointee.sequence.sq_contains = { raw, key in
                truthSlot(raw) { interpreter, object throws(Raised) in
                    try interpreter.value(Ref(key), in: object) != nil
                }
            }
            block.pointee.mapping.mp_length = { raw in
                Ref(raw).context.pointee.ctx_vars.map { Ref($0).dictCount } ?? 0
            }
            block.pointee.mapping.mp_subscript = { raw, key in
                withObject(raw) { interpreter, object throws(Raised) in
                    guard let value = try interpreter.value(Ref(key), in: object) else {
                        throw interpreter.raise(.keyError, argument: Ref(key))
                    }
                    return value.owned()
                }
            }
        }
    }

    private static func setMemory(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            interpreter.clearWeakReferences(to: Ref(raw))
            releaseFields(Ref(raw), 24...24)
            if !interpreter.keepContext(raw) { interpreter.freeInstance(raw) }
        }
        // The former context is held by whoever entered this one.
        block.pointee.type.tp_traverse = { visitFields($0, 24...24, $1, $2) }
        block.pointee.type.tp_clear = { raw in
            releaseFields(Ref(raw), 24...24)
            return 0
        }
    }

    private static var lookups: [MethodSpec] {
        [
            MethodSpec("get", .fast) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.checkArguments("get", arguments.count, 1, 2)
                    let value = try interpreter.value(arguments[0], in: object)
                    return (value ?? arguments[optional: 1] ?? interpreter.none).owned()
                }
            },
            MethodSpec("items", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.contextIterator(object, .contextItems)
                }
            },
            MethodSpec("keys", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.contextIterator(object, .contextKeys)
                }
            },
            MethodSpec("values", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.contextIterator(object, .contextValues)
                }
            },
        ]
    }

    private static var copies: [MethodSpec] {
        [
            MethodSpec("copy", .noArguments) { object, _, _, _ in
                withSelf(object) { interpreter, object throws(Raised) in
                    try interpreter.makeContext(try interpreter.variables(of: object))
                }
            },
            MethodSpec("run", .fastKeywords) { object, arguments, count, names in
                nativeMethod(object, arguments, count, names) {
                    interpreter, object, arguments throws(Raised) in
                    try interpreter.runInContext(object, arguments)
                }
            },
        ]
    }
}

extension Interpreter {
    /// A variable's value in a context, borrowed.
    fileprivate func value(_ key: Ref, in context: Ref) throws(Raised) -> Ref? {
        guard isInstance(key, .contextVariableType) else {
            let text = try repr(key)
            throw raise(.typeError, "a ContextVar key was expected, got \(text.text)")
        }
        return try dictGet(try variables(of: context), key)
    }

    /// An iterator over keys, values or items: what it gives, as a tuple, and the next one's place.
    fileprivate func contextIterator(
        _ context: Ref, _ type: LibraryType
    ) throws(Raised) -> Owned {
        let entries = try orderedVariables(of: context)
        let items = try makeTuple(count: entries.count)
        for (index, entry) in entries.enumerated() {
            let item: Owned
            switch type {
            case .contextKeys: item = entry.key.owned()
            case .contextValues: item = entry.value.owned()
            default: item = try makeTuple(entry.key, entry.value)
            }
            items.ref.tupleItems[index] = item.take()
        }
        let iterator = try allocateInstance(self.type(type))
        iterator.ref.hold(16, items)
        return iterator
    }
}

/// The iterators of contexts, which have a length.
enum ContextIterator {
    static func spec(_ name: StaticString) -> TypeSpec {
        TypeSpec(
            library: name, basicSize: 168,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation
        ) { block in
            ReferenceSlots.install(block, count: 1)
            block.pointee.type.tp_iter = SharedSlots.selfIterator
            block.pointee.type.tp_iternext = { raw in
                nextItem(raw) { _, object in
                    let index = object.number(24).pointee
                    guard let items = object.held(16), index < items.itemCount else { return nil }
                    object.number(24).pointee = index + 1
                    return items.tupleItem(index).owned().take()
                }
            }
            block.pointee.mapping.mp_length = { Ref($0).held(16)?.itemCount ?? 0 }
        }
    }
}
