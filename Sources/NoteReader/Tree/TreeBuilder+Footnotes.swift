/// Footnotes: their text stands apart from the note and is parsed on its own.
extension TreeBuilder {
    mutating func readFootnotes(
        _ definitions: [LineScanner.FootnoteDefinition]
    ) throws(NoteReadingFailure) {
        var seen: Set<String> = []
        for definition in definitions where seen.insert(definition.label).inserted {
            guard let index = footnoteNumbers[definition.label] else { continue }
            let text = source(of: definition)
            footnotes[index].blocks = try blocks(ofFootnote: text)
        }
    }

    /// Footnotes inside a footnote stay text, and so do cells: there is no place for their results.
    func blocks(ofFootnote text: [UInt8]) throws(NoteReadingFailure) -> [Block] {
        var scanner = LineScanner(LineTable(text))
        try scanner.scan()
        var builder = TreeBuilder(scanner, dialect: dialect)
        builder.runsCells = false
        let blocks = try CommonMarkNode.withParsedDocument(scanner.mask.bytes[...]) {
            (root) throws(NoteReadingFailure) in
            try builder.blocks(of: root)
        }
        return blocks ?? []
    }

    /// The definition's lines without its head and its indentation.
    private func source(of definition: LineScanner.FootnoteDefinition) -> [UInt8] {
        var text: [UInt8] = []
        for line in definition.lines {
            let range = lines.range(line)
            if line == definition.lines.lowerBound {
                text += lines.source[definition.textStart..<range.upperBound].trimmed
            } else {
                var cursor = LineCursor(lines, line: line)
                cursor.takeColumns(4)
                text += lines.source[cursor.offset..<range.upperBound]
            }
            text.append(ASCII.lineFeed)
        }
        return text
    }
}
