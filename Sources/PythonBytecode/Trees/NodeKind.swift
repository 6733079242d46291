/// The classes of syntax trees, in the order of CPython's module `_ast` and under its names: a sum (`stmt`)
/// stands before its constructors (`FunctionDef`), as in `Parser/Python.asdl`.
public enum NodeKind: UInt8, CaseIterable, Sendable {
    case AST
    case mod, Module, Interactive, Expression, FunctionType
    case stmt, FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign, AugAssign,
        AnnAssign, For, AsyncFor, While, If, With, AsyncWith, Match, Raise, Try, TryStar,
        Assert, Import, ImportFrom, Global, Nonlocal, Expr, Pass, Break, Continue
    case expr, BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp,
        DictComp, GeneratorExp, Await, Yield, YieldFrom, Compare, Call, FormattedValue,
        JoinedStr, Constant, Attribute, Subscript, Starred, Name, List, Tuple, Slice
    case expr_context, Load, Store, Del
    case boolop, And, Or
    case `operator`, Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor,
        BitAnd, FloorDiv
    case unaryop, Invert, Not, UAdd, USub
    case cmpop, Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn
    case comprehension
    case excepthandler, ExceptHandler
    case arguments
    case arg
    case keyword
    case alias
    case withitem
    case match_case
    case pattern, MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass,
        MatchStar, MatchAs, MatchOr
    case type_ignore, TypeIgnore
}

extension NodeKind {
    /// What the kind is and has.
    public var schema: NodeSchema { NodeSchema.all[Int(rawValue)] }

    /// The constructors of a sum, in its order; a product has none.
    public var constructors: [NodeKind] {
        Self.allCases.filter { $0.schema.base == self }
    }

    /// Whether it is one of a closed set of classes without fields (`Load`, `Add`), of which `compile`
    /// uses one object each.
    public var isMark: Bool {
        switch schema.base {
        case .expr_context, .boolop, .operator, .unaryop, .cmpop: true
        default: false
        }
    }

    /// Whether nodes of the kind say where they stand in the source.
    public var hasPlace: Bool {
        switch self {
        case .stmt, .expr, .excepthandler, .pattern, .arg, .keyword, .alias: true
        default: schema.base != .AST && schema.base.hasPlace
        }
    }
}
