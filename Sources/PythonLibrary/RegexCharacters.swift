import PythonRuntime

/// What patterns ask about characters (`Modules/_sre/sre.c`).
enum RegexCharacters {
    static func isASCIIWord(_ character: UInt32) -> Bool {
        character >= 97 && character <= 122 || character >= 65 && character <= 90
            || character >= 48 && character <= 57 || character == 95
    }

    static func isWord(_ character: UInt32) -> Bool {
        if character < 128 { return isASCIIWord(character) }
        guard let properties = CharacterClass.properties(character) else { return false }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return true
        default: return properties.numericType != nil
        }
    }

    static func isASCIISpace(_ character: UInt32) -> Bool {
        character == 32 || character >= 9 && character <= 13
    }

    static func isDigit(_ character: UInt32) -> Bool {
        CharacterClass.decimalValue(character) != nil
    }

    static func asciiLower(_ character: UInt32) -> UInt32 {
        character >= 65 && character <= 90 ? character + 32 : character
    }

    static func lower(_ character: UInt32) -> UInt32 {
        if character < 128 { return asciiLower(character) }
        guard let properties = CharacterClass.properties(character) else { return character }
        return first(of: properties.lowercaseMapping, or: character)
    }

    static func upper(_ character: UInt32) -> UInt32 {
        if character < 128 {
            return character >= 97 && character <= 122 ? character - 32 : character
        }
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

    /// Whether a character is in a set of the code (`SRE(charset)`).
    static func isInSet(_ set: UnsafePointer<UInt32>, _ character: UInt32) -> Bool {
        var set = set
        var result = true
        while true {
            let operation = set[0]
            set += 1
            switch RegexOperation(rawValue: operation) {
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
                if character < 65536 {
                    let index = UnsafeRawPointer(set).load(
                        fromByteOffset: Int(character >> 8), as: UInt8.self)
                    let block = set + 64 + Int(index) * 8
                    if block[Int(character & 255) >> 5] & 1 << (character & 31) != 0 {
                        return result
                    }
                }
                set += 64 + count * 8
            default: return false
            }
        }
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
}
