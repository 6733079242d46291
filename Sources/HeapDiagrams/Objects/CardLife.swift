import HeapTrace

/// The whole time an object is drawn, the most room it needs in it, and what it would like to be
/// near.
struct CardLife {
    /// The wish for a place, met as nearly as the column's free room allows.
    enum Anchor {
        case top
        /// Level with the container that holds it.
        case beside(ObjectSerial)
        /// Under the object of the name above, or under the container's slot before.
        case below(ObjectSerial)
    }

    var serial: ObjectSerial
    var interval: ClosedRange<Int>
    /// Counted from the first column of cards.
    var column: Int
    var width: Double
    var height: Double
    var anchor = Anchor.top

    /// All lives of a note, in the order in which they begin.
    static func collect(
        _ graph: ObjectGraph, _ contents: [[CardContent]], columns: Int
    ) -> [CardLife] {
        var lives: [CardLife] = []
        var index: [ObjectSerial: Int] = [:]
        for (number, moment) in graph.moments.enumerated() {
            let first = lives.count
            for (card, content) in zip(moment.cards, contents[number]) {
                let serial = card.record.serial
                if let place = index[serial] {
                    lives[place].interval = lives[place].interval.lowerBound...number
                    lives[place].width = max(lives[place].width, content.width)
                    lives[place].height = max(lives[place].height, content.reservedHeight)
                    continue
                }
                index[serial] = lives.count
                lives.append(
                    CardLife(
                        serial: serial, interval: number...number,
                        column: min(card.depth, max(columns, 1) - 1),
                        width: content.width, height: content.reservedHeight))
            }
            if lives.count == first { continue }
            anchorToNames(moment, index, first, &lives)
            anchorToHolders(moment, contents[number], index, first, &lives)
        }
        return lives
    }

    /// Puts a newly named object under the object of the name above it, so that arrows from names
    /// cross little.
    private static func anchorToNames(
        _ moment: GraphMoment, _ index: [ObjectSerial: Int], _ first: Int,
        _ lives: inout [CardLife]
    ) {
        for frame in moment.frames {
            var above: Int?
            for name in frame.names {
                guard let place = name.target.flatMap({ index[$0] }), lives[place].column == 0
                else { continue }
                if place >= first, case .top = lives[place].anchor, let above {
                    lives[place].anchor = .below(lives[above].serial)
                }
                above = place
            }
        }
    }

    /// Puts what a container is the first to hold level with it, in the order of its slots.
    private static func anchorToHolders(
        _ moment: GraphMoment, _ contents: [CardContent], _ index: [ObjectSerial: Int],
        _ first: Int, _ lives: inout [CardLife]
    ) {
        for (card, content) in zip(moment.cards, contents) {
            guard let holder = index[card.record.serial] else { continue }
            let column = lives[holder].column
            var above: Int?
            for (_, slot) in content.slotPorts {
                guard let target = card.record.slots[slot].target, let place = index[target],
                    place >= first, place > holder, lives[place].column >= column
                else { continue }
                if case .top = lives[place].anchor {
                    let upper = above.map { Anchor.below(lives[$0].serial) }
                    let beside: Anchor =
                        lives[place].column == column
                        ? .below(card.record.serial) : .beside(card.record.serial)
                    lives[place].anchor = upper ?? beside
                }
                above = place
            }
        }
    }
}
