import PythonBytecode

/// Asynchronous generators (`PyAsyncGen_Type`, `Objects/genobject.c`): the layout is a generator's.
///
/// Nothing runs when a method is called: `__anext__`, `asend`, `athrow` and `aclose` give objects that
/// are awaited, and those run the generator (`AsyncGeneratorSteps`). What the
/// generator yields comes out wrapped, so that it differs from what an `await` inside passes on.
extension Interpreter {
    static func asyncGeneratorTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .asyncGenerator, name: "async_generator", basicSize: 152, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: asyncGeneratorMethods,
            getSets: asyncGeneratorGetSets,
            members: [
                MemberSpec("ag_running", .bool, offset: 74),
                MemberSpec("ag_code", .object, offset: 16),
            ]
        ) { block in
            fillGeneratorSlots(block)
            block.pointee.async.am_aiter = { Ref($0).owned().take() }
            block.pointee.async.am_anext = { raw in
                unarySlot(raw) { interpreter, object throws(Raised) in
                    try interpreter.startAsyncGenerator(object)
                    return try interpreter.makeAsyncSend(object, nil)
                }
            }
        }
    }

    private static var asyncGeneratorGetSets: [GetSetSpec] {
        // Only coroutines and generators tell whether they are suspended.
        generatorGetSets(frame: "ag_frame", delegate: "ag_await")
    }

    private static var asyncGeneratorMethods: [MethodSpec] {
        [
            classGetItemMethod,
            generatorSizeMethod,
            MethodSpec("asend", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, arguments throws(Raised) in
                    try interpreter.startAsyncGenerator(object)
                    return try interpreter.makeAsyncSend(object, arguments[0])
                }
            },
            MethodSpec("athrow", .varArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, arguments throws(Raised) in
                    try interpreter.startAsyncGenerator(object)
                    let tuple = try interpreter.makeTuple(
                        UnsafeBufferPointer(start: arguments.start, count: arguments.count))
                    return try interpreter.makeAsyncThrow(object, tuple.ref)
                }
            },
            MethodSpec("aclose", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                    try interpreter.startAsyncGenerator(object)
                    return try interpreter.makeAsyncThrow(object, nil)
                }
            },
        ]
    }

    /// The first use of an asynchronous generator tells the hooks of `sys.set_asyncgen_hooks`
    /// (`async_gen_init_hooks`).
    func startAsyncGenerator(_ object: Ref) throws(Raised) {
        let generator = object.generator
        if generator.pointee.gi_hooks_inited { return }
        generator.pointee.gi_hooks_inited = true
        let hooks = state.pointee.asyncHooks
        if let finalizer = hooks.finalizer {
            setField(&generator.pointee.gi_origin_or_finalizer, Ref(finalizer))
        }
        guard let first = hooks.firstIteration else { return }
        let hook = Ref(first).owned()
        _ = try call(hook.ref, object)
    }

    /// What running an asynchronous generator amounts to for who awaits it: what an inner `await`
    /// passes on, or an exception; `StopIteration` with the value of a `yield`
    /// (`async_gen_unwrap_value`).
    func unwrapAsyncValue(
        _ object: Ref, _ run: () throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        let generator = object.generator
        do throws(Raised) {
            let result = try run()
            guard result.ref.isExactly(.asyncGeneratorWrappedValue) else { return result }
            generator.pointee.gi_running_async = false
            let value = result.ref.wrappedAsyncValue.owned()
            throw raiseStopIteration(value)
        } catch {
            // The wrapped value's `StopIteration` has been raised just above, and ends nothing.
            if currentExceptionIs(.stopAsyncIteration) || currentExceptionIs(.generatorExit) {
                generator.pointee.gi_closed = true
            }
            generator.pointee.gi_running_async = false
            throw error
        }
    }

    /// Sends a value into an asynchronous generator; its end is a `StopAsyncIteration`.
    func sendInto(asyncGenerator object: Ref, _ value: Ref) throws(Raised) -> Owned {
        try finish(try step(generator: object, sending: value), of: object)
    }
}

/// The hooks of `sys.set_asyncgen_hooks`, owned, and how many calls `cr_origin` tells.
struct AsyncGeneratorHooks {
    var originDepth = 0
    var firstIteration: RawObject?
    var finalizer: RawObject?
}

// MARK: Wrapped values

/// What an asynchronous generator yields, on its way out (`_PyAsyncGenWrappedValue`).
@frozen
public struct PyAsyncGenWrappedValue {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var agw_val: RawObject
}

extension Ref {
    var wrappedAsyncValue: Ref { Ref(fields(PyAsyncGenWrappedValue.self).pointee.agw_val) }
}

extension Interpreter {
    static func asyncWrappedValueTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .asyncGeneratorWrappedValue, name: "async_generator_wrapped_value",
            basicSize: MemoryLayout<PyAsyncGenWrappedValue>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                Ref(raw).wrappedAsyncValue.decref()
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 16, visit, argument)
            }
        }
    }

    /// Steals the value.
    func wrapAsyncValue(_ value: RawObject) throws(Raised) -> Owned {
        let value = Owned(stealing: value)
        let raw = try newGCObject(
            type(.asyncGeneratorWrappedValue), size: MemoryLayout<PyAsyncGenWrappedValue>.size)
        Ref(raw).fields(PyAsyncGenWrappedValue.self).pointee.agw_val = value.take()
        track(raw)
        return Owned(stealing: raw)
    }
}
