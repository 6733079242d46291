/// A function bound to an object (`Include/cpython/classobject.h`), 48 bytes.
@frozen
public struct PyMethodObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var im_func: RawObject
    public var im_self: RawObject
    public var im_weakreflist: RawObject?
    public var vectorcall: VectorcallSlot?
}

extension Ref {
    /// The fields of a bound method; the caller knows that the object is one.
    @inline(__always)
    var method: UnsafeMutablePointer<PyMethodObject> { fields(PyMethodObject.self) }
}

extension Interpreter {
    /// A bound method (`PyMethod_New`).
    public func makeMethod(_ function: Ref, boundTo object: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(type(.method), size: MemoryLayout<PyMethodObject>.size)
        function.incref()
        object.incref()
        let method = Ref(raw).method
        method.pointee.im_func = function.raw
        method.pointee.im_self = object.raw
        method.pointee.im_weakreflist = nil
        method.pointee.vectorcall = { callable, arguments, flaggedCount, names in
            let method = Ref(callable).method
            return Interpreter.callBound(
                method.pointee.im_func, method.pointee.im_self, arguments, flaggedCount, names)
        }
        track(raw)
        return Owned(stealing: raw)
    }

    /// Calls a function with an object before its arguments: in the slot before them where the
    /// caller allows that, else in a copy (`method_vectorcall`).
    static func callBound(
        _ function: RawObject, _ object: RawObject,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ flaggedCount: UInt, _ names: RawObject?
    ) -> RawObject? {
        let interpreter = Ref(function).interpreter
        let count = Int(bitPattern: flaggedCount & ~argumentsOffset)
        if flaggedCount & argumentsOffset != 0, let arguments {
            let saved = (arguments - 1).pointee
            (arguments - 1).pointee = object
            defer { (arguments - 1).pointee = saved }
            return slotResult { () throws(Raised) in
                try interpreter.call(
                    Ref(function), arguments - 1, count: count + 1, names: names.map { Ref($0) })
            }
        }
        let total = count + (names.map { Ref($0).itemCount } ?? 0)
        return withUnsafeTemporaryAllocation(of: RawObject?.self, capacity: total + 2) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            // The slot before is free for whatever is called.
            start[0] = nil
            start[1] = object
            for index in 0..<total { start[index + 2] = arguments?[index] }
            return slotResult { () throws(Raised) in
                try interpreter.call(
                    Ref(function), start + 1, count: count + 1, names: names.map { Ref($0) })
            }
        }
    }

    static func methodTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .method, name: "method", basicSize: MemoryLayout<PyMethodObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.haveVectorcall,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, method, _ throws(Raised) in
                        let fields = method.method.pointee
                        let name = try interpreter.getAttribute(
                            Ref(fields.im_func), interpreter.name(.__name__))
                        return try interpreter.reduceToAttribute(Ref(fields.im_self), name.ref)
                    }
                }
            ],
            getSets: [
                GetSetSpec(
                    "__doc__",
                    { raw, _ in
                        slotResult { () throws(Raised) in
                            let interpreter = Ref(raw).interpreter
                            return try interpreter.getAttribute(
                                Ref(Ref(raw).method.pointee.im_func), interpreter.name(.__doc__))
                        }
                    })
            ],
            members: [
                MemberSpec("__func__", .object, offset: 16),
                MemberSpec("__self__", .object, offset: 24),
            ]
        ) { block in
            let type = block
            type.pointee.type.tp_weaklistoffset = 32
            type.pointee.type.tp_vectorcall_offset = 40
            type.pointee.type.tp_new = { cls, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: cls)
                    let given = Ref(arguments)
                    try interpreter.refuseKeywords("method", keywords)
                    try interpreter.checkArguments("method", given.itemCount, 2, 2)
                    guard given.tupleItem(0).type.pointee.tp_call != nil else {
                        throw interpreter.raise(.typeError, "first argument must be callable")
                    }
                    guard !given.tupleItem(1).isNone else {
                        throw interpreter.raise(.typeError, "self must not be None")
                    }
                    return try interpreter.makeMethod(
                        given.tupleItem(0), boundTo: given.tupleItem(1))
                }
            }
            type.pointee.type.tp_call = { vectorcallByTuple($0, $1, $2) }
            type.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                if Ref(raw).method.pointee.im_weakreflist != nil {
                    interpreter.clearWeakReferences(to: Ref(raw))
                }
                Ref(Ref(raw).method.pointee.im_func).decref()
                Ref(Ref(raw).method.pointee.im_self).decref()
                interpreter.freeGCObject(raw)
            }
            type.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 24, visit, argument)
            }
            type.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in try Ref(raw).interpreter.methodRepr(Ref(raw)) }
            }
            type.pointee.type.tp_hash = { raw in
                let interpreter = Ref(raw).interpreter
                let object = interpreter.addressHash(Ref(Ref(raw).method.pointee.im_self))
                guard let function = try? interpreter.hash(Ref(Ref(raw).method.pointee.im_func))
                else { return -1 }
                let hash = object ^ function
                return hash == -1 ? -2 : hash
            }
            type.pointee.type.tp_richcompare = { left, right, op in
                slotResult { () throws(Raised) in
                    try Ref(left).interpreter.compareMethods(Ref(left), Ref(right), op)
                }
            }
            type.pointee.type.tp_getattro = { raw, name in
                slotResult { () throws(Raised) in
                    try Ref(raw).interpreter.methodAttribute(Ref(raw), Ref(name))
                }
            }
        }
    }

    /// The attributes of a bound method are its own, then those of its function.
    private func methodAttribute(_ method: Ref, _ name: Ref) throws(Raised) -> Owned {
        if let descriptor = lookup(method.type, name) {
            if let get = descriptor.type.pointee.tp_descr_get {
                return try checked(
                    get(descriptor.raw, method.raw, UnsafeMutableRawPointer(method.type)))
            }
            return descriptor.owned()
        }
        return try getAttribute(Ref(method.method.pointee.im_func), name)
    }

    private func compareMethods(_ left: Ref, _ right: Ref, _ op: Int32) throws(Raised) -> Owned {
        guard left.isExactly(.method), right.isExactly(.method),
            let op = Comparison(rawValue: op), op == .equal || op == .notEqual
        else { return notImplemented.owned() }
        let isSame =
            left.method.pointee.im_self == right.method.pointee.im_self
            ? try compareBool(
                Ref(left.method.pointee.im_func), Ref(right.method.pointee.im_func), .equal)
            : false
        return bool(isSame == (op == .equal))
    }

    private func methodRepr(_ method: Ref) throws(Raised) -> Owned {
        let function = Ref(method.method.pointee.im_func)
        var found = try lookupAttribute(function, self.name(.__qualname__))
        if found == nil { found = try lookupAttribute(function, self.name(.__name__)) }
        var name = "?"
        if let found {
            let owned = Owned(stealing: found)
            if owned.ref.isStr { name = owned.ref.text }
        }
        let object = try repr(Ref(method.method.pointee.im_self))
        return try makeString("<bound method \(name) of \(object.ref.text)>")
    }
}
