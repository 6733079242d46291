/// `iter(callable, sentinel)`, 32 bytes: calls until it gets the sentinel.
@frozen
public struct PyCallableIterator {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// Both nil once exhausted.
    public var it_callable: RawObject?
    public var it_sentinel: RawObject?
}

extension Interpreter {
    public func makeCallableIterator(_ callable: Ref, _ sentinel: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(type(.callableIterator), size: 32)
        let fields = raw.assumingMemoryBound(to: PyCallableIterator.self)
        fields.pointee.it_callable = callable.owned().take()
        fields.pointee.it_sentinel = sentinel.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }

    private func nextCallableItem(_ iterator: Ref) throws(Raised) -> RawObject? {
        let fields = iterator.fields(PyCallableIterator.self)
        guard let callable = fields.pointee.it_callable else { return nil }
        try chargeInstructions(1)
        let result: Owned
        do throws(Raised) {
            result = try call(Ref(callable))
        } catch {
            try endOfIteration()
            endCallableIteration(fields)
            return nil
        }
        if let sentinel = fields.pointee.it_sentinel,
            try !compareBool(Ref(sentinel), result.ref, .equal)
        {
            return result.take()
        }
        endCallableIteration(fields)
        return nil
    }

    private func endCallableIteration(_ fields: UnsafeMutablePointer<PyCallableIterator>) {
        let callable = fields.pointee.it_callable
        let sentinel = fields.pointee.it_sentinel
        fields.pointee.it_callable = nil
        fields.pointee.it_sentinel = nil
        if let callable { Ref(callable).decref() }
        if let sentinel { Ref(sentinel).decref() }
    }

    static func callableIteratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .callableIterator, name: "callable_iterator", basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, iterator, _ throws(Raised) in
                        try interpreter.reduceCallableIterator(iterator)
                    }
                }
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextCallableItem(Ref(raw)) } catch {
                    return nil
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                let fields = raw.assumingMemoryBound(to: PyCallableIterator.self)
                interpreter.endCallableIteration(fields)
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyCallableIterator.self)
                let status = visitReference(fields.pointee.it_callable, visit, argument)
                if status != 0 { return status }
                return visitReference(fields.pointee.it_sentinel, visit, argument)
            }
        }
    }

    private func reduceCallableIterator(_ iterator: Ref) throws(Raised) -> Owned {
        let fields = iterator.fields(PyCallableIterator.self)
        let function = try builtinFunction("iter")
        if let callable = fields.pointee.it_callable, let sentinel = fields.pointee.it_sentinel {
            let arguments = try makeTuple(Ref(callable), Ref(sentinel))
            return try makeTuple(function.ref, arguments.ref)
        }
        let arguments = try makeTuple([emptyTuple])
        return try makeTuple(function.ref, arguments.ref)
    }
}
