/// Comparisons and arithmetic.
extension TreeParser {
    /// comparison: bitwise_or (comparison_operator bitwise_or)*
    @inline(__always)
    mutating func parseComparison() throws(ParseStop) -> ExpressionID {
        let start = position
        let left = try parseBitwiseOr()
        guard let first = acceptComparisonOperator() else { return left }
        return try parseComparisonTail(left, first, start: start)
    }

    private mutating func parseComparisonTail(
        _ left: ExpressionID, _ first: ComparisonOperator, start: Int
    ) throws(ParseStop) -> ExpressionID {
        // Operators and operands alternate on the stack and are told apart at the end.
        let mark = scratch.count
        var next: ComparisonOperator? = first
        while let comparison = next {
            scratch.append(UInt32(comparison.rawValue))
            push(try parseBitwiseOr())
            next = acceptComparisonOperator()
        }
        let count = (scratch.count - mark) / 2
        let operatorsStart = tree.lists.count
        for index in 0..<count { tree.lists.append(scratch[mark + 2 * index]) }
        let comparatorsStart = tree.lists.count
        for index in 0..<count { tree.lists.append(scratch[mark + 2 * index + 1]) }
        scratch.removeLast(2 * count)
        return make(
            .compare(
                left: left, operators: NodeList(start: operatorsStart, count: count),
                comparators: NodeList(start: comparatorsStart, count: count)),
            span(from: start))
    }

    @inline(__always)
    private mutating func acceptComparisonOperator() -> ComparisonOperator? {
        let comparison: ComparisonOperator
        switch kind {
        case .equalEqual: comparison = .equal
        case .notEqual: comparison = .notEqual
        case .less: comparison = .less
        case .lessEqual: comparison = .lessOrEqual
        case .greater: comparison = .greater
        case .greaterEqual: comparison = .greaterOrEqual
        case .in: comparison = .in
        case .is:
            position &+= 1
            return accept(.not) ? .isNot : .is
        case .not where isNext(.in):
            position &+= 2
            return .notIn
        default: return nil
        }
        position &+= 1
        return comparison
    }

    /// bitwise_or, the loosest of the binary operators.
    @inline(__always)
    mutating func parseBitwiseOr() throws(ParseStop) -> ExpressionID {
        let start = position
        let left = try parseFactor()
        if TreeParser.binaryOperator(kind).precedence == 0 { return left }
        return try parseBinaryTail(left, minimum: 1, start: start)
    }

    /// Binary operators by precedence climbing: `|` `^` `&` shifts, sums, terms, from loose to tight.
    private mutating func parseBinaryTail(
        _ first: ExpressionID, minimum: UInt8, start: Int
    ) throws(ParseStop) -> ExpressionID {
        var left = first
        while true {
            let (operation, precedence) = TreeParser.binaryOperator(kind)
            if precedence < minimum || precedence == 0 { return left }
            position &+= 1
            let rightStart = position
            var right = try parseFactor()
            if TreeParser.binaryOperator(kind).precedence > precedence {
                right = try parseBinaryTail(right, minimum: precedence &+ 1, start: rightStart)
            }
            left = make(
                .binOp(left: left, op: operation, right: right), span(from: start))
        }
    }

    /// The operator of a token and how tightly it binds; 0 if it is none.
    @inline(__always)
    private static func binaryOperator(
        _ kind: TokenKind
    ) -> (operation: BinaryOperator, precedence: UInt8) {
        switch kind {
        case .bar: (.bitOr, 1)
        case .caret: (.bitXor, 2)
        case .ampersand: (.bitAnd, 3)
        case .leftShift: (.leftShift, 4)
        case .rightShift: (.rightShift, 4)
        case .plus: (.add, 5)
        case .minus: (.subtract, 5)
        case .star: (.multiply, 6)
        case .slash: (.divide, 6)
        case .doubleSlash: (.floorDivide, 6)
        case .percent: (.modulo, 6)
        case .at: (.matrixMultiply, 6)
        default: (.add, 0)
        }
    }

    /// factor: ('+' | '-' | '~') factor | power
    mutating func parseFactor() throws(ParseStop) -> ExpressionID {
        let operation: UnaryOperator
        switch kind {
        case .minus: operation = .minus
        case .plus: operation = .plus
        case .tilde: operation = .invert
        default: return try parsePower()
        }
        let start = position
        position &+= 1
        try enter(1)
        let operand = try parseFactor()
        leave(1)
        return make(.unaryOp(operation, operand: operand), span(from: start))
    }

    /// power: await_primary ['**' factor]
    ///
    /// await_primary: ['await'] primary
    @inline(__always)
    private mutating func parsePower() throws(ParseStop) -> ExpressionID {
        let start = position
        var left: ExpressionID
        if accept(.await) {
            let value = try parsePrimary()
            left = make(.await(value), span(from: start))
        } else {
            left = try parsePrimary()
        }
        guard accept(.doubleStar) else { return left }
        try enter(2)
        let right = try parseFactor()
        leave(2)
        left = make(.binOp(left: left, op: .power, right: right), span(from: start))
        return left
    }
}
