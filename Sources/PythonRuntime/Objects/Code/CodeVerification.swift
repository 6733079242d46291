import PythonBytecode

/// Verifying code that a program made, by `code(…)`, `code.replace(…)` or `marshal.loads`, when it first runs.
///
/// Until then its first instruction is one that no compiler emits, which leads the eval loop here; what stood there
/// waits in a field that only CPython's tracing uses. So code from the compiler pays nothing, and code that never runs
/// may be anything, as on CPython.
extension Opcode {
    /// Stands where the first instruction of unverified code is.
    static var unverified: Opcode { .UNUSED_254 }
}

extension UnsafeMutablePointer<PyCodeObject> {
    /// Has the code verified before it runs.
    func markUnverified() {
        let first = ref.instructions
        pointee._co_linearray_entry_size = Int16(bitPattern: first.pointee)
        first.pointee = first.pointee & 0xff00 | UInt16(Opcode.unverified.rawValue)
    }

    /// A code unit, or for the mark of unverified code the one it stands for.
    func verifiedUnit(_ unit: UInt16) -> UInt16 {
        guard Opcode(byte: UInt8(truncatingIfNeeded: unit)) == .unverified,
            pointee._co_linearray_entry_size != 0
        else { return unit }
        return UInt16(bitPattern: pointee._co_linearray_entry_size)
    }
}

extension Interpreter {
    /// At the mark of unverified code: takes it away and steps back to the instruction it stood for, or raises.
    @inline(never)
    func verifyCode(_ machine: inout EvaluationMachine) throws(Raised) {
        let code = machine.frame.code
        let first = code.ref.instructions
        guard machine.instructionPointer == first else { throw raiseBadInstruction() }
        do throws(CodeVerifier.Failure) {
            try CodeVerifier.verify(verificationSubject(of: code))
        } catch {
            // Its exception table can't be trusted either.
            state.pointee.tracing.leavesFrame = true
            throw raise(
                .systemError,
                "code object \(Ref(code.pointee.co_qualname).text) \(error.reason) "
                    + "(at offset \(error.codeUnit * 2))")
        }
        let hasDetour = Opcode(byte: UInt8(truncatingIfNeeded: first.pointee)) == .DO_TRACING
        removeDetour(at: first)
        first.pointee = code.verifiedUnit(first.pointee)
        code.pointee._co_linearray_entry_size = 0
        if hasDetour { addDetour(code.ref.raw, at: first) }
        machine.instructionPointer = first - 1
        machine.frame.pointee.prev_instr = first - 1
    }

    private func verificationSubject(
        of code: UnsafeMutablePointer<PyCodeObject>
    ) -> CodeVerifier.Subject {
        let count = code.ref.itemCount
        var bytes = Array(UnsafeRawBufferPointer(start: code.ref.instructions, count: 2 * count))
        let first = code.verifiedUnit(originalUnit(at: code.ref.instructions))
        bytes[0] = UInt8(truncatingIfNeeded: first)
        bytes[1] = UInt8(truncatingIfNeeded: first >> 8)
        let constants = Ref(code.pointee.co_consts)
        var keywordCounts: [Int: Int] = [:]
        for index in 0..<constants.itemCount {
            let names = constants.tupleItem(index)
            if names.isExactly(.tuple),
                (0..<names.itemCount).allSatisfy({ names.tupleItem($0).isExactly(.str) })
            {
                keywordCounts[index] = names.itemCount
            }
        }
        return CodeVerifier.Subject(
            code: bytes, constantCount: constants.itemCount, keywordCounts: keywordCounts,
            nameCount: Ref(code.pointee.co_names).itemCount,
            kinds: Ref(code.pointee.co_localspluskinds).bytesBuffer.map(LocalKind.init(rawValue:)),
            stackSize: Int(code.pointee.co_stacksize), flags: code.flags,
            exceptionTable: Array(Ref(code.pointee.co_exceptiontable).bytesBuffer))
    }

    // MARK: Operands

    /// An instruction found an operand of another type than compilers put there.
    @inline(never)
    func raiseBadOperand() -> Raised { raise(.systemError, "bad operand of an instruction") }

    /// What `MAKE_FUNCTION` finds on the stack: code on top, below it the parts its argument tells of.
    func checkFunctionParts(
        _ stackPointer: UnsafeMutablePointer<RawObject?>, _ parts: Int
    ) throws(Raised) {
        var slot = stackPointer - 1
        guard let raw = slot.pointee, Ref(raw).isExactly(.code) else { throw raiseBadOperand() }
        let freeCount = Int(Ref(raw).code.pointee.co_nfreevars)
        func next() -> Ref? {
            slot -= 1
            return slot.pointee.map { Ref($0) }
        }
        if parts & 8 != 0 {
            guard let closure = next(), closure.isExactly(.tuple), closure.itemCount == freeCount,
                (0..<freeCount).allSatisfy({ closure.tupleItem($0).isExactly(.cell) })
            else { throw raiseBadOperand() }
        } else if freeCount != 0 {
            throw raiseBadOperand()
        }
        if parts & 4 != 0 {
            guard let annotations = next(), annotations.isExactly(.tuple) || annotations.isDict
            else { throw raiseBadOperand() }
        }
        if parts & 2 != 0 {
            guard let defaults = next(), defaults.isDict else { throw raiseBadOperand() }
        }
        if parts & 1 != 0 {
            guard let defaults = next(), defaults.isTuple else { throw raiseBadOperand() }
        }
    }
}
