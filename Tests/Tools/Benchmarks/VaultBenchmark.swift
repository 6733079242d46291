import Glibc

/// Reading and rendering a vault of 2,000 notes without running any, against programs that only turn
/// Markdown into HTML: `cmark`, and `pandoc` where it is installed.
///
/// They know nothing of links, tags or pages, and write no files. Each is compared twice: all files in one process,
/// which joins them to one document, and a process a file, as a vault of pages would need. `pandoc` takes minutes
/// for the whole vault, so it gets a sample of it, which Heapnote then renders by itself for the comparison.
struct VaultBenchmark {
    let heapnote: String
    let rounds: Int
    private let noteCount = 2_000
    private let sampleCount = 100
    private let folder = "/tmp/heapnote-vault-\(getpid())"
    private var random = Generator()

    init(heapnote: String, rounds: Int) {
        self.heapnote = heapnote
        self.rounds = rounds
    }

    /// Gives the process's exit status.
    mutating func run() -> Int32 {
        let notes = writeNotes(noteCount, into: folder)
        let sample = writeNotes(sampleCount, into: folder + "-sample")
        defer {
            remove(notes, folder)
            remove(sample, folder + "-sample")
            print("the pages are left in \(folder)-output")
        }
        print("processor time; above 1, Heapnote took longer")
        guard
            compare(
                "\(noteCount) notes, all in one process", rounds,
                renders(folder), [["cmark"] + notes]),
            compare(
                "\(sampleCount) notes, all in one process", 1,
                renders(folder + "-sample"), [["pandoc", "-t", "html"] + sample]),
            compare(
                "\(sampleCount) notes, a process each", 1, each(renders("$note"), sample),
                [
                    each(["cmark", "$note"], sample),
                    each(["pandoc", "-t", "html", "$note"], sample),
                ])
        else {
            print("heapnote-benchmarks: error: \(heapnote) can't render the vault")
            return 1
        }
        return 0
    }

    private func renders(_ path: String) -> [String] {
        [heapnote, "render", path, "-o", folder + "-output", "--execute", "none"]
            + ["--format", "html"]
    }

    /// A shell that starts a program for each of some notes.
    private func each(_ words: [String], _ notes: [String]) -> [String] {
        let command = words.map { "\"\($0)\"" }.joined(separator: " ")
        return ["sh", "-c", "for note do \(command) || exit 1; done", "sh"] + notes
    }

    /// Prints the ratios of our time to that of others, each the best of some rounds that take turns; false if
    /// ours fails.
    private func compare(
        _ title: String, _ rounds: Int, _ ours: [String], _ others: [[String]]
    ) -> Bool {
        var best = [Double](repeating: .infinity, count: others.count + 1)
        for _ in 0..<rounds {
            for (index, words) in ([ours] + others).enumerated() {
                guard let usage = ChildProcess.measure(words) else { continue }
                best[index] = min(best[index], usage.processor)
            }
        }
        guard best[0].isFinite else { return false }
        for (words, time) in zip(others, best.dropFirst()) {
            let name = words.contains { $0.contains("pandoc") } ? "pandoc" : "cmark"
            let result =
                time.isFinite
                ? "\(best[0] / time)\t(\(best[0]) s / \(time) s)" : "is not installed"
            print("\(title): heapnote / \(name)\t\(result)")
        }
        return true
    }

    // MARK: The vault

    /// Writes notes; gives their paths.
    private mutating func writeNotes(_ count: Int, into folder: String) -> [String] {
        mkdir(folder, 0o700)
        for number in 0..<20 { mkdir("\(folder)/Folder \(number)", 0o700) }
        return (0..<count).map { number in
            let path = "\(folder)/Folder \(number % 20)/Note \(number).md"
            if let file = fopen(path, "w") {
                fputs(note(number, of: count), file)
                fclose(file)
            }
            return path
        }
    }

    private func remove(_ notes: [String], _ folder: String) {
        for note in notes { unlink(note) }
        for number in 0..<20 { rmdir("\(folder)/Folder \(number)") }
        rmdir(folder)
    }

    private mutating func note(_ number: Int, of noteCount: Int) -> String {
        var text =
            "---\ntags: [t\(number % 50), memory/\(word())]\naliases: [Alias \(number)]\n---\n"
        text += "# Note \(number)\n\n"
        for section in 0..<4 {
            text +=
                "## Section \(section)\n\n\(words(60)) See [[Note \(random.below(noteCount))]] and "
            text += "[[Note \(random.below(noteCount))#Section 1|this]]. #t\(section)\n\n"
            text +=
                "**Bold** and *emphasis*, `code`, ==highlight==, $x_\(section)^2$.[^\(section)]\n\n"
            text += "- \(words(8))\n- [ ] \(words(6))\n  - \(words(5))\n\n"
        }
        text += "> [!tip] \(words(3))\n> \(words(20))\n\n| a | b |\n|---|--:|\n"
        for row in 0..<4 { text += "| \(words(2)) | \(row) |\n" }
        text += "\n```python\nx = [1, 2, 3]\nprint(x)\n```\n\n"
        for section in 0..<4 { text += "[^\(section)]: \(words(10))\n" }
        return text
    }

    private mutating func words(_ count: Int) -> String {
        (0..<count).map { _ in word() }.joined(separator: " ")
    }

    private mutating func word() -> String { Self.vocabulary[random.below(Self.vocabulary.count)] }

    private static let vocabulary = [
        "memory", "object", "reference", "count", "list", "tuple", "arena", "pool", "block",
        "cycle", "collector", "garbage", "name", "binding", "frame", "stack", "heap", "pointer",
        "address", "interpreter", "bytecode", "cache", "string", "integer",
    ]

    /// The same vault on every machine.
    private struct Generator {
        private var state: UInt64 = 7

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
