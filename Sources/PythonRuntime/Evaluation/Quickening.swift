import PythonBytecode

/// Making code adaptive after it has run a few times (PEP 659; `Python/specialize.c`).
extension Interpreter {
    /// Counts a run or a jump backwards; the last one counted quickens the code.
    @inline(__always)
    func warmUp(_ code: RawObject) {
        let fields = code.assumingMemoryBound(to: PyCodeObject.self)
        if fields.pointee.co_warmup == 0 { return }
        fields.pointee.co_warmup &+= 1
        if fields.pointee.co_warmup == 0 { quicken(Ref(code)) }
    }

    /// Replaces instructions by their adaptive forms, and pairs of simple ones by superinstructions.
    @inline(never)
    func quicken(_ code: Ref) {
        guard state.pointee.evaluation.isSpecialized else { return }
        if hasDetours(code) {
            // Later, when its instructions can be read.
            code.code.pointee.co_warmup = -1
            return
        }
        state.pointee.evaluation.quickenedCount &+= 1
        let instructions = code.instructions
        let count = code.itemCount
        var previous: Opcode?
        var index = 0
        while index < count {
            let unit = instructions[index]
            let opcode = Opcode(byte: UInt8(truncatingIfNeeded: unit))
            if let adaptive = opcode.adaptive {
                instructions[index] = unit & 0xff00 | UInt16(adaptive.rawValue)
                index += 1 + opcode.cacheCount
                previous = nil
                continue
            }
            if let quick = opcode.quick {
                instructions[index] = unit & 0xff00 | UInt16(quick.rawValue)
            }
            if let first = previous, let pair = Self.superinstruction(first, opcode) {
                let before = instructions[index - 1]
                instructions[index - 1] = before & 0xff00 | UInt16(pair.rawValue)
            }
            previous = opcode
            index += 1
        }
    }

    private static func superinstruction(_ first: Opcode, _ second: Opcode) -> Opcode? {
        switch (first, second) {
        case (.LOAD_FAST, .LOAD_FAST): .LOAD_FAST__LOAD_FAST
        case (.STORE_FAST, .LOAD_FAST): .STORE_FAST__LOAD_FAST
        case (.LOAD_FAST, .LOAD_CONST): .LOAD_FAST__LOAD_CONST
        case (.LOAD_CONST, .LOAD_FAST): .LOAD_CONST__LOAD_FAST
        case (.STORE_FAST, .STORE_FAST): .STORE_FAST__STORE_FAST
        default: nil
        }
    }
}

extension Opcode {
    /// The form that watches its operands and then specialises (`_PyOpcode_Adaptive`).
    var adaptive: Opcode? {
        switch self {
        case .BINARY_OP: .BINARY_OP_ADAPTIVE
        case .BINARY_SUBSCR: .BINARY_SUBSCR_ADAPTIVE
        case .CALL: .CALL_ADAPTIVE
        case .COMPARE_OP: .COMPARE_OP_ADAPTIVE
        case .LOAD_ATTR: .LOAD_ATTR_ADAPTIVE
        case .LOAD_GLOBAL: .LOAD_GLOBAL_ADAPTIVE
        case .LOAD_METHOD: .LOAD_METHOD_ADAPTIVE
        case .PRECALL: .PRECALL_ADAPTIVE
        case .STORE_ATTR: .STORE_ATTR_ADAPTIVE
        case .STORE_SUBSCR: .STORE_SUBSCR_ADAPTIVE
        case .UNPACK_SEQUENCE: .UNPACK_SEQUENCE_ADAPTIVE
        default: nil
        }
    }

    /// The form that needs no warm-up counting any more.
    var quick: Opcode? {
        switch self {
        case .JUMP_BACKWARD: .JUMP_BACKWARD_QUICK
        case .RESUME: .RESUME_QUICK
        case .EXTENDED_ARG: .EXTENDED_ARG_QUICK
        default: nil
        }
    }
}
