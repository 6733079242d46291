/// What a rule of the grammar is made of: tokens, other rules, repetition, lookahead.
extension DiagnosisParser {
    mutating func parse(item number: Int) throws(Stop) -> Int {
        switch grammar.items[number] {
        case .token(let kind): return try matchToken(kind)
        case .rule(let rule): return try parse(rule: rule)
        case .optional(let item):
            let start = mark
            let value = try parse(item: item)
            if value != DiagnosisParser.failed { return value }
            mark = start
            return DiagnosisParser.nothing
        case .zeroOrMore(let item): return try parseRepeated(item, minimum: 0)
        case .oneOrMore(let item): return try parseRepeated(item, minimum: 1)
        case .gather(let separator, let item): return try parseGathered(separator, item)
        case .follows(let item): return try parseLookahead(item, wanted: true)
        case .followsNot(let item): return try parseLookahead(item, wanted: false)
        case .cut: return DiagnosisParser.nothing
        case .forced(let kind, let spelling): return try parseForced(kind, spelling.text)
        default: return try parseTerminal(grammar.items[number])
        }
    }

    mutating func parseTerminal(_ item: DiagnosisGrammar.Item) throws(Stop) -> Int {
        let token = try peek()
        switch item {
        case .name: return token.kind == .name ? take(.name) : DiagnosisParser.failed
        case .string: return token.kind == .string ? take(.string) : DiagnosisParser.failed
        case .number, .real, .imaginary:
            guard token.kind == .number else { return DiagnosisParser.failed }
            return try parseNumber(item, token)
        case .softKeyword:
            return token.kind == .name && resemblesSoftKeyword(token)
                ? take(.name) : DiagnosisParser.failed
        case .word(let identifier):
            let isWord = token.kind == .name && token.identifier == identifier
            return isWord ? take(.name) : DiagnosisParser.failed
        case .strings: return try parseStrings()
        default: return DiagnosisParser.failed
        }
    }

    /// CPython compares only as many characters as the name has, so `c` passes for `case`.
    private func resemblesSoftKeyword(_ token: Token) -> Bool {
        let spelling = parser.identifiers.spelling(of: token.identifier)
        return ["_", "case", "match"].contains { $0.hasPrefix(spelling) }
    }

    mutating func parseRepeated(_ item: Int, minimum: Int) throws(Stop) -> Int {
        let start = mark
        let valuesMark = values.count
        try enter(1)
        while true {
            let end = mark
            let value = try parse(item: item)
            if value == DiagnosisParser.failed || mark == end {
                mark = end
                break
            }
            values.append(value)
        }
        level -= 1
        defer { values.removeLast(values.count - valuesMark) }
        if values.count - valuesMark < minimum { return DiagnosisParser.failed }
        return makeNode(.list_of_nodes, start: start, valuesFrom: valuesMark)
    }

    mutating func parseGathered(
        _ separator: TokenKind, _ item: Int
    ) throws(Stop) -> Int {
        let start = mark
        let valuesMark = values.count
        defer { values.removeLast(values.count - valuesMark) }
        try enter(1)
        defer { level -= 1 }
        let first = try parse(item: item)
        if first == DiagnosisParser.failed { return first }
        values.append(first)
        try enter(1)
        defer { level -= 1 }
        while true {
            let end = mark
            guard try matchToken(separator) != DiagnosisParser.failed else { break }
            let value = try parse(item: item)
            if value == DiagnosisParser.failed {
                mark = end
                break
            }
            values.append(value)
        }
        return makeNode(.list_of_nodes, start: start, valuesFrom: valuesMark)
    }

    mutating func parseLookahead(_ item: Int, wanted: Bool) throws(Stop) -> Int {
        let start = mark
        let value = try parse(item: item)
        mark = start
        let matches = value != DiagnosisParser.failed
        return matches == wanted ? DiagnosisParser.nothing : DiagnosisParser.failed
    }

    mutating func parseForced(_ kind: TokenKind, _ text: String) throws(Stop) -> Int {
        let token = try peek()
        if token.kind == kind { return take(.token) }
        raise(.syntaxError, "expected '\(text)'", from: token.span, to: token.span)
        throw .raised
    }
}
