/// One token: a kind and its place, as CPython's `Token` in `Parser/pegen.h`.
///
/// Trivial, 36 bytes, kept in one flat array. `start` and `end` are byte offsets in the `SourceText`;
/// lines count from 1, columns in bytes from the start of the line. A token without text (an indent,
/// a dedent, the end) has column -1 as in CPython, and `end` is where the tokenizer stood.
public struct Token: Sendable {
    public var kind: TokenKind
    /// For a name: its identifier.
    public var identifier: Identifier
    public var start: UInt32
    public var end: UInt32
    public var span: SourceSpan

    @inlinable
    public init(
        kind: TokenKind, identifier: Identifier, start: UInt32, end: UInt32, span: SourceSpan
    ) {
        self.kind = kind
        self.identifier = identifier
        self.start = start
        self.end = end
        self.span = span
    }
}
