/// An iterator over a dict's keys, values or items, forwards or backwards, 56 bytes.
@frozen
public struct PyDictIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// nil once exhausted.
    public var di_dict: RawObject?
    /// The dict's size at the start, -1 after the complaint about another one.
    public var di_used: Int
    public var di_pos: Int
    /// The tuple given last by an items iterator, used again when nobody else has it.
    public var di_result: RawObject?
    public var len: Int
}

extension Interpreter {
    /// An iterator of one of the six types over a dict.
    public func makeDictIterator(_ builtin: BuiltinType, _ dict: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(type(builtin), size: 56)
        let fields = raw.assumingMemoryBound(to: PyDictIterator.self)
        let dictFields = dict.dictFields
        fields.pointee.di_dict = dict.owned().take()
        fields.pointee.di_used = dictFields.pointee.ma_used
        fields.pointee.len = dictFields.pointee.ma_used
        fields.pointee.di_result = nil
        let isReverse: Bool
        switch builtin {
        case .dictReverseKeyIterator, .dictReverseValueIterator, .dictReverseItemIterator:
            isReverse = true
        default: isReverse = false
        }
        fields.pointee.di_pos =
            !isReverse
            ? 0
            : dictFields.pointee.ma_values != nil
                ? dictFields.pointee.ma_used &- 1
                : dictFields.pointee.ma_keys.pointee.dk_nentries &- 1
        let iterator = Owned(stealing: raw)
        if builtin == .dictItemIterator || builtin == .dictReverseItemIterator {
            fields.pointee.di_result = try makeTuple(none, none).take()
        }
        track(raw)
        return iterator
    }

    /// The next entry, borrowed; nil at the end. The dict must not have changed its size.
    @inline(__always)
    private func nextDictEntry(
        _ iterator: Ref, isReverse: Bool
    ) throws(Raised) -> (key: Ref, value: Ref)? {
        let fields = iterator.fields(PyDictIterator.self)
        guard let raw = fields.pointee.di_dict else { return nil }
        let dict = Ref(raw)
        if fields.pointee.di_used != dict.dictCount {
            fields.pointee.di_used = -1
            throw raise(.runtimeError, "dictionary changed size during iteration")
        }
        let entry: (key: Ref, value: Ref)?
        if isReverse {
            entry = dictPrevious(dict, &fields.pointee.di_pos)
        } else if let (key, value, _) = dictNext(dict, &fields.pointee.di_pos) {
            entry = (key, value)
        } else {
            entry = nil
        }
        if let entry {
            if isReverse || fields.pointee.len > 0 {
                fields.pointee.len &-= 1
                return entry
            }
            endDictIteration(fields)
            throw raise(.runtimeError, "dictionary keys changed during iteration")
        }
        endDictIteration(fields)
        return nil
    }

    private func endDictIteration(_ fields: UnsafeMutablePointer<PyDictIterator>) {
        guard let dict = fields.pointee.di_dict else { return }
        fields.pointee.di_dict = nil
        Ref(dict).decref()
    }

    /// The entry at or before a position, borrowed, which moves before it; nil at the start.
    private func dictPrevious(_ dict: Ref, _ position: inout Int) -> (key: Ref, value: Ref)? {
        let fields = dict.dictFields
        let keys = fields.pointee.ma_keys
        if let values = fields.pointee.ma_values {
            guard position >= 0, position < fields.pointee.ma_used else { return nil }
            let index = dictValuesIndex(values, order: position)
            position &-= 1
            guard let key = keys.key(index), let value = dictValue(dict, index) else { return nil }
            return (Ref(key), Ref(value))
        }
        if position >= keys.pointee.dk_nentries { return nil }
        while position >= 0 {
            let index = position
            position &-= 1
            if let key = keys.key(index), let value = dictValue(dict, index) {
                return (Ref(key), Ref(value))
            }
        }
        return nil
    }

    /// The next key, a new reference; nil at the end.
    @inline(__always)
    public func nextDictKey(_ iterator: Ref) throws(Raised) -> RawObject? {
        try nextDictEntry(iterator, isReverse: false)?.key.owned().take()
    }

    /// The next item as a tuple: the last one over again when only the iterator has it.
    private func nextDictItem(_ iterator: Ref, isReverse: Bool) throws(Raised) -> RawObject? {
        guard let (key, value) = try nextDictEntry(iterator, isReverse: isReverse) else {
            return nil
        }
        let heldKey = key.owned()
        let heldValue = value.owned()
        let fields = iterator.fields(PyDictIterator.self)
        if let result = fields.pointee.di_result, Ref(result).refcount == 1 {
            return reuseTuple(Ref(result), heldKey.take(), heldValue.take())
        }
        let result = try makeTuple(count: 2)
        result.ref.tupleItems[0] = heldKey.take()
        result.ref.tupleItems[1] = heldValue.take()
        return result.take()
    }

    /// Puts other items, whose references it takes, into a pair that only its iterator has, and
    /// gives it out as a new reference. The collector may have untracked it meanwhile.
    @inline(__always)
    public func reuseTuple(_ tuple: Ref, _ first: RawObject, _ second: RawObject) -> RawObject {
        tuple.incref()
        let oldFirst = tuple.tupleItems[0]
        let oldSecond = tuple.tupleItems[1]
        tuple.tupleItems[0] = first
        tuple.tupleItems[1] = second
        if let oldFirst { Ref(oldFirst).decref() }
        if let oldSecond { Ref(oldSecond).decref() }
        if !isTracked(tuple.raw) { track(tuple.raw) }
        return tuple.raw
    }

    static func dictIteratorTypeSpecs() -> [TypeSpec] {
        [
            dictIteratorSpec(.dictKeyIterator, "dict_keyiterator") {
                dictNextSlot($0) { interpreter, iterator throws(Raised) in
                    try interpreter.nextDictKey(iterator)
                }
            },
            dictIteratorSpec(.dictValueIterator, "dict_valueiterator") {
                dictNextSlot($0) { interpreter, iterator throws(Raised) in
                    try interpreter.nextDictEntry(iterator, isReverse: false)?.value.owned().take()
                }
            },
            dictIteratorSpec(.dictItemIterator, "dict_itemiterator") {
                dictNextSlot($0) { interpreter, iterator throws(Raised) in
                    try interpreter.nextDictItem(iterator, isReverse: false)
                }
            },
            dictIteratorSpec(.dictReverseKeyIterator, "dict_reversekeyiterator") {
                dictNextSlot($0) { interpreter, iterator throws(Raised) in
                    try interpreter.nextDictEntry(iterator, isReverse: true)?.key.owned().take()
                }
            },
            dictIteratorSpec(.dictReverseValueIterator, "dict_reversevalueiterator") {
                dictNextSlot($0) { interpreter, iterator throws(Raised) in
                    try interpreter.nextDictEntry(iterator, isReverse: true)?.value.owned().take()
                }
            },
            dictIteratorSpec(.dictReverseItemIterator, "dict_reverseitemiterator") {
                dictNextSlot($0) { interpreter, iterator throws(Raised) in
                    try interpreter.nextDictItem(iterator, isReverse: true)
                }
            },
        ]
    }

    private static func dictIteratorSpec(
        _ builtin: BuiltinType, _ name: StaticString, next: @escaping UnarySlot
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: 56,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__length_hint__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        let fields = iterator.fields(PyDictIterator.self)
                        guard let dict = fields.pointee.di_dict,
                            fields.pointee.di_used == Ref(dict).dictCount
                        else { return try interpreter.makeInt(0) }
                        return try interpreter.makeInt(fields.pointee.len)
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceDictIterator(iterator)
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = next
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                let fields = raw.assumingMemoryBound(to: PyDictIterator.self)
                if let dict = fields.pointee.di_dict { Ref(dict).decref() }
                if let result = fields.pointee.di_result { Ref(result).decref() }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyDictIterator.self)
                let status = visitReference(fields.pointee.di_dict, visit, argument)
                if status != 0 { return status }
                return visitReference(fields.pointee.di_result, visit, argument)
            }
        }
    }

    /// `iter` of a list of what is left, which a copy of the iterator gives.
    private func reduceDictIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(iterator.type, size: 56)
        let fields = raw.assumingMemoryBound(to: PyDictIterator.self)
        let original = iterator.fields(PyDictIterator.self)
        fields.pointee.di_dict = original.pointee.di_dict
        fields.pointee.di_used = original.pointee.di_used
        fields.pointee.di_pos = original.pointee.di_pos
        fields.pointee.di_result = original.pointee.di_result
        fields.pointee.len = original.pointee.len
        if let dict = fields.pointee.di_dict { Ref(dict).incref() }
        if let result = fields.pointee.di_result { Ref(result).incref() }
        let copy = Owned(stealing: raw)
        let items = try makeList(from: copy.ref)
        let arguments = try makeTuple([items.ref])
        let function = try builtinFunction("iter")
        return try makeTuple(function.ref, arguments.ref)
    }
}

/// The body of a dict iterator's `tp_iternext`.
@inline(__always)
private func dictNextSlot(
    _ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> RawObject?
) -> RawObject? {
    do { return try body(Interpreter(containing: raw), Ref(raw)) } catch { return nil }
}
