import PythonBytecode

/// Instructions that exist while code is generated only, with CPython's names for them. The
/// assembler turns them into real ones or drops them, so they borrow numbers no instruction has.
extension Opcode {
    static var SETUP_FINALLY: Opcode { .UNUSED_181 }
    static var SETUP_CLEANUP: Opcode { .UNUSED_182 }
    static var SETUP_WITH: Opcode { .UNUSED_183 }
    static var POP_BLOCK: Opcode { .UNUSED_184 }
    static var JUMP: Opcode { .UNUSED_185 }
    static var JUMP_NO_INTERRUPT: Opcode { .UNUSED_186 }
    static var POP_JUMP_IF_FALSE: Opcode { .UNUSED_187 }
    static var POP_JUMP_IF_TRUE: Opcode { .UNUSED_188 }
    static var POP_JUMP_IF_NONE: Opcode { .UNUSED_189 }
    static var POP_JUMP_IF_NOT_NONE: Opcode { .UNUSED_190 }

    /// Whether the instruction names the start of an exception handler.
    @inline(__always)
    var isBlockPush: Bool { rawValue >= 181 && rawValue <= 183 }

    /// Whether control can go to the instruction's target.
    @inline(__always)
    var jumps: Bool { (rawValue >= 185 && rawValue <= 190) || isJump }

    @inline(__always)
    var hasTarget: Bool { isBlockPush || jumps }

    @inline(__always)
    var exitsScope: Bool { self == .RETURN_VALUE || self == .RAISE_VARARGS || self == .RERAISE }

    /// Whether nothing can follow the instruction in its basic block.
    @inline(__always)
    var endsBlock: Bool { exitsScope || jumps }
}

/// The index of a basic block in its graph, in order of creation.
typealias BlockID = Int32

/// One instruction of a flow graph: a trivial value in a flat array.
struct Instruction {
    var opcode: Opcode
    var argument: Int32 = 0
    /// The block a jump goes to or a handler starts at; -1 for none.
    var target: BlockID = -1
    /// The block that handles an exception of this instruction; -1 for none.
    var handler: BlockID = -1
    var location: CodeLocation
}

/// A basic block: a run of instructions that is entered at its first and left at its last.
struct BasicBlock {
    /// The first instruction and the count in the graph's array.
    var start: Int32 = 0
    var count: Int32 = 0
    /// The block that follows in the code; -1 for none.
    var next: BlockID = -1
    var predecessors: Int32 = 0
    /// Values on the stack at the entry; negative while not known.
    var startDepth: Int32 = .min
    /// The code unit at which the block begins.
    var offset: Int32 = 0
    /// Ends with a return, a raise or an unconditional jump.
    var hasNoFallthrough = false
    /// Ends with a return or a raise.
    var exits = false
    var returns = false
    /// An exception handler that finds the raising instruction's offset on the stack.
    var preservesInstructionOffset = false
    var isVisited = false
}
