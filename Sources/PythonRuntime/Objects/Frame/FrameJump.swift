import PythonBytecode

/// Setting `frame.f_lineno` in a trace function: the frame goes on at another line (`frame_setlineno`,
/// `Objects/frameobject.c`).
extension Interpreter {
    func setLine(of object: Ref, to value: Ref?) throws(Raised) {
        let frame = object.frameFields.pointee.f_frame
        let wanted = try jumpTarget(of: object, value)
        let code = frame.code
        let stacks = StackKinds(originalUnits(of: code.ref), Ref(code.pointee.co_exceptiontable))
        let lines = lineStarts(of: code)
        guard let line = lines.compactMap({ $0 }).filter({ $0 >= wanted }).min() else {
            throw raise(.valueError, "line \(wanted) comes after the current code block")
        }
        let current = stacks[frame.instructionIndex]
        let target = try chooseTarget(lines, line, stacks, from: current)
        var kinds = current ?? []
        if frame.generatorState == .suspended { kinds.removeLast() }
        cutStack(of: frame, kinds, to: target.depth)
        frame.pointee.prev_instr = code.ref.instructions + target.index
    }

    /// The line that was asked for, if the moment allows a jump.
    private func jumpTarget(of object: Ref, _ value: Ref?) throws(Raised) -> Int {
        guard let value else { throw raise(.attributeError, "cannot delete attribute") }
        guard value.isExactly(.int) else {
            throw raise(.valueError, "lineno must be an integer")
        }
        let frame = object.frameFields.pointee.f_frame
        switch state.pointee.tracing.event {
        case .line: break
        case .return where frame.generatorState == .suspended: break
        case .call:
            throw raise(.valueError, "can't jump from the 'call' trace event of a new frame")
        default: throw raise(.valueError, "can only jump from a 'line' trace event")
        }
        guard object.frameFields.pointee.f_trace != nil else {
            throw raise(.valueError, "f_lineno can only be set by a trace function")
        }
        guard let line = value.intValue, line == Int(Int32(truncatingIfNeeded: line)) else {
            throw raise(.valueError, "lineno out of range")
        }
        guard line >= Int(frame.code.pointee.co_firstlineno) else {
            throw raise(.valueError, "line \(line) comes before the current code block")
        }
        return line
    }

    /// The line that begins at each code unit; nil where none does.
    private func lineStarts(of code: UnsafeMutablePointer<PyCodeObject>) -> [Int?] {
        var starts = [Int?](repeating: nil, count: code.ref.itemCount)
        var last: Int32?
        let reader = LocationTableReader(
            table: Ref(code.pointee.co_linetable).bytesBuffer,
            firstLine: Int(code.pointee.co_firstlineno))
        for range in reader {
            let line = range.location.line
            if line != last, line >= 0, starts.indices.contains(range.start),
                beginsInstruction(range.start, of: code.ref)
            {
                starts[range.start] = Int(line)
            }
            last = line
        }
        return starts
    }

    /// Whether a jump may lead there: neither between an instruction and its long argument, nor into a call.
    private func beginsInstruction(_ index: Int, of code: Ref) -> Bool {
        func opcode(at index: Int) -> Opcode {
            let unit = originalUnit(at: code.instructions + index)
            return Opcode(byte: UInt8(truncatingIfNeeded: unit)).generic
        }
        if index > 0, opcode(at: index - 1) == .EXTENDED_ARG { return false }
        return opcode(at: index) != .PRECALL && opcode(at: index) != .CALL
    }

    /// The place of that line with the deepest stack that the current one can be cut to.
    private func chooseTarget(
        _ lines: [Int?], _ line: Int, _ stacks: StackKinds, from current: [StackKind]?
    ) throws(Raised) -> (index: Int, depth: Int) {
        var best: (index: Int, depth: Int)?
        var complaint = "cannot find bytecode for specified line"
        var isExplained = false
        for index in lines.indices where lines[index] == line {
            let target = stacks[index]
            if let current, let target, StackKinds.canCut(current, to: target) {
                if best.map({ target.count > $0.depth }) ?? true { best = (index, target.count) }
            } else if best == nil, !isExplained {
                if current == nil {
                    complaint = "can't jump from unreachable code"
                } else {
                    complaint = StackKinds.complaint(about: target)
                    isExplained = true
                }
            }
        }
        guard let best else { throw raise(.valueError, complaint) }
        return best
    }

    /// Takes values off the stack; an exception that was being handled there is so no more.
    private func cutStack(of frame: FramePointer, _ kinds: [StackKind], to depth: Int) {
        var kinds = kinds
        while kinds.count > depth, frame.locals + Int(frame.pointee.stacktop) > frame.stackBase {
            frame.pointee.stacktop &-= 1
            let slot = frame.locals + Int(frame.pointee.stacktop)
            var released = slot.pointee
            slot.pointee = nil
            if kinds.removeLast() == .exception { swap(&handledLink.pointee.value, &released) }
            if let released { Ref(released).decref() }
        }
    }
}
