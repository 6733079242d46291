/// Finds places in one column such that no two boxes that are shown at the same time overlap.
///
/// A box keeps its place for as long as it is shown, so a place is taken for an interval of
/// moments; after a ghost has left, its gap may be given to a box that comes later.
struct ColumnPacker {
    private struct Taken {
        var top: Double
        var bottom: Double
        var interval: ClosedRange<Int>
    }

    private var taken: [Taken] = []
    let top: Double
    let gap: Double

    init(top: Double, gap: Double) {
        self.top = top
        self.gap = gap
    }

    /// The place nearest to `desired`, or the topmost free one when nothing is desired.
    mutating func place(
        height: Double, during interval: ClosedRange<Int>, near desired: Double?
    ) -> Double {
        let busy = taken.filter { $0.interval.overlaps(interval) }.sorted { $0.top < $1.top }
        let wanted = max(desired ?? top, top)
        var best: Double?
        var free = top
        for box in busy {
            let room = box.top - gap - free
            if room >= height {
                closer(min(max(wanted, free), free + room - height), to: wanted, than: &best)
            }
            free = max(free, box.bottom + gap)
        }
        closer(max(wanted, free), to: wanted, than: &best)
        let place = best ?? free
        taken.append(Taken(top: place, bottom: place + height, interval: interval))
        return place
    }

    private func closer(_ place: Double, to wanted: Double, than best: inout Double?) {
        guard let current = best else {
            best = place
            return
        }
        if (place - wanted).magnitude < (current - wanted).magnitude { best = place }
    }
}
