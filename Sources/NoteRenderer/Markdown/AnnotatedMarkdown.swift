import HeapTrace
import NoteReader

/// The note with its results spliced in: every byte outside of the result blocks is the author's.
public enum AnnotatedMarkdown {
    /// The note with the results of its cells, in place of those an earlier run wrote.
    public static func render(_ presentation: NotePresentation) -> [UInt8] {
        let note = presentation.note
        var insertions: [(offset: Int, block: [UInt8])] = []
        let lastShown = note.cells.indices.last { index in
            note.cells[index].resultOffset != nil && presentation.cell(index) != nil
        }
        for cell in note.cells {
            guard let offset = cell.resultOffset, let result = presentation.cell(cell.index) else {
                continue
            }
            var writer = ResultBlockWriter(prefix: cell.linePrefix, lineEnding: note.lineEnding)
            writer.write(result)
            if cell.index == lastShown, let map = presentation.map { writer.write(map) }
            guard !writer.isEmpty else { continue }
            insertions.append(
                (offset, writer.block(label: cell.label, inputHash: result.inputHash)))
        }
        for (index, request) in note.pictureRequests.enumerated() {
            guard let picture = presentation.picture(index) else { continue }
            var writer = ResultBlockWriter(prefix: request.linePrefix, lineEnding: note.lineEnding)
            writer.write(picture.figure)
            insertions.append(
                (
                    request.resultOffset,
                    writer.block(label: request.label, inputHash: picture.inputHash)
                ))
        }
        return splice(insertions.sorted { $0.offset < $1.offset }, into: note)
    }

    /// The note without any results: the bytes it had before the first run.
    public static func clean(_ note: Note) -> [UInt8] { splice([], into: note) }

    /// The blocks of results that were changed by hand since they were written.
    public static func handEditedBlocks(_ note: Note) -> [OutputBlock] {
        note.outputBlocks.filter { block in
            outputHash(note.source[block.contentRange]) != block.outputHash
        }
    }

    /// The hash that a block bears of the lines between its markers. Line endings don't count, since
    /// version control rewrites them.
    static func outputHash(_ content: some Sequence<UInt8>) -> String {
        InputHash.short(SHA256.digest(content.lazy.filter { $0 != UInt8(ascii: "\r") }))
    }

    private static func splice(_ insertions: [(offset: Int, block: [UInt8])], into note: Note)
        -> [UInt8]
    {
        let source = note.source
        var result: [UInt8] = []
        result.reserveCapacity(source.count + insertions.reduce(0) { $0 + $1.block.count } + 64)
        var waiting = insertions[...]
        var copied = 0
        func insert(upTo end: Int) {
            while let next = waiting.first, next.offset <= end {
                result += source[copied..<max(copied, next.offset)]
                copied = max(copied, next.offset)
                append(next.block, to: &result, isLast: copied == source.count, note)
                waiting.removeFirst()
            }
        }
        for block in note.outputBlocks {
            insert(upTo: block.range.lowerBound)
            result += source[copied..<max(copied, block.range.lowerBound)]
            copied = block.range.upperBound
            // A block that took the place of a missing final newline gives it back.
            let endsWithoutNewline = copied == source.count && !endsInNewline(source)
            if endsWithoutNewline { removeFinalNewline(&result) }
        }
        insert(upTo: source.count)
        result += source[copied...]
        return result
    }

    /// Appends a block as lines of its own, without a final newline where the note has none.
    private static func append(
        _ block: [UInt8], to result: inout [UInt8], isLast: Bool, _ note: Note
    ) {
        guard isLast, !result.isEmpty, !endsInNewline(result) else {
            result += block
            return
        }
        result += note.lineEnding.rawValue.utf8
        result += block
        removeFinalNewline(&result)
    }

    private static func endsInNewline(_ bytes: [UInt8]) -> Bool {
        bytes.last == UInt8(ascii: "\n") || bytes.last == UInt8(ascii: "\r")
    }

    private static func removeFinalNewline(_ bytes: inout [UInt8]) {
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    }
}
