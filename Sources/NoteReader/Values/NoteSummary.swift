/// What other notes need to know of a note: its other names, what links can lead to in it, its tags and
/// where it leads.
public struct NoteSummary: Sendable {
    /// A heading that a link can name.
    public struct HeadingMark: Hashable, Sendable {
        public var level: Int
        public var title: String
        public var anchor: String
        /// The title as links are compared with it.
        public var key: String
    }

    public var aliases: [String]
    public var headings: [HeadingMark]
    /// The ids of blocks as they are written, by their lower case.
    public var blocks: [String: String]
    /// Without `#`, those of the properties first, each once.
    public var tags: [String]
    /// Links in properties included.
    public var links: [NoteLink]
    /// The first words, for lists of notes.
    public var excerpt: String

    public init(_ note: Note) {
        headings = []
        blocks = [:]
        aliases =
            (note.frontmatter?["aliases"] ?? note.frontmatter?["alias"]).map(Self.texts) ?? []
        tags = note.allTags
        links = note.links + Self.links(of: note)
        excerpt = ""
        add(note.blocks)
    }

    private mutating func add(_ blocks: [Block]) {
        for block in blocks {
            if let identifier = block.identifier {
                self.blocks[identifier.lowercased()] = identifier
            }
            switch block.content {
            case .heading(let heading):
                let title = Inline.plainText(heading.inlines)
                headings.append(
                    HeadingMark(
                        level: heading.level, title: title, anchor: heading.anchor,
                        key: HeadingAnchor.key(title)))
            case .paragraph(let inlines) where excerpt.isEmpty:
                excerpt = Self.shortened(Inline.plainText(inlines))
            case .quote(let inside): add(inside)
            case .callout(let callout): add(callout.blocks)
            case .list(let list):
                for item in list.items {
                    if let identifier = item.identifier {
                        self.blocks[identifier.lowercased()] = identifier
                    }
                    add(item.blocks)
                }
            default: break
            }
        }
    }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > 160 else { return text }
        let cut = text.prefix(150)
        let end = cut.lastIndex(of: " ") ?? cut.endIndex
        return cut[..<end] + " …"
    }

    /// The texts of a property that may be one or a list of them; one may hold several, with commas.
    static func texts(_ value: PropertyValue) -> [String] {
        switch value {
        case .null, .mapping: []
        case .list(let items): items.flatMap(texts)
        default: value.plainText.isEmpty ? [] : [value.plainText]
        }
    }

    /// The links in quoted `[[…]]` values of the properties.
    private static func links(of note: Note) -> [NoteLink] {
        var links: [NoteLink] = []
        for property in note.frontmatter?.properties ?? [] {
            for text in texts(property.value)
            where text.hasPrefix("[[") && text.hasSuffix("]]") && text.utf8.count > 4 {
                links.append(
                    NoteLink(
                        target: LinkTarget(parsing: String(text.dropFirst(2).dropLast(2))),
                        isEmbed: false, range: 0..<0, line: property.line, column: 1))
            }
        }
        return links
    }
}

extension Note {
    /// The tags of the properties and of the text, without `#`, each once: case doesn't tell them apart.
    public var allTags: [String] {
        var written: [String] = []
        for key in ["tags", "tag"] {
            guard let value = frontmatter?[key] else { continue }
            for text in NoteSummary.texts(value) {
                for word in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
                    written.append(word.hasPrefix("#") ? String(word.dropFirst()) : String(word))
                }
            }
        }
        var seen: Set<String> = []
        return (written + tags).filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
    }
}

extension NoteSummary {
    /// The heading that a link's parts lead to, as Obsidian looks for it: each part is the next heading
    /// further down that is below the one before.
    public func heading(_ parts: [String]) -> HeadingMark? {
        guard let index = headingIndex(parts) else { return nil }
        return headings[index]
    }

    /// The place of that heading in `headings`.
    public func headingIndex(_ parts: [String]) -> Int? {
        let keys = parts.map(HeadingAnchor.key)
        var part = 0
        var level = 0
        for (index, heading) in headings.enumerated() where heading.level > level {
            guard part < keys.count, heading.key == keys[part] else { continue }
            if part == keys.count - 1 { return index }
            part += 1
            level = heading.level
        }
        return nil
    }
}

extension Note {
    /// The addresses of pictures that stand in HTML: `<img src="a.png">`.
    public var htmlPictures: [String] {
        var result: [String] = []
        let opening = Array("<img".utf8)
        var index = 0
        while let less = source[index...].firstIndex(of: ASCII.less), less + 8 < source.count {
            index = less
            guard source[index..<index + 4].elementsEqual(opening),
                let end = source[index...].prefix(2000).firstIndex(of: ASCII.greater)
            else {
                index += 1
                continue
            }
            let tag = source[index..<end]
            if let address = Self.sourceAttribute(tag) { result.append(address) }
            index = end
        }
        return result.compactMap { LinkTarget(address: $0)?.path }
    }

    /// The value of `src`, in quotes or without.
    private static func sourceAttribute(_ tag: ArraySlice<UInt8>) -> String? {
        let name = Array("src=".utf8)
        guard
            let place = tag.indices.first(where: { tag[$0...].starts(with: name) })
        else { return nil }
        let value = tag[(place + 4)...]
        if let quote = value.first, quote == ASCII.quote || quote == ASCII.apostrophe {
            return value.dropFirst().prefix { $0 != quote }.text
        }
        return value.prefix { $0 > ASCII.space && $0 != ASCII.slash }.text
    }
}
