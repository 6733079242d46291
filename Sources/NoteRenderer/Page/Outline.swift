import NoteReader

/// The headings of a note as a tree of links beside the text.
enum Outline {
    struct Entry {
        var level: Int
        var title: String
        var anchor: String
    }

    /// All headings in the order of the note, also those in callouts and lists.
    static func headings(_ blocks: [Block]) -> [Heading] {
        var result: [Heading] = []
        append(blocks, to: &result)
        return result
    }

    private static func append(_ blocks: [Block], to result: inout [Heading]) {
        for block in blocks {
            switch block.content {
            case .heading(let heading): result.append(heading)
            case .quote(let inside): append(inside, to: &result)
            case .callout(let callout): append(callout.blocks, to: &result)
            case .list(let list): for item in list.items { append(item.blocks, to: &result) }
            default: break
            }
        }
    }

    /// Writes nested lists. Levels that a note skips make no empty lists.
    static func write(_ headings: [Entry], to buffer: inout HTMLBuffer) {
        var levels: [Int] = []
        for heading in headings {
            while let last = levels.last, last > heading.level, levels.count > 1 {
                levels.removeLast()
                buffer.markup("</li></ol>")
            }
            if let last = levels.last, last >= heading.level {
                levels[levels.count - 1] = heading.level
                buffer.markup("</li><li>")
            } else {
                levels.append(heading.level)
                buffer.markup("<ol><li>")
            }
            buffer.markup("<a")
            buffer.address("href", "#" + heading.anchor)
            buffer.markup(">")
            buffer.text(heading.title.isEmpty ? "(empty)" : heading.title)
            buffer.markup("</a>")
        }
        for _ in levels { buffer.markup("</li></ol>") }
        buffer.markup("\n")
    }
}
