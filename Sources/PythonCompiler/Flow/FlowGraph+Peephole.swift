import PythonBytecode

extension FlowGraph {
    /// The optimisations inside one block, and of jumps that lead to jumps.
    mutating func optimizeBlock(
        _ block: BlockID, constants: inout OrderedKeys, pool: inout ConstantPool
    ) {
        let range = range(block)
        var index = range.lowerBound
        while index < range.upperBound {
            if instructions[index].opcode.hasTarget { skipEmptyTargets(index) }
            switch instructions[index].opcode {
            case .LOAD_CONST:
                foldConstantTest(index, block, range, constants: constants, pool: pool)
            case .BUILD_TUPLE:
                foldTuple(index, range, constants: &constants, pool: &pool)
            case .SWAP:
                if instructions[index].argument == 1 {
                    instructions[index].opcode = .NOP
                } else {
                    index = shortenSwaps(from: index, end: range.upperBound)
                    applySwaps(from: index, range)
                }
            case .PUSH_NULL:
                if index + 1 < range.upperBound, instructions[index + 1].opcode == .LOAD_GLOBAL {
                    instructions[index].opcode = .NOP
                    instructions[index + 1].argument |= 1
                }
            case let opcode where opcode.jumps:
                // A threaded jump is looked at again: its new target may be a jump too.
                if threadJump(index) { continue }
            default: break
            }
            index += 1
        }
    }

    // MARK: Constants

    /// `LOAD_CONST` before a conditional jump decides it; before `is` it may become a None test.
    private mutating func foldConstantTest(
        _ index: Int, _ block: BlockID, _ range: Range<Int>, constants: OrderedKeys,
        pool: ConstantPool
    ) {
        guard index + 1 < range.upperBound else { return }
        let next = instructions[index + 1].opcode
        switch next {
        case .POP_JUMP_IF_FALSE, .POP_JUMP_IF_TRUE, .JUMP_IF_FALSE_OR_POP, .JUMP_IF_TRUE_OR_POP:
            let isTrue = constant(at: index, constants, pool).isTrue
            let keepsValue = next == .JUMP_IF_FALSE_OR_POP || next == .JUMP_IF_TRUE_OR_POP
            let jumpsIfTrue = next == .POP_JUMP_IF_TRUE || next == .JUMP_IF_TRUE_OR_POP
            if isTrue == jumpsIfTrue {
                instructions[index + 1].opcode = .JUMP
                blocks[Int(block)].hasNoFallthrough = true
                if !keepsValue { instructions[index].opcode = .NOP }
            } else {
                instructions[index].opcode = .NOP
                instructions[index + 1].opcode = .NOP
            }
        case .IS_OP:
            guard index + 2 < range.upperBound, case .none = constant(at: index, constants, pool)
            else { return }
            let jump = instructions[index + 2].opcode
            guard jump == .POP_JUMP_IF_FALSE || jump == .POP_JUMP_IF_TRUE else { return }
            let isNegated = instructions[index + 1].argument & 1 != 0
            instructions[index].opcode = .NOP
            instructions[index + 1].opcode = .NOP
            instructions[index + 2].opcode =
                isNegated != (jump == .POP_JUMP_IF_FALSE)
                ? .POP_JUMP_IF_NOT_NONE : .POP_JUMP_IF_NONE
        default: break
        }
    }

    private func constant(
        at index: Int, _ constants: OrderedKeys, _ pool: ConstantPool
    ) -> Constant {
        pool.values[Int(constants.keys[Int(instructions[index].argument)])]
    }

    /// A tuple that is unpacked at once is only a reordering; one of constants is a constant.
    private mutating func foldTuple(
        _ index: Int, _ range: Range<Int>, constants: inout OrderedKeys, pool: inout ConstantPool
    ) {
        let count = Int(instructions[index].argument)
        if index + 1 < range.upperBound, instructions[index + 1].opcode == .UNPACK_SEQUENCE,
            Int(instructions[index + 1].argument) == count, (1...3).contains(count)
        {
            instructions[index].opcode = .NOP
            instructions[index + 1].opcode = count == 1 ? .NOP : .SWAP
            return
        }
        let first = index - count
        guard first >= range.lowerBound,
            (first..<index).allSatisfy({ instructions[$0].opcode == .LOAD_CONST })
        else { return }
        let items = (first..<index).map { constant(at: $0, constants, pool) }
        for position in first..<index { instructions[position].opcode = .NOP }
        instructions[index].opcode = .LOAD_CONST
        instructions[index].argument = Int32(
            truncatingIfNeeded: constants.index(adding: pool.canonical(.tuple(items))))
    }

    // MARK: Jumps to jumps

    /// Makes a jump whose target is a jump of the same line go where that one goes; returns whether
    /// it changed.
    private mutating func threadJump(_ index: Int) -> Bool {
        let target = instructions[index].target
        guard target >= 0, blocks[Int(target)].count > 0 else { return false }
        let opcode = instructions[index].opcode
        let next = instructions[Int(blocks[Int(target)].start)].opcode
        switch (opcode, next) {
        case (.JUMP_IF_FALSE_OR_POP, .POP_JUMP_IF_FALSE):
            return thread(index, .POP_JUMP_IF_FALSE)
        case (.JUMP_IF_FALSE_OR_POP, .JUMP), (.JUMP_IF_FALSE_OR_POP, .JUMP_IF_FALSE_OR_POP):
            return thread(index, .JUMP_IF_FALSE_OR_POP)
        case (.JUMP_IF_FALSE_OR_POP, .JUMP_IF_TRUE_OR_POP),
            (.JUMP_IF_FALSE_OR_POP, .POP_JUMP_IF_TRUE):
            return passTest(index, .POP_JUMP_IF_FALSE)
        case (.JUMP_IF_TRUE_OR_POP, .POP_JUMP_IF_TRUE):
            return thread(index, .POP_JUMP_IF_TRUE)
        case (.JUMP_IF_TRUE_OR_POP, .JUMP), (.JUMP_IF_TRUE_OR_POP, .JUMP_IF_TRUE_OR_POP):
            return thread(index, .JUMP_IF_TRUE_OR_POP)
        case (.JUMP_IF_TRUE_OR_POP, .JUMP_IF_FALSE_OR_POP),
            (.JUMP_IF_TRUE_OR_POP, .POP_JUMP_IF_FALSE):
            return passTest(index, .POP_JUMP_IF_TRUE)
        case (.POP_JUMP_IF_NOT_NONE, .JUMP), (.POP_JUMP_IF_NONE, .JUMP),
            (.POP_JUMP_IF_FALSE, .JUMP), (.POP_JUMP_IF_TRUE, .JUMP), (.JUMP, .JUMP):
            return thread(index, opcode)
        default: return false
        }
    }

    private mutating func thread(_ index: Int, _ opcode: Opcode) -> Bool {
        let target = instructions[Int(blocks[Int(instructions[index].target)].start)]
        guard instructions[index].location.line == target.location.line,
            instructions[index].target != target.target
        else { return false }
        instructions[index].target = target.target
        instructions[index].opcode = opcode
        return true
    }

    /// The test at the target is sure to fail, so the jump goes past it.
    private mutating func passTest(_ index: Int, _ opcode: Opcode) -> Bool {
        let block = Int(instructions[index].target)
        let target = instructions[Int(blocks[block].start)]
        guard instructions[index].location.line == target.location.line, blocks[block].next >= 0
        else { return false }
        instructions[index].opcode = opcode
        instructions[index].target = blocks[block].next
        return true
    }

    // MARK: Swaps

    /// Replaces a run of `SWAP`s by the shortest run with the same effect; returns its last index.
    ///
    /// The run is a permutation of the top of the stack. Each of its cycles is resolved by swaps
    /// with the top, written from the end of the run backwards.
    private mutating func shortenSwaps(from start: Int, end: Int) -> Int {
        var depth = Int(instructions[start].argument)
        var stop = start + 1
        var hasMore = false
        while stop < end {
            if instructions[stop].opcode == .SWAP {
                depth = max(depth, Int(instructions[stop].argument))
                hasMore = true
            } else if instructions[stop].opcode != .NOP {
                break
            }
            stop += 1
        }
        guard hasMore else { return start }
        var stack = Array(0..<depth)
        for index in start..<stop where instructions[index].opcode == .SWAP {
            stack.swapAt(0, Int(instructions[index].argument) - 1)
        }
        let isDone = -1
        var current = stop - 1
        for first in 0..<depth where stack[first] != isDone && stack[first] != first {
            var position = first
            while true {
                if position != 0 {
                    instructions[current].opcode = .SWAP
                    instructions[current].argument = Int32(truncatingIfNeeded: position + 1)
                    current -= 1
                }
                if stack[position] == isDone { break }
                let following = stack[position]
                stack[position] = isDone
                position = following
            }
        }
        while current >= start {
            instructions[current].opcode = .NOP
            current -= 1
        }
        return stop - 1
    }

    /// Instructions that only take the top of the stack, so that two of them can change places
    /// instead of their values.
    private func isSwappable(_ opcode: Opcode) -> Bool {
        opcode == .STORE_FAST || opcode == .POP_TOP
    }

    /// Applies `SWAP`s before stores by swapping the stores, from `start` backwards.
    private mutating func applySwaps(from start: Int, _ range: Range<Int>) {
        var index = start
        while index >= range.lowerBound {
            defer { index -= 1 }
            guard instructions[index].opcode == .SWAP else {
                if instructions[index].opcode == .NOP || isSwappable(instructions[index].opcode) {
                    continue
                }
                return
            }
            guard let first = nextSwappable(after: index, range, line: -1) else { return }
            let line = instructions[first].location.line
            var second = first
            for _ in 0..<max(0, Int(instructions[index].argument) - 1) {
                guard let following = nextSwappable(after: second, range, line: line) else {
                    return
                }
                second = following
            }
            instructions[index].opcode = .NOP
            instructions.swapAt(first, second)
        }
    }

    private func nextSwappable(after index: Int, _ range: Range<Int>, line: Int32) -> Int? {
        var position = index + 1
        while position < range.upperBound {
            // Across lines the order of stores could be seen by a tracer.
            if line >= 0, instructions[position].location.line != line { return nil }
            if instructions[position].opcode != .NOP {
                return isSwappable(instructions[position].opcode) ? position : nil
            }
            position += 1
        }
        return nil
    }
}

extension Constant {
    /// Its truth value.
    var isTrue: Bool {
        switch self {
        case .none, .false: false
        case .true, .ellipsis, .code: true
        case .integer(.small(let value)): value != 0
        case .integer(.big): true
        case .float(let value): value != 0
        case .complex(let real, let imaginary): real != 0 || imaginary != 0
        case .string(let text): !text.isEmpty
        case .bytes(let value): !value.isEmpty
        case .tuple(let items), .frozenSet(let items): !items.isEmpty
        }
    }
}
