extension Tokenizer {
    /// An operator or delimiter, the longest that fits.
    mutating func scanOperator(_ first: UInt8, start: Int) -> Bool {
        cursor &+= 1
        let second = byte
        switch first {
        case 0x28: return open(.leftParenthesis, first, start)
        case 0x5B: return open(.leftBracket, first, start)
        case 0x7B: return open(.leftBrace, first, start)
        case 0x29: return close(.rightParenthesis, partner: 0x28, first, start)
        case 0x5D: return close(.rightBracket, partner: 0x5B, first, start)
        case 0x7D: return close(.rightBrace, partner: 0x7B, first, start)
        case 0x2C: emit(.comma, start)
        case 0x3B: emit(.semicolon, start)
        case 0x7E: emit(.tilde, start)
        case 0x3A: emit(.colon, .colonEqual, ifFollowedBy: second == 0x3D, start)
        case 0x3D: emit(.equal, .equalEqual, ifFollowedBy: second == 0x3D, start)
        case 0x2B: emit(.plus, .plusEqual, ifFollowedBy: second == 0x3D, start)
        case 0x25: emit(.percent, .percentEqual, ifFollowedBy: second == 0x3D, start)
        case 0x40: emit(.at, .atEqual, ifFollowedBy: second == 0x3D, start)
        case 0x26: emit(.ampersand, .ampersandEqual, ifFollowedBy: second == 0x3D, start)
        case 0x7C: emit(.bar, .barEqual, ifFollowedBy: second == 0x3D, start)
        case 0x5E: emit(.caret, .caretEqual, ifFollowedBy: second == 0x3D, start)
        case 0x2E: return scanDot(start)
        case 0x2D:
            if second == 0x3E {
                cursor &+= 1
                emit(.arrow, start)
            } else {
                emit(.minus, .minusEqual, ifFollowedBy: second == 0x3D, start)
            }
        case 0x2A: scanDoubled(first, .star, .starEqual, .doubleStar, .doubleStarEqual, start)
        case 0x2F: scanDoubled(first, .slash, .slashEqual, .doubleSlash, .doubleSlashEqual, start)
        case 0x3C:
            if second == 0x3E {
                // `<>`, which only an Easter egg accepts.
                cursor &+= 1
                emit(.unknown, start)
            } else {
                scanDoubled(first, .less, .lessEqual, .leftShift, .leftShiftEqual, start)
            }
        case 0x3E: scanDoubled(first, .greater, .greaterEqual, .rightShift, .rightShiftEqual, start)
        case 0x21: emit(.unknown, .notEqual, ifFollowedBy: second == 0x3D, start)
        default:
            if first < 0x20 || first == 0x7F { return failNonPrintable(first) }
            emit(.unknown, start)
        }
        return true
    }

    @inline(__always)
    private mutating func emit(_ kind: TokenKind, _ start: Int) {
        append(kind, start: start, end: cursor)
    }

    @inline(__always)
    private mutating func emit(
        _ short: TokenKind, _ long: TokenKind, ifFollowedBy follows: Bool, _ start: Int
    ) {
        if follows { cursor &+= 1 }
        append(follows ? long : short, start: start, end: cursor)
    }

    /// The family of an operator that may be doubled and assigned with: `*`, `*=`, `**`, `**=`.
    private mutating func scanDoubled(
        _ first: UInt8, _ single: TokenKind, _ assigning: TokenKind, _ doubled: TokenKind,
        _ doubledAssigning: TokenKind, _ start: Int
    ) {
        if byte == first {
            cursor &+= 1
            emit(doubled, doubledAssigning, ifFollowedBy: byte == 0x3D, start)
        } else {
            emit(single, assigning, ifFollowedBy: byte == 0x3D, start)
        }
    }

    private mutating func scanDot(_ start: Int) -> Bool {
        if Tokenizer.isDigit(byte) { return scanFraction(start: start) }
        if byte == 0x2E && byte(after: 1) == 0x2E {
            cursor &+= 2
            emit(.ellipsis, start)
        } else {
            emit(.dot, start)
        }
        return true
    }

    @inline(__always)
    private mutating func open(_ kind: TokenKind, _ byte: UInt8, _ start: Int) -> Bool {
        guard brackets.count < Tokenizer.maximumBrackets else {
            return fail("too many nested parentheses")
        }
        brackets.append(
            OpenBracket(
                byte: byte, line: line, column: Int32(truncatingIfNeeded: start &- lineStart)))
        emit(kind, start)
        return true
    }

    @inline(__always)
    private mutating func close(
        _ kind: TokenKind, partner: UInt8, _ byte: UInt8, _ start: Int
    ) -> Bool {
        guard let opened = brackets.popLast() else { return failUnmatched(byte) }
        guard opened.byte == partner else { return failMismatched(byte, opened) }
        emit(kind, start)
        return true
    }
}
