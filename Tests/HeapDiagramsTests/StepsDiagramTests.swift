import HeapTrace
import Testing

@testable import HeapDiagrams

@Suite struct StepsDiagramTests {
    @Test func eachMomentShowsWhatItsOwnPictureShows() {
        for (name, moments) in Samples.all {
            let diagram = ObjectsDiagram(moments: moments)
            var merged = MergedScenes()
            let scenes = moments.indices.map { diagram.scene(at: $0, describesCards: false) }
            for (index, scene) in scenes.enumerated() { merged.add(scene, moment: index) }
            let pieces = merged.parts.flatMap(\.pieces)
            for (index, scene) in scenes.enumerated() {
                let shown = pieces.filter { $0.moments.contains(index) }.flatMap(\.shapes)
                let wanted = Set(scene.groups.flatMap(\.shapes))
                #expect(Set(shown) == wanted, "\(name), moment \(index)")
            }
        }
    }

    @Test func fiveHundredStepsAreOneFileOfLimitedSize() {
        var heap = SampleHeap()
        for number in 0..<500 {
            if number % 7 == 0 { heap.bind("n\(number % 12)", heap.string("text \(number)")) }
            heap.bind("i", heap.int(number + 1000))
            heap.cell()
        }
        let diagram = StepsDiagram(
            moments: heap.moments, title: "loop", prefix: "s", options: DiagramOptions())
        #expect(diagram.momentCount == 500)
        #expect(diagram.inline.count < StepsDiagram.maximumBytes)
        #expect(XMLChecker.firstProblem(in: diagram.inline) == nil)
    }

    @Test func whatWouldBeTooLargeLosesStepsButNotTheEnd() {
        var heap = SampleHeap()
        for number in 0..<400 {
            for name in 0..<40 {
                heap.bind("name\(name)", heap.string("value \(name) in step \(number)"))
            }
            heap.cell()
        }
        let diagram = StepsDiagram(
            moments: heap.moments, title: "loop", prefix: "s", options: DiagramOptions())
        #expect(diagram.momentCount < 400)
        #expect(diagram.inline.count <= StepsDiagram.maximumBytes)
        #expect(String(decoding: diagram.inline, as: UTF8.self).contains("value 39 in step 399"))
    }

    @Test func theLastMomentShowsWithoutTheRoomThatOnlyOthersNeed() throws {
        var heap = SampleHeap()
        for number in 0..<6 { heap.bind("n\(number)", heap.int(number + 1000)) }
        heap.cell()
        for number in 1..<6 { heap.unbind("n\(number)") }
        heap.cell()
        heap.cell()
        let diagram = StepsDiagram(
            moments: heap.moments, title: "calls", prefix: "s", options: DiagramOptions())
        let text = String(decoding: diagram.inline, as: UTF8.self)
        func number(after mark: String) throws -> Double {
            let parts = text.split(separator: mark, maxSplits: 1)
            return try #require(parts.last.flatMap { Double($0.prefix { $0 != "\"" }) })
        }
        #expect(try number(after: " height=\"") < number(after: " data-height=\""))
    }

    @Test func intervalsAreWrittenAsRuns() {
        var set = IntervalSet()
        for moment in [0, 1, 2, 5, 5, 7, 8] { set.add(moment) }
        #expect(set.text == "0-2 5 7-8")
        #expect(set.contains(1) && !set.contains(3) && set.contains(8) && !set.contains(9))
    }
}
