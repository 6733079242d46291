/// Numbers and strings, whose values the rules for errors ask for.
extension DiagnosisParser {
    mutating func parseNumber(
        _ item: DiagnosisGrammar.Item, _ token: Token
    ) throws(Stop) -> Int {
        var isImaginary = false
        do throws(ParseStop) {
            let id = try parser.makeNumber(token)
            if case .constant(let constant, _) = parser.tree[id].kind,
                case .imaginary = parser.tree[constant]
            {
                isImaginary = true
            }
        } catch {
            raised = parser.raised
            throw .raised
        }
        let value = take(.literal)
        switch item {
        case .real where isImaginary:
            raise(
                .syntaxError, "real number required in complex literal", from: token.span,
                to: token.span)
            throw .raised
        case .imaginary where !isImaginary:
            raise(
                .syntaxError, "imaginary number required in complex literal", from: token.span,
                to: token.span)
            throw .raised
        default: return value
        }
    }

    /// Adjacent strings, whose insides may be wrong too.
    mutating func parseStrings() throws(Stop) -> Int {
        let start = mark
        while try peek().kind == .string { mark += 1 }
        guard mark > start else { return DiagnosisParser.failed }
        parser.lookaheadOverride = fill - 1
        var isFormatted = false
        do throws(ParseStop) {
            let id = try parser.makeStrings(start..<mark)
            if case .joinedStr = parser.tree[id].kind { isFormatted = true }
        } catch {
            raised = parser.raised
            if error == .tooDeep { throw .tooDeep }
            throw .raised
        }
        nodes.append(
            DiagnosisNode(
                kind: isFormatted ? .fString : .literal, first: start, last: mark - 1,
                childrenStart: 0, childrenCount: 0))
        return nodes.count - 1
    }
}
