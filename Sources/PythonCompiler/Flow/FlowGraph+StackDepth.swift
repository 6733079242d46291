import PythonBytecode

extension FlowGraph {
    /// The largest stack any path needs (`co_stacksize`); sets each block's depth at its entry.
    mutating func computeStackDepth(startsAsGenerator: Bool) -> Int {
        for index in blocks.indices { blocks[index].startDepth = .min }
        var pending: [BlockID] = []
        var maximum: Int32 = 0
        func reach(_ target: BlockID, _ depth: Int32, _ graph: inout FlowGraph) {
            guard target >= 0, graph.blocks[Int(target)].startDepth < depth,
                graph.blocks[Int(target)].startDepth < 100
            else { return }
            graph.blocks[Int(target)].startDepth = depth
            pending.append(target)
        }
        reach(0, startsAsGenerator ? 1 : 0, &self)
        while let block = pending.popLast() {
            var depth = blocks[Int(block)].startDepth
            var falls = true
            for index in range(block) {
                let instruction = instructions[index]
                let after = depth &+ instruction.stackEffect(jumping: false)
                maximum = max(maximum, after)
                if instruction.opcode.hasTarget {
                    let atTarget = depth &+ instruction.stackEffect(jumping: true)
                    maximum = max(maximum, atTarget)
                    reach(instruction.target, atTarget, &self)
                }
                depth = after
                if instruction.opcode.exitsScope || instruction.opcode == .JUMP
                    || instruction.opcode == .JUMP_NO_INTERRUPT
                {
                    falls = false
                    break
                }
            }
            if falls { reach(next(block), depth, &self) }
        }
        return Int(maximum)
    }
}

extension Instruction {
    /// How many values the instruction leaves on the stack more than it finds (`stack_effect`).
    func stackEffect(jumping: Bool) -> Int32 {
        switch opcode {
        case .POP_JUMP_IF_NONE, .POP_JUMP_IF_NOT_NONE, .POP_JUMP_IF_FALSE, .POP_JUMP_IF_TRUE: -1
        case .SETUP_FINALLY, .SETUP_WITH: jumping ? 1 : 0
        case .SETUP_CLEANUP: jumping ? 2 : 0
        default: opcode.stackEffect(argument, jumping: jumping)
        }
    }
}
