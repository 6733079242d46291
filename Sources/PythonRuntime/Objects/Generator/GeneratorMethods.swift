/// The methods and attributes of generators and coroutines.
extension Interpreter {
    /// The size of a generator depends on its code, since the frame lies in it.
    static var generatorSizeMethod: MethodSpec {
        MethodSpec("__sizeof__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, object, _ throws(Raised) in
                let code = Ref(object.generator.pointee.gi_code).code.pointee
                let slots = Int(code.co_nlocalsplus) + Int(code.co_stacksize)
                return try interpreter.makeInt(
                    PyGenObject.frameOffset + PyInterpreterFrame.localsOffset + 8 * slots)
            }
        }
    }

    static var generatorMethods: [MethodSpec] {
        [
            generatorSizeMethod,
            MethodSpec(
                "send", .oneArgument, doc: "Send a value into self; return the next one it yields."
            ) { raw, arguments, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    let interpreter = Ref(raw).interpreter
                    return try interpreter.finish(
                        try interpreter.step(
                            generator: Ref(raw), sending: interpreter.argument(arguments, 0)),
                        of: Ref(raw))
                }
            },
            MethodSpec(
                "throw", .fast, doc: "Raise an exception where self waits; return the next value."
            ) { raw, arguments, count, names in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    let interpreter = Ref(raw).interpreter
                    try interpreter.checkNoKeywords("throw()", names)
                    try interpreter.checkArguments("throw", count, 1, 3)
                    return try interpreter.throwInto(
                        Ref(raw), interpreter.argument(arguments, 0),
                        count > 1 ? interpreter.argument(arguments, 1) : nil,
                        count > 2 ? interpreter.argument(arguments, 2) : nil)
                }
            },
            MethodSpec(
                "close", .noArguments, doc: "Raise GeneratorExit where self waits, to end it."
            ) { raw, _, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    try Ref(raw).interpreter.close(generator: Ref(raw))
                    return Ref(raw).interpreter.none.owned()
                }
            },
        ]
    }

    static func generatorGetSets(
        frame: StaticString, running: StaticString, suspended: StaticString, delegate: StaticString
    ) -> [GetSetSpec] {
        generatorGetSets(frame: frame, delegate: delegate) + [
            GetSetSpec(running) { raw, _ in
                let isRunning = Ref(raw).generator.pointee.gi_frame_state == .executing
                return Ref(raw).interpreter.bool(isRunning).take()
            },
            GetSetSpec(suspended) { raw, _ in
                let isSuspended = Ref(raw).generator.pointee.gi_frame_state == .suspended
                return Ref(raw).interpreter.bool(isSuspended).take()
            },
        ]
    }

    /// The attributes that asynchronous generators have too.
    static func generatorGetSets(
        frame: StaticString, delegate: StaticString
    ) -> [GetSetSpec] {
        [
            GetSetSpec(
                "__name__", { raw, _ in Ref(Ref(raw).generator.pointee.gi_name).owned().take() },
                { raw, value, _ in
                    slotStatus { () throws(Raised) in
                        let name = try Ref(raw).interpreter.generatorName(value, "__name__")
                        Ref(Ref(raw).generator.pointee.gi_name).decref()
                        Ref(raw).generator.pointee.gi_name = name
                        return 0
                    }
                }),
            GetSetSpec(
                "__qualname__",
                { raw, _ in Ref(Ref(raw).generator.pointee.gi_qualname).owned().take() },
                { raw, value, _ in
                    slotStatus { () throws(Raised) in
                        let name = try Ref(raw).interpreter.generatorName(value, "__qualname__")
                        Ref(Ref(raw).generator.pointee.gi_qualname).decref()
                        Ref(raw).generator.pointee.gi_qualname = name
                        return 0
                    }
                }),
            GetSetSpec(delegate) { raw, _ in
                let interpreter = Ref(raw).interpreter
                return (interpreter.delegate(of: Ref(raw)) ?? interpreter.none).owned().take()
            },
            GetSetSpec(frame) { raw, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Ref(raw).interpreter
                    if Ref(raw).generator.pointee.gi_frame_state == .cleared {
                        return interpreter.none.owned()
                    }
                    return try interpreter.frameObject(of: Ref(raw).generatorFrame).owned()
                }
            },
        ]
    }

    private func generatorName(
        _ value: RawObject?, _ attribute: String
    ) throws(Raised) -> RawObject {
        guard let value, Ref(value).isStr else {
            throw raise(.typeError, "\(attribute) must be set to a string object")
        }
        return Ref(value).owned().take()
    }

    /// `generator.throw(type, value, traceback)`, or with an instance alone. A `GeneratorExit` closes
    /// what the generator delegates to, with `closesInner`, and else is thrown into it.
    func throwInto(
        _ object: Ref, _ type: Ref, _ value: Ref?, _ traceback: Ref?, closesInner: Bool = true
    ) throws(Raised) -> Owned {
        if let inner = delegate(of: object) {
            let kept = inner.owned()
            return try throwIntoDelegate(
                object, kept.ref, type, value, traceback, closesInner: closesInner)
        }
        let exception = try thrownException(type, value, traceback)
        _ = reraise(exception)
        return try finish(
            try step(generator: object, sending: none, raising: true), of: object)
    }

    /// Makes the instance that is thrown, and gives it the traceback.
    private func thrownException(
        _ type: Ref, _ value: Ref?, _ traceback: Ref?
    ) throws(Raised) -> Owned {
        let traceback = traceback.flatMap { $0.isNone ? nil : $0 }
        if let traceback, !traceback.isExactly(.traceback) {
            throw raise(.typeError, "throw() third argument must be a traceback object")
        }
        let exception: Owned
        if isExceptionClass(type) {
            exception = try instance(of: type, value)
        } else if type.isException {
            if let value, !value.isNone {
                throw raise(.typeError, "instance exception may not have a separate value")
            }
            exception = type.owned()
        } else {
            throw raise(
                .typeError,
                "exceptions must be classes or instances deriving from BaseException, not "
                    + typeName(type.type, limit: nil))
        }
        if let traceback { setField(&exception.ref.exception.pointee.traceback, traceback) }
        return exception
    }

    /// An instance of the class thrown; what goes wrong in making it is thrown in its place.
    private func instance(of type: Ref, _ value: Ref?) throws(Raised) -> Owned {
        if let value, value.isException,
            isSubtype(value.type, type.fields(PyTypeObject.self))
        {
            return value.owned()
        }
        do throws(Raised) {
            let made: Owned
            if let value, !value.isNone {
                made = value.isTuple ? try call(type, tuple: value) : try call(type, value)
            } else {
                made = try call(type)
            }
            if made.ref.isException { return made }
            throw raise(
                .typeError,
                "calling \(try repr(type).text) should have returned an instance of "
                    + "BaseException, not \(try repr(Ref(RawObject(made.ref.type))).text)")
        } catch {
            guard let raised = takeException() else { throw error }
            return Owned(stealing: raised)
        }
    }

    /// Throws into the iterator of a `yield from`; what it does decides how the generator goes on.
    private func throwIntoDelegate(
        _ object: Ref, _ inner: Ref, _ type: Ref, _ value: Ref?, _ traceback: Ref?,
        closesInner: Bool
    ) throws(Raised) -> Owned {
        if closesInner, isGeneratorExit(type) {
            object.generator.pointee.gi_frame_state = .executing
            var isFailed = false
            do throws(Raised) {
                if let method = try lookupAttribute(inner, name(.close)) {
                    let close = Owned(stealing: method)
                    _ = try call(close.ref)
                }
            } catch { isFailed = true }
            object.generator.pointee.gi_frame_state = .suspended
            if !isFailed { _ = reraise(try thrownException(type, value, traceback)) }
            return try finish(
                try step(generator: object, sending: none, raising: true), of: object)
        }
        object.generator.pointee.gi_frame_state = .executing
        let result: Owned
        do throws(Raised) {
            if inner.isExactly(.generator) || inner.isExactly(.coroutine) {
                // The generator's frame runs nothing, but is on the stack all the same.
                let frame = object.generatorFrame
                let outer = state.pointee.evaluation.currentFrame
                frame.pointee.previous = outer
                state.pointee.evaluation.currentFrame = frame
                defer {
                    state.pointee.evaluation.currentFrame = outer
                    frame.pointee.previous = nil
                }
                result = try throwInto(
                    inner, type, value, traceback, closesInner: closesInner)
            } else if let method = try lookupAttribute(inner, name(.throw)) {
                let function = Owned(stealing: method)
                let arguments = try makeTuple([type, value, traceback].compactMap { $0 })
                result = try call(function.ref, tuple: arguments.ref)
            } else {
                object.generator.pointee.gi_frame_state = .suspended
                _ = reraise(try thrownException(type, value, traceback))
                return try finish(
                    try step(generator: object, sending: none, raising: true), of: object)
            }
            object.generator.pointee.gi_frame_state = .suspended
            return result
        } catch {
            object.generator.pointee.gi_frame_state = .suspended
            return try finishDelegation(object)
        }
    }

    private func isGeneratorExit(_ object: Ref) -> Bool {
        if object.isException { return isInstance(object, .generatorExit) }
        return isExceptionClass(object)
            && isSubtype(object.fields(PyTypeObject.self), self.type(.generatorExit))
    }

    /// The inner iterator has ended: its value is the `yield from`'s, or its exception goes on.
    private func finishDelegation(_ object: Ref) throws(Raised) -> Owned {
        let frame = object.generatorFrame
        frame.pointee.stacktop &-= 1
        if let inner = frame.locals[Int(frame.pointee.stacktop)] { Ref(inner).decref() }
        // Past the jump over the loop of `SEND`, as if it had ended there.
        frame.pointee.prev_instr += sendDistance(frame)
        guard currentExceptionIs(.stopIteration) else {
            return try finish(
                try step(generator: object, sending: none, raising: true), of: object)
        }
        let value = try takeStopIterationValue()
        return try finish(try step(generator: object, sending: value.ref), of: object)
    }

    /// How far the `SEND` before the suspended instruction jumps beyond it.
    private func sendDistance(_ frame: FramePointer) -> Int {
        Int((frame.pointee.prev_instr - 1).pointee >> 8) - 1
    }
}
