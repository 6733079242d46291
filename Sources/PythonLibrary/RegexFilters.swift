/// What can come first: the filters of a program, and the repeats that never need to give anything back.
struct RegexFilter {
    var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// Whether a character above 255 can come first.
    var isWide = false
    /// Whether nothing is known: what is looked at may match the empty text.
    var isOpen = false

    mutating func open() {
        bits = (.max, .max, .max, .max)
        isWide = true
        isOpen = true
    }

    mutating func insert(_ character: UInt32) {
        let bit: UInt64 = 1 << UInt64(character & 63)
        switch character >> 6 {
        case 0: bits.0 |= bit
        case 1: bits.1 |= bit
        case 2: bits.2 |= bit
        case 3: bits.3 |= bit
        default: isWide = true
        }
    }

    /// Adds all characters but one; nil for all.
    mutating func insertAll(but character: UInt32?) {
        var others = RegexFilter()
        if let character { others.insert(character) }
        bits.0 |= ~others.bits.0
        bits.1 |= ~others.bits.1
        bits.2 |= ~others.bits.2
        bits.3 |= ~others.bits.3
        isWide = true
    }

    /// Adds what eight words of a program say.
    mutating func insert(_ words: ArraySlice<UInt32>) {
        for (index, word) in words.enumerated() {
            let bits = UInt64(word) << UInt64(index & 1 * 32)
            switch index >> 1 {
            case 0: self.bits.0 |= bits
            case 1: self.bits.1 |= bits
            case 2: self.bits.2 |= bits
            default: self.bits.3 |= bits
            }
        }
    }

    func isDisjoint(_ other: RegexFilter) -> Bool {
        !isOpen && !other.isOpen && !(isWide && other.isWide) && bits.0 & other.bits.0 == 0
            && bits.1 & other.bits.1 == 0 && bits.2 & other.bits.2 == 0
            && bits.3 & other.bits.3 == 0
    }

    func isSubset(_ other: RegexFilter) -> Bool {
        bits.0 & ~other.bits.0 == 0 && bits.1 & ~other.bits.1 == 0
            && bits.2 & ~other.bits.2 == 0 && bits.3 & ~other.bits.3 == 0
    }

    /// As a program has it.
    var words: [UInt32] {
        let flags = (isOpen ? RegexLayout.isOpen : 0) | (isWide ? RegexLayout.isWideOpen : 0)
        return [flags]
            + [bits.0, bits.1, bits.2, bits.3].flatMap {
                [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)]
            }
    }
}

extension RegexTranslator {
    /// So many instructions are looked at for one filter; what would need more is left open.
    private static var patience: Int { 200 }

    /// What can come first from a place of the program on.
    private func filter(_ place: Int) -> RegexFilter {
        var filter = RegexFilter()
        var patience = Self.patience
        collect(place, &filter, &patience)
        return filter
    }

    /// Fills in all filters. A repeat of characters of which none can come next never gives any back.
    mutating func fillFilters() {
        for (place, target) in filters {
            program.replaceSubrange(
                place..<(place + RegexLayout.filterSize), with: filter(target).words)
        }
        for start in greedy {
            var item = RegexFilter()
            insertItem(start + RegexLayout.oneItem, &item)
            let tail = Int(program[start + 3])
            if filter(tail).isDisjoint(item) || program[start + 1] > 0 && isBounded(item, start) {
                program[start] = RegexInstruction.possessiveOne.word
            }
        }
    }

    /// Whether what follows a repeat of word characters is a boundary, which can't be between two.
    private func isBounded(_ item: RegexFilter, _ start: Int) -> Bool {
        var place = Int(program[start + 3])
        while RegexInstruction(program[place]) == .mark { place += 2 }
        guard RegexInstruction(program[place]) == .boundary, program[place + 1] == 1 else {
            return false
        }
        var letters = RegexFilter()
        letters.insert(program[(place + 3)..<(place + RegexLayout.boundarySize)])
        return !item.isWide && item.isSubset(letters)
    }

    /// How to find where a match can be.
    mutating func fillStart() {
        let first = filter(RegexHeader.size)
        var place = RegexHeader.size
        while RegexInstruction(program[place]) == .mark { place += 2 }
        let instruction = RegexInstruction(program[place])
        var start = first.isOpen ? RegexStart.anywhere : RegexStart.filtered
        var prefix = 0..<0
        switch instruction {
        case .at where program[place + 1] == 0 || program[place + 1] == 2:
            start = RegexStart.beginning
        case .literal: prefix = (place + 1)..<(place + 2)
        case .run: prefix = (place + 2)..<(place + 2 + Int(program[place + 1]))
        default: break
        }
        if !prefix.isEmpty, program[prefix].allSatisfy({ $0 < 256 }) {
            start = RegexStart.literal
            program[RegexHeader.prefix] = UInt32(prefix.lowerBound)
            program[RegexHeader.prefixCount] = UInt32(prefix.count)
            program[RegexHeader.prefixBytes] = UInt32(program.count)
            for index in stride(from: prefix.lowerBound, to: prefix.upperBound, by: 4) {
                var word: UInt32 = 0
                for byte in 0..<4 where index + byte < prefix.upperBound {
                    word |= program[index + byte] << UInt32(byte * 8)
                }
                program.append(word)
            }
        }
        program[RegexHeader.start] = start
        program.replaceSubrange(
            RegexHeader.filter..<(RegexHeader.filter + RegexLayout.filterSize), with: first.words)
    }

    /// Adds what a single-character instruction matches; false if it is another one.
    @discardableResult
    private func insertItem(_ place: Int, _ filter: inout RegexFilter) -> Bool {
        switch RegexInstruction(program[place]) {
        case .any: filter.insertAll(but: 10)
        case .anyAll: filter.insertAll(but: nil)
        case .literal: filter.insert(program[place + 1])
        case .notLiteral: filter.insertAll(but: program[place + 1])
        case .set:
            filter.insert(program[(place + 2)..<(place + RegexLayout.setSize)])
            if program[place + 1] != 0 { filter.isWide = true }
        default: return false
        }
        return true
    }

    /// Adds what can come first from a place on, until something must.
    private func collect(_ from: Int, _ filter: inout RegexFilter, _ patience: inout Int) {
        var place = from
        while !filter.isOpen {
            patience -= 1
            if patience < 0 { return filter.open() }
            if insertItem(place, &filter) { return }
            let instruction = RegexInstruction(program[place])
            switch instruction {
            case .fail: return
            case .run: return filter.insert(program[place + 2])
            case .mark, .at: place += 2
            case .boundary: place += RegexLayout.boundarySize
            case .jump: place = Int(program[place + 1])
            case .assert, .assertNot: place = Int(program[place + 2])
            case .atomic: place += 1
            case .repeat: place = Int(program[place + 2])
            case .branch:
                collect(place + RegexLayout.branchBody, &filter, &patience)
                place = Int(program[place + 1])
                if place == 0 { return }
            case .loop, .lazyLoop:
                collect(Int(program[place + 1]), &filter, &patience)
                place = Int(program[place + 2])
            case .maxUntil, .minUntil:
                collect(Int(program[place + 4]), &filter, &patience)
                place += RegexLayout.untilSize
            case .greedyOne, .lazyOne, .possessiveOne:
                if program[place + 2] > 0 {
                    insertItem(place + RegexLayout.oneItem, &filter)
                }
                if program[place + 1] > 0 { return }
                place = Int(program[place + 3])
            case .possessive:
                collect(place + RegexLayout.possessiveBody, &filter, &patience)
                place = Int(program[place + 3])
            // What is behind the end of an atomic group can't make the group choose otherwise.
            default: return filter.open()
            }
        }
    }
}
