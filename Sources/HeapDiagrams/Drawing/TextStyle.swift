/// Every kind of text a picture has, each a CSS class with the metrics its layout was reckoned
/// with.
enum TextStyle: String, Sendable, CaseIterable {
    /// The heading of a map's band.
    case title = "tl"
    /// A frame's heading.
    case heading = "th"
    /// A name in a frame.
    case name = "tn"
    /// A card's value.
    case value = "tv"
    /// A card's type.
    case type = "tt"
    /// A value inside a slot.
    case slot = "ts"
    /// An index, a key or an attribute beside a slot; an address.
    case detail = "td"
    /// Words: reference counts, notes, what was left out.
    case words = "tw"
    /// Words on a badge, and numbers that changed.
    case badge = "tb"
    /// The bytes of a byte view.
    case byte = "ty"
    /// The small print inside a map's cells.
    case fine = "tf"

    var metrics: TextMetrics {
        switch self {
        case .title: return TextMetrics(size: 13, isMono: false, isBold: true)
        case .heading: return TextMetrics(size: 11, isMono: false, isBold: true)
        case .name: return TextMetrics(size: 13.5, isMono: true, isBold: true)
        case .value: return TextMetrics(size: 15, isMono: true, isBold: true)
        case .type: return TextMetrics(size: 11, isMono: true, isBold: true)
        case .slot: return TextMetrics(size: 12.5, isMono: true, isBold: false)
        case .detail: return TextMetrics(size: 11, isMono: true, isBold: false)
        case .words: return TextMetrics(size: 11, isMono: false, isBold: false)
        case .badge: return TextMetrics(size: 10.5, isMono: false, isBold: true)
        case .byte: return TextMetrics(size: 11, isMono: true, isBold: false)
        case .fine: return TextMetrics(size: 9.5, isMono: true, isBold: false)
        }
    }

    func width(_ text: String) -> Double { metrics.width(text) }
}

/// The meaning a shape's colour carries; never the only sign of it.
enum Tone: String, Sendable, CaseIterable {
    case number = "n"
    case text = "s"
    case sequence = "q"
    case mapping = "m"
    case instance = "o"
    case plain = "p"
    case made = "a"
    case changed = "c"
    case gone = "d"
    case ink = "i"
    case muted = "u"
}
