/// The iterator over a set, 48 bytes.
@frozen
public struct PySetIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// nil once exhausted.
    public var si_set: RawObject?
    public var si_used: Int
    public var si_pos: Int
    public var len: Int
}

extension Interpreter {
    func makeSetIterator(_ set: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(type(.setIterator), size: 48)
        let fields = raw.assumingMemoryBound(to: PySetIterator.self)
        fields.pointee.si_set = set.owned().take()
        fields.pointee.si_used = set.setCount
        fields.pointee.si_pos = 0
        fields.pointee.len = set.setCount
        track(raw)
        return Owned(stealing: raw)
    }

    private func nextSetItem(_ iterator: Ref) throws(Raised) -> RawObject? {
        let fields = iterator.fields(PySetIterator.self)
        guard let set = fields.pointee.si_set else { return nil }
        if fields.pointee.si_used != Ref(set).setCount {
            fields.pointee.si_used = -1
            throw raise(.runtimeError, "Set changed size during iteration")
        }
        if let (key, _) = setNext(Ref(set), &fields.pointee.si_pos) {
            fields.pointee.len &-= 1
            return key.owned().take()
        }
        fields.pointee.si_set = nil
        Ref(set).decref()
        return nil
    }

    static func setIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .setIterator, name: "set_iterator", basicSize: 48,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__length_hint__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        let fields = iterator.fields(PySetIterator.self)
                        guard let set = fields.pointee.si_set,
                            fields.pointee.si_used == Ref(set).setCount
                        else { return try interpreter.makeInt(0) }
                        return try interpreter.makeInt(fields.pointee.len)
                    }
                },
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceSetIterator(iterator)
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextSetItem(Ref(raw)) } catch {
                    return nil
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                if let set = raw.assumingMemoryBound(to: PySetIterator.self).pointee.si_set {
                    Ref(set).decref()
                }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visitReference(
                    raw.assumingMemoryBound(to: PySetIterator.self).pointee.si_set, visit, argument)
            }
        }
    }

    /// `iter` of a list of what is left, which a copy of the iterator gives.
    private func reduceSetIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let copy = try newGCObject(type(.setIterator), size: 48)
        let fields = copy.assumingMemoryBound(to: PySetIterator.self)
        let original = iterator.fields(PySetIterator.self)
        fields.pointee.si_set = original.pointee.si_set
        fields.pointee.si_used = original.pointee.si_used
        fields.pointee.si_pos = original.pointee.si_pos
        fields.pointee.len = original.pointee.len
        if let set = fields.pointee.si_set { Ref(set).incref() }
        let owned = Owned(stealing: copy)
        let items = try makeList(from: owned.ref)
        let arguments = try makeTuple([items.ref])
        let function = try builtinFunction("iter")
        return try makeTuple(function.ref, arguments.ref)
    }
}
