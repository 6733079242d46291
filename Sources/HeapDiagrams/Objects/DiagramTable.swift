import HeapTrace

/// A moment's objects and arrows as rows of plain text: the alternative to the picture, and the
/// rest of what the picture's caps left out.
public struct DiagramTable: Hashable, Sendable {
    /// One object: what its card says.
    public struct ObjectRow: Hashable, Sendable {
        public var serial: ObjectSerial
        /// The names bound to it, such as `a` or `fib.n`.
        public var names: [String]
        public var typeName: String
        public var value: String
        public var references: Int
        /// The count a moment ago, when it was another.
        public var formerReferences: Int?
        public var address: String
        /// `getsizeof`.
        public var size: Int
        public var state: State
        /// Further marks in words: "cached", "block reused (was 1000)", "held by …".
        public var notes: [String]
    }

    public enum State: String, Hashable, Sendable {
        case unchanged = ""
        case new, changed, freed, collected
        case unreached = "no name left"
    }

    /// One reference: a name or a slot, and what it refers to.
    public struct ReferenceRow: Hashable, Sendable {
        /// A name, or "list at 0x7f… [0]".
        public var source: String
        public var target: ObjectSerial
        /// "int 1000 at 0x7f…"
        public var targetText: String
        public var isNew: Bool
    }

    public var objects: [ObjectRow] = []
    public var references: [ReferenceRow] = []
    /// What neither the picture nor the table has; empty if nothing.
    public var omitted = ""
}

extension ObjectsDiagram {
    /// The moment's objects and references, names first, as the picture shows them.
    public func table(at moment: Int) -> DiagramTable {
        guard graph.moments.indices.contains(moment) else { return DiagramTable() }
        let shown = graph.moments[moment]
        var table = DiagramTable()
        var names: [ObjectSerial: [String]] = [:]
        for frame in shown.frames {
            let scope = frame.name == "__main__" ? "" : frame.name + "."
            for name in frame.names {
                guard let target = name.target else { continue }
                names[target, default: []].append(scope + name.name)
            }
        }
        for card in shown.cards {
            table.objects.append(
                DiagramTable.ObjectRow(card, names: names[card.record.serial] ?? []))
        }
        for arrow in shown.arrows where !arrow.isFormer {
            guard let target = shown.card(arrow.target) else { continue }
            table.references.append(
                DiagramTable.ReferenceRow(
                    source: shown.words(for: arrow.source), target: arrow.target,
                    targetText: target.record.identityText, isNew: arrow.isNew))
        }
        table.omitted = shown.omissions.words
        return table
    }
}

extension GraphMoment {
    fileprivate func words(for source: GraphArrow.Source) -> String {
        switch source {
        case .name(let frame, let name):
            let scope = frames[frame].name == "__main__" ? "" : frames[frame].name + "."
            return scope + frames[frame].names[name].name
        case .slot(let serial, let index):
            guard let holder = card(serial) else { return "" }
            let label = holder.record.slots[index].label
            return holder.record.typeName + " at " + Numeral.address(holder.record.address)
                + (label.isEmpty ? "" : " [" + label + "]")
        }
    }
}

extension ObjectRecord {
    fileprivate var identityText: String {
        typeName + " " + headline + " at " + Numeral.address(address)
    }
}

extension DiagramTable.ObjectRow {
    fileprivate init(_ card: GraphCard, names: [String]) {
        let record = card.record
        serial = record.serial
        self.names = names
        typeName = record.typeName
        value = record.value
        references = card.state == .freed ? 0 : record.refcount
        formerReferences = card.state == .freed ? record.refcount : card.changes.formerRefcount
        address = Numeral.address(record.address)
        size = record.size
        notes = []
        switch card.state {
        case .freed: state = .freed
        case .collected: state = .collected
        case .unreached: state = .unreached
        case .live:
            state = card.changes.isMade ? .new : card.changes.isMutated ? .changed : .unchanged
        }
        if record.isCached { notes.append("cached") }
        if record.isInterned { notes.append("interned") }
        if let former = card.changes.reusedFrom {
            notes.append(former.isEmpty ? "block used before" : "block reused (was " + former + ")")
        }
        if let heir = card.changes.reusedBy {
            notes.append("its block is reused by the new " + heir)
        }
        if card.changes.isFinalised { notes.append("finalised") }
        if card.changes.isResurrected { notes.append("brought back to life") }
        if let referent = card.changes.lostReferent {
            notes.append("cleared: the " + referent + " is gone")
        }
        if card.changes.isNextToBeReused { notes.append("its block is the next to be reused") }
        if let list = card.changes.freeList { notes.append("kept on the " + list + " free list") }
        for holder in record.otherHolders where card.state == .live {
            notes.append("held by " + holder)
        }
    }
}
