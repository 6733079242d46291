import PythonRuntime

/// Repeats, assertions and single items.
extension RegexMatcher {
    // MARK: Single items

    /// Whether the character at a position matches a single-character operation; the position is in range.
    func matchesOne(_ place: Int, _ position: Int) -> Bool {
        let character = text[position]
        switch RegexOperation(rawValue: code[place]) {
        case .any: return character != 10
        case .anyAll: return true
        case .literal: return character == code[place + 1]
        case .notLiteral: return character != code[place + 1]
        case .in: return RegexCharacters.isInSet(code + place + 2, character)
        case .category: return RegexCharacters.isIn(code[place + 1], character)
        case .literalIgnore, .literalLocIgnore:
            return RegexCharacters.asciiLower(character) == code[place + 1]
        case .notLiteralIgnore, .notLiteralLocIgnore:
            return RegexCharacters.asciiLower(character) != code[place + 1]
        case .literalUniIgnore: return RegexCharacters.lower(character) == code[place + 1]
        case .notLiteralUniIgnore: return RegexCharacters.lower(character) != code[place + 1]
        case .inIgnore, .inLocIgnore:
            return RegexCharacters.isInSet(
                code + place + 2, RegexCharacters.asciiLower(character))
        case .inUniIgnore:
            return RegexCharacters.isInSet(code + place + 2, RegexCharacters.lower(character))
        default: return false
        }
    }

    /// The place behind a single-character operation.
    func afterOne(_ place: Int) -> Int {
        switch RegexOperation(rawValue: code[place]) {
        case .any, .anyAll: place + 1
        case .in, .inIgnore, .inUniIgnore, .inLocIgnore: place + 1 + Int(code[place + 1])
        default: place + 2
        }
    }

    /// How many characters in a row match an item.
    func countOnes(_ place: Int, _ position: Int, _ most: Int) -> Int {
        let room = end - position
        let limit = min(most, room)
        if code[place] == RegexOperation.anyAll.rawValue { return max(0, limit) }
        var taken = 0
        while taken < limit, matchesOne(place, position + taken) { taken += 1 }
        return taken
    }

    func isAt(_ kind: UInt32, _ position: Int) -> Bool {
        switch kind {
        case 0, 2: return position == 0
        case 1: return position == 0 || text[position - 1] == 10
        case 3: return isBoundary(position, RegexCharacters.isASCIIWord)
        case 4: return end > 0 && !isBoundary(position, RegexCharacters.isASCIIWord)
        case 5: return position == end || position == end - 1 && text[position] == 10
        case 6: return position == end || text[position] == 10
        case 7: return position == end
        case 8: return isBoundary(position, RegexCharacters.isASCIIWord)
        case 9: return end > 0 && !isBoundary(position, RegexCharacters.isASCIIWord)
        case 10: return isBoundary(position, RegexCharacters.isWord)
        default: return end > 0 && !isBoundary(position, RegexCharacters.isWord)
        }
    }

    private func isBoundary(_ position: Int, _ isWord: (UInt32) -> Bool) -> Bool {
        if end == 0 { return false }
        let before = position > 0 && isWord(text[position - 1])
        let after = position < end && isWord(text[position])
        return before != after
    }

    /// The length of a group's text, if it comes again here.
    func matchesGroup(_ operation: RegexOperation, _ group: Int, _ position: Int) -> Int? {
        guard isSet(group * 2) else { return nil }
        let from = marks[group * 2]
        let length = marks[group * 2 + 1] - from
        guard length <= end - position else { return nil }
        for index in 0..<length {
            let (first, second) = (text[from + index], text[position + index])
            let isSame =
                switch operation {
                case .groupReference: first == second
                case .groupUniIgnore:
                    RegexCharacters.lower(first) == RegexCharacters.lower(second)
                default:
                    RegexCharacters.asciiLower(first) == RegexCharacters.asciiLower(second)
                }
            if !isSame { return nil }
        }
        return length
    }

    // MARK: Repeats of single items

    mutating func repeatOne(
        _ place: inout Int, _ position: inout Int, _ current: Int
    ) -> Outcome {
        let (least, most) = (Int(code[place + 2]), Int(code[place + 3]))
        let taken = countOnes(place + 4, position, most)
        if taken < least { return .fail }
        place += 1 + Int(code[place + 1])
        position += taken
        if taken > least {
            choose(.greedyOne, place, position, current, taken: taken, bound: least)
        }
        return .next
    }

    mutating func minRepeatOne(
        _ place: inout Int, _ position: inout Int, _ current: Int
    ) -> Outcome {
        let (least, most) = (Int(code[place + 2]), Int(code[place + 3]))
        let taken = countOnes(place + 4, position, least)
        if taken < least { return .fail }
        position += taken
        choose(.lazyOne, place, position, current, taken: taken, bound: most)
        place += 1 + Int(code[place + 1])
        return .next
    }

    // MARK: Repeats of groups

    mutating func maxUntil(
        _ place: inout Int, _ position: Int, _ current: inout Int
    ) -> Outcome {
        guard current >= 0 else { return .fail }
        let round = counts[current]
        let (least, most) = (Int(code[round.place + 1]), Int(code[round.place + 2]))
        if round.count < least {
            startRound(round, position, &current, notes: false)
            place = round.place + 3
            return .next
        }
        if most == maximumRepeat || round.count < most, position != round.lastPosition {
            choose(.resume, place + 1, position, round.outer)
            startRound(round, position, &current, notes: true)
            place = round.place + 3
            return .next
        }
        current = round.outer
        place += 1
        return .next
    }

    mutating func minUntil(
        _ place: inout Int, _ position: Int, _ current: inout Int
    ) -> Outcome {
        guard current >= 0 else { return .fail }
        let round = counts[current]
        if round.count < Int(code[round.place + 1]) {
            startRound(round, position, &current, notes: false)
            place = round.place + 3
            return .next
        }
        choose(.lazyUntil, place, position, current)
        current = round.outer
        place += 1
        return .next
    }

    mutating func possessiveRepeat(
        _ place: inout Int, _ position: inout Int, _ current: Int
    ) throws(Raised) -> Outcome {
        let (least, most) = (Int(code[place + 2]), Int(code[place + 3]))
        var count = 0
        while most == maximumRepeat || count < most {
            let before = position
            choose(.resume, failurePlace, position, current)
            let reached = try run(place + 4, position, current, isTop: false)
            // What a failed round marked is forgotten.
            let choice = choices.removeLast()
            guard let reached else {
                restore(choice)
                break
            }
            position = reached
            count += 1
            if position == before, count >= least { break }
        }
        if count < least { return .fail }
        place += 2 + Int(code[place + 1])
        return .next
    }

    /// A look ahead or behind; what a failed or a negative one marked is forgotten.
    mutating func assert(
        _ place: Int, _ position: Int, _ current: Int, _ wanted: Bool
    ) throws(Raised) -> Bool {
        let back = Int(code[place + 2])
        guard position - back >= 0 else { return !wanted }
        choose(.resume, failurePlace, position, current)
        let reached = try run(place + 3, position - back, current, isTop: false)
        let choice = choices.removeLast()
        if reached == nil || !wanted { restore(choice) }
        return (reached != nil) == wanted
    }
}
