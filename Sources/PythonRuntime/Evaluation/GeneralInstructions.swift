import PythonBytecode

/// Every instruction in its general form, and those only that the eval loop has no case for.
///
/// These work on a copy of the machine, in memory, so that the eval loop's own stays in registers. The
/// loop comes here with rare instructions, with specialised ones that the operands don't suit, and with
/// those that have a long argument.
extension Interpreter {
    /// Executes the instruction just fetched. A value only when it ends the frame the loop was entered
    /// with: a generator's first call.
    @inline(never)
    func executeGeneral(_ machine: inout EvaluationMachine) throws(Raised) -> RawObject? {
        let unit = machine.instructionPointer.pointee
        let fetched = Opcode(byte: UInt8(truncatingIfNeeded: unit))
        var opcode = fetched.generic
        if opcode != fetched {
            if try machine.specialize(fetched) { return nil }
            countMiss(machine.caches, opcode)
        }
        while opcode == .EXTENDED_ARG { opcode = machine.extendArgument() }
        return try execute(opcode, &machine)
    }

    /// Executes an instruction in its general form, its argument read.
    @inline(never)
    func execute(
        _ opcode: Opcode, _ machine: inout EvaluationMachine
    ) throws(Raised) -> RawObject? {
        switch opcode {
        case .UNARY_POSITIVE: try machine.unaryPositive()
        case .UNARY_INVERT: try machine.unaryInvert()
        case .GET_LEN: try machine.getLength()
        case .MATCH_MAPPING: machine.matchType(TypeFlags.mapping)
        case .MATCH_SEQUENCE: machine.matchType(TypeFlags.sequence)
        case .MATCH_KEYS: try machine.matchKeys()
        case .PUSH_EXC_INFO: try machine.pushExceptionInfo()
        case .CHECK_EXC_MATCH: try machine.checkExceptionMatch()
        case .CHECK_EG_MATCH: try machine.checkExceptionGroupMatch()
        case .PREP_RERAISE_STAR: try machine.prepareReraiseStar()
        case .GET_AITER: try machine.getAsyncIterator()
        case .GET_ANEXT: try machine.getAsyncNext()
        case .BEFORE_ASYNC_WITH: try machine.beforeAsyncWith()
        case .END_ASYNC_FOR: try machine.endAsyncFor()
        case .ASYNC_GEN_WRAP: try machine.wrapAsyncGeneratorValue()
        case .WITH_EXCEPT_START: try machine.withExceptStart()
        case .BEFORE_WITH: try machine.beforeWith()
        case .DELETE_SUBSCR: try machine.deleteSubscript()
        case .GET_YIELD_FROM_ITER: try machine.getYieldFromIterator()
        case .PRINT_EXPR: try machine.printExpression()
        case .LOAD_BUILD_CLASS: try machine.loadBuildClass()
        case .LOAD_ASSERTION_ERROR: machine.loadAssertionError()
        case .RETURN_GENERATOR: return try machine.returnGenerator()
        case .LIST_TO_TUPLE: try machine.listToTuple()
        case .IMPORT_STAR: try machine.importStar()
        case .SETUP_ANNOTATIONS: try machine.setUpAnnotations()
        case .POP_EXCEPT: try machine.popExcept()
        case .DELETE_NAME: try machine.deleteName()
        case .UNPACK_EX: try machine.unpackExtended()
        case .DELETE_ATTR: try machine.deleteAttribute()
        case .STORE_GLOBAL: try machine.storeGlobal()
        case .DELETE_GLOBAL: try machine.deleteGlobal()
        case .BUILD_SET: try machine.buildSet()
        case .BUILD_MAP: try machine.buildMap()
        case .IMPORT_NAME: try machine.importName()
        case .IMPORT_FROM: try machine.importFrom()
        case .RERAISE: try machine.reraise()
        case .SEND: try machine.send()
        case .DELETE_FAST: try machine.deleteFast()
        case .RAISE_VARARGS: try machine.raiseArguments()
        case .GET_AWAITABLE: try machine.getAwaitable()
        case .MAKE_FUNCTION: try machine.makeFunction()
        case .MAKE_CELL: try machine.makeCell()
        case .DELETE_DEREF: try machine.deleteDereferenced()
        case .CALL_FUNCTION_EX: try machine.callWithUnpacking()
        case .LOAD_CLASSDEREF: try machine.loadClassDereferenced()
        case .COPY_FREE_VARS: try machine.copyFreeVariables()
        case .MATCH_CLASS: try machine.matchClass()
        case .FORMAT_VALUE: try machine.formatValue()
        case .BUILD_CONST_KEY_MAP: try machine.buildConstantKeyMap()
        case .BUILD_STRING: try machine.buildString()
        case .LIST_EXTEND: try machine.listExtend()
        case .SET_UPDATE: try machine.setUpdate()
        case .DICT_MERGE: try machine.dictMerge()
        case .DICT_UPDATE: try machine.dictUpdate()
        case .POP_TOP: machine.popTop()
        case .PUSH_NULL: machine.push(nil)
        case .NOP: break
        case .UNARY_NEGATIVE: try machine.unaryNegative()
        case .UNARY_NOT: try machine.unaryNot()
        case .BINARY_SUBSCR: try machine.binarySubscript()
        case .JUMP_BACKWARD_NO_INTERRUPT: try machine.jumpBackward()
        case .LOAD_ATTR: try machine.loadAttribute()
        case .LOAD_METHOD: try machine.loadMethod()
        case .STORE_SUBSCR: try machine.storeSubscript()
        case .PRECALL: machine.prepareCall()
        case .GET_ITER: try machine.getIterator()
        case .STORE_NAME: try machine.storeName()
        case .UNPACK_SEQUENCE: try machine.unpackSequence()
        case .FOR_ITER: try machine.forIterator()
        case .STORE_ATTR: try machine.storeAttribute()
        case .SWAP: machine.swapItems()
        case .LOAD_CONST: machine.loadConstant()
        case .LOAD_NAME: try machine.loadName()
        case .BUILD_TUPLE: try machine.buildTuple()
        case .BUILD_LIST: try machine.buildList()
        case .COMPARE_OP: try machine.compareOperation()
        case .JUMP_FORWARD: machine.jumpForward()
        case .JUMP_IF_FALSE_OR_POP: try machine.jumpOrPop(if: false)
        case .JUMP_IF_TRUE_OR_POP: try machine.jumpOrPop(if: true)
        case .POP_JUMP_FORWARD_IF_FALSE: try machine.popJumpForward(if: false)
        case .POP_JUMP_FORWARD_IF_TRUE: try machine.popJumpForward(if: true)
        case .LOAD_GLOBAL: try machine.loadGlobal()
        case .IS_OP: machine.isOperation()
        case .CONTAINS_OP: try machine.containsOperation()
        case .COPY: machine.copyItem()
        case .BINARY_OP: try machine.binaryOperation()
        case .LOAD_FAST, .LOAD_CLOSURE: try machine.loadFast()
        case .STORE_FAST: machine.storeFast()
        case .POP_JUMP_FORWARD_IF_NOT_NONE: machine.popJumpForward(ifNone: false)
        case .POP_JUMP_FORWARD_IF_NONE: machine.popJumpForward(ifNone: true)
        case .BUILD_SLICE: try machine.buildSlice()
        case .LOAD_DEREF: try machine.loadDereferenced()
        case .STORE_DEREF: machine.storeDereferenced()
        case .JUMP_BACKWARD: try machine.jumpBackwardCounting()
        case .LIST_APPEND: try machine.listAppend()
        case .SET_ADD: try machine.setAdd()
        case .MAP_ADD: try machine.mapAdd()
        case .RESUME: machine.resume()
        case .CALL: try machine.call()
        case .KW_NAMES: machine.keywordNamesFromConstants()
        case .POP_JUMP_BACKWARD_IF_NOT_NONE: try machine.popJumpBackward(ifNone: false)
        case .POP_JUMP_BACKWARD_IF_NONE: try machine.popJumpBackward(ifNone: true)
        case .POP_JUMP_BACKWARD_IF_FALSE: try machine.popJumpBackward(if: false)
        case .POP_JUMP_BACKWARD_IF_TRUE: try machine.popJumpBackward(if: true)
        case .RETURN_VALUE: return machine.returnValue()
        case .YIELD_VALUE: return machine.yieldValue()
        case .DO_TRACING: return try executeDetour(&machine)
        case .unverified: try verifyCode(&machine)
        default: throw raiseBadInstruction()
        }
        return nil
    }

    /// Code objects come from the compiler or are verified, so these can't come up unless one of them has a bug.
    @inline(never)
    func raiseBadInstruction() -> Raised { raise(.systemError, "unknown opcode") }
}

extension EvaluationMachine {
    /// Reads the code unit after an `EXTENDED_ARG`, whose argument goes above that of the next.
    @inline(__always)
    mutating func extendArgument() -> Opcode {
        instructionPointer += 1
        let unit = instructionPointer.pointee
        frame.pointee.prev_instr = instructionPointer
        argument = argument &<< 8 | Int(unit >> 8)
        return Opcode(byte: UInt8(truncatingIfNeeded: unit)).generic
    }
}
