/// `repr` and `ascii` of strings: quotes, escapes and what is printable.
extension Interpreter {
    /// `repr(string)`.
    public func strRepr(_ object: Ref) throws(Raised) -> Owned {
        let characters = object.characters
        let quote = Self.quote(for: characters)
        var count = 2
        var maximum: UInt32 = 127
        for index in 0..<characters.count {
            let character = characters[index]
            let width = Self.reprWidth(character, quote)
            count += width
            if width == 1 { maximum |= character }
        }
        let result = try newString(count: count, maximum: maximum)
        let target = result.ref.characters
        target.set(0, quote)
        if count == characters.count + 2 {
            characters.copyNarrowing(to: target, at: 1)
        } else {
            var position = 1
            for index in 0..<characters.count {
                Self.writeRepr(characters[index], quote, target, &position)
            }
        }
        target.set(count - 1, quote)
        return result
    }

    /// Single quotes, unless there are only those inside.
    private static func quote(for characters: StrCharacters) -> UInt32 {
        guard characters.firstIndex(of: 39, from: 0, to: characters.count) != nil else {
            return 39
        }
        return characters.firstIndex(of: 34, from: 0, to: characters.count) == nil ? 34 : 39
    }

    /// How many characters show one: itself, `\n`, `\xff`, `\uffff` or `\U0010ffff`.
    @inline(__always)
    private static func reprWidth(_ character: UInt32, _ quote: UInt32) -> Int {
        if character < 127 {
            if character >= 32 { return character == quote || character == 92 ? 2 : 1 }
            return character == 9 || character == 10 || character == 13 ? 2 : 4
        }
        if CharacterClass.isPrintable(character) { return 1 }
        return character < 256 ? 4 : character < 65536 ? 6 : 10
    }

    private static func writeRepr(
        _ character: UInt32, _ quote: UInt32, _ target: StrCharacters, _ position: inout Int
    ) {
        let width = reprWidth(character, quote)
        if width == 1 {
            target.set(position, character)
            position += 1
            return
        }
        target.set(position, 92)
        if width == 2 {
            let letter: UInt32 =
                switch character {
                case 9: 116
                case 10: 110
                case 13: 114
                default: character
                }
            target.set(position + 1, letter)
        } else {
            writeHex(character, width - 2, target, position)
        }
        position += width
    }

    /// The letter and the hexadecimal digits of an escape whose backslash is written.
    private static func writeHex(
        _ character: UInt32, _ digits: Int, _ target: StrCharacters, _ position: Int
    ) {
        target.set(position + 1, digits == 2 ? 120 : digits == 4 ? 117 : 85)
        for index in 0..<digits {
            let digit = character >> UInt32(4 * (digits - 1 - index)) & 15
            target.set(position + 2 + index, digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    /// `ascii(object)`: its repr with everything beyond ASCII escaped.
    public func ascii(_ object: Ref) throws(Raised) -> Owned {
        let text = try repr(object)
        if text.ref.strIsASCII { return text }
        let characters = text.ref.characters
        var count = 0
        for index in 0..<characters.count {
            let character = characters[index]
            count += character < 128 ? 1 : character < 256 ? 4 : character < 65536 ? 6 : 10
        }
        let result = try newString(count: count, maximum: 127)
        let target = result.ref.characters
        var position = 0
        for index in 0..<characters.count {
            let character = characters[index]
            if character < 128 {
                target.set(position, character)
                position += 1
                continue
            }
            let digits = character < 256 ? 2 : character < 65536 ? 4 : 8
            target.set(position, 92)
            Self.writeHex(character, digits, target, position)
            position += digits + 2
        }
        return result
    }
}
