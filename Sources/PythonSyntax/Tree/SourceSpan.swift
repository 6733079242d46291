/// Where a node stands in its source, as CPython's `lineno, col_offset, end_lineno, end_col_offset`:
/// lines count from 1, columns are offsets in UTF-8 bytes from the start of the line, and the end
/// is exclusive.
public struct SourceSpan: Equatable, Hashable, Sendable {
    public var line: Int32
    public var column: Int32
    public var endLine: Int32
    public var endColumn: Int32

    @inlinable
    public init(line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }

    /// The span from the start of `self` to the end of `last`.
    @inlinable
    public func through(_ last: SourceSpan) -> SourceSpan {
        SourceSpan(line: line, column: column, endLine: last.endLine, endColumn: last.endColumn)
    }
}
