extension SyntaxDump {
    mutating func write(_ id: ExpressionID) {
        if id == SyntaxTree.noExpression {
            write("None")
            return
        }
        guard descend() else { return }
        defer { ascend() }
        let node = tree[id]
        writeFields(node.kind)
        close(node.span)
    }

    private mutating func writeFields(_ kind: Expression) {
        switch kind {
        case .boolOp(let operation, let values):
            open("BoolOp")
            name("op")
            write(operation == .and ? "And()" : "Or()")
            field("values", values)
        case .namedExpr(let target, let value):
            open("NamedExpr")
            field("target", target)
            field("value", value)
        case .binOp(let left, let operation, let right):
            open("BinOp")
            field("left", left)
            field(operation)
            field("right", right)
        case .unaryOp(let operation, let operand): write(operation, operand)
        case .lambda(let arguments, let body):
            open("Lambda")
            name("args")
            write(arguments)
            field("body", body)
        case .ifExp(let test, let body, let orElse):
            open("IfExp")
            field("test", test)
            field("body", body)
            field("orelse", orElse)
        case .compare(let left, let operators, let comparators):
            write(left, operators, comparators)
        case .call(let function, let arguments, let keywords):
            open("Call")
            field("func", function)
            field("args", arguments)
            field("keywords", keywords) { $0.write($1) }
        default: writeMoreFields(kind)
        }
    }

    private mutating func writeMoreFields(_ kind: Expression) {
        switch kind {
        case .dict(let keys, let values):
            open("Dict")
            field("keys", keys)
            field("values", values)
        case .set(let elements):
            open("Set")
            field("elts", elements)
        case .listComp(let element, let generators):
            open("ListComp")
            write(element, generators)
        case .setComp(let element, let generators):
            open("SetComp")
            write(element, generators)
        case .generatorExp(let element, let generators):
            open("GeneratorExp")
            write(element, generators)
        case .dictComp(let key, let value, let generators):
            open("DictComp")
            field("key", key)
            field("value", value)
            field("generators", generators) { $0.write($1) }
        case .await(let value):
            open("Await")
            field("value", value)
        case .yield(let value):
            open("Yield")
            field("value", value)
        case .yieldFrom(let value):
            open("YieldFrom")
            field("value", value)
        case .formattedValue(let value, let conversion, let formatSpec):
            open("FormattedValue")
            field("value", value)
            field("conversion", number: conversion)
            field("format_spec", formatSpec)
        case .joinedStr(let values):
            open("JoinedStr")
            field("values", values)
        case .constant(let constant, let isUnicodePrefixed):
            open("Constant")
            name("value")
            PythonRepresentation.append(tree[constant], to: &output)
            if isUnicodePrefixed {
                name("kind")
                write("'u'")
            }
        default: writePlaceFields(kind)
        }
    }

    /// Expressions that may be assigned to, and slices.
    private mutating func writePlaceFields(_ kind: Expression) {
        switch kind {
        case .attribute(let value, let attribute, let context):
            open("Attribute")
            field("value", value)
            field("attr", attribute)
            field(context)
        case .subscript(let value, let slice, let context):
            open("Subscript")
            field("value", value)
            field("slice", slice)
            field(context)
        case .starred(let value, let context):
            open("Starred")
            field("value", value)
            field(context)
        case .name(let identifier, let context):
            open("Name")
            field("id", identifier)
            field(context)
        case .list(let elements, let context):
            open("List")
            field("elts", elements)
            field(context)
        case .tuple(let elements, let context):
            open("Tuple")
            field("elts", elements)
            field(context)
        case .slice(let lower, let upper, let step):
            open("Slice")
            field("lower", lower)
            field("upper", upper)
            field("step", step)
        default: preconditionFailure("an expression of another group")
        }
    }

    private mutating func write(_ operation: UnaryOperator, _ operand: ExpressionID) {
        open("UnaryOp")
        name("op")
        switch operation {
        case .invert: write("Invert()")
        case .not: write("Not()")
        case .plus: write("UAdd()")
        case .minus: write("USub()")
        }
        field("operand", operand)
    }

    private mutating func write(
        _ left: ExpressionID, _ operators: NodeList<ComparisonOperator>,
        _ comparators: NodeList<ExpressionNode>
    ) {
        open("Compare")
        field("left", left)
        name("ops")
        output.append(0x5B)
        for (index, comparison) in tree.comparisonOperators(of: operators).enumerated() {
            if index > 0 { write(", ") }
            switch comparison {
            case .equal: write("Eq()")
            case .notEqual: write("NotEq()")
            case .less: write("Lt()")
            case .lessOrEqual: write("LtE()")
            case .greater: write("Gt()")
            case .greaterOrEqual: write("GtE()")
            case .is: write("Is()")
            case .isNot: write("IsNot()")
            case .in: write("In()")
            case .notIn: write("NotIn()")
            }
        }
        output.append(0x5D)
        field("comparators", comparators)
    }

    private mutating func write(_ element: ExpressionID, _ generators: NodeList<ComprehensionNode>)
    {
        field("elt", element)
        field("generators", generators) { $0.write($1) }
    }

    private mutating func write(_ id: ComprehensionID) {
        let node = tree[id]
        open("comprehension")
        field("target", node.target)
        field("iter", node.iterable)
        field("ifs", node.conditions)
        field("is_async", number: node.isAsync ? 1 : 0)
        close()
    }

    mutating func write(_ id: KeywordID) {
        let node = tree[id]
        open("keyword")
        field("arg", node.name)
        field("value", node.value)
        close(node.span)
    }

    mutating func write(_ id: ArgumentsID) {
        let node = tree[id]
        open("arguments")
        field("posonlyargs", node.positionalOnly) { $0.write($1) }
        field("args", node.positional) { $0.write($1) }
        if let variadic = node.variadic {
            name("vararg")
            write(variadic)
        }
        field("kwonlyargs", node.keywordOnly) { $0.write($1) }
        field("kw_defaults", node.keywordDefaults)
        if let variadic = node.keywordVariadic {
            name("kwarg")
            write(variadic)
        }
        field("defaults", node.defaults)
        close()
    }

    private mutating func write(_ id: ArgumentID) {
        let node = tree[id]
        open("arg")
        field("arg", node.name)
        field("annotation", node.annotation)
        close(node.span)
    }
}
