import Glibc
import HeapDiagrams
import Testing

/// Writes the sample pictures for a look at them: set `HEAPNOTE_GALLERY` to a folder.
@Suite struct GalleryTests {
    @Test(.enabled(if: getenv("HEAPNOTE_GALLERY") != nil))
    func samplesAreWritten() throws {
        let folder = try #require(getenv("HEAPNOTE_GALLERY").map { String(cString: $0) })
        for (name, moments) in Samples.all {
            let diagram = ObjectsDiagram(moments: moments)
            for index in 0..<diagram.momentCount {
                let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
                let bytes = diagram.svgBytes(at: index, prefix: "\(name)-\(number)")
                let file = try #require(fopen("\(folder)/\(name)-\(number).svg", "w"))
                fwrite(bytes, 1, bytes.count, file)
                fclose(file)
            }
        }
    }
}

enum Samples {
    static var all: [(String, [DiagramMoment])] {
        [("memory", SampleHeap.memoryNote), ("structures", SampleHeap.structures)]
    }
}
