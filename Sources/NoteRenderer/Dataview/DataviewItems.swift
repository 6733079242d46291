import NoteReader

/// The items of a note's lists as values: `this.file.lists` and `this.file.tasks`.
enum DataviewItems {
    static func all(in blocks: [Block], tasksOnly: Bool) -> [DataviewValue] {
        var found: [DataviewValue] = []
        add(blocks, tasksOnly, &found)
        return found
    }

    private static func add(_ blocks: [Block], _ tasksOnly: Bool, _ found: inout [DataviewValue]) {
        for block in blocks {
            switch block.content {
            case .quote(let inside): add(inside, tasksOnly, &found)
            case .callout(let callout): add(callout.blocks, tasksOnly, &found)
            case .list(let list):
                for item in list.items {
                    if item.task != nil || !tasksOnly { found.append(value(of: item)) }
                    add(item.blocks, tasksOnly, &found)
                }
            default: break
            }
        }
    }

    private static func value(of item: ListItem) -> DataviewValue {
        var text = ""
        if case .paragraph(let inlines)? = item.blocks.first?.content {
            text = Inline.plainText(inlines)
        }
        let status = item.task.map(String.init)
        return .object([
            ("text", .text(text)), ("task", .boolean(status != nil)),
            ("status", status.map { .text($0) } ?? .null),
            ("checked", .boolean(item.isChecked)),
            ("completed", .boolean(status == "x" || status == "X")),
            ("line", .number(Double(item.lines.lowerBound - 1))),
        ])
    }
}
