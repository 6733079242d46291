/// The normal forms of Unicode (UAX #15), over the database's version.
struct UnicodeNormalization {
    enum Form: String {
        case composed = "NFC"
        case decomposed = "NFD"
        case compatiblyComposed = "NFKC"
        case compatiblyDecomposed = "NFKD"

        var isCompatible: Bool { self == .compatiblyComposed || self == .compatiblyDecomposed }
        var composes: Bool { self == .composed || self == .compatiblyComposed }
    }

    let database: UnicodeDatabase
    let form: Form

    func normalize(_ text: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(text.count)
        for character in text { decompose(character, into: &result) }
        reorder(&result)
        return form.composes ? compose(result) : result
    }

    // MARK: Decomposing

    private func decompose(_ character: UInt32, into result: inout [UInt32]) {
        if character < 0xA0 { return result.append(character) }
        if Hangul.isSyllable(character) { return result += Hangul.parts(character) }
        if database.isOld, let former = UnicodeDatabase.oldDecompositions[character] {
            return decompose(former, into: &result)
        }
        guard let parts = database.decomposition(character),
            form.isCompatible || parts.tag.isEmpty
        else { return result.append(character) }
        for part in parts.characters { decompose(part, into: &result) }
    }

    /// The combining class, of the current version for any database, as in CPython.
    private func combiningClass(_ character: UInt32) -> Int {
        character < 0x300 ? 0 : UnicodeDatabase.current.record(character).combining
    }

    /// Sorts the combining characters behind each base by their classes; equal ones stay in order.
    private func reorder(_ text: inout [UInt32]) {
        var start = 0
        while start < text.count {
            guard combiningClass(text[start]) != 0 else {
                start += 1
                continue
            }
            var end = start
            var entries: [(order: Int, place: Int, character: UInt32)] = []
            while end < text.count {
                let order = combiningClass(text[end])
                if order == 0 { break }
                entries.append((order, end, text[end]))
                end += 1
            }
            entries.sort { ($0.order, $0.place) < ($1.order, $1.place) }
            for (offset, entry) in entries.enumerated() { text[start + offset] = entry.character }
            start = end
        }
    }

    // MARK: Composing

    private func compose(_ text: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(text.count)
        var starter: Int?
        /// The class of the last character behind the starter; nil when it is next.
        var lastClass: Int?
        for character in text {
            let order = combiningClass(character)
            let isBlocked = lastClass.map { $0 == 0 || $0 >= order } ?? false
            if let starter, !isBlocked, let whole = composed(result[starter], character) {
                result[starter] = whole
                continue
            }
            if order == 0 {
                starter = result.count
                lastClass = nil
            } else {
                lastClass = order
            }
            result.append(character)
        }
        return result
    }

    private func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
        Hangul.composed(first, second)
            ?? UnicodeDatabase.compositions[UInt64(first) << 32 | UInt64(second)]
    }
}

/// Korean syllables, which are computed (chapter 3.12 of the standard).
enum Hangul {
    private static let syllables: UInt32 = 0xAC00
    private static let (leading, vowels, trailing): (UInt32, UInt32, UInt32) =
        (0x1100, 0x1161, 0x11A7)
    private static let (leadingCount, vowelCount, trailingCount): (UInt32, UInt32, UInt32) =
        (19, 21, 28)

    static func isSyllable(_ character: UInt32) -> Bool {
        (0xAC00..<0xD7A4).contains(character)
    }

    static func parts(_ syllable: UInt32) -> [UInt32] {
        let index = syllable - syllables
        let (rest, end) = index.quotientAndRemainder(dividingBy: trailingCount)
        let first = [leading + rest / vowelCount, vowels + rest % vowelCount]
        return end == 0 ? first : first + [trailing + end]
    }

    static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if (leading..<leading + leadingCount).contains(first),
            (vowels..<vowels + vowelCount).contains(second)
        {
            let index = (first - leading) * vowelCount + second - vowels
            return syllables + index * trailingCount
        }
        guard isSyllable(first), (first - syllables) % trailingCount == 0,
            (trailing + 1..<trailing + trailingCount).contains(second)
        else { return nil }
        return first + second - trailing
    }
}
