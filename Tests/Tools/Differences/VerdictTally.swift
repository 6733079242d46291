import PythonSyntax

/// Counts of what agrees.
struct VerdictTally {
    var compared = 0
    var rejected = 0
    var verdicts = 0
    var messages = 0
    var positions = 0

    mutating func add(_ path: String, _ expected: String, _ actual: String) {
        compared += 1
        let left = expected.split(separator: "\u{1F}", omittingEmptySubsequences: false)
        let right = actual.split(separator: "\u{1F}", omittingEmptySubsequences: false)
        let sameVerdict = (expected == "ok") == (actual == "ok")
        if expected != "ok" { rejected += 1 }
        if sameVerdict { verdicts += 1 }
        if left.prefix(2) == right.prefix(2) { messages += 1 }
        if expected == actual {
            positions += 1
            return
        }
        if compared - positions <= 60 {
            let readable = [expected, actual].map {
                $0.split(separator: "\u{1F}", omittingEmptySubsequences: false).joined(
                    separator: " | ")
            }
            print("differs: \(path)\n  expected \(readable[0])\n  actual   \(readable[1])")
        }
    }

    func finish() -> Int32 {
        print(
            "compared \(compared) (rejected \(rejected)), same verdict \(verdicts), "
                + "same message \(messages), same message and position \(positions)")
        return positions == compared ? 0 : 1
    }

    /// Our verdict, in the form the oracles write theirs.
    static func verdict(on text: String) -> String {
        do throws(PythonSyntaxError) {
            _ = try PythonParser.parse(try SourceText(text))
            return "ok"
        } catch {
            switch error.kind {
            case .memoryError, .recursionError, .valueError: return error.kind.name
            case .syntaxError, .indentationError, .tabError:
                return [
                    error.kind.name, error.message, "\(error.line)", "\(error.column)",
                    error.endLine.orNone, error.endColumn.orNone,
                ].joined(separator: "\u{1F}")
            }
        }
    }
}
