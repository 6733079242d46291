import HeapTrace
import Testing

@testable import HeapDiagrams

/// What a newcomer must be able to read off the pictures of the note on memory management.
@Suite struct StoryTests {
    private let moments = SampleHeap.memoryNote
    private let diagram = ObjectsDiagram(moments: SampleHeap.memoryNote)

    private func rows(_ cell: Int) -> [DiagramTable.ObjectRow] {
        diagram.table(at: cell - 1).objects
    }

    private func row(of name: String, cell: Int) throws -> DiagramTable.ObjectRow {
        try #require(rows(cell).first { $0.names.contains(name) })
    }

    @Test func equalNumbersOfTwoCellsAreTwoObjects() throws {
        let a = try row(of: "a", cell: 3)
        let b = try row(of: "b", cell: 3)
        #expect(a.value == b.value)
        #expect(a.serial != b.serial && a.address != b.address)
        #expect(b.state == .new && a.state == .unchanged)
    }

    @Test func anAssignmentOfANameSharesTheCard() throws {
        let shared = try row(of: "c", cell: 8)
        #expect(shared.names == ["a", "c"])
        #expect(shared.references == 2 && shared.formerReferences == 1)
        #expect(cardTexts(shared, cell: 8).contains("refs 1 → 2"))
    }

    @Test func rebindingLeavesTheOldObjectToTheOtherName() throws {
        let old = try row(of: "c", cell: 8)
        let kept = try row(of: "c", cell: 11)
        #expect(kept.serial == old.serial && kept.names == ["c"])
        #expect(cardTexts(kept, cell: 11).contains("refs 2 → 1"))
        #expect(try row(of: "a", cell: 11).state == .new)
    }

    @Test func theLastReferenceGoneLeavesAGhostForOneCell() throws {
        let old = try row(of: "c", cell: 14)
        let ghost = try #require(rows(15).first { $0.serial == old.serial })
        #expect(ghost.state == .freed && ghost.names.isEmpty)
        #expect(ghost.notes == ["its block is the next to be reused"])
        let texts = cardTexts(ghost, cell: 15)
        #expect(texts.contains("freed") && texts.contains("refs 1 → 0"))
        #expect(texts.contains("next 32-byte block to be reused"))
        let drawn = try #require(group(ghost.serial, cell: 15))
        #expect(drawn.isGhost)
        #expect(!rows(16).contains { $0.serial == old.serial })
    }

    @Test func aReusedBlockSaysWhoseItWas() throws {
        let next = try row(of: "d", cell: 18)
        let ghost = try #require(rows(15).first { $0.state == .freed })
        #expect(next.address == ghost.address && next.serial != ghost.serial)
        #expect(next.notes == ["block reused (was 1000)"])
        #expect(cardTexts(next, cell: 18).contains("block reused (was 1000)"))
    }

    @Test func aBindingThatWasReplacedIsADashedArrow() {
        let arrows = diagram.scene(at: 14).groups.filter {
            if case .arrow(_, _, isFormer: true) = $0.key { return true }
            return false
        }
        #expect(arrows.count == 1)
        guard case .curve(_, let style)? = arrows.first?.shapes.first else {
            Issue.record("no curve")
            return
        }
        #expect(style == .arrowFormer)
    }

    @Test func everyMarkHasASignThatIsNoColour() throws {
        let marks = ObjectsDiagram(moments: GeneratedCorpus.marks)
        let icons = marks.scene(at: 1).groups.flatMap(\.shapes).compactMap { shape -> Icon? in
            if case .icon(let icon, _, _) = shape { return icon }
            return nil
        }
        for icon in [Icon.pin, .link, .pencil, .cross, .next] {
            #expect(icons.contains(icon), "\(icon)")
        }
        let words = marks.scene(at: 1).groups.flatMap(\.texts)
        for text in ["cached", "interned", "changed", "freed", "refs 3 → 0", "80 → 120 B"] {
            #expect(words.contains(text), "\(text)")
        }
    }

    @Test func onlyTheNamesAskedForAreRoots() {
        var options = DiagramOptions()
        options.names = ["b", "nothing"]
        let restricted = ObjectsDiagram(moments: moments, options: options)
        let table = restricted.table(at: 7)
        #expect(table.objects.map(\.names) == [["b"]])
        #expect(table.references.map(\.source) == ["b"])
    }

    @Test func functionsAreHiddenAndCountedUnlessAskedFor() {
        let hidden = ObjectsDiagram(moments: GeneratedCorpus.marks)
        #expect(!hidden.table(at: 0).objects.contains { $0.typeName == "function" })
        #expect(hidden.table(at: 0).omitted == "Not drawn: 1 function, class or module.")
        var options = DiagramOptions()
        options.showsDefinitions = true
        let shown = ObjectsDiagram(moments: GeneratedCorpus.marks, options: options)
        #expect(shown.table(at: 0).objects.contains { $0.typeName == "function" })
    }

    @Test func aBlockReusedWithinTheCellIsSaidOnTheGhostToo() throws {
        var heap = SampleHeap()
        heap.bind("x", heap.int(1))
        heap.cell()
        heap.unbind("x")
        heap.bind("y", heap.int(2))
        heap.cell()
        var moments = heap.moments
        let made = try #require(moments[1].events.firstIndex { $0.kind == .made })
        moments[1].events[made].formerSerial = ObjectSerial(1)
        let table = ObjectsDiagram(moments: moments).table(at: 1)
        #expect(table.objects.map(\.state) == [.new, .freed])
        #expect(table.objects[0].notes == ["block reused (was 1)"])
        #expect(table.objects[1].notes.first == "its block is reused by the new 2")
    }

    @Test func aKeyThatHasACardSaysThatItIsOne() {
        var heap = SampleHeap()
        let key = heap.int(1000)
        let table = heap.mapping("dict", [("1000", heap.int(1))])
        heap.edit(table) { $0.slots[0].key = key }
        heap.bind("key", key)
        heap.bind("table", table)
        heap.cell()
        let scene = ObjectsDiagram(moments: heap.moments).scene(at: 0)
        let card = scene.groups.first { $0.key == .card(key.rawValue) }
        #expect(card?.texts.contains("a key in a dict") == true)
    }

    @Test func anAddressIsNotSaidTwice() {
        var heap = SampleHeap()
        let iterator = heap.make(.iterator, "zip", "<zip object at 0x7f5c2e010450>")
        heap.bind("pairs", iterator)
        heap.cell()
        let scene = ObjectsDiagram(moments: heap.moments).scene(at: 0)
        let texts = scene.groups.flatMap(\.texts)
        #expect(texts.contains("zip") && texts.contains("0x7f5c2e010450"))
        #expect(!texts.contains { $0.hasPrefix("<") })
        #expect(Headline.short("<function counter.<locals>.step at 0x7f0…") == "step")
        #expect(Headline.short("<weakref at 0x10; to 'Image' at 0x20>") == "to Image")
        #expect(Headline.short("<class '__main__.Point'>") == "Point")
        #expect(Headline.short("'<plain text>'") == "'<plain text>'")
    }

    @Test func whatAFoldedRowLeadsToIsNotDrawn() {
        var heap = SampleHeap()
        let items = (0..<60).map { heap.sequence([heap.int($0 + 1000)]) }
        let all = heap.sequence(items)
        heap.bind("all", all)
        heap.cell()
        let diagram = ObjectsDiagram(moments: heap.moments)
        let moment = diagram.graph.moments[0]
        let held = Set(moment.arrows.map(\.target))
        #expect(moment.cards.count > 3 && moment.cards.count < 60)
        for card in moment.cards { #expect(held.contains(card.record.serial)) }
        let drawn = diagram.scene(at: 0).groups.filter { group in
            if case .arrow = group.key { return true }
            return false
        }
        #expect(drawn.count == moment.arrows.count)
    }

    @Test func aFormerOwnerIsNamedWithoutAddresses() throws {
        var heap = SampleHeap()
        let call = heap.make(.function, "function", "<function f at 0x7f00>", size: 152, block: 160)
        heap.bind("f", call)
        heap.cell()
        heap.unbind("f")
        heap.cell()
        heap.bind("x", heap.make(.int, "int", "1000", size: 28, block: 160))
        heap.cell()
        let svg = ObjectsDiagram(moments: heap.moments).svg(at: 2, prefix: "p")
        #expect(!svg.contains("0x7f00)"))
    }

    @Test func whatTheCapsLeaveOutIsSaid() {
        var options = DiagramOptions()
        options.maximumNames = 5
        options.maximumArrows = 3
        let capped = ObjectsDiagram(moments: moments, options: options)
        #expect(capped.table(at: 17).omitted == "Not drawn: 1 name, 2 arrows.")
        #expect(
            capped.scene(at: 17).groups.flatMap(\.texts).contains("Not drawn: 1 name, 2 arrows."))
        let long = ObjectsDiagram(moments: GeneratedCorpus.longList)
        #expect(long.scene(at: 0).groups.flatMap(\.texts).contains("9993 more"))
    }

    @Test func neighbouringMomentsThatLookTheSameAreOneElement() {
        let scenes = moments.indices.map { diagram.scene(at: $0) }
        let merged = Scene.merged(scenes)
        let all = scenes.reduce(0) { $0 + $1.groups.count }
        #expect(merged.count < all / 2)
        for (index, scene) in scenes.enumerated() {
            let shown = merged.filter { $0.interval.contains(index) }
            #expect(shown.count == scene.groups.count)
            #expect(Set(shown.map(\.key)) == Set(scene.groups.map(\.key)))
        }
    }

    private func group(_ serial: ObjectSerial, cell: Int) -> SceneGroup? {
        diagram.scene(at: cell - 1).groups.first { $0.key == .card(serial.rawValue) }
    }

    private func cardTexts(_ row: DiagramTable.ObjectRow, cell: Int) -> [String] {
        group(row.serial, cell: cell)?.texts ?? []
    }
}

extension SceneGroup {
    /// The words on a group, in the order in which they are written.
    var texts: [String] {
        shapes.compactMap { shape in
            if case .text(let text, _, _, _, _) = shape { return text }
            return nil
        }
    }
}
