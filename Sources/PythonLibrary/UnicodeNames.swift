import PythonRuntime

/// The names of characters, which the Swift library knows, and characters by their names.
enum UnicodeNames {
    static let longest = 256

    /// A character's name; nil for control characters and others without.
    static func name(_ character: UInt32, _ database: UnicodeDatabase) -> String? {
        if database.isOld, !database.isAssigned(character) { return nil }
        // CPython has no names for Tangut ideographs.
        if (0x17000...0x187F7).contains(character) || (0x18D00...0x18D08).contains(character) {
            return nil
        }
        return CharacterClass.properties(character)?.name
    }

    /// The characters of a name in any case: one, or those of a sequence.
    static func lookup(_ name: String, _ database: UnicodeDatabase) -> [UInt32]? {
        if let ideograph = ideograph(name) { return [ideograph] }
        let wanted = name.uppercased()
        for candidate in index.candidates(wanted) {
            guard self.name(candidate, database) == wanted else { continue }
            // The names of syllables are computed from exactly these letters.
            return Hangul.isSyllable(candidate) && name != wanted ? nil : [candidate]
        }
        return database.isOld ? nil : more[wanted]
    }

    /// `CJK UNIFIED IDEOGRAPH-4E00`: CPython takes 4 or 5 hexadecimal digits.
    private static func ideograph(_ name: String) -> UInt32? {
        let prefix = "CJK UNIFIED IDEOGRAPH-"
        guard name.hasPrefix(prefix) else { return nil }
        let digits = name.utf8.dropFirst(prefix.utf8.count)
        guard digits.count == 4 || digits.count == 5 else { return nil }
        var code: UInt32 = 0
        for digit in digits {
            guard let value = BinaryText.hexValue(digit), digit < 97 else { return nil }
            code = code << 4 | UInt32(value)
        }
        return isIdeograph(code) ? code : nil
    }

    static func isIdeograph(_ code: UInt32) -> Bool {
        switch code {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2A6DF, 0x2A700...0x2B738,
            0x2B740...0x2B81D, 0x2B820...0x2CEA1, 0x2CEB0...0x2EBE0, 0x30000...0x3134A:
            true
        default: false
        }
    }

    /// Aliases and named sequences.
    private static let more: [String: [UInt32]] = {
        var found: [String: [UInt32]] = [:]
        for entry in UnicodeTables.moreNames.tableText.split(separator: ";") {
            let sides = entry.split(separator: "=")
            guard sides.count == 2 else { continue }
            found[String(sides[0])] = sides[1].split(separator: " ").compactMap {
                UInt32($0, radix: 16)
            }
        }
        return found
    }()

    /// All characters with names, ordered by the hashes of those.
    private struct Index: Sendable {
        private var entries: [(hash: UInt32, character: UInt32)] = []

        init() {
            for code in UInt32(0x20)..<0xE0200 where !UnicodeNames.isIdeograph(code) {
                guard let name = CharacterClass.properties(code)?.name else { continue }
                entries.append((Index.hash(name), code))
            }
            entries.sort { ($0.hash, $0.character) < ($1.hash, $1.character) }
        }

        private static func hash(_ name: String) -> UInt32 {
            var hash: UInt32 = 0x811C_9DC5
            for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
            return hash
        }

        /// Characters whose name may be this.
        func candidates(_ name: String) -> [UInt32] {
            let wanted = Index.hash(name)
            var (low, high) = (0, entries.count)
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].hash < wanted { low = middle + 1 } else { high = middle }
            }
            return entries[low...].prefix { $0.hash == wanted }.map(\.character)
        }
    }

    /// Made when the first name is looked up.
    private static let index = Index()
}
