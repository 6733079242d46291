import Glibc

/// The measurements: each program and each whole process, Heapnote and CPython in turn.
struct Benchmarks {
    let rounds: Int
    private let oracle: String
    let heapnote: String
    private let folder: String

    init(rounds: Int) {
        self.rounds = rounds
        oracle = getenv("HEAPNOTE_ORACLE").map { String(cString: $0) } ?? "/usr/bin/python3.11"
        let own = CommandLine.arguments[0]
        heapnote = Self.folder(of: own) + "/heapnote"
        folder = "Tests/Benchmarks"
    }

    /// Gives the process's exit status.
    func run() -> Int32 {
        guard isReady() else { return 2 }
        print(
            "ratio of processor times, Heapnote / CPython (\(oracle)), best of \(rounds) pairs; below 1 is faster"
        )
        var failures = 0
        var ratios: [Double] = []
        for name in programs() {
            let path = "\(folder)/\(name)"
            if let ratio = compare(
                name, [heapnote, "python", path], [oracle, path], by: \.processor)
            {
                ratios.append(ratio)
            } else {
                failures += 1
            }
        }
        if let ratio = compare(
            "start-up", [heapnote, "python", "-c", "pass"], [oracle, "-c", "pass"], by: \.processor)
        {
            ratios.append(ratio)
        } else {
            failures += 1
        }
        if !ratios.isEmpty {
            let mean = exp(ratios.map { log($0) }.reduce(0, +) / Double(ratios.count))
            print("geometric mean\t\(Self.text(mean))")
        }
        failures += compareRendering() ? 0 : 1
        return failures == 0 ? 0 : 1
    }

    /// Gives the process's exit status.
    func writeFunctionOrder() -> Int32 {
        guard isReady() else { return 2 }
        return FunctionOrder(
            heapnote: heapnote, programs: programs().map { "\(folder)/\($0)" },
            output: "Sources/heapnote/functions.order"
        ).write()
    }

    /// Whether the programs to compare are there; says so if not.
    private func isReady() -> Bool {
        guard access(heapnote, X_OK) == 0, access(oracle, X_OK) == 0, access(folder, R_OK) == 0
        else {
            print(
                "heapnote-benchmarks: error: needs \(heapnote), \(oracle) and \(folder); build first with 'swift build -c release', and run it at the top of the project"
            )
            return false
        }
        return true
    }

    /// The whole process that renders the seed note, against CPython running its cells as a script.
    private func compareRendering() -> Bool {
        let note = "Notes/Memory Management in Python.md"
        let script = "/tmp/heapnote-benchmark-\(getpid()).py"
        let output = "/tmp/heapnote-benchmark-\(getpid())"
        guard Self.writeCells(of: note, to: script) else {
            print("can't read \(note)")
            return false
        }
        defer { unlink(script) }
        let start = compare(
            "start-up (wall)", [heapnote, "python", "-c", "pass"], [oracle, "-c", "pass"],
            by: \.wall)
        let render = compare(
            "render the seed note (wall)", [heapnote, "render", note, "-o", output],
            [oracle, script], by: \.wall)
        return render != nil && start != nil
    }

    /// Runs both in turn and prints the ratio of their best times.
    private func compare(
        _ name: String, _ ours: [String], _ theirs: [String], by key: KeyPath<Usage, Double>
    ) -> Double? {
        var best = (ours: Double.infinity, theirs: Double.infinity)
        var memory = (ours: 0, theirs: 0)
        for _ in 0..<rounds {
            guard let mine = ChildProcess.measure(ours), let other = ChildProcess.measure(theirs)
            else {
                print("\(name)\tfailed: \(ours.joined(separator: " "))")
                return nil
            }
            best.ours = min(best.ours, mine[keyPath: key])
            best.theirs = min(best.theirs, other[keyPath: key])
            memory = (mine.memory, other.memory)
        }
        let ratio = best.ours / max(best.theirs, 1e-6)
        print(
            "\(name)\t\(Self.text(ratio))\t\(Self.text(best.ours * 1000)) / \(Self.text(best.theirs * 1000)) ms\t\(memory.ours / 1024) / \(memory.theirs / 1024) MiB"
        )
        return ratio
    }

    private func programs() -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".py") { names.append(name) }
        }
        return names.sorted()
    }

    /// Copies the fenced Python of a note into a script.
    private static func writeCells(of note: String, to script: String) -> Bool {
        guard let input = fopen(note, "r"), let output = fopen(script, "w") else { return false }
        defer {
            fclose(input)
            fclose(output)
        }
        var isInCell = false
        var buffer = [CChar](repeating: 0, count: 65536)
        while fgets(&buffer, Int32(buffer.count), input) != nil {
            let line = buffer.withUnsafeBufferPointer {
                String(cString: $0.baseAddress.unsafelyUnwrapped)
            }
            if line.hasPrefix("```") {
                isInCell = line.hasPrefix("```python")
            } else if isInCell {
                fputs(line, output)
            }
        }
        return true
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }

    /// Three significant digits.
    private static func text(_ value: Double) -> String {
        let scale = value >= 100 ? 1.0 : value >= 10 ? 10 : 1000
        return String((value * scale).rounded() / scale)
    }
}
