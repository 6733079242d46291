/// What each instruction takes off the stack and leaves there.
extension CodeVerifier {
    func apply(_ instruction: Instruction, to state: inout StackState) throws(Failure) {
        let argument = instruction.argument
        switch instruction.opcode {
        case .COPY:
            try push(object(argument, instruction, state), &state)
        case .SWAP:
            guard argument <= state.stack.count else { throw missing(instruction) }
            state.stack.swapAt(state.stack.count - argument, state.stack.count - 1)
        case .PUSH_NULL: push(.null, &state)
        case .LOAD_GLOBAL:
            if argument & 1 != 0 { push(.null, &state) }
            push(.object, &state)
        case .LOAD_METHOD: try replace(1, with: [.perhapsNull, .object], instruction, &state)
        case .PRECALL: try checkCall(instruction, state)
        case .CALL:
            try checkCall(instruction, state)
            state.stack.removeLast(argument + 2)
            push(.object, &state)
        case .CALL_FUNCTION_EX: try applyUnpackingCall(instruction, to: &state)
        case .BUILD_LIST: try replace(argument, with: [.list], instruction, &state)
        case .BUILD_SET: try replace(argument, with: [.set], instruction, &state)
        case .BUILD_MAP: try replace(2 * argument, with: [.dict], instruction, &state)
        case .BUILD_CONST_KEY_MAP: try replace(argument + 1, with: [.dict], instruction, &state)
        case .LIST_APPEND, .LIST_EXTEND: try add(1, to: .list, instruction, &state)
        case .SET_ADD, .SET_UPDATE: try add(1, to: .set, instruction, &state)
        case .DICT_UPDATE: try add(1, to: .dict, instruction, &state)
        case .MAP_ADD: try add(2, to: .dict, instruction, &state)
        case .DICT_MERGE:
            _ = try object(argument + 3, instruction, state)
            try add(1, to: .dict, instruction, &state)
        case .LIST_TO_TUPLE:
            guard state.stack.last == .list else { throw missing(instruction) }
            try replace(1, with: [.object], instruction, &state)
        case .PREP_RERAISE_STAR:
            guard state.stack.last == .list else { throw missing(instruction) }
            try replace(2, with: [.object], instruction, &state)
        case .RERAISE:
            if argument > 0 { _ = try object(argument + 1, instruction, state) }
            try replace(1, with: [], instruction, &state)
        case .RETURN_GENERATOR, .YIELD_VALUE: try applyGenerator(instruction, to: &state)
        case .MAKE_CELL: state.hasCell[argument] = true
        case .COPY_FREE_VARS:
            for index in state.hasCell.indices where subject.kinds[index].contains(.free) {
                state.hasCell[index] = true
            }
        case .LOAD_DEREF, .STORE_DEREF, .DELETE_DEREF, .LOAD_CLASSDEREF:
            guard state.hasCell[argument] else {
                throw failure(instruction.start, "uses a cell before it is made")
            }
            try applyCounts(instruction, to: &state)
        default: try applyCounts(instruction, to: &state)
        }
    }

    /// Instructions that take so many objects and leave so many.
    private func applyCounts(
        _ instruction: Instruction, to state: inout StackState
    ) throws(Failure) {
        let operands = instruction.opcode.operandCount(instruction.argument)
        let effect = instruction.opcode.stackEffect(
            Int32(truncatingIfNeeded: instruction.argument), jumping: false)
        let results = operands + Int(effect)
        guard results >= 0, results <= subject.stackSize else {
            throw failure(instruction.start, "needs a larger stack")
        }
        try checkObjects(operands, instruction, state)
        state.stack.removeLast(operands)
        for _ in 0..<results { push(.object, &state) }
    }

    private func applyGenerator(
        _ instruction: Instruction, to state: inout StackState
    ) throws(Failure) {
        if instruction.opcode == .YIELD_VALUE {
            guard state.isGenerator else {
                throw failure(instruction.start, "yields and is no generator")
            }
            let next = instruction.next
            let delegates =
                next < count && opcode(at: next) == .RESUME && subject.code[next * 2 + 1] >= 2
            try checkObjects(delegates ? 2 : 1, instruction, state)
            try replace(1, with: [.object], instruction, &state)
            return
        }
        // An exception thrown into a new generator is one of this instruction.
        guard !state.isGenerator, state.stack.isEmpty, handlerAt[instruction.place] < 0,
            !subject.flags.isDisjoint(with: [.generator, .coroutine, .asyncGenerator])
        else { throw failure(instruction.start, "becomes a generator where it can't") }
        state.isGenerator = true
        push(.object, &state)
    }

    /// Nil and a callable, or a function and its object; then the arguments.
    private func checkCall(_ instruction: Instruction, _ state: StackState) throws(Failure) {
        try checkObjects(instruction.argument + 1, instruction, state)
        guard state.stack.count >= instruction.argument + 2 else { throw missing(instruction) }
    }

    private func applyUnpackingCall(
        _ instruction: Instruction, to state: inout StackState
    ) throws(Failure) {
        let hasKeywords = instruction.argument & 1 != 0
        if hasKeywords, state.stack.last != .dict { throw missing(instruction) }
        let operands = hasKeywords ? 3 : 2
        try checkObjects(operands, instruction, state)
        guard state.stack.count > operands else { throw missing(instruction) }
        state.stack.removeLast(operands + 1)
        push(.object, &state)
    }

    // MARK: Slots

    private func missing(_ instruction: Instruction) -> Failure {
        failure(instruction.start, "lacks an operand of \(instruction.opcode)")
    }

    private func push(_ slot: StackState.Slot, _ state: inout StackState) {
        state.stack.append(slot)
    }

    /// The slot so deep below the top, 1 for the top, which holds an object.
    private func object(
        _ depth: Int, _ instruction: Instruction, _ state: StackState
    ) throws(Failure) -> StackState.Slot {
        guard depth <= state.stack.count else { throw missing(instruction) }
        let slot = state.stack[state.stack.count - depth]
        guard slot.isObject else { throw missing(instruction) }
        return slot
    }

    private func checkObjects(
        _ count: Int, _ instruction: Instruction, _ state: StackState
    ) throws(Failure) {
        guard count <= state.stack.count else { throw missing(instruction) }
        for slot in state.stack.suffix(count) where !slot.isObject { throw missing(instruction) }
    }

    func replace(
        _ count: Int, with slots: [StackState.Slot], _ instruction: Instruction,
        _ state: inout StackState
    ) throws(Failure) {
        try checkObjects(count, instruction, state)
        state.stack.removeLast(count)
        state.stack += slots
    }

    /// Takes items off that go into a container, so deep below them.
    private func add(
        _ count: Int, to container: StackState.Slot, _ instruction: Instruction,
        _ state: inout StackState
    ) throws(Failure) {
        guard try object(instruction.argument + count, instruction, state) == container else {
            throw missing(instruction)
        }
        try replace(count, with: [], instruction, &state)
    }
}

extension Opcode {
    /// How many values at the top of the stack it takes off or changes; the others it only looks at, if at all.
    func operandCount(_ argument: Int) -> Int {
        switch self {
        case .POP_TOP, .STORE_NAME, .STORE_GLOBAL, .STORE_FAST, .STORE_DEREF, .DELETE_ATTR,
            .PRINT_EXPR, .IMPORT_STAR, .RETURN_VALUE, .POP_EXCEPT, .RERAISE,
            .POP_JUMP_FORWARD_IF_FALSE, .POP_JUMP_FORWARD_IF_TRUE, .POP_JUMP_FORWARD_IF_NONE,
            .POP_JUMP_FORWARD_IF_NOT_NONE, .POP_JUMP_BACKWARD_IF_FALSE,
            .POP_JUMP_BACKWARD_IF_TRUE, .POP_JUMP_BACKWARD_IF_NONE,
            .POP_JUMP_BACKWARD_IF_NOT_NONE, .JUMP_IF_FALSE_OR_POP, .JUMP_IF_TRUE_OR_POP,
            .UNARY_POSITIVE, .UNARY_NEGATIVE, .UNARY_NOT, .UNARY_INVERT, .GET_ITER,
            .GET_YIELD_FROM_ITER, .GET_AITER, .GET_AWAITABLE, .LOAD_ATTR, .LOAD_METHOD,
            .LIST_TO_TUPLE, .ASYNC_GEN_WRAP, .YIELD_VALUE, .GET_LEN, .MATCH_MAPPING,
            .MATCH_SEQUENCE, .IMPORT_FROM, .PUSH_EXC_INFO, .BEFORE_WITH, .BEFORE_ASYNC_WITH,
            .GET_ANEXT, .FOR_ITER, .UNPACK_SEQUENCE, .UNPACK_EX, .LIST_APPEND, .LIST_EXTEND,
            .SET_ADD, .SET_UPDATE, .DICT_UPDATE, .DICT_MERGE:
            1
        case .BINARY_OP, .COMPARE_OP, .IS_OP, .CONTAINS_OP, .BINARY_SUBSCR, .IMPORT_NAME,
            .PREP_RERAISE_STAR, .CHECK_EXC_MATCH, .CHECK_EG_MATCH, .SEND, .MATCH_KEYS,
            .STORE_ATTR, .DELETE_SUBSCR, .END_ASYNC_FOR, .MAP_ADD:
            2
        case .STORE_SUBSCR, .MATCH_CLASS: 3
        case .WITH_EXCEPT_START: 4
        case .BUILD_TUPLE, .BUILD_LIST, .BUILD_SET, .BUILD_STRING, .BUILD_SLICE,
            .RAISE_VARARGS:
            argument
        case .BUILD_MAP: 2 * argument
        case .BUILD_CONST_KEY_MAP: argument + 1
        case .FORMAT_VALUE: argument & 4 != 0 ? 2 : 1
        case .MAKE_FUNCTION: 1 + (argument & 15).nonzeroBitCount
        case .PRECALL, .CALL: argument + 2
        case .CALL_FUNCTION_EX: argument & 1 != 0 ? 4 : 3
        default: 0
        }
    }
}
