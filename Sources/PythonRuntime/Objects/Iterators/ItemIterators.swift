/// The iterators of tuples and lists, 32 bytes: a position and the sequence, nil once exhausted. The
/// reverse iterator of a list and the iterator over `__getitem__` have the same layout.
@frozen
public struct PyItemIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var it_index: Int
    public var it_seq: RawObject?
}

extension Interpreter {
    /// An iterator of that type at a position of the sequence.
    @inline(__always)
    public func makeItemIterator(
        _ builtin: BuiltinType, over sequence: Ref, at index: Int = 0
    ) throws(Raised) -> Owned {
        let raw = try newGCObject(type(builtin), size: 32)
        let fields = raw.assumingMemoryBound(to: PyItemIterator.self)
        fields.pointee.it_index = index
        fields.pointee.it_seq = sequence.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }

    /// The next item of a list's iterator, a new reference; nil at the end, which is for good.
    @inline(__always)
    public func nextListItem(_ iterator: Ref) -> RawObject? {
        let fields = iterator.fields(PyItemIterator.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let index = fields.pointee.it_index
        if index < Ref(sequence).itemCount {
            fields.pointee.it_index = index &+ 1
            return Ref(sequence).listItem(index).owned().take()
        }
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }

    /// The next item of a tuple's iterator, a new reference; nil at the end.
    @inline(__always)
    public func nextTupleItem(_ iterator: Ref) -> RawObject? {
        let fields = iterator.fields(PyItemIterator.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let index = fields.pointee.it_index
        if index < Ref(sequence).itemCount {
            fields.pointee.it_index = index &+ 1
            return Ref(sequence).tupleItem(index).owned().take()
        }
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }

    /// The next item of a list's reverse iterator, a new reference; nil at the end.
    func nextReverseListItem(_ iterator: Ref) -> RawObject? {
        let fields = iterator.fields(PyItemIterator.self)
        guard let sequence = fields.pointee.it_seq else { return nil }
        let index = fields.pointee.it_index
        if index >= 0, index < Ref(sequence).itemCount {
            fields.pointee.it_index = index &- 1
            return Ref(sequence).listItem(index).owned().take()
        }
        fields.pointee.it_index = -1
        fields.pointee.it_seq = nil
        Ref(sequence).decref()
        return nil
    }

    static func tupleIteratorTypeSpec() -> TypeSpec {
        itemIteratorSpec(.tupleIterator, "tuple_iterator") { raw in
            Interpreter(containing: raw).nextTupleItem(Ref(raw))
        }
    }

    static func listIteratorTypeSpec() -> TypeSpec {
        itemIteratorSpec(.listIterator, "list_iterator") { raw in
            Interpreter(containing: raw).nextListItem(Ref(raw))
        }
    }

    static func listReverseIteratorTypeSpec() -> TypeSpec {
        itemIteratorSpec(.listReverseIterator, "list_reverseiterator") { raw in
            Interpreter(containing: raw).nextReverseListItem(Ref(raw))
        }
    }

    static func itemIteratorSpec(
        _ builtin: BuiltinType, _ name: StaticString, next: @escaping UnarySlot
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__length_hint__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.itemIteratorHint(iterator)
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceItemIterator(iterator)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, state throws(Raised) in
                        try interpreter.setItemIteratorState(iterator, state[0])
                    }
                },
            ]
        ) { block in
            itemIteratorSlots(block)
            block.pointee.type.tp_iternext = next
        }
    }

    /// The slots all iterators of this layout share.
    static func itemIteratorSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_iter = { Ref($0).owned().take() }
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            if let sequence = raw.assumingMemoryBound(to: PyItemIterator.self).pointee.it_seq {
                Ref(sequence).decref()
            }
            interpreter.freeGCObject(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            visitReference(
                raw.assumingMemoryBound(to: PyItemIterator.self).pointee.it_seq, visit, argument)
        }
    }

    private func itemIteratorHint(_ iterator: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyItemIterator.self)
        guard let sequence = fields.pointee.it_seq else { return try makeInt(0) }
        if iterator.isExactly(.listReverseIterator) {
            let left = fields.pointee.it_index &+ 1
            return try makeInt(Ref(sequence).itemCount < left ? 0 : left)
        }
        return try makeInt(max(Ref(sequence).itemCount &- fields.pointee.it_index, 0))
    }

    private func reduceItemIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyItemIterator.self)
        let isReverse = iterator.isExactly(.listReverseIterator)
        guard let sequence = fields.pointee.it_seq else {
            let function = try builtinFunction("iter")
            let empty =
                iterator.isExactly(.listIterator) || iterator.isExactly(.listReverseIterator)
                ? try makeList() : emptyTuple.owned()
            let arguments = try makeTuple([empty.ref])
            return try makeTuple(function.ref, arguments.ref)
        }
        let function = try builtinFunction(isReverse ? "reversed" : "iter")
        let arguments = try makeTuple([Ref(sequence)])
        let position = try makeInt(fields.pointee.it_index)
        return try makeTuple([function.ref, arguments.ref, position.ref])
    }

    private func setItemIteratorState(_ iterator: Ref, _ position: Ref) throws(Raised) -> Owned {
        let index = try indexValue(position, overflow: .overflowError)
        let fields = iterator.fields(PyItemIterator.self)
        if let sequence = fields.pointee.it_seq {
            let count = Ref(sequence).itemCount
            let isReverse = iterator.isExactly(.listReverseIterator)
            fields.pointee.it_index =
                isReverse ? min(max(index, -1), count &- 1) : min(max(index, 0), count)
        }
        return none.owned()
    }

    /// A function of the builtins module, as `__reduce__` of iterators names it.
    public func builtinFunction(_ name: StaticString) throws(Raised) -> Owned {
        let key = try makeString(name)
        guard let dict = state.pointee.modules.builtinsDict,
            let function = try dictGet(Ref(dict), key.ref)
        else { throw raise(.attributeError, argument: key.ref) }
        return function.owned()
    }
}
