/// Characters by their Unicode names, for `\N{…}`.
enum CharacterNames {
    private struct Entry {
        var hash: UInt32
        var scalar: Unicode.Scalar
    }

    /// All named characters by the hash of their names; made when the first name is looked up.
    private static let entries: [Entry] = {
        var entries: [Entry] = []
        entries.reserveCapacity(40_000)
        for value in UInt32(0x20)...0xE01EF {
            // Names of ideographs and syllables are computed.
            if (0x3400...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value)
                || (0x17000...0x18AFF).contains(value) || (0x20000...0x323AF).contains(value)
                || (0xE000...0xF8FF).contains(value) || (0x323B0...0xE0000).contains(value)
            {
                continue
            }
            guard let scalar = Unicode.Scalar(value) else { continue }
            if let name = scalar.properties.name {
                entries.append(Entry(hash: hash(name.utf8), scalar: scalar))
            }
            if let alias = scalar.properties.nameAlias {
                entries.append(Entry(hash: hash(alias.utf8), scalar: scalar))
            }
        }
        entries.sort { ($0.hash, $0.scalar) < ($1.hash, $1.scalar) }
        return entries
    }()

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash
    }

    static func scalar(named name: String) -> Unicode.Scalar? {
        let wanted = name.uppercased()
        if let computed = computedScalar(wanted) { return computed }
        let wantedHash = hash(wanted.utf8)
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < wantedHash { low = middle + 1 } else { high = middle }
        }
        while low < entries.count, entries[low].hash == wantedHash {
            let properties = entries[low].scalar.properties
            if properties.name == wanted || properties.nameAlias == wanted {
                return entries[low].scalar
            }
            low += 1
        }
        return nil
    }

    /// `CJK UNIFIED IDEOGRAPH-4E00` and its like.
    private static func computedScalar(_ name: String) -> Unicode.Scalar? {
        if name.hasPrefix("HANGUL SYLLABLE ") {
            for value in UInt32(0xAC00)...0xD7A3 {
                if let scalar = Unicode.Scalar(value), scalar.properties.name == name {
                    return scalar
                }
            }
        }
        guard let dash = name.lastIndex(of: "-"),
            let value = UInt32(name[name.index(after: dash)...], radix: 16),
            let scalar = Unicode.Scalar(value), scalar.properties.name == name
        else { return nil }
        return scalar
    }
}
