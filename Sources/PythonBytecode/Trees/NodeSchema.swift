/// What a class of syntax trees has: its base and its fields, as `Parser/Python.asdl` (3.11) says.
///
/// It is the only statement of the shape of trees as objects: the classes of `_ast`, trees made from
/// objects, objects made from trees and the classes' docstrings all follow it.
public struct NodeSchema: Sendable {
    public enum Quantifier: Sendable { case one, optional, many }

    public enum Content: Equatable, Sendable {
        case node(NodeKind)
        case identifier, string, int, constant
    }

    public struct Field: Sendable {
        public var name: String
        public var content: Content
        public var quantifier: Quantifier
    }

    public var name: String
    public var base: NodeKind
    public var fields: [Field]
    /// The fields as the grammar writes them.
    var signature: String

    /// By `NodeKind.rawValue`.
    public static let all: [NodeSchema] = rows.map { NodeSchema(row: $0) }

    /// One for each kind, in the order of the kinds.
    private static let rows = parts(of: table[...], at: "\n")

    private static let kindsByName = Dictionary(
        uniqueKeysWithValues: zip(rows, NodeKind.allCases).map { row, kind in
            (Substring(row.utf8.prefix { $0 != UInt8(ascii: " ") }), kind)
        })

    /// What stands between separators, which are ASCII.
    fileprivate static func parts(
        of text: Substring, at separator: Unicode.Scalar, count: Int = .max
    ) -> [Substring] {
        text.utf8.split(separator: UInt8(ascii: separator), maxSplits: count - 1).map(
            Substring.init)
    }

    /// A row: the name, the base, the fields.
    private init(row: Substring) {
        let parts = Self.parts(of: row, at: " ", count: 3)
        name = parts.first.map(String.init) ?? ""
        base = parts.count > 1 ? Self.kindsByName[parts[1]] ?? .AST : .AST
        let grammar = parts.count > 2 ? parts[2] : ""
        signature = String(grammar)
        fields = Self.parts(of: grammar, at: ",").map { Field(text: $0) }
    }

    static func content(named name: Substring) -> Content {
        switch name {
        case "identifier": .identifier
        case "string": .string
        case "int": .int
        case "constant": .constant
        default: .node(kindsByName[name] ?? .AST)
        }
    }

    private static let table = """
        AST object
        mod AST
        Module mod stmt* body, type_ignore* type_ignores
        Interactive mod stmt* body
        Expression mod expr body
        FunctionType mod expr* argtypes, expr returns
        stmt AST
        FunctionDef stmt identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment
        AsyncFunctionDef stmt identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment
        ClassDef stmt identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list
        Return stmt expr? value
        Delete stmt expr* targets
        Assign stmt expr* targets, expr value, string? type_comment
        AugAssign stmt expr target, operator op, expr value
        AnnAssign stmt expr target, expr annotation, expr? value, int simple
        For stmt expr target, expr iter, stmt* body, stmt* orelse, string? type_comment
        AsyncFor stmt expr target, expr iter, stmt* body, stmt* orelse, string? type_comment
        While stmt expr test, stmt* body, stmt* orelse
        If stmt expr test, stmt* body, stmt* orelse
        With stmt withitem* items, stmt* body, string? type_comment
        AsyncWith stmt withitem* items, stmt* body, string? type_comment
        Match stmt expr subject, match_case* cases
        Raise stmt expr? exc, expr? cause
        Try stmt stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
        TryStar stmt stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
        Assert stmt expr test, expr? msg
        Import stmt alias* names
        ImportFrom stmt identifier? module, alias* names, int? level
        Global stmt identifier* names
        Nonlocal stmt identifier* names
        Expr stmt expr value
        Pass stmt
        Break stmt
        Continue stmt
        expr AST
        BoolOp expr boolop op, expr* values
        NamedExpr expr expr target, expr value
        BinOp expr expr left, operator op, expr right
        UnaryOp expr unaryop op, expr operand
        Lambda expr arguments args, expr body
        IfExp expr expr test, expr body, expr orelse
        Dict expr expr* keys, expr* values
        Set expr expr* elts
        ListComp expr expr elt, comprehension* generators
        SetComp expr expr elt, comprehension* generators
        DictComp expr expr key, expr value, comprehension* generators
        GeneratorExp expr expr elt, comprehension* generators
        Await expr expr value
        Yield expr expr? value
        YieldFrom expr expr value
        Compare expr expr left, cmpop* ops, expr* comparators
        Call expr expr func, expr* args, keyword* keywords
        FormattedValue expr expr value, int conversion, expr? format_spec
        JoinedStr expr expr* values
        Constant expr constant value, string? kind
        Attribute expr expr value, identifier attr, expr_context ctx
        Subscript expr expr value, expr slice, expr_context ctx
        Starred expr expr value, expr_context ctx
        Name expr identifier id, expr_context ctx
        List expr expr* elts, expr_context ctx
        Tuple expr expr* elts, expr_context ctx
        Slice expr expr? lower, expr? upper, expr? step
        expr_context AST
        Load expr_context
        Store expr_context
        Del expr_context
        boolop AST
        And boolop
        Or boolop
        operator AST
        Add operator
        Sub operator
        Mult operator
        MatMult operator
        Div operator
        Mod operator
        Pow operator
        LShift operator
        RShift operator
        BitOr operator
        BitXor operator
        BitAnd operator
        FloorDiv operator
        unaryop AST
        Invert unaryop
        Not unaryop
        UAdd unaryop
        USub unaryop
        cmpop AST
        Eq cmpop
        NotEq cmpop
        Lt cmpop
        LtE cmpop
        Gt cmpop
        GtE cmpop
        Is cmpop
        IsNot cmpop
        In cmpop
        NotIn cmpop
        comprehension AST expr target, expr iter, expr* ifs, int is_async
        excepthandler AST
        ExceptHandler excepthandler expr? type, identifier? name, stmt* body
        arguments AST arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults
        arg AST identifier arg, expr? annotation, string? type_comment
        keyword AST identifier? arg, expr value
        alias AST identifier name, identifier? asname
        withitem AST expr context_expr, expr? optional_vars
        match_case AST pattern pattern, expr? guard, stmt* body
        pattern AST
        MatchValue pattern expr value
        MatchSingleton pattern constant value
        MatchSequence pattern pattern* patterns
        MatchMapping pattern expr* keys, pattern* patterns, identifier? rest
        MatchClass pattern expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns
        MatchStar pattern identifier? name
        MatchAs pattern pattern? pattern, identifier? name
        MatchOr pattern pattern* patterns
        type_ignore AST
        TypeIgnore type_ignore int lineno, string tag
        """
}

extension NodeSchema.Field {
    /// `type name`, `type? name` or `type* name`.
    init(text: Substring) {
        let parts = NodeSchema.parts(of: text, at: " ")
        var type = parts.first ?? ""
        name = parts.last.map(String.init) ?? ""
        switch type.last {
        case "?": quantifier = .optional
        case "*": quantifier = .many
        default: quantifier = .one
        }
        if quantifier != .one { type.removeLast() }
        content = NodeSchema.content(named: type)
    }
}

extension NodeSchema {
    /// The class's `__doc__`: the line of the grammar that defines it, nil for `AST`.
    public static func documentation(of kind: NodeKind) -> String? {
        if kind == .AST { return nil }
        let schema = kind.schema
        let constructors = kind.constructors
        if constructors.isEmpty { return schema.form }
        let parts = constructors.map { $0.schema.form }
        if kind.constructors.allSatisfy(\.isMark) {
            return "\(schema.name) = \(parts.joined(separator: " | "))"
        }
        let indent = String(repeating: " ", count: schema.name.utf8.count + 1)
        return "\(schema.name) = \(parts.joined(separator: "\n\(indent)| "))"
    }

    /// `Name(identifier id, expr_context ctx)`, or only the name where there are no fields.
    private var form: String { fields.isEmpty ? name : "\(name)(\(signature))" }
}
