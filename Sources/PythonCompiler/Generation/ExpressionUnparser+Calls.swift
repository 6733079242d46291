import PythonBytecode
import PythonSyntax

/// Calls, lambdas, comprehensions and f-strings as text.
extension ExpressionUnparser {
    // MARK: Calls and functions

    mutating func appendCall(
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

    mutating func appendLambda(
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

    mutating func append(_ arguments: ArgumentsNode) {
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

    mutating func append(_ id: ArgumentID) {
        append(working.tree[id].name)
    }

    mutating func appendComprehension(
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

    mutating func appendJoinedString(_ values: NodeList<ExpressionNode>) {
        var inner = ExpressionUnparser(working)
        for index in 0..<Int(values.count) { inner.appendPart(working.element(values, index)) }
        append("f")
        append(QuotedText.string(inner.output))
    }

    /// A part of an f-string, as it stands between the quotes.
    mutating func appendPart(_ id: ExpressionID) {
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

    mutating func appendFormatted(
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
