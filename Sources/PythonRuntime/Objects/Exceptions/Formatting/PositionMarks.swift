import PythonBytecode

/// The line of `^` and `~` below a source line (PEP 657; `tb_displayline`, `Python/traceback.c`).
struct PositionMarks {
    /// Without the indent; nil when marks would say nothing.
    let text: String?

    init(source: String, location: CodeLocation, anchors: (String) -> OperatorAnchors?) {
        text = Self.marks(source, location, anchors)
    }

    private static func marks(
        _ source: String, _ location: CodeLocation, _ findAnchors: (String) -> OperatorAnchors?
    ) -> String? {
        guard location.line >= 0, location.endLine >= 0, location.column >= 0,
            location.endColumn >= 0
        else { return nil }
        let characters = Array(source.unicodeScalars)
        let start = characterOffset(source, Int(location.column))
        var end: Int
        var anchors: (left: Int, right: Int)?
        if location.line == location.endLine {
            end = characterOffset(source, Int(location.endColumn))
            guard start <= end, end <= characters.count else { return nil }
            var segment = ""
            segment.unicodeScalars.append(contentsOf: characters[start..<end])
            if let found = findAnchors(segment) {
                anchors = (
                    start + characterOffset(segment, found.left),
                    start + characterOffset(segment, found.right)
                )
            }
        } else {
            // Only the first line is shown: up to its last visible character.
            end = characters.count
            while end > 0, isWhitespace(characters[end - 1]) { end -= 1 }
        }
        let indent = characters.prefix { isWhitespace($0) }.count
        if end - start == characters.count - indent, anchors == nil { return nil }
        return draw(from: indent, start: start, end: end, anchors)
    }

    private static func draw(
        from indent: Int, start: Int, end: Int, _ anchors: (left: Int, right: Int)?
    ) -> String? {
        guard indent <= end else { return nil }
        var line = ""
        for offset in indent..<end {
            if offset < start {
                line += " "
            } else if let anchors {
                line += anchors.left <= offset && offset < anchors.right ? "^" : "~"
            } else {
                line += "^"
            }
        }
        return line
    }

    private static func isWhitespace(_ character: Unicode.Scalar) -> Bool {
        character == " " || character == "\t" || character == "\u{0c}"
    }

    /// A count of UTF-8 bytes as a count of characters.
    private static func characterOffset(_ text: String, _ bytes: Int) -> Int {
        var count = 0
        var position = 0
        for scalar in text.unicodeScalars {
            if position >= bytes { break }
            position += UTF8.width(scalar)
            count += 1
        }
        return count
    }
}
