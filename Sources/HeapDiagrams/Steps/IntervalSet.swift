/// The moments in which a part of a drawing shows, as runs in ascending order.
struct IntervalSet: Hashable, Sendable {
    private(set) var runs: [ClosedRange<Int>] = []

    /// Adds a moment at or after the last one.
    mutating func add(_ moment: Int) {
        guard let last = runs.last else { return runs.append(moment...moment) }
        if moment <= last.upperBound { return }
        if moment == last.upperBound + 1 {
            runs[runs.count - 1] = last.lowerBound...moment
        } else {
            runs.append(moment...moment)
        }
    }

    func contains(_ moment: Int) -> Bool { runs.contains { $0.contains(moment) } }

    /// `3-7 9`, as the page's script reads it.
    var text: String {
        runs.map { run in
            run.count == 1 ? String(run.lowerBound) : "\(run.lowerBound)-\(run.upperBound)"
        }.joined(separator: " ")
    }
}
