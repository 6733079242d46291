/// The type `weakref.ReferenceType`, which programs know as `weakref.ref`.
extension Interpreter {
    static func weakReferenceTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .weakReference, name: "weakref.ReferenceType",
            basicSize: MemoryLayout<PyWeakReference>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.haveVectorcall,
            methods: [classGetItemMethod],
            members: [MemberSpec("__callback__", .object, offset: 24)]
        ) { block in
            fillWeakMemorySlots(block)
            fillWeakReferenceSlots(block)
        }
    }

    /// What references and proxies have in common.
    static func fillWeakMemorySlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Ref(raw).interpreter
            interpreter.untrack(raw)
            let reference = Ref(raw).fields(PyWeakReference.self)
            interpreter.detach(reference)
            interpreter.releaseField(&reference.pointee.wr_callback)
            interpreter.freeGCObject(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            Interpreter.visitFields(raw, from: 24, through: 24, visit, argument)
        }
        block.pointee.type.tp_clear = { raw in
            let reference = Ref(raw).fields(PyWeakReference.self)
            Ref(raw).interpreter.detach(reference)
            Ref(raw).interpreter.releaseField(&reference.pointee.wr_callback)
            return 0
        }
    }

    private static func fillWeakReferenceSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_vectorcall_offset =
            MemoryLayout<PyWeakReference>.offset(of: \.vectorcall) ?? 0
        block.pointee.type.tp_new = { cls, arguments, _ in
            slotResult { () throws(Raised) in
                let interpreter = Interpreter(containing: cls)
                let given = Ref(arguments)
                try interpreter.checkArguments("__new__", given.itemCount, 1, 2)
                return try interpreter.newWeakReference(
                    cls.assumingMemoryBound(to: PyTypeObject.self), given.tupleItem(0),
                    given.itemCount > 1 ? given.tupleItem(1) : nil)
            }
        }
        block.pointee.type.tp_init = { raw, arguments, keywords in
            slotStatus { () throws(Raised) in
                let interpreter = Ref(raw).interpreter
                try interpreter.refuseKeywords("ref", keywords)
                try interpreter.checkArguments("__init__", Ref(arguments).itemCount, 1, 2)
                return 0
            }
        }
        block.pointee.type.tp_call = { raw, arguments, keywords in
            slotResult { () throws(Raised) in
                let interpreter = Ref(raw).interpreter
                try interpreter.refuseKeywords("weakref", keywords)
                try interpreter.checkArguments("weakref", Ref(arguments).itemCount, 0, 0)
                return (interpreter.referent(of: Ref(raw)) ?? interpreter.none).owned()
            }
        }
        block.pointee.type.tp_repr = { raw in
            unarySlot(raw) { interpreter, reference throws(Raised) in
                try interpreter.weakReferenceRepr(reference)
            }
        }
        block.pointee.type.tp_hash = { raw in
            do throws(Raised) {
                return try Ref(raw).interpreter.weakReferenceHash(Ref(raw))
            } catch { return -1 }
        }
        block.pointee.type.tp_richcompare = { left, right, op in
            compareSlot(left, right, op) { interpreter, left, right, op throws(Raised) in
                try interpreter.compareWeakReferences(left, right, op)
            }
        }
    }

    static var weakReferenceVectorcall: VectorcallSlot {
        { raw, _, flags, names in
            slotResult { () throws(Raised) in
                let interpreter = Ref(raw).interpreter
                try interpreter.checkNoKeywords("weakref()", names)
                try interpreter.checkArguments(
                    "weakref", Int(flags & ~Interpreter.argumentsOffset), 0, 0)
                return (interpreter.referent(of: Ref(raw)) ?? interpreter.none).owned()
            }
        }
    }

    private func weakReferenceRepr(_ reference: Ref) throws(Raised) -> Owned {
        let place = addressText(reference)
        guard let referent = referent(of: reference) else {
            return try makeString("<weakref at \(place); dead>")
        }
        let kept = referent.owned()
        var title = ""
        if let found = try lookupAttribute(kept.ref, name(.__name__)) {
            let name = Owned(stealing: found)
            if name.ref.isStr { title = " (\(name.ref.text))" }
        }
        return try makeString(
            "<weakref at \(place); to '\(typeName(kept.ref.type, limit: nil))' at "
                + "\(addressText(kept.ref))\(title)>")
    }

    /// The referent's hash, remembered for when that is gone.
    private func weakReferenceHash(_ reference: Ref) throws(Raised) -> Int {
        let fields = reference.fields(PyWeakReference.self)
        if fields.pointee.hash != -1 { return fields.pointee.hash }
        guard let referent = referent(of: reference) else {
            throw raise(.typeError, "weak object has gone away")
        }
        let kept = referent.owned()
        let hash = try hash(kept.ref)
        fields.pointee.hash = hash
        return hash
    }

    private func compareWeakReferences(
        _ left: Ref, _ right: Ref, _ op: Comparison
    ) throws(Raised) -> Owned {
        guard op == .equal || op == .notEqual, isWeakReference(left), isWeakReference(right)
        else { return notImplemented.owned() }
        guard let first = referent(of: left), let second = referent(of: right) else {
            return bool((left == right) == (op == .equal))
        }
        let a = first.owned()
        let b = second.owned()
        return try compare(a.ref, b.ref, op)
    }
}

extension Interpreter {
    /// `__class_getitem__` of the types that take arguments: `list[int]`.
    public static var classGetItemMethod: MethodSpec {
        MethodSpec("__class_getitem__", [.classMethod, .oneArgument]) {
            nativeMethod($0, $1, $2, $3) { interpreter, cls, arguments throws(Raised) in
                try interpreter.makeGenericAlias(cls, arguments[0])
            }
        }
    }
}
