/// Errors of the tokenizer, with the positions `tok_get` and `tokenizer_error` give them.
///
/// All end the tokens with one of kind `.error` and give false, so a scanning function can return them.
extension Tokenizer {
    /// An error at the cursor: its column is that of the last character read.
    @discardableResult
    mutating func fail(_ message: String) -> Bool {
        let column = characterCount(from: lineStart, to: cursor)
        return fail(.syntaxError, message, column: column, endColumn: column)
    }

    @discardableResult
    mutating func fail(
        _ kind: PythonSyntaxError.Kind, _ message: String, column: Int, endColumn: Int
    ) -> Bool {
        failure = PythonSyntaxError(
            kind: kind, message: message, line: Int(line), column: column, endLine: Int(line),
            endColumn: endColumn, text: lineText(from: lineStart, withLineFeed: false))
        failureIsLoud = true
        appendMark(.error)
        return false
    }

    /// Warns of what is before the cursor.
    mutating func warnHere(_ message: String) {
        let column = characterCount(from: lineStart, to: cursor)
        let place = PythonSyntaxError(
            kind: .syntaxError, message: message, line: Int(line), column: column,
            endLine: Int(line), endColumn: column,
            text: lineText(from: lineStart, withLineFeed: false))
        warnings.append(PythonSyntaxWarning(.syntaxWarning, message, at: place))
    }

    /// An error that CPython's parser raises for the tokenizer: its text keeps the line feed.
    private mutating func failInParser(
        _ kind: PythonSyntaxError.Kind, _ message: String, column: Int, endColumn: Int = 0
    ) -> Bool {
        failure = PythonSyntaxError(
            kind: kind, message: message, line: Int(line), column: column, endLine: Int(line),
            endColumn: endColumn, text: lineText(from: lineStart, withLineFeed: true))
        appendMark(.error)
        return false
    }

    mutating func failInconsistentTabs() -> Bool {
        passRestOfLine()
        return failInParser(
            .tabError, "inconsistent use of tabs and spaces in indentation",
            column: 1)
    }

    mutating func failTooDeep() -> Bool {
        passRestOfLine()
        return failInParser(.indentationError, "too many levels of indentation", column: 1)
    }

    mutating func failUnmatchedDedent() -> Bool {
        passRestOfLine()
        return failInParser(
            .indentationError, "unindent does not match any outer indentation level",
            column: characterCount(from: lineStart, to: cursor) + (cursor < count ? 1 : 0),
            endColumn: -1)
    }

    private mutating func passRestOfLine() {
        while byte != 0x0A && cursor < count { cursor &+= 1 }
    }

    mutating func failAfterContinuation() {
        let column = characterCount(from: bufferStart, to: cursor + 1)
        _ = failInParser(
            .syntaxError, "unexpected character after line continuation character", column: column)
        let text =
            lineText(from: bufferStart, to: lineStart)
            + lineText(from: lineStart, withLineFeed: true)
        failure?.text = text
    }

    /// A backslash ends the source.
    mutating func failAtEndOfFile() {
        failsAtEnd = true
        if let unclosed = unclosedBracket {
            failure = unclosed
            appendMark(.error)
        } else {
            _ = failInParser(
                .syntaxError, "unexpected EOF while parsing",
                column: characterCount(from: lineStart, to: cursor), endColumn: -1)
        }
    }

    /// The error of the innermost open bracket.
    var unclosedBracket: PythonSyntaxError? {
        guard let bracket = brackets.last else { return nil }
        let context = ErrorContext(
            base: base, count: count, firstLine: Int(firstLine),
            countsErrorColumnsInBytes: countsErrorColumnsInBytes)
        return context.error(
            .syntaxError, "'\(Character(Unicode.Scalar(bracket.byte)))' was never closed",
            line: Int(bracket.line), column: Int(bracket.column), endLine: Int(bracket.line),
            endColumn: -2, tokenizerLine: Int(line))
    }

    /// How scanning ended.
    var end: TokenizerEnd {
        TokenizerEnd(
            failure: failure, isLoud: failureIsLoud, isAtEnd: failsAtEnd,
            openBracket: brackets.last, unclosed: unclosedBracket)
    }

    mutating func failUnmatched(_ byte: UInt8) -> Bool {
        fail("unmatched '\(Character(Unicode.Scalar(byte)))'")
    }

    mutating func failMismatched(_ byte: UInt8, _ opened: OpenBracket) -> Bool {
        let closing = Character(Unicode.Scalar(byte))
        let opening = Character(Unicode.Scalar(opened.byte))
        let place = opened.line == line ? "" : " on line \(opened.line)"
        return fail(
            "closing parenthesis '\(closing)' does not match opening parenthesis '\(opening)'\(place)"
        )
    }

    mutating func failNonPrintable(_ byte: UInt8) -> Bool {
        fail("invalid non-printable character U+\(Tokenizer.hexadecimal(UInt32(byte)))")
    }

    mutating func failLeadingZeros(start: Int, zerosEnd: Int) -> Bool {
        fail(
            .syntaxError,
            "leading zeros in decimal integer literals are not permitted; "
                + "use an 0o prefix for octal integers",
            column: characterCount(from: lineStart, to: start) + 1,
            endColumn: characterCount(from: lineStart, to: zerosEnd + 1))
    }

    mutating func failUnterminatedString(
        start: Int, firstLine: Int32, firstLineStart: Int, isTriple: Bool
    ) {
        let lastLine = line
        failsAtEnd = cursor >= count
        cursor = start + 1
        line = firstLine
        lineStart = firstLineStart
        let name = isTriple ? "triple-quoted string literal" : "string literal"
        fail("unterminated \(name) (detected at line \(lastLine))")
    }

    /// Checks that a name holds only characters of names, and fails at the first other.
    mutating func checkUnicodeName(start: Int) -> Bool {
        // SAFETY: the bytes from `start` to the cursor were just read.
        let raw = UnsafeBufferPointer(start: base + start, count: cursor - start)
        if let invalid = UTF8Validation.firstInvalid(in: raw) {
            return failUndecodable(invalid.message(byte: raw[invalid.offset]))
        }
        guard let wrong = IdentifierNormalisation.firstInvalidCharacter(raw) else { return true }
        cursor = start + wrong.offset + wrong.length
        let code = Tokenizer.hexadecimal(wrong.scalar.value)
        if IdentifierNormalisation.isPrintable(wrong.scalar) {
            return fail("invalid character '\(Character(wrong.scalar))' (U+\(code))")
        }
        return fail("invalid non-printable character U+\(code)")
    }

    /// A name that is no UTF-8: the parser reports it, at the cursor behind the name.
    private mutating func failUndecodable(_ message: String) -> Bool {
        let context = ErrorContext(
            base: base, count: count, firstLine: Int(firstLine),
            countsErrorColumnsInBytes: countsErrorColumnsInBytes)
        failure = context.error(
            .syntaxError, message, line: Int(line), column: cursor - lineStart - 1,
            endLine: Int(line), endColumn: -1, tokenizerLine: Int(line))
        failureIsLoud = true
        appendMark(.error)
        return false
    }

    static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// The number of characters between two offsets.
    func characterCount(from start: Int, to end: Int) -> Int {
        guard describesFailures else { return 0 }
        var characters = 0
        var index = start
        while index < end && index < count {
            if base[index] & 0xC0 != 0x80 { characters += 1 }
            index += 1
        }
        return characters
    }

    private func lineText(from start: Int, to end: Int) -> String {
        // SAFETY: start and end lie within the source.
        String(
            decoding: UnsafeBufferPointer(start: base + start, count: max(0, end - start)),
            as: UTF8.self)
    }

    /// The line that begins at an offset.
    func lineText(from start: Int, withLineFeed: Bool) -> String {
        guard describesFailures else { return "" }
        var end = start
        while end < count && base[end] != 0x0A { end += 1 }
        // SAFETY: start and end lie within the source.
        let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
        return String(decoding: bytes, as: UTF8.self) + (withLineFeed && end < count ? "\n" : "")
    }
}
