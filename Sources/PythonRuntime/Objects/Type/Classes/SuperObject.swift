/// `super` (`Objects/typeobject.c`), 40 bytes.
@frozen
public struct PySuperObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// The class after which the search starts.
    public var type: RawObject?
    public var obj: RawObject?
    /// The class whose order is searched.
    public var obj_type: RawObject?
}

extension Interpreter {
    /// The attribute after a class in the order of another, bound; the caller owns it, nil when none.
    func superAttribute(
        after start: TypePointer, in searched: TypePointer, object: Ref?, _ name: Ref
    ) throws(Raised) -> RawObject? {
        guard let mro = searched.pointee.tp_mro else { return nil }
        let order = Ref(mro).owned()
        var isBehind = false
        for index in 0..<order.ref.itemCount {
            let cls = order.ref.tupleItem(index)
            if !isBehind {
                isBehind = cls == start.object
                continue
            }
            guard let dict = cls.fields(PyTypeObject.self).pointee.tp_dict,
                let value = try dictGet(Ref(dict), name)
            else { continue }
            let found = documented(value, name, in: cls.fields(PyTypeObject.self))
            let kept = found.owned()
            guard let get = found.type.pointee.tp_descr_get else { return kept.take() }
            return try checked(get(kept.raw, object?.raw, RawObject(searched))).take()
        }
        return nil
    }

    static func superTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .super, name: "super", basicSize: MemoryLayout<PySuperObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            members: [
                MemberSpec("__thisclass__", .object, offset: 16),
                MemberSpec("__self__", .object, offset: 24),
                MemberSpec("__self_class__", .object, offset: 32),
            ]
        ) { block in
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                statusSlot(raw) { interpreter, object throws(Raised) in
                    try interpreter.refuseKeywords("super", keywords)
                    try interpreter.initializeSuper(object, Ref(arguments))
                }
            }
            block.pointee.type.tp_getattro = { raw, name in
                binarySlot(raw, name) { interpreter, object, name throws(Raised) in
                    try interpreter.getSuperAttribute(object, name)
                }
            }
            block.pointee.type.tp_descr_get = { raw, object, _ in
                unarySlot(raw) { interpreter, unbound throws(Raised) in
                    try interpreter.bindSuper(unbound, to: object.map { Ref($0) })
                }
            }
            block.pointee.type.tp_repr = { raw in
                unarySlot(raw) { interpreter, object throws(Raised) in
                    let fields = object.fields(PySuperObject.self).pointee
                    let name = { (raw: RawObject?) -> String in
                        raw.map {
                            interpreter.typeName($0.assumingMemoryBound(to: PyTypeObject.self))
                        } ?? "NULL"
                    }
                    let bound =
                        fields.obj_type == nil ? "NULL" : "<\(name(fields.obj_type)) object>"
                    return try interpreter.makeString(
                        "<super: <class '\(name(fields.type))'>, \(bound)>")
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                let fields = raw.assumingMemoryBound(to: PySuperObject.self).pointee
                if let obj = fields.obj { Ref(obj).decref() }
                if let type = fields.type { Ref(type).decref() }
                if let type = fields.obj_type { Ref(type).decref() }
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PySuperObject.self).pointee
                var status = visitReference(fields.obj, visit, argument)
                if status == 0 { status = visitReference(fields.type, visit, argument) }
                if status == 0 { status = visitReference(fields.obj_type, visit, argument) }
                return status
            }
        }
    }

    /// A `super` of a class alone, found in a class, binds to the object it is found through.
    private func bindSuper(_ unbound: Ref, to object: Ref?) throws(Raised) -> Owned {
        let fields = unbound.fields(PySuperObject.self).pointee
        guard let object, !object.isNone, fields.obj == nil, let start = fields.type else {
            return unbound.owned()
        }
        let arguments = try makeTuple(Ref(start), object)
        return try call(Ref(RawObject(unbound.type)), tuple: arguments.ref)
    }

    private func getSuperAttribute(_ object: Ref, _ name: Ref) throws(Raised) -> Owned {
        let fields = object.fields(PySuperObject.self).pointee
        if let searched = fields.obj_type, let start = fields.type,
            !(name.isStr && name.strEquals(self.name(.__class__)))
        {
            let cls = searched.assumingMemoryBound(to: PyTypeObject.self)
            let found = try superAttribute(
                after: start.assumingMemoryBound(to: PyTypeObject.self), in: cls,
                object: fields.obj == searched ? nil : fields.obj.map { Ref($0) }, name)
            if let found { return Owned(stealing: found) }
        }
        return try genericGetAttribute(object, name)
    }

    private func initializeSuper(_ object: Ref, _ arguments: Ref) throws(Raised) {
        try checkArguments("super()", arguments.itemCount, 0, 2)
        let start: Ref
        var bound: Ref?
        if arguments.itemCount == 0 {
            (start, bound) = try findSuperArguments()
        } else {
            start = arguments.tupleItem(0)
            bound = arguments.itemCount == 2 ? arguments.tupleItem(1) : nil
        }
        guard start.isType else {
            throw raise(
                .typeError,
                "super() argument 1 must be a type, not \(typeName(start.type))")
        }
        if let given = bound, given.isNone { bound = nil }
        let searched = try bound.map { object throws(Raised) in
            try superStart(start.fields(PyTypeObject.self), object).take()
        }
        let fields = object.fields(PySuperObject.self)
        let old = fields.pointee
        fields.pointee.type = start.owned().take()
        fields.pointee.obj = bound.map { $0.owned().take() }
        fields.pointee.obj_type = searched
        for held in [old.type, old.obj, old.obj_type] {
            if let held { Ref(held).decref() }
        }
    }

    /// The class whose order is searched for an instance or a class (`supercheck`): that, its type, or
    /// what it says is its class.
    private func superStart(_ start: TypePointer, _ object: Ref) throws(Raised) -> Owned {
        if object.isType, hasInOrder(object.fields(PyTypeObject.self), start) {
            return object.owned()
        }
        if hasInOrder(object.type, start) { return Ref(RawObject(object.type)).owned() }
        if let raw = try lookupAttribute(object, name(.__class__)) {
            let told = Owned(stealing: raw)
            if told.ref.isType, hasInOrder(told.ref.fields(PyTypeObject.self), start) {
                return told
            }
        }
        throw raiseNoSuper()
    }

    /// Refuses a class that isn't in an order, as one whose `mro` method left it out isn't in its own.
    func checkSuper(_ start: TypePointer, in searched: TypePointer) throws(Raised) {
        if !hasInOrder(searched, start) { throw raiseNoSuper() }
    }

    private func raiseNoSuper() -> Raised {
        raise(.typeError, "super(type, obj): obj must be an instance or subtype of type")
    }

    /// As `isSubtype`, but a type need not be in its own order.
    private func hasInOrder(_ type: TypePointer, _ wanted: TypePointer) -> Bool {
        guard let mro = type.pointee.tp_mro else { return isSubtype(type, wanted) }
        for index in 0..<Ref(mro).itemCount where Ref(mro).tupleItem(index) == wanted.object {
            return true
        }
        return false
    }

    /// `__class__` and the first argument of the function that calls `super()`.
    private func findSuperArguments() throws(Raised) -> (Ref, Ref) {
        guard let frame = state.pointee.evaluation.currentFrame else {
            throw raise(.runtimeError, "super(): no current frame")
        }
        let code = frame.code.pointee
        guard code.co_argcount > 0 else { throw raise(.runtimeError, "super(): no arguments") }
        guard var first = frame.locals[0].map({ Ref($0) }) else {
            throw raise(.runtimeError, "super(): arg[0] deleted")
        }
        // A first argument that inner functions use is in a cell; bit 0x40 of its kind says so.
        if code.co_localspluskinds.load(fromByteOffset: 32, as: UInt8.self) & 0x40 != 0,
            first.isExactly(.cell)
        {
            guard let content = first.cellContent else {
                throw raise(.runtimeError, "super(): arg[0] deleted")
            }
            first = Ref(content)
        }
        let total = Int(code.co_nlocalsplus)
        for index in (total - Int(code.co_nfreevars))..<total
        where Ref(code.co_localsplusnames).tupleItem(index).strEquals(name(.__class__)) {
            guard let cell = frame.locals[index], Ref(cell).isExactly(.cell) else {
                throw raise(.runtimeError, "super(): bad __class__ cell")
            }
            guard let content = Ref(cell).cellContent else {
                throw raise(.runtimeError, "super(): empty __class__ cell")
            }
            guard Ref(content).isType else {
                throw raise(
                    .runtimeError,
                    "super(): __class__ is not a type (\(typeName(Ref(content).type)))")
            }
            return (Ref(content), first)
        }
        throw raise(.runtimeError, "super(): __class__ cell not found")
    }
}
