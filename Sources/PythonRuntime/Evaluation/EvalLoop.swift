import PythonBytecode

/// The eval loop (`_PyEval_EvalFrameDefault`, `Python/ceval.c`).
///
/// One instruction after another is read and executed by a case of one dense switch. A case is a line
/// that calls a handler of `EvaluationMachine`, in the files beside this one by family; the handlers
/// are inlined here, and their errors come out at the one `catch`. A call of a Python function
/// replaces the machine's frame and goes on, so that Python recursion doesn't use the host's stack.
///
///     unit ─▶ opcode (low byte) ─▶ switch ─▶ handler ─▶ next unit
///        └──▶ argument (high byte)              │ raised
///                                               ▼
///                               unwind: handler in this frame, or a caller's?
///                                 │ yes: load that frame     │ no: leave, nil
extension Interpreter {
    /// Runs a frame to its end: its value, or nil when it raised. The frame isn't cleared. With
    /// `raising`, the current exception is raised at the point where the frame was suspended.
    func evaluate(_ entry: FramePointer, raising: Bool = false) -> RawObject? {
        let previous = state.pointee.evaluation.currentFrame
        guard enterEvaluation(entry) else { return nil }
        let result = runLoop(entry, raising: raising)
        state.pointee.limits.nativeDepth &-= 1
        state.pointee.evaluation.currentFrame = previous
        return result
    }

    /// Links an entry frame; false when that would be too deep, for the program or the host.
    private func enterEvaluation(_ entry: FramePointer) -> Bool {
        guard state.pointee.limits.stop == .none else { return false }
        if state.pointee.evaluation.depth >= state.pointee.limits.recursionLimit
            || state.pointee.limits.nativeDepth >= state.pointee.limits.nativeDepthLimit
        {
            _ = raise(.recursionError, "maximum recursion depth exceeded")
            return false
        }
        state.pointee.limits.nativeDepth &+= 1
        state.pointee.evaluation.depth &+= 1
        entry.pointee.previous = state.pointee.evaluation.currentFrame
        entry.pointee.is_entry = true
        state.pointee.evaluation.currentFrame = entry
        return true
    }

    /// The loop itself. It is longer than a function should be, since the switch must be one.
    private func runLoop(_ entry: FramePointer, raising: Bool) -> RawObject? {
        let interpreter = self
        var machine = EvaluationMachine(interpreter, entry)
        var raising = raising
        while true {
            do throws(Raised) {
                if raising {
                    raising = false
                    throw Raised()
                }
                while true {
                    var opcode = machine.fetch()
                    dispatch: while true {
                        switch opcode {
                        case .CACHE: throw interpreter.raiseBadInstruction()
                        case .POP_TOP: machine.popTop()
                        case .PUSH_NULL: machine.push(nil)
                        case .BINARY_OP_ADAPTIVE: try machine.adaptiveBinaryOperation()
                        case .BINARY_OP_ADD_FLOAT: try machine.addFloats()
                        case .BINARY_OP_ADD_INT: try machine.addInts()
                        case .BINARY_OP_ADD_UNICODE: try machine.addStrings()
                        case .BINARY_OP_INPLACE_ADD_UNICODE: try machine.addStringsInPlace()
                        case .BINARY_OP_MULTIPLY_FLOAT: try machine.multiplyFloats()
                        case .NOP: break
                        case .UNARY_POSITIVE: try machine.unaryPositive()
                        case .UNARY_NEGATIVE: try machine.unaryNegative()
                        case .UNARY_NOT: try machine.unaryNot()
                        case .BINARY_OP_MULTIPLY_INT: try machine.multiplyInts()
                        case .BINARY_OP_SUBTRACT_FLOAT: try machine.subtractFloats()
                        case .UNARY_INVERT: try machine.unaryInvert()
                        case .BINARY_OP_SUBTRACT_INT: try machine.subtractInts()
                        case .BINARY_SUBSCR_ADAPTIVE: try machine.adaptiveBinarySubscript()
                        case .BINARY_SUBSCR_DICT: try machine.subscriptDict()
                        case .BINARY_SUBSCR_GETITEM: try machine.binarySubscript()
                        case .BINARY_SUBSCR_LIST_INT: try machine.subscriptList()
                        case .BINARY_SUBSCR_TUPLE_INT: try machine.subscriptTuple()
                        case .CALL_ADAPTIVE: try machine.adaptiveCall()
                        case .CALL_PY_EXACT_ARGS: try machine.callWithExactArguments()
                        case .CALL_PY_WITH_DEFAULTS: try machine.callWithDefaults()
                        case .BINARY_SUBSCR: try machine.binarySubscript()
                        case .COMPARE_OP_ADAPTIVE: try machine.adaptiveCompare()
                        case .COMPARE_OP_FLOAT_JUMP: try machine.compareFloatsAndJump()
                        case .COMPARE_OP_INT_JUMP: try machine.compareIntsAndJump()
                        case .COMPARE_OP_STR_JUMP: try machine.compareStringsAndJump()
                        case .GET_LEN: try machine.getLength()
                        case .MATCH_MAPPING: machine.matchType(TypeFlags.mapping)
                        case .MATCH_SEQUENCE: machine.matchType(TypeFlags.sequence)
                        case .MATCH_KEYS: try machine.matchKeys()
                        case .EXTENDED_ARG_QUICK:
                            opcode = machine.extendArgument(); continue dispatch
                        case .PUSH_EXC_INFO: machine.pushExceptionInfo()
                        case .CHECK_EXC_MATCH: try machine.checkExceptionMatch()
                        case .CHECK_EG_MATCH: throw interpreter.raiseUnsupportedInstruction(opcode)
                        case .JUMP_BACKWARD_QUICK: try machine.jumpBackward()
                        case .LOAD_ATTR_ADAPTIVE: try machine.adaptiveLoadAttribute()
                        case .LOAD_ATTR_INSTANCE_VALUE: try machine.loadAttribute()
                        case .LOAD_ATTR_MODULE: try machine.loadAttributeOfModule()
                        case .LOAD_ATTR_SLOT: try machine.loadAttribute()
                        case .LOAD_ATTR_WITH_HINT: try machine.loadAttribute()
                        case .LOAD_CONST__LOAD_FAST:
                            machine.loadConstant(); machine.takeNextArgument();
                            try machine.loadFast()
                        case .LOAD_FAST__LOAD_CONST:
                            try machine.loadFast(); machine.takeNextArgument();
                            machine.loadConstant()
                        case .LOAD_FAST__LOAD_FAST:
                            try machine.loadFast(); machine.takeNextArgument();
                            try machine.loadFast()
                        case .LOAD_GLOBAL_ADAPTIVE: try machine.adaptiveLoadGlobal()
                        case .LOAD_GLOBAL_BUILTIN: try machine.loadGlobalFromBuiltins()
                        case .WITH_EXCEPT_START: try machine.withExceptStart()
                        case .GET_AITER: throw interpreter.raiseUnsupportedInstruction(opcode)
                        case .GET_ANEXT: throw interpreter.raiseUnsupportedInstruction(opcode)
                        case .BEFORE_ASYNC_WITH:
                            throw interpreter.raiseUnsupportedInstruction(opcode)
                        case .BEFORE_WITH: try machine.beforeWith()
                        case .END_ASYNC_FOR: throw interpreter.raiseUnsupportedInstruction(opcode)
                        case .LOAD_GLOBAL_MODULE: try machine.loadGlobalFromModule()
                        case .LOAD_METHOD_ADAPTIVE: try machine.adaptiveLoadMethod()
                        case .LOAD_METHOD_CLASS: try machine.loadMethod()
                        case .LOAD_METHOD_MODULE: try machine.loadMethodOfModule()
                        case .LOAD_METHOD_NO_DICT: try machine.loadMethodWithoutDict()
                        case .STORE_SUBSCR: try machine.storeSubscript()
                        case .DELETE_SUBSCR: try machine.deleteSubscript()
                        case .LOAD_METHOD_WITH_DICT: try machine.loadMethod()
                        case .LOAD_METHOD_WITH_VALUES: try machine.loadMethod()
                        case .PRECALL_ADAPTIVE: machine.adaptivePrecall()
                        case .PRECALL_BOUND_METHOD: machine.prepareBoundMethodCall()
                        case .PRECALL_BUILTIN_CLASS: machine.prepareCall()
                        case .PRECALL_BUILTIN_FAST_WITH_KEYWORDS:
                            try machine.callBuiltinFastWithKeywords()
                        case .GET_ITER: try machine.getIterator()
                        case .GET_YIELD_FROM_ITER: try machine.getYieldFromIterator()
                        case .PRINT_EXPR: try machine.printExpression()
                        case .LOAD_BUILD_CLASS: try machine.loadBuildClass()
                        case .PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS:
                            try machine.callMethodFastWithKeywords()
                        case .PRECALL_NO_KW_BUILTIN_FAST: try machine.callBuiltinFast()
                        case .LOAD_ASSERTION_ERROR: machine.loadAssertionError()
                        case .RETURN_GENERATOR:
                            if let value = try machine.returnGenerator() { return value }
                        case .PRECALL_NO_KW_BUILTIN_O: try machine.callBuiltinWithOneArgument()
                        case .PRECALL_NO_KW_ISINSTANCE: try machine.callBuiltinFast()
                        case .PRECALL_NO_KW_LEN: try machine.callLength()
                        case .PRECALL_NO_KW_LIST_APPEND: try machine.callListAppend()
                        case .PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST: try machine.callMethodFast()
                        case .PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS:
                            try machine.callMethodWithoutArguments()
                        case .LIST_TO_TUPLE: try machine.listToTuple()
                        case .RETURN_VALUE: if let value = machine.returnValue() { return value }
                        case .IMPORT_STAR: try machine.importStar()
                        case .SETUP_ANNOTATIONS: try machine.setUpAnnotations()
                        case .YIELD_VALUE: return machine.yieldValue()
                        case .ASYNC_GEN_WRAP: throw interpreter.raiseUnsupportedInstruction(opcode)
                        case .PREP_RERAISE_STAR:
                            throw interpreter.raiseUnsupportedInstruction(opcode)
                        case .POP_EXCEPT: machine.popExcept()
                        case .STORE_NAME: try machine.storeName()
                        case .DELETE_NAME: try machine.deleteName()
                        case .UNPACK_SEQUENCE: try machine.unpackSequence()
                        case .FOR_ITER: try machine.forIterator()
                        case .UNPACK_EX: try machine.unpackExtended()
                        case .STORE_ATTR: try machine.storeAttribute()
                        case .DELETE_ATTR: try machine.deleteAttribute()
                        case .STORE_GLOBAL: try machine.storeGlobal()
                        case .DELETE_GLOBAL: try machine.deleteGlobal()
                        case .SWAP: machine.swapItems()
                        case .LOAD_CONST: machine.loadConstant()
                        case .LOAD_NAME: try machine.loadName()
                        case .BUILD_TUPLE: try machine.buildTuple()
                        case .BUILD_LIST: try machine.buildList()
                        case .BUILD_SET: try machine.buildSet()
                        case .BUILD_MAP: try machine.buildMap()
                        case .LOAD_ATTR: try machine.loadAttribute()
                        case .COMPARE_OP: try machine.compareOperation()
                        case .IMPORT_NAME: try machine.importName()
                        case .IMPORT_FROM: try machine.importFrom()
                        case .JUMP_FORWARD: machine.jumpForward()
                        case .JUMP_IF_FALSE_OR_POP: try machine.jumpOrPop(if: false)
                        case .JUMP_IF_TRUE_OR_POP: try machine.jumpOrPop(if: true)
                        case .PRECALL_NO_KW_METHOD_DESCRIPTOR_O:
                            try machine.callMethodWithOneArgument()
                        case .POP_JUMP_FORWARD_IF_FALSE: try machine.popJumpForward(if: false)
                        case .POP_JUMP_FORWARD_IF_TRUE: try machine.popJumpForward(if: true)
                        case .LOAD_GLOBAL: try machine.loadGlobal()
                        case .IS_OP: machine.isOperation()
                        case .CONTAINS_OP: try machine.containsOperation()
                        case .RERAISE: try machine.reraise()
                        case .COPY: machine.copyItem()
                        case .PRECALL_NO_KW_STR_1: try machine.callStrOfObject()
                        case .BINARY_OP: try machine.binaryOperation()
                        case .SEND: try machine.send()
                        case .LOAD_FAST: try machine.loadFast()
                        case .STORE_FAST: machine.storeFast()
                        case .DELETE_FAST: try machine.deleteFast()
                        case .PRECALL_NO_KW_TUPLE_1: machine.prepareCall()
                        case .POP_JUMP_FORWARD_IF_NOT_NONE: machine.popJumpForward(ifNone: false)
                        case .POP_JUMP_FORWARD_IF_NONE: machine.popJumpForward(ifNone: true)
                        case .RAISE_VARARGS: try machine.raiseArguments()
                        case .GET_AWAITABLE: try machine.getAwaitable()
                        case .MAKE_FUNCTION: try machine.makeFunction()
                        case .BUILD_SLICE: try machine.buildSlice()
                        case .JUMP_BACKWARD_NO_INTERRUPT: try machine.jumpBackward()
                        case .MAKE_CELL: try machine.makeCell()
                        case .LOAD_CLOSURE: try machine.loadFast()
                        case .LOAD_DEREF: try machine.loadDereferenced()
                        case .STORE_DEREF: machine.storeDereferenced()
                        case .DELETE_DEREF: try machine.deleteDereferenced()
                        case .JUMP_BACKWARD: try machine.jumpBackwardCounting()
                        case .PRECALL_NO_KW_TYPE_1: machine.callTypeOfObject()
                        case .CALL_FUNCTION_EX: try machine.callWithUnpacking()
                        case .PRECALL_PYFUNC: machine.prepareFunctionCall()
                        case .EXTENDED_ARG: opcode = machine.extendArgument(); continue dispatch
                        case .LIST_APPEND: try machine.listAppend()
                        case .SET_ADD: try machine.setAdd()
                        case .MAP_ADD: try machine.mapAdd()
                        case .LOAD_CLASSDEREF: try machine.loadClassDereferenced()
                        case .COPY_FREE_VARS: machine.copyFreeVariables()
                        case .RESUME_QUICK: break
                        case .RESUME: machine.resume()
                        case .MATCH_CLASS: try machine.matchClass()
                        case .STORE_ATTR_ADAPTIVE: try machine.storeAttribute()
                        case .STORE_ATTR_INSTANCE_VALUE: try machine.storeAttribute()
                        case .FORMAT_VALUE: try machine.formatValue()
                        case .BUILD_CONST_KEY_MAP: try machine.buildConstantKeyMap()
                        case .BUILD_STRING: try machine.buildString()
                        case .STORE_ATTR_SLOT: try machine.storeAttribute()
                        case .STORE_ATTR_WITH_HINT: try machine.storeAttribute()
                        case .LOAD_METHOD: try machine.loadMethod()
                        case .STORE_FAST__LOAD_FAST:
                            machine.storeFast(); machine.takeNextArgument(); try machine.loadFast()
                        case .LIST_EXTEND: try machine.listExtend()
                        case .SET_UPDATE: try machine.setUpdate()
                        case .DICT_MERGE: try machine.dictMerge()
                        case .DICT_UPDATE: try machine.dictUpdate()
                        case .PRECALL: machine.prepareCall()
                        case .STORE_FAST__STORE_FAST:
                            machine.storeFast(); machine.takeNextArgument(); machine.storeFast()
                        case .STORE_SUBSCR_ADAPTIVE: try machine.adaptiveStoreSubscript()
                        case .STORE_SUBSCR_DICT: try machine.storeDictItem()
                        case .STORE_SUBSCR_LIST_INT: try machine.storeListItem()
                        case .CALL: try machine.call()
                        case .KW_NAMES: machine.keywordNamesFromConstants()
                        case .POP_JUMP_BACKWARD_IF_NOT_NONE:
                            try machine.popJumpBackward(ifNone: false)
                        case .POP_JUMP_BACKWARD_IF_NONE: try machine.popJumpBackward(ifNone: true)
                        case .POP_JUMP_BACKWARD_IF_FALSE: try machine.popJumpBackward(if: false)
                        case .POP_JUMP_BACKWARD_IF_TRUE: try machine.popJumpBackward(if: true)
                        case .UNPACK_SEQUENCE_ADAPTIVE: try machine.adaptiveUnpack()
                        case .UNPACK_SEQUENCE_LIST: try machine.unpackList()
                        case .UNPACK_SEQUENCE_TUPLE: try machine.unpackTuple()
                        case .UNPACK_SEQUENCE_TWO_TUPLE: try machine.unpackTuple()
                        case .UNUSED_181,
                            .UNUSED_182,
                            .UNUSED_183,
                            .UNUSED_184,
                            .UNUSED_185,
                            .UNUSED_186,
                            .UNUSED_187,
                            .UNUSED_188,
                            .UNUSED_189,
                            .UNUSED_190,
                            .UNUSED_191,
                            .UNUSED_192,
                            .UNUSED_193,
                            .UNUSED_194,
                            .UNUSED_195,
                            .UNUSED_196,
                            .UNUSED_197,
                            .UNUSED_198,
                            .UNUSED_199,
                            .UNUSED_200,
                            .UNUSED_201,
                            .UNUSED_202,
                            .UNUSED_203,
                            .UNUSED_204,
                            .UNUSED_205,
                            .UNUSED_206,
                            .UNUSED_207,
                            .UNUSED_208,
                            .UNUSED_209,
                            .UNUSED_210,
                            .UNUSED_211,
                            .UNUSED_212,
                            .UNUSED_213,
                            .UNUSED_214,
                            .UNUSED_215,
                            .UNUSED_216,
                            .UNUSED_217,
                            .UNUSED_218,
                            .UNUSED_219,
                            .UNUSED_220,
                            .UNUSED_221,
                            .UNUSED_222,
                            .UNUSED_223,
                            .UNUSED_224,
                            .UNUSED_225,
                            .UNUSED_226,
                            .UNUSED_227,
                            .UNUSED_228,
                            .UNUSED_229,
                            .UNUSED_230,
                            .UNUSED_231,
                            .UNUSED_232,
                            .UNUSED_233,
                            .UNUSED_234,
                            .UNUSED_235,
                            .UNUSED_236,
                            .UNUSED_237,
                            .UNUSED_238,
                            .UNUSED_239,
                            .UNUSED_240,
                            .UNUSED_241,
                            .UNUSED_242,
                            .UNUSED_243,
                            .UNUSED_244,
                            .UNUSED_245,
                            .UNUSED_246,
                            .UNUSED_247,
                            .UNUSED_248,
                            .UNUSED_249,
                            .UNUSED_250,
                            .UNUSED_251,
                            .UNUSED_252,
                            .UNUSED_253,
                            .UNUSED_254,
                            .DO_TRACING:
                            throw interpreter.raiseBadInstruction()
                        }
                        break dispatch
                    }
                }
            } catch {
                guard
                    let handling = interpreter.unwind(
                        machine.frame, machine.stackPointer, at: machine.instructionPointer - 1)
                else { return nil }
                machine.load(handling)
            }
        }
    }
}

extension EvaluationMachine {
    /// Reads the next code unit: the opcode, and the argument into `argument`.
    @inline(__always)
    mutating func fetch() -> Opcode {
        let unit = instructionPointer.pointee
        frame.pointee.prev_instr = instructionPointer
        instructionPointer += 1
        argument = Int(unit >> 8)
        return Opcode(byte: UInt8(truncatingIfNeeded: unit))
    }

    /// Reads the code unit after an `EXTENDED_ARG`, whose argument goes above that of the next.
    @inline(__always)
    mutating func extendArgument() -> Opcode {
        let unit = instructionPointer.pointee
        frame.pointee.prev_instr = instructionPointer
        instructionPointer += 1
        argument = argument &<< 8 | Int(unit >> 8)
        return Opcode(byte: UInt8(truncatingIfNeeded: unit)).generic
    }

    @inline(__always)
    func resume() { interpreter.warmUp(frame.pointee.f_code) }
}

extension Interpreter {
    /// Code objects come from the compiler, so these can't come up unless it has a bug.
    @inline(never)
    func raiseBadInstruction() -> Raised { raise(.systemError, "unknown opcode") }

    @inline(never)
    func raiseUnsupportedInstruction(_ opcode: Opcode) -> Raised {
        switch opcode {
        case .GET_AITER, .GET_ANEXT, .END_ASYNC_FOR:
            raiseUnsupported("'async for' isn't supported yet")
        case .BEFORE_ASYNC_WITH: raiseUnsupported("'async with' isn't supported yet")
        case .ASYNC_GEN_WRAP: raiseUnsupported("asynchronous generators aren't supported yet")
        case .CHECK_EG_MATCH, .PREP_RERAISE_STAR:
            raiseUnsupported("'except*' isn't supported yet")
        default: raiseUnsupported("the instruction \(opcode) isn't supported yet")
        }
    }
}
