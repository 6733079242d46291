/// The encodings that are part of the language: names, and what to do about errors.
///
/// Encoders and decoders are in the files beside this one. An error handler gets the range that can't be
/// converted and says what stands in for it; `strict` raises.
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

    private static func suffix(_ bigEndian: Bool?) -> String {
        bigEndian.map { $0 ? "-be" : "-le" } ?? ""
    }
}

/// What happens where text or bytes can't be converted.
enum CodecErrors: String {
    case strict, ignore, replace, xmlcharrefreplace, backslashreplace
    case surrogateescape, surrogatepass
}

extension Interpreter {
    func codec(_ name: String) throws(Raised) -> StrCodec {
        guard let codec = StrCodec(name) else {
            throw raise(.lookupError, "unknown encoding: \(name)")
        }
        return codec
    }

    /// The handler of a name; looked up when the first error comes, as CPython does.
    func errorHandler(_ name: String) throws(Raised) -> CodecErrors {
        guard let handler = CodecErrors(rawValue: name) else {
            throw raise(.lookupError, "unknown error handler name '\(name)'")
        }
        return handler
    }

    /// `UnicodeEncodeError` or `UnicodeDecodeError` about part of an object.
    func raiseCodecError(
        _ type: BuiltinType, _ encoding: String, _ object: Ref, _ range: Range<Int>,
        _ reason: String
    ) -> Raised {
        do throws(Raised) {
            let encoding = try makeString(encoding)
            let start = try makeInt(range.lowerBound)
            let end = try makeInt(range.upperBound)
            let reason = try makeString(reason)
            let arguments = try makeTuple([
                encoding.ref, object, start.ref, end.ref, reason.ref,
            ])
            let exception = try call(Ref(RawObject(self.type(type))), tuple: arguments.ref)
            return raise(instance: exception)
        } catch {
            return error
        }
    }
}
