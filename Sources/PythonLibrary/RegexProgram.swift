/// What the matcher runs: words that `RegexTranslator` makes once from the codes of `re/_compiler.py`, and
/// has checked, so that the matcher needn't.
///
///     header        how many marks and counters, what every match begins with (`RegexHeader`)
///     instructions  a word for the operation, then its operands; targets are counted from the header
///     tables        the codes of sets, for characters above 255
///
/// A *filter* is nine words: flags, then a bit for each character below 256. It says which characters
/// something can begin with, and spares the matcher ways that lead nowhere. A set of characters has the
/// same shape, but for its first word: 0 if no character above 255 is in it, 1 if all are, else where
/// the table is that tells.
enum RegexInstruction: UInt8 {
    /// No operands.
    case fail, success, any, anyAll
    /// A character.
    case literal, notLiteral
    /// What holds above 255, eight words of bits.
    case set
    /// A count, so many characters.
    case run
    /// The mark's number.
    case mark
    /// Where, by its number in `re/_constants.py`.
    case at
    /// 1 if a boundary is wanted, 1 if letters are Unicode's, eight words of word characters.
    case boundary
    /// How to fold case (0 not, 1 ASCII, 2 Unicode), the group's first mark.
    case groupReference
    /// The group's first mark, the target if it isn't set.
    case groupExists
    /// The target.
    case jump
    /// The next alternative or 0, a filter of this one; the alternative follows.
    case branch
    /// Body, tail, a filter of each: a repeat that needs no counter.
    case loop, lazyLoop
    /// A counter, the target: where the repeat's `maxUntil` or `minUntil` is.
    case `repeat`
    /// Counter, least, most, body, a filter of the body.
    case maxUntil, minUntil
    /// Least, most, tail, a filter of the tail; the item, a single character, follows.
    case greedyOne, lazyOne, possessiveOne
    /// The body follows, to its end.
    case atomic, atomicEnd
    /// Characters to go back, the target behind the end; the body follows.
    case assert, assertNot
    case assertEnd, assertNotEnd
    /// Least, most, tail; the body follows.
    case possessive
    /// Where its `possessive` is.
    case possessiveEnd

    @inline(__always)
    init(_ word: UInt32) {
        // SAFETY: programs hold only words that the translator took from cases.
        self = unsafeBitCast(UInt8(truncatingIfNeeded: word), to: RegexInstruction.self)
    }

    var word: UInt32 { UInt32(rawValue) }
}

/// Where things are in a program's first words.
enum RegexHeader {
    static var marks: Int { 0 }
    static var counters: Int { 1 }
    /// The fewest characters a match has.
    static var minimum: Int { 2 }
    static var start: Int { 3 }
    /// Where the characters of the literal start are, how many, and where they are as bytes.
    static var prefix: Int { 4 }
    static var prefixCount: Int { 5 }
    static var prefixBytes: Int { 6 }
    /// What a match can begin with.
    static var filter: Int { 7 }
    static var size: Int { 16 }
}

/// How the place of a match can be found.
enum RegexStart {
    /// Anywhere; at the text's beginning only; where the filter lets through; where the literal is.
    static var anywhere: UInt32 { 0 }
    static var beginning: UInt32 { 1 }
    static var filtered: UInt32 { 2 }
    static var literal: UInt32 { 3 }
}

/// The layout of filters and of instructions with many operands.
enum RegexLayout {
    static var filterSize: Int { 9 }
    /// The flags of a filter: it lets everything through, the end as well; all characters above 255.
    static var isOpen: UInt32 { 1 }
    static var isWideOpen: UInt32 { 2 }
    static var setSize: Int { 10 }
    static var branchFilter: Int { 2 }
    static var branchBody: Int { 11 }
    static var loopBodyFilter: Int { 3 }
    static var loopTailFilter: Int { 12 }
    static var loopSize: Int { 21 }
    static var repeatSize: Int { 3 }
    static var untilFilter: Int { 5 }
    static var untilSize: Int { 14 }
    static var oneFilter: Int { 4 }
    static var oneItem: Int { 13 }
    static var boundarySize: Int { 11 }
    static var possessiveBody: Int { 4 }
    static var assertBody: Int { 3 }
}
