import PythonBytecode

/// The optimisations of CPython 3.11's flow graph (`optimize_cfg` and what `assemble` does around
/// it), in its order: an earlier pass decides what a later one finds.
extension FlowGraph {
    /// An exit block of at most this many instructions is copied to where it is jumped to.
    private static let maximumCopySize: Int32 = 4

    /// Marks what ends each block and makes jumps go past empty blocks.
    mutating func normalizeBlocks() {
        for block in newestFirst {
            for index in range(block) {
                let opcode = instructions[index].opcode
                if opcode.exitsScope {
                    blocks[Int(block)].exits = true
                    blocks[Int(block)].hasNoFallthrough = true
                } else if opcode.jumps, opcode != .SEND {
                    if opcode == .JUMP || opcode == .JUMP_NO_INTERRUPT {
                        blocks[Int(block)].hasNoFallthrough = true
                    }
                    skipEmptyTargets(index)
                }
            }
        }
    }

    @inline(__always)
    mutating func skipEmptyTargets(_ index: Int) {
        var target = instructions[index].target
        while target >= 0, blocks[Int(target)].count == 0, blocks[Int(target)].next >= 0 {
            target = blocks[Int(target)].next
        }
        instructions[index].target = target
    }

    /// Replaces jumps to small exit blocks that belong to no line by the blocks themselves.
    mutating func extendBlocks() {
        for block in newestFirst {
            guard let last = last(block), instructions[last].opcode == .JUMP else { continue }
            let target = instructions[last].target
            guard target >= 0, blocks[Int(target)].exits,
                blocks[Int(target)].count <= Self.maximumCopySize
            else { continue }
            let copied = range(target)
            if copied.contains(where: { instructions[$0].location.line > 0 }) { continue }
            instructions[last].opcode = .NOP
            append(Array(instructions[copied]), to: block)
            blocks[Int(block)].exits = true
        }
    }

    /// Optimises each block, drops what can't be reached and jumps to the next instruction.
    mutating func optimize(constants: inout OrderedKeys, pool: inout ConstantPool) {
        var block: BlockID = 0
        while block >= 0 {
            optimizeBlock(block, constants: &constants, pool: &pool)
            removeNoOperations(block)
            block = next(block)
        }
        extendBlocks()
        countPredecessors()
        removeUnreachable()
        removeEmptyBlocks()
        removeNoOperations()
        removeRedundantJumps()
    }

    mutating func removeNoOperations() {
        var block: BlockID = 0
        while block >= 0 {
            removeNoOperations(block)
            block = next(block)
        }
    }

    /// Drops the `NOP`s of a block that no line needs: those without a line, or whose line the
    /// instruction before or after has. One before an instruction without line gives its place away.
    private mutating func removeNoOperations(_ block: BlockID) {
        let range = range(block)
        var kept = range.lowerBound
        var previousLine: Int32 = -1
        for index in range {
            let location = instructions[index].location
            if instructions[index].opcode == .NOP {
                if location.line < 0 || previousLine == location.line { continue }
                if index < range.upperBound - 1 {
                    let nextLine = instructions[index + 1].location.line
                    if nextLine == location.line { continue }
                    if nextLine < 0 {
                        instructions[index + 1].location = location
                        continue
                    }
                } else if lineOfFirst(after: block) == location.line {
                    continue
                }
            }
            if kept != index { instructions[kept] = instructions[index] }
            kept += 1
            previousLine = location.line
        }
        blocks[Int(block)].count = Int32(truncatingIfNeeded: kept - range.lowerBound)
    }

    /// The line of the first instruction in the blocks that follow.
    private func lineOfFirst(after block: BlockID) -> Int32? {
        var following = next(block)
        while following >= 0, blocks[Int(following)].count == 0 { following = next(following) }
        return following >= 0 ? instructions[range(following).lowerBound].location.line : nil
    }

    /// Counts how many edges lead to each block from what can be reached.
    private mutating func countPredecessors() {
        blocks[0].predecessors = 1
        var pending: [BlockID] = [0]
        func reach(_ target: BlockID, _ graph: inout FlowGraph) {
            guard target >= 0 else { return }
            if graph.blocks[Int(target)].predecessors == 0 { pending.append(target) }
            graph.blocks[Int(target)].predecessors += 1
        }
        while let block = pending.popLast() {
            if !blocks[Int(block)].hasNoFallthrough { reach(next(block), &self) }
            for index in range(block) where instructions[index].opcode.hasTarget {
                reach(instructions[index].target, &self)
            }
        }
    }

    private mutating func removeUnreachable() {
        var block: BlockID = 0
        while block >= 0 {
            if blocks[Int(block)].predecessors == 0 {
                blocks[Int(block)].count = 0
                blocks[Int(block)].hasNoFallthrough = false
            }
            block = next(block)
        }
    }

    private mutating func removeEmptyBlocks() {
        var block: BlockID = 0
        while block >= 0 {
            var following = next(block)
            while following >= 0, blocks[Int(following)].count == 0 { following = next(following) }
            blocks[Int(block)].next = following
            block = following
        }
        block = 0
        while block >= 0 {
            for index in range(block) where instructions[index].opcode.hasTarget {
                skipEmptyTargets(index)
            }
            block = next(block)
        }
    }

    private mutating func removeRedundantJumps() {
        var block: BlockID = 0
        var madeEmpty = false
        while block >= 0 {
            if let last = last(block),
                instructions[last].opcode == .JUMP
                    || instructions[last].opcode == .JUMP_NO_INTERRUPT,
                instructions[last].target == next(block)
            {
                blocks[Int(block)].hasNoFallthrough = false
                instructions[last].opcode = .NOP
                madeEmpty = true
            }
            block = next(block)
        }
        if madeEmpty { removeEmptyBlocks() }
    }
}
