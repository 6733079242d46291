import PythonRuntime

/// Repeats and single characters.
extension RegexTranslator {
    /// The bounds of a repeat: the words behind its skip.
    private func bounds(_ place: Int) throws(Raised) -> (least: Int, most: Int) {
        let (least, most) = (try word(place + 2), try word(place + 3))
        guard least <= most else { throw invalid() }
        return (least, most)
    }

    private func width(_ item: Int, times least: Int) -> Int {
        min(min(item, 1 << 30) * min(least, 1 << 30), 1 << 30)
    }

    /// A repeat of a single character.
    mutating func repeatedOne(
        _ instruction: RegexInstruction, _ place: inout Int, _ end: Int
    ) throws(Raised) -> Int {
        let behind = try target(place + 1, end)
        let (least, most) = try bounds(place)
        let start = program.count
        emit(instruction, UInt32(least), UInt32(most), 0)
        emitFilter(of: 0)
        var itemPlace = place + 4
        try item(&itemPlace)
        guard itemPlace == behind - 1, try operation(itemPlace) == .success else {
            throw invalid()
        }
        patch(start + 3)
        filters[filters.count - 1].target = program.count
        if instruction == .greedyOne { greedy.append(start) }
        place = behind
        return min(least, 1 << 30)
    }

    /// A repeat of more than one character: what decides whether to go round again comes behind the body, so
    /// that the body can be looked at first.
    mutating func repeated(
        _ place: inout Int, _ end: Int, _ depth: Int
    ) throws(Raised) -> Int {
        let until = try target(place + 1, end)
        let (least, most) = try bounds(place)
        let operation = try operation(until)
        guard operation == .maxUntil || operation == .minUntil else { throw invalid() }
        let isLazy = operation == .minUntil
        let start = program.count
        emit(.repeat, 0, 0)
        let body = program.count
        let item = try sequence(place + 4, until, depth + 1)
        if least == 0, most == 1 {
            program[start] = RegexInstruction.jump.word
            emit(.jump, 0)
            let jump = program.count - 1
            patch(start + 1)
            emitLoop(isLazy, body)
            patch(jump)
        } else if least <= 1, most == 0xFFFF_FFFF, item > 0 {
            program[start] = RegexInstruction.jump.word
            program[start + 1] = UInt32(least == 0 ? program.count : body)
            emitLoop(isLazy, body)
        } else {
            program[start + 1] = UInt32(counters)
            patch(start + 2)
            emit(
                isLazy ? .minUntil : .maxUntil, UInt32(counters), UInt32(least), UInt32(most),
                UInt32(body))
            emitFilter(of: body)
            counters += 1
        }
        place = until + 1
        return width(item, times: least)
    }

    private mutating func emitLoop(_ isLazy: Bool, _ body: Int) {
        let tail = program.count + RegexLayout.loopSize
        emit(isLazy ? .lazyLoop : .loop, UInt32(body), UInt32(tail))
        emitFilter(of: body)
        emitFilter(of: tail)
    }

    mutating func possessive(
        _ place: inout Int, _ end: Int, _ depth: Int
    ) throws(Raised) -> Int {
        let until = try target(place + 1, end)
        let (least, most) = try bounds(place)
        guard try operation(until) == .success else { throw invalid() }
        let start = program.count
        emit(.possessive, UInt32(least), UInt32(most), 0)
        let item = try sequence(place + 4, until, depth + 1)
        emit(.possessiveEnd, UInt32(start))
        patch(start + 3)
        place = until + 1
        return width(item, times: least)
    }

    // MARK: Single characters

    /// An operation that matches one character.
    mutating func item(_ place: inout Int) throws(Raised) {
        let operation = try operation(place)
        switch operation {
        case .any, .anyAll:
            emit(operation == .any ? .any : .anyAll)
            place += 1
        case .literal, .notLiteral:
            emit(
                operation == .literal ? .literal : .notLiteral, UInt32(try word(place + 1)))
            place += 2
        case .category:
            let category = try word(place + 1)
            guard category <= 17 else { throw invalid() }
            emitSet([RegexOperation.category.rawValue, UInt32(category), 0], folding: 0)
            place += 2
        case .literalIgnore, .literalLocIgnore, .literalUniIgnore:
            let literal = [RegexOperation.literal.rawValue, UInt32(try word(place + 1)), 0]
            emitSet(literal, folding: operation == .literalUniIgnore ? 2 : 1)
            place += 2
        case .notLiteralIgnore, .notLiteralLocIgnore, .notLiteralUniIgnore:
            let literal = [RegexOperation.literal.rawValue, UInt32(try word(place + 1)), 0]
            emitSet(
                [RegexOperation.negate.rawValue] + literal,
                folding: operation == .notLiteralUniIgnore ? 2 : 1)
            place += 2
        case .in, .inIgnore, .inLocIgnore, .inUniIgnore:
            let behind = try target(place + 1, source.count)
            try checkSet(place + 2, behind)
            emitSet(
                Array(source[(place + 2)..<behind]),
                folding: operation == .in ? 0 : operation == .inUniIgnore ? 2 : 1)
            place = behind
        default: throw invalid()
        }
    }

    /// Whether a set's codes are whole, to their `FAILURE`.
    private func checkSet(_ from: Int, _ behind: Int) throws(Raised) {
        var place = from
        while place < behind - 1 {
            switch try operation(place) {
            case .literal: place += 2
            case .category:
                guard try word(place + 1) <= 17 else { throw invalid() }
                place += 2
            case .range, .rangeUniIgnore: place += 3
            case .charset: place += 9
            case .negate: place += 1
            case .bigCharset:
                let blocks = try word(place + 1)
                guard place + 2 + 64 + blocks * 8 < behind else { throw invalid() }
                for index in 0..<256 {
                    let block = source[place + 2 + index / 4] >> UInt32(index % 4 * 8) & 255
                    guard block < blocks else { throw invalid() }
                }
                place += 2 + 64 + blocks * 8
            default: throw invalid()
            }
        }
        guard place == behind - 1, source[place] == 0 else { throw invalid() }
    }

    /// A set: which characters below 256 are in it, and what there is to know of those above.
    private mutating func emitSet(_ codes: [UInt32], folding: UInt32) {
        let bits = RegexCharacters.bits(ofSet: codes, folding: folding)
        let wide = RegexCharacters.wideMembers(ofSet: codes, folding: folding)
        emit(.set, wide ?? 0)
        if wide == nil { tables.append((program.count - 1, [folding] + codes)) }
        program += bits
    }
}
