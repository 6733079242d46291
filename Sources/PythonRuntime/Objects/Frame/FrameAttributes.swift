import PythonBytecode

/// The attributes of frame objects, and the namespaces of running code (`Objects/frameobject.c`).
extension Interpreter {
    static var frameGetSets: [GetSetSpec] {
        [
            GetSetSpec("f_back") { raw, _ in
                slotResult { () throws(Raised) in try Ref(raw).interpreter.back(of: Ref(raw)) }
            },
            GetSetSpec("f_locals") { raw, _ in
                slotResult { () throws(Raised) in
                    let fields = Ref(raw).frameFields
                    let namespace = try Ref(raw).interpreter.namespace(of: fields.pointee.f_frame)
                    fields.pointee.f_fast_as_locals = true
                    return namespace
                }
            },
            GetSetSpec("f_globals") { raw, _ in
                Ref(Ref(raw).frameFields.pointee.f_frame.pointee.f_globals).owned().take()
            },
            GetSetSpec("f_builtins") { raw, _ in
                Ref(Ref(raw).frameFields.pointee.f_frame.pointee.f_builtins).owned().take()
            },
            GetSetSpec("f_code") { raw, _ in
                Ref(Ref(raw).frameFields.pointee.f_frame.pointee.f_code).owned().take()
            },
            GetSetSpec(
                "f_lineno",
                { raw, _ in
                    slotResult { () throws(Raised) in
                        let interpreter = Ref(raw).interpreter
                        guard let line = Ref(raw).frameFields.pointee.f_frame.currentLine else {
                            return interpreter.none.owned()
                        }
                        return try interpreter.makeInt(line)
                    }
                },
                { raw, value, _ in
                    statusSlot(raw) { interpreter, frame throws(Raised) in
                        try interpreter.setLine(of: frame, to: value.map { Ref($0) })
                    }
                }),
            GetSetSpec("f_lasti") { raw, _ in
                slotResult { () throws(Raised) in
                    let index = Ref(raw).frameFields.pointee.f_frame.instructionIndex
                    return try Ref(raw).interpreter.makeInt(index < 0 ? -1 : index * 2)
                }
            },
            GetSetSpec(
                "f_trace",
                { raw, _ in Interpreter.readField(raw, Ref(raw).frameFields.pointee.f_trace) },
                { raw, value, _ in
                    let interpreter = Ref(raw).interpreter
                    interpreter.setField(
                        &Ref(raw).frameFields.pointee.f_trace,
                        value.flatMap { Ref($0).isNone ? nil : Ref($0) })
                    return 0
                }),
        ]
    }

    /// `frame.clear()` for a generator's frame: it is closed, or warned of when it is a coroutine that
    /// nobody awaited.
    private func clearFrame(ofGenerator generator: Ref) throws(Raised) {
        let isCreated = generator.generator.pointee.gi_frame_state == .created
        finalizeGenerator(generator)
        if isCreated, !generator.isExactly(.coroutine) { try close(generator: generator) }
    }

    static var frameMethods: [MethodSpec] {
        [
            sizeMethod,
            MethodSpec("clear", .noArguments) { raw, _, _, _ in
                slotResult { () throws(Raised) in
                    guard let raw else { throw Raised() }
                    let interpreter = Ref(raw).interpreter
                    let frame = Ref(raw).frameFields.pointee.f_frame
                    switch frame.pointee.owner {
                    case .frameObject: interpreter.clearFrameObject(Ref(raw))
                    case .generator
                    where frame.generator.generator.pointee.gi_frame_state != .executing:
                        let generator = frame.generator.owned()
                        try interpreter.clearFrame(ofGenerator: generator.ref)
                    default:
                        throw interpreter.raise(
                            .runtimeError, "cannot clear an executing frame")
                    }
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private func back(of object: Ref) throws(Raised) -> Owned {
        let fields = object.frameFields
        if let back = fields.pointee.f_back { return Ref(back).owned() }
        guard fields.pointee.f_frame.pointee.owner != .frameObject,
            let previous = visibleFrame(from: fields.pointee.f_frame.pointee.previous)
        else { return none.owned() }
        return try frameObject(of: previous).owned()
    }

    /// The frame so many levels out, borrowed; nil when there are fewer (`sys._getframe`).
    public func frame(atDepth depth: Int) throws(Raised) -> Ref? {
        var frame = visibleFrame(from: state.pointee.evaluation.currentFrame)
        var remaining = depth
        while remaining > 0, let current = frame {
            frame = visibleFrame(from: current.pointee.previous)
            remaining -= 1
        }
        guard let frame else { return nil }
        return try frameObject(of: frame)
    }

    /// The globals of the running code, borrowed; those of `__main__` when none runs.
    var currentGlobals: Ref? {
        if let frame = state.pointee.evaluation.currentFrame {
            return Ref(frame.pointee.f_globals)
        }
        return state.pointee.modules.main.flatMap { moduleDict(Ref($0)) }
    }

    /// The local names of the running code as a dict: `locals()`.
    func currentLocals() throws(Raised) -> Owned {
        guard let frame = state.pointee.evaluation.currentFrame else {
            return (currentGlobals ?? none).owned()
        }
        return try namespace(of: frame)
    }

    /// The namespace of a module or class body itself; a function's variables as a dict, which is
    /// kept and brought up to date each time (`PyFrame_FastToLocals`).
    func namespace(of frame: FramePointer) throws(Raised) -> Owned {
        let code = frame.code
        if frame.pointee.f_locals == nil { frame.pointee.f_locals = try makeDict().take() }
        guard let raw = frame.pointee.f_locals else { return none.owned() }
        let namespace = Ref(raw).owned()
        let isFunction = code.flags.contains(.optimized)
        let names = Ref(code.pointee.co_localsplusnames)
        for index in 0..<Int(code.pointee.co_nlocalsplus) {
            let kind = code.kind(ofLocal: index)
            // A class body's free variables belong to the function around it.
            if kind.contains(.free), !isFunction { continue }
            try copyVariable(
                localValue(frame, index, kind), names.tupleItem(index), namespace.ref)
        }
        return namespace
    }

    private func copyVariable(_ value: Ref?, _ name: Ref, _ namespace: Ref) throws(Raised) {
        if let value {
            try setItem(namespace, name, value)
            return
        }
        if namespace.isExactly(.dict) {
            _ = try dictRemove(namespace, name)
            return
        }
        do { try setItem(namespace, name, nil) } catch {
            guard currentExceptionIs(.keyError) else { throw error }
            clearException()
        }
    }

    /// The value of a variable, looked up in its cell if it has one; nil while it is unbound.
    func localValue(_ frame: FramePointer, _ index: Int, _ kind: LocalKind) -> Ref? {
        guard let raw = frame.locals[index] else { return nil }
        let isCell = !kind.isDisjoint(with: [.cell, .free])
        // A parameter that is a cell becomes one only at the start of the function.
        guard isCell, Ref(raw).isExactly(.cell) else { return Ref(raw) }
        return Ref(raw).cellContent.map { Ref($0) }
    }
}
