import HeapTrace
import Testing

@testable import PythonRuntime

@Suite struct HeapRecorderTests {
    @Test func aBoundObjectIsMadeOnItsLine() throws {
        let main = try Namespace()
        let cell = try main.cell(
            { try main.assign("a", main.interpreter.makeInt(1000)) },
            { try main.assign("b", main.interpreter.makeInt(1000)) })
        #expect(cell.events.map(\.kind) == [.made, .made])
        #expect(cell.events.map(\.line) == [1, 2])
        #expect(cell.events.map(\.value) == ["1000", "1000"])
        #expect(cell.events.map(\.blockSize) == [32, 32])
        #expect(cell.snapshot.frames.map(\.name) == ["__main__"])
        #expect(cell.snapshot.frames[0].names.map(\.name) == ["a", "b"])
        #expect(cell.snapshot.objects.map(\.refcount) == [1, 1])
        #expect(cell.snapshot.objects.map(\.size) == [28, 28])
    }

    @Test func rebindingTheLastNameFreesTheObjectAndItsBlockIsNext() throws {
        let main = try Namespace()
        let first = try main.cell({ try main.assign("c", main.interpreter.makeInt(1000)) })
        let second = try main.cell({ try main.assign("c", main.interpreter.makeInt(600)) })
        let freed = try #require(second.events.first { $0.kind == .freed })
        #expect(freed.serial == first.snapshot.objects[0].serial)
        #expect(freed.value == "1000")
        #expect(freed.line == 1)
        #expect(freed.isNextToBeReused)
        #expect(freed.freeList == nil)
        let third = try main.cell({ try main.assign("d", main.interpreter.makeInt(700)) })
        let made = try #require(third.events.first { $0.kind == .made })
        #expect(made.formerSerial == freed.serial)
        #expect(made.address == freed.address)
        #expect(made.serial != freed.serial)
    }

    @Test func aFreedFloatGoesToItsFreeList() throws {
        let main = try Namespace()
        _ = try main.cell({ try main.assign("x", main.interpreter.makeFloat(1.5)) })
        let cell = try main.cell({ try main.delete("x") })
        #expect(cell.events.map(\.kind) == [.freed])
        #expect(cell.events[0].freeList == "float")
        #expect(cell.events[0].isNextToBeReused)
        #expect(cell.events[0].value == "1.5")
    }

    @Test func anAliasChangesTheRefcount() throws {
        let main = try Namespace()
        _ = try main.cell({ try main.assign("a", main.interpreter.makeInt(1000)) })
        let cell = try main.cell(
            {}, { try main.assign("c", main.value("a").owned()) })
        #expect(cell.events.map(\.kind) == [.refcountChanged])
        #expect(cell.events[0].line == 2)
        #expect(cell.events[0].oldCount == 1)
        #expect(cell.events[0].newCount == 2)
        let names = cell.snapshot.frames[0].names
        #expect(names[0].target == names[1].target)
    }

    @Test func appendingMutatesAndResizes() throws {
        let main = try Namespace()
        _ = try main.cell({ try main.assign("l", main.interpreter.makeList()) })
        let cell = try main.cell({
            let item = try main.interpreter.makeInt(1000)
            try main.interpreter.listAppend(main.value("l"), item.ref)
        })
        #expect(cell.events.map(\.kind) == [.made, .mutated, .resized])
        #expect(cell.events[2].oldCount == 0)
        #expect(cell.events[2].newCount == 32)
        let list = try #require(cell.snapshot.objects.first { $0.kind == .list })
        #expect(list.value == "[1000]")
        #expect(list.size == 56 + 32)
        #expect(list.slots.map(\.label) == ["0"])
        #expect(list.slots.map(\.value) == ["1000"])
    }

    @Test func temporariesAreOnlyCounted() throws {
        let main = try Namespace()
        let cell = try main.cell({
            for value in 0..<100 { _ = try main.interpreter.makeInt(1000 + value) }
        })
        #expect(cell.events.isEmpty)
        #expect(cell.temporaryObjectCount == 100)
    }

    @Test func aCollectedCycleIsToldApart() throws {
        let main = try Namespace()
        _ = try main.cell({
            try main.assign("l", main.interpreter.makeList())
            try main.interpreter.listAppend(main.value("l"), main.value("l"))
        })
        let lost = try main.cell({ try main.delete("l") })
        #expect(lost.snapshot.objects.isEmpty)
        let cell = try main.cell({ #expect(main.interpreter.collectGarbage() == 1) })
        #expect(cell.events.map(\.kind) == [.collected])
        #expect(cell.events[0].value == "[[...]]")
    }

    @Test func takingASnapshotDoesNotChangeTheHeap() throws {
        let main = try Namespace()
        _ = try main.cell(
            { try main.assign("a", main.interpreter.makeString("héllo \"you\"\n")) },
            { try main.assign("b", main.interpreter.makeDict()) },
            { try main.assign("c", main.interpreter.makeFloat(1e-7)) })
        let before = main.interpreter.allocatedBlockCount
        let counts = main.interpreter.collectorCounts
        let snapshot = main.recorder.snapshot()
        #expect(main.interpreter.allocatedBlockCount == before)
        #expect(main.interpreter.collectorCounts == counts)
        #expect(
            snapshot.objects.map(\.value) == ["'héllo \"you\"\\n'", "{}", "1e-07"])
    }

    @Test func theMapMarksTheBlocksOfNamedObjects() throws {
        let main = try Namespace()
        let cell = try main.cell({ try main.assign("a", main.interpreter.makeInt(1000)) })
        let map = try #require(cell.map)
        let marked = map.arenas.flatMap(\.pools).filter { !$0.namedBlocks.isEmpty }
        #expect(marked.count == 1)
        #expect(marked.first?.blockSize == 32)
        #expect(marked.first?.namedBlocks.values.map(\.self) == [cell.snapshot.objects[0].serial])
        #expect(map.regions.map(\.region) == MemoryRegion.allCases)
    }

    @Test func longContainersShowHeadAndTail() throws {
        let main = try Namespace()
        let interpreter = main.interpreter
        let list = try interpreter.makeList()
        let dict = try interpreter.makeDict()
        for number in 0..<1000 {
            let item = try interpreter.makeInt(1000 + number)
            try interpreter.listAppend(list.ref, item.ref)
            try interpreter.dictSet(dict.ref, item.ref, interpreter.none)
        }
        // Holes at the end, as removed keys leave them.
        for number in 900..<998 {
            let key = try interpreter.makeInt(1000 + number)
            #expect(try interpreter.dictRemove(dict.ref, key.ref))
        }
        try main.assign("l", list.ref.owned())
        try main.assign("d", dict.ref.owned())
        let cell = try main.cell({})
        for object in cell.snapshot.objects where object.kind == .list || object.kind == .dict {
            #expect(object.slots.count == 15)
            #expect(object.headSlotCount == 12)
            #expect(object.isValueCut)
            #expect(object.value.hasSuffix("…"))
        }
        let shown = cell.snapshot.objects.filter { $0.kind == .dict }.flatMap(\.slots)
        #expect(shown.map(\.label).suffix(3) == ["1899", "1998", "1999"])
        let items = cell.snapshot.objects.filter { $0.kind == .list }.flatMap(\.slots)
        #expect(items.map(\.label).suffix(3) == ["997", "998", "999"])
    }

    @Test func constantsOutOfSightAreNamedAsHolders() throws {
        let main = try Namespace()
        let interpreter = main.interpreter
        let hidden = try interpreter.makeList()
        try main.assign("a", interpreter.makeInt(1000))
        try interpreter.listAppend(hidden.ref, main.value("a"))
        let cell = try main.cell({})
        #expect(cell.snapshot.objects.map(\.otherHolders) == [["a list that isn't shown"]])
    }
}
