/// Writes the tokens of a source, one a line, in the form of `python -m tokenize`:
/// `1,0-1,1:  NAME  'x'`.
///
/// The tokens are those of the parser, which are CPython's in C: comments and line ends within a statement are no
/// tokens there. Columns count bytes.
public enum TokenDump {
    /// The dump. A tokenizer's error is thrown after the tokens in front of it are lost.
    public static func dump(_ source: SourceText) throws(PythonSyntaxError) -> ContiguousArray<
        UInt8
    > {
        let (output, failure) = source.bytes.withUnsafeBufferPointer {
            buffer -> (ContiguousArray<UInt8>, PythonSyntaxError?) in
            guard let base = buffer.baseAddress else { return ([], nil) }
            var tokenizer = Tokenizer(
                base: base, count: source.count, firstLine: 1, identifiers: IdentifierTable(),
                countsErrorColumnsInBytes: source.countsErrorColumnsInBytes)
            tokenizer.scan()
            var output: ContiguousArray<UInt8> = []
            for token in tokenizer.tokens where token.kind != .error {
                let start = Int(token.start)
                // SAFETY: a token's offsets lie within its source.
                let text = UnsafeBufferPointer(start: base + start, count: Int(token.end) - start)
                append(token, text, to: &output)
            }
            return (output, tokenizer.failure)
        }
        if let failure { throw failure }
        return output
    }

    private static func append(
        _ token: Token, _ text: UnsafeBufferPointer<UInt8>, to output: inout ContiguousArray<UInt8>
    ) {
        let span = token.span
        let place =
            "\(span.line),\(max(span.column, 0))-\(span.endLine),\(max(span.endColumn, 0)):"
        append(padded(place, to: 20) + padded(name(of: token.kind), to: 15), to: &output)
        let isLineEnd = token.kind == .newline
        PythonRepresentation.append(.string(isLineEnd ? [0x0A] : Array(text)), to: &output)
        output.append(0x0A)
    }

    private static func append(_ text: String, to output: inout ContiguousArray<UInt8>) {
        output.append(contentsOf: text.utf8)
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.utf8.count))
    }

    private static func name(of kind: TokenKind) -> String {
        switch kind {
        case .endMarker: "ENDMARKER"
        case .number: "NUMBER"
        case .string: "STRING"
        case .newline: "NEWLINE"
        case .indent: "INDENT"
        case .dedent: "DEDENT"
        case .error, .unknown: "ERRORTOKEN"
        case .name: "NAME"
        default: kind.isKeyword ? "NAME" : "OP"
        }
    }
}
