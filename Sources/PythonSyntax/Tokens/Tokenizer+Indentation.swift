extension Tokenizer {
    /// Measures the blanks at the start of a line and appends indents and dedents.
    ///
    /// Gives whether the line holds nothing but blanks or a comment; nil on an error. Tabs reach to
    /// the next multiple of 8; a second measure with tabs of one column tells whether the meaning of
    /// the line depends on the size of a tab.
    mutating func scanIndentation() -> Bool? {
        var column: Int32 = 0
        var alternate: Int32 = 0
        var continuedColumn: Int32 = 0
        measuring: while true {
            switch byte {
            case 0x20:
                column &+= 1
                alternate &+= 1
            case 0x09:
                column = (column / 8 &+ 1) &* 8
                alternate &+= 1
            case 0x0C:
                column = 0
                alternate = 0
            case 0x5C:
                // The indentation of the first line of a continued one counts.
                if continuedColumn == 0 { continuedColumn = column }
                guard scanContinuation() else { return nil }
                continue measuring
            default:
                break measuring
            }
            cursor &+= 1
        }
        if byte == 0x23 || byte == 0x0A { return true }
        if continuedColumn != 0 {
            column = continuedColumn
            alternate = continuedColumn
        }
        // At the end of the source the column is that of an empty line, so all blocks end.
        return applyIndentation(column, alternate) ? false : nil
    }

    private mutating func applyIndentation(_ column: Int32, _ alternate: Int32) -> Bool {
        let current = indents.last ?? IndentLevel(column: 0, alternateColumn: 0)
        if column == current.column {
            return alternate == current.alternateColumn || failInconsistentTabs()
        }
        if column > current.column {
            // CPython's stack of 100 levels holds the outermost too.
            guard indents.count + 1 < Tokenizer.maximumIndents else { return failTooDeep() }
            guard alternate > current.alternateColumn else { return failInconsistentTabs() }
            indents.append(IndentLevel(column: column, alternateColumn: alternate))
            appendMark(.indent)
            return true
        }
        return dedent(to: column, alternate)
    }

    private mutating func dedent(to column: Int32, _ alternate: Int32) -> Bool {
        var ended = 0
        while let innermost = indents.last, column < innermost.column {
            indents.removeLast()
            ended += 1
        }
        let reached = indents.last ?? IndentLevel(column: 0, alternateColumn: 0)
        guard column == reached.column else { return failUnmatchedDedent() }
        guard alternate == reached.alternateColumn else { return failInconsistentTabs() }
        for _ in 0..<ended { appendMark(.dedent) }
        return true
    }
}
