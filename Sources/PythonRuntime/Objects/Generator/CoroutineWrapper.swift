/// The iterator that `coroutine.__await__()` gives (`_PyCoroWrapper_Type`).
@frozen
public struct PyCoroWrapper {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var cw_coroutine: RawObject
}

extension Interpreter {
    func makeCoroutineWrapper(_ coroutine: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(
            type(.coroutineWrapper), size: MemoryLayout<PyCoroWrapper>.size)
        coroutine.incref()
        Ref(raw).fields(PyCoroWrapper.self).pointee.cw_coroutine = coroutine.raw
        track(raw)
        return Owned(stealing: raw)
    }

    static func coroutineWrapperTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .coroutineWrapper, name: "coroutine_wrapper",
            basicSize: MemoryLayout<PyCoroWrapper>.size,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("send", .oneArgument) { raw, arguments, _, _ in
                    slotResult { () throws(Raised) in
                        guard let raw else { throw Raised() }
                        let interpreter = Ref(raw).interpreter
                        let coroutine = Ref(
                            Ref(raw).fields(PyCoroWrapper.self).pointee.cw_coroutine)
                        return try interpreter.finish(
                            try interpreter.step(
                                generator: coroutine,
                                sending: interpreter.argument(arguments, 0)),
                            of: coroutine)
                    }
                },
                MethodSpec("throw", .fast) { raw, arguments, count, names in
                    slotResult { () throws(Raised) in
                        guard let raw else { throw Raised() }
                        let interpreter = Ref(raw).interpreter
                        try interpreter.checkArguments("throw", count, 1, 3)
                        let coroutine = Ref(
                            Ref(raw).fields(PyCoroWrapper.self).pointee.cw_coroutine)
                        return try interpreter.throwInto(
                            coroutine, interpreter.argument(arguments, 0),
                            count > 1 ? interpreter.argument(arguments, 1) : nil,
                            count > 2 ? interpreter.argument(arguments, 2) : nil)
                    }
                },
                MethodSpec("close", .noArguments) { raw, _, _, _ in
                    slotResult { () throws(Raised) in
                        guard let raw else { throw Raised() }
                        let interpreter = Ref(raw).interpreter
                        let coroutine = Ref(
                            Ref(raw).fields(PyCoroWrapper.self).pointee.cw_coroutine)
                        try interpreter.close(generator: coroutine)
                        return interpreter.none.owned()
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                Ref(Ref(raw).fields(PyCoroWrapper.self).pointee.cw_coroutine).decref()
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 16, visit, argument)
            }
            block.pointee.type.tp_iter = { Ref($0).owned().take() }
            block.pointee.type.tp_iternext = { raw in
                slotResult { () throws(Raised) in
                    let coroutine = Ref(Ref(raw).fields(PyCoroWrapper.self).pointee.cw_coroutine)
                    guard let item = try coroutine.interpreter.resume(generator: coroutine) else {
                        throw Raised()
                    }
                    return Owned(stealing: item)
                }
            }
        }
    }
}
