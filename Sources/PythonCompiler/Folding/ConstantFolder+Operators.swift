import PythonBytecode
import PythonSyntax

extension ConstantFolder {
    mutating func replace(_ id: ExpressionID, by value: Constant) {
        let constant = working.constants.add(value)
        working.expressions[id.position].kind = .constant(constant, isUnicodePrefixed: false)
    }

    /// The values of a list of expressions when all are constants.
    func constants(of list: NodeList<ExpressionNode>) -> [Constant]? {
        for index in 0..<Int(list.count)
        where !working.isConstant(working.element(list, index)) {
            return nil
        }
        return (0..<Int(list.count)).compactMap { working.constant(working.element(list, $0)) }
    }

    mutating func foldBinary(
        _ id: ExpressionID, _ left: ExpressionID, _ op: BinaryOperator, _ right: ExpressionID
    ) {
        guard let first = working.constant(left) else { return }
        if case .string(let format) = first, op == .modulo {
            if case .tuple(let elements, _) = working[right].kind,
                !hasStarred(elements)
            {
                foldFormat(id, format, elements)
            }
            return
        }
        if case .bytes = first, op == .modulo { return }
        guard let second = working.constant(right),
            let value = ConstantMath.binary(first, op, second)
        else { return }
        replace(id, by: value)
    }

    mutating func foldUnary(_ id: ExpressionID, _ op: UnaryOperator, _ operand: ExpressionID) {
        if let value = working.constant(operand) {
            if let result = ConstantMath.unary(op, value) { replace(id, by: result) }
            return
        }
        // `not a is b` is `a is not b`; the other comparisons may be overloaded.
        guard op == .not,
            case .compare(let left, let operators, let comparators) = working[operand].kind,
            comparators.count == 1, let inverted = working.comparison(operators, 0).inverted
        else { return }
        let list: NodeList<ComparisonOperator> = working.addList([UInt32(inverted.rawValue)])
        working.expressions[id.position] = ExpressionNode(
            .compare(left: left, operators: list, comparators: comparators), working[operand].span)
    }

    mutating func foldSubscript(_ id: ExpressionID, _ value: ExpressionID, _ slice: ExpressionID) {
        guard let object = working.constant(value), let index = working.constant(slice),
            let item = ConstantMath.item(object, index)
        else { return }
        replace(id, by: item)
    }

    /// `x in [1, 2]` becomes `x in (1, 2)`, `x in {1, 2}` a test in a frozenset.
    mutating func foldMembership(
        _ operators: NodeList<ComparisonOperator>, _ comparators: NodeList<ExpressionNode>
    ) {
        let last = Int(comparators.count) - 1
        guard last >= 0 else { return }
        switch working.comparison(operators, last) {
        case .in, .notIn: foldIterable(working.element(comparators, last))
        default: break
        }
    }

    mutating func foldIterable(_ id: ExpressionID) {
        switch working[id].kind {
        case .list(let elements, let context):
            if hasStarred(elements) { return }
            if let items = constants(of: elements) {
                replace(id, by: .tuple(items))
            } else {
                working.expressions[id.position].kind = .tuple(
                    elements: elements, context: context)
            }
        case .set(let elements):
            if let items = constants(of: elements) {
                replace(id, by: .frozenSet(ConstantMath.distinct(items)))
            }
        default: break
        }
    }

    private func hasStarred(_ list: NodeList<ExpressionNode>) -> Bool {
        (0..<Int(list.count)).contains { working.isStarred(working.element(list, $0)) }
    }

    // MARK: Formats

    /// `'%s, %r' % (a, b)` becomes the f-string `f'{a!s}, {b!r}'` when the format has only `%s`,
    /// `%r` and `%a` with plain widths, and as many of them as there are values.
    private mutating func foldFormat(
        _ id: ExpressionID, _ format: [UInt8], _ elements: NodeList<ExpressionNode>
    ) {
        guard let pieces = FormatPiece.parse(format),
            pieces.reduce(0, { $0 + ($1.isConversion ? 1 : 0) }) == Int(elements.count)
        else { return }
        let nowhere = SourceSpan(line: -1, column: -1, endLine: -1, endColumn: -1)
        var values: [UInt32] = []
        var used = 0
        for piece in pieces {
            switch piece {
            case .literal(let text):
                values.append(addString(text, nowhere).rawValue)
            case .conversion(let character, let specification):
                let argument = working.element(elements, used)
                used += 1
                let formatSpec = specification.isEmpty ? nil : addString(specification, nowhere)
                let node = ExpressionNode(
                    .formattedValue(
                        value: argument, conversion: Int32(character), formatSpec: formatSpec),
                    working[argument].span)
                values.append(working.addExpression(node).rawValue)
            }
        }
        let list: NodeList<ExpressionNode> = working.addList(values)
        working.expressions[id.position].kind = .joinedStr(values: list)
    }

    private mutating func addString(_ text: [UInt8], _ span: SourceSpan) -> ExpressionID {
        let constant = working.constants.add(.string(text))
        return working.addExpression(
            ExpressionNode(.constant(constant, isUnicodePrefixed: false), span))
    }
}

/// A piece of a `%` format that an f-string can express.
private enum FormatPiece {
    case literal([UInt8])
    case conversion(UInt8, specification: [UInt8])

    var isConversion: Bool {
        if case .conversion = self { return true }
        return false
    }

    private static let maximumDigits = 3

    /// The pieces of a format; nil when an f-string can't express one.
    static func parse(_ format: [UInt8]) -> [FormatPiece]? {
        var pieces: [FormatPiece] = []
        var literal: [UInt8] = []
        var position = 0
        while position < format.count {
            guard format[position] == UInt8(ascii: "%") else {
                literal.append(format[position])
                position += 1
                continue
            }
            if position + 1 < format.count, format[position + 1] == UInt8(ascii: "%") {
                literal.append(UInt8(ascii: "%"))
                position += 2
                continue
            }
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = []
            position += 1
            guard let piece = parseConversion(format, &position) else { return nil }
            pieces.append(piece)
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        return pieces
    }

    private static func parseConversion(_ format: [UInt8], _ position: inout Int) -> FormatPiece? {
        func current() -> UInt8? { position < format.count ? format[position] : nil }
        /// A number of at most two digits; empty when there is none, nil when it is longer or last.
        func digits() -> [UInt8]? {
            var result: [UInt8] = []
            while let byte = current(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                result.append(byte)
                position += 1
                guard result.count < maximumDigits, position < format.count else { return nil }
            }
            return result
        }
        var isLeftAligned = false
        while let byte = current(), Array("-+ #0z".utf8).contains(byte) {
            if byte == UInt8(ascii: "-") { isLeftAligned = true }
            position += 1
        }
        guard let width = digits() else { return nil }
        var precision: Int?
        if current() == UInt8(ascii: ".") {
            position += 1
            guard let fraction = digits() else { return nil }
            precision = number(fraction)
        }
        guard let character = current(), Array("sra".utf8).contains(character) else { return nil }
        position += 1
        var specification = ""
        if !width.isEmpty {
            if !isLeftAligned, number(width) > 0 { specification += ">" }
            specification += String(number(width))
        }
        if let precision { specification += ".\(precision)" }
        return .conversion(character, specification: Array(specification.utf8))
    }

    private static func number(_ digits: [UInt8]) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}

extension ComparisonOperator {
    /// The operator that is true exactly when this one is false, for those of which that is sure.
    fileprivate var inverted: ComparisonOperator? {
        switch self {
        case .is: .isNot
        case .isNot: .is
        case .in: .notIn
        case .notIn: .in
        default: nil
        }
    }
}
