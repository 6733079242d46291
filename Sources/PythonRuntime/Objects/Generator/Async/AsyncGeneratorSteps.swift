/// What `__anext__`, `asend`, `athrow` and `aclose` of an asynchronous generator give: an object that
/// runs the generator when it is awaited (`PyAsyncGenASend`, `PyAsyncGenAThrow`). Both have one layout.
@frozen
public struct PyAsyncGenStep {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var generator: RawObject
    /// The value to send, nil for `__anext__`; the arguments of `athrow`, nil for `aclose`.
    public var operand: RawObject?
    public var state: AwaitableState
}

/// How far the awaiting of such an object is.
@frozen
public enum AwaitableState: Int32 {
    case initial, iterating, closed
}

extension Ref {
    fileprivate var asyncStep: UnsafeMutablePointer<PyAsyncGenStep> { fields(PyAsyncGenStep.self) }
}

extension Interpreter {
    static func asyncSendTypeSpec() -> TypeSpec {
        asyncStepSpec(.asyncGeneratorASend, "async_generator_asend")
    }

    static func asyncThrowTypeSpec() -> TypeSpec {
        asyncStepSpec(.asyncGeneratorAThrow, "async_generator_athrow")
    }

    private static func asyncStepSpec(_ builtin: BuiltinType, _ name: StaticString) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, basicSize: MemoryLayout<PyAsyncGenStep>.stride,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: awaitableMethods
        ) { block in
            fillAwaitableSlots(block)
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                Ref(Ref(raw).asyncStep.pointee.generator).decref()
                interpreter.releaseField(&Ref(raw).asyncStep.pointee.operand)
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 24, visit, argument)
            }
        }
    }

    func makeAsyncSend(_ generator: Ref, _ value: Ref?) throws(Raised) -> Owned {
        try makeAsyncStep(.asyncGeneratorASend, generator, value)
    }

    func makeAsyncThrow(_ generator: Ref, _ arguments: Ref?) throws(Raised) -> Owned {
        try makeAsyncStep(.asyncGeneratorAThrow, generator, arguments)
    }

    private func makeAsyncStep(
        _ kind: BuiltinType, _ generator: Ref, _ operand: Ref?
    ) throws(Raised) -> Owned {
        let raw = try newGCObject(type(kind), size: MemoryLayout<PyAsyncGenStep>.stride)
        let fields = Ref(raw).asyncStep
        fields.pointee.generator = generator.owned().take()
        fields.pointee.operand = operand.map { $0.owned().take() }
        fields.pointee.state = .initial
        track(raw)
        return Owned(stealing: raw)
    }

    func closeAsyncStep(_ object: Ref) { object.asyncStep.pointee.state = .closed }

    // MARK: asend

    func sendAsyncSend(_ object: Ref, _ value: Ref) throws(Raised) -> Owned {
        try checkSendNotAwaited(object)
        let fields = object.asyncStep
        let generator = Ref(fields.pointee.generator).owned()
        var sent = value
        if fields.pointee.state == .initial {
            if generator.ref.generator.pointee.gi_running_async {
                throw raise(
                    .runtimeError, "anext(): asynchronous generator is already running")
            }
            if sent.isNone, let operand = fields.pointee.operand { sent = Ref(operand) }
            fields.pointee.state = .iterating
        }
        generator.ref.generator.pointee.gi_running_async = true
        do throws(Raised) {
            return try unwrapAsyncValue(generator.ref) { () throws(Raised) in
                try sendInto(asyncGenerator: generator.ref, sent)
            }
        } catch {
            fields.pointee.state = .closed
            throw error
        }
    }

    func throwIntoAsyncSend(_ object: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        try checkSendNotAwaited(object)
        let generator = Ref(object.asyncStep.pointee.generator).owned()
        do throws(Raised) {
            return try unwrapAsyncValue(generator.ref) { () throws(Raised) in
                try throwInto(
                    generator.ref, arguments[0], arguments[optional: 1], arguments[optional: 2])
            }
        } catch {
            object.asyncStep.pointee.state = .closed
            throw error
        }
    }

    private func checkSendNotAwaited(_ object: Ref) throws(Raised) {
        guard object.asyncStep.pointee.state == .closed else { return }
        throw raise(.runtimeError, "cannot reuse already awaited __anext__()/asend()")
    }

    // MARK: athrow and aclose

    func sendAsyncThrow(_ object: Ref, _ value: Ref) throws(Raised) -> Owned {
        let fields = object.asyncStep
        let generator = Ref(fields.pointee.generator).owned()
        let arguments = fields.pointee.operand.map { Ref($0) }
        if fields.pointee.state == .closed {
            throw raise(.runtimeError, "cannot reuse already awaited aclose()/athrow()")
        }
        if generator.ref.generator.pointee.gi_frame_state.isFinished {
            fields.pointee.state = .closed
            throw raise(.stopIteration)
        }
        if fields.pointee.state == .initial {
            try beginAsyncThrow(object, generator.ref, value)
            return try endAsyncThrow(object) { () throws(Raised) in
                guard let arguments else {
                    return try throwInto(
                        generator.ref, Ref(RawObject(type(.generatorExit))), nil, nil,
                        closesInner: false)
                }
                return try throwInto(
                    generator.ref, arguments.tupleItem(0),
                    arguments.itemCount > 1 ? arguments.tupleItem(1) : nil,
                    arguments.itemCount > 2 ? arguments.tupleItem(2) : nil, closesInner: false)
            }
        }
        return try endAsyncThrow(object) { () throws(Raised) in
            try sendInto(asyncGenerator: generator.ref, value)
        }
    }

    /// The checks before the generator runs the first time.
    private func beginAsyncThrow(
        _ object: Ref, _ generator: Ref, _ value: Ref
    ) throws(Raised) {
        let fields = object.asyncStep
        let isClosing = fields.pointee.operand == nil
        if generator.generator.pointee.gi_running_async {
            fields.pointee.state = .closed
            throw raise(
                .runtimeError,
                "\(isClosing ? "aclose" : "athrow")(): asynchronous generator is already running")
        }
        if generator.generator.pointee.gi_closed {
            fields.pointee.state = .closed
            throw raise(.stopAsyncIteration)
        }
        guard value.isNone else {
            throw raise(
                .runtimeError, "can't send non-None value to a just-started coroutine")
        }
        fields.pointee.state = .iterating
        generator.generator.pointee.gi_running_async = true
        if isClosing {
            generator.generator.pointee.gi_closed = true
        } else if let arguments = fields.pointee.operand {
            try checkArguments("athrow", Ref(arguments).itemCount, 1, 3)
        }
    }

    /// What came out of the generator: `aclose` wants its end, and that is success.
    private func endAsyncThrow(
        _ object: Ref, _ run: () throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        let fields = object.asyncStep
        let generator = Ref(fields.pointee.generator)
        let isClosing = fields.pointee.operand == nil
        do throws(Raised) {
            if !isClosing { return try unwrapAsyncValue(generator, run) }
            let result = try run()
            guard result.ref.isExactly(.asyncGeneratorWrappedValue) else { return result }
            throw raise(.runtimeError, "async generator ignored GeneratorExit")
        } catch {
            // A yielded value ends one `athrow` as a `StopIteration`, but doesn't use it up.
            if isClosing || !currentExceptionIs(.stopIteration) {
                generator.generator.pointee.gi_running_async = false
                fields.pointee.state = .closed
            }
            if isClosing { replaceEndOfGenerator() }
            throw error
        }
    }

    func throwIntoAsyncThrow(_ object: Ref, _ arguments: Arguments) throws(Raised) -> Owned {
        let fields = object.asyncStep
        guard fields.pointee.state != .closed else {
            throw raise(.runtimeError, "cannot reuse already awaited aclose()/athrow()")
        }
        let generator = Ref(fields.pointee.generator).owned()
        func run() throws(Raised) -> Owned {
            try throwInto(
                generator.ref, arguments[0], arguments[optional: 1], arguments[optional: 2])
        }
        if fields.pointee.operand != nil { return try unwrapAsyncValue(generator.ref, run) }
        do throws(Raised) {
            let result = try run()
            guard result.ref.isExactly(.asyncGeneratorWrappedValue) else { return result }
            generator.ref.generator.pointee.gi_running_async = false
            fields.pointee.state = .closed
            throw raise(.runtimeError, "async generator ignored GeneratorExit")
        } catch {
            replaceEndOfGenerator()
            throw error
        }
    }

    /// The end of a generator that is being closed is what its `aclose` waits for.
    private func replaceEndOfGenerator() {
        guard currentExceptionIs(.stopAsyncIteration) || currentExceptionIs(.generatorExit) else {
            return
        }
        clearException()
        _ = raise(.stopIteration)
    }
}
