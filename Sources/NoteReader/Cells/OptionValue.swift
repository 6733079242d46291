/// The value of an option, in the part of YAML that options use.
enum OptionValue {
    case null
    case boolean(Bool)
    case scalar(String)
    case sequence([String])

    static func parse(_ text: String) -> OptionValue {
        let bytes = Array(text.utf8.trimmed)
        guard let first = bytes.first else { return .null }
        if first == ASCII.openBracket, bytes.last == ASCII.closeBracket {
            return .sequence(items(bytes.dropFirst().dropLast()))
        }
        if first == ASCII.quote || first == ASCII.apostrophe {
            return .scalar(unquoted(bytes[...]))
        }
        switch bytes.text {
        case "true", "True", "yes": return .boolean(true)
        case "false", "False", "no": return .boolean(false)
        case "null", "~": return .null
        case let plain: return .scalar(plain)
        }
    }

    init(_ property: PropertyValue) {
        switch property {
        case .null: self = .null
        case .checkbox(let isOn): self = .boolean(isOn)
        case .list(let items): self = .sequence(items.map(\.plainText))
        case .mapping: self = .null
        case .text, .number, .date, .datetime: self = .scalar(property.plainText)
        }
    }

    var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    var text: String? {
        switch self {
        case .scalar(let text): text
        case .boolean(let isOn): isOn ? "true" : "false"
        case .null, .sequence: nil
        }
    }

    /// The items of a list, also of one written `a, b`.
    var list: [String]? {
        switch self {
        case .sequence(let items): items
        case .scalar(let text): Self.items(Array(text.utf8)[...])
        case .null, .boolean: nil
        }
    }

    var positiveNumber: Int? {
        guard case .scalar(let text) = self else { return nil }
        let digits = text.utf8.filter { $0 != ASCII.underscore }
        guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy(ASCII.isDigit) else {
            return nil
        }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value > 0 ? value : nil
    }

    var plainText: String {
        switch self {
        case .null: "null"
        case .boolean(let isOn): isOn ? "true" : "false"
        case .scalar(let text): text
        case .sequence(let items): items.joined(separator: ", ")
        }
    }

    private static func items(_ bytes: ArraySlice<UInt8>) -> [String] {
        bytes.split(separator: ASCII.comma).map { unquoted($0.trimmed) }.filter { !$0.isEmpty }
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
        guard let first = bytes.first, bytes.count >= 2, bytes.last == first else {
            return bytes.text
        }
        let inside = bytes.dropFirst().dropLast()
        if first == ASCII.apostrophe { return inside.text }
        guard first == ASCII.quote else { return bytes.text }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in inside {
            if isEscaped {
                switch byte {
                case UInt8(ascii: "n"): result.append(ASCII.lineFeed)
                case UInt8(ascii: "t"): result.append(ASCII.tab)
                default: result.append(byte)
                }
                isEscaped = false
            } else if byte == ASCII.backslash {
                isEscaped = true
            } else {
                result.append(byte)
            }
        }
        return result.text
    }
}

/// The words of a comment: `key`, `key=value`, `key="two words"`.
enum CommentWords {
    struct Word: Equatable {
        var key: String
        var value: String?
    }

    static func split(_ text: String) -> [Word] {
        let bytes = Array(text.utf8)
        var words: [Word] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] <= ASCII.space {
                index += 1
                continue
            }
            let start = index
            var equals: Int?
            var quote: UInt8?
            while index < bytes.count, quote != nil || bytes[index] > ASCII.space {
                let byte = bytes[index]
                if byte == quote {
                    quote = nil
                } else if quote == nil, byte == ASCII.quote || byte == ASCII.apostrophe {
                    quote = byte
                } else if quote == nil, equals == nil, byte == ASCII.equals {
                    equals = index
                }
                index += 1
            }
            let key = bytes[start..<(equals ?? index)].text
            words.append(Word(key: key, value: equals.map { bytes[($0 + 1)..<index].text }))
        }
        return words
    }
}

/// Finds what a mistyped word was meant to be.
public enum Spelling {
    /// The nearest of the words, if it is near enough to be a typing error.
    public static func closest(to word: String, among words: [String]) -> String? {
        let typed = Array(word.lowercased().utf8.prefix(40))
        let best = words.map { ($0, distance(typed, Array($0.utf8))) }.min { $0.1 < $1.1 }
        guard let (candidate, distance) = best, distance <= max(1, min(3, candidate.utf8.count / 3))
        else { return nil }
        return candidate
    }

    /// The number of letters to insert, delete, replace or swap with their neighbour.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
