import PythonRuntime

/// What patterns ask about characters (`Modules/_sre/sre.c`).
enum RegexCharacters {
    static func isASCIIWord(_ character: UInt32) -> Bool {
        character >= 97 && character <= 122 || character >= 65 && character <= 90
            || character >= 48 && character <= 57 || character == 95
    }

    static func isWord(_ character: UInt32) -> Bool {
        if character < 128 { return isASCIIWord(character) }
        if character < 256 { return isLatinWord(character) }
        guard let properties = CharacterClass.properties(character) else { return false }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return true
        default: return properties.numericType != nil
        }
    }

    /// Letters and numbers from 128 to 255.
    private static func isLatinWord(_ character: UInt32) -> Bool {
        switch character {
        case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC...0xBE: true
        case 0xC0...0xFF: character != 0xD7 && character != 0xF7
        default: false
        }
    }

    static func isASCIISpace(_ character: UInt32) -> Bool {
        character == 32 || character >= 9 && character <= 13
    }

    static func isDigit(_ character: UInt32) -> Bool {
        if character < 256 { return character >= 48 && character <= 57 }
        return CharacterClass.decimalValue(character) != nil
    }

    static func asciiLower(_ character: UInt32) -> UInt32 {
        character >= 65 && character <= 90 ? character + 32 : character
    }

    static func lower(_ character: UInt32) -> UInt32 {
        if character < 128 { return asciiLower(character) }
        if character < 256 {
            return character >= 0xC0 && character <= 0xDE && character != 0xD7
                ? character + 32 : character
        }
        guard let properties = CharacterClass.properties(character) else { return character }
        return first(of: properties.lowercaseMapping, or: character)
    }

    static func upper(_ character: UInt32) -> UInt32 {
        if character < 128 {
            return character >= 97 && character <= 122 ? character - 32 : character
        }
        if character >= 0xE0, character < 0xFF { return character == 0xF7 ? 0xF7 : character - 32 }
        guard let properties = CharacterClass.properties(character) else { return character }
        return first(of: properties.uppercaseMapping, or: character)
    }

    /// The first character of a mapping; the character itself where CPython's Unicode doesn't have the
    /// mapping yet.
    private static func first(of mapping: String, or character: UInt32) -> UInt32 {
        for scalar in mapping.unicodeScalars {
            guard let age = scalar.properties.age, age.major <= 14 else { return character }
        }
        return mapping.unicodeScalars.first?.value ?? character
    }

    /// Whether a character is in a category, by its number in `re/_constants.py`.
    static func isIn(_ category: UInt32, _ character: UInt32) -> Bool {
        switch category {
        case 0: character >= 48 && character <= 57
        case 1: !(character >= 48 && character <= 57)
        case 2: isASCIISpace(character)
        case 3: !isASCIISpace(character)
        case 4, 8: isASCIIWord(character)
        case 5, 9: !isASCIIWord(character)
        case 6: character == 10
        case 7: character != 10
        case 10: isDigit(character)
        case 11: !isDigit(character)
        case 12: CharacterClass.isSpace(character)
        case 13: !CharacterClass.isSpace(character)
        case 14: isWord(character)
        case 15: !isWord(character)
        case 16: CharacterClass.isLineBreak(character)
        default: !CharacterClass.isLineBreak(character)
        }
    }

    /// Whether a character is in a set of the code (`SRE(charset)`), which the translator has checked.
    static func isInSet(_ set: UnsafePointer<UInt32>, _ character: UInt32) -> Bool {
        var set = set
        var result = true
        while true {
            let operation = set[0]
            set += 1
            switch RegexOperation(checked: operation) {
            case .failure: return !result
            case .literal:
                if character == set[0] { return result }
                set += 1
            case .category:
                if isIn(set[0], character) { return result }
                set += 1
            case .charset:
                if character < 256, set[Int(character >> 5)] & 1 << (character & 31) != 0 {
                    return result
                }
                set += 8
            case .range:
                if set[0] <= character && character <= set[1] { return result }
                set += 2
            case .rangeUniIgnore:
                if set[0] <= character && character <= set[1] { return result }
                let other = upper(character)
                if set[0] <= other && other <= set[1] { return result }
                set += 2
            case .negate: result = !result
            case .bigCharset:
                let count = Int(set[0])
                set += 1
                if character < 65536, isInBlocks(set, character) { return result }
                set += 64 + count * 8
            default: return false
            }
        }
    }

    /// Whether a character is in a big set: the number of a block for each 256 characters, then the blocks.
    private static func isInBlocks(_ set: UnsafePointer<UInt32>, _ character: UInt32) -> Bool {
        let index = UnsafeRawPointer(set).load(
            fromByteOffset: Int(character >> 8), as: UInt8.self)
        let block = set + 64 + Int(index) * 8
        return block[Int(character & 255) >> 5] & 1 << (character & 31) != 0
    }

    /// Whether a character above 255 is in a set of which a program has a table: how case is to be
    /// folded, then the set's codes.
    @inline(never)
    static func isInTable(_ table: UnsafePointer<UInt32>, _ character: UInt32) -> Bool {
        isInSet(table + 1, fold(character, table[0]))
    }

    /// A character with its case folded: 0 not, 1 in ASCII, 2 in Unicode.
    static func fold(_ character: UInt32, _ folding: UInt32) -> UInt32 {
        switch folding {
        case 0: character
        case 1: asciiLower(character)
        default: lower(character)
        }
    }
}

/// What a program says about sets of characters.
extension RegexCharacters {
    /// Eight words with a bit for each character below 256 that is in a category.
    static func bits(ofCategory category: UInt32) -> [UInt32] {
        bits { isIn(category, $0) }
    }

    /// The same for a set.
    static func bits(ofSet codes: [UInt32], folding: UInt32) -> [UInt32] {
        codes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return [] }
            return bits { isInSet(start, fold($0, folding)) }
        }
    }

    private static func bits(_ isMember: (UInt32) -> Bool) -> [UInt32] {
        var words = [UInt32](repeating: 0, count: 8)
        for character in UInt32(0)..<256 where isMember(character) {
            words[Int(character >> 5)] |= 1 << (character & 31)
        }
        return words
    }

    /// 0 if no character above 255 is in a set, 1 if all are, nil if it must be looked up.
    static func wideMembers(ofSet codes: [UInt32], folding: UInt32) -> UInt32? {
        if folding == 2 { return nil }
        let isNegated = codes[0] == RegexOperation.negate.rawValue
        var hasAll = false
        var place = isNegated ? 1 : 0
        while place < codes.count {
            switch RegexOperation(checked: codes[place]) {
            case .failure: return hasAll != isNegated ? 1 : 0
            case .literal:
                if codes[place + 1] > 255 { return nil }
                place += 2
            case .range:
                if codes[place + 2] > 255 { return nil }
                place += 3
            case .charset: place += 9
            case .category:
                switch codes[place + 1] {
                case 0, 2, 4, 6, 8: break
                case 1, 3, 5, 7, 9: hasAll = true
                default: return nil
                }
                place += 2
            default: return nil
            }
        }
        return nil
    }
}

/// The operations of compiled patterns, by their numbers in `re/_constants.py` of 3.11.
enum RegexOperation: UInt32 {
    case failure, success, any, anyAll, assert, assertNot, at, branch, category, charset
    case bigCharset, groupReference, groupExists, `in`, info, jump, literal, mark, maxUntil
    case minUntil, notLiteral, negate, range, `repeat`, repeatOne, subpattern, minRepeatOne
    case atomicGroup, possessiveRepeat, possessiveRepeatOne
    case groupIgnore, inIgnore, literalIgnore, notLiteralIgnore
    case groupLocIgnore, inLocIgnore, literalLocIgnore, notLiteralLocIgnore
    case groupUniIgnore, inUniIgnore, literalUniIgnore, notLiteralUniIgnore, rangeUniIgnore

    /// From a word that the translator has checked.
    init(checked word: UInt32) {
        // SAFETY: the cases are numbered from 0 without gaps, and the word is one of them.
        self = unsafeBitCast(UInt8(truncatingIfNeeded: word), to: RegexOperation.self)
    }
}
