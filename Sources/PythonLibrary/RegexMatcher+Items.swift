import Glibc

/// Single characters: the tests, and the loops over them.
extension RegexMatcher {
    /// Whether a filter lets through what is at a position.
    @inline(__always)
    func passes<Character: FixedWidthInteger & UnsignedInteger>(
        _ filter: UnsafePointer<UInt32>, _ text: UnsafePointer<Character>, _ position: Int
    ) -> Bool {
        if position >= end { return filter[0] & RegexLayout.isOpen != 0 }
        let character = UInt32(truncatingIfNeeded: text[position])
        if Character.bitWidth > 8, character > 255 { return filter[0] != 0 }
        return filter[1 &+ Int(character >> 5)] >> (character & 31) & 1 != 0
    }

    /// Whether a character is in the set of an instruction, from its second word on.
    @inline(__always)
    func isInSet<Character: FixedWidthInteger & UnsignedInteger>(
        _ set: UnsafePointer<UInt32>, _ member: Character
    ) -> Bool {
        let character = UInt32(truncatingIfNeeded: member)
        if Character.bitWidth > 8, character > 255 {
            return set[0] == 0
                ? false
                : set[0] == 1 || RegexCharacters.isInTable(code + Int(set[0]), character)
        }
        return set[1 &+ Int(character >> 5)] >> (character & 31) & 1 != 0
    }

    /// Whether a character matches a single-character instruction.
    @inline(__always)
    func matches<Character: FixedWidthInteger & UnsignedInteger>(
        _ item: UnsafePointer<UInt32>, _ member: Character
    ) -> Bool {
        let character = UInt32(truncatingIfNeeded: member)
        return switch RegexInstruction(item[0]) {
        case .any: character != 10
        case .anyAll: true
        case .literal: character == item[1]
        case .notLiteral: character != item[1]
        default: isInSet(item + 1, member)
        }
    }

    /// Where the characters in a row that match an item stop, at `limit` at the latest.
    @specialized(where Character == UInt8)
    @specialized(where Character == UInt16)
    @specialized(where Character == UInt32)
    @inline(never)
    func skip<Character: FixedWidthInteger & UnsignedInteger>(
        _ item: UnsafePointer<UInt32>, _ text: UnsafePointer<Character>, _ from: Int, _ limit: Int
    ) -> Int {
        var position = from
        switch RegexInstruction(item[0]) {
        case .any: return firstPlace(of: 10, text, from, limit)
        case .anyAll: return max(from, limit)
        case .literal:
            guard let literal = Character(exactly: item[1]) else { return from }
            while position < limit, text[position] == literal { position &+= 1 }
        case .notLiteral: return firstPlace(of: item[1], text, from, limit)
        default:
            let set = item + 1
            while position < limit, isInSet(set, text[position]) { position &+= 1 }
        }
        return position
    }

    /// Where a character comes first, or the limit.
    @inline(__always)
    private func firstPlace<Character: FixedWidthInteger & UnsignedInteger>(
        of character: UInt32, _ text: UnsafePointer<Character>, _ from: Int, _ limit: Int
    ) -> Int {
        if from >= limit { return from }
        guard let character = Character(exactly: character) else { return limit }
        if Character.bitWidth == 8 {
            let start = UnsafeRawPointer(text)
            let found = memchr(
                start + from, Int32(truncatingIfNeeded: character), limit &- from)
            return found.map { UnsafeRawPointer($0) - start } ?? limit
        }
        var position = from
        while position < limit, text[position] != character { position &+= 1 }
        return position
    }

    /// For a repeat that has taken all it could: the last place, down to `floor`, from where the rest can
    /// match; −1 if there is none.
    @inline(__always)
    func giveBack<Character: FixedWidthInteger & UnsignedInteger>(
        _ filter: UnsafePointer<UInt32>, _ text: UnsafePointer<Character>, _ from: Int,
        _ floor: Int
    ) -> Int {
        var position = from
        if filter[0] & RegexLayout.isOpen != 0 { return position >= floor ? position : -1 }
        while position >= floor {
            if passes(filter, text, position) { return position }
            position &-= 1
        }
        return -1
    }

    /// For a repeat that takes as few as it can: the first place, up to `limit`, from where the rest can
    /// match; −1 if there is none.
    @inline(__always)
    func takeMore<Character: FixedWidthInteger & UnsignedInteger>(
        _ repeated: UnsafePointer<UInt32>, _ text: UnsafePointer<Character>, _ from: Int,
        _ limit: Int
    ) -> Int {
        let (filter, item) = (
            repeated + RegexLayout.oneFilter, repeated + RegexLayout.oneItem
        )
        var position = from
        while !passes(filter, text, position) {
            guard position < limit, matches(item, text[position]) else { return -1 }
            position &+= 1
        }
        return position
    }

    // MARK: Positions

    /// Whether a position is what `at` asks for, by its number in `re/_constants.py`.
    @inline(__always)
    func isAt<Character: FixedWidthInteger & UnsignedInteger>(
        _ kind: UInt32, _ text: UnsafePointer<Character>, _ position: Int
    ) -> Bool {
        switch kind {
        case 0, 2: position == 0
        case 1: position == 0 || text[position &- 1] == 10
        case 5: position == end || position &+ 1 == end && text[position] == 10
        case 6: position == end || position < end && text[position] == 10
        default: position == end
        }
    }

    /// Whether a `boundary` instruction matches at a position; in an empty text there is no position that
    /// is one, nor one that isn't.
    @inline(__always)
    func isBoundary<Character: FixedWidthInteger & UnsignedInteger>(
        _ place: UnsafePointer<UInt32>, _ text: UnsafePointer<Character>, _ position: Int
    ) -> Bool {
        if end == 0 { return false }
        let before = position > 0 && isWord(place, text[position &- 1])
        let after = position < end && isWord(place, text[position])
        return (before != after) == (place[1] != 0)
    }

    @inline(__always)
    private func isWord<Character: FixedWidthInteger & UnsignedInteger>(
        _ place: UnsafePointer<UInt32>, _ member: Character
    ) -> Bool {
        let character = UInt32(truncatingIfNeeded: member)
        if Character.bitWidth > 8, character > 255 {
            return place[2] != 0 && RegexCharacters.isWord(character)
        }
        return place[3 &+ Int(character >> 5)] >> (character & 31) & 1 != 0
    }

    // MARK: Groups

    /// The end of a group's text, if it comes again at a position; else −1.
    @specialized(where Character == UInt8)
    @specialized(where Character == UInt16)
    @specialized(where Character == UInt32)
    @inline(never)
    func matchesGroup<Character: FixedWidthInteger & UnsignedInteger>(
        _ place: UnsafePointer<UInt32>, _ text: UnsafePointer<Character>, _ position: Int
    ) -> Int {
        let (folding, mark) = (place[1], Int(place[2]))
        guard isSet(mark) else { return -1 }
        let from = marks[mark]
        let length = marks[mark &+ 1] &- from
        guard length == 0 || length <= end &- position else { return -1 }
        for index in 0..<length {
            let first = UInt32(truncatingIfNeeded: text[from &+ index])
            let second = UInt32(truncatingIfNeeded: text[position &+ index])
            if first == second { continue }
            guard folding != 0,
                RegexCharacters.fold(first, folding) == RegexCharacters.fold(second, folding)
            else { return -1 }
        }
        return position &+ length
    }
}
