import NotePipeline
import Testing

/// A program of a million random allocations, whose changes to pymalloc's pools, blocks and arenas CPython 3.11
/// reported in `million.deltas`: a line a class, with its size, then pools and blocks after the allocations,
/// after half of what was left is freed, and after the rest is; then a line for each thing it says of arenas.
/// CPython's arenas begin where `mmap` puts them, so some lose a pool at their ends: in the run that was
/// written down none did, as none does here.
struct AllocatorTests {
    static let folder =
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        + "/Corpus/allocator"

    @Test func aMillionAllocationsLeaveThePoolsOfCPython() throws {
        let result = try Program.run(["python", "\(Self.folder)/million.py"])
        try #require(result.status == 0)
        let reports = Self.reports(in: result.error)
        try #require(reports.count == 4)
        let expected = String(
            decoding: try HostFiles.read("\(Self.folder)/million.deltas"), as: UTF8.self)
        var lines = ""
        for size in stride(from: 16, through: 512, by: 16) {
            lines += "\(size)"
            for (before, after) in zip(reports, reports.dropFirst()) {
                let (old, new) = (before.classes[size] ?? (0, 0), after.classes[size] ?? (0, 0))
                lines += " \(new.pools - old.pools) \(new.blocks - old.blocks)"
            }
            lines += "\n"
        }
        for name in Report.names {
            lines += "\(name):"
            for (before, after) in zip(reports, reports.dropFirst()) {
                lines += " \((after.counts[name] ?? 0) - (before.counts[name] ?? 0))"
            }
            lines += "\n"
        }
        #expect(lines == expected)
    }

    /// What one call of `sys._debugmallocstats()` tells.
    private struct Report {
        static let names = [
            "arenas allocated total", "arenas reclaimed", "arenas highwater mark",
            "arenas allocated current", "unused pools", "bytes lost to arena alignment",
        ]

        /// Pools and blocks by the size of a class's blocks.
        var classes: [Int: (pools: Int, blocks: Int)] = [:]
        var counts: [String: Int] = [:]

        mutating func read(_ line: Substring) {
            let words = line.split(separator: " ")
            let numbers = words.compactMap { Int($0.filter { $0 != "," }) }
            if words.count == 5, numbers.count == 5 {
                classes[numbers[1]] = (numbers[2], numbers[3])
            } else if let name = Self.names.first(where: { line.contains($0) }) {
                counts[name] = name == "unused pools" ? numbers.first : numbers.last
            }
        }
    }

    private static func reports(in text: String) -> [Report] {
        var reports: [Report] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("Small block threshold") { reports.append(Report()) }
            if !reports.isEmpty { reports[reports.count - 1].read(line) }
        }
        return reports
    }
}
