/// The encodings that are part of the language: names, and what to do about errors.
///
/// They work without the library; any other codec is found through the registry. Encoders and decoders are
/// in the files beside this one.
enum StrCodec {
    case utf8, ascii, latin1
    case utf16(bigEndian: Bool?), utf32(bigEndian: Bool?)

    /// The encoding of a name, however it is spelled; nil for others.
    init?(_ name: String) {
        let folded = name.utf8.map { byte -> UInt8 in
            if byte >= 65 && byte <= 90 { return byte | 0x20 }
            return byte == 45 || byte == 32 ? 95 : byte
        }
        switch String(decoding: folded, as: UTF8.self) {
        case "utf_8", "utf8", "u8", "utf", "utf8_ucs2", "utf8_ucs4", "cp65001": self = .utf8
        case "ascii", "us_ascii", "646", "ansi_x3.4_1968", "iso646_us": self = .ascii
        case "latin_1", "latin1", "iso_8859_1", "iso8859_1", "iso8859", "8859", "cp819", "latin",
            "l1":
            self = .latin1
        case "utf_16", "utf16", "u16": self = .utf16(bigEndian: nil)
        case "utf_16_le", "utf_16le", "utf16le": self = .utf16(bigEndian: false)
        case "utf_16_be", "utf_16be", "utf16be": self = .utf16(bigEndian: true)
        case "utf_32", "utf32", "u32": self = .utf32(bigEndian: nil)
        case "utf_32_le", "utf_32le", "utf32le": self = .utf32(bigEndian: false)
        case "utf_32_be", "utf_32be", "utf32be": self = .utf32(bigEndian: true)
        default: return nil
        }
    }

    /// Whether CPython converts without the registry under this name, so that errors are told as they are.
    static func isDirect(_ name: String) -> Bool {
        switch Interpreter.normalCodecName(name) {
        case "utf_8", "utf8", "utf_16", "utf16", "utf_32", "utf32", "ascii", "us_ascii", "latin1",
            "latin_1", "iso_8859_1", "iso8859_1":
            true
        default: false
        }
    }

    /// The name that errors show.
    var name: String {
        switch self {
        case .utf8: "utf-8"
        case .ascii: "ascii"
        case .latin1: "latin-1"
        case .utf16(let big): "utf-16" + Self.suffix(big)
        case .utf32(let big): "utf-32" + Self.suffix(big)
        }
    }

    /// Writes a character that the encoding has, or a surrogate as if it were one.
    func append(_ character: UInt32, to bytes: inout [UInt8]) {
        switch self {
        case .utf8: Self.appendUTF8(character, &bytes)
        case .ascii, .latin1: bytes.append(UInt8(truncatingIfNeeded: character))
        case .utf16(let big): Self.appendUTF16(character, big ?? false, &bytes)
        case .utf32(let big): Self.appendUnits(character, 4, big ?? false, &bytes)
        }
    }

    static func appendUTF8(_ character: UInt32, _ result: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | character >> shift & 0x3F) }
        if character < 0x80 {
            result.append(UInt8(character))
        } else if character < 0x800 {
            result.append(UInt8(0xC0 | character >> 6))
            result.append(tail(0))
        } else if character < 0x10000 {
            result.append(UInt8(0xE0 | character >> 12))
            result.append(tail(6))
            result.append(tail(0))
        } else {
            result.append(UInt8(0xF0 | character >> 18 & 7))
            result.append(tail(12))
            result.append(tail(6))
            result.append(tail(0))
        }
    }

    private static func appendUTF16(
        _ character: UInt32, _ bigEndian: Bool, _ result: inout [UInt8]
    ) {
        if character < 0x10000 { return appendUnits(character, 2, bigEndian, &result) }
        let rest = character - 0x10000
        appendUnits(0xD800 | rest >> 10, 2, bigEndian, &result)
        appendUnits(0xDC00 | rest & 0x3FF, 2, bigEndian, &result)
    }

    private static func appendUnits(
        _ value: UInt32, _ count: Int, _ bigEndian: Bool, _ result: inout [UInt8]
    ) {
        for index in 0..<count {
            let shift = UInt32(8 * (bigEndian ? count - 1 - index : index))
            result.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    private static func suffix(_ bigEndian: Bool?) -> String {
        bigEndian.map { $0 ? "-be" : "-le" } ?? ""
    }
}
