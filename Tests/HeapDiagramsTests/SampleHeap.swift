import HeapDiagrams
import HeapTrace

/// A model of a little memory to make traces from: names, objects, reference counts and reuse of
/// blocks.
///
/// It knows nothing of Python; a test says what is made and bound, and each `cell` gives a moment
/// with the events that follow from it.
struct SampleHeap {
    private(set) var objects: [ObjectSerial: ObjectRecord] = [:]
    private(set) var moments: [DiagramMoment] = []
    private(set) var names: [(name: String, target: ObjectSerial?)] = []
    private var nextSerial = 1
    private var nextAddress: UInt64 = 0x7f5c_2e01_0450
    private var freeBlocks: [Int: [(address: UInt64, serial: ObjectSerial)]] = [:]
    private var events: [HeapEvent] = []
    /// The place in `events` of the last free of each block size.
    private var lastFreed: [Int: Int] = [:]

    mutating func make(
        _ kind: ObjectKind, _ type: String, _ value: String, size: Int = 28, block: Int = 32,
        slots: [ObjectSlot] = [], holders: [String] = []
    ) -> ObjectSerial {
        let serial = ObjectSerial(nextSerial)
        nextSerial += 1
        let reused = freeBlocks[block]?.popLast()
        let address = reused?.address ?? nextAddress
        if reused == nil { nextAddress += UInt64(block) }
        objects[serial] = ObjectRecord(
            serial: serial, address: address, region: .arenas, size: size, blockSize: block,
            blockAddress: address, refcount: 0, typeName: type, kind: kind, value: value,
            slots: slots, slotCount: slots.count, headSlotCount: slots.count,
            otherHolders: holders)
        events.append(
            HeapEvent(
                kind: .made, serial: serial, line: 1, typeName: type, value: value,
                address: address, blockSize: block, formerSerial: reused?.serial))
        return serial
    }

    mutating func int(_ value: Int, holders: [String] = []) -> ObjectSerial {
        make(.int, "int", String(value), holders: holders)
    }

    mutating func string(_ value: String) -> ObjectSerial {
        make(.str, "str", "'" + value + "'", size: 49 + value.utf8.count, block: 64)
    }

    /// A list, tuple or set of objects already made.
    mutating func sequence(
        _ items: [ObjectSerial?], kind: ObjectKind = .list, labelled: Bool = true
    ) -> ObjectSerial {
        let slots = items.enumerated().map { index, item in
            ObjectSlot(
                label: labelled ? String(index) : "", target: item,
                value: item.flatMap { objects[$0]?.value } ?? "")
        }
        return make(
            kind, kind.rawValue, "[…]", size: 56 + 8 * items.count, block: 64, slots: slots)
    }

    mutating func mapping(
        _ type: String, _ items: [(String, ObjectSerial)]
    ) -> ObjectSerial {
        let slots = items.map { key, item in
            ObjectSlot(label: key, target: item, value: objects[item]?.value ?? "")
        }
        let kind: ObjectKind = type == "dict" ? .dict : .instance
        return make(kind, type, "{…}", size: 184, block: 192, slots: slots)
    }

    mutating func edit(_ serial: ObjectSerial, _ change: (inout ObjectRecord) -> Void) {
        if var record = objects[serial] {
            change(&record)
            objects[serial] = record
        }
    }

    mutating func setSlot(_ serial: ObjectSerial, _ label: String, to target: ObjectSerial) {
        let value = objects[target]?.value ?? ""
        edit(serial) { record in
            let slot = ObjectSlot(label: label, target: target, value: value)
            if let place = record.slots.firstIndex(where: { $0.label == label }) {
                record.slots[place] = slot
            } else {
                record.slots.append(slot)
                record.slotCount += 1
                record.headSlotCount += 1
            }
        }
    }

    mutating func bind(_ name: String, _ target: ObjectSerial?) {
        if let place = names.firstIndex(where: { $0.name == name }) {
            names[place].target = target
        } else {
            names.append((name, target))
        }
    }

    mutating func unbind(_ name: String) { names.removeAll { $0.name == name } }

    /// Ends the cell: counts references, frees what has none left, and keeps the moment.
    mutating func cell(_ title: String = "", frames: [FrameRecord] = []) {
        var reachable: Set<ObjectSerial> = []
        var counts: [ObjectSerial: Int] = [:]
        let roots =
            names.compactMap(\.target) + frames.flatMap { $0.names.compactMap(\.target) }
        var pending: [ObjectSerial] = []
        func hold(_ serial: ObjectSerial) {
            counts[serial, default: 0] += 1
            if reachable.insert(serial).inserted { pending.append(serial) }
        }
        roots.forEach { hold($0) }
        while let serial = pending.popLast() {
            objects[serial]?.slots.forEach { slot in slot.target.map { hold($0) } }
        }
        for serial in objects.keys.sorted() where !reachable.contains(serial) { free(serial) }
        for serial in reachable {
            edit(serial) { record in
                if !record.isCached {
                    record.refcount = (counts[serial] ?? 0) + record.otherHolders.count
                }
            }
        }
        let main = FrameRecord(
            name: "__main__", names: names.map { NameBinding(name: $0.name, target: $0.target) })
        let snapshot = HeapSnapshot(
            frames: [main] + frames,
            objects: objects.values.sorted { $0.serial < $1.serial })
        let number = moments.count + 1
        moments.append(
            DiagramMoment(
                title: title.isEmpty ? "Heap after cell \(number)" : title, snapshot: snapshot,
                events: events))
        events = []
        lastFreed = [:]
    }

    private mutating func free(_ serial: ObjectSerial) {
        guard let record = objects.removeValue(forKey: serial) else { return }
        if let last = lastFreed[record.blockSize], events.indices.contains(last) {
            events[last].isNextToBeReused = false
        }
        lastFreed[record.blockSize] = events.count
        events.append(
            HeapEvent(
                kind: .freed, serial: serial, line: 1, typeName: record.typeName,
                value: record.value, address: record.address, blockSize: record.blockSize,
                isNextToBeReused: true))
        freeBlocks[record.blockSize, default: []].append((record.address, serial))
    }
}

extension SampleHeap {
    /// The seventeen cells of the note on memory management, as far as names and objects go.
    static var memoryNote: [DiagramMoment] {
        var heap = SampleHeap()
        let a = heap.int(1000)
        heap.bind("a", a)
        heap.cell()
        heap.cell()
        heap.bind("b", heap.int(1000))
        heap.cell()
        heap.cell()
        for _ in 0..<3 {
            heap.bind("x", heap.int(1000))
            heap.bind("y", heap.int(1000))
            heap.cell()
        }
        heap.bind("c", a)
        heap.cell()
        heap.cell()
        heap.cell()
        heap.bind("a", heap.int(500))
        heap.cell()
        for _ in 0..<3 { heap.cell() }
        heap.bind("c", heap.int(600))
        heap.cell()
        heap.cell()
        heap.cell()
        heap.bind("d", heap.int(700))
        heap.cell()
        return heap.moments
    }

    /// Lists in lists, sharing, a cycle, a dict, an instance, a freed container.
    static var structures: [DiagramMoment] {
        var heap = SampleHeap()
        let row = heap.sequence([heap.int(1), heap.int(2), heap.int(3)])
        heap.bind("row", row)
        heap.cell()
        let big = heap.int(123_456_789)
        let matrix = heap.sequence([row, row, big, big])
        heap.bind("matrix", matrix)
        heap.bind("n", big)
        heap.cell()
        let person = heap.mapping(
            "Person",
            [("name", heap.string("Ada")), ("friends", heap.sequence([])), ("age", heap.int(36))])
        let table = heap.mapping(
            "dict",
            [
                ("'ada'", person), ("'rows'", matrix),
                ("'pi'", heap.make(.float, "float", "3.14159", size: 24)),
            ])
        heap.bind("table", table)
        heap.cell()
        heap.bind("inner", heap.objects[person]?.slots[1].target)
        heap.setSlot(row, "0", to: heap.int(99))
        heap.setSlot(row, "3", to: heap.int(4))
        heap.setSlot(person, "self", to: person)
        heap.setSlot(person, "world", to: table)
        heap.cell()
        heap.unbind("n")
        heap.unbind("matrix")
        heap.setSlot(table, "'rows'", to: row)
        heap.cell()
        return heap.moments
    }
}
