import PythonBytecode
import PythonSyntax

/// The nodes by kind, their fields in the order of `NodeSchema`.
extension RecordReader {
    // MARK: Expressions

    mutating func expression(_ index: Int) -> Expression {
        switch kind(index) {
        case .BoolOp:
            .boolOp(BooleanOperator(rawValue: mark(index, 0)) ?? .and, values: list(index, 1))
        case .NamedExpr: .namedExpr(target: node(index, 0), value: node(index, 1))
        case .BinOp:
            .binOp(left: node(index, 0), op: binaryOperator(index), right: node(index, 2))
        case .UnaryOp:
            .unaryOp(UnaryOperator(rawValue: mark(index, 0)) ?? .not, operand: node(index, 1))
        case .Lambda: .lambda(arguments: node(index, 0), body: node(index, 1))
        case .IfExp:
            .ifExp(test: node(index, 0), body: node(index, 1), orElse: node(index, 2))
        case .Dict: .dict(keys: list(index, 0), values: list(index, 1))
        case .Set: .set(elements: list(index, 0))
        case .ListComp: .listComp(element: node(index, 0), generators: list(index, 1))
        case .SetComp: .setComp(element: node(index, 0), generators: list(index, 1))
        case .DictComp:
            .dictComp(key: node(index, 0), value: node(index, 1), generators: list(index, 2))
        case .GeneratorExp: .generatorExp(element: node(index, 0), generators: list(index, 1))
        case .Await: .await(node(index, 0))
        case .Yield: .yield(optional(index, 0))
        case .YieldFrom: .yieldFrom(node(index, 0))
        case .Compare:
            .compare(
                left: node(index, 0), operators: list(index, 1), comparators: list(index, 2))
        default: otherExpression(index)
        }
    }

    private mutating func otherExpression(_ index: Int) -> Expression {
        switch kind(index) {
        case .Call:
            .call(function: node(index, 0), arguments: list(index, 1), keywords: list(index, 2))
        case .FormattedValue:
            .formattedValue(
                value: node(index, 0), conversion: integer(index, 1),
                formatSpec: optional(index, 2))
        case .JoinedStr: .joinedStr(values: list(index, 0))
        case .Attribute:
            .attribute(
                value: node(index, 0), attribute: name(index, 1), context: context(index, 2))
        case .Subscript:
            .subscript(value: node(index, 0), slice: node(index, 1), context: context(index, 2))
        case .Starred: .starred(value: node(index, 0), context: context(index, 1))
        case .Name: .name(name(index, 0), context: context(index, 1))
        case .List: .list(elements: list(index, 0), context: context(index, 1))
        case .Tuple: .tuple(elements: list(index, 0), context: context(index, 1))
        case .Slice:
            .slice(lower: optional(index, 0), upper: optional(index, 1), step: optional(index, 2))
        default: .constant(constant(index, 0), isUnicodePrefixed: false)
        }
    }

    private func context(_ index: Int, _ field: Int) -> ExpressionContext {
        ExpressionContext(rawValue: mark(index, field)) ?? .load
    }

    private func binaryOperator(_ index: Int) -> BinaryOperator {
        BinaryOperator(rawValue: mark(index, 1)) ?? .add
    }

    // MARK: Statements

    mutating func statement(_ index: Int) -> Statement {
        switch kind(index) {
        case .FunctionDef, .AsyncFunctionDef:
            .functionDef(
                FunctionDefinition(
                    name: name(index, 0), arguments: node(index, 1), body: list(index, 2),
                    decorators: list(index, 3), returns: optional(index, 4)),
                isAsync: kind(index) == .AsyncFunctionDef)
        case .ClassDef:
            .classDef(
                ClassDefinition(
                    name: name(index, 0), bases: list(index, 1), keywords: list(index, 2),
                    body: list(index, 3), decorators: list(index, 4)))
        case .For, .AsyncFor:
            .for(
                target: node(index, 0), iterable: node(index, 1), body: list(index, 2),
                orElse: list(index, 3), isAsync: kind(index) == .AsyncFor)
        case .While: .while(test: node(index, 0), body: list(index, 1), orElse: list(index, 2))
        case .If: .if(test: node(index, 0), body: list(index, 1), orElse: list(index, 2))
        case .With, .AsyncWith:
            .with(
                items: list(index, 0), body: list(index, 1), isAsync: kind(index) == .AsyncWith)
        case .Match: .match(subject: node(index, 0), cases: list(index, 1))
        case .Try, .TryStar:
            .try(
                body: list(index, 0), handlers: list(index, 1), orElse: list(index, 2),
                finalBody: list(index, 3), isStar: kind(index) == .TryStar)
        default: simpleStatement(index)
        }
    }

    private mutating func simpleStatement(_ index: Int) -> Statement {
        switch kind(index) {
        case .Return: .return(optional(index, 0))
        case .Delete: .delete(targets: list(index, 0))
        case .Assign: .assign(targets: list(index, 0), value: node(index, 1))
        case .AugAssign:
            .augAssign(target: node(index, 0), op: binaryOperator(index), value: node(index, 2))
        case .AnnAssign:
            .annAssign(
                target: node(index, 0), annotation: node(index, 1), value: optional(index, 2),
                isSimple: integer(index, 3) != 0)
        case .Raise: .raise(exception: optional(index, 0), cause: optional(index, 1))
        case .Assert: .assert(test: node(index, 0), message: optional(index, 1))
        case .Import: .import(names: list(index, 0))
        case .ImportFrom:
            .importFrom(
                module: identifier(index, 0), names: list(index, 1), level: integer(index, 2))
        case .Global: .global(names: list(index, 0))
        case .Nonlocal: .nonlocal(names: list(index, 0))
        case .Expr: .expression(node(index, 0))
        case .Break: .break
        case .Continue: .continue
        default: .pass
        }
    }

    // MARK: Patterns

    mutating func pattern(_ index: Int) -> Pattern {
        switch kind(index) {
        case .MatchValue: .value(node(index, 0))
        case .MatchSingleton: .singleton(constant(index, 0))
        case .MatchSequence: .sequence(patterns: list(index, 0))
        case .MatchMapping:
            .mapping(keys: list(index, 0), patterns: list(index, 1), rest: identifier(index, 2))
        case .MatchClass:
            .class(
                type: node(index, 0), patterns: list(index, 1), keywordAttributes: list(index, 2),
                keywordPatterns: list(index, 3))
        case .MatchStar: .star(name: identifier(index, 0))
        case .MatchOr: .or(patterns: list(index, 0))
        default: .as(pattern: optional(index, 0), name: identifier(index, 1))
        }
    }
}
