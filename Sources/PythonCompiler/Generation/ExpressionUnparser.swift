import PythonBytecode
import PythonSyntax

/// Turns an annotation back into source, the string that `__annotations__` holds under
/// `from __future__ import annotations` (`Python/ast_unparse.c`): CPython's spacing and parentheses,
/// not the author's.
struct ExpressionUnparser {
    private let working: WorkingTree
    private var output: [UInt8] = []

    /// Binding strength; an operand that binds less than its place demands is put in parentheses.
    private enum Level: Int {
        case tuple, test, or, and, not, comparison, bitOr, bitXor, bitAnd, shift, arithmetic, term
        case factor, power, await, atom

        var next: Level { Level(rawValue: rawValue + 1) ?? .atom }
    }

    init(_ working: WorkingTree) { self.working = working }

    /// The text as WTF-8.
    mutating func text(of id: ExpressionID) -> [UInt8] {
        output = []
        append(id, .test)
        return output
    }

    private mutating func append(_ text: String) { output += Array(text.utf8) }

    private mutating func append(_ name: Identifier) { append(working.names.spelling(name)) }

    private mutating func parenthesized(
        _ condition: Bool, _ body: (inout ExpressionUnparser) -> Void
    ) {
        if condition { append("(") }
        body(&self)
        if condition { append(")") }
    }

    private mutating func append(_ id: ExpressionID, _ level: Level) {
        switch working[id].kind {
        case .name(let name, _): append(name)
        case .constant(let constant, let isUnicode):
            if isUnicode { append("u") }
            append(working.constants[constant], isTopLevel: true)
        case .attribute(let value, let attribute, _):
            append(value, .atom)
            // `1 .real`: without the space the number would take the point.
            if case .integer = working.constant(value) { append(" ") }
            append(".")
            append(attribute)
        case .subscript(let value, let slice, _):
            append(value, .atom)
            append("[")
            append(slice, .tuple)
            append("]")
        case .tuple(let elements, _): appendTuple(elements, level)
        case .list(let elements, _): appendElements("[", elements, "]")
        case .set(let elements): appendElements("{", elements, "}")
        case .starred(let value, _):
            append("*")
            append(value, .bitOr)
        case .binOp(let left, let op, let right): appendBinary(left, op, right, level)
        case .boolOp(let op, let values):
            let own: Level = op == .and ? .and : .or
            parenthesized(level.rawValue > own.rawValue) { writer in
                for index in 0..<Int(values.count) {
                    if index > 0 { writer.append(op == .and ? " and " : " or ") }
                    writer.append(writer.working.element(values, index), own.next)
                }
            }
        case .unaryOp(let op, let operand):
            let own: Level = op == .not ? .not : .factor
            parenthesized(level.rawValue > own.rawValue) { writer in
                writer.append(op.symbol)
                writer.append(operand, own)
            }
        case .compare(let left, let operators, let comparators):
            parenthesized(level.rawValue > Level.comparison.rawValue) { writer in
                writer.append(left, .bitOr)
                for index in 0..<Int(comparators.count) {
                    writer.append(" \(writer.working.comparison(operators, index).symbol) ")
                    writer.append(writer.working.element(comparators, index), .bitOr)
                }
            }
        default: appendOther(working[id].kind, level)
        }
    }

    private mutating func appendOther(_ kind: Expression, _ level: Level) {
        switch kind {
        case .call(let function, let arguments, let keywords):
            appendCall(function, arguments, keywords)
        case .dict(let keys, let values): appendDictionary(keys, values)
        case .lambda(let arguments, let body): appendLambda(arguments, body, level)
        case .ifExp(let test, let body, let orElse):
            parenthesized(level.rawValue > Level.test.rawValue) { writer in
                writer.append(body, .or)
                writer.append(" if ")
                writer.append(test, .or)
                writer.append(" else ")
                writer.append(orElse, .test)
            }
        case .listComp(let element, let generators):
            appendComprehension("[", element, nil, generators, "]")
        case .setComp(let element, let generators):
            appendComprehension("{", element, nil, generators, "}")
        case .generatorExp(let element, let generators):
            appendComprehension("(", element, nil, generators, ")")
        case .dictComp(let key, let value, let generators):
            appendComprehension("{", key, value, generators, "}")
        case .joinedStr(let values): appendJoinedString(values)
        case .formattedValue(let value, let conversion, let formatSpec):
            appendFormatted(value, conversion, formatSpec)
        case .slice(let lower, let upper, let step):
            if let lower { append(lower, .test) }
            append(":")
            if let upper { append(upper, .test) }
            if let step {
                append(":")
                append(step, .test)
            }
        case .namedExpr(let target, let value):
            parenthesized(level.rawValue > Level.tuple.rawValue) { writer in
                writer.append(target, .atom)
                writer.append(" := ")
                writer.append(value, .atom)
            }
        case .await(let value):
            parenthesized(level.rawValue > Level.await.rawValue) { writer in
                writer.append("await ")
                writer.append(value, .atom)
            }
        case .yield(let value):
            append(value == nil ? "(yield" : "(yield ")
            if let value { append(value, .test) }
            append(")")
        case .yieldFrom(let value):
            append("(yield from ")
            append(value, .test)
            append(")")
        default: break
        }
    }

    // MARK: Atoms

    private mutating func append(_ constant: Constant, isTopLevel: Bool) {
        switch constant {
        case .ellipsis where isTopLevel: append("...")
        case .tuple(let items):
            append("(")
            for (index, item) in items.enumerated() {
                if index > 0 { append(", ") }
                append(item, isTopLevel: false)
            }
            append(items.count == 1 ? ",)" : ")")
        case .float(let value) where value.isInfinite:
            append(value < 0 ? "-1e309" : "1e309")
        case .complex(let real, let imaginary):
            // Infinity has no literal; a number that is too big stands for it.
            let text = FloatRepresentation.complex(real: real, imaginary: imaginary)
            append(
                text.split(separator: "inf", omittingEmptySubsequences: false)
                    .joined(separator: "1e309"))
        default: append(constant.pythonRepresentation)
        }
    }

    private mutating func appendElements(
        _ open: String, _ elements: NodeList<ExpressionNode>, _ close: String
    ) {
        append(open)
        for index in 0..<Int(elements.count) {
            if index > 0 { append(", ") }
            append(working.element(elements, index), .test)
        }
        append(close)
    }

    private mutating func appendTuple(_ elements: NodeList<ExpressionNode>, _ level: Level) {
        guard !elements.isEmpty else {
            append("()")
            return
        }
        parenthesized(level.rawValue > Level.tuple.rawValue) { writer in
            writer.appendElements("", elements, elements.count == 1 ? "," : "")
        }
    }

    private mutating func appendDictionary(
        _ keys: NodeList<ExpressionNode>, _ values: NodeList<ExpressionNode>
    ) {
        append("{")
        for index in 0..<Int(values.count) {
            if index > 0 { append(", ") }
            let key = working.element(keys, index)
            let value = working.element(values, index)
            if key == SyntaxTree.noExpression {
                append("**")
                append(value, .bitOr)
            } else {
                append(key, .test)
                append(": ")
                append(value, .test)
            }
        }
        append("}")
    }

    private mutating func appendBinary(
        _ left: ExpressionID, _ op: BinaryOperator, _ right: ExpressionID, _ level: Level
    ) {
        let own: Level
        switch op {
        case .add, .subtract: own = .arithmetic
        case .multiply, .matrixMultiply, .divide, .modulo, .floorDivide: own = .term
        case .leftShift, .rightShift: own = .shift
        case .bitOr: own = .bitOr
        case .bitXor: own = .bitXor
        case .bitAnd: own = .bitAnd
        case .power: own = .power
        }
        let bindsRight = op == .power
        parenthesized(level.rawValue > own.rawValue) { writer in
            writer.append(left, bindsRight ? own.next : own)
            writer.append(" \(op.bytecodeOperation(inPlace: false).symbol) ")
            writer.append(right, bindsRight ? own : own.next)
        }
    }

    // MARK: Calls and functions

    private mutating func appendCall(
        _ function: ExpressionID, _ arguments: NodeList<ExpressionNode>,
        _ keywords: NodeList<KeywordNode>
    ) {
        append(function, .atom)
        if arguments.count == 1, keywords.isEmpty,
            case .generatorExp = working[working.element(arguments, 0)].kind
        {
            append(working.element(arguments, 0), .test)
            return
        }
        append("(")
        for index in 0..<Int(arguments.count) {
            if index > 0 { append(", ") }
            append(working.element(arguments, index), .test)
        }
        for index in 0..<Int(keywords.count) {
            if index > 0 || !arguments.isEmpty { append(", ") }
            let keyword = working.tree[working.element(keywords, index)]
            if let name = keyword.name {
                append(name)
                append("=")
            } else {
                append("**")
            }
            append(keyword.value, .test)
        }
        append(")")
    }

    private mutating func appendLambda(
        _ id: ArgumentsID, _ body: ExpressionID, _ level: Level
    ) {
        let arguments = working.tree[id]
        parenthesized(level.rawValue > Level.test.rawValue) { writer in
            let hasPositional = !arguments.positional.isEmpty || !arguments.positionalOnly.isEmpty
            writer.append(hasPositional ? "lambda " : "lambda")
            writer.append(arguments)
            writer.append(": ")
            writer.append(body, .test)
        }
    }

    private mutating func append(_ arguments: ArgumentsNode) {
        var isFirst = true
        func separate(_ writer: inout ExpressionUnparser) {
            if !isFirst { writer.append(", ") }
            isFirst = false
        }
        let positionalOnly = Int(arguments.positionalOnly.count)
        let total = positionalOnly + Int(arguments.positional.count)
        for index in 0..<total {
            separate(&self)
            append(
                index < positionalOnly
                    ? working.element(arguments.positionalOnly, index)
                    : working.element(arguments.positional, index - positionalOnly))
            let defaultIndex = index - total + Int(arguments.defaults.count)
            if defaultIndex >= 0 {
                append("=")
                append(working.element(arguments.defaults, defaultIndex), .test)
            }
            if index + 1 == positionalOnly { append(", /") }
        }
        if arguments.variadic != nil || !arguments.keywordOnly.isEmpty {
            separate(&self)
            append("*")
            if let variadic = arguments.variadic { append(variadic) }
        }
        for index in 0..<Int(arguments.keywordOnly.count) {
            separate(&self)
            append(working.element(arguments.keywordOnly, index))
            let value = working.element(arguments.keywordDefaults, index)
            if value != SyntaxTree.noExpression {
                append("=")
                append(value, .test)
            }
        }
        if let variadic = arguments.keywordVariadic {
            separate(&self)
            append("**")
            append(variadic)
        }
    }

    private mutating func append(_ id: ArgumentID) {
        append(working.tree[id].name)
    }

    private mutating func appendComprehension(
        _ open: String, _ element: ExpressionID, _ value: ExpressionID?,
        _ generators: NodeList<ComprehensionNode>, _ close: String
    ) {
        append(open)
        append(element, .test)
        if let value {
            append(": ")
            append(value, .test)
        }
        for index in 0..<Int(generators.count) {
            let clause = working.tree[working.element(generators, index)]
            append(clause.isAsync ? " async for " : " for ")
            append(clause.target, .tuple)
            append(" in ")
            append(clause.iterable, .or)
            for condition in 0..<Int(clause.conditions.count) {
                append(" if ")
                append(working.element(clause.conditions, condition), .or)
            }
        }
        append(close)
    }

    // MARK: f-strings

    private mutating func appendJoinedString(_ values: NodeList<ExpressionNode>) {
        var inner = ExpressionUnparser(working)
        for index in 0..<Int(values.count) { inner.appendPart(working.element(values, index)) }
        append("f")
        append(QuotedText.string(inner.output))
    }

    /// A part of an f-string, as it stands between the quotes.
    private mutating func appendPart(_ id: ExpressionID) {
        switch working[id].kind {
        case .constant(let constant, _):
            guard case .string(let text) = working.constants[constant] else { return }
            for byte in text {
                output.append(byte)
                if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { output.append(byte) }
            }
        case .joinedStr(let values):
            for index in 0..<Int(values.count) { appendPart(working.element(values, index)) }
        case .formattedValue(let value, let conversion, let formatSpec):
            appendFormatted(value, conversion, formatSpec)
        default: break
        }
    }

    private mutating func appendFormatted(
        _ value: ExpressionID, _ conversion: Int32, _ formatSpec: ExpressionID?
    ) {
        var inner = ExpressionUnparser(working)
        inner.append(value, .or)
        // `{ {1}}`: two braces together would mean one.
        append(inner.output.first == UInt8(ascii: "{") ? "{ " : "{")
        output += inner.output
        if conversion > 0 {
            append("!")
            output.append(UInt8(truncatingIfNeeded: conversion))
        }
        if let formatSpec {
            append(":")
            appendPart(formatSpec)
        }
        append("}")
    }
}

extension UnaryOperator {
    fileprivate var symbol: String {
        switch self {
        case .invert: "~"
        case .not: "not "
        case .plus: "+"
        case .minus: "-"
        }
    }
}

extension ComparisonOperator {
    fileprivate var symbol: String {
        switch self {
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .is: "is"
        case .isNot: "is not"
        case .in: "in"
        case .notIn: "not in"
        }
    }
}
