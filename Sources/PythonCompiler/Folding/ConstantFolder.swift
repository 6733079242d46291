import PythonBytecode
import PythonSyntax

/// Replaces expressions of constants by their values before the scopes are looked at
/// (`Python/ast_opt.c`): operators, subscripts, tuples, `__debug__`, `in [1, 2]`, `not a is b` and
/// `'%s' % (x,)`.
struct ConstantFolder {
    var working: WorkingTree
    let future: FutureFeatures
    let isOptimizing: Bool
    var depth: Int
    let depthLimit: Int

    static func fold(
        _ working: inout WorkingTree, root: SyntaxRoot, future: FutureFeatures,
        options: CompileOptions, depth: DepthLimit
    ) throws(CompileError) {
        var folder = ConstantFolder(
            working: working.take(), future: future, isOptimizing: options.optimizationLevel > 0,
            depth: depth.start, depthLimit: depth.limit)
        defer { working = folder.working.take() }
        switch root {
        case .module(let body): try folder.foldBody(body)
        case .interactive(let body): try folder.fold(body)
        case .expression(let expression): try folder.fold(expression)
        case .functionType: break
        }
    }

    var tree: SyntaxTree { working.tree }

    // MARK: Statements

    /// The body of a module, class or function. What only folding made a string is no docstring.
    private mutating func foldBody(_ body: NodeList<StatementNode>) throws(CompileError) {
        let hadDocstring = working.docstring(of: body) != nil
        try fold(body)
        if !hadDocstring, working.docstring(of: body) != nil {
            let statement = tree[working.element(body, 0)]
            guard case .expression(let value) = statement.kind else { return }
            let inner = working.addExpression(working[value])
            let values: NodeList<ExpressionNode> = working.addList([inner.rawValue])
            working.expressions[value.position] = ExpressionNode(
                .joinedStr(values: values), statement.span)
        }
    }

    private mutating func fold(_ list: NodeList<StatementNode>) throws(CompileError) {
        for index in 0..<Int(list.count) { try fold(working.element(list, index)) }
    }

    private mutating func descend() throws(CompileError) {
        depth += 1
        if depth > depthLimit { throw .recursionLimit }
    }

    private mutating func fold(_ id: StatementID) throws(CompileError) {
        try descend()
        defer { depth -= 1 }
        switch tree[id].kind {
        case .functionDef(let definition, _):
            try fold(definition.arguments)
            try foldBody(definition.body)
            try fold(definition.decorators)
            if !future.annotations { try fold(optional: definition.returns) }
        case .classDef(let definition):
            try fold(definition.bases)
            for index in 0..<Int(definition.keywords.count) {
                try fold(tree[working.element(definition.keywords, index)].value)
            }
            try foldBody(definition.body)
            try fold(definition.decorators)
        case .return(let value): try fold(optional: value)
        case .delete(let targets): try fold(targets)
        case .assign(let targets, let value):
            try fold(targets)
            try fold(value)
        case .augAssign(let target, _, let value):
            try fold(target)
            try fold(value)
        case .annAssign(let target, let annotation, let value, _):
            try fold(target)
            if !future.annotations { try fold(annotation) }
            try fold(optional: value)
        case .for(let target, let iterable, let body, let orElse, let isAsync):
            try fold(target)
            try fold(iterable)
            try fold(body)
            try fold(orElse)
            if !isAsync { foldIterable(iterable) }
        case .while(let test, let body, let orElse), .if(let test, let body, let orElse):
            try fold(test)
            try fold(body)
            try fold(orElse)
        case .try(let body, let handlers, let orElse, let finalBody, _):
            try fold(body)
            for index in 0..<Int(handlers.count) {
                let handler = tree[working.element(handlers, index)]
                try fold(optional: handler.type)
                try fold(handler.body)
            }
            try fold(orElse)
            try fold(finalBody)
        case .expression(let value): try fold(value)
        default: try foldOther(tree[id].kind)
        }
    }

    private mutating func foldOther(_ statement: Statement) throws(CompileError) {
        switch statement {
        case .with(let items, let body, _):
            for index in 0..<Int(items.count) {
                let item = tree[working.element(items, index)]
                try fold(item.contextExpression)
                try fold(optional: item.optionalVariables)
            }
            try fold(body)
        case .raise(let exception, let cause):
            try fold(optional: exception)
            try fold(optional: cause)
        case .assert(let test, let message):
            try fold(test)
            try fold(optional: message)
        case .match(let subject, let cases):
            try fold(subject)
            for index in 0..<Int(cases.count) {
                let matchCase = tree[working.element(cases, index)]
                try fold(matchCase.pattern)
                try fold(optional: matchCase.guardExpression)
                try fold(matchCase.body)
            }
        default: break
        }
    }

    private mutating func fold(_ id: ArgumentsID) throws(CompileError) {
        let arguments = tree[id]
        if !future.annotations {
            try fold(arguments.positionalOnly)
            try fold(arguments.positional)
            if let variadic = arguments.variadic { try fold(optional: tree[variadic].annotation) }
            try fold(arguments.keywordOnly)
        }
        try fold(arguments.keywordDefaults)
        if !future.annotations, let variadic = arguments.keywordVariadic {
            try fold(optional: tree[variadic].annotation)
        }
        try fold(arguments.defaults)
    }

    private mutating func fold(_ list: NodeList<ArgumentNode>) throws(CompileError) {
        for index in 0..<Int(list.count) {
            try fold(optional: tree[working.element(list, index)].annotation)
        }
    }

    private mutating func fold(_ id: PatternID) throws(CompileError) {
        try descend()
        defer { depth -= 1 }
        switch tree[id].kind {
        case .value(let value): try fold(value)
        case .sequence(let patterns), .or(let patterns): try fold(patterns)
        case .mapping(let keys, let patterns, _):
            try fold(keys)
            try fold(patterns)
        case .class(let type, let patterns, _, let keywordPatterns):
            try fold(type)
            try fold(patterns)
            try fold(keywordPatterns)
        case .as(let pattern, _): if let pattern { try fold(pattern) }
        case .singleton, .star: break
        }
    }

    private mutating func fold(_ list: NodeList<PatternNode>) throws(CompileError) {
        for index in 0..<Int(list.count) { try fold(working.element(list, index)) }
    }

    // MARK: Expressions

    private mutating func fold(_ list: NodeList<ExpressionNode>) throws(CompileError) {
        for index in 0..<Int(list.count) {
            let id = working.element(list, index)
            if id != SyntaxTree.noExpression { try fold(id) }
        }
    }

    private mutating func fold(optional id: ExpressionID?) throws(CompileError) {
        if let id { try fold(id) }
    }

    private mutating func fold(_ id: ExpressionID) throws(CompileError) {
        try descend()
        defer { depth -= 1 }
        switch working[id].kind {
        case .constant: break
        case .name(let name, .load) where name == working.names.dunderDebug:
            replace(id, by: isOptimizing ? .false : .true)
        case .name: break
        case .attribute(let value, _, _), .starred(let value, _), .await(let value),
            .yieldFrom(let value), .namedExpr(_, let value):
            try fold(value)
        case .call(let function, let arguments, let keywords):
            try fold(function)
            try fold(arguments)
            for index in 0..<Int(keywords.count) {
                try fold(tree[working.element(keywords, index)].value)
            }
        case .subscript(let value, let slice, let context):
            try fold(value)
            try fold(slice)
            if context == .load { foldSubscript(id, value, slice) }
        case .binOp(let left, let op, let right):
            try fold(left)
            try fold(right)
            foldBinary(id, left, op, right)
        case .unaryOp(let op, let operand):
            try fold(operand)
            foldUnary(id, op, operand)
        case .tuple(let elements, let context):
            try fold(elements)
            if context == .load, let items = constants(of: elements) {
                replace(id, by: .tuple(items))
            }
        case .list(let elements, _), .set(let elements): try fold(elements)
        case .boolOp(_, let values), .joinedStr(let values): try fold(values)
        case .compare(let left, let operators, let comparators):
            try fold(left)
            try fold(comparators)
            foldMembership(operators, comparators)
        default: try foldOther(working[id].kind)
        }
    }

    private mutating func foldOther(_ expression: Expression) throws(CompileError) {
        switch expression {
        case .lambda(let arguments, let body):
            try fold(arguments)
            try fold(body)
        case .ifExp(let test, let body, let orElse):
            try fold(test)
            try fold(body)
            try fold(orElse)
        case .dict(let keys, let values):
            try fold(keys)
            try fold(values)
        case .listComp(let element, let generators), .setComp(let element, let generators),
            .generatorExp(let element, let generators):
            try fold(element)
            try fold(generators)
        case .dictComp(let key, let value, let generators):
            try fold(key)
            try fold(value)
            try fold(generators)
        case .yield(let value): try fold(optional: value)
        case .formattedValue(let value, _, let formatSpec):
            try fold(value)
            try fold(optional: formatSpec)
        case .slice(let lower, let upper, let step):
            try fold(optional: lower)
            try fold(optional: upper)
            try fold(optional: step)
        default: break
        }
    }

    private mutating func fold(_ list: NodeList<ComprehensionNode>) throws(CompileError) {
        for index in 0..<Int(list.count) {
            let clause = tree[working.element(list, index)]
            try fold(clause.target)
            try fold(clause.iterable)
            try fold(clause.conditions)
            foldIterable(clause.iterable)
        }
    }
}
