/// `reversed` over sequences without `__reversed__` (`Objects/enumobject.c`): laid out as a list's
/// iterator, counting down.
extension Interpreter {
    static func reversedTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .reversed, name: "reversed", basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__length_hint__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                        let fields = object.fields(PyItemIterator.self)
                        guard let sequence = fields.pointee.it_seq else {
                            return try interpreter.makeInt(0)
                        }
                        let left = fields.pointee.it_index &+ 1
                        let count = try interpreter.length(Ref(sequence))
                        return try interpreter.makeInt(count < left ? 0 : left)
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                        try interpreter.reduceReversed(object)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, object, state throws(Raised) in
                        let index = try interpreter.indexValue(state[0], overflow: .overflowError)
                        let fields = object.fields(PyItemIterator.self)
                        if let sequence = fields.pointee.it_seq {
                            let count = try interpreter.length(Ref(sequence))
                            fields.pointee.it_index = min(max(index, -1), count &- 1)
                        }
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            itemIteratorSlots(block)
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                if let sequence = raw.assumingMemoryBound(to: PyItemIterator.self).pointee.it_seq {
                    Ref(sequence).decref()
                }
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextReversed(Ref(raw)) } catch {
                    return nil
                }
            }
            block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                vectorcallBody(type, arguments, flags, names) {
                    interpreter, type, arguments throws(Raised) in
                    try interpreter.refuseKeywords("reversed", arguments)
                    return try interpreter.newReversed(type, arguments)
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
                    if interpreter.keepsInitializer(pointer, of: interpreter.type(.object)) {
                        try interpreter.refuseKeywords("reversed", keywords)
                    }
                    return try interpreter.newReversed(
                        pointer, Arguments(tuple: Ref(arguments)))
                }
            }
        }
    }

    private func newReversed(
        _ type: TypePointer, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        try checkArguments("reversed", arguments.count, 1, 1)
        let sequence = arguments[0]
        if let raw = try specialMethod(sequence, name(.__reversed__)) {
            let method = Owned(stealing: raw)
            guard !method.ref.isNone else { throw notReversible(sequence) }
            return try call(method.ref)
        }
        guard isSequence(sequence) else { throw notReversible(sequence) }
        let count = try length(sequence)
        let object = try allocateInstance(type)
        let fields = object.ref.fields(PyItemIterator.self)
        fields.pointee.it_index = count &- 1
        fields.pointee.it_seq = sequence.owned().take()
        return object
    }

    private func notReversible(_ object: Ref) -> Raised {
        raise(.typeError, "'\(typeName(object.type))' object is not reversible")
    }

    private func nextReversed(_ object: Ref) throws(Raised) -> RawObject? {
        let fields = object.fields(PyItemIterator.self)
        let index = fields.pointee.it_index
        guard let sequence = fields.pointee.it_seq else { return nil }
        if index >= 0, let item = try itemOrEnd(Ref(sequence), index) {
            fields.pointee.it_index = index &- 1
            return item
        }
        fields.pointee.it_index = -1
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }

    /// An item, owned; nil where the sequence says that it has none there.
    private func itemOrEnd(_ sequence: Ref, _ index: Int) throws(Raised) -> RawObject? {
        do throws(Raised) {
            return try sequenceItem(sequence, index).take()
        } catch {
            guard currentExceptionIs(.indexError) || currentExceptionIs(.stopIteration) else {
                throw error
            }
            clearException()
            return nil
        }
    }

    private func reduceReversed(_ object: Ref) throws(Raised) -> Owned {
        let fields = object.fields(PyItemIterator.self)
        let type = Ref(RawObject(object.type))
        guard let sequence = fields.pointee.it_seq else {
            let arguments = try makeTuple([emptyTuple])
            return try makeTuple(type, arguments.ref)
        }
        let arguments = try makeTuple([Ref(sequence)])
        let index = try makeInt(fields.pointee.it_index)
        return try makeTuple([type, arguments.ref, index.ref])
    }
}
