/// What to type instead of a character that no program can hold but that text processors and web
/// pages like to put in the place of one it can.
enum CharacterAdvice {
    /// The advice for CPython's message about a character, which ends in its number: `(U+201C)`.
    static func remedy(for message: String) -> String? {
        guard message.hasPrefix("invalid character") || message.hasPrefix("invalid non-printable"),
            let mark = message.utf8.lastIndex(of: UInt8(ascii: "+"))
        else { return nil }
        let digits = message.utf8[message.utf8.index(after: mark)...].prefix {
            $0 != UInt8(ascii: ")")
        }
        return UInt32(String(Substring(digits)), radix: 16).flatMap(remedy)
    }

    private static func remedy(_ code: UInt32) -> String? {
        switch replacement(for: code) {
        case nil: nil
        case "": "delete it: it is invisible"
        case " ": "replace it with a plain space"
        case let plain?: "replace it with \(plain)"
        }
    }

    /// What to type instead of a character; empty for one that is to be deleted.
    static func replacement(for code: UInt32) -> String? {
        switch code {
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: " "
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: ""
        case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0xB4, 0xFF07: "'"
        case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xAB, 0xBB, 0xFF02: "\""
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFF0D: "-"
        case 0x2026: "..."
        case 0xD7: "*"
        case 0xF7: "/"
        case 0x2260: "!="
        case 0x2264: "<="
        case 0x2265: ">="
        case 0x2192: "->"
        case 0xFF01...0xFF5E: Unicode.Scalar(code - 0xFEE0).map { String(Character($0)) }
        default: nil
        }
    }
}
