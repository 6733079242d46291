import PythonBytecode

/// What happens after an instruction has raised (`error` and `exception_unwind` of `Python/ceval.c`).
extension Interpreter {
    /// Looks for a handler in the frame, then in its callers, down to the frame the loop was entered
    /// with. Gives the frame to go on in, ready to be loaded, or nil when the loop must be left; then
    /// that frame's stack is empty. `instruction` is the one that raised, which need not be where the
    /// frame says it is: an exception that is raised again keeps its first place.
    @inline(never)
    func unwind(
        _ raising: FramePointer, _ stackPointer: UnsafeMutablePointer<RawObject?>,
        at instruction: UnsafeMutablePointer<UInt16>
    ) -> FramePointer? {
        var frame = raising
        var top = stackPointer
        var instruction = instruction
        var addsTraceback = !state.pointee.evaluation.skipsTraceback
        state.pointee.evaluation.skipsTraceback = false
        while true {
            let leavesFrame = state.pointee.tracing.leavesFrame
            state.pointee.tracing.leavesFrame = false
            if addsTraceback, !leavesFrame {
                addTraceback(frame)
                if state.pointee.tracing.isActive {
                    frame.pointee.stacktop = Int32(truncatingIfNeeded: top - frame.locals)
                    traceException(frame)
                }
            }
            addsTraceback = true
            if !leavesFrame, let handler = findHandler(frame, instruction) {
                if state.pointee.tracing.isActive {
                    state.pointee.tracing.raisedAt = frame.pointee.prev_instr
                }
                enterHandler(handler, frame, top)
                if state.pointee.tracing.isActive {
                    addDetour(frame.pointee.f_code, at: frame.pointee.prev_instr + 1)
                }
                return frame
            }
            let base = frame.stackBase
            while top > base {
                top -= 1
                if let value = top.pointee { Ref(value).decref() }
            }
            frame.pointee.stacktop = frame.code.pointee.co_nlocalsplus
            if !leavesFrame, state.pointee.tracing.isActive { traceUnwinding(frame) }
            state.pointee.evaluation.depth &-= 1
            guard !frame.pointee.is_entry, let previous = frame.pointee.previous else {
                return nil
            }
            state.pointee.evaluation.currentFrame = previous
            clear(frame)
            popFrame(frame)
            frame = previous
            top = frame.locals + Int(frame.pointee.stacktop)
            instruction = frame.pointee.prev_instr
        }
    }

    /// The row of the exception table for the current instruction; none for what can't be caught.
    private func findHandler(
        _ frame: FramePointer, _ instruction: UnsafeMutablePointer<UInt16>
    ) -> ExceptionTableEntry? {
        guard state.pointee.limits.stop == .none else { return nil }
        return ExceptionTableSearch(Ref(frame.code.pointee.co_exceptiontable))
            .entry(at: instruction - Ref(frame.pointee.f_code).instructions)
    }

    /// Cuts the stack to the handler's depth and pushes the exception.
    private func enterHandler(
        _ handler: ExceptionTableEntry, _ frame: FramePointer,
        _ stackPointer: UnsafeMutablePointer<RawObject?>
    ) {
        var top = stackPointer
        let level = frame.stackBase + handler.depth
        while top > level {
            top -= 1
            if let value = top.pointee { Ref(value).decref() }
        }
        if handler.pushesInstructionOffset {
            // An offset beyond the cached ints is rare; without memory for it, the handler gets 0.
            let offset = (try? makeInt(frame.instructionIndex).take()) ?? smallInt(0).raw
            top.pointee = offset
            top += 1
        }
        if state.pointee.errors.current == nil {
            _ = raise(.systemError, "error return without exception set")
        }
        top.pointee = takeException()
        top += 1
        frame.pointee.stacktop = Int32(truncatingIfNeeded: top - frame.locals)
        frame.pointee.prev_instr = Ref(frame.pointee.f_code).instructions + handler.target - 1
    }
}

/// Finds a row of a `co_exceptiontable` in place, without decoding the rows before it.
struct ExceptionTableSearch {
    private let table: UnsafeBufferPointer<UInt8>

    init(_ bytes: Ref) { table = bytes.bytesBuffer }

    /// The row whose range holds the code unit; rows are in order and don't overlap.
    func entry(at index: Int) -> ExceptionTableEntry? {
        var position = 0
        while position < table.count {
            let start = number(&position)
            if start > index { return nil }
            let length = number(&position)
            let target = number(&position)
            let depthAndFlag = number(&position)
            if index < start &+ length {
                return ExceptionTableEntry(
                    start: start, end: start &+ length, target: target, depth: depthAndFlag >> 1,
                    pushesInstructionOffset: depthAndFlag & 1 != 0)
            }
        }
        return nil
    }

    /// Six bits a byte, most significant first; bit 6 says that more follow.
    private func number(_ position: inout Int) -> Int {
        var value = 0
        while position < table.count {
            let byte = table[position]
            position += 1
            value = value << 6 | Int(byte & 63)
            if byte & 64 == 0 { break }
        }
        return value
    }
}
