import Yams

/// Reads the properties of a note with Yams, and keeps what is no YAML as it was written.
struct FrontmatterReader {
    let lines: LineTable
    let range: Range<Int>

    /// More than any note needs; a bound on what anchors and aliases can blow up.
    private static let mostValues = 10_000
    private static let mostBytes = 256 * 1024

    func read(_ diagnostics: inout [NoteDiagnostic]) -> Frontmatter {
        let firstLine = lines.line(at: range.lowerBound)
        let start = lines.fullRange(firstLine).upperBound
        let lastLine = lines.line(at: range.upperBound - 1)
        let raw = lines.source[start..<max(start, lines.fullRange(lastLine).lowerBound)].text
        var frontmatter = Frontmatter(range: range, raw: raw, properties: [], isValid: true)
        do {
            frontmatter.properties = try properties(raw, firstLine: firstLine + 2)
        } catch {
            frontmatter.isValid = false
            diagnostics.append(Self.diagnostic(error, firstLine: firstLine + 2))
        }
        return frontmatter
    }

    private struct Problem: Error {
        var line: Int?
        var column: Int?
        var cause: String
    }

    private func properties(_ raw: String, firstLine: Int) throws -> [Property] {
        guard raw.utf8.count <= Self.mostBytes else {
            throw Problem(cause: "the properties are longer than \(Self.mostBytes / 1024) KiB")
        }
        guard let root = try Yams.compose(yaml: raw, .basic) else { return [] }
        var budget = Self.mostValues
        switch root {
        case .mapping(let mapping):
            return try properties(of: mapping, firstLine: firstLine, &budget, depth: 0)
        case .scalar(let scalar) where scalar.string.isEmpty:
            return []
        default:
            throw Problem(line: firstLine, cause: "the properties are no 'key: value' lines")
        }
    }

    private func properties(
        of mapping: Node.Mapping, firstLine: Int, _ budget: inout Int, depth: Int
    ) throws -> [Property] {
        var result: [Property] = []
        for (key, value) in mapping {
            result.append(
                Property(
                    key: key.scalar?.string ?? "",
                    value: try convert(value, firstLine, &budget, depth),
                    line: firstLine - 1 + (key.mark?.line ?? 1)))
        }
        return result
    }

    private func convert(
        _ node: Node, _ firstLine: Int, _ budget: inout Int, _ depth: Int
    ) throws -> PropertyValue {
        budget -= 1
        guard budget > 0, depth < 50 else {
            throw Problem(
                line: node.mark.map { $0.line - 1 + firstLine },
                cause: "the properties hold too much")
        }
        switch node {
        case .scalar(let scalar):
            return scalar.style == .plain || scalar.style == .any
                ? ScalarType.value(of: scalar.string) : .text(scalar.string)
        case .sequence(let sequence):
            return .list(try sequence.map { try convert($0, firstLine, &budget, depth + 1) })
        case .mapping(let mapping):
            return .mapping(
                try properties(of: mapping, firstLine: firstLine, &budget, depth: depth + 1))
        case .alias:
            return .null
        }
    }

    private static func diagnostic(_ error: any Error, firstLine: Int) -> NoteDiagnostic {
        var problem = Problem(cause: "the properties are no valid YAML")
        switch error {
        case let own as Problem:
            return NoteDiagnostic(
                line: own.line ?? firstLine - 1, column: own.column ?? 1, cause: own.cause,
                remedy: "they are shown as they are written")
        case YamlError.scanner(_, let text, let mark, _),
            YamlError.parser(_, let text, let mark, _),
            YamlError.composer(_, let text, let mark, _):
            problem = Problem(
                line: mark.line - 1 + firstLine, column: mark.column,
                cause: "the properties are no valid YAML: \(text)")
        case YamlError.duplicatedKeysInMapping(let duplicates, _):
            problem.cause = "the properties have a key twice: \(duplicates.joined(separator: ", "))"
        default: break
        }
        return NoteDiagnostic(
            line: problem.line ?? firstLine - 1, column: problem.column ?? 1, cause: problem.cause,
            remedy: "quote values that hold ': ' or start with a special character")
    }
}

/// The type of a plain scalar: Obsidian's, which are fewer than YAML's.
enum ScalarType {
    static func value(of text: String) -> PropertyValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .checkbox(true)
        case "false", "False", "FALSE": return .checkbox(false)
        default: break
        }
        let bytes = Array(text.utf8)
        if isNumber(bytes) { return .number(text) }
        if matches(bytes, "0000-00-00") { return .date(text) }
        if bytes.count >= 16, matches(Array(bytes[..<10]), "0000-00-00"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == ASCII.space,
            matches(Array(bytes[11..<16]), "00:00")
        {
            return .datetime(text)
        }
        return .text(text)
    }

    private static func isNumber(_ bytes: [UInt8]) -> Bool {
        var index = bytes[0] == ASCII.hyphen || bytes[0] == ASCII.plus ? 1 : 0
        var digits = 0
        var dots = 0
        while index < bytes.count {
            if ASCII.isDigit(bytes[index]) {
                digits += 1
            } else if bytes[index] == ASCII.dot, dots == 0 {
                dots += 1
            } else {
                return false
            }
            index += 1
        }
        return digits > 0 && bytes.last != ASCII.dot
    }

    /// Whether each 0 of the pattern is a digit and every other character itself.
    private static func matches(_ bytes: [UInt8], _ pattern: StaticString) -> Bool {
        pattern.withUTF8Buffer { expected in
            bytes.count == expected.count
                && zip(bytes, expected).allSatisfy { byte, wanted in
                    wanted == UInt8(ascii: "0") ? ASCII.isDigit(byte) : byte == wanted
                }
        }
    }
}
