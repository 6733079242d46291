/// What an iterator over an ordered dict gives, and in which direction.
struct OrderedDictIteration: OptionSet {
    let rawValue: Int32

    static let reversed = OrderedDictIteration(rawValue: 1)
    static let keys = OrderedDictIteration(rawValue: 2)
    static let values = OrderedDictIteration(rawValue: 4)
    static let items: OrderedDictIteration = [.keys, .values]
}

/// An iterator over an ordered dict, 64 bytes. It remembers the next key, not its node, which may go.
struct PyOrderedDictIterator {
    var ob_refcnt: Int
    var ob_type: TypePointer
    var kind: OrderedDictIteration
    /// nil once exhausted.
    var di_odict: RawObject?
    /// The dict's size at the start, −1 after the complaint about another one.
    var di_size: Int
    var di_state: Int
    /// The tuple given last, used again when nobody else has it.
    var di_result: RawObject?
    /// The next key.
    var di_current: RawObject?
}

extension Ref {
    fileprivate var orderedDictIterator: UnsafeMutablePointer<PyOrderedDictIterator> {
        fields(PyOrderedDictIterator.self)
    }
}

extension Interpreter {
    func makeOrderedDictIterator(
        _ dict: Ref, _ kind: OrderedDictIteration
    ) throws(Raised) -> Owned {
        let iterator = try newOrderedDictIterator(kind)
        let fields = iterator.ref.orderedDictIterator
        if kind.contains(.items) { fields.pointee.di_result = try makeTuple(none, none).take() }
        let source = dict.orderedDict
        let node =
            kind.contains(.reversed) ? source.pointee.od_last : source.pointee.od_first
        fields.pointee.di_current = node.map { Ref($0.pointee.key).owned().take() }
        fields.pointee.di_size = dict.dictCount
        fields.pointee.di_state = source.pointee.od_state
        fields.pointee.di_odict = dict.owned().take()
        track(iterator.raw)
        return iterator
    }

    private func newOrderedDictIterator(_ kind: OrderedDictIteration) throws(Raised) -> Owned {
        let raw = try newGCObject(
            orderedType(.iterator), size: MemoryLayout<PyOrderedDictIterator>.size)
        let fields = raw.assumingMemoryBound(to: PyOrderedDictIterator.self)
        fields.pointee.kind = kind
        fields.pointee.di_odict = nil
        fields.pointee.di_size = 0
        fields.pointee.di_state = 0
        fields.pointee.di_result = nil
        fields.pointee.di_current = nil
        return Owned(stealing: raw)
    }

    /// The next key, a new reference; nil at the end.
    private func nextOrderedKey(_ iterator: Ref) throws(Raised) -> RawObject? {
        let fields = iterator.orderedDictIterator
        guard let raw = fields.pointee.di_odict else { return nil }
        let dict = Ref(raw).owned()
        guard let key = fields.pointee.di_current.map({ Ref($0).owned() }) else {
            endOrderedIteration(fields)
            return nil
        }
        if fields.pointee.di_state != dict.ref.orderedDict.pointee.od_state {
            endOrderedIteration(fields)
            throw orderChanged()
        }
        if fields.pointee.di_size != dict.ref.dictCount {
            fields.pointee.di_size = -1
            throw raise(.runtimeError, "OrderedDict changed size during iteration")
        }
        guard let node = try findNode(dict.ref, key.ref, hash: dictHash(key.ref)) else {
            endOrderedIteration(fields)
            throw raise(.keyError, argument: key.ref)
        }
        let next =
            fields.pointee.kind.contains(.reversed) ? node.pointee.prev : node.pointee.next
        let previous = fields.pointee.di_current
        fields.pointee.di_current = next.map { Ref($0.pointee.key).owned().take() }
        if let previous { Ref(previous).decref() }
        return key.take()
    }

    private func endOrderedIteration(_ fields: UnsafeMutablePointer<PyOrderedDictIterator>) {
        let (dict, key) = (fields.pointee.di_odict, fields.pointee.di_current)
        fields.pointee.di_odict = nil
        fields.pointee.di_current = nil
        if let key { Ref(key).decref() }
        if let dict { Ref(dict).decref() }
    }

    private func nextOrderedItem(_ iterator: Ref) throws(Raised) -> RawObject? {
        let fields = iterator.orderedDictIterator
        // The end of the iteration drops the dict, which the last value still needs.
        let dict = fields.pointee.di_odict.map { Ref($0).owned() }
        guard let raw = try nextOrderedKey(iterator), let dict else { return nil }
        let key = Owned(stealing: raw)
        if !fields.pointee.kind.contains(.values) { return key.take() }
        let value = try orderedDictValue(dict.ref, key.ref, hash: dictHash(key.ref))
        if !fields.pointee.kind.contains(.keys) { return value.take() }
        if let result = fields.pointee.di_result, Ref(result).refcount == 1 {
            return reuseTuple(Ref(result), key.take(), value.take())
        }
        return try makeTuple(key.ref, value.ref).take()
    }

    static func orderedDictIteratorSpec() -> TypeSpec {
        TypeSpec(
            library: "odict_iterator", basicSize: MemoryLayout<PyOrderedDictIterator>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceOrderedIterator(iterator)
                    }
                }
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = { raw in
                do throws(Raised) {
                    return try Interpreter(containing: raw).nextOrderedItem(Ref(raw))
                } catch { return nil }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                let fields = Ref(raw).orderedDictIterator
                interpreter.endOrderedIteration(fields)
                if let result = fields.pointee.di_result { Ref(result).decref() }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = Ref(raw).orderedDictIterator
                var status = visitReference(fields.pointee.di_odict, visit, argument)
                if status == 0 {
                    status = visitReference(fields.pointee.di_current, visit, argument)
                }
                if status != 0 { return status }
                return visitReference(fields.pointee.di_result, visit, argument)
            }
        }
    }

    /// `iter` of a list of what is left, which a copy of the iterator gives.
    private func reduceOrderedIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let original = iterator.orderedDictIterator
        let copy = try newOrderedDictIterator(original.pointee.kind)
        let fields = copy.ref.orderedDictIterator
        fields.pointee.di_odict = original.pointee.di_odict.map { Ref($0).owned().take() }
        fields.pointee.di_current = original.pointee.di_current.map { Ref($0).owned().take() }
        fields.pointee.di_size = original.pointee.di_size
        fields.pointee.di_state = original.pointee.di_state
        let items = try makeList(from: copy.ref)
        let arguments = try makeTuple([items.ref])
        let function = try builtinFunction("iter" as StaticString)
        return try makeTuple(function.ref, arguments.ref)
    }
}
