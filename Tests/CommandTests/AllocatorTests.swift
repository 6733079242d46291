import NotePipeline
import Testing

/// A program of a million random allocations, whose changes to pymalloc's pools and blocks CPython 3.11
/// reported in `million.deltas`: a line a class, with its size, then pools and blocks after the allocations
/// and after half of what was left is freed.
struct AllocatorTests {
    static let folder =
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        + "/Corpus/allocator"

    @Test func aMillionAllocationsLeaveThePoolsOfCPython() throws {
        let result = try Program.run(["python", "\(Self.folder)/million.py"])
        try #require(result.status == 0)
        let reports = Self.reports(in: result.error)
        try #require(reports.count == 3)
        let expected = String(
            decoding: try HostFiles.read("\(Self.folder)/million.deltas"), as: UTF8.self)
        var lines = ""
        for size in stride(from: 16, through: 512, by: 16) {
            lines += "\(size)"
            for (before, after) in zip(reports, reports.dropFirst()) {
                let (old, new) = (before[size] ?? (0, 0), after[size] ?? (0, 0))
                lines += " \(new.pools - old.pools) \(new.blocks - old.blocks)"
            }
            lines += "\n"
        }
        #expect(lines == expected)
    }

    /// The tables of `sys._debugmallocstats()`, by the size of a class's blocks.
    private static func reports(in text: String) -> [[Int: (pools: Int, blocks: Int)]] {
        var reports: [[Int: (pools: Int, blocks: Int)]] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("Small block threshold") { reports.append([:]) }
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 5, line.split(separator: " ").count == 5, !reports.isEmpty
            else { continue }
            reports[reports.count - 1][numbers[1]] = (numbers[2], numbers[3])
        }
        return reports
    }
}
