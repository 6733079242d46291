import PythonBytecode

extension FlowGraph {
    /// The handlers in force at a point, innermost first, as links into one array: blocks share
    /// the tails of their stacks.
    private struct HandlerStacks {
        var links: [(handler: BlockID, outer: Int)] = []

        mutating func push(_ handler: BlockID, on stack: Int) -> Int {
            links.append((handler, stack))
            return links.count - 1
        }

        func top(_ stack: Int) -> BlockID { stack < 0 ? -1 : links[stack].handler }

        func pop(_ stack: Int) -> Int { stack < 0 ? -1 : links[stack].outer }
    }

    /// Gives each instruction the block that handles its exceptions, following the set-ups and ends
    /// of protected ranges through the graph.
    mutating func labelHandlers() {
        var stacks = HandlerStacks()
        var entryStack = [Int](repeating: -1, count: blocks.count)
        for index in blocks.indices { blocks[index].isVisited = false }
        blocks[0].isVisited = true
        var pending: [BlockID] = [0]
        while let block = pending.popLast() {
            var stack = entryStack[Int(block)]
            func reach(_ target: BlockID, _ stack: Int, _ graph: inout FlowGraph) {
                guard target >= 0, !graph.blocks[Int(target)].isVisited else { return }
                graph.blocks[Int(target)].isVisited = true
                entryStack[Int(target)] = stack
                pending.append(target)
            }
            for index in range(block) {
                let opcode = instructions[index].opcode
                if opcode.isBlockPush {
                    let target = instructions[index].target
                    reach(target, stack, &self)
                    if opcode != .SETUP_FINALLY {
                        blocks[Int(target)].preservesInstructionOffset = true
                    }
                    stack = stacks.push(target, on: stack)
                } else if opcode == .POP_BLOCK {
                    stack = stacks.pop(stack)
                } else {
                    instructions[index].handler = stacks.top(stack)
                    if opcode.jumps { reach(instructions[index].target, stack, &self) }
                }
            }
            if !blocks[Int(block)].hasNoFallthrough { reach(next(block), stack, &self) }
        }
    }

    /// Set-ups and ends of protected ranges have done their work.
    mutating func removeHandlerInstructions() {
        var block: BlockID = 0
        while block >= 0 {
            for index in range(block)
            where instructions[index].opcode.isBlockPush || instructions[index].opcode == .POP_BLOCK
            {
                instructions[index].opcode = .NOP
            }
            block = next(block)
        }
    }
}
