/// Proves that instructions keep within their code object, before any of them runs.
///
/// The eval loop believes what the compiler promises: that arguments index constants, names and variables that are
/// there, that a value is on the stack where one is taken off, that jumps lead to instructions. Instructions that a
/// program makes itself, with `code.replace` or `marshal.loads`, promise nothing, so they are followed along all ways
/// here, exceptions included, as the verifier of the Java machine does. CPython has no counterpart: it runs such code
/// and crashes.
///
/// What an instruction wants of the types of its operands is checked when it runs, except for a few that are executed
/// too often for that: those that add to a list, a set or a dict, and those that use cells.
public struct CodeVerifier {
    /// What of a code object matters.
    public struct Subject {
        /// Code units of two bytes, as `co_code` has them.
        public var code: [UInt8]
        public var constantCount: Int
        /// How many strs the constant at an index has, if it is a tuple of nothing else.
        public var keywordCounts: [Int: Int]
        public var nameCount: Int
        public var kinds: [LocalKind]
        public var stackSize: Int
        public var flags: CodeFlags
        public var exceptionTable: [UInt8]

        public init(
            code: [UInt8], constantCount: Int, keywordCounts: [Int: Int], nameCount: Int,
            kinds: [LocalKind], stackSize: Int, flags: CodeFlags, exceptionTable: [UInt8]
        ) {
            self.code = code
            self.constantCount = constantCount
            self.keywordCounts = keywordCounts
            self.nameCount = nameCount
            self.kinds = kinds
            self.stackSize = stackSize
            self.flags = flags
            self.exceptionTable = exceptionTable
        }
    }

    /// The first thing found wrong, and the code unit it was found at.
    public struct Failure: Error, Equatable {
        public var codeUnit: Int
        public var reason: String
    }

    /// An instruction with its `EXTENDED_ARG`s, if there are any: from `start` up to `next`, caches included.
    struct Instruction {
        var opcode: Opcode
        var argument: Int
        var start: Int
        /// The code unit of the opcode itself, where it is when it raises.
        var place: Int
        var next: Int
    }

    let subject: Subject
    let count: Int
    let handlers: [ExceptionTableEntry]
    /// The handler of each code unit, by its index; -1 for none.
    var handlerAt: [Int32]
    /// What was found of the places that jumps and handlers lead to.
    var states: [Int: StackState] = [:]
    /// Whether ways meet at a code unit.
    var isTarget: [Bool]
    /// Places whose state is new, or has changed.
    var pending: [Int] = []
    /// Slots that may still be compared. Compilers' code needs a few for each instruction; there is a limit for what
    /// programs make up.
    var effort: Int

    init(_ subject: Subject) {
        self.subject = subject
        count = subject.code.count / 2
        handlers = ExceptionTable.entries(of: subject.exceptionTable)
        handlerAt = [Int32](repeating: -1, count: count)
        isTarget = [Bool](repeating: false, count: count)
        effort = 1_000_000 + 200 * count
    }

    /// Throws what is wrong with the code.
    public static func verify(_ subject: Subject) throws(Failure) {
        var verifier = CodeVerifier(subject)
        try verifier.readInstructions()
        try verifier.readHandlers()
        try verifier.followAll()
    }

    func failure(_ codeUnit: Int, _ reason: String) -> Failure {
        Failure(codeUnit: codeUnit, reason: reason)
    }

    // MARK: Reading

    func opcode(at index: Int) -> Opcode { Opcode(byte: subject.code[index * 2]) }

    /// The instruction that begins at a code unit; `readInstructions` has looked at all of them.
    func instruction(at start: Int) throws(Failure) -> Instruction {
        var place = start
        var argument = Int(subject.code[start * 2 + 1])
        while opcode(at: place) == .EXTENDED_ARG {
            place += 1
            guard place < count else { throw failure(start, "ends within an instruction") }
            guard place - start <= 3 else { throw failure(start, "has too long an argument") }
            argument = argument << 8 | Int(subject.code[place * 2 + 1])
        }
        let opcode = opcode(at: place)
        return Instruction(
            opcode: opcode, argument: argument, start: start, place: place,
            next: place + 1 + opcode.cacheCount)
    }

    /// Looks at each instruction by itself and notes where jumps lead.
    private mutating func readInstructions() throws(Failure) {
        guard count > 0, subject.code.count % 2 == 0 else { throw failure(0, "is no code") }
        var isStart = [Bool](repeating: false, count: count)
        var targets: [(from: Int, to: Int)] = []
        var position = 0
        var previous: Instruction?
        while position < count {
            let instruction = try instruction(at: position)
            isStart[position] = true
            try checkForm(instruction)
            try checkOperand(instruction)
            if let previous { try checkSequence(previous, instruction, isStart) }
            if let target = target(of: instruction) { targets.append((position, target)) }
            previous = instruction
            position = instruction.next
        }
        if let previous, previous.opcode == .PRECALL || previous.opcode == .KW_NAMES {
            throw failure(previous.start, "begins a call without an end")
        }
        for (from, to) in targets {
            guard isStart.indices.contains(to), isStart[to] else {
                throw failure(from, "jumps to where no instruction begins")
            }
            isTarget[to] = true
        }
        for handler in handlers {
            guard isStart.indices.contains(handler.target), isStart[handler.target] else {
                throw failure(handler.target, "has a handler where no instruction begins")
            }
            isTarget[handler.target] = true
        }
        try checkKeywordCalls()
    }

    /// Where an instruction jumps to; nil when it doesn't jump.
    func target(of instruction: Instruction) -> Int? {
        guard instruction.opcode.isJump else { return nil }
        return instruction.opcode.jumpsBackward
            ? instruction.next - instruction.argument : instruction.next + instruction.argument
    }

    /// An opcode of the compiler's, whose caches are there and empty.
    private func checkForm(_ instruction: Instruction) throws(Failure) {
        let opcode = instruction.opcode
        guard opcode.isCompiled else {
            throw failure(instruction.start, "has the unknown opcode \(opcode.rawValue)")
        }
        guard instruction.next <= count else {
            throw failure(instruction.start, "ends within an instruction")
        }
        for index in (instruction.place + 1)..<max(instruction.place + 1, instruction.next)
        where subject.code[index * 2] != 0 || subject.code[index * 2 + 1] != 0 {
            throw failure(index, "has an inline cache that isn't empty")
        }
    }

    /// The rows of the exception table, in order and apart, and for each instruction one of them at most.
    private mutating func readHandlers() throws(Failure) {
        var end = 0
        for (number, handler) in handlers.enumerated() {
            guard handler.start >= end, handler.end > handler.start, handler.end <= count else {
                throw failure(handler.target, "has a handler for code that isn't there")
            }
            for index in handler.start..<handler.end { handlerAt[index] = Int32(number) }
            end = handler.end
        }
        var position = 0
        while position < count {
            let instruction = try instruction(at: position)
            for index in instruction.place..<instruction.next
            where handlerAt[index] != handlerAt[instruction.place] {
                throw failure(position, "has a handler for a part of an instruction")
            }
            position = instruction.next
        }
    }
}

extension Opcode {
    /// Whether compilers emit it: neither a specialised form, nor a cache, nor unused.
    var isCompiled: Bool {
        guard self != .CACHE, self != .EXTENDED_ARG, generic == self else { return false }
        return rawValue < Opcode.UNUSED_181.rawValue
    }

    /// Whether the distance of the jump counts backwards.
    public var jumpsBackward: Bool {
        switch self {
        case .JUMP_BACKWARD_NO_INTERRUPT, .JUMP_BACKWARD, .JUMP_BACKWARD_QUICK,
            .POP_JUMP_BACKWARD_IF_NOT_NONE, .POP_JUMP_BACKWARD_IF_NONE,
            .POP_JUMP_BACKWARD_IF_FALSE, .POP_JUMP_BACKWARD_IF_TRUE:
            true
        default: false
        }
    }
}
