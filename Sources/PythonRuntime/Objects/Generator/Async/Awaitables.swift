/// The methods of the objects that are awaited for an asynchronous generator, and `anext_awaitable`
/// (`Objects/iterobject.c`), what `anext(iterator, default)` gives.
@frozen
public struct PyAnextAwaitable {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var wrapped: RawObject
    public var default_value: RawObject
}

extension Interpreter {
    static var awaitableMethods: [MethodSpec] {
        [
            MethodSpec("send", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, arguments throws(Raised) in
                    try interpreter.sendToAwaitable(object, arguments[0])
                }
            },
            MethodSpec("throw", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, arguments throws(Raised) in
                    try interpreter.checkArguments("throw", arguments.count, 1, 3)
                    return try interpreter.throwIntoAwaitable(object, arguments)
                }
            },
            MethodSpec("close", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                    if object.isExactly(.anextAwaitable) {
                        return try interpreter.callWrapped(object, .close, nil)
                    }
                    interpreter.closeAsyncStep(object)
                    return interpreter.none.owned()
                }
            },
        ]
    }

    static func fillAwaitableSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.type.tp_iter = { Ref($0).owned().take() }
        block.pointee.async.am_await = { Ref($0).owned().take() }
        block.pointee.type.tp_iternext = { raw in
            unarySlot(raw) { interpreter, object throws(Raised) in
                try interpreter.sendToAwaitable(object, nil)
            }
        }
    }

    /// Nil is `next()`.
    private func sendToAwaitable(_ object: Ref, _ value: Ref?) throws(Raised) -> Owned {
        if object.isExactly(.asyncGeneratorASend) {
            return try sendAsyncSend(object, value ?? none)
        }
        if object.isExactly(.asyncGeneratorAThrow) {
            return try sendAsyncThrow(object, value ?? none)
        }
        guard let value else { return try nextOfWrapped(object) }
        let arguments = try makeTuple([value])
        return try callWrapped(object, .send, arguments.ref)
    }

    private func throwIntoAwaitable(
        _ object: Ref, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        if object.isExactly(.asyncGeneratorASend) {
            return try throwIntoAsyncSend(object, arguments)
        }
        if object.isExactly(.asyncGeneratorAThrow) {
            return try throwIntoAsyncThrow(object, arguments)
        }
        let tuple = try makeTuple(
            UnsafeBufferPointer(start: arguments.start, count: arguments.count))
        return try callWrapped(object, .throw, tuple.ref)
    }

    // MARK: anext_awaitable

    static func anextAwaitableTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .anextAwaitable, name: "anext_awaitable",
            basicSize: MemoryLayout<PyAnextAwaitable>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: awaitableMethods
        ) { block in
            fillAwaitableSlots(block)
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                let fields = Ref(raw).fields(PyAnextAwaitable.self)
                Ref(fields.pointee.wrapped).decref()
                Ref(fields.pointee.default_value).decref()
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 24, visit, argument)
            }
        }
    }

    func makeAnextAwaitable(_ wrapped: Ref, _ fallback: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(
            type(.anextAwaitable), size: MemoryLayout<PyAnextAwaitable>.size)
        let fields = Ref(raw).fields(PyAnextAwaitable.self)
        fields.pointee.wrapped = wrapped.owned().take()
        fields.pointee.default_value = fallback.owned().take()
        track(raw)
        return Owned(stealing: raw)
    }

    /// The iterator that awaiting the wrapped object goes through; a coroutine's is its wrapper.
    private func wrappedIterator(_ object: Ref) throws(Raised) -> Owned {
        let wrapped = Ref(object.fields(PyAnextAwaitable.self).pointee.wrapped)
        let iterator = try awaitable(wrapped, context: 0, mayBeAwaited: true)
        guard iterator.ref.type.pointee.tp_iternext == nil else { return iterator }
        guard let slot = iterator.ref.type.pointee.tp_as_async?.pointee.am_await else {
            throw raise(
                .typeError,
                "object \(typeName(iterator.ref.type, limit: 100)) can't be used in 'await' expression"
            )
        }
        let made = try checked(slot(iterator.raw))
        guard made.ref.type.pointee.tp_iternext != nil else {
            throw raise(.typeError, "__await__() returned a coroutine")
        }
        return made
    }

    private func nextOfWrapped(_ object: Ref) throws(Raised) -> Owned {
        let iterator = try wrappedIterator(object)
        guard let next = iterator.ref.type.pointee.tp_iternext else { throw Raised() }
        if let item = next(iterator.raw) { return Owned(stealing: item) }
        throw replaceEndByDefault(object)
    }

    private func callWrapped(
        _ object: Ref, _ method: WellKnownName, _ arguments: Ref?
    ) throws(Raised) -> Owned {
        let iterator = try wrappedIterator(object)
        let function = try getAttribute(iterator.ref, name(method))
        do throws(Raised) {
            return try call(function.ref, tuple: arguments ?? emptyTuple)
        } catch { throw replaceEndByDefault(object) }
    }

    /// The end of the iterator gives the default.
    private func replaceEndByDefault(_ object: Ref) -> Raised {
        guard currentExceptionIs(.stopAsyncIteration) else { return Raised() }
        clearException()
        let fallback = Ref(object.fields(PyAnextAwaitable.self).pointee.default_value)
        return raiseStopIteration(fallback.owned())
    }
}
