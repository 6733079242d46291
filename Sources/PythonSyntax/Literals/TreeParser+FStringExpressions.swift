/// Expressions within f-strings: where they end, and how they are parsed.
extension TreeParser {
    /// Moves the cursor to the character that ends the expression, and gives its place.
    mutating func findExpressionEnd(_ cursor: inout FStringCursor) throws(ParseStop) -> Int {
        var brackets: [UInt8] = []
        var quote: UInt8 = 0
        var isTriple = false
        scanning: while cursor.index < cursor.end {
            let index = cursor.index
            let byte = base[index]
            let tripled =
                index + 2 < cursor.end && base[index + 1] == byte && base[index + 2] == byte
            cursor.index += 1
            if byte == 0x5C {
                throw raiseAtLookahead("f-string expression part cannot include a backslash")
            }
            if quote != 0 {
                guard byte == quote, !isTriple || tripled else { continue }
                if isTriple { cursor.index += 2 }
                quote = 0
                continue
            }
            if brackets.isEmpty && isExpressionEnd(byte) {
                if byte != 0x7D && byte != 0x3A && index + 1 < cursor.end && base[index + 1] == 0x3D
                {
                    // A comparison of two characters.
                    cursor.index += 1
                    continue
                }
                if byte == 0x3C || byte == 0x3E { continue }
                cursor.index = index
                break scanning
            }
            switch byte {
            case 0x22, 0x27:
                quote = byte
                isTriple = tripled
                if tripled { cursor.index += 2 }
            case 0x28, 0x5B, 0x7B:
                if brackets.count >= Tokenizer.maximumBrackets {
                    throw raiseAtLookahead("f-string: too many nested parenthesis")
                }
                brackets.append(byte)
            case 0x23:
                throw raiseAtLookahead("f-string expression part cannot include '#'")
            case 0x29, 0x5D, 0x7D:
                try closeBracket(byte, &brackets)
            default: break
            }
        }
        if quote != 0 { throw raiseAtLookahead("f-string: unterminated string") }
        if let open = brackets.last { throw raiseUnmatched(open) }
        if cursor.index >= cursor.end { throw raiseAtLookahead("f-string: expecting '}'") }
        return cursor.index
    }

    /// `!`, `:`, `}`, `=`, and `<` and `>` that may belong to a comparison.
    private func isExpressionEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x3A, 0x7D, 0x3D, 0x3C, 0x3E: true
        default: false
        }
    }

    private mutating func raiseUnmatched(_ byte: UInt8) -> ParseStop {
        raiseAtLookahead("f-string: unmatched '\(Character(Unicode.Scalar(byte)))'")
    }

    private mutating func closeBracket(
        _ byte: UInt8, _ brackets: inout [UInt8]
    ) throws(ParseStop) {
        guard let opened = brackets.popLast() else { throw raiseUnmatched(byte) }
        guard byte == opened + (opened == 0x28 ? 1 : 2) else {
            let closing = Character(Unicode.Scalar(byte))
            let opening = Character(Unicode.Scalar(opened))
            throw raiseAtLookahead(
                "f-string: closing parenthesis '\(closing)' does not match "
                    + "opening parenthesis '\(opening)'")
        }
    }

    /// Where the lines and columns of an expression in an f-string begin.
    private struct Origin {
        var line: Int32
        var column: Int32
    }

    /// CPython's `fstring_find_expr_location`: the place of the brace in front of the expression.
    private func origin(of start: Int, token: Token) -> Origin {
        let tokenStart = Int(token.start)
        let brace = start - 1
        var lines: Int32 = 0
        for index in tokenStart..<brace where base[index] == 0x0A { lines += 1 }
        var beginsNextLine = true
        var index = start
        while base[index] != 0x7D && base[index] != 0x0A {
            if base[index] != 0x20 && base[index] != 0x09 && base[index] != 0x0C {
                beginsNextLine = false
                break
            }
            index += 1
        }
        var column: Int32 = 0
        if !beginsNextLine {
            index = brace
            while index > tokenStart && base[index] != 0x0A { index -= 1 }
            column = Int32(truncatingIfNeeded: brace - index)
            if base[index] == 0x0A { column -= 1 }
        }
        return Origin(
            line: token.span.line + lines, column: lines != 0 ? column : token.span.column + column)
    }

    /// fstring: star_expressions, of the text of an expression put in parentheses.
    mutating func parseFStringExpression(
        _ range: Range<Int>, cursor: FStringCursor
    ) throws(ParseStop) -> ExpressionID {
        let isBlank = range.allSatisfy {
            base[$0] == 0x20 || base[$0] == 0x09 || base[$0] == 0x0A || base[$0] == 0x0C
        }
        if isBlank {
            let mark = Character(Unicode.Scalar(base[range.upperBound]))
            throw raiseAtLookahead(
                mark == "!" || mark == ":" || mark == "="
                    ? "f-string: expression required before '\(mark)'"
                    : "f-string: empty expression not allowed")
        }
        let origin = origin(of: range.lowerBound, token: cursor.token)
        var text: ContiguousArray<UInt8> = []
        text.reserveCapacity(range.count + 4)
        text.append(0x28)
        text.append(
            contentsOf: UnsafeBufferPointer(
                rebasing: UnsafeBufferPointer(start: base, count: range.upperBound)[range]))
        text.append(contentsOf: [0x29, 0x0A, 0])
        return try text.withUnsafeBufferPointer { (buffer) throws(ParseStop) -> ExpressionID in
            guard let address = buffer.baseAddress else { throw .mismatch }
            return try parseNested(
                address, count: buffer.count - 1, line: origin.line, column: origin.column)
        }
    }

    /// Parses other bytes into this tree, with this parser's identifiers.
    private mutating func parseNested(
        _ nestedBase: UnsafePointer<UInt8>, count: Int, line: Int32, column: Int32
    ) throws(ParseStop) -> ExpressionID {
        var lent = IdentifierTable.placeholder
        swap(&lent, &identifiers)
        var tokenizer = Tokenizer(
            base: nestedBase, count: count, firstLine: line, identifiers: lent,
            countsErrorColumnsInBytes: errors.countsErrorColumnsInBytes)
        lent = IdentifierTable.placeholder
        tokenizer.scan()
        tokenizer.shiftColumns(onLine: line, by: column)
        swap(&identifiers, &tokenizer.identifiers)
        warnings.append(contentsOf: tokenizer.warnings)
        let outer = (tokens, base, position, errors)
        defer { (tokens, base, position, errors) = outer }
        errors = ErrorContext(
            base: nestedBase, count: count, firstLine: Int(line),
            countsErrorColumnsInBytes: errors.countsErrorColumnsInBytes,
            fStringColumn: Int(column))
        errors.isWellFormed = outer.3.isWellFormed
        return try tokenizer.tokens.withUnsafeBufferPointer {
            (buffer) throws(ParseStop) -> ExpressionID in
            guard let address = buffer.baseAddress else { throw .mismatch }
            tokens = address
            base = nestedBase
            position = 0
            try enter(TreeParser.bracketLevels)
            defer { leave(TreeParser.bracketLevels) }
            do throws(ParseStop) {
                return try parseStarExpressions()
            } catch {
                if error != .mismatch { throw error }
                throw raise(
                    SyntaxDiagnosis.diagnose(
                        tokens: buffer, tokenizer: tokenizer.end, start: .fString, statement: 0,
                        parser: self))
            }
        }
    }
}

extension Tokenizer {
    /// Moves the tokens that end on the first line of an f-string's expression to its place.
    mutating func shiftColumns(onLine line: Int32, by columns: Int32) {
        guard columns != 0 else { return }
        for index in tokens.indices where tokens[index].span.endLine == line {
            tokens[index].span.column += columns
            tokens[index].span.endColumn += columns
        }
    }
}
