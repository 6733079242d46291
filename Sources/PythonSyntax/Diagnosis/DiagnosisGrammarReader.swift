/// Reads `DiagnosisGrammar`'s notation. The texts are part of the program, so a mistake in them is ours.
struct DiagnosisGrammarReader {
    private enum Word: Equatable {
        case name(String)
        case quoted(String)
        case message(String)
        case symbol(Character)
        case end
    }

    private var words: [Word] = []
    private var index = 0

    init(_ text: StaticString) {
        let characters = Array(text.description)
        var position = 0
        while position < characters.count {
            words.append(DiagnosisGrammarReader.readWord(characters, &position))
        }
        words = words.filter { $0 != .symbol(" ") }
        words.append(.end)
    }

    private static func readWord(_ characters: [Character], _ position: inout Int) -> Word {
        let first = characters[position]
        position += 1
        switch first {
        case " ", "\n": return .symbol(" ")
        case "'":
            var text = ""
            while characters[position] != "'" {
                text.append(characters[position])
                position += 1
            }
            position += 1
            return .quoted(text)
        case "\"":
            var text = ""
            while characters[position] != "\"" {
                if characters[position] == "\\" { position += 1 }
                text.append(characters[position])
                position += 1
            }
            position += 1
            return .message(text)
        case _ where first.isLetter:
            var text = String(first)
            while position < characters.count,
                characters[position].isLetter || characters[position] == "_"
                    || (characters[position] == "-" && text.first?.isLowercase == true)
            {
                text.append(characters[position])
                position += 1
            }
            return .name(text)
        default: return .symbol(first)
        }
    }

    private var word: Word { words[index] }

    private mutating func accept(_ symbol: Character) -> Bool {
        guard word == .symbol(symbol) else { return false }
        index += 1
        return true
    }

    private func fail(_ expected: String) -> Never {
        preconditionFailure(
            "grammar: expected \(expected) at \(words[max(0, index - 4)...].prefix(8))")
    }

    private mutating func readName() -> String {
        guard case .name(let name) = word else { fail("a name") }
        index += 1
        return name
    }

    /// Whether a rule's head begins here: a name and `=` or `<`, or a name, `%` and `=`.
    private var startsRule: Bool {
        guard case .name(let name) = word, name.count > 1 else { return word == .end }
        let next = words[index + 1]
        if next == .symbol("=") || next == .symbol("<") { return true }
        return next == .symbol("%") && words[index + 2] == .symbol("=")
    }

    mutating func read(into grammar: inout DiagnosisGrammar) {
        while word != .end {
            let number = grammar.number(ofRule: readName())
            grammar.rules[number].isDefined = true
            if accept("%") { grammar.rules[number].isMemoized = true }
            if accept("<") {
                grammar.rules[number].isLeftRecursive = true
                grammar.rules[number].alternatives = [readAlternative(&grammar)]
                guard accept(">") else { fail(">") }
                grammar.rules[number].extensions = readAlternatives(&grammar)
            } else {
                guard accept("=") else { fail("=") }
                grammar.rules[number].alternatives = readAlternatives(&grammar)
            }
        }
    }

    private mutating func readAlternatives(
        _ grammar: inout DiagnosisGrammar
    ) -> [DiagnosisGrammar.Alternative] {
        var alternatives = [readAlternative(&grammar)]
        while accept("|") { alternatives.append(readAlternative(&grammar)) }
        return alternatives
    }

    private mutating func readAlternative(
        _ grammar: inout DiagnosisGrammar
    ) -> DiagnosisGrammar.Alternative {
        var alternative = DiagnosisGrammar.Alternative()
        while !startsRule, !isEndOfAlternative {
            if accept("@") {
                alternative.kind = DiagnosisNode.Kind(rawValue: readName())
                precondition(alternative.kind != nil, "grammar: unknown kind")
            } else if accept("{") {
                alternative.action = readAction()
            } else {
                alternative.elements.append(readElement(&grammar))
            }
        }
        if alternative.elements.count == 1,
            case .rule(let rule) = grammar.items[alternative.elements[0].item]
        {
            alternative.isInvalid = grammar.rules[rule].name.hasPrefix("invalid_")
        }
        return alternative
    }

    private var isEndOfAlternative: Bool {
        switch word {
        case .symbol("|"), .symbol(")"), .symbol("]"), .symbol(">"), .end: true
        default: false
        }
    }

    private mutating func readAction() -> DiagnosisAction {
        let name = readName()
        guard let kind = DiagnosisAction.Kind(rawValue: name) else { fail("an action") }
        var message = ""
        if case .message(let text) = word {
            message = text
            index += 1
        }
        guard accept("}") else { fail("}") }
        return DiagnosisAction(kind: kind, message: message)
    }

    private mutating func readElement(
        _ grammar: inout DiagnosisGrammar
    ) -> DiagnosisGrammar.Element {
        var label = 0
        if case .name(let name) = word, name.count == 1, words[index + 1] == .symbol("=") {
            label = name == "a" ? 1 : 2
            index += 2
        }
        return DiagnosisGrammar.Element(item: readRepeated(&grammar), label: label)
    }

    private mutating func readRepeated(_ grammar: inout DiagnosisGrammar) -> Int {
        if accept("~") { return grammar.add(.cut) }
        if accept("&") {
            if accept("&") { return readForced(&grammar) }
            let item = readRepeated(&grammar)
            return grammar.add(.follows(item))
        }
        if accept("!") {
            let item = readRepeated(&grammar)
            return grammar.add(.followsNot(item))
        }
        if case .quoted(let separator) = word, words[index + 1] == .symbol(".") {
            index += 2
            let item = readAtom(&grammar)
            guard accept("+") else { fail("+") }
            return grammar.add(.gather(separator: TokenKind(spelling: separator), item))
        }
        let item = readAtom(&grammar)
        if accept("*") { return grammar.add(.zeroOrMore(item)) }
        if accept("+") { return grammar.add(.oneOrMore(item)) }
        return item
    }

    private mutating func readForced(_ grammar: inout DiagnosisGrammar) -> Int {
        guard case .quoted(let text) = word else { fail("a token") }
        index += 1
        return grammar.add(.forced(TokenKind(spelling: text), .init(text: text)))
    }

    private mutating func readAtom(_ grammar: inout DiagnosisGrammar) -> Int {
        switch word {
        case .quoted(let text):
            index += 1
            return grammar.add(.token(TokenKind(spelling: text)))
        case .symbol("("):
            index += 1
            let rule = readGroup(&grammar, closing: ")")
            return grammar.add(.rule(rule))
        case .symbol("["):
            index += 1
            let rule = readGroup(&grammar, closing: "]")
            let item = grammar.add(.rule(rule))
            return grammar.add(.optional(item))
        case .name(let name):
            index += 1
            return grammar.add(tokenItem(name) ?? .rule(grammar.number(ofRule: name)))
        default: fail("an element")
        }
    }

    private func tokenItem(_ name: String) -> DiagnosisGrammar.Item? {
        switch name {
        case "NAME": .name
        case "NUMBER": .number
        case "REAL": .real
        case "IMAGINARY": .imaginary
        case "STRING": .string
        case "STRINGS": .strings
        case "SOFT_KEYWORD": .softKeyword
        case "MATCH": .word(IdentifierTable.match)
        case "CASE": .word(IdentifierTable.case)
        case "WILDCARD": .word(IdentifierTable.underscore)
        case "NEWLINE": .token(.newline)
        case "INDENT": .token(.indent)
        case "DEDENT": .token(.dedent)
        case "ENDMARKER": .token(.endMarker)
        default: nil
        }
    }

    private mutating func readGroup(
        _ grammar: inout DiagnosisGrammar, closing: Character
    ) -> Int {
        let number = grammar.number(ofRule: "(\(grammar.rules.count))")
        grammar.rules[number].isDefined = true
        let alternatives = readAlternatives(&grammar)
        grammar.rules[number].alternatives = alternatives
        guard accept(closing) else { fail("\(closing)") }
        return number
    }
}

extension TokenKind {
    /// The kind of a keyword or operator by its spelling.
    init(spelling: String) {
        let bytes = ContiguousArray((spelling + "\0").utf8)
        let kind = bytes.withUnsafeBufferPointer { buffer -> TokenKind in
            guard let base = buffer.baseAddress else { return .unknown }
            var tokenizer = Tokenizer(
                base: base, count: buffer.count - 1, firstLine: 1, identifiers: IdentifierTable(),
                countsErrorColumnsInBytes: false)
            // A closing bracket needs an opening one.
            tokenizer.brackets = [
                .init(byte: closingPartner(base[0]), line: 1, column: 0)
            ]
            tokenizer.scan()
            return tokenizer.tokens.first?.kind ?? .unknown
        }
        self = kind
    }
}

private func closingPartner(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x29: 0x28
    case 0x5D: 0x5B
    default: 0x7B
    }
}
