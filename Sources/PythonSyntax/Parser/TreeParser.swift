/// Why the fast parser gave up. It doesn't say what is wrong: `SyntaxDiagnosis` finds that out.
enum ParseStop: Error {
    /// The tokens are no program.
    case mismatch
    /// An error with a known reason, kept in `TreeParser.raised`.
    case raised
    /// CPython's parser would have run out of its stack.
    case tooDeep
}

/// Builds the syntax tree from the tokens: a recursive-descent parser that decides by looking ahead.
///
/// It accepts exactly Python 3.11 and is made for speed on correct programs: at the first token that
/// fits nowhere it throws, without a reason. CPython's generated parser works the same way in two
/// passes; the reasons come from the second one (`SyntaxDiagnosis`).
///
///     tokens   ┌────┬───┬────┬───┬─────┐     tree.expressions ┌───┬───┬───┐
///              │ x  │ = │ f  │ ( │ …   │  ──▶                 │ x │ f │ … │
///              └────┴───┴────┴───┴─────┘     scratch: members of the lists being read
///                         ▲ position
struct TreeParser {
    // SAFETY: `tokens` addresses an array that ends with an end marker or an error token, and `base`
    // the bytes the tokens' offsets count in; the caller keeps both alive. No rule moves past the last
    // token, because none accepts it except the rule of the whole source.
    var tokens: UnsafePointer<Token>
    var base: UnsafePointer<UInt8>
    var position = 0
    var tree = SyntaxTree()
    var identifiers: IdentifierTable
    /// Members of unfinished lists, as raw indices; a stack.
    var scratch: ContiguousArray<UInt32> = []
    /// How deep CPython's parser would have recursed at least.
    var level: Int32 = 0
    var raised: PythonSyntaxError?
    var warnings: [PythonSyntaxWarning] = []
    /// Where errors take their lines from.
    var errors: ErrorContext
    /// The last token CPython would have drawn when a string is looked into.
    var lookahead: Int { lookaheadOverride ?? position }
    var lookaheadOverride: Int?
    /// The first token of the statement being read, at the outermost level.
    var statementStart = 0
    /// The most decimal digits of an int (`sys.get_int_max_str_digits()`); 0 is no limit.
    var decimalDigitLimit = 4300
    /// The first `with` whose items stand in parentheses, which older versions of Python don't have.
    var firstParenthesisedItems: SourceSpan?
    /// The first `{x=}` in a string, likewise.
    var firstSelfDocumenting: SourceSpan?

    /// The size of CPython's stack of rules.
    static let maximumLevel: Int32 = 6000
    /// What fits any thread's stack; deeper programs are parsed again on a larger one.
    var levelLimit: Int32 = 800

    init(
        tokens: UnsafePointer<Token>, base: UnsafePointer<UInt8>,
        identifiers: consuming IdentifierTable, errors: ErrorContext
    ) {
        self.tokens = tokens
        self.base = base
        self.identifiers = identifiers
        self.errors = errors
        tree.constants = [.none, .true, .false, .ellipsis]
        scratch.reserveCapacity(256)
    }

    // MARK: Tokens

    @inline(__always)
    var kind: TokenKind { tokens[position].kind }

    @inline(__always)
    func kind(after distance: Int) -> TokenKind { tokens[position &+ distance].kind }

    /// Whether the token behind the current one is of a kind. The last token has none behind it.
    @inline(__always)
    func isNext(_ wanted: TokenKind) -> Bool {
        tokens[position &+ 1].kind == wanted
    }

    @inline(__always)
    mutating func accept(_ wanted: TokenKind) -> Bool {
        if tokens[position].kind != wanted { return false }
        position &+= 1
        return true
    }

    @inline(__always)
    mutating func expect(_ wanted: TokenKind) throws(ParseStop) {
        if tokens[position].kind != wanted { throw .mismatch }
        position &+= 1
    }

    /// NAME
    @inline(__always)
    mutating func parseName() throws(ParseStop) -> Identifier {
        let token = tokens[position]
        if token.kind != .name { throw .mismatch }
        position &+= 1
        return token.identifier
    }

    /// The span from a token to the one just read.
    @inline(__always)
    func span(from start: Int) -> SourceSpan {
        let first = tokens[start].span
        let last = tokens[position &- 1].span
        return SourceSpan(
            line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn
        )
    }

    /// The span of a compound statement: line ends and dedents behind its last token don't count.
    func blockSpan(from start: Int) -> SourceSpan {
        var last = position - 1
        while last > start {
            let kind = tokens[last].kind
            if kind != .newline && kind != .indent && kind != .dedent && kind != .endMarker {
                break
            }
            last -= 1
        }
        return tokens[start].span.through(tokens[last].span)
    }

    // MARK: Nodes

    @inline(__always)
    mutating func make(_ kind: Expression, _ span: SourceSpan) -> ExpressionID {
        let id = ExpressionID(tree.expressions.count)
        tree.expressions.append(ExpressionNode(kind, span))
        return id
    }

    @inline(__always)
    mutating func make(_ kind: Statement, _ span: SourceSpan) -> StatementID {
        let id = StatementID(tree.statements.count)
        tree.statements.append(StatementNode(kind, span))
        return id
    }

    @inline(__always)
    mutating func make(_ kind: Pattern, _ span: SourceSpan) -> PatternID {
        let id = PatternID(tree.patterns.count)
        tree.patterns.append(PatternNode(kind, span))
        return id
    }

    mutating func makeConstant(_ constant: SyntaxConstant) -> ConstantID {
        let id = ConstantID(tree.constants.count)
        tree.constants.append(constant)
        return id
    }

    static let noneConstant = ConstantID(UInt32(0))
    static let trueConstant = ConstantID(UInt32(1))
    static let falseConstant = ConstantID(UInt32(2))
    static let ellipsisConstant = ConstantID(UInt32(3))

    @inline(__always)
    mutating func push<Node>(_ id: NodeIndex<Node>) { scratch.append(id.rawValue) }

    /// Ends a list whose members were pushed since `mark`.
    @inline(__always)
    mutating func makeList<Node>(from mark: Int) -> NodeList<Node> {
        let count = scratch.count &- mark
        if count == 0 { return .empty }
        let start = tree.lists.count
        for index in mark..<scratch.count { tree.lists.append(scratch[index]) }
        scratch.removeLast(count)
        return NodeList(start: start, count: count)
    }

    mutating func makeList<Node>(of id: NodeIndex<Node>) -> NodeList<Node> {
        let start = tree.lists.count
        tree.lists.append(id.rawValue)
        return NodeList(start: start, count: 1)
    }

    // MARK: Depth

    /// Counts levels of recursion as CPython's parser would, and stops where it stops.
    @inline(__always)
    mutating func enter(_ levels: Int32) throws(ParseStop) {
        level &+= levels
        if level > levelLimit { throw .tooDeep }
    }

    @inline(__always)
    mutating func leave(_ levels: Int32) { level &-= levels }

    mutating func raise(_ error: PythonSyntaxError) -> ParseStop {
        raised = error
        return .raised
    }

    // MARK: Trying

    /// A state to return to when an attempt fails.
    struct Mark {
        var position: Int
        var level: Int32
        var counts:
            (
                expressions: Int, constants: Int, lists: Int, scratch: Int, arguments: Int,
                argumentLists: Int, keywords: Int, comprehensions: Int, withItems: Int,
                warnings: Int
            )
    }

    func mark() -> Mark {
        Mark(
            position: position, level: level,
            counts: (
                tree.expressions.count, tree.constants.count, tree.lists.count, scratch.count,
                tree.arguments.count, tree.argumentLists.count, tree.keywords.count,
                tree.comprehensions.count, tree.withItems.count, warnings.count
            ))
    }

    mutating func reset(to mark: Mark) {
        position = mark.position
        level = mark.level
        tree.expressions.removeLast(tree.expressions.count - mark.counts.expressions)
        tree.constants.removeLast(tree.constants.count - mark.counts.constants)
        tree.lists.removeLast(tree.lists.count - mark.counts.lists)
        scratch.removeLast(scratch.count - mark.counts.scratch)
        tree.arguments.removeLast(tree.arguments.count - mark.counts.arguments)
        tree.argumentLists.removeLast(tree.argumentLists.count - mark.counts.argumentLists)
        tree.keywords.removeLast(tree.keywords.count - mark.counts.keywords)
        tree.comprehensions.removeLast(tree.comprehensions.count - mark.counts.comprehensions)
        tree.withItems.removeLast(tree.withItems.count - mark.counts.withItems)
        warnings.removeLast(warnings.count - mark.counts.warnings)
    }
}
