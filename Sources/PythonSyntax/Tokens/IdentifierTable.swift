/// The identifiers of a source, each spelling once: a hash table from bytes to a small number.
///
/// The tokenizer asks it once for every name, so it hashes and compares bytes and makes no `String`.
/// The reserved words come first, so that the number alone tells whether a name is a keyword and
/// which; the soft keywords follow. CPython keeps interned `str` objects instead.
struct IdentifierTable {
    /// The reserved words in the order of `TokenKind`'s cases.
    static let keywords: [StaticString] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield",
    ]
    /// Names with a meaning in some places, after the keywords.
    static let softKeywords: [StaticString] = ["_", "case", "match", "print", "exec", "*"]

    static let keywordCount: UInt32 = 35
    static let underscore = Identifier(UInt32(35))
    static let `case` = Identifier(UInt32(36))
    static let match = Identifier(UInt32(37))
    static let print = Identifier(UInt32(38))
    static let exec = Identifier(UInt32(39))
    /// The name of `from x import *`.
    static let star = Identifier(UInt32(40))

    private struct Entry {
        var hash: UInt64
        var start: UInt32
        var count: UInt32
    }

    private var entries: ContiguousArray<Entry> = []
    private var spellings: ContiguousArray<UInt8> = []
    /// Entry numbers plus one; zero is an empty slot. The count is a power of two.
    private var slots: ContiguousArray<UInt32>

    /// A table to hold the place of one that is lent out; it knows no keyword.
    static let placeholder = IdentifierTable(slots: [0])

    private init(slots: ContiguousArray<UInt32>) { self.slots = slots }

    init() {
        slots = ContiguousArray(repeating: 0, count: 512)
        entries.reserveCapacity(256)
        spellings.reserveCapacity(2048)
        for word in IdentifierTable.keywords + IdentifierTable.softKeywords {
            _ = intern(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
    }

    static let hashSeed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a byte to a running hash that starts from `hashSeed`.
    @inline(__always)
    static func extend(_ hash: UInt64, with byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The number of an identifier spelt by some bytes.
    mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Identifier {
        var hash = IdentifierTable.hashSeed
        for byte in bytes { hash = IdentifierTable.extend(hash, with: byte) }
        return intern(bytes, hash: hash)
    }

    /// The number of an identifier spelt by some bytes, whose hash is known.
    @inline(__always)
    mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Identifier {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash ^ (hash &>> 29)) & mask
        while true {
            let number = slots[slot]
            if number == 0 { return insert(bytes, hash: hash, slot: slot) }
            let index = Int(number &- 1)
            if entries[index].hash == hash, matches(entries[index], bytes) {
                return Identifier(number &- 1)
            }
            slot = (slot &+ 1) & mask
        }
    }

    @inline(__always)
    private func matches(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(entry.count) == bytes.count else { return false }
        for index in 0..<bytes.count
        where spellings[Int(entry.start) &+ index] != bytes[index] {
            return false
        }
        return true
    }

    @inline(never)
    private mutating func insert(
        _ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64, slot: Int
    ) -> Identifier {
        let identifier = Identifier(entries.count)
        let start = UInt32(truncatingIfNeeded: spellings.count)
        entries.append(
            Entry(hash: hash, start: start, count: UInt32(truncatingIfNeeded: bytes.count)))
        spellings.append(contentsOf: bytes)
        slots[slot] = identifier.rawValue + 1
        if entries.count * 2 > slots.count { grow() }
        return identifier
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for index in entries.indices {
            let hash = entries[index].hash
            var slot = Int(truncatingIfNeeded: hash ^ (hash &>> 29)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }

    /// The text of every identifier, in the order of their numbers.
    func makeSpellings() -> ContiguousArray<String> {
        ContiguousArray(
            entries.map { entry in
                let start = Int(entry.start)
                return String(decoding: spellings[start..<start + Int(entry.count)], as: UTF8.self)
            })
    }

    /// The text of one identifier.
    func spelling(of identifier: Identifier) -> String {
        let entry = entries[identifier.position]
        let start = Int(entry.start)
        return String(decoding: spellings[start..<start + Int(entry.count)], as: UTF8.self)
    }
}
