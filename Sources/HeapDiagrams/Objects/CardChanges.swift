import HeapTrace

/// What became of an object since the moment before: what its card's marks say.
struct CardChanges: Hashable {
    var isMade = false
    var isMutated = false
    /// The count before, when it is another now.
    var formerRefcount: Int?
    /// `getsizeof` before, when it is another now.
    var formerSize: Int?
    /// The object whose block it got, as "1000", empty if nothing is known of it; nil if its block held
    /// nothing drawn.
    var reusedFrom: String?
    /// Places in the record's `slots` that hold something else than before.
    var changedSlots: Set<Int> = []
    var freedBlockSize: Int?
    var isNextToBeReused = false
    var freeList: String?
    /// `__del__` ran, and whether it brought the object back.
    var isFinalised = false
    var isResurrected = false
    /// For a weak reference: what it led to until now.
    var lostReferent: String?
    /// For a freed object: the new one that has its block already, as "1000".
    var reusedBy: String?

    init() {}

    init(of card: GraphCard, events: EventIndex, former: [ObjectSerial: String]) {
        for event in events.events(of: card.record.serial) {
            switch event.kind {
            case .made:
                isMade = true
                if let serial = event.formerSerial {
                    reusedFrom = former[serial] ?? ""
                }
            case .freed, .collected:
                freedBlockSize = event.blockSize
                isNextToBeReused = event.isNextToBeReused
                freeList = event.freeList
                reusedBy = events.successor(of: event.serial).flatMap { former[$0] }
            case .mutated: isMutated = true
            case .finalised: isFinalised = true
            case .resurrected: isResurrected = true
            case .weakrefCleared: lostReferent = event.typeName
            case .resized, .refcountChanged: break
            }
        }
        if card.state == .live, let previous = card.previous {
            compare(card.record, with: previous)
        }
    }

    private mutating func compare(_ record: ObjectRecord, with previous: ObjectRecord) {
        isMade = false
        if record.refcount != previous.refcount, !record.isCached {
            formerRefcount = previous.refcount
        }
        if record.size != previous.size { formerSize = previous.size }
        if record.value != previous.value || record.slotCount != previous.slotCount {
            isMutated = isMutated || !record.kind.isDefinition
        }
        if record.slots == previous.slots { return }
        var before: [String: ObjectSlot] = [:]
        for slot in previous.slots { before[slot.label] = slot }
        for (index, slot) in record.slots.enumerated() {
            let old = before[slot.label]
            if old == nil || old?.target != slot.target { changedSlots.insert(index) }
        }
        isMutated = true
    }
}

/// A moment's events by the object they tell of.
struct EventIndex {
    private let events: [HeapEvent]
    private var places: [ObjectSerial: [Int]] = [:]
    private var successors: [ObjectSerial: ObjectSerial] = [:]

    init(_ events: [HeapEvent]) {
        self.events = events
        for (place, event) in events.enumerated() {
            places[event.serial, default: []].append(place)
            if event.kind == .made, let former = event.formerSerial {
                successors[former] = event.serial
            }
        }
    }

    /// The object made in the block of a freed one.
    func successor(of serial: ObjectSerial) -> ObjectSerial? { successors[serial] }

    func events(of serial: ObjectSerial) -> [HeapEvent] {
        guard let own = places[serial] else { return [] }
        return own.map { events[$0] }
    }
}
