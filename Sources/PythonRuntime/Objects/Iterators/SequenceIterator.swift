/// The iterator over anything with `__getitem__` (`Objects/iterobject.c`), laid out as a list's: it
/// counts up until `IndexError` or `StopIteration`.
extension Interpreter {
    public func makeSequenceIterator(_ sequence: Ref) throws(Raised) -> Owned {
        try makeItemIterator(.sequenceIterator, over: sequence)
    }

    static func sequenceIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .sequenceIterator, name: "iterator", basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__length_hint__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.sequenceIteratorHint(iterator)
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceSequenceIterator(iterator)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, state throws(Raised) in
                        let index = try interpreter.indexValue(
                            state[0], overflow: .overflowError)
                        let fields = iterator.fields(PyItemIterator.self)
                        if fields.pointee.it_seq != nil { fields.pointee.it_index = max(index, 0) }
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            itemIteratorSlots(block)
            block.pointee.type.tp_iternext = { raw in
                do {
                    return try Interpreter(containing: raw).nextSequenceItem(Ref(raw))
                } catch { return nil }
            }
        }
    }

    private func nextSequenceItem(_ iterator: Ref) throws(Raised) -> RawObject? {
        let fields = iterator.fields(PyItemIterator.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let index = fields.pointee.it_index
        guard index < Int.max else {
            throw raise(.overflowError, "iter index too large")
        }
        do throws(Raised) {
            let item = try sequenceItem(Ref(sequence), index)
            fields.pointee.it_index = index &+ 1
            return item.take()
        } catch {
            guard currentExceptionIs(.indexError) || currentExceptionIs(.stopIteration) else {
                throw error
            }
            clearException()
            fields.pointee.it_seq = nil
            Ref(sequence).decref()
            return nil
        }
    }

    /// `sequence[index]` by position; a negative index has been counted from the end
    /// (`PySequence_GetItem`).
    func sequenceItem(_ sequence: Ref, _ index: Int) throws(Raised) -> Owned {
        if let slot = sequence.type.pointee.tp_as_sequence?.pointee.sq_item {
            return try checked(slot(sequence.raw, index))
        }
        guard sequence.type.pointee.tp_as_mapping?.pointee.mp_subscript == nil else {
            throw raise(.typeError, "\(typeName(sequence.type)) is not a sequence")
        }
        throw raise(
            .typeError, "'\(typeName(sequence.type))' object does not support indexing")
    }

    private func sequenceIteratorHint(_ iterator: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyItemIterator.self)
        guard let sequence = fields.pointee.it_seq else { return try makeInt(0) }
        let type = Ref(sequence).type
        guard
            type.pointee.tp_as_sequence?.pointee.sq_length != nil
                || type.pointee.tp_as_mapping?.pointee.mp_length != nil
        else { return notImplemented.owned() }
        return try makeInt(max(length(Ref(sequence)) &- fields.pointee.it_index, 0))
    }

    private func reduceSequenceIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyItemIterator.self)
        let function = try builtinFunction("iter")
        guard let sequence = fields.pointee.it_seq else {
            let arguments = try makeTuple([emptyTuple])
            return try makeTuple(function.ref, arguments.ref)
        }
        let arguments = try makeTuple([Ref(sequence)])
        let position = try makeInt(fields.pointee.it_index)
        return try makeTuple([function.ref, arguments.ref, position.ref])
    }
}
