/// A fence of Python in a note: what is run, and where each byte of it stands in the source.
public struct Cell: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable {
        /// Plain Python.
        case program
        /// Statements after `>>>`, with what they are expected to show.
        case session
    }

    /// Counted from 0.
    public var index: Int
    /// Unique in the note and fit for a file name: the option `label`, or `cell-3`.
    public var label: String
    public var form: Form
    /// The info string as written.
    public var info: String
    /// The bytes from the start of the opening fence's line through the end of the closing fence's line.
    public var fenceRange: Range<Int>
    /// The lines of the fences, counted from 1.
    public var fenceLines: ClosedRange<Int>
    /// The bytes from the start of the first code line through the end of the last.
    public var codeRange: Range<Int>
    /// What is run: without the prefixes of lists and callouts, lines joined by a line feed and ended by one.
    public var code: String
    /// Where each line of `code` stands.
    public var lines: [CodeLine]
    /// How many of the first lines of `code` are `#|` options.
    public var optionLineCount: Int
    /// The bytes that every line spliced in after the cell must begin with: `> `, or a list's indentation.
    public var linePrefix: [UInt8]
    /// Where results are spliced in; nil if the fence is never closed, so that nothing can follow it.
    public var resultOffset: Int?
    public var options: CellOptions
    /// The statements of a session; empty for a program.
    public var statements: [SessionStatement]
    /// An index into `Note.outputBlocks`.
    public var outputBlock: Int?

    /// The code as a reader should see it: without option lines and leading blank lines.
    public var displayedLines: Range<Int> {
        var first = optionLineCount
        while first < lines.count, lines[first].range.isEmpty { first += 1 }
        return first..<lines.count
    }

    /// The line of the note that a line of the code, counted from 1, is.
    public func noteLine(ofCodeLine line: Int) -> Int {
        guard let last = lines.last else { return fenceLines.lowerBound }
        return line >= 1 && line <= lines.count ? lines[line - 1].noteLine : last.noteLine
    }
}

/// A line of a cell's code and the line of the note it came from.
public struct CodeLine: Hashable, Sendable {
    /// Counted from 1.
    public var noteLine: Int
    /// The bytes in the source, without prefix and line ending.
    public var range: Range<Int>
    /// The byte of `Cell.code` at which the line starts.
    public var codeOffset: Int
    /// What to add to a byte column in the code to get the one in the note.
    public var columnShift: Int
}

/// A statement after `>>>` and what the lines below it say it shows.
public struct SessionStatement: Hashable, Sendable {
    /// The source without prompts; ends in a line feed.
    public var code: String
    /// Indices into `Cell.lines`.
    public var codeLines: Range<Int>
    /// What is expected to be shown, ending in a line feed; empty when nothing is.
    public var expected: String
    /// Indices into `Cell.lines`.
    public var expectedLines: Range<Int>
}
