import PythonRuntime

/// What a matcher can go back to, or must put right on its way back.
struct RegexChoice {
    enum Kind: UInt8 {
        /// Go on at a place.
        case resume
        /// A mark was set: its number is `place`, its value was `position`, the last group `first`.
        case mark
        /// A counter was changed: its number is `place`; it was `first` and `second`.
        case counter
        /// The same, and go on behind the `maxUntil` at a place.
        case maxUntil
        /// Go round once more.
        case minUntil
        /// One character fewer, down to `first`; one more, up to `first`.
        case greedyOne, lazyOne
        /// What is above belongs to an atomic group or a look ahead; `first` is the barrier below.
        case barrier
        /// The same for a negative look ahead: go on behind it, at `position`.
        case denial
        /// The same for a round of a possessive repeat, the `second`.
        case round
    }

    var kind: Kind
    var place: UInt32
    var position: Int
    var first = 0
    var second = 0

    static var size: Int { 32 }
}

extension RegexMatcher {
    /// Runs the program from a position; gives where the match ends, or −1.
    ///
    /// It is long because it is one loop with a case for each instruction, then one for each kind of choice
    /// when an instruction fails. `place`, `position` and `top` are registers: nothing takes their address.
    // SAFETY: `place` stays within the program, which ends each way with `success` or `fail`; positions are
    // compared with `end` before they are read; `top` is below `capacity` after each push.
    @specialized(where Character == UInt8)
    @specialized(where Character == UInt16)
    @specialized(where Character == UInt32)
    @inline(never)
    mutating func run<Character: FixedWidthInteger & UnsignedInteger>(
        _ text: UnsafePointer<Character>, _ begin: Int
    ) throws(Raised) -> Int {
        let (code, end, marks) = (self.code, self.end, self.marks)
        var place = code + RegexHeader.size
        var position = begin
        var top = 0
        var barrier = -1
        while true {
            forward: while true {
                switch RegexInstruction(place[0]) {
                case .fail: break forward
                case .success:
                    if isFull, position != end { break forward }
                    if position == forbiddenEnd, position == begin { break forward }
                    return position
                case .any:
                    guard position < end, text[position] != 10 else { break forward }
                    position &+= 1
                    place += 1
                case .anyAll:
                    guard position < end else { break forward }
                    position &+= 1
                    place += 1
                case .literal:
                    guard position < end,
                        UInt32(truncatingIfNeeded: text[position]) == place[1]
                    else { break forward }
                    position &+= 1
                    place += 2
                case .notLiteral:
                    guard position < end,
                        UInt32(truncatingIfNeeded: text[position]) != place[1]
                    else { break forward }
                    position &+= 1
                    place += 2
                case .set:
                    guard position < end, isInSet(place + 1, text[position]) else {
                        break forward
                    }
                    position &+= 1
                    place += RegexLayout.setSize
                case .run:
                    let count = Int(place[1])
                    guard count <= end &- position else { break forward }
                    place += 2
                    var index = 0
                    while index < count {
                        guard UInt32(truncatingIfNeeded: text[position &+ index]) == place[index]
                        else { break forward }
                        index &+= 1
                    }
                    position &+= count
                    place += count
                case .mark:
                    let mark = Int(place[1])
                    if top != 0 {
                        try push(
                            &top,
                            RegexChoice(
                                kind: .mark, place: place[1], position: marks[mark],
                                first: lastIndex))
                    }
                    marks[mark] = position
                    if mark > highestMark { highestMark = mark }
                    if mark & 1 != 0 { lastIndex = mark / 2 &+ 1 }
                    place += 2
                case .at:
                    guard isAt(place[1], text, position) else { break forward }
                    place += 2
                case .boundary:
                    guard isBoundary(place, text, position) else { break forward }
                    place += RegexLayout.boundarySize
                case .groupReference:
                    let reached = matchesGroup(place, text, position)
                    if reached < 0 { break forward }
                    position = reached
                    place += 3
                case .groupExists:
                    place = isSet(Int(place[1])) ? place + 3 : code + Int(place[2])
                case .jump: place = code + Int(place[1])
                case .branch:
                    // Of the alternatives that can match, the first is tried and the next remembered.
                    while !passes(place + RegexLayout.branchFilter, text, position) {
                        if place[1] == 0 { break forward }
                        place = code + Int(place[1])
                    }
                    var other = place[1]
                    while other != 0,
                        !passes(code + (Int(other) &+ RegexLayout.branchFilter), text, position)
                    { other = code[Int(other) &+ 1] }
                    if other != 0 {
                        try push(
                            &top, RegexChoice(kind: .resume, place: other, position: position))
                    }
                    place += RegexLayout.branchBody
                case .loop:
                    if passes(place + RegexLayout.loopBodyFilter, text, position) {
                        if passes(place + RegexLayout.loopTailFilter, text, position) {
                            try push(
                                &top,
                                RegexChoice(kind: .resume, place: place[2], position: position))
                        }
                        place = code + Int(place[1])
                    } else {
                        place = code + Int(place[2])
                    }
                case .lazyLoop:
                    if passes(place + RegexLayout.loopTailFilter, text, position) {
                        if passes(place + RegexLayout.loopBodyFilter, text, position) {
                            try push(
                                &top,
                                RegexChoice(kind: .resume, place: place[1], position: position))
                        }
                        place = code + Int(place[2])
                    } else {
                        place = code + Int(place[1])
                    }
                case .repeat:
                    try setCounter(&top, place[1], RegexCounter(count: 0, last: -1))
                    place = code + Int(place[2])
                case .maxUntil:
                    let counter = counters[Int(place[1])]
                    if counter.count < Int(place[2]) {
                        try countStep()
                        try setCounter(
                            &top, place[1],
                            RegexCounter(count: counter.count &+ 1, last: counter.last))
                        place = code + Int(place[4])
                    } else if place[3] == UInt32.max || counter.count < Int(place[3]),
                        position != counter.last,
                        passes(place + RegexLayout.untilFilter, text, position)
                    {
                        try push(
                            &top,
                            RegexChoice(
                                kind: .maxUntil, place: UInt32(truncatingIfNeeded: place - code),
                                position: position, first: counter.count, second: counter.last))
                        counters[Int(place[1])] = RegexCounter(
                            count: counter.count &+ 1, last: position)
                        place = code + Int(place[4])
                    } else {
                        place += RegexLayout.untilSize
                    }
                case .minUntil:
                    let counter = counters[Int(place[1])]
                    if counter.count < Int(place[2]) {
                        try countStep()
                        try setCounter(
                            &top, place[1],
                            RegexCounter(count: counter.count &+ 1, last: counter.last))
                        place = code + Int(place[4])
                    } else {
                        try push(
                            &top,
                            RegexChoice(
                                kind: .minUntil, place: UInt32(truncatingIfNeeded: place - code),
                                position: position))
                        place += RegexLayout.untilSize
                    }
                case .possessiveOne:
                    guard Int(place[1]) <= end &- position else { break forward }
                    let limit = position &+ min(Int(place[2]), end &- position)
                    let reached = skip(place + RegexLayout.oneItem, text, position, limit)
                    if reached &- position < Int(place[1]) { break forward }
                    position = reached
                    place = code + Int(place[3])
                case .greedyOne:
                    guard Int(place[1]) <= end &- position else { break forward }
                    let limit = position &+ min(Int(place[2]), end &- position)
                    let floor = position &+ Int(place[1])
                    var reached = skip(place + RegexLayout.oneItem, text, position, limit)
                    reached = giveBack(place + RegexLayout.oneFilter, text, reached, floor)
                    if reached < 0 { break forward }
                    if reached > floor {
                        try push(
                            &top,
                            RegexChoice(
                                kind: .greedyOne, place: UInt32(truncatingIfNeeded: place - code),
                                position: reached, first: floor))
                    }
                    position = reached
                    place = code + Int(place[3])
                case .lazyOne:
                    let least = Int(place[1])
                    guard least <= end &- position else { break forward }
                    let limit = position &+ min(Int(place[2]), end &- position)
                    var reached = position &+ least
                    if skip(place + RegexLayout.oneItem, text, position, reached) < reached {
                        break forward
                    }
                    reached = takeMore(place, text, reached, limit)
                    if reached < 0 { break forward }
                    if reached < limit {
                        try push(
                            &top,
                            RegexChoice(
                                kind: .lazyOne, place: UInt32(truncatingIfNeeded: place - code),
                                position: reached, first: limit))
                    }
                    position = reached
                    place = code + Int(place[3])
                case .atomic:
                    let outer = barrier
                    barrier = top
                    try push(
                        &top,
                        RegexChoice(kind: .barrier, place: 0, position: position, first: outer))
                    place += 1
                case .atomicEnd:
                    let outer = choice(barrier).pointee.first
                    top = keepMarks(barrier, top)
                    barrier = outer
                    place += 1
                case .assert, .assertNot:
                    let isWanted = RegexInstruction(place[0]) == .assert
                    let from = position &- Int(place[1])
                    if from < 0 {
                        if isWanted { break forward }
                        place = code + Int(place[2])
                        continue
                    }
                    let outer = barrier
                    barrier = top
                    try push(
                        &top,
                        RegexChoice(
                            kind: isWanted ? .barrier : .denial, place: place[2],
                            position: position, first: outer))
                    position = from
                    place += RegexLayout.assertBody
                case .assertEnd:
                    let outer = choice(barrier).pointee
                    top = keepMarks(barrier, top)
                    barrier = outer.first
                    position = outer.position
                    place += 1
                case .assertNotEnd:
                    // It matched, so it fails, with all that was within.
                    let outer = choice(barrier).pointee.first
                    undoMarks(barrier, top)
                    top = barrier
                    barrier = outer
                    break forward
                case .possessive:
                    if place[2] == 0 {
                        place = code + Int(place[3])
                        continue
                    }
                    let outer = barrier
                    barrier = top
                    try push(
                        &top,
                        RegexChoice(
                            kind: .round, place: UInt32(truncatingIfNeeded: place - code),
                            position: position, first: outer))
                    place += RegexLayout.possessiveBody
                case .possessiveEnd:
                    try countStep()
                    let round = choice(barrier).pointee
                    top = keepMarks(barrier, top)
                    place = code + Int(place[1])
                    let count = round.second &+ 1
                    // After an empty round all others would be empty.
                    if position == round.position
                        || place[2] != UInt32.max && count >= Int(place[2])
                    {
                        barrier = round.first
                        place = code + Int(place[3])
                        continue
                    }
                    barrier = top
                    try push(
                        &top,
                        RegexChoice(
                            kind: .round, place: round.place, position: position,
                            first: round.first, second: count))
                    place += RegexLayout.possessiveBody
                }
            }
            backward: while true {
                if top == 0 { return -1 }
                try countStep()
                top &-= RegexChoice.size
                let last = choice(top)
                let choice = last.pointee
                switch choice.kind {
                case .resume:
                    place = code + Int(choice.place)
                    position = choice.position
                    break backward
                case .mark:
                    marks[Int(choice.place)] = choice.position
                    lastIndex = choice.first
                case .counter:
                    counters[Int(choice.place)] = RegexCounter(
                        count: choice.first, last: choice.second)
                case .maxUntil:
                    place = code + Int(choice.place)
                    counters[Int(place[1])] = RegexCounter(
                        count: choice.first, last: choice.second)
                    position = choice.position
                    place += RegexLayout.untilSize
                    break backward
                case .minUntil:
                    place = code + Int(choice.place)
                    position = choice.position
                    let counter = counters[Int(place[1])]
                    guard place[3] == UInt32.max || counter.count < Int(place[3]),
                        position != counter.last,
                        passes(place + RegexLayout.untilFilter, text, position)
                    else { continue }
                    try setCounter(
                        &top, place[1],
                        RegexCounter(count: counter.count &+ 1, last: position))
                    place = code + Int(place[4])
                    break backward
                case .greedyOne:
                    place = code + Int(choice.place)
                    position = giveBack(
                        place + RegexLayout.oneFilter, text, choice.position &- 1, choice.first)
                    if position < 0 { continue }
                    if position > choice.first {
                        last.pointee.position = position
                        top &+= RegexChoice.size
                    }
                    place = code + Int(place[3])
                    break backward
                case .lazyOne:
                    place = code + Int(choice.place)
                    guard matches(place + RegexLayout.oneItem, text[choice.position]) else {
                        continue
                    }
                    position = takeMore(place, text, choice.position &+ 1, choice.first)
                    if position < 0 { continue }
                    if position < choice.first {
                        last.pointee.position = position
                        top &+= RegexChoice.size
                    }
                    place = code + Int(place[3])
                    break backward
                case .barrier: barrier = choice.first
                case .denial:
                    barrier = choice.first
                    position = choice.position
                    place = code + Int(choice.place)
                    break backward
                case .round:
                    barrier = choice.first
                    place = code + Int(choice.place)
                    if choice.second < Int(place[1]) { continue }
                    position = choice.position
                    place = code + Int(place[3])
                    break backward
                }
            }
        }
    }

    // MARK: Choices

    /// The choice at an offset of the stack.
    @inline(__always)
    private func choice(_ offset: Int) -> UnsafeMutablePointer<RegexChoice> {
        (stack + offset).assumingMemoryBound(to: RegexChoice.self)
    }

    @inline(__always)
    private mutating func push(_ top: inout Int, _ pushed: RegexChoice) throws(Raised) {
        if top &+ RegexChoice.size > capacity { try growStack(top) }
        choice(top).initialize(to: pushed)
        top &+= RegexChoice.size
    }

    /// Changes a counter; its old value is put back on the way back, if there is one.
    @inline(__always)
    private mutating func setCounter(
        _ top: inout Int, _ number: UInt32, _ counter: RegexCounter
    ) throws(Raised) {
        if top != 0 {
            let old = counters[Int(number)]
            try push(
                &top,
                RegexChoice(
                    kind: .counter, place: number, position: 0, first: old.count, second: old.last
                ))
        }
        counters[Int(number)] = counter
    }

    /// Forgets the choices from an offset on, but not what marks were before; gives the new top.
    private func keepMarks(_ bottom: Int, _ top: Int) -> Int {
        var kept = bottom
        if bottom == 0 { return 0 }
        var offset = bottom
        while offset < top {
            let entry = choice(offset).pointee
            if entry.kind == .mark {
                choice(kept).pointee = entry
                kept &+= RegexChoice.size
            }
            offset &+= RegexChoice.size
        }
        return kept
    }

    /// Puts back the marks set since the choice at an offset.
    private mutating func undoMarks(_ bottom: Int, _ top: Int) {
        var offset = top
        while offset > bottom {
            offset &-= RegexChoice.size
            let entry = choice(offset).pointee
            if entry.kind == .mark {
                marks[Int(entry.place)] = entry.position
                lastIndex = entry.first
            }
        }
    }
}
