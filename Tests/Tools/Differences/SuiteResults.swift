import Glibc

/// What a process that ran a test module wrote, and how it ended.
struct SuiteOutput {
    enum Ending: Equatable {
        case finished
        /// It ended before the module's end, by an exception or an exit.
        case stopped
        /// The limit of time was passed.
        case late
        /// A signal ended it.
        case signal(Int32)
    }

    let text: String
    let ending: Ending
    /// Verdicts by the names of cases: `pass`, `fail`, `error` or `skip`, the first that isn't `pass` winning.
    let verdicts: [String: String]
    /// The last line of what is told of a case that didn't pass.
    let details: [String: String]

    /// Runs a program with its two streams read together, and nothing to read itself.
    static func run(_ words: [String], limit: Int, in folder: String) -> SuiteOutput {
        let command = words.map { "'\($0)'" }.joined(separator: " ")
        guard
            let pipe = popen(
                "cd '\(folder)' && exec timeout -s KILL \(limit) \(command) 2>&1 </dev/null", "r")
        else { return SuiteOutput(bytes: [], status: 1, isLate: false) }
        let start = ContinuousClock.now
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, pipe), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        }
        let status = pclose(pipe)
        return SuiteOutput(
            bytes: bytes, status: status, isLate: start.duration(to: .now) >= .seconds(limit))
    }

    private init(bytes: [UInt8], status: Int32, isLate: Bool) {
        text = String(decoding: bytes, as: UTF8.self)
        var verdicts: [String: String] = [:]
        var details: [String: String] = [:]
        var current: String?
        var ended = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("CASE\t") {
                let fields = line.split(separator: "\t", maxSplits: 2).map(String.init)
                guard fields.count == 3 else { continue }
                current = fields[2]
                if verdicts[fields[2], default: "pass"] == "pass" {
                    verdicts[fields[2]] = fields[1]
                }
            } else if line.hasPrefix("  | "), let current {
                details[current] = String(line.dropFirst(4))
            } else if line == "END" {
                ended = true
            }
        }
        self.verdicts = verdicts
        self.details = details
        ending = SuiteOutput.ending(status, ended: ended, isLate: isLate)
    }

    /// `timeout` ends itself by the signal that ended its child, and by KILL when the time was up. A KILL before
    /// that is the system's, which had no memory left.
    private static func ending(_ status: Int32, ended: Bool, isLate: Bool) -> Ending {
        let signal = status & 0x7f
        if signal == SIGKILL, isLate { return .late }
        if signal != 0 { return .signal(signal) }
        return ended ? .finished : .stopped
    }
}

/// One module: the cases that pass on CPython, and which of them don't here.
struct SuiteResult {
    let module: String
    let possible: Int
    let passed: Int
    /// A line for each case that passes only on CPython.
    let misses: [String]
    let ending: SuiteOutput.Ending

    /// Without what CPython said, the cases that were run are those that count.
    init(module: String, expected: SuiteOutput?, actual: SuiteOutput) {
        self.module = module
        let cases = (expected?.verdicts ?? actual.verdicts.mapValues { _ in "pass" }).filter {
            $0.value == "pass"
        }.keys.sorted()
        possible = cases.count
        let missed = cases.filter { actual.verdicts[$0] != "pass" }
        passed = cases.count - missed.count
        misses = missed.map { name in
            let verdict = actual.verdicts[name] ?? "not run"
            return "\(name): \(verdict) \(actual.details[name] ?? "")".trimmingSpaces
        }
        ending = actual.ending
    }

    var line: String {
        let name = module.padded(to: 28)
        switch ending {
        case .finished: return "\(name) \(passed)/\(possible)"
        case .stopped: return "\(name) \(passed)/\(possible)  stopped before its end"
        case .late: return "\(name) \(passed)/\(possible)  took too long"
        case .signal(let number): return "\(name) \(passed)/\(possible)  TRAP: signal \(number)"
        }
    }
}

/// Sums over modules.
struct SuiteCount {
    private(set) var modules = 0
    private var passed = 0
    private var possible = 0
    private(set) var traps = 0

    mutating func add(_ result: SuiteResult) {
        modules += 1
        passed += result.passed
        possible += result.possible
        if case .signal = result.ending { traps += 1 }
    }

    mutating func add(_ other: SuiteCount) {
        modules += other.modules
        passed += other.passed
        possible += other.possible
        traps += other.traps
    }

    /// Of the cases that pass on CPython; none if none does, so that a run that compares nothing doesn't pass.
    var percent: Double { possible == 0 ? 0 : 100 * Double(passed) / Double(possible) }

    var line: String {
        let hundredths = Int((percent * 100).rounded(.down))
        let fraction = hundredths % 100
        let share = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) %"
        return "\(modules) modules, \(passed) of \(possible) cases (\(share)), \(traps) traps"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    fileprivate var trimmingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
