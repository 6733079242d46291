/// Addresses standing in the text by themselves, as GitHub links them (GFM, "Autolinks (extension)").
enum Autolink {
    struct Found {
        var end: Int
        var destination: String
    }

    private static let schemes = ["http://", "https://", "ftp://"].map { Array($0.utf8) }
    private static let www = Array("www.".utf8)

    /// The web address that starts at an index. `withoutScheme` takes those with `www.` alone as well.
    static func web(_ bytes: [UInt8], at start: Int, withoutScheme: Bool) -> Found? {
        guard start == 0 || mayPrecede(bytes[start - 1]) else { return nil }
        let rest = bytes[start...]
        if withoutScheme, rest.starts(with: www) {
            guard hasDomain(bytes, start, needsPeriod: true) else { return nil }
            return found(bytes, start, minimum: 5, prefix: "http://")
        }
        guard let scheme = schemes.first(where: { rest.starts(with: $0) }),
            hasDomain(bytes, start + scheme.count, needsPeriod: false)
        else { return nil }
        return found(bytes, start, minimum: scheme.count + 1, prefix: "")
    }

    private static func found(
        _ bytes: [UInt8], _ start: Int, minimum: Int, prefix: String
    ) -> Found? {
        let end = end(bytes, start)
        guard end - start >= minimum else { return nil }
        return Found(end: end, destination: prefix + bytes[start..<end].text)
    }

    private static func mayPrecede(_ byte: UInt8) -> Bool {
        byte <= ASCII.space || byte == ASCII.asterisk || byte == ASCII.underscore
            || byte == ASCII.tilde || !(ASCII.isAlphanumeric(byte) || byte == ASCII.slash)
    }

    /// Parts of letters, digits, `-` and `_` with points between them; no `_` in the last two.
    private static func hasDomain(_ bytes: [UInt8], _ start: Int, needsPeriod: Bool) -> Bool {
        var index = start
        var periods = 0
        var underscores = (0, 0)
        while index < bytes.count {
            let byte = bytes[index]
            if byte == ASCII.dot {
                periods += 1
                underscores = (underscores.1, 0)
            } else if byte == ASCII.underscore {
                underscores.1 += 1
            } else if !(ASCII.isAlphanumeric(byte) || byte == ASCII.hyphen || byte >= 0x80) {
                break
            }
            index += 1
        }
        return index > start && underscores == (0, 0) && (!needsPeriod || periods > 0)
    }

    /// Where an address ends: before white space or `<`, and before what belongs to the sentence.
    private static func end(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start
        var opened = 0
        var closed = 0
        while end < bytes.count, bytes[end] > ASCII.space, bytes[end] != ASCII.less {
            if bytes[end] == UInt8(ascii: "(") { opened += 1 }
            if bytes[end] == UInt8(ascii: ")") { closed += 1 }
            end += 1
        }
        while end > start {
            let last = bytes[end - 1]
            if endsSentence(last) {
                end -= 1
            } else if last == UInt8(ascii: ")"), closed > opened {
                closed -= 1
                end -= 1
            } else if last == UInt8(ascii: ";"), let ampersand = entityStart(bytes, start, end) {
                end = ampersand
            } else {
                break
            }
        }
        return end
    }

    private static func endsSentence(_ byte: UInt8) -> Bool {
        switch byte {
        case ASCII.dot, ASCII.comma, ASCII.colon, ASCII.exclamation, UInt8(ascii: "?"),
            ASCII.quote, ASCII.apostrophe, ASCII.tilde, ASCII.asterisk, ASCII.underscore,
            ASCII.equals:
            true
        default: false
        }
    }

    /// The `&` of what looks like an entity before `end`; the semicolon alone if there is none.
    private static func entityStart(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = end - 2
        while index > start, ASCII.isAlphanumeric(bytes[index]), end - index < 40 { index -= 1 }
        return index < end - 2 && bytes[index] == UInt8(ascii: "&") ? index : end - 1
    }

    /// The mail address around an `@`; its first byte isn't before `earliest`.
    static func mail(
        _ bytes: [UInt8], at place: Int, earliest: Int
    ) -> (start: Int, end: Int)? {
        var start = place
        while start > earliest, isLocal(bytes[start - 1]) { start -= 1 }
        var end = place + 1
        var hasPeriod = false
        while end < bytes.count {
            let byte = bytes[end]
            if byte == ASCII.dot {
                guard end + 1 < bytes.count, ASCII.isAlphanumeric(bytes[end + 1]) else { break }
                hasPeriod = true
            } else if !(ASCII.isAlphanumeric(byte) || byte == ASCII.hyphen
                || byte == ASCII.underscore)
            {
                break
            }
            end += 1
        }
        guard start < place, hasPeriod, bytes[end - 1] != ASCII.hyphen,
            bytes[end - 1] != ASCII.underscore
        else { return nil }
        return (start, end)
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == ASCII.dot || byte == ASCII.hyphen
            || byte == ASCII.underscore || byte == ASCII.plus
    }
}
