/// The base of every exception (`Include/cpython/pyerrors.h`), 72 bytes; a type's own fields follow.
@frozen
public struct PyBaseExceptionObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var dict: RawObject?
    public var args: RawObject?
    public var notes: RawObject?
    public var traceback: RawObject?
    public var context: RawObject?
    public var cause: RawObject?
    public var suppress_context: Bool
}

extension Ref {
    /// The fields every exception has; the caller knows that the object is one.
    @inline(__always)
    var exception: UnsafeMutablePointer<PyBaseExceptionObject> {
        fields(PyBaseExceptionObject.self)
    }
}

extension Interpreter {
    /// Raises a built-in exception with a text: sets the current exception and gives the value to throw.
    @inline(never)
    public func raise(_ type: BuiltinType, _ message: String) -> Raised {
        do {
            let text = try makeString(message)
            return raise(type, argument: text.ref)
        } catch { return error }
    }

    /// Raises a built-in exception with any object as its only argument, as `KeyError(key)`.
    public func raise(_ type: BuiltinType, argument: Ref) -> Raised {
        do {
            let arguments = try makeTuple([argument])
            return raise(instance: try makeException(self.type(type), arguments.ref))
        } catch { return error }
    }

    /// Raises a built-in exception without arguments.
    @inline(never)
    public func raise(_ type: BuiltinType) -> Raised {
        do {
            return raise(instance: try makeException(self.type(type), emptyTuple))
        } catch { return error }
    }

    /// Raises an exception instance. The exception being handled becomes its `__context__`
    /// (`_PyErr_SetObject`).
    public func raise(instance: consuming Owned) -> Raised {
        if let handled = topmostHandledException, handled != instance.ref {
            unlinkContext(of: instance.ref, below: handled)
            handled.incref()
            replaceContext(of: instance.ref, with: handled.raw)
        }
        return reraise(instance)
    }

    /// Raises an exception again as it is, without touching its context (`_PyErr_Restore`).
    public func reraise(_ instance: consuming Owned) -> Raised {
        // A limit can't be replaced by what falls over because of it.
        if state.pointee.limits.stop != .none, state.pointee.errors.current != nil {
            return Raised()
        }
        let previous = state.pointee.errors.current
        state.pointee.errors.current = instance.take()
        if let previous { Ref(previous).decref() }
        return Raised()
    }

    /// Takes `instance` out of the context chain below `handled`, where it would close a circle.
    private func unlinkContext(of instance: Ref, below handled: Ref) {
        var current = handled
        // CPython's guard against a chain that is circular already: a second walker at half the speed.
        var slow = handled
        var moveSlow = false
        while let next = current.exception.pointee.context {
            if next == instance.raw {
                replaceContext(of: current, with: nil)
                return
            }
            current = Ref(next)
            if current == slow { return }
            if moveSlow, let following = slow.exception.pointee.context { slow = Ref(following) }
            moveSlow.toggle()
        }
    }

    /// Sets `__context__`; steals the new one.
    func replaceContext(of instance: Ref, with context: RawObject?) {
        let previous = instance.exception.pointee.context
        instance.exception.pointee.context = context
        if let previous { Ref(previous).decref() }
    }

    /// A new instance of an exception type, as calling the type would make it.
    public func makeException(_ type: TypePointer, _ arguments: Ref) throws(Raised) -> Owned {
        guard let new = type.pointee.tp_new else {
            return try allocateException(type, arguments)
        }
        let instance = try checked(new(UnsafeMutableRawPointer(type), arguments.raw, nil))
        if isSubtype(instance.ref.type, type), let initialize = instance.ref.type.pointee.tp_init,
            initialize(instance.raw, arguments.raw, nil) < 0
        {
            throw Raised()
        }
        return instance
    }

    /// An instance with its `args` and nothing else (`BaseException_new`).
    func allocateException(_ type: TypePointer, _ arguments: Ref) throws(Raised) -> Owned {
        let raw: RawObject
        if type.pointee.tp_flags & TypeFlags.heapType != 0, let allocate = type.pointee.tp_alloc {
            raw = try checked(allocate(UnsafeMutableRawPointer(type), 0)).take()
        } else {
            raw = try newGCObject(type, size: type.pointee.tp_basicsize)
            (raw + 16).initializeMemory(
                as: UInt8.self, repeating: 0, count: type.pointee.tp_basicsize - 16)
            track(raw)
        }
        arguments.incref()
        Ref(raw).exception.pointee.args = arguments.raw
        return Owned(stealing: raw)
    }

    /// The preallocated `MemoryError`.
    @inline(never)
    public func raiseMemoryError() -> Raised {
        let instance = preallocatedMemoryError()
        return raise(instance: instance)
    }

    /// Whether the current exception is an instance of that type. Nothing can catch a limit.
    public func currentExceptionIs(_ type: BuiltinType) -> Bool {
        guard let current = state.pointee.errors.current, state.pointee.limits.stop == .none else {
            return false
        }
        return isInstance(Ref(current), type)
    }

    /// Drops the current exception; a limit stays.
    public func clearException() {
        guard state.pointee.limits.stop == .none else { return }
        let previous = state.pointee.errors.current
        state.pointee.errors.current = nil
        if let previous { Ref(previous).decref() }
    }

    /// Takes the current exception out of the state; the caller owns the reference.
    public func takeException() -> RawObject? {
        let current = state.pointee.errors.current
        state.pointee.errors.current = nil
        return current
    }
}
