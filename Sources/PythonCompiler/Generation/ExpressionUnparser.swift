import PythonBytecode
import PythonSyntax

/// Turns an annotation back into source, the string that `__annotations__` holds under
/// `from __future__ import annotations` (`Python/ast_unparse.c`): CPython's spacing and parentheses,
/// not the author's.
struct ExpressionUnparser {
    let working: WorkingTree
    var output: [UInt8] = []

    /// Binding strength; an operand that binds less than its place demands is put in parentheses.
    enum Level: Int {
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

    mutating func append(_ text: String) { output += Array(text.utf8) }

    mutating func append(_ name: Identifier) { append(working.names.spelling(name)) }

    mutating func parenthesized(
        _ condition: Bool, _ body: (inout ExpressionUnparser) -> Void
    ) {
        if condition { append("(") }
        body(&self)
        if condition { append(")") }
    }

    mutating func append(_ id: ExpressionID, _ level: Level) {
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

    mutating func appendOther(_ kind: Expression, _ level: Level) {
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

    mutating func append(_ constant: Constant, isTopLevel: Bool) {
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

    mutating func appendElements(
        _ open: String, _ elements: NodeList<ExpressionNode>, _ close: String
    ) {
        append(open)
        for index in 0..<Int(elements.count) {
            if index > 0 { append(", ") }
            append(working.element(elements, index), .test)
        }
        append(close)
    }

    mutating func appendTuple(_ elements: NodeList<ExpressionNode>, _ level: Level) {
        guard !elements.isEmpty else {
            append("()")
            return
        }
        parenthesized(level.rawValue > Level.tuple.rawValue) { writer in
            writer.appendElements("", elements, elements.count == 1 ? "," : "")
        }
    }

    mutating func appendDictionary(
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

    mutating func appendBinary(
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
