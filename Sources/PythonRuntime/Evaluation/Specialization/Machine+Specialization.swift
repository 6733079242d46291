import PythonBytecode

/// The moment an adaptive instruction has waited for: it takes a form that suits its operands.
extension EvaluationMachine {
    /// Whether the instruction is an adaptive one, which is then to be fetched again: in its new form, or,
    /// where nothing suits, in the same with a longer wait before the next attempt.
    mutating func specialize(_ opcode: Opcode) throws(Raised) -> Bool {
        switch opcode {
        case .BINARY_OP_ADAPTIVE:
            interpreter.specializeBinaryOperation(
                caches, argument, peek(2), peek(1), locals)
        case .BINARY_SUBSCR_ADAPTIVE:
            interpreter.specializeSubscript(caches, peek(2), peek(1))
        case .CALL_ADAPTIVE:
            let (_, callable, total) = callParts()
            interpreter.specializeCall(caches, callable, total, keywordNames)
        case .COMPARE_OP_ADAPTIVE:
            interpreter.specializeComparison(caches, argument, peek(2), peek(1))
        case .LOAD_ATTR_ADAPTIVE:
            interpreter.specializeLoadAttribute(caches, name(argument), peek(1))
        case .LOAD_GLOBAL_ADAPTIVE:
            interpreter.specializeLoadGlobal(
                caches, name(argument >> 1), Ref(frame.pointee.f_globals),
                Ref(frame.pointee.f_builtins))
        case .LOAD_METHOD_ADAPTIVE:
            try interpreter.specializeLoadMethod(caches, name(argument), peek(1))
        case .PRECALL_ADAPTIVE:
            let (_, callable, total) = callParts()
            interpreter.specializePrecall(caches, callable, total, keywordNames)
        case .STORE_ATTR_ADAPTIVE:
            interpreter.specializeStoreAttribute(caches, name(argument), peek(1))
        case .STORE_SUBSCR_ADAPTIVE:
            interpreter.specializeStoreSubscript(caches, peek(2), peek(1))
        case .UNPACK_SEQUENCE_ADAPTIVE:
            interpreter.specializeUnpack(caches, peek(1), argument)
        default: return false
        }
        instructionPointer -= 1
        return true
    }
}
