extension Tokenizer {
    /// A string literal; the cursor stands on its first quote, behind the prefix.
    mutating func scanString(start: Int) -> Bool {
        let quote = byte
        let firstLine = line
        let firstLineStart = lineStart
        if byte(after: 1) == quote && byte(after: 2) == quote {
            cursor &+= 3
            guard passTripleQuoted(quote) else {
                failUnterminatedString(
                    start: start, firstLine: firstLine, firstLineStart: firstLineStart,
                    isTriple: true)
                return false
            }
        } else {
            cursor &+= 1
            guard passSingleQuoted(quote) else {
                failUnterminatedString(
                    start: start, firstLine: firstLine, firstLineStart: firstLineStart,
                    isTriple: false)
                return false
            }
        }
        let span = SourceSpan(
            line: firstLine, column: Int32(truncatingIfNeeded: start &- firstLineStart),
            endLine: line, endColumn: Int32(truncatingIfNeeded: cursor &- lineStart))
        tokens.append(
            Token(
                kind: .string, identifier: IdentifierTable.underscore,
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: cursor),
                span: span))
        return true
    }

    private mutating func passSingleQuoted(_ quote: UInt8) -> Bool {
        while true {
            let current = byte
            if current == quote {
                cursor &+= 1
                return true
            }
            if current == 0x0A || (current == 0 && cursor >= count) { return false }
            if current == 0x5C {
                cursor &+= 1
                if byte == 0x0A {
                    passJoiningLineFeed()
                    continue
                }
                if cursor >= count { return false }
            }
            cursor &+= 1
        }
    }

    private mutating func passTripleQuoted(_ quote: UInt8) -> Bool {
        while true {
            let current = byte
            switch current {
            case quote where byte(after: 1) == quote && byte(after: 2) == quote:
                cursor &+= 3
                return true
            case 0x0A:
                passJoiningLineFeed()
            case 0x5C:
                cursor &+= 1
                if byte == 0x0A {
                    passJoiningLineFeed()
                } else if cursor >= count {
                    return false
                } else {
                    cursor &+= 1
                }
            case 0 where cursor >= count:
                return false
            default:
                cursor &+= 1
            }
        }
    }
}
