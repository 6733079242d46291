import HeapTrace
import Testing

@testable import HeapDiagrams

@Suite struct GeometryTests {
    @Test func noCardIsOverlappedOrCrossedInTheSamples() {
        for (name, moments) in Samples.all { expectSound(moments, name) }
    }

    @Test func mapsKeepTheirCellsApart() {
        for (name, moments) in Samples.all {
            guard let last = moments.last else { continue }
            let map = MapDiagram(
                map: SampleMap.map(for: last.snapshot), snapshot: last.snapshot, title: "Map")
            #expect(map.scene().brokenInvariants() == [], "\(name)")
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
