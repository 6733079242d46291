/// Slot wrappers called as methods: `int.__add__(1, 2)` and `(1).__add__(2)`.
extension Interpreter {
    func makeMethodWrapper(_ descriptor: Ref, _ object: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(
            type(.methodWrapper), size: MemoryLayout<PyMethodWrapperObject>.size)
        let fields = raw.assumingMemoryBound(to: PyMethodWrapperObject.self)
        descriptor.incref()
        object.incref()
        fields.pointee.descr = descriptor.raw
        fields.pointee.`self` = object.raw
        track(raw)
        return Owned(stealing: raw)
    }

    /// `int.__add__(1, 2)`: the first argument is the instance.
    func callUnboundWrapper(
        _ descriptor: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        let fields = descriptor.fields(PyDescrObject.self)
        let owner = fields.pointee.d_type.assumingMemoryBound(to: PyTypeObject.self)
        guard arguments.itemCount > 0 else {
            throw raise(
                .typeError,
                "descriptor '\(Ref(fields.pointee.d_name).text)' of '\(typeName(owner))' object needs an argument"
            )
        }
        let object = arguments.tupleItem(0)
        guard isSubtype(object.type, owner) else {
            throw raise(
                .typeError,
                "descriptor '\(Ref(fields.pointee.d_name).text)' requires a '\(typeName(owner))' object but received a '\(typeName(object.type, limit: 100))'"
            )
        }
        let rest = try makeTuple(
            UnsafeBufferPointer(
                start: arguments.tupleItems + 1, count: arguments.itemCount - 1))
        return try callWrapper(descriptor, object, rest.ref, keywords)
    }

    /// Calls the slot behind a wrapper, as its row of the slot table says.
    func callWrapper(
        _ descriptor: Ref, _ object: Ref, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        let fields = descriptor.fields(PyWrapperDescrObject.self).pointee
        let row = SlotTable.rows[fields.d_base]
        if row.shape != .call, row.shape != .initialize, let keywords, keywords.dictCount > 0 {
            throw raise(
                .typeError, "wrapper \(Ref(fields.common.d_name).text)() takes no keyword arguments"
            )
        }
        return try callSlot(row, fields.d_wrapped, object, arguments, keywords)
    }

    static func methodWrapperSpec() -> TypeSpec {
        TypeSpec(
            builtin: .methodWrapper, name: "method-wrapper",
            basicSize: MemoryLayout<PyMethodWrapperObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [methodWrapperReduction],
            getSets: methodWrapperAttributes,
            members: [
                MemberSpec(
                    "__self__", .object,
                    offset: MemoryLayout<PyMethodWrapperObject>.offset(of: \.`self`) ?? 0)
            ]
        ) { block in
            block.pointee.type.tp_richcompare = methodWrapperCompare
            block.pointee.type.tp_hash = methodWrapperHash
            block.pointee.type.tp_call = { wrapper, arguments, keywords in
                slotResult { () throws(Raised) in
                    let fields = wrapper.assumingMemoryBound(to: PyMethodWrapperObject.self)
                    return try Interpreter(containing: wrapper).callWrapper(
                        Ref(fields.pointee.descr), Ref(fields.pointee.`self`), Ref(arguments),
                        keywords.map(Ref.init))
                }
            }
            block.pointee.type.tp_repr = { wrapper in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: wrapper)
                    let fields = wrapper.assumingMemoryBound(to: PyMethodWrapperObject.self)
                    let object = Ref(fields.pointee.`self`)
                    let descriptor = Ref(fields.pointee.descr).fields(PyDescrObject.self)
                    return try interpreter.makeString(
                        "<method-wrapper '\(Ref(descriptor.pointee.d_name).text)' of \(interpreter.typeName(object.type)) object at \(interpreter.addressText(object))>"
                    )
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let fields = raw.assumingMemoryBound(to: PyMethodWrapperObject.self)
                Interpreter(containing: raw).deallocate(raw) { _ in
                    Ref(fields.pointee.descr).decref()
                    Ref(fields.pointee.`self`).decref()
                }
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyMethodWrapperObject.self)
                let result = visit(fields.pointee.descr, argument)
                return result != 0 ? result : visit(fields.pointee.`self`, argument)
            }
        }
    }
}
