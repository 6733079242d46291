import PythonBytecode
import PythonSyntax

/// The nodes by kind: each adds itself with its fields in the order of `NodeSchema`.
extension TreeRecorder {
    // MARK: Expressions

    mutating func add(_ node: ExpressionNode) {
        let place = TreeRecord.Place(node.span)
        switch node.kind {
        case .boolOp(let op, let values):
            record.add(.BoolOp, [.mark(NodeKind(op)), list(values)], at: place)
        case .namedExpr(let target, let body):
            record.add(.NamedExpr, [value(target), value(body)], at: place)
        case .binOp(let left, let op, let right):
            record.add(.BinOp, [value(left), .mark(NodeKind(op)), value(right)], at: place)
        case .unaryOp(let op, let operand):
            record.add(.UnaryOp, [.mark(NodeKind(op)), value(operand)], at: place)
        case .lambda(let arguments, let body):
            record.add(.Lambda, [value(arguments), value(body)], at: place)
        case .ifExp(let test, let body, let orElse):
            record.add(.IfExp, [value(test), value(body), value(orElse)], at: place)
        case .dict(let keys, let values):
            record.add(.Dict, [list(keys), list(values)], at: place)
        case .set(let elements): record.add(.Set, [list(elements)], at: place)
        case .listComp(let element, let generators):
            record.add(.ListComp, [value(element), list(generators)], at: place)
        case .setComp(let element, let generators):
            record.add(.SetComp, [value(element), list(generators)], at: place)
        case .dictComp(let key, let body, let generators):
            record.add(.DictComp, [value(key), value(body), list(generators)], at: place)
        case .generatorExp(let element, let generators):
            record.add(.GeneratorExp, [value(element), list(generators)], at: place)
        case .await(let body): record.add(.Await, [value(body)], at: place)
        case .yield(let body): record.add(.Yield, [value(body)], at: place)
        case .yieldFrom(let body): record.add(.YieldFrom, [value(body)], at: place)
        case .compare(let left, let operators, let comparators):
            record.add(.Compare, [value(left), list(operators), list(comparators)], at: place)
        default: addOther(node.kind, place)
        }
    }

    private mutating func addOther(_ kind: Expression, _ place: TreeRecord.Place) {
        switch kind {
        case .call(let function, let arguments, let keywords):
            record.add(.Call, [value(function), list(arguments), list(keywords)], at: place)
        case .formattedValue(let body, let conversion, let formatSpec):
            record.add(
                .FormattedValue, [value(body), .integer(conversion), value(formatSpec)], at: place)
        case .joinedStr(let values): record.add(.JoinedStr, [list(values)], at: place)
        case .constant(let id, let isUnicodePrefixed):
            record.add(
                .Constant, [.constant(id.position), value(isUnicodePrefixed ? "u" : nil)],
                at: place)
        case .attribute(let body, let name, let context):
            record.add(
                .Attribute, [value(body), value(name), .mark(NodeKind(context))], at: place)
        case .subscript(let body, let slice, let context):
            record.add(
                .Subscript, [value(body), value(slice), .mark(NodeKind(context))], at: place)
        case .starred(let body, let context):
            record.add(.Starred, [value(body), .mark(NodeKind(context))], at: place)
        case .name(let name, let context):
            record.add(.Name, [value(name), .mark(NodeKind(context))], at: place)
        case .list(let elements, let context):
            record.add(.List, [list(elements), .mark(NodeKind(context))], at: place)
        case .tuple(let elements, let context):
            record.add(.Tuple, [list(elements), .mark(NodeKind(context))], at: place)
        case .slice(let lower, let upper, let step):
            record.add(.Slice, [value(lower), value(upper), value(step)], at: place)
        default: preconditionFailure("an expression of another group")
        }
    }

    // MARK: Statements

    mutating func add(_ node: StatementNode, _ id: StatementID) {
        let place = TreeRecord.Place(node.span)
        switch node.kind {
        case .functionDef(let definition, let isAsync): add(definition, isAsync, id, place)
        case .classDef(let definition):
            record.add(
                .ClassDef,
                [
                    value(definition.name), list(definition.bases), list(definition.keywords),
                    list(definition.body), list(definition.decorators),
                ], at: place)
        case .for(let target, let iterable, let body, let orElse, let isAsync):
            record.add(
                isAsync ? .AsyncFor : .For,
                [value(target), value(iterable), list(body), list(orElse), comment(id)], at: place)
        case .while(let test, let body, let orElse):
            record.add(.While, [value(test), list(body), list(orElse)], at: place)
        case .if(let test, let body, let orElse):
            record.add(.If, [value(test), list(body), list(orElse)], at: place)
        case .with(let items, let body, let isAsync):
            record.add(
                isAsync ? .AsyncWith : .With, [list(items), list(body), comment(id)], at: place)
        case .match(let subject, let cases):
            record.add(.Match, [value(subject), list(cases)], at: place)
        case .try(let body, let handlers, let orElse, let finalBody, let isStar):
            record.add(
                isStar ? .TryStar : .Try,
                [list(body), list(handlers), list(orElse), list(finalBody)], at: place)
        default: addSimple(node.kind, id, place)
        }
    }

    private mutating func addSimple(
        _ kind: Statement, _ id: StatementID, _ place: TreeRecord.Place
    ) {
        switch kind {
        case .return(let body): record.add(.Return, [value(body)], at: place)
        case .delete(let targets): record.add(.Delete, [list(targets)], at: place)
        case .assign(let targets, let body):
            record.add(.Assign, [list(targets), value(body), comment(id)], at: place)
        case .augAssign(let target, let op, let body):
            record.add(.AugAssign, [value(target), .mark(NodeKind(op)), value(body)], at: place)
        case .annAssign(let target, let annotation, let body, let isSimple):
            record.add(
                .AnnAssign,
                [value(target), value(annotation), value(body), .integer(isSimple ? 1 : 0)],
                at: place)
        case .raise(let exception, let cause):
            record.add(.Raise, [value(exception), value(cause)], at: place)
        case .assert(let test, let message):
            record.add(.Assert, [value(test), value(message)], at: place)
        case .import(let names): record.add(.Import, [list(names)], at: place)
        case .importFrom(let module, let names, let level):
            record.add(
                .ImportFrom, [value(module), list(names), .integer(level)], at: place)
        case .global(let names): record.add(.Global, [list(names)], at: place)
        case .nonlocal(let names): record.add(.Nonlocal, [list(names)], at: place)
        case .expression(let body): record.add(.Expr, [value(body)], at: place)
        case .pass: record.add(.Pass, at: place)
        case .break: record.add(.Break, at: place)
        case .continue: record.add(.Continue, at: place)
        default: preconditionFailure("a statement of another group")
        }
    }

    private mutating func add(
        _ definition: FunctionDefinition, _ isAsync: Bool, _ id: StatementID,
        _ place: TreeRecord.Place
    ) {
        record.add(
            isAsync ? .AsyncFunctionDef : .FunctionDef,
            [
                value(definition.name), value(definition.arguments), list(definition.body),
                list(definition.decorators), value(definition.returns), comment(id),
            ], at: place)
    }

    private mutating func comment(_ id: StatementID) -> Value {
        value(tree.typeComments.statements[id])
    }

    // MARK: Parameters and patterns

    mutating func add(_ node: ArgumentsNode) {
        record.add(
            .arguments,
            [
                list(node.positionalOnly), list(node.positional), value(node.variadic),
                list(node.keywordOnly), list(node.keywordDefaults), value(node.keywordVariadic),
                list(node.defaults),
            ])
    }

    mutating func add(_ node: ArgumentNode, _ id: ArgumentID) {
        record.add(
            .arg,
            [
                value(node.name), value(node.annotation),
                value(tree.typeComments.arguments[id]),
            ], at: .init(node.span))
    }

    mutating func add(_ node: PatternNode) {
        let place = TreeRecord.Place(node.span)
        switch node.kind {
        case .value(let body): record.add(.MatchValue, [value(body)], at: place)
        case .singleton(let id): record.add(.MatchSingleton, [.constant(id.position)], at: place)
        case .sequence(let patterns): record.add(.MatchSequence, [list(patterns)], at: place)
        case .mapping(let keys, let patterns, let rest):
            record.add(.MatchMapping, [list(keys), list(patterns), value(rest)], at: place)
        case .class(let type, let patterns, let names, let keywordPatterns):
            record.add(
                .MatchClass,
                [value(type), list(patterns), list(names), list(keywordPatterns)], at: place)
        case .star(let name): record.add(.MatchStar, [value(name)], at: place)
        case .as(let pattern, let name):
            record.add(.MatchAs, [value(pattern), value(name)], at: place)
        case .or(let patterns): record.add(.MatchOr, [list(patterns)], at: place)
        }
    }
}
