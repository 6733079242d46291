import HeapTrace
import NoteRenderer
import Testing

/// A little memory to tell stories of.
private struct Memory {
    var names: [(String, Int)] = []
    var objects: [Int: ObjectRecord] = [:]

    mutating func make(
        _ serial: Int, _ value: String, kind: ObjectKind = .int, type: String = "int",
        refs: Int = 1,
        at address: UInt64? = nil, isCached: Bool = false
    ) {
        objects[serial] = ObjectRecord(
            serial: ObjectSerial(serial), address: address ?? UInt64(0x1000 + serial * 32),
            region: .arenas, size: 28, blockSize: 32, blockAddress: 0, refcount: refs,
            typeName: type,
            kind: kind, value: value, isCached: isCached)
    }

    func run(_ events: [HeapEvent] = []) -> CellRun {
        let bindings = names.map { NameBinding(name: $0.0, target: ObjectSerial($0.1)) }
        return CellRun(
            status: .ok, events: events,
            snapshot: HeapSnapshot(
                frames: [FrameRecord(name: "__main__", names: bindings)],
                objects: objects.values.sorted { $0.serial < $1.serial }))
    }
}

private func event(
    _ kind: HeapEvent.Kind, _ serial: Int, _ value: String, next: Bool = false, former: Int? = nil,
    freeList: String? = nil
) -> HeapEvent {
    HeapEvent(
        kind: kind, serial: ObjectSerial(serial), line: 1, typeName: "int", value: value,
        address: UInt64(0x1000 + serial * 32), blockSize: 32,
        formerSerial: former.map { ObjectSerial($0) }, isNextToBeReused: next, freeList: freeList)
}

@Suite struct MemoryStoryTests {
    @Test func aNewObjectIsNamed() {
        var memory = Memory()
        memory.make(1, "1000")
        memory.names = [("a", 1)]
        var teller = MemoryStoryteller()
        let story = teller.tell(memory.run([event(.made, 1, "1000")]))
        #expect(story.plainText == "a names a new int 1000 at 0x1020.")
        #expect(story.rows.map(\.change) == ["new"])
        #expect(teller.tell(memory.run()).sentences.isEmpty)
    }

    @Test func numbersThatAreAddressesAreExplained() {
        var memory = Memory()
        memory.make(1, "1000", refs: 2, at: 0x7f00_0001_0fb0)
        memory.names = [("a", 1), ("c", 1)]
        var teller = MemoryStoryteller()
        var run = memory.run([event(.made, 1, "1000")])
        run.output = [
            OutputChunk(stream: .standardOutput, text: "139637976797104\n12\n139637976797104\n")
        ]
        let first = teller.tell(run)
        #expect(first.plainText.hasSuffix(" 139637976797104 is 0x7f0000010fb0 in decimal."))
        #expect(!first.isUnchanged)
        run = memory.run()
        run.echo = "139637976797104"
        let second = teller.tell(run)
        #expect(
            second.plainText
                == "139637976797104 is 0x7f0000010fb0 in decimal, the address of the int 1000 that a and c name."
        )
        #expect(second.isUnchanged)
    }

    @Test func equalIsNotTheSame() {
        var memory = Memory()
        memory.make(1, "1000")
        memory.make(2, "1000")
        memory.names = [("a", 1), ("b", 2)]
        var teller = MemoryStoryteller()
        #expect(
            teller.tell(memory.run()).plainText
                == "a names a new int 1000 at 0x1020. b names a new int 1000 at 0x1040: equal to a’s, but another object."
        )
    }

    @Test func sharingTellsTheReferences() {
        var memory = Memory()
        memory.make(1, "1000")
        memory.names = [("a", 1)]
        var teller = MemoryStoryteller()
        _ = teller.tell(memory.run())
        memory.make(1, "1000", refs: 2)
        memory.names.append(("c", 1))
        #expect(
            teller.tell(memory.run()).plainText
                == "c names the object that a names, the int 1000 at 0x1020; its references went from 1 to 2."
        )
    }

    @Test func theLastReferenceFrees() {
        var memory = Memory()
        memory.make(1, "1000")
        memory.names = [("c", 1)]
        var teller = MemoryStoryteller()
        _ = teller.tell(memory.run())
        memory.objects[1] = nil
        memory.make(2, "600")
        memory.names = [("c", 2)]
        #expect(
            teller.tell(memory.run([event(.made, 2, "600"), event(.freed, 1, "1000", next: true)]))
                .plainText
                == "c now names a new int 600 at 0x1040. The int 1000 at 0x1020 lost its last reference and was freed; its 32-byte block is the next to be reused."
        )
        memory.make(3, "700", at: 0x1020)
        memory.names.append(("d", 3))
        #expect(
            teller.tell(memory.run([event(.made, 3, "700", former: 1)])).plainText
                == "d names a new int 700 at 0x1020, in the block of the freed 1000.")
    }

    @Test func aLostReferenceIsNoFree() {
        var memory = Memory()
        memory.make(1, "1000", refs: 2)
        memory.names = [("a", 1), ("c", 1)]
        var teller = MemoryStoryteller()
        _ = teller.tell(memory.run())
        memory.make(1, "1000", refs: 1)
        memory.names = [("c", 1)]
        #expect(
            teller.tell(memory.run()).plainText
                == "a no longer names anything. The int 1000 at 0x1020 lost a reference (2 → 1) and is still held by c."
        )
    }

    @Test func twoFreesAreOneSentence() {
        var memory = Memory()
        memory.make(1, "1")
        memory.make(2, "2")
        memory.names = [("x", 1), ("y", 2)]
        var teller = MemoryStoryteller()
        _ = teller.tell(memory.run())
        memory = Memory()
        #expect(
            teller.tell(memory.run([event(.freed, 1, "1"), event(.freed, 2, "2", next: true)]))
                .plainText
                == "x and y no longer name anything. The ints 1 at 0x1020 and 2 at 0x1040 lost their last references and were freed; the 32-byte block of the last is the next to be reused."
        )
    }

    @Test func cachedObjectsAreShared() {
        var memory = Memory()
        memory.make(1, "5", refs: 900, isCached: true)
        memory.names = [("n", 1)]
        var teller = MemoryStoryteller()
        #expect(
            teller.tell(memory.run()).plainText
                == "n names the int 5, of which Python keeps one for all.")
    }

    @Test func freeListsAreNamed() {
        var memory = Memory()
        memory.make(1, "1.5", kind: .float, type: "float")
        memory.names = [("f", 1)]
        var teller = MemoryStoryteller()
        _ = teller.tell(memory.run())
        memory = Memory()
        #expect(
            teller.tell(memory.run([event(.freed, 1, "1.5", freeList: "float")])).plainText
                .hasSuffix(
                    "lost its last reference and was freed; the free list of floats keeps its memory."
                ))
    }

    @Test func manyChangesAreCounted() {
        var memory = Memory()
        for serial in 1...20 {
            memory.make(serial, "\(serial + 1000)")
            memory.names.append(("n\(serial)", serial))
        }
        var teller = MemoryStoryteller()
        let story = teller.tell(memory.run())
        #expect(story.sentences.count == 7)
        #expect(story.plainText.hasSuffix("The table tells of 14 more changes."))
        #expect(story.rows.count == 20)
    }
}
