/// What the rules of errors report.
extension DiagnosisParser {
    /// Raises the error of an alternative that matched, unless its conditions don't hold.
    mutating func perform(
        _ action: DiagnosisAction, _ first: Int, _ second: Int
    ) throws(Stop) {
        let a = first >= 0 ? nodes[first] : nil
        let b = second >= 0 ? nodes[second] : nil
        switch action.kind {
        case .here:
            raiseHere(.syntaxError, action.message)
            throw .raised
        case .indent:
            let line = a.map { tokens[$0.first].span.line } ?? 0
            raiseHere(.indentationError, replacing("%d", in: action.message, by: "\(line)"))
            throw .raised
        default: break
        }
        guard let a else { return }
        switch action.kind {
        case .starTarget, .forTarget, .deleteTarget: try raiseInvalidTarget(a, action.kind)
        case .from: try raiseToCursor(a, action.message)
        case .missingColon: try raiseMissingColon(a)
        case .positionalAfterKeyword:
            let unpacks = (0..<a.childrenCount).contains { child($0, of: a)?.kind == .unpacking }
            raiseHere(
                .syntaxError,
                "positional argument follows keyword argument" + (unpacks ? " unpacking" : ""))
            throw .raised
        case .bareGenerator: try raiseBareGenerator(a, b)
        case .legacyStatement: try raiseLegacyStatement(a, b)
        case .missingComma: try raiseMissingComma(a, b)
        default: try raiseBetween(a, b, action)
        }
    }

    private mutating func raiseBetween(
        _ a: DiagnosisNode, _ b: DiagnosisNode?, _ action: DiagnosisAction
    ) throws(Stop) {
        var last = a
        if let b {
            switch action.kind {
            case .rangeLast: last = child(b.childrenCount - 1, of: b) ?? b
            case .rangeClause: last = endOfClauses(b)
            default: last = b
            }
        }
        var message = replacing("%s", in: action.message, by: a.description)
        if a.kind == .token { message = replacing("%t", in: message, by: text(of: a)) }
        raise(.syntaxError, message, from: span(a), to: span(last))
        throw .raised
    }

    private func endOfClauses(_ list: DiagnosisNode) -> DiagnosisNode {
        guard let clause = child(list.childrenCount - 1, of: list) else { return list }
        return child(clause.childrenCount - 1, of: clause) ?? clause
    }

    // MARK: Positions

    func span(_ node: DiagnosisNode) -> SourceSpan {
        tokens[node.first].span.through(tokens[node.last].span)
    }

    private func text(of node: DiagnosisNode) -> String {
        let token = tokens[node.first]
        // SAFETY: a token's offsets lie within its source.
        let bytes = UnsafeBufferPointer(
            start: parser.base + Int(token.start), count: Int(token.end - token.start))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func replacing(_ mark: String, in message: String, by text: String) -> String {
        var result = ""
        var rest = Substring(message)
        while let first = rest.first {
            if rest.hasPrefix(mark) {
                result += text
                rest = rest.dropFirst(mark.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// An error between two places.
    mutating func raise(
        _ kind: PythonSyntaxError.Kind, _ message: String, from first: SourceSpan,
        to last: SourceSpan
    ) {
        raised = parser.errors.error(
            kind, message, line: Int(first.line), column: Int(first.column),
            endLine: Int(last.endLine), endColumn: last.endColumn < 0 ? -2 : Int(last.endColumn),
            tokenizerLine: Int(tokens[fill - 1].span.endLine))
    }

    /// An error at the last token that was looked at.
    mutating func raiseHere(_ kind: PythonSyntaxError.Kind, _ message: String) {
        let token = tokens[fill - 1]
        var column = Int(token.span.column)
        if column < 0 { column = tokenizerColumn - 1 }
        raised = parser.errors.error(
            kind, message, line: Int(token.span.line), column: column,
            endLine: Int(token.span.endLine), endColumn: Int(token.span.endColumn),
            tokenizerLine: Int(token.span.endLine))
    }

    /// Where the tokenizer stands in its line, behind the last token that was looked at.
    private var tokenizerColumn: Int {
        parser.errors.columnOfTokenizer(at: Int(tokens[fill - 1].end))
    }

    private mutating func raiseToCursor(_ a: DiagnosisNode, _ message: String) throws(Stop) {
        let first = span(a)
        raised = parser.errors.error(
            .syntaxError, message, line: Int(first.line), column: Int(first.column),
            endLine: Int(tokens[fill - 1].span.endLine), endColumn: tokenizerColumn - 1,
            tokenizerLine: Int(tokens[fill - 1].span.endLine))
        throw .raised
    }

    // MARK: Errors with conditions

    private mutating func raiseMissingColon(_ a: DiagnosisNode) throws(Stop) {
        let place = span(a)
        raised = parser.errors.error(
            .syntaxError, "':' expected after dictionary key", line: Int(place.line),
            column: Int(place.endColumn) - 1, endLine: Int(place.endLine), endColumn: -2,
            tokenizerLine: Int(tokens[fill - 1].span.endLine))
        throw .raised
    }

    private mutating func raiseBareGenerator(
        _ a: DiagnosisNode, _ b: DiagnosisNode?
    ) throws(Stop) {
        let positional = (0..<a.childrenCount).compactMap { child($0, of: a) }.filter {
            $0.kind != .keyword && $0.kind != .unpacking
        }
        guard positional.count > 1, let last = positional.last, let b else { return }
        raise(
            .syntaxError, "Generator expression must be parenthesized", from: span(last),
            to: span(endOfClauses(b)))
        throw .raised
    }

    private func isLegacyName(_ node: DiagnosisNode) -> Bool {
        guard node.kind == .name, node.first == node.last else { return false }
        let identifier = tokens[node.first].identifier
        return identifier == IdentifierTable.print || identifier == IdentifierTable.exec
    }

    private mutating func raiseLegacyStatement(
        _ a: DiagnosisNode, _ b: DiagnosisNode?
    ) throws(Stop) {
        guard isLegacyName(a), let b else { return }
        let name = text(of: a)
        raise(
            .syntaxError, "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?",
            from: span(a), to: span(b))
        throw .raised
    }

    private mutating func raiseMissingComma(
        _ a: DiagnosisNode, _ b: DiagnosisNode?
    ) throws(Stop) {
        guard !isLegacyName(a), let b, bracketDepth(behind: mark - 1) > 0 else { return }
        raise(
            .syntaxError, "invalid syntax. Perhaps you forgot a comma?", from: span(a), to: span(b))
        throw .raised
    }

    /// How many brackets are open behind a token.
    private func bracketDepth(behind index: Int) -> Int {
        var depth = 0
        for token in tokens[...index] {
            switch token.kind {
            case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
            case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
            default: break
            }
        }
        return depth
    }

    // MARK: Targets

    private mutating func raiseInvalidTarget(
        _ a: DiagnosisNode, _ kind: DiagnosisAction.Kind
    ) throws(Stop) {
        guard let wrong = invalidTarget(a, kind) else { return }
        let verb = kind == .deleteTarget ? "delete" : "assign to"
        raise(
            .syntaxError, "cannot \(verb) \(wrong.description)", from: span(wrong), to: span(wrong))
        throw .raised
    }

    /// The first part of an expression that can't be a target.
    private func invalidTarget(
        _ node: DiagnosisNode, _ kind: DiagnosisAction.Kind
    ) -> DiagnosisNode? {
        switch node.kind {
        case .name, .attribute, .subscript: return nil
        case .list, .tuple:
            for index in 0..<node.childrenCount {
                if let part = child(index, of: node), let wrong = invalidTarget(part, kind) {
                    return wrong
                }
            }
            return nil
        case .starred:
            if kind == .deleteTarget { return node }
            return child(0, of: node).flatMap { invalidTarget($0, kind) }
        case .comparison where kind == .forTarget:
            // `for x in y` is read as a comparison.
            guard child(1, of: node)?.kind == .membership else { return nil }
            return child(0, of: node).flatMap { invalidTarget($0, kind) }
        default: return node
        }
    }
}
