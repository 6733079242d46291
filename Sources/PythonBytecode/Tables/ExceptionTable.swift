/// One row of a `co_exceptiontable`: an exception raised in `start..<end` unwinds the value stack
/// to `depth` and goes on at `target`. Offsets count code units.
public struct ExceptionTableEntry: Equatable, Hashable, Sendable {
    public var start: Int
    public var end: Int
    public var target: Int
    public var depth: Int
    /// Whether the offset of the raising instruction is pushed before the exception (`lasti`).
    public var pushesInstructionOffset: Bool

    @inlinable
    public init(start: Int, end: Int, target: Int, depth: Int, pushesInstructionOffset: Bool) {
        self.start = start
        self.end = end
        self.target = target
        self.depth = depth
        self.pushesInstructionOffset = pushesInstructionOffset
    }
}

/// The codec of `co_exceptiontable` (`Objects/exception_handling_notes.txt`): four numbers an
/// entry, each six bits a byte, most significant first; bit 6 says that more bytes of the number
/// follow, bit 7 marks the first byte of an entry, so that the eval loop can search by bisection.
public enum ExceptionTable {
    public static func append(_ entry: ExceptionTableEntry, to table: inout [UInt8]) {
        append(entry.start, mark: 0x80, to: &table)
        append(entry.end - entry.start, mark: 0, to: &table)
        append(entry.target, mark: 0, to: &table)
        append(entry.depth << 1 | (entry.pushesInstructionOffset ? 1 : 0), mark: 0, to: &table)
    }

    private static func append(_ value: Int, mark: UInt8, to table: inout [UInt8]) {
        var mark = mark
        for shift in [24, 18, 12, 6] where value >= 1 << shift {
            table.append(UInt8(truncatingIfNeeded: (value >> shift) & 63) | 64 | mark)
            mark = 0
        }
        table.append(UInt8(truncatingIfNeeded: value & 63) | mark)
    }

    /// All entries of a table; a table that ends inside an entry ends there.
    public static func entries(of table: [UInt8]) -> [ExceptionTableEntry] {
        var result: [ExceptionTableEntry] = []
        var position = 0
        func readNumber() -> Int? {
            var value = 0
            while position < table.count {
                let byte = table[position]
                position += 1
                value = value << 6 | Int(byte & 63)
                if byte & 64 == 0 { return value }
            }
            return nil
        }
        while let start = readNumber(), let length = readNumber(), let target = readNumber(),
            let depth = readNumber()
        {
            result.append(
                ExceptionTableEntry(
                    start: start, end: start &+ length, target: target, depth: depth >> 1,
                    pushesInstructionOffset: depth & 1 != 0))
        }
        return result
    }
}
