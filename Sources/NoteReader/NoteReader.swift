/// Reads notes: bytes in, a `Note` out.
public enum NoteReader {
    /// What the Markdown is taken for.
    public enum Dialect: Sendable {
        /// What Obsidian makes of a note.
        case obsidian
        /// CommonMark with GitHub's tables, tasks, strikethroughs and addresses without brackets.
        case gitHub
        /// CommonMark and nothing else: for trying the reader against its specification.
        case commonMark
    }

    /// Larger files are no notes.
    public static let mostBytes = 16 * 1024 * 1024

    /// Reads a note. What is merely wrong with it is in the note's `diagnostics`; the failure is for
    /// what makes it unreadable.
    public static func read(
        bytes: [UInt8], path: String, dialect: Dialect = .obsidian
    ) throws(NoteReadingFailure) -> Note {
        guard bytes.count <= mostBytes else {
            throw NoteReadingFailure(
                line: 1, cause: "the note is larger than \(mostBytes / 1024 / 1024) MiB",
                remedy: "split it")
        }
        let lines = LineTable(bytes)
        if let offset = UTF8Check.firstInvalidByte(bytes) {
            let line = lines.line(at: offset)
            throw NoteReadingFailure(
                line: line + 1, column: offset - lines.range(line).lowerBound + 1,
                cause: "the file is not UTF-8 at byte \(offset)",
                remedy: "save it as UTF-8")
        }
        var scanner = LineScanner(lines)
        if dialect == .obsidian { try scanner.scan() } else { try scanner.scanNestingOnly() }
        return try build(scanner, path: path, dialect: dialect)
    }

    /// The properties in a file of YAML or JSON, such as a vault's settings.
    public static func properties(
        of bytes: [UInt8]
    ) -> Result<[Property], NoteReadingFailure> {
        do throws(YAMLProblem) {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .failure(
                    NoteReadingFailure(
                        line: 1, cause: "the file is not UTF-8", remedy: "save it as UTF-8"))
            }
            return .success(try YAMLComposer.properties(text, firstLine: 1))
        } catch {
            return .failure(
                NoteReadingFailure(
                    line: error.line ?? 1, column: error.column ?? 1,
                    cause: error.cause.replacing("the properties are", with: "the file is")))
        }
    }

    private static func build(
        _ scanner: LineScanner, path: String, dialect: Dialect
    ) throws(NoteReadingFailure) -> Note {
        let lines = scanner.lines
        var builder = TreeBuilder(scanner, dialect: dialect)
        let start = lines.hasByteOrderMark ? 3 : 0
        let blocks = try CommonMarkNode.withParsedDocument(scanner.mask.bytes[start...]) {
            (root) throws(NoteReadingFailure) in
            try builder.blocks(of: root)
        }
        guard let blocks else {
            throw NoteReadingFailure(line: 1, cause: "not enough memory to read the note")
        }
        builder.reportUnusedOptions()
        try builder.readFootnotes(scanner.footnoteDefinitions)
        var note = Note(
            path: path, source: lines.source, hasByteOrderMark: lines.hasByteOrderMark,
            lineEnding: lines.lineEnding, frontmatter: nil, blocks: blocks, cells: builder.cells,
            pictureRequests: builder.pictureRequests, outputBlocks: scanner.outputBlocks,
            footnotes: builder.footnotes, links: builder.links, tags: builder.tags,
            options: CellOptions(), isExecutable: true, diagnostics: builder.diagnostics)
        if let range = scanner.frontmatterRange {
            let reader = FrontmatterReader(lines: lines, range: range)
            note.frontmatter = reader.read(&note.diagnostics)
            note.readHeapnoteProperties()
        }
        note.attachOutputBlocks()
        note.makeLabelsUnique()
        note.diagnostics.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        return note
    }
}

extension Note {
    /// Takes the options under `heapnote:` in the frontmatter.
    fileprivate mutating func readHeapnoteProperties() {
        guard let property = frontmatter?.properties.first(where: { $0.key == "heapnote" }) else {
            return
        }
        switch property.value {
        case .checkbox(let isOn):
            isExecutable = isOn
        case .mapping(let properties):
            options = CellOptions.reading(properties, &diagnostics)
        default:
            diagnostics.append(
                NoteDiagnostic(
                    line: property.line, cause: "'heapnote' is neither false nor a list of options",
                    remedy: "write 'heapnote: false', or 'key: value' lines below it"))
        }
    }

    /// Gives each block of results to the cell or request it follows, blank lines between them apart.
    fileprivate mutating func attachOutputBlocks() {
        for (index, block) in outputBlocks.enumerated() {
            let start = block.range.lowerBound
            if let cell = cells.indices.last(where: { cells[$0].fenceRange.upperBound <= start }),
                cells[cell].outputBlock == nil, isBlank(cells[cell].fenceRange.upperBound..<start)
            {
                cells[cell].outputBlock = index
            } else if let request = pictureRequests.indices.last(where: {
                pictureRequests[$0].resultOffset <= start
            }), pictureRequests[request].outputBlock == nil,
                isBlank(pictureRequests[request].resultOffset..<start)
            {
                pictureRequests[request].outputBlock = index
            }
        }
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        source[range].allSatisfy { $0 <= ASCII.space || $0 == ASCII.greater }
    }

    /// Labels name files, so two cells can't have the same.
    fileprivate mutating func makeLabelsUnique() {
        var used: Set<String> = Set(pictureRequests.map(\.label))
        for index in cells.indices {
            let wanted = cells[index].label
            var label = wanted
            var number = 2
            while used.contains(label.lowercased()) {
                label = "\(wanted)-\(number)"
                number += 1
            }
            if label != wanted, cells[index].options.label != nil {
                diagnostics.append(
                    NoteDiagnostic(
                        line: cells[index].fenceLines.lowerBound,
                        cause: "the label '\(wanted)' is taken by another cell",
                        remedy: "'\(label)' is used"))
            }
            used.insert(label.lowercased())
            cells[index].label = label
        }
    }
}

enum UTF8Check {
    /// The offset of the first byte that is no UTF-8; nil for a sound text.
    static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if buffer[index] < 0x80 {
                    index += 1
                    continue
                }
                guard let width = width(buffer, index) else { return index }
                index += width
            }
            return nil
        }
    }

    /// The bytes of the well-formed sequence at an index (Unicode, table 3-7).
    private static func width(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        let lead = bytes[index]
        let count: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: count = 2
        case 0xE0: (count, second) = (3, 0xA0...0xBF)
        case 0xED: (count, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: count = 3
        case 0xF0: (count, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: count = 4
        case 0xF4: (count, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + count <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for place in 2..<max(2, count) where bytes[index + place] & 0xC0 != 0x80 { return nil }
        return count
    }
}
