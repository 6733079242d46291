/// The copy of a note that libcmark sees: what is Obsidian's is covered by filler of the same number of
/// bytes, so that every line and column stays true.
///
/// Two kinds of filler:
/// - A *token* starts with `02` and four digits to the base 62, the number of the mask; the rest is
///   padding. CommonMark takes it for a word, so emphasis around a wikilink works.
///   Where three bytes must do, it starts with `06` and has two digits.
/// - Bytes `01` stand for nothing at all; they keep comments and the later lines of formulas quiet.
/// A byte `0E` before a character says that a backslash took its meaning away.
struct SourceMask {
    enum Content {
        case wikilink
        case embed
        case math(isDisplay: Bool)
        case footnoteReference
        case inlineFootnote
    }

    struct Token {
        var content: Content
        /// The bytes of the source it covers; more than its filler if it spans lines.
        var range: Range<Int>
        /// The filler's length on its first line.
        var fillerLength: Int
    }

    static let silence: UInt8 = 0x01
    static let tokenStart: UInt8 = 0x02
    /// `$x$` and `[^1]`, too short for a number, keep their text between these.
    static let shortMathStart: UInt8 = 0x03
    static let shortMathEnd: UInt8 = 0x04
    static let shortFootnote: UInt8 = 0x05
    static let shortTokenStart: UInt8 = 0x06
    static let escape: UInt8 = 0x0E
    /// Shorter things can't hold a token's number, unless there are few of them in the note.
    static let shortestToken = 5
    private static let mostShortTokens = 62 * 62
    private static let digits = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    private(set) var bytes: [UInt8]
    private(set) var tokens: [Token] = []

    /// Control characters that the filler uses are taken out of the text; no page can show them.
    init(_ source: [UInt8]) {
        bytes = source
        for index in bytes.indices where bytes[index] < 0x0F {
            switch bytes[index] {
            case 0x09, 0x0A, 0x0D: break
            default: bytes[index] = 0x1A
            }
        }
    }

    /// Covers a range of one line with a token. The range must have `shortestToken` bytes.
    mutating func cover(_ range: Range<Int>, as content: Content, wholeRange: Range<Int>? = nil) {
        guard range.count >= Self.shortestToken, tokens.count < 14_776_336 else { return }
        var number = tokens.count
        tokens.append(
            Token(content: content, range: wholeRange ?? range, fillerLength: range.count))
        bytes[range.lowerBound] = Self.tokenStart
        for place in 1...4 {
            bytes[range.lowerBound + place] = Self.digits[number % 62]
            number /= 62
        }
        for index in range.lowerBound + 5..<range.upperBound { bytes[index] = UInt8(ascii: "x") }
    }

    /// Covers a range of three or four bytes; false if the note has too many tokens for that.
    mutating func coverShort(
        _ range: Range<Int>, as content: Content, wholeRange: Range<Int>
    ) -> Bool {
        let number = tokens.count
        guard (3...4).contains(range.count), number < Self.mostShortTokens else { return false }
        tokens.append(Token(content: content, range: wholeRange, fillerLength: range.count))
        bytes[range.lowerBound] = Self.shortTokenStart
        bytes[range.lowerBound + 1] = Self.digits[number % 62]
        bytes[range.lowerBound + 2] = Self.digits[number / 62]
        if range.count == 4 { bytes[range.lowerBound + 3] = UInt8(ascii: "x") }
        return true
    }

    mutating func silence(_ range: Range<Int>) {
        for index in range { bytes[index] = Self.silence }
    }

    /// Overwrites with spaces: a blank line, for parts that are no block of the note.
    mutating func blank(_ range: Range<Int>) {
        for index in range { bytes[index] = ASCII.space }
    }

    mutating func set(_ byte: UInt8, at index: Int) { bytes[index] = byte }

    /// The token whose filler starts at an offset of some text that came back from libcmark.
    func token(in text: [UInt8], at offset: Int) -> Token? {
        let digitCount: Int
        switch text[offset] {
        case Self.tokenStart: digitCount = 4
        case Self.shortTokenStart: digitCount = 2
        default: return nil
        }
        guard offset + digitCount < text.count else { return nil }
        var number = 0
        for place in (1...digitCount).reversed() {
            guard let digit = Self.value(ofDigit: text[offset + place]) else { return nil }
            number = number * 62 + digit
        }
        guard number < tokens.count, offset + tokens[number].fillerLength <= text.count else {
            return nil
        }
        return tokens[number]
    }

    private static func value(ofDigit byte: UInt8) -> Int? {
        switch byte {
        case 48...57: Int(byte) - 48
        case 65...90: Int(byte) - 55
        case 97...122: Int(byte) - 61
        default: nil
        }
    }

    /// Puts what was covered back into text that is shown as it was written: code, HTML, addresses.
    func uncovered(_ text: [UInt8], source: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 < 0x09 || $0 == Self.escape })
        else { return text }
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if let token = token(in: text, at: index) {
                result += source[token.range]
                index += token.fillerLength
                continue
            }
            switch text[index] {
            case Self.escape: result.append(ASCII.backslash)
            case Self.silence: break
            case Self.shortMathStart, Self.shortMathEnd: result.append(ASCII.dollar)
            case Self.shortFootnote where index + 3 < text.count:
                result += [ASCII.openBracket, ASCII.caret, text[index + 2], ASCII.closeBracket]
                index += 3
            default: result.append(text[index])
            }
            index += 1
        }
        return result
    }
}
