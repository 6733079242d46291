import HeapTrace

/// How an object's references are laid out on its card; the same in all moments.
enum SlotForm: Hashable { case rows, strip }

/// The slots a card shows: rows with labels, or a strip of small values with indices above.
enum SlotBlock {
    case none
    case rows([SlotRow], labelWidth: Double, boxWidth: Double)
    case strip([SlotRow], cellWidth: Double, perLine: Int)

    init(
        _ record: ObjectRecord, form: SlotForm, changes: CardChanges, cards: Set<ObjectSerial>,
        density: Density, options: DiagramOptions
    ) {
        if record.slots.isEmpty || record.kind == .module {
            self = .none
            return
        }
        let rowCap = density.isCompact ? options.maximumCompactRows : options.maximumRows
        let cap = form == .rows ? rowCap : options.maximumStripCells
        let window = SlotWindow(record, cap: cap)
        var rows: [SlotRow] = []
        rows.reserveCapacity(window.entries.count)
        for entry in window.entries {
            switch entry {
            case .gap(let count): rows.append(SlotRow(gap: count, form: form))
            case .slot(let index):
                rows.append(
                    SlotRow(
                        record.slots[index], index: index, form: form,
                        hasArrow: record.slots[index].target.map(cards.contains) ?? false,
                        isChanged: changes.changedSlots.contains(index)))
            }
        }
        switch form {
        case .rows:
            var label = 0.0
            var box = 34.0
            for row in rows {
                label = max(label, row.labelWidth)
                box = max(box, row.textWidth + (row.hasArrow ? 34 : 20))
            }
            self = .rows(rows, labelWidth: label, boxWidth: box)
        case .strip:
            var cell = 30.0
            for row in rows { cell = max(cell, max(row.textWidth + 16, row.labelWidth + 6)) }
            let fits = Int(CardMetrics.stripWidth / cell)
            self = .strip(rows, cellWidth: cell, perLine: max(1, min(fits, rows.count)))
        }
    }
}

/// One slot as drawn, or the gap in the middle of a long container.
struct SlotRow {
    /// The place in the record's slots; nil for the gap.
    var index: Int?
    var label: String
    var labelWidth: Double
    var text: String
    var textWidth: Double
    var hasArrow: Bool
    var isChanged: Bool

    init(gap count: Int, form: SlotForm) {
        index = nil
        label = form == .rows ? "⋮" : ""
        labelWidth = 10
        text = form == .rows ? String(count) + " more" : "+" + String(count)
        textWidth = TextStyle.slot.width(text)
        hasArrow = false
        isChanged = false
    }

    init(_ slot: ObjectSlot, index: Int, form: SlotForm, hasArrow: Bool, isChanged: Bool) {
        self.index = index
        self.hasArrow = hasArrow
        self.isChanged = isChanged
        label = TextStyle.detail.metrics.fitted(slot.label, to: 130)
        labelWidth = label.isEmpty ? 0 : TextStyle.detail.width(label)
        text = hasArrow ? "" : TextStyle.slot.metrics.fitted(SlotRow.short(slot.value), to: 220)
        if slot.target == nil { text = "empty" }
        textWidth = text.isEmpty ? 0 : TextStyle.slot.width(text)
    }
}

extension SlotRow {
    /// A function or class in a slot by its name; what was cut has lost its end.
    private static func short(_ value: String) -> String {
        guard value.hasPrefix("<") else { return value }
        let words = Headline.short(value)
        return words.isEmpty ? value : words
    }
}

/// Which slots of a long container are shown: head, the count of what is left out, tail.
struct SlotWindow {
    enum Entry: Equatable {
        case slot(Int)
        case gap(Int)
    }

    private(set) var entries: [Entry] = []

    init(_ record: ObjectRecord, cap: Int) {
        let recorded = record.slots.count
        let total = max(record.slotCount, recorded)
        let headRecorded = min(max(record.headSlotCount, 0), recorded)
        if recorded <= cap, total == recorded {
            entries = (0..<recorded).map(Entry.slot)
            return
        }
        // A record that wasn't cut has everything in its head; its tail is then the head's own end.
        let isWhole = total == recorded
        let tailRecorded = isWhole ? recorded : recorded - headRecorded
        let tail = min(max(cap / 4, 1), tailRecorded)
        let head = min(max(cap - tail - 1, 1), isWhole ? recorded - tail : headRecorded)
        for index in 0..<head { entries.append(.slot(index)) }
        if total > head + tail { entries.append(.gap(total - head - tail)) }
        for index in (recorded - tail)..<recorded { entries.append(.slot(index)) }
    }

    /// The places of the slots that are shown.
    var slots: [Int] {
        entries.compactMap { entry in
            guard case .slot(let index) = entry else { return nil }
            return index
        }
    }
}
