import PythonSyntax

extension SymbolTableBuilder {
    mutating func visit(_ id: StatementID) throws(CompileError) {
        try descend()
        defer { depth -= 1 }
        let node = tree[id]
        switch node.kind {
        case .functionDef(let definition, let isAsync):
            try visitFunction(definition, isAsync: isAsync, id: id, span: node.span)
        case .classDef(let definition): try visitClass(definition, id: id, span: node.span)
        case .return(let value): try visit(optional: value)
        case .delete(let targets): try visit(targets)
        case .assign(let targets, let value):
            try visit(targets)
            try visit(value)
        case .augAssign(let target, _, let value):
            try visit(target)
            try visit(value)
        case .annAssign(let target, let annotation, let value, let isSimple):
            try visitAnnotatedAssignment(
                target, annotation: annotation, value: value, isSimple: isSimple, span: node.span)
        case .for(let target, let iterable, let body, let orElse, _):
            try visit(target)
            try visit(iterable)
            try visit(body)
            try visit(orElse)
        case .while(let test, let body, let orElse), .if(let test, let body, let orElse):
            try visit(test)
            try visit(body)
            try visit(orElse)
        case .with(let items, let body, _): try visitWith(items, body: body)
        case .match(let subject, let cases): try visitMatch(subject, cases: cases)
        case .raise(let exception, let cause):
            try visit(optional: exception)
            try visit(optional: cause)
        case .try(let body, let handlers, let orElse, let finalBody, _):
            try visit(body)
            try visit(orElse)
            try visit(handlers)
            try visit(finalBody)
        case .assert(let test, let message):
            try visit(test)
            try visit(optional: message)
        case .import(let names): try visit(names)
        case .importFrom(_, let names, _): try visit(names)
        case .global(let names): try visitDirective(.global, names: names, span: node.span)
        case .nonlocal(let names): try visitDirective(.nonlocal, names: names, span: node.span)
        case .expression(let value): try visit(value)
        case .pass, .break, .continue: break
        }
    }

    private mutating func visitFunction(
        _ definition: FunctionDefinition, isAsync: Bool, id: StatementID, span: SourceSpan
    ) throws(CompileError) {
        let arguments = tree[definition.arguments]
        try define(definition.name, .local, at: span)
        try visit(arguments.defaults)
        try visit(arguments.keywordDefaults)
        try visitAnnotations(arguments, returns: definition.returns, span: span)
        try visit(definition.decorators)
        table.statementScopes[id.rawValue] = enter(.function, name: definition.name, span: span)
        table.scopes[current].isCoroutine = isAsync
        try visitParameters(arguments)
        try visit(definition.body)
        leave()
    }

    private mutating func visitClass(
        _ definition: ClassDefinition, id: StatementID, span: SourceSpan
    ) throws(CompileError) {
        try define(definition.name, .local, at: span)
        try visit(definition.bases)
        for index in 0..<Int(definition.keywords.count) {
            try visit(tree[working.element(definition.keywords, index)].value)
        }
        try visit(definition.decorators)
        table.statementScopes[id.rawValue] = enter(.class, name: definition.name, span: span)
        let outerOwner = privateOwner
        privateOwner = definition.name
        try visit(definition.body)
        privateOwner = outerOwner
        leave()
    }

    private mutating func visitAnnotatedAssignment(
        _ target: ExpressionID, annotation: ExpressionID, value: ExpressionID?, isSimple: Bool,
        span: SourceSpan
    ) throws(CompileError) {
        let targetNode = working[target]
        if case .name(let name, _) = targetNode.kind {
            let known = table.scopes[current].symbols[mangled(name)]
            if isSimple, current != SymbolTable.module,
                !known.isDisjoint(with: [.global, .nonlocal])
            {
                let what = known.contains(.global) ? "global" : "nonlocal"
                throw error("annotated name '\(spelling(name))' can't be \(what)", at: span)
            }
            if isSimple {
                try define(name, [.annotated, .local], at: targetNode.span)
            } else if value != nil {
                try define(name, .local, at: targetNode.span)
            }
        } else {
            try visit(target)
        }
        try visitAnnotation(annotation)
        try visit(optional: value)
    }

    private mutating func visitWith(
        _ items: NodeList<WithItemNode>, body: NodeList<StatementNode>
    ) throws(CompileError) {
        for index in 0..<Int(items.count) {
            let item = tree[working.element(items, index)]
            try visit(item.contextExpression)
            try visit(optional: item.optionalVariables)
        }
        try visit(body)
    }

    private mutating func visit(_ handlers: NodeList<ExceptHandlerNode>) throws(CompileError) {
        for index in 0..<Int(handlers.count) {
            let handler = tree[working.element(handlers, index)]
            try visit(optional: handler.type)
            if let name = handler.name { try define(name, .local, at: handler.span) }
            try visit(handler.body)
        }
    }

    /// An import binds the first part of a dotted name, or the name after `as`.
    private mutating func visit(_ aliases: NodeList<AliasNode>) throws(CompileError) {
        for index in 0..<Int(aliases.count) {
            let alias = tree[working.element(aliases, index)]
            let name = alias.asName ?? alias.name
            let text = spelling(name)
            if text == "*" {
                guard table.scopes[current].kind == .module else {
                    throw error("import * only allowed at module level", at: alias.span)
                }
            } else if let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")) {
                let first = working.names.intern(String(text[..<dot]))
                try define(first, .imported, at: alias.span)
            } else {
                try define(name, .imported, at: alias.span)
            }
        }
    }

    private mutating func visitDirective(
        _ flag: SymbolFlags, names: NodeList<String>, span: SourceSpan
    ) throws(CompileError) {
        let word = flag == .global ? "global" : "nonlocal"
        for index in 0..<Int(names.count) {
            let name = working.element(names, index)
            let known = table.scopes[current].symbols[mangled(name)]
            if !known.isDisjoint(with: [.parameter, .local, .use, .annotated]) {
                let text = spelling(name)
                let message =
                    known.contains(.parameter)
                    ? "name '\(text)' is parameter and \(word)"
                    : known.contains(.use)
                        ? "name '\(text)' is used prior to \(word) declaration"
                        : known.contains(.annotated)
                            ? "annotated name '\(text)' can't be \(word)"
                            : "name '\(text)' is assigned to before \(word) declaration"
                throw error(message, at: span)
            }
            try define(name, flag, at: span)
            recordDirective(name, at: span)
        }
    }

    // MARK: Parameters and annotations

    mutating func visitParameters(_ arguments: ArgumentsNode) throws(CompileError) {
        try visitParameters(arguments.positionalOnly)
        try visitParameters(arguments.positional)
        try visitParameters(arguments.keywordOnly)
        if let variadic = arguments.variadic {
            try define(tree[variadic].name, .parameter, at: tree[variadic].span)
            table.scopes[current].hasVariadic = true
        }
        if let variadic = arguments.keywordVariadic {
            try define(tree[variadic].name, .parameter, at: tree[variadic].span)
            table.scopes[current].hasKeywordVariadic = true
        }
    }

    private mutating func visitParameters(_ list: NodeList<ArgumentNode>) throws(CompileError) {
        for index in 0..<Int(list.count) {
            let argument = tree[working.element(list, index)]
            try define(argument.name, .parameter, at: argument.span)
        }
    }

    private mutating func visitAnnotations(
        _ arguments: ArgumentsNode, returns: ExpressionID?, span: SourceSpan
    ) throws(CompileError) {
        if future.annotations { enter(.annotation, name: working.names.annotation, span: span) }
        try visitAnnotations(arguments.positionalOnly)
        try visitAnnotations(arguments.positional)
        if let variadic = arguments.variadic { try visit(optional: tree[variadic].annotation) }
        if let variadic = arguments.keywordVariadic {
            try visit(optional: tree[variadic].annotation)
        }
        try visitAnnotations(arguments.keywordOnly)
        if future.annotations { leave() }
        if let returns { try visitAnnotation(returns) }
    }

    private mutating func visitAnnotations(_ list: NodeList<ArgumentNode>) throws(CompileError) {
        for index in 0..<Int(list.count) {
            try visit(optional: tree[working.element(list, index)].annotation)
        }
    }

    private mutating func visitAnnotation(_ annotation: ExpressionID) throws(CompileError) {
        if future.annotations {
            enter(
                .annotation, name: working.names.annotation, span: working[annotation].span)
        }
        try visit(annotation)
        if future.annotations { leave() }
    }

    // MARK: Patterns

    private mutating func visitMatch(
        _ subject: ExpressionID, cases: NodeList<MatchCaseNode>
    ) throws(CompileError) {
        try visit(subject)
        for index in 0..<Int(cases.count) {
            let matchCase = tree[working.element(cases, index)]
            try visit(matchCase.pattern)
            try visit(optional: matchCase.guardExpression)
            try visit(matchCase.body)
        }
    }

    private mutating func visit(_ list: NodeList<PatternNode>) throws(CompileError) {
        for index in 0..<Int(list.count) { try visit(working.element(list, index)) }
    }

    private mutating func visit(_ id: PatternID) throws(CompileError) {
        try descend()
        defer { depth -= 1 }
        let node = tree[id]
        switch node.kind {
        case .value(let value): try visit(value)
        case .singleton: break
        case .sequence(let patterns), .or(let patterns): try visit(patterns)
        case .mapping(let keys, let patterns, let rest):
            try visit(keys)
            try visit(patterns)
            if let rest { try define(rest, .local, at: node.span) }
        case .class(let type, let patterns, _, let keywordPatterns):
            try visit(type)
            try visit(patterns)
            try visit(keywordPatterns)
        case .star(let name):
            if let name { try define(name, .local, at: node.span) }
        case .as(let pattern, let name):
            if let pattern { try visit(pattern) }
            if let name { try define(name, .local, at: node.span) }
        }
    }
}
