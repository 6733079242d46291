import HeapTrace
import Testing

@testable import HeapDiagrams

@Suite struct WriterTests {
    @Test func everyPictureIsWellFormedXML() {
        for (name, moments) in Samples.all {
            let diagram = ObjectsDiagram(moments: moments)
            for index in moments.indices {
                let problem = XMLChecker.firstProblem(
                    in: diagram.picture(at: index, prefix: "p").standalone)
                #expect(problem == nil, "\(name), moment \(index)")
            }
            guard let last = moments.last else { continue }
            let map = MapDiagram(
                map: SampleMap.map(for: last.snapshot), snapshot: last.snapshot, title: "<&\">")
            #expect(
                XMLChecker.firstProblem(in: map.picture(prefix: "m").standalone) == nil, "\(name)")
        }
    }

    @Test func theCheckerFindsBrokenXML() {
        let broken = [
            "<a><b></a>", "<a>&nope;</a>", "<a x=y/>", "<a x=\"<\"/>", "<a>\u{1}</a>", "<a/><b/>",
            "<a>", "<a x=\"1\" x=\"2\"/>", "<a>\u{FFFE}</a>",
        ]
        for text in broken {
            #expect(XMLChecker.firstProblem(in: Array(text.utf8)) != nil, "\(text)")
        }
        #expect(XMLChecker.firstProblem(in: Array("<a x=\"&lt;\"><b/>t &amp; u</a>".utf8)) == nil)
    }

    @Test func textThatXMLCannotHoldIsReplaced() {
        var buffer = SVGBuffer(capacity: 16)
        buffer.escaped("a\u{0}<\u{1B}\u{FFFE}\u{FFFF}\u{FFFD}\u{FFBE}é\"&>")
        #expect(
            String(decoding: buffer.bytes, as: UTF8.self)
                == "a\u{FFFD}&lt;\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFBE}é&quot;&amp;&gt;")
    }

    @Test(arguments: [
        (0.0, "0"), (-0.04, "0"), (1.05, "1.1"), (12, "12"), (99.96, "100"), (-3.25, "-3.3"),
        (123456.74, "123456.7"), (1e300, "0"), (.nan, "0"), (-.infinity, "0"),
    ])
    func numbersHaveAtMostOneDecimal(_ value: Double, _ expected: String) {
        var buffer = SVGBuffer(capacity: 16)
        buffer.number(value)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == expected)
    }

    @Test func idsAreScopedByThePrefix() {
        let diagram = ObjectsDiagram(moments: SampleHeap.structures)
        let first = Set(identifiers(in: diagram.svg(at: 2, prefix: "cell-3")))
        let second = Set(identifiers(in: diagram.svg(at: 2, prefix: "cell-4")))
        #expect(!first.isEmpty)
        #expect(first.allSatisfy { $0.hasPrefix("cell-3") })
        #expect(first.isDisjoint(with: second))
    }

    @Test func theSamePictureIsTheSameBytes() {
        for (name, moments) in Samples.all.prefix(8) {
            let first = ObjectsDiagram(moments: moments)
            let second = ObjectsDiagram(moments: moments.map { $0 })
            for index in moments.indices {
                #expect(
                    first.picture(at: index, prefix: "p").standalone
                        == second.picture(at: index, prefix: "p").standalone,
                    "\(name), moment \(index)")
            }
        }
    }

    @Test func aPictureBearsATitleAndADescription() {
        let diagram = ObjectsDiagram(moments: SampleHeap.memoryNote)
        let svg = diagram.svg(at: 0, prefix: "p")
        #expect(svg.contains("<title id=\"p-t\">Heap after cell 1</title>"))
        #expect(
            svg.contains(
                "<desc id=\"p-d\">a → int 1000 at 0x7f5c2e010450, 1 reference.</desc>"))
    }

    @Test func aPageCanHoldTheStyleOnceForAllPictures() {
        let diagram = ObjectsDiagram(moments: SampleHeap.memoryNote)
        let picture = diagram.picture(at: 0, prefix: "p")
        let alone = String(decoding: picture.standalone, as: UTF8.self)
        let inPage = String(decoding: picture.inline, as: UTF8.self)
        #expect(XMLChecker.firstProblem(in: picture.inline) == nil)
        #expect(!inPage.contains("<style>"))
        #expect(
            alone
                == inPage.replacing(
                    "</desc>", with: "</desc><style>" + DiagramStyle.sheet + "</style>",
                    maxReplacements: 1))
    }

    @Test func aMomentThatIsNotThereGivesAnEmptyPicture() {
        let diagram = ObjectsDiagram(moments: [])
        #expect(XMLChecker.firstProblem(in: diagram.picture(at: 3, prefix: "p").standalone) == nil)
        #expect(!diagram.hasContent(at: 3))
        #expect(diagram.summary(at: -1) == "")
        #expect(diagram.table(at: 5) == DiagramTable())
    }

    private func identifiers(in svg: String) -> [String] {
        svg.split(separator: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }
}
