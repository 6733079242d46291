/// The measures of frames and cards, in pixels.
enum CardMetrics {
    static let padding = 12.0
    static let noteHeight = 19.0
    static let rowHeight = 27.0
    static let slotHeight = 23.0
    static let stripLineHeight = 44.0
    static let stripLabel = 13.0
    static let stripWidth = 400.0
    static let corner = 10.0

    static let margin = 24.0
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
    var width: Double { TextStyle.badge.width(text) + 29 }
}

/// How much room cards take: two lines each with air around, or one line as high as a name's row,
/// so that a note with many objects reads like a table.
struct Density: Hashable, Sendable {
    var isCompact: Bool
    var minimumWidth: Double
    /// The card above its slots and notes.
    var baseHeight: Double
    var headlineBaseline: Double
    var addressBaseline: Double
    /// The free space between two cards of a column, where an arrow can pass.
    var cardGap: Double
    /// The first note of a card grows into the gap below it, so that notes that come and go leave
    /// the rest in even steps.
    var noteIntoGap: Double
    /// Cards up to this width are all as wide as the widest of them in their column.
    var commonWidth: Double

    /// Where the columns of cards begin; compact cards stand level with the names.
    var top: Double { CardMetrics.margin + (isCompact ? CardMetrics.frameHeader : 0) }

    /// Where arrows arrive: the middle of the base.
    var portY: Double { baseHeight / 2 }

    static let comfortable = Density(
        isCompact: false, minimumWidth: 238, baseHeight: 58, headlineBaseline: 25,
        addressBaseline: 46, cardGap: 30, noteIntoGap: 21, commonWidth: 350)
    static let compact = Density(
        isCompact: true, minimumWidth: 300, baseHeight: 25, headlineBaseline: 17.5,
        addressBaseline: 17, cardGap: 6, noteIntoGap: 0, commonWidth: 520)
}

extension CardContent {
    /// The least width that holds every line.
    var width: Double {
        let style = headlineIsValue ? TextStyle.value : TextStyle.words
        var first = TextStyle.type.width(typeName) + 14 + TextStyle.badge.width(references) + 34
        if !headline.isEmpty { first += style.width(headline) + 9 }
        var second = TextStyle.detail.width(address) + 10 + TextStyle.detail.width(size) + 10
        for badge in badges { second += badge.width + 5 }
        let lines = density.isCompact ? first + second : max(first, second)
        var width = max(density.minimumWidth - 2 * CardMetrics.padding, lines)
        for note in notes { width = max(width, TextStyle.words.width(note.text) + 28) }
        switch slots {
        case .none: break
        case .rows(_, let label, let box): width = max(width, label + (label > 0 ? 9 : 0) + box)
        case .strip(_, let cell, let perLine): width = max(width, cell * Double(perLine))
        }
        return width + 2 * CardMetrics.padding
    }

    var height: Double {
        density.baseHeight + slots.height
            + (notes.isEmpty ? 0 : Double(notes.count) * CardMetrics.noteHeight + 2)
    }

    /// The height to keep free for the card in its column.
    var reservedHeight: Double {
        notes.isEmpty ? height : height - density.noteIntoGap
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
            return Double(lines) * (CardMetrics.stripLineHeight - withoutLabels) + 12
        }
    }

    /// The room above a strip's cells that is not needed where none has a label, as in a set.
    var withoutLabels: Double {
        guard case .strip(let rows, _, _) = self, rows.allSatisfy(\.label.isEmpty) else { return 0 }
        return CardMetrics.stripLabel
    }
}
