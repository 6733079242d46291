/// `zip` (`Python/bltinmodule.c`), 48 bytes.
@frozen
public struct PyZip {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var tuplesize: Int
    /// The iterators.
    public var ittuple: RawObject?
    /// The tuple given last, used again when nobody else has it.
    public var result: RawObject?
    public var strict: Int32
}

extension Interpreter {
    static func zipTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .zip, name: "zip", basicSize: 48,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, zip, _ throws(Raised) in
                        let fields = zip.fields(PyZip.self)
                        let iterators = fields.pointee.ittuple.map { Ref($0) }
                        var parts = [
                            Ref(RawObject(zip.type)), iterators ?? interpreter.emptyTuple,
                        ]
                        if fields.pointee.strict != 0 { parts.append(interpreter.true) }
                        return try interpreter.makeTuple(parts)
                    }
                },
                MethodSpec("__setstate__", .oneArgument) {
                    nativeMethod($0, $1, $2, $3) { interpreter, zip, state throws(Raised) in
                        let isStrict = try interpreter.isTrue(state[0])
                        zip.fields(PyZip.self).pointee.strict = isStrict ? 1 : 0
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextZipped(Ref(raw)) } catch {
                    return nil
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newZip(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                let fields = raw.assumingMemoryBound(to: PyZip.self)
                if let iterators = fields.pointee.ittuple { Ref(iterators).decref() }
                if let result = fields.pointee.result { Ref(result).decref() }
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyZip.self)
                let status = visitReference(fields.pointee.ittuple, visit, argument)
                if status != 0 { return status }
                return visitReference(fields.pointee.result, visit, argument)
            }
        }
    }

    private func newZip(
        _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        var isStrict = false
        if keywords != nil {
            let parameters = ParameterList(
                function: "zip", names: ["strict"], maximumPositional: 0)
            let values = try bind(parameters, tuple: emptyTuple, keywords: keywords)
            if let argument = values[0] { isStrict = try isTrue(argument) }
        }
        let count = arguments.itemCount
        let iterators = try makeTuple(count: count)
        for index in 0..<count {
            iterators.ref.tupleItems[index] =
                try iterator(over: arguments.tupleItem(index)).take()
        }
        let result = try makeTuple(count: count)
        for index in 0..<count { result.ref.tupleItems[index] = none.owned().take() }
        let zip = try allocateInstance(type)
        let fields = zip.ref.fields(PyZip.self)
        fields.pointee.tuplesize = count
        fields.pointee.ittuple = iterators.take()
        fields.pointee.result = result.take()
        fields.pointee.strict = isStrict ? 1 : 0
        return zip
    }

    private func nextZipped(_ zip: Ref) throws(Raised) -> RawObject? {
        let fields = zip.fields(PyZip.self)
        let count = fields.pointee.tuplesize
        guard count > 0, let iterators = fields.pointee.ittuple,
            let last = fields.pointee.result
        else { return nil }
        let isReused = Ref(last).refcount == 1
        let result = isReused ? Ref(last).owned() : try makeTuple(count: count)
        let items = result.ref.tupleItems
        for index in 0..<count {
            let iterator = Ref(iterators).tupleItem(index)
            guard let item = iterator.type.pointee.tp_iternext?(iterator.raw) else {
                if fields.pointee.strict != 0 { try checkZipEnd(Ref(iterators), count, index) }
                return nil
            }
            let old = items[index]
            items[index] = item
            if let old { Ref(old).decref() }
        }
        // The collector may have untracked a tuple of constants.
        if isReused, !isTracked(result.raw) { track(result.raw) }
        return result.take()
    }

    /// With `strict`, all iterators must be at their ends when one is.
    private func checkZipEnd(_ iterators: Ref, _ count: Int, _ index: Int) throws(Raised) {
        if state.pointee.errors.current != nil { try endOfIteration() }
        if index > 0 { throw zipMismatch(index, "shorter") }
        for index in 1..<max(count, 1) {
            let iterator = iterators.tupleItem(index)
            if let item = iterator.type.pointee.tp_iternext?(iterator.raw) {
                Ref(item).decref()
                throw zipMismatch(index, "longer")
            }
            if state.pointee.errors.current != nil { try endOfIteration() }
        }
    }

    private func zipMismatch(_ index: Int, _ how: String) -> Raised {
        let others = index == 1 ? " 1" : "s 1-\(index)"
        return raise(
            .valueError, "zip() argument \(index + 1) is \(how) than argument\(others)")
    }
}
