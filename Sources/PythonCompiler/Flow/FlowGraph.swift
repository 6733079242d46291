import PythonBytecode

/// The code of one scope as basic blocks, while it is generated and optimised.
///
///     blocks        ┌─ 0 ─┐   ┌─ 1 ─┐   ┌─ 2 ─┐     in order of creation;
///                   │start│──▶│     │──▶│     │     `next` gives the order in the code
///                   └──┬──┘   └──┬──┘   └──┬──┘
///     instructions  [ a a a  |  b b  |  c c c c ]    one flat array
///
/// A block is filled while it is the current one, so its instructions lie together; a block that
/// grows later moves to the end of the array. Passes that CPython runs over its list of all blocks
/// run here from the newest block to the oldest, as there, since the order shows in the result.
struct FlowGraph {
    var instructions: ContiguousArray<Instruction> = []
    var blocks: ContiguousArray<BasicBlock> = []
    private(set) var current: BlockID = 0
    /// Whether the last instruction ended its block, so that the next one needs a new block.
    private var needsImplicitBlock = false

    init() { blocks.append(BasicBlock()) }

    /// Back to one empty block; keeps the memory.
    mutating func reset() {
        instructions.removeAll(keepingCapacity: true)
        blocks.removeAll(keepingCapacity: true)
        blocks.append(BasicBlock())
        current = 0
        needsImplicitBlock = false
    }

    mutating func newBlock() -> BlockID {
        blocks.append(BasicBlock())
        return BlockID(truncatingIfNeeded: blocks.count - 1)
    }

    /// Makes `block` the one that follows the current block and that is filled from now on.
    mutating func use(_ block: BlockID) {
        blocks[Int(current)].next = block
        blocks[Int(block)].start = Int32(truncatingIfNeeded: instructions.count)
        current = block
        needsImplicitBlock = false
    }

    @inline(__always)
    mutating func emit(
        _ opcode: Opcode, _ argument: Int, target: BlockID = -1, at location: CodeLocation
    ) {
        if needsImplicitBlock { use(newBlock()) }
        instructions.append(
            Instruction(
                opcode: opcode, argument: Int32(truncatingIfNeeded: argument), target: target,
                location: location))
        blocks[Int(current)].count += 1
        if opcode.endsBlock {
            needsImplicitBlock = true
            if opcode == .RETURN_VALUE { blocks[Int(current)].returns = true }
        }
    }

    var currentBlockReturns: Bool { blocks[Int(current)].returns }

    @inline(__always)
    func range(_ block: BlockID) -> Range<Int> {
        let value = blocks[Int(block)]
        return Int(value.start)..<Int(value.start + value.count)
    }

    /// The position of a block's last instruction; nil when it is empty.
    @inline(__always)
    func last(_ block: BlockID) -> Int? {
        let value = blocks[Int(block)]
        return value.count > 0 ? Int(value.start + value.count) - 1 : nil
    }

    /// Adds instructions to a block that need not be the last one in the array.
    mutating func append(_ added: some Sequence<Instruction>, to block: BlockID) {
        moveToEnd(block)
        for instruction in added {
            instructions.append(instruction)
            blocks[Int(block)].count += 1
        }
    }

    /// Puts instructions before the first one of the graph.
    mutating func prepend(_ added: [Instruction]) {
        let old = range(0)
        blocks[0].start = Int32(truncatingIfNeeded: instructions.count)
        blocks[0].count += Int32(truncatingIfNeeded: added.count)
        instructions.append(contentsOf: added)
        for index in old { instructions.append(instructions[index]) }
    }

    private mutating func moveToEnd(_ block: BlockID) {
        let range = range(block)
        guard range.upperBound != instructions.count || range.isEmpty else { return }
        blocks[Int(block)].start = Int32(truncatingIfNeeded: instructions.count)
        for index in range { instructions.append(instructions[index]) }
    }

    /// The blocks from the newest to the oldest.
    var newestFirst: ReversedCollection<Range<BlockID>> {
        (0..<BlockID(truncatingIfNeeded: blocks.count)).reversed()
    }

    @inline(__always)
    func next(_ block: BlockID) -> BlockID { blocks[Int(block)].next }
}
