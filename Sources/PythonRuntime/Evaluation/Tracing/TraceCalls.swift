import PythonBytecode

/// Calling trace and profile functions (`call_trace`, `Python/ceval.c`; `trace_trampoline`,
/// `Python/sysmodule.c`).
extension Interpreter {
    /// A frame begins, or a generator goes on.
    func traceCall(_ frame: FramePointer) throws(Raised) {
        if state.pointee.tracing.traceFunction != nil { try trace(frame, .call, none) }
        if state.pointee.tracing.profileFunction != nil { try profile(frame, .call, none) }
    }

    /// A frame ends, or a generator yields.
    func traceReturn(_ frame: FramePointer, _ value: Ref) throws(Raised) {
        if state.pointee.tracing.traceFunction != nil {
            try keepingException { () throws(Raised) in try trace(frame, .return, value) }
        }
        if state.pointee.tracing.profileFunction != nil {
            try keepingException { () throws(Raised) in try profile(frame, .return, value) }
        }
    }

    /// An exception leaves a frame. One from the trace function takes its place.
    func traceUnwinding(_ frame: FramePointer) {
        if state.pointee.tracing.watchesLines { watch(.raised, frame) }
        do throws(Raised) { try traceReturn(frame, none) } catch {}
    }

    /// The current exception has come up in a frame, or come through to it (`call_exc_trace`).
    func traceException(_ frame: FramePointer) {
        guard state.pointee.tracing.isActive, state.pointee.tracing.traceFunction != nil,
            let current = state.pointee.errors.current
        else { return }
        let exception = Ref(current).owned()
        do throws(Raised) {
            let traceback = exception.ref.exception.pointee.traceback.map { Ref($0) } ?? none
            try keepingException { () throws(Raised) in
                let argument = try makeTuple([
                    Ref(RawObject(exception.ref.type)), exception.ref, traceback,
                ])
                try trace(frame, .exception, argument.ref)
            }
        } catch {}
    }

    /// Sets the current exception aside for the length of a call; one that the call raises replaces it.
    private func keepingException(_ body: () throws(Raised) -> Void) throws(Raised) {
        guard let pending = takeException() else { return try body() }
        do throws(Raised) { try body() } catch {
            Ref(pending).decref()
            throw error
        }
        _ = reraise(Owned(stealing: pending))
    }

    // MARK: Lines

    /// Before an instruction: tells of a new line, or of the same one again after a jump backwards, and
    /// takes over where the trace function has moved the frame to (`maybe_call_line_trace`).
    func traceLine(
        _ machine: inout EvaluationMachine, after previous: UnsafeMutablePointer<UInt16>
    ) throws(Raised) {
        let frame = machine.frame
        let object = try frameObject(of: frame)
        machine.saveStack()
        defer { machine.stackPointer = frame.locals + Int(frame.pointee.stacktop) }
        if object.frameFields.pointee.f_trace_lines {
            let opcode = Opcode(byte: UInt8(truncatingIfNeeded: machine.instructionPointer.pointee))
            if isNewLine(frame, after: previous, opcode) { try trace(frame, .line, none) }
        }
        if object.frameFields.pointee.f_trace_opcodes { try trace(frame, .opcode, none) }
        machine.instructionPointer = frame.pointee.prev_instr
    }

    /// Whether the instruction a frame is about to execute begins a line, or begins one again after a jump
    /// backwards.
    func isNewLine(
        _ frame: FramePointer, after previous: UnsafeMutablePointer<UInt16>, _ opcode: Opcode
    ) -> Bool {
        let code = frame.code
        let index = frame.instructionIndex
        guard let line = code.line(atCodeUnit: index) else { return false }
        let before = previous - Ref(frame.pointee.f_code).instructions
        let lastLine = before <= firstResume(of: code) ? nil : code.line(atCodeUnit: before)
        return line != lastLine || index < before && opcode != .SEND
    }

    private func firstResume(of code: UnsafeMutablePointer<PyCodeObject>) -> Int {
        let instructions = code.ref.instructions
        var index = 0
        while index < code.ref.itemCount {
            let opcode = Opcode(byte: UInt8(truncatingIfNeeded: instructions[index]))
            if opcode.generic == .RESUME { break }
            index += 1
        }
        return index
    }

    // MARK: The functions

    /// Calls the trace function: the one that is set for a call, else the frame's own, which gives the
    /// one for what follows. One that raises is set no more.
    private func trace(_ frame: FramePointer, _ event: TraceEvent, _ argument: Ref) throws(Raised) {
        let object = try frameObject(of: frame).owned()
        let chosen =
            event == .call
            ? state.pointee.tracing.traceFunction : object.ref.frameFields.pointee.f_trace
        guard let chosen, state.pointee.tracing.depth == 0 else { return }
        do throws(Raised) {
            let result = try callTraceFunction(Ref(chosen), object.ref, event, argument)
            if !result.ref.isNone {
                setField(&object.ref.frameFields.pointee.f_trace, result.ref)
            }
        } catch {
            setTraceFunction(nil)
            setField(&object.ref.frameFields.pointee.f_trace, nil)
            throw error
        }
    }

    /// Calls the profile function, which is set no more when it raises.
    func profile(_ frame: FramePointer, _ event: TraceEvent, _ argument: Ref) throws(Raised) {
        guard let function = state.pointee.tracing.profileFunction,
            state.pointee.tracing.depth == 0
        else { return }
        let object = try frameObject(of: frame).owned()
        do throws(Raised) {
            _ = try callTraceFunction(Ref(function), object.ref, event, argument)
        } catch {
            setProfileFunction(nil)
            throw error
        }
    }

    func profileKeepingException(_ frame: FramePointer, _ event: TraceEvent, _ argument: Ref) {
        do throws(Raised) {
            try keepingException { () throws(Raised) in try profile(frame, event, argument) }
        } catch {}
    }

    private func callTraceFunction(
        _ function: Ref, _ frame: Ref, _ event: TraceEvent, _ argument: Ref
    ) throws(Raised) -> Owned {
        let function = function.owned()
        let text = try intern("\(event.text)")
        let outerEvent = state.pointee.tracing.event
        state.pointee.tracing.event = event
        state.pointee.tracing.depth &+= 1
        defer {
            state.pointee.tracing.depth &-= 1
            state.pointee.tracing.event = outerEvent
        }
        let result: Owned
        do throws(Raised) {
            result = try call(function.ref, [frame, text.ref, argument])
        } catch {
            addTraceback(frame.frameFields.pointee.f_frame)
            throw error
        }
        writeBackNamespace(frame)
        return result
    }

    // MARK: Setting them

    /// `sys.settrace`. What the former function runs as it dies may not install another (`_PyEval_SetTrace`).
    func installTraceFunction(_ function: Ref?) throws(Raised) {
        guard !state.pointee.tracing.isInstallingTrace else { throw raiseInstalling("trace") }
        state.pointee.tracing.isInstallingTrace = true
        defer { state.pointee.tracing.isInstallingTrace = false }
        setTraceFunction(function)
    }

    /// `sys.setprofile`.
    func installProfileFunction(_ function: Ref?) throws(Raised) {
        guard !state.pointee.tracing.isInstallingProfile else { throw raiseInstalling("profile") }
        state.pointee.tracing.isInstallingProfile = true
        defer { state.pointee.tracing.isInstallingProfile = false }
        setProfileFunction(function)
    }

    private func raiseInstalling(_ kind: String) -> Raised {
        raise(
            .runtimeError,
            "Cannot install a \(kind) function while another \(kind) function is being installed")
    }

    func setTraceFunction(_ function: Ref?) {
        setField(&state.pointee.tracing.traceFunction, function)
        tracingHasChanged()
    }

    func setProfileFunction(_ function: Ref?) {
        setField(&state.pointee.tracing.profileFunction, function)
        tracingHasChanged()
    }

    private func tracingHasChanged() {
        if state.pointee.tracing.isSet {
            detourRunningFrames()
        } else {
            removeAllDetours()
        }
    }

    /// `sys.call_tracing`: a debugger's own code is traced again for the length of a call.
    func callTracing(_ function: Ref, _ arguments: Ref) throws(Raised) -> Owned {
        let depth = state.pointee.tracing.depth
        state.pointee.tracing.depth = 0
        defer { state.pointee.tracing.depth = depth }
        return try call(function, tuple: arguments)
    }
}
