import Glibc

/// Finds the functions that programs use and writes them, commonest first, to the file by which the linker
/// orders the command's functions. They then lie together, and few pages of the command are in memory.
///
/// A stale file does no harm: the linker ignores the names that are gone and places the new functions after
/// the others.
struct FunctionOrder {
    let heapnote: String
    let programs: [String]
    let output: String

    /// In the name of the interpreter's loop, which comes first: there it begins at a multiple of 64 bytes. How its
    /// instructions lie in the processor's lines makes a fifth of the time of programs.
    private static let loop = "InterpreterV7runLoop"

    /// Runs every program, and a rendering, under Callgrind. Gives the process's exit status.
    func write() -> Int32 {
        let folder = "/tmp/heapnote-order-\(getpid())"
        let workloads =
            [["python", "-c", "pass"], ["render", "Notes", "-o", folder]]
            + programs.map { ["python", $0] }
        var uses: [Substring: Int] = [:]
        var order: [Substring] = []
        for workload in workloads {
            guard let names = functions(of: workload, profile: folder + ".callgrind") else {
                print("heapnote-benchmarks: error: can't run valgrind on '\(workload)'; install it")
                return 1
            }
            for name in names {
                if uses[name] == nil { order.append(name) }
                uses[name, default: 0] += 1
            }
        }
        let chosen = order.enumerated()
            .map { place, name in
                (
                    use: name.contains(Self.loop) ? Int.max : uses[name, default: 0],
                    place: place, name: name
                )
            }
            .sorted { ($1.use, $0.place) < ($0.use, $1.place) }
        guard let file = fopen(output, "w") else {
            print("heapnote-benchmarks: error: can't write \(output)")
            return 1
        }
        defer { fclose(file) }
        for function in chosen { fputs(function.name + "\n", file) }
        print("\(chosen.count) functions of \(workloads.count) runs")
        return 0
    }

    /// The names of the functions that a run of the command enters, each once; nil if it can't be run.
    private func functions(of workload: [String], profile: String) -> [Substring]? {
        let command = [
            "valgrind", "--tool=callgrind", "--demangle=no", "--callgrind-out-file=\(profile)",
            heapnote,
        ]
        guard ChildProcess.measure(command + workload) != nil, let text = Self.read(profile) else {
            return nil
        }
        unlink(profile)
        var seen: Set<Substring> = []
        var names: [Substring] = []
        for line in text.split(separator: "\n")
        where line.hasPrefix("fn=") || line.hasPrefix("cfn=") {
            guard let space = line.firstIndex(of: " ") else { continue }
            // A recursive function's name ends in the depth after an apostrophe.
            let name = line[line.index(after: space)...].prefix { $0 != "'" }
            if !name.hasPrefix("0x"), seen.insert(name).inserted { names.append(name) }
        }
        return names
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
