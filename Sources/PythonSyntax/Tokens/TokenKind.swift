/// What a token is. Keywords and operators have a kind each, so the parser compares one byte.
public enum TokenKind: UInt8, Sendable {
    case endMarker, name, number, string, newline, indent, dedent
    /// The place at which the tokenizer gave up; the reason is kept beside the tokens.
    case error
    /// A character that begins no token of Python: `$`, `?`, `!` or a backquote.
    case unknown
    /// A comment `# type: …`, of a tokenizer that keeps them.
    case typeComment

    // Keywords, in the order of `IdentifierTable.keywords`.
    case `false`, none, `true`, and, `as`, assert, async, await, `break`, `class`, `continue`, def,
        del
    case elif, `else`, except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda
    case nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield

    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case colon, comma, semicolon, dot, ellipsis, arrow, colonEqual, equal, at
    case plus, minus, star, doubleStar, slash, doubleSlash, percent, bar, ampersand, caret, tilde
    case leftShift, rightShift
    case less, greater, equalEqual, notEqual, lessEqual, greaterEqual
    case plusEqual, minusEqual, starEqual, slashEqual, percentEqual, atEqual, ampersandEqual
    case barEqual, caretEqual, leftShiftEqual, rightShiftEqual, doubleStarEqual, doubleSlashEqual

    static let firstKeyword = TokenKind.false.rawValue
    static let lastKeyword = TokenKind.yield.rawValue

    /// Whether this is one of the 35 reserved words.
    public var isKeyword: Bool {
        rawValue >= TokenKind.firstKeyword && rawValue <= TokenKind.lastKeyword
    }

    /// Whether this is an operator or delimiter.
    public var isOperator: Bool { rawValue > TokenKind.lastKeyword }
}
