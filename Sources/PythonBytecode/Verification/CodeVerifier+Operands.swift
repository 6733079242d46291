/// What can be said of an instruction without knowing how it is reached.
extension CodeVerifier {
    /// The argument's index of a constant, a name or a variable that is there, or a number that means something.
    func checkOperand(_ instruction: Instruction) throws(Failure) {
        let argument = instruction.argument
        let isRight: Bool
        switch instruction.opcode {
        case .LOAD_CONST: isRight = argument < subject.constantCount
        case .KW_NAMES: isRight = subject.keywordCounts[argument] != nil
        case .STORE_NAME, .DELETE_NAME, .STORE_ATTR, .DELETE_ATTR, .STORE_GLOBAL, .DELETE_GLOBAL,
            .LOAD_NAME, .LOAD_ATTR, .IMPORT_NAME, .IMPORT_FROM, .LOAD_METHOD:
            isRight = argument < subject.nameCount
        case .LOAD_GLOBAL: isRight = argument >> 1 < subject.nameCount
        case .LOAD_FAST, .LOAD_CLOSURE: isRight = argument < subject.kinds.count
        case .STORE_FAST, .DELETE_FAST: isRight = kind(argument) == .local
        case .MAKE_CELL: isRight = kind(argument).contains(.cell)
        case .LOAD_DEREF, .STORE_DEREF, .DELETE_DEREF, .LOAD_CLASSDEREF:
            isRight = !kind(argument).isDisjoint(with: [.cell, .free])
        case .COPY_FREE_VARS: isRight = argument == subject.kinds.count { $0.contains(.free) }
        case .BINARY_OP: isRight = argument < BinaryOperation.allCases.count
        case .COMPARE_OP: isRight = argument < 6
        case .BUILD_SLICE: isRight = argument == 2 || argument == 3
        case .RAISE_VARARGS: isRight = argument <= 2
        case .MAKE_FUNCTION: isRight = argument < 16
        case .COPY, .SWAP, .LIST_APPEND, .SET_ADD, .MAP_ADD, .LIST_EXTEND, .SET_UPDATE,
            .DICT_MERGE, .DICT_UPDATE:
            isRight = argument > 0
        default: isRight = true
        }
        if !isRight {
            throw failure(
                instruction.start, "has an argument out of range for \(instruction.opcode)")
        }
    }

    private func kind(_ index: Int) -> LocalKind {
        index < subject.kinds.count ? subject.kinds[index] : []
    }

    /// Instructions that only do their work together with the one before.
    func checkSequence(
        _ previous: Instruction, _ instruction: Instruction, _ isStart: [Bool]
    ) throws(Failure) {
        switch (previous.opcode, instruction.opcode) {
        case (.PRECALL, .CALL) where previous.argument == instruction.argument: return
        case (.PRECALL, _): throw failure(previous.start, "has a PRECALL without its CALL")
        case (.KW_NAMES, .PRECALL): return
        case (.KW_NAMES, _): throw failure(previous.start, "has a KW_NAMES without its call")
        case (_, .RESUME) where instruction.argument >= 2:
            // Throwing into the generator reads the jump of the `SEND`.
            let send = instruction.place - 2
            guard previous.opcode == .YIELD_VALUE, previous.place == instruction.place - 1,
                send >= 0, isStart[send], opcode(at: send) == .SEND
            else { throw failure(instruction.start, "delegates to nothing") }
        default: return
        }
    }

    /// Keywords are names for the call right behind them, which has as many arguments and isn't jumped to.
    func checkKeywordCalls() throws(Failure) {
        var position = 0
        while position < count {
            let names = try instruction(at: position)
            position = names.next
            guard names.opcode == .KW_NAMES else { continue }
            let prepare = try instruction(at: names.next)
            guard subject.keywordCounts[names.argument].map({ $0 <= prepare.argument }) ?? false
            else { throw failure(names.start, "has more keywords than arguments") }
            guard !isTarget[prepare.start], !isTarget[prepare.next] else {
                throw failure(names.start, "jumps into a call with keywords")
            }
        }
    }
}
