/// A run of a paragraph's text.
public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    /// `` `= expression` ``, without the equals sign.
    case dataview(String)
    case html(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case highlight([Inline])
    case link(destination: String, title: String, content: [Inline])
    case image(destination: String, title: String, alternative: String)
    case wikilink(LinkTarget)
    case embed(LinkTarget)
    /// Without the `#`.
    case tag(String)
    /// TeX; a display formula when it stood between `$$`.
    case math(String, isDisplay: Bool)
    /// An index into `Note.footnotes`, and which of its references this is, counted from 0.
    case footnoteReference(Int, occurrence: Int)
}

extension LinkTarget {
    /// Where a Markdown link's address leads within the vault; nil for one that leads out of it.
    ///
    /// `Other%20note.md#Part`: percent-encoded, with what a wikilink has after its `#`.
    public init?(address: String) {
        let bytes = Array(address.utf8)
        guard !bytes.isEmpty, !address.hasPrefix("//"), !Self.hasScheme(bytes) else { return nil }
        let pieces = bytes.split(
            separator: ASCII.hash, maxSplits: 1, omittingEmptySubsequences: false)
        path = Self.percentDecoded(pieces[0]).text
        raw = address
        alias = nil
        subpath = []
        if pieces.count > 1 {
            subpath = Self.percentDecoded(pieces[1]).split(separator: ASCII.hash)
                .map { $0.trimmed.text }.filter { !$0.isEmpty }
        }
    }

    private static func hasScheme(_ bytes: [UInt8]) -> Bool {
        let name = bytes.prefix { byte in
            ASCII.isAlphanumeric(byte) || byte == ASCII.plus || byte == ASCII.hyphen
                || byte == ASCII.dot
        }
        return name.count > 1 && name.count < bytes.count && bytes[name.count] == ASCII.colon
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == ASCII.percent, index + 2 < bytes.endIndex,
                let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

/// Where `[[Note#Heading|alias]]` or `![[picture.png|100x145]]` leads.
public struct LinkTarget: Hashable, Sendable {
    /// The note's or file's name or path; empty for a link into the same note.
    public var path: String
    /// The headings, outermost first, or one block id with its `^`.
    public var subpath: [String]
    /// What stands after `|`.
    public var alias: String?
    /// The text between the brackets as written.
    public var raw: String

    /// What to show for a link without an alias: `Note > Heading`, as Obsidian does.
    public var displayText: String {
        if let alias { return alias }
        let parts = (path.isEmpty ? [] : [path]) + subpath
        return parts.joined(separator: " > ")
    }

    /// The size given after the last `|` of an embed: `100` or `100x145`.
    public var pixelSize: (width: Int, height: Int?)? {
        guard let alias else { return nil }
        return PixelSize.parse(Self.parts(of: alias).last)
    }

    /// The words given after `|` of an embed, without its size.
    public var caption: String? {
        guard let alias, pixelSize != nil else { return alias }
        return Self.parts(of: alias).words
    }

    /// `words|last` at its last bar.
    private static func parts(of alias: String) -> (words: String?, last: String) {
        guard let bar = alias.utf8.lastIndex(of: UInt8(ascii: "|")) else { return (nil, alias) }
        return (String(alias[..<bar]), String(alias[alias.utf8.index(after: bar)...]))
    }

    /// The part of the file name after its last dot, in lower case; nil when there is none.
    public var fileExtension: String? {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
            return nil
        }
        let suffix = String(Substring(name[name.index(after: dot)...]))
        return suffix.isEmpty ? nil : suffix.lowercased()
    }
}

enum PixelSize {
    /// Reads `100` or `100x145`; anything else is a caption.
    static func parse(_ text: String) -> (width: Int, height: Int?)? {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "x"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let width = decimal(parts[0]) else { return nil }
        guard parts.count == 2 else { return (width, nil) }
        guard let height = decimal(parts[1]) else { return nil }
        return (width, height)
    }

    private static func decimal(_ digits: Substring.UTF8View) -> Int? {
        guard (1...5).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
