/// Characters whose properties changed after Unicode 14, which CPython 3.11 is built on; the Swift library
/// knows the newer ones. Found by comparing every code point with CPython.
enum UnicodeChanges {
    /// Given numeric values later.
    static let laterNumeric: Set<UInt32> = [
        0x4E24, 0x4EAC, 0x4FE9, 0x5006, 0x62D0, 0x6D1E, 0x7695, 0x79ED, 0x920E, 0x94A9, 0x12038,
        0x12039, 0x12079, 0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399,
    ]
    /// A small letter no longer.
    static let formerLowercase: Set<UInt32> = [0x295]
    /// Counted among small letters later.
    static let laterLowercase: Set<UInt32> = [0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69]
    /// Passed over between letters no longer: a mark that takes space since.
    static let formerCaseIgnorable: Set<UInt32> = [0x1171E]
    /// Allowed in identifiers later.
    static let laterIdentifierParts: Set<UInt32> = [0x200C, 0x200D, 0x30FB, 0xFF65]
}
