import PythonRuntime

/// The module `_queue` (`Modules/_queuemodule.c`): `SimpleQueue`, a list taken from at its front.
enum QueueModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_queue", functions: [])
        try interpreter.addException(.queueEmpty, "_queue.Empty", to: module.ref)
        try interpreter.addType(.simpleQueue, SimpleQueue.spec(), to: module.ref)
        return module
    }
}

/// `_queue.SimpleQueue` (`simplequeueobject`), 56 bytes.
private struct SimpleQueueObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// Where CPython has a lock; a getter waits at the queue's address.
    var lock: Int
    var locked: Int
    /// A list, and the position of its first item that is still in the queue.
    var list: RawObject?
    var position: Int
    var weakReferences: RawObject?
}

extension Ref {
    fileprivate var queue: UnsafeMutablePointer<SimpleQueueObject> {
        fields(SimpleQueueObject.self)
    }
}

enum SimpleQueue {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_queue.SimpleQueue", basicSize: MemoryLayout<SimpleQueueObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType, methods: putMethods + getMethods
        ) { block in
            block.pointee.type.tp_weaklistoffset = 48
            block.pointee.type.tp_new = newQueue
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                interpreter.clearWeakReferences(to: Ref(raw))
                releaseFields(Ref(raw), 32...32)
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitReference(Ref(raw).queue.pointee.list, visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                releaseFields(Ref(raw), 32...32)
                return 0
            }
        }
    }

    private static let newQueue: NewSlot = { type, arguments, keywords in
        slotResult { () throws(Raised) in
            let interpreter = Interpreter(containing: type)
            let cls = type.assumingMemoryBound(to: PyTypeObject.self)
            if cls == interpreter.type(.simpleQueue) {
                guard Ref(arguments).itemCount == 0 else {
                    throw interpreter.raise(
                        .typeError, "SimpleQueue() takes no positional arguments")
                }
                try interpreter.refuseKeywords("SimpleQueue", keywords)
            }
            let object = try interpreter.allocateInstance(cls)
            object.ref.queue.pointee.list = try interpreter.makeList().take()
            return object
        }
    }

    private static var putMethods: [MethodSpec] {
        [
            MethodSpec("put", .fastKeywords) { raw, arguments, count, names in
                nativeMethod(raw, arguments, count, names) {
                    interpreter, queue, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "put", names: ["item", "block", "timeout"], required: 1,
                            maximumPositional: 3), arguments)
                    return try putItem(interpreter, queue, values[0] ?? interpreter.none)
                }
            },
            MethodSpec("put_nowait", .fastKeywords) { raw, arguments, count, names in
                nativeMethod(raw, arguments, count, names) {
                    interpreter, queue, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "put_nowait", names: ["item"], required: 1,
                            maximumPositional: 1), arguments)
                    return try putItem(interpreter, queue, values[0] ?? interpreter.none)
                }
            },
            MethodSpec("empty", .noArguments) { raw, _, _, _ in
                withSelf(raw) { interpreter, queue throws(Raised) in
                    interpreter.bool(itemCount(queue) == 0)
                }
            },
            MethodSpec("qsize", .noArguments) { raw, _, _, _ in
                withSelf(raw) { interpreter, queue throws(Raised) in
                    try interpreter.makeInt(itemCount(queue))
                }
            },
            MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
                nativeMethod($0, $1, $2, $3) { interpreter, cls, arguments throws(Raised) in
                    try interpreter.makeGenericAlias(cls, arguments[0])
                }
            },
        ]
    }

    private static var getMethods: [MethodSpec] {
        [
            MethodSpec("get", .fastKeywords) { raw, arguments, count, names in
                nativeMethod(raw, arguments, count, names) {
                    interpreter, queue, arguments throws(Raised) in
                    let values = try interpreter.bind(
                        ParameterList(
                            function: "get", names: ["block", "timeout"], maximumPositional: 2),
                        arguments)
                    let blocks = try values[0].map { value throws(Raised) in
                        try interpreter.isTrue(value)
                    }
                    return try getItem(
                        interpreter, queue, blocks: blocks ?? true, timeout: values[1])
                }
            },
            // CPython doesn't look at keywords here.
            MethodSpec("get_nowait", .fastKeywords) { raw, _, count, _ in
                withSelf(raw) { interpreter, queue throws(Raised) in
                    guard count == 0 else {
                        throw interpreter.raise(.typeError, "get_nowait() takes no arguments")
                    }
                    return try getItem(interpreter, queue, blocks: false, timeout: nil)
                }
            },
        ]
    }
}

private func itemCount(_ queue: Ref) -> Int {
    guard let list = queue.queue.pointee.list else { return 0 }
    return Ref(list).itemCount - queue.queue.pointee.position
}

private func putItem(
    _ interpreter: Interpreter, _ queue: Ref, _ item: Ref
) throws(Raised) -> Owned {
    guard let list = queue.queue.pointee.list else { return interpreter.none.owned() }
    try interpreter.listAppend(Ref(list), item)
    interpreter.wakeFirst(waitingFor: queue.raw)
    return interpreter.none.owned()
}

private func getItem(
    _ interpreter: Interpreter, _ queue: Ref, blocks: Bool, timeout: Ref?
) throws(Raised) -> Owned {
    var deadline: Int?
    if blocks, let timeout, !timeout.isNone {
        let length = try interpreter.nanoseconds(ofSeconds: timeout)
        guard length >= 0 else {
            throw interpreter.raise(
                .valueError, "'timeout' must be a non-negative number")
        }
        deadline = interpreter.moment(after: length)
    }
    while itemCount(queue) == 0 {
        guard blocks else { throw try raiseEmpty(interpreter) }
        if try interpreter.wait(for: queue.raw, until: deadline) == .timedOut,
            itemCount(queue) == 0
        {
            throw try raiseEmpty(interpreter)
        }
    }
    return try popItem(interpreter, queue)
}

/// Takes the first item; items taken are cut off when they are more than half of the list.
private func popItem(_ interpreter: Interpreter, _ queue: Ref) throws(Raised) -> Owned {
    guard let raw = queue.queue.pointee.list else { throw try raiseEmpty(interpreter) }
    let list = Ref(raw)
    let position = queue.queue.pointee.position
    let item = list.listItem(position).owned()
    try interpreter.listSetItem(list, at: position, interpreter.none)
    queue.queue.pointee.position = position + 1
    if (position + 1) * 2 > list.itemCount {
        queue.queue.pointee.position = 0
        try interpreter.listRemoveItems(list, from: 0, to: position + 1)
    }
    return item
}

private func raiseEmpty(_ interpreter: Interpreter) throws(Raised) -> Raised {
    let empty = try interpreter.makeException(
        interpreter.type(.queueEmpty), interpreter.emptyTuple)
    return interpreter.raise(instance: empty)
}
