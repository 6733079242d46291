/// What is known of the frame at one place: the value stack, and which variables hold cells.
struct StackState: Equatable {
    /// What a slot of the stack holds.
    enum Slot: UInt8 {
        case object, list, set, dict
        /// The nil below what is called.
        case null
        /// Nil or an object: what `LOAD_METHOD` leaves below a function.
        case perhapsNull

        var isObject: Bool { self != .null && self != .perhapsNull }

        /// What both are.
        func joined(_ other: Slot) -> Slot {
            if self == other { return self }
            return isObject && other.isObject ? .object : .perhapsNull
        }
    }

    var stack: [Slot] = []
    /// By variable, empty in code without cells and free variables; only these ever become true.
    var hasCell: [Bool]
    /// Whether `RETURN_GENERATOR` was executed.
    var isGenerator = false
}

/// Following the code along all ways.
extension CodeVerifier {
    mutating func followAll() throws(Failure) {
        let usesCells = subject.kinds.contains { !$0.isDisjoint(with: [.cell, .free]) }
        let entry = StackState(
            hasCell: [Bool](repeating: false, count: usesCells ? subject.kinds.count : 0))
        if isTarget[0] { try flow(entry, to: 0, from: 0) } else { try follow(0, entry) }
        while let place = pending.popLast() {
            if let state = states[place] { try follow(place, state) }
        }
    }

    /// A way leads to a place: what holds on all ways there so far.
    private mutating func flow(
        _ state: StackState, to place: Int, from origin: Int
    ) throws(Failure) {
        effort -= 1 + state.stack.count + state.hasCell.count
        guard effort > 0 else { throw failure(origin, "is too large to be followed") }
        guard var known = states[place] else {
            states[place] = state
            pending.append(place)
            return
        }
        if known == state { return }
        guard known.stack.count == state.stack.count, known.isGenerator == state.isGenerator else {
            throw failure(origin, "meets other code with another stack")
        }
        let before = known
        for index in known.stack.indices {
            known.stack[index] = known.stack[index].joined(state.stack[index])
        }
        for index in known.hasCell.indices where !state.hasCell[index] {
            known.hasCell[index] = false
        }
        if known == before { return }
        states[place] = known
        pending.append(place)
    }

    /// Goes on from a place until the code ends, or meets a place that others lead to.
    private mutating func follow(_ place: Int, _ entry: StackState) throws(Failure) {
        var state = entry
        var position = place
        while true {
            let instruction = try instruction(at: position)
            try enterHandler(of: instruction, state)
            var jumped = state
            try apply(instruction, to: &state)
            guard state.stack.count <= subject.stackSize else {
                throw failure(position, "needs a larger stack")
            }
            if let target = target(of: instruction) {
                try applyJump(instruction, to: &jumped)
                try flow(jumped, to: target, from: position)
                if instruction.opcode.jumpsBackward {
                    try interrupt(before: target, jumped, from: position)
                }
            }
            if instruction.opcode.endsFlow { return }
            position = instruction.next
            guard position < count else { throw failure(instruction.start, "has no end") }
            if isTarget[position] { return try flow(state, to: position, from: instruction.start) }
        }
    }

    /// The exception of an instruction comes on top of what its handler keeps of the stack, all of which must be
    /// below the operands.
    private mutating func enterHandler(
        of instruction: Instruction, _ state: StackState
    ) throws(Failure) {
        let number = Int(handlerAt[instruction.place])
        guard number >= 0, instruction.opcode.mayRaise else { return }
        let operands =
            instruction.opcode.keepsOperands
            ? 0 : instruction.opcode.operandCount(instruction.argument)
        try raise(
            to: handlers[number], state, depth: state.stack.count - operands,
            from: instruction.start)
    }

    /// A jump backwards may be interrupted when it has been made: the exception is then one of the code unit before its
    /// target.
    private mutating func interrupt(
        before target: Int, _ state: StackState, from origin: Int
    ) throws(Failure) {
        guard target > 0, handlerAt[target - 1] >= 0 else { return }
        try raise(
            to: handlers[Int(handlerAt[target - 1])], state, depth: state.stack.count, from: origin)
    }

    private mutating func raise(
        to handler: ExceptionTableEntry, _ state: StackState, depth: Int, from origin: Int
    ) throws(Failure) {
        guard handler.depth <= depth else {
            throw failure(origin, "has a handler that keeps more than is on the stack")
        }
        var caught = state
        caught.stack.removeLast(caught.stack.count - handler.depth)
        caught.stack.append(.object)
        if handler.pushesInstructionOffset { caught.stack.append(.object) }
        guard caught.stack.count <= subject.stackSize else {
            throw failure(origin, "needs a larger stack")
        }
        try flow(caught, to: handler.target, from: origin)
    }

    /// What a jump that is taken does to the stack.
    private func applyJump(
        _ instruction: Instruction, to state: inout StackState
    ) throws(Failure) {
        switch instruction.opcode {
        case .JUMP_FORWARD, .JUMP_BACKWARD, .JUMP_BACKWARD_NO_INTERRUPT: break
        case .JUMP_IF_FALSE_OR_POP, .JUMP_IF_TRUE_OR_POP: break
        case .SEND: try replace(2, with: [.object], instruction, &state)
        default: try replace(1, with: [], instruction, &state)
        }
    }
}

extension Opcode {
    /// Whether an exception can come out of it. Finalisers that it makes run have theirs reported.
    var mayRaise: Bool {
        switch self {
        case .NOP, .RESUME, .POP_TOP, .PUSH_NULL, .COPY, .SWAP, .LOAD_CONST, .STORE_FAST,
            .STORE_DEREF,
            .KW_NAMES, .IS_OP, .MATCH_MAPPING, .MATCH_SEQUENCE, .JUMP_FORWARD, .RETURN_VALUE,
            .POP_JUMP_FORWARD_IF_NONE, .POP_JUMP_FORWARD_IF_NOT_NONE, .LOAD_ASSERTION_ERROR:
            false
        default: true
        }
    }

    /// Whether all operands are still on the stack when it raises.
    var keepsOperands: Bool {
        switch self {
        case .PUSH_EXC_INFO, .POP_EXCEPT, .WITH_EXCEPT_START, .CHECK_EXC_MATCH, .GET_ANEXT,
            .IMPORT_FROM, .GET_LEN, .MATCH_KEYS, .FOR_ITER, .SEND:
            true
        default: false
        }
    }

    /// Whether the next instruction isn't reached from this one.
    var endsFlow: Bool {
        switch self {
        case .RETURN_VALUE, .RAISE_VARARGS, .RERAISE, .JUMP_FORWARD, .JUMP_BACKWARD,
            .JUMP_BACKWARD_NO_INTERRUPT:
            true
        default: false
        }
    }
}
