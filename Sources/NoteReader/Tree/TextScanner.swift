/// Takes plain text apart: covered tokens, `==` and `~~`, tags and bare web addresses.
struct TextScanner {
    enum Part {
        case text(String)
        case inline(Inline)
        case tag(String)
        case token(SourceMask.Token)
        case footnote(String)
        case delimiter(InlineRun.Delimiter, canOpen: Bool, canClose: Bool)
    }

    private let bytes: [UInt8]
    private var index = 0
    /// Parts found behind a run of text that has to be given first.
    private var waiting: Part?
    private let startsLine: Bool
    private let dialect: NoteReader.Dialect

    init(_ bytes: [UInt8], startsLine: Bool, dialect: NoteReader.Dialect) {
        self.dialect = dialect
        self.bytes = bytes
        self.startsLine = startsLine
    }

    mutating func next(_ mask: SourceMask) -> Part? {
        if let part = waiting {
            waiting = nil
            return part
        }
        var text: [UInt8] = []
        var start = index
        while index < bytes.count {
            let byte = bytes[index]
            guard isSpecial(byte) else {
                index += 1
                continue
            }
            let before = index
            if byte == UInt8(ascii: "@") {
                guard let mail = Autolink.mail(bytes, at: index, earliest: start) else {
                    index += 1
                    continue
                }
                text += bytes[start..<mail.start]
                index = mail.end
                let shown = bytes[mail.start..<mail.end].text
                let link = Part.inline(
                    .link(destination: "mailto:" + shown, title: "", content: [.text(shown)]))
                if text.isEmpty { return link }
                waiting = link
                return .text(text.text)
            }
            if let part = special(mask) {
                if text.isEmpty, start == before { return part }
                waiting = part
                return self.text(text, start..<before)
            }
            if index > before {
                // A control character that stands for nothing.
                text += bytes[start..<before]
                if byte == SourceMask.escape, index < bytes.count {
                    text.append(bytes[index])
                    index += 1
                }
                start = index
            } else {
                index += 1
            }
        }
        return text.isEmpty && start == index ? nil : self.text(text, start..<index)
    }

    /// A text of what was gathered of it and the bytes that come last.
    private func text(_ gathered: [UInt8], _ range: Range<Int>) -> Part {
        .text(gathered.isEmpty ? bytes[range].text : (gathered + bytes[range]).text)
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        if dialect == .gitHub {
            switch byte {
            case SourceMask.silence, ASCII.tilde, UInt8(ascii: "h"), UInt8(ascii: "w"),
                UInt8(ascii: "f"),
                UInt8(ascii: "@"):
                return true
            default: return false
            }
        }
        return switch byte {
        case 0x01...0x06, 0x0E, ASCII.equals, ASCII.tilde, ASCII.hash, UInt8(ascii: "h"): true
        default: false
        }
    }

    /// The part that starts here; nil with the index moved on for a character to leave out.
    private mutating func special(_ mask: SourceMask) -> Part? {
        switch bytes[index] {
        case SourceMask.tokenStart, SourceMask.shortTokenStart: return token(mask)
        case SourceMask.shortMathStart: return shortMath()
        case SourceMask.shortFootnote where index + 3 < bytes.count:
            let label = bytes[index + 2...index + 2].text
            index += 4
            return .footnote(label)
        case ASCII.equals, ASCII.tilde: return delimiter()
        case ASCII.hash: return tag()
        case UInt8(ascii: "h"), UInt8(ascii: "w"), UInt8(ascii: "f"): return webAddress()
        default:
            index += 1
            return nil
        }
    }

    private mutating func token(_ mask: SourceMask) -> Part? {
        guard let token = mask.token(in: bytes, at: index) else {
            index += 1
            return nil
        }
        index += token.fillerLength
        return .token(token)
    }

    private mutating func shortMath() -> Part? {
        guard let end = bytes[index...].prefix(4).firstIndex(of: SourceMask.shortMathEnd) else {
            index += 1
            return nil
        }
        let text = bytes[(index + 1)..<end].text
        index = end + 1
        return .inline(.math(text, isDisplay: false))
    }

    /// `==` and `~~`: exactly two, the opening one with no space after it.
    private mutating func delimiter() -> Part? {
        let byte = bytes[index]
        var end = index
        while end < bytes.count, bytes[end] == byte { end += 1 }
        guard end - index == 2 else {
            let run = bytes[index..<end].text
            index = end
            return .text(run)
        }
        let hasTextAfter = end < bytes.count ? bytes[end] > ASCII.space || bytes[end] < 0x09 : true
        let hasTextBefore =
            index > 0 ? bytes[index - 1] > ASCII.space || bytes[index - 1] < 0x09 : true
        index = end
        return .delimiter(
            byte == ASCII.equals ? .highlight : .strikethrough, canOpen: hasTextAfter,
            canClose: hasTextBefore)
    }

    /// `#tag` after white space: letters, digits, `_-/` and what is beyond ASCII, not only digits.
    private mutating func tag() -> Part? {
        guard index == 0 ? startsLine : ASCII.isBlank(bytes[index - 1]) else { return nil }
        var end = index + 1
        var hasNonDigit = false
        while end < bytes.count, let width = Self.tagCharacterWidth(bytes, end) {
            if !ASCII.isDigit(bytes[end]) { hasNonDigit = true }
            end += width
        }
        guard hasNonDigit else { return nil }
        let name = bytes[(index + 1)..<end].text
        index = end
        return .tag(name)
    }

    /// How many bytes the character takes if it can be in a tag. Punctuation and spaces of the blocks
    /// U+2000 and U+3000 can't.
    private static func tagCharacterWidth(_ bytes: [UInt8], _ index: Int) -> Int? {
        let byte = bytes[index]
        if byte < 0x80 {
            let isAllowed =
                ASCII.isAlphanumeric(byte) || byte == ASCII.underscore || byte == ASCII.hyphen
                || byte == ASCII.slash
            return isAllowed ? 1 : nil
        }
        let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        guard index + width <= bytes.count else { return nil }
        if byte == 0xC2, bytes[index + 1] == 0xA0 { return nil }
        if byte == 0xE2, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 {
            // U+200D joins emoji.
            return bytes[index + 1] == 0x80 && bytes[index + 2] == 0x8D ? 3 : nil
        }
        if byte == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] < 0x85 { return nil }
        return width
    }

    /// `https://…` standing alone.
    private mutating func webAddress() -> Part? {
        guard let link = Autolink.web(bytes, at: index, withoutScheme: dialect == .gitHub) else {
            return nil
        }
        let shown = bytes[index..<link.end].text
        index = link.end
        return .inline(.link(destination: link.destination, title: "", content: [.text(shown)]))
    }
}
