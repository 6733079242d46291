import NoteReader

/// The blocks of a note that an embed asks for: all of them, those under a heading, or one.
struct NotePart {
    var blocks: [Block]
    var isWhole: Bool

    /// Nil if the note has no such part.
    init?(_ target: LinkTarget, of note: Note, _ summary: NoteSummary?) {
        isWhole = target.subpath.isEmpty
        guard let last = target.subpath.last else {
            blocks = note.blocks
            return
        }
        if last.hasPrefix("^") {
            guard let block = Self.block(last.dropFirst().lowercased(), in: note.blocks) else {
                return nil
            }
            blocks = [block]
            return
        }
        let summary = summary ?? NoteSummary(note)
        guard let heading = summary.heading(target.subpath),
            let section = Self.section(heading.anchor, in: note.blocks)
        else { return nil }
        blocks = section
    }

    /// A heading and what follows it up to the next of its level or above.
    private static func section(_ anchor: String, in blocks: [Block]) -> [Block]? {
        for (index, block) in blocks.enumerated() {
            switch block.content {
            case .heading(let heading) where heading.anchor == anchor:
                let end =
                    blocks[(index + 1)...].firstIndex { other in
                        if case .heading(let next) = other.content {
                            next.level <= heading.level
                        } else {
                            false
                        }
                    } ?? blocks.count
                return Array(blocks[index..<end])
            case .quote(let inside):
                if let found = section(anchor, in: inside) { return found }
            case .callout(let callout):
                if let found = section(anchor, in: callout.blocks) { return found }
            case .list(let list):
                for item in list.items {
                    if let found = section(anchor, in: item.blocks) { return found }
                }
            default: break
            }
        }
        return nil
    }

    /// The block with an id; an item of a list comes as a list of itself.
    private static func block(_ identifier: String, in blocks: [Block]) -> Block? {
        for block in blocks {
            if block.identifier?.lowercased() == identifier { return block }
            switch block.content {
            case .quote(let inside):
                if let found = self.block(identifier, in: inside) { return found }
            case .callout(let callout):
                if let found = self.block(identifier, in: callout.blocks) { return found }
            case .list(let list):
                if let found = item(identifier, in: list) { return found }
            default: break
            }
        }
        return nil
    }

    private static func item(_ identifier: String, in list: List) -> Block? {
        for item in list.items {
            if item.identifier?.lowercased() == identifier {
                var alone = list
                alone.items = [item]
                return Block(.list(alone), lines: item.lines)
            }
            if let found = block(identifier, in: item.blocks) { return found }
        }
        return nil
    }
}
