/// The commands that a note defines for itself: `\newcommand{\R}{\mathbb{R}}`, `\def\half{\frac12}`.
///
/// What one formula defines the later ones of the page can use, as in Obsidian. Macros are replaced in the
/// source, before it is read: definitions leave nothing, uses what they stand for.
struct TeXMacros {
    private struct Macro {
        var argumentCount: Int
        /// What the first argument is if it is left out; nil if it can't be.
        var fallback: [Character]?
        var body: [Character]
    }

    private var macros: [String: Macro] = [:]
    /// Replacements in one formula, and characters of it, beyond which it is left as it is: a macro may
    /// use itself.
    private static let mostReplacements = 1_000
    private static let mostCharacters = 20_000

    /// The source without definitions and macros; nil if macros have no end.
    mutating func expanded(_ source: String) -> String? {
        if macros.isEmpty, !Self.mayDefine(source) { return source }
        var rest = Array(source)
        var result: [Character] = []
        var index = 0
        var replacements = 0
        while index < rest.count {
            guard rest[index] == "\\" else {
                result.append(rest[index])
                index += 1
                continue
            }
            var reader = Reader(rest, index)
            let name = reader.command()
            if let definition = Self.definitions[name], define(definition, &reader) {
                index = reader.index
            } else if let macro = macros[name], let body = Self.apply(macro, &reader) {
                replacements += 1
                guard replacements < Self.mostReplacements,
                    rest.count - reader.index + body.count < Self.mostCharacters
                else { return nil }
                rest = body + rest[reader.index...]
                index = 0
            } else {
                result += rest[index..<reader.afterCommand]
                index = reader.afterCommand
            }
        }
        return String(result)
    }

    /// Whether one of the defining commands is in a source.
    private static func mayDefine(_ source: String) -> Bool {
        var rest = source.utf8[...]
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            rest = rest[rest.index(after: backslash)...]
            let name = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
            if definitions[String(Substring(name))] != nil { return true }
            rest = name.isEmpty ? rest.dropFirst() : rest[name.endIndex...]
        }
        return false
    }

    private enum Definition { case command, plain, named }

    private static let definitions: [String: Definition] = [
        "newcommand": .command, "renewcommand": .command, "providecommand": .command,
        "def": .plain, "gdef": .plain, "DeclareMathOperator": .named,
    ]

    /// Reads a definition; false if it is none that is understood.
    private mutating func define(_ kind: Definition, _ reader: inout Reader) -> Bool {
        var isStarred = false
        if reader.peek == "*" {
            isStarred = true
            reader.index += 1
        }
        guard let name = reader.definedName() else { return false }
        var macro = Macro(argumentCount: 0, fallback: nil, body: [])
        switch kind {
        case .command:
            if let count = reader.group("[", "]") {
                guard let number = Int(String(count)), (0...9).contains(number) else {
                    return false
                }
                macro.argumentCount = number
                macro.fallback = reader.group("[", "]")
            }
        case .plain:
            while reader.peek == "#" {
                macro.argumentCount += 1
                guard reader.takeParameter(macro.argumentCount) else { return false }
            }
        case .named: break
        }
        guard let body = reader.group("{", "}") else { return false }
        macro.body = body
        if case .named = kind {
            macro.body = Array("\\operatorname\(isStarred ? "*" : ""){") + body + ["}"]
        }
        macros[name] = macro
        return true
    }

    /// What a macro stands for with the arguments that follow it; nil if one is missing.
    private static func apply(_ macro: Macro, _ reader: inout Reader) -> [Character]? {
        var arguments: [[Character]] = []
        if let fallback = macro.fallback {
            arguments.append(reader.group("[", "]") ?? fallback)
        }
        while arguments.count < macro.argumentCount {
            guard let argument = reader.argument() else { return nil }
            arguments.append(argument)
        }
        var result: [Character] = []
        var index = 0
        while index < macro.body.count {
            let character = macro.body[index]
            if character == "#", index + 1 < macro.body.count,
                let number = macro.body[index + 1].wholeNumberValue,
                (1...max(1, arguments.count)).contains(number), !arguments.isEmpty
            {
                result += arguments[number - 1]
                index += 2
                continue
            }
            result.append(character)
            index += 1
        }
        // A command at the end must not run into a letter that follows.
        return result + [" "]
    }

    private struct Reader {
        let text: [Character]
        var index: Int
        /// Behind the command that was read.
        var afterCommand: Int

        init(_ text: [Character], _ index: Int) {
            self.text = text
            self.index = index
            afterCommand = index
        }

        /// The next character that is no white space.
        var peek: Character? {
            mutating get {
                while index < text.count, text[index].isWhitespace { index += 1 }
                return index < text.count ? text[index] : nil
            }
        }

        /// Reads a command, its backslash included.
        mutating func command() -> String {
            let start = index + 1
            index = start
            while index < text.count, text[index].isASCII, text[index].isLetter { index += 1 }
            if index == start { index = min(index + 1, text.count) }
            afterCommand = index
            return String(text[start..<index])
        }

        /// `{\name}` or `\name`.
        mutating func definedName() -> String? {
            if let inside = group("{", "}") {
                let name = inside.filter { !$0.isWhitespace }
                return name.first == "\\" && name.count > 1 ? String(name.dropFirst()) : nil
            }
            return peek == "\\" ? command() : nil
        }

        /// `#1`
        mutating func takeParameter(_ number: Int) -> Bool {
            guard index + 1 < text.count, text[index + 1].wholeNumberValue == number else {
                return false
            }
            index += 2
            return true
        }

        mutating func argument() -> [Character]? {
            guard let first = peek else { return nil }
            if first == "{" { return group("{", "}") }
            guard first == "\\" else {
                index += 1
                return [first]
            }
            return ["\\"] + Array(command())
        }

        /// What stands between two brackets, with nested ones; nil if there are none here.
        mutating func group(_ open: Character, _ close: Character) -> [Character]? {
            let before = index
            guard peek == open else {
                index = before
                return nil
            }
            var depth = 0
            var end = index
            while end < text.count {
                if text[end] == open { depth += 1 }
                if text[end] == close { depth -= 1 }
                if depth == 0 { break }
                end += text[end] == "\\" ? 2 : 1
            }
            guard end < text.count else {
                index = before
                return nil
            }
            defer { index = end + 1 }
            return Array(text[(index + 1)..<end])
        }
    }
}
