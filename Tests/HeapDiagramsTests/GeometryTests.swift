import HeapTrace
import Testing

@testable import HeapDiagrams

@Suite struct GeometryTests {
    @Test func noCardIsOverlappedOrCrossedInTheSamples() {
        for (name, moments) in Samples.all { expectSound(moments, name) }
    }

    @Test func theChecksFindWhatIsWrong() {
        func problems(_ groups: [SceneGroup]) -> [String] {
            var scene = Scene()
            scene.size = Point(x: 200, y: 100)
            scene.groups = groups
            return scene.brokenInvariants()
        }
        func card(_ key: Int, _ box: Box, _ shapes: [Shape] = []) -> SceneGroup {
            SceneGroup(key: .card(key), outline: box, shapes: shapes, interval: 0...0)
        }
        func arrow(_ curve: Curve) -> SceneGroup {
            SceneGroup(
                key: .arrow(from: .slot(card: 1, slot: 0), to: 2, isFormer: false), outline: nil,
                shapes: [.curve(curve, style: .arrow)], interval: 0...0)
        }
        let left = card(1, Box(x: 10, y: 10, width: 40, height: 40))
        let right = card(2, Box(x: 100, y: 10, width: 40, height: 40))
        var straight = Curve(start: Point(x: 45, y: 30))
        straight.line(to: Point(x: 99, y: 30))
        #expect(problems([left, right, arrow(straight)]) == [])
        #expect(problems([left, card(3, Box(x: 49, y: 49, width: 9, height: 9))]).count == 1)
        let middle = card(3, Box(x: 60, y: 20, width: 20, height: 20))
        #expect(problems([left, right, middle, arrow(straight)]).count == 1)
        var inwards = Curve(start: Point(x: 45, y: 30))
        inwards.swing(to: Point(x: 20, y: 45), middle: 30)
        #expect(problems([left, arrow(inwards)]).count == 1)
        let label = Shape.text(
            "words", at: Point(x: 60, y: 33), style: .words, anchor: .start, tone: .ink)
        let caption = SceneGroup(
            key: .label(0), outline: nil, shapes: [label], interval: 0...0)
        #expect(problems([left, right, caption, arrow(straight)]).count == 1)
        #expect(problems([card(4, Box(x: 55, y: 20, width: 30, height: 20), [label])]).count == 1)
        #expect(problems([card(5, Box(x: 190, y: 10, width: 40, height: 40))]) == [])
        let outside = Shape.dot(Point(x: 199, y: 50), radius: 3, tone: .ink)
        #expect(problems([card(5, Box(x: 10, y: 10, width: 40, height: 40), [outside])]).count == 1)
    }

    @Test func mapsKeepTheirCellsApart() {
        for (name, moments) in Samples.all {
            guard let last = moments.last else { continue }
            let map = MapDiagram(
                map: SampleMap.map(for: last.snapshot), snapshot: last.snapshot, title: "Map")
            #expect(map.scene().brokenInvariants() == [], "\(name)")
        }
    }

    @Test func mapsOfOddNumbersAreDrawn() {
        let numbers = [0, 1, -1, 7, 510, .max, .min]
        for number in numbers {
            let pool = PoolRecord(
                address: .max, blockSize: number, capacity: min(number, 100_000),
                usedCount: number, carvedCount: number, freeBlocks: [number, 3, 3, -9],
                namedBlocks: [number: ObjectSerial(1), 4: ObjectSerial(2)])
            let map = MemoryMap(
                regions: [
                    RegionRecord(
                        region: .rawHeap, start: .max, length: number, used: number, summary: "")
                ],
                arenas: [ArenaRecord(address: 0, pools: [pool], untouchedPoolCount: number)])
            let diagram = MapDiagram(
                map: map, snapshot: HeapSnapshot(frames: [], objects: []), title: "")
            #expect(diagram.scene().brokenInvariants() == [], "\(number)")
        }
    }

    @Test func boxesKeepTheirPlaceForTheWholeNote() {
        for (name, moments) in Samples.all {
            let diagram = ObjectsDiagram(moments: moments)
            var places: [SceneKey: Point] = [:]
            for index in moments.indices {
                for group in diagram.scene(at: index).groups {
                    guard let box = group.outline else { continue }
                    let place = Point(x: box.x, y: box.y)
                    #expect(places[group.key, default: place] == place, "\(name) \(index)")
                    places[group.key] = place
                }
            }
        }
    }
}

/// Every moment's scene keeps its invariants.
func expectSound(
    _ moments: [DiagramMoment], _ name: String, options: DiagramOptions = DiagramOptions()
) {
    let diagram = ObjectsDiagram(moments: moments, options: options)
    for index in moments.indices {
        let problems = diagram.scene(at: index).brokenInvariants()
        #expect(problems.isEmpty, "\(name), moment \(index): \(problems.prefix(4))")
    }
}
