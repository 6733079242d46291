import Glibc

/// Reading and rendering a vault of 2,000 notes without running any, against programs that only turn
/// Markdown into HTML: `cmark`, and `pandoc` where it is installed.
///
/// They know nothing of links, tags or pages, and write no files. They are given all files in one process, which
/// joins them to one document; `cmark` a second time with a process for each file, as a vault of pages would need.
struct VaultBenchmark {
    let heapnote: String
    let rounds: Int
    private let noteCount = 2_000
    private let folder = "/tmp/heapnote-vault-\(getpid())"
    private var random = Generator()

    init(heapnote: String, rounds: Int) {
        self.heapnote = heapnote
        self.rounds = rounds
    }

    /// Gives the process's exit status.
    mutating func run() -> Int32 {
        let notes = writeVault()
        defer { remove(notes) }
        let output = folder + "-output"
        guard
            let ours = best([
                heapnote, "render", folder, "-o", output, "--execute", "none", "--format", "html",
            ])
        else {
            print("heapnote-benchmarks: error: \(heapnote) can't render the vault")
            return 1
        }
        print("\(noteCount) notes, processor time, best of \(rounds): heapnote \(ours) s")
        let each = ["sh", "-c", "for note do cmark \"$note\" || exit 1; done", "sh"]
        for (name, program) in [
            ("cmark, all files in one process", ["cmark"]), ("cmark, a process a file", each),
            ("pandoc, all files in one process", ["pandoc", "-t", "html"]),
        ] {
            guard let theirs = best(program + notes) else {
                print("\(name)\tis not installed")
                continue
            }
            print("heapnote / \(name)\t\(ours / theirs)\t\(theirs) s")
        }
        return 0
    }

    private func best(_ arguments: [String]) -> Double? {
        var best: Double?
        for _ in 0..<rounds {
            guard let usage = ChildProcess.measure(arguments) else { return nil }
            best = min(best ?? .infinity, usage.processor)
        }
        return best
    }

    // MARK: The vault

    /// Writes the notes; gives their paths.
    private mutating func writeVault() -> [String] {
        mkdir(folder, 0o700)
        for number in 0..<20 { mkdir("\(folder)/Folder \(number)", 0o700) }
        return (0..<noteCount).map { number in
            let path = "\(folder)/Folder \(number % 20)/Note \(number).md"
            if let file = fopen(path, "w") {
                fputs(note(number), file)
                fclose(file)
            }
            return path
        }
    }

    private func remove(_ notes: [String]) {
        for note in notes { unlink(note) }
        for number in 0..<20 { rmdir("\(folder)/Folder \(number)") }
        rmdir(folder)
        print("the pages are left in \(folder)-output")
    }

    private mutating func note(_ number: Int) -> String {
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
