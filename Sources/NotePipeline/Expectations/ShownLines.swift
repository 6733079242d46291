import NoteReader

/// Where a note says what is shown: a part of a line, or whole lines inside a container.
struct ShownLines: Hashable, Sendable {
    private enum Form: Hashable {
        /// A comment's value, which fits in one line.
        case value
        /// Lines, each of which begins with a prefix.
        case lines(prefix: [UInt8])
    }

    private var range: Range<Int>
    private var form: Form
    /// What no line of the text may begin with: the fence around it.
    private var fence: [UInt8] = []

    /// What a fence after a cell holds.
    init(of stated: StatedOutput, prefix: [UInt8]) {
        range = stated.range
        form = .lines(prefix: prefix)
        fence = stated.fence
    }

    /// The value in a comment.
    init(of comment: ValueComment) {
        range = comment.range
        form = .value
    }

    /// The lines below a statement of a session; nil if their prefixes can't be told.
    init?(of statement: SessionStatement, in cell: Cell) {
        let lines = cell.lines[statement.expectedLines]
        guard let first = lines.first, let last = lines.last else { return nil }
        range = first.range.lowerBound..<last.range.upperBound
        form = .lines(prefix: [])
        // The first line's own prefix stays; those of the others are made like it.
        prefixedLine = first
    }

    private var prefixedLine: CodeLine?

    func edit(_ shown: String, in note: Note) -> SourceEdit? {
        var lines = shown.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(
            Array.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        switch form {
        case .value:
            guard lines.count == 1, lines[0].count <= 200, !lines[0].contains(0x0D) else {
                return nil
            }
            return SourceEdit(range, lines[0])
        case .lines(let prefix):
            // An empty line would end what a session shows, and one like the fence the fence.
            guard !lines.isEmpty, fence.isEmpty || !lines.contains(where: { isFence($0) }),
                prefixedLine == nil || !lines.contains(where: \.isEmpty)
            else { return nil }
            return SourceEdit(range, text(lines, prefix, note))
        }
    }

    private func isFence(_ line: [UInt8]) -> Bool {
        line.drop { $0 == 0x20 }.starts(with: fence)
    }

    private func text(_ lines: [[UInt8]], _ prefix: [UInt8], _ note: Note) -> [UInt8] {
        let end = Array(note.lineEnding.rawValue.utf8)
        guard let first = prefixedLine else {
            return Array(lines.map { prefix + $0 + end }.joined())
        }
        let start = note.source[..<first.range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let own = Array(note.source[start..<first.range.lowerBound])
        return Array(lines.joined(separator: end + own))
    }
}

extension Expectation.Miss {
    /// What a comment says wrongly; nil if it is right.
    init?(_ comment: ValueComment, truth: String) {
        guard !Expectation.isMet(comment.told, by: truth, idsDiffer: comment.showsAddresses),
            !comment.isMetUnquoted(by: truth)
        else { return nil }
        self.init(
            line: comment.line, column: comment.column, expected: comment.told, shown: truth,
            place: ShownLines(of: comment))
    }

    /// What a fence after a cell says wrongly; nil if it is right.
    init?(_ stated: StatedOutput, of cell: Cell, shown: String) {
        // A fence that nothing names is a text of its own after a cell that shows nothing.
        guard stated.isNamed || !shown.isEmpty,
            !Expectation.isMet(stated.text, by: shown, idsDiffer: cell.code.contains("id("))
        else { return nil }
        self.init(
            line: stated.line, expected: stated.text, shown: shown,
            place: ShownLines(of: stated, prefix: cell.linePrefix))
    }
}

extension ValueComment {
    /// Strings are written with either quote, and what is printed with or without.
    fileprivate func isMetUnquoted(by truth: String) -> Bool {
        guard let quote = told.utf8.first, quote == 0x22 || quote == 0x27, told.utf8.count >= 2,
            told.utf8.last == quote
        else { return false }
        let inside = String(told.dropFirst().dropLast())
        return Expectation.isMet(inside, by: truth) || Expectation.isMet("'\(inside)'", by: truth)
    }
}
