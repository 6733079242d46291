import PythonBytecode

/// Executing with `sys.settrace` or `sys.setprofile` set (`DO_TRACING` in `Python/ceval.c`).
extension Interpreter {
    /// At a detour: goes on instruction by instruction, telling the functions that are set, until none is
    /// any more. A value only when it ends the frame the eval loop was entered with.
    @inline(never)
    func executeDetour(_ machine: inout EvaluationMachine) throws(Raised) -> RawObject? {
        let place = machine.instructionPointer
        guard state.pointee.tracing.isActive else {
            // Within a trace function; the detour stays for the frame it is meant for.
            var opcode = Opcode(byte: UInt8(truncatingIfNeeded: originalUnit(at: place))).generic
            while opcode == .EXTENDED_ARG { opcode = machine.extendArgument() }
            return try execute(opcode, &machine)
        }
        machine.instructionPointer = place - 1
        machine.frame.pointee.prev_instr = place - 1
        while state.pointee.tracing.isActive {
            if let value = try executeTraced(&machine) { return value }
        }
        return nil
    }

    /// One instruction, and what there is to tell before and after it.
    private func executeTraced(_ machine: inout EvaluationMachine) throws(Raised) -> RawObject? {
        let previous = state.pointee.tracing.raisedAt ?? machine.frame.pointee.prev_instr
        state.pointee.tracing.raisedAt = nil
        removeDetour(at: machine.instructionPointer + 1)
        var opcode = machine.fetch().generic
        if opcode == .unverified {
            try verifyCode(&machine)
            opcode = machine.fetch().generic
        }
        let first = Int(machine.frame.code.pointee._co_firsttraceable)
        if machine.frame.instructionIndex >= first {
            if state.pointee.tracing.watchesLines { watchInstruction(opcode, machine, previous) }
            if opcode == .RESUME {
                try traceCall(machine.frame)
            } else if state.pointee.tracing.traceFunction != nil {
                try traceLine(&machine, after: previous)
                removeDetour(at: machine.instructionPointer)
                let unit = machine.instructionPointer.pointee
                opcode = Opcode(byte: UInt8(truncatingIfNeeded: unit)).generic
                machine.argument = Int(unit >> 8)
            }
        }
        while opcode == .EXTENDED_ARG {
            removeDetour(at: machine.instructionPointer + 1)
            opcode = machine.extendArgument()
        }
        return try executeTelling(opcode, &machine)
    }

    /// Tells the recorder of a frame's start and of a new line, before the instruction is executed.
    private func watchInstruction(
        _ opcode: Opcode, _ machine: EvaluationMachine, _ previous: UnsafeMutablePointer<UInt16>
    ) {
        if opcode == .RESUME {
            watch(machine.argument & 3 == 0 ? .called : .resumed, machine.frame)
        } else if isNewLine(machine.frame, after: previous, opcode) {
            watch(.line, machine.frame)
        }
    }

    private func executeTelling(
        _ opcode: Opcode, _ machine: inout EvaluationMachine
    ) throws(Raised) -> RawObject? {
        switch opcode {
        case .RETURN_VALUE, .YIELD_VALUE:
            try traceEnd(opcode, &machine)
        case .CALL:
            let callee = machine.stackPointer - machine.argument - 2
            if let raw = callee.pointee ?? (callee + 1).pointee {
                let first = (callee + (callee.pointee == nil ? 2 : 1)).pointee
                let total = machine.argument + (callee.pointee == nil ? 0 : 1)
                return try executeCall(
                    opcode, &machine, Ref(raw), receiver: total > 0 ? first.map(Ref.init) : nil)
            }
        case .CALL_FUNCTION_EX:
            let hasKeywords = machine.argument & 1 != 0
            let arguments = machine.peek(hasKeywords ? 2 : 1)
            let receiver =
                arguments.isTuple && arguments.itemCount > 0 ? arguments.tupleItem(0) : nil
            return try executeCall(
                opcode, &machine, machine.peek(hasKeywords ? 3 : 2), receiver: receiver)
        case .FOR_ITER:
            if let slot = machine.peek(1).type.pointee.tp_iternext {
                return try executeTracedIteration(slot, &machine)
            }
        case .SEND where state.pointee.tracing.traceFunction != nil:
            try executeTracedSend(&machine)
            return nil
        default: break
        }
        return try execute(opcode, &machine)
    }

    /// Tells of the value on top that leaves the frame, which may be moved to another line at a `yield`.
    private func traceEnd(_ opcode: Opcode, _ machine: inout EvaluationMachine) throws(Raised) {
        let value = Owned(stealing: machine.pop())
        if opcode == .YIELD_VALUE { machine.frame.generatorState = .suspended }
        machine.saveStack()
        if state.pointee.tracing.watchesLines {
            watch(opcode == .RETURN_VALUE ? .returned : .yielded, machine.frame, value.ref)
        }
        do throws(Raised) { try traceReturn(machine.frame, value.ref) } catch {
            if opcode == .YIELD_VALUE { machine.frame.generatorState = .executing }
            state.pointee.tracing.leavesFrame = true
            throw error
        }
        machine.stackPointer = machine.frame.locals + Int(machine.frame.pointee.stacktop)
        machine.push(value)
    }

    /// A step of a loop, which tells of a `StopIteration` that ends it.
    private func executeTracedIteration(
        _ slot: UnarySlot, _ machine: inout EvaluationMachine
    ) throws(Raised) -> RawObject? {
        if let value = slot(machine.peek(1).raw) {
            machine.push(value)
            return nil
        }
        if state.pointee.errors.current != nil {
            guard currentExceptionIs(.stopIteration) else { throw Raised() }
            traceException(machine.frame)
            clearException()
        }
        machine.popAndRelease()
        machine.instructionPointer += machine.argument
        return nil
    }

    /// A step of `yield from` or `await`. While it is traced it goes by the receiver's own methods, so that the
    /// `StopIteration` of its end is there to be told.
    private func executeTracedSend(_ machine: inout EvaluationMachine) throws(Raised) {
        let value = machine.peek(1)
        let receiver = machine.peek(2)
        let sent: RawObject?
        if value.isNone, let slot = receiver.type.pointee.tp_iternext {
            sent = slot(receiver.raw)
        } else {
            do throws(Raised) {
                sent = try callMethod(receiver, name(.send), value).take()
            } catch { sent = nil }
        }
        if let sent {
            machine.popAndRelease()
            machine.push(Owned(stealing: sent))
            return
        }
        if currentExceptionIs(.stopIteration) { traceException(machine.frame) }
        let result = try takeStopIterationValue()
        machine.popAndRelease()
        machine.popAndRelease()
        machine.push(result)
        machine.instructionPointer += machine.argument
    }

    /// A call, of which the profile function is told if it is one of native code.
    private func executeCall(
        _ opcode: Opcode, _ machine: inout EvaluationMachine, _ callable: Ref, receiver: Ref?
    ) throws(Raised) -> RawObject? {
        guard state.pointee.tracing.profileFunction != nil,
            let native = try nativeFunction(callable, receiver)
        else { return try execute(opcode, &machine) }
        let function = Owned(stealing: native)
        let frame = machine.frame
        try profile(frame, .nativeCall, function.ref)
        do throws(Raised) {
            _ = try execute(opcode, &machine)
        } catch {
            profileKeepingException(frame, .nativeException, function.ref)
            throw error
        }
        try profile(frame, .nativeReturn, function.ref)
        return nil
    }

    /// What the profile function is told is called: the built-in function, or the method bound to its
    /// object; nil for what isn't native. The caller owns it.
    private func nativeFunction(_ callable: Ref, _ receiver: Ref?) throws(Raised) -> RawObject? {
        if callable.isExactly(.builtinFunction) { return callable.owned().take() }
        guard callable.isExactly(.methodDescriptor), let receiver,
            let bind = callable.type.pointee.tp_descr_get
        else { return nil }
        return try checked(bind(callable.raw, receiver.raw, RawObject(receiver.type))).take()
    }
}

extension EvaluationMachine {
    /// Tells others how far the stack goes, who may look at it or cut it.
    @inline(__always)
    func saveStack() {
        frame.pointee.stacktop = Int32(truncatingIfNeeded: stackPointer - frame.locals)
    }
}

extension FramePointer {
    /// The state of the generator whose frame this is; setting it does nothing for other frames.
    var generatorState: GeneratorState? {
        get {
            guard pointee.owner == .generator else { return nil }
            return generator.generator.pointee.gi_frame_state
        }
        nonmutating set {
            guard pointee.owner == .generator, let newValue else { return }
            generator.generator.pointee.gi_frame_state = newValue
        }
    }
}
