/// Checks the codes of a pattern before they are run (`_validate` in `Modules/_sre/sre.c`), so that the matcher
/// can follow them without looking where they lead. Codes come from `re/_compiler.py`, but anybody may
/// make some.
struct RegexValidator {
    private let code: [UInt32]
    private let groups: Int

    init(_ code: [UInt32], _ groups: Int) {
        self.code = code
        self.groups = groups
    }

    /// Whether the whole is a sequence of operations that ends in success.
    var isValid: Bool {
        guard groups >= 0, groups <= Int.max >> 8, code.last == RegexOperation.success.rawValue
        else { return false }
        return isSequence(0, code.count - 1, depth: 0)
    }

    /// Whether the codes of a range are whole operations, all that they lead to within the range.
    private func isSequence(_ start: Int, _ end: Int, depth: Int) -> Bool {
        guard depth < 500 else { return false }
        var place = start
        while place < end {
            guard let next = operation(place, end, depth) else { return false }
            place = next
        }
        return place == end
    }

    private func word(_ place: Int, _ end: Int) -> Int? { place < end ? Int(code[place]) : nil }

    /// Where a skip leads whose word is at a place: within the range, and not back.
    private func target(_ place: Int, _ end: Int) -> Int? {
        guard let skip = word(place, end), skip > 0, skip <= end - place else { return nil }
        return place + skip
    }

    /// The place behind the operation at a place; nil when it isn't valid.
    private func operation(_ place: Int, _ end: Int, _ depth: Int) -> Int? {
        let argument = place + 1
        guard let operation = RegexOperation(rawValue: code[place]) else { return nil }
        switch operation {
        case .success, .failure, .any, .anyAll: return argument
        case .mark: return number(argument, end, below: 2 * groups)
        case .at: return number(argument, end, below: 12)
        case .category: return number(argument, end, below: 18)
        case .literal, .notLiteral, .literalIgnore, .notLiteralIgnore, .literalUniIgnore,
            .notLiteralUniIgnore, .literalLocIgnore, .notLiteralLocIgnore:
            return number(argument, end, below: .max)
        case .in, .inIgnore, .inUniIgnore, .inLocIgnore:
            guard let next = target(argument, end), isSet(argument + 1, next) else { return nil }
            return next
        case .info: return info(argument, end)
        case .branch: return branch(argument, end, depth)
        case .repeatOne, .minRepeatOne, .possessiveRepeatOne:
            guard let next = target(argument, end), isRange(argument, end),
                isClosed(argument + 3, next, depth)
            else { return nil }
            return next
        case .repeat: return repetition(argument, end, depth)
        case .possessiveRepeat:
            guard let next = target(argument, end), isRange(argument, end), next < end,
                code[next] == RegexOperation.success.rawValue,
                isSequence(argument + 3, next, depth: depth + 1)
            else { return nil }
            return next + 1
        case .atomicGroup:
            guard let next = target(argument, end), isClosed(argument + 1, next, depth) else {
                return nil
            }
            return next
        case .assert, .assertNot:
            guard let next = target(argument, end), isClosed(argument + 2, next, depth) else {
                return nil
            }
            return next
        case .groupReference, .groupIgnore, .groupUniIgnore, .groupLocIgnore:
            return number(argument, end, below: groups)
        case .groupExists: return condition(argument, end, depth)
        default: return nil
        }
    }

    private func number(_ place: Int, _ end: Int, below limit: Int) -> Int? {
        guard let value = word(place, end), value < limit else { return nil }
        return place + 1
    }

    /// The least and the most of a repeat, behind its skip.
    private func isRange(_ skip: Int, _ end: Int) -> Bool {
        guard let least = word(skip + 1, end), let most = word(skip + 2, end) else { return false }
        return least <= most
    }

    /// A sequence with its success at the end.
    private func isClosed(_ start: Int, _ end: Int, _ depth: Int) -> Bool {
        start < end && code[end - 1] == RegexOperation.success.rawValue
            && isSequence(start, end - 1, depth: depth + 1)
    }

    private func repetition(_ skip: Int, _ end: Int, _ depth: Int) -> Int? {
        guard let until = target(skip, end), isRange(skip, end), until < end,
            code[until] == RegexOperation.maxUntil.rawValue
                || code[until] == RegexOperation.minUntil.rawValue,
            isSequence(skip + 3, until, depth: depth + 1)
        else { return nil }
        return until + 1
    }

    /// Alternatives, each with its skip and a jump behind all of them; a zero at the end.
    private func branch(_ start: Int, _ end: Int, _ depth: Int) -> Int? {
        var place = start
        var common: Int?
        while let skip = word(place, end), skip != 0 {
            guard let next = target(place, end), next - place >= 3,
                code[next - 2] == RegexOperation.jump.rawValue,
                isSequence(place + 1, next - 2, depth: depth + 1)
            else { return nil }
            let jump = next - 1
            guard let reached = target(jump, end), common == nil || common == reached else {
                return nil
            }
            common = reached
            place = next
        }
        guard place < end, common == nil || common == place + 1 else { return nil }
        return place + 1
    }

    /// A group's number and a skip to the other case, before which a jump behind it may be.
    private func condition(_ start: Int, _ end: Int, _ depth: Int) -> Int? {
        guard number(start, end, below: groups) != nil, let behind = target(start + 1, end + 1)
        else { return nil }
        // This skip alone counts from the word before it.
        let other = behind - 1
        let first = start + 2
        guard other >= first else { return nil }
        if other - first >= 2, code[other - 2] == RegexOperation.jump.rawValue,
            let last = target(other - 1, end), isSequence(first, other - 2, depth: depth + 1),
            isSequence(other, last, depth: depth + 1)
        {
            return last
        }
        return isSequence(first, other, depth: depth + 1) ? other : nil
    }

    /// The head: flags, the shortest and longest match, a prefix with its table or a set.
    private func info(_ skip: Int, _ end: Int) -> Int? {
        guard let next = target(skip, end), next - skip >= 4 else { return nil }
        let flags = code[skip + 1]
        if flags & 1 != 0 {
            guard let length = word(skip + 4, next), let literal = word(skip + 5, next),
                literal <= length, length <= (next - skip - 6) / 2
            else { return nil }
        } else if flags & 4 != 0 {
            guard isSet(skip + 4, next) else { return nil }
        }
        return next
    }

    /// A set of characters with its failure at the end.
    private func isSet(_ start: Int, _ end: Int) -> Bool {
        guard start < end, code[end - 1] == RegexOperation.failure.rawValue else { return false }
        var place = start
        while place < end - 1 {
            guard let operation = RegexOperation(rawValue: code[place]) else { return false }
            place += 1
            switch operation {
            case .negate: break
            case .literal: place += 1
            case .category:
                guard number(place, end, below: 18) != nil else { return false }
                place += 1
            case .range, .rangeUniIgnore: place += 2
            case .charset: place += 8
            case .bigCharset:
                guard let blocks = word(place, end), blocks <= 256,
                    place + 65 + blocks * 8 < end, hasBlocks(place + 1, blocks)
                else { return false }
                place += 65 + blocks * 8
            default: return false
            }
        }
        return place == end - 1
    }

    /// Whether all 256 numbers of blocks are of blocks that are there.
    private func hasBlocks(_ start: Int, _ blocks: Int) -> Bool {
        for index in 0..<64 {
            for byte in 0..<4 where Int(code[start + index] >> UInt32(8 * byte) & 255) >= blocks {
                return false
            }
        }
        return true
    }
}
