import PythonRuntime

/// Runs compiled patterns: a backtracking machine over the codes that `re/_compiler.py` makes, with its own
/// stack of choices, so that no pattern can use up the host's.
///
///     choice:  where to go on when what follows fails: a place in the code and in the text, how far the
///              trail of marks and the list of repeat counters had grown
///     trail:   marks that were overwritten, to be put back
///     counts:  one for each round of a repeat, linked to that of the repeat around it; never changed, so
///              going back is only forgetting the later ones
struct RegexMatcher {
    let code: UnsafePointer<UInt32>
    let text: StrCharacters
    let interpreter: Interpreter
    private let lease: SubjectLease?
    /// Where the text to look at begins and ends.
    let start: Int
    let end: Int
    /// Must the match reach the end?
    var isFull = false
    /// A match that ends here, empty, isn't wanted: `finditer` found it already.
    var forbiddenEnd = -1
    var matchStart = 0
    var matchEnd = 0
    /// Two for each group; −1 where unset.
    var marks: [Int]
    var lastMark = -1
    var lastIndex = -1

    var choices: [Choice] = []
    var trail: [(index: Int, value: Int)] = []
    var counts: [RepeatCount] = []
    var steps = 0

    struct RepeatCount {
        /// The place of the repeat's skip, minimum and maximum.
        var place: Int
        var count: Int
        var lastPosition: Int
        var outer: Int
    }

    enum Kind { case resume, branch, greedyOne, lazyOne, lazyUntil }

    struct Choice {
        var kind: Kind
        var place: Int
        var position: Int
        var trailCount: Int
        var countsCount: Int
        var current: Int
        var lastMark: Int
        var lastIndex: Int
        /// `greedyOne`: items taken and the least; `lazyOne`: items taken and the most.
        var taken = 0
        var bound = 0
    }

    init(
        code: UnsafePointer<UInt32>, text: StrCharacters, groups: Int, start: Int, end: Int,
        interpreter: Interpreter, lease: SubjectLease?
    ) {
        self.lease = lease
        self.code = code
        self.text = text
        self.start = start
        self.end = end
        self.interpreter = interpreter
        marks = [Int](repeating: -1, count: groups * 2)
    }

    mutating func reset() {
        if lastMark >= 0 { for index in marks.indices { marks[index] = -1 } }
        lastMark = -1
        lastIndex = -1
        choices.removeAll(keepingCapacity: true)
        trail.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
    }

    /// Where an empty match was found, which the next search must not find again; else −1.
    var emptyEnd: Int { matchStart == matchEnd ? matchEnd : -1 }

    /// Matches at one place.
    mutating func match(at position: Int) throws(Raised) -> Bool {
        reset()
        matchStart = position
        guard let end = try run(0, position, -1, isTop: true) else { return false }
        matchEnd = end
        return true
    }

    /// Matches at the first place where it can.
    mutating func search(from position: Int) throws(Raised) -> Bool {
        var position = position
        let first = firstCharacter
        while position <= end {
            if let first {
                while position < end, text[position] != first { position += 1 }
                if position >= end { return false }
            }
            if try match(at: position) { return true }
            position += 1
        }
        return false
    }

    /// The character every match begins with, if the code's head tells.
    var firstCharacter: UInt32? {
        guard code[0] == RegexOperation.info.rawValue, code[2] & 1 != 0, code[5] > 0 else {
            return nil
        }
        return code[7]
    }

    // MARK: The machine

    mutating func choose(
        _ kind: Kind, _ place: Int, _ position: Int, _ current: Int, taken: Int = 0, bound: Int = 0
    ) {
        choices.append(
            Choice(
                kind: kind, place: place, position: position, trailCount: trail.count,
                countsCount: counts.count, current: current, lastMark: lastMark,
                lastIndex: lastIndex, taken: taken, bound: bound))
    }

    mutating func restore(_ choice: Choice) {
        while trail.count > choice.trailCount {
            let entry = trail.removeLast()
            marks[entry.index] = entry.value
        }
        lastMark = choice.lastMark
        lastIndex = choice.lastIndex
        // Counts made since belong to what failed.
        counts.removeLast(counts.count - choice.countsCount)
    }

    /// Runs from a place in the code; gives where in the text it ended, or nil. What was chosen within is
    /// settled then: nobody goes back into it.
    mutating func run(
        _ place: Int, _ position: Int, _ current: Int, isTop: Bool
    ) throws(Raised) -> Int? {
        let base = choices.count
        var place = place
        var position = position
        var current = current
        while true {
            steps += 1
            if steps & 1023 == 0 { try interpreter.chargeInstructions(1024) }
            let next = try step(&place, &position, &current, isTop: isTop)
            switch next {
            case .next: continue
            case .done:
                choices.removeLast(choices.count - base)
                return position
            case .fail:
                if choices.count == base { return nil }
                try goBack(&place, &position, &current)
            }
        }
    }

    enum Outcome { case next, done, fail }

    /// Takes the last choice up again.
    mutating func goBack(
        _ place: inout Int, _ position: inout Int, _ current: inout Int
    ) throws(Raised) {
        var choice = choices.removeLast()
        restore(choice)
        place = choice.place
        position = choice.position
        current = choice.current
        switch choice.kind {
        case .resume: break
        case .branch:
            // The place is one before the alternative's skip, as an operation's would be.
            let skip = choice.place + 1
            let length = Int(code[skip])
            if code[skip + length] != 0 { choose(.branch, skip + length - 1, position, current) }
            place = skip + 1
        case .greedyOne:
            // One item fewer, then what follows.
            choice.taken -= 1
            choice.position -= 1
            position = choice.position
            if choice.taken > choice.bound { choices.append(choice) }
        case .lazyOne:
            // One item more, then what follows.
            let item = choice.place + 4
            guard choice.taken < choice.bound, position < end, matchesOne(item, position) else {
                place = failurePlace
                return
            }
            choice.taken += 1
            choice.position += 1
            position = choice.position
            choices.append(choice)
            place = choice.place + 1 + Int(code[choice.place + 1])
        case .lazyUntil:
            guard current >= 0 else { return }
            let round = counts[current]
            let most = Int(code[round.place + 2])
            guard most == maximumRepeat || round.count < most, position != round.lastPosition
            else {
                place = failurePlace
                return
            }
            startRound(round, position, &current, notes: true)
            place = round.place + 3
        }
    }

    /// A place that always fails: below the code.
    var failurePlace: Int { -1 }

    var maximumRepeat: Int { 0xFFFF_FFFF }

    mutating func startRound(
        _ round: RepeatCount, _ position: Int, _ current: inout Int, notes: Bool
    ) {
        counts.append(
            RepeatCount(
                place: round.place, count: round.count + 1,
                lastPosition: notes ? position : round.lastPosition, outer: round.outer))
        current = counts.count - 1
    }

    // One case an operation; it is long because there are so many.
    mutating func step(
        _ place: inout Int, _ position: inout Int, _ current: inout Int, isTop: Bool
    ) throws(Raised) -> Outcome {
        guard place >= 0, let operation = RegexOperation(rawValue: code[place]) else {
            return .fail
        }
        switch operation {
        case .success:
            if isTop,
                isFull && position != end || position == forbiddenEnd && position == matchStart
            {
                return .fail
            }
            return .done
        case .failure: return .fail
        case .info, .jump:
            place += 1 + Int(code[place + 1])
        case .mark:
            setMark(Int(code[place + 1]), position)
            place += 2
        case .at:
            guard isAt(code[place + 1], position) else { return .fail }
            place += 2
        case .any, .anyAll, .literal, .notLiteral, .in, .category, .literalIgnore,
            .notLiteralIgnore, .literalUniIgnore, .notLiteralUniIgnore, .literalLocIgnore,
            .notLiteralLocIgnore, .inIgnore, .inUniIgnore, .inLocIgnore:
            guard position < end, matchesOne(place, position) else { return .fail }
            position += 1
            place = afterOne(place)
        case .branch:
            return branch(&place, position, current)
        case .repeatOne: return repeatOne(&place, &position, current)
        case .minRepeatOne: return minRepeatOne(&place, &position, current)
        case .possessiveRepeatOne:
            let (least, most) = (Int(code[place + 2]), Int(code[place + 3]))
            let taken = countOnes(place + 4, position, most)
            if taken < least { return .fail }
            position += taken
            place += 1 + Int(code[place + 1])
        case .repeat:
            counts.append(
                RepeatCount(place: place + 1, count: 0, lastPosition: -1, outer: current))
            current = counts.count - 1
            // To the until, which decides whether to begin a round.
            place += 1 + Int(code[place + 1])
        case .maxUntil: return maxUntil(&place, position, &current)
        case .minUntil: return minUntil(&place, position, &current)
        case .possessiveRepeat: return try possessiveRepeat(&place, &position, current)
        case .atomicGroup:
            guard let reached = try run(place + 2, position, current, isTop: false) else {
                return .fail
            }
            position = reached
            place += 1 + Int(code[place + 1])
        case .assert, .assertNot:
            guard try assert(place, position, current, operation == .assert) else { return .fail }
            place += 1 + Int(code[place + 1])
        case .groupReference, .groupIgnore, .groupUniIgnore, .groupLocIgnore:
            guard let length = matchesGroup(operation, Int(code[place + 1]), position) else {
                return .fail
            }
            position += length
            place += 2
        case .groupExists:
            let group = Int(code[place + 1]) * 2
            place += isSet(group) ? 3 : 1 + Int(code[place + 2])
        default: return .fail
        }
        return .next
    }

    func isSet(_ mark: Int) -> Bool {
        marks.indices.contains(mark + 1) && marks[mark] >= 0 && marks[mark + 1] >= marks[mark]
    }

    mutating func setMark(_ index: Int, _ position: Int) {
        guard marks.indices.contains(index) else { return }
        if index & 1 == 1 { lastIndex = index / 2 + 1 }
        if index > lastMark { lastMark = index }
        trail.append((index, marks[index]))
        marks[index] = position
    }

    /// Tries the alternative whose skip is at `place`, and the next one when that fails.
    mutating func branch(_ place: inout Int, _ position: Int, _ current: Int) -> Outcome {
        let skip = place + 1
        let length = Int(code[skip])
        if length == 0 { return .fail }
        if code[skip + length] != 0 { choose(.branch, skip + length - 1, position, current) }
        place = skip + 1
        return .next
    }
}
