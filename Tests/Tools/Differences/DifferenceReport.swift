/// Counts equal and differing results, and shows the first differences.
struct DifferenceReport {
    private var compared = 0
    private var equal = 0
    private var shown = 0

    mutating func compare(_ name: String, expected: [UInt8], actual: [UInt8]) {
        compared += 1
        if expected == actual {
            equal += 1
            return
        }
        shown += 1
        if max(expected.count, actual.count) < 500 && shown < 200 {
            print(
                "differs: \(name)\n  expected \(oneLine(expected))\n  actual   \(oneLine(actual))")
            return
        }
        if shown > 5 {
            print("differs: \(name)")
            return
        }
        let place = zip(expected, actual).prefix { $0 == $1 }.count
        print("differs: \(name) at byte \(place) of the result")
        print("  expected …\(excerpt(expected, around: place))")
        print("  actual   …\(excerpt(actual, around: place))")
    }

    private func oneLine(_ bytes: [UInt8]) -> String {
        let line = bytes.flatMap {
            $0 == 0x0A ? Array("⏎".utf8) : $0 == 0x1F ? Array(" | ".utf8) : [$0]
        }
        return String(decoding: line, as: UTF8.self)
    }

    private func excerpt(_ bytes: [UInt8], around place: Int) -> String {
        let start = min(max(0, place - 120), bytes.count)
        return String(decoding: bytes[start..<min(bytes.count, place + 160)], as: UTF8.self)
    }

    /// Prints the counts; the status is 0 when all are equal.
    func finish() -> Int32 {
        print("compared \(compared), equal \(equal), differing \(compared - equal)")
        return compared == equal ? 0 : 1
    }
}
