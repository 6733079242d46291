/// Takes a formula's source apart.
struct TeXScanner {
    enum Token: Equatable {
        /// `\alpha`, without the backslash; of one character if it is no letter.
        case command(String)
        case character(Character)
        case open, close, superscript, `subscript`, ampersand
        case end
    }

    private let characters: [Character]
    private var index = 0
    /// The token that comes at a place, if it was looked at already.
    private var peeked: (token: Token, start: Int, end: Int)?

    init(_ source: String) {
        var plain: [Character] = []
        var isComment = false
        var previous: Character = " "
        for character in source {
            if character.isNewline { isComment = false }
            if character == "%", previous != "\\" { isComment = true }
            if !isComment { plain.append(character) }
            previous = character
        }
        characters = plain
    }

    /// The next token, white space left out.
    mutating func next() -> Token {
        if let peeked, peeked.start == index {
            index = peeked.end
            return peeked.token
        }
        skipSpace()
        guard index < characters.count else { return .end }
        let character = characters[index]
        index += 1
        switch character {
        case "{": return .open
        case "}": return .close
        case "^": return .superscript
        case "_": return .subscript
        case "&": return .ampersand
        case "\\": return .command(commandName())
        default: return .character(character)
        }
    }

    /// The next token, which stays.
    mutating func peek() -> Token {
        let start = index
        let token = next()
        peeked = (token, start, index)
        index = start
        return token
    }

    mutating func skipSpace() {
        while index < characters.count, Self.isSpace(characters[index]) { index += 1 }
    }

    private static func isSpace(_ character: Character) -> Bool {
        guard let ascii = character.asciiValue else { return character.isWhitespace }
        return ascii == UInt8(ascii: " ") || (0x09...0x0D).contains(ascii)
    }

    private mutating func commandName() -> String {
        guard index < characters.count else { return "" }
        let start = index
        while index < characters.count, characters[index].isASCII, characters[index].isLetter {
            index += 1
        }
        if index == start { index += 1 }
        var name = String(characters[start..<index])
        if index < characters.count, characters[index] == "*", name.count > 1 {
            // `\operatorname*` is one command.
            if name == "operatorname" {
                name += "*"
                index += 1
            }
        }
        return name.first?.isWhitespace == true ? " " : name
    }

    /// The digits and points of a number that began with a character already taken.
    mutating func restOfNumber() -> String {
        let start = index
        while index < characters.count {
            let character = characters[index]
            let isPoint =
                character == "." && index + 1 < characters.count && characters[index + 1].isNumber
            guard (character.isASCII && character.isNumber) || isPoint else { break }
            index += 1
        }
        return String(characters[start..<index])
    }

    /// What stands between braces as it is, with nested ones; nil if there are none here.
    mutating func rawGroup() -> String? {
        skipSpace()
        return raw("{", "}")
    }

    /// What stands between brackets; nil if there are none here.
    mutating func optionalRawGroup() -> String? {
        let before = index
        skipSpace()
        if let text = raw("[", "]") { return text }
        index = before
        return nil
    }

    private mutating func raw(_ open: Character, _ close: Character) -> String? {
        guard index < characters.count, characters[index] == open else { return nil }
        var depth = 0
        var end = index
        while end < characters.count {
            if characters[end] == open { depth += 1 }
            if characters[end] == close {
                depth -= 1
                if depth == 0 { break }
            }
            end += characters[end] == "\\" ? 2 : 1
        }
        guard end < characters.count else { return nil }
        let text = String(characters[(index + 1)..<end])
        index = end + 1
        return text
    }
}
