import HeapTrace

/// The words, marks and slots on an object's card in one moment, and the room they need.
struct CardContent {
    struct Badge {
        var icon: Icon
        var text: String
        var tone: Tone
    }

    var serial: ObjectSerial
    var state: GraphCard.State
    var isNew: Bool
    var typeName: String
    var tone: Tone
    var headline: String
    /// Whether the headline is the value itself rather than words about it.
    var headlineIsValue: Bool
    var references: String
    var referencesTone: Tone
    var address: String
    var size: String
    var sizeTone: Tone
    var badges: [Badge] = []
    /// Lines under everything else, so that they move nothing when they come and go.
    var notes: [Badge] = []
    var slots: SlotBlock
    var tooltip: String?
    let place: BlockPlace
    let density: Density

    init(
        _ card: GraphCard, form: SlotForm, cards: Set<ObjectSerial>, density: Density,
        options: DiagramOptions
    ) {
        self.density = density
        let record = card.record
        serial = record.serial
        state = card.state
        isNew = card.changes.isMade
        tone = record.kind.tone
        typeName = TextStyle.type.metrics.fitted(record.typeName, to: 120)
        headlineIsValue = record.headlineIsValue
        let style = headlineIsValue ? TextStyle.value : TextStyle.words
        let words = record.headline
        place = BlockPlace(record)
        headline = style.metrics.fitted(
            words,
            to: density.isCompact ? min(options.maximumTextWidth, 170) : options.maximumTextWidth)
        address = Numeral.address(record.address)
        size = String(record.size) + " B"
        sizeTone = .muted
        if let former = card.changes.formerSize, card.state == .live {
            size = String(former) + " → " + size
            sizeTone = .changed
        }
        (references, referencesTone) = CardContent.references(card)
        slots =
            card.state == .live || card.state == .unreached
            ? SlotBlock(
                record, form: form, changes: card.changes, cards: cards, density: density,
                options: options)
            : .none
        if headline != words || record.isValueCut { tooltip = record.value }
        addBadges(card)
        addNotes(card, options)
    }

    private static func references(_ card: GraphCard) -> (String, Tone) {
        let count = card.record.refcount
        switch card.state {
        case .freed: return ("refs " + String(count) + " → 0", .gone)
        case .collected, .unreached: return ("refs " + Numeral.count(count), .muted)
        case .live:
            if let former = card.changes.formerRefcount {
                return ("refs " + Numeral.count(former) + " → " + Numeral.count(count), .changed)
            }
            return ("refs " + Numeral.count(count), .muted)
        }
    }

    private mutating func addBadges(_ card: GraphCard) {
        if card.record.isCached, !card.record.kind.isDefinition {
            badges.append(Badge(icon: .pin, text: "cached", tone: .plain))
        }
        if card.record.isInterned {
            badges.append(Badge(icon: .link, text: "interned", tone: .plain))
        }
        switch card.state {
        case .freed: badges.append(Badge(icon: .cross, text: "freed", tone: .gone))
        case .collected: badges.append(Badge(icon: .cross, text: "collected", tone: .gone))
        case .unreached:
            if !card.record.isCached {
                badges.append(Badge(icon: .unreached, text: "no name left", tone: .muted))
            }
        case .live:
            if card.changes.isMade {
                badges.append(Badge(icon: .plus, text: "new", tone: .made))
            } else if card.changes.isMutated {
                badges.append(Badge(icon: .pencil, text: "changed", tone: .changed))
            }
        }
    }

    private mutating func addNotes(_ card: GraphCard, _ options: DiagramOptions) {
        func note(_ icon: Icon, _ text: String, _ tone: Tone) {
            let cut = TextStyle.words.metrics.fitted(text, to: options.maximumTextWidth)
            if cut != text, tooltip == nil { tooltip = text }
            notes.append(Badge(icon: icon, text: cut, tone: tone))
        }
        if let former = card.changes.reusedFrom {
            let words = former.isEmpty ? "block used before" : "block reused (was " + former + ")"
            note(.recycle, words, .changed)
        }
        if let referent = card.changes.lostReferent {
            note(.cross, "cleared: the " + referent + " is gone", .changed)
        }
        if card.changes.isResurrected {
            note(.recycle, "__del__ ran and brought it back", .changed)
        } else if card.changes.isFinalised {
            note(.pencil, "__del__ ran", card.state == .live ? .changed : .gone)
        }
        if let size = card.changes.freedBlockSize {
            if let heir = card.changes.reusedBy {
                note(.recycle, "block reused by the new " + heir, .gone)
            } else if let list = card.changes.freeList {
                let place = card.changes.isNextToBeReused ? "next off the " : "kept on the "
                note(.next, place + list + " free list", .gone)
            } else if card.changes.isNextToBeReused {
                note(.next, "next " + String(size) + "-byte block to be reused", .gone)
            }
        }
        if card.state != .live { return }
        if card.keyUses > 0 {
            let dicts = card.keyUses == 1 ? "a dict" : String(card.keyUses) + " dicts"
            note(.holder, "a key in " + dicts, .muted)
        }
        var holders: [(String, Int)] = []
        for holder in card.record.otherHolders {
            if let place = holders.firstIndex(where: { $0.0 == holder }) {
                holders[place].1 += 1
            } else {
                holders.append((holder, 1))
            }
        }
        for (holder, count) in holders.prefix(3) {
            note(.holder, "held by " + holder + (count > 1 ? " ×" + String(count) : ""), .muted)
        }
        if holders.count > 3 {
            note(.holder, "and " + String(holders.count - 3) + " more holders", .muted)
        }
    }
}

extension CardContent {
    /// Holders that a card names to those who point at it; the page's table has all.
    private static let mostHolders = 6

    /// Why the object is alive and where it is, in one line.
    func description(_ holders: HolderIndex) -> String {
        let all = holders.holders(of: serial)
        var words = all.prefix(CardContent.mostHolders).map(\.words)
        if all.count > words.count { words.append("\(all.count - words.count) more") }
        let held =
            words.isEmpty
            ? "Nothing shown here holds it" : "Held by " + words.joined(separator: ", ")
        return held + "; lies in " + place.words + "."
    }
}

extension ObjectKind {
    /// The colour family of a type's tag.
    var tone: Tone {
        switch self {
        case .int, .float, .complex, .bool, .range, .slice: return .number
        case .str, .bytes: return .text
        case .list, .tuple: return .sequence
        case .dict, .set: return .mapping
        case .instance, .exception, .iterator, .cell: return .instance
        case .none, .function, .builtin, .type, .module, .code, .other: return .plain
        }
    }
}

/// Numbers as the pictures write them.
enum Numeral {
    /// `0x7f5c2e010450`
    static func address(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

    /// "96 B", "16 KiB", "1.5 MiB"
    static func bytes(_ value: Int) -> String {
        if value < 1024 { return String(value) + " B" }
        let isKibi = value < 1_048_576
        let unit = isKibi ? 1024 : 1_048_576
        let tenths = (value / unit) * 10 + (value % unit) * 10 / unit
        let decimal = tenths % 10 == 0 || tenths >= 1000 ? "" : "." + String(tenths % 10)
        return String(tenths / 10) + decimal + (isKibi ? " KiB" : " MiB")
    }

    /// A reference count; those of immortal-like static objects start near 10⁹, where digits say
    /// nothing.
    static func count(_ value: Int) -> String { value > 99_999_999 ? "≈10⁹" : String(value) }
}
