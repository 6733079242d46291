/// `map` and `filter` (`Python/bltinmodule.c`), 32 bytes each.
@frozen
public struct PyMap {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// A tuple of iterators.
    public var iters: RawObject?
    public var function: RawObject?
}

@frozen
public struct PyFilter {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var function: RawObject?
    public var iterator: RawObject?
}

extension Interpreter {
    static func mapTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .map, name: "map", basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, map, _ throws(Raised) in
                        try interpreter.reduceMap(map)
                    }
                }
            ]
        ) { block in
            pairSlots(block)
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let fields = raw.assumingMemoryBound(to: PyMap.self)
                let status = visitReference(fields.pointee.iters, visit, argument)
                if status != 0 { return status }
                return visitReference(fields.pointee.function, visit, argument)
            }
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextMapped(Ref(raw)) } catch {
                    return nil
                }
            }
            block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                vectorcallBody(type, arguments, flags, names) {
                    interpreter, type, arguments throws(Raised) in
                    try interpreter.refuseKeywords("map", arguments)
                    return try interpreter.newMap(type, arguments)
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
                    if interpreter.keepsInitializer(pointer, of: interpreter.type(.object)) {
                        try interpreter.refuseKeywords("map", keywords)
                    }
                    return try interpreter.newMap(pointer, Arguments(tuple: Ref(arguments)))
                }
            }
        }
    }

    static func filterTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .filter, name: "filter", basicSize: 32,
            flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .noArguments) {
                    nativeMethod($0, $1, $2, $3) { interpreter, filter, _ throws(Raised) in
                        let fields = filter.fields(PyFilter.self)
                        let arguments = try interpreter.makeTuple(
                            fields.pointee.function.map { Ref($0) } ?? interpreter.none,
                            fields.pointee.iterator.map { Ref($0) } ?? interpreter.none)
                        return try interpreter.makeTuple(
                            Ref(RawObject(filter.type)), arguments.ref)
                    }
                }
            ]
        ) { block in
            pairSlots(block)
            block.pointee.type.tp_iternext = { raw in
                do { return try Interpreter(containing: raw).nextFiltered(Ref(raw)) } catch {
                    return nil
                }
            }
            block.pointee.type.tp_vectorcall = { type, arguments, flags, names in
                vectorcallBody(type, arguments, flags, names) {
                    interpreter, type, arguments throws(Raised) in
                    try interpreter.refuseKeywords("filter", arguments)
                    return try interpreter.newFilter(type, arguments)
                }
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    let pointer = type.assumingMemoryBound(to: PyTypeObject.self)
                    if interpreter.keepsInitializer(pointer, of: interpreter.type(.object)) {
                        try interpreter.refuseKeywords("filter", keywords)
                    }
                    return try interpreter.newFilter(pointer, Arguments(tuple: Ref(arguments)))
                }
            }
        }
    }

    /// The slots of an iterator that holds two references.
    private static func pairSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_iter = { Ref($0).owned().take() }
        block.pointee.type.tp_dealloc = { raw in
            let interpreter = Interpreter(containing: raw)
            interpreter.untrack(raw)
            let fields = raw.assumingMemoryBound(to: PyFilter.self)
            if let first = fields.pointee.function { Ref(first).decref() }
            if let second = fields.pointee.iterator { Ref(second).decref() }
            interpreter.freeInstance(raw)
        }
        block.pointee.type.tp_traverse = { raw, visit, argument in
            let fields = raw.assumingMemoryBound(to: PyFilter.self)
            let status = visitReference(fields.pointee.iterator, visit, argument)
            if status != 0 { return status }
            return visitReference(fields.pointee.function, visit, argument)
        }
    }

    private func newMap(_ type: TypePointer, _ arguments: Arguments) throws(Raised) -> Owned {
        let count = arguments.count
        if count < 2 { throw raise(.typeError, "map() must have at least two arguments.") }
        let iterators = try makeTuple(count: count - 1)
        for index in 1..<count {
            iterators.ref.tupleItems[index - 1] =
                try iterator(over: arguments[index]).take()
        }
        let map = try allocateInstance(type)
        let fields = map.ref.fields(PyMap.self)
        fields.pointee.iters = iterators.take()
        fields.pointee.function = arguments[0].owned().take()
        return map
    }

    private func nextMapped(_ map: Ref) throws(Raised) -> RawObject? {
        let fields = map.fields(PyMap.self)
        guard let iterators = fields.pointee.iters, let function = fields.pointee.function else {
            return nil
        }
        let count = Ref(iterators).itemCount
        if count == 1 {
            let iterator = Ref(iterators).tupleItem(0)
            guard let raw = iterator.type.pointee.tp_iternext?(iterator.raw) else { return nil }
            let item = Owned(stealing: raw)
            return try call(Ref(function), item.ref).take()
        }
        let values = UnsafeMutablePointer<RawObject?>.allocate(capacity: count &+ 1)
        var taken = 0
        defer {
            for index in 0..<taken { if let value = values[index &+ 1] { Ref(value).decref() } }
            values.deallocate()
        }
        values[0] = nil
        while taken < count {
            let iterator = Ref(iterators).tupleItem(taken)
            guard let item = iterator.type.pointee.tp_iternext?(iterator.raw) else { return nil }
            values[taken &+ 1] = item
            taken &+= 1
        }
        return try call(Ref(function), values + 1, count: count).take()
    }

    private func reduceMap(_ map: Ref) throws(Raised) -> Owned {
        let fields = map.fields(PyMap.self)
        guard let iterators = fields.pointee.iters, let function = fields.pointee.function else {
            return try makeTuple([Ref(RawObject(map.type))])
        }
        let count = Ref(iterators).itemCount
        let arguments = try makeTuple(count: count &+ 1)
        arguments.ref.tupleItems[0] = Ref(function).owned().take()
        copyReferences(Ref(iterators).tupleItems, count, to: arguments.ref.tupleItems + 1)
        return try makeTuple(Ref(RawObject(map.type)), arguments.ref)
    }

    private func newFilter(_ type: TypePointer, _ arguments: Arguments) throws(Raised) -> Owned {
        try checkArguments("filter", arguments.count, 2, 2)
        let iterator = try self.iterator(over: arguments[1])
        let filter = try allocateInstance(type)
        let fields = filter.ref.fields(PyFilter.self)
        fields.pointee.function = arguments[0].owned().take()
        fields.pointee.iterator = iterator.take()
        return filter
    }

    private func nextFiltered(_ filter: Ref) throws(Raised) -> RawObject? {
        let fields = filter.fields(PyFilter.self)
        guard let iterator = fields.pointee.iterator, let function = fields.pointee.function,
            let slot = Ref(iterator).type.pointee.tp_iternext
        else { return nil }
        let isTruth = function == none.raw || function == RawObject(type(.bool))
        while let raw = slot(iterator) {
            let item = Owned(stealing: raw)
            if isTruth {
                if try isTrue(item.ref) { return item.take() }
            } else {
                let answer = try call(Ref(function), item.ref)
                if try isTrue(answer.ref) { return item.take() }
            }
        }
        return nil
    }
}
