import HeapTrace

/// The walk over one snapshot: from the admitted names through the slots of what they hold,
/// breadth first.
struct GraphWalk {
    let snapshot: HeapSnapshot
    let previous: GraphMoment?
    let cardSerials: Set<ObjectSerial>
    let options: DiagramOptions
    /// Rows a container shows at most; what the others lead to isn't drawn for their sake.
    let rows: Int
    private(set) var frames: [GraphFrame] = []
    private(set) var cards: [GraphCard] = []
    private(set) var omissions = Omissions()
    private var places: [ObjectSerial: Int] = [:]
    /// About how long the picture is so far, in bytes.
    private var bytes = 0

    /// Functions that a drawn container may hold.
    private var held: Set<ObjectSerial> = []

    init(
        snapshot: HeapSnapshot, previous: GraphMoment?, cardSerials: Set<ObjectSerial>,
        options: DiagramOptions, rows: Int
    ) {
        self.rows = rows
        self.snapshot = snapshot
        self.previous = previous
        self.cardSerials = cardSerials
        self.options = options
        omissions.objects = snapshot.omittedObjectCount
        places.reserveCapacity(snapshot.objects.count)
        for (index, object) in snapshot.objects.enumerated() { places[object.serial] = index }
    }

    mutating func chooseNames() {
        let only = Set(options.names)
        held = definitionsHeldByData()
        var shownNames = 0
        for (depth, frame) in snapshot.frames.enumerated() {
            var names: [GraphName] = []
            let before = previous?.frames.first { $0.depth == depth && $0.name == frame.name }
            var former: [String: ObjectSerial?] = [:]
            for name in before?.names ?? [] where name.change != .deleted {
                former.updateValue(name.target, forKey: name.name)
            }
            for binding in frame.names where options.admits(binding.name, of: only) {
                if only.isEmpty, !options.showsDefinitions, isIdleDefinition(binding) {
                    omissions.definitions += 1
                    former.removeValue(forKey: binding.name)
                    continue
                }
                if shownNames >= options.maximumNames {
                    omissions.names += 1
                    former.removeValue(forKey: binding.name)
                    continue
                }
                shownNames += 1
                names.append(name(binding, former: &former))
            }
            for name in before?.names ?? [] where former.keys.contains(name.name) {
                names.append(
                    GraphName(
                        name: name.name, target: nil, former: name.target, change: .deleted))
            }
            var shown = GraphFrame(
                name: frame.name, depth: depth, line: frame.line, names: names)
            shown.hidesNames = !frame.names.isEmpty
            frames.append(shown)
        }
    }

    private func name(
        _ binding: NameBinding, former: inout [String: ObjectSerial?]
    ) -> GraphName {
        guard let old = former.removeValue(forKey: binding.name) else {
            // The picture's first moment has nothing before it to be newer than.
            return GraphName(
                name: binding.name, target: binding.target, former: nil,
                change: binding.target == nil ? .none : .new)
        }
        let isSame = old == binding.target
        return GraphName(
            name: binding.name, target: binding.target, former: isSame ? nil : old,
            change: isSame ? .none : .rebound)
    }

    /// A function, class or module that no drawn data holds and that carries no data itself.
    private func isIdleDefinition(_ binding: NameBinding) -> Bool {
        guard let target = binding.target, let place = places[target] else { return false }
        let object = snapshot.objects[place]
        guard object.kind.isDefinition else { return false }
        if held.contains(target) { return false }
        guard object.kind == .function || object.kind == .type else { return true }
        return !object.slots.contains { slot in
            guard let target = slot.target, let place = places[target] else { return false }
            return snapshot.objects[place].kind.isMutableData
        }
    }

    private func definitionsHeldByData() -> Set<ObjectSerial> {
        var held: Set<ObjectSerial> = []
        for object in snapshot.objects where object.kind.isContainer || object.kind == .cell {
            for slot in object.slots {
                guard let target = slot.target, let place = places[target] else { continue }
                if snapshot.objects[place].kind == .function { held.insert(target) }
            }
        }
        return held
    }

    /// Every object with a card that the shown names lead to.
    mutating func reachCards() {
        var seen: Set<ObjectSerial> = []
        for frame in frames {
            for name in frame.names {
                if let target = name.target { visit(target, depth: 0, seen: &seen) }
            }
        }
        var next = 0
        while next < cards.count {
            let depth = cards[next].depth
            for row in cards[next].rows {
                guard let target = cards[next].record.slots[row].target else { continue }
                visit(target, depth: depth + 1, seen: &seen)
            }
            next += 1
        }
    }

    private mutating func visit(
        _ serial: ObjectSerial, depth: Int, seen: inout Set<ObjectSerial>
    ) {
        guard cardSerials.contains(serial), let place = places[serial] else { return }
        if depth > 0, snapshot.objects[place].staysInline { return }
        if depth > 0, snapshot.objects[place].kind.isDefinition, !options.showsDefinitions,
            !held.contains(serial)
        {
            return
        }
        guard seen.insert(serial).inserted else { return }
        let isFull = cards.count >= options.comfortableCards
        let most = isFull ? options.minimumCompactRows : options.maximumRows
        let cost =
            PictureCost.card + min(snapshot.objects[place].slots.count, most) * PictureCost.row
        if cards.count >= options.maximumCards || bytes + cost > options.maximumBytes {
            omissions.objects += 1
            return
        }
        bytes += cost
        cards.append(
            GraphCard(
                record: snapshot.objects[place], state: .live, depth: depth, previous: nil,
                changes: CardChanges(), rows: SlotWindow(snapshot.objects[place], cap: rows).slots))
    }
}

extension ObjectKind {
    var isContainer: Bool {
        switch self {
        case .list, .tuple, .dict, .set, .instance: return true
        default: return false
        }
    }

    var isMutableData: Bool {
        switch self {
        case .list, .dict, .set, .instance, .cell: return true
        default: return false
        }
    }
}
