/// The source range an instruction came from, as `co_positions()` shows it. A field of -1 stands
/// for "not known"; with `line` -1 there is no location at all.
public struct CodeLocation: Equatable, Hashable, Sendable {
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

    @inlinable
    public static var none: CodeLocation {
        CodeLocation(line: -1, column: -1, endLine: -1, endColumn: -1)
    }
}

/// A run of code units that share a location; `start` and `end` count code units of 2 bytes.
public struct LocatedRange: Equatable, Sendable {
    public var start: Int
    public var end: Int
    public var location: CodeLocation

    public init(start: Int, end: Int, location: CodeLocation) {
        self.start = start
        self.end = end
        self.location = location
    }
}
