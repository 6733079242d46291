/// Cuts a source into tokens; the counterpart of `tok_get` in `Parser/tokenizer.c`.
///
/// It reads UTF-8 bytes through one pointer and appends trivial tokens to one array. Where CPython's
/// parser draws tokens one at a time, this scans the whole source first: an error ends the tokens with
/// one of kind `.error`, and the reason waits in `failure` until the parser gets there.
struct Tokenizer {
    /// A bracket that waits for its partner.
    struct OpenBracket {
        var byte: UInt8
        var line: Int32
        var column: Int32
    }

    /// The columns of an indented block, with tabs to 8 and to 1.
    struct IndentLevel {
        var column: Int32
        var alternateColumn: Int32
    }

    /// Limits of CPython's tokenizer.
    static let maximumIndents = 100
    static let maximumBrackets = 200

    // SAFETY: `base` addresses `count` bytes and a NUL behind them, kept alive by the caller of
    // `scan` for as long as the tokenizer lives; `cursor` never passes `count` because the NUL stops it.
    let base: UnsafePointer<UInt8>
    let count: Int
    var cursor = 0
    var line: Int32
    let firstLine: Int32
    var lineStart = 0
    /// Where CPython's buffer begins: at the current line, or at the first of those that a backslash or
    /// a string joins to it. One of its errors counts columns from there.
    var bufferStart = 0
    var tokens: ContiguousArray<Token> = []
    var identifiers: IdentifierTable
    var indents: ContiguousArray<IndentLevel> = []
    var brackets: ContiguousArray<OpenBracket> = []
    var failure: PythonSyntaxError?
    var warnings: [PythonSyntaxWarning] = []
    /// Whether the failure counts even when the parser fails before it gets there.
    var failureIsLoud = false
    /// Whether the failure is that the source ends (`E_EOF`, `E_EOFS`, `E_EOLS`).
    var failsAtEnd = false
    /// Whether comments are kept, as pairs of byte offsets, for the highlighter.
    var keepsComments = false
    /// Whether failures get their line and columns, which takes reading the line: a highlighter, which
    /// goes on behind each of many in a line, does without.
    var describesFailures = true
    var comments: ContiguousArray<Range<Int>> = []
    /// Whether comments with types are tokens, and those that say `ignore` are kept beside them.
    var keepsTypeComments = false
    var typeIgnores: [TypeComments.Ignore] = []
    let countsErrorColumnsInBytes: Bool

    init(
        base: UnsafePointer<UInt8>, count: Int, firstLine: Int32,
        identifiers: consuming IdentifierTable,
        countsErrorColumnsInBytes: Bool
    ) {
        self.base = base
        self.count = count
        self.line = firstLine
        self.firstLine = firstLine
        self.identifiers = identifiers
        self.countsErrorColumnsInBytes = countsErrorColumnsInBytes
        tokens.reserveCapacity(count / 4 + 8)
    }

    /// The byte at the cursor, NUL at the end.
    @inline(__always)
    var byte: UInt8 { base[cursor] }

    /// A byte behind the cursor; `distance` may pass the end by as much as the bytes before it allow.
    @inline(__always)
    func byte(after distance: Int) -> UInt8 {
        cursor &+ distance < count ? base[cursor &+ distance] : 0
    }

    /// Scans everything. Afterwards the tokens end with the end marker or an error.
    mutating func scan() {
        while scanLogicalLine() {}
    }

    /// Scans from the start of a line to behind its NEWLINE; false when the source ended or failed.
    private mutating func scanLogicalLine() -> Bool {
        guard let isBlank = scanIndentation() else { return false }
        return scanRestOfLogicalLine(isBlank: isBlank)
    }

    /// Scans on from within a line, after an error that is passed over.
    mutating func resume() {
        if scanRestOfLogicalLine(isBlank: false) { scan() }
    }

    private mutating func scanRestOfLogicalLine(isBlank: Bool) -> Bool {
        var isBlank = isBlank
        while true {
            skipBlanks()
            let start = cursor
            let first = byte
            switch first {
            case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x80...0xFF:
                guard scanNameOrString() else { return false }
            case 0x30...0x39:
                guard scanNumber(start: start) else { return false }
            case 0x22, 0x27:
                guard scanString(start: start) else { return false }
            case 0x0A:
                if endLine(isBlank: isBlank, start: start) { return true }
            case 0x23:
                skipComment()
                if keepsTypeComments, appendTypeComment(start..<cursor) {
                    isBlank = false
                    if byte == 0x0A && endLine(isBlank: false, start: cursor) { return true }
                } else if byte == 0x0A && endLine(isBlank: isBlank, start: start) {
                    return true
                }
            case 0x5C:
                guard scanContinuation() else { return false }
            case 0 where cursor >= count:
                return finish()
            default:
                guard scanOperator(first, start: start) else { return false }
            }
        }
    }

    @inline(__always)
    private mutating func skipBlanks() {
        while byte == 0x20 || byte == 0x09 || byte == 0x0C { cursor &+= 1 }
    }

    private mutating func skipComment() {
        let start = cursor
        while byte != 0x0A && cursor < count { cursor &+= 1 }
        if keepsComments { comments.append(start..<cursor) }
    }

    /// Passes a line feed; true when it ends the logical line. A comment in front of it, which begins at
    /// `start`, belongs to the NEWLINE.
    @inline(__always)
    private mutating func endLine(isBlank: Bool, start: Int) -> Bool {
        let isJoined = !brackets.isEmpty
        if !isBlank && !isJoined { append(.newline, start: start, end: cursor) }
        passLineFeed()
        return !isJoined
    }

    @inline(__always)
    mutating func passLineFeed() {
        passJoiningLineFeed()
        bufferStart = cursor
    }

    /// Passes a line feed within a string or behind a backslash.
    @inline(__always)
    mutating func passJoiningLineFeed() {
        cursor &+= 1
        // CPython counts a line when it reads its first byte, so what ends the source is in the last.
        if cursor >= count { return }
        line &+= 1
        lineStart = cursor
    }

    /// Appends a token that begins and ends in the current line.
    @inline(__always)
    mutating func append(_ kind: TokenKind, start: Int, end: Int) {
        append(kind, identifier: IdentifierTable.underscore, start: start, end: end)
    }

    @inline(__always)
    mutating func append(_ kind: TokenKind, identifier: Identifier, start: Int, end: Int) {
        let column = Int32(truncatingIfNeeded: start &- lineStart)
        let span = SourceSpan(
            line: line, column: column, endLine: line,
            endColumn: column &+ Int32(truncatingIfNeeded: end &- start))
        tokens.append(
            Token(
                kind: kind, identifier: identifier, start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end), span: span))
    }

    /// Appends a token without text: an indent, a dedent, the end or an error.
    mutating func appendMark(_ kind: TokenKind) {
        let place = UInt32(truncatingIfNeeded: cursor)
        tokens.append(
            Token(
                kind: kind, identifier: IdentifierTable.underscore, start: place, end: place,
                span: SourceSpan(line: line, column: -1, endLine: line, endColumn: -1)))
    }

    /// Passes a backslash and the line feed behind it.
    mutating func scanContinuation() -> Bool {
        cursor &+= 1
        guard byte == 0x0A else {
            failAfterContinuation()
            return false
        }
        passJoiningLineFeed()
        if cursor >= count {
            failAtEndOfFile()
            return false
        }
        return true
    }

    /// The end of the source: dedents and the end marker, or an error within brackets.
    private mutating func finish() -> Bool {
        if !brackets.isEmpty {
            failure = unclosedBracket
            failsAtEnd = true
            appendMark(.error)
            return false
        }
        appendMark(.endMarker)
        return false
    }
}
