/// The match statement and its patterns.
extension TreeParser {
    /// Whether a line that begins with the name `match` is a match statement: it ends with a colon,
    /// and the block below begins with `case`. No other statement can look like that.
    func startsMatch() -> Bool {
        var index = position + 1
        while true {
            switch tokens[index].kind {
            case .newline:
                return tokens[index - 1].kind == .colon && tokens[index + 1].kind == .indent
                    && tokens[index + 2].kind == .name
                    && tokens[index + 2].identifier == IdentifierTable.case
            case .endMarker, .error: return false
            default: index += 1
            }
        }
    }

    /// match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
    mutating func parseMatch() throws(ParseStop) -> StatementID {
        let start = position
        position &+= 1
        let subject = try parseSubject()
        try expect(.colon)
        try expect(.newline)
        try expect(.indent)
        let mark = scratch.count
        repeat { push(try parseCase()) } while kind != .dedent
        try expect(.dedent)
        let cases: NodeList<MatchCaseNode> = makeList(from: mark)
        return make(.match(subject: subject, cases: cases), blockSpan(from: start))
    }

    /// subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
    private mutating func parseSubject() throws(ParseStop) -> ExpressionID {
        let start = position
        let isStarred = kind == .star
        let first = try parseStarNamedExpression()
        if kind != .comma {
            if isStarred { throw .mismatch }
            return first
        }
        let mark = scratch.count
        push(first)
        while accept(.comma) {
            if kind == .colon { break }
            push(try parseStarNamedExpression())
        }
        let elements: NodeList<ExpressionNode> = makeList(from: mark)
        return make(.tuple(elements: elements, context: .load), span(from: start))
    }

    /// case_block: "case" patterns ['if' named_expression] ':' block
    private mutating func parseCase() throws(ParseStop) -> MatchCaseID {
        guard try parseName() == IdentifierTable.case else { throw .mismatch }
        let pattern = try parsePatterns()
        var guardExpression: ExpressionID?
        if accept(.if) { guardExpression = try parseNamedExpression() }
        try expect(.colon)
        let body = try parseBlock()
        let id = MatchCaseID(tree.matchCases.count)
        tree.matchCases.append(
            MatchCaseNode(pattern: pattern, guardExpression: guardExpression, body: body))
        return id
    }

    /// patterns: open_sequence_pattern | pattern
    private mutating func parsePatterns() throws(ParseStop) -> PatternID {
        let start = position
        let isStarred = kind == .star
        let first = try parseMaybeStarPattern()
        if kind != .comma {
            if isStarred { throw .mismatch }
            return first
        }
        let mark = scratch.count
        push(first)
        while accept(.comma) {
            if kind == .colon || kind == .if { break }
            push(try parseMaybeStarPattern())
        }
        let patterns: NodeList<PatternNode> = makeList(from: mark)
        return make(.sequence(patterns: patterns), span(from: start))
    }

    /// maybe_star_pattern: '*' ("_" | NAME) | pattern
    private mutating func parseMaybeStarPattern() throws(ParseStop) -> PatternID {
        guard kind == .star else { return try parsePattern() }
        let start = position
        position &+= 1
        let name = try parseName()
        if name == IdentifierTable.underscore {
            return make(.star(name: nil), span(from: start))
        }
        try rejectLongerName()
        return make(.star(name: name), span(from: start))
    }

    /// A capture is no attribute, class or keyword: !('.' | '(' | '=')
    private func rejectLongerName() throws(ParseStop) {
        if kind == .dot || kind == .leftParenthesis || kind == .equal { throw .mismatch }
    }

    /// pattern: or_pattern ['as' NAME]
    private mutating func parsePattern() throws(ParseStop) -> PatternID {
        let start = position
        try enter(TreeParser.patternLevels)
        let pattern = try parseOrPattern()
        leave(TreeParser.patternLevels)
        guard accept(.as) else { return pattern }
        let name = try parseName()
        if name == IdentifierTable.underscore { throw .mismatch }
        try rejectLongerName()
        return make(.as(pattern: pattern, name: name), span(from: start))
    }

    /// Levels of CPython's parser between two nested patterns, at least.
    private static let patternLevels: Int32 = 5

    /// or_pattern: '|'.closed_pattern+
    private mutating func parseOrPattern() throws(ParseStop) -> PatternID {
        let start = position
        let first = try parseClosedPattern()
        if kind != .bar { return first }
        let mark = scratch.count
        push(first)
        while accept(.bar) { push(try parseClosedPattern()) }
        let patterns: NodeList<PatternNode> = makeList(from: mark)
        return make(.or(patterns: patterns), span(from: start))
    }

    /// closed_pattern: literal, capture, wildcard, value, group, sequence, mapping or class.
    private mutating func parseClosedPattern() throws(ParseStop) -> PatternID {
        let start = position
        switch kind {
        case .number, .minus, .string:
            let value = try parsePatternLiteral()
            return make(.value(value), span(from: start))
        case .none: return makeSingletonPattern(TreeParser.noneConstant)
        case .true: return makeSingletonPattern(TreeParser.trueConstant)
        case .false: return makeSingletonPattern(TreeParser.falseConstant)
        case .leftParenthesis: return try parseParenthesisedPattern()
        case .leftBracket:
            position &+= 1
            let patterns = try parsePatternElements(closing: .rightBracket)
            return make(.sequence(patterns: patterns), span(from: start))
        case .leftBrace: return try parseMappingPattern()
        case .name: return try parseNamePattern()
        default: throw .mismatch
        }
    }

    private mutating func makeSingletonPattern(_ constant: ConstantID) -> PatternID {
        position &+= 1
        return make(.singleton(constant), tokens[position &- 1].span)
    }

    /// capture_pattern: NAME; wildcard_pattern: "_"; value_pattern: attr;
    /// class_pattern: name_or_attr '(' … ')'
    private mutating func parseNamePattern() throws(ParseStop) -> PatternID {
        let start = position
        let name = tokens[start].identifier
        if kind(after: 1) != .dot && kind(after: 1) != .leftParenthesis {
            position &+= 1
            if name == IdentifierTable.underscore {
                return make(.as(pattern: nil, name: nil), span(from: start))
            }
            try rejectLongerName()
            return make(.as(pattern: nil, name: name), span(from: start))
        }
        let value = try parseNameOrAttribute()
        if kind == .leftParenthesis { return try parseClassPattern(of: value, start: start) }
        try rejectLongerName()
        return make(.value(value), span(from: start))
    }

    /// name_or_attr: NAME ('.' NAME)*
    private mutating func parseNameOrAttribute() throws(ParseStop) -> ExpressionID {
        let start = position
        let name = try parseName()
        var value = make(.name(name, context: .load), span(from: start))
        while accept(.dot) {
            let attribute = try parseName()
            value = make(
                .attribute(value: value, attribute: attribute, context: .load), span(from: start))
        }
        return value
    }

    /// literal_expr: signed_number !('+' | '-') | signed_real_number ('+' | '-') NUMBER | strings
    private mutating func parsePatternLiteral() throws(ParseStop) -> ExpressionID {
        if kind == .string { return try parseStrings() }
        let start = position
        let left = try parseSignedNumber()
        guard kind == .plus || kind == .minus else { return left }
        guard !isImaginary(left) else { throw .mismatch }
        let operation: BinaryOperator = kind == .plus ? .add : .subtract
        position &+= 1
        guard kind == .number else { throw .mismatch }
        let right = try makeNumber(tokens[position])
        position &+= 1
        guard isImaginary(right) else { throw .mismatch }
        return make(.binOp(left: left, op: operation, right: right), span(from: start))
    }

    private mutating func parseSignedNumber() throws(ParseStop) -> ExpressionID {
        let start = position
        let isNegative = accept(.minus)
        guard kind == .number else { throw .mismatch }
        let number = try makeNumber(tokens[position])
        position &+= 1
        if !isNegative { return number }
        return make(.unaryOp(.minus, operand: number), span(from: start))
    }

    private func isImaginary(_ id: ExpressionID) -> Bool {
        switch tree[id].kind {
        case .unaryOp(_, let operand): return isImaginary(operand)
        case .constant(let constant, _):
            if case .imaginary = tree[constant] { return true }
            return false
        default: return false
        }
    }

    // MARK: Patterns in brackets

    /// group_pattern: '(' pattern ')'; sequence_pattern: '(' [open_sequence_pattern] ')'
    private mutating func parseParenthesisedPattern() throws(ParseStop) -> PatternID {
        let start = position
        position &+= 1
        if accept(.rightParenthesis) {
            return make(.sequence(patterns: .empty), span(from: start))
        }
        let isStarred = kind == .star
        let first = try parseMaybeStarPattern()
        if accept(.rightParenthesis) {
            if isStarred { throw .mismatch }
            return first
        }
        let mark = scratch.count
        push(first)
        while accept(.comma) {
            if kind == .rightParenthesis { break }
            push(try parseMaybeStarPattern())
        }
        try expect(.rightParenthesis)
        let patterns: NodeList<PatternNode> = makeList(from: mark)
        return make(.sequence(patterns: patterns), span(from: start))
    }

    /// maybe_sequence_pattern: [','.maybe_star_pattern+ [',']], and the closing bracket.
    private mutating func parsePatternElements(
        closing: TokenKind
    ) throws(ParseStop) -> NodeList<PatternNode> {
        let mark = scratch.count
        while kind != closing {
            push(try parseMaybeStarPattern())
            guard accept(.comma) else { break }
        }
        try expect(closing)
        return makeList(from: mark)
    }

    /// mapping_pattern: '{' [','.(key ':' pattern)+] [',' '**' NAME] [','] '}'
    private mutating func parseMappingPattern() throws(ParseStop) -> PatternID {
        let start = position
        position &+= 1
        var keys: ContiguousArray<UInt32> = []
        var patterns: ContiguousArray<UInt32> = []
        var rest: Identifier?
        while kind != .rightBrace {
            if accept(.doubleStar) {
                let name = try parseName()
                if name == IdentifierTable.underscore { throw .mismatch }
                try rejectLongerName()
                rest = name
                _ = accept(.comma)
                break
            }
            keys.append(try parseMappingKey().rawValue)
            try expect(.colon)
            patterns.append(try parsePattern().rawValue)
            guard accept(.comma) else { break }
        }
        try expect(.rightBrace)
        let keysStart = tree.lists.count
        tree.lists.append(contentsOf: keys)
        let patternsStart = tree.lists.count
        tree.lists.append(contentsOf: patterns)
        return make(
            .mapping(
                keys: NodeList(start: keysStart, count: keys.count),
                patterns: NodeList(start: patternsStart, count: patterns.count), rest: rest),
            span(from: start))
    }

    /// literal_expr | attr
    private mutating func parseMappingKey() throws(ParseStop) -> ExpressionID {
        let token = tokens[position]
        let constant: ConstantID
        switch token.kind {
        case .none: constant = TreeParser.noneConstant
        case .true: constant = TreeParser.trueConstant
        case .false: constant = TreeParser.falseConstant
        case .name:
            guard isNext(.dot) else { throw .mismatch }
            return try parseNameOrAttribute()
        default: return try parsePatternLiteral()
        }
        position &+= 1
        return make(.constant(constant, isUnicodePrefixed: false), token.span)
    }

    /// class_pattern: name_or_attr '(' [','.pattern+] [','.(NAME '=' pattern)+] [','] ')'
    private mutating func parseClassPattern(
        of type: ExpressionID, start: Int
    ) throws(ParseStop) -> PatternID {
        position &+= 1
        var positional: ContiguousArray<UInt32> = []
        var names: ContiguousArray<UInt32> = []
        var named: ContiguousArray<UInt32> = []
        while kind != .rightParenthesis {
            if kind == .name && isNext(.equal) {
                names.append(try parseName().rawValue)
                position &+= 1
                named.append(try parsePattern().rawValue)
            } else {
                guard names.isEmpty else { throw .mismatch }
                positional.append(try parsePattern().rawValue)
            }
            guard accept(.comma) else { break }
        }
        try expect(.rightParenthesis)
        let positionalStart = tree.lists.count
        tree.lists.append(contentsOf: positional)
        let namesStart = tree.lists.count
        tree.lists.append(contentsOf: names)
        let namedStart = tree.lists.count
        tree.lists.append(contentsOf: named)
        return make(
            .class(
                type: type, patterns: NodeList(start: positionalStart, count: positional.count),
                keywordAttributes: NodeList(start: namesStart, count: names.count),
                keywordPatterns: NodeList(start: namedStart, count: named.count)),
            span(from: start))
    }
}
