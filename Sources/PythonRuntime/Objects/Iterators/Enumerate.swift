/// `enumerate` (`Objects/enumobject.c`), 56 bytes.
@frozen
public struct PyEnumerate {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// The next number, as long as it is below the largest.
    public var en_index: Int
    public var en_sit: RawObject?
    /// The pair given last, used again when nobody else has it.
    public var en_result: RawObject?
    /// The next number beyond that.
    public var en_longindex: RawObject?
    public var one: RawObject?
}

extension Interpreter {
    static func enumerateTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .enumerate, name: "enumerate", basicSize: 56,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                        try interpreter.reduceEnumerate(object)
                    }
                },
                classGetItemMethod,
            ]
        ) { block in
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextEnumerated(Ref(raw)) } catch {
                    return nil
                }
            }
            block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                vectorcallBody(type, arguments, flags, names) {
                    interpreter, type, arguments throws(Raised) in
                    let first = arguments.names.flatMap {
                        $0.itemCount > 0 ? $0.tupleItem(0) : nil
                    }
                    try interpreter.checkLoneKeyword(
                        arguments.count, arguments.keywordCount, first)
                    let values = try interpreter.bind(enumerateParameters, arguments)
                    return try interpreter.newEnumerate(type, values[0], start: values[1])
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newEnumerate(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                let fields = raw.assumingMemoryBound(to: PyEnumerate.self)
                if let iterator = fields.pointee.en_sit { Ref(iterator).decref() }
                if let result = fields.pointee.en_result { Ref(result).decref() }
                if let index = fields.pointee.en_longindex { Ref(index).decref() }
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyEnumerate.self)
                var status = visitReference(fields.pointee.en_sit, visit, argument)
                if status != 0 { return status }
                status = visitReference(fields.pointee.en_result, visit, argument)
                if status != 0 { return status }
                return visitReference(fields.pointee.en_longindex, visit, argument)
            }
        }
    }

    private func newEnumerate(
        _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        var position = 0
        let first = keywords.flatMap { dictNext(Ref($0), &position)?.key }
        try checkLoneKeyword(
            arguments.itemCount, keywords.map { Ref($0).dictCount } ?? 0, first)
        let values = try bind(enumerateParameters, tuple: arguments, keywords: keywords)
        return try newEnumerate(type, values[0], start: values[1])
    }

    /// What `enumerate` says when nothing or only another keyword than the iterable is given.
    private func checkLoneKeyword(
        _ count: Int, _ keywordCount: Int, _ first: Ref?
    ) throws(Raised) {
        guard count == 0 else { return }
        if keywordCount == 0 {
            throw raise(.typeError, "enumerate() missing required argument 'iterable'")
        }
        if keywordCount == 1, let first, first.text != "iterable" {
            throw raise(
                .typeError, "'\(first.text)' is an invalid keyword argument for enumerate()")
        }
    }

    private func newEnumerate(
        _ type: TypePointer, _ iterable: Ref?, start: Ref?
    ) throws(Raised) -> Owned {
        let object = try allocateInstance(type)
        let fields = object.ref.fields(PyEnumerate.self)
        if let argument = start {
            let number = try index(argument)
            if let value = number.ref.intValue {
                fields.pointee.en_index = value
            } else {
                fields.pointee.en_index = .max
                fields.pointee.en_longindex = number.take()
            }
        }
        guard let iterable else { return object }
        fields.pointee.en_sit = try iterator(over: iterable).take()
        fields.pointee.en_result = try makeTuple(none, none).take()
        return object
    }

    private func nextEnumerated(_ object: Ref) throws(Raised) -> RawObject? {
        let fields = object.fields(PyEnumerate.self)
        guard let iterator = fields.pointee.en_sit,
            let slot = Ref(iterator).type.pointee.tp_iternext, let raw = slot(iterator)
        else { return nil }
        let item = Owned(stealing: raw)
        let number = try nextNumber(fields)
        if let result = fields.pointee.en_result, Ref(result).refcount == 1 {
            return reuseTuple(Ref(result), number.take(), item.take())
        }
        let result = try makeTuple(count: 2)
        result.ref.tupleItems[0] = number.take()
        result.ref.tupleItems[1] = item.take()
        return result.take()
    }

    @inline(__always)
    private func nextNumber(_ fields: UnsafeMutablePointer<PyEnumerate>) throws(Raised) -> Owned {
        let index = fields.pointee.en_index
        if index < Int.max {
            let number = try makeInt(index)
            fields.pointee.en_index = index &+ 1
            return number
        }
        let number: Owned
        if let long = fields.pointee.en_longindex {
            number = Ref(long).owned()
        } else {
            number = try makeInt(Int.max)
        }
        let next = try add(number.ref, smallInt(1))
        if let old = fields.pointee.en_longindex { Ref(old).decref() }
        fields.pointee.en_longindex = next.take()
        return number
    }

    private func reduceEnumerate(_ object: Ref) throws(Raised) -> Owned {
        let fields = object.fields(PyEnumerate.self)
        let number =
            if let index = fields.pointee.en_longindex {
                Ref(index).owned()
            } else {
                try makeInt(fields.pointee.en_index)
            }
        let iterator = fields.pointee.en_sit.map { Ref($0) } ?? none
        let arguments = try makeTuple(iterator, number.ref)
        return try makeTuple(Ref(RawObject(object.type)), arguments.ref)
    }
}

private var enumerateParameters: ParameterList {
    ParameterList(
        function: "enumerate", names: ["iterable", "start"], required: 1, maximumPositional: 2)
}
