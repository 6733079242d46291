import PythonSyntax

extension SymbolTableBuilder {
    mutating func visit(_ id: ExpressionID) throws(CompileError) {
        try descend()
        defer { depth -= 1 }
        let node = working[id]
        switch node.kind {
        case .name(let name, let context): try visitName(name, context: context, span: node.span)
        case .constant: break
        case .attribute(let value, _, _), .starred(let value, _): try visit(value)
        case .call(let function, let arguments, let keywords):
            try visit(function)
            try visit(arguments)
            for index in 0..<Int(keywords.count) {
                try visit(tree[working.element(keywords, index)].value)
            }
        case .subscript(let value, let slice, _):
            try visit(value)
            try visit(slice)
        case .binOp(let left, _, let right):
            try visit(left)
            try visit(right)
        case .boolOp(_, let values), .joinedStr(let values): try visit(values)
        case .tuple(let elements, _), .list(let elements, _), .set(let elements):
            try visit(elements)
        case .compare(let left, _, let comparators):
            try visit(left)
            try visit(comparators)
        case .unaryOp(_, let operand): try visit(operand)
        case .dict(let keys, let values):
            try visit(keys)
            try visit(values)
        case .ifExp(let test, let body, let orElse):
            try visit(test)
            try visit(body)
            try visit(orElse)
        case .slice(let lower, let upper, let step):
            try visit(optional: lower)
            try visit(optional: upper)
            try visit(optional: step)
        case .formattedValue(let value, _, let formatSpec):
            try visit(value)
            try visit(optional: formatSpec)
        default: try visitScopedOrSuspending(node, id: id)
        }
    }

    /// The expressions that make a scope or say something about the one they are in.
    private mutating func visitScopedOrSuspending(
        _ node: ExpressionNode, id: ExpressionID
    ) throws(CompileError) {
        switch node.kind {
        case .namedExpr(let target, let value):
            try rejectInAnnotation("named expression", span: node.span)
            try visitNamedExpression(target: target, value: value, span: node.span)
        case .lambda(let arguments, let body):
            try visitLambda(arguments, body: body, id: id, span: node.span)
        case .listComp(let element, let generators):
            try visitComprehension(
                .list, element: element, value: nil, generators, id: id, span: node.span)
        case .setComp(let element, let generators):
            try visitComprehension(
                .set, element: element, value: nil, generators, id: id, span: node.span)
        case .dictComp(let key, let value, let generators):
            try visitComprehension(
                .dictionary, element: key, value: value, generators, id: id, span: node.span)
        case .generatorExp(let element, let generators):
            try visitComprehension(
                .generator, element: element, value: nil, generators, id: id, span: node.span)
        case .yield(let value):
            try rejectInAnnotation("yield expression", span: node.span)
            try visit(optional: value)
            try markGenerator(span: node.span)
        case .yieldFrom(let value):
            try rejectInAnnotation("yield expression", span: node.span)
            try visit(value)
            try markGenerator(span: node.span)
        case .await(let value):
            try rejectInAnnotation("await expression", span: node.span)
            try visit(value)
            table.scopes[current].isCoroutine = true
        default: break
        }
    }

    private mutating func visitName(
        _ name: Identifier, context: ExpressionContext, span: SourceSpan
    ) throws(CompileError) {
        try define(name, context == .load ? .use : .local, at: span)
        // `super` without arguments reads the cell of `__class__`.
        if context == .load, name == working.names.superName,
            table.scopes[current].kind == .function
        {
            try define(working.names.dunderClass, .use, at: span)
        }
    }

    private mutating func visitLambda(
        _ argumentsID: ArgumentsID, body: ExpressionID, id: ExpressionID, span: SourceSpan
    ) throws(CompileError) {
        let arguments = tree[argumentsID]
        try visit(arguments.defaults)
        try visit(arguments.keywordDefaults)
        table.expressionScopes[id.rawValue] = enter(
            .function, name: working.names.lambda, span: span)
        try visitParameters(arguments)
        try visit(body)
        leave()
    }

    private func rejectInAnnotation(_ what: String, span: SourceSpan) throws(CompileError) {
        guard table.scopes[current].kind == .annotation else { return }
        throw error("'\(what)' can not be used within an annotation", at: span)
    }

    private mutating func markGenerator(span: SourceSpan) throws(CompileError) {
        table.scopes[current].isGenerator = true
        let place: String
        switch table.scopes[current].comprehension {
        case .none: return
        case .list: place = "list comprehension"
        case .set: place = "set comprehension"
        case .dictionary: place = "dict comprehension"
        case .generator: place = "generator expression"
        }
        throw error("'yield' inside \(place)", at: span)
    }

    // MARK: Comprehensions

    private mutating func visitComprehension(
        _ kind: ComprehensionKind, element: ExpressionID, value: ExpressionID?,
        _ generators: NodeList<ComprehensionNode>, id: ExpressionID, span: SourceSpan
    ) throws(CompileError) {
        guard !generators.isEmpty else { return }
        let outermost = tree[working.element(generators, 0)]
        // The outermost iterable is evaluated outside and handed in as `.0`.
        table.scopes[current].comprehensionIterableDepth += 1
        try visit(outermost.iterable)
        table.scopes[current].comprehensionIterableDepth -= 1
        table.expressionScopes[id.rawValue] = enter(
            .function, name: scopeName(kind), span: span)
        table.scopes[current].comprehension = kind
        table.scopes[current].isCoroutine = outermost.isAsync
        try define(working.names.implicitArgument, .parameter, at: span)
        try visitTarget(outermost.target)
        try visit(outermost.conditions)
        for index in 1..<max(1, Int(generators.count)) {
            try visitClause(tree[working.element(generators, index)])
        }
        try visit(optional: value)
        try visit(element)
        table.scopes[current].isGenerator = kind == .generator
        let makesOuterCoroutine = table.scopes[current].isCoroutine && kind != .generator
        leave()
        if makesOuterCoroutine { table.scopes[current].isCoroutine = true }
    }

    private func scopeName(_ kind: ComprehensionKind) -> Identifier {
        switch kind {
        case .list: working.names.listcomp
        case .set: working.names.setcomp
        case .dictionary: working.names.dictcomp
        case .generator, .none: working.names.genexpr
        }
    }

    private mutating func visitTarget(_ target: ExpressionID) throws(CompileError) {
        table.scopes[current].isInComprehensionTarget = true
        try visit(target)
        table.scopes[current].isInComprehensionTarget = false
    }

    private mutating func visitClause(_ clause: ComprehensionNode) throws(CompileError) {
        try visitTarget(clause.target)
        table.scopes[current].comprehensionIterableDepth += 1
        try visit(clause.iterable)
        table.scopes[current].comprehensionIterableDepth -= 1
        try visit(clause.conditions)
        if clause.isAsync { table.scopes[current].isCoroutine = true }
    }

    // MARK: Assignment expressions

    private mutating func visitNamedExpression(
        target: ExpressionID, value: ExpressionID, span: SourceSpan
    ) throws(CompileError) {
        if table.scopes[current].comprehensionIterableDepth > 0 {
            throw error(
                "assignment expression cannot be used in a comprehension iterable expression",
                at: span)
        }
        if table.scopes[current].comprehension != .none {
            try bindOutsideComprehension(target)
        }
        try visit(value)
        try visit(target)
    }

    /// `:=` in a comprehension binds in the scope around all comprehensions (PEP 572).
    private mutating func bindOutsideComprehension(_ target: ExpressionID) throws(CompileError) {
        let node = working[target]
        guard case .name(let name, _) = node.kind else { return }
        for scope in stack.reversed() {
            if table.scopes[scope].comprehension != .none {
                if table.scopes[scope].symbols[name].contains(.comprehensionTarget) {
                    throw error(
                        "assignment expression cannot rebind comprehension iteration variable "
                            + "'\(spelling(name))'", at: node.span)
                }
                continue
            }
            switch table.scopes[scope].kind {
            case .function:
                let isGlobal = table.scopes[scope].symbols[name].contains(.global)
                try define(name, isGlobal ? .global : .nonlocal, at: node.span)
                recordDirective(name, at: node.span)
                try define(name, .local, in: scope, at: node.span)
                return
            case .module:
                try define(name, .global, at: node.span)
                recordDirective(name, at: node.span)
                try define(name, .global, in: scope, at: node.span)
                return
            case .class:
                throw error(
                    "assignment expression within a comprehension cannot be used in a class body",
                    at: node.span)
            case .annotation: continue
            }
        }
    }
}
