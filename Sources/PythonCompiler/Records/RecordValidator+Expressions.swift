import PythonBytecode

extension RecordValidator {
    mutating func check(expression node: Int, _ context: NodeKind) throws(RecordError) {
        try checkPlace(node)
        try descend()
        defer { ascend() }
        if let actual = try contextField(node, context), case .mark(let mark) = actual,
            mark != context
        {
            throw RecordError(
                "expression must have \(context) context but has \(mark) instead")
        }
        switch kind(node) {
        case .BoolOp:
            if count(node, 1) < 2 { throw RecordError("BoolOp with less than 2 values") }
            try expressions(node, 1)
        case .BinOp:
            try expression(node, 0)
            try expression(node, 2)
        case .UnaryOp, .NamedExpr: try expression(node, 1)
        case .Lambda:
            try checkParameters(node, 0)
            try expression(node, 1)
        case .IfExp, .Slice:
            for field in 0..<3 { try expression(node, field) }
        case .Dict: try checkDict(node)
        case .Set, .JoinedStr: try expressions(node, 0)
        case .ListComp, .SetComp, .GeneratorExp:
            try checkGenerators(node, 1)
            try expression(node, 0)
        case .DictComp:
            try checkGenerators(node, 2)
            try expression(node, 0)
            try expression(node, 1)
        case .Yield, .YieldFrom, .Await, .Attribute: try expression(node, 0)
        case .Compare: try checkComparison(node)
        case .Call:
            try expression(node, 0)
            try expressions(node, 1)
            try checkKeywords(node, 2)
        case .Constant: try check(literal(node, 0))
        case .FormattedValue:
            try expression(node, 0)
            try expression(node, 2)
        case .Subscript:
            try expression(node, 1)
            try expression(node, 0)
        case .Starred: try expression(node, 0, context)
        case .List, .Tuple: try expressions(node, 0, context)
        default: return
        }
    }

    /// The context of an expression that has one; others can only be loaded.
    private func contextField(
        _ node: Int, _ context: NodeKind
    ) throws(RecordError) -> Value? {
        switch kind(node) {
        case .Attribute, .Subscript: return record.field(2, of: node)
        case .Name:
            try checkName(text(node, 0))
            return record.field(1, of: node)
        case .Starred, .List, .Tuple: return record.field(1, of: node)
        default:
            if context == .Load { return nil }
            throw RecordError("expression which can't be assigned to in \(context) context")
        }
    }

    private mutating func checkDict(_ node: Int) throws(RecordError) {
        if count(node, 0) != count(node, 1) {
            throw RecordError("Dict doesn't have the same number of keys as values")
        }
        try expressions(node, 0, takesNone: true)
        try expressions(node, 1)
    }

    private mutating func checkComparison(_ node: Int) throws(RecordError) {
        if count(node, 2) == 0 { throw RecordError("Compare with no comparators") }
        if count(node, 2) != count(node, 1) {
            throw RecordError("Compare has a different number of comparators and operands")
        }
        try expressions(node, 2)
        try expression(node, 0)
    }

    func check(_ literal: TreeRecord.Literal) throws(RecordError) {
        if case .invalid(let typeName) = literal {
            throw RecordError("got an invalid type in Constant: \(typeName)", kind: .type)
        }
    }

    private mutating func checkGenerators(_ node: Int, _ field: Int) throws(RecordError) {
        if count(node, field) == 0 { throw RecordError("comprehension with no generators") }
        for clause in try nodes(node, field, "comprehension") {
            try expression(clause, 0, .Store)
            try expression(clause, 1)
            try expressions(clause, 2)
        }
    }

    mutating func checkKeywords(_ node: Int, _ field: Int) throws(RecordError) {
        for keyword in try nodes(node, field, "keyword") { try expression(keyword, 1) }
    }

    /// The `arguments` in a field.
    mutating func checkParameters(_ owner: Int, _ field: Int) throws(RecordError) {
        guard let node = child(owner, field) else { return }
        try checkParameterList(node, 0)
        try checkParameterList(node, 1)
        if let variadic = child(node, 2) { try expression(variadic, 1) }
        try checkParameterList(node, 3)
        if let variadic = child(node, 5) { try expression(variadic, 1) }
        if count(node, 6) > count(node, 0) + count(node, 1) {
            throw RecordError("more positional defaults than args on arguments")
        }
        if count(node, 4) != count(node, 3) {
            throw RecordError(
                "length of kwonlyargs is not the same as kw_defaults on arguments")
        }
        try expressions(node, 6)
        try expressions(node, 4, takesNone: true)
    }

    private mutating func checkParameterList(_ node: Int, _ field: Int) throws(RecordError) {
        for parameter in try nodes(node, field, "parameter") {
            try checkPlace(parameter)
            try expression(parameter, 1)
        }
    }
}
