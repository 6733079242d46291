import NoteReader

/// What an author says that a statement shows, held against what it showed.
///
/// Addresses are any addresses, white space at the ends of lines doesn't count, `...` stands for any text,
/// and of a traceback only the last line counts, as in `doctest`.
enum Expectation {
    /// A statement that showed something else.
    struct Miss: Hashable, Sendable {
        /// Of the note, counted from 1.
        var line: Int
        var expected: String
        var shown: String

        var diagnostic: NoteDiagnostic {
            NoteDiagnostic(
                line: line, cause: "the note says \(Self.quoted(expected)) here",
                remedy: "it is \(Self.quoted(shown))")
        }

        private static func quoted(_ text: String) -> String {
            let lines = text.split(separator: "\n")
            guard let first = lines.first else { return "nothing" }
            return "'\(first)'" + (lines.count > 1 ? " and \(lines.count - 1) more lines" : "")
        }
    }

    static func isMet(_ expected: String, by shown: String) -> Bool {
        let wanted = lines(expected)
        if isTraceback(expected) { return false }
        let actual = lines(shown)
        if wanted == actual { return true }
        guard expected.contains("...") else { return false }
        return matches(
            Array(wanted.joined(separator: "\n").utf8)[...],
            Array(actual.joined(separator: "\n").utf8)[...])
    }

    static func isTraceback(_ expected: String) -> Bool {
        expected.hasPrefix("Traceback (most recent call last):")
    }

    /// Whether a traceback that is expected ends as this one did.
    static func isMet(_ expected: String, byTypeName type: String, message: String) -> Bool {
        guard isTraceback(expected), let last = lines(expected).last else { return false }
        let text = message.isEmpty ? type : "\(type): \(message)"
        guard let first = lines(text).first else { return false }
        // The module before a name, as in `json.decoder.JSONDecodeError`, may be left out or written.
        return last == first || last.hasSuffix("." + first) || first.hasSuffix("." + last)
    }

    /// The lines without white space at their ends and without addresses.
    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(normalized)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func normalized(_ line: Substring) -> String {
        var bytes: [UInt8] = []
        var source = Array(line.utf8)[...]
        while let byte = source.first {
            if byte == UInt8(ascii: "0"), source.dropFirst().first == UInt8(ascii: "x") {
                let digits = source.dropFirst(2).prefix { isHexadecimal($0) }
                if digits.count >= 6 {
                    bytes += Array("0x…".utf8)
                    source = source.dropFirst(2 + digits.count)
                    continue
                }
            }
            bytes.append(byte)
            source = source.dropFirst()
        }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte | 32)
    }

    /// Whether a text is a pattern's pieces in order, with anything for each `...` between them.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        let dots = Array("...".utf8)
        var pieces: [ArraySlice<UInt8>] = []
        var rest = pattern
        while let place = find(dots[...], in: rest) {
            pieces.append(rest[..<place])
            rest = rest[(place + 3)...]
        }
        guard let first = pieces.first, text.starts(with: first),
            text.count >= first.count + rest.count
        else { return false }
        var middle = text.dropFirst(first.count).dropLast(rest.count)
        guard text.suffix(rest.count).elementsEqual(rest) else { return false }
        for piece in pieces.dropFirst() where !piece.isEmpty {
            guard let place = find(piece, in: middle) else { return false }
            middle = middle[(place + piece.count)...]
        }
        return true
    }

    private static func find(_ piece: ArraySlice<UInt8>, in text: ArraySlice<UInt8>) -> Int? {
        guard piece.count <= text.count else { return nil }
        var index = text.startIndex
        while index + piece.count <= text.endIndex {
            if text[index..<index + piece.count].elementsEqual(piece) { return index }
            index += 1
        }
        return nil
    }
}
