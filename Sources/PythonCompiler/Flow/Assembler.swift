import PythonBytecode

/// Writes an optimised flow graph as bytes: chooses the direction of jumps, finds their distances,
/// and writes code, locations and the exception table.
struct Assembler {
    var graph: FlowGraph
    private(set) var code: [UInt8] = []

    init(_ graph: FlowGraph) { self.graph = graph }

    mutating func assemble() {
        chooseJumpDirections()
        computeJumpDistances()
        var size = 0
        forEachInstruction { size += $0.codeUnitCount }
        code.reserveCapacity(size * 2)
        var bytes: [UInt8] = []
        swap(&bytes, &code)
        forEachInstruction { $0.write(to: &bytes) }
        code = bytes
    }

    private func forEachInstruction(_ body: (Instruction) -> Void) {
        var block: BlockID = 0
        while block >= 0 {
            for index in graph.range(block) { body(graph.instructions[index]) }
            block = graph.next(block)
        }
    }

    func locationTable(firstLine: Int32) -> [UInt8] {
        var writer = LocationTableWriter(firstLine: Int(firstLine))
        writer.reserveCapacity(code.count / 2)
        forEachInstruction { writer.append($0.location, codeUnits: $0.codeUnitCount) }
        return writer.bytes
    }

    func exceptionTable() -> [UInt8] {
        var table: [UInt8] = []
        var offset = 0
        var handler: BlockID = -1
        var start = 0
        func close() {
            guard handler >= 0 else { return }
            let block = graph.blocks[Int(handler)]
            let depth = Int(block.startDepth) - 1 - (block.preservesInstructionOffset ? 1 : 0)
            ExceptionTable.append(
                ExceptionTableEntry(
                    start: start, end: offset, target: Int(block.offset), depth: max(0, depth),
                    pushesInstructionOffset: block.preservesInstructionOffset), to: &table)
        }
        forEachInstruction { instruction in
            if instruction.handler != handler {
                close()
                start = offset
                handler = instruction.handler
            }
            offset += instruction.codeUnitCount
        }
        close()
        return table
    }

    /// Jumps are relative, and have one opcode for each direction.
    private mutating func chooseJumpDirections() {
        for index in graph.blocks.indices { graph.blocks[index].isVisited = false }
        var block: BlockID = 0
        while block >= 0 {
            graph.blocks[Int(block)].isVisited = true
            if let last = graph.last(block), graph.instructions[last].opcode.jumps {
                let target = graph.instructions[last].target
                let isForward = target >= 0 && !graph.blocks[Int(target)].isVisited
                graph.instructions[last].opcode = graph.instructions[last].opcode
                    .directed(isForward: isForward)
            }
            block = graph.next(block)
        }
    }

    /// A long distance needs `EXTENDED_ARG`s, which make other distances longer: repeated until
    /// nothing changes.
    private mutating func computeJumpDistances() {
        var changes = true
        while changes {
            changes = false
            var total: Int32 = 0
            var block: BlockID = 0
            while block >= 0 {
                graph.blocks[Int(block)].offset = total
                for index in graph.range(block) {
                    total += Int32(truncatingIfNeeded: graph.instructions[index].codeUnitCount)
                }
                block = graph.next(block)
            }
            block = 0
            while block >= 0 {
                var offset = graph.blocks[Int(block)].offset
                for index in graph.range(block) {
                    let size = graph.instructions[index].codeUnitCount
                    offset += Int32(truncatingIfNeeded: size)
                    let target = graph.instructions[index].target
                    guard graph.instructions[index].opcode.isJump, target >= 0 else { continue }
                    let distance = graph.blocks[Int(target)].offset - offset
                    graph.instructions[index].argument = abs(distance)
                    if graph.instructions[index].codeUnitCount != size { changes = true }
                }
                block = graph.next(block)
            }
        }
    }
}

extension Opcode {
    fileprivate func directed(isForward: Bool) -> Opcode {
        switch self {
        case .JUMP: isForward ? .JUMP_FORWARD : .JUMP_BACKWARD
        case .JUMP_NO_INTERRUPT: isForward ? .JUMP_FORWARD : .JUMP_BACKWARD_NO_INTERRUPT
        case .POP_JUMP_IF_FALSE:
            isForward ? .POP_JUMP_FORWARD_IF_FALSE : .POP_JUMP_BACKWARD_IF_FALSE
        case .POP_JUMP_IF_TRUE:
            isForward ? .POP_JUMP_FORWARD_IF_TRUE : .POP_JUMP_BACKWARD_IF_TRUE
        case .POP_JUMP_IF_NONE:
            isForward ? .POP_JUMP_FORWARD_IF_NONE : .POP_JUMP_BACKWARD_IF_NONE
        case .POP_JUMP_IF_NOT_NONE:
            isForward ? .POP_JUMP_FORWARD_IF_NOT_NONE : .POP_JUMP_BACKWARD_IF_NOT_NONE
        default: self
        }
    }
}

extension Instruction {
    private var writtenArgument: UInt32 { opcode.hasArgument ? UInt32(bitPattern: argument) : 0 }

    /// The code units of the instruction with its `EXTENDED_ARG`s and caches.
    var codeUnitCount: Int {
        let argument = writtenArgument
        let extended =
            (argument > 0xff_ffff ? 1 : 0) + (argument > 0xffff ? 1 : 0) + (argument > 0xff ? 1 : 0)
        return extended + 1 + opcode.cacheCount
    }

    fileprivate func write(to bytes: inout [UInt8]) {
        let argument = writtenArgument
        for shift: UInt32 in [24, 16, 8] where argument >> shift != 0 {
            bytes.append(Opcode.EXTENDED_ARG.rawValue)
            bytes.append(UInt8(truncatingIfNeeded: argument >> shift))
        }
        bytes.append(opcode.rawValue)
        bytes.append(UInt8(truncatingIfNeeded: argument))
        for _ in 0..<opcode.cacheCount {
            bytes.append(0)
            bytes.append(0)
        }
    }
}
