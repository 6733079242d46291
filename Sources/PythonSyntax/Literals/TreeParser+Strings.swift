/// String literals: decoding, implicit concatenation, and what goes wrong in them.
extension TreeParser {
    /// strings: STRING+
    mutating func parseStrings() throws(ParseStop) -> ExpressionID {
        let start = position
        while kind == .string { position &+= 1 }
        // CPython has drawn the token behind the strings before it looks into them.
        if kind == .error { throw .mismatch }
        return try makeStrings(start..<position)
    }

    /// The expression of adjacent string tokens.
    mutating func makeStrings(_ range: Range<Int>) throws(ParseStop) -> ExpressionID {
        if range.count == 1 {
            let piece = StringPiece(tokens[range.lowerBound], base: base)
            if !piece.isFormatted {
                let value = try decode(piece, token: tokens[range.lowerBound])
                let constant = makeConstant(piece.isBytes ? .bytes(value) : .string(value))
                return make(
                    .constant(constant, isUnicodePrefixed: piece.isUnicodePrefixed),
                    tokens[range.lowerBound].span)
            }
        }
        return try makeConcatenation(range)
    }

    private mutating func makeConcatenation(_ range: Range<Int>) throws(ParseStop) -> ExpressionID {
        let first = StringPiece(tokens[range.lowerBound], base: base)
        let span = tokens[range.lowerBound].span.through(tokens[range.upperBound - 1].span)
        var bytes: [UInt8] = []
        var builder = FStringBuilder(span: span, isUnicodePrefixed: first.isUnicodePrefixed)
        for index in range {
            let token = tokens[index]
            let piece = StringPiece(token, base: base)
            // Every piece is decoded before it is compared with those before it.
            var value: [UInt8] = []
            if !piece.isFormatted { value = try decode(piece, token: token) }
            if piece.isBytes != first.isBytes {
                throw raiseAtLookahead("cannot mix bytes and nonbytes literals")
            }
            if piece.isBytes {
                bytes.append(contentsOf: value)
            } else if piece.isFormatted {
                try parseFString(piece, token: token, into: &builder)
            } else {
                builder.append(literal: value)
            }
        }
        if first.isBytes {
            let constant = makeConstant(.bytes(bytes))
            return make(.constant(constant, isUnicodePrefixed: false), span)
        }
        return finish(&builder)
    }

    /// The value of a string without formatting.
    private mutating func decode(
        _ piece: StringPiece, token: Token
    ) throws(ParseStop) -> [UInt8] {
        // SAFETY: the content lies within the token, and the token within its source.
        let text = UnsafeBufferPointer(
            start: base + piece.content.lowerBound, count: piece.content.count)
        if piece.isBytes, text.contains(where: { $0 >= 0x80 }) {
            throw raiseAtLookahead("bytes can only contain ASCII literal characters")
        }
        return try decode(text, isRaw: piece.isRaw, isBytes: piece.isBytes, token: token)
    }

    /// Decodes the escapes in a part of a literal.
    mutating func decode(
        _ text: UnsafeBufferPointer<UInt8>, isRaw: Bool, isBytes: Bool, token: Token
    ) throws(ParseStop) -> [UInt8] {
        if !errors.isWellFormed, let invalid = UTF8Validation.firstInvalid(in: text) {
            throw raiseAtLookahead(invalid.message(byte: text[invalid.offset]))
        }
        if isRaw || !text.contains(0x5C) { return Array(text) }
        var decoder = EscapeDecoder(text, isBytes: isBytes)
        do throws(EscapeDecoder.Failure) {
            try decoder.decode()
        } catch {
            throw raiseAtLookahead(error.message)
        }
        if let escape = decoder.firstInvalidEscape {
            warnOfEscape(Array(text[escape]), token: token)
        }
        return decoder.result
    }

    mutating func warnOfEscape(_ escape: [UInt8], token: Token) {
        let kind = escape.count > 1 ? "octal escape" : "escape"
        let span = token.span
        let place = errors.error(
            .syntaxError, "", line: Int(span.line), column: Int(span.column),
            endLine: Int(span.endLine), endColumn: Int(span.endColumn),
            tokenizerLine: Int(tokens[lookahead].span.line))
        warnings.append(
            PythonSyntaxWarning(
                .deprecationWarning,
                "invalid \(kind) sequence '\\\(String(decoding: escape, as: UTF8.self))'",
                at: place))
    }

    /// Raises an error at the last token CPython has drawn: the one behind the strings.
    mutating func raiseAtLookahead(_ message: String) -> ParseStop {
        let span = tokens[lookahead].span
        // A token without text is reported where the tokenizer stands.
        let column =
            span.column < 0
            ? errors.columnOfTokenizer(at: Int(tokens[lookahead].end)) - 1 : Int(span.column)
        return raise(
            errors.error(
                .syntaxError, message, line: Int(span.line), column: column,
                endLine: Int(span.endLine), endColumn: Int(span.endColumn)))
    }
}
