/// `weakref.proxy(object)`: does everything its referent does, without keeping it alive.
extension Interpreter {
    static func weakProxyTypeSpec() -> TypeSpec {
        weakProxySpec(.weakProxy, "weakref.ProxyType", weakProxyMethods) { _ in }
    }

    static func weakCallableProxyTypeSpec() -> TypeSpec {
        // It has no `__bytes__` and `__reversed__`, in CPython either.
        weakProxySpec(.weakCallableProxy, "weakref.CallableProxyType", []) { block in
            block.pointee.type.tp_call = { raw, arguments, keywords in
                proxySlot(raw) { interpreter, referent throws(Raised) in
                    try interpreter.call(
                        referent, tuple: Ref(arguments), keywords: keywords.map(Ref.init))
                }
            }
        }
    }

    private static func weakProxySpec(
        _ builtin: BuiltinType, _ name: StaticString, _ methods: [MethodSpec],
        _ more: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: MemoryLayout<PyWeakReference>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation, methods: methods
        ) { block in
            fillWeakMemorySlots(block)
            fillWeakProxySlots(block)
            fillWeakProxyContainerSlots(block)
            fillWeakProxyNumberSlots(block)
            more(block)
        }
    }

    /// `weakref.proxy(object, callback)`.
    public func makeWeakProxy(_ object: Ref, _ callback: Ref?) throws(Raised) -> Owned {
        let list = try requireWeakReferenceList(object)
        let callback = callback.flatMap { $0.isNone ? nil : $0 }
        if callback == nil, let known = sharedReferences(list.pointee).proxy {
            return Ref(UnsafeMutableRawPointer(known)).owned()
        }
        let kind: BuiltinType =
            object.type.pointee.tp_call == nil ? .weakProxy : .weakCallableProxy
        let raw = try newGCObject(type(kind), size: MemoryLayout<PyWeakReference>.size)
        let reference = Ref(raw).fields(PyWeakReference.self)
        initializeWeakReference(reference, object, callback)
        track(raw)
        let shared = sharedReferences(list.pointee)
        insert(
            reference,
            after: callback == nil ? shared.reference : shared.proxy ?? shared.reference, list)
        return Owned(stealing: raw)
    }

    /// The referent, kept alive while it is used; a `ReferenceError` when it is gone.
    func liveReferent(of proxy: Ref) throws(Raised) -> Owned {
        guard let referent = referent(of: proxy) else {
            throw raise(.referenceError, "weakly-referenced object no longer exists")
        }
        return referent.owned()
    }

    /// An operand as itself, or what it stands for.
    func unwrapProxy(_ object: Ref) throws(Raised) -> Owned {
        isWeakProxy(object) ? try liveReferent(of: object) : object.owned()
    }

    private static var weakProxyMethods: [MethodSpec] {
        [
            MethodSpec("__bytes__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, proxy, _ throws(Raised) in
                    let referent = try interpreter.liveReferent(of: proxy)
                    return try interpreter.callMethod(referent.ref, interpreter.name(.__bytes__))
                }
            },
            MethodSpec("__reversed__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, proxy, _ throws(Raised) in
                    let referent = try interpreter.liveReferent(of: proxy)
                    return try interpreter.callMethod(
                        referent.ref, interpreter.name(.__reversed__))
                }
            },
        ]
    }

    private static func fillWeakProxySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, proxy throws(Raised) in
                let held = Ref(proxy.fields(PyWeakReference.self).pointee.wr_object)
                return try interpreter.makeString(
                    "<weakproxy at \(interpreter.addressText(proxy)) to "
                        + "\(interpreter.typeName(held.type, limit: nil)) at \(interpreter.addressText(held))>"
                )
            }
        }
        block.pointee.type.tp_str = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.str(referent)
            }
        }
        block.pointee.type.tp_hash = Interpreter.refuseToHash
        block.pointee.type.tp_getattro = { raw, name in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.getAttribute(referent, Ref(name))
            }
        }
        block.pointee.type.tp_setattro = { raw, name, value in
            proxyStatus(raw) { interpreter, referent throws(Raised) in
                try interpreter.setAttribute(referent, Ref(name), value.map { Ref($0) })
            }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                let a = try interpreter.unwrapProxy(left)
                let b = try interpreter.unwrapProxy(right)
                return try interpreter.compare(a.ref, b.ref, op)
            }
        }
        block.pointee.type.tp_iter = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.iterator(over: referent)
            }
        }
        block.pointee.type.tp_iternext = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                guard let next = referent.type.pointee.tp_iternext else {
                    throw interpreter.raise(
                        .typeError,
                        "Weakref proxy referenced a non-iterator "
                            + "'\(interpreter.typeName(referent.type))' object")
                }
                return try checked(next(referent.raw))
            }
        }
    }

    private static func fillWeakProxyContainerSlots(
        _ block: UnsafeMutablePointer<StaticTypeBlock>
    ) {
        block.pointee.sequence.sq_contains = { raw, item in
            let proxy = Ref(raw)
            do throws(Raised) {
                let referent = try proxy.interpreter.liveReferent(of: proxy)
                return try proxy.interpreter.contains(referent.ref, Ref(item)) ? 1 : 0
            } catch { return -1 }
        }
        block.pointee.mapping.mp_length = { raw in
            let proxy = Ref(raw)
            do throws(Raised) {
                let referent = try proxy.interpreter.liveReferent(of: proxy)
                return try proxy.interpreter.length(referent.ref)
            } catch { return -1 }
        }
        block.pointee.mapping.mp_subscript = { raw, key in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.getItem(referent, Ref(key))
            }
        }
        block.pointee.mapping.mp_ass_subscript = { raw, key, value in
            proxyStatus(raw) { interpreter, referent throws(Raised) in
                try interpreter.setItem(referent, Ref(key), value.map { Ref($0) })
            }
        }
    }
}

/// The body of a proxy's slot, with its referent.
func proxySlot(
    _ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> Owned
) -> RawObject? {
    let proxy = Ref(raw)
    do throws(Raised) {
        let referent = try proxy.interpreter.liveReferent(of: proxy)
        return try body(proxy.interpreter, referent.ref).take()
    } catch { return nil }
}

func proxyStatus(
    _ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> Void
) -> Int32 {
    let proxy = Ref(raw)
    do throws(Raised) {
        let referent = try proxy.interpreter.liveReferent(of: proxy)
        try body(proxy.interpreter, referent.ref)
        return 0
    } catch { return -1 }
}
