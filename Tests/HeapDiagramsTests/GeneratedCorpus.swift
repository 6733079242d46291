import HeapDiagrams
import HeapTrace

/// Notes made by a seeded generator: the shapes that layouts break on.
enum GeneratedCorpus {
    /// A small deterministic generator, so that a failure can be had again by its seed.
    struct Dice: RandomNumberGenerator {
        private var state: UInt64
        init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    static let all: [(String, [DiagramMoment])] = {
        var notes: [(String, [DiagramMoment])] = [
            ("empty", empty), ("sixty names", manyNames(60)), ("long list", longList),
            ("nested dicts", nestedDicts), ("cycle", cycle), ("self reference", selfReference),
            ("unicode", unicode), ("huge strings", hugeStrings), ("call stack", callStack),
            ("cut record", cutRecord), ("marks", marks), ("fan in", fanIn),
            ("linked list", linkedList), ("big graph", bigGraph),
        ]
        for seed in 1...24 { notes.append(("random \(seed)", random(seed: seed))) }
        return notes
    }()

    static var empty: [DiagramMoment] {
        [
            DiagramMoment(title: "", snapshot: HeapSnapshot(frames: [], objects: [])),
            DiagramMoment(
                title: "x",
                snapshot: HeapSnapshot(
                    frames: [FrameRecord(name: "__main__", names: [])], objects: [])),
            DiagramMoment(
                title: "dangling",
                snapshot: HeapSnapshot(
                    frames: [
                        FrameRecord(
                            name: "f",
                            names: [
                                NameBinding(name: "unbound", target: nil),
                                NameBinding(name: "gone", target: ObjectSerial(99)),
                            ])
                    ], objects: [], omittedObjectCount: 7)),
        ]
    }

    static func manyNames(_ count: Int) -> [DiagramMoment] {
        var heap = SampleHeap()
        for number in 0..<count {
            heap.bind("name\(number)", heap.int(number * 1000))
            if number % 7 == 0 { heap.cell() }
        }
        heap.cell()
        for number in stride(from: 0, to: count, by: 3) { heap.unbind("name\(number)") }
        heap.cell()
        heap.cell()
        return heap.moments
    }

    static var longList: [DiagramMoment] {
        var heap = SampleHeap()
        let items = (0..<10_000).map { heap.int($0) }
        heap.bind("numbers", heap.sequence(items))
        heap.bind("pairs", heap.sequence((0..<50).map { n in heap.sequence([items[n]]) }))
        heap.cell()
        heap.unbind("numbers")
        heap.cell()
        return heap.moments
    }

    static var nestedDicts: [DiagramMoment] {
        var heap = SampleHeap()
        var inner = heap.mapping("dict", [("'leaf'", heap.int(1))])
        for depth in 0..<8 {
            inner = heap.mapping(
                "dict", [("'level'", heap.int(depth)), ("'deeper'", inner), ("'again'", inner)])
        }
        heap.bind("tree", inner)
        heap.cell()
        heap.bind("also", inner)
        heap.cell()
        return heap.moments
    }

    static var cycle: [DiagramMoment] {
        var heap = SampleHeap()
        let nodes = (0..<5).map { heap.mapping("Node", [("value", heap.int($0))]) }
        for index in nodes.indices {
            heap.setSlot(nodes[index], "next", to: nodes[(index + 1) % 5])
        }
        heap.bind("head", nodes[0])
        heap.cell()
        heap.bind("middle", nodes[2])
        heap.setSlot(nodes[4], "up", to: nodes[1])
        heap.setSlot(nodes[3], "up", to: nodes[0])
        heap.cell()
        heap.unbind("head")
        heap.cell()
        return heap.moments
    }

    static var selfReference: [DiagramMoment] {
        var heap = SampleHeap()
        let loop = heap.sequence([])
        for index in 0..<4 { heap.setSlot(loop, String(index), to: loop) }
        heap.bind("loop", loop)
        heap.bind("same", loop)
        heap.cell()
        return heap.moments
    }

    static var unicode: [DiagramMoment] {
        var heap = SampleHeap()
        heap.bind("größe", heap.string("naïve café"))
        heap.bind("变量名字很长很长很长很长很长很长", heap.string("漢字かな交じり文" + String(repeating: "字", count: 90)))
        heap.bind("имя", heap.string("👩‍👩‍👧‍👦🇩🇪 e\u{301}\u{327}"))
        heap.bind("_", heap.string("<b>&amp;\"quotes\"</b>\u{1}\u{FFFE}\u{FFFF}\u{7F}\t\u{202E}"))
        heap.bind(
            "عربي",
            heap.mapping("dict", [("'ключ <&>'", heap.string("שלום")), ("'鍵'", heap.int(1))]))
        heap.cell("<Unicode & \"escapes\">")
        return heap.moments
    }

    static var hugeStrings: [DiagramMoment] {
        var heap = SampleHeap()
        let text = heap.string(String(repeating: "lorem ipsum ", count: 5000))
        heap.bind(String(repeating: "long_name_", count: 200), text)
        heap.bind(
            "d", heap.mapping("dict", [(String(repeating: "k", count: 9000), text), ("'b'", text)]))
        heap.bind("n", heap.make(.int, "int", String(repeating: "9", count: 4000)))
        heap.edit(text) { record in
            record.otherHolders = (0..<9).map {
                "constants of the code of cell \($0) " + String(repeating: "x", count: 400)
            }
        }
        heap.bind(
            "odd", heap.make(.instance, String(repeating: "Type", count: 90), "<…>", size: .max))
        heap.cell(String(repeating: "title ", count: 100))
        return heap.moments
    }

    static var callStack: [DiagramMoment] {
        var heap = SampleHeap()
        let data = heap.sequence([heap.int(7), heap.int(8)])
        heap.bind("data", data)
        heap.cell()
        for depth in [1, 2, 3, 2, 1, 0] {
            var frames: [FrameRecord] = []
            for level in 0..<depth {
                frames.append(
                    FrameRecord(
                        name: "walk", line: 3 + level,
                        names: [
                            NameBinding(name: "items", target: data),
                            NameBinding(name: "result", target: nil),
                        ]))
            }
            heap.cell("step", frames: frames)
        }
        return heap.moments
    }

    /// A list whose middle the recorder left out, with targets that aren't in the snapshot.
    static var cutRecord: [DiagramMoment] {
        var heap = SampleHeap()
        let list = heap.sequence((0..<12).map { heap.sequence([heap.int($0)]) })
        heap.bind("big", list)
        heap.edit(list) { record in
            record.slotCount = 100_000
            record.headSlotCount = 8
            for index in 8..<12 { record.slots[index].target = ObjectSerial(50_000 + index) }
        }
        heap.cell()
        heap.edit(list) { record in
            record.headSlotCount = -5
            record.slotCount = 2
        }
        heap.cell()
        return heap.moments
    }

    /// Every mark a card can bear.
    static var marks: [DiagramMoment] {
        var heap = SampleHeap()
        let cached = heap.int(5)
        heap.edit(cached) { record in
            record.isCached = true
            record.refcount = 1_000_000_123
        }
        let word = heap.string("spam")
        heap.edit(word) { $0.isInterned = true }
        let list = heap.sequence([cached, word, heap.int(1000)])
        heap.bind("i", cached)
        heap.bind("s", word)
        heap.bind("l", list)
        heap.bind(
            "k",
            heap.int(
                2000,
                holders: ["constants of the code of cell 1", "constants of the code of cell 1"]))
        heap.bind("f", heap.make(.function, "function", "<function f>"))
        heap.cell()
        heap.setSlot(list, "3", to: heap.int(9))
        heap.edit(list) { $0.size = 120 }
        heap.unbind("k")
        heap.cell()
        return heap.moments
    }

    /// Thirty names and thirty slots for one object.
    static var fanIn: [DiagramMoment] {
        var heap = SampleHeap()
        let target = heap.sequence([])
        for number in 0..<30 { heap.bind("n\(number)", target) }
        heap.bind("all", heap.sequence((0..<30).map { _ in target }))
        heap.bind("dict", heap.mapping("dict", (0..<13).map { ("\($0)", target) }))
        heap.cell()
        return heap.moments
    }

    /// A chain far longer than there are columns, growing at its end.
    static var linkedList: [DiagramMoment] {
        var heap = SampleHeap()
        var last = heap.mapping("Node", [("value", heap.int(0))])
        heap.bind("head", last)
        for number in 1..<14 {
            let node = heap.mapping("Node", [("value", heap.int(number))])
            heap.setSlot(last, "next", to: node)
            last = node
            if number % 4 == 0 { heap.cell() }
        }
        heap.bind("tail", last)
        heap.cell()
        return heap.moments
    }

    /// More than one picture can hold.
    static var bigGraph: [DiagramMoment] {
        var heap = SampleHeap()
        let rows = (0..<60).map { row in
            heap.sequence((0..<20).map { heap.sequence([heap.int(row * 20 + $0)]) })
        }
        heap.bind("grid", heap.sequence(rows))
        for (number, row) in rows.enumerated() { heap.bind("row\(number)", row) }
        heap.cell()
        return heap.moments
    }

    /// Containers that refer to one another at random, changed over several cells.
    static func random(seed: Int) -> [DiagramMoment] {
        var dice = Dice(seed: seed)
        var heap = SampleHeap()
        var pool: [ObjectSerial] = []
        for _ in 0..<Int.random(in: 3...10, using: &dice) {
            for _ in 0..<Int.random(in: 1...5, using: &dice) {
                pool.append(thing(from: pool, heap: &heap, dice: &dice))
            }
            for _ in 0..<Int.random(in: 1...4, using: &dice) {
                let name = "v\(Int.random(in: 0..<12, using: &dice))"
                if Int.random(in: 0..<6, using: &dice) == 0 {
                    heap.unbind(name)
                } else {
                    heap.bind(name, pool.randomElement(using: &dice))
                }
            }
            let isChanging = Bool.random(using: &dice)
            if isChanging, let holder = pool.randomElement(using: &dice),
                heap.objects[holder]?.kind == .list, let item = pool.randomElement(using: &dice)
            {
                heap.setSlot(holder, String(Int.random(in: 0..<4, using: &dice)), to: item)
            }
            heap.cell()
            pool.removeAll { heap.objects[$0] == nil }
        }
        return heap.moments
    }

    private static func thing(
        from pool: [ObjectSerial], heap: inout SampleHeap, dice: inout Dice
    ) -> ObjectSerial {
        let count = Int.random(in: 0...5, using: &dice)
        let items = (0..<count).compactMap { _ in pool.randomElement(using: &dice) }
        switch Int.random(in: 0..<6, using: &dice) {
        case 0: return heap.int(Int.random(in: 0..<100_000, using: &dice))
        case 1:
            let length = Int.random(in: 0..<50, using: &dice)
            return heap.string(String(repeating: "ab ", count: length))
        case 2: return heap.sequence(items, kind: .tuple)
        case 3: return heap.sequence(items, kind: .set, labelled: false)
        case 4:
            let keyed = items.enumerated().map { ("'key\($0.offset)'", $0.element) }
            return heap.mapping("dict", keyed)
        default: return heap.sequence(items)
        }
    }
}
