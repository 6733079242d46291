/// What Python asks about a character (`Objects/unicodectype.c`), answered for ASCII at once and for
/// the rest from the Unicode data of the Swift library.
///
/// CPython 3.11 is built on Unicode 14; characters assigned later are unassigned to it, so whatever
/// has a later age is answered as unassigned.
public enum CharacterClass {
    @inline(__always)
    public static func properties(_ character: UInt32) -> Unicode.Scalar.Properties? {
        guard let scalar = Unicode.Scalar(character) else { return nil }
        let properties = scalar.properties
        guard let age = properties.age, age.major <= 14 else { return nil }
        return properties
    }

    /// The general category; surrogates and unassigned characters are told apart by the caller.
    public static func category(_ character: UInt32) -> Unicode.GeneralCategory {
        if character >= 0xD800 && character < 0xE000 { return .surrogate }
        return properties(character)?.generalCategory ?? .unassigned
    }

    /// `str.isspace`: bidirectional type WS, B or S, or category Zs.
    @inline(__always)
    public static func isSpace(_ character: UInt32) -> Bool {
        if character < 128 {
            return character == 32 || (character >= 9 && character <= 13)
                || (character >= 0x1C && character <= 0x1F)
        }
        switch character {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            return true
        default: return false
        }
    }

    /// Whether `str.splitlines` breaks here.
    @inline(__always)
    public static func isLineBreak(_ character: UInt32) -> Bool {
        switch character {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// The value of a decimal digit of any script.
    public static func decimalValue(_ character: UInt32) -> UInt8? {
        if character < 128 {
            return character >= 48 && character <= 57 ? UInt8(character - 48) : nil
        }
        guard let properties = properties(character), properties.numericType == .decimal,
            let value = properties.numericValue
        else { return nil }
        return UInt8(value)
    }

    /// Whether `repr` shows the character as it is: everything but separators other than the space and
    /// the categories "other".
    static func isPrintable(_ character: UInt32) -> Bool {
        if character < 127 { return character >= 32 }
        switch category(character) {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            return false
        default: return true
        }
    }
}

/// Letters, digits, case.
extension CharacterClass {
    @inline(__always)
    static func isAlphabetic(_ character: UInt32) -> Bool {
        if character < 128 {
            let letter = character | 0x20
            return letter >= 97 && letter <= 122
        }
        switch category(character) {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return true
        default: return false
        }
    }

    static func isDigit(_ character: UInt32) -> Bool {
        if character < 128 { return character >= 48 && character <= 57 }
        let type = properties(character)?.numericType
        return type == .decimal || type == .digit
    }

    static func isNumeric(_ character: UInt32) -> Bool {
        if character < 128 { return character >= 48 && character <= 57 }
        return properties(character)?.numericType != nil
            && !UnicodeChanges.laterNumeric.contains(character)
    }

    @inline(__always)
    static func isLower(_ character: UInt32) -> Bool {
        if character < 128 { return character >= 97 && character <= 122 }
        if UnicodeChanges.laterLowercase.contains(character) { return false }
        return properties(character)?.isLowercase ?? false
            || UnicodeChanges.formerLowercase.contains(character)
    }

    @inline(__always)
    static func isUpper(_ character: UInt32) -> Bool {
        if character < 128 { return character >= 65 && character <= 90 }
        return properties(character)?.isUppercase ?? false
    }

    static func isTitle(_ character: UInt32) -> Bool {
        character >= 128 && category(character) == .titlecaseLetter
    }

    static func isCased(_ character: UInt32) -> Bool {
        if character < 128 { return isAlphabetic(character) }
        if UnicodeChanges.laterLowercase.contains(character) { return false }
        return properties(character)?.isCased ?? false
            || UnicodeChanges.formerLowercase.contains(character)
    }

    static func isCaseIgnorable(_ character: UInt32) -> Bool {
        properties(character)?.isCaseIgnorable ?? false
            || UnicodeChanges.formerCaseIgnorable.contains(character)
    }

    static func isIdentifierStart(_ character: UInt32) -> Bool {
        if character < 128 { return isAlphabetic(character) || character == 95 }
        return properties(character)?.isXIDStart ?? false
    }

    static func isIdentifierPart(_ character: UInt32) -> Bool {
        if character < 128 {
            return isAlphabetic(character) || character == 95
                || (character >= 48 && character <= 57)
        }
        return properties(character)?.isXIDContinue ?? false
            && !UnicodeChanges.laterIdentifierParts.contains(character)
    }

    /// Which mapping of a character.
    enum CaseMapping { case lower, upper, title, fold }

    /// Appends what a character becomes.
    @inline(__always)
    static func appendMapped(
        _ character: UInt32, _ mapping: CaseMapping, to result: inout [UInt32]
    ) {
        if character < 128 {
            let isLetter =
                mapping == .lower || mapping == .fold
                ? character >= 65 && character <= 90 : character >= 97 && character <= 122
            result.append(isLetter ? character ^ 0x20 : character)
            return
        }
        appendMappedBeyondASCII(character, mapping, &result)
    }

    private static func appendMappedBeyondASCII(
        _ character: UInt32, _ mapping: CaseMapping, _ result: inout [UInt32]
    ) {
        guard let properties = properties(character) else { return result.append(character) }
        let text =
            switch mapping {
            case .lower: properties.lowercaseMapping
            case .upper: properties.uppercaseMapping
            case .title: properties.titlecaseMapping
            case .fold: foldedText(character, properties)
            }
        // A mapping to a character that CPython's Unicode doesn't have yet isn't there.
        let isKnown = text.unicodeScalars.allSatisfy {
            ($0.properties.age?.major ?? 99) <= 14
        }
        guard isKnown else { return result.append(character) }
        for scalar in text.unicodeScalars { result.append(scalar.value) }
    }

    /// Full case folding: what the capital form is in small letters, but for the letters that fold to
    /// themselves or to capitals.
    private static func foldedText(
        _ character: UInt32, _ properties: Unicode.Scalar.Properties
    ) -> String {
        switch character {
        case 0x130: return "i\u{307}"
        case 0x131: return "\u{131}"
        case 0x1E9E: return "ss"
        case 0x13A0...0x13F5: return String(Unicode.Scalar(character) ?? " ")
        case 0x13F8...0x13FD: return String(Unicode.Scalar(character - 8) ?? " ")
        case 0xAB70...0xABBF: return String(Unicode.Scalar(character - 0xAB70 + 0x13A0) ?? " ")
        default: break
        }
        var folded = ""
        for scalar in properties.uppercaseMapping.unicodeScalars {
            folded += scalar.properties.lowercaseMapping
        }
        return folded
    }
}
