import NoteReader

/// Evaluates the expressions of inline Dataview: `` `= dateformat(this.file.mtime, "DDDD")` ``.
///
/// It knows the note and its file, nothing of other notes. What it can't evaluate is shown as it is
/// written, with the cause at hand.
struct InlineDataview {
    let note: Note
    let facts: FileFacts
    /// What the parameters of functions around an expression stand for.
    var bindings: [String: DataviewValue] = [:]
    /// How many functions are being applied.
    var depth = 0

    func evaluate(_ expression: String) -> Result<DataviewValue, DataviewFailure> {
        do throws(DataviewFailure) {
            var parser = DataviewParser(Array(expression.utf8), scope: self)
            let value = try parser.parseExpression()
            try parser.expectEnd()
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    /// The value of a name standing alone: a field of the note.
    func field(_ name: String) -> DataviewValue {
        let normalized = Self.normalized(name)
        for property in note.frontmatter?.properties ?? [] {
            if property.key == name || Self.normalized(property.key) == normalized {
                return Self.value(of: property.value)
            }
        }
        return InlineFields.value(of: normalized, in: note.blocks) ?? .null
    }

    /// A field of `this.file`.
    func fileField(_ name: String) throws(DataviewFailure) -> DataviewValue {
        switch name {
        case "name": return .text(facts.name)
        case "folder": return .text(facts.folder)
        case "path": return .text(facts.path)
        case "ext": return .text("md")
        case "size": return .number(Double(facts.size))
        case "link": return .link(path: facts.path, shown: facts.name)
        case "mtime": return .date(facts.modificationTime, hasTime: true)
        case "ctime": return .date(facts.creationTime, hasTime: true)
        case "mday": return .date(Self.day(facts.modificationTime), hasTime: false)
        case "cday": return .date(Self.day(facts.creationTime), hasTime: false)
        case "tags", "etags": return .list(allTags.map { .text("#" + $0) })
        case "aliases": return field("aliases")
        case "tasks": return .list(DataviewItems.all(in: note.blocks, tasksOnly: true))
        case "lists": return .list(DataviewItems.all(in: note.blocks, tasksOnly: false))
        case "day": return day
        case "inlinks":
            guard let around = facts.surroundings,
                let file = around.catalog.index(ofPath: around.path)
            else { return .list([]) }
            return .list(
                around.catalog.backlinks(to: file).map { .link(path: $0.path, shown: $0.title) })
        case "outlinks":
            return .list(
                note.links.map { .link(path: $0.target.path, shown: $0.target.displayText) })
        case "frontmatter":
            return .object(
                (note.frontmatter?.properties ?? []).map { ($0.key, Self.value(of: $0.value)) })
        default:
            throw DataviewFailure(cause: "this.file.\(name) is not known here")
        }
    }

    /// The date in the note's name, `2023-11-29` or `20231129`, else that of its field `date`.
    private var day: DataviewValue {
        let digits = Array(facts.name.utf8)
        for start in digits.indices {
            for (length, isParted) in [(10, true), (8, false)] where start + length <= digits.count
            {
                let part = String(decoding: digits[start..<start + length], as: UTF8.self)
                guard isParted || part.utf8.allSatisfy({ (48...57).contains($0) }) else { continue }
                let text =
                    isParted
                    ? part : "\(part.prefix(4))-\(part.dropFirst(4).prefix(2))-\(part.suffix(2))"
                if let date = DataviewFunctions.date(text) { return date }
            }
        }
        if case .date(let seconds, _) = field("date") {
            return .date(Self.day(seconds), hasTime: false)
        }
        return .null
    }

    private var allTags: [String] {
        var tags: [String] = []
        if case .list(let items)? = note.frontmatter?["tags"] { tags += items.map(\.plainText) }
        if case .text(let text)? = note.frontmatter?["tags"] { tags.append(text) }
        return tags + note.tags
    }

    static func day(_ seconds: Int) -> Int { seconds - ((seconds % 86_400) + 86_400) % 86_400 }

    /// Dataview's other spelling of a key: `Creation Date` is also `creation-date`.
    static func normalized(_ key: String) -> String {
        var result = ""
        for scalar in key.unicodeScalars {
            if scalar == " " {
                result += "-"
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar == "-" || scalar == "_" || scalar.properties.isEmojiPresentation
            {
                result += scalar.properties.lowercaseMapping
            }
        }
        return result
    }

    static func value(of property: PropertyValue) -> DataviewValue {
        switch property {
        case .null: .null
        case .text(let text): link(text) ?? .text(text)
        case .number(let text): Double(text).map { .number($0) } ?? .text(text)
        case .checkbox(let isOn): .boolean(isOn)
        case .date(let text), .datetime(let text): DataviewFunctions.date(text) ?? .text(text)
        case .list(let items): .list(items.map(value))
        case .mapping(let properties): .object(properties.map { ($0.key, value(of: $0.value)) })
        }
    }

    private static func link(_ text: String) -> DataviewValue? {
        guard text.hasPrefix("[["), text.hasSuffix("]]"), text.utf8.count > 4 else { return nil }
        let target = LinkTarget(parsing: String(text.dropFirst(2).dropLast(2)))
        return .link(path: target.path, shown: target.displayText)
    }
}

/// Fields that stand in the text as `key:: value`.
enum InlineFields {
    static func value(of name: String, in blocks: [Block]) -> DataviewValue? {
        for block in blocks {
            switch block.content {
            case .paragraph(let inlines):
                if let value = value(of: name, in: inlines) { return value }
            case .list(let list):
                for item in list.items {
                    if let value = value(of: name, in: item.blocks) { return value }
                }
            case .quote(let inside):
                if let value = value(of: name, in: inside) { return value }
            case .callout(let callout):
                if let value = value(of: name, in: callout.blocks) { return value }
            default: break
            }
        }
        return nil
    }

    private static func value(of name: String, in inlines: [Inline]) -> DataviewValue? {
        for line in inlines.split(separator: .softBreak) {
            let text = Inline.plainText(Array(line))
            guard let colons = text.firstRange(of: "::") else { continue }
            let key = text[..<colons.lowerBound]
            if InlineDataview.normalized(String(key)) == name {
                if case .wikilink(let target)? = line.last, line.count == 2 {
                    return .link(path: target.path, shown: target.displayText)
                }
                return .text(String(text[colons.upperBound...].drop { $0 == " " }))
            }
        }
        return nil
    }
}
