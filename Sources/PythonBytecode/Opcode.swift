/// The instructions of CPython 3.11, numbered as `Include/opcode.h` numbers them, adaptive and
/// specialised ones included. This is the only table of them: the compiler, the disassembler, the
/// eval loop and the tests read it.
///
/// The enum is dense, all 256 values, so that a byte of bytecode becomes a case by a bit cast and
/// the eval loop's switch becomes one jump table.
public enum Opcode: UInt8, CaseIterable, Sendable {
    case CACHE = 0
    case POP_TOP = 1
    case PUSH_NULL = 2
    case BINARY_OP_ADAPTIVE = 3
    case BINARY_OP_ADD_FLOAT = 4
    case BINARY_OP_ADD_INT = 5
    case BINARY_OP_ADD_UNICODE = 6
    case BINARY_OP_INPLACE_ADD_UNICODE = 7
    case BINARY_OP_MULTIPLY_FLOAT = 8
    case NOP = 9
    case UNARY_POSITIVE = 10
    case UNARY_NEGATIVE = 11
    case UNARY_NOT = 12
    case BINARY_OP_MULTIPLY_INT = 13
    case BINARY_OP_SUBTRACT_FLOAT = 14
    case UNARY_INVERT = 15
    case BINARY_OP_SUBTRACT_INT = 16
    case BINARY_SUBSCR_ADAPTIVE = 17
    case BINARY_SUBSCR_DICT = 18
    case BINARY_SUBSCR_GETITEM = 19
    case BINARY_SUBSCR_LIST_INT = 20
    case BINARY_SUBSCR_TUPLE_INT = 21
    case CALL_ADAPTIVE = 22
    case CALL_PY_EXACT_ARGS = 23
    case CALL_PY_WITH_DEFAULTS = 24
    case BINARY_SUBSCR = 25
    case COMPARE_OP_ADAPTIVE = 26
    case COMPARE_OP_FLOAT_JUMP = 27
    case COMPARE_OP_INT_JUMP = 28
    case COMPARE_OP_STR_JUMP = 29
    case GET_LEN = 30
    case MATCH_MAPPING = 31
    case MATCH_SEQUENCE = 32
    case MATCH_KEYS = 33
    case EXTENDED_ARG_QUICK = 34
    case PUSH_EXC_INFO = 35
    case CHECK_EXC_MATCH = 36
    case CHECK_EG_MATCH = 37
    case JUMP_BACKWARD_QUICK = 38
    case LOAD_ATTR_ADAPTIVE = 39
    case LOAD_ATTR_INSTANCE_VALUE = 40
    case LOAD_ATTR_MODULE = 41
    case LOAD_ATTR_SLOT = 42
    case LOAD_ATTR_WITH_HINT = 43
    case LOAD_CONST__LOAD_FAST = 44
    case LOAD_FAST__LOAD_CONST = 45
    case LOAD_FAST__LOAD_FAST = 46
    case LOAD_GLOBAL_ADAPTIVE = 47
    case LOAD_GLOBAL_BUILTIN = 48
    case WITH_EXCEPT_START = 49
    case GET_AITER = 50
    case GET_ANEXT = 51
    case BEFORE_ASYNC_WITH = 52
    case BEFORE_WITH = 53
    case END_ASYNC_FOR = 54
    case LOAD_GLOBAL_MODULE = 55
    case LOAD_METHOD_ADAPTIVE = 56
    case LOAD_METHOD_CLASS = 57
    case LOAD_METHOD_MODULE = 58
    case LOAD_METHOD_NO_DICT = 59
    case STORE_SUBSCR = 60
    case DELETE_SUBSCR = 61
    case LOAD_METHOD_WITH_DICT = 62
    case LOAD_METHOD_WITH_VALUES = 63
    case PRECALL_ADAPTIVE = 64
    case PRECALL_BOUND_METHOD = 65
    case PRECALL_BUILTIN_CLASS = 66
    case PRECALL_BUILTIN_FAST_WITH_KEYWORDS = 67
    case GET_ITER = 68
    case GET_YIELD_FROM_ITER = 69
    case PRINT_EXPR = 70
    case LOAD_BUILD_CLASS = 71
    case PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS = 72
    case PRECALL_NO_KW_BUILTIN_FAST = 73
    case LOAD_ASSERTION_ERROR = 74
    case RETURN_GENERATOR = 75
    case PRECALL_NO_KW_BUILTIN_O = 76
    case PRECALL_NO_KW_ISINSTANCE = 77
    case PRECALL_NO_KW_LEN = 78
    case PRECALL_NO_KW_LIST_APPEND = 79
    case PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST = 80
    case PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS = 81
    case LIST_TO_TUPLE = 82
    case RETURN_VALUE = 83
    case IMPORT_STAR = 84
    case SETUP_ANNOTATIONS = 85
    case YIELD_VALUE = 86
    case ASYNC_GEN_WRAP = 87
    case PREP_RERAISE_STAR = 88
    case POP_EXCEPT = 89
    case STORE_NAME = 90
    case DELETE_NAME = 91
    case UNPACK_SEQUENCE = 92
    case FOR_ITER = 93
    case UNPACK_EX = 94
    case STORE_ATTR = 95
    case DELETE_ATTR = 96
    case STORE_GLOBAL = 97
    case DELETE_GLOBAL = 98
    case SWAP = 99
    case LOAD_CONST = 100
    case LOAD_NAME = 101
    case BUILD_TUPLE = 102
    case BUILD_LIST = 103
    case BUILD_SET = 104
    case BUILD_MAP = 105
    case LOAD_ATTR = 106
    case COMPARE_OP = 107
    case IMPORT_NAME = 108
    case IMPORT_FROM = 109
    case JUMP_FORWARD = 110
    case JUMP_IF_FALSE_OR_POP = 111
    case JUMP_IF_TRUE_OR_POP = 112
    case PRECALL_NO_KW_METHOD_DESCRIPTOR_O = 113
    case POP_JUMP_FORWARD_IF_FALSE = 114
    case POP_JUMP_FORWARD_IF_TRUE = 115
    case LOAD_GLOBAL = 116
    case IS_OP = 117
    case CONTAINS_OP = 118
    case RERAISE = 119
    case COPY = 120
    case PRECALL_NO_KW_STR_1 = 121
    case BINARY_OP = 122
    case SEND = 123
    case LOAD_FAST = 124
    case STORE_FAST = 125
    case DELETE_FAST = 126
    case PRECALL_NO_KW_TUPLE_1 = 127
    case POP_JUMP_FORWARD_IF_NOT_NONE = 128
    case POP_JUMP_FORWARD_IF_NONE = 129
    case RAISE_VARARGS = 130
    case GET_AWAITABLE = 131
    case MAKE_FUNCTION = 132
    case BUILD_SLICE = 133
    case JUMP_BACKWARD_NO_INTERRUPT = 134
    case MAKE_CELL = 135
    case LOAD_CLOSURE = 136
    case LOAD_DEREF = 137
    case STORE_DEREF = 138
    case DELETE_DEREF = 139
    case JUMP_BACKWARD = 140
    case PRECALL_NO_KW_TYPE_1 = 141
    case CALL_FUNCTION_EX = 142
    case PRECALL_PYFUNC = 143
    case EXTENDED_ARG = 144
    case LIST_APPEND = 145
    case SET_ADD = 146
    case MAP_ADD = 147
    case LOAD_CLASSDEREF = 148
    case COPY_FREE_VARS = 149
    case RESUME_QUICK = 150
    case RESUME = 151
    case MATCH_CLASS = 152
    case STORE_ATTR_ADAPTIVE = 153
    case STORE_ATTR_INSTANCE_VALUE = 154
    case FORMAT_VALUE = 155
    case BUILD_CONST_KEY_MAP = 156
    case BUILD_STRING = 157
    case STORE_ATTR_SLOT = 158
    case STORE_ATTR_WITH_HINT = 159
    case LOAD_METHOD = 160
    case STORE_FAST__LOAD_FAST = 161
    case LIST_EXTEND = 162
    case SET_UPDATE = 163
    case DICT_MERGE = 164
    case DICT_UPDATE = 165
    case PRECALL = 166
    case STORE_FAST__STORE_FAST = 167
    case STORE_SUBSCR_ADAPTIVE = 168
    case STORE_SUBSCR_DICT = 169
    case STORE_SUBSCR_LIST_INT = 170
    case CALL = 171
    case KW_NAMES = 172
    case POP_JUMP_BACKWARD_IF_NOT_NONE = 173
    case POP_JUMP_BACKWARD_IF_NONE = 174
    case POP_JUMP_BACKWARD_IF_FALSE = 175
    case POP_JUMP_BACKWARD_IF_TRUE = 176
    case UNPACK_SEQUENCE_ADAPTIVE = 177
    case UNPACK_SEQUENCE_LIST = 178
    case UNPACK_SEQUENCE_TUPLE = 179
    case UNPACK_SEQUENCE_TWO_TUPLE = 180
    case UNUSED_181 = 181
    case UNUSED_182 = 182
    case UNUSED_183 = 183
    case UNUSED_184 = 184
    case UNUSED_185 = 185
    case UNUSED_186 = 186
    case UNUSED_187 = 187
    case UNUSED_188 = 188
    case UNUSED_189 = 189
    case UNUSED_190 = 190
    case UNUSED_191 = 191
    case UNUSED_192 = 192
    case UNUSED_193 = 193
    case UNUSED_194 = 194
    case UNUSED_195 = 195
    case UNUSED_196 = 196
    case UNUSED_197 = 197
    case UNUSED_198 = 198
    case UNUSED_199 = 199
    case UNUSED_200 = 200
    case UNUSED_201 = 201
    case UNUSED_202 = 202
    case UNUSED_203 = 203
    case UNUSED_204 = 204
    case UNUSED_205 = 205
    case UNUSED_206 = 206
    case UNUSED_207 = 207
    case UNUSED_208 = 208
    case UNUSED_209 = 209
    case UNUSED_210 = 210
    case UNUSED_211 = 211
    case UNUSED_212 = 212
    case UNUSED_213 = 213
    case UNUSED_214 = 214
    case UNUSED_215 = 215
    case UNUSED_216 = 216
    case UNUSED_217 = 217
    case UNUSED_218 = 218
    case UNUSED_219 = 219
    case UNUSED_220 = 220
    case UNUSED_221 = 221
    case UNUSED_222 = 222
    case UNUSED_223 = 223
    case UNUSED_224 = 224
    case UNUSED_225 = 225
    case UNUSED_226 = 226
    case UNUSED_227 = 227
    case UNUSED_228 = 228
    case UNUSED_229 = 229
    case UNUSED_230 = 230
    case UNUSED_231 = 231
    case UNUSED_232 = 232
    case UNUSED_233 = 233
    case UNUSED_234 = 234
    case UNUSED_235 = 235
    case UNUSED_236 = 236
    case UNUSED_237 = 237
    case UNUSED_238 = 238
    case UNUSED_239 = 239
    case UNUSED_240 = 240
    case UNUSED_241 = 241
    case UNUSED_242 = 242
    case UNUSED_243 = 243
    case UNUSED_244 = 244
    case UNUSED_245 = 245
    case UNUSED_246 = 246
    case UNUSED_247 = 247
    case UNUSED_248 = 248
    case UNUSED_249 = 249
    case UNUSED_250 = 250
    case UNUSED_251 = 251
    case UNUSED_252 = 252
    case UNUSED_253 = 253
    case UNUSED_254 = 254
    case DO_TRACING = 255
}

extension Opcode {
    /// The opcode with that number; every number has one.
    @inlinable @inline(__always)
    public init(byte: UInt8) { self = unsafeBitCast(byte, to: Opcode.self) }

    /// Whether the instruction reads its argument byte (`HAS_ARG`).
    @inlinable
    public var hasArgument: Bool { rawValue >= 90 }

    /// Cache entries, each one code unit of 2 bytes, that follow the instruction (`_PyOpcode_Caches`).
    @inlinable
    public var cacheCount: Int {
        switch generic {
        case .STORE_SUBSCR, .UNPACK_SEQUENCE, .BINARY_OP, .PRECALL: 1
        case .COMPARE_OP: 2
        case .BINARY_SUBSCR, .STORE_ATTR, .LOAD_ATTR, .CALL: 4
        case .LOAD_GLOBAL: 5
        case .LOAD_METHOD: 10
        default: 0
        }
    }

    /// The instruction the compiler emits for which this one is an adaptive or specialised form
    /// (`_PyOpcode_Deopt`); itself when it is not one.
    @inlinable
    public var generic: Opcode {
        switch self {
        case .BINARY_OP_ADAPTIVE,
            .BINARY_OP_ADD_FLOAT,
            .BINARY_OP_ADD_INT,
            .BINARY_OP_ADD_UNICODE,
            .BINARY_OP_INPLACE_ADD_UNICODE,
            .BINARY_OP_MULTIPLY_FLOAT,
            .BINARY_OP_MULTIPLY_INT,
            .BINARY_OP_SUBTRACT_FLOAT,
            .BINARY_OP_SUBTRACT_INT:
            .BINARY_OP
        case .BINARY_SUBSCR_ADAPTIVE,
            .BINARY_SUBSCR_DICT,
            .BINARY_SUBSCR_GETITEM,
            .BINARY_SUBSCR_LIST_INT,
            .BINARY_SUBSCR_TUPLE_INT:
            .BINARY_SUBSCR
        case .CALL_ADAPTIVE, .CALL_PY_EXACT_ARGS, .CALL_PY_WITH_DEFAULTS:
            .CALL
        case .COMPARE_OP_ADAPTIVE,
            .COMPARE_OP_FLOAT_JUMP,
            .COMPARE_OP_INT_JUMP,
            .COMPARE_OP_STR_JUMP:
            .COMPARE_OP
        case .EXTENDED_ARG_QUICK:
            .EXTENDED_ARG
        case .JUMP_BACKWARD_QUICK:
            .JUMP_BACKWARD
        case .LOAD_ATTR_ADAPTIVE,
            .LOAD_ATTR_INSTANCE_VALUE,
            .LOAD_ATTR_MODULE,
            .LOAD_ATTR_SLOT,
            .LOAD_ATTR_WITH_HINT:
            .LOAD_ATTR
        case .LOAD_CONST__LOAD_FAST:
            .LOAD_CONST
        case .LOAD_FAST__LOAD_CONST, .LOAD_FAST__LOAD_FAST:
            .LOAD_FAST
        case .LOAD_GLOBAL_ADAPTIVE, .LOAD_GLOBAL_BUILTIN, .LOAD_GLOBAL_MODULE:
            .LOAD_GLOBAL
        case .LOAD_METHOD_ADAPTIVE,
            .LOAD_METHOD_CLASS,
            .LOAD_METHOD_MODULE,
            .LOAD_METHOD_NO_DICT,
            .LOAD_METHOD_WITH_DICT,
            .LOAD_METHOD_WITH_VALUES:
            .LOAD_METHOD
        case .PRECALL_ADAPTIVE,
            .PRECALL_BOUND_METHOD,
            .PRECALL_BUILTIN_CLASS,
            .PRECALL_BUILTIN_FAST_WITH_KEYWORDS,
            .PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS,
            .PRECALL_NO_KW_BUILTIN_FAST,
            .PRECALL_NO_KW_BUILTIN_O,
            .PRECALL_NO_KW_ISINSTANCE,
            .PRECALL_NO_KW_LEN,
            .PRECALL_NO_KW_LIST_APPEND,
            .PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST,
            .PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS,
            .PRECALL_NO_KW_METHOD_DESCRIPTOR_O,
            .PRECALL_NO_KW_STR_1,
            .PRECALL_NO_KW_TUPLE_1,
            .PRECALL_NO_KW_TYPE_1,
            .PRECALL_PYFUNC:
            .PRECALL
        case .RESUME_QUICK:
            .RESUME
        case .STORE_ATTR_ADAPTIVE,
            .STORE_ATTR_INSTANCE_VALUE,
            .STORE_ATTR_SLOT,
            .STORE_ATTR_WITH_HINT:
            .STORE_ATTR
        case .STORE_FAST__LOAD_FAST, .STORE_FAST__STORE_FAST:
            .STORE_FAST
        case .STORE_SUBSCR_ADAPTIVE, .STORE_SUBSCR_DICT, .STORE_SUBSCR_LIST_INT:
            .STORE_SUBSCR
        case .UNPACK_SEQUENCE_ADAPTIVE,
            .UNPACK_SEQUENCE_LIST,
            .UNPACK_SEQUENCE_TUPLE,
            .UNPACK_SEQUENCE_TWO_TUPLE:
            .UNPACK_SEQUENCE
        default: self
        }
    }

    /// Whether the argument is a jump distance in code units, counted from the next instruction.
    @inlinable
    public var isJump: Bool {
        switch self {
        case .FOR_ITER,
            .JUMP_FORWARD,
            .JUMP_IF_FALSE_OR_POP,
            .JUMP_IF_TRUE_OR_POP,
            .POP_JUMP_FORWARD_IF_FALSE,
            .POP_JUMP_FORWARD_IF_TRUE,
            .SEND,
            .POP_JUMP_FORWARD_IF_NOT_NONE,
            .POP_JUMP_FORWARD_IF_NONE,
            .JUMP_BACKWARD_NO_INTERRUPT,
            .JUMP_BACKWARD,
            .POP_JUMP_BACKWARD_IF_NOT_NONE,
            .POP_JUMP_BACKWARD_IF_NONE,
            .POP_JUMP_BACKWARD_IF_FALSE,
            .POP_JUMP_BACKWARD_IF_TRUE:
            true
        default: false
        }
    }
}

/// The argument of `BINARY_OP`, `NB_ADD` … `NB_INPLACE_XOR` of `Include/opcode.h`.
public enum BinaryOperation: UInt8, CaseIterable, Sendable {
    case add = 0
    case and = 1
    case floorDivide = 2
    case lshift = 3
    case matrixMultiply = 4
    case multiply = 5
    case remainder = 6
    case or = 7
    case power = 8
    case rshift = 9
    case subtract = 10
    case trueDivide = 11
    case xor = 12
    case inplaceAdd = 13
    case inplaceAnd = 14
    case inplaceFloorDivide = 15
    case inplaceLshift = 16
    case inplaceMatrixMultiply = 17
    case inplaceMultiply = 18
    case inplaceRemainder = 19
    case inplaceOr = 20
    case inplacePower = 21
    case inplaceRshift = 22
    case inplaceSubtract = 23
    case inplaceTrueDivide = 24
    case inplaceXor = 25

    /// The operator as source shows it, `+` or `+=`.
    public var symbol: String {
        switch self {
        case .add: "+"
        case .and: "&"
        case .floorDivide: "//"
        case .lshift: "<<"
        case .matrixMultiply: "@"
        case .multiply: "*"
        case .remainder: "%"
        case .or: "|"
        case .power: "**"
        case .rshift: ">>"
        case .subtract: "-"
        case .trueDivide: "/"
        case .xor: "^"
        case .inplaceAdd: "+="
        case .inplaceAnd: "&="
        case .inplaceFloorDivide: "//="
        case .inplaceLshift: "<<="
        case .inplaceMatrixMultiply: "@="
        case .inplaceMultiply: "*="
        case .inplaceRemainder: "%="
        case .inplaceOr: "|="
        case .inplacePower: "**="
        case .inplaceRshift: ">>="
        case .inplaceSubtract: "-="
        case .inplaceTrueDivide: "/="
        case .inplaceXor: "^="
        }
    }
}
