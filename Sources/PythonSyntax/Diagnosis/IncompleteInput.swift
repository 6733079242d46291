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
        guard var error = engine.raised else {
            return PythonSyntaxError(kind: .syntaxError, message: "incomplete input")
        }
        if let text = textFromOpenString { error.text = text }
        return error
    }

    /// All lines from that of a string in triple quotes on which has no end: the tokenizer has read them, and gone back.
    private var textFromOpenString: String? {
        let token = tokens[fill - 1]
        guard token.kind == .error,
            let start = parser.errors.line(Int(token.span.line))?.lowerBound
        else { return nil }
        let count = parser.errors.count
        // SAFETY: the line and the string in it lie within the source, which the parser keeps alive.
        let rest = UnsafeBufferPointer(start: parser.base + start, count: count - start)
        // The tokenizer stands behind the first character of the string, which may be a letter.
        let opening = rest.dropFirst(max(0, Int(token.end) - 1 - start)).drop {
            !Tokenizer.isQuote($0)
        }
        guard let quote = opening.first, opening.prefix(3).elementsEqual([quote, quote, quote])
        else { return nil }
        return String(decoding: rest, as: UTF8.self)
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

extension Tokenizer {
    fileprivate static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }
}
