/// A file of the zone database (TZif, RFC 8536).
///
///     header 44 bytes ─ data with times of 4 bytes ─ header ─ data with times of 8 bytes ─ \n text \n
///     (version 1 ends after its data)
struct TimeZoneFile {
    private let bytes: [UInt8]
    /// Where the data begins, how long a time is there, and the counts of the header.
    private var start = 0
    private var timeSize = 4
    private var counts: Counts

    private struct Counts {
        var marksOfUniversal = 0
        var marksOfStandard = 0
        var leapSeconds = 0
        var changes = 0
        var offsets = 0
        var letters = 0

        func size(_ timeSize: Int) -> Int {
            changes * (timeSize + 1) + offsets * 6 + letters + leapSeconds * (timeSize + 4)
                + marksOfStandard + marksOfUniversal
        }
    }

    /// Nil when that isn't such a file, or it is cut off.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard let first = Self.header(bytes, 0) else { return nil }
        counts = first
        start = 44
        if bytes[4] >= UInt8(ascii: "2") {
            let second = start + counts.size(4)
            guard let later = Self.header(bytes, second) else { return nil }
            counts = later
            start = second + 44
            timeSize = 8
        }
        guard start + counts.size(timeSize) <= bytes.count, counts.offsets > 0 else { return nil }
    }

    private static func header(_ bytes: [UInt8], _ start: Int) -> Counts? {
        guard bytes.count >= start + 44, bytes[start..<start + 4].elementsEqual("TZif".utf8)
        else { return nil }
        let numbers = (0..<6).map { integer(bytes, start + 20 + 4 * $0, 4) }
        guard numbers.allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
        return Counts(
            marksOfUniversal: numbers[0], marksOfStandard: numbers[1], leapSeconds: numbers[2],
            changes: numbers[3], offsets: numbers[4], letters: numbers[5])
    }

    /// A signed number, the highest byte first.
    private static func integer(_ bytes: [UInt8], _ start: Int, _ size: Int) -> Int {
        let unsigned = bytes[start..<start + size].reduce(UInt(0)) { $0 << 8 | UInt($1) }
        let unused = 64 - 8 * size
        return Int(bitPattern: unsigned << UInt(unused)) >> unused
    }

    /// The rules in it; nil if something in it points outside.
    func zone() -> TimeZoneRules? {
        let kinds = start + counts.changes * timeSize
        let offsetsStart = kinds + counts.changes
        let letters = offsetsStart + counts.offsets * 6
        var offsets: [TimeZoneRules.Offset] = []
        for index in 0..<counts.offsets {
            let place = offsetsStart + 6 * index
            let name = Int(bytes[place + 5])
            guard name < counts.letters else { return nil }
            let text = bytes[(letters + name)..<(letters + counts.letters)].prefix { $0 != 0 }
            offsets.append(
                TimeZoneRules.Offset(
                    seconds: Self.integer(bytes, place, 4), isDaylight: bytes[place + 4] != 0,
                    name: String(decoding: text, as: UTF8.self)))
        }
        var changes: [TimeZoneRules.Change] = []
        for index in 0..<counts.changes {
            let kind = Int(bytes[kinds + index])
            guard kind < offsets.count else { return nil }
            let time = Self.integer(bytes, start + timeSize * index, timeSize)
            changes.append(TimeZoneRules.Change(time: time, offset: offsets[kind]))
        }
        let first = offsets.first { !$0.isDaylight } ?? offsets[0]
        return TimeZoneRules(changes: changes, first: first, yearly: yearly)
    }

    /// The text at the end.
    private var yearly: YearlyZoneRule? {
        guard timeSize == 8 else { return nil }
        let rest = bytes[(start + counts.size(8))...]
        guard rest.first == 0x0A else { return nil }
        let text = rest.dropFirst().prefix { $0 != 0x0A }
        return text.isEmpty ? nil : YearlyZoneRule(Array(text))
    }
}
