/// Tries the rules of `DiagnosisGrammar` on the tokens: a packrat parser that keeps no tree.
///
/// It repeats what CPython's generated parser does, because the errors depend on it: alternatives in
/// order, which token was the last to be looked at, and which error rule matches first.
struct DiagnosisParser {
    /// Why parsing ended early.
    enum Stop: Error {
        /// An error was found; it is in `raised`.
        case raised
        /// The parser asked for a token the tokenizer couldn't make.
        case tokenizer
        case tooDeep
    }

    /// The value of a rule that matched nothing, as an optional part does.
    static let nothing = -1
    /// The value of a rule that did not match.
    static let failed = -2

    private struct MemoEntry {
        var key: Int32
        var value: Int32
        var end: Int32
        var next: Int32
    }

    let grammar: DiagnosisGrammar
    let tokens: UnsafeBufferPointer<Token>
    var parser: TreeParser
    var callsInvalidRules = false
    var mark = 0
    /// How many tokens have been looked at, all before them included.
    var fill = 1
    var level = 0
    var raised: PythonSyntaxError?
    var nodes: [DiagnosisNode] = []
    var children: [Int] = []
    private var memoHeads: [Int32]
    private var memo: [MemoEntry] = []
    /// Values of the elements of unfinished alternatives; a stack.
    var values: [Int] = []
    /// Where the last statement of the outermost block began.
    var lastStatement = 0
    private let statementRule: Int

    init(tokens: UnsafeBufferPointer<Token>, parser: TreeParser) {
        grammar = DiagnosisGrammar.python
        self.tokens = tokens
        self.parser = parser
        memoHeads = Array(repeating: -1, count: tokens.count)
        statementRule = grammar.ruleNumbers["statement"] ?? 0
    }

    /// Parses from a token on, with or without the rules of errors.
    mutating func parse(
        rule name: String, from start: Int, callsInvalidRules: Bool
    ) throws(Stop) -> Bool {
        self.callsInvalidRules = callsInvalidRules
        mark = start
        level = 0
        nodes.removeAll(keepingCapacity: true)
        children.removeAll(keepingCapacity: true)
        memo.removeAll(keepingCapacity: true)
        for index in memoHeads.indices { memoHeads[index] = -1 }
        return try parse(rule: grammar.ruleNumbers[name] ?? 0) != DiagnosisParser.failed
    }

    // MARK: Tokens

    /// The token at the mark, which counts as looked at.
    mutating func peek() throws(Stop) -> Token {
        let index = min(mark, tokens.count - 1)
        if index >= fill { fill = index + 1 }
        let token = tokens[index]
        if token.kind == .error { throw .tokenizer }
        return token
    }

    mutating func matchToken(_ kind: TokenKind) throws(Stop) -> Int {
        guard try peek().kind == kind else { return DiagnosisParser.failed }
        return take(.token)
    }

    /// Passes one token and makes a node of it.
    mutating func take(_ kind: DiagnosisNode.Kind) -> Int {
        nodes.append(
            DiagnosisNode(kind: kind, first: mark, last: mark, childrenStart: 0, childrenCount: 0))
        mark += 1
        return nodes.count - 1
    }

    // MARK: Rules

    mutating func enter(_ levels: Int) throws(Stop) {
        level += levels
        if level > Int(TreeParser.maximumLevel) { throw .tooDeep }
    }

    mutating func parse(rule number: Int) throws(Stop) -> Int {
        let start = mark
        let key = memoKey(number)
        if let value = remembered(key, at: start) { return value }
        try enter(grammar.rules[number].isLeftRecursive ? 2 : 1)
        if number == statementRule && level <= 3 { lastStatement = start }
        let value: Int
        if grammar.rules[number].name == "expression_without_invalid" {
            let outer = callsInvalidRules
            callsInvalidRules = false
            value = try parse(alternativesOf: number, start: start)
            callsInvalidRules = outer
        } else if grammar.rules[number].isLeftRecursive {
            value = try parse(leftRecursive: number, start: start)
        } else {
            value = try parse(alternativesOf: number, start: start)
        }
        level -= grammar.rules[number].isLeftRecursive ? 2 : 1
        if value == DiagnosisParser.failed { mark = start }
        remember(key, value, at: start)
        return value
    }

    /// Results of a memoized rule serve everyone; those of others only who asks under the same conditions.
    private func memoKey(_ rule: Int) -> Int32 {
        let condition = grammar.rules[rule].isMemoized ? 0 : callsInvalidRules ? 1 : 2
        return Int32(rule * 3 + condition)
    }

    private mutating func remembered(_ key: Int32, at start: Int) -> Int? {
        guard start < memoHeads.count else { return nil }
        var index = memoHeads[start]
        while index >= 0 {
            let entry = memo[Int(index)]
            if entry.key == key {
                mark = Int(entry.end)
                return Int(entry.value)
            }
            index = entry.next
        }
        return nil
    }

    private mutating func remember(_ key: Int32, _ value: Int, at start: Int) {
        guard start < memoHeads.count else { return }
        memo.append(
            MemoEntry(
                key: key, value: Int32(value), end: Int32(mark), next: memoHeads[start]))
        memoHeads[start] = Int32(memo.count - 1)
    }

    mutating func parse(alternativesOf number: Int, start: Int) throws(Stop) -> Int {
        for index in grammar.rules[number].alternatives.indices {
            mark = start
            let outcome = try parse(
                grammar.rules[number].alternatives[index], start: start, prefix: nil)
            switch outcome {
            case .matched(let value): return value
            case .refused: return DiagnosisParser.failed
            case .next: continue
            }
        }
        return DiagnosisParser.failed
    }

    /// A seed, then extensions for as long as one fits.
    mutating func parse(leftRecursive number: Int, start: Int) throws(Stop) -> Int {
        let rule = grammar.rules[number]
        var value = DiagnosisParser.failed
        if case .matched(let seed) = try parse(rule.alternatives[0], start: start, prefix: nil) {
            value = seed
        }
        if value == DiagnosisParser.failed { return value }
        extending: while true {
            let end = mark
            for alternative in rule.extensions {
                mark = end
                if case .matched(let longer) = try parse(alternative, start: start, prefix: value) {
                    value = longer
                    continue extending
                }
            }
            mark = end
            return value
        }
    }

    private enum Outcome {
        case matched(Int)
        /// The whole rule fails.
        case refused
        /// The next alternative is tried.
        case next
    }

    private mutating func parse(
        _ alternative: DiagnosisGrammar.Alternative, start: Int, prefix: Int?
    ) throws(Stop) -> Outcome {
        if alternative.isInvalid && !callsInvalidRules { return .next }
        let valuesMark = values.count
        defer { values.removeLast(values.count - valuesMark) }
        if let prefix { values.append(prefix) }
        var first = DiagnosisParser.nothing
        var second = DiagnosisParser.nothing
        var isCommitted = false
        for element in alternative.elements {
            let value = try parse(item: element.item)
            if value == DiagnosisParser.failed { return isCommitted ? .refused : .next }
            if case .cut = grammar.items[element.item] { isCommitted = true }
            if value == DiagnosisParser.nothing { continue }
            values.append(value)
            if element.label == 1 { first = value }
            if element.label == 2 { second = value }
        }
        if let action = alternative.action {
            try perform(action, first, second)
            return .refused
        }
        if let kind = alternative.kind {
            return .matched(makeNode(kind, start: start, valuesFrom: valuesMark))
        }
        if first != DiagnosisParser.nothing { return .matched(first) }
        if values.count - valuesMark == 1 { return .matched(values[valuesMark]) }
        return .matched(makeNode(.list_of_nodes, start: start, valuesFrom: valuesMark))
    }

    // MARK: Nodes

    /// A node from a token to the one before the mark; its children are the values, lists opened up.
    mutating func makeNode(
        _ kind: DiagnosisNode.Kind, start: Int, valuesFrom valuesMark: Int
    ) -> Int {
        let childrenStart = children.count
        for index in valuesMark..<values.count { appendChild(values[index]) }
        var last = mark - 1
        while last > start {
            let kind = tokens[last].kind
            if kind != .newline && kind != .indent && kind != .dedent && kind != .endMarker {
                break
            }
            last -= 1
        }
        nodes.append(
            DiagnosisNode(
                kind: kind, first: start, last: max(last, 0), childrenStart: childrenStart,
                childrenCount: children.count - childrenStart))
        return nodes.count - 1
    }

    private mutating func appendChild(_ value: Int) {
        let node = nodes[value]
        switch node.kind {
        case .token: break
        case .list_of_nodes:
            for offset in 0..<node.childrenCount {
                children.append(children[node.childrenStart + offset])
            }
        default: children.append(value)
        }
    }

    func child(_ index: Int, of node: DiagnosisNode) -> DiagnosisNode? {
        guard index >= 0, index < node.childrenCount else { return nil }
        return nodes[children[node.childrenStart + index]]
    }
}
