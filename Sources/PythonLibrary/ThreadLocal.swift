import PythonRuntime

/// `_thread._local`: an object with other attributes in each thread (`localobject` of
/// `Modules/_threadmodule.c`).
///
///     thread's dict ─ key ─▶ dummy ┄┄▶ local ─ dummies ─▶ {identifier: attributes of that thread}
///
/// The attributes belong to the local object, so that the collector sees circles through them; the dummy, which
/// goes with its thread, takes that thread's attributes along.
private struct ThreadLocalObject {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// Under which the threads' dicts have their dummies, a str.
    var key: RawObject?
    /// What `__init__` is called with in each thread.
    var arguments: RawObject?
    var keywords: RawObject?
    var weakReferences: RawObject?
    var dummies: RawObject?
    /// Where CPython keeps a callback; unused.
    var callback: RawObject?
}

private struct ThreadLocalDummy {
    var ob_refcnt: Int
    var ob_type: TypePointer
    /// Borrowed; nil when the local object is gone.
    var local: RawObject?
    /// In CPython the list of weak references, which are how a local learns of a thread's end; here the dummy
    /// tells it itself, and nobody else can refer to a dummy.
    var identifier: Int
}

extension Ref {
    fileprivate var local: UnsafeMutablePointer<ThreadLocalObject> {
        fields(ThreadLocalObject.self)
    }

    fileprivate var dummy: UnsafeMutablePointer<ThreadLocalDummy> {
        fields(ThreadLocalDummy.self)
    }
}

enum ThreadLocal {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "_thread._local", basicSize: MemoryLayout<ThreadLocalObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType
        ) { block in
            block.pointee.type.tp_weaklistoffset = 40
            memorySlots(block)
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).makeThreadLocal(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            }
            block.pointee.type.tp_getattro = { raw, name in
                withObject(raw) { interpreter, object throws(Raised) in
                    let dict = try interpreter.threadLocalDict(object)
                    if isDictName(Ref(name)) { return dict }
                    return try interpreter.genericGetAttribute(object, Ref(name), dict: dict.ref)
                }
            }
            block.pointee.type.tp_setattro = { raw, name, value in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    let dict = try interpreter.threadLocalDict(object)
                    if isDictName(Ref(name)) {
                        throw interpreter.raise(
                            .attributeError,
                            "'\(interpreter.typeName(object.type))' object attribute '__dict__' is read-only"
                        )
                    }
                    try interpreter.genericSetAttribute(
                        object, Ref(name), value.map { Ref($0) }, dict: dict.ref)
                }
            }
        }
    }

    private static func memorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            interpreter.clearWeakReferences(to: Ref(raw))
            interpreter.clearThreadLocal(Ref(raw))
            let key = Ref(raw).local.pointee.key
            Ref(raw).local.pointee.key = nil
            if let key { Ref(key).decref() }
            interpreter.freeInstance(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            for held in [
                Ref(raw).local.pointee.arguments, Ref(raw).local.pointee.keywords,
                Ref(raw).local.pointee.dummies,
            ] {
                let status = visitReference(held, visit, argument)
                if status != 0 { return status }
            }
            return 0
        }
        block.pointee.type.tp_clear = { raw in
            Interpreter(containing: raw).clearThreadLocal(Ref(raw))
            return 0
        }
    }

    static func dummySpec() -> TypeSpec {
        TypeSpec(
            library: "_thread._localdummy", basicSize: MemoryLayout<ThreadLocalDummy>.size,
            flags: TypeFlags.disallowInstantiation
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                if let local = Ref(raw).dummy.pointee.local {
                    interpreter.forgetAttributes(
                        of: Ref(local), identifier: Ref(raw).dummy.pointee.identifier)
                }
                interpreter.freeInstance(raw)
            }
        }
    }
}

extension Interpreter {
    fileprivate func makeThreadLocal(
        _ cls: TypePointer, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        let isGiven = arguments.itemCount > 0 || (keywords?.dictCount ?? 0) > 0
        if isGiven, !initializes(cls) {
            throw raise(.typeError, "Initialization arguments are not supported")
        }
        let object = try allocateInstance(cls)
        let fields = object.ref.local
        fields.pointee.arguments = arguments.owned().take()
        fields.pointee.keywords = keywords?.owned().take()
        let key = try makeString("thread.local.\(addressText(object.ref))")
        fields.pointee.key = key.take()
        fields.pointee.dummies = try makeDict().take()
        // The type's call runs `__init__` in this thread.
        _ = try addAttributes(object.ref)
        return object
    }

    /// Whether a class has an `__init__` of its own.
    private func initializes(_ cls: TypePointer) -> Bool {
        guard let own = cls.pointee.tp_init, let plain = type(.object).pointee.tp_init else {
            return false
        }
        return unsafeBitCast(own, to: UnsafeRawPointer.self)
            != unsafeBitCast(plain, to: UnsafeRawPointer.self)
    }

    /// The running thread's attributes, made and initialised when it first asks (`_ldict`).
    fileprivate func threadLocalDict(_ object: Ref) throws(Raised) -> Owned {
        let fields = object.local
        guard let key = fields.pointee.key, let dummies = fields.pointee.dummies else {
            throw raise(.systemError, "thread local object without attributes")
        }
        let threadDict = try self.threadDict()
        if dictGet(threadDict, str: Ref(key)) != nil {
            let identifier = try makeInt(threadIdentifier)
            if let known = try dictGet(Ref(dummies), identifier.ref) { return known.owned() }
        }
        let dict = try addAttributes(object)
        guard initializes(object.type), let initialize = object.type.pointee.tp_init,
            let arguments = fields.pointee.arguments
        else { return dict }
        if initialize(object.raw, arguments, fields.pointee.keywords) < 0 {
            // Another attempt begins anew.
            let raised = takeException()
            _ = try dictRemove(threadDict, Ref(key))
            if let raised { throw reraise(Owned(stealing: raised)) }
            throw Raised()
        }
        return dict
    }

    /// An empty dict for the running thread, with the dummy that holds it there.
    private func addAttributes(_ object: Ref) throws(Raised) -> Owned {
        let fields = object.local
        let dummy = try allocateInstance(type(.threadLocalDummy))
        let dict = try makeDict()
        let threadDict = try self.threadDict()
        guard let key = fields.pointee.key, let dummies = fields.pointee.dummies else {
            return dict
        }
        let identifier = try makeInt(threadIdentifier)
        try dictSet(Ref(dummies), identifier.ref, dict.ref)
        dummy.ref.dummy.pointee.local = object.raw
        dummy.ref.dummy.pointee.identifier = threadIdentifier
        try dictSet(threadDict, Ref(key), dummy.ref)
        return dict
    }

    /// A thread is over: what it had in a local object goes.
    fileprivate func forgetAttributes(of local: Ref, identifier: Int) {
        guard let dummies = local.local.pointee.dummies else { return }
        let pending = takeException()
        if let key = try? makeInt(identifier) { _ = try? dictRemove(Ref(dummies), key.ref) }
        clearException()
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    /// Releases all attributes, and the dummies in the threads' dicts.
    fileprivate func clearThreadLocal(_ object: Ref) {
        let fields = object.local
        if let key = fields.pointee.key {
            var dicts: [Ref] = []
            forEachThreadDict { dicts.append($0) }
            for dict in dicts {
                guard let dummy = dictGet(dict, str: Ref(key)) else { continue }
                dummy.dummy.pointee.local = nil
                _ = try? dictRemove(dict, Ref(key))
            }
        }
        releaseFields(object, 24...32)
        releaseFields(object, 48...48)
    }
}

private func isDictName(_ name: Ref) -> Bool { name.isStr && name.text == "__dict__" }
