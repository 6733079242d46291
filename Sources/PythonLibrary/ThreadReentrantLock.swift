import PythonRuntime

/// `_thread.RLock` (`rlockobject`), 48 bytes.
private struct ReentrantLockObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var isLocked: Bool
    /// The identifier of the thread that has it, and how often.
    var owner: Int
    var count: Int
    var weakReferences: RawObject?
}

extension Ref {
    fileprivate var lock: UnsafeMutablePointer<ReentrantLockObject> {
        fields(ReentrantLockObject.self)
    }

    fileprivate var lockFlag: UnsafeMutablePointer<Bool> {
        (raw + 16).assumingMemoryBound(to: Bool.self)
    }
}

enum ThreadReentrantLock {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_thread.RLock", basicSize: MemoryLayout<ReentrantLockObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("acquire", .fastKeywords, acquire),
                MethodSpec("__enter__", .fastKeywords, acquire),
                MethodSpec("release", .noArguments, release),
                MethodSpec("__exit__", .fast, release),
            ] + stateMethods
        ) { block in
            block.pointee.type.tp_weaklistoffset = 40
            block.pointee.type.tp_dealloc = deallocateThreadObject
            block.pointee.type.tp_traverse = { _, _, _ in 0 }
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, lock throws(Raised) in
                    let fields = lock.lock.pointee
                    return try interpreter.makeString(
                        "<\(fields.count > 0 ? "locked" : "unlocked") "
                            + "\(interpreter.typeName(lock.type, limit: nil)) object owner=\(fields.owner) "
                            + "count=\(fields.count) at \(interpreter.addressText(lock))>")
                }
            }
        }
    }

    private static let acquire: NativeFunction = { lock, arguments, count, names in
        nativeMethod(lock, arguments, count, names) { interpreter, lock, arguments throws(Raised) in
            let wait = try interpreter.lockWait(arguments)
            if ownsLock(interpreter, lock) {
                lock.lock.pointee.count &+= 1
                return interpreter.bool(true)
            }
            let taken = try interpreter.acquire(
                lock.lockFlag, blocking: wait.blocking, timeout: wait.timeout)
            if taken {
                lock.lock.pointee.owner = interpreter.threadIdentifier
                lock.lock.pointee.count = 1
            }
            return interpreter.bool(taken)
        }
    }

    private static let release: NativeFunction = { lock, _, _, _ in
        withSelf(lock) { interpreter, lock throws(Raised) in
            try requireOwner(interpreter, lock)
            lock.lock.pointee.count &-= 1
            if lock.lock.pointee.count == 0 { freeLock(interpreter, lock) }
            return interpreter.none.owned()
        }
    }

    private static var stateMethods: [MethodSpec] {
        [
            MethodSpec("_is_owned", .noArguments) { lock, _, _, _ in
                withSelf(lock) { interpreter, lock throws(Raised) in
                    interpreter.bool(ownsLock(interpreter, lock))
                }
            },
            MethodSpec("_at_fork_reinit", .noArguments) { lock, _, _, _ in
                withSelf(lock) { interpreter, lock throws(Raised) in
                    lock.lock.pointee.isLocked = false
                    lock.lock.pointee.owner = 0
                    lock.lock.pointee.count = 0
                    return interpreter.none.owned()
                }
            },
            MethodSpec("_release_save", .noArguments) { lock, _, _, _ in
                withSelf(lock) { interpreter, lock throws(Raised) in
                    guard lock.lock.pointee.count > 0 else {
                        throw interpreter.raise(.runtimeError, "cannot release un-acquired lock")
                    }
                    let count = try interpreter.makeInt(lock.lock.pointee.count)
                    let owner = try interpreter.makeInt(lock.lock.pointee.owner)
                    let saved = try interpreter.makeTuple(count.ref, owner.ref)
                    freeLock(interpreter, lock)
                    return saved
                }
            },
            MethodSpec("_acquire_restore", .oneArgument) { lock, arguments, count, names in
                nativeMethod(lock, arguments, 1, nil) {
                    interpreter, lock, arguments throws(Raised) in
                    try restoreLock(interpreter, lock, arguments[0])
                    return interpreter.none.owned()
                }
            },
        ]
    }

}

private func freeLock(_ interpreter: Interpreter, _ lock: Ref) {
    lock.lock.pointee.count = 0
    lock.lock.pointee.owner = 0
    interpreter.release(lock.lockFlag)
}

private func ownsLock(_ interpreter: Interpreter, _ lock: Ref) -> Bool {
    lock.lock.pointee.count > 0 && lock.lock.pointee.owner == interpreter.threadIdentifier
}

private func requireOwner(_ interpreter: Interpreter, _ lock: Ref) throws(Raised) {
    guard ownsLock(interpreter, lock) else {
        throw interpreter.raise(.runtimeError, "cannot release un-acquired lock")
    }
}

/// Takes the lock as often as it was held before `_release_save`.
private func restoreLock(
    _ interpreter: Interpreter, _ lock: Ref, _ saved: Ref
) throws(Raised) {
    let complaint = "_acquire_restore() argument 1 must be"
    guard interpreter.isSequence(saved), !saved.isBytes else {
        throw interpreter.badArgument(
            "_acquire_restore", "argument 1", "2-item sequence", saved)
    }
    let length = try interpreter.length(saved)
    guard length == 2 else {
        throw interpreter.raise(
            .typeError, "\(complaint) sequence of length 2, not \(length)")
    }
    let items = try interpreter.tupleFromIterable(saved)
    guard items.ref.itemCount == 2 else { return }
    let count = try interpreter.indexValue(items.ref.tupleItem(0), overflow: .overflowError)
    let owner = try interpreter.indexValue(items.ref.tupleItem(1), overflow: .overflowError)
    _ = try interpreter.acquire(lock.lockFlag)
    lock.lock.pointee.owner = owner
    lock.lock.pointee.count = count
}
