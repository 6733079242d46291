import PythonBytecode

/// A frame's line must be right when it ends (PEP 626), so every exit needs one.
extension FlowGraph {
    /// Gives every jump to an exit block without a line its own copy, which takes the jump's line.
    mutating func duplicateExitsWithoutLine() {
        for block in newestFirst {
            guard let last = last(block), instructions[last].opcode.jumps else { continue }
            let target = instructions[last].target
            guard target >= 0, isExitWithoutLine(target), blocks[Int(target)].predecessors > 1
            else { continue }
            let copy = newBlock()
            append(Array(instructions[range(target)]), to: copy)
            instructions[Int(blocks[Int(copy)].start)].location = instructions[last].location
            instructions[last].target = copy
            blocks[Int(target)].predecessors -= 1
            blocks[Int(copy)].exits = blocks[Int(target)].exits
            blocks[Int(copy)].hasNoFallthrough = true
            blocks[Int(copy)].predecessors = 1
            blocks[Int(copy)].next = next(target)
            blocks[Int(target)].next = copy
        }
        for block in newestFirst {
            while next(block) >= 0, blocks[Int(next(block))].count == 0 {
                blocks[Int(block)].next = next(next(block))
            }
        }
        for block in newestFirst where !blocks[Int(block)].hasNoFallthrough {
            guard let last = last(block), next(block) >= 0, isExitWithoutLine(next(block)) else {
                continue
            }
            instructions[range(next(block)).lowerBound].location = instructions[last].location
        }
    }

    private func isExitWithoutLine(_ block: BlockID) -> Bool {
        blocks[Int(block)].exits && blocks[Int(block)].count > 0
            && range(block).allSatisfy { instructions[$0].location.line < 0 }
    }

    /// Instructions without a place take that of the one before them; the first of a block with one
    /// way in takes that of the instruction it is reached from.
    mutating func propagateLocations() {
        var block: BlockID = 0
        while block >= 0 {
            if let last = last(block) {
                var previous = CodeLocation.none
                for index in range(block) {
                    if instructions[index].location.line < 0 {
                        instructions[index].location = previous
                    } else {
                        previous = instructions[index].location
                    }
                }
                if !blocks[Int(block)].hasNoFallthrough { offer(previous, to: next(block)) }
                if instructions[last].opcode.jumps {
                    offer(previous, to: instructions[last].target)
                }
            }
            block = next(block)
        }
    }

    private mutating func offer(_ location: CodeLocation, to block: BlockID) {
        guard block >= 0, blocks[Int(block)].predecessors == 1, blocks[Int(block)].count > 0
        else { return }
        let first = range(block).lowerBound
        if instructions[first].location.line < 0 { instructions[first].location = location }
    }

    /// Returns that still have no line take the last one seen.
    mutating func guaranteeLinesOfExits(firstLine: Int32) {
        var line = firstLine
        var block: BlockID = 0
        while block >= 0 {
            if let last = last(block) {
                if instructions[last].location.line >= 0 {
                    line = instructions[last].location.line
                } else if instructions[last].opcode == .RETURN_VALUE {
                    for index in range(block) { instructions[index].location.line = line }
                }
            }
            block = next(block)
        }
    }
}
