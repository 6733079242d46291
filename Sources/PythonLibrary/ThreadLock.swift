import PythonRuntime

/// `_thread.lock`.
enum ThreadLock {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_thread.lock", basicSize: 40,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("acquire", .fastKeywords, acquire),
                MethodSpec("acquire_lock", .fastKeywords, acquire),
                MethodSpec("__enter__", .fastKeywords, acquire),
                MethodSpec("release", .noArguments, release),
                MethodSpec("release_lock", .noArguments, release),
                MethodSpec("__exit__", .fast, release),
                MethodSpec("locked", .noArguments, locked),
                MethodSpec("locked_lock", .noArguments, locked),
                MethodSpec("_at_fork_reinit", .noArguments) { lock, _, _, _ in
                    withSelf(lock) { interpreter, lock throws(Raised) in
                        lock.fields(LockObject.self).pointee.isLocked = false
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_weaklistoffset = 24
            block.pointee.type.tp_dealloc = deallocateThreadObject
            block.pointee.type.tp_traverse = { _, _, _ in 0 }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, lock throws(Raised) in
                    let isLocked = lock.fields(LockObject.self).pointee.isLocked
                    return try interpreter.makeString(
                        "<\(isLocked ? "locked" : "unlocked") \(interpreter.typeName(lock.type, limit: nil)) "
                            + "object at \(interpreter.addressText(lock))>")
                }
            }
        }
    }

    private static let acquire: NativeFunction = { lock, arguments, count, names in
        nativeMethod(lock, arguments, count, names) { interpreter, lock, arguments throws(Raised) in
            let wait = try interpreter.lockWait(arguments)
            return interpreter.bool(
                try interpreter.acquire(
                    interpreter.lockFlag(lock), blocking: wait.blocking, timeout: wait.timeout))
        }
    }

    private static let release: NativeFunction = { lock, _, _, _ in
        withSelf(lock) { interpreter, lock throws(Raised) in
            guard lock.fields(LockObject.self).pointee.isLocked else {
                throw interpreter.raise(.runtimeError, "release unlocked lock")
            }
            interpreter.releaseLock(lock)
            return interpreter.none.owned()
        }
    }

    private static let locked: NativeFunction = { lock, _, _, _ in
        withSelf(lock) { interpreter, lock throws(Raised) in
            interpreter.bool(lock.fields(LockObject.self).pointee.isLocked)
        }
    }
}

/// Frees a lock: nothing but its weak references.
let deallocateThreadObject: DeallocSlot = { raw in
    let interpreter = Interpreter(containing: raw)
    interpreter.untrack(raw)
    interpreter.clearWeakReferences(to: Ref(raw))
    interpreter.freeInstance(raw)
}

extension Interpreter {
    /// The arguments of `acquire`: whether to wait, and how long (`lock_acquire_parse_args`).
    func lockWait(_ arguments: Arguments) throws(Raised) -> (blocking: Bool, timeout: Int?) {
        // CPython converts what is given by position before it looks at names.
        if let blocking = arguments[optional: 0], arguments.count + arguments.keywordCount <= 2 {
            _ = try parsedInt(blocking)
        }
        let values = try bind(
            ParameterList(
                function: "acquire", names: ["blocking", "timeout"], maximumPositional: 2),
            arguments)
        let blocking = try values[0].map { value throws(Raised) in
            try parsedInt(value) != 0
        }
        let forEver = -1_000_000_000
        let timeout = try values[1].map { value throws(Raised) in
            try nanoseconds(ofSeconds: value)
        }
        let waits = blocking ?? true
        guard let timeout, timeout != forEver else { return (waits, nil) }
        guard waits else {
            throw raise(.valueError, "can't specify a timeout for a non-blocking call")
        }
        guard timeout >= 0 else {
            throw raise(.valueError, "timeout value must be positive")
        }
        return (true, timeout)
    }
}
