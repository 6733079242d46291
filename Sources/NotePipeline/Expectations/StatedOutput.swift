import NoteReader

/// A fence right after a cell that tells what the cell shows, written by the note's author.
///
/// Between the two may stand blank lines and one line that says so: `Output:`, `**Result**`. The fence is
/// one of text: without a language, or `text`, `output`, `console` and their like.
struct StatedOutput {
    /// An index into `Note.cells`.
    var cell: Int
    /// Without the container's prefixes; ends in a line feed.
    var text: String
    /// The bytes of the lines between the fences.
    var range: Range<Int>
    /// The first of these lines, counted from 1.
    var line: Int
    /// The line of the opening fence without its prefix: what is shown can't hold such a line.
    var fence: [UInt8]
    /// Something says that this is output. Without that a fence after a silent cell is a text of its own.
    var isNamed: Bool

    /// All of a note, in its order.
    static func all(in note: Note) -> [StatedOutput] {
        guard note.cells.contains(where: { $0.form == .program }) else { return [] }
        var finder = Finder(note)
        finder.look(through: note.blocks)
        return finder.found
    }

    private struct Finder {
        let note: Note
        let lineStarts: [Int]
        var found: [StatedOutput] = []

        init(_ note: Note) {
            self.note = note
            lineStarts =
                [0] + note.source.indices.filter { note.source[$0] == 0x0A }.map { $0 + 1 }
        }

        mutating func look(through blocks: [Block]) {
            for (index, block) in blocks.enumerated() {
                switch block.content {
                case .cell(let cell) where note.cells[cell].form == .program:
                    look(behind: cell, blocks[(index + 1)...])
                case .quote(let inside): look(through: inside)
                case .callout(let callout): look(through: callout.blocks)
                case .list(let list): for item in list.items { look(through: item.blocks) }
                default: break
                }
            }
        }

        private mutating func look(behind cell: Int, _ blocks: ArraySlice<Block>) {
            var rest = blocks
            var isNamed = false
            if case .paragraph(let inlines)? = rest.first?.content {
                guard StatedOutput.isLabel(Inline.plainText(inlines)) else { return }
                isNamed = true
                rest = rest.dropFirst()
            }
            guard let block = rest.first, case .code(let code) = block.content,
                let kind = StatedOutput.kind(of: code), block.lines.count > 2
            else { return }
            add(cell, code, block.lines, isNamed: isNamed || kind == .output)
        }

        private mutating func add(
            _ cell: Int, _ code: CodeBlock, _ lines: ClosedRange<Int>, isNamed: Bool
        ) {
            let opening = content(of: lines.lowerBound)
            let marker = opening.first ?? 0
            let run = opening.prefix { $0 == marker }
            // An indented block has no fences, and one that is never closed no end.
            guard marker == UInt8(ascii: "`") || marker == UInt8(ascii: "~"), run.count >= 3,
                content(of: lines.upperBound).starts(with: run)
            else { return }
            found.append(
                StatedOutput(
                    cell: cell, text: code.code,
                    range: lineStarts[lines.lowerBound]..<lineStarts[lines.upperBound - 1],
                    line: lines.lowerBound + 1, fence: Array(run), isNamed: isNamed))
        }

        /// A line without what containers put before it.
        private func content(of line: Int) -> ArraySlice<UInt8> {
            guard line >= 1, line <= lineStarts.count else { return [] }
            let end = line < lineStarts.count ? lineStarts[line] : note.source.count
            return note.source[lineStarts[line - 1]..<end].drop {
                $0 <= 0x20 || $0 == UInt8(ascii: ">")
            }
        }
    }

    private enum Kind { case text, output }

    /// Whether a fence can be output; nil for one of a language.
    private static func kind(of code: CodeBlock) -> Kind? {
        switch code.language {
        case nil, "", "text", "txt", "plain", "plaintext": .text
        case "output", "out", "console", "stdout", "result", "results", "terminal": .output
        default: nil
        }
    }

    /// `Output:`, `This prints`, `Expected output:`
    static func isLabel(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }
        guard let last = words.last, words.count <= 4 else { return false }
        switch last {
        case "output", "outputs", "out", "result", "results", "prints", "shows", "gives", "stdout",
            "printed":
            return words.dropLast().allSatisfy {
                [
                    "the", "this", "it", "expected", "console", "program", "sample", "example",
                    "code", "cell", "and", "which",
                ].contains($0)
            }
        default: return false
        }
    }
}
