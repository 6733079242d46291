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

    /// The size given after `|` of an embed: `100` or `100x145`.
    public var pixelSize: (width: Int, height: Int?)? {
        guard let alias else { return nil }
        return PixelSize.parse(alias)
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
