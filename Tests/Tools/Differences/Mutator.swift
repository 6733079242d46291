import PythonSyntax

/// A small generator of numbers, the same everywhere.
struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func next(below bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }
}

/// Changes a source in one place.
enum Mutator {
    private static let replacements = [
        "(", ")", "[", "]", "{", "}", ":", ",", "=", "==", ":=", ".", "*", "**", "if", "else",
        "for",
        "in", "is", "not", "def", "class", "lambda", "return", "x", "1", "'s'", "f'{x}'", "None",
        "import", "from", "as", "with", "yield", "await", "async", "print", "match", "case", "_",
        "->", "@", ";", "\\", "$", "?", "\"", "0x", "1e", "\u{e9}", "\u{a0}",
    ]

    static func mutate(_ text: [UInt8], _ generator: inout Generator) -> [UInt8] {
        switch generator.next(below: 8) {
        case 0: return dropLine(text, &generator)
        case 1: return breakIndent(text, &generator)
        default: return changeToken(text, &generator)
        }
    }

    private static func changeToken(_ text: [UInt8], _ generator: inout Generator) -> [UInt8] {
        let tokens = PythonTokens.scan(String(decoding: text, as: UTF8.self)).filter {
            $0.kind != .comment && $0.range.upperBound <= text.count
        }
        guard tokens.count > 2 else { return text }
        let index = generator.next(below: tokens.count - 1)
        let range = tokens[index].range
        let next = tokens[index + 1].range
        var result = text
        switch generator.next(below: 4) {
        case 0: result.removeSubrange(range)
        case 1: result.insert(contentsOf: [0x20] + text[range], at: range.upperBound)
        case 2 where next.lowerBound >= range.upperBound:
            let swapped = text[next] + text[range.upperBound..<next.lowerBound] + text[range]
            result.replaceSubrange(range.lowerBound..<next.upperBound, with: swapped)
        default:
            let replacement = replacements[generator.next(below: replacements.count)]
            result.replaceSubrange(range, with: Array(replacement.utf8))
        }
        return result
    }

    private static func dropLine(_ text: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        lines.remove(at: generator.next(below: lines.count))
        return Array(lines.joined(separator: [0x0A]))
    }

    private static func breakIndent(_ text: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let index = generator.next(below: lines.count)
        switch generator.next(below: 4) {
        case 0: lines[index].insert(0x20, at: 0)
        case 1: lines[index].insert(0x09, at: 0)
        case 2: lines[index] = Array(lines[index].drop { $0 == 0x20 })
        default: if lines[index].first == 0x20 { lines[index].removeFirst() }
        }
        return Array(lines.joined(separator: [0x0A]))
    }
}
