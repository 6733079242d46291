extension SyntaxDump {
    mutating func write(_ id: StatementID) {
        guard descend() else { return }
        defer { ascend() }
        let node = tree[id]
        writeFields(node.kind)
        close(node.span)
    }

    private mutating func writeFields(_ kind: Statement) {
        switch kind {
        case .functionDef(let definition, let isAsync): write(definition, isAsync)
        case .classDef(let definition): write(definition)
        case .for(let target, let iterable, let body, let orElse, let isAsync):
            open(isAsync ? "AsyncFor" : "For")
            field("target", target)
            field("iter", iterable)
            field("body", body)
            field("orelse", orElse)
        case .while(let test, let body, let orElse):
            open("While")
            field("test", test)
            field("body", body)
            field("orelse", orElse)
        case .if(let test, let body, let orElse):
            open("If")
            field("test", test)
            field("body", body)
            field("orelse", orElse)
        case .with(let items, let body, let isAsync):
            open(isAsync ? "AsyncWith" : "With")
            field("items", items) { $0.write($1) }
            field("body", body)
        case .match(let subject, let cases):
            open("Match")
            field("subject", subject)
            field("cases", cases) { $0.write($1) }
        case .try(let body, let handlers, let orElse, let finalBody, let isStar):
            open(isStar ? "TryStar" : "Try")
            field("body", body)
            field("handlers", handlers) { $0.write($1) }
            field("orelse", orElse)
            field("finalbody", finalBody)
        default: writeSimpleFields(kind)
        }
    }

    private mutating func writeSimpleFields(_ kind: Statement) {
        switch kind {
        case .return(let value):
            open("Return")
            field("value", value)
        case .delete(let targets):
            open("Delete")
            field("targets", targets)
        case .assign(let targets, let value):
            open("Assign")
            field("targets", targets)
            field("value", value)
        case .augAssign(let target, let operation, let value):
            open("AugAssign")
            field("target", target)
            field(operation)
            field("value", value)
        case .annAssign(let target, let annotation, let value, let isSimple):
            open("AnnAssign")
            field("target", target)
            field("annotation", annotation)
            field("value", value)
            field("simple", number: isSimple ? 1 : 0)
        case .raise(let exception, let cause):
            open("Raise")
            field("exc", exception)
            field("cause", cause)
        case .assert(let test, let message):
            open("Assert")
            field("test", test)
            field("msg", message)
        case .expression(let value):
            open("Expr")
            field("value", value)
        case .pass: open("Pass")
        case .break: open("Break")
        case .continue: open("Continue")
        default: writeNameFields(kind)
        }
    }

    private mutating func writeNameFields(_ kind: Statement) {
        switch kind {
        case .import(let names):
            open("Import")
            field("names", names) { $0.write($1) }
        case .importFrom(let module, let names, let level):
            open("ImportFrom")
            field("module", module)
            field("names", names) { $0.write($1) }
            field("level", number: level)
        case .global(let names):
            open("Global")
            field("names", names)
        case .nonlocal(let names):
            open("Nonlocal")
            field("names", names)
        default: preconditionFailure("a statement of another group")
        }
    }

    private mutating func write(_ definition: FunctionDefinition, _ isAsync: Bool) {
        open(isAsync ? "AsyncFunctionDef" : "FunctionDef")
        field("name", definition.name)
        name("args")
        write(definition.arguments)
        field("body", definition.body)
        field("decorator_list", definition.decorators)
        field("returns", definition.returns)
    }

    private mutating func write(_ definition: ClassDefinition) {
        open("ClassDef")
        field("name", definition.name)
        field("bases", definition.bases)
        field("keywords", definition.keywords) { $0.write($1) }
        field("body", definition.body)
        field("decorator_list", definition.decorators)
    }

    private mutating func write(_ id: WithItemID) {
        let node = tree[id]
        open("withitem")
        field("context_expr", node.contextExpression)
        field("optional_vars", node.optionalVariables)
        close()
    }

    private mutating func write(_ id: HandlerID) {
        let node = tree[id]
        open("ExceptHandler")
        field("type", node.type)
        field("name", node.name)
        field("body", node.body)
        close(node.span)
    }

    private mutating func write(_ id: AliasID) {
        let node = tree[id]
        open("alias")
        field("name", node.name)
        field("asname", node.asName)
        close(node.span)
    }

    private mutating func write(_ id: MatchCaseID) {
        let node = tree[id]
        open("match_case")
        name("pattern")
        write(node.pattern)
        field("guard", node.guardExpression)
        field("body", node.body)
        close()
    }
}
