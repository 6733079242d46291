import PythonBytecode

/// Leading frames that run already, or are about to, from the eval loop to the tracing of each instruction.
extension Interpreter {
    /// Puts a detour at one code unit of a code object, unless there is one.
    func addDetour(_ code: RawObject, at place: UnsafeMutablePointer<UInt16>) {
        let index = place - Ref(code).instructions
        guard index >= 0, index < Ref(code).itemCount else { return }
        let unit = place.pointee
        guard Opcode(byte: UInt8(truncatingIfNeeded: unit)) != .DO_TRACING else { return }
        if state.pointee.tracing.detourCount == state.pointee.tracing.detourCapacity {
            growDetours()
        }
        guard let detours = state.pointee.tracing.detours else { return }
        Ref(code).incref()
        (detours + state.pointee.tracing.detourCount).initialize(
            to: TracingDetour(code: code, place: place, original: unit))
        state.pointee.tracing.detourCount &+= 1
        place.pointee = unit & 0xff00 | UInt16(Opcode.DO_TRACING.rawValue)
    }

    private func growDetours() {
        let capacity = max(16, state.pointee.tracing.detourCapacity &* 2)
        let grown = UnsafeMutablePointer<TracingDetour>.allocate(capacity: capacity)
        if let old = state.pointee.tracing.detours {
            grown.moveInitialize(from: old, count: state.pointee.tracing.detourCount)
            old.deallocate()
        }
        state.pointee.tracing.detours = grown
        state.pointee.tracing.detourCapacity = capacity
    }

    /// The code unit as it was before a detour was put there.
    func originalUnit(at place: UnsafeMutablePointer<UInt16>) -> UInt16 {
        guard Opcode(byte: UInt8(truncatingIfNeeded: place.pointee)) == .DO_TRACING,
            let index = detourIndex(at: place), let detours = state.pointee.tracing.detours
        else { return place.pointee }
        return detours[index].original
    }

    private func detourIndex(at place: UnsafeMutablePointer<UInt16>) -> Int? {
        guard let detours = state.pointee.tracing.detours else { return nil }
        var index = state.pointee.tracing.detourCount
        while index > 0 {
            index &-= 1
            if detours[index].place == place { return index }
        }
        return nil
    }

    /// Puts the code unit back.
    func removeDetour(at place: UnsafeMutablePointer<UInt16>) {
        guard Opcode(byte: UInt8(truncatingIfNeeded: place.pointee)) == .DO_TRACING,
            let index = detourIndex(at: place), let detours = state.pointee.tracing.detours
        else { return }
        let detour = detours[index]
        let last = state.pointee.tracing.detourCount &- 1
        detours[index] = detours[last]
        state.pointee.tracing.detourCount = last
        detour.place.pointee = detour.original
        Ref(detour.code).decref()
    }

    /// Puts all code units back, when nothing is traced any more.
    func removeAllDetours() {
        while state.pointee.tracing.detourCount > 0, let detours = state.pointee.tracing.detours {
            removeDetour(at: detours[state.pointee.tracing.detourCount &- 1].place)
        }
    }

    func hasDetours(_ code: Ref) -> Bool {
        guard state.pointee.tracing.detourCount > 0, let detours = state.pointee.tracing.detours
        else {
            return false
        }
        return (0..<state.pointee.tracing.detourCount).contains { detours[$0].code == code.raw }
    }

    // MARK: Running frames

    /// Puts detours where all frames of the stack go on.
    func detourRunningFrames() {
        var frame = state.pointee.evaluation.currentFrame
        // The innermost frame and those that called native code stand at an instruction; the others,
        // whose callee has its frame on the same loop, behind the caches of their call.
        var isBehindCaches = false
        while let current = frame {
            if isBehindCaches {
                addDetour(current.pointee.f_code, at: current.pointee.prev_instr + 1)
            } else {
                detourSuccessors(of: current)
            }
            isBehindCaches = !current.pointee.is_entry
            frame = current.pointee.previous
        }
    }

    /// Puts detours behind the instruction a frame is executing and, if it jumps, at its target.
    private func detourSuccessors(of frame: FramePointer) {
        let code = frame.pointee.f_code
        let place = frame.pointee.prev_instr
        let index = frame.instructionIndex
        guard index >= 0, index < Ref(code).itemCount else { return }
        let opcode = Opcode(byte: UInt8(truncatingIfNeeded: originalUnit(at: place)))
        var next = place + 1 + opcode.cacheCount
        // A specialised `PRECALL` that calls native code does the work of the `CALL` behind it.
        if opcode != .PRECALL, opcode.generic == .PRECALL { next += 1 + Opcode.CALL.cacheCount }
        addDetour(code, at: next)
        guard opcode.isJump else { return }
        let distance = argument(at: place, code: Ref(code))
        addDetour(code, at: opcode.jumpsBackward ? next - distance : next + distance)
    }

    /// The argument of an instruction, with the `EXTENDED_ARG`s before it.
    private func argument(at place: UnsafeMutablePointer<UInt16>, code: Ref) -> Int {
        var argument = 0
        var shift = 0
        var cursor = place
        while shift < 32 {
            argument |= Int(originalUnit(at: cursor) >> 8) << shift
            guard cursor > code.instructions else { break }
            cursor -= 1
            let before = Opcode(byte: UInt8(truncatingIfNeeded: originalUnit(at: cursor)))
            guard before.generic == .EXTENDED_ARG else { break }
            shift += 8
        }
        return argument
    }
}
