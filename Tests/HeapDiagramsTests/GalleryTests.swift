import Glibc
import HeapDiagrams
import Testing

/// Writes the sample pictures for a look at them: set `HEAPNOTE_GALLERY` to a folder.
@Suite struct GalleryTests {
    @Test(.enabled(if: getenv("HEAPNOTE_GALLERY") != nil))
    func samplesAreWritten() throws {
        let folder = try #require(getenv("HEAPNOTE_GALLERY").map { String(cString: $0) })
        for (title, moments) in Samples.all {
            let name = title.replacing(" ", with: "-")
            let diagram = ObjectsDiagram(moments: moments)
            for index in 0..<diagram.momentCount {
                let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
                try write(
                    diagram.picture(at: index, prefix: "\(name)-\(number)").standalone,
                    "\(folder)/\(name)-\(number).svg")
            }
            guard let last = moments.last else { continue }
            let map = MapDiagram(
                map: SampleMap.map(for: last.snapshot), snapshot: last.snapshot,
                title: "Memory map")
            try write(map.picture(prefix: "\(name)-map").standalone, "\(folder)/\(name)-map.svg")
        }
    }
}

private func write(_ bytes: [UInt8], _ path: String) throws {
    let file = try #require(fopen(path, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}

enum Samples {
    static let all: [(String, [DiagramMoment])] =
        [("memory", SampleHeap.memoryNote), ("structures", SampleHeap.structures)]
        + GeneratedCorpus.all
}
