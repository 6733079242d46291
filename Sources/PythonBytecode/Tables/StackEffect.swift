extension Opcode {
    /// How many values the instruction leaves on the stack more than it finds (`stack_effect`,
    /// `Python/compile.c`), when it jumps and when it doesn't. Specialised forms do as their general one.
    public func stackEffect(_ argument: Int32, jumping: Bool) -> Int32 {
        switch generic {
        case .POP_TOP, .SET_ADD, .LIST_APPEND, .BINARY_SUBSCR, .PRINT_EXPR, .RETURN_VALUE,
            .IMPORT_STAR, .POP_EXCEPT, .STORE_NAME, .DELETE_ATTR, .STORE_GLOBAL, .COMPARE_OP,
            .IS_OP, .CONTAINS_OP, .IMPORT_NAME, .PREP_RERAISE_STAR, .RERAISE, .STORE_FAST,
            .STORE_DEREF, .CALL, .LIST_EXTEND, .SET_UPDATE, .DICT_MERGE, .DICT_UPDATE, .BINARY_OP,
            .POP_JUMP_FORWARD_IF_NONE, .POP_JUMP_BACKWARD_IF_NONE, .POP_JUMP_FORWARD_IF_NOT_NONE,
            .POP_JUMP_BACKWARD_IF_NOT_NONE, .POP_JUMP_FORWARD_IF_FALSE, .POP_JUMP_BACKWARD_IF_FALSE,
            .POP_JUMP_FORWARD_IF_TRUE, .POP_JUMP_BACKWARD_IF_TRUE:
            -1
        case .MAP_ADD, .DELETE_SUBSCR, .STORE_ATTR, .END_ASYNC_FOR, .MATCH_CLASS: -2
        case .STORE_SUBSCR: -3
        case .LOAD_BUILD_CLASS, .LOAD_CONST, .LOAD_NAME, .IMPORT_FROM, .PUSH_EXC_INFO,
            .WITH_EXCEPT_START, .LOAD_FAST, .LOAD_CLOSURE, .LOAD_DEREF, .LOAD_CLASSDEREF,
            .BEFORE_ASYNC_WITH, .BEFORE_WITH, .GET_ANEXT, .LOAD_METHOD, .LOAD_ASSERTION_ERROR,
            .GET_LEN, .MATCH_MAPPING, .MATCH_SEQUENCE, .MATCH_KEYS, .COPY, .PUSH_NULL:
            1
        case .UNPACK_SEQUENCE: argument &- 1
        case .UNPACK_EX: (argument & 0xff) &+ argument >> 8
        case .FOR_ITER: jumping ? -1 : 1
        case .SEND: jumping ? -1 : 0
        case .BUILD_TUPLE, .BUILD_LIST, .BUILD_SET, .BUILD_STRING: 1 &- argument
        case .BUILD_MAP: 1 &- 2 &* argument
        case .BUILD_CONST_KEY_MAP, .RAISE_VARARGS, .PRECALL: 0 &- argument
        case .JUMP_IF_TRUE_OR_POP, .JUMP_IF_FALSE_OR_POP: jumping ? 0 : -1
        case .LOAD_GLOBAL: (argument & 1) &+ 1
        case .CALL_FUNCTION_EX: -2 &- (argument & 1)
        case .MAKE_FUNCTION: 0 - Int32(truncatingIfNeeded: (argument & 15).nonzeroBitCount)
        case .BUILD_SLICE: argument == 3 ? -2 : -1
        case .FORMAT_VALUE: argument & 4 != 0 ? -1 : 0
        default: 0
        }
    }
}
