/// Why bytes aren't a marshalled code object; the texts are those of `Python/marshal.c`.
public enum MarshalError: Error, Equatable, Sendable {
    case truncated
    case unknownTypeCode(UInt8)
    case invalidReference
    case tooDeep
    case unexpectedValue(String)
    case badMagicNumber

    public var message: String {
        switch self {
        case .truncated: "marshal data too short"
        case .unknownTypeCode: "bad marshal data (unknown type code)"
        case .invalidReference: "bad marshal data (invalid reference)"
        case .tooDeep: "recursion limit exceeded"
        case .unexpectedValue(let what): "bad marshal data (\(what))"
        case .badMagicNumber: "bad magic number"
        }
    }
}

/// The type codes of `Python/marshal.c`.
enum MarshalCode {
    static let none = UInt8(ascii: "N")
    static let `false` = UInt8(ascii: "F")
    static let `true` = UInt8(ascii: "T")
    static let ellipsis = UInt8(ascii: ".")
    static let int = UInt8(ascii: "i")
    static let long = UInt8(ascii: "l")
    static let float = UInt8(ascii: "g")
    static let complex = UInt8(ascii: "y")
    static let bytes = UInt8(ascii: "s")
    static let unicode = UInt8(ascii: "u")
    static let internedUnicode = UInt8(ascii: "t")
    static let ascii = UInt8(ascii: "a")
    static let internedASCII = UInt8(ascii: "A")
    static let shortASCII = UInt8(ascii: "z")
    static let shortInternedASCII = UInt8(ascii: "Z")
    static let tuple = UInt8(ascii: "(")
    static let smallTuple = UInt8(ascii: ")")
    static let frozenSet = UInt8(ascii: ">")
    static let code = UInt8(ascii: "c")
    static let reference = UInt8(ascii: "r")
    static let referenceFlag: UInt8 = 0x80
}
