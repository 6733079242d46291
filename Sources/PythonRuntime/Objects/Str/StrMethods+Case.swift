/// Upper, lower, title and folded case.
extension Interpreter {
    private func mapped(
        _ object: Ref, _ mapping: CharacterClass.CaseMapping
    ) throws(Raised) -> Owned {
        let characters = object.characters
        if object.strIsASCII { return try mappedASCII(characters, mapping) }
        var result: [UInt32] = []
        result.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            let character = characters[index]
            if mapping == .lower, character == 0x3A3 {
                result.append(Self.lowerSigma(characters, index))
            } else {
                CharacterClass.appendMapped(character, mapping, to: &result)
            }
        }
        return try makeUnsharedString(codePoints: result)
    }

    /// ASCII letters, in one pass.
    private func mappedASCII(
        _ characters: StrCharacters, _ mapping: CharacterClass.CaseMapping
    ) throws(Raised) -> Owned {
        let toLower = mapping == .lower || mapping == .fold
        let first: UInt8 = toLower ? 65 : 97
        let source = characters.start.assumingMemoryBound(to: UInt8.self)
        let result = try newString(count: characters.count, maximum: 127)
        let target = result.ref.strData.assumingMemoryBound(to: UInt8.self)
        for index in 0..<characters.count {
            let byte = source[index]
            target[index] = byte &- first < 26 ? byte ^ 0x20 : byte
        }
        return result
    }

    /// The small form of a capital sigma: the final one at the end of a word.
    private static func lowerSigma(_ characters: StrCharacters, _ index: Int) -> UInt32 {
        var before = index - 1
        while before >= 0, CharacterClass.isCaseIgnorable(characters[before]) { before -= 1 }
        guard before >= 0, CharacterClass.isCased(characters[before]) else { return 0x3C3 }
        var after = index + 1
        while after < characters.count, CharacterClass.isCaseIgnorable(characters[after]) {
            after += 1
        }
        let continues = after < characters.count && CharacterClass.isCased(characters[after])
        return continues ? 0x3C3 : 0x3C2
    }

    func strLower(_ object: Ref) throws(Raised) -> Owned { try mapped(object, .lower) }

    func strUpper(_ object: Ref) throws(Raised) -> Owned { try mapped(object, .upper) }

    func strCasefold(_ object: Ref) throws(Raised) -> Owned { try mapped(object, .fold) }

    func strSwapCase(_ object: Ref) throws(Raised) -> Owned {
        let characters = object.characters
        var result: [UInt32] = []
        result.reserveCapacity(characters.count)
        for index in 0..<characters.count {
            let character = characters[index]
            if CharacterClass.isUpper(character) {
                if character == 0x3A3 {
                    result.append(Self.lowerSigma(characters, index))
                } else {
                    CharacterClass.appendMapped(character, .lower, to: &result)
                }
            } else if CharacterClass.isLower(character) {
                CharacterClass.appendMapped(character, .upper, to: &result)
            } else {
                result.append(character)
            }
        }
        return try makeUnsharedString(codePoints: result)
    }

    func strCapitalize(_ object: Ref) throws(Raised) -> Owned {
        let characters = object.characters
        if characters.count == 0 { return try exactString(object) }
        var result: [UInt32] = []
        result.reserveCapacity(characters.count)
        CharacterClass.appendMapped(characters[0], .title, to: &result)
        for index in 1..<max(characters.count, 1) {
            if characters[index] == 0x3A3 {
                result.append(Self.lowerSigma(characters, index))
            } else {
                CharacterClass.appendMapped(characters[index], .lower, to: &result)
            }
        }
        return try makeUnsharedString(codePoints: result)
    }

    func strTitle(_ object: Ref) throws(Raised) -> Owned {
        let characters = object.characters
        var result: [UInt32] = []
        result.reserveCapacity(characters.count)
        var followsCased = false
        for index in 0..<characters.count {
            let character = characters[index]
            if followsCased {
                if character == 0x3A3 {
                    result.append(Self.lowerSigma(characters, index))
                } else {
                    CharacterClass.appendMapped(character, .lower, to: &result)
                }
            } else {
                CharacterClass.appendMapped(character, .title, to: &result)
            }
            followsCased = CharacterClass.isCased(character)
        }
        return try makeUnsharedString(codePoints: result)
    }
}
