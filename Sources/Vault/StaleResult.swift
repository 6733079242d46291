import NoteReader
import NoteRenderer

/// A stored result that isn't what a run gives now.
struct StaleResult {
    /// The file that holds it.
    var path: String
    var diagnostic: NoteDiagnostic
    /// An index into the note's cells.
    var cell: Int?

    /// The blocks of a note that differ from those of its fresh text: changed by hand, made from other
    /// code, or otherwise stale.
    static func blocks(of note: Note, fresh: [UInt8], path: String) -> [StaleResult] {
        guard let renewed = try? NoteReader.read(bytes: fresh, path: path) else { return [] }
        let edited = Set(AnnotatedMarkdown.handEditedBlocks(note))
        var found: [StaleResult] = []
        for cell in note.cells {
            let other = renewed.cells.first { $0.index == cell.index }?.outputBlock
            let new = other.map { renewed.outputBlocks[$0] }
            guard let index = cell.outputBlock else {
                if new != nil {
                    found.append(
                        result(
                            path, cell, cell.fenceLines.lowerBound,
                            "the results of '\(cell.label)' are missing"))
                }
                continue
            }
            let old = note.outputBlocks[index]
            let isSame =
                new.map { renewed.source[$0.range].elementsEqual(note.source[old.range]) } ?? false
            if isSame { continue }
            let cause =
                if edited.contains(old) {
                    "the results of '\(cell.label)' were changed by hand"
                } else if old.inputHash != new?.inputHash {
                    "the stored results of '\(cell.label)' are stale: its code, or code before it, has changed"
                } else {
                    "the stored results of '\(cell.label)' are stale"
                }
            var stale = result(path, cell, old.lines.lowerBound, cause)
            if edited.contains(old) {
                stale.diagnostic.remedy =
                    "move the changes out of the block, or run 'heapnote run --in-place --force' to lose them"
            }
            found.append(stale)
        }
        return found
    }

    private static func result(
        _ path: String, _ cell: Cell, _ line: Int, _ cause: String
    ) -> StaleResult {
        StaleResult(
            path: path,
            diagnostic: NoteDiagnostic(
                severity: .error, line: line, cause: cause,
                remedy: "run 'heapnote run --in-place' to renew them"), cell: cell.index)
    }
}

extension LintedNote {
    /// Adds what is stale; a cell that is ended well is stale now.
    mutating func add(_ stale: [StaleResult]) {
        for result in stale {
            var finding = LintFinding(.stale, result.diagnostic, cell: result.cell)
            if result.path != path { finding.message += " in \(result.path)" }
            findings.append(finding)
            if let cell = result.cell, cells.indices.contains(cell), cells[cell].status == .ok {
                cells[cell].status = .stale
            }
        }
    }
}
