import PythonBytecode

/// The eval loop (`_PyEval_EvalFrameDefault`, `Python/ceval.c`).
///
/// One instruction after another is read and executed by a case of one dense switch. A case is a line
/// that calls a handler of `EvaluationMachine`, in the files beside this one by family; the handlers
/// are inlined here, and their errors come out at the one `catch`. A call of a Python function
/// replaces the machine's frame and goes on, so that Python recursion doesn't use the host's stack.
///
///     unit ─▶ opcode (low byte) ─▶ switch ─▶ handler ─▶ next unit
///        └──▶ argument (high byte)     │        │ raised
///                   rare, or not as specialised   ▼
///                               unwind: handler in this frame, or a caller's?
///                                 │ yes: load that frame     │ no: leave, nil
extension Interpreter {
    /// The loop itself. It is longer than a function should be, since the switch must be one.
    func runLoop(_ entry: FramePointer, raising: Bool) -> RawObject? {
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
                    switch machine.fetch() {
                    case .POP_TOP: machine.popTop(); continue
                    case .PUSH_NULL: machine.push(nil); continue
                    case .BINARY_OP_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.binaryOperation()
                            continue
                        }
                    case .BINARY_OP_ADD_FLOAT: if try machine.addFloats() { continue }
                    case .BINARY_OP_ADD_INT: if try machine.addInts() { continue }
                    case .BINARY_OP_ADD_UNICODE: if try machine.addStrings() { continue }
                    case .BINARY_OP_INPLACE_ADD_UNICODE:
                        if try machine.addStringsInPlace() { continue }
                    case .BINARY_OP_MULTIPLY_FLOAT:
                        if try machine.multiplyFloats() { continue }
                    case .NOP, .RESUME_QUICK: continue
                    case .UNARY_NEGATIVE: try machine.unaryNegative(); continue
                    case .UNARY_NOT: try machine.unaryNot(); continue
                    case .BINARY_OP_MULTIPLY_INT:
                        if try machine.multiplyInts() { continue }
                    case .BINARY_OP_SUBTRACT_FLOAT:
                        if try machine.subtractFloats() { continue }
                    case .BINARY_OP_SUBTRACT_INT:
                        if try machine.subtractInts() { continue }
                    case .BINARY_SUBSCR_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.binarySubscript()
                            continue
                        }
                    case .BINARY_SUBSCR_DICT: if try machine.subscriptDict() { continue }
                    case .BINARY_SUBSCR: try machine.binarySubscript(); continue
                    case .BINARY_SUBSCR_GETITEM:
                        if try machine.callGetItem() { continue }
                    case .BINARY_SUBSCR_LIST_INT:
                        if try machine.subscriptList() { continue }
                    case .BINARY_SUBSCR_TUPLE_INT:
                        if try machine.subscriptTuple() { continue }
                    case .CALL_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.call()
                            continue
                        }
                    case .CALL_PY_EXACT_ARGS:
                        if try machine.callWithExactArguments() { continue }
                    case .CALL_PY_WITH_DEFAULTS:
                        if try machine.callWithDefaults() { continue }
                    case .COMPARE_OP_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.compareOperation()
                            continue
                        }
                    case .COMPARE_OP_FLOAT_JUMP:
                        if try machine.compareFloatsAndJump() { continue }
                    case .COMPARE_OP_INT_JUMP:
                        if try machine.compareIntsAndJump() { continue }
                    case .COMPARE_OP_STR_JUMP:
                        if try machine.compareStringsAndJump() { continue }
                    case .JUMP_BACKWARD_QUICK, .JUMP_BACKWARD_NO_INTERRUPT:
                        try machine.jumpBackward()
                        continue
                    case .LOAD_ATTR_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.loadAttribute()
                            continue
                        }
                    case .LOAD_ATTR: try machine.loadAttribute(); continue
                    case .LOAD_ATTR_INSTANCE_VALUE: if machine.loadInstanceValue() { continue }
                    case .LOAD_ATTR_SLOT: if machine.loadSlotAttribute() { continue }
                    case .LOAD_ATTR_WITH_HINT: if machine.loadDictAttribute() { continue }
                    case .LOAD_ATTR_MODULE:
                        if try machine.loadAttributeOfModule() { continue }
                    case .LOAD_CONST__LOAD_FAST:
                        machine.loadConstant()
                        machine.takeNextArgument()
                        try machine.loadFast()
                        continue
                    case .LOAD_FAST__LOAD_CONST:
                        try machine.loadFast()
                        machine.takeNextArgument()
                        machine.loadConstant()
                        continue
                    case .LOAD_FAST__LOAD_FAST:
                        try machine.loadFast()
                        machine.takeNextArgument()
                        try machine.loadFast()
                        continue
                    case .LOAD_GLOBAL_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.loadGlobal()
                            continue
                        }
                    case .LOAD_GLOBAL_BUILTIN:
                        if try machine.loadGlobalFromBuiltins() { continue }
                    case .LOAD_GLOBAL_MODULE:
                        if try machine.loadGlobalFromModule() { continue }
                    case .LOAD_METHOD_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.loadMethod()
                            continue
                        }
                    case .LOAD_METHOD: try machine.loadMethod(); continue
                    case .LOAD_METHOD_WITH_DICT: if machine.loadMethodPastDict() { continue }
                    case .LOAD_METHOD_CLASS: if machine.loadMethodOfClass() { continue }
                    case .LOAD_METHOD_WITH_VALUES:
                        if machine.loadMethodPastValues() { continue }
                    case .LOAD_METHOD_MODULE:
                        if try machine.loadMethodOfModule() { continue }
                    case .LOAD_METHOD_NO_DICT:
                        if try machine.loadMethodWithoutDict() { continue }
                    case .STORE_SUBSCR: try machine.storeSubscript(); continue
                    case .PRECALL_ADAPTIVE:
                        if machine.countsDown() {
                            machine.prepareCall()
                            continue
                        }
                    case .PRECALL_BOUND_METHOD:
                        if machine.prepareBoundMethodCall() { continue }
                    case .PRECALL_BUILTIN_CLASS, .PRECALL_NO_KW_TUPLE_1, .PRECALL:
                        machine.prepareCall()
                        continue
                    case .PRECALL_BUILTIN_FAST_WITH_KEYWORDS:
                        if try machine.callBuiltinFastWithKeywords() { continue }
                    case .GET_ITER: try machine.getIterator(); continue
                    case .PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS:
                        if try machine.callMethodFastWithKeywords() { continue }
                    case .PRECALL_NO_KW_BUILTIN_FAST, .PRECALL_NO_KW_ISINSTANCE:
                        if try machine.callBuiltinFast() { continue }
                    case .PRECALL_NO_KW_BUILTIN_O:
                        if try machine.callBuiltinWithOneArgument() { continue }
                    case .PRECALL_NO_KW_LEN: if try machine.callLength() { continue }
                    case .PRECALL_NO_KW_LIST_APPEND:
                        if try machine.callListAppend() { continue }
                    case .PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST:
                        if try machine.callMethodFast() { continue }
                    case .PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS:
                        if try machine.callMethodWithoutArguments() { continue }
                    case .RETURN_VALUE:
                        if let value = machine.returnValue() { return value }
                        continue
                    case .YIELD_VALUE: return machine.yieldValue()
                    case .STORE_NAME: try machine.storeName(); continue
                    case .UNPACK_SEQUENCE: try machine.unpackSequence(); continue
                    case .FOR_ITER: try machine.forIterator(); continue
                    case .STORE_ATTR: try machine.storeAttribute(); continue
                    case .STORE_ATTR_WITH_HINT: if machine.storeDictAttribute() { continue }
                    case .STORE_ATTR_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.storeAttribute()
                            continue
                        }
                    case .STORE_ATTR_INSTANCE_VALUE: if machine.storeInstanceValue() { continue }
                    case .STORE_ATTR_SLOT: if machine.storeSlotAttribute() { continue }
                    case .SWAP: machine.swapItems(); continue
                    case .LOAD_CONST: machine.loadConstant(); continue
                    case .LOAD_NAME: try machine.loadName(); continue
                    case .BUILD_TUPLE: try machine.buildTuple(); continue
                    case .BUILD_LIST: try machine.buildList(); continue
                    case .COMPARE_OP: try machine.compareOperation(); continue
                    case .JUMP_FORWARD: machine.jumpForward(); continue
                    case .JUMP_IF_FALSE_OR_POP: try machine.jumpOrPop(if: false); continue
                    case .JUMP_IF_TRUE_OR_POP: try machine.jumpOrPop(if: true); continue
                    case .PRECALL_NO_KW_METHOD_DESCRIPTOR_O:
                        if try machine.callMethodWithOneArgument() { continue }
                    case .POP_JUMP_FORWARD_IF_FALSE:
                        try machine.popJumpForward(if: false)
                        continue
                    case .POP_JUMP_FORWARD_IF_TRUE:
                        try machine.popJumpForward(if: true)
                        continue
                    case .LOAD_GLOBAL: try machine.loadGlobal(); continue
                    case .IS_OP: machine.isOperation(); continue
                    case .CONTAINS_OP: try machine.containsOperation(); continue
                    case .COPY: machine.copyItem(); continue
                    case .PRECALL_NO_KW_STR_1:
                        if try machine.callStrOfObject() { continue }
                    case .BINARY_OP: try machine.binaryOperation(); continue
                    case .LOAD_FAST, .LOAD_CLOSURE: try machine.loadFast(); continue
                    case .STORE_FAST: machine.storeFast(); continue
                    case .POP_JUMP_FORWARD_IF_NOT_NONE:
                        machine.popJumpForward(ifNone: false)
                        continue
                    case .POP_JUMP_FORWARD_IF_NONE:
                        machine.popJumpForward(ifNone: true)
                        continue
                    case .BUILD_SLICE: try machine.buildSlice(); continue
                    case .LOAD_DEREF: try machine.loadDereferenced(); continue
                    case .STORE_DEREF: machine.storeDereferenced(); continue
                    case .JUMP_BACKWARD: try machine.jumpBackwardCounting(); continue
                    case .PRECALL_NO_KW_TYPE_1: if machine.callTypeOfObject() { continue }
                    case .PRECALL_PYFUNC: if machine.prepareFunctionCall() { continue }
                    case .LIST_APPEND: try machine.listAppend(); continue
                    case .SET_ADD: try machine.setAdd(); continue
                    case .MAP_ADD: try machine.mapAdd(); continue
                    case .RESUME: machine.resume(); continue
                    case .STORE_FAST__LOAD_FAST:
                        machine.storeFast()
                        machine.takeNextArgument()
                        try machine.loadFast()
                        continue
                    case .STORE_FAST__STORE_FAST:
                        machine.storeFast()
                        machine.takeNextArgument()
                        machine.storeFast()
                        continue
                    case .STORE_SUBSCR_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.storeSubscript()
                            continue
                        }
                    case .STORE_SUBSCR_DICT: if try machine.storeDictItem() { continue }
                    case .STORE_SUBSCR_LIST_INT:
                        if try machine.storeListItem() { continue }
                    case .CALL: try machine.call(); continue
                    case .KW_NAMES: machine.keywordNamesFromConstants(); continue
                    case .POP_JUMP_BACKWARD_IF_NOT_NONE:
                        try machine.popJumpBackward(ifNone: false)
                        continue
                    case .POP_JUMP_BACKWARD_IF_NONE:
                        try machine.popJumpBackward(ifNone: true)
                        continue
                    case .POP_JUMP_BACKWARD_IF_FALSE:
                        try machine.popJumpBackward(if: false)
                        continue
                    case .POP_JUMP_BACKWARD_IF_TRUE:
                        try machine.popJumpBackward(if: true)
                        continue
                    case .UNPACK_SEQUENCE_ADAPTIVE:
                        if machine.countsDown() {
                            try machine.unpackSequence()
                            continue
                        }
                    case .UNPACK_SEQUENCE_LIST: if try machine.unpackList() { continue }
                    case .UNPACK_SEQUENCE_TUPLE, .UNPACK_SEQUENCE_TWO_TUPLE:
                        if try machine.unpackTuple() { continue }
                    // All the others, by name: with a `default` the optimiser checks the range of the
                    // opcode before each jump.
                    case .CACHE,
                        .UNARY_POSITIVE,
                        .UNARY_INVERT,
                        .GET_LEN,
                        .MATCH_MAPPING,
                        .MATCH_SEQUENCE,
                        .MATCH_KEYS,
                        .EXTENDED_ARG_QUICK,
                        .PUSH_EXC_INFO,
                        .CHECK_EXC_MATCH,
                        .CHECK_EG_MATCH,
                        .WITH_EXCEPT_START,
                        .GET_AITER,
                        .GET_ANEXT,
                        .BEFORE_ASYNC_WITH,
                        .BEFORE_WITH,
                        .END_ASYNC_FOR,
                        .DELETE_SUBSCR,
                        .GET_YIELD_FROM_ITER,
                        .PRINT_EXPR,
                        .LOAD_BUILD_CLASS,
                        .LOAD_ASSERTION_ERROR,
                        .RETURN_GENERATOR,
                        .LIST_TO_TUPLE,
                        .IMPORT_STAR,
                        .SETUP_ANNOTATIONS,
                        .ASYNC_GEN_WRAP,
                        .PREP_RERAISE_STAR,
                        .POP_EXCEPT,
                        .DELETE_NAME,
                        .UNPACK_EX,
                        .DELETE_ATTR,
                        .STORE_GLOBAL,
                        .DELETE_GLOBAL,
                        .BUILD_SET,
                        .BUILD_MAP,
                        .IMPORT_NAME,
                        .IMPORT_FROM,
                        .RERAISE,
                        .SEND,
                        .DELETE_FAST,
                        .RAISE_VARARGS,
                        .GET_AWAITABLE,
                        .MAKE_FUNCTION,
                        .MAKE_CELL,
                        .DELETE_DEREF,
                        .CALL_FUNCTION_EX,
                        .EXTENDED_ARG,
                        .LOAD_CLASSDEREF,
                        .COPY_FREE_VARS,
                        .MATCH_CLASS,
                        .FORMAT_VALUE,
                        .BUILD_CONST_KEY_MAP,
                        .BUILD_STRING,
                        .LIST_EXTEND,
                        .SET_UPDATE,
                        .DICT_MERGE,
                        .DICT_UPDATE,
                        .UNUSED_181,
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
                        break
                    }
                    // A rare instruction, or a specialised one that the operands don't suit.
                    var copy = machine
                    defer { machine = copy }
                    if let value = try interpreter.executeGeneral(&copy) { return value }
                }
            } catch {
                guard
                    let handling = interpreter.unwind(
                        machine.frame, machine.stackPointer, at: machine.instructionPointer)
                else { return nil }
                machine.load(handling)
            }
        }
    }
}
