import HeapTrace

/// What is to be drawn in each moment, before any place is given to it.
///
/// From the snapshots it chooses which names are shown, which objects get a card and which values
/// sit inline in their slot. The choice is made over all moments at once: an object that needs a
/// card in one moment has it in all, so that nothing changes its form between two pictures.
struct ObjectGraph {
    private(set) var moments: [GraphMoment] = []
    /// All objects that get a card in any moment.
    private(set) var cardSerials: Set<ObjectSerial> = []
    private(set) var density = Density.comfortable
    /// Those given, with as many rows to a container as there is room for.
    private(set) var options: DiagramOptions

    init(moments source: [DiagramMoment], options: DiagramOptions) {
        self.options = options
        var identity = IdentityCensus(options: options)
        for moment in source { identity.count(moment.snapshot) }
        cardSerials = identity.cardSerials
        walk(source)
        guard moments.contains(where: { $0.cards.count > options.comfortableCards }) else { return }
        // What rows a full picture folds away lead to no cards, so it is walked again.
        density = .compact
        rewalk(source, formerRows: options.maximumRows)
        self.options = options.fitted(to: self)
        rewalk(source, formerRows: options.maximumCompactRows)
    }

    private mutating func walk(_ source: [DiagramMoment]) {
        moments.removeAll(keepingCapacity: true)
        moments.reserveCapacity(source.count)
        var known = KnownValues()
        for moment in source {
            known.learn(moment)
            let next = GraphMoment(
                moment, previous: moments.last, cardSerials: cardSerials, known: known,
                options: options, rows: rowCap)
            moments.append(next)
        }
    }

    /// Walks again if any container has fewer rows now.
    private mutating func rewalk(_ source: [DiagramMoment], formerRows: Int) {
        let rows = rowCap
        let folds = moments.contains { moment in
            moment.cards.contains { $0.record.slots.count > rows }
        }
        if rows < formerRows, folds { walk(source) }
    }

    private var rowCap: Int {
        density.isCompact ? options.maximumCompactRows : options.maximumRows
    }
}

/// What the objects seen so far were called, so that a block's former owner can be named after it
/// has gone.
struct KnownValues {
    private(set) var headlines: [ObjectSerial: String] = [:]

    /// Only objects that an event tells of can lose a block.
    mutating func learn(_ moment: DiagramMoment) {
        for event in moment.events {
            switch event.kind {
            case .made, .freed, .collected:
                guard headlines[event.serial] == nil else { continue }
                let words = Headline.short(event.value)
                let isShort = !words.isEmpty && words.utf8.count <= 40
                headlines[event.serial] =
                    isShort && !words.contains(" at 0x") ? words : "a " + event.typeName
            default: break
            }
        }
    }
}

/// The names, cards and arrows of one moment.
struct GraphMoment {
    var frames: [GraphFrame] = []
    /// In the order a reader meets them: breadth first from the names; ghosts last.
    var cards: [GraphCard] = []
    var arrows: [GraphArrow] = []
    var omissions = Omissions()
    /// Places in `cards`.
    private(set) var cardIndex: [ObjectSerial: Int] = [:]

    func card(_ serial: ObjectSerial) -> GraphCard? { cardIndex[serial].map { cards[$0] } }
}

/// What a picture left out, to be said under it.
struct Omissions: Hashable {
    var names = 0
    var definitions = 0
    var objects = 0
    var arrows = 0
}

struct GraphFrame {
    var name: String
    var depth: Int
    var line: Int?
    var names: [GraphName]
    /// Whether it has names that aren't shown.
    var hidesNames = false
}

struct GraphName {
    enum Change { case none, new, rebound, deleted }

    var name: String
    var target: ObjectSerial?
    /// What it was bound to in the moment before, when that was something else.
    var former: ObjectSerial?
    var change: Change
}

struct GraphCard {
    enum State: Hashable { case live, freed, collected, unreached }

    var record: ObjectRecord
    var state: State
    /// Steps from the nearest name; 0 for a named object.
    var depth: Int
    /// The object as it was in the moment before.
    var previous: ObjectRecord?
    var changes: CardChanges
    /// The places of the record's slots that have a row, if it is drawn with rows.
    var rows: [Int]
    /// How many shown dicts have it as a key; keys are labels, so no arrow tells of that.
    var keyUses = 0
}

struct GraphArrow: Hashable {
    enum Source: Hashable {
        case name(frame: Int, name: Int)
        case slot(of: ObjectSerial, index: Int)
    }

    var source: Source
    var target: ObjectSerial
    /// A binding made in this moment.
    var isNew: Bool
    /// A binding that was there in the moment before and is gone.
    var isFormer: Bool
    /// A weak reference: it leads to the object and doesn't hold it.
    var isWeak = false
}

extension GraphMoment {
    fileprivate init(
        _ moment: DiagramMoment, previous: GraphMoment?, cardSerials: Set<ObjectSerial>,
        known: KnownValues, options: DiagramOptions, rows: Int
    ) {
        var walk = GraphWalk(
            snapshot: moment.snapshot, previous: previous, cardSerials: cardSerials,
            options: options, rows: rows)
        walk.chooseNames()
        walk.reachCards()
        frames = walk.frames
        cards = walk.cards
        omissions = walk.omissions
        let events = EventIndex(moment.events)
        addGhosts(of: moment, events, previous: previous)
        for index in cards.indices { cardIndex[cards[index].record.serial] = index }
        countKeys()
        applyChanges(events, previous: previous, known)
        addArrows(previous: previous, limit: options.maximumArrows)
    }

    /// What was drawn a moment ago and is gone now stays for this one.
    private mutating func addGhosts(
        of moment: DiagramMoment, _ events: EventIndex, previous: GraphMoment?
    ) {
        guard let previous else { return }
        let shown = Set(cards.map(\.record.serial))
        let formerTargets = Set(frames.flatMap { $0.names.compactMap(\.former) })
        var alive: Set<ObjectSerial>?
        for card in previous.cards where card.state == .live {
            let serial = card.record.serial
            if shown.contains(serial) { continue }
            // What is never freed leaves nothing behind but the arrow of a name that led to it.
            if card.record.isCached, !formerTargets.contains(serial) { continue }
            if alive == nil { alive = Set(moment.snapshot.objects.map(\.serial)) }
            if alive?.contains(serial) == true { continue }
            var state = GraphCard.State.unreached
            for event in events.events(of: serial) {
                if event.kind == .freed { state = .freed }
                if event.kind == .collected { state = .collected }
            }
            cards.append(
                GraphCard(
                    record: card.record, state: state, depth: card.depth, previous: card.record,
                    changes: CardChanges(), rows: card.rows))
        }
    }

    private mutating func countKeys() {
        for holder in cards where holder.state == .live {
            for slot in holder.record.slots {
                guard let key = slot.key, let place = cardIndex[key] else { continue }
                cards[place].keyUses += 1
            }
        }
    }

    private mutating func applyChanges(
        _ events: EventIndex, previous: GraphMoment?, _ known: KnownValues
    ) {
        var records: [ObjectSerial: ObjectRecord] = [:]
        if let previous {
            for card in previous.cards { records[card.record.serial] = card.record }
        }
        for index in cards.indices {
            if cards[index].state == .live {
                cards[index].previous = records[cards[index].record.serial]
            }
            cards[index].changes = CardChanges(
                of: cards[index], events: events, former: known.headlines)
        }
    }

    private mutating func addArrows(previous: GraphMoment?, limit: Int) {
        for (frameIndex, frame) in frames.enumerated() {
            for (nameIndex, name) in frame.names.enumerated() {
                let source = GraphArrow.Source.name(frame: frameIndex, name: nameIndex)
                if let target = name.target, cardIndex[target] != nil {
                    add(
                        GraphArrow(
                            source: source, target: target, isNew: name.change != .none,
                            isFormer: false), limit)
                }
                if let former = name.former, cardIndex[former] != nil {
                    add(
                        GraphArrow(source: source, target: former, isNew: false, isFormer: true),
                        limit)
                }
            }
        }
        // What no name leads to lives on, and may be held by others of its kind.
        for card in cards where card.state == .live || card.state == .unreached {
            for index in card.rows {
                let slot = card.record.slots[index]
                guard let target = slot.target, let place = cardIndex[target],
                    !cards[place].record.staysInline
                else { continue }
                let isNew = card.previous != nil && card.changes.changedSlots.contains(index)
                add(
                    GraphArrow(
                        source: .slot(of: card.record.serial, index: index), target: target,
                        isNew: isNew, isFormer: false, isWeak: slot.isWeak), limit)
            }
        }
    }

    private mutating func add(_ arrow: GraphArrow, _ limit: Int) {
        if arrows.count < limit { arrows.append(arrow) } else { omissions.arrows += 1 }
    }
}
