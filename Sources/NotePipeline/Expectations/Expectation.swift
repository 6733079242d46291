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
        /// In bytes, from 1.
        var column = 1
        var expected: String
        var shown: String
        /// The lines to write what is shown to; nil if that can't be done.
        var place: ShownLines?

        /// What makes the note true.
        func edit(of note: Note) -> SourceEdit? { place?.edit(shown, in: note) }

        /// Tells the first line that differs.
        var diagnostic: NoteDiagnostic {
            let (told, shown) = (Self.lines(expected), Self.lines(self.shown))
            let same = zip(told, shown).prefix { Expectation.isMet($0, by: $1, idsDiffer: true) }
            let index = min(same.count, max(told.count, shown.count) - 1)
            let fact = Self.quoted(shown, index)
            return NoteDiagnostic(
                line: line + (told.count > 1 ? min(index, told.count - 1) : 0), column: column,
                cause: index < told.count
                    ? "the note says \(Self.quoted(told, index)) here"
                    : "the note says nothing after this line",
                remedy: "it is \(fact)")
        }

        private static func lines(_ text: String) -> [String] {
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            while lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        }

        private static func quoted(_ lines: [String], _ index: Int) -> String {
            lines.indices.contains(index) ? "'\(lines[index])'" : "nothing"
        }
    }

    /// With `idsDiffer` any long number is as good as another, as those that `id()` gives.
    static func isMet(_ expected: String, by shown: String, idsDiffer: Bool = false) -> Bool {
        if isTraceback(expected) { return false }
        let wanted = lines(expected, idsDiffer: idsDiffer)
        let actual = lines(shown, idsDiffer: idsDiffer)
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
    private static func lines(_ text: String, idsDiffer: Bool = false) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            normalized($0, idsDiffer: idsDiffer)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func normalized(_ line: Substring, idsDiffer: Bool) -> String {
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
            if idsDiffer, isDigit(byte) {
                let digits = source.prefix(while: isDigit)
                bytes += digits.count >= 9 ? Array("0x…".utf8) : Array(digits)
                source = source.dropFirst(digits.count)
                continue
            }
            bytes.append(byte)
            source = source.dropFirst()
        }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

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
