import Dispatch
import Glibc

/// Runs each of CPython's test modules twice in one interpreter, on CPython and on Heapnote, and compares what the
/// second run left alive: a reference that is never given back shows as growth here and none there.
///
/// CPython's own growth isn't always none, since caches fill; a module passes when no more objects stay than there,
/// or, for blocks of memory, no more than there but for a few.
enum Growth {
    static func run(_ arguments: [String]) -> Int32 {
        guard let options = SuiteOptions(arguments) else {
            print(
                """
                usage: heapnote-differences growth [language|types|all|MODULE…]
                           [--limit SECONDS] [--sample N] [--heapnote PROGRAM]
                """)
            return 2
        }
        guard let folder = Suite.temporaryFolder() else {
            print("growth: no temporary folder can be made")
            return 2
        }
        defer { Suite.removeFolder(folder) }
        let program = folder + "/run_twice.py"
        guard Oracle.write(GrowthRunner.program, to: program) else { return 2 }
        print("module                          CPython: objects blocks   Heapnote: objects blocks")
        var failures = 0
        for (name, modules) in options.groups {
            let rows = runAll(modules, program: program, folder: folder, options)
            for row in rows { print(row.line) }
            let failed = rows.filter { !$0.isFine }.count
            print("\(name): \(rows.count - failed) of \(rows.count) modules leave no more alive\n")
            // A run that could compare nothing shows nothing.
            failures += rows.contains { $0.expected != nil } ? failed : max(1, failed)
        }
        return failures == 0 ? 0 : 1
    }

    private static func runAll(
        _ modules: [String], program: String, folder: String, _ options: SuiteOptions
    ) -> [GrowthRow] {
        var rows = [GrowthRow?](repeating: nil, count: modules.count)
        rows.withUnsafeMutableBufferPointer { buffer in
            // Every iteration writes an element of its own.
            nonisolated(unsafe) let slots = buffer
            DispatchQueue.concurrentPerform(iterations: modules.count) { index in
                let module = modules[index]
                let limit = 2 * options.limit
                let expected = SuiteOutput.run(
                    [Oracle.executable, "-E", program, module], limit: limit, in: folder)
                let actual = SuiteOutput.run(
                    [options.heapnote, "python", program, module], limit: limit, in: folder)
                slots[index] = GrowthRow(
                    module: module, expected: GrowthCount(expected.text),
                    actual: GrowthCount(actual.text))
            }
        }
        return rows.compactMap { $0 }
    }
}

/// What the second run left alive beyond the first.
struct GrowthCount {
    let objects: Int
    let blocks: Int

    /// From what the program wrote; nil without both of its lines.
    init?(_ text: String) {
        let runs = text.split(separator: "\n").filter { $0.hasPrefix("ALIVE\t") }.map { line in
            line.split(separator: "\t").dropFirst().compactMap { Int($0) }
        }
        guard runs.count == 2, runs.allSatisfy({ $0.count == 5 }) else { return nil }
        objects = runs[1][1] - runs[0][1]
        blocks = runs[1][2] - runs[0][2]
    }
}

/// One module's row of the table.
struct GrowthRow {
    /// Blocks that tables of a dict or a list may take, according to where its growth stood before.
    private static let slack = 16

    let module: String
    let expected: GrowthCount?
    let actual: GrowthCount?

    /// Without CPython's count there is nothing to compare with.
    var isFine: Bool {
        guard let expected else { return true }
        guard let actual else { return false }
        return actual.objects <= max(0, expected.objects)
            && actual.blocks <= max(0, expected.blocks) + GrowthRow.slack
    }

    var line: String {
        func columns(_ count: GrowthCount?) -> String {
            guard let count else { return "              –      –" }
            return "\(count.objects)".leftPadded(to: 15) + "\(count.blocks)".leftPadded(to: 7)
        }
        let name = module + String(repeating: " ", count: max(0, 30 - module.count))
        return "\(name)\(columns(expected))   \(columns(actual))\(isFine ? "" : "   MORE")"
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
