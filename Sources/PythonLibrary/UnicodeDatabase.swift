import PythonRuntime

/// The properties of characters in Unicode 14.0, and in 3.2.0, which internationalized domain names need; read
/// from `UnicodeTables` when they are first asked for.
struct UnicodeDatabase: Sendable {
    struct Record: Sendable {
        var category: String
        var bidirectional: String
        var combining: Int
        var isMirrored: Bool
        var eastAsianWidth: String
    }

    struct Number: Sendable {
        enum Kind: Int, Sendable {
            case none, any, digit, decimal
        }

        var kind: Kind
        var numerator: Int
        var denominator: Int
    }

    /// Where the ranges of equal properties begin, ascending, and their records.
    private let starts: [UInt32]
    private let recordNumbers: [UInt16]
    /// Numbers that differ from those of the current version.
    private let numbers: [UInt32: Number]
    let isOld: Bool

    static let current = UnicodeDatabase(
        UnicodeTables.ranges, UnicodeTables.numbers, isOld: false)
    static let old = UnicodeDatabase(
        UnicodeTables.oldRanges, UnicodeTables.oldNumbers, isOld: true)

    private static let records: [Record] = UnicodeTables.records.tableText.split(separator: ";").map
    {
        let fields = $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return Record(
            category: fields[0], bidirectional: fields[1], combining: Int(fields[2]) ?? 0,
            isMirrored: fields[3] == "1", eastAsianWidth: fields[4])
    }

    private init(_ ranges: StaticString, _ numbers: StaticString, isOld: Bool) {
        var (starts, recordNumbers) = ([UInt32](), [UInt16]())
        var reader = UnicodeTableReader(ranges)
        var start: UInt32 = 0
        while let distance = reader.next(), let record = reader.next() {
            start += UInt32(distance)
            starts.append(start)
            recordNumbers.append(UInt16(record))
        }
        (self.starts, self.recordNumbers, self.isOld) = (starts, recordNumbers, isOld)
        var found: [UInt32: Number] = [:]
        reader = UnicodeTableReader(numbers)
        var code: UInt32 = 0
        while let distance = reader.next(), let kind = reader.next(),
            let numerator = reader.nextSigned(), let denominator = reader.next()
        {
            code += UInt32(distance)
            found[code] = Number(
                kind: Number.Kind(rawValue: kind) ?? .none, numerator: numerator,
                denominator: denominator)
        }
        self.numbers = found
    }

    func record(_ character: UInt32) -> Record {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= character { low = middle } else { high = middle }
        }
        return UnicodeDatabase.records[Int(recordNumbers[low])]
    }

    func isAssigned(_ character: UInt32) -> Bool { record(character).category != "Cn" }

    func number(_ character: UInt32) -> Number? {
        if isOld {
            guard isAssigned(character) else { return nil }
            return numbers[character] ?? UnicodeDatabase.current.numbers[character]
        }
        return numbers[character]
    }

    // MARK: Decomposition

    struct Decomposition: Sendable {
        var tag: String
        var isComposed: Bool
        var characters: [UInt32]
    }

    private static let decompositions: [UInt32: Decomposition] = {
        let tags = UnicodeTables.tags.tableText
            .split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        var found: [UInt32: Decomposition] = [:]
        var reader = UnicodeTableReader(UnicodeTables.decompositions)
        var code: UInt32 = 0
        while let distance = reader.next(), let mark = reader.next(), let count = reader.next() {
            code += UInt32(distance)
            var characters: [UInt32] = []
            for _ in 0..<count {
                characters.append(UInt32(Int(code) + (reader.nextSigned() ?? 0)))
            }
            found[code] = Decomposition(
                tag: tags[mark / 2], isComposed: mark % 2 == 1, characters: characters)
        }
        return found
    }()

    /// What a character is made of, one step, but for Hangul syllables.
    func decomposition(_ character: UInt32) -> Decomposition? {
        if isOld, !isAssigned(character) { return nil }
        return UnicodeDatabase.decompositions[character]
    }

    /// The characters that two compose to, by the pair as one number.
    static let compositions: [UInt64: UInt32] = {
        var found: [UInt64: UInt32] = [:]
        for (character, parts) in decompositions where parts.isComposed {
            found[UInt64(parts.characters[0]) << 32 | UInt64(parts.characters[1])] = character
        }
        return found
    }()

    /// Characters that 3.2.0 decomposed to another than later versions do.
    static let oldDecompositions: [UInt32: UInt32] = {
        var found: [UInt32: UInt32] = [:]
        var reader = UnicodeTableReader(UnicodeTables.oldDecompositions)
        var code: UInt32 = 0
        while let distance = reader.next(), let value = reader.next() {
            code += UInt32(distance)
            found[code] = UInt32(value)
        }
        return found
    }()
}

/// Reads the numbers of a table, from left to right.
struct UnicodeTableReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    // SAFETY: a string literal of more than one character has bytes, which live for good.
    init(_ table: StaticString) {
        bytes = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
    }

    /// Five bits a character, the lowest first; nil at the end.
    mutating func next() -> Int? {
        var (value, shift) = (0, 0)
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte < 48 { continue }
            value |= (Int(byte - 48) & 31) << shift
            if byte - 48 < 32 { return value }
            shift += 5
        }
        return nil
    }

    /// A number of either sign: its lowest bit is the sign.
    mutating func nextSigned() -> Int? {
        next().map { $0 % 2 == 0 ? $0 / 2 : -($0 + 1) / 2 }
    }
}

extension StaticString {
    /// A table of text without its line breaks.
    var tableText: String { description.filter { $0 != "\n" } }
}
