/// The inside of f-strings, as `fstring_find_literal` and `fstring_find_expr` cut it.
///
/// An expression ends at the first `!`, `:`, `=` or `}` outside brackets and strings, before anything
/// is known of its syntax; then the text is parsed on its own, in parentheses.
extension TreeParser {
    /// A place in an f-string.
    struct FStringCursor {
        var index: Int
        let end: Int
        let isRaw: Bool
        let token: Token
        /// 0 in the string itself, 1 in the format specification of an expression.
        var depth: Int
    }

    /// Adds the parts of a formatted string to those before it.
    mutating func parseFString(
        _ piece: StringPiece, token: Token, into builder: inout FStringBuilder
    ) throws(ParseStop) {
        var cursor = FStringCursor(
            index: piece.content.lowerBound, end: piece.content.upperBound, isRaw: piece.isRaw,
            token: token, depth: 0)
        try parseFStringParts(&cursor, into: &builder)
        if cursor.index < cursor.end {
            throw raiseAtLookahead("f-string: unexpected end of string")
        }
    }

    /// fstring_parts: (literal | '{' expression '}')*
    private mutating func parseFStringParts(
        _ cursor: inout FStringCursor, into builder: inout FStringBuilder
    ) throws(ParseStop) {
        builder.isFormatted = true
        while true {
            let endsWithDoubledBrace = try parseFStringLiteral(&cursor, into: &builder)
            if endsWithDoubledBrace { continue }
            if cursor.index >= cursor.end || base[cursor.index] == 0x7D { return }
            try parseReplacementField(&cursor, into: &builder)
        }
    }

    /// Text up to a brace; true when it ended with a doubled one, which stands for itself.
    private mutating func parseFStringLiteral(
        _ cursor: inout FStringCursor, into builder: inout FStringBuilder
    ) throws(ParseStop) -> Bool {
        let start = cursor.index
        var index = start
        var isDoubled = false
        var literalEnd = cursor.end
        scanning: while index < cursor.end {
            var byte = base[index]
            index += 1
            if !cursor.isRaw && byte == 0x5C && index < cursor.end {
                byte = base[index]
                index += 1
                if byte == 0x4E {
                    index = endOfCharacterName(index, cursor.end)
                    continue
                }
                if byte == 0x7B { warnOfEscape([0x7B], token: cursor.token) }
            }
            guard byte == 0x7B || byte == 0x7D else { continue }
            if cursor.depth == 0 {
                if index < cursor.end && base[index] == byte {
                    isDoubled = true
                    literalEnd = index
                    cursor.index = index + 1
                    break scanning
                }
                if byte == 0x7D {
                    cursor.index = index - 1
                    throw raiseAtLookahead("f-string: single '}' is not allowed")
                }
            }
            literalEnd = index - 1
            cursor.index = literalEnd
            break scanning
        }
        if literalEnd == cursor.end && !isDoubled { cursor.index = cursor.end }
        if literalEnd > start {
            // SAFETY: start and end lie within the token's content.
            let text = UnsafeBufferPointer(start: base + start, count: literalEnd - start)
            builder.append(
                literal: try decode(
                    text, isRaw: cursor.isRaw, isBytes: false, token: cursor.token))
        }
        return isDoubled
    }

    /// Behind `\N`: the end of `{name}`, whose braces are no replacement field.
    private func endOfCharacterName(_ start: Int, _ end: Int) -> Int {
        guard start < end else { return start }
        var index = start + 1
        if base[start] == 0x7B {
            while index < end {
                index += 1
                if base[index - 1] == 0x7D { break }
            }
        }
        return index
    }

    /// fstring_replacement_field: '{' expression ['='] ['!' conversion] [':' format_spec] '}'
    private mutating func parseReplacementField(
        _ cursor: inout FStringCursor, into builder: inout FStringBuilder
    ) throws(ParseStop) {
        if cursor.depth >= 2 {
            throw raiseAtLookahead("f-string: expressions nested too deeply")
        }
        cursor.index += 1
        let start = cursor.index
        let end = try findExpressionEnd(&cursor)
        let value = try parseFStringExpression(start..<end, cursor: cursor)
        var debugText: [UInt8]?
        if base[cursor.index] == 0x3D {
            if firstSelfDocumenting == nil { firstSelfDocumenting = cursor.token.span }
            cursor.index += 1
            while cursor.index < cursor.end, isWhitespace(base[cursor.index]) { cursor.index += 1 }
            try checkNotAtEnd(cursor)
            debugText = Array(UnsafeBufferPointer(start: base + start, count: cursor.index - start))
        }
        var conversion: Int32 = -1
        if base[cursor.index] == 0x21 { conversion = try parseConversion(&cursor) }
        try checkNotAtEnd(cursor)
        var formatSpec: ExpressionID?
        if let debugText {
            // The text stands before the expression, in the literal part.
            builder.append(literal: debugText)
        }
        if base[cursor.index] == 0x3A {
            cursor.index += 1
            try checkNotAtEnd(cursor)
            formatSpec = try parseFormatSpec(&cursor, builder)
        }
        guard cursor.index < cursor.end, base[cursor.index] == 0x7D else {
            throw raiseAtLookahead("f-string: expecting '}'")
        }
        cursor.index += 1
        if debugText != nil && formatSpec == nil && conversion == -1 { conversion = 0x72 }
        flushLiteral(
            &builder, builder.span, isUnicodePrefixed: builder.isUnicodePrefixed)
        let field = make(
            .formattedValue(value: value, conversion: conversion, formatSpec: formatSpec),
            builder.span)
        builder.values.append(field.rawValue)
    }

    private mutating func checkNotAtEnd(_ cursor: FStringCursor) throws(ParseStop) {
        if cursor.index >= cursor.end { throw raiseAtLookahead("f-string: expecting '}'") }
    }

    private func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    /// '!' ('s' | 'r' | 'a')
    private mutating func parseConversion(
        _ cursor: inout FStringCursor
    ) throws(ParseStop) -> Int32 {
        cursor.index += 1
        try checkNotAtEnd(cursor)
        let conversion = base[cursor.index]
        cursor.index += 1
        guard conversion == 0x73 || conversion == 0x72 || conversion == 0x61 else {
            throw raiseAtLookahead(
                "f-string: invalid conversion character: expected 's', 'r', or 'a'")
        }
        return Int32(conversion)
    }

    /// The format specification is an f-string of its own, up to the closing brace.
    private mutating func parseFormatSpec(
        _ cursor: inout FStringCursor, _ outer: FStringBuilder
    ) throws(ParseStop) -> ExpressionID {
        var builder = FStringBuilder(formatSpecIn: outer, token: cursor.token)
        cursor.depth += 1
        try parseFStringParts(&cursor, into: &builder)
        cursor.depth -= 1
        return finish(&builder)
    }
}
