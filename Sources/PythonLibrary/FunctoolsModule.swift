import PythonRuntime

/// The module `_functools` (`Modules/_functoolsmodule.c`).
enum FunctoolsModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_functools", functions: functions)
        try interpreter.addType(.partial, Partial.spec(), to: module.ref)
        try interpreter.makeType(.keyWrapper, KeyWrapper.spec())
        try interpreter.makeType(.lruLink, LRUCacheLink.spec())
        try interpreter.addType(.lruCache, LRUCache.spec(), to: module.ref)
        return module
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("reduce", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("reduce", arguments.count, 2, 3)
                guard
                    arguments[1].type.pointee.tp_iter != nil
                        || interpreter.isSequence(arguments[1])
                else {
                    throw interpreter.raise(
                        .typeError, "reduce() arg 2 must support iteration")
                }
                let iterator = try interpreter.iterator(over: arguments[1])
                var total = arguments[optional: 2]?.owned().take()
                while let raw = try interpreter.next(iterator.ref) {
                    let item = Owned(stealing: raw)
                    guard let current = total else {
                        total = item.take()
                        continue
                    }
                    let before = Owned(stealing: current)
                    total = nil
                    total = try interpreter.call(arguments[0], before.ref, item.ref).take()
                }
                guard let total else {
                    throw interpreter.raise(
                        .typeError, "reduce() of empty iterable with no initial value")
                }
                return Owned(stealing: total)
            }
        },
        NativeModuleFunction("cmp_to_key", .fastKeywords) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                let values = try interpreter.bind(
                    ParameterList(
                        function: "cmp_to_key", names: ["mycmp"], required: 1,
                        maximumPositional: 1), arguments)
                let wrapper = try interpreter.allocateInstance(interpreter.type(.keyWrapper))
                wrapper.ref.hold(16, (values[0] ?? interpreter.none).owned())
                return wrapper
            }
        },
    ]
}

/// What `cmp_to_key` gives: the comparison, and for a key the object it stands for.
enum KeyWrapper {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "functools.KeyWrapper", basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            members: [MemberSpec("obj", .object, offset: 24, isReadOnly: false)]
        ) { block in
            ReferenceSlots.install(block, count: 2)
            block.pointee.type.tp_hash = Interpreter.refuseToHash
            block.pointee.type.tp_call = { wrapper, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: wrapper)
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "K", names: ["obj"], required: 1, maximumPositional: 1),
                        tuple: Ref(arguments), keywords: keywords)
                    let key = try interpreter.allocateInstance(interpreter.type(.keyWrapper))
                    if let comparison = Ref(wrapper).held(16) {
                        key.ref.hold(16, comparison.owned())
                    }
                    key.ref.hold(24, (values[0] ?? interpreter.none).owned())
                    return key
                }
            }
            block.pointee.type.tp_richcompare = { left, right, op in
                compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                    guard right.type == interpreter.type(.keyWrapper) else {
                        throw interpreter.raise(
                            .typeError, "other argument must be K instance")
                    }
                    guard let function = left.held(16), let first = left.held(24),
                        let second = right.held(24)
                    else { throw interpreter.raise(.attributeError, "object") }
                    let order = try interpreter.call(function, first, second)
                    return try interpreter.compare(order.ref, interpreter.smallInt(0), op)
                }
            }
        }
    }
}
