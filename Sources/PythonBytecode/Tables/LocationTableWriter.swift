/// Builds a `co_linetable` in the form of `Objects/locations.md`.
///
/// An entry covers 1 to 8 code units: a first byte `1ccccnnn` (kind, length − 1), then the location
/// in one of five forms, the shortest that can hold it. Lines are stored as the difference to the
/// entry before.
///
///     kind 0…9    short      column / 8 is the kind; low column bits and width in one byte
///     kind 10…12  one line   line delta 0…2; a byte for each column
///     kind 13     no columns signed varint line delta
///     kind 14     long       line delta, end line delta, column + 1, end column + 1
///     kind 15     none
public struct LocationTableWriter {
    public private(set) var bytes: [UInt8] = []
    private var line: Int32

    public init(firstLine: Int) { line = Int32(truncatingIfNeeded: firstLine) }

    public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    /// Adds the location of the next `codeUnits` code units.
    public mutating func append(_ location: CodeLocation, codeUnits: Int) {
        var remaining = codeUnits
        while remaining > 8 {
            appendEntry(location, length: 8)
            remaining -= 8
        }
        if remaining > 0 { appendEntry(location, length: remaining) }
    }

    private mutating func appendEntry(_ location: CodeLocation, length: Int) {
        guard location.line >= 0 else {
            appendFirstByte(kind: 15, length: length)
            return
        }
        let lineDelta = location.line &- line
        let column = location.column
        let endColumn = location.endColumn
        line = location.line
        if column < 0 || endColumn < 0 {
            if location.endLine == location.line || location.endLine == -1 {
                appendFirstByte(kind: 13, length: length)
                appendSignedVarint(lineDelta)
                return
            }
        } else if location.endLine == location.line {
            let width = endColumn &- column
            if lineDelta == 0, column < 80, width >= 0, width < 16 {
                appendFirstByte(kind: UInt8(truncatingIfNeeded: column >> 3), length: length)
                bytes.append(UInt8(truncatingIfNeeded: (column & 7) << 4 | width))
                return
            }
            if lineDelta >= 0, lineDelta < 3, column < 128, endColumn < 128 {
                appendFirstByte(
                    kind: UInt8(truncatingIfNeeded: 10 &+ lineDelta), length: length)
                bytes.append(UInt8(truncatingIfNeeded: column))
                bytes.append(UInt8(truncatingIfNeeded: endColumn))
                return
            }
        }
        appendFirstByte(kind: 14, length: length)
        appendSignedVarint(lineDelta)
        appendVarint(UInt32(bitPattern: location.endLine &- location.line))
        appendVarint(UInt32(bitPattern: column &+ 1))
        appendVarint(UInt32(bitPattern: endColumn &+ 1))
    }

    private mutating func appendFirstByte(kind: UInt8, length: Int) {
        bytes.append(0x80 | kind << 3 | UInt8(truncatingIfNeeded: length - 1))
    }

    /// Six bits a byte, least significant first; bit 6 says that more follow.
    private mutating func appendVarint(_ value: UInt32) {
        var rest = value
        while rest >= 64 {
            bytes.append(UInt8(truncatingIfNeeded: rest & 63) | 64)
            rest >>= 6
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The sign is kept in the lowest bit.
    private mutating func appendSignedVarint(_ value: Int32) {
        let magnitude = value.magnitude
        appendVarint(value < 0 ? magnitude << 1 | 1 : magnitude << 1)
    }
}
