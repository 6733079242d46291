import PythonRuntime

/// The module `_ast` (`Python/Python-ast.c`): the classes of syntax trees. Programs can build trees with them;
/// `compile` doesn't make or take trees.
enum AstModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_ast")
        for (name, value) in [
            ("PyCF_ALLOW_TOP_LEVEL_AWAIT", 8192), ("PyCF_ONLY_AST", 1024),
            ("PyCF_TYPE_COMMENTS", 4096),
        ] { try interpreter.setInt(module.ref, name, value) }
        try interpreter.addType(.astNode, nodeSpec(), to: module.ref)
        let base = Ref(RawObject(interpreter.type(.astNode)))
        for key in ["_fields", "_attributes", "__match_args__"] {
            try setEntry(interpreter, base, key, interpreter.emptyTuple)
        }
        for line in table.split(separator: "\n") {
            try addClass(interpreter, module.ref, line.split(separator: " "))
        }
        return module
    }

    private static func setEntry(
        _ interpreter: Interpreter, _ cls: Ref, _ key: String, _ value: Ref
    ) throws(Raised) {
        guard let dict = cls.fields(PyTypeObject.self).pointee.tp_dict else { return }
        let name = try interpreter.intern(key)
        try interpreter.dictSet(Ref(dict), name.ref, value)
    }

    /// A row: name, base, fields, attributes (`=` for the base's), and which of both are optional.
    private static func addClass(
        _ interpreter: Interpreter, _ module: Ref, _ row: [Substring]
    ) throws(Raised) {
        guard row.count == 5 else { return }
        let name = try interpreter.intern(String(row[0]))
        let base = try interpreter.namedAttribute(module, String(row[1]))
        let bases = try interpreter.makeTuple([base.ref])
        let dict = try interpreter.makeDict()
        func set(_ key: String, _ value: Ref) throws(Raised) {
            let name = try interpreter.intern(key)
            try interpreter.dictSet(dict.ref, name.ref, value)
        }
        let fields = try names(interpreter, row[2])
        try set("_fields", fields.ref)
        try set("__match_args__", fields.ref)
        if row[3] != "=" {
            let attributes = try names(interpreter, row[3])
            try set("_attributes", attributes.ref)
        }
        if row[4] != "-" {
            for optional in row[4].split(separator: ",") {
                try set(String(optional), interpreter.none)
            }
        }
        let home = try interpreter.intern("ast")
        try set("__module__", home.ref)
        let cls = try interpreter.call(
            Ref(RawObject(interpreter.type(BuiltinType.type))), [name.ref, bases.ref, dict.ref])
        try interpreter.setModuleAttribute(module, String(row[0]), cls.ref)
    }

    private static func names(
        _ interpreter: Interpreter, _ text: Substring
    ) throws(Raised) -> Owned {
        let list = try interpreter.makeList()
        if text != "-" {
            for part in text.split(separator: ",") {
                let name = try interpreter.intern(String(part))
                try interpreter.listAppend(list.ref, name.ref)
            }
        }
        return try interpreter.tupleFromIterable(list.ref)
    }

    /// `ast.AST`: a `__dict__`, filled from arguments by `_fields`.
    private static func nodeSpec() -> TypeSpec {
        TypeSpec(
            library: "ast.AST", basicSize: 24, flags: TypeFlags.haveGC | TypeFlags.baseType,
            methods: [
                MethodSpec("__reduce__", .noArguments) { node, _, _, _ in
                    withSelf(node) { interpreter, node throws(Raised) in
                        let cls = Ref(RawObject(node.type))
                        let dict = node.held(16) ?? interpreter.none
                        return try interpreter.makeTuple([cls, interpreter.emptyTuple, dict])
                    }
                }
            ],
            members: [MemberSpec("__dict__", .object, offset: 16, isReadOnly: false)]
        ) { block in
            ReferenceSlots.install(block, count: 1)
            block.pointee.type.tp_dictoffset = 16
            block.pointee.type.tp_new = { type, _, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).allocateInstance(
                        type.assumingMemoryBound(to: PyTypeObject.self))
                }
            }
            block.pointee.type.tp_init = { raw, arguments, keywords in
                slotStatus { () throws(Raised) in
                    try initializeNode(
                        Interpreter(containing: raw), Ref(raw), Ref(arguments),
                        keywords.map { Ref($0) })
                    return 0
                }
            }
        }
    }

    private static let table = """
        operator AST - - -
        Add operator - = -
        boolop AST - - -
        And boolop - = -
        stmt AST - lineno,col_offset,end_lineno,end_col_offset end_lineno,end_col_offset
        AnnAssign stmt target,annotation,value,simple = value
        Assert stmt test,msg = msg
        Assign stmt targets,value,type_comment = type_comment
        AsyncFor stmt target,iter,body,orelse,type_comment = type_comment
        AsyncFunctionDef stmt name,args,body,decorator_list,returns,type_comment = returns,type_comment
        AsyncWith stmt items,body,type_comment = type_comment
        expr AST - lineno,col_offset,end_lineno,end_col_offset end_lineno,end_col_offset
        Attribute expr value,attr,ctx = -
        AugAssign stmt target,op,value = -
        Await expr value = -
        BinOp expr left,op,right = -
        BitAnd operator - = -
        BitOr operator - = -
        BitXor operator - = -
        BoolOp expr op,values = -
        Break stmt - = -
        Call expr func,args,keywords = -
        ClassDef stmt name,bases,keywords,body,decorator_list = -
        Compare expr left,ops,comparators = -
        Constant expr value,kind = kind
        Continue stmt - = -
        expr_context AST - - -
        Del expr_context - = -
        Delete stmt targets = -
        Dict expr keys,values = -
        DictComp expr key,value,generators = -
        Div operator - = -
        cmpop AST - - -
        Eq cmpop - = -
        excepthandler AST - lineno,col_offset,end_lineno,end_col_offset end_lineno,end_col_offset
        ExceptHandler excepthandler type,name,body = type,name
        Expr stmt value = -
        mod AST - - -
        Expression mod body = -
        FloorDiv operator - = -
        For stmt target,iter,body,orelse,type_comment = type_comment
        FormattedValue expr value,conversion,format_spec = format_spec
        FunctionDef stmt name,args,body,decorator_list,returns,type_comment = returns,type_comment
        FunctionType mod argtypes,returns = -
        GeneratorExp expr elt,generators = -
        Global stmt names = -
        Gt cmpop - = -
        GtE cmpop - = -
        If stmt test,body,orelse = -
        IfExp expr test,body,orelse = -
        Import stmt names = -
        ImportFrom stmt module,names,level = module,level
        In cmpop - = -
        Interactive mod body = -
        unaryop AST - - -
        Invert unaryop - = -
        Is cmpop - = -
        IsNot cmpop - = -
        JoinedStr expr values = -
        LShift operator - = -
        Lambda expr args,body = -
        List expr elts,ctx = -
        ListComp expr elt,generators = -
        Load expr_context - = -
        Lt cmpop - = -
        LtE cmpop - = -
        MatMult operator - = -
        Match stmt subject,cases = -
        pattern AST - lineno,col_offset,end_lineno,end_col_offset -
        MatchAs pattern pattern,name = pattern,name
        MatchClass pattern cls,patterns,kwd_attrs,kwd_patterns = -
        MatchMapping pattern keys,patterns,rest = rest
        MatchOr pattern patterns = -
        MatchSequence pattern patterns = -
        MatchSingleton pattern value = -
        MatchStar pattern name = name
        MatchValue pattern value = -
        Mod operator - = -
        Module mod body,type_ignores = -
        Mult operator - = -
        Name expr id,ctx = -
        NamedExpr expr target,value = -
        Nonlocal stmt names = -
        Not unaryop - = -
        NotEq cmpop - = -
        NotIn cmpop - = -
        Or boolop - = -
        Pass stmt - = -
        Pow operator - = -
        RShift operator - = -
        Raise stmt exc,cause = exc,cause
        Return stmt value = value
        Set expr elts = -
        SetComp expr elt,generators = -
        Slice expr lower,upper,step = lower,upper,step
        Starred expr value,ctx = -
        Store expr_context - = -
        Sub operator - = -
        Subscript expr value,slice,ctx = -
        Try stmt body,handlers,orelse,finalbody = -
        TryStar stmt body,handlers,orelse,finalbody = -
        Tuple expr elts,ctx = -
        type_ignore AST - - -
        TypeIgnore type_ignore lineno,tag = -
        UAdd unaryop - = -
        USub unaryop - = -
        UnaryOp expr op,operand = -
        While stmt test,body,orelse = -
        With stmt items,body,type_comment = type_comment
        Yield expr value = value
        YieldFrom expr value = -
        alias AST name,asname lineno,col_offset,end_lineno,end_col_offset asname,end_lineno,end_col_offset
        arg AST arg,annotation,type_comment lineno,col_offset,end_lineno,end_col_offset annotation,type_comment,end_lineno,end_col_offset
        arguments AST posonlyargs,args,vararg,kwonlyargs,kw_defaults,kwarg,defaults - vararg,kwarg
        comprehension AST target,iter,ifs,is_async - -
        keyword AST arg,value lineno,col_offset,end_lineno,end_col_offset arg,end_lineno,end_col_offset
        match_case AST pattern,guard,body - guard
        withitem AST context_expr,optional_vars - optional_vars
        """
}

private func initializeNode(
    _ interpreter: Interpreter, _ node: Ref, _ arguments: Ref, _ keywords: Ref?
) throws(Raised) {
    let fields = try interpreter.namedAttribute(Ref(RawObject(node.type)), "_fields")
    let names = try interpreter.tupleFromIterable(fields.ref)
    let count = names.ref.itemCount
    if arguments.itemCount > count {
        throw interpreter.raise(
            .typeError,
            "\(interpreter.shortTypeName(node.type)) constructor takes at most \(count) positional argument\(count == 1 ? "" : "s")"
        )
    }
    for index in 0..<arguments.itemCount {
        try interpreter.setAttribute(
            node, names.ref.tupleItem(index), arguments.tupleItem(index))
    }
    var position = 0
    while let keywords, let entry = interpreter.dictNext(keywords, &position) {
        for index in 0..<arguments.itemCount
        where entry.key.text == names.ref.tupleItem(index).text {
            throw interpreter.raise(
                .typeError,
                "\(interpreter.shortTypeName(node.type)) got multiple values for argument '\(entry.key.text)'"
            )
        }
        try interpreter.setAttribute(node, entry.key, entry.value)
    }
}
