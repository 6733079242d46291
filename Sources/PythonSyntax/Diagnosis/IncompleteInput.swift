/// Sources that only lack their end, which a prompt for more lines asks about (`PyCF_ALLOW_INCOMPLETE_INPUT`;
/// `_is_end_of_source`, `Parser/pegen.c`).
extension DiagnosisParser {
    /// Whether CPython's tokenizer has met the end of the source when it has made the last token that was
    /// looked at.
    func meetsEnd(_ tokenizer: TokenizerEnd) -> Bool {
        let token = tokens[min(max(fill, 1), tokens.count) - 1]
        if token.kind == .error { return tokenizer.isAtEnd }
        let end = parser.errors.count
        if token.kind == .dot, Int(token.end) == end - 1 {
            // Two dots could have become three.
            return parser.base[end - 1] == UInt8(ascii: ".")
        }
        return end <= Int(token.end) && looksBehind(token)
    }

    /// The error of such a source, at the last token.
    var incompleteInput: PythonSyntaxError {
        var engine = self
        engine.raised = nil
        engine.raiseHere(.syntaxError, "incomplete input")
        return engine.raised ?? PythonSyntaxError(kind: .syntaxError, message: "incomplete input")
    }

    /// Whether the tokenizer reads the character behind a token to know where it ends: not behind a closing
    /// quote and an operator of three characters, but behind the two quotes of an empty string.
    private func looksBehind(_ token: Token) -> Bool {
        let length = Int(token.end) - Int(token.start)
        switch token.kind {
        case .string:
            guard length >= 2 else { return false }
            let bytes = UnsafeBufferPointer(
                // SAFETY: a token's offsets lie within the source, which the parser keeps alive.
                start: parser.base + Int(token.start), count: length)
            return bytes.firstIndex { $0 == 0x22 || $0 == 0x27 } == length - 2
        case .name, .number: return true
        default: return length != 3 || token.kind.isKeyword
        }
    }
}
