import PythonRuntime

/// The module `_thread` (`Modules/_threadmodule.c`). There is one thread: a program that starts another
/// sees it run to its end at once, which is one of the orders CPython allows, and the same every time.
enum ThreadModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_thread", functions: threads + locks)
        try interpreter.addType(.lock, lockSpec(isReentrant: false), to: module.ref)
        try interpreter.addType(.reentrantLock, lockSpec(isReentrant: true), to: module.ref)
        let lock = Ref(RawObject(interpreter.type(.lock)))
        try interpreter.setModuleAttribute(module.ref, "LockType", lock)
        let error = Ref(RawObject(interpreter.type(.runtimeError)))
        try interpreter.setModuleAttribute(module.ref, "error", error)
        let limit = try interpreter.makeFloat(9223372036.0)
        try interpreter.setModuleAttribute(module.ref, "TIMEOUT_MAX", limit.ref)
        return module
    }

    private static let threads: [NativeModuleFunction] = [
        NativeModuleFunction("get_ident", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try interpreter.makeInt(1) }
        },
        NativeModuleFunction("get_native_id", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try interpreter.makeInt(1) }
        },
        NativeModuleFunction("_count", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try interpreter.makeInt(0) }
        },
        NativeModuleFunction("stack_size", .fast) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in try interpreter.makeInt(0) }
        },
        NativeModuleFunction("exit", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                throw interpreter.raise(.systemExit)
            }
        },
        NativeModuleFunction("interrupt_main", .fast) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                throw interpreter.raise(.keyboardInterrupt)
            }
        },
        NativeModuleFunction("start_new_thread", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("start_new_thread", arguments.count, 2, 3)
                return try start(
                    interpreter, arguments[0], arguments[1], arguments[optional: 2])
            }
        },
    ]

    /// Runs the thread's function to its end; an exception is reported and goes no further.
    private static func start(
        _ interpreter: Interpreter, _ function: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        guard arguments.isTuple else {
            throw interpreter.raise(.typeError, "2nd arg must be a tuple")
        }
        let context = interpreter.exchangeContext(nil)
        defer { interpreter.leaveContext(restoring: context) }
        do throws(Raised) {
            _ = try interpreter.call(function, tuple: arguments, keywords: keywords)
        } catch {
            guard interpreter.currentExceptionIs(.systemExit) else { throw error }
            interpreter.clearException()
        }
        return try interpreter.makeInt(1)
    }

    private static let locks: [NativeModuleFunction] = [
        NativeModuleFunction("allocate_lock", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.allocateInstance(interpreter.type(.lock))
            }
        },
        NativeModuleFunction("allocate", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.allocateInstance(interpreter.type(.lock))
            }
        },
        NativeModuleFunction("_set_sentinel", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                try interpreter.allocateInstance(interpreter.type(.lock))
            }
        },
    ]
}

/// `_thread.lock` and `_thread.RLock`: how often it is held.
private struct LockObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var count: Int
    var weakReferences: RawObject?
}

extension ThreadModule {
    private static func lockSpec(isReentrant: Bool) -> TypeSpec {
        TypeSpec(
            library: isReentrant ? "_thread.RLock" : "_thread.lock",
            basicSize: MemoryLayout<LockObject>.size,
            flags: isReentrant ? TypeFlags.baseType : TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("acquire", .fastKeywords, acquire),
                MethodSpec("acquire_lock", .fastKeywords, acquire),
                MethodSpec("__enter__", .fastKeywords, acquire),
                MethodSpec("release", .noArguments, release),
                MethodSpec("release_lock", .noArguments, release),
                MethodSpec("__exit__", .fast, release),
                MethodSpec("locked", .noArguments) { lock, _, _, _ in
                    withSelf(lock) { interpreter, lock throws(Raised) in
                        interpreter.bool(lock.fields(LockObject.self).pointee.count > 0)
                    }
                },
                MethodSpec("_at_fork_reinit", .noArguments) { lock, _, _, _ in
                    withSelf(lock) { interpreter, lock throws(Raised) in
                        lock.fields(LockObject.self).pointee.count = 0
                        return interpreter.none.owned()
                    }
                },
            ] + (isReentrant ? reentrantMethods : [])
        ) { block in
            block.pointee.type.tp_weaklistoffset = 24
            if isReentrant {
                block.pointee.type.tp_new = { type, _, _ in
                    slotResult { () throws(Raised) in
                        try Interpreter(containing: type).allocateInstance(
                            type.assumingMemoryBound(to: PyTypeObject.self))
                    }
                }
            }
            block.pointee.type.tp_repr = lockRepr
        }
    }

    private static var reentrantMethods: [MethodSpec] {
        [
            MethodSpec("_is_owned", .noArguments) { lock, _, _, _ in
                withSelf(lock) { interpreter, lock throws(Raised) in
                    interpreter.bool(lock.fields(LockObject.self).pointee.count > 0)
                }
            },
            MethodSpec("_release_save", .noArguments) { lock, _, _, _ in
                withSelf(lock) { interpreter, lock throws(Raised) in
                    let fields = lock.fields(LockObject.self)
                    guard fields.pointee.count > 0 else {
                        throw interpreter.raise(
                            .runtimeError, "cannot release un-acquired lock")
                    }
                    let count = try interpreter.makeInt(fields.pointee.count)
                    fields.pointee.count = 0
                    let owner = try interpreter.makeInt(1)
                    return try interpreter.makeTuple(count.ref, owner.ref)
                }
            },
            MethodSpec("_acquire_restore", .oneArgument) { lock, arguments, count, names in
                nativeMethod(lock, arguments, 1, nil) {
                    interpreter, lock, arguments throws(Raised) in
                    guard arguments[0].isTuple, arguments[0].itemCount == 2 else {
                        throw interpreter.raise(.typeError, "a saved state is required")
                    }
                    lock.fields(LockObject.self).pointee.count =
                        try interpreter.indexValue(
                            arguments[0].tupleItem(0), overflow: .overflowError)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static let acquire: NativeFunction = { lock, arguments, count, names in
        nativeMethod(lock, arguments, count, names) { interpreter, lock, arguments throws(Raised) in
            let values = try interpreter.bind(
                ParameterList(
                    function: "acquire", names: ["blocking", "timeout"], maximumPositional: 2),
                arguments)
            let blocks = try values[0].map { value throws(Raised) in try interpreter.isTrue(value) }
            let fields = lock.fields(LockObject.self)
            let isReentrant = lock.type != interpreter.type(.lock)
            if fields.pointee.count == 0 || isReentrant {
                fields.pointee.count &+= 1
                return interpreter.bool(true)
            }
            // Nobody else can release it, so waiting with a timeout only passes time.
            if blocks == false || values[1] != nil { return interpreter.bool(false) }
            throw interpreter.raiseUnsupported(
                "a lock that is held is acquired again, and no other thread could release it")
        }
    }

    private static let release: NativeFunction = { lock, _, _, _ in
        withSelf(lock) { interpreter, lock throws(Raised) in
            let fields = lock.fields(LockObject.self)
            guard fields.pointee.count > 0 else {
                let isReentrant = lock.type != interpreter.type(.lock)
                throw interpreter.raise(
                    .runtimeError,
                    isReentrant ? "cannot release un-acquired lock" : "release unlocked lock")
            }
            fields.pointee.count &-= 1
            return interpreter.none.owned()
        }
    }

    private static let lockRepr: UnarySlot = { raw in
        withObject(raw) { interpreter, lock throws(Raised) in
            let count = lock.fields(LockObject.self).pointee.count
            let state = count > 0 ? "locked" : "unlocked"
            let name = interpreter.typeName(lock.type)
            let address = interpreter.addressText(lock)
            if lock.type == interpreter.type(.lock) {
                return try interpreter.makeString("<\(state) \(name) object at \(address)>")
            }
            let owner = count > 0 ? 1 : 0
            return try interpreter.makeString(
                "<\(state) \(name) object owner=\(owner) count=\(count) at \(address)>")
        }
    }
}
