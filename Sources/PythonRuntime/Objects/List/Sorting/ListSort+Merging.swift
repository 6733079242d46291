/// Merging two neighbouring runs with the smaller one put aside. A merge takes one item at a time
/// until one side wins often in a row, then whole stretches found by galloping while that pays.
///
/// Both merges end in one of three ways: a side is used up, or only one item that was put aside is left
/// and it belongs beyond all others (`.lastAside`), or a comparison raised. What is still aside is
/// always put back.
extension ListSort {
    enum MergeEnd { case usedUp, lastAside }

    /// The sides of a merge that is under way. `aside` is the run that was put aside, `inPlace` the
    /// other one, `target` where the next item goes.
    struct Merge {
        var target: SortPlace
        var aside: SortPlace
        var asideCount: Int
        var inPlace: SortPlace
        var inPlaceCount: Int
        /// Wins in a row.
        var asideWins = 0
        var inPlaceWins = 0
    }

    /// Merges with the left run, the smaller one, put aside; fills from the left.
    mutating func mergeLow(
        _ left: SortPlace, _ leftCount: Int, _ right: SortPlace, _ rightCount: Int
    ) throws(Raised) {
        try needScratch(leftCount)
        scratch.take(leftCount, from: left)
        var merge = Merge(
            target: left, aside: scratch, asideCount: leftCount, inPlace: right,
            inPlaceCount: rightCount)
        let end: MergeEnd
        do throws(Raised) {
            end = try runMergeLow(&merge)
        } catch {
            merge.target.take(merge.asideCount, from: merge.aside)
            throw error
        }
        switch end {
        case .usedUp:
            merge.target.take(merge.asideCount, from: merge.aside)
        case .lastAside:
            merge.target.take(merge.inPlaceCount, from: merge.inPlace)
            merge.target.moved(merge.inPlaceCount).take(1, from: merge.aside)
        }
    }

    private mutating func runMergeLow(_ merge: inout Merge) throws(Raised) -> MergeEnd {
        merge.target.takeOne(from: &merge.inPlace, step: 1)
        merge.inPlaceCount &-= 1
        if merge.inPlaceCount == 0 { return .usedUp }
        if merge.asideCount == 1 { return .lastAside }
        var threshold = gallopThreshold
        while true {
            if let end = try takeSinglyLow(&merge, threshold) { return end }
            threshold &+= 1
            repeat {
                threshold &-= threshold > 1 ? 1 : 0
                gallopThreshold = threshold
                if let end = try gallopLow(&merge) { return end }
            } while merge.asideWins >= Self.minimumGallop
                || merge.inPlaceWins >= Self.minimumGallop
            // Leaving the gallop makes it harder to come back.
            threshold &+= 1
            gallopThreshold = threshold
        }
    }

    /// Takes items one by one until a side has won as often in a row as the threshold says.
    private func takeSinglyLow(_ merge: inout Merge, _ threshold: Int) throws(Raised) -> MergeEnd? {
        merge.asideWins = 0
        merge.inPlaceWins = 0
        while true {
            if try comparison.isLess(merge.inPlace.key, merge.aside.key) {
                merge.target.takeOne(from: &merge.inPlace, step: 1)
                merge.inPlaceWins &+= 1
                merge.asideWins = 0
                merge.inPlaceCount &-= 1
                if merge.inPlaceCount == 0 { return .usedUp }
                if merge.inPlaceWins >= threshold { return nil }
            } else {
                merge.target.takeOne(from: &merge.aside, step: 1)
                merge.asideWins &+= 1
                merge.inPlaceWins = 0
                merge.asideCount &-= 1
                if merge.asideCount == 1 { return .lastAside }
                if merge.asideWins >= threshold { return nil }
            }
        }
    }

    /// Takes a stretch of each side.
    private func gallopLow(_ merge: inout Merge) throws(Raised) -> MergeEnd? {
        let fromAside = try gallopRight(
            merge.inPlace.key, merge.aside.keys, merge.asideCount, hint: 0)
        merge.asideWins = fromAside
        if fromAside > 0 {
            merge.target.take(fromAside, from: merge.aside)
            merge.target.advance(fromAside)
            merge.aside.advance(fromAside)
            merge.asideCount &-= fromAside
            if merge.asideCount == 1 { return .lastAside }
            // Only an inconsistent comparison leads here.
            if merge.asideCount == 0 { return .usedUp }
        }
        merge.target.takeOne(from: &merge.inPlace, step: 1)
        merge.inPlaceCount &-= 1
        if merge.inPlaceCount == 0 { return .usedUp }
        let fromPlace = try gallopLeft(
            merge.aside.key, merge.inPlace.keys, merge.inPlaceCount, hint: 0)
        merge.inPlaceWins = fromPlace
        if fromPlace > 0 {
            merge.target.take(fromPlace, from: merge.inPlace)
            merge.target.advance(fromPlace)
            merge.inPlace.advance(fromPlace)
            merge.inPlaceCount &-= fromPlace
            if merge.inPlaceCount == 0 { return .usedUp }
        }
        merge.target.takeOne(from: &merge.aside, step: 1)
        merge.asideCount &-= 1
        return merge.asideCount == 1 ? .lastAside : nil
    }

    /// Merges with the right run, the smaller one, put aside; fills from the right. Places point to the
    /// last item that is left of each side.
    mutating func mergeHigh(
        _ left: SortPlace, _ leftCount: Int, _ right: SortPlace, _ rightCount: Int
    ) throws(Raised) {
        try needScratch(rightCount)
        scratch.take(rightCount, from: right)
        var merge = Merge(
            target: right.moved(rightCount &- 1), aside: scratch.moved(rightCount &- 1),
            asideCount: rightCount, inPlace: left.moved(leftCount &- 1), inPlaceCount: leftCount)
        let end: MergeEnd
        do throws(Raised) {
            end = try runMergeHigh(&merge, left)
        } catch {
            restoreHigh(merge)
            throw error
        }
        switch end {
        case .usedUp: restoreHigh(merge)
        case .lastAside:
            let count = merge.inPlaceCount
            merge.target.moved(1 &- count).take(count, from: merge.inPlace.moved(1 &- count))
            merge.target.moved(0 &- count).take(1, from: merge.aside)
        }
    }

    private func restoreHigh(_ merge: Merge) {
        let count = merge.asideCount
        if count > 0 { merge.target.moved(1 &- count).take(count, from: scratch) }
    }

    private mutating func runMergeHigh(
        _ merge: inout Merge, _ left: SortPlace
    ) throws(Raised) -> MergeEnd {
        merge.target.takeOne(from: &merge.inPlace, step: -1)
        merge.inPlaceCount &-= 1
        if merge.inPlaceCount == 0 { return .usedUp }
        if merge.asideCount == 1 { return .lastAside }
        var threshold = gallopThreshold
        while true {
            if let end = try takeSinglyHigh(&merge, threshold) { return end }
            threshold &+= 1
            repeat {
                threshold &-= threshold > 1 ? 1 : 0
                gallopThreshold = threshold
                if let end = try gallopHigh(&merge, left) { return end }
            } while merge.asideWins >= Self.minimumGallop
                || merge.inPlaceWins >= Self.minimumGallop
            threshold &+= 1
            gallopThreshold = threshold
        }
    }

    private func takeSinglyHigh(
        _ merge: inout Merge, _ threshold: Int
    ) throws(Raised) -> MergeEnd? {
        merge.asideWins = 0
        merge.inPlaceWins = 0
        while true {
            if try comparison.isLess(merge.aside.key, merge.inPlace.key) {
                merge.target.takeOne(from: &merge.inPlace, step: -1)
                merge.inPlaceWins &+= 1
                merge.asideWins = 0
                merge.inPlaceCount &-= 1
                if merge.inPlaceCount == 0 { return .usedUp }
                if merge.inPlaceWins >= threshold { return nil }
            } else {
                merge.target.takeOne(from: &merge.aside, step: -1)
                merge.asideWins &+= 1
                merge.inPlaceWins = 0
                merge.asideCount &-= 1
                if merge.asideCount == 1 { return .lastAside }
                if merge.asideWins >= threshold { return nil }
            }
        }
    }

    private func gallopHigh(_ merge: inout Merge, _ left: SortPlace) throws(Raised) -> MergeEnd? {
        let count = merge.inPlaceCount
        let fromPlace =
            try count
            &- gallopRight(merge.aside.key, left.keys, count, hint: count &- 1)
        merge.inPlaceWins = fromPlace
        if fromPlace > 0 {
            merge.target.advance(0 &- fromPlace)
            merge.inPlace.advance(0 &- fromPlace)
            merge.target.moved(1).take(fromPlace, from: merge.inPlace.moved(1))
            merge.inPlaceCount &-= fromPlace
            if merge.inPlaceCount == 0 { return .usedUp }
        }
        merge.target.takeOne(from: &merge.aside, step: -1)
        merge.asideCount &-= 1
        if merge.asideCount == 1 { return .lastAside }
        let asideCount = merge.asideCount
        let fromAside =
            try asideCount
            &- gallopLeft(merge.inPlace.key, scratch.keys, asideCount, hint: asideCount &- 1)
        merge.asideWins = fromAside
        if fromAside > 0 {
            merge.target.advance(0 &- fromAside)
            merge.aside.advance(0 &- fromAside)
            merge.target.moved(1).take(fromAside, from: merge.aside.moved(1))
            merge.asideCount &-= fromAside
            if merge.asideCount == 1 { return .lastAside }
            if merge.asideCount == 0 { return .usedUp }
        }
        merge.target.takeOne(from: &merge.inPlace, step: -1)
        merge.inPlaceCount &-= 1
        return merge.inPlaceCount == 0 ? .usedUp : nil
    }
}
