extension Tokenizer {
    /// Whether a byte may stand in a name behind its first character.
    @inline(__always)
    static func isNameByte(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return true }
        // Bits of the ASCII letters, digits and the underscore.
        let bits: UInt64 = byte < 0x40 ? 0x03FF_0000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
        return (bits &>> UInt64(byte & 0x3F)) & 1 != 0
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// A name, a keyword, or a string literal whose prefix looks like the start of one.
    @inline(__always)
    mutating func scanNameOrString() -> Bool {
        let start = cursor
        var hash = IdentifierTable.hashSeed
        var seen: UInt8 = 0
        var current = byte
        repeat {
            hash = IdentifierTable.extend(hash, with: current)
            seen |= current
            cursor &+= 1
            current = byte
        } while Tokenizer.isNameByte(current)
        let length = cursor &- start
        if (current == 0x22 || current == 0x27) && length <= 2 && isStringPrefix(start, length) {
            return scanString(start: start)
        }
        if seen >= 0x80 { return appendUnicodeName(start: start) }
        // SAFETY: start and length lie within the bytes just read.
        let spelling = UnsafeBufferPointer(start: base + start, count: length)
        let identifier = identifiers.intern(spelling, hash: hash)
        appendName(identifier, start: start)
        return true
    }

    @inline(__always)
    mutating func appendName(_ identifier: Identifier, start: Int) {
        let kind: TokenKind =
            identifier.rawValue < IdentifierTable.keywordCount
            // SAFETY: the keywords' kinds follow one another in the order of their numbers.
            ? unsafeBitCast(
                TokenKind.firstKeyword &+ UInt8(truncatingIfNeeded: identifier.rawValue),
                to: TokenKind.self)
            : .name
        append(kind, identifier: identifier, start: start, end: cursor)
    }

    /// `b`, `u`, `r`, `f`, `br`, `rb`, `fr`, `rf` in either case.
    private func isStringPrefix(_ start: Int, _ length: Int) -> Bool {
        let first = base[start] | 0x20
        if length == 1 {
            return first == 0x62 || first == 0x75 || first == 0x72 || first == 0x66
        }
        let second = base[start + 1] | 0x20
        if first == 0x72 { return second == 0x62 || second == 0x66 }
        return second == 0x72 && (first == 0x62 || first == 0x66)
    }

    /// A name with characters outside ASCII: checked, and normalised to NFKC.
    private mutating func appendUnicodeName(start: Int) -> Bool {
        guard checkUnicodeName(start: start) else { return false }
        // SAFETY: as in `scanNameOrString`.
        let raw = UnsafeBufferPointer(start: base + start, count: cursor - start)
        let normalised = IdentifierNormalisation.normalise(raw)
        let identifier = normalised.withUnsafeBufferPointer { identifiers.intern($0) }
        // A keyword spelt with compatibility characters stays a name.
        append(.name, identifier: identifier, start: start, end: cursor)
        return true
    }
}
