import PythonBytecode
import Testing

/// Code that no compiler makes is refused before it runs, whatever it would do.
struct CodeVerifierTests {
    /// Instructions with their arguments, caches added.
    private func unit(
        _ instructions: [(Opcode, UInt8)], constants: [Constant] = [.none, .tuple([])],
        names: [String] = ["name"], kinds: [LocalKind] = [.local], stackSize: Int = 4,
        flags: CodeFlags = [], handlers: [ExceptionTableEntry] = []
    ) -> CodeUnit {
        var code: [UInt8] = []
        for (opcode, argument) in instructions {
            code += [opcode.rawValue, argument]
            code += [UInt8](repeating: 0, count: 2 * opcode.cacheCount)
        }
        var table: [UInt8] = []
        for handler in handlers { ExceptionTable.append(handler, to: &table) }
        return CodeUnit(
            stackSize: stackSize, flags: flags, code: code, constants: constants, names: names,
            localsPlusNames: kinds.map { _ in "v" }, localsPlusKinds: kinds, filename: "f",
            name: "n", qualifiedName: "n", firstLine: 1, exceptionTable: table)
    }

    private func reason(_ unit: CodeUnit) -> String? {
        CodeVerifier.firstFailure(in: unit)?.failure.reason
    }

    private let end: [(Opcode, UInt8)] = [(.LOAD_CONST, 0), (.RETURN_VALUE, 0)]

    @Test func whatKeepsWithinItselfIsAccepted() {
        #expect(reason(unit(end)) == nil)
        #expect(
            reason(
                unit([
                    (.PUSH_NULL, 0), (.LOAD_NAME, 0), (.LOAD_FAST, 0), (.PRECALL, 1), (.CALL, 1),
                    (.RETURN_VALUE, 0),
                ])) == nil)
        let loop: [(Opcode, UInt8)] = [
            (.LOAD_FAST, 0), (.GET_ITER, 0), (.FOR_ITER, 2), (.POP_TOP, 0), (.JUMP_BACKWARD, 3),
        ]
        #expect(reason(unit(loop + end)) == nil)
    }

    @Test(arguments: [
        (Opcode.LOAD_CONST, UInt8(2)), (.LOAD_NAME, 1), (.LOAD_GLOBAL, 2), (.LOAD_FAST, 1),
        (.STORE_NAME, 1), (.LOAD_DEREF, 0), (.MAKE_CELL, 0), (.COPY_FREE_VARS, 1),
        (.BINARY_OP, 26), (.COMPARE_OP, 6), (.COPY, 0), (.SWAP, 0), (.LIST_APPEND, 0),
        (.RAISE_VARARGS, 3), (.KW_NAMES, 0),
    ])
    func operandsAreThere(_ opcode: Opcode, _ argument: UInt8) {
        let start: [(Opcode, UInt8)] = [(.LOAD_CONST, 0), (.LOAD_CONST, 0), (.LOAD_CONST, 0)]
        let found = reason(unit(start + [(opcode, argument)] + end, stackSize: 9))
        #expect(found == "has an argument out of range for \(opcode)")
    }

    @Test func instructionsAreThoseOfCompilers() {
        for opcode: Opcode in [
            .UNUSED_200, .UNUSED_254, .DO_TRACING, .CACHE, .BINARY_OP_ADD_INT,
            .LOAD_FAST__LOAD_FAST,
            .RESUME_QUICK, .EXTENDED_ARG_QUICK,
        ] {
            #expect(
                reason(unit([(opcode, 0)] + end)) == "has the unknown opcode \(opcode.rawValue)")
        }
        var filled = unit([(.LOAD_GLOBAL, 0), (.RETURN_VALUE, 0)])
        #expect(reason(filled) == nil)
        filled.code[4] = 1
        #expect(reason(filled) == "has an inline cache that isn't empty")
        var cut = unit([(.LOAD_GLOBAL, 0)])
        cut.code.removeLast(2)
        #expect(reason(cut) == "ends within an instruction")
        #expect(reason(unit([(.EXTENDED_ARG, 1)])) == "ends within an instruction")
    }

    @Test func theStackHasWhatIsTaken() {
        #expect(reason(unit([(.RETURN_VALUE, 0)])) == "lacks an operand of RETURN_VALUE")
        #expect(
            reason(unit([(.PUSH_NULL, 0), (.POP_TOP, 0)] + end)) == "lacks an operand of POP_TOP")
        #expect(reason(unit([(.LOAD_CONST, 0), (.COPY, 2)] + end)) == "lacks an operand of COPY")
        #expect(
            reason(unit([(.LOAD_CONST, 0), (.LOAD_CONST, 0), (.LIST_APPEND, 1)] + end))
                == "lacks an operand of LIST_APPEND")
        #expect(
            reason(unit([(.LOAD_CONST, 0), (.PRECALL, 0), (.CALL, 0), (.RETURN_VALUE, 0)]))
                == "lacks an operand of PRECALL")
        let many = [(Opcode, UInt8)](repeating: (.LOAD_CONST, 0), count: 5)
        #expect(reason(unit(many + end)) == "needs a larger stack")
    }

    @Test func jumpsLeadToInstructionsWithTheirStack() {
        #expect(reason(unit([(.JUMP_FORWARD, 9)] + end)) == "jumps to where no instruction begins")
        #expect(reason(unit([(.JUMP_BACKWARD, 9)])) == "jumps to where no instruction begins")
        #expect(
            reason(unit([(.JUMP_FORWARD, 1), (.LOAD_GLOBAL, 0), (.RETURN_VALUE, 0)]))
                == "jumps to where no instruction begins")
        #expect(
            reason(unit([(.JUMP_FORWARD, 1), (.EXTENDED_ARG, 0)] + end))
                == "jumps to where no instruction begins")
        #expect(reason(unit([(.NOP, 0)])) == "has no end")
        #expect(
            reason(unit([(.LOAD_CONST, 0), (.JUMP_BACKWARD, 2)]))
                == "meets other code with another stack")
    }

    @Test func handlersKeepWhatIsThere() {
        func handler(_ start: Int, _ end: Int, _ target: Int, _ depth: Int) -> ExceptionTableEntry {
            ExceptionTableEntry(
                start: start, end: end, target: target, depth: depth,
                pushesInstructionOffset: false)
        }
        let code: [(Opcode, UInt8)] = [(.LOAD_NAME, 0), (.RETURN_VALUE, 0), (.RERAISE, 0)]
        #expect(reason(unit(code, handlers: [handler(0, 1, 2, 0)])) == nil)
        #expect(
            reason(unit(code, handlers: [handler(0, 1, 2, 1)]))
                == "has a handler that keeps more than is on the stack")
        #expect(
            reason(unit(code, handlers: [handler(0, 1, 3, 0)]))
                == "has a handler where no instruction begins")
        #expect(
            reason(unit(code, handlers: [handler(0, 9, 2, 0)]))
                == "has a handler for code that isn't there")
        let global: [(Opcode, UInt8)] = [(.LOAD_GLOBAL, 0), (.RETURN_VALUE, 0), (.RERAISE, 0)]
        #expect(
            reason(unit(global, handlers: [handler(0, 2, 7, 0)]))
                == "has a handler for a part of an instruction")
    }

    @Test func cellsAreMadeBeforeTheyAreUsed() {
        #expect(
            reason(unit([(.LOAD_DEREF, 0), (.RETURN_VALUE, 0)], kinds: [.cell]))
                == "uses a cell before it is made")
        #expect(
            reason(unit([(.MAKE_CELL, 0), (.LOAD_DEREF, 0), (.RETURN_VALUE, 0)], kinds: [.cell]))
                == nil)
        #expect(
            reason(
                unit([(.LOAD_CONST, 0), (.STORE_FAST, 0)] + end, kinds: [[.local, .cell]]))
                == "has an argument out of range for STORE_FAST")
    }

    @Test func onlyGeneratorsYield() {
        let start: [(Opcode, UInt8)] = [(.RETURN_GENERATOR, 0), (.POP_TOP, 0)]
        let yielding: [(Opcode, UInt8)] = [(.LOAD_CONST, 0), (.YIELD_VALUE, 0), (.RETURN_VALUE, 0)]
        #expect(reason(unit(start + yielding, flags: .generator)) == nil)
        #expect(
            reason(unit(start + yielding)) == "becomes a generator where it can't")
        #expect(
            reason(unit(yielding, flags: .generator)) == "yields and is no generator")
        #expect(
            reason(unit(start + start + yielding, flags: .generator))
                == "becomes a generator where it can't")
        #expect(
            reason(
                unit(
                    start + yielding.dropLast() + [(.RESUME, 2), (.RETURN_VALUE, 0)],
                    flags: .generator)) == "delegates to nothing")
    }

    @Test func keywordsBelongToTheirCall() {
        let names: [Constant] = [.none, .tuple([.string([0x61]), .string([0x62])])]
        let call: [(Opcode, UInt8)] = [
            (.PUSH_NULL, 0), (.LOAD_NAME, 0), (.LOAD_CONST, 0), (.LOAD_CONST, 0), (.KW_NAMES, 1),
        ]
        #expect(
            reason(
                unit(call + [(.PRECALL, 2), (.CALL, 2), (.RETURN_VALUE, 0)], constants: names))
                == nil)
        #expect(
            reason(
                unit(call + [(.PRECALL, 1), (.CALL, 1), (.RETURN_VALUE, 0)], constants: names))
                == "has more keywords than arguments")
        #expect(
            reason(unit(call + [(.RETURN_VALUE, 0)], constants: names))
                == "has a KW_NAMES without its call")
        #expect(
            reason(
                unit(call + [(.PRECALL, 2), (.CALL, 1), (.RETURN_VALUE, 0)], constants: names))
                == "has a PRECALL without its CALL")
    }
}
