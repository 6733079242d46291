/// The measures of frames and cards, in pixels.
enum CardMetrics {
    static let minimumWidth = 238.0
    static let padding = 12.0
    /// Type, headline and count; address, size and badges.
    static let baseHeight = 58.0
    static let headlineBaseline = 25.0
    static let addressBaseline = 46.0
    static let noteHeight = 19.0
    static let rowHeight = 27.0
    static let slotHeight = 23.0
    static let stripLineHeight = 44.0
    static let stripWidth = 400.0
    /// Where arrows arrive: the middle of the base.
    static let portY = 29.0
    static let corner = 10.0

    static let margin = 24.0
    /// The free space between two cards of a column, where an arrow can pass.
    static let cardGap = 30.0
    /// The first note of a card grows into the gap below it, so that notes that come and go leave the rest in even steps.
    static let noteIntoGap = 21.0
    /// Cards up to this width are all as wide as the widest of them in their column.
    static let commonWidth = 350.0
    /// How far an arrow runs straight before it bends.
    static let lead = 7.0
    static let gutter = 84.0

    static let frameHeader = 32.0
    static let nameRow = 31.0
    static let namePill = 25.0
    static let framePadding = 10.0
    static let minimumFrameWidth = 104.0
}

extension CardContent.Badge {
    /// The pill's width: icon, gap, text.
    var width: Double { TextStyle.badge.width(text) + 27 }
}

extension CardContent {
    /// The least width that holds every line.
    var width: Double {
        let metrics = CardMetrics.self
        let style = headlineIsValue ? TextStyle.value : TextStyle.words
        var first = TextStyle.type.width(typeName) + 14 + TextStyle.badge.width(references) + 34
        if !headline.isEmpty { first += style.width(headline) + 9 }
        var second = TextStyle.detail.width(address) + 10 + TextStyle.detail.width(size) + 10
        for badge in badges { second += badge.width + 5 }
        var width = max(CardMetrics.minimumWidth - 2 * metrics.padding, max(first, second))
        for note in notes { width = max(width, TextStyle.words.width(note.text) + 17) }
        switch slots {
        case .none: break
        case .rows(_, let label, let box): width = max(width, label + 9 + box)
        case .strip(_, let cell, let perLine): width = max(width, cell * Double(perLine))
        }
        return width + 2 * metrics.padding
    }

    var height: Double {
        CardMetrics.baseHeight + slots.height
            + (notes.isEmpty ? 0 : Double(notes.count) * CardMetrics.noteHeight + 2)
    }

    /// The height to keep free for the card in its column.
    var reservedHeight: Double {
        notes.isEmpty ? height : height - CardMetrics.noteIntoGap
    }
}

extension SlotBlock {
    /// The height of the block with the rule above it.
    var height: Double {
        switch self {
        case .none: return 0
        case .rows(let rows, _, _): return Double(rows.count) * CardMetrics.rowHeight + 14
        case .strip(let rows, _, let perLine):
            let lines = (rows.count + perLine - 1) / max(perLine, 1)
            return Double(lines) * CardMetrics.stripLineHeight + 12
        }
    }
}
