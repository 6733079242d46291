/// Reads a `co_linetable` entry by entry. It never fails: a table that ends inside an entry ends there.
///
/// The bytes are those of a code unit, or of a bytes object in place.
public struct LocationTableReader<Table: RandomAccessCollection<UInt8>>: Sequence, IteratorProtocol
where Table.Index == Int {
    @usableFromInline let table: Table
    @usableFromInline var position = 0
    @usableFromInline var line: Int32
    @usableFromInline var codeUnit = 0

    /// The table's indices begin with 0.
    @inlinable
    public init(table: Table, firstLine: Int) {
        self.table = table
        line = Int32(truncatingIfNeeded: firstLine)
    }

    @inlinable
    public mutating func next() -> LocatedRange? {
        guard position < table.count else { return nil }
        let first = table[position]
        position += 1
        let start = codeUnit
        codeUnit += Int(first & 7) + 1
        let location = readLocation(kind: (first >> 3) & 15)
        return LocatedRange(start: start, end: codeUnit, location: location)
    }

    /// The line of the instruction at a code unit, without reading columns; nil where it has none, or the
    /// table ends before. For a reader that hasn't been used.
    @inlinable
    public mutating func line(atCodeUnit index: Int) -> Int? {
        while position < table.count {
            let first = table[position]
            position += 1
            codeUnit += Int(first & 7) + 1
            let kind = (first >> 3) & 15
            if kind == 13 || kind == 14 {
                line = line &+ readSignedVarint()
            } else if (10...12).contains(kind) {
                line = line &+ Int32(kind - 10)
            }
            if codeUnit > index { return kind == 15 ? nil : Int(line) }
            // Only the first byte of an entry has the highest bit set.
            while position < table.count, table[position] & 0x80 == 0 { position += 1 }
        }
        return nil
    }

    @inlinable
    mutating func readLocation(kind: UInt8) -> CodeLocation {
        switch kind {
        case 15:
            return .none
        case 14:
            line = line &+ readSignedVarint()
            let endLine = line &+ Int32(bitPattern: readVarint())
            let column = Int32(bitPattern: readVarint()) &- 1
            let endColumn = Int32(bitPattern: readVarint()) &- 1
            return CodeLocation(line: line, column: column, endLine: endLine, endColumn: endColumn)
        case 13:
            line = line &+ readSignedVarint()
            return CodeLocation(line: line, column: -1, endLine: line, endColumn: -1)
        case 10...12:
            line = line &+ Int32(kind - 10)
            let column = Int32(readByte())
            let endColumn = Int32(readByte())
            return CodeLocation(line: line, column: column, endLine: line, endColumn: endColumn)
        default:
            let second = Int32(readByte())
            let column = Int32(kind) << 3 | second >> 4
            return CodeLocation(
                line: line, column: column, endLine: line, endColumn: column + (second & 15))
        }
    }

    @inlinable
    mutating func readByte() -> UInt8 {
        guard position < table.count else { return 0 }
        position += 1
        return table[position - 1]
    }

    @inlinable
    mutating func readVarint() -> UInt32 {
        var value: UInt32 = 0
        var shift: UInt32 = 0
        while true {
            let byte = readByte()
            value |= UInt32(byte & 63) << shift
            guard byte & 64 != 0 else { return value }
            shift &+= 6
        }
    }

    @inlinable
    mutating func readSignedVarint() -> Int32 {
        let value = readVarint()
        let magnitude = Int32(bitPattern: value >> 1)
        return value & 1 != 0 ? 0 &- magnitude : magnitude
    }
}

extension LocationTableReader<[UInt8]> {
    public init(_ unit: CodeUnit) {
        self.init(table: unit.locationTable, firstLine: unit.firstLine)
    }
}

extension CodeUnit {
    /// The location of the instruction at a code unit; none outside the table.
    public func location(atCodeUnit index: Int) -> CodeLocation {
        for range in LocationTableReader(self) where range.end > index {
            return range.location
        }
        return .none
    }

    /// `co_lines()`: runs of code units of one line, neighbours with the same line joined.
    public var lineRanges: [LocatedRange] {
        var result: [LocatedRange] = []
        for range in LocationTableReader(self) {
            if let last = result.indices.last, result[last].location.line == range.location.line {
                result[last].end = range.end
            } else {
                result.append(range)
            }
        }
        return result
    }
}
