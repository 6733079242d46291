/// Reads the properties of a note with libyaml, and keeps what is no YAML as it was written.
struct FrontmatterReader {
    let lines: LineTable
    let range: Range<Int>

    private static let mostBytes = 256 * 1024

    func read(_ diagnostics: inout [NoteDiagnostic]) -> Frontmatter {
        let firstLine = lines.line(at: range.lowerBound)
        let start = lines.fullRange(firstLine).upperBound
        let lastLine = lines.line(at: range.upperBound - 1)
        let raw = lines.source[start..<max(start, lines.fullRange(lastLine).lowerBound)].text
        var frontmatter = Frontmatter(range: range, raw: raw, properties: [], isValid: true)
        do throws(YAMLProblem) {
            frontmatter.properties = try properties(raw, firstLine: firstLine + 2)
        } catch {
            frontmatter.isValid = false
            diagnostics.append(
                NoteDiagnostic(
                    line: error.line ?? firstLine + 1, column: error.column ?? 1,
                    cause: error.cause, remedy: Self.remedy))
        }
        return frontmatter
    }

    private static let remedy =
        "they are shown as they are written; "
        + "quote values that hold ': ' or start with a special character"

    private func properties(_ raw: String, firstLine: Int) throws(YAMLProblem) -> [Property] {
        guard raw.utf8.count <= Self.mostBytes else {
            throw YAMLProblem(
                cause: "the properties are longer than \(Self.mostBytes / 1024) KiB")
        }
        return try YAMLComposer.properties(raw, firstLine: firstLine)
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
